"""An index of records: a SQLite file, in which a paper is found by its arXiv number.

The table `records` has a row a paper: its `number`, the `form` of what is kept of it, and that itself, as JSON.
Forms are `snapshot`, a line of arXiv's snapshot without its abstract, and `record`, the fields of a `Record`. Reading
them is left to the look-up, so that millions of lines are indexed without decoding a name of them.
The table `snapshots` tells how far the build from a snapshot has come; it is committed along with the rows, so that a
run that was killed at any moment goes on from there.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.errors import DigestError
from digestkit.identifiers import ArxivId
from digestkit.metadata import snapshot
from digestkit.metadata._faults import Part
from digestkit.metadata.record import Record, merged

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from types import TracebackType
    from typing import Self

__all__ = ["Index", "is_index", "opened_for_writing", "put_records", "stored_numbers"]

_APPLICATION: Final = 0x6469_6B74  # "dikt", by which the file is known as ours
_VERSION: Final = 1
_MAGIC: Final = b"SQLite format 3\0"
_PATIENCE: Final = 5.0  # seconds to wait for another program that writes
_AT_ONCE: Final = 500  # numbers in one query; SQLite's own limit is no lower anywhere
_SCHEMA: Final = """
    CREATE TABLE records (number TEXT PRIMARY KEY, form TEXT NOT NULL, content TEXT NOT NULL);
    CREATE TABLE snapshots (
        name TEXT PRIMARY KEY, size INTEGER, changed INTEGER, fingerprint TEXT,
        position INTEGER, line INTEGER, papers INTEGER, faults INTEGER
    );
"""


def is_index(content: bytes) -> bool:
    """Do the first bytes of a file say that it is a SQLite file?"""
    return content.startswith(_MAGIC)


class Index(Mapping[str, Record]):
    """A mapping from arXiv numbers to records, which reads the few that are asked for from the file.

    Raises `OSError` for a file that cannot be opened, and `DigestError` for one that is no index.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)
        # SQLite's own message for a file that is not there names neither file nor reason.
        if not is_index(_first_bytes(self._path)):
            raise DigestError(f"{self._path}: this is no index; digestkit metadata index makes one of a snapshot")
        self._connection = _opened_for_reading(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The snapshots whose build was interrupted, so that papers may be missing."""
        with _explained(self._path):
            rows = self._connection.execute("SELECT name FROM snapshots WHERE position < size ORDER BY name")
            return tuple(name for (name,) in rows)

    def find(self, numbers: Iterable[str]) -> dict[str, Record]:
        """The records of those numbers that are there, with one query for some hundred of them."""
        with _explained(self._path):
            rows = list(_rows(self._connection, "number, form, content", numbers))
        return {number: self._record(number, form, content) for number, form, content in rows}

    def __getitem__(self, number: str) -> Record:
        return self.find((number,))[number]

    def __iter__(self) -> Iterator[str]:
        with _explained(self._path):
            for (number,) in self._connection.execute("SELECT number FROM records ORDER BY number"):
                yield number

    def __len__(self) -> int:
        with _explained(self._path):
            return int(self._connection.execute("SELECT count(*) FROM records").fetchone()[0])

    def _record(self, number: str, form: str, content: str) -> Record:
        place = f"{self._path}: {number}"
        try:
            paper = Part.of(json.loads(content), place)
        except ValueError as error:
            raise DigestError(f"{place}: this is no JSON ({error}); make the index anew") from None
        return snapshot.record_of(paper) if form == "snapshot" else _record_of(paper)


def stored_numbers(connection: sqlite3.Connection, numbers: Iterable[str]) -> frozenset[str]:
    """Those of the numbers that have a record."""
    return frozenset(number for (number,) in _rows(connection, "number", numbers))


def _rows(connection: sqlite3.Connection, columns: str, numbers: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The rows of those numbers that are there."""
    wanted = list(dict.fromkeys(numbers))
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        marks = ",".join("?" * len(part))
        # The text of the query holds names of columns and question marks, and nothing from outside.
        yield from connection.execute(f"SELECT {columns} FROM records WHERE number IN ({marks})", part)  # noqa: S608


def put_records(connection: sqlite3.Connection, records: Iterable[Record]) -> None:
    """Add records, or fill the gaps of those that are there. The caller commits."""
    for record in records:
        row = connection.execute("SELECT form, content FROM records WHERE number = ?", (record.number,)).fetchone()
        if row is not None:
            paper = Part.of(json.loads(row[1]), record.number)
            record = merged(record, snapshot.record_of(paper) if row[0] == "snapshot" else _record_of(paper))  # noqa: PLW2901
        content = json.dumps(attrs.asdict(record, value_serializer=_plain))
        connection.execute("INSERT OR REPLACE INTO records VALUES (?, 'record', ?)", (record.number, content))


def _plain(_instance: object, _attribute: object, value: object) -> object:
    if isinstance(value, ArxivId):
        return value.number
    return value.isoformat() if isinstance(value, dt.date) else value


def _record_of(fields: Part) -> Record:
    return Record(
        arxiv_id=ArxivId(fields.required("arxiv_id")),
        title=fields.text("title") or "",
        authors=[str(name) for name in fields.values("authors")],
        authors_complete=fields.members.get("authors_complete") is True,
        primary_class=fields.text("primary_class"),
        categories=[str(name) for name in fields.values("categories")],
        published=fields.day("published"),
        updated=fields.day("updated"),
        doi=fields.text("doi"),
        journal_reference=fields.text("journal_reference"),
        comment=fields.text("comment"),
        accounts=_pairs(fields, "accounts"),
        family_names=_pairs(fields, "family_names"),
    )


def _pairs(fields: Part, name: str) -> list[tuple[str, str]]:
    pairs = fields.values(name)  # missing in an index that an older digestkit made
    return [(str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2]  # noqa: PLR2004


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_MAGIC))


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    with _explained(path):
        address = f"{path.absolute().as_uri()}?mode={mode}"
        return sqlite3.connect(address, uri=True, isolation_level=None, timeout=_PATIENCE)


def _opened_for_reading(path: Path) -> sqlite3.Connection:
    connection = _connected(path, "ro")
    try:
        _check(connection, path)
    except sqlite3.OperationalError:
        # A build that was killed left a journal, which only a connection that writes can roll back.
        connection.close()
        connection = _connected(path, "rw")
        with _explained(path):
            _check(connection, path)
    except DigestError:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that some other program has made, or a later digestkit."""
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise DigestError(f"{path}: this is no index that can be read ({error}); make it anew") from None
    if application != _APPLICATION:
        raise DigestError(f"{path}: this SQLite file is no index of digestkit; give another path")
    if version != _VERSION:
        raise DigestError(f"{path}: this index has version {version}, expected {_VERSION}; make it anew")


@contextmanager
def opened_for_writing(path: Path) -> Iterator[sqlite3.Connection]:
    """An index to add to, made where there is none; nobody else writes to it meanwhile.

    Raises `OSError` where there can be no such file, `DigestError` for a file that is no index or one in use.
    """
    if not path.exists():
        path.open("xb").close()  # for its message, where the folder is missing or may not be written to
    elif path.stat().st_size and not is_index(_first_bytes(path)):
        raise DigestError(f"{path}: this is no index of digestkit, and is left alone; give another path")
    connection = _connected(path, "rw")
    try:
        with _explained(path):
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            _prepare(connection, path)
        yield connection
    finally:
        with suppress(sqlite3.Error):
            connection.rollback()
        connection.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file; the transaction that is open ends either way."""
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        connection.execute("COMMIT")
        _check(connection, path)
        return
    for statement in _SCHEMA.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {_VERSION}")
    connection.execute("COMMIT")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """SQLite's errors as ours, with the file's name."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise DigestError(f"{path}: another program writes to this index; try again when it is done") from None
        raise OSError(None, str(error), str(path)) from error
    except sqlite3.DatabaseError as error:
        raise DigestError(f"{path}: this is no index that can be read ({error}); make it anew") from None
