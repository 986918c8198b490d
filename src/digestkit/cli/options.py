"""The argument and options that all commands share, gathered into one `Request`."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs
import click

from digestkit.cli.filters import Filters
from digestkit.cli.inputs import Reader, Source, errors_of, find_sources, from_command_line
from digestkit.cli.progress import progress
from digestkit.cli.streams import complain
from digestkit.identifiers import ArxivId
from digestkit.models import AuthorCells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digestkit.models import Digest

__all__ = ["Request", "takes_digests"]

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_LAST_MONTH: Final = 12

_Return = TypeVar("_Return")


def _first_and_last(text: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a day, month or year. Raises `BadParameter`."""
    found = _DATE.fullmatch(text)
    try:
        year, month, day = (int(part) if part else None for part in found.groups()) if found else (0, None, None)
        first = dt.date(year or 0, month or 1, day or 1)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no date; expected one like 2024-12-30, 2024-12 or 2024") from None
    if day is not None:
        return first, first
    last_month = month or _LAST_MONTH
    return first, dt.date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])


def _read_first(_context: click.Context, _parameter: click.Parameter, value: str | None) -> dt.date | None:
    return None if value is None else _first_and_last(value)[0]


def _read_last(_context: click.Context, _parameter: click.Parameter, value: str | None) -> dt.date | None:
    return None if value is None else _first_and_last(value)[1]


def _read_days(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[dt.date, dt.date], ...]:
    return tuple(map(_first_and_last, values))


def _read_numbers(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> frozenset[str]:
    try:
        return frozenset(ArxivId.parse(value).number for value in values)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _check_encoding(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    try:
        b" ".decode(value)
    except LookupError:
        raise click.BadParameter(f"there is no text encoding {value!r}") from None
    except ValueError:
        pass  # one byte may be less than a character
    return value


_OPTIONS: Final = (
    click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
    click.option(
        "--since", metavar="DATE", callback=_read_first, help="Only days from this one on; also a month or year."
    ),
    click.option(
        "--until", metavar="DATE", callback=_read_last, help="Only days up to this one; also a month or year."
    ),
    click.option(
        "--date",
        "dates",
        metavar="DATE",
        callback=_read_days,
        multiple=True,
        help="Only this day, month or year; repeatable.",
    ),
    click.option(
        "--paper",
        "papers",
        metavar="ID",
        callback=_read_numbers,
        multiple=True,
        help="Only the paper of this arXiv identifier, link or DOI, whatever its version; repeatable.",
    ),
    click.option("--category", "categories", multiple=True, help="Only papers of this category; repeatable."),
    click.option(
        "--title",
        "titles",
        multiple=True,
        metavar="WORDS",
        help="Only papers whose titles have words that begin so; repeatable for alternatives.",
    ),
    click.option(
        "--encoding", default="utf-8", show_default=True, callback=_check_encoding, help="Encoding of the inputs."
    ),
    click.option(
        "--author-cells",
        type=click.Choice(("auto", *(order.value for order in AuthorCells))),
        default="auto",
        show_default=True,
        help="Order of the names in author cells.",
    ),
    click.option("--strict", is_flag=True, help="Report errors in digests, and exit with 1 where there is one."),
)


@attrs.define
class Request:
    """The inputs that a command was given, and how to read them."""

    sources: tuple[Source, ...]
    reader: Reader
    filters: Filters
    found: bool = False

    @contextmanager
    def digests(self, *, to_file: bool = False) -> Iterator[Iterator[Digest]]:
        """The digests asked for, one at a time, with a progress bar where one is due."""
        with progress(self.sources, to_file=to_file) as done:
            yield self._wanted(self.reader.digests(self.sources, done))

    def _wanted(self, digests: Iterator[Digest]) -> Iterator[Digest]:
        for digest in self.filters.wanted(digests):
            self.found = True
            if self.reader.strict:
                self.reader.errors.extend(errors_of(digest))
            yield digest

    def finish(self) -> int:
        """Name on standard error what failed, and return the exit code."""
        for line in (*self.reader.errors, *self.reader.faults):
            complain(line)
        for name in self.reader.without_digest:
            complain(f"{name}: holds neither a day's heading nor a table of papers")
        if self.filters.are_set and not self.found:
            complain("no paper fits what was asked for")
        return self.reader.exit_code


def takes_digests(command: Callable[..., _Return]) -> Callable[..., _Return]:
    """Give a command INPUT..., the filters and the options for reading, as a `Request` before its own options."""

    @functools.wraps(command)
    def gathered(**options: Any) -> _Return:  # noqa: ANN401 - click hands over what the options made
        request = _request({name: options.pop(name) for name in _names()})
        return command(request, **options)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


def _names() -> tuple[str, ...]:
    filters = ("since", "until", "dates", "papers", "categories", "titles")
    return ("inputs", *filters, "encoding", "author_cells", "strict")


def _request(options: dict[str, Any]) -> Request:
    sources, faults = find_sources(options["inputs"])
    reader = Reader(options["encoding"], options["author_cells"], options["strict"], faults=list(faults))
    filters = Filters(
        since=options["since"],
        until=options["until"],
        dates=options["dates"],
        arxiv_numbers=options["papers"],
        categories=map(from_command_line, options["categories"]),
        titles=map(from_command_line, options["titles"]),
    )
    return Request(sources, reader, filters)
