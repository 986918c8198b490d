"""What a release promises of itself: one version, a changelog that has it, and files that fit each other."""

from __future__ import annotations

import ast
import re
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any, Final

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

import digestkit

ROOT: Final = Path(__file__).parents[1]
CHANGELOG: Final = (ROOT / "CHANGELOG.md").read_text("utf-8")
PROJECT: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
_SECTION: Final = re.compile(r"^## (?P<title>.*)$", re.MULTILINE)  # ## 0.2.0 - 2026-12-01
_TITLE: Final = re.compile(r"Unreleased|(?P<version>\d+\.\d+\.\d+) - \d{4}-\d{2}-\d{2}")
_PART: Final = re.compile(r"^### (.*)$", re.MULTILINE)
_LINK: Final = re.compile(r"(?<!`)\[[^\]\n]+\]\((?P<target>[^)\s]*)\)")  # [the page](docs/results.md)
_PARTS: Final = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
# Files of the top folder that link to others of it.
PAGES: Final = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    if not (ROOT / "src").is_dir():
        pytest.skip("the sources are not here: the tests run against an installed wheel")
    [path] = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    if not (ROOT / "src").is_dir():
        pytest.skip("the sources are not here: the tests run against an installed wheel")
    [path] = SdistBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("sdist")), versions=["standard"])
    with tarfile.open(path) as archive:
        return [name.partition("/")[2] for name in archive.getnames()]


def test_the_version_stands_in_one_place() -> None:
    assert "version" in PROJECT["dynamic"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", digestkit.__version__)


def test_the_citation_names_the_version_and_the_licence() -> None:
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {digestkit.__version__}\n" in citation
    assert f"\nlicense: {PROJECT['license']}\n" in citation


def test_the_changelog_has_the_version_or_what_will_be_one() -> None:
    titles = [found["title"] for found in _SECTION.finditer(CHANGELOG)]
    assert titles
    assert all(map(_TITLE.fullmatch, titles))
    assert titles[0] == "Unreleased" or titles[0].startswith(f"{digestkit.__version__} - ")


def test_its_versions_fall_and_are_not_repeated() -> None:
    found = [_TITLE.fullmatch(section["title"]) for section in _SECTION.finditer(CHANGELOG)]
    versions = [tuple(map(int, title["version"].split("."))) for title in found if title and title["version"]]
    assert versions == sorted(set(versions), reverse=True)


def test_its_parts_are_those_of_the_form_and_none_is_empty() -> None:
    for section in re.split(r"^## ", CHANGELOG, flags=re.MULTILINE)[1:]:
        parts = _PART.findall(section)
        assert parts
        assert set(parts) <= _PARTS
        assert len(parts) == len(set(parts))
        for body in re.split(r"^### .*\n", section, flags=re.MULTILINE)[1:]:
            assert body.strip().startswith("- ")


@pytest.mark.parametrize("name", PAGES)
def test_links_between_files_lead_somewhere(name: str) -> None:
    for found in _LINK.finditer((ROOT / name).read_text("utf-8")):
        target = found["target"].partition("#")[0]
        assert target.startswith("https://") or (target and (ROOT / target).exists()), found[0]


def test_the_wheel_is_the_package_and_nothing_else(wheel: list[str]) -> None:
    tops = {name.partition("/")[0] for name in wheel}
    assert tops == {"digestkit", f"paper_digestkit-{digestkit.__version__}.dist-info"}
    assert [name for name in wheel if "test" in name.casefold()] == []
    assert {"digestkit/py.typed", "digestkit/formats/digests.schema.json"} <= set(wheel)


def test_the_wheel_carries_the_licence(wheel: list[str]) -> None:
    assert f"paper_digestkit-{digestkit.__version__}.dist-info/licenses/LICENSE" in wheel


def test_the_sdist_has_what_its_tests_read(sdist: list[str]) -> None:
    tests = {str(path.relative_to(ROOT)) for path in (ROOT / "tests").glob("*.py")}
    assert tests <= set(sdist)
    assert {*PAGES, "LICENSE", "CITATION.cff", "noxfile.py", ".ci/run", "examples/2024-03-11.md"} <= set(sdist)


def test_every_session_of_nox_is_in_the_guide() -> None:
    tree = ast.parse((ROOT / "noxfile.py").read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    sessions = [node.name for node in functions if any("nox.session" in ast.unparse(d) for d in node.decorator_list)]
    assert sessions
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert [name for name in sessions if f"| `{name}` |" not in guide] == []
