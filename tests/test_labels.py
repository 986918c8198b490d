from __future__ import annotations

import pytest

from digestkit.parsing.sections import split_sections

USED = "For AI practitioners, Rill offers a practical way to build maps."


def announced(text: str) -> list[tuple[str, str]]:
    """(kind, text) of the sections that a label opens."""
    return [(section.kind.value, section.text) for section in split_sections(text) if section.label]


GOAL_AND_METHOD = [("objective", "few gauges."), ("methodology", "a graph.")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[Goal] few gauges. [Method] a graph.", id="square brackets"),
        pytest.param("(Goal) few gauges. (Method) a graph.", id="round brackets"),
        pytest.param("_Goal_: few gauges. _Method_: a graph.", id="underscores"),
        pytest.param("_Goal:_ few gauges. _Method:_ a graph.", id="colon inside underscores"),
        pytest.param("`Goal`: few gauges. `Method`: a graph.", id="code"),
        pytest.param("> **Goal:** few gauges.\n> **Method:** a graph.", id="quotes"),
        pytest.param("> Goal: few gauges.\n> Method: a graph.", id="plain quotes"),
        pytest.param("– Goal: few gauges. – Method: a graph.", id="dashes as bullets"),
        pytest.param("<em>Goal:</em> few gauges. <h3>Method</h3>\na graph.", id="HTML"),
        pytest.param("#### 🎯 Goal\nfew gauges.\n#### 🔧 Method\na graph.", id="pictures in headings"),
        pytest.param("Goal\n====\nfew gauges.\n\nMethod\n------\na graph.", id="underlined headings"),
        pytest.param("Goal 1: few gauges. Method in brief: a graph.", id="more behind the head"),
        pytest.param("Challenge: few gauges. Materials and Methods: a graph.", id="materials"),
        pytest.param("**Context:** few gauges. **Methods & Data:** a graph.", id="data behind methods"),
        pytest.param("**Context:** few gauges. **How it works:** a graph.", id="how it works"),
        pytest.param("**Context:** few gauges. **How:** a graph.", id="how"),
    ],
)
def test_forms_of_labels(text: str) -> None:
    assert announced(text) == GOAL_AND_METHOD


def test_dashes_as_bullets_without_stops() -> None:
    said = announced("– Goal: few gauges – Method: a graph – Results: 3%")
    assert said == [("objective", "few gauges"), ("methodology", "a graph"), ("results", "3%")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("方法:图网络.结果:3%", id="ASCII stops"),
        pytest.param("方法:图网络。结果:3%", id="ASCII colons"),
        pytest.param("一、方法：图网络。二、结果：3%", id="numbers in Chinese"),
        pytest.param("①方法：图网络。②结果：3%", id="numbers in circles"),
        pytest.param("（1）方法：图网络。（2）结果：3%", id="numbers in brackets"),
        pytest.param("1、方法：图网络。2、结果：3%", id="numbers"),
        pytest.param("[方法]图网络。[结果]3%", id="square brackets"),
        pytest.param("（方法）图网络。（结果）3%", id="round brackets"),
        pytest.param("实验设置：图网络。结果：3%", id="set-up"),
    ],
)
def test_forms_of_labels_in_chinese(text: str) -> None:
    assert [(kind, said.rstrip(".。")) for kind, said in announced(text)] == [
        ("methodology", "图网络"),
        ("results", "3%"),
    ]


@pytest.mark.parametrize("label", ["对从业者的启示", "應用前景", "展望"])
def test_implications_in_chinese(label: str) -> None:
    assert announced(f"{label}：便宜。") == [("implication", "便宜。")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "**What:** Rill maps. **Results:** 3%.", [("summary", "Rill maps."), ("results", "3%.")], id="what"
        ),
        pytest.param("TL;DR Rill maps. Results: 3%.", [("summary", "Rill maps."), ("results", "3%.")], id="TL;DR"),
        pytest.param(
            "- **Results**: 3% - **Bottom line**: cheap",
            [("results", "3%"), ("implication", "cheap")],
            id="bottom line",
        ),
    ],
)
def test_more_labels(text: str, said: list[tuple[str, str]]) -> None:
    assert announced(text) == said


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"- **Results**: error falls - **Outlook for teams**: {USED}", id="inline bullets"),
        pytest.param(f"**Results:** error falls **Outlook for teams:** {USED}", id="bold without a stop before it"),
        pytest.param(f"**Results:** error falls. **Outlook for teams** - {USED}", id="dash"),
    ],
)
def test_an_unknown_label_that_is_plain_ends_the_section_before_it(text: str) -> None:
    results, last = split_sections(text)
    assert (results.kind.value, results.text.rstrip(".")) == ("results", "error falls")
    assert (last.kind.value, last.label, last.text, last.inferred) == ("implication", "Outlook for teams", USED, True)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Rill [Method](#oars) wins. It (Method) too.", id="link"),
        pytest.param("[Method](#oars) wins. [Results](#gains) follow.", id="links that open sentences"),
        pytest.param("(Results) are here. It wins.", id="one alone in brackets"),
        pytest.param("(results) are here. (methods) too.", id="small letters in brackets"),
        pytest.param("It has `Method`: a tool. It uses _Results_: none.", id="code in a sentence"),
        pytest.param("Rill – a map – wins. What a gain.", id="dashes in prose"),
        pytest.param("How to map rivers: row. What to do: sail.", id="how to"),
    ],
)
def test_what_is_no_label(text: str) -> None:
    assert announced(text) == []


def test_labels_of_parts_in_inline_bullets_are_text() -> None:
    said = announced("- **Results**: - **Tarn**: 3% - **Kiln**: 4% - **Method**: oars")
    assert said == [("results", "- **Tarn**: 3% - **Kiln**: 4%"), ("methodology", "oars")]


@pytest.mark.parametrize("heading", ["Key points:", "**Key points:**", "Main points:", "Highlights:"])
def test_a_heading_of_bullets_is_preamble(heading: str) -> None:
    first, *others = split_sections(f"{heading}\n- **Method:** oars\n- **Results:** 3%")
    assert (first.kind.value, first.text) == ("preamble", heading)
    assert [section.kind.value for section in others] == ["methodology", "results"]


def test_a_heading_without_bullets_is_none() -> None:
    assert split_sections("Highlights: oars help.")[0].kind.value != "preamble"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "## Method\n### Setup\nForty lakes.\n### Evaluation\nBy recall.\n## Results\nRecall is 71%.",
            [("methodology", "### Setup\nForty lakes.\n### Evaluation\nBy recall."), ("results", "Recall is 71%.")],
        ),
        (
            "**Method:**\n- **Dataset:** 40 lakes.\n- **Evaluation:** by recall.\n**Results:** 5%.",
            [("methodology", "- **Dataset:** 40 lakes.\n- **Evaluation:** by recall."), ("results", "5%.")],
        ),
        (
            "- **Method:** We train Oar.\n  - **Evaluation:** by recall.\n- **Results:** 5%.",
            [("methodology", "We train Oar.\n  - **Evaluation:** by recall."), ("results", "5%.")],
        ),
        (
            "TL;DR: Oar rows.\n- **Method**: graphs.\n- **Results**: 3%.",
            [("summary", "Oar rows."), ("methodology", "graphs."), ("results", "3%.")],
        ),
    ],
)
def test_labels_of_the_parts_of_a_section_are_its_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(section.kind.value, section.text) for section in split_sections(text)] == expected
