"""Markdown links and bare addresses in cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LINK", "PLACEHOLDERS", "FoundLink", "find_links", "leading_link"]

# A target may hold one level of parentheses: https://example.org/maps_(rivers)
_TARGET: Final = r"[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*"
# Scripts that fill lines break addresses, too: "https://arxiv.org/abs/⏎  2403.90001".
_BREAK: Final = r"[ \t]*+[\r\n]\s*+(?![\")])"
_WRAPPED: Final = rf"{_TARGET}(?:{_BREAK}{_TARGET}){{0,2}}"
_END: Final = rf"\(\s*+<?(?P<url>{_WRAPPED})>?(?:\s++\"[^\"()]*\")?\s*+\)"
# The text of a link may be a badge: [![arXiv](badge.svg)](https://arxiv.org/abs/…)
_BADGE: Final = r"!\[[^\[\]]*\]\([^()\s]*\)"
LINK: Final = rf"\[(?P<label>[^\[\]]*|{_BADGE})\]{_END}"
_LINK: Final = re.compile(LINK)
_ANCHOR: Final = re.compile(
    r"<a\s[^<>]{0,200}?href=[\"']?(?P<url>[^\s\"'<>]*)[^<>]{0,200}>(?P<label>[^<>]*)</a>", re.IGNORECASE
)
_AFTER_LABEL: Final = re.compile(_END)
_BARE: Final = re.compile(r"(?<![\w\"'=])https?://[^\s,;|<>()\[\]\"]+", re.IGNORECASE)
# What scripts write where there is no link.
PLACEHOLDERS: Final = frozenset({"", "#", "-", "n/a", "na", "nan", "none", "null", "string", "undefined"})


class FoundLink(NamedTuple):
    """A link at `start` to `end` of a cell."""

    label: str
    url: str
    start: int
    end: int


def find_links(cell: str) -> list[FoundLink]:
    """All links of a cell in order: Markdown ones, and addresses that stand bare outside of them."""
    links = [FoundLink(found["label"], _unbroken(found["url"]), *found.span()) for found in _LINK.finditer(cell)]
    if "</a>" in cell:
        anchors = (FoundLink(found["label"], found["url"], *found.span()) for found in _ANCHOR.finditer(cell))
        links = sorted([*links, *anchors], key=lambda link: link.start)
    if "://" not in cell:
        return links
    rest = list(_outside(links, len(cell)))
    bare = [
        FoundLink("", url, found.start(), found.start() + len(url))
        for start, end in rest
        for found in _BARE.finditer(cell, start, end)
        if (url := found[0].rstrip(".:!?'*_"))
    ]
    return sorted([*links, *bare], key=lambda link: link.start) if bare else links


def _outside(links: list[FoundLink], length: int) -> Iterator[tuple[int, int]]:
    start = 0
    for link in links:
        yield start, link.start
        start = link.end
    yield start, length


def leading_link(cell: str) -> FoundLink | None:
    """The link that a cell begins with, or None; its text may hold brackets ("[GPT-[n] in Rivers](…)")."""
    anchor = _ANCHOR.match(cell) if cell.startswith("<a") else None
    if anchor:
        return FoundLink(anchor["label"], anchor["url"], 0, anchor.end())
    if not cell.startswith("["):
        return None
    end = _closing_bracket(cell)
    found = _AFTER_LABEL.match(cell, end + 1) if end > 0 else None
    if found is None:
        # Unbalanced brackets inside the text: the last "](" ends it.
        end = cell.rfind("](")
        found = _AFTER_LABEL.match(cell, end + 1) if end > 0 else None
    return FoundLink(cell[1:end], _unbroken(found["url"]), 0, found.end()) if found else None


def _unbroken(url: str) -> str:
    """An address without the line breaks that it was filled with."""
    return "".join(url.split()) if "\n" in url or "\r" in url else url


def _closing_bracket(cell: str) -> int:
    depth = 0
    for found in re.finditer(r"[\[\]]", cell):
        depth += 1 if found[0] == "[" else -1
        if not depth:
            return found.start()
    return -1
