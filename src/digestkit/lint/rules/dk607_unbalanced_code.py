"""A backtick without its partner.

The backtick is shown as such, or text becomes code that is none.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps `3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps `3` rivers. |

Fix: none. Only the author knows where the code was to end.
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

_BACKTICKS: Final = re.compile(r"(?<!\\)`+")
_AS_QUOTE: Final = re.compile(r"``[^`']{0,200}''")  # ``maps'' is a quotation in TeX


def _find(document: Document) -> Iterator[Finding]:
    for role, cell in document.cells:
        if role not in PROSE or "`" not in document.raw(cell):
            continue
        closed = code_spans(document.text, cell)
        closed += [Span(*found.span()) for found in _AS_QUOTE.finditer(document.text, cell.start, cell.end)]
        for found in _BACKTICKS.finditer(document.text, cell.start, cell.end):
            if not any(span.start <= found.start() < span.end for span in closed):
                yield Finding(
                    Span(*found.span()), "this backtick has no partner in its cell; add it, or take this one out"
                )
                break


RULE = Rule("DK607", "unbalanced-code", Severity.INFO, __doc__ or "", _find)
