"""Headings: which of them open a day."""

from __future__ import annotations

import re
from typing import Final

import attrs

from digestkit.models import Span, one_line
from digestkit.parsing.dates import HeadingDate, date_of_heading

__all__ = ["Heading", "read_heading"]

_PAPERS_FOR: Final = re.compile(r"\bpapers?\s+(?:for|of|from|on)\b", re.IGNORECASE)
# "Last updated: 2024-12-30## Papers for 2024-12-30": the line break before the heading was lost.
_GLUED: Final = re.compile(r"(?<=[^\s#\u200b\ufeff])#{1,6}(?=\s*papers?\s+(?:for|of|from|on)\b)", re.IGNORECASE)
_TAG: Final = re.compile(r"</?h[1-6][^<>]{0,80}>", re.IGNORECASE)
_MARKS: Final = "#*_= "
_LONGEST: Final = 300  # no heading is longer; a row of a table that lost its bars may be


@attrs.frozen
class Heading:
    """A heading, at `span` of the document.

    `opens_day`: it says whose day the papers below are. `sure`: it does so even where no table follows.
    """

    span: Span
    text: str
    day: HeadingDate
    opens_day: bool
    sure: bool
    glued: bool = False


def read_heading(line: str, start: int) -> Heading | None:
    """The heading that a line at offset `start` is, or None.

    A heading is marked with `#` at any level, bold, an `<h2>` tag, or by saying "Papers for" and nothing but a date.
    """
    if len(line) > _LONGEST:
        return None
    glued = _GLUED.search(line)
    if glued:
        line, start = line[glued.start() :], start + glued.start()
    untagged = _TAG.sub("", line)
    plain = one_line(untagged)
    text = one_line(plain.strip(_MARKS))
    marked = plain.startswith(("#", "\\#")) or (untagged is not line and untagged != line)
    if not text or not (marked or _says_only_the_day(plain, text)):
        return None
    return _heading(text, Span(start, start + len(line.rstrip())), glued=glued is not None)


def _heading(text: str, span: Span, *, glued: bool) -> Heading:
    day = date_of_heading(text)
    says_papers = _PAPERS_FOR.search(text) is not None or text.casefold() == "papers"
    opens_day = says_papers or day.date is not None
    return Heading(span, text, day, opens_day, says_papers and day.date is not None, glued)


def _says_only_the_day(plain: str, text: str) -> bool:
    """Is an unmarked line a heading: "Papers for 2024-12-30" alone, or a bold date?"""
    if _PAPERS_FOR.match(text):
        rest = text[_PAPERS_FOR.match(text).end() :]  # type: ignore[union-attr]
        return date_of_heading(rest).date is not None and len(rest.split()) <= 4  # noqa: PLR2004 - "30 of December 2024"
    return plain.startswith("**") and plain.endswith("**") and date_of_heading(text).date is not None
