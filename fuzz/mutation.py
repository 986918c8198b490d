"""Plain random mutation of seeds, for where atheris is not installed, and the reduction of what crashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

__all__ = ["mutated", "reduced"]

_LONGEST = 4_096  # bytes, so that each takes moments


def mutated(seeds: Sequence[bytes], words: Sequence[bytes], draw: random.Random) -> bytes:
    """A seed with one to eight changes: parts doubled, cut, moved, overwritten, crossed with others, words put in."""
    content = draw.choice(seeds)
    if len(content) > _LONGEST:
        at = draw.randrange(len(content) - _LONGEST)
        content = content[at : at + _LONGEST]
    for _ in range(draw.randint(1, 8)):
        content = _changed(content, seeds, words, draw)
    return content[: 2 * _LONGEST]


def _changed(content: bytes, seeds: Sequence[bytes], words: Sequence[bytes], draw: random.Random) -> bytes:
    at, until = sorted((draw.randint(0, len(content)), draw.randint(0, len(content))))
    until = min(until, at + draw.choice((1, 4, 40, _LONGEST)))
    before, part, after = content[:at], content[at:until], content[until:]
    other = draw.choice(seeds)
    start = draw.randint(0, len(other))
    return draw.choice(
        (
            before + after,
            before + part + part + after,
            before + after + part,
            before + part * draw.choice((3, 20)) + after,
            before + draw.choice(words) + after,
            before + draw.choice(words) + part + after,
            before + bytes((draw.randrange(256),)) + after[1:],
            before + bytes((draw.choice(b"|\n\r \\`*_()[]{}#:;,.0123456789%$\"'"),)) + part + after,
            before + other[start : start + draw.choice((8, 80, 800))] + after,
        )
    )


def reduced(content: bytes, still_fails: Callable[[bytes], bool]) -> bytes:
    """A shorter input that still fails: parts go, ever smaller ones, as long as it does."""
    size = max(1, len(content) // 2)
    while size:
        at = 0
        while at < len(content):
            shorter = content[:at] + content[at + size :]
            if still_fails(shorter):
                content = shorter
            else:
                at += size
        size //= 2
    return content
