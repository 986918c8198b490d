"""A table: its header, and the line of dashes below it, whichever way they were broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from digestkit.models import Span, one_line
from digestkit.parsing.bars import (
    INVISIBLE,
    Row,
    has_line_break,
    is_linked,
    is_navigation,
    is_rule,
    prefix_end,
    shape_of,
    split_cells,
    unquoted,
)
from digestkit.parsing.columns import CLASSIC, Columns, Role, read_header

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Table", "begins_table"]

_QUOTED_BLANKS: Final = f"{INVISIBLE}>"
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
    def wrapped(self) -> list[Span]:
        """The header and the rows that are spread over several lines."""
        lines = (*self.frame[:1], *self.rows) if self.header_lines > 1 else self.rows
        return [line.span for line in lines if line.lines > 1]

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
    if rule_at is None or first.linked:
        return None
    before = text[lines[at][0] : first.start]
    if any(not _may_go_on(text, first, before, lines[further]) for further in range(at + 1, rule_at)):
        return None
    last = shape_of(text[slice(*lines[rule_at - 1])], lines[rule_at - 1][0])
    rule = shape_of(text[slice(*lines[rule_at])], lines[rule_at][0])
    begin = lines[at][0]
    written = unquoted(text[begin : last.end], [Span(first.start - begin, last.end - begin)])
    names = _names(written, Span(first.start - begin, len(written)), rule.pieces)
    columns = read_header(names, ruled=True) if len(names) == rule.pieces else None
    if columns is None or last.pieces == rule.pieces:
        return None  # the last line is a header by itself
    header = attrs.evolve(first, end=last.end, closes=last.closes, pieces=len(names), lines=rule_at - at)
    table = Table(header.span, columns, leads=header.leads, header_lines=header.lines, frame=[header])
    table.take_rule(text, lines[rule_at])
    return table


def _may_go_on(text: str, first: Row, before: str, line: tuple[int, int]) -> bool:
    """May a line be the rest of a header? `before` are the marks of quotations before its first line.

    A line without a bar goes on with one that has none at its beginning, and has one at its end.
    """
    written = text[slice(*line)]
    bar = "|" in written or (first.closes and not first.leads and bool(written.strip(_QUOTED_BLANKS)))
    return bar and written.count(">", 0, prefix_end(written)) <= before.count(">") and not is_linked(written)


def _first_line_of_row(text: str, lines: Sequence[tuple[int, int]], at: int, shape: Row) -> int:
    """The number of cells of a row whose title wraps and whose link stands further down, or 0."""
    if not shape.leads or shape.closes or shape.pieces > 1:
        return 0
    for start, end in lines[at + 1 : at + 1 + _LINES_OF_TITLE]:
        below = shape_of(text[start:end], start)
        if below.leads or below.start == below.end:
            return 0
        if below.pieces > 1 and is_linked(text[start:end]):
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
