"""Rows and header lines written anew, with every character of their cells up to white space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.models import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic

__all__ = ["header_lines", "rewritten_row", "rule_line", "without_lines"]

_LINE_BREAKS: Final = re.compile(r"[\r\n]+")
_BARE_BAR: Final = re.compile(r"(?<!\\)\|")
_BLANK: Final = " \t\u00a0\u200b\ufeff\u2060\r\n"


def rewritten_row(document: Document, found: Diagnostic) -> list[Edit]:
    """The row of a diagnostic on one line, with as many cells as the table has columns and bars only between them."""
    row = document.row_at(found.span.start)
    if row is None or not row.papers:
        return []
    lines = (_row_line(document, cells) for cells in row.papers)
    return [Edit(span=row.row.span, text=document.line_break.join(lines))]


def _row_line(document: Document, cells: Sequence[Span | None]) -> str:
    return "| " + " ".join(_cell(document, cell) for cell in cells)


def _cell(document: Document, span: Span | None) -> str:
    """A cell with the bar behind it, which stands as close to it as it does now."""
    if span is None or not len(span):
        return " |"
    cell = document.raw(span)
    if "\n" in cell or "\r" in cell:
        cell = " ".join(filter(None, map(str.strip, _LINE_BREAKS.split(cell))))
    closes = document.text[span.end : span.end + 1] == "|"
    return _BARE_BAR.sub(r"\\|", cell) + ("|" if closes else " |")


def rule_line(names: Sequence[str]) -> str:
    """The line of dashes for a header.

    >>> rule_line(["Title", "Authors"])
    '|-------|---------|'
    """
    return f"|{'|'.join('-' * (len(name) + 2) for name in names)}|"


def header_lines(names: Sequence[str], line_break: str) -> str:
    """A header and its line of dashes."""
    cells = [_BARE_BAR.sub(r"\\|", name) for name in names]
    return f"| {' | '.join(cells)} |{line_break}{rule_line(cells)}{line_break}"


def without_lines(document: Document, span: Span) -> Edit:
    """The edit that takes out the lines which a span stands on, with their line breaks."""
    starts = document.places.line_starts
    first = document.places.line_and_column(span.start)[0]
    last = document.places.line_and_column(span.end)[0]
    end = starts[last] if last < len(starts) else len(document.text)
    return Edit(span=Span(starts[first - 1], end), text="")


def blank_lines_above(document: Document, offset: int) -> Span:
    """The blank lines right above the line of an offset."""
    starts = document.places.line_starts
    line = document.places.line_and_column(offset)[0] - 1
    first = line
    while first and not document.text[starts[first - 1] : starts[first]].strip(_BLANK):
        first -= 1
    return Span(starts[first], starts[line])
