"""The marks i) to v) of a summary as they are written, right or wrong: the section parser keeps only a rising chain."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from digestkit.models import Span

__all__ = ["NUMERALS", "Numeral", "numerals_of"]

NUMERALS: Final = ("i", "ii", "iii", "iv", "v")
_MARK: Final = re.compile(r"(?<![\w(\\$-])(?P<numeral>iii|ii|iv|i|v)\)(?=[\s*]|\Z)")  # " iv) " or "**iv) "
_ENOUGH: Final = 3
_BRACKET_REACH: Final = 60
_SENTENCE_ENDS: Final = re.compile(r"[.?!]\s")


class Numeral(NamedTuple):
    """A mark of a summary: its numeral, and where it stands in the document."""

    numeral: str
    span: Span

    @property
    def ordinal(self) -> int:
        """Its number, from 0."""
        return NUMERALS.index(self.numeral)


def numerals_of(text: str, summary: Span) -> tuple[Numeral, ...]:
    """The marks i) to v) in the order of the text; none where there are too few to number sections."""
    found = tuple(
        Numeral(match["numeral"], Span(*match.span()))
        for match in _MARK.finditer(text, summary.start, summary.end)
        if not _in_brackets(text, summary.start, match.start())
    )
    return found if len({mark.numeral for mark in found}) >= _ENOUGH else ()


def _in_brackets(text: str, start: int, pos: int) -> bool:
    """Does a bracket before the numeral in its sentence wait for the one behind it: "(u, v)"?"""
    before = _SENTENCE_ENDS.split(text[max(start, pos - _BRACKET_REACH) : pos])[-1]
    return before.count("(") > before.count(")")
