"""A paper that an earlier file of the archive has already.

It comes up when yesterday's page is read once more. `digestkit check FOLDER` and `digestkit.check_archive` find it;
`digestkit.check`, which sees one file, cannot.

Bad (2024/03/11.md):

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Bad (2024/03/12.md):

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 4 lakes. |

Good (2024/03/12.md):

    | Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4 rafts. |

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from digestkit.lint.document import Document


def _find(_document: Document) -> tuple[Finding, ...]:
    """Nothing: one file does not show it. See `digestkit.lint.archive`."""
    return ()


RULE = Rule("DK311", "repeated-in-archive", Severity.WARNING, __doc__ or "", _find)
