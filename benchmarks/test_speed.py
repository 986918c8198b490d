# ruff: noqa: INP001 - a script, in no package
"""How fast digestkit is beside its peers, in groups whose tables show ratios: needs the extras `bench` and `test`.

    python -m pytest benchmarks/test_speed.py --benchmark-group-by=group

Each comparison runs on three inputs: small, the example digest; typical, twenty copies of it with other dates and
numbers; archive, the folder that the variable DIGESTKIT_ARCHIVE names (`**/*.md`), or else `../shared/corpus/archive`,
or else 225 such copies. A text is read and what was read is dropped before the next one, by all alike.
`extra_info`, in the JSON of `--benchmark-json`, has characters, peaks of memory and shares of steps.
"""

from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING, Final

import attrs
import pytest
from contestants import BIBTEX, CHECKERS, JSON, MARKDOWN, RESULTS, digests_of, known_of, papers_of, texts_of
from turns import CLOCK, in_turns, over, timed

import digestkit

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_benchmark.fixture import BenchmarkFixture


SIZES: Final = ("small", "typical", "archive")
ROUNDS: Final = {"small": 25, "typical": 5, "archive": 3}
PART: Final = 200  # papers that are written at a time
_WORD: Final = re.compile(r"\w+")
# quantulum3 takes minutes for what digestkit reads in seconds, so both read every so manieth summary.
SAMPLE: Final = {"small": 1, "typical": 20, "archive": 100}
CHECKED: Final = {"small": 1, "typical": 1, "archive": 5}  # likewise, every fifth text


@pytest.fixture(scope="module", params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    """The input; a group's members follow one another, so that other load on the machine hits them alike."""
    return str(request.param)


def measure_floor(benchmark: BenchmarkFixture, run: Callable[[], object]) -> None:
    """Time a run over the archive several times."""
    benchmark.group = "Floor: archive"
    gc.collect()
    gc.freeze()
    timed(benchmark, run, rounds=5)
    gc.unfreeze()


@pytest.mark.benchmark(timer=CLOCK)
@pytest.mark.parametrize("reader", MARKDOWN)
def test_markdown(benchmark: BenchmarkFixture, size: str, reader: str) -> None:
    """Papers, with sections, with results, beside readers of Markdown."""
    texts = texts_of(size)
    characters = sum(map(len, texts))
    in_turns(benchmark, "Markdown", size, reader, MARKDOWN, texts, characters=characters, rounds=ROUNDS[size])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.benchmark(timer=CLOCK)
@pytest.mark.parametrize("reader", RESULTS)
def test_results(benchmark: BenchmarkFixture, size: str, reader: str) -> None:
    """Results beside the quantities of quantulum3, in a sample of the summaries."""
    summaries = [paper.summary.text for digest in digests_of(size) for paper in digest.papers]
    texts = summaries[:: SAMPLE[size]]
    characters = sum(map(len, texts))
    in_turns(benchmark, "Results", size, reader, RESULTS, texts, characters=characters, rounds=5)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.benchmark(timer=CLOCK)
@pytest.mark.parametrize("writer", BIBTEX)
def test_bibtex(benchmark: BenchmarkFixture, size: str, writer: str) -> None:
    """Papers into BibTeX."""
    papers = papers_of(size)
    parts = [papers[at : at + PART] for at in range(0, len(papers), PART)]
    benchmark.extra_info["entries"] = len(papers)
    characters = len(digestkit.to_bibtex(papers))
    in_turns(benchmark, "BibTeX", size, writer, BIBTEX, parts, characters=characters, rounds=ROUNDS[size])


@pytest.mark.benchmark(timer=CLOCK)
@pytest.mark.parametrize("step", JSON)
def test_json(benchmark: BenchmarkFixture, size: str, step: str) -> None:
    """Digests whose sections and results are known into JSON and back, beside plain json of the same dicts."""
    known = known_of(size)
    characters = sum(len(each.text) for each in known)
    in_turns(benchmark, "JSON", size, step, JSON, known, characters=characters, rounds=ROUNDS[size])


@pytest.mark.benchmark(timer=CLOCK)
@pytest.mark.parametrize("checker", CHECKERS)
def test_check(benchmark: BenchmarkFixture, size: str, checker: str) -> None:
    """Rules for digests beside rules for Markdown."""
    texts = texts_of(size)[:: CHECKED[size]]
    rounds, characters = 1 if size == "archive" else 3, sum(map(len, texts))
    in_turns(benchmark, "Checking", size, checker, CHECKERS, texts, characters=characters, rounds=rounds)


# What no reader that makes the same values can do without


def values(digests: list[digestkit.Digest], *kinds: type) -> list[tuple[Callable[..., object], dict[str, object]]]:
    """The classes of all values of these kinds, with what they were made of."""
    found: list[tuple[Callable[..., object], dict[str, object]]] = []

    def visit(value: object) -> None:
        if isinstance(value, tuple):
            for each in value:
                visit(each)
        elif attrs.has(kind := type(value)):
            fields = {field.name: getattr(value, field.name) for field in attrs.fields(kind)}
            if isinstance(value, kinds):
                found.append((kind, fields))
            visit(tuple(fields.values()))
            if isinstance(value, digestkit.Summary):
                visit((value.sections, value.results))

    visit(tuple(digests))
    return found


_READ: Final = (digestkit.Digest, digestkit.Paper, digestkit.Author, digestkit.Link, digestkit.ArxivId)
FLOORS: Final[dict[str, tuple[type, ...]]] = {
    "the values of papers, made again": (*_READ, digestkit.Summary, digestkit.Diagnostic),
    "the values of sections, made again": (digestkit.Section,),
    "the values of results, made again": (digestkit.NumericResult,),
}


@pytest.mark.parametrize("floor", FLOORS)
def test_floor(benchmark: BenchmarkFixture, floor: str) -> None:
    """The values alone, made again of what they hold: no reading."""
    made = values(digests_of("archive"), *FLOORS[floor])

    def run() -> None:
        for kind, fields in made:
            kind(**fields)

    benchmark.extra_info["values"] = len(made)
    measure_floor(benchmark, run)


def test_floor_of_words(benchmark: BenchmarkFixture) -> None:
    """Every word of the summaries looked at once: what a reader in Python pays that judges by words."""
    texts = tuple(paper.summary.text for digest in digests_of("archive") for paper in digest.papers)
    run = over(texts, lambda text: [found.start() for found in _WORD.finditer(text)])
    measure_floor(benchmark, run)
