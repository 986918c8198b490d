"""Rows and header lines written anew, with every character of their cells up to white space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.addresses import without_breaks_in_addresses
from digestkit.models import Edit, Span
from digestkit.parsing.bars import prefix_end, split_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digestkit.lint.document import Document, TableRow
    from digestkit.models import Diagnostic
    from digestkit.parsing.table_header import Table

__all__ = [
    "bars_at_ends",
    "begins_line",
    "filled_row",
    "gap_above",
    "header_above",
    "header_anew",
    "prefix_of_line",
    "rewritten_row",
    "row_anew",
    "rule_line",
    "without_lines",
]

_LINE_BREAKS: Final = re.compile(r"[\r\n]+")
_BLANKS: Final = re.compile(r"[ \t\u00a0]*")
_BARE_BAR: Final = re.compile(r"(?<!\\)\|")
_NO_QUOTATION: Final = re.compile(r"[^>\s]")
_LONGEST_PREFIX: Final = 40
_BLANK: Final = " \t\u00a0\u200b\ufeff\u2060\r\n"


def rewritten_row(document: Document, found: Diagnostic) -> list[Edit]:
    """The row of a diagnostic on one line, with the cells that it has and bars only around them."""
    return row_anew(document, found.span.start)


def row_anew(document: Document, offset: int) -> list[Edit]:
    """The same of the row that an offset stands in or behind."""
    return _rewritten(document, document.row_at(offset), filled=False)


def filled_row(document: Document, found: Diagnostic) -> list[Edit]:
    """The same with an empty cell for each that is missing, as many as the table has columns."""
    return _rewritten(document, document.row_at(found.span.start), filled=True)


def _rewritten(document: Document, row: TableRow | None, *, filled: bool) -> list[Edit]:
    if row is None or not row.papers or row.row.start in document.titles_above:
        return []
    # A line of many rows has many findings, and each of them asks for the whole line.
    key = row.row.start, filled
    if key not in document.rewritten:
        document.rewritten[key] = _row_edit(document, row, filled=filled)
    return [document.rewritten[key]]


def _row_edit(document: Document, row: TableRow, *, filled: bool) -> Edit:
    kept = ([cell for cell in cells if filled or cell is not None] for cells in row.papers)
    lines = [_row_line(document, cells, row.leads, row.closes, fits=row.fits) for cells in kept]
    separator = document.line_break + prefix_of_line(document, row.row.start)
    start, lead = (row.row.start, "") if row.dashes_end is None else (row.dashes_end, separator)
    return Edit(span=Span(start, _end(document, row)), text=lead + separator.join(lines))


def _end(document: Document, row: TableRow) -> int:
    """The end of a row; blanks behind one that is not closed go, as they would stand behind its bar."""
    blanks = _BLANKS.match(document.text, row.row.end)
    return blanks.end() if blanks and not row.row.closes else row.row.end


def header_anew(document: Document, table: Table) -> list[Edit]:
    """The header of a table on one line."""
    header, barred = table.frame[0], table.is_barred
    cells = split_cells(document.unquoted, table.header, header.pieces)
    return [Edit(span=table.header, text=_row_line(document, cells, barred, barred or header.closes))]


def _row_line(
    document: Document,
    cells: Sequence[Span | None],
    leads: bool,
    closes: bool,
    *,
    fits: bool = True,
) -> str:
    """A row on one line, with bars at its ends where the lines of its table have them."""
    line = " ".join(_cell(document, cell, fits=fits) for cell in cells)
    line = line if closes else line.removesuffix("|").rstrip()
    return f"| {line}" if leads else line


def _cell(document: Document, span: Span | None, *, fits: bool) -> str:
    """A cell with the bar behind it, which stands as close to it as it does now; its own bars stay if no row fits."""
    if span is None or not len(span):
        return " |"
    cell = document.unquoted[span.start : span.end]
    if "\n" in cell or "\r" in cell:
        whole = without_breaks_in_addresses(cell)
        cell = " ".join(filter(None, map(str.strip, _LINE_BREAKS.split(whole))))
    closes = document.text[span.end : span.end + 1] == "|"
    return (_BARE_BAR.sub(r"\\|", cell) if fits else cell) + ("|" if closes else " |")


def rule_line(names: Sequence[str]) -> str:
    """The line of dashes for a header.

    >>> rule_line(["Title", "Authors"])
    '|-------|---------|'
    """
    return f"|{'|'.join('-' * (len(name) + 2) for name in names)}|"


def bars_at_ends(line: str, table: Table) -> str:
    """A line of dashes with a bar at its ends where the table's other lines have one."""
    if table.is_barred:
        return line
    return line.strip("|") + "|" * table.frame[0].closes


def header_above(document: Document, offset: int, names: Sequence[str]) -> Edit:
    """The edit that puts a header and its line of dashes above the row at an offset, below a blank line."""
    start = document.places.line_starts[document.places.line_and_column(offset)[0] - 1]
    cells = [_BARE_BAR.sub(r"\\|", name) for name in names]
    lines = (f"| {' | '.join(cells)} |", rule_line(cells))
    prefix, end = prefix_of_line(document, offset), document.line_break
    written = "".join(f"{prefix}{line}{end}" for line in lines)
    if not begins_line(document, offset):
        before = start + len(document.text[start:offset].rstrip(_BLANK))
        return Edit(span=Span(before, offset), text=f"{end}{prefix.rstrip()}{end}{written}{prefix}")
    return Edit(span=Span(start, start), text=gap_above(document, offset) + written)


def prefix_of_line(document: Document, offset: int) -> str:
    """What a line that belongs to the one of an offset begins with: "> " in a quotation, spaces in a list.

    Where a row or heading stands before the offset, that is what this begins with.
    """
    start = document.places.line_starts[document.places.line_and_column(offset)[0] - 1]
    before = document.text[start : min(offset, prefix_end(document.text, start))]
    return _NO_QUOTATION.sub(" ", before) if len(before) <= _LONGEST_PREFIX else ""


def begins_line(document: Document, offset: int) -> bool:
    """Is there nothing before an offset on its line but marks of quotations and lists?"""
    start = document.places.line_starts[document.places.line_and_column(offset)[0] - 1]
    return offset <= prefix_end(document.text, start)


def without_lines(document: Document, span: Span) -> Edit:
    """The edit that takes out the lines which a span stands on, with their line breaks."""
    starts = document.places.line_starts
    first = document.places.line_and_column(span.start)[0]
    last = document.places.line_and_column(span.end)[0]
    end = starts[last] if last < len(starts) else len(document.text)
    return Edit(span=Span(starts[first - 1], end), text="")


def blank_lines_above(document: Document, offset: int) -> Span:
    """The blank lines right above the line of an offset."""
    starts = document.places.line_starts
    line = document.places.line_and_column(offset)[0] - 1
    first = line
    while first and not document.text[starts[first - 1] : starts[first]].strip(_BLANK):
        first -= 1
    return Span(starts[first], starts[line])


def gap_above(document: Document, offset: int) -> str:
    """The blank line that is missing above the line of an offset, or nothing where one is there."""
    starts = document.places.line_starts
    line = document.places.line_and_column(offset)[0] - 1
    above = document.text[starts[line - 1] : starts[line]] if line else ""
    if not above.strip(f"{_BLANK}>"):
        return ""
    return prefix_of_line(document, offset).rstrip() + document.line_break
