# ruff: noqa: INP001, S101 - parts of scripts in no package, that assert
"""What `test_speed.py` and `test_scale.py` compare, and what they read and write.

Each contestant is a function that loads it, or skips where it is not installed, and gives what is timed. Inputs are
small, the example digest; typical, twenty copies of it with other dates and numbers; archive, the folder that the
variable DIGESTKIT_ARCHIVE names (`**/*.md`), or else `../shared/corpus/archive`, or else 225 such copies.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import runpy
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import pytest

import digestkit

Reader: TypeAlias = Callable[[str], object]
Writer: TypeAlias = Callable[[list[digestkit.Paper]], object]

ROOT: Final = Path(__file__).resolve().parents[1]
EXAMPLE: Final = (ROOT / "examples" / "2024-03-11.md").read_text("utf-8")
_NUMBER: Final = re.compile(r"\b(?P<month>\d{4})\.(?P<number>\d{5})\b")  # 2403.90011


# Inputs


def invented_copy(at: int) -> str:
    """The example of another day and with other numbers."""
    day = dt.date(2023, 1, 1) + dt.timedelta(days=at)
    month, number = f"{23 + at // 12 % 2}{1 + at % 12:02}", 10 + at // 24
    return EXAMPLE.replace("2024-03-11", day.isoformat()).replace("2403.90", f"{month}.{number}")


def renumbered(text: str, copy: int) -> str:
    """A text with other arXiv numbers, so that writers which write each paper once find new ones."""
    return _NUMBER.sub(lambda found: f"{found['month']}.{(int(found['number']) + 20_000 * copy) % 100_000:05}", text)


@cache
def archive_texts() -> tuple[str, ...]:
    """The texts of the archive."""
    named = os.environ.get("DIGESTKIT_ARCHIVE")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpus" / "archive"
    if folder.is_dir():
        return tuple(path.read_text("utf-8") for path in sorted(folder.glob("**/*.md")))
    if named:
        raise NotADirectoryError(f"DIGESTKIT_ARCHIVE is {named}, which is no folder")
    return tuple(map(invented_copy, range(225)))


@cache
def texts_of(size: str) -> tuple[str, ...]:
    """The texts of an input."""
    if size == "archive":
        return archive_texts()
    return (EXAMPLE,) if size == "small" else tuple(map(invented_copy, range(20)))


@cache
def digests_of(size: str) -> list[digestkit.Digest]:
    """What the texts of an input hold, with sections and results derived."""
    digests = [digest for text in texts_of(size) for digest in digestkit.parse_many(text)]
    for digest in digests:
        for paper in digest.papers:
            assert paper.summary.results is not None
    return digests


# Readers of whole documents


def read_papers(text: str) -> None:
    """Papers with title, names, links and summary."""
    for _ in digestkit.parse_many(text):
        pass


def read_sections(text: str) -> None:
    """Papers, and the sections of every summary."""
    for digest in digestkit.parse_many(text):
        for paper in digest.papers:
            assert paper.summary.sections is not None


def read_results(text: str) -> None:
    """Papers, and the results of every summary, which name the sections too."""
    for digest in digestkit.parse_many(text):
        for paper in digest.papers:
            assert paper.summary.results is not None


def mistune_tokens() -> Reader:
    """Its tokens, without tables: so it does less than any reader of digests has to."""
    reader: Reader = pytest.importorskip("mistune").create_markdown(renderer=None)
    return reader


def mistune_table_tokens() -> Reader:
    """Its tokens, tables among them."""
    reader: Reader = pytest.importorskip("mistune").create_markdown(renderer=None, plugins=["table"])
    return reader


def markdown_it_tokens() -> Reader:
    """Its tokens, tables among them."""
    reader: Reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table").parse
    return reader


def cmark_html() -> Reader:
    """HTML by a library in C, with tables; it has no tokens to give."""
    render = pytest.importorskip("cmarkgfm").markdown_to_html_with_extensions
    return lambda text: render(text, extensions=["table"])


MARKDOWN: Final[dict[str, Callable[[], Reader]]] = {
    "digestkit, papers": lambda: read_papers,
    "mistune, tokens": mistune_tokens,
    "digestkit, with sections": lambda: read_sections,
    "digestkit, with results": lambda: read_results,
    "mistune, tokens with tables": mistune_table_tokens,
    "markdown-it-py, tokens with tables": markdown_it_tokens,
    "cmarkgfm, HTML with tables": cmark_html,
}


# Results


def quantities() -> Reader:
    """The quantities that quantulum3 finds; what it raises counts as read."""
    pytest.importorskip("quantulum3", reason="quantulum3 is not installed", exc_type=ImportError)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its classifier is an option that is not asked for
        reader: Reader = runpy.run_path(str(Path(__file__).with_name("results.py")))["by_quantulum"]
    return reader


RESULTS: Final[dict[str, Callable[[], Reader]]] = {
    "digestkit, extract_results": lambda: digestkit.extract_results,
    "quantulum3": quantities,
}


# BibTeX


@cache
def papers_of(size: str) -> list[digestkit.Paper]:
    """The papers of an input, each arXiv number once."""
    found = {paper.arxiv_id: paper for digest in digests_of(size) for paper in digest.papers}
    return [paper for number, paper in found.items() if number is not None]


@cache
def bibtex_script() -> dict[str, Any]:
    """What benchmarks/bibtex.py defines."""
    pytest.importorskip("bibtexparser")
    return runpy.run_path(str(Path(__file__).with_name("bibtex.py")))


def by_digestkit() -> Writer:
    """As `to_bibtex` writes them: escaped, with keys, capitals kept, names parted."""
    writer: Writer = bibtex_script()["by_digestkit"]
    return writer


def by_bibtexparser_with_latex() -> Writer:
    """The same fields with its LaTeX escapes."""
    writer: Writer = bibtex_script()["by_bibtexparser"]
    return writer


def by_bibtexparser() -> Writer:
    """The same fields as they are: what TeX would choke on stays."""
    entry = bibtex_script()["_entry"]
    bibtexparser = pytest.importorskip("bibtexparser")
    merge = bibtexparser.middlewares.MergeCoAuthors(allow_inplace_modification=True)

    def write(papers: list[digestkit.Paper]) -> object:
        return bibtexparser.write_string(bibtexparser.Library(list(map(entry, papers))), prepend_middleware=[merge])

    return write


def by_pybtex() -> Writer:
    """The same fields by pybtex, which parts names and encodes for LaTeX."""
    database = pytest.importorskip("pybtex.database")
    entry = bibtex_script()["_entry"]

    def write(papers: list[digestkit.Paper]) -> object:
        entries = {}
        for paper in papers:
            made = entry(paper)
            fields = [(field.key, field.value) for field in made.fields if field.key != "author"]
            persons = {"author": [database.Person(author.name) for author in paper.authors]}
            entries[made.key] = database.Entry("misc", fields=fields, persons=persons)
        return database.BibliographyData(entries=entries).to_string("bibtex")

    return write


BIBTEX: Final[dict[str, Callable[[], Writer]]] = {
    "digestkit, to_bibtex": by_digestkit,
    "bibtexparser with LaTeX": by_bibtexparser_with_latex,
    "bibtexparser, plain": by_bibtexparser,
    "pybtex": by_pybtex,
}


# JSON


class Known(NamedTuple):
    """A digest whose sections and results are known, as JSON, and as the dicts of it."""

    digest: digestkit.Digest
    text: str
    dicts: object


@cache
def known_of(size: str) -> list[Known]:
    """The digests of an input in three forms."""
    texts = [(digest, digestkit.to_json(digest)) for digest in digests_of(size)]
    return [Known(digest, text, json.loads(text)) for digest, text in texts]


JSON: Final[dict[str, Callable[[], Callable[[Known], object]]]] = {
    "digestkit, to_json": lambda: lambda known: digestkit.to_json(known.digest),
    "json.dumps": lambda: lambda known: json.dumps(known.dicts, ensure_ascii=False),
    "digestkit, from_json": lambda: lambda known: digestkit.from_json(known.text),
    "json.loads": lambda: lambda known: json.loads(known.text),
}


# Checking


def pymarkdown_rules() -> Reader:
    """The rules of PyMarkdown, of markdownlint's kind, with tables read."""
    api = pytest.importorskip("pymarkdown.api", reason="pymarkdownlnt is not installed")
    return api.PyMarkdownApi().enable_extension_by_identifier("markdown-tables").scan_string  # type: ignore[no-any-return]


CHECKERS: Final[dict[str, Callable[[], Reader]]] = {
    "digestkit, check": lambda: digestkit.check,
    "pymarkdownlnt": pymarkdown_rules,
}
