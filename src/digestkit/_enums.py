"""The fixed words of the models: kinds, orders and the like. `digestkit.models` is where to import them from."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "NUMERALS",
    "AuthorCells",
    "AuthorOrder",
    "Comparator",
    "Direction",
    "ResultKind",
    "Role",
    "SectionKind",
    "Severity",
]


class SectionKind(StrEnum):
    """What a piece of a summary says; the five of the usual prompt have a numeral."""

    PREAMBLE = "preamble"
    SUMMARY = "summary"
    OBJECTIVE = "objective"
    METHODOLOGY = "methodology"
    RESULTS = "results"
    IMPLICATION = "implication"
    FOLLOW_UP = "follow_up"
    OTHER = "other"

    @property
    def numeral(self) -> str | None:
        """The mark of the usual prompt, `i` to `v`, or None.

        >>> SectionKind.RESULTS.numeral
        'iv'
        """
        return NUMERALS.get(self)


NUMERALS = {
    SectionKind.SUMMARY: "i",
    SectionKind.OBJECTIVE: "ii",
    SectionKind.METHODOLOGY: "iii",
    SectionKind.RESULTS: "iv",
    SectionKind.IMPLICATION: "v",
}


class AuthorOrder(StrEnum):
    """Whether `Paper.authors` stands in the order of the byline."""

    BYLINE = "byline"
    UNCERTAIN = "uncertain"


class AuthorCells(StrEnum):
    """In which order the author cells of a table are written."""

    REVERSED = "reversed"
    BYLINE = "byline"


class ResultKind(StrEnum):
    """A measured level, a difference, a ratio, or a plain amount that is no outcome."""

    SCORE = "score"
    CHANGE = "change"
    FACTOR = "factor"
    COUNT = "count"


class Comparator(StrEnum):
    """How the value printed bounds the one measured; `<=` is "up to", `>` is "over"."""

    EQUAL = "="
    GREATER = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    ABOUT = "~"


class Direction(StrEnum):
    """Which way a change or factor moves the thing measured."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Role(StrEnum):
    """Whose number it is: the paper's own system's, or what that is compared with."""

    PROPOSED = "proposed"
    BASELINE = "baseline"


class Severity(StrEnum):
    """`error`: something of a paper is missing or cannot be trusted. `info`: worth knowing, nothing to mend."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


# Pickles, messages and documentation name the module that people import from.
for _words in (AuthorCells, AuthorOrder, Comparator, Direction, ResultKind, Role, SectionKind, Severity):
    _words.__module__ = "digestkit.models"
