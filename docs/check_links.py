"""Find links within built pages that lead nowhere: `python docs/check_links.py FOLDER`; nothing is fetched."""  # noqa: INP001 - a script, no package

from __future__ import annotations

import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Page(HTMLParser):
    """The anchors of a page, and where its links and pictures lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.targets: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.anchors.add(values["id"] or "")
        target = values.get({"a": "href", "img": "src", "link": "href", "script": "src"}.get(tag, ""))
        if target:
            self.targets.append(target)


@cache
def _read(path: Path) -> _Page:
    return _Page(path.read_text("utf-8"))


def dead_links(folder: Path) -> Iterator[tuple[Path, str]]:
    """Pairs of a page and a link on it to a file or place that does not exist."""
    for page in sorted(folder.rglob("*.html")):
        yield from ((page, target) for target in _read(page).targets if _is_dead(page, target))


def _is_dead(page: Path, target: str) -> bool:
    link = urlsplit(target)
    if link.scheme or link.netloc:
        return False
    path = (page.parent / unquote(link.path)).resolve() if link.path else page
    if not path.exists():
        return True
    return bool(link.fragment and path.suffix == ".html" and unquote(link.fragment) not in _read(path).anchors)


def main() -> int:
    """Print what is dead; the exit code is 1 where something is."""
    folder = Path(sys.argv[1])
    found = list(dead_links(folder))
    for page, target in found:
        sys.stdout.write(f"{page.relative_to(folder)}: {target} leads nowhere\n")
    pages = sum(1 for _ in folder.rglob("*.html"))
    sys.stdout.write(f"{pages} pages, {len(found)} dead links\n")
    return 1 if found or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
