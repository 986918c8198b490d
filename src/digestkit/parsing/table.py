"""Rows of a table out of lines, whichever way they were broken.

A row is often spread over several lines: titles wrap, summaries hold line breaks, the last cell stands alone.
What joins two lines is the number of cells that they make together and where the paper's link stands:

- a row is whole when it closes with a bar and has a cell for each column;
- a line that begins with a bar continues a row only where both together have no more cells than there are columns,
  and the line has no link of its own in its first cell;
- a line without a leading bar continues the row above, unless it is a whole row itself (tables without outer bars);
- over blank lines a row goes on only where a later line closes it, before the next row or day.

Each line is looked at once, and each stretch between two rows at most once more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.models import Span
from digestkit.parsing.bars import (
    INVISIBLE,
    Row,
    has_no_words,
    is_linked,
    is_navigation,
    is_rule,
    shape_of,
    split_cells,
)
from digestkit.parsing.columns import Columns, Role, with_missing_column
from digestkit.parsing.headings import LONGEST_HEADING, read_heading
from digestkit.parsing.joined import ends_in_title
from digestkit.parsing.table_header import Table, begins_table

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read_table"]

_ONLY_LINK: Final = re.compile(r"\|?\s*+\[[^\[\]|]*\]\([^()|\s]*\)\s*+\|?")
_EMPTY_CELLS: Final = "|" + INVISIBLE


def read_table(text: str, lines: Sequence[tuple[int, int]], at: int, table: Table) -> int:
    """Gather the rows below a table's header into it; returns the first line that is no part of it."""
    at += table.has_header * table.header_lines + (table.rule is not None)
    reader = _Reader(text, lines, table, len(table.columns) if table.columns else 0)
    end = reader.read(at)
    if table.columns is not None and not {Role.AUTHORS, Role.SUMMARY} <= set(table.columns.roles):
        _supply_column(text, table, table.columns)
    return end


def _supply_column(text: str, table: Table, columns: Columns) -> None:
    """Give a table of papers the column that its rows have and its header lacks."""
    rows = [split_cells(text, row.span, len(columns) + 1) for row in table.rows]
    cells = [[text[cell.start : cell.end] for cell in row] for row in rows if not has_no_words(text, row)]
    more = with_missing_column(cells, columns) if cells else None
    if more is not None:
        table.columns = more
        table.supplied = next(role for role in more.roles if role not in columns.roles)


@attrs.define
class _Reader:
    text: str
    lines: Sequence[tuple[int, int]]
    table: Table
    width: int
    row: Row | None = None
    blanks: int = 0
    fruitless_until: int = -1
    fruitful_until: int = -1

    def read(self, at: int) -> int:
        while at < len(self.lines):
            start, end = self.lines[at]
            line = self.text[start:end]
            if not line.strip(INVISIBLE):
                self.blanks += 1
                if self.table.columns is None:
                    return at  # a table of something else ends at its first blank line
                at += 1
                continue
            shape = shape_of(line, start, bare=not self.table.leads)
            stop = self._step(line, shape, at)
            if stop is not None:
                return stop
            at += 1
        self._close()
        return at

    def _step(self, line: str, shape: Row, at: int) -> int | None:
        """Take one line in; returns its number where it does not belong to the table."""
        if not shape.leads and self._ends_table(line, shape, at):
            self._close()
            return at
        if self.row is not None and self._continues(shape, at):
            self._join(shape)
        elif self._is_navigation(line, shape):
            self._close()
            return at
        elif shape.leads or self._is_bare_row(shape) or self._begins_wrapped_row(shape, at):
            if self._is_header(line, shape, at):
                self._close()
                return at
            self._open(line, shape)
        else:
            # Text below a whole row is no paper, and no part of the table.
            self._close()
            return at
        self.blanks = 0
        return None

    def _ends_table(self, line: str, shape: Row, at: int) -> bool:
        if len(line) > LONGEST_HEADING or not ("#" in line or "apers" in line or "<h" in line):
            return False
        heading = read_heading(line, shape.start)
        if heading is None:
            return False
        return heading.opens_day or not (self.row is not None and self._goes_on(at))

    def _continues(self, shape: Row, at: int) -> bool:
        row = self.row
        assert row is not None  # noqa: S101 - asked only while a row is open
        if shape.leads:
            return self._continues_with_bar(row, shape)
        if row.closes and (row.pieces >= self.width or (row.linked and self._is_whole_row(shape))):
            return False
        if self.blanks:
            return self._goes_on(at)
        return row.pieces < self.width or not self._is_another_row(row, shape, at) or self._ends_in_title(row, shape)

    def _ends_in_title(self, row: Row, shape: Row) -> bool:
        """Is a row joined with the next one, whose title goes on in this line?"""
        columns = self.table.columns
        return columns is not None and ends_in_title(self.text, row, shape, columns)

    def _continues_with_bar(self, row: Row, shape: Row) -> bool:
        """Does a line that begins with a bar go on with the open row?"""
        together = row.pieces + shape.pieces
        if not row.linked and not row.closes and shape.linked and shape.indented and shape.pieces > 1:
            return True  # a title that wraps at a bar of its own
        goes_on = shape.closes or shape.pieces > 1
        if goes_on and not row.closes and row.pieces >= self.width and not shape.linked and shape.pieces < self.width:
            return True  # a summary that wraps before a bar of its own
        whole_with_it = not row.closes or together == self.width
        if not row.linked and whole_with_it and _ONLY_LINK.fullmatch(self.text, shape.start, shape.end):
            return True
        fits = row.pieces < self.width and shape.pieces < self.width and together <= self.width
        fits = fits and not shape.linked and not is_rule(self.text[shape.start : shape.end])
        fits = fits and (not self.blanks or together == self.width)
        return fits and bool(self.text[row.start : row.end].strip(_EMPTY_CELLS))

    def _is_another_row(self, row: Row, shape: Row, at: int) -> bool:
        """Is a line without a leading bar, below a row that has all its cells, a row itself?"""
        whole_itself = shape.pieces >= self.width and not row.leads
        linked = (shape.linked and shape.pieces > 1) or self._is_whole_row(shape)
        linked_itself = linked and (row.linked or not shape.indented)
        return whole_itself or linked_itself or self._begins_wrapped_row(shape, at)

    def _begins_wrapped_row(self, shape: Row, at: int) -> bool:
        """Does a title begin, without a bar, that goes on in an indented line with the other cells?

        Where other rows begin with a bar, text may stand between them, and the paper's link tells.
        """
        if shape.pieces > 1 or at + 1 >= len(self.lines):
            return False
        start, end = self.lines[at + 1]
        below = shape_of(self.text[start:end], start, bare=not self.table.leads)
        if not below.indented or below.leads or below.pieces < self.width:
            return False
        return not self.table.leads or self._is_above_its_link(shape, below)

    def _is_above_its_link(self, shape: Row, below: Row) -> bool:
        """Is a line text of a title whose link stands in the line below?"""
        open_above = self.row is not None and not self.row.closes
        sentence = self.text.startswith((".", "!", ":"), shape.end - 1)
        return not (open_above or self.blanks or sentence) and is_linked(self.text[below.start : below.end])

    def _is_whole_row(self, shape: Row) -> bool:
        """Has a line all cells of a row, and a paper's link in any of them?"""
        return shape.pieces >= self.width and is_linked(self.text[shape.start : shape.end])

    def _goes_on(self, at: int) -> bool:
        """Is there a line that closes the open row, before the next row or day?"""
        if at <= self.fruitful_until:
            return True
        if at <= self.fruitless_until:
            return False
        for later in range(at, len(self.lines)):
            start, end = self.lines[later]
            line = self.text[start:end].strip(INVISIBLE)
            heading = read_heading(line, start) if line.startswith("#") or "apers" in line else None
            if line.startswith("|") or (heading is not None and heading.opens_day):
                break
            if line.endswith("|") and not line.endswith("\\|"):
                self.fruitful_until = later
                return True
        else:
            later = len(self.lines)
        self.fruitless_until = later - 1
        return False

    def _is_bare_row(self, shape: Row) -> bool:
        """Is a line without a leading bar a row? Where the paper's link tells, or the table has no outer bars."""
        whole = shape.pieces >= self.width and not self.table.leads
        return not self.blanks and shape.pieces > 1 and (whole or shape.linked or self._is_whole_row(shape))

    def _is_navigation(self, line: str, shape: Row) -> bool:
        """Is a row below a blank line one of links to other pages, as at the foot of a day?"""
        return self.blanks > 0 and is_navigation(line, shape)

    def _is_above_rule(self, at: int) -> bool:
        return at + 1 < len(self.lines) and is_rule(self.text[slice(*self.lines[at + 1])])

    def _is_header(self, line: str, shape: Row, at: int) -> bool:
        """Does another table begin here? A line of known headers, or one with a rule below."""
        if is_rule(line):
            return False
        if not self.blanks and is_linked(line):
            return False  # a row of papers, whatever stands below it
        if shape.pieces == 1 and not self._is_above_rule(at):
            return False  # the first line of a title that wraps
        begun = begins_table(self.text, self.lines, at)
        if begun is None or not begun.has_header:
            return False
        return begun.columns is not None or self.blanks > 0

    def _open(self, line: str, shape: Row) -> None:
        self._close()
        if self.blanks and (self.table.rows or self.table.has_header):
            self.table.blank_lines.append(Span(shape.start, shape.start))
        if is_rule(line):
            self.table.rules_between.append(shape.span)
            return
        self.row = shape

    def _join(self, shape: Row) -> None:
        row = self.row
        assert row is not None  # noqa: S101 - joined only to an open row
        # "…)|⏎| Authors" has two bars for one border; "a title⏎ goes on | Authors" goes on in the cell above.
        row.pieces += shape.pieces if shape.leads else shape.pieces - (not row.closes)
        row.end, row.closes, row.linked = shape.end, shape.closes, row.linked or shape.linked
        row.lines += 1 + self.blanks

    def _close(self) -> None:
        if self.row is not None:
            self.table.rows.append(self.row)
            self.row = None
