from __future__ import annotations

from itertools import permutations

import pytest

from digestkit.parsing.sections import split_sections

KINDS = {"i)": "summary", "ii)": "objective", "iii)": "methodology", "iv)": "results", "v)": "implication"}
SAID = {
    "i)": "Rill maps rivers.",
    "ii)": "It aims to find floods.",
    "iii)": "It uses a graph network.",
    "iv)": "Recall is 71.5%.",
    "v)": "Maps are cheap.",
}


def marked(text: str) -> list[tuple[str | None, str, str]]:
    return [(section.mark, section.kind.value, section.text) for section in split_sections(text)]


@pytest.mark.parametrize("order", list(permutations(KINDS))[::7], ids="".join)
@pytest.mark.parametrize("form", ["{} {}", "**{}** {}", "- {} {}"])
def test_roman_marks_at_sentences_come_in_the_order_written(order: tuple[str, ...], form: str) -> None:
    text = " ".join(form.format(mark, SAID[mark]) for mark in order)
    assert marked(text) == [(mark, KINDS[mark], SAID[mark]) for mark in order]


@pytest.mark.parametrize("order", ["iii) i) v)", "v) i)", "i) ii) iii) iv) iii) iv)", "ii) i) iv) iv) v)"])
def test_roman_marks_may_be_missing_or_come_twice(order: str) -> None:
    marks = order.split()
    assert marked(" ".join(f"{mark} {SAID[mark]}" for mark in marks)) == [(m, KINDS[m], SAID[m]) for m in marks]


def test_marks_in_another_order_behind_an_unmarked_sentence() -> None:
    found = marked("Rill maps rivers. iii) It uses graphs. ii) It aims to find floods. iv) Recall is 71.5%.")
    assert [kind for _, kind, _ in found][1:] == ["methodology", "objective", "results"]


def test_a_list_inside_a_section_is_its_text() -> None:
    text = "i) Rill maps. ii) It aims high. iii) Two parts. i) Sort. ii) Merge. iv) Recall is 71.5%. v) Go."
    assert marked(text)[2] == ("iii)", "methodology", "Two parts. i) Sort. ii) Merge.")


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (
            "ii) It aims to row. iii) It takes two steps. i) Sort. ii) Merge. iv) Recall is 71.5%. v) Cheap.",
            "methodology",
            "It takes two steps. i) Sort. ii) Merge.",
        ),
        (
            "Oar maps lakes. ii) It aims high. iii) Two parts. i) Sort it. ii) Merge it. iv) Recall is 71.5%. v) Go.",
            "methodology",
            "Two parts. i) Sort it. ii) Merge it.",
        ),
        (
            "i) Oar maps lakes. ii) Row. iii) Graphs. iv) Two: ii) Oars help. iii) Keels help. v) Cheap.",
            "results",
            "Two: ii) Oars help. iii) Keels help.",
        ),
    ],
)
def test_a_list_amid_marks_that_miss_none_is_text(text: str, kind: str, words: str) -> None:
    assert words in [said for _, found, said in marked(text) if found == kind]


def test_marks_twice_behind_an_unmarked_sentence() -> None:
    found = marked("Oar rows. i) Maps. ii) Rows. iii) Graphs. iv) 71.5%. v) Cheap. v) Free.")
    assert [mark for mark, _, _ in found][1:] == ["i)", "ii)", "iii)", "iv)", "v)", "v)"]


@pytest.mark.parametrize("gap", ["", ";", ","])
def test_a_whole_run_inside_a_sentence_is_sure(gap: str) -> None:
    said = [f"rill maps rivers{gap}", f"find floods{gap}", f"graphs{gap}", f"recall of 71.5%{gap}", "maps are cheap"]
    text = " ".join(f"{mark} {words}" for mark, words in zip(KINDS, said, strict=True))
    assert marked(text) == [(mark, KINDS[mark], words) for mark, words in zip(KINDS, said, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "i) Rill has five stages: i) mask, ii) unify, iii) loop, iv) keep, v) sail.",
        "Rill has stages i) mask ii) unify iii) loop iv) keep v) sail.",
        "i) Rill (see ii) works with iii) and iv) of the v) axis.",
    ],
)
def test_a_run_of_something_else_is_text(text: str) -> None:
    assert [mark for mark, _, _ in marked(text)] in ([None], ["i)"])
