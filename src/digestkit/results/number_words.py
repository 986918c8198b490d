"""Step 1f: numbers in words: "twice as fast", "half the memory", "threefold", "an order of magnitude".

Only those that say how much; "double descent", "half-precision", "first half" and "triplet loss" do not.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

__all__ = ["NumberWord", "find_number_words", "may_hold_number_words"]

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
    | (?P<times> (?:{_ONES}) (?: [ ] times | [ -]? fold ) ) (?= [ ] (?:as|the|more|less|fewer|faster|slower|higher
          |lower|larger|smaller|better|greater|longer|shorter|cheaper
          |increase|improvement|reduction|decrease|speed-?up|gain) )
    | (?<=factor[ ]of[ ]) (?P<factor> {_ONES} )
    | (?P<twice> twice ) (?= [ ] (?:as|the|that|its|their) \b )
    | (?P<thrice> thrice ) (?= [ ] (?:as|the|that) \b )
    | (?P<double> doubl(?:ed|ing) | doubles (?! [ ] as \b | ')
          | double (?= [ ] (?:the|that|its|their|of) \b ) )
    | (?P<triple> tripl(?:ed|ing) | triples (?= [ ] (?!(?:as|and|or|are|were|is|for|from|in|of|on|that|to|with)\b)
              [a-z] )
          | triple (?= [ ] (?:the|that|its|their) \b ) )
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
# Each such number holds one of these, so the pattern is tried only around them; the first letter may be a capital.
_STEMS: Final = (
    *("actor of", "wice", "hrice", "oubl", "ripl", "uadrupl", "alf", "alv", "agnitude", "fold", "times"),
    *("third", "quarter", "ourth", "fifth", "sixth", "eighth", "tenth"),
)
_BEFORE_STEM: Final = 28  # characters from the first of "three full orders of magnitude" to its stem
_AFTER_STEM: Final = 48  # to the end of what is looked ahead at
_FACTORS: Final = {
    "twice": "2",
    "thrice": "3",
    "double": "2",
    "triple": "3",
    "quadruple": "4",
    "halve": "0.5",
    "half": "0.5",
    "by_half": "0.5",
}


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
    found: list[NumberWord] = []
    for stem in _stems(text, start, end):
        pos = max(found[-1].end if found else start, stem - _BEFORE_STEM)
        word = _WORDS.search(text, pos, min(end, stem + _AFTER_STEM))
        if word and (word.start() <= stem or word["factor"]):
            found.append(NumberWord(word.start(), word.end(), *_value(word)))
    return found


def may_hold_number_words(text: str) -> bool:
    """Whether a text has any part of a number in words; most have none, and need no further look.

    >>> may_hold_number_words("It is twice as fast."), may_hold_number_words("It is fast.")
    (True, False)
    """
    return any(map(text.__contains__, _STEMS))


def _stems(text: str, start: int, end: int) -> list[int]:
    """Where stems stand, in order."""
    places = []
    for stem in _STEMS:
        at = text.find(stem, start, end)
        while at >= 0:
            places.append(at)
            at = text.find(stem, at + 1, end)
    return sorted(places)


def _value(found: re.Match[str]) -> tuple[Decimal, str | None]:
    """The value and unit of what `_WORDS` found."""
    words = found[0].lower()
    first = words.split()[0].split("-")[0].removesuffix("fold")
    if found["share"]:
        return _share(_DIGIT_WORDS.get(found["of"].lower(), 1), _PARTS[found["part"].lower()]), None
    if found["half"] and found.string.startswith(" of", found.end()):
        return Decimal("0.5"), None  # "half of the answers" is a share, "half the memory" a ratio
    if found["orders"]:
        return Decimal(10) ** (int(first) if first.isdigit() else _DIGIT_WORDS.get(first, 1)), "x"
    if found["and_half"]:
        return _DIGIT_WORDS[first] + Decimal("0.5"), "x"
    if found["times"] or found["factor"]:
        return Decimal(_DIGIT_WORDS[first]), "x"
    return Decimal(_FACTORS[found.lastgroup or ""]), "x"


def _share(of: int, part: int) -> Decimal:
    """A share as a decimal of four digits where it has no end, as in a third."""
    exact = Decimal(of) / part
    return exact if exact == round(exact, 4) else round(exact, 4)
