"""One row of a table, whose cells are known, into a `Paper`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit._fields import one_line
from digestkit.diagnostics import Oddity, Reporter
from digestkit.identifiers import ArxivId, link_arxiv_id, link_huggingface_id
from digestkit.models import AuthorCells, AuthorOrder, Link, Paper, Span, Summary
from digestkit.parsing.authors import AuthorCell, Byline, byline_of
from digestkit.parsing.columns import Columns, Role
from digestkit.parsing.links import PLACEHOLDERS, find_links
from digestkit.parsing.title import TitleCell, read_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["PaperRow", "author_cell_text", "build_paper"]

_STRING: Final = r"(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_STRINGS: Final = re.compile(_STRING, re.DOTALL)
_LIST: Final = re.compile(rf"\[\s*+(?:{_STRING}\s*+(?:,\s*+{_STRING}\s*+)*+,?\s*+)?\]", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_STRAY_BAR: Final = re.compile(r"(?<!\\)\|")
_ARXIV_PAGE: Final = re.compile(r"arxiv\.org/(?:abs|pdf|html)/", re.IGNORECASE)
_MARKDOWN_LINK: Final = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")


class PaperRow(NamedTuple):
    """A row of the document and the spans of its cells, one a column, None where it has none."""

    text: str
    span: Span
    columns: Columns
    cells: Sequence[Span | None]

    def cell(self, role: Role) -> Span | None:
        """The first cell of a role, or None."""
        at = self.columns.index(role)
        return None if at is None else self.cells[at]

    def raw(self, span: Span | None) -> str:
        """What stands at a span, or nothing."""
        return "" if span is None else self.text[span.start : span.end]


def _unescape(cell: str) -> str:
    r"""`\\|` is the one escape that a table has of its own."""
    return cell.replace("\\|", "|") if "\\" in cell else cell


def author_cell_text(row: PaperRow) -> str:
    """The author cell, with the text of links in their place."""
    # A bar that is not escaped stands where a comma belongs.
    cell = row.raw(row.cell(Role.AUTHORS))
    if "|" in cell:
        cell = _unescape(_STRAY_BAR.sub(", ", cell))
    return _MARKDOWN_LINK.sub(r"\1", cell) if "](" in cell else cell


def build_paper(row: PaperRow, authors: AuthorCell, order: AuthorCells, report: Reporter, *, uncut: bool) -> Paper:
    """The paper of a row. What is odd about its cells is reported."""
    title_cell = row.cell(Role.TITLE)
    title = read_title(row.raw(title_cell))
    title_start = title_cell.start if title_cell else row.span.start
    title_span = Span(title_start + title.start, title_start + title.end)
    links = tuple(_links(row, title))
    byline = byline_of(authors, order, uncut=uncut)
    summary_cell = row.cell(Role.SUMMARY)
    summary, escapes = _summary(row.raw(summary_cell))
    title_text = _unescape(row.raw(title_span))
    paper = Paper(
        title=title_text,
        authors=byline.authors,
        author_order=byline.order,
        authors_complete=byline.complete,
        arxiv_id=_arxiv_id(row, links, report),
        links=links,
        categories=tuple(_categories(row)),
        summary=Summary(summary, " ".join(title_text.split())),
        extra=tuple(_extra(row)),
        span=row.span,
        title_span=title_span,
        authors_span=row.cell(Role.AUTHORS),
        summary_span=summary_cell,
        summary_escapes=escapes,
    )
    _report_paper(paper, byline, row, report)
    return paper


def _summary(cell: str) -> tuple[str, tuple[int, ...]]:
    """The text of a summary cell, and where in it a bar stands that the cell escapes."""
    if "\\" not in cell:
        return cell, ()
    found = re.finditer(r"\\\|", cell)
    # Each escape before this one has made the text a character shorter than the cell.
    return _unescape(cell), tuple(escape.start() - before for before, escape in enumerate(found))


def _links(row: PaperRow, title: TitleCell) -> Iterator[Link]:
    for name, role, span in zip(row.columns.names, row.columns.roles, row.cells, strict=True):
        if span is None:
            continue
        if role is Role.TITLE:
            found = title.links
        elif role is Role.LINKS or (role is Role.AUTHORS and "](" in row.raw(span)):
            found = tuple(find_links(row.raw(span)))
        else:
            continue
        for link in found:
            if link.url.casefold() not in PLACEHOLDERS:
                yield Link(_unescape(link.label), _unescape(link.url), name)


def _arxiv_id(row: PaperRow, links: Sequence[Link], report: Reporter) -> ArxivId | None:
    """The paper's identifier: of its arXiv link, else of its Hugging Face link, else of an identifier in a cell."""
    ids: list[ArxivId] = []
    others: list[ArxivId] = []
    bad = [link.url for link in links if not _take_id(link.url, ids, others) and _ARXIV_PAGE.search(link.url)]
    if bad:
        report.add(
            Oddity.BAD_ARXIV_LINK,
            row.span,
            f"{bad[0][:100]!r} leads to no arXiv paper; expected a number like 2412.18925",
        )
    if ids:
        if others and all(other.number != ids[0].number for other in others):
            message = (
                f"the arXiv link is of {ids[0]}, the Hugging Face link of {others[0]}; "
                "the first is taken, correct the other"
            )
            report.add(Oddity.UNLIKE_IDS, row.span, message)
        return ids[0]
    if others:
        message = (
            f"the row has no arXiv link; the id {others[0]} comes from its Hugging Face link; add {others[0].abs_url}"
        )
        report.add(Oddity.HUGGINGFACE_ONLY, row.span, message)
        return others[0]
    return next(_ids_in_cells(row), None)


def _take_id(url: str, ids: list[ArxivId], others: list[ArxivId]) -> bool:
    """Add the identifier that a link names to those of arXiv or the others; whether it leads to arXiv."""
    found = link_arxiv_id(url)
    other = None if found else link_huggingface_id(url)
    if found:
        ids.append(found)
    if other:
        others.append(other)
    return found is not None


def _ids_in_cells(row: PaperRow) -> Iterator[ArxivId]:
    """Identifiers in cells that are no links: a column of numbers, a link in a column that is not known."""
    for role, span in zip(row.columns.roles, row.cells, strict=True):
        if role is Role.EXTRA:
            for link in find_links(row.raw(span)):
                if found := link_arxiv_id(link.url):
                    yield found
        if role in (Role.LINKS, Role.EXTRA):
            try:
                yield ArxivId.parse(row.raw(span))
            except ValueError:
                continue


def _categories(row: PaperRow) -> Iterator[str]:
    if row.columns.index(Role.CATEGORIES) is None:
        return
    for role, span in zip(row.columns.roles, row.cells, strict=True):
        if role is Role.CATEGORIES:
            yield from map(one_line, read_categories(_unescape(row.raw(span))))


def read_categories(cell: str) -> list[str]:
    r"""The categories of a cell: a Python list literal, or words parted by semicolons or commas.

    >>> read_categories("['Machine Translation', \"Children's Books\"]")
    ['Machine Translation', "Children's Books"]
    >>> read_categories("cs.CL; cs.LG")
    ['cs.CL', 'cs.LG']
    """
    if cell.startswith("[") and _LIST.fullmatch(cell):
        strings = (_ESCAPED.sub(r"\1", found[1:-1]) for found in _STRINGS.findall(cell))
        return [string for string in strings if string.strip()]
    parts = cell.split(";" if ";" in cell else ",")
    return [part.strip() for part in parts if part.strip().casefold() not in PLACEHOLDERS]


def _extra(row: PaperRow) -> Iterator[tuple[str, str]]:
    """Cells of unknown columns, and what a cell of links says besides them."""
    if row.columns.index(Role.EXTRA) is None and row.columns.index(Role.LINKS) is None:
        return
    for name, role, span in zip(row.columns.names, row.columns.roles, row.cells, strict=True):
        if span is None:
            continue
        cell = row.raw(span)
        if (role is Role.EXTRA and cell) or (role is Role.LINKS and _says_more(cell)):
            yield name, _unescape(cell)


def _says_more(cell: str) -> bool:
    rest, end = [], 0
    for link in find_links(cell):
        rest.append(cell[end : link.start])
        end = link.end
    words = "".join([*rest, cell[end:]]).strip(" \t\r\n,;/[]()'\"")
    return words.casefold() not in PLACEHOLDERS and any(character.isalnum() for character in words)


def _report_paper(paper: Paper, byline: Byline, row: PaperRow, report: Reporter) -> None:
    place = row.span if paper.authors_span is None else paper.authors_span
    if not paper.title:
        report.add(Oddity.EMPTY_TITLE, row.span, "the row has no title, expected one before its links")
    if paper.arxiv_id is None:
        report.add(
            Oddity.NO_ARXIV_ID,
            row.span,
            f"{paper.title[:80]!r} has no arXiv identifier; expected a link like https://arxiv.org/abs/2412.18925",
        )
    if not paper.authors:
        report.add(Oddity.NO_AUTHORS, place, f"{paper.title[:80]!r} has no authors, expected names in this cell")
    elif byline.complete is None:
        message = "five entries are the most that these cells hold: the byline may be longer than that"
        report.add(Oddity.CUT_AUTHORS, place, message)
    if byline.order is AuthorOrder.UNCERTAIN:
        handles = ", ".join(author.name for author in paper.authors if author.is_handle)
        message = f"Hugging Face accounts among the authors ({handles}): their places in the byline are not known"
        report.add(Oddity.HANDLES, place, message)
    if not paper.summary.text or paper.summary.text.isspace():
        place = row.span if paper.summary_span is None else paper.summary_span
        report.add(Oddity.EMPTY_SUMMARY, place, f"{paper.title[:80]!r} has no summary, expected one in this cell")
