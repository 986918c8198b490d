"""`digestkit results`: what was reported, on what, by whom; as a table by value, or as a plot over time."""

from __future__ import annotations

import errno
import sys
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

import attrs
import click

from digestkit.cli.inputs import Reader, fault, from_command_line
from digestkit.cli.layout import Layout
from digestkit.cli.options import Request, takes_digests
from digestkit.cli.output import replaced_text
from digestkit.cli.plot import check_plot
from digestkit.cli.result_formats import write_csv, write_json
from digestkit.cli.result_names import Words
from digestkit.cli.result_plot import draw_results
from digestkit.cli.result_query import Found, Group, Query, in_groups
from digestkit.cli.result_table import table_lines
from digestkit.cli.streams import complain, discard_output, standard_output
from digestkit.errors import DigestError
from digestkit.models import ResultKind, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from digestkit.cli.inputs import Source
    from digestkit.models import Digest

__all__ = ["results"]

_EPILOG: Final = """\b
WORDS are whole words of the name, all of them; letter case, accents, hyphens,
spaces and a plural's s make no difference: "math 500" finds MATH-500 and
Math500, "aime 24" finds AIME2024, "acc" does not find accuracy. "math" finds
MATH-500 too, unless --exact allows a name no other words. An option repeated
asks for any of its values, different ones for all of them.

\b
Values of different units cannot be compared: the table has a part for each
kind and unit. Percents and scores without unit are one part, and so are points
and changes without unit. Equal values stand by date.

\b
In the table, ≥ > < ≤ ~ are bounds, ≤ also for "up to"; ↑ and ↓ say which way
a change or factor moves its metric. CSV has the columns of results-csv.

\b
Numbers and names are found by rules, which miss some and get some wrong: read
the paper before you quote it.

\b
Examples:
  digestkit results archive --benchmark "math 500" --since 2025-05
  digestkit results archive --metric fid --max 3 --lowest-first
  digestkit results archive --metric speedup --kind factor --format csv -o speedups.csv
  digestkit results archive --benchmark gsm8k --metric accuracy --plot gsm8k.svg
"""


def _read_words(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[Words, ...]:
    try:
        return tuple(Words(from_command_line(value)) for value in values)
    except ValueError as error:
        raise click.BadParameter(f"{error}; expected words of a name, such as MATH-500") from None


def _read_number(_context: click.Context, _parameter: click.Parameter, value: str | None) -> Decimal | None:
    if value is None:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise click.BadParameter(f"{value!r} is no number; expected one such as 90 or -0.5, and --unit for a unit")
    return number


def _read_units(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> frozenset[str | None]:
    units = (from_command_line(value).casefold() for value in values)
    return frozenset(None if unit == "none" else unit for unit in units)


_MOST_CHOICES: Final = 5
_KINDS: Final = tuple(kind.value for kind in ResultKind if kind is not ResultKind.COUNT)
_OPTIONS: Final = (
    click.option(
        "--metric",
        "metrics",
        multiple=True,
        metavar="WORDS",
        callback=_read_words,
        help="Only of this metric; repeatable.",
    ),
    click.option(
        "--benchmark",
        "benchmarks",
        multiple=True,
        metavar="WORDS",
        callback=_read_words,
        help="Only on this benchmark, data set or task; repeatable.",
    ),
    click.option(
        "--subject",
        "subjects",
        multiple=True,
        metavar="WORDS",
        callback=_read_words,
        help="Only of this system, whose number it is; repeatable.",
    ),
    click.option("--exact", is_flag=True, help="Only names that are WORDS and no more."),
    click.option("--min", "lowest", metavar="N", callback=_read_number, help="Only values of N or more, as printed."),
    click.option("--max", "highest", metavar="N", callback=_read_number, help="Only values of N or less, as printed."),
    click.option(
        "--unit",
        "units",
        multiple=True,
        metavar="UNIT",
        callback=_read_units,
        help="Only values in this unit, such as %, s or x; none is for those without one; repeatable.",
    ),
    click.option(
        "--kind",
        "kinds",
        multiple=True,
        type=click.Choice(_KINDS),
        default=("score",),
        show_default=True,
        help="Levels that were measured (score), differences (change) or ratios (factor); repeatable.",
    ),
    click.option(
        "--role",
        "roles",
        multiple=True,
        type=click.Choice([role.value for role in Role]),
        help="Only of the paper's own system (proposed), or of what that is compared with (baseline).",
    ),
    click.option("--lowest-first", is_flag=True, help="Sort from the lowest value, for metrics where less is better."),
    click.option(
        "--format",
        "target_format",
        type=click.Choice(("table", "csv", "json")),
        default="table",
        show_default=True,
        help="A table to read, or CSV or JSON to go on with.",
    ),
    click.option(
        "-o",
        "--output",
        default="-",
        metavar="FILE",
        help="The file to write, whole or not at all; - is standard output.",
    ),
    click.option(
        "--plot",
        metavar="FILE.png|svg",
        callback=check_plot,
        help="Draw the values over time into this file too; needs the extra `plot`.",
    ),
)


def _takes_query(command: Callable[..., int]) -> Callable[..., int]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@attrs.define
class _CountingReader(Reader):
    """Counts the digests without a date, which a filter for days leaves out."""

    undated: int = 0

    def digests(self, sources: Iterable[Source], done: Callable[[Source], object]) -> Iterator[Digest]:
        for digest in Reader.digests(self, sources, done):
            self.undated += digest.date is None
            yield digest


@click.command(epilog=_EPILOG)
@takes_digests
@_takes_query
def results(request: Request, **options: Any) -> int:  # noqa: ANN401 - click hands over what the options made
    """Find reported numbers by metric, benchmark and system, and sort them by value.

    Under --strict nothing is written where a digest has an error.
    """
    output, plot = options.pop("output"), options.pop("plot")
    target_format, lowest_first = options.pop("target_format"), options.pop("lowest_first")
    if any(_is_same_file(source, output) for source in request.sources):
        raise click.UsageError(f"{from_command_line(output)} is one of the inputs; name another file")
    if plot is not None and output != "-" and Path(plot).resolve() == Path(output).resolve():
        raise click.UsageError(f"-o and --plot both name {from_command_line(output)}; name two files")
    query = _query(options)
    reader = _CountingReader(**attrs.asdict(request.reader, recurse=False))
    request.reader = reader
    with request.digests(to_file=True) as digests:  # nothing is written meanwhile that a progress bar could mix with
        found = Found.of(digests, query)
    groups = in_groups(found.reported, lowest_first=lowest_first)
    if not reader.errors and (reader.files or not reader.faults):
        _write(request, groups, target_format, output)
        if plot is not None and groups:
            _draw(request, groups, plot, _plot_title(query))
        _remark(request, found, reader.undated)
    return request.finish()


def _query(options: dict[str, Any]) -> Query:
    kinds = tuple(map(ResultKind, options.pop("kinds")))
    roles = tuple(map(Role, options.pop("roles")))
    query = Query(kinds=kinds, roles=roles, **options)
    if query.lowest is not None and query.highest is not None and query.lowest > query.highest:
        raise click.UsageError(f"--min {query.lowest} is more than --max {query.highest}, so nothing can fit")
    if query.exact and not (query.metrics or query.benchmarks or query.subjects):
        raise click.UsageError("--exact is about names: give --metric, --benchmark or --subject too")
    return query


def _is_same_file(source: Source, output: str) -> bool:
    if source.path is None or output == "-":
        return False
    try:
        return source.path.samefile(Path(output))
    except OSError:
        return False


def _write(request: Request, groups: Sequence[Group], target_format: str, output: str) -> None:
    """Write to the output. What keeps that from ending well joins the reader's faults."""
    try:
        if target_format == "table":
            _write_table(groups, output)
        else:
            write = write_csv if target_format == "csv" else write_json
            with _opened(output) as file:
                write((each for group in groups for each in group.reported), file)
    except BrokenPipeError:
        raise
    except (OSError, DigestError, UnicodeError) as error:
        request.reader.faults.append(fault("standard output" if output == "-" else from_command_line(output), error))
        if output == "-":
            discard_output()


@contextmanager
def _opened(output: str) -> Iterator[TextIO]:
    with standard_output() if output == "-" else replaced_text(output) as file:
        yield file


def _write_table(groups: Sequence[Group], output: str) -> None:
    if output != "-":
        with replaced_text(output) as file:
            file.writelines(f"{line}\n" for line in table_lines(groups, Layout()))
        return
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    layout = Layout.of(sys.stdout)
    for line in table_lines(groups, layout):
        click.echo(line, color=layout.color)


def _draw(request: Request, groups: Sequence[Group], plot: str, title: str) -> None:
    """Draw the only group. Several, or none with a date, join the reader's faults."""
    faults, name = request.reader.faults, from_command_line(plot)
    if len(groups) > 1:
        faults.append(f"{name}: not drawn, as one axis cannot show several units; choose one: {_choices(groups)}")
        return
    undated = sum(each.date is None for each in groups[0].reported)
    if undated == len(groups[0].reported):
        faults.append(f"{name}: not drawn, as no result has a date; a digest's date stands in its heading")
        return
    if undated:
        complain(f"{name}: {_counted(undated, 'result')} without a date could not be drawn")
    try:
        draw_results(plot, groups[0], title)
    except OSError as error:
        faults.append(fault(name, error))


def _choices(groups: Sequence[Group]) -> str:
    with_kind = len({group.kind for group in groups}) > 1
    options = [f"{group.options(with_kind=with_kind)} ({len(group.reported)})" for group in groups]
    more = len(options) - _MOST_CHOICES
    return ", ".join(options[:_MOST_CHOICES]) + (f", and {more} more" if more > 0 else "")


def _plot_title(query: Query) -> str:
    asked = (query.benchmarks, query.metrics, query.subjects)
    return ", ".join(" or ".join(each.text for each in words) for words in asked if words)


def _remark(request: Request, found: Found, undated: int) -> None:
    """Say on standard error what is not in the output though one may look for it."""
    filters = request.filters
    if undated and (filters.since or filters.until or filters.dates):
        complain(f"{_counted(undated, 'digest')} without a date left out, as days were asked for")
    if found.reported or not request.found:
        return
    message = f"no {' or '.join(found.query.kinds)} fits what was asked for"
    if found.others:
        others = " and ".join(_counted(count, kind.value) for kind, count in found.others.items())
        options = " ".join(f"--kind {kind}" for kind in found.others)
        message += f", but {others} would: {options}"
    complain(message)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
