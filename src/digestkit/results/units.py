"""Step 1b: units that follow a number, how they are written, and what each is called in a result.

A unit here is one of the labels of a result: `%`, `points`, `x` (every ratio), a symbol of time, size, rate, length,
sound or money. To read another unit, add its spellings to the table.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["CURRENCIES", "Unit", "find_unit"]

# What a result calls the unit: the spellings that may stand right behind the number ("7.2dB") or behind a space or
# hyphen. Letter case counts for symbols of one or two letters, as in "5 s" against "5 S".
_SYMBOLS: Final = {
    "points": "%pt %p pp pts pt ppt p.p.",
    "‰": "‰",
    "x": "x X × \\times $\\times$",
    "ns": "ns",
    "µs": "µs μs us",
    "ms": "ms msec",
    "s": "s sec secs",
    "min": "min mins",
    "h": "h hr hrs",
    "GB": "GB GiB Gb gb",
    "MB": "MB MiB mb",
    "TB": "TB TiB",
    "KB": "KB KiB kB",
    "dB": "dB",
    "FPS": "FPS fps Fps frames/s frames/sec frames/second",
    "Hz": "Hz",
    "kHz": "kHz",
    "MHz": "MHz",
    "GHz": "GHz",
    "px": "px",
    "nm": "nm",
    "mm": "mm",
    "cm": "cm",
    "m": "m",
    "km": "km",
    "°": "°",
    "°C": "°C",
    "Å": "Å",
    "eV": "eV",
    "meV": "meV",
    "bpp": "bpp",
    "bps": "bps",
    "kbps": "kbps",
    "Mbps": "Mbps",
    "W": "W",
    "kW": "kW",
    "Wh": "Wh",
    "kWh": "kWh",
    "J": "J",
    "mJ": "mJ",
    "kJ": "kJ",
    "FLOPs": "FLOPs FLOPS",
    "GFLOPs": "GFLOPs GFLOPS GFLOP",
    "TFLOPs": "TFLOPs TFLOPS TFLOP",
    "PFLOPs": "PFLOPs PFLOPS",
    "GMACs": "GMACs",
    "MAh": "mAh",
    "tokens/s": "tok/s tokens/s tokens/sec tokens/second token/s",
}
# The same for words, which want a space or a hyphen before them; a plural s is read with each.
_WORDS: Final = {
    "%": "percent|per[ ]cent",
    "points": "(?:absolute[ -])?(?:percentage[ -]?|%[ -]?)?points?",
    "x": "times|fold|folds",
    "ms": "milliseconds?",
    "µs": "microseconds?",
    "s": "seconds?",
    "min": "minutes?",
    "GPU hours": "(?:[A-Z]\\d{1,3}[ -])?GPU[ -]?hours?|GPU[ -]?hrs?",
    "GPU days": "GPU[ -]?days?",
    "h": "hours?",
    "days": "days?",
    "weeks": "weeks?",
    "months": "months?",
    "years": "years?",
    "GB": "gigabytes?",
    "MB": "megabytes?",
    "TB": "terabytes?",
    "FPS": "frames[ ]per[ ]second",
    "tokens/s": "tokens[ ]per[ ]second",
    "images/s": "images[ ]per[ ]second",
    "dB": "decibels?",
    "px": "pixels?",
    "°": "degrees?",
    "m": "met(?:er|re)s?",
    "cm": "centimet(?:er|re)s?",
    "mm": "millimet(?:er|re)s?",
    "km": "kilomet(?:er|re)s?",
    "W": "watts?",
    "USD": "US[ ]?dollars?|dollars?|USD",
    "EUR": "euros?|EUR",
    "standard deviations": "standard[ ]deviations?",
}
CURRENCIES: Final = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}

# "84 tokens/s", "1.76 rad/s", "12 ms/token": any noun a second, or a unit for each of something.
_RATE: Final = r"[A-Za-zµ°]{1,12}/(?:s|sec|second|min|h|hour|day|token|image|frame|step|sample|query|Å|atom|video|task)"


def _alternatives(spellings: str) -> str:
    return "|".join(re.escape(spelling) for spelling in sorted(spellings.split(), key=len, reverse=True))


_NAMES: Final = {spelling: name for name, spellings in _SYMBOLS.items() for spelling in spellings.split()}
_NAMED: Final = tuple((re.compile(pattern, re.IGNORECASE), name) for name, pattern in _WORDS.items())
_CROSSES: Final = frozenset("xX×")
# What no unit begins with and stands behind most numbers without one: "of 71.5, and", "(0.83)".
_NO_UNIT: Final = frozenset(",.;:)\n")

_UNIT: Final = re.compile(
    rf"""
      [ ]? (?P<rate> {_RATE} ) (?!\w)
    | [ -] (?P<word> {"|".join(_WORDS.values())} ) (?![\w])
    | [ ]? (?P<percent> \\?[%％] ) (?! pt?\b )
    | [ ]? (?P<symbol> {_alternatives(" ".join(_SYMBOLS.values()))} ) (?! \w | [-/’'] [A-Za-z] )
    """,
    re.VERBOSE,
)


class Unit(NamedTuple):
    """A unit's name in a result, and where it ends in the text; `is_cross` for an x, which may also mean "by"."""

    name: str
    end: int
    is_cross: bool = False


def find_unit(text: str, pos: int, end: int) -> Unit | None:
    """The unit that begins at `pos`, where the number ends; it is looked for up to `end`.

    >>> [find_unit(written, 0, len(written)).name for written in ("%", " percentage points", "-fold", "ms", " rad/s")]
    ['%', 'points', 'x', 'ms', 'rad/s']
    """
    if pos >= end or text[pos] in _NO_UNIT:
        return None
    found = _UNIT.match(text, pos, end)
    if found is None:
        return None
    if found["percent"]:
        return Unit("%", found.end())
    if found["word"]:
        return Unit(_name_of(found["word"]), found.end())
    spelling = found["symbol"] or found["rate"]
    return Unit(_NAMES.get(spelling, spelling), found.end(), spelling in _CROSSES)


@lru_cache(maxsize=256)
def _name_of(words: str) -> str:
    return next(name for pattern, name in _NAMED if pattern.fullmatch(words))
