"""Answers of arXiv's API: Atom feeds, described at https://info.arxiv.org/help/api/user-manual.html.

<entry>
<id>http://arxiv.org/abs/2403.90001v2</id>
<published>2024-03-08T18:00:00Z</published> <updated>2024-05-02T09:30:00Z</updated>
<title>Maps of Rivers</title> <author><name>Ida Holm</name></author>
<arxiv:primary_category term="cs.CV"/> <category term="cs.CV"/>
<arxiv:doi>…</arxiv:doi> <arxiv:journal_ref>…</arxiv:journal_ref> <arxiv:comment>…</arxiv:comment>
</entry>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.errors import DigestError
from digestkit.formats.bylines import Named
from digestkit.metadata._faults import arxiv_id_of, day_of, refuse
from digestkit.metadata._names import joined, whole_byline
from digestkit.metadata._xml import child_text, elements
from digestkit.metadata.record import Record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from typing import BinaryIO
    from xml.etree.ElementTree import Element

    from digestkit.metadata._faults import OnError

__all__ = ["read"]


def read(file: BinaryIO, *, source: str = "<file>", on_error: OnError = refuse) -> Iterator[Record]:
    """The records of a feed, one entry in memory at a time.

    `on_error` is told of each entry that cannot be read, and of those by which arXiv reports an error. A day that is
    none costs an entry its day alone, where `on_error` lets it be.
    Raises `DigestError`: for a faulty entry where `on_error` does, always for what is not XML.
    """
    for number, entry in enumerate(elements(file, {"entry"}, source=source), 1):
        try:
            yield _record(entry, f"{source}: entry {number}", on_error)
        except DigestError as error:
            on_error(error)


def _record(entry: Element, place: str, on_error: OnError) -> Record:
    address = child_text(entry, "id")
    if address is None:
        raise DigestError(f"{place}: found no id, expected one like 'http://arxiv.org/abs/2403.90001v2'")
    if "/api/errors" in address:
        raise DigestError(f"{place}: arXiv's answer is an error: {child_text(entry, 'summary') or address}")
    categories = tuple(term for child in entry.iterfind("{*}category") if (term := child.get("term")))
    primary = entry.find("{*}primary_category")
    return Record(
        arxiv_id=arxiv_id_of(address, f"{place}, id"),
        title=child_text(entry, "title") or "",
        **whole_byline(Named(joined("", child_text(author, "name") or "")) for author in entry.iterfind("{*}author")),
        primary_class=primary.get("term") if primary is not None else None,
        categories=categories,
        published=_day(entry, "published", place, on_error),
        updated=_day(entry, "updated", place, on_error),
        doi=child_text(entry, "doi"),
        journal_reference=child_text(entry, "journal_ref"),
        comment=child_text(entry, "comment"),
    )


def _day(entry: Element, name: str, place: str, on_error: OnError) -> dt.date | None:
    try:
        return day_of(child_text(entry, name), f"{place}, {name}")
    except DigestError as error:
        on_error(error)
        return None
