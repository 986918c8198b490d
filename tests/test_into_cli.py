"""`digestkit convert --to bibtex --into`: what happens to the file, and what is said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

pytest.importorskip("click")
pytest.importorskip("rich")
if sys.platform == "win32":
    pytest.skip("these are files, signals and modes of POSIX", allow_module_level=True)

COMMAND: Final = str(Path(sys.executable).with_name("digestkit"))
ROW: Final = "| Map Number {} (Read more on [arXiv](https://arxiv.org/abs/2403.9{:04}))| Li Wen | One sentence. |\n"
# A file as people keep it: remarks, strings, odd spacing, line ends of Windows, a doubled key, a broken entry.
KEPT: Final = (
    b"% my papers\r\n@string{ dl = {Delta Letters} }\r\n\r\n"
    b'@ARTICLE( moss , title="Gr\xfc\xdfe" # { vom  Fluss},\r\n   journal = dl ,,\r\n)\r\n'
    b"@misc{moss, title = {Ferns}}\r\n@misc{moss, title = {Ferns, again}, doi = {} }\r\n"
    b"@misc{map1, eprint = {2403.90001v3}, url = {}}\r\n"
    b"@comment{jabref-meta: databaseType:bibtex;}\r\nlast words"
)  # fmt: skip


def run(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([COMMAND, *arguments], cwd=folder, input=stdin, capture_output=True, check=False)


def into(folder: Path, *options: str, target: str = "refs.bib") -> subprocess.CompletedProcess[bytes]:
    return run(folder, "convert", "d.md", "--to", "bibtex", "--into", target, *options)


def digest(rows: int) -> str:
    table = "".join(ROW.format(number, number) for number in range(1, rows + 1))
    return f"## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n{table}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.md").write_text(digest(2), encoding="utf-8")
    (tmp_path / "refs.bib").write_bytes(KEPT)
    return tmp_path


def test_what_is_new_stands_behind_what_is_kept(folder: Path) -> None:
    (folder / "refs.bib").chmod(0o640)
    done = into(folder)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.splitlines()[-1] == b"digestkit: refs.bib: 1 added, 0 updated, 1 skipped"
    text = (folder / "refs.bib").read_bytes()
    assert text.startswith(KEPT + b"\r\n\r\n@misc{wen2024map,\r\n  title = {Map Number 2},\r\n")
    assert (folder / "refs.bib").stat().st_mode & 0o777 == 0o640
    again = into(folder)
    assert again.stderr.splitlines()[-1] == b"digestkit: refs.bib: 0 added, 0 updated, 2 skipped"
    assert (folder / "refs.bib").read_bytes() == text


def test_a_broken_entry_is_named(folder: Path) -> None:
    assert b"refs.bib:4: BibTeX cannot read this entry" in into(folder).stderr


def test_a_dry_run_shows_and_writes_nothing(folder: Path) -> None:
    done = into(folder, "--dry-run", "--update")
    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == [
        "add\twen2024map\tMap Number 2",
        "update\tmap1\tMap Number 1 (title, author, year, month, archivePrefix, doi, url)",
    ]
    assert b"1 added, 1 updated, 0 skipped; nothing was written" in done.stderr
    assert (folder / "refs.bib").read_bytes() == KEPT


def test_update_fills_what_is_empty(folder: Path) -> None:
    assert into(folder, "--update").returncode == 0
    text = (folder / "refs.bib").read_bytes()
    before, entry, after = KEPT.partition(b"@misc{map1, eprint = {2403.90001v3}, url = {}}")
    assert entry
    assert text.startswith(before)
    assert after in text
    assert b"eprint = {2403.90001v3}, url = {https://arxiv.org/abs/2403.90001}, title = {Map Number 1}," in text


def test_a_file_that_is_not_there_yet_is_made(folder: Path) -> None:
    assert into(folder, target="new.bib").returncode == 0
    assert (folder / "new.bib").read_bytes().startswith(b"@misc{")
    assert (folder / "new.bib").read_bytes().endswith(b"}\n")


def test_a_file_that_lacks_nothing_is_not_touched(folder: Path) -> None:
    into(folder)
    os.utime(folder / "refs.bib", ns=(1, 1))
    into(folder)
    assert (folder / "refs.bib").stat().st_mtime_ns == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "json", "--into", "refs.bib"), b"--into is for bibtex, not for json"),
        (("--to", "bibtex", "--into", "refs.bib", "-o", "x"), b"--into and -o name two files"),
        (("--to", "bibtex", "--into", "-"), b"--into needs a file"),
        (("--to", "bibtex", "--update"), b"--update needs --into"),
        (("--to", "bibtex", "--dry-run"), b"--dry-run needs --into"),
        (("--to", "bibtex", "--into", "d.md"), b"d.md is one of the inputs"),
    ],
)
def test_wrong_usage(folder: Path, arguments: tuple[str, ...], message: bytes) -> None:
    done = run(folder, "convert", "d.md", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr
    assert (folder / "refs.bib").read_bytes() == KEPT


@pytest.mark.parametrize("target", ["no/such.bib", "sub", "d.md/refs.bib"])
def test_a_file_that_cannot_be_written(folder: Path, target: str) -> None:
    (folder / "sub").mkdir()
    done = into(folder, target=target)
    assert done.returncode == 2
    assert f"digestkit: {target}: ".encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_utf_16_is_refused(folder: Path) -> None:
    content = "@misc{a, title = {b}}".encode("utf-16")
    (folder / "refs.bib").write_bytes(content)
    done = into(folder)
    assert (done.returncode, (folder / "refs.bib").read_bytes()) == (2, content)
    assert b"refs.bib: found UTF-16" in done.stderr


def test_letters_without_tex_form_need_utf_8(folder: Path) -> None:
    (folder / "d.md").write_text(digest(2).replace("Li Wen", "任 小"), encoding="utf-8")
    done = into(folder)
    assert (done.returncode, (folder / "refs.bib").read_bytes()) == (2, KEPT)
    assert b"refs.bib: found another encoding than UTF-8" in done.stderr


def test_an_error_under_strict_leaves_the_file(folder: Path) -> None:
    (folder / "d.md").write_text(digest(2).replace("2024-03-11", "2024-02-30"), encoding="utf-8")
    assert into(folder, "--strict").returncode == 1
    assert (folder / "refs.bib").read_bytes() == KEPT


def test_no_input_that_can_be_read_leaves_the_file(folder: Path) -> None:
    done = run(folder, "convert", "absent.md", "--to", "bibtex", "--into", "refs.bib")
    assert (done.returncode, (folder / "refs.bib").read_bytes()) == (2, KEPT)


# A command started in the background ignores some signals, as it should; here it is to take them.
LISTEN: Final = """
import os, signal, sys
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file with all that is new."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "d.md").write_text(digest(600), encoding="utf-8")
    (folder / "refs.bib").write_bytes(KEPT)
    assert into(folder).returncode == 0
    return (folder / "refs.bib").read_bytes()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["KILL", "TERM"])
@pytest.mark.parametrize("moment", range(8))
def test_killed_at_any_moment_it_leaves_the_old_file_or_the_new_one(
    folder: Path, whole: bytes, number: signal.Signals, moment: int
) -> None:
    (folder / "d.md").write_text(digest(600), encoding="utf-8")
    command = [COMMAND, "convert", "d.md", "--to", "bibtex", "--into", "refs.bib"]
    process = subprocess.Popen(
        [sys.executable, "-c", LISTEN, *command], cwd=folder, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with process:
        wait_for(folder, process, moment)
        process.send_signal(number)
    assert (folder / "refs.bib").read_bytes() in {KEPT, whole}


def wait_for(folder: Path, process: subprocess.Popen[bytes], moment: int) -> None:
    """Wait for a moment: at first while the command reads, then for its temporary file, or for a new file."""
    if moment < 4:
        time.sleep(0.12 * moment)
        return
    while process.poll() is None:
        temporary = list(folder.glob(".refs.bib.*.tmp"))
        if temporary or (moment > 6 and (folder / "refs.bib").stat().st_size != len(KEPT)):
            return
        time.sleep(0.0005 * (moment - 3))
