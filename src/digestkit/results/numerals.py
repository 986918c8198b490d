"""Step 1a: one number in digits, with its scale ("2 million", "40k", "8e-3") and its unit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

from digestkit.results.units import find_unit

__all__ = ["Numeral", "read_numeral", "scaled"]


class Numeral(NamedTuple):
    """A number at `start`; its digits and scale reach to `number_end`, its unit to `end`."""

    start: int
    number_end: int
    end: int
    value: Decimal
    unit: str | None
    scale: str
    joined: bool  # "14.6-point", "8-bit": a hyphen follows
    whole: bool  # printed without a decimal point


_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d{1,40})(?:\.\d{1,40})?|\.\d{1,40}"
_NUMBER: Final = re.compile(
    rf"""
    (?P<digits> {_DIGITS} )
    (?: [eE] (?P<exponent> [+−-]? \d{{1,3}} ) (?!\w)                     # 8.1e-3
      | [ ]? (?:[x×*·]|\\times|\\cdot) [ ]? 10 (?P<raised>
            \^ \{{? [+−–-]? \d{{1,3}} \}}?                              # 5.93 x 10^-5, 3.2\times10^{{-4}}
          | [⁻⁺]? [⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}                                   # 0.622 x 10⁻³
          | [−–-] \d{{1,2}} ) (?! \w | \.\d )                              # x 10-9, its raised figures lost
    )?
    (?P<power> (?<=10) (?: \^ \{{? [+−-]? \d{{1,3}} \}}? | [⁻⁺]? [⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}} ) )?   # 10^6, 10⁻³
    (?P<scale> [ ]? [kKMBT] (?!\w) (?! [ ]? (?:/|\.\d) ) | [ -] (?: thousand | million | billion | trillion ) \b )?
    """,
    re.VERBOSE,
)
_SCALES: Final = {"k": 3, "m": 6, "b": 9, "t": 12, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")
_DIGIT_AHEAD: Final = re.compile(r"[ ]?\.?\d")  # "256x256", "2 x 4": the x is no unit


def read_numeral(text: str, start: int, end: int) -> Numeral | None:
    """The number at `start`, with its unit; None where letters or digits cling to it, as in "3D" and "2.14.3".

    >>> numeral = read_numeral("2.5 million tokens", 0, 18)
    >>> numeral.value, numeral.number_end
    (Decimal('2500000'), 11)
    """
    found = _NUMBER.match(text, start, end)
    if found is None:
        return None
    stop = unit_end = found.end()
    unit = find_unit(text, stop, end)
    if unit is None:
        if stop < end and _clings(text[stop : stop + 2]):
            return None
    else:
        unit_end = unit.end
        if unit.is_cross and _DIGIT_AHEAD.match(text[unit_end : unit_end + 2]):
            return None
    scale = (found["scale"] or "").strip(" -")
    name = unit.name if unit else None
    whole = found["digits"].isdigit()
    return Numeral(start, stop, unit_end, _value(found, scale), name, scale, text[stop : stop + 1] == "-", whole)


def _clings(after: str) -> bool:
    """Do letters, or digits behind a dot or colon, go on where the number ends?"""
    if after[0].isalnum() or after[0] in "_@^*":
        return True
    return after[0] in ".:" and len(after) > 1 and after[1].isalnum()


def _value(found: re.Match[str], scale: str) -> Decimal:
    digits = Decimal(found["digits"].replace(",", ""))
    if found["power"]:
        digits = Decimal(1).scaleb(_exponent(found["power"]))
    exponent = found["exponent"] or found["raised"]
    if exponent:
        digits = digits.scaleb(_exponent(exponent))
    return scaled(digits, scale) if scale else digits


def scaled(digits: Decimal, scale: str) -> Decimal:
    """Digits times a scale, as digits.

    >>> scaled(Decimal("2.5"), "million"), scaled(Decimal(40), "k")
    (Decimal('2500000'), Decimal('40000'))
    """
    return Decimal(format(digits.scaleb(_SCALES[scale.lower()]).normalize(), "f"))


def _exponent(written: str) -> int:
    return int(written.translate(_RAISED).strip("^{} ") or 0)
