"""The targets: a name, the law that the input is put to, and what the input is made of."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

import attrs

import digestkit
from digestkit import ArxivId, Author, Link, Paper
from digestkit.models import AuthorOrder
from fuzz import laws

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TARGETS", "Target", "text_of"]


@attrs.frozen
class Target:
    """`run` takes bytes and raises what is a crash; `seeds` are the kinds of seed that fit."""

    name: str
    run: Callable[[bytes], object]
    seeds: str


def text_of(content: bytes) -> str:
    """Any bytes as text, with a lone half of a surrogate pair for each that is not UTF-8."""
    return content.decode("utf-8", "surrogateescape")


def _on_text(law: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda content: law(text_of(content))


def _summary(content: bytes) -> None:
    """The first line is the title where the text has more than one."""
    title, line_end, text = text_of(content).partition("\n")
    laws.summary_is_split(*((text, title) if line_end else (title,)))


def _results(content: bytes) -> None:
    text = text_of(content)
    laws.assert_results_slice(text, digestkit.extract_results(text))


def _paper_into_bibtex(content: bytes) -> None:
    """Lines are title, names, address, categories and summary; a checksum of the bytes chooses the options."""
    choice = zlib.crc32(content)
    lines = text_of(content).split("\n", 4)
    title, names, url, categories, summary = (*lines, *[""] * (5 - len(lines)))
    paper = Paper(
        title=title,
        authors=tuple(Author(name, is_handle=name.endswith("1")) for name in names.split(";") if name.strip()),
        author_order=AuthorOrder.UNCERTAIN if choice & 1 else AuthorOrder.BYLINE,
        authors_complete=(True, False, None)[choice % 3],
        arxiv_id=ArxivId("2403.90001", 2 if choice & 2 else None) if choice & 4 else None,
        links=(Link(url=url),) if url else (),
        categories=tuple(filter(None, categories.split(","))),
        summary=summary,
    )
    laws.bibtex_parses_back(
        paper,
        encoding=("ascii", "utf-8")[choice >> 3 & 1],
        dialect=("bibtex", "biblatex")[choice >> 4 & 1],
        uncertain=("keep", "comment", "omit")[choice % 5 % 3],
        versions=bool(choice & 32),
        fields=("abstract", "keywords", "annote")[: choice >> 6 & 3],
    )


TARGETS: Final = {
    target.name: target
    for target in (
        Target("parse_many", _on_text(laws.text_is_read), "digest"),
        Target("parse_summary", _summary, "summary"),
        Target("extract_results", _results, "summary"),
        Target("check", _on_text(laws.findings_stand_in_the_text), "digest"),
        Target("fix", _on_text(laws.fix_keeps_its_promises), "digest"),
        Target("from_json", _on_text(laws.json_is_read_or_refused), "json"),
        Target("from_csv", _on_text(laws.csv_is_read_or_refused), "csv"),
        Target("to_bibtex", _paper_into_bibtex, "paper"),
        Target("from_bibtex", _on_text(laws.bibtex_is_read_or_refused), "bibtex"),
        Target("metadata", laws.catalogues_are_read_or_refused, "catalogue"),
    )
}
