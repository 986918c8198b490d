"""Lines of a table that lost a line break, have marks of lists before them or a header that its rows do not fit."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any, Final

import pytest

import digestkit
from digestkit.lint import rows as row_edits
from digestkit.models import Severity

READERS: Final[dict[str, Any]] = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "readers.py"))
DAY: Final = "## Papers for 2024-03-11\n\n"
HEADER: Final = "| Title | Authors | Summary |"
DASHES: Final = "|-------|---------|---------|"
MAPS: Final = "| Maps ([arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm, Li Wen | It maps 3 rivers. |"
RAFTS: Final = "| Rafts ([arXiv](https://arxiv.org/abs/2403.90002)) | Sam Okoro | It counts 4 rafts. |"
WRAPPED: Final = MAPS.replace("Maps ", "Maps\n  ")
WRAPPED_RAFTS: Final = RAFTS.replace("Rafts ", "Rafts\n  ")
SOUND: Final = f"{DAY}{HEADER}\n{DASHES}\n{MAPS}\n{RAFTS}\n"


def bare(line: str) -> str:
    """A line without the bars at its ends."""
    return line.removeprefix("| ").removesuffix(" |")


BARE: Final = f"{DAY}{bare(HEADER)}\n--- | --- | ---\n"
BARE_WRAPPED: Final = BARE.replace("| S", "|\nS")

# Each with the codes that are found.
REPAIRED: Final = {
    "row behind dashes": (f"{DAY}{HEADER}\n{DASHES}{MAPS}\n{RAFTS}\n", "DK213"),
    "row behind dashes and a space": (f"{DAY}{HEADER}\n{DASHES} {MAPS}\n{RAFTS}\n", "DK213"),
    "row behind dashes and a tab": (f"{DAY}{HEADER}\n{DASHES}\t {MAPS}\n{RAFTS}\n", "DK213"),
    "rows behind dashes": (f"{DAY}{HEADER}\n{DASHES}{MAPS} {RAFTS}\n", "DK208 DK213"),
    "shared bar": (f"{DAY}{HEADER}\n{DASHES[:-1]}{MAPS}\n{RAFTS}\n", "DK213 DK222"),
    "wrapped row behind dashes": (f"{DAY}{HEADER}\n{DASHES}{WRAPPED}\n{RAFTS}\n", "DK207 DK213"),
    "open row behind dashes": (f"{DAY}{HEADER}\n{DASHES}{MAPS[:-2]}\n{RAFTS}\n", "DK210 DK213"),
    "dashes behind header": (f"{DAY}{HEADER}{DASHES}\n{MAPS}\n{RAFTS}\n", "DK213"),
    "dashes behind open header": (f"{DAY}{HEADER[:-2]}{DASHES}\n{MAPS}\n{RAFTS}\n", "DK213 DK222"),
    "all on one line": (f"{DAY}{HEADER} {DASHES} {MAPS} {RAFTS}\n", "DK208 DK213"),
    "row behind dashes between rows": (f"{DAY}{HEADER}\n{DASHES}\n{MAPS}\n{DASHES} {RAFTS}\n", "DK212"),
    "too few dashes and a row": (f"{DAY}{HEADER}\n|-------|---------|{MAPS}\n{RAFTS}\n", "DK203 DK213"),
    "bar too many in dashes": (f"{DAY}{HEADER}\n{DASHES}|\n{MAPS}\n{RAFTS}\n", "DK202 DK212"),
    "dashes above header": (f"{DAY}{DASHES}\n{HEADER}\n{MAPS}\n{RAFTS}\n", "DK202 DK212"),
    "dashes above and below header": (f"{DAY}{DASHES}\n{SOUND[len(DAY) :]}", "DK212"),
    "list mark before dashes": (f"{DAY}{HEADER}\n* {DASHES}\n{MAPS}\n{RAFTS}\n", "DK224"),
    "number before dashes": (f"{DAY}{HEADER}\n1. {DASHES}\n{MAPS}\n{RAFTS}\n", "DK224"),
    "numbered rows": (f"{DAY}{HEADER}\n{DASHES}\n1. {MAPS}\n2) {RAFTS}\n", "DK224"),
    "numbered header": (f"{DAY}1. {HEADER}\n{DASHES}\n{MAPS}\n{RAFTS}\n", "DK224"),
    "header in an entry": (f"{DAY}- {HEADER}\n{DASHES}\n{MAPS}\n{RAFTS}\n", "DK224"),
    "header and dashes in an entry": (f"{DAY}- {HEADER}\n  {DASHES}\n{MAPS}\n{RAFTS}\n", "DK224"),
    "header and dashes in a deep entry": (f"{DAY}-    {HEADER}\n     {DASHES}\n{MAPS}\n{RAFTS}\n", "DK224"),
    "header over two lines": (f"{DAY}| Title | Authors\n| Summary |\n{DASHES}\n{MAPS}\n{RAFTS}\n", "DK207"),
    "closing bar of the header alone": (f"{DAY}{HEADER[:-2]}\n  |\n{DASHES}\n{MAPS}\n{RAFTS}\n", "DK207"),
    "wrapped row behind dashes below a blank line": (
        f"{DAY}{HEADER}\n\n{DASHES} {WRAPPED}\n{RAFTS}\n",
        "DK202 DK207 DK211 DK212",
    ),
    "wrapped row behind too few dashes": (f"{DAY}{HEADER}\n|---|---|{WRAPPED}\n{RAFTS}\n", "DK203 DK207 DK213"),
    "each row behind dashes": (f"{DAY}{HEADER}\n{DASHES}{MAPS}\n{DASHES}{RAFTS}\n", "DK212 DK213"),
    "each row behind dashes below dashes": (f"{DAY}{HEADER}\n{DASHES}\n{DASHES}{MAPS}\n{DASHES}{RAFTS}\n", "DK212"),
    "row joined with a wrapped one": (f"{DAY}{HEADER}\n{DASHES}\n{MAPS}{WRAPPED_RAFTS}\n", "DK207 DK208 DK213"),
    "wrapped row without a leading bar": (f"{DAY}{HEADER}\n{DASHES}\n{WRAPPED[2:]}\n{RAFTS}\n", "DK207 DK221"),
    "wrapped rows without a leading bar": (f"{DAY}{HEADER}\n{DASHES}\n{MAPS}\n{WRAPPED_RAFTS[2:]}\n", "DK207 DK221"),
    "text above a wrapped row": (f"{DAY}{HEADER}\n{DASHES}\n{MAPS}\n\nNow rafts.\n\n{WRAPPED_RAFTS}\n", "DK207 DK220"),
    "wrapped rows without outer bars": (f"{BARE}{bare(WRAPPED)}\n{bare(WRAPPED_RAFTS)}\n", "DK207"),
    "stray bar without outer bars": (f"{DAY}{bare(HEADER)} |\n--- | --- | --- |\n{MAPS[2:]}|\n{RAFTS[2:]}\n", "DK208"),
    "no dashes without outer bars": (f"{DAY}{bare(HEADER)}\n{bare(MAPS)}\n{bare(RAFTS)}\n", "DK202"),
    "too few dashes without outer bars": (f"{DAY}{bare(HEADER)}\n--- | ---\n{bare(MAPS)}\n{bare(RAFTS)}\n", "DK203"),
    "wrapped header without outer bars": (f"{BARE_WRAPPED}{bare(MAPS)}\n{bare(RAFTS)}\n", "DK207"),
}  # fmt: skip


def words(text: str) -> list[object]:
    return [
        (paper.title, paper.first_author, paper.arxiv_id, paper.summary.text) for paper in digestkit.parse(text).papers
    ]


def codes(text: str) -> str:
    found = digestkit.check(text, ignore=["DK5"])
    return " ".join(sorted({each.code for each in found if each.severity is not Severity.INFO}))


def shown_whole(text: str) -> set[int]:
    papers = list(READERS["paper_rows"](text))
    return {READERS["count_whole"](text, papers, reader) for reader in READERS["READERS"].values()}


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", REPAIRED)
def test_no_paper_is_made_up_and_every_reader_shows_all_in_the_end(name: str, line_break: str) -> None:
    text, wanted = REPAIRED[name]
    text = text.replace("\n", line_break)
    assert words(text) == words(SOUND)
    assert codes(text) == wanted
    assert all(found.fix for found in digestkit.check(text, select=["DK2"]))
    fixed = digestkit.fix(text, ignore=["DK6"])
    assert codes(fixed) == ""
    assert digestkit.fix(fixed, ignore=["DK6"]) == fixed
    assert words(fixed) == words(SOUND)
    if line_break != "\r":  # mistune and cmarkgfm take a lone CR for text
        assert shown_whole(fixed) == {2}


@pytest.mark.parametrize("name", REPAIRED)
def test_their_spans_slice_back(name: str) -> None:
    text = REPAIRED[name][0]
    for paper in digestkit.parse(text).papers:
        assert paper.span is not None
        assert paper.title_span is not None
        assert paper.title_span.start >= paper.span.start
        assert text[slice(*paper.title_span)].startswith(paper.title)
    for found in digestkit.check(text):
        assert text.count("\n", 0, found.span.start) + 1 == found.line
        assert found.span.start - (text.rfind("\n", 0, found.span.start) + 1) + 1 == found.column


@pytest.mark.parametrize("mark", ["> ", ">> "])
def test_parted_lines_stand_in_the_quotation_of_the_line(mark: str) -> None:
    text = f"{DAY}{mark}{HEADER}{DASHES}{MAPS}\n{mark}{RAFTS}\n"
    fixed = f"{DAY}{mark}{HEADER}\n{mark}{DASHES}\n{mark}{MAPS}\n{mark}{RAFTS}\n"
    assert digestkit.fix(text) == fixed


def test_rows_behind_dashes_below_other_text_get_the_header() -> None:
    text = f"{DAY}{HEADER}\nNow the maps.\n{DASHES} {MAPS}\n{RAFTS}\n"
    assert words(text) == words(SOUND)
    assert shown_whole(digestkit.fix(text)) == {2}


@pytest.mark.parametrize(
    "row",
    ["| - | - | It maps 3 rivers. |", "| -- | Ida Holm | It maps 3 rivers. |", "| - | - | - | It maps 3 rivers. |"],
)
def test_a_row_that_begins_with_dashes_is_a_row(row: str) -> None:
    digest = digestkit.parse(f"{DAY}{HEADER}\n{DASHES}\n{row}\n{RAFTS}\n")
    assert len(digest.papers) == 2
    assert digest.papers[0].summary.text.endswith("It maps 3 rivers.")
    assert "DK213" not in [found.code for found in digest.diagnostics]


def test_a_number_is_a_cell_in_a_table_without_outer_bars() -> None:
    rows = "".join(f"{number}. {row[:-2]}\n" for number, row in enumerate((MAPS, RAFTS), 1))
    text = f"{DAY}No. | Title | Authors | Summary\n--- | --- | --- | ---\n{rows}"
    assert [paper.extra for paper in digestkit.parse(text).papers] == [(("No.", "1."),), (("No.", "2."),)]


# A header that lacks a column of its rows.


@pytest.mark.parametrize(("names", "missing"), [("Title | Summary", "authors"), ("Title | Authors", "summary")])
def test_the_header_is_at_fault_where_no_row_fits_it(names: str, missing: str) -> None:
    text = f"{DAY}| {names} |\n|---|---|\n{MAPS}\n{RAFTS.replace(' (', f'{chr(10)}  (')}\n"
    assert words(text) == words(SOUND)
    assert codes(text) == "DK204 DK207"
    (found,) = digestkit.check(text, select=["DK204"])
    assert missing in found.message
    assert "a cell more" in found.message
    assert digestkit.fix(text) == f"{DAY}| {names} |\n|---|---|\n{MAPS}\n{RAFTS}\n"


@pytest.mark.parametrize("wrapped", ["", "\n "])
def test_no_bar_is_escaped_where_the_header_may_lack_a_column(wrapped: str) -> None:
    row = f"| Maps ([arXiv](https://arxiv.org/abs/2403.90001)) | Rivers | lakes are{wrapped} mapped |"
    text = f"{DAY}| Title | Summary |\n|---|---|\n{row}\n"
    found = {each.code: each.fix for each in digestkit.check(text)}
    assert found["DK208"] is None
    assert not digestkit.parse(text).papers[0].authors
    assert "\\|" not in digestkit.fix(text)


def test_a_bar_in_one_summary_is_escaped_also_without_a_column_of_authors() -> None:
    link = "([arXiv](https://arxiv.org/abs/2403.9000{}))"
    rows = f"| Maps {link.format(1)} | It learns p(a|b). |\n| Rafts {link.format(2)} | It counts 4 rafts. |\n"
    assert "p(a\\|b)" in digestkit.fix(f"{DAY}| Title | Summary |\n|---|---|\n{rows}")


# A line of many rows.


def test_a_line_of_many_rows_is_written_anew_once_a_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    write = row_edits._row_line  # noqa: SLF001 - counted, as times are no measure

    def counted(*arguments: Any, **options: Any) -> str:  # noqa: ANN401 - of the function that is counted
        written.append(1)
        return write(*arguments, **options)

    monkeypatch.setattr(row_edits, "_row_line", counted)
    for rows in (10, 40, 160):
        written.clear()
        line = " ".join(MAPS.replace("2403.9", f"2403.{row:04}") for row in range(1000, 1000 + rows))
        digestkit.check(f"{DAY}{HEADER}\n{DASHES}\n{line}\n")
        assert rows <= len(written) < 6 * rows  # one by one, each row would be written for each other one
