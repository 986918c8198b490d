"""The oddities that parsing reports: their permanent codes, and where in the text they stand.

Codes are grouped: DK1 the day and its heading, DK2 tables and rows, DK3 titles and links, DK4 authors, DK5 summaries,
DK7 what a catalogue says otherwise (`digestkit.with_metadata`).
A code is never given another meaning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from functools import cached_property
from typing import Final

import attrs

from digestkit.errors import DigestSyntaxError
from digestkit.models import Diagnostic, Severity, Span

__all__ = ["Oddity", "Places", "Reporter", "line_breaks"]

_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
_EXCERPT: Final = 60  # characters shown on either side of a fault


class Oddity(Enum):
    """A kind of diagnostic: its code, its name in words, and its severity."""

    NO_DATE = ("DK101", "no-date", Severity.INFO)
    AMBIGUOUS_DATE = ("DK102", "ambiguous-date", Severity.WARNING)
    PARTIAL_DATE = ("DK103", "partial-date", Severity.WARNING)
    IMPOSSIBLE_DATE = ("DK104", "impossible-date", Severity.ERROR)
    GLUED_HEADING = ("DK105", "glued-heading", Severity.WARNING)
    REPEATED_DAY = ("DK106", "repeated-day", Severity.WARNING)
    NO_TABLE = ("DK107", "no-table", Severity.WARNING)
    NO_HEADER = ("DK201", "no-header", Severity.WARNING)
    NO_RULE = ("DK202", "no-rule", Severity.WARNING)
    UNEVEN_RULE = ("DK203", "uneven-rule", Severity.WARNING)
    MISSING_COLUMN = ("DK204", "missing-column", Severity.WARNING)
    FOREIGN_TABLE = ("DK205", "foreign-table", Severity.INFO)
    EMPTY_TABLE = ("DK206", "empty-table", Severity.INFO)
    WRAPPED_ROW = ("DK207", "wrapped-row", Severity.WARNING)
    STRAY_BAR = ("DK208", "stray-bar", Severity.WARNING)
    MISSING_CELL = ("DK209", "missing-cell", Severity.ERROR)
    UNCLOSED_ROW = ("DK210", "unclosed-row", Severity.WARNING)
    BLANK_LINE = ("DK211", "blank-line-in-table", Severity.WARNING)
    NO_PAPER = ("DK212", "no-paper", Severity.WARNING)
    JOINED_ROWS = ("DK213", "joined-rows", Severity.WARNING)
    UNREAD_ROW = ("DK215", "unread-row", Severity.ERROR)
    EMPTY_TITLE = ("DK301", "empty-title", Severity.ERROR)
    NO_ARXIV_ID = ("DK302", "no-arxiv-id", Severity.WARNING)
    HUGGINGFACE_ONLY = ("DK303", "huggingface-link-only", Severity.WARNING)
    BAD_ARXIV_LINK = ("DK304", "malformed-arxiv-link", Severity.ERROR)
    UNLIKE_IDS = ("DK305", "ids-differ", Severity.WARNING)
    NO_AUTHORS = ("DK401", "empty-authors", Severity.WARNING)
    CUT_AUTHORS = ("DK402", "authors-may-be-cut", Severity.INFO)
    HANDLES = ("DK403", "author-handles", Severity.INFO)
    EMPTY_SUMMARY = ("DK501", "empty-summary", Severity.WARNING)
    OTHER_TITLE = ("DK701", "title-differs", Severity.WARNING)
    NOT_IN_BYLINE = ("DK702", "authors-not-in-byline", Severity.WARNING)
    OPEN_ACCOUNTS = ("DK703", "accounts-without-name", Severity.INFO)
    ANOTHER_PAPER = ("DK704", "record-of-another-paper", Severity.WARNING)

    def __init__(self, code: str, words: str, severity: Severity) -> None:
        self.code = code
        self.words = words
        self.severity = severity


def line_breaks(text: str) -> list[tuple[int, int]]:
    r"""Start and end of each line break; only LF, CR and CR LF are one.

    >>> line_breaks("a digest\r\nof papers\n")
    [(8, 10), (19, 20)]
    """
    if "\r" in text:
        return [found.span() for found in _LINE_BREAK.finditer(text)]
    # Nearly every text has LF alone, and a single character is found many times as fast as a pattern.
    breaks = []
    at = text.find("\n")
    while at >= 0:
        breaks.append((at, at + 1))
        at = text.find("\n", at + 1)
    return breaks


@attrs.frozen(slots=False)
class Places:
    """Lines and columns of a text. Only LF, CR and CR LF end a line; columns count characters from 1."""

    text: str
    source: str | None = None

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(end for _, end in line_breaks(self.text))]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1; the end of the text is a place too."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def excerpt(self, span: Span) -> str:
        """The line of a span, shortened around it, with carets under the part that stands on that line."""
        line, column = self.line_and_column(span.start)
        start = self.line_starts[line - 1]
        found = _LINE_BREAK.search(self.text, span.start)
        end = found.start() if found else len(self.text)
        left, right = max(start, span.start - _EXCERPT), min(end, max(span.end, span.start + 1) + _EXCERPT)
        marked = max(1, min(span.end, right) - span.start)
        shown = self.text[left:right].replace("\t", " ")
        return f"    {shown}\n    {' ' * (column - 1 - (left - start))}{'^' * marked}"


@attrs.define
class Reporter:
    """Collects the diagnostics of a text."""

    places: Places
    strict: bool = False
    found: list[Diagnostic] = attrs.field(factory=list)

    def add(self, oddity: Oddity, span: Span, message: str) -> None:
        """Report an oddity."""
        line, column = self.places.line_and_column(span.start)
        self.found.append(
            Diagnostic(
                code=oddity.code,
                name=oddity.words,
                severity=oddity.severity,
                message=message,
                span=span,
                line=line,
                column=column,
            )
        )

    def take(self) -> tuple[Diagnostic, ...]:
        """What was found since the last call, in the order of the text.

        Raises `DigestSyntaxError` for the first error among it where the reading is strict.
        """
        found = sorted(self.found, key=lambda diagnostic: (diagnostic.span.start, diagnostic.span.end))
        self.found.clear()
        if self.strict:
            for diagnostic in found:
                if diagnostic.severity is Severity.ERROR:
                    raise self._error(diagnostic)
        return tuple(found)

    def _error(self, diagnostic: Diagnostic) -> DigestSyntaxError:
        return DigestSyntaxError(
            diagnostic.message,
            code=diagnostic.code,
            line=diagnostic.line,
            column=diagnostic.column,
            span=diagnostic.span,
            excerpt=self.places.excerpt(diagnostic.span),
            source=self.places.source,
        )
