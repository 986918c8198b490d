"""What INPUT... names: files, folders, patterns and standard input, and the digests in them."""

from __future__ import annotations

import glob
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.errors import DigestError
from digestkit.models import Severity
from digestkit.parsing.document import parse_many
from digestkit.parsing.files import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from digestkit.models import Digest

__all__ = ["Reader", "Source", "errors_of", "fault", "find_sources", "from_command_line"]

STDIN: Final = "<stdin>"


def from_command_line(text: str) -> str:
    """An argument as text, even where the locale is not UTF-8 but the terminal is."""
    return os.fsencode(text).decode("utf-8", "backslashreplace")


@attrs.frozen
class Source:
    """A file, or standard input where `path` is None. `size` is in bytes, as far as it is known."""

    name: str
    path: Path | None = None
    size: int = 0

    def content(self) -> bytes:
        """All its bytes. Raises `OSError`."""
        if self.path is not None:
            return self.path.read_bytes()
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return sys.stdin.buffer.read()


def find_sources(inputs: Iterable[str]) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The sources that arguments name, each once and in their order, and what was wrong with the rest.

    A folder stands for all `*.md` below it in path order. What is no file is taken for a pattern.
    """
    faults: list[str] = []
    sources: dict[object, Source] = {}
    for given in inputs:
        if given == "-":
            sources.setdefault("-", Source(STDIN))
            continue
        for path in _expand(given, faults):
            _add(path, sources, faults)
    return tuple(sources.values()), tuple(faults)


def _add(path: Path, sources: dict[object, Source], faults: list[str]) -> None:
    try:
        found = path.stat()
    except OSError as error:
        faults.append(fault(from_command_line(str(path)), error))
        return
    size = found.st_size if stat.S_ISREG(found.st_mode) else 0
    sources.setdefault((found.st_dev, found.st_ino), Source(from_command_line(str(path)), path, size))


def _expand(given: str, faults: list[str]) -> Iterator[Path]:
    name = from_command_line(given) or "''"
    try:
        is_folder = stat.S_ISDIR(os.stat(given).st_mode)  # noqa: PTH116 - Path("") would be the working folder
    except (OSError, ValueError) as error:
        if not glob.has_magic(given):
            faults.append(fault(name, error))
            return
    else:
        yield from _below(Path(given), faults) if is_folder else (Path(given),)
        return
    matches = sorted(map(Path, glob.glob(given, recursive=True)))  # noqa: PTH207 - keeps "./" and absolute patterns apart
    if not matches:
        faults.append(f"{name}: no file fits this pattern")
    for path in matches:
        yield from _below(path, faults) if path.is_dir() else (path,)


def _below(folder: Path, faults: list[str]) -> list[Path]:
    """Every `*.md` below a folder in path order, like `read_archive`; folders that cannot be listed are faults."""

    def unlisted(error: OSError) -> None:
        faults.append(fault(from_command_line(str(error.filename)), error))

    count = len(faults)
    paths = sorted(
        Path(place, name)
        for place, _, names in os.walk(folder, onerror=unlisted)
        for name in names
        if name.endswith(".md")
    )
    if not paths and len(faults) == count:
        faults.append(f"{from_command_line(str(folder))}: no *.md file is below this folder")
    return paths


def fault(name: str, error: Exception) -> str:
    """One line about an input that failed, which begins with its name."""
    if isinstance(error, DigestError):
        return str(error)  # names its source itself
    reason = getattr(error, "strerror", None) or str(error)
    return f"{name}: {reason}"


@attrs.define
class Reader:
    """Reads sources one after the other, and keeps what was odd for the end."""

    encoding: str = "utf-8"
    author_cells: str = "auto"
    strict: bool = False
    files: int = 0
    faults: list[str] = attrs.field(factory=list)
    errors: list[str] = attrs.field(factory=list)
    without_digest: list[str] = attrs.field(factory=list)

    def digests(self, sources: Iterable[Source], done: Callable[[Source], object]) -> Iterator[Digest]:
        """The digests of all sources. One that fails adds to `faults`, and the rest goes on."""
        for source in sources:
            yield from self._digests(source)
            done(source)

    def _digests(self, source: Source) -> Iterator[Digest]:
        try:
            text = decode(source.content(), encoding=self.encoding, source=source.name)
        except (OSError, DigestError, UnicodeError) as error:
            self.faults.append(fault(source.name, error))
            return
        self.files += 1
        count = 0
        for count, digest in enumerate(parse_many(text, source=source.name, author_cells=self.author_cells), 1):  # noqa: B007
            yield digest
        if not count:
            self.without_digest.append(source.name)

    @property
    def exit_code(self) -> int:
        """2 where an input failed, else 1 where a digest has an error under `strict`, else 0."""
        return 2 if self.faults else 1 if self.errors else 0


def errors_of(digest: Digest) -> Iterator[str]:
    """A line for each error in a digest, with its place."""
    for diagnostic in digest.diagnostics:
        if diagnostic.severity is Severity.ERROR:
            place = f"{digest.source}:{diagnostic.line}:{diagnostic.column}"
            yield f"{place}: {diagnostic.code} {diagnostic.message}"
