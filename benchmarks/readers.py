"""What Markdown readers get of an archive's papers, before and after `digestkit check --fix`.

    python benchmarks/readers.py FOLDER

A paper counts as whole where a reader shows a table row whose title, authors and summary have the letters and digits
that digestkit reads, in their order; raw HTML counts as text, and a written link's target too. The files are not
changed: `digestkit.fix` gives the repaired texts. Needs markdown-it-py, mistune and cmarkgfm.
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import html.parser
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

import cmarkgfm  # type: ignore[import-untyped]
import mistune
from markdown_it import MarkdownIt

import digestkit

Reader: TypeAlias = Callable[[str], str]
_TAG_OPENING: Final = re.compile(r"<(?=[A-Za-z/!?])")
_STAND_IN: Final = "\ue000"  # for what opens a tag: so the reader has no choice but to show it as text
_OTHER_MARKS: Final = re.compile(r"[\W_]+")

_MARKDOWN_IT: Final = MarkdownIt("commonmark", {"html": False}).enable("table")
_MISTUNE: Final = mistune.create_markdown(escape=True, plugins=["table"])


def _read_with_mistune(text: str) -> str:
    return str(_MISTUNE(text))


def _read_with_cmarkgfm(text: str) -> str:
    """Cmark with its table extension alone, which has no option to keep HTML as text."""
    shown = _TAG_OPENING.sub(_STAND_IN, text)
    return str(cmarkgfm.markdown_to_html_with_extensions(shown, extensions=["table"]))


READERS: Final[dict[str, Reader]] = {
    "markdown-it-py": _MARKDOWN_IT.render,
    "mistune": _read_with_mistune,
    "cmarkgfm": _read_with_cmarkgfm,
}


class _Rows(html.parser.HTMLParser):
    """The cells of each table row, with the targets of links behind their texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._in_cell = False
        self._targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._in_cell = True
        elif tag == "a":
            self._targets.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._in_cell = False
        elif tag == "a" and self._targets:
            self.handle_data(self._targets.pop())

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data


def letters(text: str) -> str:
    """Letters and digits alone."""
    return _OTHER_MARKS.sub("", text)


def shown_rows(page: str) -> set[tuple[str, ...]]:
    """The rows that a reader shows, in letters and digits."""
    rows = _Rows()
    rows.feed(page)
    return {tuple(map(letters, row)) for row in rows.rows}


def paper_rows(text: str) -> Iterator[tuple[str, str, str]]:
    """Title cell, author cell and summary of each paper as digestkit reads them, in letters and digits."""
    for digest in digestkit.parse_many(text):
        for paper in digest.papers:
            names = [author.name for author in paper.authors]
            if digest.author_cells == "reversed":
                names.reverse()
            yield letters(paper.title), letters("".join(names)), letters(paper.summary.text)


def count_whole(text: str, papers: list[tuple[str, str, str]], reader: Reader) -> int:
    """How many papers a reader shows whole. Behind a title only its own links may follow in the cell."""
    shown: dict[tuple[str, str], set[str]] = {}
    for row in shown_rows(reader(text)):
        if len(row) > 2:  # noqa: PLR2004 - title, authors, summary
            shown.setdefault((row[1], row[2]), set()).add(row[0])
    return sum(
        any(
            cell == title or re.fullmatch(f"{title}(?i:readmoreon|arxiv|https?).*", cell)
            for cell in shown.get((names, summary), ())
        )
        for title, names, summary in papers
    )


def main(folder: str) -> None:
    """Print the table."""
    texts = [path.read_text("utf-8") for path in sorted(Path(folder).glob("**/*.md"))]
    papers = [list(paper_rows(text)) for text in texts]
    repaired = [digestkit.fix(text) for text in texts]
    total = sum(map(len, papers))
    sys.stdout.write(f"| Reader | Whole papers of {total}, before | After `--fix` |\n|---|---|---|\n")
    for name, reader in READERS.items():
        before, after = (
            sum(count_whole(text, rows, reader) for text, rows in zip(version, papers, strict=True))
            for version in (texts, repaired)
        )
        sys.stdout.write(f"| {name} | {before} ({before / total:.0%}) | {after} ({after / total:.0%}) |\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
