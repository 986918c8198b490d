"""The commands of `docs/tutorial.md`, run as they stand there."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

pytest.importorskip("click")
pytest.importorskip("rich")

ROOT: Final = Path(__file__).parents[1]
COMMAND: Final = Path(sys.executable).with_name("digestkit")
_SESSION: Final = re.compile(r"^```console\n\$ (?P<command>[^\n]*)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
SESSIONS: Final = [
    (found["command"], found["output"])
    for found in _SESSION.finditer((ROOT / "docs" / "tutorial.md").read_text("utf-8"))
]


def test_the_tutorial_has_sessions() -> None:
    assert len(SESSIONS) > 4


@pytest.mark.parametrize(("command", "output"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_session(command: str, output: str) -> None:
    name, *arguments = shlex.split(command)
    assert name == COMMAND.name
    environment = {**os.environ, "COLUMNS": "", "FORCE_COLOR": ""}
    done = subprocess.run(
        [COMMAND, *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    shown = done.stdout.decode()
    assert doctest.OutputChecker().check_output(output, shown, doctest.ELLIPSIS), shown
    assert done.returncode == (2 if "missing" in command else 0)
