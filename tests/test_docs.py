"""The documentation: its examples run, and what is generated is up to date."""

from __future__ import annotations

import doctest
import os
import re
import runpy
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

import digestkit
from digestkit import metadata, models, strategies
from digestkit.formats import FORMATS

if TYPE_CHECKING:
    from types import ModuleType

ROOT: Final = Path(__file__).parents[1]
DOCS: Final = ROOT / "docs"
PAGES: Final = sorted(page for page in DOCS.glob("*.md") if ">>>" in page.read_text("utf-8"))
REFERENCE: Final = (DOCS / "reference.md").read_text("utf-8")
# <!-- needs: pandas -->⏎```python⏎>>> import pandas⏎⏎```
_NEEDING: Final = re.compile(r"<!-- needs: (?P<package>\w+) -->\n```python\n.*?^```$", re.MULTILINE | re.DOTALL)
_IMAGE: Final = re.compile(r"^```\{image\} (\S+)$", re.MULTILINE)  # ```{image} pictures/show.svg
# Pages of which other tests run the sessions.
_TESTED_ELSEWHERE: Final = {"tutorial.md", "metadata.md", "reference-managers.md"}
_SESSION: Final = re.compile(r"^```console\n\$ (?P<command>[^\n]*)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
SESSIONS: Final = [
    pytest.param(found["command"], found["output"], id=f"{page.name}: {found['command']}")
    for page in sorted(DOCS.glob("*.md"))
    if page.name not in _TESTED_ELSEWHERE
    for found in _SESSION.finditer(page.read_text("utf-8"))
]


def script(name: str) -> dict[str, Any]:
    """What a script of the documentation defines."""
    return runpy.run_path(str(DOCS / name))


def needed(page: Path) -> set[str]:
    return {found["package"] for found in _NEEDING.finditer(page.read_text("utf-8"))}


def run_examples(page: Path, text: str) -> doctest.TestResults:
    examples = doctest.DocTestParser().get_doctest(text, {"__name__": "__main__"}, page.name, str(page), 0)
    return doctest.DocTestRunner().run(examples)


def test_there_are_pages_with_examples() -> None:
    assert len(PAGES) > 10
    assert SESSIONS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for blocks that say what they need, where that is not installed."""
    monkeypatch.chdir(ROOT)
    text = _NEEDING.sub(lambda found: found[0] if find_spec(found["package"]) else "", page.read_text("utf-8"))
    done = run_examples(page, text)
    assert done.attempted
    assert not done.failed


@pytest.mark.parametrize("package", sorted({package for page in PAGES for package in needed(page)}))
def test_the_examples_that_need_a_package_ran(package: str) -> None:
    """Skipped, so that the report names it, where the package is absent."""
    pytest.importorskip(package, reason=f"examples of the documentation that need {package} did not run")


@pytest.mark.parametrize(("command", "output"), SESSIONS)
def test_sessions(command: str, output: str) -> None:
    pytest.importorskip("rich")
    name, *arguments = shlex.split(command)
    assert name == "digestkit"
    done = subprocess.run(
        [Path(sys.executable).with_name("digestkit"), *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "", "FORCE_COLOR": ""},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    shown = done.stdout.decode()
    assert doctest.OutputChecker().check_output(output, shown, doctest.ELLIPSIS), shown
    assert done.returncode == (1 if arguments[0] == "check" else 0)


def test_every_page_is_in_the_contents() -> None:
    index = (DOCS / "index.md").read_text("utf-8").splitlines()
    assert {page.stem for page in DOCS.glob("*.md")} - {"index"} <= set(index)


def test_the_table_of_diagnostics_is_that_of_the_code() -> None:
    """`python docs/diagnostics_table.py` writes it again."""
    page = (DOCS / "diagnostics.md").read_text("utf-8")
    assert script("diagnostics_table.py")["with_table"](page) == page


def test_the_page_of_commands_is_that_of_the_code() -> None:
    """`python docs/command_page.py` writes it again."""
    pytest.importorskip("rich")
    # In a process of its own: what other tests have set does not show.
    code = "import runpy, sys; sys.stdout.buffer.write(runpy.run_path('docs/command_page.py')['page']().encode())"
    done = subprocess.run([sys.executable, "-c", code], cwd=DOCS.parent, capture_output=True, check=True)
    assert done.stdout.decode() == (DOCS / "commands.md").read_text("utf-8")


def test_the_reference_has_every_public_name() -> None:
    """Signatures and texts come from the code when the pages are built."""
    documented = set(re.findall(r":: digestkit\.(\w+)$", REFERENCE, re.MULTILINE))
    assert documented == set(digestkit.__all__)


@pytest.mark.parametrize("module", [metadata, strategies], ids=lambda module: module.__name__)
def test_the_reference_has_every_name_of_a_public_module(module: ModuleType) -> None:
    documented = set(re.findall(rf":: {re.escape(module.__name__)}\.(\w+)$", REFERENCE, re.MULTILINE))
    assert documented >= set(module.__all__) - set(digestkit.__all__)


def test_the_reference_has_every_class_of_the_models() -> None:
    classes = {name for name in models.__all__ if isinstance(getattr(models, name), type)}
    documented = set(re.findall(r":: digestkit\.(?:models\.)?(\w+)$", REFERENCE, re.MULTILINE))
    assert classes <= documented


def test_every_format_is_described() -> None:
    page = (DOCS / "formats.md").read_text("utf-8").casefold()
    assert [name for name in FORMATS if name.removeprefix("results-") not in page] == []


def test_the_pictures_of_the_pages_are_there_and_are_pictures() -> None:
    named = {name for page in DOCS.glob("*.md") for name in _IMAGE.findall(page.read_text("utf-8"))}
    assert named
    for name in named:
        assert ET.fromstring((DOCS / name).read_text("utf-8")).tag.endswith("svg")  # noqa: S314


def test_the_drawings_are_those_of_the_script() -> None:
    """`python docs/pictures.py` draws them again, and the terminals too, which change with every width and word."""
    pytest.importorskip("rich")
    for name, svg in script("pictures.py")["drawings"]().items():
        assert (DOCS / "pictures" / name).read_text("utf-8") == svg


@pytest.mark.parametrize(
    ("page", "dead"),
    [
        ('<p id="a"><a href="#a">', []),
        ('<a href="#b">', ["#b"]),
        ('<a href="other.html#a"><img src="x.svg">', ["other.html#a", "x.svg"]),
        ('<a href="https://example.org/#b">', []),
    ],
)
def test_dead_links_are_found(tmp_path: Path, page: str, dead: list[str]) -> None:
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert [target for _, target in script("check_links.py")["dead_links"](tmp_path)] == dead
