"""Records from a file of any of the formats, which is known by its contents."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from digestkit.errors import DigestError
from digestkit.metadata import bibtex, csl, huggingface, snapshot
from digestkit.metadata._faults import refuse
from digestkit.metadata.index import Index, is_index

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from digestkit.metadata._faults import OnError
    from digestkit.metadata.record import Record

__all__ = ["FORMATS", "first_bytes", "format_of", "format_of_file", "read_records"]

_HEAD: Final = 65_536  # bytes that tell the format; the first object of a catalogue is shorter
_BOM: Final = b"\xef\xbb\xbf"
_BIBTEX: Final = re.compile(rb"@[ \t]*[A-Za-z]+[ \t]*[{(]")  # @misc{holm2024maps
_ROOT: Final = re.compile(
    rb"<(?:[A-Za-z_][\w.-]*:)?(feed|entry|OAI-PMH|ListRecords|GetRecord|record|arXivRaw|arXiv)[\s>/]"  # <feed xmlns=…
)
_ATOM: Final = (b"feed", b"entry")
_KEY: Final = re.compile(r'"([\w-]{1,30})"[ \t\r\n]{0,9}:')  # "authors_parsed":
FORMATS: Final = {
    "snapshot": "arXiv's snapshot",
    "atom": "an answer of arXiv's API",
    "oai": "an answer of OAI-PMH",
    "huggingface": "Hugging Face's daily papers",
    "csl": "CSL-JSON",
    "bibtex": "BibTeX",
    "index": "an index",
}  # as people call them
_EXPECTED: Final = (
    "arXiv's snapshot in JSON Lines, an answer of its API (Atom) or of OAI-PMH, Hugging Face's daily papers, CSL-JSON, "
    "BibTeX, or an index of digestkit"
)


def read_records(path: str | os.PathLike[str], *, on_error: OnError = refuse) -> Iterator[Record]:
    """The records of a catalogue, in whatever of the formats it is.

    Snapshots, Atom, OAI-PMH and indexes are read one record at a time, the others as a whole. `on_error` is called
    with the `DigestError` of each record that cannot be read, and may let the rest go on; without it, it is raised.
    Raises `OSError`, and `DigestError` for a file of no such format and for one that is broken as a whole.
    """
    source = Path(path)
    with source.open("rb") as file:
        name = format_of_file(source, file.read(_HEAD))
        if name is None:
            raise DigestError(f"{source}: this is no catalogue of papers; expected {_EXPECTED}")
        if name != "index":
            file.seek(0)
            module = import_module(f"digestkit.metadata.{name}")
            yield from module.read(file, source=str(source), on_error=on_error)
            return
    with Index(source) as index:
        yield from index.values()


def first_bytes(path: str | os.PathLike[str]) -> bytes:
    """As much of a file as tells its format. Raises `OSError`."""
    with Path(path).open("rb") as file:
        return file.read(_HEAD)


def format_of(head: bytes) -> str | None:
    """The format of a file that begins with these bytes: a module below `digestkit.metadata`, or None.

    >>> format_of(b'[{"paper": {"id": "2403.90001"}}]'), format_of(b"@misc{holm2024maps,"), format_of(b"Dear all,")
    ('huggingface', 'bibtex', None)
    """
    if is_index(head):
        return "index"
    text = head.removeprefix(_BOM).lstrip()
    if text.startswith(b"<"):
        found = _ROOT.search(text)
        return None if found is None else "atom" if found[1] in _ATOM else "oai"
    if text.startswith((b"{", b"[")):
        return _json_format(text.decode("utf-8", "replace"))
    return "bibtex" if _BIBTEX.search(text) else None


def format_of_file(path: str | os.PathLike[str], head: bytes) -> str | None:
    """The format of a file with this name and beginning; a `.bib` file without an entry yet is BibTeX.

    >>> format_of_file("refs.bib", b"% my papers"), format_of_file("refs.txt", b"% my papers")
    ('bibtex', None)
    """
    name = format_of(head)
    is_bib = Path(path).suffix.lower() in {".bib", ".bibtex"}
    return "bibtex" if name is None and is_bib and bibtex.is_comment(head.removeprefix(_BOM)) else name


def _json_format(text: str) -> str | None:
    first = _first_object(text)
    if text.startswith("{") and snapshot.is_paper(first):
        return "snapshot"
    if huggingface.is_paper(first):
        return "huggingface"
    # An empty list is an answer about a day without papers as well as an empty bibliography.
    return "csl" if csl.is_entry(first) or text.replace(" ", "").startswith("[]") else None


def _first_object(text: str) -> object:
    """The first object of a JSON text whose end may be missing: of one that is cut, what can be told of its keys."""
    start = text.find("{")
    if start < 0:
        return None
    try:
        return json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return dict.fromkeys(_KEY.findall(text, start))
