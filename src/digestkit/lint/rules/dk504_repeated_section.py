"""A number that two sections have.

Programs keep the first of them, and the second becomes part of the section above it.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps. ii) Why? iii) We look. iii) We ask. iv) 71%. v) Go. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps. ii) Why? iii) We look, and ask. iv) 71%. v) Go. |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for _, marks in document.numerals:
        seen: set[str] = set()
        for mark in marks:
            if mark.numeral in seen:
                yield Finding(mark.span, f"{mark.numeral}) stands here a second time, expected each number once")
            seen.add(mark.numeral)


RULE = Rule("DK504", "repeated-section", Severity.WARNING, __doc__ or "", _find)
