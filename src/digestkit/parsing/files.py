"""Digests from files. Only the files that are named are opened, and only one is in memory at a time."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from digestkit.errors import DigestEncodingError, DigestError
from digestkit.parsing.document import parse, parse_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digestkit.models import Digest

__all__ = ["decode", "read", "read_archive", "read_many"]

_Path = str | PathLike[str]


def decode(content: bytes, *, encoding: str = "utf-8", source: str | None = None) -> str:
    """The text of bytes. Raises `DigestEncodingError`, which names the first byte that is not in the encoding."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        place = f"{source or 'the input'}: byte {error.start} (line {line})"
        raise DigestEncodingError(
            f"{place} is 0x{content[error.start]:02X}, which is not {encoding}; "
            "name the encoding of the file, or convert it to UTF-8",
            encoding=encoding,
            offset=error.start,
            source=source,
        ) from None


def read_many(
    path: _Path, *, encoding: str = "utf-8", author_cells: str = "auto", strict: bool = False
) -> Iterator[Digest]:
    """Read a file of any number of days; each digest's `source` is the path.

    Raises `OSError` for a file that cannot be read, `DigestEncodingError` for bytes that are not in `encoding`,
    `LookupError` for an encoding that does not exist, and what `parse_many` raises.
    """
    source = str(path)
    text = decode(Path(path).read_bytes(), encoding=encoding, source=source)
    return parse_many(text, source=source, author_cells=author_cells, strict=strict)


def read(path: _Path, *, encoding: str = "utf-8", author_cells: str = "auto", strict: bool = False) -> Digest:
    """Read a file of one day. Raises what `read_many` raises, and `DigestError` where it holds several days."""
    source = str(path)
    text = decode(Path(path).read_bytes(), encoding=encoding, source=source)
    return parse(text, source=source, author_cells=author_cells, strict=strict)


def read_archive(
    folder: _Path,
    *,
    pattern: str = "**/*.md",
    on_error: str | Callable[[Path, Exception], object] = "raise",
    encoding: str = "utf-8",
    author_cells: str = "auto",
    strict: bool = False,
) -> Iterator[Digest]:
    """Read every file below a folder that fits `pattern`, in the order of their paths, days flattened.

    A file that cannot be read raises, or is handed with its error to `on_error(path, error)`, and the rest goes on.
    Raises `NotADirectoryError` for what is no folder, and what `read_many` raises.
    """
    root = Path(folder)
    if not root.is_dir():
        raise NotADirectoryError(f"{folder} is no folder; use read_many for a single file")
    if on_error != "raise" and not callable(on_error):
        raise TypeError(f"on_error is 'raise' or a callable(path, error), not {on_error!r}")
    return _archive(root, pattern, on_error, encoding, author_cells, strict=strict)


def _archive(
    root: Path,
    pattern: str,
    on_error: str | Callable[[Path, Exception], object],
    encoding: str,
    author_cells: str,
    *,
    strict: bool,
) -> Iterator[Digest]:
    for path in sorted(path for path in root.glob(pattern) if path.is_file()):
        try:
            yield from read_many(path, encoding=encoding, author_cells=author_cells, strict=strict)
        except (OSError, DigestError) as error:
            if not callable(on_error):
                raise
            on_error(path, error)
