"""arXiv's metadata snapshot: JSON Lines, an object a paper, as published on Kaggle.

    {"id": "2403.90001", "authors": "Ida Holm and Li Wen", "title": "Maps of Rivers", "comments": "12 pages",
     "journal-ref": null, "doi": null, "categories": "cs.CV cs.LG", "update_date": "2024-05-03",
     "versions": [{"version": "v1", "created": "Fri, 8 Mar 2024 18:00:00 GMT"}],
     "authors_parsed": [["Holm", "Ida", ""], ["Wen", "Li", ""]], …}

The file has gigabytes, so no more than a line of it is in memory.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from digestkit.errors import DigestError
from digestkit.formats.bylines import Named
from digestkit.metadata._faults import Part, arxiv_id_of, json_of, refuse
from digestkit.metadata._names import in_parts, split_byline, whole_byline
from digestkit.metadata.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from digestkit.metadata._faults import OnError

__all__ = ["is_paper", "lines", "read", "record_of", "sent_day", "shortened"]

_TEXTS: Final = ("id", "title", "comments", "journal-ref", "doi", "categories", "update_date")
_TELLING: Final = ("authors_parsed", "categories", "submitter")  # what no other catalogue's objects have
_SENT: Final = re.compile(
    r"[A-Z][a-z]{2},[ ]{1,2}(?P<day>[0-9]{1,2})[ ](?P<month>[A-Z][a-z]{2})[ ](?P<year>[0-9]{4})[ ]"  # Fri, 8 Mar 2024 …
)
_NAMES: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS: Final = {name: number for number, name in enumerate(_NAMES, 1)}
_LONGEST_LINE: Final = 16_000_000  # bytes; the longest byline of a collaboration needs a hundredth of it
_NAME_PARTS: Final = 3  # family name, given names, suffix; affiliations may follow


def read(file: BinaryIO, *, source: str = "<file>", on_error: OnError = refuse) -> Iterator[Record]:
    """The records of a snapshot, one line in memory at a time.

    `on_error` is told of each line that cannot be read, and may let the rest go on.
    Raises `DigestError`, which names the line, where it does not.
    """
    for number, content in lines(file):
        place = f"{source}: line {number}"
        try:
            if content and not content.isspace():
                yield record_of(Part.of(json_of(content, place), place))
        except DigestError as error:
            on_error(error)


def lines(file: BinaryIO, first: int = 1) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers, from where the file stands. One of absurd length is cut, and so is no JSON."""
    number = first
    while content := file.readline(_LONGEST_LINE):
        yield number, content.rstrip(b"\r\n")
        # The rest of a line that was cut has to go by before the next.
        while not content.endswith(b"\n") and (content := file.readline(_LONGEST_LINE)):
            pass
        number += 1


def is_paper(value: object) -> bool:
    """Is a JSON value the object of a paper, as snapshots have them?"""
    return (
        isinstance(value, dict) and "id" in value and bool({"authors_parsed", "categories", "submitter"} & value.keys())
    )


def record_of(paper: Part) -> Record:
    """The record of a line's object. Raises `DigestError`."""
    categories = tuple((paper.text("categories") or "").split())
    published, updated = _days(paper)
    return Record(
        arxiv_id=arxiv_id_of(paper.required("id"), f"{paper.place}, id"),
        title=paper.text("title") or "",
        **whole_byline(_authors(paper)),
        primary_class=categories[0] if categories else None,
        categories=categories,
        published=published,
        updated=updated,
        doi=paper.text("doi"),
        journal_reference=paper.text("journal-ref"),
        comment=paper.text("comments"),
    )


def shortened(paper: Part) -> tuple[str, dict[str, object]]:
    """The number of a line's object, and what `record_of` needs of it: no abstract, and no versions between.

    Raises `DigestError` where `record_of` would, so that nothing that is kept fails later.
    """
    number = arxiv_id_of(paper.required("id"), f"{paper.place}, id").number
    kept: dict[str, object] = {key: text for key in _TEXTS if (text := paper.text(key))}
    parsed = paper.values("authors_parsed")
    if parsed:
        kept["authors_parsed"] = [_checked_name(value, paper.place) for value in parsed]
    elif authors := paper.text("authors"):
        kept["authors"] = authors
    _days(paper)
    if versions := paper.values("versions"):
        kept["versions"] = [
            {"created": Part.of(version, paper.place).text("created")} for version in (versions[0], versions[-1])
        ]
    return number, kept


def _authors(paper: Part) -> Iterable[Named]:
    parsed = [_name(value, paper.place) for value in paper.values("authors_parsed")]
    return parsed or map(Named, split_byline(paper.text("authors") or ""))


def _name(value: object, place: str) -> Named:
    family, given, suffix = (*_checked_name(value, place), "", "")[:_NAME_PARTS]
    return in_parts(given, family, suffix)


def _checked_name(value: object, place: str) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(part, str) for part in value):
        expected = "lists of family name, given names and suffix"
        raise DigestError(f"{place}, authors_parsed: found {str(value)[:60]}, expected {expected}")
    return value[:_NAME_PARTS]


def _days(paper: Part) -> tuple[dt.date | None, dt.date | None]:
    """The days of the first and the newest version; the latter's is that of the last change where none is told."""
    versions = paper.values("versions")
    place = f"{paper.place}, versions"
    days = [sent_day(Part.of(version, place).text("created"), place) for version in (versions[:1] + versions[-1:])]
    changed = paper.day("update_date")
    return (days[0], days[-1] or changed) if days else (None, changed)


def sent_day(text: str | None, place: str) -> dt.date | None:
    """The day of a date as e-mail writes it: `Fri, 8 Mar 2024 18:00:00 GMT`. Raises `DigestError`."""
    if text is None:
        return None
    found = _SENT.match(text)
    try:
        return dt.date(int(found["year"]), _MONTHS[found["month"]], int(found["day"])) if found else _no_day(text)
    except (KeyError, ValueError):  # the 8th of Foo, or the 30th of February
        expected = "a date like 'Fri, 8 Mar 2024 18:00:00 GMT'"
        raise DigestError(f"{place}: found {text[:60]!r}, expected {expected}") from None


def _no_day(text: str) -> dt.date:
    raise ValueError(text)
