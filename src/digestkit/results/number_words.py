"""Numbers in words: "twice as fast", "half the memory", "threefold", "an order of magnitude".

Only those that say how much; "double descent", "half-precision", "first half" and "triplet loss" do not.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

__all__ = ["NumberWord", "find_number_words"]

_DIGIT_WORDS: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twenty": 20,
    "hundred": 100,
}
_ONES: Final = "|".join(_DIGIT_WORDS)
_PARTS: Final = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_WORDS: Final = re.compile(
    rf"""
    \b (?:
      (?P<orders> (?:an?|one|two|three|four|five|six|\d) [ ] (?:full[ ])? orders?[ -]of[ -]magnitude )
    | (?P<and_half> (?:{_ONES}) [ ] and [ ] a [ ] half (?: [ -] (?:times|fold) )? )
    | (?P<times> (?:{_ONES}) (?: [ ] times | [ -]? fold ) ) (?= [ ] (?:as|the|more|less|fewer|faster|slower|higher|lower
          |larger|smaller|better|greater|longer|shorter|cheaper|increase|improvement|reduction|decrease|speed-?up|gain) )
    | (?P<twice> twice ) (?= [ ] (?:as|the|that|its|their) \b )
    | (?P<thrice> thrice ) (?= [ ] (?:as|the|that) \b )
    | (?P<double> doubl(?:ed|ing) | doubles (?= [ ] (?:the|its|their|that|in) \b ) | double (?= [ ] (?:the|that|its|their|of) \b ) )
    | (?P<triple> tripl(?:ed|ing) | triples (?= [ ] (?:the|its|their|that|in) \b ) | triple (?= [ ] (?:the|that|its|their) \b ) )
    | (?P<quadruple> quadrupl(?:es|ed|ing) | quadruple (?= [ ] (?:the|that|its|their) \b ) )
    | (?P<halve> halv(?:es|ed|ing) )
    | (?P<half> (?:an? [ ])? half ) (?= [ ] (?:the|of|as|that|its|their) \b )
    | (?P<by_half> (?<=by[ ]) half | (?<=in[ ]) half ) (?! [ -] [a-z] )
    | (?P<share> (?P<of> one|two|three|a ) [ -] (?P<part> third|quarter|fourth|fifth|sixth|eighth|tenth ) s?
        (?= [ ] (?:of|the|as|that|fewer|less) \b ) )
    ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Looked for first: a text with none of them has no such number.
_STEMS: Final = (
    "twice",
    "hrice",
    "oubl",
    "ripl",
    "alf",
    "alv",
    "agnitude",
    "fold",
    "times",
    "third",
    "quarter",
    "ourth",
    "fifth",
    "sixth",
    "eighth",
    "tenth",
    "uadrupl",
)
_PLURAL_ORDERS: Final = re.compile(r"(?:an?|one) ", re.IGNORECASE)
_FACTORS: Final = {"twice": "2", "thrice": "3", "double": "2", "triple": "3", "quadruple": "4", "halve": "0.5"}


class NumberWord(NamedTuple):
    """A number in words: where it stands, its value, and its unit: `x` for a ratio, None for a share of a whole."""

    start: int
    end: int
    value: Decimal
    unit: str | None


def find_number_words(text: str, start: int, end: int) -> list[NumberWord]:
    """The numbers in words between two offsets, in order.

    >>> found = find_number_words("Twice as fast with a third of the memory.", 0, 41)
    >>> [(str(word.value), word.unit) for word in found]
    [('2', 'x'), ('0.3333', None)]
    """
    if not any(stem in text for stem in _STEMS):
        return []
    return [_read(found) for found in _WORDS.finditer(text, start, end)]


def _read(found: re.Match[str]) -> NumberWord:
    value, unit = _value(found)
    return NumberWord(found.start(), found.end(), value, unit)


def _value(found: re.Match[str]) -> tuple[Decimal, str | None]:
    words = found[0].lower()
    first = words.split()[0].split("-")[0].removesuffix("fold")
    if found["orders"]:
        count = int(first) if first.isdigit() else _DIGIT_WORDS.get(first, 1)
        return Decimal(10) ** count, "x"
    if found["and_half"]:
        return _DIGIT_WORDS[first] + Decimal("0.5"), "x"
    if found["times"]:
        return Decimal(_DIGIT_WORDS[first]), "x"
    if found["share"]:
        of = _DIGIT_WORDS.get(found["of"].lower(), 1)
        return _share(of, _PARTS[found["part"].lower()]), None
    if found["half"]:
        # "half the memory" is a ratio, "half of the answers" a share.
        return Decimal("0.5"), None if found.string[found.end() : found.end() + 3] == " of" else "x"
    if found["by_half"]:
        return Decimal("0.5"), "x"
    return Decimal(_FACTORS[found.lastgroup or ""]), "x"


def _share(of: int, part: int) -> Decimal:
    """A share as a decimal of four digits where it has no end, as in a third."""
    exact = Decimal(of) / part
    return exact if exact == round(exact, 4) else round(exact, 4)
