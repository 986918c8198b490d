"""`digestkit check` as a command."""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import digestkit

HEAD: Final = "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|-------|---------|---------|\n"
LINK: Final = "(Read more on [arXiv](https://arxiv.org/abs/2403.90001))"
CLEAN: Final = f"{HEAD}| Maps of Rivers {LINK}| Ida Holm | It has 3. |\n"
WRAPPED: Final = f"{HEAD}| Maps of\n  Rivers {LINK}| Ida Holm | It has 3. |\n"
MISREAD: Final = f"{HEAD}| Maps of Rivers {LINK}| Ida Holm | It beats GPT-40. |\n"


def run(folder: Path, *arguments: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR")}
    return subprocess.run(
        [sys.executable, "-c", "import sys; from digestkit.cli import main; sys.exit(main())", "check", *arguments],
        cwd=folder,
        input=stdin,
        env={**environment, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"clean.md": CLEAN, "wrapped.md": WRAPPED, "misread.md": MISREAD}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.md"], 0),
        (["wrapped.md"], 1),
        (["wrapped.md", "--fail-on", "error"], 0),
        (["clean.md", "--fail-on", "info"], 1),
        (["wrapped.md", "--ignore", "DK2,DK3"], 0),
        (["wrapped.md", "--select", "DK5"], 0),
        (["missing.md", "clean.md"], 2),
        (["clean.md", "--select", "DK9"], 2),
        (["clean.md", "--output-format", "xml"], 2),
        (["clean.md", "--statistics", "--output-format", "sarif"], 2),
        (["wrapped.md", "--diff"], 1),
        (["clean.md", "--diff"], 0),
        (["wrapped.md", "--fix"], 0),
        (["misread.md", "--fix"], 1),
        (["misread.md", "--fix", "--unsafe-fixes"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_exit_codes(folder: Path, arguments: list[str], code: int) -> None:
    assert run(folder, *arguments).returncode == code


def test_text_shows_place_source_and_caret(folder: Path) -> None:
    done = run(folder, "wrapped.md", "--select", "DK207")
    assert done.stdout == (
        "wrapped.md:5:10: warning DK207 [*] the row is spread over 2 lines, expected one; Markdown readers end it "
        "at the first (wrapped-row)\n"
        "    | Maps of\n"
        "             ^\n"
        "1 file checked: 1 warning; 1 [*] can be repaired with --fix\n"
    )
    assert done.stderr == ""


def test_colours_are_for_those_who_want_them(folder: Path) -> None:
    assert "\x1b[" not in run(folder, "wrapped.md").stdout
    assert "\x1b[" in run(folder, "wrapped.md", FORCE_COLOR="1").stdout
    assert "\x1b[" not in run(folder, "wrapped.md", "--output-format", "json", FORCE_COLOR="1").stdout


def test_quiet_leaves_out_what_does_not_fail(folder: Path) -> None:
    assert "unnumbered-summary" in run(folder, "wrapped.md").stdout
    assert "unnumbered-summary" not in run(folder, "wrapped.md", "-q").stdout


def test_fix_writes_what_it_can(folder: Path) -> None:
    before = (folder / "clean.md").stat().st_mtime_ns
    done = run(folder, ".", "--fix", "-q")
    assert (folder / "wrapped.md").read_text("utf-8") == WRAPPED.replace("of\n  Rivers", "of Rivers")
    assert (folder / "clean.md").stat().st_mtime_ns == before
    assert done.returncode == 1
    assert "GPT-40" in done.stdout
    assert "1 finding repaired in 1 file" in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["clean.md", "misread.md", "wrapped.md"]


def test_diff_writes_nothing(folder: Path) -> None:
    done = run(folder, "wrapped.md", "--diff")
    assert (folder / "wrapped.md").read_text("utf-8") == WRAPPED
    assert done.stdout.startswith("--- wrapped.md\n+++ wrapped.md\n@@ ")
    assert "\n-| Maps of\n" in done.stdout
    assert "would be repaired" in done.stderr


def test_diff_marks_a_missing_line_break(folder: Path) -> None:
    (folder / "open.md").write_text(CLEAN.rstrip("\n"), "utf-8")
    assert "\n\\ No newline at end of file\n" in run(folder, "open.md", "--diff").stdout


def test_standard_input_is_repaired_to_standard_output(folder: Path) -> None:
    done = run(folder, "-", "--fix", stdin=WRAPPED)
    assert done.stdout == WRAPPED.replace("of\n  Rivers", "of Rivers")
    assert "1 file checked" in done.stderr


@pytest.mark.parametrize("name", ["latin.md", "missing.md", "empty", "no*.md"])
@pytest.mark.parametrize("others", [0, 1])
def test_what_cannot_be_read_is_counted(folder: Path, name: str, others: int) -> None:
    (folder / "latin.md").write_bytes(b"Id\xe4")
    (folder / "empty").mkdir()
    done = run(folder, name, *["wrapped.md"][:others], "--select", "DK207")
    assert done.returncode == 2
    last = done.stdout.splitlines()[-1]
    start = ["0 files checked; ", "1 file checked: 1 warning; "][others]
    assert last.startswith(f"{start}1 input could not be read")
    assert "nothing found" not in done.stdout
    assert done.stderr.startswith(f"digestkit: {name}: ")


def test_a_file_that_the_encoding_cannot_hold_is_left_and_reported(folder: Path) -> None:
    text = CLEAN.replace("It has 3.", "It has 3 R&auml;der.")
    (folder / "plain.md").write_text(text, "ascii")
    done = run(folder, "plain.md", "--fix", "--unsafe-fixes", "--encoding", "ascii", "--select", "DK602")
    assert done.returncode == 2
    assert (folder / "plain.md").read_text("ascii") == text
    assert "DK602" in done.stdout
    assert "1 file checked: 1 info" in done.stdout
    assert done.stderr.endswith("; the file was not repaired\n")


def test_what_cannot_be_written_is_a_fault(folder: Path) -> None:
    (folder / "latin.md").write_bytes(WRAPPED.replace("Ida", "Idä").encode("latin-1"))
    assert run(folder, "latin.md").returncode == 2
    assert run(folder, "latin.md", "--fix", "--encoding", "latin-1").returncode == 0
    assert b"Id\xe4" in (folder / "latin.md").read_bytes()


def test_papers_of_earlier_files_are_told_of(folder: Path) -> None:
    done = run(folder, "clean.md", "wrapped.md", "--select", "DK311", "--output-format", "json")
    [found] = json.loads(done.stdout)["findings"]
    assert (found["file"], found["line"]) == ("wrapped.md", 6)
    assert "clean.md, line 5" in found["message"]


def test_statistics_count_by_rule(folder: Path) -> None:
    lines = [line.split() for line in run(folder, ".", "--statistics", "--select", "DK207,DK515").stdout.splitlines()]
    assert lines[:3] == [
        ["Code", "Rule", "Severity", "Findings", "Files", "Fixable"],
        ["DK207", "wrapped-row", "warning", "1", "1", "1"],
        ["DK515", "gpt-4o-with-zero", "warning", "1", "1", "0"],
    ]


def test_github_points_at_the_line(folder: Path) -> None:
    done = run(folder, "misread.md", "--output-format", "github", "--select", "DK515")
    assert done.stdout.startswith("::warning file=misread.md,line=5,endLine=5,col=")


def test_settings_of_the_project_hold(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.digestkit]\nignore = ["wrapped-row"]\n', "utf-8")
    assert run(folder, "wrapped.md").returncode == 0
    assert run(folder, "wrapped.md", "--ignore", "DK6").returncode == 1
    (folder / "pyproject.toml").write_text("[tool.digestkit]\nnonsense = 1\n", "utf-8")
    done = run(folder, "wrapped.md")
    assert done.returncode == 2
    assert "no setting 'nonsense'" in done.stderr


def test_the_verdict_is_the_same_in_every_folder(tmp_path: Path) -> None:
    """The folder that a command is run in changes the name that is shown, and nothing else."""
    month = tmp_path / "archive" / "2024" / "03"
    month.mkdir(parents=True)
    (month / "12.md").write_text(WRAPPED + CLEAN.replace("03-11", "03-10"), "utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.digestkit.per-file-ignores]\n"archive/2024/*" = ["DK207"]\n"03/*" = ["DK5"]\n', "utf-8"
    )
    verdicts = set()
    for folder, name in ((tmp_path, "archive"), (tmp_path / "archive", "."), (month, "12.md"), (month, "../03/12.md")):
        done = run(folder, name, "--output-format", "json")
        assert done.returncode == 1, done.stderr
        findings = json.loads(done.stdout)["findings"]
        verdicts.add(tuple((found["code"], found["line"]) for found in findings))
    [verdict] = verdicts
    codes = {code for code, _ in verdict}
    assert "DK108" in codes
    assert "DK207" not in codes
    assert not any(code.startswith("DK5") for code in codes)


def test_a_file_is_dated_by_its_folders_also_from_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    month = tmp_path / "2024" / "03"
    month.mkdir(parents=True)
    (month / "12.md").write_text(CLEAN, "utf-8")
    for folder, name in ((tmp_path, "2024"), (month, ".")):
        monkeypatch.chdir(folder)
        assert [found.code for _, found in digestkit.check_archive(name, select=["DK1"])] == ["DK108"]


def test_a_rule_explains_itself(folder: Path) -> None:
    done = run(folder, "--explain", "wrapped-row")
    assert done.returncode == 0
    assert done.stdout.startswith("DK207 wrapped-row (warning)\n\nA row, or a header, that is spread")
    assert run(folder, "--explain", "DK9").returncode == 2


def test_the_page_shows_what_is_printed() -> None:
    root = Path(__file__).parents[1]
    [session] = re.findall(
        r"^```console\n\$ (.*?)^```$", (root / "docs" / "checking.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    command, _, shown = session.partition("\n")
    assert command.startswith("digestkit check ")
    done = run(root, *command.split()[2:])
    assert doctest.OutputChecker().check_output(shown, done.stdout, doctest.ELLIPSIS), done.stdout


# Hooks of pre-commit.

ROOT: Final = Path(__file__).parents[1]


def pre_commit(*arguments: str) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("pre_commit")
    return subprocess.run([sys.executable, "-m", "pre_commit", *arguments], capture_output=True, text=True, check=False)


def test_the_hooks_have_the_form_of_a_manifest() -> None:
    done = pre_commit("validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert done.returncode == 0, done.stdout


def test_the_page_shows_configurations_of_pre_commit(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "checking.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(repos:.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        assert "<" not in block
        (tmp_path / "config.yaml").write_text(block, "utf-8")
        done = pre_commit("validate-config", str(tmp_path / "config.yaml"))
        assert done.returncode == 0, done.stdout


def test_the_hooks_name_commands_that_there_are(folder: Path) -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    check, fix = re.findall(r"^  entry: digestkit check ?(.*)$", hooks, re.MULTILINE)
    assert run(folder, *check.split(), "wrapped.md").returncode == 1
    assert run(folder, *fix.split(), "wrapped.md").returncode == 0
    assert (folder / "wrapped.md").read_text("utf-8") != WRAPPED
