"""A digest as rules see it: its text, its papers, its tables, and where all of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.diagnostics import Oddity, Places, Reporter
from digestkit.lint.numbering import Numeral, numerals_of
from digestkit.lint.odd_marks import odd_marks_of
from digestkit.lint.surroundings import title_above
from digestkit.models import Span
from digestkit.parsing.bars import Row, split_cells, unquoted
from digestkit.parsing.columns import Role, assign_cells
from digestkit.parsing.document import Day, Splitter, parse_many
from digestkit.parsing.joined import split_joined, takes_in_paper
from digestkit.parsing.lines import line_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digestkit.models import Diagnostic, Digest, Edit, Paper
    from digestkit.parsing.columns import Columns
    from digestkit.parsing.table_header import Table

__all__ = ["Document", "TableRow", "locate"]

_EXPECTED: Final = {Role.AUTHORS, Role.SUMMARY}
_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")


@attrs.frozen
class TableRow:
    """A row of a table of papers: the cells of each paper that its line holds, nearly always of one.

    `dashes_end` is where the line of dashes ends, for a row that stands on the same line behind it. `fits`: some row
    of the table fits its header, or the header lacks no column that a row's cells may be of; and no summary takes in
    the link of another paper. `leads` and `closes`: whether bars stand at the ends of the table's lines.
    """

    row: Row
    columns: Columns
    papers: tuple[tuple[Span | None, ...], ...]
    dashes_end: int | None = None
    fits: bool = True
    leads: bool = True
    closes: bool = True


@attrs.define
class _Watching(Splitter):
    """The reader of days, which remembers the samples and comments that it skips."""

    skipped: list[Span] = attrs.field(factory=list)

    def _skip(self, line: str, at: int) -> int | None:
        after = super()._skip(line, at)
        if after is not None:
            self.skipped.append(Span(self.lines[at][0], self.lines[min(after, len(self.lines)) - 1][1]))
        return after


@attrs.frozen(slots=False)
class Document:
    """A text, and what is known of it; each part is worked out once, when a rule first asks for it.

    `source` is the name that is shown; `path`, where it is known, the whole one, which rules about names look at.
    """

    text: str
    source: str | None = None
    path: str | None = None

    @cached_property
    def places(self) -> Places:
        """Lines and columns."""
        return Places(self.text, self.source)

    @cached_property
    def digests(self) -> tuple[Digest, ...]:
        """The days."""
        return tuple(parse_many(self.text, source=self.source))

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The papers of all days."""
        return tuple(paper for digest in self.digests for paper in digest.papers)

    @cached_property
    def rewritten(self) -> dict[tuple[int, bool], Edit]:
        """Rows that were written anew, by their place and whether missing cells were added."""
        return {}

    @cached_property
    def tables_by_rule(self) -> dict[Span, Table]:
        """Which table has the line of dashes at a span."""
        return {table.rule: table for table in self.tables if table.rule is not None}

    @cached_property
    def tables_by_header(self) -> dict[Span, Table]:
        """Which table has its header at a span."""
        return {table.header: table for table in self.tables if table.has_header}

    @cached_property
    def addresses(self) -> dict[Span, tuple[tuple[Span, str], ...]]:
        """The addresses of papers that were looked for, by the paper's place."""
        return {}

    @cached_property
    def papers_by_span(self) -> dict[Span, Paper]:
        """Which paper stands at a span."""
        return {paper.span: paper for paper in self.papers if paper.span is not None}

    @cached_property
    def reported(self) -> dict[str, list[Diagnostic]]:
        """What parsing reports, by code."""
        found = [diagnostic for digest in self.digests for diagnostic in digest.diagnostics]
        if not self.digests:
            report = Reporter(self.places)
            message = "the text holds neither a day's heading nor a table of papers"
            report.add(Oddity.NO_TABLE, Span(0, 0), message)
            found = list(report.take())
        by_code: dict[str, list[Diagnostic]] = defaultdict(list)
        for diagnostic in found:
            by_code[diagnostic.code].append(diagnostic)
        return by_code

    @cached_property
    def _layout(self) -> tuple[tuple[Day, ...], tuple[Span, ...]]:
        reader = _Watching(self.text, line_spans(self.text))
        return tuple(reader.days()), tuple(reader.skipped)

    @property
    def days(self) -> tuple[Day, ...]:
        """The days with their headings and tables, one for each digest."""
        return self._layout[0]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of papers."""
        return tuple(table for day in self.days for table in day.tables)

    @cached_property
    def rows(self) -> tuple[TableRow, ...]:
        """The rows of all tables of papers, in the order of the text."""
        return tuple(_rows(self.unquoted, self.tables))

    @cached_property
    def titles_above(self) -> dict[int, Span]:
        """The lines of text that may be the beginning of a title, by where the row right below begins."""
        lines = ((table, title_above(self, table)) for table in self.tables)
        return {table.rows[0].start: line for table, line in lines if line is not None}

    @cached_property
    def unquoted(self) -> str:
        """The text with blanks for the marks of quotations amid rows and headers."""
        return unquoted(self.text, [span for table in self.tables for span in table.wrapped])

    @cached_property
    def _row_starts(self) -> list[int]:
        return [row.row.start for row in self.rows]

    def row_at(self, offset: int) -> TableRow | None:
        """The row that an offset stands in or behind."""
        at = bisect_right(self._row_starts, offset)
        return self.rows[at - 1] if at and offset <= self.rows[at - 1].row.end else None

    @cached_property
    def line_break(self) -> str:
        """The line break that the text begins with, LF where it has none."""
        found = _LINE_BREAK.search(self.text)
        return found[0] if found else "\n"

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The lines, without their line breaks and without samples and comments."""
        starts = [skipped.start for skipped in self._layout[1]]
        breaks = list(_LINE_BREAK.finditer(self.text))
        ends = [*(found.start() for found in breaks), len(self.text)]
        spans = map(Span, [0, *(found.end() for found in breaks)], ends)
        return tuple(span for span in spans if not self._is_skipped(span.start, starts))

    def _is_skipped(self, offset: int, starts: list[int]) -> bool:
        at = bisect_right(starts, offset)
        return at > 0 and offset < self._layout[1][at - 1].end

    @cached_property
    def cells(self) -> tuple[tuple[Role, Span], ...]:
        """The titles, author cells and summaries that there are."""
        return tuple(
            (role, span)
            for paper in self.papers
            for role, span in (
                (Role.TITLE, paper.title_span),
                (Role.AUTHORS, paper.authors_span),
                (Role.SUMMARY, paper.summary_span),
            )
            if span is not None
        )

    @cached_property
    def numerals(self) -> tuple[tuple[Span, tuple[Numeral, ...]], ...]:
        """Each summary's place and its marks i) to v), none where its sections are not numbered so."""
        return tuple((span, numerals_of(self.text, span)) for _, span in self.summaries())

    @cached_property
    def odd_marks(self) -> tuple[tuple[Numeral, ...], ...]:
        """Each summary's marks that stand for i) to v) in other dress."""
        return tuple(odd_marks_of(self.text, span, marks) for span, marks in self.numerals)

    def summaries(self) -> Iterator[tuple[Paper, Span]]:
        """The papers whose summary is not empty, and where it stands."""
        for paper in self.papers:
            if paper.summary_span is not None and len(paper.summary_span):
                yield paper, paper.summary_span

    def raw(self, span: Span) -> str:
        """What stands at a span."""
        return self.text[span.start : span.end]


def locate(paper: Paper, start: int, end: int) -> Span:
    """Where a stretch of a paper's summary stands in the document."""
    assert paper.summary_span is not None  # noqa: S101 - asked only for summaries that were read
    left, right = (offset + sum(escape < offset for escape in paper.summary_escapes) for offset in (start, end))
    return Span(paper.summary_span.start + left, paper.summary_span.start + right)


def _rows(text: str, tables: Sequence[Table]) -> Iterator[TableRow]:
    for table in tables:
        columns = table.columns
        assert columns is not None  # noqa: S101 - tables of other things are no part of a day
        dashes_end = table.rule.end if table.rule is not None and table.joins_first_row(text) else None
        cells = [split_cells(text, row.span, len(columns)) for row in table.rows]
        barred = table.is_barred
        fits = set(columns.roles) >= _EXPECTED or any(len(pieces) <= len(columns) for pieces in cells)
        for row, pieces in zip(table.rows, cells, strict=True):
            papers = tuple(
                tuple(assign_cells(text, part, columns)) for part in split_joined(text, pieces, columns) if part
            )
            told = fits and not any(takes_in_paper(text, paper, columns) for paper in papers)
            yield TableRow(row, columns, papers, dashes_end, told, barred, barred or row.closes)
            dashes_end = None
