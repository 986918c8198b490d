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

from digestkit.models import Span, one_line
from digestkit.parsing.bars import (
    INVISIBLE,
    Row,
    has_line_break,
    has_no_words,
    is_linked,
    is_navigation,
    is_rule,
    shape_of,
    split_cells,
)
from digestkit.parsing.columns import CLASSIC, Columns, Role, read_header, with_missing_column
from digestkit.parsing.headings import LONGEST_HEADING, read_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Table", "begins_table", "read_table"]

_ONLY_LINK: Final = re.compile(r"\|?\s*+\[[^\[\]|]*\]\([^()|\s]*\)\s*+\|?")
_LINES_OF_TITLE: Final = 4  # real titles stand on three lines at the most


@attrs.define
class Table:
    """A table: its columns (None where it is no table of papers), its rows, and what is odd about its form."""

    header: Span
    columns: Columns | None
    rows: list[Row] = attrs.field(factory=list)
    leads: bool = True
    has_header: bool = True
    known: bool = True
    rule: Span | None = None
    rule_pieces: int = 0
    header_lines: int = 1
    supplied: Role | None = None  # of a column that the rows have and the header has not
    frame: list[Row] = attrs.field(factory=list)  # the header and the line of dashes
    rules_between: list[Span] = attrs.field(factory=list)
    blank_lines: list[Span] = attrs.field(factory=list)

    @property
    def header_columns(self) -> Columns | None:
        """The columns that the header names."""
        if self.columns is None or self.supplied is None:
            return self.columns
        kept = [at for at, role in enumerate(self.columns.roles) if role is not self.supplied]
        return Columns(tuple(self.columns.names[at] for at in kept), tuple(self.columns.roles[at] for at in kept))

    def joins_header(self, text: str) -> bool:
        """Does the line of dashes stand on the line of its header?"""
        return self.rule is not None and not has_line_break(text, self.header.end, self.rule.start)

    def joins_first_row(self, text: str) -> bool:
        """Does the first row stand on the line of the dashes?"""
        return self.rule is not None and bool(self.rows) and not has_line_break(text, self.rule.end, self.rows[0].start)

    def take_rule(self, text: str, line: tuple[int, int]) -> None:
        """Take the line of dashes below the header."""
        rule = shape_of(text[slice(*line)], line[0])
        self.rule, self.rule_pieces = rule.span, rule.pieces
        self.frame.append(rule)

    @property
    def is_barred(self) -> bool:
        """Do readers ask for bars at both ends of each line? Not where no line begins with one and all end alike."""
        lines = (*self.frame, *self.rows)
        return self.leads or any(line.leads for line in lines) or len({line.closes for line in lines}) > 1


def begins_table(text: str, lines: Sequence[tuple[int, int]], at: int, before: Columns | None = None) -> Table | None:
    """The table that begins at a line, without its rows, or None.

    `before` are the columns of the table above, which rows without a header belong to.
    """
    start, end = lines[at]
    line = text[start:end]
    if "|" not in line or is_rule(line):
        return None
    shape = shape_of(line, start)
    if is_navigation(line, shape):
        return None
    ruled = at + 1 < len(lines) and is_rule(text[slice(*lines[at + 1])])
    if not ruled and (wrapped := _wrapped_header(text, lines, at, shape)):
        return wrapped
    names = _names(text, shape.span, shape.pieces)
    if not any(name.strip(":-") for name in names):
        return None  # dashes with a bar too many
    columns = read_header(names, ruled=ruled)
    if columns is None and not ruled:
        return _headerless(shape, before, _first_line_of_row(text, lines, at, shape))
    table = Table(shape.span, columns or _columns_of_rows(text, lines, at + 2, names), leads=shape.leads)
    table.frame.append(shape)
    table.known = columns is not None
    if ruled:
        table.take_rule(text, lines[at + 1])
    return table


def _names(text: str, header: Span, width: int) -> list[str]:
    return [text[cell.start : cell.end].replace("\\|", "|") for cell in split_cells(text, header, width)]


def _wrapped_header(text: str, lines: Sequence[tuple[int, int]], at: int, first: Row) -> Table | None:
    """The table whose header is spread over two or three lines, the last of them above the line of dashes, or None."""
    below = range(at + 2, min(at + 4, len(lines)))
    rule_at = next((number for number in below if is_rule(text[slice(*lines[number])])), None)
    if rule_at is None or first.linked or any(not _may_go_on(text, lines[number]) for number in range(at + 1, rule_at)):
        return None
    last = shape_of(text[slice(*lines[rule_at - 1])], lines[rule_at - 1][0])
    rule = shape_of(text[slice(*lines[rule_at])], lines[rule_at][0])
    names = _names(text, Span(first.start, last.end), rule.pieces)
    columns = read_header(names, ruled=True) if len(names) == rule.pieces else None
    if columns is None or last.pieces == rule.pieces:
        return None  # the last line is a header by itself
    header = attrs.evolve(first, end=last.end, closes=last.closes, pieces=len(names), lines=rule_at - at)
    table = Table(header.span, columns, leads=header.leads, header_lines=header.lines, frame=[header])
    table.take_rule(text, lines[rule_at])
    return table


def _may_go_on(text: str, line: tuple[int, int]) -> bool:
    """May a line be the rest of a header?"""
    written = text[slice(*line)]
    return "|" in written and not written.lstrip().startswith(">") and not is_linked(written)


def _first_line_of_row(text: str, lines: Sequence[tuple[int, int]], at: int, shape: Row) -> int:
    """The number of cells of a row whose title wraps and whose link stands further down, or 0."""
    if not shape.leads or shape.closes or shape.pieces > 1:
        return 0
    for start, end in lines[at + 1 : at + 1 + _LINES_OF_TITLE]:
        below = shape_of(text[start:end], start)
        if below.leads or below.start == below.end:
            return 0
        if below.linked and below.pieces > 1:
            return below.pieces
    return 0


def _headerless(shape: Row, before: Columns | None, wrapped: int) -> Table | None:
    """Rows without a header: those of the table above, or ones that the paper's link in the first cell tells.

    `wrapped` is the number of cells of a row that begins here and has its link on a later line.
    """
    if wrapped:
        shape = attrs.evolve(shape, pieces=wrapped, linked=True)
    if before is not None and shape.pieces >= len(before) and (shape.linked or shape.leads):
        return Table(Span(shape.start, shape.start), before, has_header=False)
    if not (shape.linked and shape.leads):
        return None
    size = len(CLASSIC) if shape.pieces == len(CLASSIC) else len(CLASSIC) - 1
    columns = Columns(CLASSIC.names[:size], CLASSIC.roles[:size])
    return Table(Span(shape.start, shape.start), columns, has_header=False, known=False)


def _columns_of_rows(text: str, lines: Sequence[tuple[int, int]], at: int, names: Sequence[str]) -> Columns | None:
    """The columns of a table with headers in other words, where its first row is a paper's; else None."""
    if at >= len(lines):
        return None
    start, end = lines[at]
    row = shape_of(text[start:end], start)
    if not (row.linked and row.leads and len(names) >= len(CLASSIC) - 1):
        return None
    further = (Role.EXTRA,) * (len(names) - len(CLASSIC) + 1)
    return Columns(tuple(one_line(name) for name in names), CLASSIC.roles[: len(CLASSIC) - 1] + further)


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
        return row.pieces < self.width or not self._is_another_row(row, shape, at)

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
        return fits and (not self.blanks or together == self.width)

    def _is_another_row(self, row: Row, shape: Row, at: int) -> bool:
        """Is a line without a leading bar, below a row that has all its cells, a row itself?"""
        whole_itself = shape.pieces >= self.width and not row.leads
        linked = (shape.linked and shape.pieces > 1) or self._is_whole_row(shape)
        linked_itself = linked and (row.linked or not shape.indented)
        return whole_itself or linked_itself or self._begins_wrapped_row(shape, at)

    def _begins_wrapped_row(self, shape: Row, at: int) -> bool:
        """In a table without outer bars: does a title begin that goes on in an indented line with the other cells?"""
        if self.table.leads or shape.pieces > 1 or at + 1 >= len(self.lines):
            return False
        start, end = self.lines[at + 1]
        below = shape_of(self.text[start:end], start, bare=not self.table.leads)
        return below.indented and not below.leads and below.pieces >= self.width

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
