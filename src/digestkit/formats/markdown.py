"""The classic table: title with its links, authors, summary, and the further columns that papers have.

Every bar is escaped and every row is one line, so that any GFM reader gets each cell whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TextIO

from digestkit.identifiers import link_arxiv_id, link_huggingface_id
from digestkit.models import AuthorCells, Digest, Link, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["author_cells", "write"]

_CLASSIC: Final = ("Title", "Authors", "Summary")
_CATEGORIES: Final = "Categories"
_CELL_OF_A_PAGE: Final = 5
# All that some reader takes for the end of a line.
_LINE_BREAKS: Final = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# javascript: or data:, also with the blanks and control characters that browsers leave out of it.
_SCHEME: Final = re.compile(r"[\x00-\x20]*(?P<name>[A-Za-z][A-Za-z0-9+.\-\x00-\x20]{0,40}):")
_SAFE_SCHEMES: Final = frozenset({"http", "https", "ftp", "mailto"})
_PAIRED: Final = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")  # https://example.org/Map_(river)
_ENDING: Final = re.compile(r"[<>|\x00-\x20\x7f]")
_ENDING_OR_ODD: Final = re.compile(r"[()<>|\x00-\x20\x7f]")
_CODE: Final = "`{}`"
_LABEL_BREAKERS: Final = re.compile(r"[\[\]]")


def write(digests: Iterable[Digest], file: TextIO) -> None:
    """Write digests as Markdown, one at a time."""
    for number, digest in enumerate(digests):
        file.write("\n" if number else "")
        file.writelines(_lines(digest, first=not number))


def author_cells(digest: Digest) -> AuthorCells:
    """The order in which a digest's author cells are written: bylines where it says so or a list is longer."""
    long = any(len(paper.authors) > _CELL_OF_A_PAGE for paper in digest.papers)
    return AuthorCells.BYLINE if long else digest.author_cells


def _lines(digest: Digest, *, first: bool) -> Iterator[str]:
    if digest.date is not None:
        yield f"## Papers for {digest.date.isoformat()}\n\n"
    elif not first:
        # Without a heading the table would belong to the day above it.
        yield "## Papers\n\n"
    further = _further_columns(digest.papers)
    header = (*_CLASSIC, *further)
    yield f"| {' | '.join(map(_cell, header))} |\n"
    yield f"|{'|'.join('-' * (len(_cell(name)) + 2) for name in header)}|\n"
    order = author_cells(digest)
    for paper in digest.papers:
        yield _row(paper, order, further)


def _row(paper: Paper, order: AuthorCells, further: Sequence[str]) -> str:
    title, links = _cell(paper.title), _read_more(paper)
    cells = [
        _cell(_names(paper, order)),
        _cell(paper.summary.text),
        *(_further(paper, name) for name in further),
    ]
    head = f"{title} {links}".lstrip() if links else f"{title} "
    return f"| {head}| {' | '.join(cells)} |\n"


def _cell(text: str) -> str:
    if _LINE_BREAKS.search(text):
        text = " ".join(filter(None, (line.strip() for line in _LINE_BREAKS.split(text))))
    return text.strip().replace("|", "\\|")


def _names(paper: Paper, order: AuthorCells) -> str:
    names = [author.name for author in paper.authors]
    if order is AuthorCells.REVERSED:
        names.reverse()
    if not any("," in name for name in names):
        return ", ".join(names)
    # A comma inside a name: semicolons part the names, one behind a lone name says that they do.
    return "; ".join(names) + (";" if len(names) == 1 else "")


def _read_more(paper: Paper) -> str:
    links = []
    if paper.arxiv_id is not None:
        links.append(f"[arXiv]({paper.arxiv_id.abs_url})")
        other = next((link.url for link in paper.links if link_huggingface_id(link.url)), None)
        if other is not None:
            links.append(f"[HuggingFace]({_target(other)})")
    return f"(Read more on {' or '.join(links)})" if links else ""


def _target(url: str) -> str:
    """An address that ends with its link: what could end it before is percent-encoded, if not in pairs."""
    return (_ENDING if _PAIRED.fullmatch(url) else _ENDING_OR_ODD).sub(lambda found: f"%{ord(found[0]):02X}", url)


def _further_columns(papers: Sequence[Paper]) -> tuple[str, ...]:
    """Columns beyond the classic ones, in the order in which papers first have them."""
    names: dict[str, None] = {}
    if any(paper.categories for paper in papers):
        names[_CATEGORIES] = None
    for paper in papers:
        names.update(dict.fromkeys(link.column for link in _other_links(paper)))
        names.update(dict.fromkeys(name for name, _ in paper.extra))
    return tuple(names)


def _other_links(paper: Paper) -> Iterator[Link]:
    """The links that the title cell does not hold."""
    for link in paper.links:
        known = link_arxiv_id(link.url) or link_huggingface_id(link.url)
        if known is None and link.column not in ("", *_CLASSIC):
            yield link


def _further(paper: Paper, name: str) -> str:
    if name == _CATEGORIES and paper.categories:
        return _cell(_category_list(paper.categories))
    links = [_link(link) for link in _other_links(paper) if link.column == name]
    return _cell(", ".join([*links, *(text for header, text in paper.extra if header == name)]))


def _link(link: Link) -> str:
    """A link, or, where its address is one that no reader should follow, label and address as they stand."""
    scheme = _SCHEME.match(link.url)
    if scheme and scheme["name"].lower() not in _SAFE_SCHEMES:
        return " ".join(filter(None, (_label(link), _CODE.format(link.url.replace("`", "'")))))
    return f"[{_label(link)}]({_target(link.url)})"


def _label(link: Link) -> str:
    return _LABEL_BREAKERS.sub("", link.label) or "Link"


def _category_list(categories: Sequence[str]) -> str:
    """Categories parted by commas, or as a list of quoted strings where one holds a comma itself."""
    if not any(set(category) & set(",;[]'\"\\") or category != category.strip() for category in categories):
        return ", ".join(categories)
    quoted = (category.replace("\\", "\\\\").replace("'", "\\'") for category in categories)
    return "[" + ", ".join(f"'{category}'" for category in quoted) + "]"
