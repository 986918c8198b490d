"""What is wrong with a catalogue, and values taken out of its JSON with the place in the error."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

import attrs

from digestkit.errors import DigestError
from digestkit.formats._json_text import shown
from digestkit.identifiers import ArxivId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    OnError: TypeAlias = Callable[[DigestError], object]

__all__ = ["OnError", "Part", "arxiv_id_of", "day_of", "json_of", "refuse"]


def refuse(error: DigestError) -> None:
    """Raise an error; what readers do with a faulty record unless they are told otherwise."""
    raise error


def json_of(content: bytes, place: str) -> object:
    """The value of a JSON text. Raises `DigestError`, which names the place and, in it, line and column."""
    try:
        return json.loads(content)
    except UnicodeDecodeError as error:
        raise DigestError(
            f"{place}: found a byte at {error.start} that is not {error.encoding}, expected JSON"
        ) from None
    except json.JSONDecodeError as error:
        where = (
            f"{place}, line {error.lineno}, column {error.colno}"
            if error.lineno > 1
            else f"{place}, column {error.colno}"
        )
        raise DigestError(f"{where}: this is not JSON ({error.msg}); is the file cut?") from None
    except (RecursionError, ValueError) as error:
        raise DigestError(f"{place}: this is no JSON of a catalogue ({error})") from None


def arxiv_id_of(text: str, place: str) -> ArxivId:
    """An identifier. Raises `DigestError`."""
    try:
        return ArxivId.parse(text)
    except ValueError as error:
        raise DigestError(f"{place}: {error}") from None


def day_of(text: str | None, place: str) -> dt.date | None:
    """The day of an ISO date or time such as `2024-03-08T17:59:46Z`. Raises `DigestError`."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise DigestError(f"{place}: found {shown(text)}, expected a date like '2024-03-08'") from None


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


@attrs.frozen
class Part:
    """An object of a JSON document, and where it stands. What is asked of it raises `DigestError` where it is amiss."""

    members: dict[str, object]
    place: str

    @classmethod
    def of(cls, value: object, place: str) -> Part:
        """A value that should be an object."""
        if not _is_object(value):
            raise DigestError(f"{place}: found {shown(value)}, expected an object")
        return cls(value, place)

    def text(self, key: str) -> str | None:
        """A text; None where it is missing, null or empty."""
        value = self.members.get(key)
        if value is None or isinstance(value, str):
            return value or None
        raise DigestError(f"{self.place}, {key}: found {shown(value)}, expected text")

    def required(self, key: str) -> str:
        """A text that has to be there."""
        found = self.text(key)
        if found is None:
            raise DigestError(f"{self.place}, {key}: found nothing, expected text")
        return found

    def day(self, key: str) -> dt.date | None:
        """The day of an ISO date or time."""
        return day_of(self.text(key), f"{self.place}, {key}")

    def values(self, key: str) -> list[object]:
        """A list; empty where it is missing or null."""
        value = self.members.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise DigestError(f"{self.place}, {key}: found {shown(value)}, expected a list")
        return value

    def part(self, key: str) -> Part | None:
        """An object; None where it is missing or null."""
        value = self.members.get(key)
        return None if value is None else Part.of(value, f"{self.place}, {key}")

    def parts(self, key: str) -> Iterator[Part]:
        """The objects of a list."""
        for number, value in enumerate(self.values(key), 1):
            yield Part.of(value, f"{self.place}, {key} {number}")
