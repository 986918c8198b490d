"""`digestkit results`: what it finds by name, in what order, and how it shows it."""

from __future__ import annotations

import csv
import doctest
import io
import json
import os
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pytest

import digestkit
from digestkit.formats.csv import RESULT_COLUMNS

pytest.importorskip("click")
pytest.importorskip("rich")

from click.testing import CliRunner

from digestkit.cli.results import results

COMMAND: Final = str(Path(sys.executable).with_name("digestkit"))
ROOT: Final = Path(__file__).parents[1]
QUIET: Final = {"NO_COLOR": "", "FORCE_COLOR": "", "COLUMNS": "", "TERM": "xterm"}
needs_matplotlib: Final = pytest.mark.skipif(find_spec("matplotlib") is None, reason="matplotlib is not installed")


def run(*arguments: str, folder: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [COMMAND, "results", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **QUIET, **(env or {})},
        capture_output=True,
        check=False,
    )


def digest_text(day: str | None, **papers: str) -> str:
    heading = f"## Papers for {day}\n\n" if day else ""
    number = (day or "").replace("-", "")[-4:] or "0000"
    rows = "".join(
        f"| {title}: A Model of Marshes (Read more on [arXiv](https://arxiv.org/abs/2403.{number}{place}))"
        f"| Li Wen, Ida Holm | i) {title} is a model. iv) **Primary results:** {words} |\n"
        for place, (title, words) in enumerate(papers.items())
    )
    return f"{heading}| Title | Authors | Summary |\n|---|---|---|\n{rows}"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    texts = {
        "archive/a.md": digest_text(
            "2024-05-02",
            Fenwick="Fenwick reaches 71.5% accuracy on MATH-500.",
            Sedge="Sedge reaches 80.25% accuracy on MATH500.",
        ),
        "archive/b.md": digest_text(
            "2024-03-11",
            Alder="Alder reaches 80.25% accuracy on Math-500 and 9.5% accuracy on GSM8K.",
            Reed="Reed has a latency of 12 ms. Reed is 3.5x faster than Alder.",
        ),
        "undated.md": digest_text(None, Willow="Willow reaches 99.0% accuracy on MATH-500."),
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def found(*arguments: str, folder: Path) -> list[Any]:
    """What the command finds, without the cost of a process."""
    inputs = (str(folder / "archive"), str(folder / "undated.md"))
    done = CliRunner().invoke(results, [*inputs, *arguments, "--format", "json"], standalone_mode=False)
    assert (done.exception, done.return_value) == (None, 0)
    parsed: list[Any] = json.loads(done.stdout)
    return parsed


def values(*arguments: str, folder: Path) -> list[str]:
    return [each["value"] for each in found(*arguments, folder=folder)]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(["--benchmark", "math 500"], ["99.0", "80.25", "80.25", "71.5"], id="by value"),
        pytest.param(["--benchmark", "MATH-500"], ["99.0", "80.25", "80.25", "71.5"], id="as printed"),
        pytest.param(["--benchmark", "gs"], [], id="no part of a word"),
        pytest.param(["--benchmark", "gsm8k"], ["9.5"], id="other benchmark"),
        pytest.param(["--benchmark", "gsm8k", "--benchmark", "math", "--max", "80"], ["71.5", "9.5"], id="any"),
        pytest.param(["--benchmark", "math", "--exact"], [], id="exact"),
        pytest.param(
            ["--benchmark", "math 500", "--lowest-first", "--max", "81"], ["71.5", *["80.25"] * 2], id="lowest"
        ),
        pytest.param(["--benchmark", "math 500", "--min", "80"], ["99.0", "80.25", "80.25"], id="min"),
        pytest.param(["--benchmark", "math 500", "--min", "80.25", "--max", "9e1"], ["80.25", "80.25"], id="max"),
        pytest.param(["--benchmark", "math 500", "--since", "2024-05"], ["80.25", "71.5"], id="since"),
        pytest.param(["--benchmark", "math 500", "--until", "2024-04"], ["80.25"], id="until"),
        pytest.param(["--benchmark", "math 500", "--title", "fenwick"], ["71.5"], id="title"),
        pytest.param(["--metric", "accuracy", "--benchmark", "gsm8k"], ["9.5"], id="both"),
        pytest.param(["--metric", "acc"], [], id="no abbreviation"),
        pytest.param(["--unit", "ms"], ["12"], id="unit"),
        pytest.param(["--unit", "MS", "--unit", "none"], ["12"], id="unit in capitals, or none"),
        pytest.param(["--unit", "none"], [], id="no unit"),
        pytest.param(["--kind", "factor"], ["3.5"], id="factors"),
        pytest.param(["--kind", "factor", "--kind", "score", "--max", "13"], ["9.5", "12", "3.5"], id="kinds"),
        pytest.param(["--subject", "willow"], ["99.0"], id="subject"),
        pytest.param(["--role", "baseline"], [], id="role"),
    ],
)
def test_what_is_found(archive: Path, options: list[str], expected: list[str]) -> None:
    assert values(*options, folder=archive) == expected


def test_equal_values_stand_by_date(archive: Path) -> None:
    days = [each["date"] for each in found("--benchmark", "math 500", folder=archive)]
    assert days == [None, "2024-03-11", "2024-05-02", "2024-05-02"]


def test_the_same_of_one_paper_is_listed_once_by_its_first_day(archive: Path) -> None:
    again = (archive / "archive" / "a.md").read_text("utf-8").replace("2024-05-02", "2024-04-30")
    (archive / "archive" / "c.md").write_text(again, encoding="utf-8")
    days = [each["date"] for each in found("--benchmark", "math 500", folder=archive)]
    assert days == [None, "2024-03-11", "2024-04-30", "2024-04-30"]


TABLE: Final = """\
Value   Metric    Benchmark  Subject  Role      Date
80.25%  accuracy  MATH500    Sedge    proposed  2024-05-02
  Sedge: A Model of Marshes https://arxiv.org/abs/2403.05021
71.5%   accuracy  MATH-500   Fenwick  proposed  2024-05-02
  Fenwick: A Model of Marshes https://arxiv.org/abs/2403.05020
"""


def test_table(archive: Path) -> None:
    done = run("archive", "--benchmark", "math 500", "--since", "2024-05", folder=archive)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == TABLE


def test_a_file_has_no_colours(archive: Path) -> None:
    arguments = ("archive", "--benchmark", "math 500", "--since", "2024-05")
    done = run(*arguments, "-o", "out", folder=archive, env={"FORCE_COLOR": "1", "COLUMNS": "40"})
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (archive / "out").read_text("utf-8") == TABLE
    assert b"\x1b[" in run(*arguments, folder=archive, env={"FORCE_COLOR": "1"}).stdout


def test_each_unit_and_kind_has_a_part(archive: Path) -> None:
    shown = run("archive", "--kind", "score", "--kind", "factor", folder=archive).stdout.decode()
    headings = [line for line in shown.splitlines() if line.startswith(("Scores", "Factors"))]
    assert headings == ["Scores in %", "Scores in ms", "Factors"]


def test_csv_has_the_rows_of_the_library(archive: Path) -> None:
    done = run("archive", "--benchmark", "gsm8k", "--format", "csv", folder=archive)
    digests = digestkit.read_archive(archive / "archive")
    whole = csv.DictReader(io.StringIO(digestkit.results_to_csv(digests), newline=""))
    expected = [row for row in whole if row["benchmark"] == "GSM8K"]
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    assert rows == expected
    assert tuple(rows[0]) == RESULT_COLUMNS


def test_json_has_the_words_of_the_library(archive: Path) -> None:
    [row] = found("--benchmark", "gsm8k", folder=archive)
    paper = digestkit.read(archive / "archive" / "b.md").papers[0]
    written = json.loads(digestkit.to_json(paper))["digests"][0]["papers"][0]["summary"]["results"]
    members = {name: row.pop(name) for name in ("date", "arxiv_id", "arxiv_url", "title", "sentence")}
    assert row in written
    assert members == {
        "date": "2024-03-11",
        "arxiv_id": "2403.03110",
        "arxiv_url": "https://arxiv.org/abs/2403.03110",
        "title": "Alder: A Model of Marshes",
        "sentence": paper.summary.text[slice(*row["sentence_span"])],
    }
    assert "Alder reaches" in members["sentence"]


@pytest.mark.parametrize(("target_format", "nothing"), [("table", b""), ("json", b"[]\n"), ("csv", None)])
def test_nothing_is_said_on_standard_error(archive: Path, target_format: str, nothing: bytes | None) -> None:
    done = run("archive", "--benchmark", "no such pond", "--format", target_format, folder=archive)
    assert (done.returncode, done.stderr) == (0, b"digestkit: no score fits what was asked for\n")
    assert done.stdout == (",".join(RESULT_COLUMNS).encode() + b"\r\n" if nothing is None else nothing)


def test_results_of_another_kind_are_pointed_to(archive: Path) -> None:
    done = run("archive", "--unit", "x", folder=archive)
    said = b"digestkit: no score fits what was asked for, but 1 factor would: --kind factor\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", said)


def test_no_paper_at_all(archive: Path) -> None:
    done = run("archive", "--since", "2025", folder=archive)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr == b"digestkit: no paper fits what was asked for\n"


def test_undated_digests_are_counted_where_days_are_asked_for(archive: Path) -> None:
    done = run("archive", "undated.md", "--benchmark", "math 500", "--since", "2024-05", folder=archive)
    assert (done.returncode, done.stdout.decode()) == (0, TABLE)
    assert done.stderr == b"digestkit: 1 digest without a date left out, as days were asked for\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["archive", "--metric", "—"], "neither a letter nor a digit", id="no words"),
        pytest.param(["archive", "--min", "90%"], "'90%' is no number", id="no number"),
        pytest.param(["archive", "--max", "NaN"], "'NaN' is no number", id="not a number"),
        pytest.param(["archive", "--kind", "count"], "count", id="counts are no outcomes"),
        pytest.param(["archive", "--plot", "a.pdf"], "neither .png nor .svg", id="plot of another kind"),
        pytest.param(["undated.md", "-o", "undated.md"], "is one of the inputs", id="input as output"),
        pytest.param(["archive", "--min", "5", "--max", "3"], "--min 5 is more than --max 3", id="nothing can fit"),
        pytest.param(["archive", "--exact"], "--exact is about names", id="exact of nothing"),
        pytest.param(["archive", "-o", "a.svg", "--plot", "./a.svg"], "both name a.svg", id="one file for two"),
        pytest.param(["missing.md"], "missing.md: No such file", id="no input"),
    ],
)
def test_wrong_usage(archive: Path, arguments: list[str], said: str) -> None:
    before = (archive / "undated.md").read_bytes()
    done = run(*arguments, folder=archive)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert (archive / "undated.md").read_bytes() == before


def test_an_input_that_fails_is_named_and_the_rest_goes_on(archive: Path) -> None:
    done = run("missing.md", "archive", "--benchmark", "math 500", "--since", "2024-05", folder=archive)
    assert (done.returncode, done.stdout.decode()) == (2, TABLE)
    assert done.stderr == b"digestkit: missing.md: No such file or directory\n"


def test_an_output_that_fails_is_named(archive: Path) -> None:
    done = run("archive", "-o", "no/such/folder", folder=archive)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"digestkit: no/such/folder: No such file or directory\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("target_format", ["table", "csv"])
@pytest.mark.parametrize(("end", "said"), [(">/dev/full", "No space left"), (">&-", "standard output is closed")])
def test_standard_output_that_fails(archive: Path, target_format: str, end: str, said: str) -> None:
    script = f"exec '{COMMAND}' results archive --format {target_format} {end}"
    done = subprocess.run(["/bin/sh", "-c", script], cwd=archive, capture_output=True, check=False)
    assert done.returncode == 2
    [line] = done.stderr.decode().splitlines()
    assert said in line


def test_strict(archive: Path) -> None:
    text = digest_text("2024-02-30", Rush="Rush reaches 5.5% accuracy on GSM8K.")
    (archive / "archive" / "c.md").write_text(text, encoding="utf-8")
    assert run("archive", "--benchmark", "gsm8k", folder=archive).returncode == 0
    done = run("archive", "--benchmark", "gsm8k", "--strict", folder=archive)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"c.md:1:1: DK104 " in done.stderr


@needs_matplotlib
@pytest.mark.parametrize(("name", "start"), [("m.png", b"\x89PNG"), ("m.SVG", b"<?xml")])
def test_plot(archive: Path, name: str, start: bytes) -> None:
    arguments = ("archive", "undated.md", "--benchmark", "math 500", "--plot", name)
    done = run(*arguments, folder=archive)
    assert done.returncode == 0, done.stderr
    assert b"1 result without a date could not be drawn" in done.stderr
    assert b"80.25%" in done.stdout
    first = (archive / name).read_bytes()
    assert first.startswith(start)
    assert run(*arguments, folder=archive).returncode == 0
    assert (archive / name).read_bytes() == first


@needs_matplotlib
def test_a_plot_has_one_unit(archive: Path) -> None:
    done = run("archive", "--plot", "m.svg", "--kind", "score", "--kind", "factor", folder=archive)
    assert done.returncode == 2
    assert b"80.25%" in done.stdout
    choices = "--kind score --unit % (4), --kind score --unit ms (1), --kind factor --unit x (1)"
    assert done.stderr.decode().endswith(f"one axis cannot show several units; choose one: {choices}\n")
    assert not (archive / "m.svg").exists()
    scores = run("archive", "--plot", "m.svg", folder=archive)
    assert scores.stderr.decode().endswith("choose one: --unit % (4), --unit ms (1)\n")
    assert run("archive", "--plot", "m.svg", "--unit", "%", folder=archive).returncode == 0
    assert "Fenwick" in (archive / "m.svg").read_text("utf-8")


@needs_matplotlib
def test_a_plot_needs_dates(archive: Path) -> None:
    done = run("undated.md", "--plot", "m.svg", folder=archive)
    assert done.returncode == 2
    assert b"m.svg: not drawn, as no result has a date" in done.stderr
    assert not (archive / "m.svg").exists()


SESSIONS: Final = re.findall(
    r"^```console\n\$ ([^\n]*)\n(.*?)^```$", (ROOT / "docs" / "results.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_the_page_shows_what_is_printed(command: str, shown: str) -> None:
    name, verb, *arguments = shlex.split(command)
    assert (name, verb) == ("digestkit", "results")
    done = run(*arguments, folder=ROOT)
    assert done.returncode == 0, done.stderr
    assert doctest.OutputChecker().check_output(shown, done.stdout.decode(), doctest.ELLIPSIS), done.stdout.decode()


def test_the_page_has_sessions() -> None:
    assert len(SESSIONS) > 1


def test_the_page_names_every_option() -> None:
    usage = run("--help", folder=ROOT).stdout.decode()
    page = (ROOT / "docs" / "results.md").read_text("utf-8")
    own = set(re.findall(r"^  (?:-o, )?(--[a-z-]+)", usage[usage.index("--metric") - 2 :], re.MULTILINE)) - {"--help"}
    assert own >= {"--metric", "--benchmark", "--min", "--format", "--plot"}
    assert {option for option in own if f"`{option}" not in page} == set()
