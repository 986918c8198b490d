"""Tables for standard output, by rich: ruled on a terminal, plain columns in a pipe."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from digestkit.cli.layout import Layout, one_line
from digestkit.cli.streams import is_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["table_text"]

_ANY: Final = 10_000  # more cells than any table has


def table_text(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, total: Sequence[str] = (), words: int = 1
) -> str:
    """The lines of a table. The first `words` columns are text, the others numbers."""
    terminal = is_terminal(sys.stdout)
    table = Table(
        box=box.SIMPLE_HEAD if terminal else None, pad_edge=False, show_footer=bool(total), header_style="bold"
    )
    for number, name in enumerate(header):
        table.add_column(
            _cell(name),
            justify="left" if number < words else "right",
            footer=_cell(total[number]) if total else "",
            footer_style="bold",
            no_wrap=True,
        )
    for row in rows:
        table.add_row(*map(_cell, row))
    return _rendered(table)


def _cell(text: str) -> Text:
    return Text(one_line(text))


def _rendered(table: Table) -> str:
    """The lines of a table without the blanks at their ends."""
    layout, file = Layout.of(sys.stdout), io.StringIO()
    console = Console(
        file=file,
        width=layout.width,
        color_system="standard" if layout.color else None,
        force_terminal=layout.color,
        legacy_windows=False,
    )
    # Digits broken over lines would read as other numbers; a terminal that is too narrow breaks the rows instead.
    console.width = max(layout.width, console.measure(table, options=console.options.update(width=_ANY)).maximum)
    console.print(table)
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n")).strip("\n") + "\n"
