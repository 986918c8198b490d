"""Empty and absent fields of an entry that is there, filled from a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from digestkit.formats.bibtex import Entry
    from digestkit.formats.bibtex_scan import ScannedEntry

__all__ = ["Edit", "edits_for"]

# A field says the same in either dialect, so an entry that has one of them lacks none.
_SAME: Final = {
    "archiveprefix": ("eprinttype",),
    "eprinttype": ("archiveprefix",),
    "primaryclass": ("eprintclass",),
    "eprintclass": ("primaryclass",),
    "year": ("date",),
    "month": ("date",),
    "date": ("year", "month"),
}
_INHERITED: Final = frozenset({"title", "author", "year", "month", "date", "note"})  # what `crossref` may bring
_OF_EPRINT: Final = frozenset({"archiveprefix", "eprinttype", "primaryclass", "eprintclass"})


class Edit(NamedTuple):
    """Replace what stands from `start` to `end` by a text."""

    start: int
    end: int
    text: str


def edits_for(
    text: str, there: ScannedEntry, entry: Entry, done: set[str], line_end: str
) -> tuple[list[Edit], tuple[str, ...]]:
    """The edits that fill fields of an entry, and the names of these; `done` are those filled before, and grows.

    What an entry inherits by `crossref` is not filled. What one entry says in two fields stays consistent: the month
    goes with the year, the archive with the eprint, and an entry of a journal or a conference keeps clear of the
    preprint's DOI.
    """
    if there.is_broken:
        return [], ()
    edits: list[Edit] = []
    names: list[str] = []
    absent: list[str] = []
    for name, value in entry.fields:
        if name.lower() in done or not _may_fill(there, name.lower(), value, entry):
            continue
        names.append(name)
        empty = next((field for field in there.fields if field.name == name.lower()), None)
        if empty is None:
            absent.append(f"{name} = {value}")
        else:
            edits.append(Edit(empty.start, empty.end, value))
    if absent:
        at, lead = _place(text, there, line_end)
        edits.append(Edit(at, at, "".join(f"{lead}{field}" for field in absent)))
    done.update(name.lower() for name in names)
    return edits, tuple(names)


def _may_fill(there: ScannedEntry, name: str, value: str, entry: Entry) -> bool:
    """Whether a field is empty or absent, and what is to be written fits the others."""
    if name == "key" or there.value(name, *_SAME.get(name, ())):
        return False
    if name in _INHERITED and there.value("crossref", "xdata"):
        return False
    new = {own.lower(): own_value.strip("{}") for own, own_value in entry.fields}
    if name == "month":
        return there.value("year").strip() in {"", new.get("year")}
    if name in _OF_EPRINT:
        return not there.value("eprint") or new.get("eprint", "-") in there.value("eprint")
    if name == "doi" and "10.48550/arxiv." in value.lower():
        return not _is_published(there)
    return True


def _is_published(there: ScannedEntry) -> bool:
    venue = there.value("journal", "journaltitle", "booktitle").lower()
    return bool(venue) and "arxiv" not in venue and venue.strip("{} ") != "corr"


def _place(text: str, there: ScannedEntry, line_end: str) -> tuple[int, str]:
    """Where fields are added, and what stands before each: a comma, and the line and indent of the last field."""
    if not there.fields:
        return there.key_end, f",{line_end}  "
    last = there.fields[-1]
    start = max(text.rfind(end, there.start, last.name_start) for end in "\n\r") + 1
    indent = text[start : last.name_start] if start else "-"
    return last.end, f",{line_end}{indent}" if not indent.strip() else ", "
