"""The example digest, against what stands in the data file of the same name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

import digestkit

ROOT: Final = Path(__file__).parents[1]
EXPECTED: Final = {path.stem: json.loads(path.read_text("utf-8")) for path in Path(__file__).parent.glob("examples/*")}
PAPERS: Final = [
    pytest.param(name, at, id=f"{name}-{paper['arxiv_id']}")
    for name, expected in EXPECTED.items()
    for at, paper in enumerate(expected["papers"])
]


def read(name: str) -> digestkit.Digest:
    return digestkit.read(ROOT / "examples" / f"{name}.md")


def expected_of(name: str, at: int) -> dict[str, Any]:
    paper: dict[str, Any] = EXPECTED[name]["papers"][at]
    return paper


def test_every_example_has_its_expected_values() -> None:
    examples = {path.stem for path in (ROOT / "examples").glob("*.md")}
    assert examples == set(EXPECTED)
    assert examples


@pytest.mark.parametrize("name", EXPECTED)
def test_the_day_and_the_order_of_papers(name: str) -> None:
    digest = read(name)
    assert str(digest.date) == EXPECTED[name]["date"]
    assert [str(paper.arxiv_id) for paper in digest.papers] == [paper["arxiv_id"] for paper in EXPECTED[name]["papers"]]


@pytest.mark.parametrize(("name", "at"), PAPERS)
def test_titles(name: str, at: int) -> None:
    assert read(name).papers[at].title == expected_of(name, at)["title"]


@pytest.mark.parametrize(("name", "at"), PAPERS)
def test_authors_begin_with_the_first(name: str, at: int) -> None:
    paper, expected = read(name).papers[at], expected_of(name, at)
    assert [author.name for author in paper.authors] == expected["authors"]
    assert [author.name for author in paper.authors if author.is_handle] == expected["handles"]
    assert paper.author_order == expected["author_order"]
    assert paper.authors_complete is expected["authors_complete"]


@pytest.mark.parametrize(("name", "at"), PAPERS)
def test_sections(name: str, at: int) -> None:
    assert [section.kind.value for section in read(name).papers[at].summary.sections] == expected_of(name, at)[
        "sections"
    ]


@pytest.mark.parametrize(("name", "at"), PAPERS)
def test_summaries_keep_their_bars(name: str, at: int) -> None:
    text = read(name).papers[at].summary.text
    for part in expected_of(name, at).get("summary_contains", ()):
        assert part in text


@pytest.mark.parametrize(("name", "at"), PAPERS)
def test_places_lead_back_into_the_file(name: str, at: int) -> None:
    """Titles, but for their line breaks, and sections stand where their spans say."""
    digest = read(name)
    text = (ROOT / "examples" / f"{name}.md").read_text("utf-8")
    paper = digest.papers[at]
    assert paper.title_span is not None
    assert " ".join(text[slice(*paper.title_span)].split()) == paper.title
    for section in paper.summary.sections:
        found = text[slice(*digest.locate(paper, section.text_span))]
        assert found.replace("\\|", "|") == section.text


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_worse_than_a_warning(name: str) -> None:
    assert [found for found in read(name).diagnostics if found.severity == "error"] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_markdown_written_from_it_reads_the_same(name: str) -> None:
    digest = read(name)
    assert digestkit.parse(digestkit.to_markdown(digest)) == digest
