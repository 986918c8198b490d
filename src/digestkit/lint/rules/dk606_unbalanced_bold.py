"""Bold that is opened and not closed.

The asterisks are shown as such, or other text becomes bold.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps **3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps **3** rivers. |

Fix: none. Only the author knows where the bold was to end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.cells import PROSE, code_spans
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_BOLD: Final = re.compile(r"(?<![\\*])\*\*(?!\*)")
_NO_BOLD: Final = re.compile(
    r"""
      (?<=\w)\*\*(?=\d)              # 2**8
    | \*\*(?=kwargs\b)               # **kwargs
    | (?<=\s)\*\*(?=\s)              # 3.2 ** higher
    """,
    re.VERBOSE,
)


def _find(document: Document) -> Iterator[Finding]:
    for role, cell in document.cells:
        if role not in PROSE or "**" not in document.raw(cell):
            continue
        code = code_spans(document.text, cell)
        marks = [
            found
            for found in _BOLD.finditer(document.text, cell.start, cell.end)
            if not any(span.start < found.start() < span.end for span in code)
        ]
        if len(marks) % 2:
            marks = [found for found in marks if not _NO_BOLD.match(document.text, found.start())]
        if len(marks) % 2:
            yield Finding(
                Span(*marks[-1].span()),
                "an odd number of ** in this cell: bold is not closed; add the other **, or take this one out",
            )


RULE = Rule("DK606", "unbalanced-bold", Severity.INFO, __doc__ or "", _find)
