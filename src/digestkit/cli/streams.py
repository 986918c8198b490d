"""Standard output and error: UTF-8 whatever the locale, line ends as written, nothing raw on a terminal."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "PipeClosedError",
    "complain",
    "discard_output",
    "explain_usage",
    "is_terminal",
    "prepare_streams",
    "standard_output",
    "uses_color",
    "visible",
]


class PipeClosedError(Exception):
    """Whoever read the output has gone. No `OSError`, which click would take for its own affair."""


# What a terminal obeys, or what shows a text in another order than it is stored.
_ACTIVE: Final = re.compile(
    r"""
      [\x00-\x08\x0b-\x1f]         # controls of ASCII but tab and line feed: ESC begins colours and worse
    | [\x7f-\x9f]                  # DEL, and the controls of ISO 8859, where 9B is ESC [
    | [\u061c\u200e\u200f]         # marks of direction
    | [\u202a-\u202e\u2066-\u2069] # embeddings, overrides and isolates of direction
    | [\u2028\u2029]               # line and paragraph separator
    | [\ud800-\udfff]              # halves of surrogate pairs, which UTF-8 does not have
    | [\U000e0000-\U000e007f]      # tag characters, which hide text
    """,
    re.VERBOSE,
)


def visible(text: str) -> str:
    r"""Text with all that a terminal would obey spelled out; tabs and line feeds stay.

    >>> visible("red \x1b[31m, back \u202e")
    'red \\x1b[31m, back \\u202e'
    """
    return _ACTIVE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number <= 0xFF:  # noqa: PLR2004
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004


def prepare_streams() -> None:
    """Write UTF-8 and the line ends that are given, whatever locale and environment say."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


def complain(message: str) -> None:
    """Say something in one line of standard error, whatever names stand in it."""
    _say("digestkit: " + message.replace("\n", "\\n"))


def explain_usage(text: str) -> None:
    """Say on standard error what click has to say."""
    _say(text.rstrip("\n"))


def _say(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(visible(text) + "\n")


def discard_output() -> None:
    """Send what is still buffered nowhere, so that Python does not complain about it at its end."""
    if sys.stdout is None:
        return
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is there and shows what it gets to somebody."""
    return stream is not None and stream.isatty()


def uses_color(stream: TextIO) -> bool:
    """Whether to colour: on terminals, unless NO_COLOR or TERM=dumb is set; FORCE_COLOR colours pipes too."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


class _TerminalText(io.TextIOWrapper):
    """Text for a terminal, where what it would obey is spelled out."""

    def write(self, text: str) -> int:
        super().write(visible(text.replace("\r\n", "\n")))
        return len(text)


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output for documents: exact into files and pipes, harmless on a terminal."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    if not sys.stdout.isatty():
        yield sys.stdout
        return
    terminal = _TerminalText(sys.stdout.buffer, encoding="utf-8", newline="")
    try:
        yield terminal
    finally:
        terminal.detach()
