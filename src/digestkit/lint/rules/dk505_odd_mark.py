"""Sections that are numbered otherwise than with i) to v).

Letters, digits or capitals number other things as often as sections, so programs have to guess. Marks that only look
like them (`11)`, `ii:`, `ⅲ)`, or Cyrillic letters) are missed altogether.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | (i) Maps. (ii) Are they? (iii) We look. (iv) 71%. (v) Go. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps. ii) Are they? iii) We look. iv) 71%. v) Go. |

Fix: unsafe. Marks that are i) to v) in other dress are written so; a) to e) and digits are let be.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digestkit.lint.document import locate
from digestkit.lint.numbering import NUMERALS
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Edit, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document
    from digestkit.models import Paper, Section, Span

_USUAL: Final = {f"{numeral})" for numeral in NUMERALS}
_IN_BRACKETS: Final = {f"({numeral})": f"{numeral})" for numeral in NUMERALS}  # (i) to (v)


def _find(document: Document) -> Iterator[Finding]:
    for (paper, _), marks in zip(document.summaries(), document.odd_marks, strict=True):
        read = [section for section in paper.summary.sections if section.mark and section.mark not in _USUAL]
        if marks:
            places = [(mark.span, f"{mark.numeral})") for mark in marks]
        else:
            places = [(_place(paper, section), _IN_BRACKETS.get(section.mark or "", "")) for section in read]
        if places:
            shown = document.raw(places[0][0])
            edits = tuple(Edit(span=span, text=usual) for span, usual in places if usual)
            plain = "" if shown.isascii() else " in plain letters"
            message = f"a section is marked with {shown}, expected {places[0][1] or 'i) to v)'}{plain}"
            yield Finding(places[0][0], message, edits if len(edits) == len(places) else ())


def _place(paper: Paper, section: Section) -> Span:
    assert section.mark is not None  # noqa: S101 - asked only for marked sections
    start = paper.summary.text.find(section.mark, section.span.start)
    return locate(paper, start, start + len(section.mark))


RULE = Rule("DK505", "odd-mark", Severity.INFO, __doc__ or "", _find, Fix.UNSAFE)
