"""`digestkit convert --to bibtex --into FILE`: new papers into a .bib file that is there."""

from __future__ import annotations

import codecs
import errno
import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs
import click

from digestkit.cli.inputs import fault, from_command_line
from digestkit.cli.output import replaced_bytes
from digestkit.cli.streams import complain, standard_output
from digestkit.errors import DigestError
from digestkit.formats.bibtex_merge import merge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from digestkit.cli.options import Request
    from digestkit.formats.bibtex_merge import Change, Merged
    from digestkit.models import Digest

__all__ = ["Target", "merge_into", "takes_target"]

_Return = TypeVar("_Return")

_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@attrs.frozen
class Target:
    """The file that papers are added to, and how."""

    path: str
    update: bool = False
    dry_run: bool = False


def takes_target(command: Callable[..., _Return]) -> Callable[..., _Return]:
    """Give a command `--into` and what belongs to it, as a `Target` or None before its own options."""

    @click.option(
        "--into", metavar="FILE", help="Add the papers that this .bib file lacks, and leave all that it holds."
    )
    @click.option("--update", is_flag=True, help="With --into, also fill empty fields of entries that are there.")
    @click.option("--dry-run", is_flag=True, help="With --into, show what would be done, and write nothing.")
    @functools.wraps(command)
    def gathered(request: Request, *, into: str | None, update: bool, dry_run: bool, **options: Any) -> _Return:  # noqa: ANN401 - click hands over what the options made
        if into is None and (update or dry_run):
            raise click.UsageError(f"{'--update' if update else '--dry-run'} needs --into, which names the file")
        if into is not None:
            _check_format(into, options)
        return command(request, into=None if into is None else Target(into, update, dry_run), **options)

    return gathered


def _check_format(into: str, options: dict[str, Any]) -> None:
    if options["target_format"] != "bibtex":
        raise click.UsageError(f"--into is for bibtex, not for {options['target_format']}")
    if options["output"] != "-":
        raise click.UsageError("--into and -o name two files; a .bib file is added to, or another is written")
    if into == "-":
        raise click.UsageError("--into needs a file; standard output holds nothing to add to")


def merge_into(request: Request, digests: Iterator[Digest], target: Target) -> None:
    """Merge digests into a file, and say what was done. What keeps that from ending well joins the reader's faults."""
    reader, name = request.reader, from_command_line(target.path)
    try:
        old = _content(target.path)
        text = old.decode("utf-8", "surrogateescape")
        merged = merge(text, digests, update=target.update, on_loss=lambda loss: complain(str(loss)))
        kept = target.dry_run or bool(reader.errors)
        if not kept:
            _write(target.path, old, merged)
        elif target.dry_run:
            with standard_output() as file:
                _show(file, merged)
    except BrokenPipeError:
        raise
    except (OSError, DigestError, UnicodeError) as error:
        reader.faults.append(fault(name, error))
    else:
        _say(name, merged, kept=kept)


def _content(target: str) -> bytes:
    """The bytes of the file; none where it is not there yet."""
    try:
        content = Path(target).read_bytes()
    except FileNotFoundError:
        return b""
    if content.startswith(_WIDE):
        raise DigestError(f"{from_command_line(target)}: found UTF-16, which BibTeX cannot read; save it as UTF-8")
    return content


def _write(target: str, old: bytes, merged: Merged) -> None:
    if not merged.added and not merged.updated:
        return
    new = merged.text.encode("utf-8", "surrogateescape")
    if not _is_utf8(old) and not _is_utf8_alike(old, new):
        raise DigestError(
            f"{from_command_line(target)}: found another encoding than UTF-8, expected UTF-8 for new entries with "
            "letters that have no TeX form; save it as UTF-8"
        )
    with replaced_bytes(target) as file:
        file.write(new)
        if _content(target) != old:
            raise OSError(errno.EBUSY, "somebody else has changed the file meanwhile; run the command again")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeError:
        return False
    return True


def _is_utf8_alike(old: bytes, new: bytes) -> bool:
    """Whether all that was added is ASCII, which every encoding of old has."""
    return sum(byte > 0x7F for byte in new) == sum(byte > 0x7F for byte in old)  # noqa: PLR2004


def _show(file: TextIO, merged: Merged) -> None:
    changes = (("add", merged.added), ("update", merged.updated), ("skip", merged.skipped))
    for word, papers in changes:
        file.writelines(f"{word}\t{change.key}\t{_title(change)}\n" for change in papers)


def _title(change: Change) -> str:
    return f"{change.title} ({', '.join(change.fields)})" if change.fields else change.title


def _say(name: str, merged: Merged, *, kept: bool) -> None:
    for line in merged.broken:
        complain(f"{name}:{line}: BibTeX cannot read this entry, and perhaps none behind it; it was left as it is")
    counts = f"{len(merged.added)} added, {len(merged.updated)} updated, {len(merged.skipped)} skipped"
    complain(f"{name}: {counts}{'; nothing was written' if kept else ''}")
