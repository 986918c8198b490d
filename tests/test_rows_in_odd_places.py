"""Tables in quotations and with further columns, whose rows lost a line break, stand below text or have a bar too many.

What digestkit cannot tell is left as it is, and reported.
"""

from __future__ import annotations

from typing import Final

import pytest

import digestkit
from digestkit.models import Severity

DAY: Final = "## Papers for 2024-03-11\n\n"
MAPS: Final = "Maps ([arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |"
RAFTS: Final = "Rafts ([arXiv](https://arxiv.org/abs/2403.90002)) | Sam Okoro | It counts 4 rafts. |"
THREE: Final = "| Title | Authors | Summary |\n|-------|---------|---------|\n"
TITLES: Final = ["Maps", "Rafts"]
SUMMARIES: Final = ["It maps 3 rivers.", "It counts 4 rafts."]


def titles(text: str) -> list[str]:
    return [paper.title for paper in digestkit.parse(text).papers]


def summaries(text: str) -> list[str]:
    return [" ".join(paper.summary.text.split()) for paper in digestkit.parse(text).papers]


def quoted(text: str, mark: str = "> ") -> str:
    """A text whose lines all stand in a quotation."""
    return "".join(mark + line for line in text.splitlines(keepends=True))


def codes(text: str) -> str:
    found = digestkit.check(text, ignore=["DK5", "DK6"])
    return " ".join(sorted({each.code for each in found if each.severity is not Severity.INFO}))


def numbered(*cells: str) -> str:
    """A table with a column before the title."""
    return f"{DAY}| No. | Title | Authors | Summary |\n|-----|-------|---------|---------|\n" + "".join(cells)


# Headers that are put above rows again.


@pytest.mark.parametrize("between", ["---\n", "Some text.\n", "<br>\n", "<!-- a note -->\n", "\nSome text.\n\n"])
@pytest.mark.parametrize("column", ["No.", "Date", "Venue"])
def test_a_header_with_an_unknown_column_is_put_above_rows_again(between: str, column: str) -> None:
    text = numbered(f"| 1 | {MAPS}\n", between, f"| 2 | {RAFTS}\n").replace("No.", column)
    assert "DK220" in codes(text)
    fixed = digestkit.fix(text)
    assert codes(fixed) == ""
    assert fixed.count(f"| {column} | Title |") == 2
    assert titles(fixed) == TITLES
    assert [found.code for found in digestkit.check(fixed, select=["DK214"])] == ["DK214"]


def test_two_unknown_columns_are_two_findings() -> None:
    text = f"{DAY}| Title | Authors | Summary | Vanue | Prize |\n|-|-|-|-|-|\n| {MAPS} A | 1 |\n"
    assert len(digestkit.check(text, select=["DK214"])) == 2


def test_a_header_that_lacks_a_column_is_put_above_rows_again() -> None:
    rows = [f"| {row.replace(name, '')}\n" for row, name in ((MAPS, "Ida Holm | "), (RAFTS, "Sam Okoro | "))]
    text = f"{DAY}| Title | Summary |\n|---|---|\n{rows[0]}\nSome text.\n\n{rows[1]}"
    fixed = digestkit.fix(text)
    assert fixed.count("| Title | Summary |") == 2
    assert codes(fixed) == "DK204 DK401"
    assert len(digestkit.check(fixed, select=["DK204"])) == 1


def test_each_day_is_told_that_its_header_lacks_a_column() -> None:
    table = "| Title | Summary |\n|---|---|\n| Maps | It maps 3 rivers. |\n"
    text = f"{DAY}{table}\n## Papers for 2024-03-12\n\n{table}"
    assert [found.line for found in digestkit.check(text, select=["DK204"])] == [3, 9]


# Rows joined where the title is not the first column.


@pytest.mark.parametrize("joint", [" ", "", "\t"])
def test_joined_rows_are_parted_at_a_title_behind_another_cell(joint: str) -> None:
    text = numbered(f"| 1 | {MAPS}{joint}| 2 | {RAFTS}\n")
    assert titles(text) == TITLES
    assert summaries(text) == SUMMARIES
    assert codes(text) == "DK208 DK213"
    assert digestkit.fix(text) == numbered(f"| 1 | {MAPS}\n| 2 | {RAFTS}\n")


def test_joined_rows_are_parted_where_the_title_wraps_behind_another_cell() -> None:
    text = numbered(f"| 1 | {MAPS}| 2 | Paper\n  {RAFTS}\n")
    assert titles(text) == ["Maps", "Paper Rafts"]
    assert digestkit.fix(text) == numbered(f"| 1 | {MAPS}\n| 2 | Paper {RAFTS}\n")


def test_no_bar_is_escaped_before_the_link_of_another_paper() -> None:
    text = numbered(f"| 1 | {MAPS} | 2 | Rafts p(a|b) {RAFTS}\n")
    (found,) = digestkit.check(text, select=["DK2"], ignore=["DK214"])
    assert (found.code, found.fix) == ("DK208", None)
    assert digestkit.fix(text) == text


# A row joined with one whose title wraps.


@pytest.mark.parametrize("joint", ["", " "])
@pytest.mark.parametrize("title", ["Rafts: A", "Is it so?", "Rafts\n  of"])
@pytest.mark.parametrize("first", [f"| {MAPS}", f"| {MAPS}".replace("Maps ", "Maps\n  ")])
def test_a_row_joined_with_a_wrapped_one(first: str, title: str, joint: str) -> None:
    rest = RAFTS.replace("Rafts", "Study")
    text = f"{DAY}{THREE}{first}{joint}| {title}\n  {rest}\n"
    whole = title.replace("\n ", "")
    assert titles(text) == ["Maps", f"{whole} Study"]
    assert summaries(text) == SUMMARIES
    assert digestkit.fix(text) == f"{DAY}{THREE}| {MAPS}\n| {whole} {rest}\n"


def test_rows_that_are_each_joined_with_a_wrapped_one() -> None:
    row = "Maps of\n  Rivers ([arXiv](https://arxiv.org/abs/2403.9{:04})) | Ida Holm | It maps 3 rivers. |"
    text = f"{DAY}{THREE}| " + "| ".join(row.format(number) for number in range(9)) + "\n"
    assert titles(text) == ["Maps of Rivers"] * 9
    assert len(digestkit.fix(text).splitlines()) == 13


def test_text_behind_two_bars_belongs_to_the_summary_above_an_unopened_row() -> None:
    text = f"{DAY}{THREE}| {MAPS}| and 4 lakes.\n{RAFTS}\n"
    assert titles(text) == TITLES


# A bar too many at the end.


@pytest.mark.parametrize("column", ["Category", "Venue", "Tags"])
@pytest.mark.parametrize("bars", ["|", " |", "| |"])
def test_a_bar_too_many_behind_the_last_column(column: str, bars: str) -> None:
    header = f"{DAY}| Title | Authors | Summary | {column} |\n|-------|---------|---------|---|\n"
    text = f"{header}| {MAPS} cs.CL |{bars}\n| {RAFTS} cs.CL |\n"
    assert summaries(text) == SUMMARIES
    assert digestkit.fix(text) == f"{header}| {MAPS} cs.CL |\n| {RAFTS} cs.CL |\n"


@pytest.mark.parametrize("end", ["It learns a|b", "It learns p(a|b) of rivers"])
def test_a_bar_in_the_summary_before_an_empty_category(end: str) -> None:
    text = f"{DAY}| Title | Authors | Summary | Category |\n|-|-|-|-|\n| {MAPS.replace('It maps 3 rivers.', end)} |\n"
    assert summaries(text) == [end]


# Quotations.


def test_the_marks_of_a_quotation_are_no_part_of_what_wraps() -> None:
    rows = "| Maps of\n  " + MAPS.replace("Maps", "Rivers") + "\n| " + RAFTS.replace("counts ", "counts\n") + "\n"
    text = DAY + quoted(THREE + rows)
    assert titles(text) == ["Maps of Rivers", "Rafts"]
    assert summaries(text) == SUMMARIES
    assert digestkit.fix(text) == DAY + quoted(f"{THREE}| {MAPS.replace('Maps', 'Maps of Rivers')}\n| {RAFTS}\n")
    for paper in digestkit.parse(text).papers:
        assert paper.summary_span is not None
        assert text[slice(*paper.summary_span)].endswith(paper.summary.text.split()[-1])


def test_a_mark_of_its_own_in_a_summary_stays() -> None:
    row = "| " + MAPS.replace("3", "n\n> 3") + "\n"
    assert summaries(DAY + quoted(THREE + row)) == ["It maps n > 3 rivers."]
    assert summaries(DAY + THREE + row) == ["It maps n > 3 rivers."]


def test_a_row_that_wraps_at_a_bar_in_a_quotation() -> None:
    text = DAY + quoted(f"{THREE}| " + MAPS.replace(") | I", ") |\n| I") + "\n")
    assert titles(text) == ["Maps"]
    assert summaries(text) == SUMMARIES[:1]
    assert codes(text) == "DK207"


@pytest.mark.parametrize(
    "header",
    ["| Title | Authors\n| Summary |\n", "| Title |\n  Authors | Summary |\n", "| Title |\n| Authors |\n| Summary |\n"],
)
def test_a_header_over_several_lines_of_a_quotation(header: str) -> None:
    text = DAY + quoted(f"{header}|-------|---------|---------|\n| {MAPS}\n| {RAFTS}\n")
    assert titles(text) == TITLES
    assert codes(text) == "DK207"
    assert digestkit.fix(text) == DAY + quoted(f"{THREE}| {MAPS}\n| {RAFTS}\n")


def test_a_table_that_is_code_in_a_quotation() -> None:
    table = f"{THREE}| {MAPS}\n"
    text = DAY + quoted(table, ">     ")
    assert codes(text) == "DK216"
    assert digestkit.fix(text) == DAY + quoted(table)


def test_a_table_in_an_entry_in_a_quotation_is_no_code() -> None:
    text = f"{DAY}> 10. Papers\n>\n" + quoted(f"{THREE}| {MAPS}\n", ">     ")
    assert codes(text) == ""


# Rows whose beginning may stand above them.


@pytest.mark.parametrize("title", ["Nets and", "Boats and\nNets and", "Boats,\noars and\nNets and"])
def test_a_row_below_what_may_be_its_title_is_left_alone(title: str) -> None:
    text = f"{DAY}{THREE}| {MAPS}\n{title}\n{RAFTS}\n"
    assert codes(text) == "DK219 DK220 DK221"
    assert digestkit.fix(text) == text


def test_a_row_below_a_sentence_gets_a_header() -> None:
    text = f"{DAY}{THREE}| {MAPS}\nNow the rafts.\n{RAFTS}\n"
    assert codes(digestkit.fix(text)) == ""


@pytest.mark.parametrize("above", ["| | | | |", "<br>"])
def test_a_wrapped_row_whose_link_is_its_last_cell_begins_anew(above: str) -> None:
    header = f"{DAY}| Title | Authors | Summary | Category | Link |\n|-|-|-|-|-|\n"
    row = "| Rafts: A\n  Study | Sam Okoro | It counts 4 rafts. | cs.CL | [Link](https://arxiv.org/abs/2403.90002) |\n"
    text = f"{header}{above}\n{row}"
    assert titles(text) == ["Rafts: A Study"]
    assert codes(digestkit.fix(text)) == ""


# Tables without outer bars, in which much cannot be told.

BARE: Final = f"{DAY}Title | Authors | Summary\n--- | --- | ---\n"
BARE_MAPS: Final = MAPS.removesuffix(" | It maps 3 rivers. |")
BARE_RAFTS: Final = RAFTS.removesuffix(" |")


@pytest.mark.parametrize("said", ["It maps 3 rivers. || Code: here", "We bound ||x|| by 3 for all points", "a || b"])
def test_a_doubled_bar_of_a_summary_joins_no_row(said: str) -> None:
    digest = digestkit.parse(f"{BARE}{BARE_MAPS} | {said}\n{BARE_RAFTS}\n")
    assert [(paper.title, paper.summary.text) for paper in digest.papers] == [
        ("Maps", said),
        ("Rafts", "It counts 4 rafts."),
    ]


@pytest.mark.parametrize("below", ["*Made by a script.*", "***", "[Back](../README.md)", "More is told there."])
def test_what_follows_the_last_sentence_is_not_sealed_into_the_summary(below: str) -> None:
    text = f"{BARE}{BARE_MAPS} | It maps 3 rivers.\n{below}\n"
    assert below in digestkit.fix(text).splitlines()


def test_a_tag_between_header_and_rows_is_no_title() -> None:
    text = f"{BARE}<br>\n{BARE_MAPS} | It maps 3 rivers.\n"
    assert not {found.code for found in digestkit.check(digestkit.fix(text))} & {"DK210", "DK219", "DK220", "DK221"}


def test_a_wrapped_category_is_repaired() -> None:
    text = f"{DAY}| Title | Authors | Summary | Category |\n|---|---|---|---|\n| {MAPS} Computer\n  Vision |\n"
    (paper,) = digestkit.parse(text).papers
    assert paper.categories == ("Computer Vision",)
    assert not [found for found in digestkit.check(digestkit.fix(text)) if found.code == "DK207"]


@pytest.mark.parametrize("first", ["7", "2024-03-11"])
def test_a_doubled_bar_before_a_number_is_no_bar_of_the_title(first: str) -> None:
    text = f"{DAY}| No. | Title | Authors | Summary |\n|---|---|---|---|\n|| {first} | {MAPS}\n"
    assert titles(text) == ["Maps"]
    assert digestkit.fix(text).splitlines()[-1] == f"| {first} | {MAPS}"


def test_an_empty_number_keeps_its_cell_beside_a_bar_in_the_title() -> None:
    text = f"{DAY}| No. | Title | Authors | Summary |\n|---|---|---|---|\n|  | Rafts p(a|b) {MAPS}\n"
    assert titles(text) == ["Rafts p(a|b) Maps"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_lines_of_dashes_above_a_header_go_together(count: int) -> None:
    text = DAY + "|---|---|---|\n" * count + f"{THREE}| {MAPS}\n"
    assert digestkit.fix(text) == f"{DAY}{THREE}| {MAPS}\n"
