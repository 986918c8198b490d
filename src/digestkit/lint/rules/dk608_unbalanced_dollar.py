"""A formula that is opened with `$` and not closed.

Readers that know formulas show what follows as one. A sum of money (`$5`) opens none.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps $x rivers, at least 3. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps $x$ rivers, at least 3. |

Fix: none. Only the author knows where the formula was to end.
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

_DOLLAR: Final = re.compile(r"(?<!\\)\$")
_NO_OPENING: Final = re.compile(
    r"""
      \$\s?\d[\d,.]*+(?![\w^{\\=<>+$*/])                          # $5, $1,000
    | \$\d[\d,.]*+\s?(?:[kKMB]|thousand|million|billion)\b       # $3 million
    | (?<=\d)\$(?![\w\\{])                                       # 1$
    | \$(?:\s|\Z)                                                # US$ a map
    """,
    re.VERBOSE,
)


def _find(document: Document) -> Iterator[Finding]:
    for role, cell in document.cells:
        if role not in PROSE or "$" not in document.raw(cell):
            continue
        aside = code_spans(document.text, cell)
        dollars = [
            found
            for found in _DOLLAR.finditer(document.text, cell.start, cell.end)
            if not any(span.start < found.start() < span.end for span in aside)
        ]
        opened = _left_open(document.text, cell, dollars) if len(dollars) % 2 else None
        if opened is not None:
            yield Finding(
                opened, "an odd number of $ in this cell: a formula is not closed; close it, or write \\$ for a dollar"
            )


def _left_open(text: str, cell: Span, dollars: list[re.Match[str]]) -> Span | None:
    """The last dollar where it opens a formula; one that can only be money opens none, but may close one: "=0.5$"."""
    opened: Span | None = None
    for found in dollars:
        if opened is not None:
            opened = None
        elif not _NO_OPENING.match(text, found.start(), cell.end):
            opened = Span(*found.span())
    return opened


RULE = Rule("DK608", "unbalanced-dollar", Severity.INFO, __doc__ or "", _find)
