"""A mark with no full stop before it.

A numeral amid a sentence may as well be a name or a variable: "the speeds u and v) …".

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps ii) Are they? iii) We look. iv) 71%. v) Use them. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps. ii) Are they? iii) We look. iv) 71%. v) Use them. |

Fix: none. The sentence may have been cut.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_REACH: Final = 24
_STOPPED: Final = re.compile(r"[.?!:…][\"”’')\]*_]{0,4}[\s*_]*\Z")  # `… rivers."  **`


def _find(document: Document) -> Iterator[Finding]:
    for span, marks in document.numerals:
        for mark in marks:
            before = document.text[max(span.start, mark.span.start - _REACH) : mark.span.start]
            if before.strip(" \t*_-•#(") and not _STOPPED.search(before):
                yield Finding(mark.span, f"no sentence ends before {mark.numeral}), expected a full stop")


RULE = Rule("DK506", "unstopped-mark", Severity.INFO, __doc__ or "", _find)
