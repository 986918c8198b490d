"""Empty and absent fields of an entry that is there, filled from a new one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.formats.bibtex_reading import named_authors
from digestkit.formats.bibtex_scan import arxiv_id_of, doi_of, readable
from digestkit.formats.bylines import family_name, known_families
from digestkit.formats.dois import doi_from_tex
from digestkit.models import Author, AuthorOrder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.formats.bibtex import Entry
    from digestkit.formats.bibtex_scan import ScannedEntry

__all__ = ["Edit", "edits_for", "is_one_work"]

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
# What a catalogue knows of the preprint, and a journal or the proceedings have otherwise.
_OF_PREPRINT: Final = frozenset({"year", "month", "date", "note"})
_PRINTED: Final = frozenset({"book", "conference", "inbook", "incollection", "inproceedings", "proceedings"})
_UNPUBLISHED: Final = frozenset({"misc", "online", "electronic", "www", "unpublished", "techreport", "report"})
_LAG: Final = 3  # years from a preprint to what a journal prints
_YEAR: Final = re.compile(r"[12][0-9]{3}")


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
    preprint's date, note and DOI.
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
    if name == "key" or there.value(name, *_SAME.get(name, ())) or _is_another_s(there, name, value):
        return False
    if name == "author" and not _is_order_known(entry):
        return False
    new = {own.lower(): own_value.strip("{}") for own, own_value in entry.fields}
    if name == "month":
        return there.value("year").strip() in {"", new.get("year")}
    if name in _OF_EPRINT:
        return not there.value("eprint") or new.get("eprint", "-") in there.value("eprint")
    return True


def _is_another_s(there: ScannedEntry, name: str, value: str) -> bool:
    """Is a field one that an entry inherits, or has otherwise: by its journal, another archive, a DOI's address?"""
    if name in _INHERITED and there.value("crossref", "xdata"):
        return True
    is_arxiv_s_doi = name == "doi" and "10.48550/arxiv." in value.lower()
    if (name in _OF_PREPRINT or is_arxiv_s_doi) and _is_published(there):
        return True
    if is_arxiv_s_doi and doi_of(there):
        return True
    is_arxiv_s = is_arxiv_s_doi or (name == "url" and "//arxiv.org/" in value)
    return is_arxiv_s and _is_of_another_archive(there)


def _is_order_known(entry: Entry) -> bool:
    """Whether the names stand in their order, and are names: what is uncertain is none to fill, since it would stay."""
    if any(author.is_handle for author in entry.paper.authors):
        return False
    return entry.paper.author_order is AuthorOrder.BYLINE or entry.paper.first_author is not None


def _is_of_another_archive(there: ScannedEntry) -> bool:
    return bool(there.value("eprint")) and arxiv_id_of(there) is None


def _is_published(there: ScannedEntry) -> bool:
    if there.kind in _PRINTED:
        return True
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


def is_one_work(there: ScannedEntry, entry: Entry) -> bool:
    """Whether an entry of the same title is one of the same paper, as far as authors, years and DOIs tell.

    An entry with authors shares a family name with the paper, where no DOI or year says otherwise; one without has no
    editor either, and inherits nothing. What is printed may be some years younger than the preprint.
    """
    new = {name.lower(): value for name, value in entry.fields}
    doi, own = doi_of(there).lower(), doi_from_tex(new.get("doi", "")).lower()
    if doi and own and "10.48550/" not in own and doi != own:
        return False
    if not _years_fit(there, new):
        return False
    authors = set(_families(readable(there.value("author"))))
    if not authors:
        return not there.value("editor", "crossref", "xdata")
    return not authors.isdisjoint(_families_of(entry))


def _years_fit(there: ScannedEntry, new: dict[str, str]) -> bool:
    old_year = _YEAR.search(there.value("year", "date"))
    new_year = _YEAR.search(new.get("year", new.get("date", "")))
    if old_year is None or new_year is None:
        return True
    later = int(old_year[0]) - int(new_year[0])
    return 0 <= later <= (_LAG if there.kind not in _UNPUBLISHED or _is_published(there) else 0)


def _families_of(entry: Entry) -> Iterator[str]:
    known = known_families(entry.paper)
    for author in entry.paper.authors:
        if not author.is_handle:
            yield _last_word(family_name(author, known.get(author.name, "")))


def _families(field: str) -> Iterator[str]:
    """The family names of an author field, as they are compared."""
    for name, family in named_authors(field)[0]:
        yield _last_word(family_name(Author(name), family))


def _last_word(family: str) -> str:
    letters = unicodedata.normalize("NFKD", family.casefold()).rpartition(" ")[2]
    return "".join(filter(str.isalnum, letters))
