"""Arrow tables and Parquet files: the same values for every engine that reads them."""

from __future__ import annotations

import datetime as dt
import io
import math
import subprocess
import sys
from decimal import Decimal
from itertools import islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given

from digestkit import arrow, read, strategies
from digestkit.identifiers import ArxivId
from digestkit.models import Author, Digest, Link, Metadata, Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT: Final = Path(__file__).parents[1]
COMMAND: Final = str(Path(sys.executable).with_name("digestkit"))
RIVERS = Digest(
    date=dt.date(2024, 3, 11),
    source="2024-03-11.md",
    papers=(
        Paper(
            title="Maps of Rivers: RIMA",
            authors=(Author(name="Ida Holm"), Author(name="moss99", is_handle=True)),
            authors_complete=None,
            arxiv_id=ArxivId.parse("2403.90001v2"),
            links=(Link(label="arXiv", url="https://arxiv.org/abs/2403.90001", column="Title"),),
            categories=("maps",),
            extra=(("Venue", "Riverside"),),
            summary="i) RIMA maps rivers. iv) Recall rises by 4.20 to 5 points over Brook on QuartzQA, to 71.5% ± 0.3.",
            metadata=Metadata(
                primary_class="cs.CV", published=dt.date(2024, 3, 8), accounts=[("moss99", "Li Wen"), ("tern42", None)]
            ),
        ),
        Paper(title="Lakes"),
    ),
)


def test_every_field_has_its_column() -> None:
    first, second = arrow.to_table(RIVERS).to_pylist()
    assert first["arxiv_id"] == "2403.90001"
    assert first["arxiv_version"] == 2
    assert first["authors"] == [{"name": "Ida Holm", "is_handle": False}, {"name": "moss99", "is_handle": True}]
    assert first["authors_complete"] is None
    assert first["links"] == [{"label": "arXiv", "url": "https://arxiv.org/abs/2403.90001", "column": "Title"}]
    assert first["extra"] == [{"column": "Venue", "text": "Riverside"}]
    assert first["metadata"]["accounts"] == [
        {"account": "moss99", "name": "Li Wen"},
        {"account": "tern42", "name": None},
    ]
    assert [(section["kind"], section["mark"]) for section in first["sections"]] == [
        ("summary", "i)"),
        ("results", "iv)"),
    ]
    for section in first["sections"]:
        assert first["summary"][section["start"] : section["end"]] == section["text"]
    move, level = first["results"]
    assert (move["value"], move["value_exact"], move["upper_exact"], move["unit"]) == (4.2, "4.20", "5", "points")
    assert (level["value"], level["uncertainty_exact"], level["kind"]) == (71.5, "0.3", "score")
    assert first["summary"][level["start"] : level["end"]] == level["text"]
    assert (second["date"], second["title"], second["metadata"]) == (dt.date(2024, 3, 11), "Lakes", None)


def test_the_columns_are_the_contract() -> None:
    table = arrow.to_table([])
    assert table.num_rows == 0
    assert table.schema.equals(arrow.SCHEMA, check_metadata=True)
    assert (table.schema.metadata or {})[b"digestkit.schema"] == b"1"


def test_a_number_too_large_for_a_float_keeps_its_digits() -> None:
    [row] = arrow.to_table(Paper(title="Maps", summary="iv) The loss is 8.1e400.")).to_pylist()
    [level] = row["results"]
    assert (level["value"], Decimal(level["value_exact"])) == (math.inf, Decimal("8.1e400"))


@given(strategies.digests())
def test_each_paper_has_a_row(digest: Digest) -> None:
    rows = arrow.to_table(digest).to_pylist()
    assert [row["title"] for row in rows] == [paper.title for paper in digest.papers]
    assert [row["summary"] for row in rows] == [paper.summary.text for paper in digest.papers]
    assert [[author["name"] for author in row["authors"]] for row in rows] == [
        [author.name for author in paper.authors] for paper in digest.papers
    ]
    assert [[Decimal(result["value_exact"]) for result in row["results"]] for row in rows] == [
        [result.value for result in paper.summary.results] for paper in digest.papers
    ]


@pytest.mark.parametrize("rows", [1, 2, 5, 1024])
def test_row_groups_hold_what_is_asked_for(rows: int) -> None:
    papers = [Paper(title=f"Maps {number}") for number in range(11)]
    arrow.write_parquet(papers, file := io.BytesIO(), rows=rows)
    found = pq.ParquetFile(file)
    assert [found.metadata.row_group(at).num_rows for at in range(found.num_row_groups)] == [
        len(papers[first : first + rows]) for first in range(0, len(papers), rows)
    ]
    assert found.read()["title"].to_pylist() == [paper.title for paper in papers]


def test_papers_are_read_as_batches_are_asked_for() -> None:
    endless = (Digest(papers=(Paper(title="Maps"), Paper(title="Lakes"))) for _ in repeat(None))
    assert [batch.num_rows for batch in islice(arrow.record_batches(endless, rows=3), 4)] == [3, 3, 3, 3]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(TypeError, match="found str, expected a Digest"):
        arrow.to_table("maps")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one row, not 0"):
        arrow.record_batches([], rows=0)
    with pytest.raises(UnicodeEncodeError):
        arrow.to_table(Paper(title="half \ud800"))


def by_pyarrow(path: Path) -> list[dict[str, object]]:
    return pq.read_table(path).to_pylist()


def by_pandas(path: Path) -> list[dict[str, object]]:
    # With the default types pandas turns days into objects and lists into arrays; Arrow's types keep them.
    frame = pd.read_parquet(path, dtype_backend="pyarrow")
    return [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def by_duckdb(path: Path) -> list[dict[str, object]]:
    found = duckdb.read_parquet(str(path))
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def by_polars(path: Path) -> list[dict[str, object]]:
    return pl.read_parquet(path).to_dicts()


def _plain(value: object) -> object:
    return None if value is pd.NA else value


READERS = [by_pyarrow, by_pandas, by_duckdb, by_polars]


def _papers() -> Iterator[Digest]:
    yield RIVERS
    yield read("examples/2024-03-11.md")


@pytest.mark.parametrize("reader", READERS)
def test_every_engine_reads_the_same_values(reader: Callable[[Path], list[dict[str, object]]], tmp_path: Path) -> None:
    path = tmp_path / "papers.parquet"
    with path.open("wb") as file:
        arrow.write_parquet(_papers(), file, rows=4)
    assert reader(path) == arrow.to_table(_papers()).to_pylist()


@pytest.mark.parametrize("reader", READERS)
@given(digest=strategies.digests())
def test_every_engine_reads_any_digest(
    reader: Callable[[Path], list[dict[str, object]]], tmp_path_factory: pytest.TempPathFactory, digest: Digest
) -> None:
    path = tmp_path_factory.mktemp("parquet") / "papers.parquet"
    with path.open("wb") as file:
        arrow.write_parquet(digest, file)
    assert reader(path) == arrow.to_table(digest).to_pylist()


def convert(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [COMMAND, "convert", *arguments, "--to", "parquet"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_command_writes_what_the_library_does(tmp_path: Path) -> None:
    example = str(ROOT / "examples" / "2024-03-11.md")
    done = convert(tmp_path, example, "-o", "papers.parquet")
    assert (done.returncode, done.stdout) == (0, "")
    assert by_pyarrow(tmp_path / "papers.parquet") == arrow.to_table(read(example)).to_pylist()


def test_the_command_keeps_the_old_file_where_it_fails(tmp_path: Path) -> None:
    old = tmp_path / "papers.parquet"
    old.write_bytes(b"old")
    table = "| Title | Authors | Summary |\n|---|---|---|\n| Maps | Ida Holm | i) A map. |\n"
    (tmp_path / "bad.md").write_text(f"## Papers for 2024-13-45\n\n{table}")
    done = convert(tmp_path, "bad.md", "--strict", "-o", "papers.parquet")
    assert done.returncode == 1
    assert old.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"papers.parquet", "bad.md"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param([], "goes into a file alone", id="standard output"),
        pytest.param(["--into", "refs.bib"], "--into is for bibtex", id="into BibTeX"),
        pytest.param(["-o", "a.parquet", "--bom"], "--bom is for csv", id="mark for Excel"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = convert(tmp_path, str(ROOT / "examples" / "2024-03-11.md"), *arguments)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("engine", ["processes", "dask"])
def test_the_example_for_many_workers(engine: str, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for day in range(1, 15):
        text = (ROOT / "examples" / "2024-03-11.md").read_text("utf-8").replace("2024-03-11", f"2024-03-{day:02}")
        (archive / f"2024-03-{day:02}.md").write_text(text, "utf-8")
    (archive / "broken.md").write_bytes(b"\xff\xfe\xff")
    script = str(ROOT / "examples" / "archive_to_parquet.py")
    command = [sys.executable, script, "archive", "out", "--engine", engine, "--workers", "2", "--files", "4"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (2, [f"part-{number:05}.parquet" for number in range(4)])
    assert "broken.md" in done.stderr
    expected = [day for day in range(1, 15) for _ in range(13)]
    assert [day.day for day in pq.read_table(tmp_path / "out")["date"].to_pylist() if day] == expected
