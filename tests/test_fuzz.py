"""The fuzz targets as tests: what once crashed, the seeds, and texts of the Hypothesis strategies."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

import pytest
from fuzz import laws, seeds
from fuzz.mutation import mutated, reduced
from fuzz.steps import TooManyStepsError, bounded, steps
from fuzz.targets import TARGETS
from hypothesis import given, settings
from hypothesis import strategies as st

from digestkit import strategies

# Named after the target and what was wrong: `parse_summary-numeral-of-both-cases`.
REGRESSIONS: Final = sorted((Path(__file__).parent / "data/regressions").iterdir())


@pytest.mark.parametrize("path", REGRESSIONS, ids=lambda path: path.name)
def test_what_crashed_once_is_read(path: Path) -> None:
    content = path.read_bytes()
    bounded(lambda: TARGETS[path.name.partition("-")[0]].run(content), len(content))


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_crash_nothing(name: str) -> None:
    target = TARGETS[name]
    for content in seeds.seeds(target.seeds)[:6]:
        target.run(content)


@given(strategies.digest_texts())
@settings(max_examples=25)
def test_the_laws_hold_for_texts_of_digests(text: str) -> None:
    laws.text_is_read(text)
    laws.findings_stand_in_the_text(text)
    laws.fix_keeps_its_promises(text)


@given(st.text() | strategies.summaries(), st.none() | strategies.titles())
@settings(max_examples=50)
def test_the_laws_hold_for_summaries(text: str, title: str | None) -> None:
    laws.summary_is_split(text, title)


def test_mutation_is_the_same_for_a_seed() -> None:
    def drawn() -> list[bytes]:
        draw = random.Random(1)  # noqa: S311 - the same at each run
        return [mutated([b"| Maps |", b"i) It maps 3 rivers."], [b"**"], draw) for _ in range(20)]

    assert drawn() == drawn()
    assert len(set(drawn())) > 10


def test_what_fails_is_reduced_to_what_makes_it_fail() -> None:
    assert reduced(b"maps of iI) rivers", lambda content: b"iI" in content) == b"iI"


def test_steps_are_counted_and_bounded() -> None:
    assert steps(lambda: [abs(number) for number in range(50)]) >= 50
    with pytest.raises(TooManyStepsError):
        bounded(lambda: [abs(number) for number in range(50)], 0, start=20)
