"""The columns of the CSV format that hold a paper's metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digestkit.formats._csv_cells import array_of, day_of, json_cell, list_cell, pairs_of, text_of, texts_of
from digestkit.formats._csv_table import defuse, restore
from digestkit.models import Metadata

if TYPE_CHECKING:
    import datetime as dt

    from digestkit.formats._csv_table import Row

__all__ = ["METADATA_COLUMNS", "metadata_cells", "read_metadata"]

METADATA_COLUMNS: Final = (
    "primary_class",
    "arxiv_categories",
    "published",
    "updated",
    "doi",
    "journal_reference",
    "comment",
    "accounts",
    "family_names",
)
_NONE: Final = Metadata()


def metadata_cells(metadata: Metadata | None) -> list[str]:
    """A cell for each of the columns; all are empty where there is no metadata."""
    found = metadata or _NONE
    return [
        defuse(found.primary_class or ""),
        list_cell(found.categories),
        *(day.isoformat() if day else "" for day in (found.published, found.updated)),
        *(defuse(text or "") for text in (found.doi, found.journal_reference, found.comment)),
        json_cell(found.accounts),
        json_cell(found.family_names),
    ]


def read_metadata(row: Row) -> Metadata | None:
    """The metadata of a row; raises `DigestError` as `Row.read` does."""
    found = Metadata(
        primary_class=_text(row, "primary_class"),
        categories=row.read("arxiv_categories", texts_of, (), 'categories joined by "; ", or a JSON array of them'),
        published=_day(row, "published"),
        updated=_day(row, "updated"),
        doi=_text(row, "doi"),
        journal_reference=_text(row, "journal_reference"),
        comment=_text(row, "comment"),
        accounts=row.read("accounts", _accounts, (), "a JSON array of pairs of an account and a name or null"),
        family_names=row.read("family_names", pairs_of, (), "a JSON array of pairs of a name and its family name"),
    )
    return None if found == _NONE else found


def _text(row: Row, column: str) -> str:
    return row.read(column, restore, "", "text")


def _day(row: Row, column: str) -> dt.date | None:
    return row.read(column, day_of, None, "a day such as 2024-03-11")


def _accounts(cell: str) -> tuple[tuple[str, str | None], ...]:
    return tuple(map(_account, array_of(cell)))


def _account(value: object) -> tuple[str, str | None]:
    if not isinstance(value, list):
        raise TypeError(value)
    account, name = value
    return text_of(account), None if name is None else text_of(name)
