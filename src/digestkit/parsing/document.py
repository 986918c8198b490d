"""A document: its days, one `Digest` each.

A day begins at a heading that names it and reaches to the next such heading; tables before the first one make an
undated digest. Text around the tables is skipped, and so are tables of other things, which are reported.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.diagnostics import Oddity, Places, Reporter
from digestkit.errors import DigestError
from digestkit.models import AuthorCells, Digest, Span
from digestkit.parsing.authors import order_of_cells, read_authors
from digestkit.parsing.bars import Row, has_no_words, split_cells, unquoted
from digestkit.parsing.columns import Columns, Role, assign_cells, holds_paper_link
from digestkit.parsing.headings import Heading, read_heading
from digestkit.parsing.joined import split_joined
from digestkit.parsing.lines import line_spans
from digestkit.parsing.paper import PaperRow, author_cell_text, build_paper
from digestkit.parsing.table import read_table
from digestkit.parsing.table_header import Table, begins_table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Day", "Splitter", "parse", "parse_many"]

_ORDERS: Final = ("auto", *AuthorCells)
_EXPECTED: Final = (Role.AUTHORS, Role.SUMMARY)
_REACH: Final = 40  # a day's date is not longer, nor are the blanks behind it


@attrs.define
class Day:
    """A day's heading, if it has one, its tables, and what looked like one of their rows but is in none."""

    heading: Heading | None = None
    tables: list[Table] = attrs.field(factory=list)
    foreign: list[Table] = attrs.field(factory=list)
    unread: list[Span] = attrs.field(factory=list)

    @property
    def has_content(self) -> bool:
        """Whether it makes a digest: a heading that is sure, or a table of papers."""
        return self.heading is not None or bool(self.tables)


def parse_many(
    text: str, *, source: str | None = None, author_cells: str = "auto", strict: bool = False
) -> Iterator[Digest]:
    r"""Read a document of any number of days, one digest a day, in the order of the text.

    `source` names the document in its digests. `author_cells` says how author cells are written: `reversed`,
    `byline`, or `auto`, which takes a day's cells for bylines where one of them holds six names, "et al." or "and".
    Nothing is dropped: what is odd is in each digest's `diagnostics`; `strict` raises `DigestSyntaxError` at the
    first of severity `error` instead. Raises `TypeError` for what is not text and `ValueError` for another order.

    >>> [str(digest.date) for digest in parse_many("## Papers for 2024-03-12\n\n## Papers for 2024-03-11\n")]
    ['2024-03-12', '2024-03-11']
    """
    if not isinstance(text, str):
        raise TypeError(f"a digest is text (str), not {type(text).__name__}; decode bytes first, or use read_many")
    if author_cells not in _ORDERS:
        raise ValueError(f"author_cells is one of {', '.join(_ORDERS)}, not {author_cells!r}")
    return _digests(text, Reporter(Places(text, source), strict), author_cells)


def parse(text: str, *, source: str | None = None, author_cells: str = "auto", strict: bool = False) -> Digest:
    r"""Read a document of one day; the options are those of `parse_many`.

    Raises `DigestError` where the document holds several days, besides what `parse_many` raises.

    >>> parse("## Papers for 2024-03-11\n").date
    datetime.date(2024, 3, 11)
    """
    report = Reporter(Places(text, source), strict) if isinstance(text, str) else None
    digests = list(parse_many(text, source=source, author_cells=author_cells, strict=strict))
    if len(digests) > 1:
        days = ", ".join(str(digest.date or "no date") for digest in digests[:5])
        more = ", …" if len(digests) > 5 else ""  # noqa: PLR2004
        raise DigestError(
            f"the text holds {len(digests)} days ({days}{more}); parse reads one, use parse_many for several"
        )
    if digests:
        return digests[0]
    assert report is not None  # noqa: S101 - parse_many has raised for what is not text
    report.add(Oddity.NO_TABLE, Span(0, 0), "the text holds neither a day's heading nor a table of papers")
    return Digest(source=source, diagnostics=report.take())


def _digests(text: str, report: Reporter, author_cells: str) -> Iterator[Digest]:
    seen: dict[object, int] = {}
    for day in _days(text):
        digest = _digest(text, day, report, author_cells)
        if digest.date is not None and digest.date in seen and day.heading is not None:
            first = report.places.line_and_column(seen[digest.date])[0]
            message = f"{digest.date} has a heading already, in line {first}; correct the date, or join the two days"
            report.add(Oddity.REPEATED_DAY, day.heading.span, message)
        elif day.heading is not None:
            seen[digest.date] = day.heading.span.start
        yield attrs.evolve(digest, diagnostics=report.take())


def _days(text: str) -> Iterator[Day]:
    """The days of a document. A heading that is not sure to open one does so where a table of papers follows."""
    return Splitter(text, line_spans(text)).days()


@attrs.define
class Splitter:
    """Cuts a document into its days, line by line."""

    text: str
    lines: list[tuple[int, int]]
    day: Day = attrs.field(factory=Day)
    waiting: Heading | None = None
    columns: Columns | None = None
    enclosed_until: int = -1
    last_comment_end: int | None = None

    def days(self) -> Iterator[Day]:
        """The days in the order of the text. A day is complete when it is yielded."""
        at = 0
        while at < len(self.lines):
            start, end = self.lines[at]
            line = self.text[start:end]
            heading = read_heading(line, start) if _may_be_heading(line) else None
            if heading is not None and heading.opens_day:
                yield from self._take_heading(heading)
                at += 1
            elif (after := self._skip(line, at)) is not None:
                at = after
            elif heading is None and (table := begins_table(self.text, self.lines, at, self.columns)):
                # At least one line further, whatever the table makes of its first one.
                at = max(at + 1, read_table(self.text, self.lines, at, table))
                yield from self._take_table(table)
            else:
                if "|" in line and holds_paper_link(line):
                    self.day.unread.append(Span(start, end))
                at += 1
        yield from self._finished()

    def _finished(self) -> Iterator[Day]:
        if self.day.has_content:
            yield self.day

    def _take_heading(self, heading: Heading) -> Iterator[Day]:
        self.waiting = heading
        if heading.sure:
            yield from self._finished()
            self.day, self.waiting, self.columns = Day(heading), None, None

    def _take_table(self, table: Table) -> Iterator[Day]:
        if table.columns is None:
            self.day.foreign.append(table)
            return
        if self.waiting is not None:
            yield from self._finished()
            self.day, self.waiting = Day(self.waiting), None
        self.day.tables.append(table)
        self.columns = table.columns

    def _skip(self, line: str, at: int) -> int | None:
        """The line behind a comment or a fenced sample that begins here, or None.

        A sample of the format in a README is no digest; a whole digest that somebody fenced is one. Comments are not
        shown to readers, so their rows are no papers.
        """
        opening = line.lstrip()[:4]
        if at <= self.enclosed_until:
            return None
        if opening == "<!--":
            return self._behind_comment(at)
        if opening.startswith(("```", "~~~")):
            return self._behind_sample(at, opening[:3])
        return None

    def _behind_comment(self, at: int) -> int | None:
        if self.last_comment_end is None:
            self.last_comment_end = self.text.rfind("-->")
        if self.last_comment_end < self.lines[at][0]:
            return None  # never closed: it hides nothing
        end = self.text.index("-->", self.lines[at][0])
        return bisect_right(self.lines, (end, len(self.text)))

    def _behind_sample(self, at: int, fence: str) -> int | None:
        for last in range(at + 1, len(self.lines)):
            if self.text[slice(*self.lines[last])].lstrip().startswith(fence):
                inside = self.text[self.lines[at][0] : self.lines[last][1]]
                self.enclosed_until = last
                return last + 1 if not holds_paper_link(inside) else None
        self.enclosed_until = len(self.lines)
        return None


def _may_be_heading(line: str) -> bool:
    """A quick look, so that rows are not read as headings."""
    return not line.startswith("|") and ("#" in line or "apers" in line or "**" in line or "<h" in line.lower())


def _digest(text: str, day: Day, report: Reporter, author_cells: str) -> Digest:
    _report_day(day, report)
    _report_missing_columns(day, report)
    text = unquoted(text, [span for table in day.tables for span in table.wrapped])
    rows = [row for table in day.tables for row in _rows(text, table, report)]
    cells = [read_authors(author_cell_text(row)) for row in rows]
    order = order_of_cells(cells) if author_cells == "auto" else AuthorCells(author_cells)
    if order is AuthorCells.REVERSED and any(cell.listed for cell in cells):
        # Lists with an "and" are bylines; here it belongs to a name.
        cells = [read_authors(author_cell_text(row), split_and=False) for row in rows]
    uncut = any(cell.is_long for cell in cells)
    papers = [build_paper(row, cell, order, report, uncut=uncut) for row, cell in zip(rows, cells, strict=True)]
    date = day.heading.day.date if day.heading else None
    return Digest(date=date, papers=papers, author_cells=order, source=report.places.source)


def _report_day(day: Day, report: Reporter) -> None:
    heading = day.heading
    if heading is None:
        start = day.tables[0].header.start
        report.add(
            Oddity.NO_DATE,
            Span(start, start),
            "no heading above the table names its day; expected one like ## Papers for 2024-12-30",
        )
    else:
        if heading.day.oddity is not None:
            report.add(heading.day.oddity, heading.span, f"{heading.day.reason}; expected the day as YYYY-MM-DD")
        if reason := _glue(report.places.text, heading.span):
            report.add(Oddity.GLUED_HEADING, heading.span, reason)
        if not day.tables:
            report.add(
                Oddity.NO_TABLE,
                heading.span,
                "no table of papers follows this heading; expected one like | Title | Authors | Summary |",
            )
    for span in day.unread:
        message = (
            "a line with bars and a paper's link is part of no table: its paper is not read; mend the row or its table"
        )
        report.add(Oddity.UNREAD_ROW, span, message)
    for table in day.foreign:
        message = "this table has no title column, so it is not read; head a column Title if it lists papers"
        report.add(Oddity.FOREIGN_TABLE, table.header, message)


def _glue(text: str, heading: Span) -> str:
    """Why a heading does not have its line for itself, or nothing."""
    before = text[max(0, heading.start - 1) : heading.start]
    behind = text[heading.end : heading.end + _REACH].lstrip(" \t")
    if before and before not in "\r\n":
        return "the heading stands in the middle of a line; expected a line of its own"
    if behind.startswith("|"):
        return "a table begins on the line of the heading; expected a blank line between them"
    return ""


def _rows(text: str, table: Table, report: Reporter) -> Iterator[PaperRow]:
    columns = table.columns
    assert columns is not None  # noqa: S101 - tables of other things are no part of a day
    _report_table(text, table, report)
    barred = table.is_barred
    below_dashes = table.joins_first_row(text)
    for at, row in enumerate(table.rows):
        row_span = row.span
        pieces = split_cells(text, row_span, len(columns))
        if has_no_words(text, pieces):
            message = "a row of empty cells or dashes is no paper; take it out"
            report.add(Oddity.NO_PAPER, row_span, message)
            continue
        _report_row(row, pieces, len(columns), report)
        if barred and not row.closes:
            _report_unclosed(row, report)
        for part in split_joined(text, pieces, columns):
            whole = len(part) == len(pieces)
            span = row_span if whole else Span(part[0].start, part[-1].end)
            if not whole:
                report.add(Oddity.JOINED_ROWS, span, "several rows stand on one line; each belongs on its own")
            elif below_dashes and at == 0:
                report.add(Oddity.JOINED_ROWS, span, "the row stands on the line of dashes; it belongs on its own")
            yield PaperRow(text, span, columns, assign_cells(text, part, columns))


def _report_table(text: str, table: Table, report: Reporter) -> None:
    columns = table.header_columns
    assert columns is not None  # noqa: S101 - tables of other things are no part of a day
    if not table.known:
        report.add(
            Oddity.NO_HEADER,
            table.header,
            f"no header says what the columns are; they are taken for {', '.join(columns.names)}; add one",
        )
    elif table.has_header and table.rule is None:
        report.add(
            Oddity.NO_RULE, table.header, "the line of dashes below the header is missing, expected one like |---|---|"
        )
    elif table.rule is not None and table.rule_pieces != len(columns):
        message = (
            f"the line below the header has {table.rule_pieces} cells, the header {len(columns)}; expected as many"
        )
        report.add(Oddity.UNEVEN_RULE, table.rule, message)
    _report_lines_of_header(table, report)
    if not _has_papers(text, table.rows, len(columns)):
        report.add(Oddity.EMPTY_TABLE, table.header, "the table has no rows, expected one for each paper")
    for span in table.rules_between:
        report.add(Oddity.NO_PAPER, span, "a line of dashes between the rows is no paper; take it out")
    for span in table.blank_lines:
        report.add(Oddity.BLANK_LINE, span, "a blank line ends the table here for every Markdown reader; take it out")


def _report_missing_columns(day: Day, report: Reporter) -> None:
    """Report the columns that a header lacks, once a day where it is there again further down."""
    seen = set()
    for table in day.tables:
        columns = table.header_columns
        assert columns is not None  # noqa: S101 - tables of other things are no part of a day
        for role in _EXPECTED if columns.names not in seen else ():
            if role not in columns.roles:
                message = f"the table has no column of {role.value}; head one {role.value.capitalize()}"
                if role is table.supplied:
                    message += ", for the rows have a cell more than the header, which is read as such"
                report.add(Oddity.MISSING_COLUMN, table.header, message)
        seen.add(columns.names)


def _has_papers(text: str, rows: list[Row], width: int) -> bool:
    """Has any row words in it?"""
    return any(not has_no_words(text, split_cells(text, row.span, width)) for row in rows)


def _report_lines_of_header(table: Table, report: Reporter) -> None:
    if table.header_lines > 1:
        message = f"the header is spread over {table.header_lines} lines, expected one; Markdown readers see no table"
        report.add(Oddity.WRAPPED_ROW, table.header, message)
    if table.rule is not None and table.joins_header(report.places.text):
        message = "the line of dashes stands on the line of the header; expected a line of its own"
        report.add(Oddity.JOINED_ROWS, table.rule, message)


def _report_row(row: Row, pieces: list[Span], width: int, report: Reporter) -> None:
    if row.lines > 1:
        message = f"the row is spread over {row.lines} lines, expected one; Markdown readers end it at the first"
        report.add(Oddity.WRAPPED_ROW, row.span, message)
    if len(pieces) > width:
        doubled = "there is a bar too many, or one" if not all(map(len, pieces)) else "a bar"
        message = f"{len(pieces)} cells for {width} columns: {doubled} in a cell is not written as \\|"
        report.add(Oddity.STRAY_BAR, row.span, message)
    if len(pieces) < width:
        message = f"{len(pieces)} cells for {width} columns: the row is cut short"
        report.add(Oddity.MISSING_CELL, row.span, message)


def _report_unclosed(row: Row, report: Reporter) -> None:
    message = "the row does not end with a bar; close it, unless its end is missing"
    report.add(Oddity.UNCLOSED_ROW, Span(row.end, row.end), message)
