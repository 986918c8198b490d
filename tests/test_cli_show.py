"""`digestkit show` and `digestkit stats`, on terminals and in pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

from digestkit._extras import how_to_install

pytest.importorskip("click")
pytest.importorskip("rich")

COMMAND: Final = str(Path(sys.executable).with_name("digestkit"))
QUIET: Final = {"NO_COLOR": "", "FORCE_COLOR": "", "COLUMNS": "", "TERM": "xterm"}

DIGEST: Final = """\
## Papers for 2024-03-11

| Title | Authors | Summary | Region |
|---|---|---|---|
| Surveyor: Maps of Rivers that Flow Through Several Lands (Read more on [arXiv](https://arxiv.org/abs/2403.90100))\
| Li Wen, Ida Holm | Here is a summary: i) Surveyor maps rivers. iv) **Primary results:** Recall is 71.5%. | Water |
| 河流地图河流地图河流地图河流地图河流地图河流地图河流地图河流地图河流地图 | lwen, Ida Holm | A map without marks. | |

## Papers for 2024-04-02

| Title | Authors | Summary |
|---|---|---|
| Roads (Read more on [arXiv](https://arxiv.org/abs/2404.90101))| | Roads gain 2.5 points. |
"""


def run(*arguments: str, folder: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **QUIET, **(env or {})},
        capture_output=True,
        check=False,
    )


def on_terminal(
    *arguments: str, folder: Path, env: dict[str, str] | None = None, columns: int = 72, piped: bool = False
) -> tuple[int, str, bytes]:
    """Exit code, what a terminal shows, and what a pipe for standard output gets where there is one."""
    pty, fcntl, termios = (pytest.importorskip(name) for name in ("pty", "fcntl", "termios"))
    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, b"".join(size.to_bytes(2, sys.byteorder) for size in (40, columns, 0, 0)))
    with (folder / "piped").open("wb") as pipe:
        process = subprocess.Popen(
            [COMMAND, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=pipe if piped else end,
            stderr=end,
            env={**os.environ, **QUIET, **(env or {})},
        )
    os.close(end)
    shown = bytearray()
    with suppress(OSError):  # what Linux raises when the other end is gone
        while chunk := os.read(terminal, 65_536):
            shown += chunk
    os.close(terminal)
    return process.wait(), shown.decode(), (folder / "piped").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.md").write_bytes(DIGEST.encode())
    return tmp_path


EXPECTED: Final = """\
2024-03-11  1 paper  d.md

Surveyor: Maps of Rivers that Flow Through Several Lands
  Authors      Ida Holm, Li Wen
  arXiv        https://arxiv.org/abs/2403.90100
  Region       Water
  Preamble     Here is a summary:
               ~ preamble: stands before all marks
  Summary      Surveyor maps rivers.
               ~ summary: by the mark i)
  Results      Recall is 71.5%.
               ~ results: by the mark iv) and the label “Primary results”
"""


def test_show_explains_sections(folder: Path) -> None:
    done = run("show", "d.md", "--paper", "2403.90100v2", "--explain", folder=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith(EXPECTED)


def test_show_explains_sections_by_their_words(folder: Path) -> None:
    text = (
        "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n"
        "| Fenwick (Read more on [arXiv](https://arxiv.org/abs/2403.90100))| Li Wen | This paper introduces Fenwick. "
        "The main objective is to read maps. Results show a recall of 71.5%. |\n"
    )
    (folder / "words.md").write_text(text, encoding="utf-8")
    shown = " ".join(run("show", "words.md", "--explain", folder=folder).stdout.decode().split())
    assert "~ objective: by its words “The main objective”" in shown


def test_show_explains_results(folder: Path) -> None:
    shown = run("show", "d.md", "--paper", "2404.90101", "--explain", folder=folder).stdout.decode()
    words = " ".join(shown.split())
    assert "- 2.5 points, " in words
    assert "value 2.5, unit points; in " in words
    assert "“Roads gain 2.5 points.”" in words


def test_without_explain_there_is_no_evidence(folder: Path) -> None:
    shown = run("show", "d.md", folder=folder).stdout.decode()
    assert "~" not in shown
    assert "value" not in shown
    assert "71.5%" in shown


def test_authors_say_what_is_doubtful(folder: Path) -> None:
    assert "@lwen" in run("show", "d.md", folder=folder).stdout.decode()
    assert "order uncertain" in " ".join(run("show", "d.md", folder=folder).stdout.decode().split())


def cells(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


@pytest.mark.parametrize(("columns", "widest"), [("", 80), ("40", 40), ("60", 60), ("500", 100), ("3", 30), ("x", 80)])
def test_lines_in_a_pipe(folder: Path, columns: str, widest: int) -> None:
    shown = run("show", "d.md", "--explain", folder=folder, env={"COLUMNS": columns}).stdout.decode()
    lines = shown.splitlines()
    assert max(map(cells, lines)) <= widest
    assert all(line == line.rstrip() for line in lines)
    letters = "".join(shown.split())
    assert "河流地图" * 9 in letters
    assert "SurveyorMapsofRivers" in letters.replace(":", "")


def test_lines_on_a_terminal(folder: Path) -> None:
    code, shown, _ = on_terminal("show", "d.md", folder=folder, env={"NO_COLOR": "1"}, columns=50)
    assert code == 0
    assert max(map(cells, shown.splitlines())) in range(45, 51)


@pytest.mark.parametrize("command", ["show", "stats"])
@pytest.mark.parametrize(
    ("env", "colored"),
    [
        pytest.param({}, True, id="terminal"),
        pytest.param({"NO_COLOR": "1"}, False, id="NO_COLOR"),
        pytest.param({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, id="NO_COLOR wins"),
        pytest.param({"TERM": "dumb"}, False, id="dumb terminal"),
    ],
)
def test_colors_on_a_terminal(folder: Path, command: str, env: dict[str, str], colored: bool) -> None:
    code, shown, _ = on_terminal(command, "d.md", folder=folder, env=env)
    assert code == 0
    assert ("\x1b[" in shown) is colored


@pytest.mark.parametrize("command", ["show", "stats"])
@pytest.mark.parametrize(
    ("env", "colored"), [({}, False), ({"FORCE_COLOR": "1"}, True)], ids=["pipe", "pipe with FORCE_COLOR"]
)
def test_colors_in_a_pipe(folder: Path, command: str, env: dict[str, str], colored: bool) -> None:
    assert (b"\x1b[" in run(command, "d.md", folder=folder, env=env).stdout) is colored


HOSTILE: Final = "Red \x1b[31mInk\x1b]0;owned\x07 \x9b1m \x08\x7f \u202egnorw\u2066 \u200f end"
HOSTILE_DIGEST: Final = (
    f"## Papers for 2024-03-11\n\n| Title | Authors | Summary | {HOSTILE} |\n|---|---|---|---|\n"
    f"| {HOSTILE} (Read more on [arXiv](https://arxiv.org/abs/2403.90100))| {HOSTILE} "
    f"| iv) {HOSTILE} reaches 5%. | {HOSTILE} |\n"
)
ACTIVE: Final = frozenset("\x1b\x07\x08\x7f\x9b\u202e\u2066\u200f")


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "d.md", "--explain"],
        ["stats", "d.md"],
        ["show", "\x1b[31m\u202e.md"],
        ["convert", "\x1b[31m.md", "--to", "csv\x1b"],
    ],
    ids=["show", "stats", "name of a file", "wrong usage"],
)
def test_nothing_that_a_terminal_obeys_is_shown(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "d.md").write_bytes(HOSTILE_DIGEST.encode())
    done = run(*arguments, folder=tmp_path)
    assert ACTIVE.isdisjoint(done.stdout.decode() + done.stderr.decode())
    if arguments[0] == "show" and not done.returncode:
        assert "Red \\x1b[31mInk\\x1b]0;owned\\x07 \\x9b1m \\x08\\x7f \\u202egnorw\\u2066" in done.stdout.decode()


def test_a_message_is_one_line(tmp_path: Path) -> None:
    done = run("show", "a\ndigestkit: all is well", folder=tmp_path)
    assert done.stderr == b"digestkit: a\\ndigestkit: all is well: No such file or directory\n"


@pytest.mark.parametrize("target_format", ["json", "markdown"])
def test_documents_stay_exact_but_on_a_terminal(tmp_path: Path, target_format: str) -> None:
    (tmp_path / "d.md").write_bytes(HOSTILE_DIGEST.encode())
    arguments = ("convert", "d.md", "--to", target_format)
    written = run(*arguments, folder=tmp_path).stdout.decode()
    if target_format == "json":
        assert json.loads(written)["digests"][0]["papers"][0]["title"] == HOSTILE
    else:
        assert HOSTILE in written
    code, shown, _ = on_terminal(*arguments, folder=tmp_path, env={"NO_COLOR": "1"})
    assert code == 0
    assert ACTIVE.isdisjoint(shown)


@pytest.mark.parametrize("options", [[], ["-o", "out.json"]], ids=["pipe", "file"])
@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}], ids=["colours", "NO_COLOR"])
def test_a_progress_bar_stays_on_the_terminal(folder: Path, options: list[str], env: dict[str, str]) -> None:
    (folder / "big").mkdir()
    rows = "".join(f"| Map {number} | Li Wen | {'Long. ' * 300} |\n" for number in range(60))
    for number in range(12):
        text = f"| Title | Authors | Summary |\n|---|---|---|\n{rows}"
        (folder / "big" / f"{number:02}.md").write_text(text, encoding="utf-8")
    code, shown, written = on_terminal(
        "convert", "big", "--to", "json", *options, folder=folder, env=env, piped=True, columns=50
    )
    assert code == 0
    assert "of 12 files" in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.split("\r"))) <= 50
    assert shown.endswith("\r")
    assert len(json.loads((folder / options[1]).read_bytes() if options else written)["digests"]) == 12


def test_no_progress_bar_for_short_work_or_in_a_pipe(folder: Path) -> None:
    assert on_terminal("convert", "d.md", "--to", "json", folder=folder, piped=True)[1] == ""
    assert run("convert", "d.md", "--to", "json", folder=folder).stderr == b""


@pytest.mark.parametrize("command", ["show", "stats"])
@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_output_is_utf8_whatever_the_locale(folder: Path, command: str, env: dict[str, str]) -> None:
    done = run(command, "d.md", "--explain" if command == "show" else "--strict", folder=folder, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode()


STATS: Final = """\
Month    Days  Papers  Authors  Sections  Results  Oddities
2024-03     1       2        2         4        1         2
2024-04     1       1        -         1        1         1
Total       2       3        2         5        2         3

Code   Oddity          Severity  Count
DK302  no-arxiv-id     warning       1
DK401  empty-authors   warning       1
DK403  author-handles  info          1

Month    DK302  DK401  DK403
2024-03      1      -      1
2024-04      -      1      -
"""


def test_stats(folder: Path) -> None:
    done = run("stats", "d.md", folder=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == STATS


def test_stats_of_one_month_and_of_nothing(folder: Path) -> None:
    shown = run("stats", "d.md", "--date", "2024-04", folder=folder).stdout.decode()
    assert "2024-03" not in shown
    assert shown.count("Month") == 1
    nothing = run("stats", "d.md", "--date", "2023", folder=folder)
    assert nothing.returncode == 0
    assert nothing.stdout.decode().splitlines()[-1].split() == ["Total", *"------"]


def test_stats_names_what_failed(folder: Path) -> None:
    done = run("stats", "missing.md", "d.md", folder=folder)
    assert done.returncode == 2
    assert b"missing.md: No such file" in done.stderr
    assert b"Total       2" in done.stdout
    assert run("stats", "missing.md", folder=folder).stdout == b""


@pytest.mark.skipif(find_spec("matplotlib") is None, reason="matplotlib is not installed")
@pytest.mark.parametrize(("name", "start"), [("m.png", b"\x89PNG"), ("m.SVG", b"<?xml")])
def test_plot(folder: Path, name: str, start: bytes) -> None:
    done = run("stats", "d.md", "--plot", name, folder=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    first = (folder / name).read_bytes()
    assert first.startswith(start)
    run("stats", "d.md", "--plot", name, folder=folder)
    assert (folder / name).read_bytes() == first


@pytest.mark.parametrize("name", ["m.pdf", "m", ".png"])
def test_plot_of_another_kind(folder: Path, name: str) -> None:
    done = run("stats", "d.md", "--plot", name, folder=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"neither .png nor .svg" in done.stderr


def test_plot_without_matplotlib(folder: Path) -> None:
    code = (
        "import sys; sys.modules['matplotlib'] = None; sys.argv = ['digestkit', 'stats', 'd.md', '--plot', 'm.png']\n"
        "from digestkit.cli import main; sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert how_to_install("plot").encode() in done.stderr


@pytest.mark.parametrize("command", ["show", "stats"])
def test_strict(folder: Path, command: str) -> None:
    table = "| Title | Authors | Summary |\n|---|---|---|\n| A | B C | D. |\n"
    (folder / "faulty.md").write_text(f"## Papers for 2024-02-30\n\n{table}", encoding="utf-8")
    assert run(command, "faulty.md", folder=folder).returncode == 0
    done = run(command, "faulty.md", "--strict", folder=folder)
    assert done.returncode == 1
    assert done.stdout
    assert b"faulty.md:1:1: DK104" in done.stderr
