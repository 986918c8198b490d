from __future__ import annotations

import pytest

import digestkit
from digestkit import Author, Paper
from digestkit.models import AuthorCells, AuthorOrder

HEAD = "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n"


def paper_of(cell: str, author_cells: str = "auto") -> Paper:
    row = f"| A (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| {cell} | S. |\n"
    return digestkit.parse(HEAD + row, author_cells=author_cells).papers[0]


def names(paper: Paper) -> list[str]:
    return [author.name for author in paper.authors]


def test_a_cell_of_names_is_the_byline_reversed() -> None:
    paper = paper_of("Li Wen, Sam Okoro, Ida Holm")

    assert names(paper) == ["Ida Holm", "Sam Okoro", "Li Wen"]
    assert paper.author_order is AuthorOrder.BYLINE
    assert paper.authors_complete is True
    assert paper.first_author == Author("Ida Holm")


def test_five_entries_may_be_cut_and_none_tell_nothing() -> None:
    assert paper_of("A Bell, B Cole, C Dorn, D Eide, E Falk").authors_complete is None
    assert paper_of("").authors_complete is None
    assert paper_of("").first_author is None


def test_with_a_handle_the_order_is_uncertain() -> None:
    paper = paper_of("Li Wen, Ida Holm, tern42")

    assert paper.authors == (Author("tern42", is_handle=True), Author("Ida Holm"), Author("Li Wen"))
    assert paper.author_order is AuthorOrder.UNCERTAIN
    assert paper.first_author is None


@pytest.mark.parametrize(
    ("cell", "first"),
    [
        ("tern42", "tern42"),  # one candidate
        ("ox-bow, tern42", "tern42"),  # handles alone, not cut, stand in byline order
        ("tern42, ox-bow, tern42", None),  # one account for two people
        ("a1, b2, c3, d4, e5", None),  # cut
    ],
)
def test_first_author_of_handles(cell: str, first: str | None) -> None:
    found = paper_of(cell).first_author

    assert (found and found.name) == first


def test_a_single_word_before_a_full_name_is_a_name() -> None:
    paper = paper_of("Chris, Ida Holm")

    assert paper.author_order is AuthorOrder.BYLINE
    assert names(paper) == ["Ida Holm", "Chris"]


def test_names_in_other_scripts_are_no_handles() -> None:
    assert paper_of("李文, Ida Holm").author_order is AuthorOrder.BYLINE


@pytest.mark.parametrize(
    "cell",
    [
        "Ana Torvik, Sam Okoro et al.",
        "Ana Torvik, Sam Okoro, et al",
        "Ana Torvik, Sam Okoro et.al.",
        "Ana Torvik, Sam Okoro, …",
    ],
)
def test_et_al_marks_a_byline_that_is_cut(cell: str) -> None:
    paper = paper_of(cell)

    assert names(paper) == ["Ana Torvik", "Sam Okoro"]
    assert paper.authors_complete is False


def test_the_order_of_cells_may_be_given() -> None:
    assert names(paper_of("Li Wen, Ida Holm", "byline")) == ["Li Wen", "Ida Holm"]
    assert names(paper_of("A Bell, B Cole, C Dorn, D Eide, E Falk, F Grau", "reversed"))[0] == "F Grau"
    with pytest.raises(ValueError, match="author_cells is one of auto, reversed, byline, not 'up'"):
        digestkit.parse("", author_cells="up")


def test_six_names_make_the_whole_day_bylines() -> None:
    row = "| {} (Read more on [arXiv](https://arxiv.org/abs/2403.9000{}))| {} | S. |\n"
    text = HEAD + row.format("A", 1, "A Bell, B Cole, C Dorn, D Eide, E Falk, F Grau")
    digest = digestkit.parse(text + row.format("B", 2, "A Bell, B Cole, C Dorn, D Eide, E Falk"))

    assert digest.author_cells is AuthorCells.BYLINE
    assert [paper.first_author for paper in digest.papers] == [Author("A Bell")] * 2
    assert [paper.authors_complete for paper in digest.papers] == [True, True]


def test_semicolons_part_names_with_commas() -> None:
    paper = Paper(title="A", authors=[Author("Davis, Jr."), Author("Li Wen")])

    assert names(digestkit.parse(digestkit.to_markdown(paper)).papers[0]) == ["Davis, Jr.", "Li Wen"]


def test_links_in_a_cell_of_names_are_kept_beside_them() -> None:
    paper = paper_of("[Li Wen](https://example.org/wen), Ida Holm")

    assert names(paper) == ["Ida Holm", "Li Wen"]
    assert ("https://example.org/wen", "Authors") in [(link.url, link.column) for link in paper.links]


@pytest.mark.parametrize(
    ("cell", "names", "complete"),
    [
        ("Ida Holm, Per Lund & Eva Moe", ["Ida Holm", "Per Lund", "Eva Moe"], True),
        ("Ida Holm & Eva Moe", ["Ida Holm", "Eva Moe"], True),
        ("Ida Holm, +3 more", ["Ida Holm"], False),
        ("Ida Holm, + 12 authors", ["Ida Holm"], False),
        ("Ida Holm, Per Lund and 12 others", ["Ida Holm", "Per Lund"], False),
    ],
)
def test_a_list_that_ends_in_words_or_signs_is_in_byline_order(cell: str, names: list[str], complete: bool) -> None:
    text = (
        "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n"
        f"| Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | {cell} | It maps rivers. |\n"
    )
    (paper,) = digestkit.parse(text).papers

    assert [author.name for author in paper.authors] == names
    assert paper.authors_complete is complete


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Ida Holm，Li Wen，Mara Ek", ["Ida Holm", "Li Wen", "Mara Ek"]),
        ("Ida Holm；Li Wen", ["Ida Holm", "Li Wen"]),
        ("李文、王小", ["李文", "王小"]),
        ("Ida Holm · Li Wen • Mara Ek", ["Ida Holm", "Li Wen", "Mara Ek"]),
        ("Ida Holm / Li Wen", ["Ida Holm", "Li Wen"]),
        (r"Ida Holm \| Li Wen", ["Ida Holm", "Li Wen"]),
        ("艾达·霍尔姆, Li Wen", ["艾达·霍尔姆", "Li Wen"]),
        ("Holm，Ida；Wen，Li", ["Holm, Ida", "Wen, Li"]),
        ("Ida Holm (Rivers, Inc.), Li Wen", ["Ida Holm (Rivers, Inc.)", "Li Wen"]),
        ("Ida Holm (Rivers, Li Wen", ["Ida Holm (Rivers", "Li Wen"]),
    ],
)
def test_separators(cell: str, written: list[str]) -> None:
    assert names(paper_of(cell, "byline")) == written


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Ida Holm, PhD, Li Wen", ["Ida Holm, PhD", "Li Wen"]),
        ("Ida Holm, MD, Ph.D., Li Wen", ["Ida Holm, MD, Ph.D.", "Li Wen"]),
        ("Ida Holm, 3rd, Li Wen", ["Ida Holm, 3rd", "Li Wen"]),
        ("Moss Labs, Ltd., Li Wen", ["Moss Labs, Ltd.", "Li Wen"]),
        ("Rivers, Inc., Li Wen", ["Rivers, Inc.", "Li Wen"]),
        # A program that turns the pieces round leaves each suffix before its name.
        ("PhD, Ida Holm, Li Wen", ["Ida Holm, PhD", "Li Wen"]),
        ("PhD, MD, Ida Holm, Jr., Li Wen", ["Ida Holm, MD, PhD", "Li Wen, Jr."]),
        ("PhD", ["PhD"]),
        ("Holm, Ida; Jr.", ["Holm, Ida", "Jr."]),
    ],
)
def test_suffixes_stay_with_their_names(cell: str, written: list[str]) -> None:
    assert names(paper_of(cell, "byline")) == written


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("**Ida Holm**, *Li Wen*", ["Ida Holm", "Li Wen"]),
        ("_Ida Holm_, _ox_", ["Ida Holm", "_ox_"]),
        ("Ida Holm¹, Li Wen²", ["Ida Holm", "Li Wen"]),
        ("Ida Holm*, Li Wen†‡", ["Ida Holm", "Li Wen"]),
        ("`tern42`, @ox-bow", ["tern42", "ox-bow"]),
        ("***", []),
        ("-", []),
        ("–", []),
        ("N/A", []),
    ],
)
def test_marks_are_no_part_of_a_name(cell: str, written: list[str]) -> None:
    paper = paper_of(cell, "byline")

    assert names(paper) == written
    assert paper.authors_complete is (True if written else None)


def test_an_account_in_code_is_an_account() -> None:
    assert paper_of("Li Wen, `tern42`").authors[0] == Author("tern42", is_handle=True)
