"""The author cell: names and handles, and what their order means.

The cells of these digests come from Hugging Face's page: handles first in byline order, then names in byline order,
cut at five, and all of it reversed (1,274 of 1,274 cells of plain names, 2,498 of 2,499 mixed ones, checked against
the papers' bylines). So the last entry of a cell of plain names is the first author; in a mixed cell nobody can tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.models import Author, AuthorCells, AuthorOrder, one_line
from digestkit.parsing.columns import is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["AuthorCell", "Byline", "byline_of", "order_of_cells", "read_authors"]

# Hugging Face account names are ASCII letters, digits and these marks.
_ACCOUNT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_DIGIT: Final = re.compile(r"[0-9]")
_SUFFIX: Final = re.compile(r"(?:Jr|Sr)\.?|II|III|IV|Ph\.?D\.?|M\.?D\.?")
_LONGEST_SUFFIX: Final = len("Ph.D.")
_CUT: Final = re.compile(
    r"""
    (?: ^ | [\s,;] )
    (?: et\.?\s{0,3}al\b\.? | and\s{1,3}others
      | (?:\+|and)\s{0,3}\d{1,3}\s{1,3}(?:more|others|authors) | \.\.\. | … | 等 )
    \s*\.?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LINE_BREAK_TAG: Final = re.compile(r",?\s?<br\s?/?>")
_CUT_REACH: Final = 24  # a cell's "and others." is no longer
_LAST_OF_LIST: Final = re.compile(r"(?:and|&)\s+(?=\S)")
_TWO_NAMES: Final = re.compile(r"(\S+ \S.*?) (?:and|&) (\S+ \S.*)")
_ORGANISATION: Final = re.compile(r"\b(?:for|of|the|in)\b|\b(?:Lab|Labs|Team|Group|Institute|University)\b")
_CELL_SIZE: Final = 5  # Hugging Face's page shows so many entries at the most


class AuthorCell(NamedTuple):
    """The entries of a cell as they stand there. `cut`: the cell says "et al."; `listed`: it says "and"."""

    entries: tuple[str, ...]
    cut: bool = False
    listed: bool = False
    is_prose: bool = False

    @property
    def is_long(self) -> bool:
        """Does it hold more entries than the page that the reversed cells come from shows?"""
        return len(self.entries) > _CELL_SIZE

    @property
    def is_reversed(self) -> bool:
        """Do accounts end it, after names? Only reversed cells are so."""
        if self.is_long or not self.entries or " " in self.entries[-1] or " " not in self.entries[0]:
            return False
        one_word = [" " not in entry for entry in self.entries]
        return one_word == sorted(one_word)


class Byline(NamedTuple):
    """Authors, first author first where `order` is `byline`."""

    authors: tuple[Author, ...]
    order: AuthorOrder
    complete: bool | None


def read_authors(cell: str, *, split_and: bool = True) -> AuthorCell:
    """Part the entries of an author cell; `split_and` reads "Ana Torvik and Sam Okoro" as two.

    >>> read_authors("Ana Torvik, Sam Okoro et al.")
    AuthorCell(entries=('Ana Torvik', 'Sam Okoro'), cut=True, listed=False, is_prose=False)
    """
    text = one_line(_LINE_BREAK_TAG.sub(", ", cell) if "<br" in cell else cell)
    ending = _CUT.search(text, max(0, len(text) - _CUT_REACH))
    without = text[: ending.start()] if ending else text
    separator = ";" if ";" in without else ","
    entries: list[str] = []
    for spaced in without.split(separator):
        piece = spaced.strip() if spaced.isascii() else one_line(spaced)
        if entries and len(piece) <= _LONGEST_SUFFIX and "," not in entries[-1] and _SUFFIX.fullmatch(piece):
            entries[-1] += f", {piece}"
        elif piece:
            entries.append(piece)
    listed = split_and and _split_and(entries)
    return AuthorCell(tuple(entries), cut=ending is not None, listed=listed, is_prose=is_prose(text))


def _split_and(entries: list[str]) -> bool:
    """Undo the "and" before the last name of a list, in place; "Centre for Maps and Rivers" stays one name."""
    if not entries:
        return False
    marked = _LAST_OF_LIST.match(entries[-1]) if len(entries) > 1 else None
    if marked:
        entries[-1] = entries[-1][marked.end() :]
        return True
    both = _TWO_NAMES.fullmatch(entries[-1]) if " and " in entries[-1] or " & " in entries[-1] else None
    if both and not _ORGANISATION.search(entries[-1]):
        entries[-1:] = both.groups()
        return True
    return False


def order_of_cells(cells: Sequence[AuthorCell]) -> AuthorCells:
    """The order in which a day's author cells are written: reversed, unless they show bylines.

    Six names or "et al." show it, where no more cells show the contrary; "and" does where none does, since it may
    stand inside the name of an organisation. Sentences in place of names show nothing.
    """
    named = [cell for cell in cells if cell.entries and not cell.is_prose]
    strong = sum(cell.cut or cell.is_long for cell in named)
    against = sum(cell.is_reversed for cell in named)
    weak = any(cell.listed for cell in named) and not against
    return AuthorCells.BYLINE if strong > against or weak else AuthorCells.REVERSED


def byline_of(cell: AuthorCell, order: AuthorCells, *, uncut: bool) -> Byline:
    """The byline that a cell tells; `uncut`: the table's cells are not cut at five."""
    complete = _is_complete(cell, uncut=uncut)
    if order is AuthorCells.BYLINE:
        authors = tuple(Author(name, _looks_like_account(name)) for name in cell.entries)
        return Byline(authors, AuthorOrder.BYLINE, complete)
    authors = tuple(reversed(_reversed_entries(cell.entries)))
    certain = not any(author.is_handle for author in authors)
    return Byline(authors, AuthorOrder.BYLINE if certain else AuthorOrder.UNCERTAIN, complete)


def _reversed_entries(entries: tuple[str, ...]) -> list[Author]:
    """The entries of a reversed cell. Handles end it: a single word before a full name is a name ("Chris")."""
    last_name = max([at for at, entry in enumerate(entries) if " " in entry], default=-1)
    return [
        Author(entry, " " not in entry and _is_account(entry) and (at > last_name or _looks_like_account(entry)))
        for at, entry in enumerate(entries)
    ]


def _is_account(entry: str) -> bool:
    return _ACCOUNT.fullmatch(entry) is not None


def _looks_like_account(entry: str) -> bool:
    """Is a single word, wherever it stands, an account: all in lower case, or with a digit?"""
    return _is_account(entry) and (entry.islower() or _DIGIT.search(entry) is not None)


def _is_complete(cell: AuthorCell, *, uncut: bool) -> bool | None:
    if cell.cut:
        return False
    if not cell.entries or (len(cell.entries) == _CELL_SIZE and not uncut):
        return None
    return True
