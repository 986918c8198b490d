"""Papers as Arrow tables and Parquet files, for the engines that read those (extra `arrow`).

One row a paper, in the columns of `SCHEMA`; its sections and numeric results are lists within the row.

    import pyarrow.parquet
    from digestkit import arrow, read_archive

    table = arrow.to_table(read_archive("archive"))
    pyarrow.parquet.write_table(table, "papers.parquet")

A number is there twice: `value` is the nearest float64, for engines that compare and plot, and `value_exact` its
digits as the summary prints them; `upper` and `uncertainty` likewise. Spans count the characters of `summary`.
A digest without papers has no row. Diagnostics and spans in the document are left out.

**Versions.** `SCHEMA` is the contract of `SCHEMA_VERSION`, which the table's metadata holds as `digestkit.schema`. New
columns and fields go to the end and leave the version as it is; it rises when one goes or changes its meaning.
"""

from __future__ import annotations

from itertools import islice
from typing import IO, TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.parquet as pq

from digestkit.formats.collect import as_digests

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from digestkit.formats import Papers
    from digestkit.models import Digest, Metadata, NumericResult, Paper, Section

__all__ = ["ROWS", "SCHEMA", "SCHEMA_VERSION", "record_batches", "to_table", "write_parquet"]

SCHEMA_VERSION: Final = 1
ROWS: Final = 1024  # papers of a record batch, and of a row group: some 8 MB while they are built

_TEXTS: Final = pa.list_(pa.string())
_SECTION: Final = pa.struct(
    [
        ("kind", pa.string()),
        ("text", pa.string()),
        ("label", pa.string()),
        ("mark", pa.string()),
        ("inferred", pa.bool_()),
        ("start", pa.int64()),
        ("end", pa.int64()),
    ]
)
_RESULT: Final = pa.struct(
    [
        ("text", pa.string()),
        ("section", pa.string()),
        ("kind", pa.string()),
        ("value", pa.float64()),
        ("value_exact", pa.string()),
        ("upper", pa.float64()),
        ("upper_exact", pa.string()),
        ("uncertainty", pa.float64()),
        ("uncertainty_exact", pa.string()),
        ("unit", pa.string()),
        ("comparator", pa.string()),
        ("direction", pa.string()),
        ("metric", pa.string()),
        ("benchmark", pa.string()),
        ("subject", pa.string()),
        ("role", pa.string()),
        ("baseline", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("sentence_start", pa.int64()),
        ("sentence_end", pa.int64()),
    ]
)
_METADATA: Final = pa.struct(
    [
        ("primary_class", pa.string()),
        ("categories", _TEXTS),
        ("published", pa.date32()),
        ("updated", pa.date32()),
        ("doi", pa.string()),
        ("journal_reference", pa.string()),
        ("comment", pa.string()),
        ("accounts", pa.list_(pa.struct([("account", pa.string()), ("name", pa.string())]))),
        ("family_names", pa.list_(pa.struct([("name", pa.string()), ("family", pa.string())]))),
    ]
)
_COLUMNS: Final[list[tuple[str, pa.DataType]]] = [
    ("date", pa.date32()),
    ("source", pa.string()),
    ("author_cells", pa.string()),
    ("arxiv_id", pa.string()),
    ("arxiv_version", pa.int32()),
    ("title", pa.string()),
    ("authors", pa.list_(pa.struct([("name", pa.string()), ("is_handle", pa.bool_())]))),
    ("author_order", pa.string()),
    ("authors_complete", pa.bool_()),
    ("first_author", pa.string()),
    ("links", pa.list_(pa.struct([("label", pa.string()), ("url", pa.string()), ("column", pa.string())]))),
    ("categories", _TEXTS),
    ("extra", pa.list_(pa.struct([("column", pa.string()), ("text", pa.string())]))),
    ("summary", pa.string()),
    ("sections", pa.list_(_SECTION)),
    ("results", pa.list_(_RESULT)),
    ("metadata", _METADATA),
]
SCHEMA: Final = pa.schema(_COLUMNS, metadata={"digestkit.schema": str(SCHEMA_VERSION)})


def to_table(x: Papers) -> pa.Table:
    """Papers as an Arrow table with the columns of `SCHEMA`; `x` is a Digest, a Paper, or an iterable of either.

    Raises `TypeError` for anything else, and `UnicodeEncodeError` for texts with half a surrogate pair, which Arrow's
    UTF-8 cannot hold.

    >>> from digestkit import Paper
    >>> table = to_table(Paper(title="Maps of Rivers", summary="iv) Recall is 71.5% on Quartz."))
    >>> table.select(["title"]).to_pylist()
    [{'title': 'Maps of Rivers'}]
    >>> [(result["metric"], result["value"]) for result in table["results"][0].as_py()]
    [('Recall', 71.5)]
    """
    return pa.Table.from_batches(record_batches(x), schema=SCHEMA)


def record_batches(x: Papers, *, rows: int = ROWS) -> Iterator[pa.RecordBatch]:
    """The same in batches of so many papers, read as they are asked for: memory does not grow with `x`.

    Raises like `to_table`, and `ValueError` for less than one row.

    >>> from digestkit import Digest, Paper
    >>> digest = Digest(papers=(Paper(title="Maps"), Paper(title="Lakes"), Paper(title="Rivers")))
    >>> [batch.num_rows for batch in record_batches(digest, rows=2)]
    [2, 1]
    """
    if rows < 1:
        raise ValueError(f"a batch has at least one row, not {rows}")
    return _batches((_row(digest, paper) for digest in as_digests(x) for paper in digest.papers), rows)


def write_parquet(x: Papers, file: IO[bytes], *, rows: int = ROWS) -> None:
    """Write papers as Parquet to an open binary file, in row groups of so many papers; raises like `record_batches`.

    >>> import io
    >>> from digestkit import Paper
    >>> write_parquet(Paper(title="Maps of Rivers"), file := io.BytesIO())
    >>> pq.read_table(file)["title"].to_pylist()
    ['Maps of Rivers']
    """
    batches = record_batches(x, rows=rows)
    with pq.ParquetWriter(file, SCHEMA) as writer:
        for batch in batches:
            writer.write_batch(batch, row_group_size=rows)


def _batches(papers: Iterator[dict[str, object]], rows: int) -> Iterator[pa.RecordBatch]:
    while batch := list(islice(papers, rows)):
        yield pa.RecordBatch.from_pylist(batch, schema=SCHEMA)


def _row(digest: Digest, paper: Paper) -> dict[str, object]:
    return {
        "date": digest.date,
        "source": digest.source,
        "author_cells": digest.author_cells.value,
        "arxiv_id": paper.arxiv_id and paper.arxiv_id.number,
        "arxiv_version": paper.arxiv_id and paper.arxiv_id.version,
        "title": paper.title,
        "authors": [{"name": author.name, "is_handle": author.is_handle} for author in paper.authors],
        "author_order": paper.author_order.value,
        "authors_complete": paper.authors_complete,
        "first_author": paper.first_author and paper.first_author.name,
        "links": [{"label": link.label, "url": link.url, "column": link.column} for link in paper.links],
        "categories": paper.categories,
        "extra": [{"column": column, "text": text} for column, text in paper.extra],
        "summary": paper.summary.text,
        "sections": [_section(section) for section in paper.summary.sections],
        "results": [_result(result) for result in paper.summary.results],
        "metadata": paper.metadata and _metadata(paper.metadata),
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "kind": section.kind.value,
        "text": section.text,
        "label": section.label,
        "mark": section.mark,
        "inferred": section.inferred,
        "start": section.text_span.start,
        "end": section.text_span.end,
    }


def _result(result: NumericResult) -> dict[str, object]:
    return {
        "text": result.text,
        "section": result.section.value,
        "kind": result.kind.value,
        **_number("value", result.value),
        **_number("upper", result.upper),
        **_number("uncertainty", result.uncertainty),
        "unit": result.unit,
        "comparator": result.comparator.value,
        "direction": result.direction and result.direction.value,
        "metric": result.metric,
        "benchmark": result.benchmark,
        "subject": result.subject,
        "role": result.role and result.role.value,
        "baseline": result.baseline,
        "start": result.span.start,
        "end": result.span.end,
        "sentence_start": result.sentence_span.start,
        "sentence_end": result.sentence_span.end,
    }


def _number(name: str, value: Decimal | None) -> dict[str, object]:
    if value is None:
        return {name: None, f"{name}_exact": None}
    return {name: float(value), f"{name}_exact": str(value)}


def _metadata(metadata: Metadata) -> dict[str, object]:
    return {
        "primary_class": metadata.primary_class,
        "categories": metadata.categories,
        "published": metadata.published,
        "updated": metadata.updated,
        "doi": metadata.doi,
        "journal_reference": metadata.journal_reference,
        "comment": metadata.comment,
        "accounts": [{"account": account, "name": name} for account, name in metadata.accounts],
        "family_names": [{"name": name, "family": family} for name, family in metadata.family_names],
    }
