"""Step 1: numbers as summaries write them: where each stands, what it is worth, and in which unit.

`find_mentions` gives every number that is not part of a name, whatever it may mean; kinds and context are decided
later. A number in a name ("Qwen2.5-7B", "AIME 2024", "pass@1", "256x256", "v1.5") is no mention.

A scan goes from digit to digit. At each one `_number_start` says where the number begins, `numerals` and `units` read
it, `ranges` what is joined to it, `names` says whether it is part of a name, and `comparators` reads the words around
it. Words for numbers (`number_words`) are added, and `lists` lets the numbers of a list share their unit and bound.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.results.comparators import comparator_of
from digestkit.results.lists import share_bounds, share_units
from digestkit.results.names import is_name
from digestkit.results.number_words import find_number_words
from digestkit.results.numerals import read_numeral, scaled
from digestkit.results.ranges import read_chain, read_tolerance, read_upper
from digestkit.results.units import CURRENCIES, find_unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from digestkit.models import Comparator
    from digestkit.results.number_words import NumberWord
    from digestkit.results.numerals import Numeral

__all__ = ["Mention", "find_mentions"]


class Mention(NamedTuple):
    """A number and what is written with it. `end` includes the unit, `number_end` does not.

    `bound_start` is where the words of its comparator begin ("up to"), or its own start.
    """

    bound_start: int
    start: int
    end: int
    number_end: int
    value: Decimal
    upper: Decimal | None
    uncertainty: Decimal | None
    unit: str | None
    comparator: Comparator
    signed: bool  # "+3.2": a change is meant
    joined: bool  # "14.6-point", "8-bit": the number is joined by a hyphen to the word behind it
    scaled: bool  # "2 million", "40k": an amount
    spelled: bool = False  # "twice"


# The scan for digits: that of ASCII alone is several times as fast.
_DIGIT: Final = re.compile(r"\d")
_ASCII_DIGIT: Final = re.compile(r"[0-9]")
_WORD_END: Final = re.compile(r"\w+")  # the rest of "2B7x", no digit of which is looked at twice
_DIGIT_SPACE: Final = re.compile(r"\d ?\Z")  # "512 x384"
_SIGNS: Final = "+-−–"
_NEVER_BEFORE: Final = frozenset("@#^_\\&×")  # "pass@1", "#3", "10^3", "v_2"
_SUB: Final = "sub-"  # "sub-60%": its hyphen is no sign
_SIZE_BEHIND: Final = re.compile(r"[ ][x×][ ]\d")  # "512 x 384"
_SIZE_BEFORE: Final = re.compile(r"\d[ ][x×][ ]\Z")
_CROSSES: Final = frozenset("x×")
# "$3.5$", "$71.3 \pm 0.4$", "$81.3\%$", "$10^{3}$"; of "$3-$5" and "$2 to $3" the signs are money
_IN_MATHEMATICS: Final = re.compile(r"(?:[\d.,+−–^{}_%=<>~±×/() -]|\\(?:[a-zA-Z]{1,8}|[%, ]))+\$(?!\d)")
# "by a factor of 10", "by more than a factor of about 5", but not "a scaling factor of 2"
_FACTOR: Final = re.compile(
    r"\bby (?:(?:an?|up|to|at|least|more|than|over|about|around|roughly|nearly|almost|additional|average) ){0,4}"
    r"factors? of (?:[a-z]+ ){0,2}[~≈]?\Z"
)
_FACTOR_REACH: Final = 60
_MATHEMATICS: Final = 48  # characters of it that are looked at


def find_mentions(text: str, start: int, end: int, *, spelled: bool = True) -> list[Mention]:
    """Every number between two offsets that is part of no name, in order; spans do not overlap.

    With `spelled=False` numbers in words are not looked for.

    >>> found = find_mentions("GPT-4 reaches 71.5% on 2,000 maps, up from 60.2-64%.", 0, 52)
    >>> [(str(mention.value), mention.upper and str(mention.upper), mention.unit) for mention in found]
    [('71.5', None, '%'), ('2000', None, None), ('60.2', '64', '%')]
    """
    mentions = list(_in_digits(text, start, end))
    words = find_number_words(text, start, end) if spelled else None
    if words:
        mentions = _merged(mentions, [_in_words(text, word, start) for word in words])
    if len(mentions) > 1:
        mentions = share_bounds(text, share_units(text, mentions))
    return mentions


def _in_digits(text: str, start: int, end: int) -> Iterator[Mention]:
    digit = _ASCII_DIGIT if text.isascii() else _DIGIT
    pos = start
    floor = start  # the words before a number are read back to the number before it
    while found := digit.search(text, pos, end):
        first = found.start()
        begin = _number_start(text, start, first)
        numeral = read_numeral(text, begin, end) if begin is not None else None
        if numeral is None:
            pos = _past_word(text, first, end)
            continue
        chain = read_chain(text, numeral, end)
        for member in chain:
            mention = _mention(text, member, floor, end)
            if mention is not None:
                yield mention
            floor = mention.end if mention is not None else member.end
        pos = max(floor, chain[-1].number_end)


def _past_word(text: str, pos: int, end: int) -> int:
    found = _WORD_END.match(text, pos, end)
    return found.end() if found else pos + 1


def _number_start(text: str, floor: int, pos: int) -> int | None:
    """Where the number whose first digit stands at `pos` begins, or None if the digit belongs to a word."""
    before = text[pos - 1] if pos > floor else " "
    ahead = text[pos - 2] if pos - 1 > floor else " "
    if before in " (":
        return pos
    if before == ".":
        return None if ahead.isalnum() or ahead in ".)" else pos - 1
    if before in "x×" and ahead in " (~" and not _DIGIT_SPACE.search(text, max(floor, pos - 4), pos - 1):
        return pos  # "a speedup of x3.1"
    if before in "-–−‑" and text[max(floor, pos - 4) : pos].lower() == _SUB:
        return pos
    return None if _clings(before, ahead) else pos


def _clings(before: str, ahead: str) -> bool:
    """Do the two characters before a digit tie it to a word: "v2", "Rill-2", "1:2", "10^{3"?"""
    if before.isalnum() or before in _NEVER_BEFORE:
        return True
    if before in "-–−‑":
        return ahead.isalnum() or ahead in ")]+/*"
    if before in ",:/'’":
        return ahead.isalnum() or ahead == "%"
    return (before == "{" and ahead in "^_") or (before == "+" and ahead.isalnum())


def _mention(text: str, numeral: Numeral, floor: int, end: int) -> Mention | None:
    """A number with all that is written with it; None where it is part of a name or code."""
    upper = read_upper(text, numeral, floor, end)
    last = upper or numeral
    if _is_part_of_code(text, numeral, last) or _is_name(text, numeral, last):
        return None
    comparator, bound_start = comparator_of(text, numeral.start, last.end, floor)
    signed_start, negative = _sign(text, numeral.start)
    number_end, stop, unit, uncertainty = _with_tolerance(text, last, end)
    start, unit = _with_leading_unit(text, signed_start, unit)
    # The low end of "1.2-1.5 million" has the scale of the high end.
    value = scaled(numeral.value, last.scale) if last.scale and not numeral.scale else numeral.value
    return Mention(
        bound_start=min(bound_start, start),
        start=start,
        end=stop,
        number_end=number_end,
        value=-value if negative else value,
        upper=upper.value if upper else None,
        uncertainty=uncertainty,
        unit=unit,
        comparator=comparator,
        signed=text[start] in _SIGNS,
        joined=last.joined,
        scaled=bool(last.scale),
    )


def _is_name(text: str, numeral: Numeral, last: Numeral) -> bool:
    digits = text[numeral.start : numeral.number_end].removesuffix(numeral.scale).strip(" -")
    return is_name(text, numeral.start, last.number_end, last.end, digits, last.scale)


def _with_tolerance(text: str, last: Numeral, end: int) -> tuple[int, int, str | None, Decimal | None]:
    """Where the number and its unit end with the ± behind them, the unit, and the uncertainty."""
    tolerance = None if last.joined else read_tolerance(text, last.end, end)
    if tolerance is None:
        return last.number_end, last.end, last.unit, None
    behind = find_unit(text, tolerance.end, end)
    if behind:
        return tolerance.end, behind.end, behind.name, tolerance.value
    unit = last.unit or ("%" if tolerance.is_percent else None)
    return tolerance.end, max(tolerance.end, last.end), unit, tolerance.value


def _is_part_of_code(text: str, numeral: Numeral, last: Numeral) -> bool:
    """Is it one of the numbers of "24/7", "2B/7B", "1:10", "2024-12-30", "512 x 384"?"""
    behind = text[last.number_end : last.number_end + 4]
    if numeral.whole and last.end == last.number_end and behind[:1] in {"/", ":", "-"} and behind[1:2].isdigit():
        return True
    if behind[1:2] in _CROSSES and _SIZE_BEHIND.match(behind):
        return True
    before = text[max(0, numeral.start - 4) : numeral.start]
    return before[-2:-1] in _CROSSES and _SIZE_BEFORE.search(before) is not None


def _sign(text: str, start: int) -> tuple[int, bool]:
    """Where the number begins with its sign, and whether it is negative; the hyphen of "sub-60%" is no sign."""
    before = text[start - 1] if start else " "
    if before in "$€£" and start > 1 and text[start - 2] in _SIGNS:
        return start, text[start - 2] in "-−"
    if before not in _SIGNS or text[max(0, start - 4) : start].lower() == _SUB:
        return start, False
    return start - 1, before != "+"


def _with_leading_unit(text: str, start: int, unit: str | None) -> tuple[int, str | None]:
    """Where the number begins with a currency sign ("$3.5", but not "$3.5$") or an x before it ("x3.1"), its unit.

    Of "by a factor of 10" it is that of every ratio.
    """
    before = text[start - 1] if start and unit is None else "."
    if before == " " and _FACTOR.search(text, max(0, start - _FACTOR_REACH), start):
        return start, "x"
    if before in CURRENCIES and not (before == "$" and _IN_MATHEMATICS.match(text[start : start + _MATHEMATICS])):
        begin = start - 1
        if begin and text[begin - 1] in _SIGNS and not text[max(0, begin - 2) : begin - 1].isalnum():
            begin -= 1
        return begin, CURRENCIES[before]
    if before in "x×" and not text[max(0, start - 2)].isalnum():
        return start - 1, "x"
    return start, unit


def _merged(digits: list[Mention], spelled: list[Mention]) -> list[Mention]:
    """Mentions in order, words before the digits that stand inside them ("10 orders of magnitude")."""
    kept: list[Mention] = []
    for mention in sorted(digits + spelled, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _in_words(text: str, word: NumberWord, floor: int) -> Mention:
    comparator, bound_start = comparator_of(text, word.start, word.end, floor)
    return Mention(
        bound_start=bound_start,
        start=word.start,
        end=word.end,
        number_end=word.end,
        value=word.value,
        upper=None,
        uncertainty=None,
        unit=word.unit,
        comparator=comparator,
        signed=False,
        joined=False,
        scaled=False,
        spelled=True,
    )
