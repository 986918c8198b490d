"""Building an index from arXiv's snapshot: in constant memory, and from where it was interrupted."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.errors import DigestError
from digestkit.metadata import snapshot
from digestkit.metadata._faults import Part, json_of
from digestkit.metadata.index import opened_for_writing
from digestkit.metadata.reading import FORMATS, format_of_file

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from digestkit.metadata._faults import OnError

__all__ = ["Built", "build_index"]

_BATCH: Final = 5_000  # lines between two commits
_SAMPLE: Final = 65_536  # bytes at the beginning, and before the place reached, that tell a snapshot from another
_INSERT: Final = "INSERT OR REPLACE INTO records VALUES (?, 'snapshot', ?)"
_REACHED: Final = "INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


@attrs.define
class Built:
    """How far a build has come: the byte and line reached, the papers found, the lines that could not be read."""

    position: int = 0
    line: int = 0
    papers: int = 0
    faults: int = 0
    resumed: bool = False
    was_whole: bool = False
    """Whether an earlier build had read all of the snapshot, so that nothing was left to do."""
    changed: bool = False
    """Whether the snapshot was another one at the last build, and so was read from its beginning."""


def build_index(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    on_error: OnError,
    on_progress: Callable[[Built], object] = lambda _: None,
) -> Built:
    """Index the papers of a snapshot, or go on with doing so.

    `on_error` is told of lines that cannot be read, `on_progress` of each batch that is on the disk.
    Raises `OSError`, and `DigestError` for a target that is no index or a source that is no snapshot.
    """
    path = Path(source)
    with path.open("rb") as file:
        _refuse_others(file, path)
        with opened_for_writing(Path(target)) as connection:
            return _build(connection, path, file, on_error, on_progress)


def _build(
    connection: sqlite3.Connection,
    path: Path,
    file: BinaryIO,
    on_error: OnError,
    on_progress: Callable[[Built], object],
) -> Built:
    built = _reached(connection, path, file)
    file.seek(built.position)
    # Of a snapshot that has changed the old records stay until the new ones take their place.
    for rows in _batches(file, path, built, on_error):
        connection.execute("BEGIN")
        connection.executemany(_INSERT, rows)
        connection.execute(_REACHED, (path.name, *_identity(file, built), *_counts(built)))
        connection.execute("COMMIT")
        on_progress(built)
    return built


def _counts(built: Built) -> tuple[int, int, int, int]:
    return built.position, built.line, built.papers, built.faults


def _batches(file: BinaryIO, path: Path, built: Built, on_error: OnError) -> Iterator[list[tuple[str, str]]]:
    """Rows for the lines from where the file stands; `built` says what they reach."""
    rows: list[tuple[str, str]] = []
    count = 0
    for count, (number, content) in enumerate(snapshot.lines(file, built.line + 1), 1):
        built.line = number
        if content and not content.isspace():
            try:
                rows.append(_row(content, f"{path}: line {number}"))
                built.papers += 1
            except DigestError as error:
                built.faults += 1
                on_error(error)
        if count % _BATCH == 0:
            built.position = file.tell()
            yield rows
            rows = []
    built.position = file.tell()
    yield rows


def _row(content: bytes, place: str) -> tuple[str, str]:
    number, kept = snapshot.shortened(Part.of(json_of(content, place), place))
    return number, json.dumps(kept, separators=(",", ":"))


def _reached(connection: sqlite3.Connection, path: Path, file: BinaryIO) -> Built:
    """Where the last build from this snapshot ended; the beginning where there was none, or of another one."""
    query = "SELECT size, changed, fingerprint, position, line, papers, faults FROM snapshots WHERE name = ?"
    row = connection.execute(query, (path.name,)).fetchone()
    if row is None:
        return Built()
    position, line, papers, faults = row[3:]
    built = Built(position, line, papers, faults, resumed=True, was_whole=position == os.fstat(file.fileno()).st_size)
    return built if row[:3] == _identity(file, built) else Built(changed=True)


def _identity(file: BinaryIO, built: Built) -> tuple[int, int, str]:
    """Size and time of a file, and a hash of its beginning and of what stands before the place reached."""
    status = os.fstat(file.fileno())
    here = file.tell()
    digest = hashlib.sha256()
    for start in (0, max(0, built.position - _SAMPLE)):
        file.seek(start)
        digest.update(file.read(min(_SAMPLE, built.position - start)))
    file.seek(here)
    return status.st_size, status.st_mtime_ns, digest.hexdigest()


def _refuse_others(file: BinaryIO, path: Path) -> None:
    """Refuse a file that is no snapshot, before an index is filled with nothing."""
    file.seek(0)
    name = format_of_file(path, file.read(_SAMPLE)) or "snapshot"
    file.seek(0)
    _, first = next(snapshot.lines(file), (1, b""))
    # A line that is no JSON has a message of its own, unless it is of a format that has no lines.
    if name == "snapshot" and snapshot.is_paper(json_of(first, f"{path}: line 1")):
        return
    known = f"this is {FORMATS[name]}, and needs" if name != "snapshot" else "another catalogue needs"
    raise DigestError(
        f"{path}: found no paper in its first line, expected arXiv's snapshot in JSON Lines; {known} no index: "
        "give it to --metadata as it is"
    )
