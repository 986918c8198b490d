"""Commands that write files lose nothing: killed amid their work, run twice at once, or without leave to write."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("click")
pytest.importorskip("rich")
if sys.platform == "win32":
    pytest.skip("these are files, signals and modes of POSIX", allow_module_level=True)

HEAD: Final = "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n"
ROW: Final = (
    "| Map {}\n  of Rivers (Read more on [arXiv](https://arxiv.org/abs/2403.9{:04}))| Li Wen | It maps {} rivers. |\n"
)
OLD: Final = b"% rivers, to read\n"
COMMANDS: Final = {
    "convert": ("out", ("convert", "d.md", "--to", "json", "-o", "out")),
    "into": ("out", ("convert", "d.md", "--to", "bibtex", "--into", "out")),
    "check": ("d.md", ("check", "d.md", "--fix")),
}
# The command in a process that kills itself at a given call of Python or C after its temporary file is opened.
KILLED: Final = """
import os, signal, sys
from digestkit.cli import main

def killed(frame, event, argument):
    global left
    if event in ("call", "c_call"):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

def opened(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".tmp") and sys.getprofile() is None:
        sys.setprofile(killed)

left = int(sys.argv.pop(1))
sys.addaudithook(opened)
sys.exit(main())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.md").write_text(HEAD + "".join(ROW.format(n, n, n) for n in range(60)), encoding="utf-8")
    (tmp_path / "out").write_bytes(OLD)
    return tmp_path


def start(folder: Path, *arguments: str, left: int = 10**9) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", KILLED, str(left), *arguments]
    return subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def moments(name: str) -> list[int]:
    """Calls at which to die: the first ones, and some at random among those that follow."""
    draw = random.Random(name)  # noqa: S311 - the same at each run
    return [*range(0, 8, 2), *(draw.randrange(8, 200) for _ in range(4)), draw.randrange(200, 5_000)]


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_any_call_it_leaves_the_old_file_or_the_new_one(folder: Path, name: str) -> None:
    target, arguments = COMMANDS[name]
    old = (folder / target).read_bytes()
    with start(folder, *arguments) as whole:
        whole.communicate()
    new = (folder / target).read_bytes()
    assert new != old
    ends = set()
    for left in moments(name):
        (folder / target).write_bytes(old)
        with start(folder, *arguments, left=left) as process:
            process.communicate()
        ends.add(process.returncode)
        assert (folder / target).read_bytes() in {old, new}
    assert -signal.SIGKILL in ends


def test_two_commands_at_once_leave_what_one_of_them_wrote(folder: Path) -> None:
    wanted = set()
    for form in ("json", "csv"):
        with start(folder, "convert", "d.md", "--to", form, "-o", "out") as process:
            process.communicate()
        wanted.add((folder / "out").read_bytes())
    both = [start(folder, "convert", "d.md", "--to", form, "-o", "out") for form in ("json", "csv") * 3]
    for process in both:
        _, complaint = process.communicate()
        assert (process.returncode, complaint) == (0, b"")
    assert (folder / "out").read_bytes() in wanted
    assert {path.name for path in folder.iterdir()} == {"d.md", "out"}


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write in folders that are read-only"
)
def test_a_folder_that_is_read_only_is_named(folder: Path) -> None:
    folder.chmod(0o555)
    with start(folder, "convert", "d.md", "--to", "json", "-o", "new.json") as process:
        _, complaint = process.communicate()
    folder.chmod(0o755)
    assert process.returncode == 2
    assert b"new.json: Permission denied" in complaint


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "bytes.md").write_bytes(b"\xff\xfe\x00")
    (folder / "gone.md").symlink_to("nowhere")
    with start(folder, "convert", "bytes.md", "gone.md", "d.md", "--to", "json", "-o", "new.json") as process:
        _, complaint = process.communicate()
    assert process.returncode == 2
    assert b"bytes.md: byte 0" in complaint
    assert b"gone.md: " in complaint
    assert b"Map 59 of Rivers" in (folder / "new.json").read_bytes()
