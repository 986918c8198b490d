"""CSL-JSON, as Zotero, pandoc and `digestkit.formats` write it: the entries that have an arXiv identifier.

[{"id": "holm2024maps", "type": "article", "title": "Maps of Rivers", "DOI": "10.48550/arXiv.2403.90001",
"author": [{"family": "Holm", "given": "Ida"}], "issued": {"date-parts": [[2024, 3, 8]]}, …}]
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from digestkit.errors import DigestError
from digestkit.formats.bylines import Named, bylined
from digestkit.identifiers import ArxivId
from digestkit.metadata._faults import Part, json_of, refuse
from digestkit.metadata._names import are_names, in_parts, joined
from digestkit.metadata.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from digestkit.metadata._faults import OnError

__all__ = ["is_entry", "read"]

# Where programs put the identifier, the surest place first.
_PLACES: Final = ("number", "DOI", "URL", "archive_location", "note", "id")
# What `digestkit.formats.csl` notes where a digest does not tell.
_NOT_WHOLE: Final = ("may be more authors", "order of the authors is uncertain")
_OTHERS: Final = frozenset({"others", "et al.", "et al"})
_WHOLE_DATE: Final = 3  # year, month and day


def read(file: BinaryIO, *, source: str = "<file>", on_error: OnError = refuse) -> Iterator[Record]:
    """The records of a bibliography, which is read as a whole; entries without arXiv identifier are passed over.

    `on_error` is told of each entry that cannot be read.
    Raises `DigestError`: for a faulty entry where `on_error` does, always for what is not JSON.
    """
    document = json_of(file.read(), source)
    for number, value in enumerate(document if isinstance(document, list) else [document], 1):
        try:
            entry = Part.of(value, f"{source}: entry {number}")
            arxiv_id = _arxiv_id(entry)
            if arxiv_id is not None:
                yield _record(entry, arxiv_id)
        except DigestError as error:
            on_error(error)


def is_entry(value: object) -> bool:
    """Is a JSON value an entry of CSL-JSON?"""
    return isinstance(value, dict) and "type" in value and "paper" not in value


def _arxiv_id(entry: Part) -> ArxivId | None:
    for key in _PLACES:
        value = entry.members.get(key)
        for word in value.split() if isinstance(value, str) else ():
            try:
                return ArxivId.parse(word)
            except ValueError:
                continue
    return None


def _record(entry: Part, arxiv_id: ArxivId) -> Record:
    authors = [_name(author) for author in entry.parts("author")]
    named = [each for each in authors if each.name.lower() not in _OTHERS]
    whole = len(named) == len(authors) and are_names(name for name, _ in named)
    note = _text(entry, "note")
    return Record(
        arxiv_id=arxiv_id,
        title=entry.text("title") or "",
        **bylined(named),
        authors_complete=whole and not any(words in note for words in _NOT_WHOLE),
        published=_issued(entry),
        doi=entry.text("DOI"),
        journal_reference=_reference(entry),
    )


def _name(author: Part) -> Named:
    literal = author.text("literal")
    if literal:
        name = joined("", literal)
        return Named(name, name)
    particles = (author.text("dropping-particle"), author.text("non-dropping-particle"), author.text("family"))
    return in_parts(author.text("given") or "", " ".join(filter(None, particles)), author.text("suffix") or "")


def _issued(entry: Part) -> dt.date | None:
    """The day of publication, where there is a whole one; parts may be numbers or texts of digits."""
    issued = entry.part("issued")
    dates = issued.values("date-parts") if issued else []
    parts = dates[0] if dates and isinstance(dates[0], list) else []
    if len(parts) != _WHOLE_DATE:
        return None
    try:
        return dt.date(*(int(str(part)) for part in parts))
    except ValueError:
        raise DigestError(f"{entry.place}, issued: found {str(parts)[:60]}, expected year, month and day") from None


def _reference(entry: Part) -> str | None:
    """Journal, volume, number and pages in the way of arXiv's journal references: `Delta Letters 9 (2), 90-99`."""
    journal = _text(entry, "container-title")
    if not journal or "arxiv" in journal.lower():
        return None
    volume, number, pages = (_text(entry, key) for key in ("volume", "issue", "page"))
    head = " ".join(filter(None, (journal, volume, f"({number})" if number else "")))
    return ", ".join(filter(None, (head, pages)))


def _text(entry: Part, key: str) -> str:
    value = entry.members.get(key)
    return str(value) if isinstance(value, (str, int)) else ""
