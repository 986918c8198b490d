"""The title cell: the title, and the links that stand behind it or around it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from digestkit.identifiers import link_arxiv_id, link_huggingface_id
from digestkit.parsing.links import LINK, PLACEHOLDERS, FoundLink, find_links, leading_link

__all__ = ["TitleCell", "read_title"]

_READ_MORE: Final = re.compile(r"read\s+more\b", re.IGNORECASE)
_ANY_LINK: Final = re.sub(r"\?P<\w+>", "?:", LINK)
# From "Read more" to the end of the cell: "Read more on [arXiv](…) or [HuggingFace](…))"
_TAIL: Final = re.compile(
    rf"""
    read\s+more\b [^\[\]()]{{0,40}} (?: \]\([^()\s]*\) )?          # Read more on  |  [Read more](…)
    (?: {_ANY_LINK} [^\[\]()]{{0,40}} )*                             # [arXiv](…) or [HuggingFace](…)
    [\])\s*_.]{{0,10}}
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What nearly every title cell ends with.
_USUAL_BEGIN: Final = "(Read more on ["
_USUAL: Final = re.compile(
    r"""
    \(Read\ more\ on\ (\[(\w+)\]\( (https://arxiv\.org/abs/[\w.]+) \))
    \ or\ (\[(\w+)\]\( (https://huggingface\.co/papers/[\w.]+) \)) \)
    """,
    re.VERBOSE,
)
# What may stand between a title and its links besides white space and brackets.
_DASHES: Final = ("-", "–", "—", "|", ":", "·", "•")
_BETWEEN: Final = re.compile(
    r"(?:<br\s?/?>)?[\s()<>\[\]|,;/·•–—*_-]{0,10}(?:(?:or|and)\s{1,5})?[\s(\[]{0,5}(?:<br\s?/?>)?", re.IGNORECASE
)
_LINE_BREAK_TAG: Final = re.compile(r"<br\s?/?>$", re.IGNORECASE)


class TitleCell(NamedTuple):
    """A title at `start` to `end` of its cell, still with its line breaks, and the links of the cell.

    The links that stand around or behind the title come first, those amid its words last.
    """

    start: int
    end: int
    links: tuple[FoundLink, ...]


def read_title(cell: str) -> TitleCell:
    """Part a title from its links.

    >>> cell = "Maps of Rivers (Read more on [arXiv](https://arxiv.org/abs/2403.90001))"
    >>> title = read_title(cell)
    >>> cell[title.start:title.end]
    'Maps of Rivers'
    """
    usual = _read_usual(cell)
    if usual is not None:
        return usual
    links = tuple(find_links(cell)) if "](" in cell or "://" in cell else ()
    behind = _read_more(cell)
    if behind is not None:
        return TitleCell(*_stripped(cell, 0, behind), _outer_first(links, behind))
    if "](" not in cell and not links:
        return _trimmed(cell, 0, len(cell), ())
    bold = len(cell) - len(cell.lstrip("*_ "))
    around = leading_link(cell[bold:])
    if around is not None and _is_address(around.url):
        link = FoundLink(around.label, around.url, bold, bold + around.end)
        others = [other for other in links if other.start >= link.end]
        start = bold + 1 if cell[bold] == "[" else cell.index(">", bold) + 1
        return _trimmed(cell, start, start + len(around.label), (link, *others))
    end = _before_links(cell, links)
    return _trimmed(cell, 0, end, _outer_first(links, end))


def _read_usual(cell: str) -> TitleCell | None:
    """The title and links of a cell in the usual form, with a title that holds no link itself; else None."""
    end = cell.find(_USUAL_BEGIN)
    found = _USUAL.fullmatch(cell, end) if end >= 0 else None
    title = cell[:end].rstrip() if found else ""
    if found is None or "[" in title or "<" in title or "://" in title:
        return None
    links = (FoundLink(found[2], found[3], *found.span(1)), FoundLink(found[5], found[6], *found.span(4)))
    return TitleCell(*_stripped(cell, 0, len(title)), links)


def _outer_first(links: tuple[FoundLink, ...], end: int) -> tuple[FoundLink, ...]:
    return tuple(sorted(links, key=lambda link: link.start < end)) if len(links) > 1 else links


def _read_more(cell: str) -> int | None:
    """Where the "(Read more on …)" that ends a cell begins, or None."""
    last = None
    for last in _READ_MORE.finditer(cell):  # noqa: B007 - only the last one matters
        pass
    if last is None or not _TAIL.fullmatch(cell, last.start()):
        return None
    end = _without_opening(cell, last.start())
    if "](" not in cell[last.start() :] and end == len(cell[: last.start()].rstrip()):
        return None  # "Why We Read More" is a title
    return end


def _without_opening(cell: str, end: int) -> int:
    """Where the title before links at `end` ends: without the bracket or the dash that opens them, one of each."""
    head = cell[:end].rstrip()
    tag = _LINE_BREAK_TAG.search(head, max(0, len(head) - 6))
    if tag:
        return len(head[: tag.start()].rstrip())
    for opening in "<[(":
        if head.endswith(opening):
            head = head[:-1].rstrip()
    if len(head) == len(cell[:end].rstrip()) and head.endswith(_DASHES) and head[-2:-1].isspace():
        head = head[:-1].rstrip()
    return len(head)


def _before_links(cell: str, links: tuple[FoundLink, ...]) -> int:
    """Where the run of links that ends a cell begins; links amid the words of a title stay."""
    begin = len(cell)
    for link in reversed(links):
        if not _BETWEEN.fullmatch(cell, link.end, begin):
            break
        if not link.label and not (link_arxiv_id(link.url) or link_huggingface_id(link.url)):
            break  # an address that a title ends with may be part of it
        begin = link.start
    return _without_opening(cell, begin) if 0 < begin < len(cell) else len(cell)


def _is_address(url: str) -> bool:
    return url.casefold() in PLACEHOLDERS or "." in url or "/" in url


def _trimmed(cell: str, start: int, end: int, links: tuple[FoundLink, ...]) -> TitleCell:
    """The title without white space and bold marks at its ends."""
    start, end = _stripped(cell, start, end)
    bold = cell[start:end]
    if len(bold) > 4 and bold.startswith("**") and bold.endswith("**") and "**" not in bold[2:-2]:  # noqa: PLR2004
        start, end = _stripped(cell, start + 2, end - 2)
    return TitleCell(start, end, links)


def _stripped(cell: str, start: int, end: int) -> tuple[int, int]:
    text = cell[start:end]
    left = len(text) - len(text.lstrip())
    return start + left, start + max(left, len(text.rstrip()))
