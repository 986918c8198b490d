"""The catalogues that --metadata names, as one mapping from arXiv numbers to records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import click

from digestkit.cli.inputs import fault, from_command_line
from digestkit.cli.streams import complain
from digestkit.errors import DigestError
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digestkit.metadata import Record
    from digestkit.models import Diagnostic, Digest

__all__ = ["Faults", "completed", "opened_catalogues"]

_LARGEST: Final = 200_000_000  # bytes of a catalogue that is held in memory, some times its size
_SHOWN: Final = 10  # lines of one kind before they are only counted


@attrs.frozen
class _Several(Mapping[str, "Record"]):
    """Records of several catalogues; the first that has something comes first, the others fill what it leaves open."""

    catalogues: tuple[Mapping[str, Record], ...]

    def __getitem__(self, number: str) -> Record:
        from digestkit.metadata import merged

        found = (catalogue.get(number) for catalogue in self.catalogues)
        records = [record for record in found if record is not None]
        if not records:
            raise KeyError(number)
        return reduce(merged, records)

    def __iter__(self) -> Iterator[str]:
        return iter({number for catalogue in self.catalogues for number in catalogue})

    def __len__(self) -> int:
        return len(set(self))


@attrs.define
class Faults:
    """Tells of what could not be read: the first few by a line each, the rest by their number."""

    tell: Callable[[str], object]
    count: int = 0

    def add(self, error: DigestError) -> None:
        """One more."""
        self.count += 1
        if self.count <= _SHOWN:
            self.tell(str(error))

    def end(self, kind: str) -> None:
        """Say how many there were beyond those that were told of."""
        if self.count > _SHOWN:
            self.tell(f"{self.count - _SHOWN} more {kind}")


@attrs.define
class _Differences:
    """Tells of what catalogues say otherwise than digests: the first few of a kind, and then how many there were."""

    counts: dict[str, int] = attrs.field(factory=dict)

    def add(self, diagnostic: Diagnostic) -> None:
        """One more; what is only worth knowing is passed over."""
        if diagnostic.severity is Severity.INFO:
            return
        name = f"{diagnostic.code} {diagnostic.name}"
        self.counts[name] = self.counts.get(name, 0) + 1
        if self.counts[name] <= _SHOWN:
            complain(f"{diagnostic.code} {diagnostic.message}")

    def end(self) -> None:
        """Say how many there were beyond those that were told of."""
        for name, count in self.counts.items():
            if count > _SHOWN:
                complain(f"{name}: {count - _SHOWN} more")


@contextmanager
def completed(
    digests: Iterator[Digest], paths: Sequence[str], faults: Callable[[str], object]
) -> Iterator[Iterator[Digest]]:
    """The digests, completed from the catalogues as they are read. What those say otherwise goes to standard error.

    Raises as `opened_catalogues` does.
    """
    if not paths:
        yield digests
        return
    from digestkit.metadata import with_metadata

    differences = _Differences()
    with opened_catalogues(paths, faults) as records:
        yield with_metadata(digests, records, on_diagnostic=differences.add)
    differences.end()


@contextmanager
def opened_catalogues(paths: Sequence[str], faults: Callable[[str], object]) -> Iterator[Mapping[str, Record]]:
    """What the paths hold, as long as the block lasts. `faults` is told of records that cannot be read.

    Raises `ClickException` for a path that cannot be read at all.
    """
    with ExitStack() as stack:
        yield _Several(tuple(_opened(path, faults, stack) for path in paths))


def _opened(path: str, faults: Callable[[str], object], stack: ExitStack) -> Mapping[str, Record]:
    from digestkit.metadata import Index, by_number, read_records
    from digestkit.metadata.reading import first_bytes, format_of

    unread = Faults(faults)
    try:
        name = format_of(first_bytes(path))
        if name == "index":
            index = stack.enter_context(Index(path))
            for snapshot in index.unfinished:
                complain(f"{from_command_line(path)}: not all of {snapshot} is in this index; index it again to go on")
            return index
        if Path(path).stat().st_size > _LARGEST:
            raise click.ClickException(_too_large(path))
        records = by_number(read_records(path, on_error=unread.add))
    except (OSError, DigestError) as error:
        raise click.ClickException(fault(from_command_line(path), error)) from None
    except ImportError as error:  # BibTeX needs an extra
        raise click.ClickException(f"{from_command_line(path)}: {error}") from None
    unread.end(f"records of {from_command_line(path)} cannot be read")
    return records


def _too_large(path: str) -> str:
    name = from_command_line(path)
    return f"{name} is too large to be held in memory; index it once: digestkit metadata index {name}"
