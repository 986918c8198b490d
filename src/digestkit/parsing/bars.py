"""Lines with bars: what a line is by itself, before it is known what table it belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "INVISIBLE",
    "Row",
    "between_bars",
    "has_line_break",
    "has_no_words",
    "is_linked",
    "is_navigation",
    "is_rule",
    "prefix_end",
    "shape_of",
    "split_cells",
    "unquoted",
]

_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE_CELL: Final = re.compile(r":?-+:?")
_RULE_CHARACTERS: Final = "|:- \t\u00a0>\ufeff\u200b\r"
_READ_MORE: Final = re.compile(r"read more", re.IGNORECASE)
_LINK: Final = re.compile(r"\]\(\s*<?(?:https?:)?//[^()\s]{0,40}(?:arxiv\.org|huggingface\.co|hf\.co)/", re.IGNORECASE)
INVISIBLE: Final = " \t\u00a0\u200b\ufeff\u2060"
# A table may stand in a quotation or be the text of a list's entry: "> | Title |", "- | Title |", "2. | Title |".
_QUOTED: Final = r"[\s\u200b\ufeff\u2060]*(?:>[ \t]?){0,4}[ \t]*"
_PREFIX: Final = re.compile(_QUOTED + r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}(?=\|))?")
_BARE_PREFIX: Final = re.compile(_QUOTED + r"(?:[-*+][ \t]{1,4}(?=\|))?")
_FURTHER_LINE: Final = re.compile(r"(?:\r\n|\r|\n)[ \t]*+(?:>[ \t]?){1,4}")  # "\n>   Rivers | Ida Holm |"
_LONGEST_QUOTED: Final = 20
_LIST_MARK: Final = re.compile(r"[*+]|\d{1,9}[.)]")
_LONGEST_MARK: Final = 10


@attrs.define
class Row:
    """A row at `start` to `end` of the document, with the number of its cells so far."""

    start: int
    end: int
    leads: bool
    closes: bool
    pieces: int
    linked: bool
    indented: bool = False
    lines: int = 1

    @property
    def span(self) -> Span:
        """Where the row stands."""
        return Span(self.start, self.end)


def prefix_end(text: str, start: int = 0) -> int:
    """Where the marks of quotations and of a list's entry end that a line begins with at `start`."""
    prefix = _PREFIX.match(text, start)
    return prefix.end() if prefix else start


def unquoted(text: str, rows: Iterable[Span]) -> str:
    """A text with blanks for the marks of a quotation that the further lines of its rows begin with.

    The first line of a row tells how many marks that are; every character keeps its place.
    """
    pieces: list[str] = []
    done = 0
    for row in rows:
        before = text[max(0, row.start - _LONGEST_QUOTED) : row.start]
        depth = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :].count(">")
        for line in _FURTHER_LINE.finditer(text, row.start, row.end) if depth else ():
            pieces += (text[done : line.start()], line[0].replace(">", " ", depth))
            done = line.end()
    return "".join([*pieces, text[done:]]) if pieces else text


def shape_of(line: str, start: int, *, bare: bool = False) -> Row:
    """A single line as a row. In a table without outer bars (`bare`) a number before the first bar is a cell."""
    prefix = None if line.startswith("|") else (_BARE_PREFIX if bare else _PREFIX).match(line)
    indent = prefix.end() if prefix else 0
    body = line[indent:].strip(INVISIBLE)
    left = start + indent
    bars = body.count("|") - (body.count("\\|") if "\\" in body else 0)
    leads = body.startswith("|")
    closes = body.endswith("|") and not body.endswith("\\|") and len(body) > 1
    first = body.find("|", 1)
    # Where the first bar is an escaped one, the whole line is looked at for the link.
    head = body if first < 0 or body[first - 1] == "\\" else body[:first]
    pieces = bars + 1 - leads - closes
    return Row(left, left + len(body), leads, closes, pieces, is_linked(head), indented=line[:1].isspace())


def is_linked(text: str) -> bool:
    """Does a cell or line say "Read more", or hold a link to a paper's page?"""
    # What nearly every row holds, found by a plain search, before the patterns.
    return (
        "Read more" in text or _READ_MORE.search(text) is not None or ("](" in text and _LINK.search(text) is not None)
    )


def is_rule(line: str) -> bool:
    """Is a line the one between header and rows, "|---|:--:|"?"""
    left = line.strip(_RULE_CHARACTERS)
    if left and (len(left) > _LONGEST_MARK or not _LIST_MARK.fullmatch(left)):
        return False
    if not ("-" in line and "|" in line):
        return False
    start = prefix_end(line) if left else 0
    cells = line[start:].strip(INVISIBLE + ">\r").removeprefix("|").removesuffix("|").split("|")
    return all(_RULE_CELL.fullmatch(cell.strip(INVISIBLE)) for cell in cells)


def has_line_break(text: str, start: int, end: int) -> bool:
    """Is there a line break between two offsets?"""
    return text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0


def has_no_words(text: str, cells: list[Span]) -> bool:
    """Are all cells of a row empty or dashes?"""
    if text[cells[0].start : cells[0].end].strip(":-"):
        return False  # as in nearly every row
    return not any(text[cell.start : cell.end].strip(":-") for cell in cells)


def is_navigation(line: str, shape: Row) -> bool:
    """Is a row made of links that lead to no paper?"""
    return not shape.linked and shape.leads and line.count("](") >= shape.pieces


def between_bars(row: str) -> list[str]:
    """What stands before, between and behind the bars of a row that are not escaped."""
    return _BAR.split(row) if "\\" in row else row.split("|")


def split_cells(text: str, row: Span, width: int) -> list[Span]:
    """The cells of a row, without the white space at their ends.

    Where a line that closes is followed by one that opens with a bar, no cell stands between the two, unless the row
    has fewer cells than columns without it.
    """
    pieces = between_bars(text[row.start : row.end])
    at = row.start
    if len(pieces) > 1 and not pieces[0]:
        del pieces[0]
        at += 1
    if len(pieces) > 1 and not pieces[-1]:  # a lone bar opens, it does not close
        del pieces[-1]
    cells: list[Span] = []
    seams: list[int] = []
    for raw in pieces:
        bare = raw.rstrip()
        if not bare and ("\n" in raw or "\r" in raw):
            seams.append(len(cells))
        end = at + len(bare)
        cells.append(Span(end - len(bare.lstrip()), end))
        at += len(raw) + 1
    spare = len(cells) - width
    dropped = set(seams[: max(0, spare)])
    return [cell for at, cell in enumerate(cells) if at not in dropped] if dropped else cells
