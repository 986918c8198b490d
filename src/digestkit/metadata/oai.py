"""OAI-PMH answers of arXiv, in its formats `arXiv` and `arXivRaw` (https://info.arxiv.org/help/oa/index.html).

    <arXiv xmlns="http://arxiv.org/OAI/arXiv/">
      <id>2403.90001</id> <created>2024-03-08</created> <updated>2024-05-02</updated>
      <authors><author><keyname>Holm</keyname><forenames>Ida</forenames></author></authors>
      <title>Maps of Rivers</title> <categories>cs.CV cs.LG</categories> <comments>12 pages</comments>
    </arXiv>

In `arXivRaw` the byline is one text, and each version has its date. Records that were deleted have neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.errors import DigestError
from digestkit.formats.bylines import Named
from digestkit.metadata._faults import arxiv_id_of, day_of, refuse
from digestkit.metadata._names import in_parts, split_byline, whole_byline
from digestkit.metadata._xml import child_text, elements, local_name
from digestkit.metadata.record import Record
from digestkit.metadata.snapshot import sent_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO
    from xml.etree.ElementTree import Element

    from digestkit.metadata._faults import OnError

__all__ = ["read"]


def read(file: BinaryIO, *, source: str = "<file>", on_error: OnError = refuse) -> Iterator[Record]:
    """The records of an answer, or of a file of bare records, one in memory at a time.

    `on_error` is told of each record that cannot be read, and of an `error` in place of records.
    Raises `DigestError`: for a faulty record where `on_error` does, always for what is not XML.
    """
    for number, element in enumerate(elements(file, {"arXiv", "arXivRaw", "error"}, source=source), 1):
        try:
            yield _record(element, f"{source}: record {number}")
        except DigestError as error:
            on_error(error)


def _record(element: Element, place: str) -> Record:
    if local_name(element) == "error":
        reason = " ".join(filter(None, (element.get("code"), (element.text or "").strip())))
        raise DigestError(f"{place}: the answer is an error: {reason or 'unnamed'}")
    number = child_text(element, "id")
    if number is None:
        raise DigestError(f"{place}: found no id, expected one like '2403.90001'")
    categories = tuple((child_text(element, "categories") or "").split())
    published, updated = _days(element, place)
    return Record(
        arxiv_id=arxiv_id_of(number, f"{place}, id"),
        title=child_text(element, "title") or "",
        **whole_byline(_authors(element)),
        primary_class=categories[0] if categories else None,
        categories=categories,
        published=published,
        updated=updated,
        doi=child_text(element, "doi"),
        journal_reference=child_text(element, "journal-ref"),
        comment=child_text(element, "comments"),
    )


def _authors(element: Element) -> Iterable[Named]:
    authors = element.find("{*}authors")
    if authors is None:
        return ()
    parts = ("forenames", "keyname", "suffix")
    named = [in_parts(*(child_text(author, part) or "" for part in parts)) for author in authors]
    return named or map(Named, split_byline(authors.text or ""))


def _days(element: Element, place: str) -> tuple[dt.date | None, dt.date | None]:
    """The days of the first and of the newest version."""
    versions = [child_text(version, "date") for version in element.iterfind("{*}version")]
    if versions:
        return sent_day(versions[0], place), sent_day(versions[-1], place)
    created, updated = (day_of(child_text(element, name), f"{place}, {name}") for name in ("created", "updated"))
    return created, updated or created
