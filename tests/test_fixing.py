"""Repairing: every reader shows every paper then, what has a remedy gets it, and the work grows with the text."""

from __future__ import annotations

import itertools
import re
import runpy
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

import digestkit
from digestkit.lint import fixing
from digestkit.lint.document import Document
from digestkit.lint.edits import apply
from digestkit.lint.parts import cuts_amid, cuts_of, lines_above
from digestkit.lint.registry import Selection, all_rules
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Edit, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

READERS: Final[dict[str, Any]] = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "readers.py"))
DAY: Final = "## Papers for 2024-03-11\n\n"
HEADER: Final = "| Title | Authors | Summary |\n|-------|---------|---------|\n"


def cells(number: int) -> str:
    link = f"[arXiv](https://arxiv.org/abs/2403.{90000 + number})"
    return f"Maps {number} ({link}) | Ida Holm | It maps {number} rivers."


def shown_whole(text: str, papers: list[tuple[str, str, str]]) -> set[int]:
    return {READERS["count_whole"](text, papers, reader) for reader in READERS["READERS"].values()}


def left_with_a_remedy(text: str) -> list[str]:
    """The findings for which some rule has a fix, whether it would hold or not."""
    document = Document(text)
    return [found.code for rule in all_rules() for found in rule.diagnostics(document, unsafe=False) if found.fix]


# Bars at the ends of lines.

ENDS: Final = tuple(itertools.product((True, False), (True, False)))


def line(text: str, ends: tuple[bool, bool], space: str = " ") -> str:
    return ("|" + space if ends[0] else "") + text + (space + "|" if ends[1] else "") + "\n"


@pytest.mark.parametrize("header", ENDS)
@pytest.mark.parametrize("dashes", ENDS)
def test_whatever_bars_the_lines_of_a_table_have_readers_show_it_then(
    header: tuple[bool, bool], dashes: tuple[bool, bool]
) -> None:
    above = DAY + line("Title | Authors | Summary", header) + line("-------|---------|---------", dashes, "")
    for first, second in itertools.product(ENDS, ENDS):
        text = above + line(cells(1), first) + line(cells(2), second)
        papers = list(READERS["paper_rows"](text))
        assert len(papers) == 2
        assert digestkit.check(text, select=["DK2"]) or shown_whole(text, papers) == {2}
        fixed = digestkit.fix(text)
        assert shown_whole(fixed, papers) == {2}, text
        assert not digestkit.check(fixed, select=["DK2"])


def test_a_table_without_outer_bars_is_let_be() -> None:
    for ends in ((False, False), (False, True)):
        text = DAY + line("Title | Authors | Summary", ends) + line("---|---|---", ends, "")
        text += line(cells(1), ends) + line(cells(2), ends)
        assert digestkit.fix(text) == text
        assert not digestkit.check(text, select=["DK2"])


@pytest.mark.parametrize("above", [f"| {cells(1)} | |\n", f"| {cells(1)} | \n", f"{cells(1)} | -\n"])
def test_a_row_without_bars_may_have_its_link_in_another_column(above: str) -> None:
    """Markdown readers show it as a row; it is read and mended as one."""
    row = "Rafts | Li Wen | It counts 4 rafts. | [arXiv](https://arxiv.org/abs/2403.90002)"
    text = f"{DAY}| Title | Authors | Summary | Link |\n|---|---|---|---|\n{above}{row}\n"
    papers = digestkit.parse(text).papers
    assert [str(paper.arxiv_id) for paper in papers] == ["2403.90001", "2403.90002"]
    fixed = digestkit.fix(text)
    assert fixed.endswith(f"| {row} |\n")
    filled = digestkit.fix(text, unsafe_fixes=True)  # a row that is cut short gets the cell that it lacks
    assert shown_whole(filled, list(READERS["paper_rows"](text))) == {2}


def test_a_row_without_bars_lacks_both() -> None:
    text = f"{DAY}{HEADER}| {cells(1)} |\n{cells(2)}\n"
    found = digestkit.check(text, select=["DK2"])
    assert [(each.code, each.line, each.fix is not None) for each in found] == [("DK221", 6, True), ("DK210", 6, True)]
    for code in ("DK221", "DK210"):
        assert digestkit.fix(text, select=[code]) == f"{DAY}{HEADER}| {cells(1)} |\n| {cells(2)} |\n"


# Rows with all kinds of damage, beside each other.

DAMAGED: Final[dict[str, Callable[[str], str]]] = {
    "sound": lambda row: f"| {row} |\n",
    "bare": lambda row: f"{row}\n",
    "unopened": lambda row: f"{row} |\n",
    "unclosed": lambda row: f"| {row}\n",
    "wrapped": lambda row: f"| {row} |\n".replace("Maps ", "Maps\n  of "),
    "wrapped bare": lambda row: f"{row}\n".replace(" rivers", "\n  rivers"),
    "doubled": lambda row: f"| {row} ||\n",
    "doubled at both ends": lambda row: f"|| {row} ||\n",
    "doubled in between": lambda row: f"| {row} |\n".replace("| Ida Holm |", "|| Ida Holm ||"),
    "stray": lambda row: f"| {row} |\n".replace("rivers", "p(a|b)"),
    "stray bare": lambda row: f"{row}\n".replace("rivers", "p(a|b)"),
    "blank above": lambda row: f"\n| {row} |\n",
    "quoted": lambda row: f"> | {row} |\n",
    "quoted bare": lambda row: f"> {row}\n",
    "entry": lambda row: f"- | {row} |\n",
    "indented": lambda row: f"     | {row} |\n",
    "indented bare": lambda row: f"     {row}\n",
    "joined": lambda row: f"| {row} | ",
}
SPACED: Final[dict[str, Callable[[str], str]]] = {
    "as it is": lambda row: row,
    "blanks behind": lambda row: row[:-1] + "  \n",
    "carriage returns": lambda row: row.replace("\n", "\r\n"),
    "double spaces": lambda row: row.replace("It maps", "It  maps"),
}


@pytest.mark.parametrize("spaced", SPACED.values(), ids=SPACED)
@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED)
def test_rows_of_all_kinds_are_mended_beside_each_other(
    damaged: Callable[[str], str], spaced: Callable[[str], str]
) -> None:
    kinds = [kind for other in DAMAGED.values() for kind in (damaged, other)]
    rows = [spaced(kind(cells(number))) for number, kind in enumerate(kinds)]
    text = f"{DAY}{HEADER}{''.join(rows)}| {cells(99)} |\n"
    papers = list(READERS["paper_rows"](text))
    assert len(papers) == len(rows) + 1
    fixed = digestkit.fix(text)
    assert left_with_a_remedy(fixed) == []
    assert shown_whole(fixed, papers) == {len(papers)}
    assert not digestkit.check(fixed, select=["DK2"])


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (f"| {cells(1)} ||", -1),
        (f"| {cells(1)}  | |", -1),
        (f"|| {cells(1)} |", 1),
        (f"| {cells(1)} |".replace("| It", "|| It"), None),
        (f"| {cells(1)} |".replace("| Ida", "|| Ida"), None),
    ],
)
def test_a_doubled_bar_is_taken_out(row: str, place: int | None) -> None:
    text = f"{DAY}{HEADER}{row}\n"
    sound = f"{DAY}{HEADER}| {cells(1)} |\n"
    assert [found.code for found in digestkit.check(text, ignore=["DK518"])] == ["DK208"]
    assert digestkit.fix(text) == sound
    assert digestkit.parse(text).papers == digestkit.parse(sound).papers
    if place is not None:
        [found] = digestkit.check(text, select=["DK208"])
        assert found.span == Span(text.index(row) + place % len(row), text.index(row) + place % len(row) + 1)


def test_an_empty_last_column_is_no_bar_too_many() -> None:
    above = f"{DAY}| Title | Authors | Summary | Link |\n|---|---|---|---|\n"
    link = "[arXiv](https://arxiv.org/abs/2403.90001)"
    [stray] = digestkit.parse(f"{above}| Maps | Ida Holm | It learns p(a|b) of 3. | |\n").papers
    assert (stray.summary.text, stray.links) == ("It learns p(a|b) of 3.", ())
    [doubled] = digestkit.parse(f"{above}| Maps | Ida Holm | It has 3. | {link} ||\n").papers
    assert (doubled.summary.text, str(doubled.arxiv_id)) == ("It has 3.", "2403.90001")


@pytest.mark.parametrize(
    ("authors", "rest", "names"),
    [
        ("Ida Holm, Li Wen, Sam Okoro, Mara Ek, Jo Lind", "This | paper maps rivers, lakes, and 3 seas.", 5),
        ("Ida Holm, Li Wen, Sam Okoro, Mara Ek, Jo Lind", "This | Rill maps rivers, lakes, and 3 seas.", 5),
        ("Ida Holm, Li Wen", "This | paper maps rivers, lakes, and 3 seas.", 2),
        ("Ida Holm, Min An, Sam Okoro, Mara Ek, Jo Lind", "This | paper maps 3 rivers of the world with care.", 5),
        ("Ida Holm, Min An, Sam luo, Mara Ek, Jo Lind", "Rill | maps rivers, lakes, and 3 seas.", 5),
        ("", "This | paper maps rivers, lakes, and 3 seas.", 0),
        ("", "The | Rill maps rivers, lakes, and 3 seas.", 0),
        ("Ida Holm | Li Wen", "It maps rivers, lakes, and 3 seas.", 2),
        ("Ida Holm, Li Wen | tern42", "It maps rivers, lakes, and 3 seas.", 3),
    ],
)
def test_the_first_word_of_a_summary_is_no_author(authors: str, rest: str, names: int) -> None:
    [paper] = digestkit.parse(f"{DAY}{HEADER}| {cells(1).split(' | ')[0]} | {authors} | {rest} |\n").papers
    assert len(paper.authors) == names
    assert paper.summary.text == rest


def test_an_escaped_bar_in_an_address_is_a_bar() -> None:
    page = r") or [page](http://huggingface.co/papers/2403.90001?a\|b))"
    text = f"{DAY}{HEADER}| {cells(1)} |\n".replace("))", page)
    assert digestkit.parse(text).papers[0].links[1].url == "http://huggingface.co/papers/2403.90001?a|b"
    assert digestkit.fix(text) == text.replace("http://h", "https://h")


def test_joined_rows_are_parted_also_where_the_first_has_no_link() -> None:
    first = cells(1).replace(" ([arXiv](https://arxiv.org/abs/2403.90001))", "")
    text = f"{DAY}{HEADER}| {first} | | {cells(2)} |\n"
    assert digestkit.fix(text) == f"{DAY}{HEADER}| {first} |\n| {cells(2)} |\n"


def test_joined_rows_are_parted_also_where_their_summaries_are_the_same() -> None:
    same = [cells(number).replace(f"{number} rivers", "3 rivers") for number in (1, 2)]
    text = f"{DAY}{HEADER}| {same[0]} | | {same[1]} |\n"
    assert digestkit.fix(text) == f"{DAY}{HEADER}| {same[0]} |\n| {same[1]} |\n"
    assert [found.code for found in digestkit.check(text, select=["DK517"])] == ["DK517"]


# Rows in another block than their header.


def quoted(text: str) -> str:
    return "".join(f"> {each}" for each in text.splitlines(keepends=True))


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (f"{DAY}{HEADER}> | {cells(1)} |\n", f"{DAY}{HEADER}| {cells(1)} |\n"),
        (f"{DAY}{HEADER}- | {cells(1)} |\n", f"{DAY}{HEADER}| {cells(1)} |\n"),
        (f"{DAY}{HEADER}| {cells(1)} |\n>> {cells(2)}\n", f"{DAY}{HEADER}| {cells(1)} |\n| {cells(2)} |\n"),
        (quoted(HEADER) + f"| {cells(1)} |\n", quoted(f"{HEADER}| {cells(1)} |\n")),
        (quoted(HEADER) + f"> - | {cells(1)} |\n", quoted(f"{HEADER}| {cells(1)} |\n")),
        (
            f"- {HEADER}- | {cells(1)} |\n".replace("\n|", "\n  |"),
            f"- {HEADER}| {cells(1)} |\n".replace("\n|", "\n  |"),
        ),
    ],
    ids=["quoted", "entry", "bare", "not quoted", "quoted entry", "entries"],
)
def test_rows_join_their_header(text: str, fixed: str) -> None:
    assert "DK224" in [found.code for found in digestkit.check(text)]
    assert 0 in shown_whole(text, list(READERS["paper_rows"](text))) or "|\n>> " in text
    assert digestkit.fix(text) == fixed
    assert len(shown_whole(fixed, list(READERS["paper_rows"](fixed))) & {1, 2}) == 1


@pytest.mark.parametrize(
    "text",
    [
        quoted(f"{DAY}{HEADER}| {cells(1)} |\n"),
        f"- {HEADER}| {cells(1)} |\n".replace("\n|", "\n  |"),
        f"{DAY}{HEADER} | {cells(1)} |\n",
    ],
    ids=["quotation", "entry", "space"],
)
def test_rows_in_the_block_of_their_header_are_sound(text: str) -> None:
    assert "DK224" not in [found.code for found in digestkit.check(text)]


# How much is read for it.


class Counted(Document):
    """A document that adds up how many characters were read as one."""

    total = 0

    def __init__(self, text: str, source: str | None = None, path: str | None = None) -> None:
        super().__init__(text, source, path)
        Counted.total += len(text)


def read_for(work: Callable[[Document], object], text: str) -> float:
    """How many times a text is read by some work."""
    document = Counted(text)
    Counted.total = 0
    work(document)
    return Counted.total / len(text)


def test_counting_counts() -> None:
    assert read_for(lambda document: [Counted(document.text), Counted(document.text)], "maps") == 2


def proposing(number: int, edit: Callable[[int], str]) -> Rule:
    """A rule that would write something else for the number of each row's rivers."""

    def find(document: Document) -> Iterator[Finding]:
        for found in re.finditer(r"maps (\d+)", document.text):
            place = Span(*found.span(1))
            yield Finding(place, "", (Edit(span=place, text=edit(int(found[1]))),))

    return Rule(f"DK{number}", f"stand-in-{number}", Severity.INFO, "A stand-in.", find, Fix.SAFE)


def table_of(rows: int) -> str:
    return f"{DAY}{HEADER}{''.join(f'| {cells(row)} |{chr(10)}' for row in range(rows))}"


SIZES: Final = (10, 40, 160)


@pytest.mark.parametrize("refused", [lambda number: number + 1, lambda number: number * 2], ids=["next", "double"])
def test_refused_fixes_cost_a_few_readings_at_any_size(
    monkeypatch: pytest.MonkeyPatch, refused: Callable[[int], int]
) -> None:
    """Every fix changes words, so that each is refused; a rule of the house has others, which hold, among them."""
    rules = (*all_rules(), proposing(998, lambda number: str(refused(number))))
    monkeypatch.setattr(fixing, "all_rules", lambda: rules)
    selection = Selection(frozenset(rule.code for rule in rules))
    texts = [table_of(rows).replace("0 rivers", "0  rivers") for rows in SIZES]
    for work in (fixing.findings, fixing.repaired):
        times = [read_for(partial(work, selection=selection, unsafe=False), text) for text in texts]
        assert max(times) < 60  # one by one, 160 rows would be read more than 160 times
        assert times[2] < 2 * times[0]
    found = fixing.findings(Document(texts[0]), selection, unsafe=False)
    assert {each.code for each in found if each.fix} == {"DK609"}


def test_what_holds_alone_and_not_together_costs_a_few_readings_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each fix makes a row's summary that of the row half a table below, which is one finding more."""
    times = []
    for half in (rows // 2 for rows in SIZES):
        rules = (*all_rules(), proposing(998, lambda number, half=half: f"x{number % half}"))  # type: ignore[misc]
        monkeypatch.setattr(fixing, "all_rules", rules.__iter__)
        selection = Selection(frozenset(rule.code for rule in rules))
        repair = partial(fixing.repaired, selection=selection, unsafe=True)
        times.append(read_for(repair, table_of(2 * half)))
        once = repair(Document(table_of(2 * half)))
        assert once.mended == half
        assert repair(once.document).document.text == once.document.text
    assert max(times) < 60
    assert times[2] < 2 * times[0]


KINDS: Final = ("bare", "doubled", "joined", "quoted bare", "stray bare", "wrapped bare")


@pytest.mark.parametrize("kind", KINDS)
def test_broken_rows_are_read_a_few_times_at_any_size(kind: str) -> None:
    selection = Selection.of((), ())
    for rows in SIZES[:2]:
        text = f"{DAY}{HEADER}{''.join(DAMAGED[kind](cells(row)) for row in range(rows))}\n"
        for work in (fixing.findings, fixing.repaired):
            assert read_for(partial(work, selection=selection, unsafe=False), text) < 6


# Parts of a text.


def test_a_part_reads_as_it_does_in_the_whole() -> None:
    text = (
        f"{table_of(3)}\n{HEADER}| {cells(7)} |\n\n## Papers for 2024-03-12\n\n{HEADER}| {cells(8)} |\n| {cells(9)} |\n"
    )
    whole = digestkit.parse_many(text)
    papers = {paper.title: paper for digest in whole for paper in digest.papers}
    cuts = cuts_of(Document(text))
    words = [text[cut.offset :].split(maxsplit=2)[1] for cut in cuts]
    assert words == ["Papers", "Title", "Maps", "Maps", "Title", "Papers", "Title", "Maps"]
    for cut in cuts:
        [*_, last] = digestkit.parse_many(lines_above(Document(text), cut) + text[cut.offset :])
        assert str(last.date) == "2024-03-12"
        for paper in last.papers:
            assert paper == papers[paper.title]


def test_cuts_part_the_first_finding_from_the_last() -> None:
    document = Document(table_of(40))
    found = digestkit.check(document.text.replace("rivers", "rivers of p(a|b)"), select=["DK208"])
    cuts = cuts_of(Document(document.text.replace("rivers", "rivers of p(a|b)")))
    for pieces in (2, 8, 100):
        chosen = cuts_amid(cuts, found, pieces)
        assert 1 <= len(chosen) < pieces
        assert all(found[0].span.start < cut.offset <= found[-1].span.start for cut in chosen)
    assert cuts_amid(cuts, found[:1], 8) == []
    assert cuts_amid([], found, 8) == []


def test_edits_are_moved() -> None:
    assert apply("## maps", [Edit(span=Span(10, 14), text="rafts")], -7) == "## rafts"
