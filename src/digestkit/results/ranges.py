"""Step 1c: numbers that stand together: the ends of a range ("3-5x"), pairs ("60.4/58.5"), a value and its ±."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.results.numerals import read_numeral

if TYPE_CHECKING:
    from digestkit.results.numerals import Numeral

__all__ = ["Tolerance", "read_chain", "read_tolerance", "read_upper"]

# Between the ends of "1.2-1.5×", "10% to 20%", "2.4 – 2.9x".
_RANGE: Final = re.compile(r"[ ]? (?: [-–—~∼] | \bto\b | -\bto\b- ) [ ]? [~≈]? (?=\.?\d)", re.VERBOSE)
_MAY_JOIN: Final = frozenset(" -–—~∼t")  # what such a joint begins with
_AND: Final = re.compile(r"[ ] and [ ] (?=\.?\d)", re.VERBOSE)
_BETWEEN: Final = re.compile(r"\bbetween (?:[~≈$]|about )?\Z")  # "between 15% and 39%"
_BETWEEN_REACH: Final = 12  # characters looked back over
_PAIR: Final = re.compile(r"[ ]? / [ ]? (?=\d)", re.VERBOSE)  # "60.4/58.5"
_PLUS_MINUS: Final = re.compile(
    r"""
    [ ]{0,2} \(? [ ]? (?: ± | \+/?-+ | \\pm ) [ ]{0,2}        # "71.5 ± 0.3", "71.5 (±0.3%)", "71.5 +/- 0.3"
    (?P<digits> \d{1,15}(?:\.\d{1,15})? | \.\d{1,15} ) %? \)?
    """,
    re.VERBOSE,
)
_SIGNS: Final = frozenset("±+\\")  # what one of its signs begins with, after at most five characters
_SIGN_REACH: Final = 5
# "from 50% to 57%" is a change from one level to another; "ranging from 50% to 57%" is a span.
_FROM: Final = re.compile(r"\bfrom(?: [^\s\d,;]+){0,6} [~≈$(+-]{0,2}\Z", re.IGNORECASE)
_RANGES: Final = re.compile(
    r"\b(?:rang|vary|vari|span|between|sizes?|scales?|models)\w*(?: \w+)? from [~≈$(]{0,2}\Z", re.IGNORECASE
)
_FROM_REACH: Final = 44


class Tolerance(NamedTuple):
    """What stands behind a ±: its value, where it ends, and whether a percent sign follows."""

    value: Decimal
    end: int
    is_percent: bool


def read_tolerance(text: str, pos: int, end: int) -> Tolerance | None:
    """The ± at `pos`, where a number and its unit end, or None.

    >>> read_tolerance("71.5 (± 0.3%)", 4, 13)
    Tolerance(value=Decimal('0.3'), end=13, is_percent=True)
    """
    signed = not _SIGNS.isdisjoint(text[pos : pos + _SIGN_REACH])
    found = _PLUS_MINUS.match(text, pos, end) if signed else None
    if found is None:
        return None
    return Tolerance(Decimal(found["digits"]), found.end(), is_percent=found[0].rstrip(")").endswith("%"))


def read_chain(text: str, first: Numeral, end: int) -> list[Numeral]:
    """The numbers of "60.4/58.5" and "1.22/0.91/1.76 rad/s", each of its own, with the unit of the last.

    Whole numbers are a fraction or a name: of "24/7" there is no second.
    """
    chain = [first]
    if "/" not in text[first.end : first.end + 2]:
        return chain
    while (slash := _PAIR.match(text, chain[-1].end, end)) is not None:
        following = read_numeral(text, slash.end(), end)
        if following is None or (following.whole and chain[-1].whole and following.unit is None):
            break
        chain.append(following)
    unit = chain[-1].unit
    return [numeral if numeral.unit else numeral._replace(unit=unit) for numeral in chain]


def read_upper(text: str, lower: Numeral, floor: int, end: int) -> Numeral | None:
    """The high end of a range that begins with `lower`, or None; words before it are read back to `floor`.

    "3-5x", "2.6%-7.2%" and "between 15% and 39%" are ranges; "from 50% to 57%" is a change.
    """
    joint = _joint(text, lower, floor, end)
    if joint is None:
        return None
    upper = read_numeral(text, joint.end(), end)
    if upper is None or (lower.unit and upper.unit and lower.unit != upper.unit) or (upper.whole and not upper.value):
        return None
    if "to" in joint[0]:
        return None if _is_before_and_after(text, lower, upper, floor) else upper
    return upper if upper.value >= lower.value or upper.scale else None


def _joint(text: str, lower: Numeral, floor: int, end: int) -> re.Match[str] | None:
    if lower.end >= end or text[lower.end] not in _MAY_JOIN:
        return None
    joint = _RANGE.match(text, lower.end, end)
    if joint is None and (found := _AND.match(text, lower.end, end)):
        before = text[max(floor, lower.start - _BETWEEN_REACH) : lower.start].lower()
        return found if _BETWEEN.search(before) else None
    return joint


def _is_before_and_after(text: str, lower: Numeral, upper: Numeral, floor: int) -> bool:
    """Is "A to B" a change from one level to another ("from 50% to 57%", "an increase (50% to 57%)"), not a span?"""
    before = text[max(floor, lower.start - _FROM_REACH) : lower.start]
    if before.endswith("("):
        return True
    if not _FROM.search(before):  # "2 to 3 times", "by 21 to 27 percent"
        return False
    return not (_RANGES.search(before) or upper.scale)
