"""Cells of the CSV format that hold more than one text: lists and JSON; and cells that hold a day."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Final

from digestkit.formats._csv_table import defuse, restore

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["array_of", "day_of", "entries_of", "json_cell", "list_cell", "pairs_of", "text_of", "texts_of"]

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # 2024-03-11, of the many forms of ISO 8601


def json_cell(values: Iterable[object]) -> str:
    """A JSON array, or nothing where it would be empty."""
    array = list(values)
    return json.dumps(array, ensure_ascii=False) if array else ""


def list_cell(entries: Iterable[str]) -> str:
    """Join entries by `; ` where `entries_of` gives the same ones back, else write a JSON array."""
    texts = tuple(entries)
    joined = "; ".join(texts)
    plain = not joined.startswith("[") and all(_is_plain(text) for text in texts)
    return defuse(joined) if plain else json_cell(texts)


def _is_plain(text: str) -> bool:
    return bool(text) and ";" not in text and text == text.strip()


def day_of(cell: str) -> dt.date | None:
    """Read a day or nothing. Raises `ValueError`."""
    if cell and not _DATE.fullmatch(cell):
        raise ValueError(cell)
    return dt.date.fromisoformat(cell) if cell else None


def entries_of(cell: str) -> list[object]:
    """Read a list cell, in either of its forms."""
    text = restore(cell)
    if text.startswith("["):
        return array_of(text)
    return [entry.strip() for entry in text.split(";") if entry.strip()]


def texts_of(cell: str) -> tuple[str, ...]:
    """Read a list cell of texts."""
    return tuple(map(text_of, entries_of(cell)))


def array_of(cell: str) -> list[object]:
    """Read a JSON array or nothing. Raises `ValueError` or `TypeError`."""
    values = json.loads(cell or "[]")
    if not isinstance(values, list):
        raise TypeError(cell)
    return values


def text_of(value: object) -> str:
    """Refuse what is no text. Raises `TypeError`."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def pairs_of(cell: str) -> tuple[tuple[str, str], ...]:
    """Read a JSON array of pairs of texts. Raises `ValueError` or `TypeError`."""
    return tuple(map(_pair, array_of(cell)))


def _pair(value: object) -> tuple[str, str]:
    if not isinstance(value, list):
        raise TypeError(value)
    first, second = map(text_of, value)
    return first, second
