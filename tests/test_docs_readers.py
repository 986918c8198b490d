"""What the pages say of Markdown readers is what was measured, `docs/pictures/readers.txt`."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any, Final

import pytest

pytest.importorskip("rich")

ROOT: Final = Path(__file__).parents[1]
PICTURES: Final[dict[str, Any]] = runpy.run_path(str(ROOT / "docs" / "pictures.py"))
PAPERS, COUNTS = PICTURES["read_counts"]()


def rows(path: str) -> list[str]:
    return [line for line in (ROOT / path).read_text("utf-8").splitlines() if line.startswith("|")]


def test_the_measured_readers_are_those_of_the_script() -> None:
    named = (ROOT / "benchmarks" / "readers.py").read_text("utf-8")
    assert PAPERS > 0
    assert len(COUNTS) > 2
    assert [count.reader for count in COUNTS if f'    "{count.reader}": ' not in named] == []


@pytest.mark.parametrize("count", COUNTS, ids=[count.reader for count in COUNTS])
def test_the_page_on_checking_has_the_measured_figures(count: Any) -> None:  # noqa: ANN401 - a class of a script
    before, after = (f"{shown} ({shown / PAPERS:.0%})" for shown in (count.before, count.after))
    assert f"| {count.reader} | {before} | {after} |" in rows("docs/checking.md")
    assert f"Of {PAPERS:,} papers in " in (ROOT / "docs" / "checking.md").read_text("utf-8")


@pytest.mark.parametrize("count", COUNTS, ids=[count.reader for count in COUNTS])
def test_the_readme_has_the_measured_shares(count: Any) -> None:  # noqa: ANN401
    [row] = [row for row in rows("README.md") if count.reader in row]
    assert row.endswith(f" | {count.before / PAPERS:.0%} | {count.after / PAPERS:.0%} |")
    assert f"Of {PAPERS:,} papers in " in (ROOT / "README.md").read_text("utf-8")


def test_shares_of_the_chart_are_the_lengths_of_its_bars() -> None:
    chart = PICTURES["readers_chart"](PICTURES["THEMES"]["light"])
    for count in COUNTS:
        assert f'width="{310 * count.before / PAPERS:.1f}"' in chart
        assert f">{count.after / PAPERS:.0%}</text>" in chart
