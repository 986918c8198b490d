"""Marks, authors, identifiers and titles that rules look at, in the forms that their pages have no room for."""

from __future__ import annotations

from typing import Final

import pytest

import digestkit

HEAD: Final = "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|-------|---------|---------|\n"
ROW: Final = "| Maps of Rivers (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | {} |\n"


def names_found(summary: str) -> set[str]:
    return {found.name for found in digestkit.check(HEAD + ROW.format(summary))}


# Marks in other dress.


@pytest.mark.parametrize(
    ("odd", "usual"),
    [("11)", "ii)"), ("ii:", "ii)"), ("\u0456\u0456)", "ii)"), ("\u2171.", "ii)"), ("ii\uff09", "ii)")],
    ids=["digits", "colon", "Cyrillic", "one character", "full width"],
)
def test_odd_marks_are_repaired_where_words_may_change(odd: str, usual: str) -> None:
    summary = "i) Maps. {} Are they? iii) We look. iv) It gains 71%. v) Use them."
    text = HEAD + ROW.format(summary.format(odd))
    assert digestkit.fix(text, select=["odd-mark"]) == text
    assert digestkit.fix(text, select=["odd-mark"], unsafe_fixes=True) == HEAD + ROW.format(summary.format(usual))
    assert "missing-section" not in names_found(summary.format(odd)), "told of once"


def test_a_mark_that_looks_right_is_said_to_be_of_other_letters() -> None:
    [found] = digestkit.check(
        HEAD + ROW.format("i) Maps. \u0456\u0456) Why? iii) We look. iv) 71%."), select=["odd-mark"]
    )
    assert found.message.endswith("expected ii) in plain letters")


@pytest.mark.parametrize("offer", ["Let me know if you would like more.", "Would you like me to go on?"])
def test_an_offer_goes_where_words_may_change(offer: str) -> None:
    text = HEAD + ROW.format(f"It maps 3 rivers. {offer}")
    assert digestkit.fix(text) == text
    assert digestkit.fix(text, unsafe_fixes=True) == HEAD + ROW.format("It maps 3 rivers.")


# Authors that are named twice.


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Ida Holm, Li Wen, Ida Holm", "namesakes"),
        ("Jos\u00e9 Ek, Jose\u0301 Ek", "namesakes"),
        ("Ida Holm, IDA HOLM", "namesakes"),
        ("Ida\u00a0Holm, Ida Holm", "namesakes"),
        ("Ida Holm, tern42, tern42", "repeated-author"),
    ],
    ids=["namesakes", "composed and not", "capitals", "no-break space", "account"],
)
def test_authors_named_twice_are_found(cell: str, name: str) -> None:
    text = HEAD + ROW.format("It has 3.").replace("Ida Holm", cell)
    names = {found.name for found in digestkit.check(text)}
    assert names & {"namesakes", "repeated-author"} == {name}


@pytest.mark.parametrize("cell", ["Jose Ek, Jos\u00e9 Ek", "Ida Holm, Ida Holmes", "Holm Ida, Ida Holm"])
def test_names_that_differ_are_of_two(cell: str) -> None:
    text = HEAD + ROW.format("It has 3.").replace("Ida Holm", cell)
    assert not digestkit.check(text, select=["namesakes", "repeated-author"])


def test_the_second_name_is_marked() -> None:
    text = HEAD + ROW.format("It has 3.").replace("Ida Holm", "Ida Holm, Ida Holmes, Ida Holm, Ida Holmquist")
    [found] = digestkit.check(text, select=["namesakes"])
    assert text[found.span.start :].startswith("Ida Holm, Ida Holmquist")


# Identifiers of the next month.


@pytest.mark.parametrize(
    ("day", "number", "later"),
    [
        ("2024-03-31", "2404.90001", False),
        ("2024-03-28", "2404.90001", False),
        ("2024-03-27", "2404.90001", True),
        ("2024-03-31", "2405.90001", True),
        ("2024-12-30", "2501.90001", False),
        ("2024-12-15", "2501.90001", True),
        ("2024-03-01", "2403.90001", False),
        ("9999-12-30", "2404.90001", False),
    ],
)
def test_identifiers_tell_the_month_alone(day: str, number: str, later: bool) -> None:
    text = (HEAD + ROW.format("It has 3.")).replace("2024-03-11", day).replace("2403.90001", number)
    assert bool(digestkit.check(text, select=["later-id"])) is later


# Titles with a link's marks.


@pytest.mark.parametrize("title", ["Maps [of](Rivers", "Maps [of](https://example.org/rivers) and Lakes", "Maps a](b"])
def test_a_link_in_a_title_is_found(title: str) -> None:
    text = HEAD + ROW.format("It has 3.").replace("Maps of Rivers", title)
    [found] = digestkit.check(text, select=["link-in-title"])
    assert text[slice(*found.span)] == "]("


def test_brackets_are_no_link() -> None:
    text = HEAD + ROW.format("It has 3.").replace("Maps of Rivers", "GPT-[n] (and o-[n]) on Maps")
    assert not digestkit.check(text, select=["link-in-title"])
