"""Results as a table: a line of what was measured, and below it the paper with its link."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size

from digestkit.cli.layout import Layout, one_line
from digestkit.models import Comparator, Direction, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digestkit.cli.result_query import Group, Reported
    from digestkit.models import NumericResult, Paper

__all__ = ["table_lines", "value_text"]

_HEADER: Final = ("Value", "Metric", "Benchmark", "Subject", "Role", "Baseline", "Date")
_NAMES: Final = frozenset(("Metric", "Benchmark", "Subject", "Baseline"))  # columns that may be wrapped
_GAP: Final = 2
_NARROWEST: Final = 9  # cells of a wrapped column; with less, each result is a list of lines
_EASY: Final = 12  # cells of a wrapped column; with less, there is no column of roles
_WIDEST_VALUE: Final = 14
_INDENT: Final = 2
_LIST_INDENT: Final = 11  # behind "Benchmark" and a gap
_SYMBOLS: Final = {
    Comparator.EQUAL: "",
    Comparator.GREATER: "> ",
    Comparator.AT_LEAST: "≥ ",
    Comparator.LESS: "< ",
    Comparator.AT_MOST: "≤ ",
    Comparator.ABOUT: "~ ",
}
_ARROWS: Final = {None: "", Direction.INCREASE: "↑ ", Direction.DECREASE: "↓ "}
_SIGNS: Final = ("+", "-", "\N{MINUS SIGN}")  # +3.2 needs no arrow
_UNIT_SIGNS: Final = "%×$€£¥°"


def value_text(result: NumericResult) -> str:
    """The number as printed, behind its direction and bound, with a unit that it shares with another number.

    In "61.2 and 72.3%" the first is "61.2" of the unit "%", and is shown as "61.2%".
    """
    shows_unit = any(character.isalpha() or character in _UNIT_SIGNS for character in result.text)
    unit = "" if shows_unit or not result.unit else result.unit
    gap = " " if unit and unit not in {"%", "x"} else ""
    arrow = "" if result.text.startswith(_SIGNS) else _ARROWS[result.direction]
    return f"{arrow}{_SYMBOLS[result.comparator]}{result.text}{gap}{unit}"


def table_lines(groups: Sequence[Group], layout: Layout) -> Iterator[str]:
    """The lines of a table for each group, headed by its name where there are several."""
    for number, group in enumerate(groups):
        if number:
            yield ""
        if len(groups) > 1:
            for line in layout.hanging("", group.title, indent=0).split("\n"):
                yield layout.styled(line, bold=True, fg="cyan")
        yield from _group_lines(group, layout)


def _group_lines(group: Group, layout: Layout) -> Iterator[str]:
    rows = [_cells(each) for each in group.reported]
    header = [name for name in _HEADER if name == "Value" or any(row[name] for row in rows)]
    widths = _widths(header, rows, layout.width)
    if "Role" in header and _are_tight(widths, rows):
        header, rows = _without_role(header, rows)
        widths = _widths(header, rows, layout.width)
    if not widths:
        yield from _list_lines(header, rows, group, layout)
        return
    yield layout.styled(_row_lines({name: name for name in header}, widths)[0], bold=True)
    for row, each in zip(rows, group.reported, strict=True):
        yield from _row_lines(row, widths)
        yield from _paper_lines(each.paper, layout)


def _cells(reported: Reported) -> dict[str, str]:
    result = reported.result
    names = (result.metric, result.benchmark, result.subject, result.role, result.baseline)
    day = reported.date.isoformat() if reported.date else "no date"
    return {name: one_line(text or "") for name, text in zip(_HEADER, (value_text(result), *names, day), strict=True)}


def _are_tight(widths: dict[str, int], rows: list[dict[str, str]]) -> bool:
    """Whether columns are missing, or narrower than it takes to read long names."""
    if not widths:
        return True
    narrow = [name for name in widths if name in _NAMES and widths[name] < _EASY]
    return any(cell_len(row[name]) > widths[name] for name in narrow for row in rows)


def _without_role(header: list[str], rows: list[dict[str, str]]) -> tuple[list[str], list[dict[str, str]]]:
    """Spare a column: only what is a baseline's says so, behind its subject."""
    marked = [
        row | {"Subject": f"{row['Subject']} (baseline)".lstrip()} if row["Role"] == Role.BASELINE else row
        for row in rows
    ]
    return [name for name in _HEADER if name in {*header, "Subject"} - {"Role"}], marked


def _widths(header: list[str], rows: list[dict[str, str]], room: int) -> dict[str, int]:
    """The cells that each column takes, or none where they have no room beside each other."""
    widths = {name: max(cell_len(name), *(cell_len(row[name]) for row in rows)) for name in header}
    widths["Value"] = min(widths["Value"], _WIDEST_VALUE)
    names = sorted((name for name in header if name in _NAMES), key=widths.__getitem__)
    left = room - _GAP * (len(header) - 1) - sum(width for name, width in widths.items() if name not in _NAMES)
    for place, name in enumerate(names):  # the narrow ones first; what they leave is for the others
        share = left // (len(names) - place)
        if share < min(widths[name], _NARROWEST):
            return {}
        widths[name] = min(widths[name], share)
        left -= widths[name]
    return widths if left >= 0 else {}


def _row_lines(cells: dict[str, str], widths: dict[str, int]) -> list[str]:
    """The lines of a row whose cells are wrapped, without blanks at their ends."""
    wrapped = [_wrapped(cells[name], width) for name, width in widths.items()]
    gap = " " * _GAP
    return [
        gap.join(map(set_cell_size, pieces, widths.values())).rstrip() for pieces in zip_longest(*wrapped, fillvalue="")
    ]


def _wrapped(cell: str, width: int) -> list[str]:
    """The lines of a cell; long names are broken behind a hyphen where that can be done by counting characters."""
    if cell.isascii():
        return textwrap.wrap(cell, width)
    return Layout(width=width).hanging("", cell, indent=0).split("\n")


def _paper_lines(paper: Paper, layout: Layout) -> Iterator[str]:
    """Title and link on one line where they fit, else the link on its own."""
    title, link = paper.title or "(no title)", paper.arxiv_id.abs_url if paper.arxiv_id else ""
    both = f"{title} {link}"
    fits = cell_len(one_line(both)) <= layout.width - _INDENT
    for text in (both,) if fits else filter(None, (title, link)):
        for line in layout.hanging("", text, indent=_INDENT).split("\n"):
            yield layout.styled(line, dim=True)


def _list_lines(header: list[str], rows: list[dict[str, str]], group: Group, layout: Layout) -> Iterator[str]:
    """For narrow terminals: each result as a list of what is known of it."""
    for number, (row, each) in enumerate(zip(rows, group.reported, strict=True)):
        if number:
            yield ""
        for name in header:
            if row[name]:
                yield layout.hanging(name, row[name], indent=_LIST_INDENT, dim=True)
        yield from _paper_lines(each.paper, layout)
