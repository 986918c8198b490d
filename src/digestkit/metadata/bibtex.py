"""A .bib file as a catalogue: the entries that have an arXiv identifier. Needs the extra `bib`.

A byline that ends in `and others`, or that holds what looks like an account, is none to rely on: the entry may have
been made of a digest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.errors import DigestError
from digestkit.formats.bylines import Named, bylined
from digestkit.metadata._faults import refuse
from digestkit.metadata._names import are_names
from digestkit.metadata._tex import decoded
from digestkit.metadata.record import Record
from digestkit.models import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from digestkit.metadata._faults import OnError
    from digestkit.models import Paper

__all__ = ["read", "record_of"]


def read(file: BinaryIO, *, source: str = "<file>", on_error: OnError = refuse) -> Iterator[Record]:
    """The records of a .bib file in UTF-8, which is read as a whole; entries without identifier are passed over.

    `on_error` is told of an entry that cannot be read, and may let it be; the others are read then.
    """
    from digestkit.formats.bibtex_reading import read_entries
    from digestkit.parsing.files import decode

    try:
        text = decode(file.read(), encoding="utf-8", source=source)
    except DigestError as error:
        on_error(error)
        return
    papers = read_entries(text, lambda error: on_error(DigestError(f"{source}: {error}")))
    for paper in papers:
        if paper.arxiv_id is not None:
            yield record_of(paper)


def record_of(paper: Paper) -> Record:
    """What a paper with an identifier says of itself, as a record.

    Raises `ValueError` for a paper without identifier.
    """
    if paper.arxiv_id is None:
        raise ValueError(f"{paper.title!r} has no arXiv identifier, by which records are found")
    known = paper.metadata or Metadata()
    names = [author.name for author in paper.authors]
    families = dict(known.family_names)
    byline = bylined(Named(decoded(name), decoded(families.get(name, ""))) for name in names)
    return Record(
        arxiv_id=paper.arxiv_id,
        title=paper.title,
        **byline,
        authors_complete=paper.authors_complete is True and are_names(byline["authors"]),
        primary_class=known.primary_class or next(iter(paper.categories), None),
        categories=known.categories or paper.categories,
        published=known.published,
        updated=known.updated,
        doi=known.doi,
        journal_reference=known.journal_reference,
        comment=known.comment,
        accounts=[(account, name) for account, name in known.accounts if name],
    )
