"""Digests as CSV, and back: one row a paper, or one row a numeric result.

The table is RFC 4180's: commas, cells in double quotes where they need them, CR LF after each row. Open
files with `newline=""`, or line ends are turned into others. `read` takes the same text with LF or CR LF,
with or without a byte order mark, and its columns in any order: it goes by their names.

Columns of `write` (`COLUMNS`):

==================  ==================================================================================
date                the day, `2024-03-11`; empty where the digest names none
arxiv_id            the number without version, as text: `0704.9901` keeps its zeros
arxiv_version       1 or more; empty where none is named
title               on one line
authors             first author first, a list cell (below)
handles             those of `authors` that are Hugging Face accounts, a list cell; where one name stands
                    for an account and for a person, the positions of the accounts: `[1, 3]`
author_order        `byline` or `uncertain`
authors_complete    `true`, `false`, or empty where the list may have been cut
author_cells        of the digest: `reversed` or `byline`
categories          a list cell
links               JSON: `[{"label": "arXiv", "url": "https://…", "column": "Title"}]`; empty for none
extra               JSON: `[["Venue", "Riverside"]]`, header and text of each cell; empty for none
summary             the whole text, line ends as they are
section_preamble …  one column for each kind of section with its text, several of a kind below each other;
                    derived from `summary`, and not read back
primary_class       of `Paper.metadata`, like all that follow; empty where there is none
arxiv_categories    a list cell
published           the day of the first version, `2024-03-08`
updated             the day of the newest
doi                 the publisher's
journal_reference   as the catalogue has it
comment             the authors' own
accounts            JSON: `[["moss99", "Ida Holm"], ["tern42", null]]`, each account of the digest with the name
                    that it stands for, where that is certain; empty for none
family_names        JSON: `[["Ida Holm Lund", "Holm Lund"]]`, names whose last word alone is not the family name
==================  ==================================================================================

Columns of `write_results` (`RESULT_COLUMNS`): the paper's `date`, `arxiv_id` and `title`; the `section` and
the `sentence` the number stands in; then the fields of `NumericResult`, where spans count in the summary.

A **list cell** holds its entries joined by `; `. Where that would be ambiguous (an entry that is empty,
holds a semicolon, has blanks at an end, or a first one that begins with `[`), it holds a JSON array of
texts.

**Formulas.** A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end. Such a
text is written with an apostrophe before it, and so is one that has apostrophes there already; `read` takes
that one off. Numbers, dates, identifiers and fixed words (a comparator may be a lone `=`, which runs
nothing) stand as they are, so that -0.4 stays a number. No cell is changed because it looks like a number,
a date or "NA": have the program that opens the file take all columns as text (in pandas `dtype=str,
keep_default_na=False`), since many turn `2403.90070` into 2403.9007. Spreadsheets cut long
cells (Excel at 32,767 characters); `read` has no limit.

**What is kept.** `read` gives back the papers, and `date` and `author_cells` of their digests. Neighbouring
rows with the same two are one digest: a digest without papers has no row, and two neighbours of one day
become one. Source, diagnostics and spans are not held.

**Versions.** `COLUMNS` and `RESULT_COLUMNS` are the contract of `COLUMNS_VERSION`. New columns go to the
end and leave the version as it is; it rises when a column goes, moves, or changes its meaning.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, TextIO

import attrs

from digestkit.formats._csv_cells import array_of, day_of, entries_of, json_cell, list_cell, pairs_of, text_of, texts_of
from digestkit.formats._csv_metadata import METADATA_COLUMNS, metadata_cells, read_metadata
from digestkit.formats._csv_table import Row, defuse, read_rows, restore, row_text
from digestkit.identifiers import ArxivId
from digestkit.models import Author, AuthorCells, AuthorOrder, Digest, Link, Paper, SectionKind, Summary

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from digestkit.models import NumericResult

__all__ = ["COLUMNS", "COLUMNS_VERSION", "RESULT_COLUMNS", "read", "write", "write_results"]

COLUMNS_VERSION: Final = 1

_PAPER_COLUMNS = (
    "date arxiv_id arxiv_version title authors handles author_order authors_complete author_cells "
    "categories links extra summary"
)
_RESULT_COLUMNS = (
    "date arxiv_id title section sentence "
    "text value upper uncertainty unit comparator kind direction metric benchmark subject role baseline "
    "span_start span_end sentence_start sentence_end"
)
COLUMNS: Final = (*_PAPER_COLUMNS.split(), *(f"section_{kind}" for kind in SectionKind), *METADATA_COLUMNS)
RESULT_COLUMNS: Final = (*_RESULT_COLUMNS.split(),)

_BOM: Final = "\ufeff"

# -0.4 and 2E+6 are numbers to a spreadsheet; -Infinity is a formula.
_NUMBER: Final = re.compile(r"-? [0-9]+ (?: \.[0-9]+ )? (?: E[+-]?[0-9]+ )?", re.VERBOSE)
_VERSION: Final = re.compile(r"[1-9][0-9]{0,999}")  # 2; Python reads no number of more than 4,300 digits


def write(digests: Iterable[Digest], file: TextIO, *, bom: bool = False) -> None:
    """Write one row a paper, in the columns of `COLUMNS`; one digest at a time is in memory.

    `bom` puts a byte order mark first, by which Excel knows UTF-8. The file must not change line ends
    (open it with `newline=""`), and its encoding must have all characters; UTF-8 has all but lone halves of
    surrogate pairs.

    >>> import sys
    >>> write([], sys.stdout)  # doctest: +ELLIPSIS, +NORMALIZE_WHITESPACE
    date,arxiv_id,arxiv_version,title,authors,handles,...
    """
    rows = (_paper_cells(digest, paper) for digest in digests for paper in digest.papers)
    _write_table(COLUMNS, rows, file, bom=bom)


def write_results(digests: Iterable[Digest], file: TextIO, *, bom: bool = False) -> None:
    """Write one row a numeric result, in the columns of `RESULT_COLUMNS`; else like `write`. Not read back."""
    rows = (
        _result_cells(digest, paper, result)
        for digest in digests
        for paper in digest.papers
        for result in paper.summary.results
    )
    _write_table(RESULT_COLUMNS, rows, file, bom=bom)


def read(text: str) -> tuple[Digest, ...]:
    r"""Read what `write` has written, or any CSV that has some of its columns.

    >>> [digest] = read("date,title,authors\n2024-03-11,Maps of Rivers,Ida Holm; Li Wen\n")
    >>> digest.date.isoformat(), digest.papers[0].first_author.name
    ('2024-03-11', 'Ida Holm')

    Only `title` has to be there. Other columns that are missing leave their fields as `Paper` and `Digest`
    set them; unknown ones are passed over, and so are empty lines.
    Raises `TypeError` for what is not text, and `DigestError`, which names row and column, for a quote that
    is not closed, a row with too many or too few cells, a missing or doubled column, and a cell that does
    not hold what its column promises.
    """
    if not isinstance(text, str):
        raise TypeError(f"CSV is read from text, not {type(text).__name__}; decode bytes first")
    rows = read_rows(text.removeprefix(_BOM), required="title", known=COLUMNS)
    papers = ((_read_day(row), _read_author_cells(row), _read_paper(row)) for row in rows)
    return tuple(
        Digest(date=date, author_cells=author_cells, papers=tuple(paper for _, _, paper in group))
        for (date, author_cells), group in groupby(papers, key=lambda row: row[:2])
    )


# Writing: values into cells.


def _write_table(columns: tuple[str, ...], rows: Iterable[list[str]], file: TextIO, *, bom: bool) -> None:
    file.write(_BOM * bom + row_text(columns))
    file.writelines(map(row_text, rows))


def _paper_cells(digest: Digest, paper: Paper) -> list[str]:
    return [
        _date_cell(digest),
        _id_cell(paper),
        _version_cell(paper),
        defuse(paper.title),
        list_cell(author.name for author in paper.authors),
        _handles_cell(paper.authors),
        paper.author_order,
        "" if paper.authors_complete is None else str(paper.authors_complete).lower(),
        digest.author_cells,
        list_cell(paper.categories),
        json_cell([attrs.asdict(link) for link in paper.links]),
        json_cell(paper.extra),
        defuse(paper.summary.text),
        *(_section_cell(paper.summary, kind) for kind in SectionKind),
        *metadata_cells(paper.metadata),
    ]


def _date_cell(digest: Digest) -> str:
    return digest.date.isoformat() if digest.date else ""


def _id_cell(paper: Paper) -> str:
    return str(paper.arxiv_id) if paper.arxiv_id else ""


def _version_cell(paper: Paper) -> str:
    return str(paper.arxiv_id.version or "") if paper.arxiv_id else ""


def _section_cell(summary: Summary, kind: SectionKind) -> str:
    return defuse("\n".join(section.text for section in summary.sections_of(kind)))


def _handles_cell(authors: tuple[Author, ...]) -> str:
    handles = {author.name: None for author in authors if author.is_handle}  # a set that keeps its order
    if any(author.name in handles for author in authors if not author.is_handle):
        return json_cell(position for position, author in enumerate(authors, 1) if author.is_handle)
    return list_cell(handles)


def _result_cells(digest: Digest, paper: Paper, result: NumericResult) -> list[str]:
    start, end = result.sentence_span
    return [
        _date_cell(digest),
        _id_cell(paper),
        defuse(paper.title),
        result.section,
        defuse(paper.summary.text[start:end]),
        defuse(result.text),
        *map(_number_cell, (result.value, result.upper, result.uncertainty)),
        defuse(result.unit or ""),
        result.comparator,
        result.kind,
        result.direction or "",
        *(defuse(words or "") for words in (result.metric, result.benchmark, result.subject)),
        result.role or "",
        defuse(result.baseline or ""),
        *map(str, (*result.span, start, end)),
    ]


def _number_cell(value: Decimal | None) -> str:
    digits = "" if value is None else str(value)
    return digits if _NUMBER.fullmatch(digits) else defuse(digits)


# Reading: cells into values.


def _read_day(row: Row) -> dt.date | None:
    return row.read("date", day_of, None, "a day such as 2024-03-11")


def _read_author_cells(row: Row) -> AuthorCells:
    default = AuthorCells.REVERSED
    return row.read("author_cells", lambda cell: AuthorCells(cell or default), default, _one_of(AuthorCells))


def _read_author_order(row: Row) -> AuthorOrder:
    default = AuthorOrder.BYLINE
    return row.read("author_order", lambda cell: AuthorOrder(cell or default), default, _one_of(AuthorOrder))


def _one_of(words: Iterable[str]) -> str:
    return f"one of {', '.join(words)}"


def _read_paper(row: Row) -> Paper:
    title = row.read("title", restore, "", "text")
    return Paper(
        title=title,
        authors=_read_authors(row),
        author_order=_read_author_order(row),
        authors_complete=row.read("authors_complete", _completeness, _completeness("true"), "true, false or nothing"),
        arxiv_id=_read_arxiv_id(row),
        categories=row.read("categories", texts_of, (), 'categories joined by "; ", or a JSON array of them'),
        links=row.read("links", _links, (), "a JSON array of objects with label, url and column"),
        extra=row.read("extra", pairs_of, (), "a JSON array of pairs of texts"),
        summary=Summary(row.read("summary", restore, "", "text"), title=title),
        metadata=read_metadata(row),
    )


def _read_arxiv_id(row: Row) -> ArxivId | None:
    none: ArxivId | None = None
    wanted = "an arXiv identifier such as 2412.18925"
    named = row.read("arxiv_id", lambda cell: ArxivId.parse(cell) if cell else none, none, wanted)
    wanted = "the version of the row's identifier, 1 or more"
    return row.read("arxiv_version", lambda cell: _with_version(named, cell) if cell else named, named, wanted)


def _with_version(named: ArxivId | None, cell: str) -> ArxivId:
    if named is None or not _VERSION.fullmatch(cell) or named.version not in {None, int(cell)}:
        raise ValueError(cell)
    return ArxivId(named.number, int(cell))


def _completeness(cell: str) -> bool | None:
    """Read a yes, no, or unknown; spreadsheets write the words in capitals."""
    word = cell.lower()
    if word not in {"true", "false", ""}:
        raise ValueError(cell)
    return word == "true" if word else None


def _read_authors(row: Row) -> tuple[Author, ...]:
    none: tuple[Author, ...] = ()
    wanted = 'names joined by "; ", or a JSON array of names'
    authors = row.read("authors", lambda cell: tuple(map(Author, texts_of(cell))), none, wanted)
    wanted = "names of the authors cell, or a JSON array of their positions"
    return row.read("handles", lambda cell: _with_handles(authors, entries_of(cell)), authors, wanted)


def _with_handles(authors: tuple[Author, ...], handles: list[object]) -> tuple[Author, ...]:
    """Mark those authors as accounts whose name or position is there."""
    names = {author.name for author in authors}
    by_name = all(entry in names for entry in handles)
    if not by_name and not all(_is_position(entry, len(authors)) for entry in handles):
        raise ValueError(handles)
    accounts = set(handles)
    return tuple(
        Author(author.name, is_handle=author.name in accounts or position in accounts)
        for position, author in enumerate(authors, 1)
    )


def _is_position(entry: object, count: int) -> bool:
    # `true` of JSON is no position, though Python has it as 1.
    return type(entry) is int and 1 <= entry <= count


def _links(cell: str) -> tuple[Link, ...]:
    return tuple(map(_link, array_of(cell)))


def _link(value: object) -> Link:
    # Other keys, which a later version may add, are passed over.
    if not isinstance(value, dict):
        raise TypeError(value)
    return Link(*(text_of(value.get(name, "")) for name in ("label", "url", "column")))
