"""A count of the calls that a function makes, which says more of its cost than a clock does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

__all__ = ["TooManyStepsError", "bounded", "steps"]


class TooManyStepsError(AssertionError):
    """A call took more steps than it may."""


def steps(call: Callable[[], object], limit: int | None = None) -> int:
    """How many functions a call enters, of Python's and of C's. Raises `TooManyStepsError` above the limit."""
    count = 0
    outer = sys.getprofile()

    def enter(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1
            if limit is not None and count > limit:
                raise TooManyStepsError(f"more than {limit} steps")

    sys.setprofile(enter)
    try:
        call()
    finally:
        sys.setprofile(outer)
    return count


def bounded(call: Callable[[], object], size: int, *, start: int = 400_000, each: int = 3_000) -> int:
    """The same with a limit that is linear in the size of the input, far above what is usual."""
    return steps(call, start + each * size)
