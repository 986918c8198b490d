"""Where the lines of a table stand among others: how far they are indented, and what is right above and below them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from digestkit.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document
    from digestkit.parsing.table_header import Table

__all__ = [
    "begins_block",
    "code_indent",
    "conflict_marks",
    "end_of_table",
    "is_in_list",
    "line_at",
    "line_below",
    "quotation",
    "starts_of_lines",
    "title_above",
]

_TAB: Final = 4
_LINES_OF_ENTRY: Final = 200  # how far above a table the entry of a list is looked for that it is part of
_LIST_ENTRY: Final = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|\Z)")  # "- maps", "2. maps"
# What ends a table although no blank line is before it, as CommonMark has it.
_BLOCK: Final = re.compile(
    r"""
    [ ]{0,3}
    (?: \#{1,6}(?:[ \t]|\Z) | > | ```|~~~                       # ## Notes, > a quotation, a sample
      | (?:[-+*]|\d{1,9}[.)])(?:[ \t]|\Z)                      # - an entry
      | (?:-[ \t]{0,9}){3,80}\Z | (?:\*[ \t]{0,9}){3,80}\Z | (?:_[ \t]{0,9}){3,80}\Z   # a line across
      | <!--
      | </?(?:address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|figure|figcaption|footer|form
            |h[1-6]|head|header|hr|html|iframe|li|link|main|menu|meta|nav|ol|p|pre|script|section|style|summary|table
            |tbody|td|textarea|tfoot|th|thead|tr|ul)(?:[\s/>]|\Z)      # </details>
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTATION: Final = re.compile(r"(?:[ ]{0,3}>[ ]?){0,4}")  # "> > "
_CONFLICT: Final = re.compile(r"(?:<{7}|>{7}|\|{7}|={7})(?:[ ].*)?")  # "<<<<<<< HEAD"


def begins_block(line: str) -> bool:
    """Does a line begin something that ends a table above it: a heading, a list, a line across?"""
    return _BLOCK.match(line) is not None or code_indent(line) > 0


def quotation(line: str) -> str:
    """The marks of quotations that a line begins with, with the blank behind each."""
    found = _QUOTATION.match(line)
    return found[0] if found else ""


def code_indent(line: str) -> int:
    """The number of characters that indent a line, where they are enough to make it code; else 0."""
    column = 0
    for at, character in enumerate(line):
        if character == "\t":
            column += _TAB - column % _TAB
        elif character == " ":
            column += 1
        else:
            return at if column >= _TAB else 0
    return 0


def line_at(document: Document, offset: int) -> Span:
    """The line of an offset, without its line break."""
    at = bisect_right(document.lines, offset, key=lambda line: line.start) - 1
    return document.lines[at] if at >= 0 else Span(0, 0)


def starts_of_lines(document: Document, table: Table) -> Iterator[int]:
    """Where the lines of a table begin, without those that a row goes on in."""
    places = [span.start for span in (*((table.header,) if table.has_header else ()), table.rule) if span]
    places += [row.start for row in table.rows]
    yield from sorted({line_at(document, place).start for place in (*places, *(s.start for s in table.rules_between))})


def end_of_table(table: Table) -> int:
    """Where the last line of a table ends."""
    spans = (table.header, *filter(None, (table.rule,)), *table.rules_between)
    return max(*(span.end for span in spans), *(row.end for row in table.rows), 0)


def line_below(document: Document, offset: int) -> Span | None:
    """The line right below that of an offset, None where it is blank, skipped or the text ends."""
    places = document.places
    number = places.line_and_column(offset)[0]
    if number >= len(places.line_starts):
        return None
    line = line_at(document, places.line_starts[number])
    return line if line.start == places.line_starts[number] and document.raw(line).strip() else None


_TAG: Final = re.compile(r"<[^<>]{1,200}>")


def title_above(document: Document, table: Table) -> Span | None:
    """The line right above rows without a header, the first of which has no bar before it: it may be their title's.

    None where no text stands there, or that of a sentence.
    """
    if table.has_header or not table.rows or table.rows[0].leads:
        return None
    number = document.places.line_and_column(table.rows[0].start)[0]
    if number == 1:
        return None
    line = line_at(document, document.places.line_starts[number - 2])
    written = document.raw(line)
    is_text = any(map(str.isalnum, _TAG.sub("", written))) and "|" not in written and not begins_block(written)
    goes_on = is_text and not written.rstrip().endswith((".", "!", ":"))
    return line if goes_on and line.start == document.places.line_starts[number - 2] else None


def is_in_list(document: Document, offset: int, table: Table) -> bool:
    """Does an indented line of a table belong to an entry of a list? Its rows begin none, whatever marks they have."""
    starts = document.places.line_starts
    rows = {line_at(document, row.start).start for row in table.rows}
    above = document.places.line_and_column(offset)[0] - 1
    for number in range(above, max(0, above - _LINES_OF_ENTRY), -1):
        if starts[number - 1] in rows:
            continue
        line = document.text[starts[number - 1] : starts[number]].rstrip("\r\n")
        line = line[len(quotation(line)) :]
        if line.strip() and not line.startswith((" ", "\t")):
            return _LIST_ENTRY.match(line) is not None
        if _LIST_ENTRY.match(line):
            return True
    return False


def conflict_marks(document: Document) -> list[Span]:
    """The marks that git leaves around two versions of some lines, from the first opening one on."""
    if "<<<<<<<" not in document.text and ">>>>>>>" not in document.text:
        return []
    marks: list[Span] = []
    for line in document.lines:
        text = document.raw(line)
        # Seven equal signs alone may underline a heading.
        if _CONFLICT.fullmatch(text) and (marks or text[0] in "<>"):
            marks.append(line)
    return marks
