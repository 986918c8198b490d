"""A progress bar for long work, on standard error where that is a terminal."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from digestkit.cli.streams import is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digestkit.cli.inputs import Source

__all__ = ["progress", "progress_to"]

_LONG: Final = 1_000_000  # bytes; less than that is done before anybody wonders
_PAUSE: Final = 0.1  # seconds between two states of the bar
_WIDEST: Final = 40
_FALLBACK: Final = 80


@contextmanager
def progress(sources: Sequence[Source], *, to_file: bool) -> Iterator[Callable[[Source], object]]:
    """A function to call with each source that is done.

    There is no bar where the output itself goes to a terminal, as the two would mix.
    """
    total = sum(source.size for source in sources)
    hidden = os.environ.get("TERM") == "dumb" or (not to_file and is_terminal(sys.stdout))
    if hidden or total < _LONG or not is_terminal(sys.stderr):
        yield lambda _: None
        return
    bar = _Bar(total)
    files = 0

    def advance(source: Source) -> None:
        nonlocal files
        files += 1
        bar.reach(bar.done + source.size, f"{files} of {len(sources)} files")

    try:
        yield advance
    finally:
        bar.clear()


@contextmanager
def progress_to(total: int) -> Iterator[Callable[[int, str], object]]:
    """A function to call with how much of a total is done, and words that say so, however long it may take."""
    if os.environ.get("TERM") == "dumb" or total <= 0 or not is_terminal(sys.stderr):
        yield lambda _done, _words: None
        return
    bar = _Bar(total)
    try:
        yield bar.reach
    finally:
        bar.clear()


def _terminal_width() -> int:
    """The width of the terminal behind standard error; standard output may be a pipe."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _FALLBACK
    except (OSError, ValueError):
        return _FALLBACK


class _Bar:
    """Drawn with carriage returns alone: no colours and no cursor to bring back."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = self.drawn = 0
        self.next_at = 0.0

    def reach(self, done: int, words: str) -> None:
        self.done = done
        if time.monotonic() >= self.next_at:
            self.next_at = time.monotonic() + _PAUSE
            self._draw(f" {words}")

    def _draw(self, words: str) -> None:
        width = max(5, min(_WIDEST, _terminal_width() - len(words) - 4))
        full = width * min(self.done, self.total) // self.total
        line = f"[{'#' * full}{'.' * (width - full)}]{words}"
        sys.stderr.write("\r" + line.ljust(self.drawn))
        sys.stderr.flush()
        self.drawn = len(line)

    def clear(self) -> None:
        sys.stderr.write("\r" + " " * self.drawn + "\r")
        sys.stderr.flush()
