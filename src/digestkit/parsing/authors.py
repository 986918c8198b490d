"""The author cell: names and handles, and what their order means.

The cells of these digests come from Hugging Face's page: handles first in byline order, then names in byline order,
cut at five, and all of it reversed (1,274 of 1,274 cells of plain names, 2,498 of 2,499 mixed ones, checked against
the papers' bylines). So the last entry of a cell of plain names is the first author; in a mixed cell nobody can tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit._suffixes import LONGEST_SUFFIX, is_suffix
from digestkit.models import Author, AuthorCells, AuthorOrder, one_line
from digestkit.parsing.columns import is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["AuthorCell", "Byline", "byline_of", "order_of_cells", "read_authors"]

# Hugging Face account names are ASCII letters, digits and these marks.
_ACCOUNT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_DIGIT: Final = re.compile(r"[0-9]")
# Of firms, which part it from the name as people do theirs: "Moss Labs, Ltd."
_FIRM: Final = frozenset({"Inc", "Inc.", "Ltd", "Ltd.", "LLC", "GmbH", "Corp", "Corp.", "Co.", "S.A.", "B.V."})
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
_MOST_SUFFIXES: Final = 4  # of one name
# One class, which is searched fast: any character but letters, digits and what stands within plain names.
_UNUSUAL: Final = re.compile(r"[^A-Za-z0-9 ,;.'&\-]")
_WIDE: Final = str.maketrans({"，": ", ", "、": ", ", "﹐": ", ", "､": ", ", "；": "; ", "﹔": "; "})
_SPACED_MARK: Final = re.compile(
    r"[ ] [·•‧・∙|/] [ ]", re.VERBOSE
)  # Ida Holm · Li Wen; within a word it is part of a name
_BRACKETED: Final = re.compile(r"\([^()]*\)")
_FOOTNOTES: Final = "*†‡§¶∗⋆¹²³⁰⁴⁵⁶⁷⁸⁹"
_NOBODY: Final = re.compile(r"[^\w]*|n/a", re.IGNORECASE)  # what stands in a cell that names nobody: "-"
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
    unusual = _UNUSUAL.search(text) is not None or text[:1] == "-"
    if unusual:
        text = _usual(text)
    ending = _CUT.search(text, max(0, len(text) - _CUT_REACH))
    without = text[: ending.start()] if ending else text
    entries = _joined(_split(without, brackets="(" in text and unusual), at_commas=";" not in without)
    if unusual:
        entries = [name for entry in entries if (name := _without_marks(entry))]
    listed = split_and and _split_and(entries)
    return AuthorCell(tuple(entries), cut=ending is not None, listed=listed, is_prose=is_prose(text))


def _usual(text: str) -> str:
    """A cell with the separators of ASCII; empty where it holds a dash or "N/A" in place of names.

    >>> _usual("李文、王小"), _usual("Ida Holm · Li Wen"), _usual("N/A")
    ('李文, 王小', 'Ida Holm, Li Wen', '')
    """
    if _NOBODY.fullmatch(text):
        return "" if text not in {"...", "…"} else text
    text = one_line(text.translate(_WIDE))
    return _SPACED_MARK.sub("; " if ";" in text else ", ", text)


def _split(text: str, *, brackets: bool) -> list[str]:
    """The pieces between the separators: semicolons if there are any, else commas, none of them in brackets."""
    separator = ";" if ";" in text else ","
    if not brackets:
        return text.split(separator)
    bracketed = _BRACKETED.sub(lambda found: " " * len(found[0]), text)
    pieces, start = [], 0
    for piece in bracketed.split(separator):
        pieces.append(text[start : start + len(piece)])
        start += len(piece) + 1
    return pieces


def _joined(pieces: Sequence[str], *, at_commas: bool) -> list[str]:
    """The entries of a cell: pieces, with the suffixes that a comma parted from their names.

    One that begins the cell shows that a program has turned the pieces round, so each belongs to the name after it.
    """
    stripped = [piece for spaced in pieces if (piece := spaced.strip() if spaced.isascii() else one_line(spaced))]
    # Most cells have no piece so short that it could be one.
    if min(map(len, stripped), default=LONGEST_SUFFIX) > LONGEST_SUFFIX or not any(map(_is_suffix, stripped)):
        return stripped
    leads = len(stripped) > 1 and _is_suffix(stripped[0])
    entries: list[str] = []
    for piece in reversed(stripped) if leads else stripped:
        if entries and _is_suffix(piece) and entries[-1].count(",") < (_MOST_SUFFIXES if at_commas else 1):
            entries[-1] += f", {piece}"
        else:
            entries.append(piece)
    return entries[::-1] if leads else entries


def _is_suffix(piece: str) -> bool:
    return len(piece) <= LONGEST_SUFFIX and (piece in _FIRM or is_suffix(piece))


def _without_marks(entry: str) -> str:
    """An entry without the marks of emphasis, code and footnotes, and without the `@` before an account.

    >>> _without_marks("**Ida Holm**"), _without_marks("Li Wen¹"), _without_marks("@moss99"), _without_marks("__x__")
    ('Ida Holm', 'Li Wen', 'moss99', '__x__')
    """
    name = entry.strip("*`").rstrip(_FOOTNOTES).strip()
    name = name.strip("_") if " " in name else name
    return name[1:] if name.startswith("@") and _is_account(name[1:]) else name or entry


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
