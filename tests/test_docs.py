"""The documentation: its examples run, and what is generated is up to date."""

from __future__ import annotations

import doctest
import re
import runpy
from pathlib import Path
from typing import Final

import pytest

import digestkit

ROOT: Final = Path(__file__).parents[1]
DOCS: Final = ROOT / "docs"
PAGES: Final = sorted(page for page in DOCS.glob("*.md") if ">>>" in page.read_text("utf-8"))


def test_there_are_pages_with_examples() -> None:
    assert len(PAGES) > 3


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert done.attempted
    assert not done.failed


def test_the_table_of_diagnostics_is_that_of_the_code() -> None:
    """`python docs/diagnostics_table.py` writes it again."""
    page = (DOCS / "diagnostics.md").read_text("utf-8")
    assert runpy.run_path(str(DOCS / "diagnostics_table.py"))["with_table"](page) == page


def test_the_reference_has_every_public_name() -> None:
    documented = set(re.findall(r":: digestkit\.(\w+)$", (DOCS / "reference.md").read_text("utf-8"), re.MULTILINE))
    assert documented == set(digestkit.__all__)
