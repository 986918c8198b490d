"""Laws of checking and repairing that hold for every text."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

import digestkit
from digestkit import Digest, Paper, strategies

TEXTS = strategies.digest_texts() | st.text("|\n -:#\\`[]()P2024*$\r")


def squash(text: str) -> str:
    return " ".join(text.split())


def kept(text: str) -> list[tuple[object, ...]]:
    """What no repair may change."""
    return [
        (digest.date, paper.arxiv_id, paper.title, tuple(paper.authors), squash(paper.summary.text))
        for digest in digestkit.parse_many(text)
        for paper in digest.papers
    ]


def numbers(text: str) -> list[str | None]:
    """The papers' identifiers without version, which an unsafe fix takes off links."""
    papers = (paper for digest in digestkit.parse_many(text) for paper in digest.papers)
    return [None if paper.arxiv_id is None else paper.arxiv_id.number for paper in papers]


def codes(text: str) -> Counter[str]:
    return Counter(found.code for found in digestkit.check(text))


@given(TEXTS)
def test_fix_is_idempotent(text: str) -> None:
    once = digestkit.fix(text)
    assert digestkit.fix(once) == once


@given(TEXTS)
def test_fix_keeps_every_paper(text: str) -> None:
    assert kept(digestkit.fix(text)) == kept(text)


@given(TEXTS)
def test_fix_adds_no_finding(text: str) -> None:
    assert codes(digestkit.fix(text)) <= codes(text)


@given(TEXTS)
def test_what_has_a_fix_is_gone_at_the_next_check(text: str) -> None:
    mended = Counter(found.code for found in digestkit.check(text) if found.fix)
    fixed = digestkit.fix(text)
    assert not [found for found in digestkit.check(fixed) if found.fix]
    assert codes(fixed) <= codes(text) - mended


@given(TEXTS)
def test_unsafe_fixes_keep_the_papers_and_come_to_an_end(text: str) -> None:
    fixed = digestkit.fix(text, unsafe_fixes=True)
    assert numbers(fixed) == numbers(text)
    assert digestkit.fix(fixed, unsafe_fixes=True) == fixed


@given(TEXTS)
def test_findings_stand_in_the_text(text: str) -> None:
    for found in digestkit.check(text, unsafe_fixes=True):
        assert 0 <= found.span.start <= found.span.end <= len(text)
        for edit in found.fix or ():
            assert edit.span.end <= len(text)


@given(TEXTS)
def test_check_has_what_parsing_reports(text: str) -> None:
    parsed = Counter(found.code for digest in digestkit.parse_many(text) for found in digest.diagnostics)
    assert parsed <= codes(text)


WORDS = st.lists(st.sampled_from(("Maps", "of", "Rivers", "R&B", "A|B", "3D", "Über")), min_size=1, max_size=6)
NAMES = st.lists(st.sampled_from(("Ida Holm", "Li Wen", "Sam Okoro", "Mara Ek", "tern42")), min_size=1, unique=True)
SENTENCES = st.lists(
    st.sampled_from(("The paper maps rivers.", "Can maps be read?", "Recall is 71.5%.", "P(a|b) matters.")), min_size=1
)


@st.composite
def sound_digests(draw: st.DrawFn) -> Digest:
    """Digests of papers that have all that a digest shows."""
    numbers = draw(st.lists(st.integers(1, 99999), min_size=1, max_size=4, unique=True))
    papers = [
        Paper(
            title=" ".join(draw(WORDS)),
            authors=tuple(map(digestkit.Author, draw(NAMES))),
            arxiv_id=digestkit.ArxivId.parse(f"2403.{number:05}"),
            summary=" ".join([*draw(SENTENCES), f"It has {number} maps."]),
        )
        for number in numbers
    ]
    return Digest(date=draw(st.dates(dt.date(2024, 4, 1), dt.date(2030, 1, 1))), papers=papers)


@given(sound_digests())
def test_what_digestkit_writes_from_sound_papers_has_nothing_above_info(digest: Digest) -> None:
    text = digestkit.to_markdown(digest)
    assert {found.severity for found in digestkit.check(text)} <= {"info"}
    assert digestkit.fix(text) == text
