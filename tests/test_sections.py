from __future__ import annotations

import pytest

from digestkit.models import Section, SectionKind
from digestkit.parsing.sections import explain_sections, split_sections

FIVE = ("summary", "objective", "methodology", "results", "implication")
FOUR = FIVE[1:]
USED = "For AI practitioners, Rill offers a practical way to build maps."


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


CHINESE = [("methodology", "图网络。"), ("results", "误差降低26%。")]


@pytest.mark.parametrize(
    "text",
    [
        "方法：图网络。结果：误差降低26%。",
        "方法: 图网络。 结果: 误差降低26%。",
        "**方法**：图网络。**结果**：误差降低26%。",
        "**研究方法：**图网络。**主要结果：**误差降低26%。",
        "【方法】图网络。【实验结果】误差降低26%。",
        "**【方法】** 图网络。\n**【结果】** 误差降低26%。",
        "- **方法**：图网络。\n- **结果**：误差降低26%。",
        "### 研究方法\n图网络。\n### 主要结果\n误差降低26%。",
        "方法 (Method): 图网络。 结果（Results）： 误差降低26%。",
        "🔧 **方法**：图网络。 📊 **结果**：误差降低26%。",
        "1. **方法**：图网络。 2. **结果**：误差降低26%。",
    ],
)
def test_chinese_labels(text: str) -> None:
    assert announced(text) == CHINESE


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        *(("摘要", "summary"), ("概述", "summary"), ("贡献", "summary")),
        *(("研究问题", "objective"), ("动机", "objective"), ("研究背景", "objective"), ("目标", "objective")),
        *(("核心方法", "methodology"), ("技术路线", "methodology"), ("数据集", "methodology")),
        *(("实验", "results"), ("主要发现", "results"), ("结果与分析", "results"), ("结论与展望", "implication")),
        *(("意义", "implication"), ("应用", "implication"), ("局限性", "other")),
    ],
)
def test_kinds_of_chinese_labels(label: str, kind: str) -> None:
    assert [(section.label, section.kind.value) for section in split_sections(f"{label}：船。")] == [(label, kind)]


def test_chinese_words_of_labels_in_prose_are_none() -> None:
    assert announced("方法与结果的问题很多。结果很好。") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- **Problem**: few gauges - **Approach**: a graph - **Findings**: 26%", id="bullets in a line"),
        pytest.param("**Problem**: few gauges **Approach**: a graph **Findings**: 26%", id="bold in a line"),
        pytest.param("- Problem: few gauges - Approach: a graph - Findings: 26%", id="plain bullets"),
        pytest.param("**Problem:** few gauges<br>**Approach:** a graph<br/>**Findings:** 26%", id="line breaks"),
        pytest.param("<b>Problem:</b> few gauges<br><b>Approach:</b> a graph<br><b>Findings:</b> 26%", id="HTML"),
        pytest.param("🎯 **Problem**: few gauges\n🔧 **Approach**: a graph\n📊 **Findings**: 26%", id="pictures"),
        pytest.param("- 🎯 Problem: few gauges - 🔧 Approach: a graph - 📊 Findings: 26%", id="pictures in bullets"),
        pytest.param("- **Problem** - few gauges\n- **Approach** — a graph\n- **Findings** – 26%", id="dashes"),
        pytest.param("1. **Problem** – few gauges\n2. **Approach** – a graph\n3. **Findings** – 26%", id="numbered"),
        pytest.param("__Problem__: few gauges\n__Approach__: a graph\n__Findings:__ 26%", id="underscores"),
        pytest.param("### Problem\nfew gauges\n### Approach\na graph\n### Findings\n26%", id="headings"),
        pytest.param("Problem：few gauges\nApproach：a graph\nFindings：26%", id="wide colons"),
    ],
)
def test_labels_without_a_stop_before_them(text: str) -> None:
    assert announced(text) == [("objective", "few gauges"), ("methodology", "a graph"), ("results", "26%")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Problem: few; Approach: graph; Findings: 26%", ["few;", "graph;", "26%"], id="semicolons"),
        pytest.param("Goal - Map it. Method - Row it. Results - It wins.", ["Map it.", "Row it.", "It wins."], id="-"),
        pytest.param("**Aim.** Map. **Methods.** Row. **Results.** Win.", ["Map.", "Row.", "Win."], id="stops"),
        pytest.param("TL;DR — Rill maps. Results: 3%.", ["Rill maps.", "3%."], id="TL;DR"),
        pytest.param("**Method [short]:** Row. **Results and Discussion:** Win.", ["Row.", "Win."], id="brackets"),
    ],
)
def test_other_forms_of_labels(text: str, expected: list[str]) -> None:
    assert [said for _, said in announced(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It uses **Method**: a tool. It wins.", id="bold in a sentence"),
        pytest.param("- Rill maps **methods**: oars, sails and more.", id="small letters"),
        pytest.param("Results - as ever - are good. Method wins.", id="dashes in prose"),
        pytest.param("It has two; Method: oars. It wins.", id="one behind a semicolon"),
        pytest.param("This paper introduces Rill. Code: see the page. Data: rivers.", id="no known label"),
    ],
)
def test_what_is_no_label(text: str) -> None:
    assert announced(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("**Results:** 3%. **So what:** Cheap.", "implication", id="so what"),
        pytest.param("**Results:** 3%. **Why it matters:** Cheap.", "implication", id="why it matters"),
        pytest.param("Methods: oars. Results: 3%. Discussion: Cheap.", "implication", id="discussion"),
        pytest.param("### Results\n3%.\n### Limitations\nCheap.", "other", id="limitations"),
        pytest.param("**Results:** 3%. **Proposed solution:** Cheap.", "methodology", id="solution"),
    ],
)
def test_more_heads(text: str, kind: str) -> None:
    assert announced(text)[-1] == (kind, "Cheap.")
    assert ("results", "3%.") in announced(text)


@pytest.mark.parametrize(
    "text",
    [
        f"**Method:** Oars. **Results:** 3%. **In practice:** {USED}",
        f"Method: Oars. Results: 3%. In practice: {USED}",
        f"### Method\nOars.\n### Results\n3%.\n### In practice\n{USED}",
    ],
)
def test_a_label_of_unknown_words_ends_the_section_before_it(text: str) -> None:
    method, results, last = split_sections(text)
    assert (method.text, results.text) == ("Oars.", "3%.")
    assert (last.kind.value, last.label, last.text, last.inferred) == ("implication", "In practice", USED, True)
    assert explain_sections(text)[-1].evidence


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(
            "**Results:**\n- **Tarn:** 3%\n- **Kiln:** 4%\n**Method:** Oars.",
            "- **Tarn:** 3%\n- **Kiln:** 4%",
            id="bullets",
        ),
        pytest.param(
            "## Results\n### Tarn\n3% better.\n### Kiln\n4% better.\n## Method\nOars.",
            "### Tarn\n3% better.\n### Kiln\n4% better.",
            id="headings",
        ),
        pytest.param(
            "**Results**: Three parts.\n1. **Tarn:** 3%.\n2. **Kiln:** 4%.\n**Method**: Oars.",
            "Three parts.\n1. **Tarn:** 3%.\n2. **Kiln:** 4%.",
            id="numbers",
        ),
        pytest.param(
            "Results: Rill wins twice. Tarn: 3%. Kiln: 4%. Method: Oars.",
            "Rill wins twice. Tarn: 3%. Kiln: 4%.",
            id="plain",
        ),
        pytest.param(
            "**Results:** It wins by 3%. **Note:** all runs use one seed. **Method:** Oars.",
            "It wins by 3%. **Note:** all runs use one seed.",
            id="a note",
        ),
    ],
)
def test_labels_of_the_parts_of_a_section_are_text(text: str, first: str) -> None:
    assert announced(text) == [("results", first), ("methodology", "Oars.")]


def test_labels_in_traditional_chinese() -> None:
    kinds = [kind for kind, _ in announced("研究動機：地圖。方法：圖。實驗結果：3%。結論：便宜。")]
    assert kinds == ["objective", "methodology", "results", "implication"]


def test_a_quoted_title_is_no_cue() -> None:
    text = 'The paper "To Map or Not to Map" presents Rill, a map. Primary results show a gain of 3%.'
    assert [section.kind.value for section in split_sections(text)] == ["summary", "results"]


def test_an_implication_that_leaves_something_unsaid_is_one() -> None:
    text = "Rill reaches 91% accuracy. For AI practitioners, Rill maps rivers, though training cost is not reported."
    assert [section.kind.value for section in split_sections(text)] == ["results", "implication"]


def test_labels_of_parts_are_text_in_chinese() -> None:
    assert announced("方法：两步。第一步：编码。第二步：解码。结果：3%。")[0] == (
        "methodology",
        "两步。第一步：编码。第二步：解码。",
    )


def test_an_unknown_label_among_marks_is_text() -> None:
    assert announced("i) Rill. ii) Sail. iii) Two parts. **Head:** a map. iv) 3%. v) Go.")[2][1].endswith("a map.")


def test_a_name_before_the_first_label_is_text() -> None:
    assert labels("Rill: a map of rivers. Method: oars. Results: 3%.") == ["Method", "Results"]


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
