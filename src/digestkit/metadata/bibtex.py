"""A .bib file as a catalogue: the entries that have an arXiv identifier. Needs the extra `bib`.

    @article{holm2024maps, title = {Maps of {R}ivers}, author = {Holm, Ida and Li Wen}, eprint = {2403.90001},
      eprintclass = {cs.CV}, doi = {10.5555/rivers.9}, journaltitle = {Delta Letters}, volume = 9, pages = {90--99},
      date = {2024-03-08}, comment = {12 pages}}

A byline that ends in `and others`, or that holds what looks like an account, is none to rely on: the entry may have
been made of a digest. The day is taken where the entry has a whole one, and no journal that it may be the day of. The
`note` is anybody's, but in what `digestkit` wrote it is the journal reference.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

import attrs

from digestkit._fields import one_line
from digestkit.errors import DigestError
from digestkit.formats.bibtex_scan import arxiv_id_of, broken_lines, doi_of, readable, scan, unclosed
from digestkit.formats.bylines import Named
from digestkit.formats.decoding import decoded
from digestkit.formats.references import primary_category
from digestkit.formats.tex_reading import tex_to_text
from digestkit.metadata._faults import refuse
from digestkit.metadata._names import are_names, whole_byline
from digestkit.metadata._references import journal_reference
from digestkit.metadata.record import Record
from digestkit.models import Metadata, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from digestkit.formats.bibtex_scan import ScannedEntry
    from digestkit.metadata._faults import OnError

__all__ = ["is_comment", "read", "record_of"]

_ISO: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])")  # 2024-03-08/2024-03-09
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LETTERS: Final = re.compile(r"[A-Za-z]{3,9}")
_VENUES: Final = ("journal", "journaltitle", "booktitle")
_DIGITS: Final = re.compile(r"[0-9]{1,2}(?![0-9])")
_STAMPED: Final = re.compile(r"arXiv:\S{1,40} \[(?P<category>[A-Za-z.-]{2,25})\]", re.IGNORECASE)  # arXiv:… [cs.CL]
_ENTRY_LIKE: Final = re.compile(r"@(?=[A-Za-z0-9_]*[ \t]*\{)")
_AT_ONCE: Final = 200  # entries given to the reader of BibTeX; of those that it refuses, halves tell which
_READ: Final = ("title", "author")
# What `digestkit.formats.bibtex` writes, in its order, of a paper of arXiv's.
_OURS: Final = (
    "title", "author", "key", "year", "month", "date", "eprint", "archiveprefix", "eprinttype", "primaryclass",
    "eprintclass", "doi", "url", "note", "abstract", "keywords", "annote",
)  # fmt: skip
_ALWAYS_OURS: Final = frozenset({"title", "eprint", "doi", "url", "note"})


def read(file: BinaryIO, *, source: str = "<file>", on_error: OnError = refuse) -> Iterator[Record]:
    """The records of a .bib file, which is read as a whole; entries without identifier are passed over.

    Bytes that are no UTF-8 are letters of Latin-1. `on_error` is told of an entry that cannot be read, and may let it
    be; the others are read then.
    """
    text = readable(file.read().decode("utf-8", "surrogateescape"))
    entries = list(scan(text))
    broken = {entry.start for entry in entries if entry.is_broken} | set(unclosed(text))
    for line in broken_lines(text, sorted(broken)):
        on_error(_no_entry(source, line))
    numbered = [(entry, number) for entry in entries if not entry.is_broken and (number := arxiv_id_of(entry))]
    for start in range(0, len(numbered), _AT_ONCE):
        part = numbered[start : start + _AT_ONCE]
        for (entry, number), paper in zip(part, _papers([entry for entry, _ in part]), strict=True):
            if paper is None:
                on_error(_no_entry(source, next(broken_lines(text, [entry.start]))))
            else:
                yield _record(entry, attrs.evolve(paper, arxiv_id=number))


def _no_entry(source: str, line: int) -> DigestError:
    expected = "expected `@type{key, field = {…}}`"
    return DigestError(f"{source}: line {line}: found no entry that BibTeX could read; {expected}")


def is_comment(head: bytes) -> bool:
    """Is a text that holds no entry nothing but lines that `%` begins, as a .bib file may be that waits for papers?

    >>> is_comment(b"% my papers"), is_comment(b""), is_comment(b"Dear all,")
    (True, True, False)
    """
    return all(not line.strip() or line.startswith(b"%") for line in head.strip().splitlines())


def _papers(entries: list[ScannedEntry]) -> list[Paper | None]:
    """Title and names of entries; None for one that cannot be read."""
    from digestkit.formats.bibtex_reading import read_entries

    broken: list[DigestError] = []
    papers = read_entries("".join(_reduced(entry, place) for place, entry in enumerate(entries)), broken.append)
    if len(papers) == len(entries) and not broken:
        return list(papers)
    if len(entries) == 1:
        return [None]
    middle = len(entries) // 2
    return [*_papers(entries[:middle]), *_papers(entries[middle:])]


def _record(entry: ScannedEntry, paper: Paper) -> Record:
    record = record_of(paper)
    categories = _categories(entry)
    return attrs.evolve(
        record,
        primary_class=next(iter(categories), None),
        categories=categories,
        published=_day(entry),
        doi=doi_of(entry) or None,
        journal_reference=_reference(entry),
        comment=_text(entry, "comment"),
    )


def _reduced(entry: ScannedEntry, place: int) -> str:
    """An entry with what only the reader of BibTeX can take apart, on lines where nothing looks like another entry."""
    values = {name: _ENTRY_LIKE.sub("{@}", one_line(entry.value(name))) for name in _READ}
    if subtitle := one_line(entry.value("subtitle")):
        values["title"] += f": {_ENTRY_LIKE.sub('{@}', subtitle)}"
    return f"@misc{{moss{place}" + "".join(f",\n {name} = {{{value}}}" for name, value in values.items()) + "\n}\n"


def _text(entry: ScannedEntry, *names: str) -> str:
    return one_line(tex_to_text(one_line(entry.value(*names))))


def _categories(entry: ScannedEntry) -> tuple[str, ...]:
    """The classes, the first of which is the primary one; also that of the stamp that Zotero keeps in a note."""
    if named := entry.value("primaryclass", "eprintclass").strip("{} \t\r\n"):
        return tuple(re.split(r"[\s,;]+", named.strip(",; ")))
    stamped = _STAMPED.search(one_line(entry.value("note", "number")))
    category = primary_category(Paper(categories=(stamped["category"],))) if stamped else None
    return (category,) if category else ()


def _day(entry: ScannedEntry) -> dt.date | None:
    """The day of `date`, or of `year`, `month` and a day that stands in either `day` or `month`.

    That of an entry of a journal or a conference is the day of the print, not that of arXiv's first version.
    """
    if journal_reference(_text(entry, *_VENUES)):
        return None
    found = _ISO.match(entry.value("date").strip("{} \t\r\n"))
    if found is not None:
        return _date(*map(int, found.groups()))
    if entry.value("date"):
        return None
    month = entry.value("month")
    number = _month(month)
    day = _DIGITS.search(entry.value("day") or (month if _LETTERS.search(month) else ""))
    year = entry.value("year").strip("{} \t\r\n")
    return _date(int(year), number, int(day[0])) if number and day and re.fullmatch("[0-9]{4}", year) else None


def _month(text: str) -> int | None:
    """The number of a month: `mar`, `March`, `#mar#`, `8~mar`, `03`."""
    word = _LETTERS.search(text)
    if word is not None:
        name = word[0][:3].lower()
        return _MONTHS.index(name) + 1 if name in _MONTHS else None
    digits = _DIGITS.search(text)
    return int(digits[0]) if digits else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None for one that no calendar has: the rest of the entry may be right."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _reference(entry: ScannedEntry) -> str | None:
    names = [field.name for field in entry.fields]
    if _ALWAYS_OURS.issubset(names) and tuple(names) == tuple(name for name in _OURS if name in names):
        return _text(entry, "note")
    journal, volume, number = (_text(entry, *names) for names in (_VENUES, ("volume",), ("number", "issue")))
    year = (entry.value("year") or entry.value("date")).strip("{} \t\r\n")[:4]
    return journal_reference(journal, volume, number, entry.value("pages").strip("{}"), year)


def record_of(paper: Paper) -> Record:
    """What a paper with an identifier says of itself, as a record.

    Raises `ValueError` for a paper without identifier.
    """
    if paper.arxiv_id is None:
        raise ValueError(f"{paper.title!r} has no arXiv identifier, by which records are found")
    known = paper.metadata or Metadata()
    names = [author.name for author in paper.authors]
    families = dict(known.family_names)
    byline = whole_byline(Named(decoded(name), decoded(families.get(name, ""))) for name in names)
    return Record(
        arxiv_id=paper.arxiv_id,
        title=paper.title,
        authors=byline["authors"],
        family_names=byline["family_names"],
        authors_complete=byline["authors_complete"] and paper.authors_complete is True and are_names(byline["authors"]),
        primary_class=known.primary_class or next(iter(paper.categories), None),
        categories=known.categories or paper.categories,
        published=known.published,
        updated=known.updated,
        doi=known.doi,
        journal_reference=known.journal_reference,
        comment=known.comment,
        accounts=[(account, name) for account, name in known.accounts if name],
    )
