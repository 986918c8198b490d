"""What follows a name and is no part of it: "Jr.", "III", "PhD"."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["LONGEST_SUFFIX", "is_numeral", "is_suffix", "split_suffixes"]

_NUMERAL: Final = re.compile(r"II|III|IV|[2-4](?:nd|rd|th)")  # also without a comma before it; V alone is an initial
_SUFFIX: Final = re.compile(
    r"""
    (?i: jr | sr ) \.?
  | II | III | IV | VI{0,3} | [2-4](?: nd | rd | th )
  | Ph\.?[ ]?D\.? | D\.?Phil\.? | M\.?[ ]?D\.? | M\.?Sc\.? | B\.?Sc\.? | D\.?Sc\.? | Sc\.?D\.? | Ed\.?D\.?   # Ph.D.
  | M\.S\.? | M\.A\.? | B\.S\.? | B\.A\.? | J\.D\.? | R\.N\.?     # without their dots these are somebody's initials
  | MBA | MPH | MPhil | DDS | DVM | MBBS | MEng | FRS | FRSE | FIEEE | FACM | Esq\.? | Dr\.? | Prof\.?
    """,
    re.VERBOSE,
)
_FIRST_LETTERS: Final = "BDEFIJMPRSVjs234"
LONGEST_SUFFIX: Final = len("D.Phil.")

# "Warren A. Hult, Jr." and "Ida Holm III"; with a comma all suffixes, without one those that are nobody's initials.
_UNPARTED: Final = re.compile(
    r"""
    (?P<name> .*\S ) \s+ (?P<suffix> (?i: jr | sr ) \.? | II | III | IV | [23]rd | 2nd | 4th
    | PhD | Ph\.[ ]?D\.? | Esq\.? )""",
    re.VERBOSE,
)
# What may be initials is a degree where another suffix follows: "Ida Holm MD PhD".
_DEGREE: Final = re.compile(r"(?P<name> .*\S ) ,?\s+ (?P<suffix> M\.?D\.? | [MB]\.?Sc\.? | MBA | MPH )", re.VERBOSE)

_MOST_UNPARTED: Final = 4  # without a bound a name of nothing but degrees would take the square of its length


def is_suffix(word: str) -> bool:
    """Is a piece between commas a suffix?

    >>> [is_suffix(word) for word in ("Jr.", "PhD", "3rd", "Ida", "Ma")]
    [True, True, True, False, False]
    """
    return len(word) <= LONGEST_SUFFIX and word[:1] in _FIRST_LETTERS and _SUFFIX.fullmatch(word) is not None


def is_numeral(suffix: str) -> bool:
    """Is a suffix one that has no comma before it: "III", "3rd"?"""
    return _NUMERAL.fullmatch(suffix) is not None


def split_suffixes(name: str) -> tuple[str, str]:
    """A name and its suffixes, empty where there are none.

    >>> split_suffixes("Warren A. Hult, Jr."), split_suffixes("Ida Holm III"), split_suffixes("Ida Holm, MD, PhD")
    (('Warren A. Hult', 'Jr.'), ('Ida Holm', 'III'), ('Ida Holm', 'MD, PhD'))
    >>> split_suffixes("Ida Holm MD PhD"), split_suffixes("Ida Holm Jr., PhD")
    (('Ida Holm', 'MD, PhD'), ('Ida Holm', 'Jr., PhD'))
    """
    parts = [part.strip() for part in name.split(",")]
    count = 0
    while count < len(parts) - 1 and is_suffix(parts[-1 - count]):
        count += 1
    name, suffixes = ", ".join(parts[: len(parts) - count]) if count else name, parts[len(parts) - count :]
    for _ in range(_MOST_UNPARTED):
        found = _UNPARTED.fullmatch(name) or (_DEGREE.fullmatch(name) if suffixes else None)
        if found is None:
            break
        name = found["name"].rstrip(" ,")
        suffixes = [found["suffix"], *suffixes]
    return name, ", ".join(suffixes)
