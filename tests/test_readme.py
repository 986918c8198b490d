"""What the README shows: its examples run, and its commands are those that are checked."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
README: Final = ROOT / "README.md"
_FENCE: Final = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)  # ```sh … ```
_PROMPT: Final = re.compile(r"^\$ ", re.MULTILINE)


def blocks(language: str) -> list[str]:
    """The bodies of the README's code blocks of a language."""
    return [found["body"] for found in _FENCE.finditer(README.read_text("utf-8")) if found["language"] == language]


def sessions() -> list[tuple[str, str]]:
    """Commands of the README's console blocks, each with the output shown."""
    commands = [command for body in blocks("console") for command in _PROMPT.split(body)[1:]]
    return [(command.partition("\n")[0], command.partition("\n")[2]) for command in commands]


def test_its_python_examples_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert done.attempted
    assert not done.failed


def test_two_commands_set_all_up() -> None:
    convert, test = (body.strip() for body in blocks("sh"))
    assert convert.endswith("digestkit convert examples/2024-03-11.md --to bibtex")
    assert test.endswith("pytest -q")
    for command in (convert, test):
        assert "\n" not in command
        assert command.startswith("python3.11 -m venv .venv && .venv/bin/pip install ")


def test_the_second_command_closes_the_run_of_all_checks() -> None:
    last = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1]
    assert last == blocks("sh")[1].strip()


@pytest.mark.parametrize(("command", "shown"), sessions())
def test_commands_print_what_is_shown(command: str, shown: str) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command.split(), cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=True
    )
    assert doctest.OutputChecker().check_output(shown, done.stdout, doctest.ELLIPSIS), done.stdout


def test_it_shows_a_command() -> None:
    assert sessions()


def test_nobody_is_told_to_install_the_other_digestkit() -> None:
    pages = [README, *ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    assert [page.name for page in pages if re.search(r"pip install (?:-U )?digestkit", page.read_text("utf-8"))] == []
