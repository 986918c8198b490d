from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import digestkit
from digestkit import strategies


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Accuracy is 71.5% on Quartz-3.", [("71.5%", "71.5", "%", "score")]),
        ("It is 2.4× faster and 3x smaller.", [("2.4×", "2.4", "x", "factor"), ("3x", "3", "x", "factor")]),
        ("A gain of 6.42 points.", [("6.42 points", "6.42", "points", "change")]),
        ("A 12-point gain.", [("12-point", "12", "points", "change")]),
        ("Errors fall by 14%.", [("14%", "14", "%", "change")]),
        ("A perplexity of 3.40 was seen.", [("3.40", "3.40", None, "score")]),
        ("It reaches a score of 4702866195338174093.", [("4702866195338174093", "4702866195338174093", None, "score")]),
        ("Over 1,298.5% of it.", [("1,298.5%", "1298.5", "%", "score")]),
        ("GPT-4.1 and Qwen2.5-7B on AIME24 with 4 of 6 tasks at 256x256.", []),
    ],
)
def test_plain_forms(text: str, mentions: list[tuple[str, str, str | None, str]]) -> None:
    found = digestkit.extract_results(text)

    assert [(result.text, str(result.value), result.unit, result.kind.value) for result in found] == mentions


def test_uncertainty() -> None:
    (result,) = digestkit.extract_results("It falls to 5.33 ± 0.05 in all.")

    assert (result.text, result.value, result.uncertainty) == ("5.33 ± 0.05", Decimal("5.33"), Decimal("0.05"))


def test_each_result_knows_its_section_and_sentence() -> None:
    text = "i) A map of 71.5% of rivers. iv) First. Recall is 68.2%. v) Use it."
    first, second = digestkit.extract_results(text)

    assert [first.section.value, second.section.value] == ["summary", "results"]
    assert [text[slice(*result.sentence_span)] for result in (first, second)] == [
        "i) A map of 71.5% of rivers.",
        "Recall is 68.2%.",
    ]


@given(st.text() | st.text("0123456789.,%x×±- of by") | strategies.summaries())
def test_spans_slice_back_and_do_not_overlap(text: str) -> None:
    end = 0
    for result in digestkit.extract_results(text):
        assert text[slice(*result.span)] == result.text
        assert end <= result.span.start
        assert result.sentence_span.start <= result.span.start
        end = result.span.end
