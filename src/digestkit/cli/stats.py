"""`digestkit stats`: what an archive holds, counted."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Final

import attrs
import click

from digestkit.cli.inputs import fault, from_command_line
from digestkit.cli.layout import Layout
from digestkit.cli.options import Request, takes_digests
from digestkit.cli.plot import check_plot, write_plot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from digestkit.models import Digest, Paper

__all__ = ["Count", "Counts", "stats"]

_UNDATED: Final = "no date"
_MONTH_CELLS: Final = 8
_CODE_CELLS: Final = 8  # with the space between columns

_EPILOG: Final = """\b
Authors are the different names, without Hugging Face handles; the total counts
a name of several months once. Oddities are what reading reports; their codes
are listed below the months.

\b
Examples:
  digestkit stats archive
  digestkit stats archive --since 2024-10 --until 2025-03
  digestkit stats archive --plot months.svg
"""


@attrs.define
class Count:
    """What was counted in one month, or in all."""

    days: set[dt.date] = attrs.field(factory=set)
    papers: int = 0
    sections: int = 0
    results: int = 0
    authors: set[str] = attrs.field(factory=set)
    oddities: Counter[str] = attrs.field(factory=Counter)

    def add(self, digest: Digest) -> None:
        """Count a digest."""
        if digest.date is not None:
            self.days.add(digest.date)
        self.oddities.update(diagnostic.code for diagnostic in digest.diagnostics)
        for paper in digest.papers:
            self._add_paper(paper)

    def _add_paper(self, paper: Paper) -> None:
        self.papers += 1
        self.sections += len(paper.summary.sections)
        self.results += len(paper.summary.results)
        self.authors.update(author.name for author in paper.authors if not author.is_handle)

    def row(self) -> tuple[int, ...]:
        """The numbers in the order of the table."""
        return (
            len(self.days),
            self.papers,
            len(self.authors),
            self.sections,
            self.results,
            self.oddities.total(),
        )


@attrs.define
class Counts:
    """The counts of all months, and of all together."""

    months: dict[str, Count] = attrs.field(factory=dict)
    total: Count = attrs.field(factory=Count)
    oddities: dict[str, tuple[str, str]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, digests: Iterable[Digest]) -> Counts:
        """Count digests, one at a time."""
        counts = cls()
        for digest in digests:
            month = digest.date.strftime("%Y-%m") if digest.date else _UNDATED
            counts.months.setdefault(month, Count()).add(digest)
            counts.total.add(digest)
            counts.oddities.update((found.code, (found.name, found.severity.value)) for found in digest.diagnostics)
        counts.months = dict(sorted(counts.months.items()))
        return counts


@click.command(epilog=_EPILOG)
@takes_digests
@click.option(
    "--plot",
    metavar="FILE.png|svg",
    callback=check_plot,
    help="Draw the months into this file too; needs the extra `plot`.",
)
def stats(request: Request, plot: str | None) -> int:
    """Count what digests hold, month by month.

    That is days, papers, authors, sections, results, and oddities by their codes.
    """
    if sys.stdout is None:
        raise click.UsageError("standard output is closed")
    with request.digests() as digests:
        counts = Counts.of(digests)
    if counts.months or not request.reader.faults:
        click.echo("\n".join(_tables(counts)), nl=False, color=Layout.of(sys.stdout).color)
        if plot is not None:
            _draw(request, plot, counts)
    return request.finish()


def _draw(request: Request, plot: str, counts: Counts) -> None:
    try:
        write_plot(plot, {month: count.row() for month, count in counts.months.items()})
    except OSError as error:
        request.reader.faults.append(fault(from_command_line(plot), error))


def _tables(counts: Counts) -> Iterator[str]:
    from digestkit.cli.tables import table_text

    header = ("Month", "Days", "Papers", "Authors", "Sections", "Results", "Oddities")
    rows = [(month, *map(_number, count.row())) for month, count in counts.months.items()]
    yield table_text(header, rows, total=("Total", *map(_number, counts.total.row())))
    if not counts.oddities:
        return
    oddities = [
        (code, name, severity, _number(counts.total.oddities[code]))
        for code, (name, severity) in sorted(counts.oddities.items())
    ]
    yield table_text(("Code", "Oddity", "Severity", "Count"), oddities, words=3)
    if len(counts.months) > 1:
        fitting = max(1, (Layout.of(sys.stdout).width - _MONTH_CELLS) // _CODE_CELLS)
        for codes in _portions(sorted(counts.oddities), fitting):
            rows = [(month, *_numbers(count, codes)) for month, count in counts.months.items()]
            yield table_text(("Month", *codes), rows)


def _numbers(count: Count, codes: list[str]) -> list[str]:
    return [_number(count.oddities[code]) for code in codes]


def _portions(codes: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(codes), size):
        yield codes[start : start + size]


def _number(count: int) -> str:
    return f"{count:,}" if count else "-"
