"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["replaced_bytes", "replaced_text"]


@contextmanager
def replaced_text(target: str) -> Iterator[TextIO]:
    """A text file that takes the target's place when the block ends well. Raises `OSError`, as does the block's end.

    UTF-8, line ends as written. A target that is a symbolic link stays one; an existing target keeps its mode.
    """
    with _replaced(Path(target)) as descriptor, os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        yield file
        _settle(file)


@contextmanager
def replaced_bytes(target: str) -> Iterator[IO[bytes]]:
    """The same for bytes."""
    with _replaced(Path(target)) as descriptor, os.fdopen(descriptor, "wb") as file:
        yield file
        _settle(file)


def _settle(file: IO[str] | IO[bytes]) -> None:
    """See that all is on the disk before the old file goes. Devices and pipes have nothing to settle."""
    file.flush()
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        os.fsync(file.fileno())


@contextmanager
def _replaced(target: Path) -> Iterator[int]:
    """A descriptor that the block closes."""
    place = Path(os.path.realpath(target))
    old = _status(place, target)
    if old is not None and not stat.S_ISREG(old.st_mode):
        # A device or a pipe cannot be replaced, only written to.
        yield os.open(place, os.O_WRONLY)
        return
    temporary = place.with_name(f".{place.name[:100]}.{secrets.token_hex(8)}.tmp")
    mode = 0o666 if old is None else stat.S_IMODE(old.st_mode)
    try:
        # Opened inside, so that a signal right behind the opening leaves no file.
        yield os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode & 0o666)
        if old is not None:
            _make_alike(temporary, old)
        temporary.replace(place)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _settle_folder(place.parent)


def _status(place: Path, target: Path) -> os.stat_result | None:
    """What stands at the place now. Raises `OSError` where nothing may be written there."""
    try:
        found = place.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(found.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(target))
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not os.access(place, os.W_OK):
        # A new file could take the place of one that is read-only, but its owner has said no.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return found


def _make_alike(temporary: Path, old: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(stat.S_IMODE(old.st_mode))


def _settle_folder(folder: Path) -> None:
    """Let the new name reach the disk too, where folders can be settled."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
