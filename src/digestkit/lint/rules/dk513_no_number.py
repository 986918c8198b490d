"""A summary without any digit.

Nothing in it can be compared with another paper.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps some rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for paper, span in document.summaries():
        if not any(map(str.isdigit, paper.summary.text)):
            yield Finding(span, "the summary has no digit, expected a figure of the paper")


RULE = Rule("DK513", "no-number", Severity.INFO, __doc__ or "", _find)
