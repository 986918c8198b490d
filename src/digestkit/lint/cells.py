"""Patterns looked for in cells, and what stands in code spans there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.models import Span
from digestkit.parsing.columns import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

__all__ = ["PROSE", "code_spans", "matches_in_cells"]

PROSE: Final = (Role.TITLE, Role.SUMMARY)
_BACKTICKS: Final = re.compile(r"`+")


def code_spans(text: str, cell: Span) -> list[Span]:
    """The code spans of a cell: from a run of backticks to the next one of the same length."""
    runs = [found.span() for found in _BACKTICKS.finditer(text, cell.start, cell.end)]
    spans: list[Span] = []
    waiting: dict[int, tuple[int, int]] = {}
    for start, end in runs:
        if (opened := waiting.get(end - start)) is not None:
            spans.append(Span(opened[0], end))
            waiting.clear()
        else:
            waiting[end - start] = (start, end)
    return spans


def matches_in_cells(
    document: Document, pattern: re.Pattern[str], roles: tuple[Role, ...] = PROSE
) -> Iterator[list[re.Match[str]]]:
    """The matches of a pattern in each cell that has any; a rule reports a cell once."""
    for role, span in document.cells:
        if role in roles and (found := list(pattern.finditer(document.text, span.start, span.end))):
            yield found
