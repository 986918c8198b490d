"""The day that a heading names, in any usual spelling, never guessed.

A date is read only where its order is certain: year first, a month in words, or a day over 12.
Nothing here looks at the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.diagnostics import Oddity

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HeadingDate", "date_of_heading"]

_WORD: Final = r"(?P<{name}>[^\W\d_]{{3,9}}) \.?"
_DATE: Final = re.compile(
    rf"""
      (?<![\d./-]) (?P<y1>\d{{4}}) (?P<sep>[-/.]) (?P<m1>\d{{1,2}}) (?P=sep) (?P<d1>\d{{1,2}}) (?! [./-]?\d)  # 2024-9-5
    | (?<!\d) (?P<y2>\d{{4}}) \s? 年 \s? (?P<m2>\d{{1,2}}) \s? 月 \s? (?P<d2>\d{{1,2}}) \s? 日  # 2024年12月30日
    | (?<![\d.]) (?P<y3>(?:19|20)\d{{2}}) (?P<m3>\d{{2}}) (?P<d3>\d{{2}}) (?!\d)  # 20241230
    | (?<![\d.]) (?P<d4>\d{{1,2}}) (?:st|nd|rd|th)? (?:\s+of)? [\s-]{{0,3}} {_WORD.format(name="m4")}
        ,? [\s-]{{0,3}} (?P<y4>\d{{4}}) (?!\d)  # 30 December 2024
    | (?<!\w) {_WORD.format(name="m5")} [\s-]{{0,3}} (?P<d5>\d{{1,2}}) (?:st|nd|rd|th)?
        (?: , \s? | [\s-]{{1,3}} ) (?P<y5>\d{{4}}) (?!\d)  # Dec. 30, 2024
    | (?<![\d./-]) (?P<a>\d{{1,2}}) (?P<sep6>[-/.]) (?P<b>\d{{1,2}}) (?P=sep6) (?P<y6>\d{{4}}) (?!\d)  # 30/12/2024
    """,
    re.VERBOSE | re.ASCII,
)
_YEAR_OR_MONTH: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PARENTHESES: Final = re.compile(r"\([^()]*\)")
_MONTHS_A_YEAR: Final = 12


@attrs.frozen
class HeadingDate:
    """The date of a heading, or None and the reason why there is none."""

    date: dt.date | None = None
    oddity: Oddity | None = None
    reason: str = ""


def date_of_heading(text: str) -> HeadingDate:
    """Read the day that a heading names.

    >>> date_of_heading("Papers for Dec. 30, 2024").date
    datetime.date(2024, 12, 30)
    >>> date_of_heading("Papers for 05.08.2023").reason
    "'05.08.2023' may be 5 August or 8 May"
    """
    candidates = list(_candidates(text))
    if len({candidate.date for candidate in candidates}) > 1:
        # "(updated 2024-12-31)" behind the day does not make it doubtful.
        candidates = list(_candidates(_PARENTHESES.sub(" ", text))) or candidates
    if not candidates:
        if _YEAR_OR_MONTH.search(text):
            return HeadingDate(None, Oddity.PARTIAL_DATE, f"{text[:80]!r} names no day of the month")
        return HeadingDate(None, Oddity.NO_DATE, f"{text[:80]!r} names no date")
    if len({candidate.date for candidate in candidates}) > 1:
        return HeadingDate(None, Oddity.AMBIGUOUS_DATE, f"{text[:80]!r} names several dates")
    return candidates[0]


def _candidates(text: str) -> Iterator[HeadingDate]:
    for found in _DATE.finditer(text):
        candidate = _read(found)
        if candidate is not None:
            yield candidate


def _read(found: re.Match[str]) -> HeadingDate | None:
    """The date of a match; None where its word is no month ("12 papers 2024")."""
    if found["a"]:
        return _day_and_month(found)
    for form in "12345":
        year = found[f"y{form}"]
        if year:
            month = found[f"m{form}"]
            number = int(month) if month.isdigit() else _month_number(month)
            return None if number is None else _date(found[0], int(year), number, int(found[f"d{form}"]))
    raise AssertionError(found)  # pragma: no cover - each branch names a year


def _day_and_month(found: re.Match[str]) -> HeadingDate:
    """Two numbers before a year: certain only where one of them cannot be a month, or both are the same."""
    first, second, year = int(found["a"]), int(found["b"]), int(found["y6"])
    if first > _MONTHS_A_YEAR or first == second:
        return _date(found[0], year, second, first)
    if second > _MONTHS_A_YEAR:
        return _date(found[0], year, first, second)
    if not first or not second:
        return _date(found[0], year, first, second)
    reason = f"{found[0]!r} may be {first} {_month_name(second)} or {second} {_month_name(first)}"
    return HeadingDate(None, Oddity.AMBIGUOUS_DATE, reason)


def _date(written: str, year: int, month: int, day: int) -> HeadingDate:
    try:
        return HeadingDate(dt.date(year, month, day))
    except ValueError:
        return HeadingDate(None, Oddity.IMPOSSIBLE_DATE, f"{written!r} is no day of the calendar")


@cache
def _month_number(word: str) -> int | None:
    """The number of a month's English name or abbreviation, or None."""
    from dateutil.parser import parserinfo

    return parserinfo().month(word)


def _month_name(number: int) -> str:
    """The English name of a month, whatever the locale."""
    from dateutil.parser import parserinfo

    return parserinfo.MONTHS[number - 1][-1]
