"""Laws of checking and repairing that hold for every text."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from fuzz.laws import codes, kept
from hypothesis import assume, given
from hypothesis import strategies as st

import digestkit
from digestkit import Digest, Paper, strategies

ADDRESS = re.compile(r"(?<=\]\()https://arxiv\.org/abs/\d{4}\.\d{5}(?=\))")
TEXTS = strategies.digest_texts() | st.text("|\n -:#\\`[]()P2024*$\r")


def numbers(text: str) -> list[str | None]:
    """The papers' identifiers without version, which an unsafe fix takes off links."""
    papers = (paper for digest in digestkit.parse_many(text) for paper in digest.papers)
    return [None if paper.arxiv_id is None else paper.arxiv_id.number for paper in papers]


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


def damaged(text: str, how: str, at: int) -> str:
    """A text with one thing done to it, at one of its lines or characters."""
    lines = text.splitlines(keepends=True) or [""]
    line, place = at % len(lines), at % (len(text) + 1)
    bars = [found.start() for found in re.finditer(r"\|", text)] or [0]
    bar = bars[at % len(bars)]
    swapped = [*lines]
    swapped[line], swapped[line - 1] = swapped[line - 1], swapped[line]
    return {
        "cut": text[:place],
        "cut off": text[place:],
        "bar": text[:bar] + text[bar + 1 :],
        "stray bar": f"{text[:place]}|{text[place:]}",
        "doubled": "".join([*lines[: line + 1], *lines[line:]]),
        "swapped": "".join(swapped),
        "returns": "".join(each.replace("\n", "\r\n") if at >> n & 1 else each for n, each in enumerate(lines)),
        "indented": "".join([*lines[:line], "    ", *lines[line:]]),
        "text": "".join(
            [*lines[:line], ("Maps.\n", "<<<<<<< HEAD\n", "=======\n", "```\n", "- a\n")[at % 5], *lines[line:]]
        ),
        "blank": "".join([*lines[:line], "\n", *lines[line:]]),
        "broken": f"{text[:place]}\n  {text[place:]}",
        "joined": "".join([*lines[:line], lines[line].rstrip("\r\n"), *lines[line + 1 :]]),
    }[how]


DAMAGE: tuple[str, ...] = ("cut", "cut off", "bar", "stray bar", "doubled", "swapped")
DAMAGE += ("returns", "indented", "text", "blank", "broken", "joined")


@given(strategies.digest_texts(), st.lists(st.tuples(st.sampled_from(DAMAGE), st.integers(0)), min_size=1, max_size=3))
def test_damaged_digests_are_repaired_by_the_same_laws(text: str, done: list[tuple[str, int]]) -> None:
    for how, at in done:
        text = damaged(text, how, at)
    fixed = digestkit.fix(text)
    assert digestkit.fix(fixed) == fixed
    assert kept(fixed) == kept(text)
    assert codes(fixed) <= codes(text)


WORDS = st.lists(st.sampled_from(("Maps", "of", "Rivers", "R&B", "A|B", "3D", "Über")), min_size=1, max_size=6)
NAMES = st.lists(st.sampled_from(("Ida Holm", "Li Wen", "Sam Okoro", "Mara Ek", "tern42")), min_size=1, unique=True)
NAMESAKES = st.sampled_from((["Ida Holm", "Ida Holm"], ["Jos\u00e9 Ek", "Li Wen", "Jose\u0301 Ek"]))
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
            authors=tuple(map(digestkit.Author, draw(NAMES | NAMESAKES))),
            arxiv_id=digestkit.ArxivId.parse(f"2403.{number:05}"),
            summary=" ".join([*draw(SENTENCES), f"It has {number} maps."]),
        )
        for number in numbers
    ]
    return Digest(date=draw(st.none() | st.dates(dt.date(2024, 4, 1), dt.date(2030, 1, 1))), papers=papers)


@given(sound_digests())
def test_what_digestkit_writes_from_sound_papers_has_nothing_above_info(digest: Digest) -> None:
    for written in (digest, digest.papers[0], [digest, Digest(papers=()), Digest()]):
        text = digestkit.to_markdown(written)
        assert {found.severity for found in digestkit.check(text)} <= {"info"}
        assert digestkit.fix(text) == text


@given(TEXTS, st.integers(0), st.sampled_from(("\n", "\n  ", "\r\n", " \n")))
def test_an_address_that_a_line_break_parts_is_the_same_paper(text: str, at: int, line_break: str) -> None:
    whole = digestkit.fix(text)
    places = [found.start() + n for found in ADDRESS.finditer(whole) for n in range(len(found[0]))]
    assume(places)
    cut = places[at % len(places)]
    parted = whole[:cut] + line_break + whole[cut:]
    assert numbers(digestkit.fix(parted)) == numbers(parted)
    assert codes(digestkit.fix(parted)) <= codes(parted)
    assert digestkit.fix(digestkit.fix(parted)) == digestkit.fix(parted)
