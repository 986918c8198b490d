"""How old papers were when their digest appeared; the clock is never asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.places_in_rows import place_of_id

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from digestkit.identifiers import ArxivId
    from digestkit.lint.document import Document
    from digestkit.models import Span

__all__ = ["dated_papers"]

_MONTHS_A_YEAR = 12


def dated_papers(document: Document) -> Iterator[tuple[Span, ArxivId, dt.date, int]]:
    """Each paper of a dated digest: its place, its identifier, the digest's date, and the months between."""
    for digest in document.digests:
        if digest.date is None:
            continue
        for paper in digest.papers:
            if paper.arxiv_id is not None and paper.span is not None:
                years = digest.date.year - paper.arxiv_id.year
                months = years * _MONTHS_A_YEAR + digest.date.month - paper.arxiv_id.month
                yield place_of_id(document, paper), paper.arxiv_id, digest.date, months
