"""The marks i) to v) of a summary as they are written, right or wrong: the section parser keeps only a rising chain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["NUMERALS", "Numeral", "is_stopped", "numerals_of"]

NUMERALS: Final = ("i", "ii", "iii", "iv", "v")
_MARK: Final = re.compile(r"(?<![\w(\\$-])(?P<numeral>iii|ii|iv|i|v)\)(?=[\s*]|\Z)")  # " iv) " or "**iv) "
_ENOUGH: Final = 3
_BRACKET_REACH: Final = 60
_SENTENCE_ENDS: Final = re.compile(r"[.?!]\s")
_REACH: Final = 24
_STOPPED: Final = re.compile(r"[.?!…。][\"”’')\]*_]{0,4}[\s*_]*\Z")  # `… rivers."  **`


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
    kept = tuple(_without_words(text, summary.start, found))
    return kept if len({mark.numeral for mark in kept}) >= _ENOUGH else ()


def _without_words(text: str, start: int, marks: Sequence[Numeral]) -> Iterator[Numeral]:
    """The marks but those amid a sentence whose numeral another mark has: "iii) By i) walking", "as in Section iv)"."""
    stopped = {mark for mark in marks if is_stopped(text, start, mark.span.start)}
    taken = {mark.numeral for mark in stopped}
    for mark in marks:
        if mark in stopped or mark.numeral not in taken:
            yield mark
        taken.add(mark.numeral)


def is_stopped(text: str, start: int, pos: int) -> bool:
    """Does a mark at `pos` open a summary or stand behind the end of a sentence?"""
    before = text[max(start, pos - _REACH) : pos]
    return not before.strip(" \t*_-•#(") or _STOPPED.search(before) is not None


def _in_brackets(text: str, start: int, pos: int) -> bool:
    """Does a bracket before the numeral in its sentence wait for the one behind it: "(u, v)"?"""
    before = _SENTENCE_ENDS.split(text[max(start, pos - _BRACKET_REACH) : pos])[-1]
    return before.count("(") > before.count(")")
