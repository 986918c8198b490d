"""Laws of the CSV format, over papers with any text in any field."""

from __future__ import annotations

import csv
import io
from itertools import groupby
from random import Random  # noqa: TC003 - Hypothesis reads the annotations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestkit.errors import DigestError
from digestkit.formats import csv as digest_csv
from digestkit.identifiers import ArxivId
from digestkit.models import Author, AuthorCells, AuthorOrder, Digest, Link, Metadata, Paper, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

# What the format gives a meaning to, blanks, line ends, what is blank to some, and a half of a surrogate pair.
NASTY = ",\"';[]{}=+-@＝\t\r\n \x00\x0b\x1c\x1f\x85\xa0\u200b\u2028\ufeff\ud800\\1aé"
texts = st.one_of(
    st.text(st.sampled_from(NASTY), max_size=8),
    st.text(st.characters(), max_size=12),
    st.sampled_from(["NA", "null", "1e5", "0704.9901", "-0.4", "true", "; ", "[]", "[1]", '["a"]', "2024-03-11"]),
)
names = texts.filter(one_line)
authors = st.builds(Author, names, is_handle=st.booleans())
identifiers = st.builds(
    ArxivId,
    st.one_of(
        st.builds("2403.{:05}".format, st.integers(90000, 99999)),
        st.builds("0704.{:04}".format, st.integers(9000, 9999)),
        st.builds("hep-th/9901{:03}".format, st.integers(0, 999)),
    ),
    st.none() | st.integers(min_value=1),
)
metadata = st.builds(
    Metadata,
    primary_class=st.none() | texts,
    categories=st.lists(texts, max_size=3),
    published=st.none() | st.dates(),
    updated=st.none() | st.dates(),
    doi=st.none() | texts,
    journal_reference=st.none() | texts,
    comment=st.none() | texts,
    accounts=st.lists(st.tuples(texts, st.none() | texts), max_size=2),
)
papers = st.builds(
    Paper,
    title=texts,
    authors=st.lists(authors, max_size=6) | st.lists(st.sampled_from([Author("a"), Author("a", is_handle=True)])),
    author_order=st.sampled_from(AuthorOrder),
    authors_complete=st.none() | st.booleans(),
    arxiv_id=st.none() | identifiers,
    links=st.lists(st.builds(Link, texts, texts, texts), max_size=3),
    categories=st.lists(texts, max_size=3),
    summary=texts,
    extra=st.lists(st.tuples(texts, texts), max_size=3),
    metadata=st.none() | metadata,
)
digests = st.builds(
    Digest,
    date=st.none() | st.dates(),
    papers=st.lists(papers, max_size=2),
    author_cells=st.sampled_from(AuthorCells),
)


def written(days: Iterable[Digest], *, bom: bool = False) -> str:
    file = io.StringIO(newline="")
    digest_csv.write(days, file, bom=bom)
    return file.getvalue()


def as_kept(days: Iterable[Digest]) -> tuple[Digest, ...]:
    """Digests without papers left out, neighbours with the same date and author cells made one."""
    full = [day for day in days if day.papers]
    return tuple(
        Digest(date=date, author_cells=author_cells, papers=tuple(paper for day in run for paper in day.papers))
        for (date, author_cells), run in groupby(full, key=lambda day: (day.date, day.author_cells))
    )


@given(st.lists(digests, max_size=3), st.booleans())
def test_reading_gives_back_what_was_written(days: list[Digest], bom: bool) -> None:
    assert digest_csv.read(written(days, bom=bom)) == as_kept(days)


@given(st.lists(digests, max_size=3))
def test_writing_what_was_read_changes_nothing(days: list[Digest]) -> None:
    text = written(days)

    assert written(digest_csv.read(text)) == text


@given(st.lists(digests, max_size=3))
def test_other_readers_see_the_same_rows(days: list[Digest]) -> None:
    rows = list(csv.reader(io.StringIO(written(days), newline=""), strict=True))

    assert rows[0] == list(digest_csv.COLUMNS)
    assert {len(row) for row in rows} == {len(digest_csv.COLUMNS)}
    assert len(rows) == 1 + sum(len(day.papers) for day in days)


@given(st.lists(digests, max_size=3))
def test_no_cell_runs_in_a_spreadsheet(days: list[Digest]) -> None:
    rows = csv.reader(io.StringIO(written(days), newline=""), strict=True)

    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in set("=+-@＝＋－＠")]
    assert not [cell for row in rows for cell in row if cell[:1] in set("\t\r\n")]


@given(st.lists(digests, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_columns_is_free(days: list[Digest], random: Random) -> None:
    rows = list(csv.reader(io.StringIO(written(days), newline=""), strict=True))
    order = random.sample(range(len(rows[0])), len(rows[0]))
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([row[i] for i in order] for row in rows)

    assert digest_csv.read(file.getvalue()) == as_kept(days)


def refusal(text: str) -> str | None:
    """What `read` says against a text, or None where it reads it and the law holds for what it read."""
    try:
        days = digest_csv.read(text)
    except DigestError as error:
        return str(error)
    assert digest_csv.read(written(days)) == days
    return None


@given(st.text(st.sampled_from(NASTY)) | st.text(st.characters()), st.booleans())
def test_any_text_is_read_or_refused(text: str, with_header: bool) -> None:
    header = "title,authors,handles,links,extra,date\n" if with_header else ""

    assert (refusal(header + text) or "CSV row ").startswith("CSV row ")


@pytest.mark.parametrize("column", digest_csv.COLUMNS)
@given(cell=texts)
def test_any_cell_is_read_or_refused_by_its_column(column: str, cell: str) -> None:
    quoted = cell.replace('"', '""')
    text = f'title,{column}\n,"{quoted}"\n' if column != "title" else f'title\n"{quoted}"\n'
    place = f"CSV row 2, column {column!r}: found "

    assert (refusal(text) or place).startswith(place)
