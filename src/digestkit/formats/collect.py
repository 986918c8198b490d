"""What the writers take, brought to one form: digests, one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from digestkit.models import Digest, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["as_digests"]


def as_digests(x: Digest | Paper | Iterable[Digest | Paper]) -> Iterator[Digest]:
    """The digests in a Digest, a Paper, or an iterable of either, in order and read one at a time.

    Papers that follow each other become one digest without a date:

    >>> papers = [Paper(title="Maps of Rivers"), Paper(title="Maps of Lakes")]
    >>> [len(digest.papers) for digest in as_digests([*papers, Digest()])]
    [2, 0]

    Raises `TypeError` for anything else: at once for `x` itself, and when it is reached for what `x` yields.
    """
    if isinstance(x, (Digest, Paper)):
        return _grouped((x,))
    return _grouped(_several(x))


def _several(x: object) -> Iterable[object]:
    # Text would only fail later, at its first character, with a message that puzzles.
    if isinstance(x, (str, bytes)) or not isinstance(x, Iterable):
        raise TypeError(f"found {type(x).__name__}, expected a Digest, a Paper, or an iterable of either")
    return x


def _grouped(models: Iterable[object]) -> Iterator[Digest]:
    for kind, run in groupby(models, key=_kind):
        if kind is Paper:
            yield Digest(papers=tuple(model for model in run if isinstance(model, Paper)))
        else:
            yield from (model for model in run if isinstance(model, Digest))


def _kind(model: object) -> type[Digest | Paper]:
    if isinstance(model, Paper):
        return Paper
    if isinstance(model, Digest):
        return Digest
    raise TypeError(f"found {type(model).__name__} in the iterable, expected a Digest or a Paper")
