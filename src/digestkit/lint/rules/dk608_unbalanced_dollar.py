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

_DOLLAR: Final = re.compile(r"(?<!\\)\$(?!(?<=\d\$)(?![\w\\{]))")  # the one behind "1$" is money
_MONEY: Final = re.compile(
    r"\$\s?\d[\d,.]*(?![\d,.]*[\w^{\\=<>+$*/])|\$\d[\d,.]*\s?(?:[kKMB]|thousand|million|billion)\b"
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
        if len(dollars) % 2:
            dollars = [found for found in dollars if not _MONEY.match(document.text, found.start(), cell.end)]
        if len(dollars) % 2:
            yield Finding(Span(*dollars[-1].span()), "an odd number of $ in this cell: a formula is not closed")


RULE = Rule("DK608", "unbalanced-dollar", Severity.INFO, __doc__ or "", _find)
