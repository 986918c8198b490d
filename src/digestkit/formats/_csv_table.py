"""The table of the CSV format: rows of cells into text and back, and cells that no spreadsheet runs.

RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180): commas, CR LF after each row, double quotes round a cell
that needs them, doubled within it. The standard library's reader is not used: it refuses cells over a limit
that is one for the whole process.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

import attrs

from digestkit.errors import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Row", "defuse", "read_rows", "restore", "row_text"]

_T = TypeVar("_T")

# A text that a spreadsheet may run, whatever number of apostrophes stands before it.
_FORMULA: Final = re.compile(
    r"""
    '*
    (?: [\t\r\n]                                         # a tab: some programs cut it off and run the rest
      | [\s\x00-\x1f\u200b-\u200d\u2060\ufeff]*          # blanks, seen and unseen, likewise
        [=+\-@\uff1d\uff0b\uff0d\uff20] )                # =SUM(A1), @SUM(A1), and the full-width ＝SUM(A1)
    """,
    re.VERBOSE,
)
_QUOTED: Final = re.compile(r'[",\r\n]')
_CELL: Final = re.compile(
    r"""
    (?: (?P<quoted> (?: "[^"]*" )+ )                     # "Maps, ""old"" and new"
      | (?P<plain> (?!") [^,\r\n]* ) )                   # Maps of Rivers
    (?P<end> , | \r\n? | \n | \Z )
    """,
    re.VERBOSE,
)


def row_text(cells: Iterable[str]) -> str:
    r"""Join cells to a row of the file.

    >>> row_text(["Maps", "old, new"])
    'Maps,"old, new"\r\n'
    """
    return ",".join(map(_quote, cells)) + "\r\n"


def _quote(cell: str) -> str:
    # Blanks at a cell's ends are quoted too: some programs cut bare ones off.
    if _QUOTED.search(cell) or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell


def defuse(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run; `restore` is the inverse.

    >>> defuse("=SUM(A1)"), defuse("'=SUM(A1)"), defuse("'tis a map")
    ("'=SUM(A1)", "''=SUM(A1)", "'tis a map")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restore(cell: str) -> str:
    """Take off the apostrophe that `defuse` has put, which no other cell has before such a text."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


@attrs.frozen
class Row:
    """A row's cells by column; `number` counts as spreadsheets do, so the header is row 1."""

    number: int
    cells: dict[str, str]

    def read(self, column: str, convert: Callable[[str], _T], default: _T, expected: str) -> _T:
        """Convert a cell, or return the default where the column is missing.

        Raises `DigestError` where `convert` raises `ValueError` or `TypeError`.
        """
        cell = self.cells.get(column)
        if cell is None:
            return default
        try:
            return convert(cell)
        # Python's JSON reader gives up on brackets nested thousands deep with a RecursionError.
        except (ValueError, TypeError, RecursionError) as error:
            raise _fault(self.number, repr(column), cell, expected) from error


def read_rows(text: str, *, required: str, known: Iterable[str]) -> Iterator[Row]:
    """Read the rows below the header, which may be of any number of columns but names each known one once."""
    rows = _split(text)
    _, columns = next(rows, (1, []))
    _check_columns(columns, required, known)
    for number, cells in rows:
        if len(cells) != len(columns):
            count = len(cells)
            raise DigestError(f"CSV row {number}: found {count} cells, expected {len(columns)}, one a column")
        yield Row(number, dict(zip(columns, cells, strict=True)))


def _check_columns(columns: list[str], required: str, known: Iterable[str]) -> None:
    if required not in columns:
        found, wanted = _excerpt(", ".join(columns)), "names of columns divided by commas"
        raise DigestError(f"CSV row 1, column {required!r}: found {found}, expected {wanted}, one of them {required}")
    doubled = next((column for column in known if columns.count(column) > 1), None)
    if doubled:
        raise DigestError(f"CSV row 1, column {doubled!r}: found {columns.count(doubled)} of them, expected one")


def _split(text: str) -> Iterator[tuple[int, list[str]]]:
    """Cut the text into rows with their numbers; empty lines count, but are left out."""
    pos, number, cells, columns = 0, 1, list[str](), list[str]()
    while pos < len(text) or cells:
        found = _CELL.match(text, pos)
        if found is None:
            raise _quote_fault(text, pos, number, columns, len(cells))
        cells.append(_cell_text(found))
        pos = found.end()
        if found["end"] == ",":
            continue
        if cells != [""] or found["quoted"]:
            columns = columns or cells
            yield number, cells
        number, cells = number + 1, []


def _cell_text(found: re.Match[str]) -> str:
    quoted = found["quoted"]
    return found["plain"] if quoted is None else quoted[1:-1].replace('""', '"')


def _quote_fault(text: str, pos: int, number: int, columns: list[str], index: int) -> DigestError:
    """Say why no cell begins here: its quote is not closed, or text stands behind the closing one."""
    column = repr(columns[index]) if index < len(columns) else str(index + 1)
    wanted = "a quote that closes the cell, then a comma or the row's end; quotes within are doubled"
    return _fault(number, column, text[pos : pos + 100], wanted)


def _fault(row: int, column: str, cell: str, expected: str) -> DigestError:
    return DigestError(f"CSV row {row}, column {column}: found {_excerpt(cell)}, expected {expected}")


def _excerpt(cell: str, limit: int = 60) -> str:
    return repr(cell) if len(cell) <= limit else f"{cell[:limit]!r}…"
