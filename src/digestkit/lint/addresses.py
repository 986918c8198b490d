"""The addresses of papers as they stand in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

__all__ = ["addresses"]


def addresses(document: Document) -> Iterator[tuple[Span, str]]:
    """The address of each paper's links and where it stands, in the order of the links."""
    for paper in document.papers:
        if paper.span is None:
            continue
        behind: dict[str, int] = {}
        for link in paper.links:
            start = document.text.find(link.url, behind.get(link.url, paper.span.start), paper.span.end)
            if link.url and start >= 0:
                behind[link.url] = start + len(link.url)
                yield Span(start, start + len(link.url)), link.url
