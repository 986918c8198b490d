"""Headings: which of them open a day."""

from __future__ import annotations

import re
from typing import Final

import attrs

from digestkit.models import Span, one_line
from digestkit.parsing.dates import HeadingDate, date_of_heading

__all__ = ["LONGEST_HEADING", "Heading", "glued_days", "read_heading"]

_PAPERS_FOR: Final = re.compile(r"\bpapers?\s+(?:for|of|from|on)\b", re.IGNORECASE)
# "Last updated: 2024-12-30## Papers for 2024-12-30": the line break before the heading was lost, as it is where files
# are joined that do not end with one, or the one behind it. What follows up to a bar or the line's end is a date.
_SAYS_DAY: Final = re.compile(
    r"##{0,5}[^\S\r\n]{0,9}papers?[^\S\r\n]{1,9}(?:for|of|from|on)\b([^|\r\n]{1,40})", re.IGNORECASE
)
_TAG: Final = re.compile(r"</?[a-z][^<>]{0,80}>", re.IGNORECASE)
_HEADING_TAG: Final = re.compile(r"\s*<h[1-6]\b", re.IGNORECASE)
_MARKS: Final = "#*_=->+ "
LONGEST_HEADING: Final = 300  # no heading is longer; a row of a table that lost its bars may be


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


def glued_days(text: str) -> list[tuple[int, int]]:
    """Start and end of each heading of a day that does not have a line of its own."""
    days = []
    at = text.find("#")
    while at >= 0:
        found = _SAYS_DAY.match(text, at)
        if found and _is_glued(text, found):
            days.append(found.span())
        at = text.find("#", found.end() if found else at + 1)
    return days


def _is_glued(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 1) : found.start()]
    behind_text = before.strip("#\u200b\ufeff \t\r\n\u00a0") != ""
    begins_line = before in ("", "\r", "\n")
    before_bar = text.startswith("|", found.end())
    return (behind_text or (begins_line and before_bar)) and date_of_heading(found[1]).date is not None


def read_heading(line: str, start: int) -> Heading | None:
    """The heading that a line at offset `start` is, or None.

    A heading is marked with `#` at any level, bold, a tag, or by saying "Papers for" and nothing but a date.
    """
    if len(line) > LONGEST_HEADING:
        return None
    plain = one_line(_TAG.sub("", line) if "<" in line else line)
    text = one_line(plain.strip(_MARKS))
    marked = plain.startswith("#") or _HEADING_TAG.match(line) is not None
    if not text or not (marked or _says_only_the_day(plain, text)):
        return None
    day = date_of_heading(text)
    says_papers = _PAPERS_FOR.search(text) is not None or text.casefold() == "papers"
    dated = day.date is not None
    span = Span(start, start + len(line.rstrip()))
    return Heading(span, text, day, says_papers or dated, sure=marked and says_papers and dated)


def _says_only_the_day(plain: str, text: str) -> bool:
    """Is an unmarked line a heading: "Papers for 2024-12-30" alone, or a bold date?"""
    papers = _PAPERS_FOR.match(text)
    if papers:
        rest = text[papers.end() :]
        return date_of_heading(rest).date is not None and len(rest.split()) <= 4  # noqa: PLR2004 - "30 of December 2024"
    return plain.startswith("**") and plain.endswith("**") and date_of_heading(text).date is not None
