"""A row that holds no paper: empty cells, or a line of dashes between the rows.

Readers show an empty row, or one of dashes, and count a paper too many.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |
    |  |  |  |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The line is taken out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.diagnostics import Oddity
from digestkit.lint.rows import without_lines
from digestkit.lint.rule import Rule

if TYPE_CHECKING:
    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic, Edit


def _mend(document: Document, found: Diagnostic) -> list[Edit]:
    return [without_lines(document, found.span)]


RULE = Rule.reported(Oddity.NO_PAPER, __doc__, _mend)
