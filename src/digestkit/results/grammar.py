"""Numbers as summaries write them: where each stands, what it is worth, and in which unit.

`find_mentions` gives every number that is not part of a name, whatever it may mean; kinds and context are decided
later. A number in a name ("Qwen2.5-7B", "AIME 2024", "pass@1", "256x256", "v1.5") is no mention.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.models import Comparator
from digestkit.results.comparators import comparator_of
from digestkit.results.names import is_name
from digestkit.results.number_words import NumberWord, find_number_words
from digestkit.results.units import CURRENCIES, UNIT, unit_name

if TYPE_CHECKING:
    from collections.abc import Iterator

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


_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d{1,40})(?:\.\d{1,40})?|\.\d{1,40}"
_NUMBER: Final = re.compile(
    rf"""
    (?P<digits> {_DIGITS} )
    (?P<exponent>
        [eE] [+−-]? \d{{1,3}} (?!\w)                                    # 8.1e-3
      | [ ]? (?:[x×*·]|\\times) [ ]? 10 (?:
            \^ \{{? [+−–-]? \d{{1,3}} \}}?                              # 5.93 x 10^-5
          | [⁻⁺]? [⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}                                   # 0.622 x 10⁻³
          | [−–-] \d{{1,2}} ) (?![\w.])                                  # x 10-9, its raised figures lost
    )?
    (?P<power> (?<=10) (?: \^ \{{? [+−-]? \d{{1,3}} \}}? | [⁻⁺]? [⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}} ) )?   # 10^6, 10⁻³
    (?P<scale> [ ]? [kKMBT] (?!\w) (?! [ ]? (?:/|\.\d) ) | [ -] (?: thousand | million | billion | trillion ) \b )?
    """,
    re.VERBOSE,
)
_FIRST_DIGIT: Final = re.compile(r"\d")
_SCALES: Final = {
    "k": 3,
    "m": 6,
    "b": 9,
    "t": 12,
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
}
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")
_PLUS_MINUS: Final = re.compile(
    r"[ ]{0,2} \(? [ ]? (?: ± | \+/-+ | \\pm ) [ ]{0,2} (?P<digits> \d{1,15}(?:\.\d{1,15})? | \.\d{1,15} ) %? \)?",
    re.VERBOSE,
)
# The second end of "1.2-1.5×", "10% to 20%", "2.4 – 2.9x"; the sign of "-5" is no range.
_RANGE: Final = re.compile(r"[ ]? (?: [-–—~∼] | \bto\b | -\bto\b- ) [ ]? [~≈]? (?=\.?\d)", re.VERBOSE)
_BETWEEN: Final = re.compile(r"[ ] and [ ] (?=\.?\d)", re.VERBOSE)
_PAIR: Final = re.compile(r"[ ]? / [ ]? (?=\d)", re.VERBOSE)
# "the ratio grows by 2.1 million": the suffixes that a hyphen joins are no minus.
_SIGNS: Final = "+-−–"
_DIGIT_SPACE: Final = re.compile(r"\d ?$")
_NEVER_BEFORE: Final = frozenset("@#^_\\&×")


class _Atom(NamedTuple):
    """One number with its scale and unit."""

    start: int
    number_end: int
    end: int
    value: Decimal
    unit: str | None
    scale: str
    joined: bool
    whole: bool


def find_mentions(text: str, start: int, end: int) -> list[Mention]:
    """Every number between two offsets that is part of no name, in order; spans do not overlap.

    >>> found = find_mentions("GPT-4 reaches 71.5% on 2,000 maps, up from 60.2-64%.", 0, 52)
    >>> [(str(mention.value), mention.upper and str(mention.upper), mention.unit) for mention in found]
    [('71.5', None, '%'), ('2000', None, None), ('60.2', '64', '%')]
    """
    mentions = list(_digits(text, start, end))
    words = find_number_words(text, start, end)
    if words:
        spelled = [_spelled(text, word, start) for word in words]
        mentions = _merged(mentions, spelled)
    return _share_bounds(text, _share_units(text, mentions))


def _digits(text: str, start: int, end: int) -> Iterator[Mention]:
    pos = start
    floor = start  # the words before a number are read back to the number before it
    while found := _FIRST_DIGIT.search(text, pos, end):
        begin = _number_start(text, start, found.start())
        atom = _atom(text, begin, end) if begin is not None else None
        if atom is None:
            pos = _past_word(text, found.start(), end)
            continue
        chain = _share_unit(list(_pair(text, atom, end)))
        for number in chain:
            mention = _mention(text, number, floor, end)
            if mention is not None:
                yield mention
                number = number._replace(end=mention.end)  # noqa: PLW2901
            floor = number.end
        pos = max(floor, chain[-1].number_end)


def _past_word(text: str, pos: int, end: int) -> int:
    """Past the digits that are part of a word, so that no digit of it is looked at twice."""
    while pos < end and (text[pos].isalnum() or text[pos] == "_"):
        pos += 1
    return pos


def _number_start(text: str, floor: int, pos: int) -> int | None:
    """Where the number whose first digit stands at `pos` begins, or None if the digit belongs to a word."""
    before = text[pos - 1] if pos > floor else " "
    if before == ".":
        ahead = text[pos - 2] if pos - 1 > floor else " "
        return None if ahead.isalnum() or ahead in ".)" else pos - 1
    ahead = text[pos - 2] if pos - 1 > floor else " "
    if before in "x×" and ahead in " (~" and not _DIGIT_SPACE.search(text, max(floor, pos - 4), pos - 1):
        return pos  # "a speedup of x3.1"
    if before.isalnum() or before in _NEVER_BEFORE:
        return None
    if before in "-–−‑":
        return (
            None if (ahead.isalnum() or ahead in ")]+/*") and text[max(floor, pos - 4) : pos].lower() != "sub-" else pos
        )
    if before == "{" and ahead in "^_":
        return None
    if before in ",:/'’" and (ahead.isalnum() or ahead == "%"):
        return None
    if before == "+" and ahead.isalnum():
        return None
    return pos


def _atom(text: str, start: int, end: int) -> _Atom | None:
    """The number at `start`, with its unit; None where letters or digits cling to it, as in "3D" and "2.14.3"."""
    found = _NUMBER.match(text, start, end)
    if found is None:
        return None
    unit = UNIT.match(text, found.end(), end)
    after = text[found.end() : found.end() + 2] if found.end() < end else ""
    if unit is None and _clings(after):
        return None
    scale = (found["scale"] or "").strip(" -")
    unit_end = unit.end() if unit else found.end()
    if unit and unit["symbol"] in {"x", "X", "×"} and re.match(r"[ ]?\d", text[unit_end : unit_end + 2]):
        return None
    name = unit_name(unit) if unit else None
    joined = text[found.end() : found.end() + 1] == "-"
    return _Atom(start, found.end(), unit_end, _value(found, scale), name, scale, joined, found["digits"].isdigit())


def _clings(after: str) -> bool:
    """Do letters, or digits behind a dot or colon, go on where the number ends?"""
    if not after:
        return False
    if after[0].isalnum() or after[0] in "_@^*":
        return True
    return after[0] in ".:" and len(after) > 1 and after[1].isalnum()


def _value(found: re.Match[str], scale: str) -> Decimal:
    digits = Decimal(found["digits"].replace(",", ""))
    if found["power"]:
        digits = Decimal(1).scaleb(_exponent(found["power"]))
    if found["exponent"]:
        digits = digits.scaleb(_exponent(re.split(r"10|[eE]", found["exponent"], maxsplit=1)[1]))
    return _scaled(digits, scale) if scale else digits


def _scaled(digits: Decimal, scale: str) -> Decimal:
    """Digits times a scale, as digits: 2.5 million is 2500000."""
    return Decimal(format(digits.scaleb(_SCALES[scale.lower()]).normalize(), "f"))


def _exponent(written: str) -> int:
    return int(written.translate(_RAISED).strip("^{} ") or 0)


def _pair(text: str, first: _Atom, end: int) -> Iterator[_Atom]:
    """The numbers of "60.4/58.5" and "1.22/0.91/1.76 rad/s", each of its own; whole ones are a fraction or a name."""
    yield first
    last = first
    while (slash := _PAIR.match(text, last.end, end)) is not None:
        following = _atom(text, slash.end(), end)
        if following is None or (following.whole and last.whole and following.unit is None):
            return
        yield following
        last = following


def _share_unit(chain: list[_Atom]) -> list[_Atom]:
    last = chain[-1].unit
    return [atom._replace(unit=atom.unit or last) for atom in chain]


def _mention(text: str, atom: _Atom, floor: int, end: int) -> Mention | None:
    upper = _range(text, atom, floor, end)
    last = upper or atom
    digits = text[atom.start : atom.number_end]
    if _is_part_of_code(text, atom, last):
        return None
    if is_name(text, atom.start, last.number_end, last.end, digits.removesuffix(atom.scale).strip(" -"), last.scale):
        return None
    comparator, bound_start = comparator_of(text, atom.start, last.end, floor)
    start, negative = _sign(text, atom.start)
    tolerance = _PLUS_MINUS.match(text, last.end, end) if not last.joined else None
    number_end, stop, unit = last.number_end, last.end, last.unit or (None if upper else atom.unit)
    if tolerance:
        number_end = tolerance.end()
        behind = UNIT.match(text, number_end, end)
        stop, unit = (
            (behind.end(), unit_name(behind)) if behind else (max(number_end, stop), unit or _percent(tolerance[0]))
        )
    start, unit = _money(text, start, unit)
    if unit is None and start and text[start - 1] in "x×" and not text[max(0, start - 2)].isalnum():
        start, unit = start - 1, "x"
    value = _scaled_like(atom, last)
    return Mention(
        bound_start=min(bound_start, start),
        start=start,
        end=stop,
        number_end=number_end,
        value=-value if negative else value,
        upper=last.value if upper else None,
        uncertainty=Decimal(tolerance["digits"]) if tolerance else None,
        unit=unit,
        comparator=comparator,
        signed=text[start] in _SIGNS,
        joined=last.joined,
        scaled=bool(last.scale),
    )


def _percent(tolerance: str) -> str | None:
    return "%" if tolerance.rstrip(")").endswith("%") else None


def _scaled_like(atom: _Atom, last: _Atom) -> Decimal:
    """The low end of "1.2–1.5 million" has the scale of the high end."""
    if last.scale and not atom.scale:
        return _scaled(atom.value, last.scale)
    return atom.value


def _range(text: str, atom: _Atom, floor: int, end: int) -> _Atom | None:
    """The high end of a range that begins with `atom`: "3-5x", "2.6%-7.2%", "between 15% and 39%"."""
    joint = _RANGE.match(text, atom.end, end)
    before = text[max(floor, atom.start - 12) : atom.start].lower()
    if joint is None and re.search(r"\bbetween (?:[~≈$]|about )?$", before):
        joint = _BETWEEN.match(text, atom.end, end)
    if joint is None:
        return None
    upper = _atom(text, joint.end(), end)
    if upper is None or (atom.unit and upper.unit and atom.unit != upper.unit) or (upper.whole and upper.value == 0):
        return None
    spoken = "to" in joint[0]
    if spoken and _is_before_and_after(text, atom, upper, floor):
        return None
    if not spoken and upper.value < atom.value and not upper.scale:
        return None
    return upper


_FROM: Final = re.compile(r"\bfrom(?: [^\s\d,;]+){0,6} [~≈$(+-]{0,2}$", re.IGNORECASE)
_RANGES: Final = re.compile(
    r"\b(?:rang|vary|vari|span|between|sizes?|scales?|models)\w*(?: \w+)? from [~≈$(]{0,2}$", re.IGNORECASE
)


def _is_before_and_after(text: str, atom: _Atom, upper: _Atom, floor: int) -> bool:
    """Is "A to B" a change from one level to another, not a span? "from 50% to 57%" is; "ranging from" is not."""
    before = text[max(floor, atom.start - 44) : atom.start]
    if before.endswith("("):
        return True  # "an increase (69.9% to 79.2%)"
    if not _FROM.search(before):
        # "reduced 1.95 to 1.98" is a slip for "from"; "2 to 3 times" and "by 21 to 27 percent" are spans.
        return False
    return not (_RANGES.search(before) or upper.scale)


_SIZE_BEHIND: Final = re.compile(r"[ ][x×][ ]\d")
_SIZE_BEFORE: Final = re.compile(r"\d[ ][x×][ ]$")


def _is_part_of_code(text: str, atom: _Atom, last: _Atom) -> bool:
    """ "24/7", "2B/7B", "1:10", "2024-12-30", "512 x 384"."""
    behind = text[last.number_end : last.number_end + 4]
    if last.end == last.number_end and len(behind) > 1 and behind[0] in "/:-" and behind[1].isdigit() and atom.whole:
        return True
    return bool(_SIZE_BEHIND.match(behind) or _SIZE_BEFORE.search(text[max(0, atom.start - 4) : atom.start]))


def _sign(text: str, start: int) -> tuple[int, bool]:
    """Where the number begins with its sign, and whether it is negative; the hyphen of "sub-60%" is no sign."""
    before = text[start - 1] if start else " "
    if before in "$€£" and start > 1 and text[start - 2] in _SIGNS:
        return start, text[start - 2] in "-−"
    if before not in _SIGNS or text[max(0, start - 4) : start].lower() == "sub-":
        return start, False
    return start - 1, before != "+"


def _money(text: str, start: int, unit: str | None) -> tuple[int, str | None]:
    """A currency sign before the number: its name is the unit, and it belongs to the mention. "$3.5$" is mathematics."""
    before = text[start - 1] if start else ""
    if before not in CURRENCIES or unit is not None:
        return start, unit
    closing = re.match(r"[\d.,+−-]+\$", text[start : start + 24])
    if before == "$" and closing:
        return start, unit
    begin = start - 1
    if begin and text[begin - 1] in _SIGNS and not text[max(0, begin - 2) : begin - 1].isalnum():
        begin -= 1
    return begin, CURRENCIES[before]


# Between the numbers of one list: "72.2, 80.3 and 61.8%", "2, 8, and 72 billion".
_LISTED: Final = re.compile(r"(?:, | and | or |, and |, or )")


def _share_units(text: str, mentions: list[Mention]) -> list[Mention]:
    """Numbers of a list take scale and unit from the last: "2, 8, and 72 billion parameters"."""
    scale = ""
    for at in range(len(mentions) - 2, -1, -1):
        this, following = mentions[at], mentions[at + 1]
        found = _SCALE.search(text, following.start, following.number_end)
        scale = found[0] if found else scale
        if this.unit or this.scaled or this.upper is not None or following.spelled or this.spelled:
            scale = ""
        elif not _LISTED.fullmatch(text, this.end, following.start) or not (following.unit or following.scaled):
            scale = ""
        else:
            value = _scaled(this.value, scale) if scale else this.value
            mentions[at] = this._replace(unit=following.unit, value=value, scaled=bool(scale))
    return mentions


# Between two numbers that one "up to" governs: "up to 32.5% (small) and 25.7%"; an article ends its reach.
_GOVERNED: Final = re.compile(r"[^;.\d]{0,30}(?:\([^()]{0,20}\))?[^;.\d]{0,30}(?:,| and| or) [~(+-]{0,2}")
_NEW_CLAUSE: Final = re.compile(
    r"\b(?:while|with|achiev|(?:improv|reduc|increas|maintain|outperform)(?:es|ed|ing|s)|compared|than)"
)


_GOVERNING: Final = frozenset({Comparator.AT_MOST, Comparator.GREATER, Comparator.LESS})


def _share_bounds(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "Up to" holds for each number that follows in its clause, "over" for each of a plain list."""
    for at in range(1, len(mentions)):
        before, this = mentions[at - 1], mentions[at]
        if before.comparator not in _GOVERNING or this.comparator is not Comparator.EQUAL or this.scaled:
            continue
        between = text[before.end : this.start]
        governed = _GOVERNED if before.comparator is Comparator.AT_MOST else _LISTED
        if governed.fullmatch(between) and not _NEW_CLAUSE.search(between):
            mentions[at] = this._replace(comparator=before.comparator)
    return mentions


_SCALE: Final = re.compile(r"(?:[kKMBT]|thousand|million|billion|trillion)$")


def _merged(digits: list[Mention], spelled: list[Mention]) -> list[Mention]:
    """Mentions in order, words before the digits that stand inside them ("10 orders of magnitude")."""
    kept: list[Mention] = []
    for mention in sorted(digits + spelled, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _spelled(text: str, word: NumberWord, floor: int) -> Mention:
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
