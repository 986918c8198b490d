"""Columns: what each is for, by its header, and which cell of a row belongs to which.

Rows with stray bars have more cells than columns, broken rows fewer. Which cell is which is then decided by what
stands in them: a title ends with its links, an author cell is a short list, code spans and formulas are not cut.
"""

from __future__ import annotations

import math
import re
from enum import Enum
from itertools import accumulate, combinations
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.models import Span, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "CLASSIC",
    "Columns",
    "Role",
    "assign_cells",
    "holds_paper_link",
    "is_prose",
    "read_header",
    "with_missing_column",
]


class Role(Enum):
    """What a column is for."""

    TITLE = "title"
    AUTHORS = "authors"
    SUMMARY = "summary"
    CATEGORIES = "categories"
    LINKS = "links"
    EXTRA = "extra"


# Headers of the archive, its forks and neighbouring digests, in lower case without marks and a plural s.
_ROLES: Final[dict[str, Role]] = {
    **dict.fromkeys(("title", "paper title", "paper name", "标题", "题目", "论文标题"), Role.TITLE),
    **dict.fromkeys(("author", "author list", "作者"), Role.AUTHORS),
    **dict.fromkeys(("summary", "summarie", "abstract", "tl;dr", "tldr", "摘要", "总结"), Role.SUMMARY),
    **dict.fromkeys(
        ("category", "categorie", "classification", "subject", "tag", "topic", "分类", "类别"),
        Role.CATEGORIES,
    ),
    **dict.fromkeys(
        (
            "link",
            "url",
            "github url",
            "huggingface url",
            "hugging face url",
            "github",
            "huggingface",
            "hugging face",
            "arxiv",
            "arxiv link",
            "paper link",
            "pdf",
            "pdf link",
            "code",
            "code link",
            "project",
            "project page",
            "repo",
            "demo",
            "链接",
            "代码",
        ),
        Role.LINKS,
    ),
}
_DECORATION: Final = re.compile(r"[^\w\s;/'-]|_")
_PARENTHESES: Final = re.compile(r"\([^()]*\)")
_LINKED: Final = re.compile(r"\]\(\s*<?https?://[^()\s]{0,40}(?:arxiv\.org|huggingface\.co|hf\.co)/", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[.?!](?<=[a-z]{2}.) +[A-Z]")
_PROSE: Final = 25  # words; the longest real author cell (five names of four words) has fewer
_LONG_CELL: Final = 400
_MOST_PLACES: Final = 200
_LONGEST_NAME: Final = 5  # words: "Victor Guilherme Rosas da Maia"
_MANY_BARS: Final = 20  # a row with more has them in its summary
_MOST_AMONG_NAMES: Final = 4  # bars in an author cell: between each two of five names
_PARTICLES: Final = frozenset(
    ("al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "van", "von", "zu")
)
_NO_NAMES: Final = frozenset(
    ("of", "for", "with", "in", "on", "the", "via", "to", "from", "by", "is", "are", "a", "an", "using")
)
_OPENERS: Final = _NO_NAMES | {"here", "it", "its", "our", "these", "this", "we"}  # first words of sentences


@attrs.frozen
class Columns:
    """The columns of a table: each one's header as written, and its role."""

    names: tuple[str, ...]
    roles: tuple[Role, ...]

    def __len__(self) -> int:
        return len(self.names)

    def index(self, role: Role) -> int | None:
        """The first column of a role, or None."""
        return self.roles.index(role) if role in self.roles else None


def _role(name: str) -> Role:
    plain = _plain(name)
    last = plain.rpartition(" ")[2]
    for word in (plain, plain.removesuffix("s")):
        if word in _ROLES:
            return _ROLES[word]
    # "One-line summary", "Full title": the noun decides. "Author affiliations" stays a further one.
    noun = _ROLES.get(last) or _ROLES.get(last.removesuffix("s"))
    return noun if noun in (Role.TITLE, Role.AUTHORS, Role.SUMMARY) else Role.EXTRA


def _plain(name: str) -> str:
    """A header in lower case, without marks, symbols and what stands in parentheses: "📄 **Author(s)**"."""
    return one_line(_DECORATION.sub(" ", _PARENTHESES.sub("", name.casefold())))


CLASSIC: Final = Columns(("Title", "Authors", "Summary", "Link"), (Role.TITLE, Role.AUTHORS, Role.SUMMARY, Role.LINKS))


def read_header(cells: Sequence[str], *, ruled: bool) -> Columns | None:
    """The columns that a row of cells is the header of, or None.

    With a rule line below (`ruled`) a title and one more known header make a header; without one, which a row of
    the table might be, every cell must be a known header.

    >>> read_header(["Title", "Authors", "Summary", "Venue"], ruled=True).roles[3]
    <Role.EXTRA: 'extra'>
    >>> read_header(["Title", "Li Wen", "A study of headers."], ruled=False) is None
    True
    """
    names = tuple(one_line(cell) for cell in cells)
    roles = [_role(name) for name in names]
    if Role.TITLE not in roles:
        _name_title(roles, [_plain(name) for name in names], ruled=ruled)
    for role in (Role.TITLE, Role.AUTHORS, Role.SUMMARY):
        # A second title (or summary) column is kept as a further one; links and categories may be several.
        for at in [at for at, other in enumerate(roles) if other is role][1:]:
            roles[at] = Role.EXTRA
    known = sum(role is not Role.EXTRA for role in roles)
    if Role.TITLE not in roles or known < 2:  # noqa: PLR2004
        return None
    if not ruled and (known < len(roles) or not {Role.AUTHORS, Role.SUMMARY} & set(roles)):
        return None
    return Columns(tuple(name.strip("*_") for name in names), tuple(roles))


def _name_title(roles: list[Role], plain: list[str], *, ruled: bool) -> None:
    """Where no column is called title, take "Paper" or "Name", or else the first unknown one beside the authors."""
    at = next((at for at, name in enumerate(plain) if name in ("paper", "name", "work")), None)
    if at is None and ruled and Role.AUTHORS in roles and Role.EXTRA in roles:
        at = roles.index(Role.EXTRA)
    if at is not None:
        roles[at] = Role.TITLE


def with_missing_column(rows: Sequence[Sequence[str]], columns: Columns) -> Columns | None:
    """The columns with the one of authors or of summaries that a header lacks and its rows have, or None.

    `rows` are the cells of each row. The rows have it where none has fewer cells than that makes and most have as
    many, with names where the authors stand, and none where the summaries do.
    """
    missing = [role for role in (Role.AUTHORS, Role.SUMMARY) if role not in columns.roles]
    title = columns.index(Role.TITLE)
    if len(missing) != 1 or title is None:
        return None
    at = title + 1 if missing == [Role.AUTHORS] else columns.roles.index(Role.AUTHORS) + 1
    name = missing[0].value.capitalize()
    more = Columns(
        (*columns.names[:at], name, *columns.names[at:]), (*columns.roles[:at], missing[0], *columns.roles[at:])
    )
    fitting = [cells for cells in rows if len(cells) == len(more)]
    if 2 * len(fitting) <= len(rows) or any(len(cells) < len(more) for cells in rows):
        return None
    authors, summary = more.roles.index(Role.AUTHORS), more.roles.index(Role.SUMMARY)
    names = [cells[authors] for cells in fitting]
    told = all(_names_score(cell) > 0 for cell in names) and any(" " in cell for cell in names)
    return more if told and all(_names_score(cells[summary]) < 0 for cells in fitting) else None


def holds_paper_link(cell: str) -> bool:
    """Does a cell hold a link to a paper's page?"""
    return _LINKED.search(cell) is not None


def assign_cells(text: str, pieces: list[Span], columns: Columns) -> list[Span | None]:
    """The span of each column's cell, None where the row has none."""
    if len(pieces) > len(columns):
        pieces = _without_spare_start(text, _without_spare_end(text, pieces, columns), columns)
    spare = len(pieces) - len(columns.names)
    if spare < 0:
        return _assign_short(text, pieces, columns)
    if spare == 0:
        return list(pieces)
    return _assign_long(text, pieces, columns, spare)


def _without_spare_end(text: str, pieces: list[Span], columns: Columns) -> list[Span]:
    """The cells without empty ones too many at the end: "… | It maps 3 rivers. ||"."""
    filled = len(pieces)
    while filled > len(columns) and not len(pieces[filled - 1]):
        filled -= 1
    # A last column that may be empty keeps its empty cell, unless what stands before it belongs there.
    cell, role = text[slice(*pieces[filled - 1])], columns.roles[-1]
    labelled = filled == len(columns) and role in (Role.CATEGORIES, Role.EXTRA) and _is_label(cell)
    if labelled and (summary := columns.index(Role.SUMMARY)) is not None:
        labelled = text.endswith((".", "!", "?"), pieces[summary].start, pieces[summary].end)
    return pieces[:filled] if role is Role.SUMMARY or _fit(cell, role) > 0 or labelled else pieces


_NUMBER_OR_DATE: Final = re.compile(r"(?=[^\d]*\d)[\w.:/-]{1,12}")  # 7, 2024-03-11


def _without_spare_start(text: str, pieces: list[Span], columns: Columns) -> list[Span]:
    """The cells without an empty one too many at the beginning: "|| 7 | Maps (link) | …" below "| No. | Title | …"."""
    title = columns.index(Role.TITLE)
    if not title or len(pieces) != len(columns) + 1 or len(pieces[0]):
        return pieces
    numbered = _NUMBER_OR_DATE.fullmatch(text, *pieces[1])
    return pieces[1:] if numbered and holds_paper_link(text[slice(*pieces[title + 1])]) else pieces


def _is_label(cell: str) -> bool:
    """Is a cell like "Computer Vision and Pattern Recognition", rather than the end of a summary that a bar parts?"""
    return 0 < len(cell.split()) <= _LONGEST_NAME + 1 and not cell.endswith(".") and not set("`$") & set(cell)


def _assign_short(text: str, pieces: list[Span], columns: Columns) -> list[Span | None]:
    """A row with fewer cells than columns: those are missing whose absence lets the others fit best."""
    texts = [text[piece.start : piece.end] for piece in pieces]
    places: list[Sequence[int]] = [range(len(pieces))]
    if math.comb(len(columns), len(pieces)) <= _MOST_PLACES:
        # In this order, so that of equal ones the first is taken: the last cells are missing.
        places = [*combinations(range(len(columns)), len(pieces))]
    best = max(places, key=lambda kept: _score_short(texts, kept, columns))
    cells: list[Span | None] = [None] * len(columns)
    for at, piece in zip(best, pieces, strict=True):
        cells[at] = piece
    return cells


def _score_short(texts: list[str], kept: Sequence[int], columns: Columns) -> int:
    points = 0
    for at, cell in zip(kept, texts, strict=True):
        role = columns.roles[at]
        if role is Role.TITLE:
            points += 4
        elif role is Role.SUMMARY:
            points += -2 if _is_link_cell(cell) else 1
        else:
            points += _fit(cell, role)
    return points


def _is_link_cell(cell: str) -> bool:
    return cell.startswith(("[", "http", "<http")) and cell.endswith((")", ">")) and "://" in cell


def is_prose(cell: str) -> bool:
    """Is a cell a text of sentences rather than a list of names?"""
    return len(cell) > _LONG_CELL or len(cell.split()) > _PROSE or _SENTENCE.search(cell) is not None


def _assign_long(text: str, pieces: list[Span], columns: Columns, spare: int) -> list[Span | None]:
    """A row with stray bars: title, summary and an author cell between them share the spare cells, by the evidence."""
    title, summary = columns.index(Role.TITLE), columns.index(Role.SUMMARY)
    assert title is not None  # noqa: S101 - a header without a title makes no columns
    absorbing = title if summary is None else summary
    first, second = min(title, absorbing), max(title, absorbing)
    cells = [text[piece.start : piece.end] for piece in pieces]
    balance, names = _Balance.of(cells), _names_scores(cells, first + 2)
    between = first + 1 == second - 1 and columns.roles[first + 1] is Role.AUTHORS
    most_among_names = _MOST_AMONG_NAMES if spare < _MANY_BARS else 0
    shares = [
        (share, more)
        for share in (range(spare + 1) if first != second else (0,))
        for more in (range(min(spare - share, most_among_names) + 1) if between else (0,))
    ]

    def score(shared: tuple[int, int]) -> int:
        share, more = shared
        second_at = second + share + more
        second_end = second + spare
        points = balance.whole(first, first + share) + balance.whole(second_at, second_end) - more
        if between:
            points += 4 * min(names[first + share + 1 : second_at])
        elif first + 1 < second:
            points += 4 * _fits(cells, columns, first + 1, first + share + 1)
        points += 4 * _fits(cells, columns, second + 1, second_end + 1)
        if second == summary:
            points += 2 * _begins_summary(cells[second_at], names[second_at])
        title_end = first + share if title == first else second_end
        return points + 12 * (_LINKED.search(cells[title_end]) is not None)

    # Bars are commonest in summaries, so of equal shares the one that gives the summary most is taken.
    share, more = max(shares, key=lambda shared: (score(shared), -shared[0] if title == first else shared[0]))
    taken = {first: share, first + 1: more, second: spare - share - more}
    starts = list(accumulate((1 + taken.get(at, 0) for at in range(len(columns) - 1)), initial=0))
    ends = [*(start - 1 for start in starts[1:]), len(pieces) - 1]
    return [_joined(pieces[start : end + 1]) for start, end in zip(starts, ends, strict=True)]


def _joined(pieces: list[Span]) -> Span:
    """A cell out of those that stray bars made of it; empty ones at its ends come from bars that are doubled."""
    filled = [piece for piece in pieces if len(piece)] or pieces
    return Span(filled[0].start, filled[-1].end)


def _fits(cells: list[str], columns: Columns, column: int, at: int) -> int:
    """How well a cell looks like what its column is for: 2 to -2, 0 where there is nothing to say."""
    if column >= len(columns) or at >= len(cells):
        return 0
    return _fit(cells[at], columns.roles[column])


def _fit(cell: str, role: Role) -> int:
    if role is Role.AUTHORS:
        return _names_score(cell)
    if role is Role.LINKS:
        plain = cell.strip().casefold()
        return 2 if "](" in cell or plain in {"", "n/a", "null", "-"} or plain.startswith("http") else -2
    return 0


def _names_score(cell: str) -> int:
    """2 for a list of names, 1 for what may be one, -1 and -2 for what has words that names have not."""
    if is_prose(cell) or "](" in cell or _has_formula(cell):
        return -2
    entries = [entry.split() for entry in cell.split(",") if entry.strip()]
    torn = cell.count("(") != cell.count(")")
    if torn or ":" in cell or "?" in cell or not all(map(_may_be_name, entries)):
        return -1
    return 2 if len(entries) != 1 else 1


def _names_scores(cells: list[str], begin: int) -> list[int]:
    """The scores of all cells; from `begin` on a cell that opens a sentence does not go on with names before it.

    A stray bar behind the first words of a summary leaves them alone: "Ida Holm | This | paper maps 3 rivers." An
    empty cell may be one of authors, but in a row with cells to spare a doubled bar makes it as well.
    """
    scores = [_names_score(cell) if cell else 1 for cell in cells]
    for at in range(begin, len(cells)):
        cell, before = cells[at], cells[at - 1]
        if "," in cell or min(scores[at - 1], scores[at]) < -1:
            continue  # not one entry behind what may be names
        lone = " " not in cell
        full = lone and before.count(",") >= _MOST_AMONG_NAMES
        goes_on = at + 1 < len(cells) and scores[at + 1] < 0 and cells[at + 1][:1].islower()
        if full or goes_on or (lone and cell.lower() in _OPENERS):
            scores[at] = -2
    return scores


def _may_be_name(words: list[str]) -> bool:
    """Are words a name: each with a capital, but for particles, or one word that may be an account?"""
    if len(words) == 1:
        return len(words[0]) > 1 and words[0].lower() not in _OPENERS
    return len(words) <= _LONGEST_NAME and all(
        word.lower() not in _NO_NAMES and (not word[0].islower() or word in _PARTICLES) for word in words
    )


def _begins_summary(cell: str, names_score: int) -> int:
    """1 where a cell begins as prose does, -2 where it is one name or several."""
    if names_score < 0:
        return int(cell.count(" ") > _LONGEST_NAME)
    return -2 if cell and names_score > 0 and not cell.endswith(".") else 0


def _has_formula(cell: str) -> bool:
    return any(mark in cell for mark in "$`\\{}=")


@attrs.frozen
class _Balance:
    """Running counts of backticks, dollar signs and brackets, to ask in one step what a run of cells closes."""

    backticks: list[int]
    dollars: list[int]
    brackets: list[int]

    @classmethod
    def of(cls, cells: list[str]) -> _Balance:
        backticks, dollars, brackets = [0], [0], [0]
        for cell in cells:
            backticks.append(backticks[-1] + cell.count("`"))
            dollars.append(dollars[-1] + cell.count("$"))
            opened = sum(map(cell.count, "([{")) - sum(map(cell.count, ")]}"))
            brackets.append(brackets[-1] + opened)
        return cls(backticks, dollars, brackets)

    def whole(self, first: int, last: int) -> int:
        """Points for a run of cells that leaves no code span, formula or bracket open."""
        last = min(last, len(self.backticks) - 2)
        points = 2 * ((self.backticks[last + 1] - self.backticks[first]) % 2 == 0)
        points += 2 * ((self.dollars[last + 1] - self.dollars[first]) % 2 == 0)
        return points + (self.brackets[last + 1] == self.brackets[first])
