"""Tables that Markdown readers do not show, and what parts them from other text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cmarkgfm  # type: ignore[import-untyped]
import mistune
import pytest
from markdown_it import MarkdownIt

import digestkit

if TYPE_CHECKING:
    from collections.abc import Callable

DAY: Final = "## Papers for 2024-03-11\n\n"
HEADER: Final = "| Title | Authors | Summary |\n|-------|---------|---------|\n"
MAPS: Final = "| Maps ([arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |\n"
RAFTS: Final = "| Rafts ([arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4 rafts. |\n"
SOUND: Final = f"{DAY}{HEADER}{MAPS}{RAFTS}"


def read_with_cmark(text: str) -> str:
    return str(cmarkgfm.markdown_to_html_with_extensions(text, extensions=["table"]))


READERS: Final[dict[str, Callable[[str], object]]] = {
    "markdown-it-py": MarkdownIt("commonmark").enable("table").render,
    "mistune": mistune.create_markdown(plugins=["table"]),
    "cmarkgfm": read_with_cmark,
}


def names(text: str) -> list[str]:
    return [found.name for found in digestkit.check(text, ignore=["DK5"])]


def rows_shown(text: str) -> dict[str, int]:
    """How many rows below headers each reader shows; a header is a row of `<th>`."""
    pages = {name: str(read(text)) for name, read in READERS.items()}
    return {name: page.count("<tr>") - page.count("<thead>") for name, page in pages.items()}


def indented(lines: str, by: str = "    ") -> str:
    return "".join(f"{by}{line}" for line in lines.splitlines(keepends=True))


# Each with the rules that find something in it, and the text that the fix makes of it.
UNSHOWN: Final = {
    "indented table": (f"{DAY}{indented(HEADER + MAPS + RAFTS)}", ["indented-table"], SOUND),
    "tabs": (f"{DAY}{indented(HEADER + MAPS + RAFTS, chr(9))}", ["indented-table"], SOUND),
    "a space and a tab": (f"{DAY}{HEADER}{MAPS} \t{RAFTS}", ["indented-table"], SOUND),
    "indented rows": (f"{DAY}{HEADER}{indented(MAPS + RAFTS)}", ["indented-table"], SOUND),
    "indented header": (f"{DAY}    {HEADER}{MAPS}{RAFTS}", ["indented-table"], SOUND),
    "everything indented": (
        f"    {DAY}{indented(HEADER + MAPS + RAFTS)}",
        ["heading-level", "indented-table"],
        SOUND,
    ),
    "indented wrapped row": (
        f"{DAY}{HEADER}{MAPS}      {RAFTS.replace('counts ', 'counts' + chr(10) + '        ')}",
        ["indented-table", "wrapped-row"],
        SOUND,
    ),
    "header again": (
        f"{DAY}{HEADER}{MAPS}{HEADER}{RAFTS}",
        ["repeated-header"],
        f"{DAY}{HEADER}{MAPS}\n{HEADER}{RAFTS}",
    ),
    "header again without dashes": (
        f"{DAY}{HEADER}{MAPS}{HEADER.splitlines()[0]}\n{RAFTS}",
        ["no-rule", "repeated-header"],
        f"{DAY}{HEADER}{MAPS}\n{HEADER}{RAFTS}",
    ),
    "text below": (f"{SOUND}More tomorrow.\n", ["text-below-table"], f"{SOUND}\nMore tomorrow.\n"),
    "underlined text": (f"{SOUND}=======\n", ["text-below-table"], f"{SOUND}\n=======\n"),
    "bold date below": (f"{SOUND}**Notes**\n", ["text-below-table"], f"{SOUND}\n**Notes**\n"),
    "rows below text": (
        f"{DAY}{HEADER}{MAPS}\nNow rafts.\n\n{RAFTS}",
        ["rows-below-text"],
        f"{DAY}{HEADER}{MAPS}\nNow rafts.\n\n{HEADER}{RAFTS}",
    ),
    "rows below text without blank lines": (
        f"{DAY}{HEADER}{MAPS}Now rafts.\n{RAFTS}",
        ["text-below-table", "rows-below-text"],
        f"{DAY}{HEADER}{MAPS}\nNow rafts.\n\n{HEADER}{RAFTS}",
    ),
    "rows below a heading": (
        f"{DAY}{HEADER}{MAPS}### Rafts\n\n{RAFTS}",
        ["rows-below-text"],
        f"{DAY}{HEADER}{MAPS}### Rafts\n\n{HEADER}{RAFTS}",
    ),
    "blank line below the header": (f"{DAY}{HEADER}\n{MAPS}{RAFTS}", ["blank-line-in-table"], SOUND),
    "header that is not closed": (f"{DAY}{HEADER.replace('y |', 'y')}{MAPS}{RAFTS}", ["open-header"], SOUND),
    "header that is not opened": (f"{DAY}{HEADER[2:]}{MAPS}{RAFTS}", ["open-header"], SOUND),
    "dashes that are not opened": (f"{DAY}{HEADER.replace('|---', '---', 1)}{MAPS}{RAFTS}", ["open-header"], SOUND),
    "dashes that are not closed": (f"{DAY}{HEADER[:-2]}\n{MAPS}{RAFTS}", ["open-header"], SOUND),
    "row that is not opened": (f"{DAY}{HEADER}{MAPS[2:]}{RAFTS}", ["unopened-row"], SOUND),
    "last row that is not opened": (f"{DAY}{HEADER}{MAPS}{RAFTS[2:]}", ["unopened-row"], SOUND),
    "header on the heading's line": (f"{DAY.strip()}{HEADER}{MAPS}{RAFTS}", ["glued-heading"], SOUND),
    "header behind a space": (f"{DAY.strip()} {HEADER}{MAPS}{RAFTS}", ["glued-heading"], SOUND),
}


@pytest.mark.parametrize(("text", "found", "_fixed"), UNSHOWN.values(), ids=UNSHOWN)
def test_what_readers_do_not_show_is_found(text: str, found: list[str], _fixed: str) -> None:
    assert names(text) == found


@pytest.mark.parametrize(("text", "_found", "fixed"), UNSHOWN.values(), ids=UNSHOWN)
def test_it_is_repaired(text: str, _found: list[str], fixed: str) -> None:
    assert digestkit.fix(text, ignore=["no-final-newline"]) == fixed


@pytest.mark.parametrize(("text", "_found", "_fixed"), UNSHOWN.values(), ids=UNSHOWN)
def test_then_every_reader_shows_two_rows(text: str, _found: list[str], _fixed: str) -> None:
    assert set(rows_shown(text).values()) != {2}, "some reader has it wrong before"
    assert set(rows_shown(digestkit.fix(text)).values()) == {2}


SHOWN: Final = {
    "three spaces": f"{DAY}{indented(HEADER + MAPS + RAFTS, '   ')}",
    "entry of a list": f"{DAY}- Maps\n\n{indented(HEADER + MAPS + RAFTS)}",
    "numbered entry": f"{DAY}1. Maps\n\n    More.\n\n{indented(HEADER + MAPS + RAFTS)}",
    "second table": f"{DAY}{HEADER}{MAPS}\n{HEADER}{RAFTS}",
    "heading below": f"{SOUND}### Notes\n",
    "list below": f"{SOUND}- One.\n",
    "quotation below": f"{SOUND}> One.\n",
    "line across": f"{SOUND}* * *\n",
    "sample below": f"{SOUND}```\nOne.\n```\n",
    "comment below": f"{SOUND}<!-- one -->\n",
    "end of details": f"<details>\n\n{SOUND}</details>\n",
    "text behind a blank line": f"{SOUND}\nMore tomorrow.\n",
    "underlined heading": f"Notes\n=======\n\n{SOUND}",
    "no outer bars": "\n".join(line.strip("| ") for line in SOUND.splitlines()),
    "no text below": SOUND.rstrip("\n"),
}


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN)
def test_what_readers_show_is_no_fault(text: str) -> None:
    tables = {"indented-table", "conflict-mark", "repeated-header", "text-below-table", "rows-below-text"}
    tables |= {"unopened-row", "open-header"}
    assert tables.isdisjoint(names(text))


CONFLICTS: Final = {
    "in the table": f"{DAY}{HEADER}<<<<<<< HEAD\n{MAPS}=======\n{RAFTS}>>>>>>> new\n",
    "around the day": f"<<<<<<< HEAD\n{SOUND}=======\n{SOUND.replace('11', '12')}>>>>>>> new\n",
    "with the common version": f"{DAY}{HEADER}<<<<<<< ours\n{MAPS}||||||| base\n=======\n{RAFTS}>>>>>>> theirs\n",
    "end alone": f"{SOUND}>>>>>>> new\n",
}


@pytest.mark.parametrize("text", CONFLICTS.values(), ids=CONFLICTS)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["LF", "CR LF", "CR"])
def test_marks_of_a_conflict_are_found_and_stay(text: str, line_break: str) -> None:
    marks = [line for line in text.splitlines() if line[:7] in ("<<<<<<<", "=======", ">>>>>>>", "|||||||")]
    found = digestkit.check(text.replace("\n", line_break), select=["conflict-mark"])
    assert [text.splitlines()[each.line - 1] for each in found] == marks
    assert {each.severity for each in found} == {"error"}
    assert all(mark in digestkit.fix(text).splitlines() for mark in marks)


HIDDEN: Final = {
    "sample": f"{DAY}```\n{HEADER}{MAPS}```\n",
    "sample of a language": f"```markdown\n{SOUND}```\n",
    "fence that is never closed": f"{DAY}{HEADER}{MAPS}\n~~~\n\n{HEADER}{RAFTS}",
    "longer fence": f"````\n{SOUND}```\n",
    "comment that is never closed": f"{DAY}<!-- later\n\n{HEADER}{MAPS}",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_tables_that_are_hidden_are_found(text: str) -> None:
    assert names(text) == ["hidden-table"]
    assert 2 not in rows_shown(text).values()
    assert digestkit.fix(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f"```\n| a | b |\n```\n\n{SOUND}",
        f"<!-- later -->\n\n{SOUND}",
        f"{SOUND}\n```\nmore\n",
        SOUND.replace("maps 3", "maps ```3``` and <!-- 4"),
    ],
    ids=["sample above", "comment above", "fence below", "marks in a cell"],
)
def test_tables_beside_samples_are_not_hidden(text: str) -> None:
    assert "hidden-table" not in names(text)


def quoted(text: str) -> str:
    return "".join(f"> {line}" for line in text.splitlines(keepends=True))


def test_lines_that_are_added_belong_to_the_quotation() -> None:
    header, dashes = HEADER.splitlines(keepends=True)
    assert digestkit.fix(quoted(f"{DAY}{header}{MAPS}")).splitlines()[3] == f"> {dashes.strip()}"
    assert digestkit.fix(quoted(f"{DAY}{MAPS}")).splitlines()[2:4] == [f"> {header.strip()}", f"> {dashes.strip()}"]


@pytest.mark.parametrize(
    ("row", "fixed"),
    [
        (MAPS.replace(" | It maps 3 rivers. |", ""), MAPS.replace(" It maps 3 rivers. |", "")),
        (MAPS.replace("Maps ", "Maps\n  of Lakes ").replace(" | It maps 3 rivers. |", " |"), None),
    ],
    ids=["unclosed", "wrapped"],
)
def test_missing_cells_are_not_filled_by_the_way(row: str, fixed: str | None) -> None:
    text = f"{DAY}{HEADER}{RAFTS}{row}"
    after = digestkit.fix(text)
    assert (
        after
        == f"{DAY}{HEADER}{RAFTS}{fixed or MAPS.replace('Maps', 'Maps of Lakes').replace(' It maps 3 rivers. |', '')}"
    )
    assert "missing-cell" in names(after)
    assert "missing-cell" not in names(digestkit.fix(text, unsafe_fixes=True))


# Addresses that a line break parts.

WRAPPED: Final = {
    "host": "https://arxiv.org/\n  abs/2403.90001",
    "path": "https://arxiv.org/abs/\n2403.90001",
    "number": "https://arxiv.org/abs/2403.\n    90001",
    "twice": "https://arxiv.org/\n  abs/\n  2403.90001",
    "carriage return": "https://arxiv.org/abs/\r\n  2403.90001",
    "before it": "\n  https://arxiv.org/abs/2403.90001",
}


@pytest.mark.parametrize("address", WRAPPED.values(), ids=WRAPPED)
def test_an_address_is_joined_without_a_space(address: str) -> None:
    text = SOUND.replace("https://arxiv.org/abs/2403.90001", address)
    assert digestkit.fix(text) == SOUND
    assert [paper.title for paper in digestkit.parse(text).papers] == ["Maps", "Rafts"]
    assert [str(paper.arxiv_id) for paper in digestkit.parse(text).papers] == ["2403.90001", "2403.90002"]


@pytest.mark.parametrize(
    ("wrapped", "joined"),
    [
        ("at https://example.org/\n  maps/3.html, now", "at https://example.org/maps/3.html, now"),
        ("at [this page](https://example.org/\n  maps) now", "at [this page](https://example.org/maps) now"),
        ("at <https://example.org/\n  maps> now", "at <https://example.org/maps> now"),
        ("at https://example.org/maps\n  and more", "at https://example.org/maps and more"),
        ("at https://example.org/\n  for more", "at https://example.org/ for more"),
        ("of 3 maps/\n  charts", "of 3 maps/ charts"),
    ],
)
def test_only_addresses_are_joined_so(wrapped: str, joined: str) -> None:
    text = SOUND.replace("It maps 3 rivers", f"It is {wrapped}")
    assert digestkit.fix(text) == SOUND.replace("It maps 3 rivers", f"It is {joined}")


def test_links_with_wrapped_addresses_are_checked_too() -> None:
    text = SOUND.replace("https://arxiv.org/abs/2403.90001", "http://arxiv.org/\n  abs/2403.90001v2")
    assert sorted(names(text)) == ["http-link", "versioned-link", "wrapped-row"]
    assert digestkit.fix(text, unsafe_fixes=True) == SOUND


# Where in a row the fault is.


@pytest.mark.parametrize(
    ("row", "code", "marked"),
    [
        (MAPS.replace("Maps ", "Maps\n  of Lakes "), "DK207", "\n  "),
        (MAPS.replace("maps 3", "learns p(a|b) from 3"), "DK208", "|"),
        ("| Maps ([arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm |\n", "DK209", "|"),
        ("| ([arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It has 3. |\n", "DK301", ""),
        ("| Maps | Ida Holm | It has 3. |\n", "DK302", "Maps"),
        (MAPS.replace("arxiv.org/abs", "huggingface.co/papers"), "DK303", "https://huggingface.co/papers/2403.90001"),
        (MAPS.replace("2403.90001", "2413.9"), "DK304", "https://arxiv.org/abs/2413.9"),
        (
            MAPS.replace("))", ") or [HF](https://huggingface.co/papers/2403.90003))"),
            "DK305",
            "https://huggingface.co/papers/2403.90003",
        ),
        (MAPS.replace("2403", "2409"), "DK308", "https://arxiv.org/abs/2409.90001"),
        (MAPS.replace("2403", "2309"), "DK309", "https://arxiv.org/abs/2309.90001"),
        (RAFTS + RAFTS, "DK310", "https://arxiv.org/abs/2403.90002"),
    ],
)
def test_the_place_is_marked_not_the_row(row: str, code: str, marked: str) -> None:
    text = f"{DAY}{HEADER}{row}"
    [found] = digestkit.check(text, select=[code])
    assert text[slice(*found.span)] == marked
