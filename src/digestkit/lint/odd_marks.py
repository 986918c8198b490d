"""Marks that stand for i) to v) in other dress: "11)", "ii:", "ⅲ)", "іі)" with Cyrillic letters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from digestkit.lint.numbering import NUMERALS, Numeral, is_stopped
from digestkit.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["odd_marks_of"]

# Letters that look like those of the numerals i) to v); NFKC has made "ⅲ" three of them and "ｉ" a plain one.
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("іӏιɩıl|1!İІӀΙ", "i"),  # Cyrillic, Greek, dotless; l, a bar, a one
        **dict.fromkeys("ѵνѴΝ", "v"),
    }
)
_MARK: Final = re.compile(
    r"""
    (?<![\w(\\$.,:/-])
    (?P<numeral>[^\W_a-hj-km-uw-zA-HJ-UW-Z02-9]{1,4})     # ii, 11, lll, ⅲ, іі; no letter that looks like none of them
    (?P<sign>[).:\]）．：])
    (?=[\s*])
    """,
    re.VERBOSE,
)
_DIGITS: Final = dict(zip("12345", NUMERALS, strict=True))
_NUMBER: Final = re.compile(r"(?<![\w(\\$.,:/-])(?P<numeral>[2-5])\)(?=[\s*])")  # "2)" where "ii)" is expected
_WHOLE: Final = 3  # odd marks alone number sections where there are so many, in their order


def odd_marks_of(text: str, summary: Span, usual: Sequence[Numeral]) -> tuple[Numeral, ...]:
    """Marks in other dress that stand where i) to v) are expected, each with the numeral that it stands for.

    Beside usual marks only those count whose numeral is missing, between its neighbours; without any, a rising row.
    """
    if len({mark.numeral for mark in usual}) == len(NUMERALS):
        return ()
    found = sorted(_candidates(text, summary, usual), key=lambda mark: mark.span.start)
    if usual:
        return tuple(_filling([mark for mark in found if not _is_usual(text, mark)], usual))
    ordinals = [mark.ordinal for mark in found]
    rising = len(found) >= _WHOLE and ordinals[0] == 0 and ordinals == sorted(set(ordinals))
    return tuple(mark for mark in found if not _is_usual(text, mark)) if rising else ()


def _candidates(text: str, summary: Span, usual: Sequence[Numeral]) -> Iterator[Numeral]:
    for found in _MARK.finditer(text, summary.start, summary.end):
        numeral = _read(found["numeral"])
        if numeral is not None and is_stopped(text, summary.start, found.start()):
            yield Numeral(numeral, Span(*found.span()))
    for found in _NUMBER.finditer(text, summary.start, summary.end) if usual else ():
        if is_stopped(text, summary.start, found.start()):
            yield Numeral(_DIGITS[found["numeral"]], Span(*found.span()))


def _is_usual(text: str, mark: Numeral) -> bool:
    return text[mark.span.start : mark.span.end] == f"{mark.numeral})"


def _read(written: str) -> str | None:
    """The numeral that letters and digits look like, or None.

    >>> _read("11"), _read("ⅳ"), _read("іі"), _read("III")
    ('ii', 'iv', 'ii', 'iii')
    """
    plain = unicodedata.normalize("NFKC", written).casefold().translate(_ALIKE)
    return plain if plain in NUMERALS else None


def _filling(found: Sequence[Numeral], usual: Sequence[Numeral]) -> Iterator[Numeral]:
    """Those whose numeral no usual mark has, behind all lower and before all higher ones."""
    there = {mark.numeral for mark in usual}
    for mark in found:
        lower = [other.span.start for other in usual if other.ordinal < mark.ordinal]
        higher = [other.span.start for other in usual if other.ordinal > mark.ordinal]
        between = max(lower, default=0) < mark.span.start < min(higher, default=mark.span.end)
        if mark.numeral not in there and between:
            there.add(mark.numeral)
            yield mark
