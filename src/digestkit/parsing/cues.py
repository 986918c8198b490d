"""What summaries without marks say, by the meaning of their words.

Nothing is inferred yet: text without marks or labels stays one piece of kind `other`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.models import SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["classify"]


def classify(text: str, start: int, end: int) -> Iterator[tuple[int, int, SectionKind]]:
    """Cut `text[start:end]`, which holds no mark, into (start, end, kind) pieces that tile it."""
    if text[start:end].strip():
        yield start, end, SectionKind.OTHER
