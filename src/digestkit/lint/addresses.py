"""The addresses of papers as they stand in the document, and those that a line break parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document
    from digestkit.models import Paper

__all__ = ["addresses", "addresses_of", "without_breaks_in_addresses"]

_LINE_BREAK: Final = re.compile(r"[ \t]*[\r\n]\s*")
# What an address that a line break parts ends with before the break, and begins with behind it.
_OPEN_TARGET: Final = re.compile(  # "[arXiv](https://arxiv.org/"
    r"(?:\]\(<?|<(?=https?:))[^()\s<>]{0,1000}\Z", re.IGNORECASE
)
_REST_OF_TARGET: Final = re.compile(  # "abs/2403.90001)"
    r"[^()\s<>\"]{0,1000}(?:[ \t]*+[\r\n]\s*+[^()\s<>\"]{1,1000}){0,2}[)>]"
)
_OPEN_BARE: Final = re.compile(r"https?://[^\s()<>|]{0,1000}[/=&?%#_-]\Z", re.IGNORECASE)  # "see https://example.org/"
_REST_OF_BARE: Final = re.compile(r"[\w.%~-]{1,200}[/=&][\w.%~-]|\d{4}\.\d{4,5}\b")  # "maps/3.html", "2403.90001"
_REACH: Final = 1000


def addresses(document: Document) -> Iterator[tuple[Span, str]]:
    """The address of each paper's links and where it stands, in the order of the links."""
    for paper in document.papers:
        yield from addresses_of(document, paper)


def addresses_of(document: Document, paper: Paper) -> tuple[tuple[Span, str], ...]:
    """The address of each of a paper's links and where it stands; each paper is looked at once."""
    if paper.span is None:
        return ()
    if paper.span not in document.addresses:
        document.addresses[paper.span] = tuple(_found(document.text, paper, paper.span))
    return document.addresses[paper.span]


def _found(text: str, paper: Paper, span: Span) -> Iterator[tuple[Span, str]]:
    row = _Row(text, span)
    behind: dict[str, int] = {}
    for link in paper.links:
        written = link.url.replace("|", "\\|") if "\\|" in row.text else link.url
        start = row.text.find(written, behind.get(written, 0))
        if written and start >= 0:
            behind[written] = start + len(written)
            yield row.span(start, start + len(written)), link.url


class _Row:
    """The text of a row without its line breaks."""

    def __init__(self, text: str, span: Span) -> None:
        raw = text[span.start : span.end]
        breaks = list(_LINE_BREAK.finditer(raw)) if "\n" in raw or "\r" in raw else []
        self.text = _LINE_BREAK.sub("", raw) if breaks else raw
        self._start, self._breaks = span.start, [found.span() for found in breaks]

    def span(self, start: int, end: int) -> Span:
        """A stretch of it in the document."""
        return Span(self._place(start), self._place(end - 1) + 1)

    def _place(self, offset: int) -> int:
        for start, end in self._breaks:
            if start > offset:
                break
            offset += end - start
        return self._start + offset


def without_breaks_in_addresses(text: str) -> str:
    r"""A text whose addresses go over no line break; other line breaks stay.

    >>> without_breaks_in_addresses("[arXiv](https://arxiv.org/\n  abs/2403.90001),\nor not")
    '[arXiv](https://arxiv.org/abs/2403.90001),\nor not'
    """
    if "\n" not in text and "\r" not in text:
        return text
    pieces: list[str] = []
    done = 0
    for found in _LINE_BREAK.finditer(text):
        pieces.append(text[done : found.start()])
        if not _parts_address("".join(pieces[-3:])[-_REACH:], text, found.end()):
            pieces.append(found[0])
        done = found.end()
    return "".join([*pieces, text[done:]])


def _parts_address(before: str, text: str, pos: int) -> bool:
    if _OPEN_TARGET.search(before):
        return _REST_OF_TARGET.match(text, pos) is not None
    return _OPEN_BARE.search(before) is not None and _REST_OF_BARE.match(text, pos) is not None
