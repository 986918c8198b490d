"""Rows and header lines written anew, with every character of their cells up to white space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from digestkit.lint.addresses import without_breaks_in_addresses
from digestkit.models import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digestkit.lint.document import Document, TableRow
    from digestkit.models import Diagnostic

__all__ = [
    "filled_row",
    "gap_above",
    "header_above",
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
_Cells: TypeAlias = "Sequence[Span | None]"


def rewritten_row(document: Document, found: Diagnostic) -> list[Edit]:
    """The row of a diagnostic on one line, with the cells that it has and bars only around them."""
    return row_anew(document, found.span.start)


def row_anew(document: Document, offset: int) -> list[Edit]:
    """The same of the row that an offset stands in or behind."""
    return _rewritten(document, document.row_at(offset), lambda cells: [cell for cell in cells if cell is not None])


def filled_row(document: Document, found: Diagnostic) -> list[Edit]:
    """The same with an empty cell for each that is missing, as many as the table has columns."""
    return _rewritten(document, document.row_at(found.span.start), list)


def _rewritten(document: Document, row: TableRow | None, choose: Callable[[_Cells], _Cells]) -> list[Edit]:
    if row is None or not row.papers:
        return []
    lines = (_row_line(document, choose(cells)) for cells in row.papers)
    return [Edit(span=Span(row.row.start, _end(document, row)), text=document.line_break.join(lines))]


def _end(document: Document, row: TableRow) -> int:
    """The end of a row; blanks behind one that is not closed go, as they would stand behind its bar."""
    blanks = _BLANKS.match(document.text, row.row.end)
    return blanks.end() if blanks and not row.row.closes else row.row.end


def _row_line(document: Document, cells: Sequence[Span | None]) -> str:
    return "| " + " ".join(_cell(document, cell) for cell in cells)


def _cell(document: Document, span: Span | None) -> str:
    """A cell with the bar behind it, which stands as close to it as it does now."""
    if span is None or not len(span):
        return " |"
    cell = document.raw(span)
    if "\n" in cell or "\r" in cell:
        whole = without_breaks_in_addresses(cell)
        cell = " ".join(filter(None, map(str.strip, _LINE_BREAKS.split(whole))))
    closes = document.text[span.end : span.end + 1] == "|"
    return _BARE_BAR.sub(r"\\|", cell) + ("|" if closes else " |")


def rule_line(names: Sequence[str]) -> str:
    """The line of dashes for a header.

    >>> rule_line(["Title", "Authors"])
    '|-------|---------|'
    """
    return f"|{'|'.join('-' * (len(name) + 2) for name in names)}|"


def header_above(document: Document, offset: int, names: Sequence[str]) -> Edit:
    """The edit that puts a header and its line of dashes above the row at an offset, below a blank line."""
    start = document.places.line_starts[document.places.line_and_column(offset)[0] - 1]
    cells = [_BARE_BAR.sub(r"\\|", name) for name in names]
    lines = (f"| {' | '.join(cells)} |", rule_line(cells))
    prefix, end = prefix_of_line(document, offset), document.line_break
    return Edit(
        span=Span(start, start), text=gap_above(document, offset) + "".join(f"{prefix}{line}{end}" for line in lines)
    )


def prefix_of_line(document: Document, offset: int) -> str:
    """What a line that belongs to the one of an offset begins with: "> " in a quotation, spaces in a list."""
    start = document.places.line_starts[document.places.line_and_column(offset)[0] - 1]
    before = document.text[start:offset]
    return _NO_QUOTATION.sub(" ", before) if len(before) <= _LONGEST_PREFIX else ""


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
