"""A summary that numbers its sections, but not all of i) to v).

Whoever looks for the result under iv) does not find it.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps. ii) Are they right? iii) We look. v) Use them. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps. ii) Are they? iii) We look. iv) 71%. v) Use them. |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.numbering import NUMERALS
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for (_, marks), odd in zip(document.numerals, document.odd_marks, strict=True):
        there = {mark.numeral for mark in (*marks, *odd)}
        missing = [f"{numeral})" for numeral in NUMERALS if numeral not in there]
        if marks and missing:
            are = "is" if len(missing) == 1 else "are"
            yield Finding(marks[0].span, f"the sections are numbered, but {' and '.join(missing)} {are} missing")


RULE = Rule("DK502", "missing-section", Severity.INFO, __doc__ or "", _find)
