"""`digestkit metadata`: an index of arXiv's snapshot, and asking arXiv for what is missing."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import click

from digestkit._extras import how_to_install
from digestkit.cli.catalogues import Faults, opened_catalogues
from digestkit.cli.inputs import fault, from_command_line
from digestkit.cli.options import Request, takes_digests
from digestkit.cli.progress import progress_to
from digestkit.cli.streams import complain
from digestkit.errors import DigestError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from digestkit.cli.arxiv_api import Answer
    from digestkit.metadata.building import Built

__all__ = ["metadata"]

_URL: Final = "DIGESTKIT_ARXIV_API"  # for tests, which ask an imitation
_MOST: Final = 200  # numbers in one request; arXiv's address line has room for some hundred more

_INDEX_EPILOG: Final = """\b
SNAPSHOT is the file arxiv-metadata-oai-snapshot.json that arXiv publishes on
Kaggle: JSON Lines, a paper each. It may go when its index is complete. A run
that was interrupted goes on where it was; a snapshot that has changed since
is read anew.

\b
Examples:
  digestkit metadata index arxiv-metadata-oai-snapshot.json -o arxiv.sqlite
  digestkit convert archive --to bibtex --metadata arxiv.sqlite -o papers.bib
"""
_FETCH_EPILOG: Final = """\b
This is the one command that opens a connection, and the package arxiv, which
the extra `arxiv` brings, makes it. It asks in batches, no faster than arXiv's
rules allow. FILE is an index, and remembers: papers that are in it, or in a
catalogue of --metadata, are not asked for, and each batch is kept as soon as
it comes. Where arXiv cannot be reached, the exit code is 2, and the same
command goes on later.

\b
Examples:
  digestkit metadata fetch 2024-12-30.md -o arxiv.sqlite
  digestkit convert 2024-12-30.md --to bibtex --metadata arxiv.sqlite
"""


@click.group()
def metadata() -> None:
    """Get and keep what catalogues say of papers: bylines, classes, dates, DOIs."""


@metadata.command(epilog=_INDEX_EPILOG)
@click.argument("snapshot", metavar="SNAPSHOT", type=click.Path())
@click.option(
    "-o", "--output", metavar="INDEX", help="The index to make or to go on with; SNAPSHOT with .sqlite otherwise."
)
def index(snapshot: str, output: str | None) -> int:
    """Index arXiv's metadata snapshot, for --metadata."""
    target = output or str(Path(snapshot).with_suffix(".sqlite"))
    faults = Faults(complain)
    try:
        built = _build(snapshot, target, faults)
    except (OSError, DigestError) as error:
        complain(fault(from_command_line(str(getattr(error, "filename", None) or target)), error))
        return 2
    faults.end("lines cannot be read")
    click.echo(f"{from_command_line(target)}: {_told(built)}", err=True)
    return 2 if built.faults else 0


def _build(snapshot: str, target: str, faults: Faults) -> Built:
    from digestkit.metadata.building import build_index

    size = Path(snapshot).stat().st_size

    with progress_to(size) as reach:

        def reached(built: Built) -> None:
            reach(built.position, f"{built.papers:,} papers")

        return build_index(snapshot, target, on_error=faults.add, on_progress=reached)


def _told(built: Built) -> str:
    papers = f"{built.papers:,} papers"
    if built.changed:
        papers += ", from the beginning, as the snapshot has changed"
    elif built.resumed and not built.was_whole:
        papers += ", gone on with an earlier run"
    return papers + (f"; {built.faults:,} lines left out" if built.faults else "")


@metadata.command(epilog=_FETCH_EPILOG)
@takes_digests
@click.option("-o", "--output", required=True, metavar="FILE", help="The index to make or to add to.")
@click.option(
    "--metadata",
    "catalogues",
    multiple=True,
    metavar="PATH",
    help="Ask for no paper that this catalogue has; repeatable.",
)
@click.option(
    "--batch", type=click.IntRange(1, _MOST), default=100, show_default=True, help="Papers to ask for at once."
)
@click.option(
    "--retries", type=click.IntRange(0, 10), default=4, show_default=True, help="How often to try again what fails."
)
@click.option("--delay", type=click.FloatRange(0.0), default=3.0, hidden=True)
def fetch(request: Request, output: str, catalogues: Sequence[str], *, batch: int, retries: int, delay: float) -> int:
    """Ask arXiv for the papers of digests that no catalogue at hand has."""
    if find_spec("arxiv") is None:
        raise click.ClickException(f"this command needs arxiv; {how_to_install('arxiv')}")
    with request.digests(to_file=True) as digests:
        numbers = [paper.arxiv_id.number for digest in digests for paper in digest.papers if paper.arxiv_id]
    wanted = tuple(dict.fromkeys(numbers))
    with opened_catalogues(catalogues, request.reader.faults.append) as known:
        wanted = tuple(number for number in wanted if number not in known)
    try:
        fetched = _fetch(wanted, output, batch=batch, retries=retries, delay=delay)
    except (OSError, DigestError) as error:
        complain(fault(from_command_line(output), error))
        return 2
    return max(fetched, request.finish())


def _fetch(wanted: Sequence[str], output: str, *, batch: int, retries: int, delay: float) -> int:
    """Ask for what the file does not have, and keep each answer as it comes; the exit code."""
    from digestkit.cli.arxiv_api import API, SHORTEST_DELAY, ask
    from digestkit.metadata.index import opened_for_writing, stored_numbers

    url = os.environ.get(_URL) or API
    if url == API and delay < SHORTEST_DELAY:
        raise click.UsageError("arXiv's rules ask for 3 seconds between two requests")
    with opened_for_writing(Path(output)) as connection:
        there = stored_numbers(connection, wanted)
        missing = [number for number in wanted if number not in there]
        fetched = _Fetched(connection, asked=len(missing), at_hand=len(there))
        with progress_to(len(missing)) as reach:
            for answer in ask(missing, url=url, delay=delay, batch=batch, retries=retries, say=complain):
                fetched.keep(answer)
                reach(fetched.done, f"{fetched.done} of {len(missing)} papers")
    return fetched.finish(output)


@attrs.define
class _Fetched:
    """Keeps answers in an index, a batch at a time, and tells what came of it all."""

    connection: sqlite3.Connection
    asked: int
    at_hand: int
    done: int = 0
    kept: int = 0
    unknown: list[str] = attrs.field(factory=list)
    failed: int = 0
    reason: str = ""

    def keep(self, answer: Answer) -> None:
        from digestkit.metadata.index import put_records

        self.connection.execute("BEGIN")
        put_records(self.connection, answer.records)
        self.connection.execute("COMMIT")
        self.kept += len(answer.records)
        self.done += len(answer.records) + len(answer.unknown)
        self.unknown += answer.unknown
        self.failed += len(answer.failed)
        self.reason = answer.reason or self.reason

    def finish(self, output: str) -> int:
        """Say how it ended, and return the exit code."""
        for number in self.unknown:
            complain(f"arXiv does not know {number}")
        there = f"; {self.at_hand} were there" if self.at_hand else ""
        click.echo(f"{from_command_line(output)}: {self.kept} of {self.asked} papers added{there}", err=True)
        if not self.failed:
            return 0
        complain(f"{self.reason}; {self.failed} papers are missing: run the same command again later to go on")
        return 2
