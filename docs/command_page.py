"""Write docs/commands.md, every command with its options and examples, from the code: `python docs/command_page.py`."""  # noqa: INP001 - a script, no package

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Final

import click

from digestkit.cli.app import digestkit

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE: Final = Path(__file__).with_name("commands.md")
_INTRODUCTION: Final = """# Commands

Every command and option, written from the code by `docs/command_page.py`.
`digestkit COMMAND --help` prints the same; the [tutorial](tutorial.md) shows the commands at work.
"""
_SPACES: Final = re.compile(r"\s+")
_OPTION: Final = re.compile(r"(?<![`\w-])--[a-z][a-z-]*")  # --fail-on, whose dashes would be made one


def page() -> str:
    """The text of the page."""
    return _INTRODUCTION + "".join(_section(command, path) for command, path in _commands(digestkit, "digestkit"))


def _commands(command: click.Command, path: str) -> Iterator[tuple[click.Command, str]]:
    """A command and those below it, each with all the words that call it."""
    yield command, path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if (below := command.get_command(context, name)) is not None:
                yield from _commands(below, f"{path} {name}")


def _section(command: click.Command, path: str) -> str:
    context = click.Context(command, info_name=path, help_option_names=["-h", "--help"])
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    parts = [f"## {path}", _plain(command.help or ""), f"```text\n{usage}\n```", _options(command, context)]
    if command.epilog:
        parts.append(_epilog(command.epilog))
    return "\n" + "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    return "\n\n".join(_prose(paragraph) for paragraph in dedent(text).strip().split("\n\n"))


def _options(command: click.Command, context: click.Context) -> str:
    options = (parameter for parameter in command.get_params(context) if isinstance(parameter, click.Option))
    records = (option.get_help_record(context) for option in options)
    lines = [f"| `{_cell(form)}` | {_prose(words)} |" for form, words in filter(None, records)]
    return "\n".join(["| option | |", "|---|---|", *lines])


def _cell(text: str) -> str:
    return _SPACES.sub(" ", text).strip().replace("|", "\\|")


def _prose(text: str) -> str:
    return _OPTION.sub(r"`\g<0>`", _cell(text)).replace("*.md", "`*.md`")


def _epilog(text: str) -> str:
    """The closing text: lists under a heading such as "Examples:" keep their lines, the rest is prose."""
    parts = []
    for paragraph in text.replace("\b\n", "").strip().split("\n\n"):
        heading, _, lines = paragraph.partition("\n")
        is_list = heading.endswith(":") and lines.startswith("  ")
        parts.append(f"{heading}\n\n```text\n{dedent(lines)}\n```" if is_list else _prose(paragraph))
    return "\n\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
