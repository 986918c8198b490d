"""Where in a row the fault is that parsing reports of the whole row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.identifiers import link_arxiv_id, link_huggingface_id
from digestkit.lint.addresses import addresses_of
from digestkit.models import Span

if TYPE_CHECKING:
    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic, Paper

__all__ = ["bad_link", "end_of_row", "first_line_break", "huggingface_link", "place_of_id", "stray_bar", "title_of_row"]

_LINE_BREAK: Final = re.compile(r"[ \t]*(?:\r\n|\r|\n)\s*")
_BAR: Final = re.compile(r"(?<!\\)\|")
_DOUBLED_BAR: Final = re.compile(r"(?<!\\)\|\s*+\|")


def first_line_break(document: Document, found: Diagnostic) -> Span:
    """The line break at which a row is first parted, with the white space around it."""
    match = _LINE_BREAK.search(document.text, found.span.start, found.span.end)
    return Span(*match.span()) if match else found.span


def stray_bar(document: Document, found: Diagnostic) -> Span:
    """The first bar that stands inside a cell, else the second of two with nothing between them."""
    row = document.row_at(found.span.start)
    for cell in (cell for cells in (row.papers if row else ()) for cell in cells if cell):
        match = _BAR.search(document.text, cell.start, cell.end)
        if match:
            return Span(*match.span())
    match = _DOUBLED_BAR.search(document.text, found.span.start, found.span.end)
    return Span(match.end() - 1, match.end()) if match else found.span


def end_of_row(document: Document, found: Diagnostic) -> Span:
    """The bar that closes a row, or where one would."""
    end = found.span.end
    return Span(end - 1, end) if document.text[end - 1 : end] == "|" and end - 1 > found.span.start else Span(end, end)


def title_of_row(document: Document, found: Diagnostic) -> Span:
    """The title of the paper, where a diagnostic is of its whole row."""
    paper = _paper_of(document, found)
    return paper.title_span if paper is not None and paper.title_span is not None else found.span


def huggingface_link(document: Document, found: Diagnostic) -> Span:
    """The address of the paper at Hugging Face."""
    paper = _paper_of(document, found)
    read = addresses_of(document, paper) if paper else ()
    return next((span for span, url in read if link_huggingface_id(url)), found.span)


def bad_link(document: Document, found: Diagnostic) -> Span:
    """The address at arXiv that leads to no paper."""
    paper = _paper_of(document, found)
    read = addresses_of(document, paper) if paper else ()
    return next((span for span, url in read if "arxiv.org/" in url.lower() and not link_arxiv_id(url)), found.span)


def place_of_id(document: Document, paper: Paper) -> Span:
    """The address that a paper's identifier comes from; else its title, else its row."""
    number = paper.arxiv_id and paper.arxiv_id.number
    for span, url in addresses_of(document, paper):
        identifier = link_arxiv_id(url) or link_huggingface_id(url)
        if identifier is not None and identifier.number == number:
            return span
    return next((span for span in (paper.title_span, paper.span) if span), Span(0, 0))


def _paper_of(document: Document, found: Diagnostic) -> Paper | None:
    return document.papers_by_span.get(found.span)
