from __future__ import annotations

import pytest

from digestkit.models import Section, SectionKind
from digestkit.parsing.sections import split_sections

FIVE = ("summary", "objective", "methodology", "results", "implication")
FOUR = FIVE[1:]


def announced(text: str) -> list[tuple[str, str]]:
    """(kind, text) of the sections that a mark, a label or their wording announces."""
    return [(section.kind.value, section.text) for section in split_sections(text) if is_announced(section)]


def is_announced(section: Section) -> bool:
    ends = section.kind in {SectionKind.PREAMBLE, SectionKind.FOLLOW_UP}
    return ends or section.mark is not None or section.label is not None


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in announced(text)]


def marks(text: str) -> list[str | None]:
    return [section.mark for section in split_sections(text) if is_announced(section)]


def labels(text: str) -> list[str | None]:
    return [section.label for section in split_sections(text) if is_announced(section)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "i) Rill maps rivers. ii) Do boats help? iii) Boats sail. iv) Recall is 71.5%. v) Sail.", id="plain"
        ),
        pytest.param(
            "**i) Summary:** Rill. **ii) Aim:** Sail. **iii) Method:** Oars. **iv) Results:** 3%. **v) Impact:** Go.",
            id="mark and label bold",
        ),
        pytest.param(
            "i) **Summary:** Rill. ii) **Aim**: Sail. iii) **Method:** Oars. iv) **Results:** 3%. v) **Impact**: Go.",
            id="label bold",
        ),
        pytest.param(
            "**i) Summary** Rill. **ii) Aim** Sail. **iii) Method** Oars. **iv) Results** 3%. **v) Impact** Go.",
            id="bold without colon",
        ),
        pytest.param(
            "i) Summary: Rill. ii) Aim: Sail. iii) Method: Oars. iv) Results: 3%. v) Impact: Go.", id="plain labels"
        ),
        pytest.param("- i) Rill.\n- ii) Sail.\n- iii) Oars.\n- iv) 3%.\n- v) Go.", id="bullets"),
        pytest.param("**i)** Rill. **ii)** Sail. **iii)** Oars. **iv)** 3%. **v)** Go.", id="bold numerals"),
        pytest.param("I) Rill. II) Sail. III) Oars. IV) 3%. V) Go.", id="upper case"),
        pytest.param("(i) Rill. (ii) Sail. (iii) Oars. (iv) 3%. (v) Go.", id="in brackets"),
        pytest.param("1. Rill. 2. Sail. 3. Oars. 4. Recall at depth 4. 5. Go.", id="digits"),
        pytest.param("1) Rill.\n2) Sail.\n3) Oars, as in Table 3) and on.\n4) 3%.\n5) Go.", id="digits in lines"),
        pytest.param(
            "1. **Summary:** Rill. 2. **Aim:** Sail. 3. **Method:** Oars. 4. **Results:** 3%. 5. **Impact:** Go.",
            id="digits with labels",
        ),
        pytest.param('i) Rill. ii) Sail; iii) Oars on RillBench iv) It says "go." v) Go.', id="weak sentence ends"),
        pytest.param("i) a map. ii) to sail. iii) by oars. iv) 3% better. v) go on.", id="lower case follows"),
        pytest.param(
            "i) Rill. ii) Sail. iii) Two steps: i) row and ii) rest. iv) 3% for (u, v) and (v). v) Go.",
            id="false marks inside",
        ),
    ],
)
def test_five_marks_give_the_five_kinds(text: str) -> None:
    assert kinds(text) == list(FIVE)


def test_mark_label_and_spans() -> None:
    text = "**iv) Primary results (with a figure):**  Recall is 71.5%. v) **Implication**: Sail."
    first, second = split_sections(text)
    assert (first.mark, first.label, first.text) == ("iv)", "Primary results (with a figure)", "Recall is 71.5%.")
    assert (second.mark, second.label, second.text) == ("v)", "Implication", "Sail.")
    assert first.span.start == 0
    assert text[slice(*first.text_span)] == first.text
    assert text[slice(*second.span)] == "v) **Implication**: Sail."
    assert not first.inferred


def test_text_keeps_its_own_bold() -> None:
    assert announced("i) Summary: **Rill** maps. ii) **Brook** sails.") == [
        ("summary", "**Rill** maps."),
        ("objective", "**Brook** sails."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a) We aim high. b) Oars. c) Recall is 3%. d) Go.", FOUR, id="four letters"),
        pytest.param("a) We aim high. b) Oars. c) 3%. d) Go. e) No word on wind.", (*FOUR, "other"), id="remark"),
        pytest.param("a) Rill maps. b) The objective is to sail. c) Oars. d) Results: 3%. e) Go.", FIVE, id="five"),
        pytest.param("a) **Aim:** Sail. b) **Method:** Oars. c) **Results:** 3%. d) **Impact:** Go.", FOUR, id="bold"),
        pytest.param("a) The research assesses X. b) A benchmark. c) 3%. d) The findings say go.", FOUR, id="cues lie"),
        pytest.param("a) We aim to size it. b) Each is a mix. c) A depth of 4. d) Go.", FOUR, id="word before stop"),
    ],
)
def test_letters(text: str, expected: tuple[str, ...]) -> None:
    assert kinds(text) == list(expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Rill works in stages: I) Mask, II) Unify, III) Loop, IV) Keep, and V) Sail. It is quick.", id="I)"
        ),
        pytest.param("Rill has two steps: (i) mask the river, and (ii) sail it. It is quick.", id="(i)"),
        pytest.param("It involves: i) Masking rivers; and ii) Sailing them. It is quick.", id="and ii)"),
        pytest.param("It has three steps. i) Sort. ii) Merge. iii) Check. It is quick.", id="steps as sentences"),
        pytest.param("It has stages: i) Mask. ii) Unify. iii) Loop. iv) Keep. v) Sail.", id="five after a colon"),
        pytest.param("It uses MIMIC-IV) and L→V) and (K-V) and the (u, v) plane.", id="v) of something else"),
        pytest.param("It has two parts: a) perception, with lines; and b) flow.", id="a) in a sentence"),
        pytest.param("It has three parts: 1) Rows, 2) Oars, and 3) Rests. See Table 3) too.", id="1) in a sentence"),
        pytest.param("It has three parts: 1. roads, 2. rivers and 3. rails. The best depth is 4. It works.", id="1."),
        pytest.param(
            "Results show that method and objective agree. The key methodology is: sail.", id="words of labels"
        ),
        pytest.param("It asks follow-up questions, and evaluates 11 boats.", id="follow-up in prose"),
        pytest.param("1. **New Maps:** Rill. 2. **Boats:** Sail. 3. **Speed:** 3%.", id="headings of another list"),
        pytest.param("Here is where rivers meet: at the sea. No summary is made.", id="no preamble"),
    ],
)
def test_nothing_is_announced(text: str) -> None:
    assert announced(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [
        pytest.param(
            "Rill maps. Main research question or objective: Sail. Key methodology used: Oars. Primary results: 3%."
            " Principal implication for AI practioners: go on.",
            FOUR,
            (
                "Main research question or objective",
                "Key methodology used",
                "Primary results",
                "Principal implication for AI practioners",
            ),
            id="of the usual prompt",
        ),
        pytest.param("It won. Principal implication for AI practitioners: Go.", FIVE[4:], None, id="one alone"),
        pytest.param("- **Objective:** Sail.\n- **Method**: Oars.\n* Results: 3%.", FIVE[1:4], None, id="bullets"),
        pytest.param("### Method\nOars.\n\n### Results\n3%.", FIVE[2:4], ("Method", "Results"), id="headings"),
        pytest.param("### Method Oars pull. ### Results Recall is 3%.", FIVE[2:4], None, id="headings on one line"),
        pytest.param(
            "**TL;DR:** Rill. **Motivation:** Sail. **Key Findings**\n3%. **Conclusion:** Go. **Limitations:** Wind.",
            ("summary", "objective", "results", "implication", "other"),
            ("TL;DR", "Motivation", "Key Findings", "Conclusion", "Limitations"),
            id="of other digests",
        ),
        pytest.param("Summary: Rill. Main Research Question/Objective: Sail.", FIVE[:2], None, id="first word"),
        pytest.param("1-line summary: Rill. Approach: Oars.", ("summary", "methodology"), None, id="one-line summary"),
    ],
)
def test_labels_without_marks(text: str, expected: tuple[str, ...], said: tuple[str, ...] | None) -> None:
    assert kinds(text) == list(expected)
    assert said is None or labels(text) == list(said)


@pytest.mark.parametrize(
    "preamble",
    [
        'Here is a concise summary of the research paper "Rill: A Map of Rivers":',
        "Here's a summary of the AI research paper following your strict guidelines:",
        'Okay, here is a concise summary of "Rill: What Now?", strictly following your guidelines:',
        'Here is a summary of the paper "Rill," based on the provided guidelines:',
        'Summary of the AI research paper "Rill":',
        "Summary of the research paper is the following:",
        "Here is a 4-sentence summary of Rill: A Map of Rivers:",
        "**Here is a summary of the paper “Rill: A Map”:**",
        "Here is a summary of the paper by Holm et al.:",
    ],
)
@pytest.mark.parametrize("gap", [" ", "  ", "\n\n"])
def test_preambles(preamble: str, gap: str) -> None:
    sections = split_sections(f"{preamble}{gap}i) Rill maps. ii) We aim: to sail.")
    assert [section.kind.value for section in sections] == ["preamble", "summary", "objective"]
    assert sections[0].text == preamble


def test_preamble_without_marks() -> None:
    first, *rest = split_sections("Here is a summary of the paper: Rill maps rivers. Boats help.")
    assert (first.kind, first.text) == (SectionKind.PREAMBLE, "Here is a summary of the paper:")
    assert " ".join(section.text for section in rest) == "Rill maps rivers. Boats help."


@pytest.mark.parametrize(
    "heading",
    [
        "Follow-up questions:",
        "Follow-Up Questions:",
        "**Follow-Up Questions:**",
        "**Follow-up Questions**",
        "Follow up questions:",
        "Here are some follow-up questions an AI practitioner might ask:",
        "Follow-up questions from an AI practitioner:",
        "follow-up questions an AI practitioner might have:",
        "### Follow-up questions\n",
        "Follow-up questions",
    ],
)
@pytest.mark.parametrize("before", ["a) We aim. b) Oars. c) 3%. d) Go.", "Rill maps rivers. Boats help."])
def test_follow_up_questions(heading: str, before: str) -> None:
    last = split_sections(f"{before}  {heading} 1. Who rows? 2.  Who rests: i) Ann or ii) Bo?")[-1]
    assert last.kind is SectionKind.FOLLOW_UP
    assert last.text == "1. Who rows? 2.  Who rests: i) Ann or ii) Bo?"
    assert last.label == heading.strip("*# \n:")


@pytest.mark.parametrize("numerals", [("i)", "ii)", "iii)", "iv)"), ("i)", "ii)", "iii)", "v)")])
def test_four_marks_behind_an_unmarked_summary(numerals: tuple[str, ...]) -> None:
    said = "The main objective is X.", "The method uses oars.", "Results show 3%.", "Practitioners can sail."
    text = "Rill maps rivers. " + " ".join(map(" ".join, zip(numerals, said, strict=True)))
    sections = split_sections(text)
    assert [section.kind.value for section in sections] == list(FIVE)
    assert [section.inferred for section in sections] == [True, False, False, False, False]
    assert [section.mark for section in sections] == [None, *numerals]


def test_four_marks_that_mean_what_they_say() -> None:
    text = "Rill is new. i) We introduce Rill. ii) The objective is X. iii) The method uses oars. iv) Results show 3%."
    assert kinds(text) == list(FIVE[:4])


def test_five_marks_behind_an_unmarked_sentence() -> None:
    text = "Rill is new. i) Rill. ii) Sail. iii) Oars. iv) 3%. v) Go."
    assert kinds(text) == list(FIVE)
    assert split_sections(text)[0].text == "Rill is new."


def test_missing_marks() -> None:
    assert announced("i) A map of rivers. iv) Recall is 71.5%.") == [
        ("summary", "A map of rivers."),
        ("results", "Recall is 71.5%."),
    ]


def test_digits_obey_labels() -> None:
    text = "1. **Objective:** Sail. 2. **Method:** Oars. 3. **Results:** 3%. 4. **Limitations:** Wind."
    assert kinds(text) == ["objective", "methodology", "results", "other"]
    assert marks(text) == ["1.", "2.", "3.", "4."]


def test_long_label_without_colon() -> None:
    text = "iii) Key methodology used Rill rows boats. iv) Key methodology used is not told."
    assert labels(text) == ["Key methodology used", None]


@pytest.mark.parametrize("text", ["", " ", "\n\t \u2003"])
def test_blank(text: str) -> None:
    assert split_sections(text) == ()


@pytest.mark.parametrize("text", ["i)", "**i)**", "Summary:", "**", "1.", "i) ii) iii)", "Here is a summary:"])
def test_bare_marks_do_not_raise(text: str) -> None:
    pieces = [text[slice(*section.span)] for section in split_sections(text)]
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_label_does_not_reach_into_the_next_line_or_the_follow_up_questions() -> None:
    text = "i) Principal implication for AI practitioners\nFollow-up questions: 1. Who?"
    assert [(section.kind.value, section.label) for section in split_sections(text)] == [
        ("summary", "Principal implication for AI practitioners"),
        ("follow_up", "Follow-up questions"),
    ]
