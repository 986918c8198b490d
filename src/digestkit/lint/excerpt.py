"""The line of a finding with carets under the place, right in terminal cells.

A tab is shown as one space; East Asian wide characters and emoji take two cells, combining and invisible characters
none; what a terminal would obey is spelled out.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from digestkit.diagnostics import Places
    from digestkit.models import Span

__all__ = ["cells_of", "excerpt", "spelled_out"]

_LINE_BREAK: Final = re.compile(r"[\r\n]")
_REACH: Final = 60  # characters shown on either side of the place
_WIDE: Final = frozenset("WF")
_NO_WIDTH: Final = frozenset(("Mn", "Me", "Cf"))
_UNSHOWN: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def cells_of(text: str) -> int:
    """How many cells of a terminal a text takes.

    >>> cells_of("e\u0301 日本")
    6
    """
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def spelled_out(text: str) -> str:
    r"""Text on one line with its controls and invisible characters as escapes; a tab becomes a space.

    >>> spelled_out("red\x1b[31m\ttea")
    'red\\x1b[31m tea'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text.replace("\t", " "))


def _shown(character: str) -> str:
    joins = character in "\u200c\u200d"  # emoji and some scripts need them
    if unicodedata.category(character) not in _UNSHOWN or joins:
        return character
    return character.encode("unicode_escape").decode()


def excerpt(places: Places, span: Span) -> str:
    """The line on which a span begins, shortened around it, and a line of carets below it."""
    text = places.text
    line, _ = places.line_and_column(span.start)
    start = places.line_starts[line - 1]
    found = _LINE_BREAK.search(text, span.start)
    end = found.start() if found else len(text)
    left = max(start, span.start - _REACH)
    marked = max(span.start, min(span.end, end, span.start + 2 * _REACH))
    right = min(end, marked + _REACH)
    before = ("…" if left > start else "") + spelled_out(text[left : span.start])
    place = spelled_out(text[span.start : marked])
    after = spelled_out(text[marked:right]) + ("…" if right < end else "")
    return f"{before}{place}{after}\n{' ' * cells_of(before)}{'^' * max(1, cells_of(place))}"
