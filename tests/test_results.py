"""Numeric results: what each form of sentence gives, and what holds for any text."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import digestkit
from digestkit import strategies
from digestkit.models import NumericResult, ResultKind
from digestkit.results.lexicon import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parent / "data"
_FIELD = re.compile(r"(\w+)=(.+?)(?= \w+=|$)")


def _cases() -> Iterator[tuple[str, list[tuple[str, str, dict[str, str]]]]]:
    """Each sentence of results.txt with the (mention, kind, fields) that it asks for."""
    blocks = (DATA / "results.txt").read_text("utf-8").split("\n\n")
    for block in blocks:
        lines = [line for line in block.splitlines() if line and not line.startswith(("#", "=="))]
        if not lines:
            continue
        sentence, *wanted = lines
        expected = []
        for line in wanted:
            if line == "(no results)":
                continue
            mention, said = line.split(" | ")
            kind, _, fields = said.partition(" ")
            expected.append((mention, kind, dict(_FIELD.findall(fields))))
        yield sentence, expected


CASES = list(_cases())


def _shown(result: NumericResult, name: str) -> str:
    value = getattr(result, name)
    return "none" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence[:40] for sentence, _ in CASES])
def test_sentences(sentence: str, expected: list[tuple[str, str, dict[str, str]]]) -> None:
    found = {result.text.lower(): result for result in digestkit.extract_results(sentence)}

    if not expected:
        assert not found
    for mention, kind, fields in expected:
        result = found[mention.lower()]
        got = {"kind": result.kind.value, **{name: _shown(result, name) for name in fields}}
        assert got == {"kind": kind, **fields}


def _behind(lead: str, sentence: str) -> str:
    """A sentence behind words that begin one: its first word loses its capital if it is no name."""
    word = sentence.split(" ", 1)[0].strip(",.")
    return lead + (sentence[0].lower() + sentence[1:] if word.lower() in CLASSES else sentence)


def _assert_read(text: str, expected: list[tuple[str, str, dict[str, str]]]) -> None:
    """The results are those expected, letter case aside."""
    found = {result.text.lower(): result for result in digestkit.extract_results(text)}

    assert bool(found) == bool(expected)
    for mention, kind, fields in expected:
        result = found[mention.lower()]
        got = {"kind": result.kind.value, **{name: _shown(result, name).lower() for name in fields}}
        assert got == {"kind": kind, **{name: value.lower() for name, value in fields.items()}}


@pytest.mark.parametrize("lead", ["Notably, ", "In short, ", "More notably still, "])
@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence[:40] for sentence, _ in CASES])
def test_words_that_begin_a_sentence_change_nothing(
    lead: str, sentence: str, expected: list[tuple[str, str, dict[str, str]]]
) -> None:
    _assert_read(_behind(lead, sentence), expected)


_FAR = (
    "As was seen in the old rooms of the tall house by the river near the hills of the north, in the new rooms of "
    "the low house by the lake near the woods of the south, in the halls of the court by the gate of the town, in the "
    "cells of the tower by the wall of the port, in the barns of the farm by the mill of the weir, and in all the "
    "other rooms, "
)
# What these say hangs on the first words of the sentence.
_OPENS = ("With Rill, FID", "River sampling shows", "Rill drops 63%")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [case for case in CASES if not case[0].startswith(_OPENS)],
    ids=lambda case: str(case)[:40],
)
def test_what_stands_far_into_a_sentence_is_read_alike(
    sentence: str, expected: list[tuple[str, str, dict[str, str]]]
) -> None:
    _assert_read(_behind(_FAR, sentence), expected)


_CASES_OF_OTHERS = json.loads((DATA / "number-cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", _CASES_OF_OTHERS, ids=[case["id"] for case in _CASES_OF_OTHERS])
def test_what_other_extractors_were_reported_for(case: dict[str, Any]) -> None:
    found = digestkit.extract_results(case["input"])
    wanted = case["mentions"]

    assert [result.value for result in found] == [Decimal(mention["value"]) for mention in wanted], case["kind"]
    for result, mention in zip(found, wanted, strict=True):
        names = (
            ["kind", "upper"]
            if mention["kind"] == "count"
            else ["kind", "upper", "unit", "comparator", "direction", "uncertainty"]
        )
        for name in names:
            asked = (
                mention[name]
                if name not in {"upper", "uncertainty"} or mention[name] is None
                else Decimal(mention[name])
            )
            assert getattr(result, name) == asked, (case["kind"], name)


def test_the_digits_are_kept_as_printed() -> None:
    results = digestkit.extract_results("It reaches a score of 71.50 and an F1 of 4702866195338174093.0.")

    assert [str(result.value) for result in results] == ["71.50", "4702866195338174093.0"]


def test_how_sure_a_result_is_is_no_result() -> None:
    texts = [result.text for result in digestkit.extract_results("Recall rises by 4 points (p < 0.01, p-value 0.003).")]

    assert texts == ["4 points"]


def test_the_title_names_the_system() -> None:
    text = "The method reaches 71.5% recall on QuartzQA."
    (result,) = digestkit.extract_results(text, title="Rill: Maps of Rivers")
    (unnamed,) = digestkit.extract_results(text)

    assert (result.subject, unnamed.subject) == ("method", "method")
    (named,) = digestkit.extract_results(f"Rill is a new model. {text}", title="Rill: Maps of Rivers")
    assert named.subject == "Rill"


def test_the_summary_writes_the_name_as_it_will() -> None:
    text = "This paper presents Rill, a model of rivers. The model reaches 71.5% recall."
    (result,) = digestkit.extract_results(text, title="RILL: Maps of Rivers")
    assert result.subject == "Rill"
    (result,) = digestkit.extract_results("River Maps is new. The model reaches 71.5%.", title="River Maps: A Story")
    assert result.subject == "River Maps"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("MossBench: A Benchmark for Maps", "MossBench is a benchmark of maps. Brook-2 reaches 41% accuracy."),
        ("A Survey of Maps", "This survey reviews maps. Brook-2 reaches 41% accuracy."),
    ],
)
def test_papers_that_rate_others_have_no_system_of_their_own(title: str, text: str) -> None:
    *_, result = digestkit.extract_results(text, title=title)

    assert (result.subject, result.role) == ("Brook-2", None)


def test_a_benchmark_paper_measures_on_its_own() -> None:
    text = "MossBench is a benchmark of maps. The best model reaches 41% accuracy."
    (result,) = digestkit.extract_results(text, title="MossBench: A Benchmark for Maps")

    assert result.benchmark == "MossBench"


def test_each_result_knows_its_section_and_sentence() -> None:
    text = "i) A map of 71.5% of rivers. iv) First. Recall is 68.2%. v) Use it."
    first, second = digestkit.extract_results(text)

    assert [first.section.value, second.section.value] == ["summary", "results"]
    assert [text[slice(*result.sentence_span)] for result in (first, second)] == [
        "i) A map of 71.5% of rivers.",
        "Recall is 68.2%.",
    ]


def test_outcomes_are_the_results_but_the_counts() -> None:
    summary = digestkit.parse_summary("It was trained on 1,298 songs and reaches 71% recall.")

    assert [result.kind for result in summary.results] == [ResultKind.COUNT, ResultKind.SCORE]
    assert [result.text for result in summary.outcomes] == ["71%"]


# Words and signs that summaries put around numbers, glued at random.
_PIECES = st.sampled_from(
    """
    71.5% 2,318.5K 4.4× ± – − to from between and of over up (0.79) [13] $0.45 10⁻³ x 10^5 e-3 / , . ; : twice half an
    order of magnitude GPT-4o Rill-7B on QuartzQA accuracy recall improves by reduces outperforming compared vs. points
    respectively ms GB $ ~ >= < + - million B 2024 Table 3 v1.5 @1 (↑) “ ” 12 3-5x 8-bit sub-60% the a with while
    1e999999999 iv) ² ٣ ５ ( ) p < while drops relative factor of times AIME 2024 no exceeds → -> \\times10^{-4} \\times
    10 \\pm \\% $71.3 0.4$ 10^3$ × .828 +- 2020s Llama 3.1 & and H100 80GB Recall, Precision F1, (0.7), MossBench up
    """.split()  # noqa: SIM905 - easier to read than a list
)
_TEXTS = (
    st.text()
    | st.text("0123456789.,%x×±- ofby()$")
    | st.text("0123456789.,%^{}\\\\$±→> ptimesd")
    | st.lists(_PIECES, max_size=40).map(" ".join)
    | strategies.summaries()
)


@given(_TEXTS)
def test_spans_slice_back_and_do_not_overlap(text: str) -> None:
    end = 0
    for result in digestkit.extract_results(text):
        assert text[slice(*result.span)] == result.text
        assert end <= result.span.start
        assert result.sentence_span.start <= result.span.start
        end = result.span.end


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


@given(_TEXTS, st.none() | st.text(max_size=30) | st.just("Rill: Maps"))
def test_fields_are_words_of_the_text(text: str, title: str | None) -> None:
    said = {*_words(text), *_words(title or ""), "preference"}
    for result in digestkit.extract_results(text, title=title):
        for words in (result.metric, result.benchmark, result.subject, result.baseline):
            assert words is None or (words.strip() and said.issuperset(_words(words)))
        assert result.value.is_finite()
        assert result.upper is None or result.upper.is_finite()
        assert (result.direction is None) or result.kind in (ResultKind.CHANGE, ResultKind.FACTOR)
        assert (result.baseline is None) or result.kind in (ResultKind.CHANGE, ResultKind.FACTOR)


_SENTENCES = [sentence for sentence, _ in CASES if "iv)" not in sentence and "i)" not in sentence]
_PLAIN = st.sampled_from(["Rivers are mapped.", "Maps help boats, as many have found.", "The authors thank Ida Holm."])


def _numbers(text: str) -> list[tuple[object, ...]]:
    return [
        (result.text, result.value, result.upper, result.uncertainty, result.unit)
        for result in digestkit.extract_results(text)
    ]


@given(st.sampled_from(_SENTENCES), _PLAIN, _PLAIN)
def test_sentences_without_digits_around_change_no_number(sentence: str, before: str, after: str) -> None:
    assert _numbers(f"{before} {sentence} {after}") == _numbers(sentence)


_SYSTEMS = st.sampled_from(["Rill-7B", "MossNet", "BROOK", "Delta-XL", "HeronFormer", "Tarn 2.5", "Rill-2-Large"])
_DATA = st.sampled_from(
    ["QuartzQA", "Reed-500", "MossBench", "Kiln24", "GneissEval", "KILN 2024", "Quartz", "FenBench-Hard", "Mere/Tarn"]
)
_METRICS = st.sampled_from(["accuracy", "recall", "average precision", "pass@1", "success rate", "mIoU", "F1 score"])
_TIMES = st.sampled_from(["latency", "inference time", "average runtime"])
_DIGITS = st.decimals(min_value=1, max_value=99, places=2) | st.integers(min_value=3, max_value=99).map(Decimal)
# A level's unit as it is written, and as a result calls it.
_PERCENT = st.sampled_from([("%", "%"), (" percent", "%"), ("\\%", "%")])
_SECONDS = st.sampled_from([(" ms", "ms"), (" seconds", "s"), ("s", "s"), (" minutes", "min")])
_BARE = st.just(("", None))
_LEVELS = (
    "{system} achieves {number}{unit} {metric} on {data}.",
    "On {data}, {system} achieves {number}{unit} {metric}.",
    "Results show that {system} attains {number}{unit} {metric} on {data}.",
)
_LEVELS_BEHIND = (
    "On the {data} dataset, {system} reaches a {metric} of {number}{unit}.",
    "{system} achieves a {metric} of {number}{unit} on the {data} benchmark, outperforming earlier work.",
    "The {metric} of {system} on {data} is {number}{unit}.",
)
_CHANGES = (
    ("{system} improves {metric} on {data} by {number}{unit}.", "increase"),
    ("{system} reduces {metric} on {data} by {number}{unit}.", "decrease"),
    ("{system} shows a {number}{unit} increase in {metric} on {data}.", "increase"),
    ("{system} shows a {number}{unit} relative gain in {metric} on {data}.", "increase"),
    ("On {data}, {system} sees a {number}{unit} {metric} drop.", "decrease"),
)
_FACTORS = (
    ("{system} reduces {metric} on {data} by a factor of {number}.", "decrease"),
    ("{system} improves {metric} on {data} by {number} times.", "increase"),
    ("{system} cuts {metric} on {data} by {number}x.", "decrease"),
)


@given(st.sampled_from(_LEVELS + _LEVELS_BEHIND), _SYSTEMS, _DATA, _METRICS, _DIGITS, _PERCENT)
def test_a_generated_level_is_read_back(
    form: str, system: str, data: str, metric: str, number: Decimal, unit: tuple[str, str | None]
) -> None:
    text = form.format(system=system, data=data, metric=metric, number=number, unit=unit[0])
    (result,) = digestkit.extract_results(text)

    read = (result.kind.value, result.value, result.unit, result.metric, result.benchmark, result.subject)
    assert read == ("score", number, unit[1], metric, data, system)


@given(
    st.sampled_from(_LEVELS_BEHIND),
    _SYSTEMS,
    _DATA,
    st.tuples(_METRICS, _BARE) | st.tuples(_TIMES, _SECONDS),
    _DIGITS,
)
def test_a_generated_level_of_any_unit_is_read_back(
    form: str, system: str, data: str, measure: tuple[str, tuple[str, str | None]], number: Decimal
) -> None:
    metric, (written, unit) = measure
    text = form.format(system=system, data=data, metric=metric, number=number, unit=written)
    (result,) = digestkit.extract_results(text)

    read = (result.kind.value, result.value, result.unit, result.metric, result.benchmark, result.subject)
    assert read == ("score", number, unit, metric, data, system)


@given(st.sampled_from(_CHANGES), _SYSTEMS, _DATA, _METRICS, _DIGITS, _PERCENT)
def test_a_generated_change_is_read_back(
    form: tuple[str, str], system: str, data: str, metric: str, number: Decimal, unit: tuple[str, str]
) -> None:
    text = form[0].format(system=system, data=data, metric=metric, number=number, unit=unit[0])
    (result,) = digestkit.extract_results(text)

    read = (result.kind.value, result.value, result.unit, result.direction, result.metric, result.benchmark)
    assert (*read, result.subject) == ("change", number, unit[1], form[1], metric, data, system)


@given(st.sampled_from(_FACTORS), _SYSTEMS, _DATA, _METRICS, _DIGITS)
def test_a_generated_factor_is_read_back(
    form: tuple[str, str], system: str, data: str, metric: str, number: Decimal
) -> None:
    text = form[0].format(system=system, data=data, metric=metric, number=number)
    (result,) = digestkit.extract_results(text)

    read = (result.kind.value, result.value, result.unit, result.direction, result.metric, result.benchmark)
    assert (*read, result.subject) == ("factor", number, "x", form[1], metric, data, system)


def test_counts_have_no_context() -> None:
    text = "MossBench is a benchmark of 1,298 maps. It rates 22 models."
    results = digestkit.extract_results(text, title="MossBench: A Benchmark for Maps")

    assert [(result.text, result.benchmark, result.subject) for result in results] == [
        ("1,298", None, None),
        ("22", None, None),
    ]
