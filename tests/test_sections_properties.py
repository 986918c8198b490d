from __future__ import annotations

from fuzz.laws import assert_tiles
from hypothesis import given
from hypothesis import strategies as st

from digestkit.parsing.sections import split_sections

FIVE = ("summary", "objective", "methodology", "results", "implication")
ROMANS = ("i)", "ii)", "iii)", "iv)", "v)")
LABELS = (
    "Summary",
    "Main research question or objective",
    "Key methodology used",
    "Primary results",
    "Principal implication for AI practitioners",
)
PIECES = (
    *ROMANS,
    *LABELS,
    *(
        "**",
        "*",
        "__",
        "(",
        ")",
        "[",
        ":",
        ";",
        ".",
        "?",
        '"',
        "“",
        "'",
        "- ",
        "### ",
        "\n",
        "\r\n",
        " ",
        "  ",
        "\u00a0",
    ),
    *("I)", "V)", "(i)", "(v)", "a)", "b)", "e)", "1.", "2)", "6.", "Table 3)", "e.g.", "Rill", "maps", "71.5%"),
    *("Here is a summary of", "Okay, here's a summary", "Follow-up questions", "follow-up questions:", "TL;DR"),
)

# Marks in any order and number, behind text or not: "Rill maps. iv) Rill maps. i) Rill maps. iv) ...".
marks_in_any_order = st.builds(
    lambda lead, marks: lead + " ".join(f"{mark} Rill maps." for mark in marks),
    st.sampled_from(("", "Rill maps rivers. ", "Rill maps ")),
    st.lists(st.sampled_from((*ROMANS, "(i)", "(iv)", "I)", "IV)", "a)", "c)", "1.", "2.")), max_size=12),
)
noise = marks_in_any_order | st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=200)
words = st.lists(
    st.sampled_from(("rivers", "boats", "e.g. oars", "(u, v)", "MIMIC-IV)", "71.5%", "a depth of 4", "Table 3) shows")),
    min_size=1,
    max_size=8,
)
sentences = words.map(lambda some: "Rill has " + " ".join(some) + ".")
fives = st.tuples(*[sentences] * len(FIVE))
gaps = st.sampled_from((" ", "  ", "\n", "\n\n"))


@given(noise)
def test_sections_tile_any_text(text: str) -> None:
    sections = split_sections(text)
    assert_tiles(text, sections)
    assert bool(sections) == bool(text.strip())


@given(noise)
def test_mark_and_label_are_written_in_the_text_before_the_section(text: str) -> None:
    for section in split_sections(text):
        head = text[section.span.start : section.text_span.start]
        assert section.mark is None or section.mark in head
        assert section.label is None or section.label in head


@given(fives, gaps)
def test_five_marks_decide(said: tuple[str, ...], gap: str) -> None:
    text = gap.join(f"{mark} {sentence}" for mark, sentence in zip(ROMANS, said, strict=True))
    sections = split_sections(text)
    assert [section.kind.value for section in sections] == list(FIVE)
    assert [section.text for section in sections] == list(said)
    assert [section.mark for section in sections] == list(ROMANS)


@given(
    fives, gaps, st.sampled_from(("{}) **{}:** {}", "**{}) {}:** {}", "{}) {}: {}", "**{}) {}** {}", "- {}) {}: {}"))
)
def test_marks_and_labels_are_no_part_of_the_text(said: tuple[str, ...], gap: str, form: str) -> None:
    numerals = [mark.rstrip(")") for mark in ROMANS]
    text = gap.join(map(form.format, numerals, LABELS, said))
    sections = split_sections(text)
    assert [section.text for section in sections] == list(said)
    assert [section.label for section in sections] == list(LABELS)
    assert not any(section.inferred for section in sections)


@given(fives, gaps)
def test_labels_decide_where_no_mark_does(said: tuple[str, ...], gap: str) -> None:
    text = gap.join(f"{label}: {sentence}" for label, sentence in zip(LABELS, said, strict=True))
    sections = split_sections(text)
    assert [(section.kind.value, section.text) for section in sections] == list(zip(FIVE, said, strict=True))


@given(st.lists(sentences, min_size=1, max_size=6))
def test_prose_with_false_marks_has_neither_mark_nor_label(said: list[str]) -> None:
    sections = split_sections(" ".join(said))
    assert all(section.mark is None and section.label is None for section in sections)
    assert all(section.inferred for section in sections)


@given(fives, st.lists(sentences, min_size=1, max_size=3))
def test_preamble_and_follow_up_stand_outside_the_marks(said: tuple[str, ...], asked: list[str]) -> None:
    marked = " ".join(f"{mark} {sentence}" for mark, sentence in zip(ROMANS, said, strict=True))
    questions = " ".join(f"{number}. {question}" for number, question in enumerate(asked, 1))
    sections = split_sections(f'Here is a summary of "Rill: A Map": {marked} Follow-up questions: {questions}')
    assert [section.kind.value for section in sections] == ["preamble", *FIVE, "follow_up"]
    assert sections[-1].text == questions


@given(fives)
def test_white_space_around_changes_nothing_but_the_spans(said: tuple[str, ...]) -> None:
    text = " ".join(f"{mark} {sentence}" for mark, sentence in zip(ROMANS, said, strict=True))
    bare, padded = split_sections(text), split_sections(f"\n  {text} \n")
    assert [(section.kind, section.text) for section in bare] == [(section.kind, section.text) for section in padded]
