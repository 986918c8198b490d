"""The group of commands, and what each of them has in common at its ends: streams, signals, errors, exit codes."""

from __future__ import annotations

import contextlib
import io
import signal
import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING, Final

import click

from digestkit import __version__
from digestkit.cli.streams import PipeClosedError, complain, discard_output, explain_usage, prepare_streams

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

__all__ = ["digestkit", "run"]

_INTERRUPTED: Final = 130
_PIPE_CLOSED: Final = 141  # what a shell reports for a program that SIGPIPE ended
_ENDING: Final = ("SIGTERM", "SIGHUP")

_EPILOG: Final = """\b
Examples:
  digestkit convert archive --to json -o archive.json
  digestkit show 2024/12/30.md | less
  digestkit stats archive --plot months.svg
  digestkit results archive --benchmark math-500 --since 2025-05
  digestkit check archive --fix

\b
Completion in the shell, here for bash (zsh and fish likewise):
  eval "$(_DIGESTKIT_COMPLETE=bash_source digestkit)"

\b
Exit codes:
  0  done
  1  an error in a digest, under --strict; what check finds
  2  wrong usage, or an input or output that failed
"""


_COMMANDS: Final = ("check", "convert", "metadata", "results", "show", "stats")


class _Group(click.Group):
    """Loads a command when it is asked for: the object that has the name of its module.

    A closed pipe is kept from click, which would exit with 1, the code for findings.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(f"digestkit.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise PipeClosedError from None


@click.group(
    cls=_Group, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="digestkit")
def digestkit() -> None:
    """Read daily digests of AI papers: convert them, show them, count them, check them."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; `arguments` stand for those of the process."""
    prepare_streams()
    _end_by_exception()
    try:
        code = _invoke(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (BrokenPipeError, PipeClosedError):
        # Whoever read the output has seen enough; that is no fault to speak of.
        discard_output()
        return _PIPE_CLOSED
    except OSError as error:
        # Commands name the files that fail; what is left are the streams.
        from digestkit.cli.inputs import fault

        complain(fault("standard output", error))
        discard_output()
        return 2
    return code


def _invoke(arguments: Sequence[str] | None) -> int:
    try:
        code = digestkit.main(arguments, prog_name="digestkit", standalone_mode=False, windows_expand_args=False)
    except click.ClickException as error:
        text = io.StringIO()
        error.show(file=text)
        explain_usage(text.getvalue())
        return 2
    except click.Abort:
        return _INTERRUPTED
    return code if isinstance(code, int) else 0


def _end_by_exception() -> None:
    """Let signals that end the process run through `finally`, so that temporary files go."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            with contextlib.suppress(OSError, ValueError):
                signal.signal(number, _exit)


def _exit(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
