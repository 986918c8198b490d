"""A text into lines, with what stands behind something else on one line as a line of its own.

That is a day's heading, the line of dashes below a header, and what follows it: each where a line break was lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.diagnostics import line_breaks
from digestkit.models import Span
from digestkit.parsing.bars import INVISIBLE, is_rule, prefix_end, shape_of, split_cells
from digestkit.parsing.columns import read_header
from digestkit.parsing.headings import glued_days

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["line_spans"]

# A line of dashes has a bar within this reach, as its header has, or a dash as its fourth character; few rows have.
_REACH: Final = 40
_DASHES: Final = r"[ \t]{0,9}:?-++:?[ \t]*+"
_DASHES_AT_BAR: Final = re.compile(r"-:?[ \t]{0,9}\|")
_RULE: Final = re.compile(rf"\|?(?:{_DASHES}\|)++")  # "|-------|---------|---------|"
_RULE_BEHIND_HEADER: Final = re.compile(rf"\|{_DASHES}(?:\|{_DASHES})++\|?")


def line_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each line, without its line break; only LF, CR and CR LF end a line.

    A day's heading that stands behind something else is a line of its own here, and so is a line of dashes.
    """
    breaks = line_breaks(text)
    cuts = {(cut, cut) for day in glued_days(text) for cut in day}
    if cuts:
        breaks = sorted({*breaks, *cuts})
    joints = list(_joints(text, breaks))
    if joints:
        breaks = sorted({*breaks, *joints})
    spans, start = [], 0
    for end, after in breaks:
        # A heading that ends its line is cut at the line break already.
        if end > start or after > end:
            spans.append((start, end))
            start = after
    spans.append((start, len(text)))
    return spans


def _joints(text: str, breaks: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places around lines of dashes where a line break was lost, with the blanks there."""
    for number in _lines_with_dashes(text, breaks):
        line = _line(text, breaks, number)
        if _DASHES_AT_BAR.search(text, line.start, line.end) is None or is_rule(text[line.start : line.end]):
            continue
        start = prefix_end(text, line.start)
        rule = _RULE.match(text, start, line.end)
        if rule is not None:
            if not _is_above_rest(text, breaks, number, Span(*rule.span())):
                yield from _behind(text, Span(*rule.span()), line.end, _width_above(text, breaks, number))
            else:
                yield rule.end(), text.index("|", rule.end())
        else:
            yield from _behind_header(text, Span(start, line.end))


def _lines_with_dashes(text: str, breaks: list[tuple[int, int]]) -> list[int]:
    """The numbers of the lines that may hold dashes from bar to bar, from 0; a quick look, as nearly none does."""
    starts = [0] + [after for _, after in breaks]
    return [
        number
        for number, start in enumerate(starts)
        if text.find("|", start + 2, start + _REACH) >= 0 or text.startswith("-", start + 3)
    ]


def _line(text: str, breaks: list[tuple[int, int]], number: int) -> Span:
    start = breaks[number - 1][1] if number else 0
    return Span(start, breaks[number][0] if number < len(breaks) else len(text))


def _width_above(text: str, breaks: list[tuple[int, int]], number: int) -> int:
    """The number of cells of the line above, of its dashes where it begins with some; 0 where it has no bar.

    Blank lines between the two do not count.
    """
    for above in range(number - 1, -1, -1):
        line = _line(text, breaks, above)
        written = text[line.start : line.end]
        if written.strip(f"{INVISIBLE}>"):
            return _width(written)
    return 0


def _width(line: str) -> int:
    """The number of cells of a line, or of the dashes that it begins with where a row is joined to them."""
    if "|" not in line:
        return 0
    cells = shape_of(line, 0).pieces
    rule = _RULE.match(line, prefix_end(line))
    if rule is None:
        return cells
    dashes = shape_of(rule[0], 0).pieces
    joined = line[rule.end() :].lstrip(INVISIBLE).startswith("|") or cells >= 2 * dashes
    return dashes if dashes > 1 and joined else cells


def _is_above_rest(text: str, breaks: list[tuple[int, int]], number: int, rule: Span) -> bool:
    """Does a row whose title wraps begin behind a line of dashes: "|---|---|| Maps of"?

    The line below has its other cells.
    """
    row = shape_of(text[rule.end : _line(text, breaks, number).end], rule.end)
    dashes = text[rule.start : rule.end]
    if not row.leads or row.closes or row.pieces > 1 or "--" not in dashes or dashes.count("|") < 3:  # noqa: PLR2004
        return False
    line = _line(text, breaks, number + 1) if number < len(breaks) else Span(0, 0)
    below = shape_of(text[line.start : line.end], line.start)
    return not below.leads and below.pieces > 1 and len(text[row.start : row.end].strip("|:- \t")) > 0


def _behind(text: str, rule: Span, end: int, width: int) -> Iterator[tuple[int, int]]:
    """The place behind a line of dashes where a row follows it.

    `width` is the number of cells of the line above, 0 where that has no bar. A row may begin with dashes too, where a
    paper has no title: then it has no other row behind them.
    """
    dashes, rest = text[rule.start : rule.end], text[rule.end : end]
    cells = dashes.count("|") - dashes.startswith("|")
    row = rest.strip(INVISIBLE)
    if cells == 1 or not row.strip("|:- \t"):
        return
    if row.startswith("|"):
        if cells >= width > 0 or shape_of(row, 0).pieces >= max(width, cells):
            yield rule.end, rule.end + rest.index("|")
    elif cells >= width > 0 and "--" in dashes:
        yield rule.end - 1, rule.end - 1  # the bar that opens the row closes the dashes as well


def _behind_header(text: str, line: Span) -> Iterator[tuple[int, int]]:
    """The places around a line of dashes that stands behind its header."""
    rule = _RULE_BEHIND_HEADER.search(text, line.start, line.end)
    if rule is None:
        return
    before = text[line.start : rule.start()].rstrip(INVISIBLE)
    header = shape_of(before, line.start)
    names = [text[cell.start : cell.end] for cell in split_cells(text, header.span, 0)]
    dashes = rule[0].rstrip(INVISIBLE)
    if len(names) == dashes.count("|") - dashes.endswith("|") and read_header(names, ruled=True) is not None:
        yield header.end, rule.start()
        if dashes.endswith("|"):
            yield from _behind(text, Span(*rule.span()), line.end, len(names))
