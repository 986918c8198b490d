"""Sections that are numbered otherwise than with i) to v).

Letters, digits or capitals number other things as often as sections, so programs have to guess.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | (i) Maps. (ii) Are they? (iii) We look. (iv) 71%. (v) Go. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps. ii) Are they? iii) We look. iv) 71%. v) Go. |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digestkit.lint.document import locate
from digestkit.lint.numbering import NUMERALS
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_USUAL: Final = {f"{numeral})" for numeral in NUMERALS}


def _find(document: Document) -> Iterator[Finding]:
    for paper, _ in document.summaries():
        odd = next((section for section in paper.summary.sections if section.mark and section.mark not in _USUAL), None)
        if odd is not None and odd.mark is not None:
            start = paper.summary.text.find(odd.mark, odd.span.start)
            span = locate(paper, start, start + len(odd.mark))
            yield Finding(span, f"sections are numbered with {odd.mark}, expected i) to v)")


RULE = Rule("DK505", "odd-mark", Severity.INFO, __doc__ or "", _find)
