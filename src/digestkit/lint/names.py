"""Authors that a cell names more than once."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from digestkit.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document
    from digestkit.models import Author

__all__ = ["repeated_authors"]


def repeated_authors(document: Document) -> Iterator[tuple[Span, tuple[Author, ...]]]:
    """The authors of a cell whose names are the same, and where the second of them stands, else their cell."""
    for paper in document.papers:
        alike: dict[str, list[Author]] = {}
        for author in paper.authors:
            alike.setdefault(_compared(author.name), []).append(author)
        for authors in alike.values():
            if len(authors) > 1 and paper.authors_span is not None:
                yield _second(document, paper.authors_span, authors), tuple(authors)


def _compared(name: str) -> str:
    """A name up to its capitals, its spaces and how its characters are composed."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _second(document: Document, cell: Span, authors: list[Author]) -> Span:
    """The last place where one of the authors is named, as the cell spells it."""
    names = "|".join(re.escape(name) for name in {author.name for author in authors})
    places = [found.span() for found in re.finditer(rf"(?<!\w)(?:{names})(?!\w)", document.raw(cell))]
    return Span(cell.start + places[-1][0], cell.start + places[-1][1]) if places else cell
