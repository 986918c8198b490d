"""Lines of text: wrapped to a width in terminal cells, and styled where colours are wanted."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final, TextIO

import attrs
import click
from rich.cells import cell_len, chop_cells

from digestkit.cli.streams import uses_color, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Layout", "one_line"]

_WIDEST: Final = 100  # longer lines are hard to read
_NARROWEST: Final = 30
_NARROW: Final = 50
_DIGITS: Final = 9  # of a COLUMNS that is a width at all
_PIPE: Final = 80


def one_line(text: str) -> str:
    r"""Text on one line, with nothing in it that a terminal would obey.

    >>> one_line("Maps\tof \x1b[1mRivers\n")
    'Maps of \\x1b[1mRivers'
    """
    return " ".join(visible(text).split())


@attrs.frozen
class Layout:
    """How wide lines may be, and whether they are coloured."""

    width: int = _PIPE
    color: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> Layout:
        """A terminal's width up to 100 cells. In a pipe, COLUMNS or else 80 cells."""
        given = os.environ.get("COLUMNS", "")
        if stream.isatty() or (given.isdecimal() and given.strip("0") and len(given) < _DIGITS):
            width = shutil.get_terminal_size((_PIPE, 24)).columns
        else:
            width = _PIPE
        return cls(max(_NARROWEST, min(_WIDEST, width)), uses_color(stream))

    def styled(self, text: str, **style: bool | str) -> str:
        """Text in a style of `click.style`, or as it is where there are no colours."""
        return click.style(text, **style) if self.color and text else text  # type: ignore[arg-type]

    @property
    def is_narrow(self) -> bool:
        """Whether names beside texts would leave no room for these."""
        return self.width < _NARROW

    def hanging(self, head: str, text: str, *, indent: int, **style: bool | str) -> str:
        """A text wrapped behind its head, with further lines as far in as the first; `style` is the head's.

        A head that reaches into the text stands on a line of its own.

        >>> print(Layout(width=30).hanging("Results", "Recall of lakes is 71.5%.", indent=9))
        Results  Recall of lakes is
                 71.5%.
        """
        lines = list(_wrapped(one_line(text), self.width - indent))
        room = indent - cell_len(head)
        first = self.styled(head, **style) + (" " * room if room > 0 or not head else "\n" + " " * indent)
        return "\n".join((first + lines[0], *(" " * indent + line for line in lines[1:])))


def _wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a text, broken at spaces, and inside words only where one is wider than a line."""
    line, used = "", 0
    for word in text.split():
        pieces = [word] if cell_len(word) <= width else chop_cells(word, width)
        for piece in pieces:
            cells = cell_len(piece)
            if line and used + 1 + cells > width:
                yield line
                line, used = piece, cells
            else:
                line, used = (f"{line} {piece}", used + 1 + cells) if line else (piece, cells)
    yield line
