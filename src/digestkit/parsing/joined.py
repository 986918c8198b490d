"""Rows that stand on one line, as the line break between them was lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.models import Span
from digestkit.parsing.bars import Row, between_bars, split_cells
from digestkit.parsing.columns import Columns, Role, holds_paper_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["ends_in_title", "split_joined", "takes_in_paper"]

_LONGEST_TITLE: Final = 400
_SENTENCE_ENDS: Final = (".", "!", "?", ":")
_DOUBLED_BAR: Final = re.compile(r"(?<!\\)\|[ \t]*+\|")


def split_joined(text: str, pieces: list[Span], columns: Columns) -> Iterator[list[Span]]:
    """The rows of a line that lost its line breaks, told by the cells that hold a paper's link.

    Such a cell is each row's title, or its last one in a table with a column of links at its end.
    """
    width, start = len(columns), 0
    if len(pieces) >= 2 * width:
        if columns.roles[-1] is Role.LINKS and (rows := _ending_with_links(text, pieces, width)):
            yield from rows
            return
        for begin in _begins(text, pieces, columns):
            # Where cells stand before the title, a bar in the title makes its row seem to begin later than it does.
            sure = columns.roles[0] is Role.TITLE or begin - start == width or not len(pieces[begin - 1])
            if sure and begin - start >= width and len(pieces) - begin >= width:
                joint = begin - 1 if not len(pieces[begin - 1]) and begin - start > width else begin
                yield pieces[start:joint]
                start = begin
    yield pieces[start:]


def _begins(text: str, pieces: list[Span], columns: Columns) -> list[int]:
    """Where rows may begin, by the papers' links in titles."""
    width, title = len(columns), columns.index(Role.TITLE) or 0
    linked = [at - title for at, cell in enumerate(pieces) if holds_paper_link(text[cell.start : cell.end])]
    # A first row without a link has as many cells as there are columns.
    first = (0, width, width + 1) if not len(pieces[width]) else (0, width)
    return linked if linked and linked[0] in first else []


def _ending_with_links(text: str, pieces: list[Span], width: int) -> list[list[Span]]:
    """The rows of a line that each end with a paper's link and have a cell for each column, none where one differs."""
    rows: list[list[Span]] = []
    at = 0
    while at < len(pieces):
        at += bool(rows) and not len(pieces[at])  # between two bars
        row = pieces[at : at + width]
        if [holds_paper_link(text[cell.start : cell.end]) for cell in row] != [False] * (width - 1) + [True]:
            return []
        rows.append(row)
        at += width
    return rows


def takes_in_paper(text: str, cells: Sequence[Span | None], columns: Columns) -> bool:
    """Does a cell behind the title reach over a bar to the link of a paper, as where two rows were not told apart?"""
    return any(
        cell is not None
        and role in (Role.AUTHORS, Role.SUMMARY)
        and "|" in (written := text[cell.start : cell.end])
        and any(map(holds_paper_link, between_bars(written)[1:]))
        for cell, role in zip(cells, columns.roles, strict=True)
    )


def ends_in_title(text: str, row: Row, below: Row, columns: Columns) -> bool:
    """Does an open row end with two bars and the first line of a title, which goes on in the line below?

    "… | It maps 3 rivers. || Rafts: A" and "  Study ([arXiv](…)) | Li Wen | It counts 4 rafts. |": the line break
    between the rows was lost.
    """
    width = len(columns)
    if row.closes or not row.leads or row.pieces <= width:
        return False  # rows without outer bars have no doubled one where they are joined
    doubled = list(_DOUBLED_BAR.finditer(text, max(row.start, row.end - _LONGEST_TITLE), row.end))
    if not doubled:
        return False
    begun = Span(doubled[-1].end(), row.end)
    title = text[begun.start : begun.end].strip()
    # Whole rows stand before it, parted by what is between two bars; "bound ||x|| by" makes cells too many.
    before = row.pieces - title.count("|") - 2
    if not title or before < width or (before + 1) % (width + 1):
        return False
    if not below.indented and title.endswith(_SENTENCE_ENDS):
        return False  # rather the end of a summary
    cells = split_cells(text, Span(begun.start, below.end), width)
    linked = (Role.TITLE, Role.LINKS)
    return len(cells) >= width and any(
        role in linked and holds_paper_link(text[cell.start : cell.end])
        for cell, role in zip(cells, columns.roles, strict=False)
    )
