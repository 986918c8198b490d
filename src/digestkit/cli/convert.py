"""`digestkit convert`: digests into a format, to standard output or into a file."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Final, TextIO

import click

from digestkit._extras import how_to_install
from digestkit.cli.catalogues import completed
from digestkit.cli.inputs import fault, from_command_line
from digestkit.cli.into import Target, merge_into, takes_target
from digestkit.cli.options import Request, takes_digests
from digestkit.cli.output import replaced_bytes, replaced_text
from digestkit.cli.streams import complain, discard_output, standard_output
from digestkit.errors import DigestError
from digestkit.formats import FORMATS, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digestkit.cli.inputs import Source
    from digestkit.models import Digest

__all__ = ["convert"]

_EPILOG: Final = """\b
An input is a file, a folder (all *.md below it), a pattern, or - for standard
input. One that cannot be read is left out and named at the end; the others are
still written, and the exit code is 2. Where none can be read, nothing is written.

\b
Examples:
  digestkit convert 2024-12-30.md --to json
  digestkit convert archive --to ndjson -o archive.ndjson
  digestkit convert 'archive/2024/*/*.md' --to bibtex --title retrieval
  digestkit convert 2024-12-30.md --to bibtex --into refs.bib
  digestkit convert archive --since 2024-12 --to results-csv > results.csv
  digestkit convert archive --to bibtex --metadata arxiv.sqlite -o papers.bib
  digestkit convert archive --to csv --bom -o for-excel.csv
  digestkit convert archive --to parquet -o papers.parquet
  curl -s https://example.org/today.md | digestkit convert - --to markdown
"""


_CSV: Final = ("csv", "results-csv")
_PARQUET: Final = "parquet"  # bytes, by `digestkit.arrow`; all other formats are texts


class _WithdrawnError(Exception):
    """What was written so far is not to be kept."""


@click.command(epilog=_EPILOG)
@takes_digests
@click.option(
    "--to",
    "target_format",
    type=click.Choice(sorted((*FORMATS, _PARQUET))),
    required=True,
    help="The format to write; parquet needs the extra `arrow`.",
)
@click.option(
    "-o", "--output", default="-", metavar="FILE", help="The file to write, whole or not at all; - is standard output."
)
@takes_target
@click.option("--bom", is_flag=True, help="Begin CSV with the mark that Excel needs to take it for UTF-8.")
@click.option(
    "--metadata",
    "catalogues",
    multiple=True,
    metavar="PATH",
    help="Complete papers from this catalogue: an index, or a file of records; repeatable.",
)
@click.option("--overwrite-input", is_flag=True, help="Allow FILE to be one of the inputs.")
def convert(
    request: Request,
    target_format: str,
    output: str,
    catalogues: Sequence[str],
    *,
    into: Target | None,
    bom: bool,
    overwrite_input: bool,
) -> int:
    """Write digests as JSON, JSON Lines, CSV, BibTeX, CSL-JSON, RIS, Parquet or Markdown.

    Under --strict nothing is written where a digest has an error.
    """
    if not overwrite_input and any(_is_target(source, output) for source in request.sources):
        raise click.UsageError(f"{output} is one of the inputs; --overwrite-input allows to replace it")
    if into is not None and any(_is_target(source, into.path) for source in request.sources):
        raise click.UsageError(f"{into.path} is one of the inputs")
    if target_format == _PARQUET:
        _check_parquet(output)
    options = _options_of(target_format, bom=bom)
    faults = request.reader.faults.append
    to_file = output != "-" or into is not None
    with request.digests(to_file=to_file) as found, completed(found, catalogues, faults) as digests:
        if into is not None:
            merge_into(request, digests, into)
            return request.finish()
        first = next(digests, None)
        if first is not None or request.reader.files or not request.reader.faults:
            _write(request, target_format, output, chain(() if first is None else (first,), digests), options)
    return request.finish()


def _options_of(target_format: str, *, bom: bool) -> dict[str, object]:
    """The options of a format that the command line sets."""
    if bom and target_format not in _CSV:
        raise click.UsageError(f"--bom is for {' and '.join(_CSV)}, not for {target_format}")
    if target_format in _CSV:
        return {"bom": bom}
    if target_format == "bibtex":
        return {"on_loss": lambda loss: complain(str(loss))}
    return {}


def _check_parquet(output: str) -> None:
    if find_spec("pyarrow") is None:
        raise click.UsageError(f"parquet needs pyarrow; {how_to_install('arrow')}")
    if output == "-":
        raise click.UsageError("parquet is no text, so it goes into a file alone: name it with -o FILE")


def _write(
    request: Request, target_format: str, output: str, digests: Iterator[Digest], options: dict[str, object]
) -> None:
    """Write to the output. What keeps that from ending well joins the reader's faults."""
    reader = request.reader
    try:
        if target_format == _PARQUET:
            _write_parquet(digests, output, reader.errors)
            return
        with _opened(output, withheld=reader.strict) as file:
            write(digests, file, format=target_format, **options)
            _keep_unless(reader.errors)
    except _WithdrawnError:
        pass
    except BrokenPipeError:
        raise
    except (OSError, DigestError, UnicodeError) as error:
        reader.faults.append(fault("standard output" if output == "-" else from_command_line(output), error))
        if output == "-":
            discard_output()


def _write_parquet(digests: Iterator[Digest], output: str, errors: list[str]) -> None:
    from digestkit.arrow import write_parquet

    with replaced_bytes(output) as file:
        write_parquet(digests, file)
        _keep_unless(errors)


def _keep_unless(errors: list[str]) -> None:
    if errors:
        raise _WithdrawnError


def _is_target(source: Source, output: str) -> bool:
    if source.path is None or output == "-":
        return False
    try:
        return source.path.samefile(output)
    except OSError:
        return False


@contextmanager
def _opened(output: str, *, withheld: bool) -> Iterator[TextIO]:
    """The file to write to. What is withheld reaches standard output only when the block ends well."""
    if output != "-":
        with replaced_text(output) as file:
            yield file
    elif not withheld:
        with standard_output() as file:
            yield file
    else:
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as file:
            yield file
            file.seek(0)
            with standard_output() as shown:
                shutil.copyfileobj(file, shown)
