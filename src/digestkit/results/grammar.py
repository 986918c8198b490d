"""Numbers as summaries write them."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from digestkit.models import NumericResult, ResultKind, SectionKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digestkit.models import Section, Summary

__all__ = ["find_results"]

# A number that no letter, digit, dot or hyphen touches on its left: "GPT-4.1%" and "v1.5x" are names.
_NUMBER: Final = r"(?<![\w.,:/^-])(?P<value>[0-9]{1,40}(?:,[0-9]{3}){0,12}(?:\.[0-9]{1,40})?)"
_MENTION: Final = re.compile(
    rf"""
    {_NUMBER}
    (?: \s* ± \s* (?P<uncertainty>[0-9]{{1,15}}(?:\.[0-9]{{1,15}})?) )?     # 5.33 ± 0.05
    (?: (?P<percent> %) (?!\w)                                              # 73.94%
      | (?P<points> [ -]? (?:percentage[ ]points?|points?|pp)) \b           # 6.42 points
      | (?P<factor> [x×]) (?![\w-])                                         # 4.4×
    )?
    (?! [\w] | [.,][0-9] | [%×] )
    """,
    re.VERBOSE,
)
# "a perplexity of 3.4"; a whole number only where the words say that it is a level: "4 of 6 tasks" is none.
_AFTER_OF: Final = re.compile(r"\bof (?:about |over |only |just )?$")
_LEVEL_OF: Final = re.compile(r"\b(?:scores?|accuracy|rates?|F1|recall|precision) of $", re.IGNORECASE)
_CHANGED: Final = re.compile(r"\b(?:by|by up to|by over|by about)\s$")
_WINDOW: Final = 20  # characters looked back over for "of" and "by", so that the search stays linear
_SENTENCE_END: Final = re.compile(r"[.?!](?:[\"”’)\]]|\*\*)*\s+(?=\S)")


def find_results(summary: Summary) -> tuple[NumericResult, ...]:
    """The numeric results of a summary, in the order of its text."""
    text = summary.text
    borders = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    return tuple(_results(text, summary.sections, borders))


def _results(text: str, sections: Sequence[Section], borders: list[int]) -> Iterator[NumericResult]:
    starts = [section.span.start for section in sections]
    for found in _MENTION.finditer(text):
        unit = _unit(found)
        before = text[max(0, found.start() - _WINDOW) : found.start()]
        bare = unit is None and found["uncertainty"] is None
        if bare and not _is_level(found["value"], before):
            continue
        at = max(0, bisect_right(starts, found.start()) - 1)
        yield NumericResult(
            text=found[0],
            span=Span(found.start(), found.end()),
            sentence_span=_sentence(text, borders, found.start()),
            section=sections[at].kind if sections else SectionKind.OTHER,
            value=_decimal(found["value"]),
            uncertainty=_decimal(found["uncertainty"]) if found["uncertainty"] else None,
            unit=unit,
            kind=_kind(unit, before),
        )


def _is_level(digits: str, before: str) -> bool:
    """Do the words before a number without a unit say that it is a level measured?"""
    return (_AFTER_OF if "." in digits else _LEVEL_OF).search(before) is not None


def _unit(found: re.Match[str]) -> str | None:
    if found["percent"]:
        return "%"
    if found["points"]:
        return "points"
    return "x" if found["factor"] else None


def _kind(unit: str | None, before: str) -> ResultKind:
    if unit == "x":
        return ResultKind.FACTOR
    if unit == "points" or _CHANGED.search(before):
        return ResultKind.CHANGE
    return ResultKind.SCORE


def _sentence(text: str, borders: list[int], offset: int) -> Span:
    at = bisect_right(borders, offset) - 1
    start, end = borders[at], borders[min(at + 1, len(borders) - 1)]
    return Span(start, start + len(text[start:end].rstrip()))


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
