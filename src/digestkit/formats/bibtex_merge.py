r"""New papers into the text of a .bib file that is there, of which every character stays.

>>> from digestkit import ArxivId, Paper
>>> old = "% my papers\n@misc{ids, eprint={2403.90001}, note={read it!}}"
>>> papers = [Paper(title="Maps", arxiv_id=ArxivId(f"2403.9000{number}")) for number in (1, 2)]
>>> merged = merge(old, papers)
>>> merged.text.startswith(old), [change.key for change in merged.added], [change.key for change in merged.skipped]
(True, ['arxiv2403.90002'], ['ids'])

A paper is there if an entry has its arXiv number (of any version, in `eprint` or where other writers put it), else
its DOI, else the letters and digits of its title, whatever styles, scripts and formulas they stand in; two that have
different arXiv numbers are two. Entries that BibTeX could not read count as well, those in comments do not.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple, Unpack

import attrs

from digestkit.formats.bibtex import EntryOptions, entries
from digestkit.formats.bibtex_scan import (
    ScannedEntry,
    arxiv_id_of,
    broken_lines,
    doi_of,
    keys_in,
    readable,
    scan,
    unclosed,
)
from digestkit.formats.bibtex_update import Edit, edits_for, is_one_work
from digestkit.formats.collect import as_digests
from digestkit.formats.same_titles import tex_title_keys
from digestkit.models import one_line

if TYPE_CHECKING:
    from digestkit.formats import Papers
    from digestkit.formats.bibtex import Entry

__all__ = ["Change", "Merged", "merge"]

_LINE_END: Final = re.compile(r"\r\n|\n|\r")


@attrs.frozen
class Change:
    """What became of a paper: the key of its entry, its title, and the fields that were filled.

    A paper that is skipped because it stands twice among the new ones has no key.
    """

    key: str
    title: str
    fields: tuple[str, ...] = ()


@attrs.frozen
class Merged:
    """The new text, what was done, and the lines (from 1) where entries begin that BibTeX could not read."""

    text: str
    added: tuple[Change, ...] = ()
    skipped: tuple[Change, ...] = ()
    updated: tuple[Change, ...] = ()
    broken: tuple[int, ...] = ()


class _New(Enum):
    NEW = "an entry that is about to be added"


_NEW: Final = _New.NEW


class _Identity(NamedTuple):
    """What an entry is known by; what it lacks is empty. `rest` serves those that have none of the others."""

    number: str
    doi: str
    titles: tuple[str, ...]
    rest: str


def merge(text: str, x: Papers, *, update: bool = False, **options: Unpack[EntryOptions]) -> Merged:
    """Add to the text of a .bib file the papers of digests that it lacks, behind what is there.

    `x` is a Digest, a Paper, or an iterable of either; `options` are those of `digestkit.formats.bibtex.write`. New
    entries have the line ends of the text, and keys that nothing in it has, whatever the case of letters. With
    `update`, empty and absent fields of entries that are there are filled; a field that says anything stays, and so
    does an entry with the paper's title alone whose authors, year or DOI are others.

    Raises what `write` raises; no text is too broken.
    """
    shelf = _Shelf(text)
    filled: list[tuple[ScannedEntry, Entry, bool]] = []
    skipped: list[Change] = []

    def is_new(entry: Entry) -> bool:
        there, is_sure = shelf.place(entry)
        if isinstance(there, ScannedEntry) and update:
            filled.append((there, entry, is_sure))
        elif there is not None:
            skipped.append(Change("" if there is _NEW else there.key, entry.paper.title))
        return there is None

    added = list(entries(as_digests(x), is_new, keys_in(text), **options))
    edits, updated, complete = _updates(text, filled)
    return Merged(
        _edited(text, edits) + _appendix(text, added),
        tuple(Change(entry.key, entry.paper.title) for entry in added),
        (*skipped, *complete),
        updated,
        tuple(broken_lines(text, shelf.broken)),
    )


def _updates(
    text: str, filled: list[tuple[ScannedEntry, Entry, bool]]
) -> tuple[list[Edit], tuple[Change, ...], tuple[Change, ...]]:
    """The edits that fill fields, the entries that they change, and those that lack nothing."""
    edits: list[Edit] = []
    updated: list[Change] = []
    complete: list[Change] = []
    done: dict[int, set[str]] = {}
    for there, entry, is_sure in filled:
        names: tuple[str, ...] = ()
        if is_sure or is_one_work(there, entry):
            kept = done.setdefault(there.start, set())
            own, names = edits_for(text, there, entry, kept, _line_end(text, there.start))
            edits += own
        change = Change(there.key, entry.paper.title, names)
        (updated if names else complete).append(change)
    return edits, tuple(updated), tuple(complete)


def _edited(text: str, edits: list[Edit]) -> str:
    parts, end = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[end : edit.start], edit.text]
        end = edit.end
    return "".join([*parts, text[end:]])


def _line_end(text: str, start: int = 0) -> str:
    """The line end of an entry that begins at a place, or the one behind it; else the first of the text."""
    found = _LINE_END.search(text, start) or _LINE_END.search(text)
    return found[0] if found else "\n"


def _appendix(text: str, added: list[Entry]) -> str:
    """The new entries, on lines of their own behind the text."""
    if not added:
        return ""
    lead = ""
    if text.strip("\ufeff"):
        lead = "\n" if text.endswith(("\n", "\r")) else "\n\n"
    return (lead + "\n".join(map(str, added))).replace("\n", _line_end(text))


class _Shelf:
    """The entries of a text, and those that are about to be added, by what they are known by."""

    def __init__(self, text: str) -> None:
        self.broken: list[int] = []
        self._known: dict[tuple[str, str], ScannedEntry | _New] = {}
        for entry in scan(text):
            if entry.is_broken:
                self.broken.append(entry.start)
            self._keep(_identity(entry), entry)
        self.broken = sorted({*self.broken, *unclosed(text)})

    def place(self, entry: Entry) -> tuple[ScannedEntry | _New | None, bool]:
        """The entry that a paper has already, or None; then it has this one. And is it more than a title's namesake?"""
        (scanned,) = scan(str(entry))
        identity = _identity(scanned)
        for name in _names(identity):
            if name in self._known:
                return self._known[name], name[0] in {"number", "doi"}
        self._keep(identity, _NEW)
        return None, False

    def _keep(self, identity: _Identity, entry: ScannedEntry | _New) -> None:
        for name in _names(identity, kept=True):
            self._known.setdefault(name, entry)


def _names(identity: _Identity, *, kept: bool = False) -> list[tuple[str, str]]:
    """Under which words an entry is kept, or looked for: that with a number has no title's namesake with another."""
    number, doi, titles, rest = identity
    names = [("number", number)] * bool(number) + [("doi", doi)] * bool(doi)
    kinds = ("title", "title without number") if kept and not number else ("title",)
    if number and not kept:
        kinds = ("title without number",)
    names += [(kind, title) for kind in kinds for title in titles]
    return names or [("rest", rest)]


def _identity(entry: ScannedEntry) -> _Identity:
    doi = doi_of(entry).lower()
    title, subtitle = (one_line(readable(entry.value(name))) for name in ("title", "subtitle"))
    rest = " ".join(one_line(readable(entry.value(name))) for name in ("title", "author", "url"))
    found = arxiv_id_of(entry)
    return _Identity(
        found.number if found else "",
        "" if doi.startswith("10.48550/") else doi,
        tuple(sorted(tex_title_keys(f"{title}: {subtitle}" if subtitle else title))),
        rest,
    )
