# ruff: noqa: INP001 - a script, in no package
"""Papers into BibTeX: digestkit beside bibtexparser with its LaTeX middleware, over the same papers.

    python benchmarks/bibtex.py [FOLDER]

FOLDER holds digests (`**/*.md`); without one, papers are made up. Both build their entries from the papers and
write them to text; the best of several runs counts, and imports do not. Needs the extra `bib`.
"""

from __future__ import annotations

import io
import sys
import time
from typing import TYPE_CHECKING

from bibtexparser import __version__ as bibtexparser_version
from bibtexparser import middlewares, model
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library

import digestkit
from digestkit.formats import bibtex

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 5
_WORDS = ("Maps", "Rivers", "Lakes", "Moss", "LLM-Based", "GPT-4V", "Routing", "Agents", "50%", "R&D", "Héron")
_NAMES = ("Ida Holm", "Bela Kertő", "Li Wen", "moss99", "Ana de la Rosa", "Zoé Moïse", "LoRA Lab Team")


def invented_papers(number: int) -> list[digestkit.Paper]:
    """Papers nobody wrote, each with another title."""
    return [
        digestkit.Paper(
            title=f"System{n}: " + " ".join(_WORDS[(n * k) % len(_WORDS)] for k in range(1, 9)),
            authors=tuple(digestkit.Author(_NAMES[(n + k) % len(_NAMES)]) for k in range(n % 6)),
            arxiv_id=digestkit.ArxivId(f"24{1 + n % 12:02}.{1 + n:05}"),
        )
        for n in range(number)
    ]


def by_digestkit(papers: list[digestkit.Paper]) -> str:
    """The papers as `to_bibtex` writes them."""
    file = io.StringIO()
    bibtex.write([digestkit.Digest(papers=tuple(papers))], file)
    return file.getvalue()


def by_bibtexparser(papers: list[digestkit.Paper]) -> str:
    """The same fields by bibtexparser: its LaTeX escapes, but neither keys nor capitals nor names looked at."""
    library = Library([_entry(paper) for paper in papers])
    stack = [
        middlewares.MergeCoAuthors(allow_inplace_modification=True),
        middlewares.LatexEncodingMiddleware(allow_inplace_modification=True),
    ]
    return write_string(library, prepend_middleware=stack)


def _entry(paper: digestkit.Paper) -> model.Entry:
    fields = [
        model.Field("title", paper.title),
        model.Field("author", [author.name for author in paper.authors]),
    ]
    if paper.arxiv_id is not None:
        fields += [
            model.Field("year", str(paper.arxiv_id.year)),
            model.Field("month", str(paper.arxiv_id.month)),
            model.Field("eprint", paper.arxiv_id.number),
            model.Field("archivePrefix", "arXiv"),
            model.Field("doi", paper.arxiv_id.doi),
            model.Field("url", paper.arxiv_id.abs_url),
        ]
    return model.Entry("misc", f"p{paper.arxiv_id}", fields)


def best_time(writer: Callable[[list[digestkit.Paper]], str], papers: list[digestkit.Paper]) -> float:
    """The shortest of several runs, in seconds."""

    def once() -> float:
        start = time.perf_counter()
        writer(papers)
        return time.perf_counter() - start

    return min(once() for _ in range(RUNS))


def papers_of(folder: str) -> list[digestkit.Paper]:
    """The papers of a folder of digests, each arXiv number once."""
    found = {paper.arxiv_id: paper for digest in digestkit.read_archive(folder) for paper in digest.papers}
    return [paper for number, paper in found.items() if number is not None]


def main() -> None:
    """Print entries a second of both, and how many times as fast digestkit is."""
    papers = papers_of(sys.argv[1]) if len(sys.argv) > 1 else invented_papers(4000)
    ours, theirs = (best_time(writer, papers) for writer in (by_digestkit, by_bibtexparser))
    print(f"{len(papers)} papers, Python {sys.version.split()[0]}, best of {RUNS}")  # noqa: T201
    print(f"digestkit                   {len(papers) / ours:8,.0f} entries/s")  # noqa: T201
    print(f"bibtexparser {bibtexparser_version} + LaTeX  {len(papers) / theirs:8,.0f} entries/s")  # noqa: T201
    print(f"ratio                       {theirs / ours:8.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
