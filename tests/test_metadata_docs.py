"""The sessions of the pages on metadata and reference managers, run as they stand there, one after the other."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from digestkit.cli.app import run

ROOT: Final = Path(__file__).parents[1]
_BLOCK: Final = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND: Final = re.compile(r"^\$ (?P<command>[^\n]*)\n(?P<output>(?:(?!\$ )[^\n]*\n)*)", re.MULTILINE)
_LATEX: Final = re.compile(r"^```latex\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sessions(page: str) -> list[tuple[str, str]]:
    """The commands of a page, and what each shows."""
    blocks = "".join(_BLOCK.findall((ROOT / "docs" / page).read_text("utf-8")))
    return [(found["command"], found["output"]) for found in _COMMAND.finditer(blocks)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check_sessions(page: str, count: int, capsys: pytest.CaptureFixture[str]) -> None:
    found = sessions(page)
    assert len(found) == count
    for command, output in found:
        name, *arguments = shlex.split(command)
        assert name == "digestkit"
        assert run(arguments) == 0
        shown = capsys.readouterr()
        assert doctest.OutputChecker().check_output(output, shown.err + shown.out, doctest.ELLIPSIS), shown


PAGES: Final = (("metadata.md", 2), ("reference-managers.md", 7))


@pytest.mark.parametrize(("page", "count"), PAGES)
@pytest.mark.usefixtures("folder")
def test_sessions(page: str, count: int, capsys: pytest.CaptureFixture[str]) -> None:
    check_sessions(page, count, capsys)


@pytest.mark.usefixtures("folder")
def test_sessions_of_one_page_after_the_other_in_one_folder(capsys: pytest.CaptureFixture[str]) -> None:
    for page, count in PAGES:
        check_sessions(page, count, capsys)


@pytest.mark.skipif(not (shutil.which("pdflatex") and shutil.which("bibtex")), reason="needs pdflatex and bibtex")
def test_the_document_is_typeset(folder: Path) -> None:
    for command, _ in sessions("reference-managers.md"):
        assert run(shlex.split(command)[1:]) == 0
    [document] = _LATEX.findall((ROOT / "docs" / "reference-managers.md").read_text("utf-8"))
    (folder / "paper.tex").write_text(document.replace("\\usepackage{hyperref}\n", ""), "utf-8")
    for command in ("pdflatex -interaction=nonstopmode paper", "bibtex paper", *["pdflatex paper"] * 2):
        done = subprocess.run(shlex.split(command), cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    bibliography = (folder / "paper.bbl").read_text("utf-8")
    assert "Reka Sandoval, Benedikt Amoah, Quill Marsden, and Ulrike" in " ".join(bibliography.split())
    assert b"undefined" not in (folder / "paper.log").read_bytes()
