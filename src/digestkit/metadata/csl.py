"""CSL-JSON, as Zotero, pandoc and `digestkit.formats` write it: the entries that have an arXiv identifier.

[{"id": "holm2024maps", "type": "article", "title": "Maps of Rivers", "DOI": "10.48550/arXiv.2403.90001",
"author": [{"family": "Holm", "given": "Ida"}], "issued": {"date-parts": [[2024, 3, 8]]}, …}]

CSL has no place for a class of arXiv's, nor for a comment. Its tags for styles (`<i>`, `<sub>`, `<span …>`) are left
out of titles.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from digestkit.errors import DigestError
from digestkit.formats.bylines import Named
from digestkit.formats.words import without_tags
from digestkit.identifiers import ArxivId
from digestkit.metadata._faults import Part, json_of, refuse
from digestkit.metadata._names import are_names, in_parts, joined, whole_byline
from digestkit.metadata._references import journal_reference
from digestkit.metadata.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from digestkit.metadata._faults import OnError

__all__ = ["is_entry", "read"]

# Where programs put the identifier, the surest place first.
_PLACES: Final = ("number", "DOI", "URL", "archive_location", "note", "id")
# A line of a note that says the paper's own number, as Zotero keeps it: arXiv:2403.90001 [cs], _eprint: 2403.90001
_LABELLED: Final = re.compile(
    r"_?(?: arxiv (?:[ ]?id)? | eprint ) [ ]?: [ ]{0,9} (?P<id> \S{1,80} ) (?: [ ]+ \[ [A-Za-z.,; -]{1,60} \] )? [.]?",
    re.VERBOSE | re.IGNORECASE,
)
_NO_SPACE: Final = re.compile(r"\S{1,200}")
# What `digestkit.formats.csl` notes where a digest does not tell.
_NOT_WHOLE: Final = ("may be more authors", "order of the authors is uncertain")
_EDTF: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?![0-9]))?)?(?![0-9])")  # 2024-03-08T18:00:00Z
_WHOLE_DATE: Final = 3  # year, month and day
# What `digestkit.formats.csl` writes of a paper of arXiv's, in its order; its note begins with the journal reference.
_OURS: Final = (
    "id", "type", "title", "author", "issued", "genre", "number", "publisher", "DOI", "URL", "abstract", "keyword",
    "note",
)  # fmt: skip


def read(file: BinaryIO, *, source: str = "<file>", on_error: OnError = refuse) -> Iterator[Record]:
    """The records of a bibliography, which is read as a whole; entries without arXiv identifier are passed over.

    `on_error` is told of each entry that cannot be read. A day that is none costs an entry its day alone, where
    `on_error` lets it be.
    Raises `DigestError`: for a faulty entry where `on_error` does, always for what is not JSON.
    """
    document = json_of(file.read(), source)
    for number, value in enumerate(document if isinstance(document, list) else [document], 1):
        try:
            entry = Part.of(value, f"{source}: entry {number}")
            arxiv_id = _arxiv_id(entry)
            if arxiv_id is not None:
                yield _record(entry, arxiv_id, on_error)
        except DigestError as error:
            on_error(error)


def is_entry(value: object) -> bool:
    """Is a JSON value an entry of CSL-JSON?"""
    return isinstance(value, dict) and "type" in value and "paper" not in value


def _arxiv_id(entry: Part) -> ArxivId | None:
    for key in _PLACES:
        value = entry.members.get(key)
        for text in _candidates(key, value) if isinstance(value, str) else ():
            try:
                return ArxivId.parse(text)
            except ValueError:
                continue
    return None


def _candidates(key: str, value: str) -> list[str]:
    """Where in a field the paper's number may stand: in a note, which may speak of others, in a line of its own."""
    if key != "note":
        return [value] if key == "id" else value.split()
    labelled = [found["id"] for line in value.splitlines() if (found := _LABELLED.fullmatch(line.strip()))]
    return [*labelled, value.strip()] if _NO_SPACE.fullmatch(value.strip()) else labelled


def _record(entry: Part, arxiv_id: ArxivId, on_error: OnError) -> Record:
    byline = whole_byline(_name(author) for author in entry.parts("author"))
    note = _text(entry, "note")
    whole = byline["authors_complete"] and are_names(byline["authors"])
    return Record(
        arxiv_id=arxiv_id,
        title=without_tags(entry.text("title") or ""),
        authors=byline["authors"],
        family_names=byline["family_names"],
        authors_complete=whole and not any(words in note for words in _NOT_WHOLE),
        published=_issued(entry, on_error),
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


def _issued(entry: Part, on_error: OnError) -> dt.date | None:
    """The day of publication, where there is a whole one, and no journal that it is the day of."""
    parts = _date_parts(entry)
    if len(parts) != _WHOLE_DATE or journal_reference(_text(entry, "container-title")):
        return None
    try:
        return dt.date(*(int(part) for part in parts))
    except ValueError:  # the rest of the entry may be right
        message = f"{entry.place}, issued: found [{', '.join(parts)}], expected year, month and day"
        on_error(DigestError(message))
        return None


def _date_parts(entry: Part) -> list[str]:
    """Year, month and day as far as they are told, in the parts of CSL, or in a text such as 2024-03-08."""
    issued = entry.members.get("issued")
    if isinstance(issued, dict):
        dates = issued.get("date-parts")
        first = dates[0] if isinstance(dates, list) and dates else None
        if isinstance(first, list):
            return [text for part in first if (text := _digits(part))]
        issued = next((issued[key] for key in ("edtf", "raw", "literal") if issued.get(key)), "")
    found = _EDTF.match(str(issued).strip())
    return [part for part in found.groups() if part] if found else []


def _digits(part: object) -> str:
    """A part of a date, which may be a number (also 3.0) or a text of digits; empty where it is none, or 0."""
    text = str(part).strip().removesuffix(".0")
    return text if text.isascii() and text.isdigit() and text.strip("0") else ""


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
