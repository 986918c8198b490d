"""Edits: applied together where they do not touch the same characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digestkit.models import Diagnostic, Edit, Span

__all__ = ["apply", "layers"]


def apply(text: str, edits: Iterable[Edit], shift: int = 0) -> str:
    """The text with all edits made; none may overlap another. `shift` is added to their places.

    >>> from digestkit.models import Edit, Span
    >>> apply("a  map|", [Edit(span=Span(6, 6), text=" "), Edit(span=Span(1, 3), text=" ")])
    'a map |'
    """
    pieces: list[str] = []
    done = 0
    for edit in sorted(set(edits), key=_place):
        pieces += (text[done : edit.span.start + shift], edit.text)
        done = edit.span.end + shift
    return "".join([*pieces, text[done:]])


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def layers(diagnostics: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """The diagnostics that have a fix, parted so that the edits of no part get in each other's way.

    A fix is made whole or not at all. Two that ask for the same edit, as a wrapped row with a stray bar does, agree.
    """
    waiting = [found for found in diagnostics if found.fix]
    parts = []
    while waiting:
        taken, waiting = _compatible(waiting)
        parts.append(taken)
    return parts


def _compatible(diagnostics: Iterable[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Those that fit together, the first ones first, and those that have to wait."""
    occupied = _Occupied()
    taken: list[Diagnostic] = []
    waiting: list[Diagnostic] = []
    for found in diagnostics:
        (taken if occupied.take(found.fix or ()) else waiting).append(found)
    return taken, waiting


class _Occupied:
    """The stretches that edits have taken, in blocks so that a look is quick."""

    _BLOCK = 256

    def __init__(self) -> None:
        self._blocks: dict[int, set[Edit]] = {}
        self._taken: set[Edit] = set()

    def take(self, edits: Sequence[Edit]) -> bool:
        """Take the places of all edits, or of none where one of them is taken for another edit."""
        edits = [edit for edit in edits if edit not in self._taken]
        if any(_collide(edit, other) for edit in edits for other in self._near(edit.span)):
            return False
        self._taken.update(edits)
        for edit in edits:
            for block in self._numbers(edit.span):
                self._blocks.setdefault(block, set()).add(edit)
        return True

    def _numbers(self, span: Span) -> range:
        return range(span.start // self._BLOCK, span.end // self._BLOCK + 1)

    def _near(self, span: Span) -> set[Edit]:
        return set().union(*(self._blocks.get(block, ()) for block in self._numbers(span)))


def _collide(edit: Edit, other: Edit) -> bool:
    if edit == other:
        return False
    if edit.span == other.span:
        return True  # two insertions at one place, whose order nobody knows
    return edit.span.start < other.span.end and other.span.start < edit.span.end
