"""CSL-JSON, as Zotero, pandoc and `digestkit.formats` write it: the entries that have an arXiv identifier.

[{"id": "holm2024maps", "type": "article", "title": "Maps of Rivers", "DOI": "10.48550/arXiv.2403.90001",
"author": [{"family": "Holm", "given": "Ida"}], "issued": {"date-parts": [[2024, 3, 8]]}, …}]

CSL has no place for a class of arXiv's, nor for a comment. Its tags for styles (`<i>`, `<sub>`, `<span …>`) are left
out of titles.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from digestkit.errors import DigestError
from digestkit.formats.bylines import Named
from digestkit.identifiers import ArxivId
from digestkit.metadata._faults import Part, json_of, refuse
from digestkit.metadata._names import are_names, in_parts, joined, whole_byline
from digestkit.metadata._references import journal_reference
from digestkit.metadata._words import without_tags
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
_WHOLE_DATE: Final = 3  # year, month and day
# What `digestkit.formats.csl` writes of a paper of arXiv's, in its order; its note begins with the journal reference.
_OURS: Final = (
    "id", "type", "title", "author", "issued", "genre", "number", "publisher", "DOI", "URL", "abstract", "keyword",
    "note",
)  # fmt: skip


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
    byline = whole_byline(_name(author) for author in entry.parts("author"))
    note = _text(entry, "note")
    whole = byline["authors_complete"] and are_names(byline["authors"])
    return Record(
        arxiv_id=arxiv_id,
        title=without_tags(entry.text("title") or ""),
        authors=byline["authors"],
        family_names=byline["family_names"],
        authors_complete=whole and not any(words in note for words in _NOT_WHOLE),
        published=_issued(entry),
        doi=_doi(entry),
        journal_reference=_reference(entry),
    )


def _doi(entry: Part) -> str | None:
    """The DOI, also where only an address names it."""
    address = entry.text("URL") or ""
    return entry.text("DOI") or (address if "doi.org/" in address else None)


def _name(author: Part) -> Named:
    literal = author.text("literal")
    if literal:
        name = joined("", literal)
        return Named(name, name)
    particles = (author.text("dropping-particle"), author.text("non-dropping-particle"), author.text("family"))
    return in_parts(author.text("given") or "", " ".join(filter(None, particles)), author.text("suffix") or "")


def _issued(entry: Part) -> dt.date | None:
    """The day of publication, where there is a whole one; parts may be numbers or texts of digits."""
    parts = _date_parts(entry)
    if len(parts) != _WHOLE_DATE:
        return None
    try:
        return dt.date(*(int(str(part)) for part in parts))
    except ValueError:
        raise DigestError(f"{entry.place}, issued: found {str(parts)[:60]}, expected year, month and day") from None


def _date_parts(entry: Part) -> list[object]:
    issued = entry.part("issued")
    dates = issued.values("date-parts") if issued else []
    return dates[0] if dates and isinstance(dates[0], list) else []


def _reference(entry: Part) -> str | None:
    """Journal, volume, number, pages and year; in what `digestkit.formats` wrote, the note without its remarks."""
    names = [name for name in _OURS if name in entry.members]
    if names == list(entry.members) and {"genre", "note"} <= entry.members.keys():
        remarks = _text(entry, "note").split("; ")
        return "; ".join(text for text in remarks if not any(words in text for words in _NOT_WHOLE)) or None
    journal, volume, number, pages = (_text(entry, key) for key in ("container-title", "volume", "issue", "page"))
    return journal_reference(journal, volume, number, pages, str(next(iter(_date_parts(entry)), "")))


def _text(entry: Part, key: str) -> str:
    value = entry.members.get(key)
    return str(value) if isinstance(value, (str, int)) else ""
