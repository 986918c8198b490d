"""The CSV format: its columns, its quoting, what it guards against, and what it refuses."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from digestkit import parse
from digestkit.errors import DigestError
from digestkit.formats import csv as digest_csv
from digestkit.formats._csv_metadata import METADATA_COLUMNS
from digestkit.identifiers import ArxivId
from digestkit.models import (
    Author,
    AuthorCells,
    AuthorOrder,
    Comparator,
    Digest,
    Link,
    Metadata,
    NumericResult,
    Paper,
    ResultKind,
    SectionKind,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

DAY = dt.date(2024, 3, 11)


def written(*digests: Digest, bom: bool = False) -> str:
    file = io.StringIO(newline="")
    digest_csv.write(digests, file, bom=bom)
    return file.getvalue()


def results_written(*digests: Digest) -> str:
    file = io.StringIO(newline="")
    digest_csv.write_results(digests, file)
    return file.getvalue()


def records(text: str) -> list[dict[str, str]]:
    """What the standard library's reader makes of the text."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def one_day(*papers: Paper) -> Digest:
    return Digest(date=DAY, papers=papers)


def people(*names: str) -> tuple[Author, ...]:
    return tuple(map(Author, names))


PLAIN = Paper(
    title="Maps of Rivers",
    authors=people("Ida Holm", "Li Wen"),
    arxiv_id=ArxivId.parse("2403.90070v2"),
    categories=("cs.CV", "cs.LG"),
    links=(Link("arXiv", "https://arxiv.org/abs/2403.90070v2", "Title"),),
    extra=(("Venue", "Riverside"),),
    summary="i) Maps, drawn. iv) Recall is 71.5%.",
)


def test_writes_the_columns_of_the_contract() -> None:
    header = written().removesuffix("\r\n")

    assert header.split(",") == list(digest_csv.COLUMNS)
    assert digest_csv.COLUMNS[:13] == (
        *("date", "arxiv_id", "arxiv_version", "title", "authors", "handles", "author_order"),
        *("authors_complete", "author_cells", "categories", "links", "extra", "summary"),
    )
    assert digest_csv.COLUMNS[13:21] == (
        *("section_preamble", "section_summary", "section_objective", "section_methodology"),
        *("section_results", "section_implication", "section_follow_up", "section_other"),
    )
    assert digest_csv.COLUMNS[21:] == METADATA_COLUMNS
    assert digest_csv.COLUMNS_VERSION == 1


def test_writes_one_row_a_paper() -> None:
    [record] = records(written(one_day(PLAIN)))

    kept = {
        column: cell
        for column, cell in record.items()
        if not column.startswith("section_") and column not in METADATA_COLUMNS
    }
    assert {record[column] for column in METADATA_COLUMNS} == {""}
    assert kept == {
        "date": "2024-03-11",
        "arxiv_id": "2403.90070",
        "arxiv_version": "2",
        "title": "Maps of Rivers",
        "authors": "Ida Holm; Li Wen",
        "handles": "",
        "author_order": "byline",
        "authors_complete": "true",
        "author_cells": "reversed",
        "categories": "cs.CV; cs.LG",
        "links": '[{"label": "arXiv", "url": "https://arxiv.org/abs/2403.90070v2", "column": "Title"}]',
        "extra": '[["Venue", "Riverside"]]',
        "summary": "i) Maps, drawn. iv) Recall is 71.5%.",
    }


def test_writes_metadata_behind_the_sections() -> None:
    paper = Paper(
        metadata=Metadata(
            primary_class="cs.CV",
            categories=("cs.CV", "cs.LG"),
            published=dt.date(2024, 3, 8),
            updated=dt.date(2024, 5, 2),
            doi="10.5555/rivers.9",
            journal_reference="=Delta Letters 9",
            comment="12 pages",
            accounts=(("rivermapper", "Li Wen"), ("moss99", None)),
            family_names=(("Ida Holm Lund", "Holm Lund"),),
        )
    )

    [record] = records(written(one_day(paper)))

    assert [record[column] for column in METADATA_COLUMNS] == [
        "cs.CV",
        "cs.CV; cs.LG",
        "2024-03-08",
        "2024-05-02",
        "10.5555/rivers.9",
        "'=Delta Letters 9",
        "12 pages",
        '[["rivermapper", "Li Wen"], ["moss99", null]]',
        '[["Ida Holm Lund", "Holm Lund"]]',
    ]


def test_reads_what_was_written_before_there_was_metadata() -> None:
    [digest] = digest_csv.read("title,authors\nMaps of Rivers,Ida Holm\n")

    assert digest.papers[0].metadata is None


def test_writes_each_kind_of_section_in_its_column() -> None:
    summary = (
        "i) This paper draws maps. ii) It aims at rivers. iii) Boats are tracked. "
        "iv) Recall is 71.5%. v) For AI practitioners, maps help."
    )
    [record] = records(written(one_day(Paper(title="Maps", summary=summary))))

    assert record["section_objective"] == "It aims at rivers."
    assert record["section_results"] == "Recall is 71.5%."
    assert record["section_follow_up"] == ""


def test_ends_rows_with_cr_lf_and_keeps_line_ends_in_cells(tmp_path: Path) -> None:
    digest = one_day(Paper(title="Ends", summary="one\ntwo\r\nthree\rfour"), Paper(title="Rows", summary="Two."))
    path = tmp_path / "out.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        digest_csv.write([digest], file)

    raw = path.read_bytes()
    assert b"\r\r\n" not in raw
    assert b"\n\r\n\r\n" not in raw
    assert len(records(raw.decode())) == 2
    assert digest_csv.read(raw.decode()) == (digest,)


def test_streams_digest_by_digest() -> None:
    file = io.StringIO(newline="")

    def days() -> Iterator[Digest]:
        yield one_day(PLAIN)
        assert "Maps of Rivers" in file.getvalue()
        yield Digest(papers=(Paper(title="Later"),))

    digest_csv.write(days(), file)
    assert len(records(file.getvalue())) == 2


def test_writes_a_header_alone_for_a_day_without_papers() -> None:
    assert written(one_day()) == written()
    assert digest_csv.read(written()) == ()


@pytest.mark.parametrize("bom", [False, True], ids=["without", "with"])
def test_byte_order_mark(bom: bool) -> None:
    text = written(one_day(PLAIN), bom=bom)

    assert text.startswith("\ufeffdate," if bom else "date,")
    assert digest_csv.read(text) == (one_day(PLAIN),)


ROUND_TRIPS = {
    "plain": PLAIN,
    "empty": Paper(),
    "formulas": Paper(
        title='=HYPERLINK("https://example.org","Click")',
        authors=people("@runner", "+plus"),
        summary="-2+3 is not a title.",
    ),
    "formula that needs quotes": Paper(title="=1,2", summary='="a"\n=b'),
    "apostrophes before a formula": Paper(title="''=1", summary="'-5"),
    "apostrophes before words": Paper(title="'tis a map", summary="''quoted''"),
    "zeros at the start": Paper(title="Zero Starts", arxiv_id=ArxivId.parse("0704.9901")),
    "old identifier": Paper(title="Old", arxiv_id=ArxivId.parse("hep-th/9901001v3")),
    "digits and an e": Paper(title="1e5", authors=people("51803e17", "7e10"), summary="12e4"),
    "words for nothing": Paper(title="Null", authors=people("NA", "None", "nan", "null"), summary="N/A"),
    "blanks at the ends": Paper(title="Blanks", summary="  a summary \t"),
    "names with semicolons": Paper(authors=people("Ek; Mara", "Li Wen")),
    "names with commas and quotes": Paper(authors=people('Ho "Sam" Ng', "Holm, Ida")),
    "name like an array": Paper(authors=people("[Li Wen]", "Ida Holm")),
    "handles": Paper(authors=(Author("rivermap", is_handle=True), Author("Li Wen")), authors_complete=None),
    "one name, handle and person": Paper(authors=(Author("ochre"), Author("ochre", is_handle=True))),
    "one handle twice": Paper(authors=(Author("ochre", is_handle=True),) * 2, author_order="uncertain"),
    "cut list": Paper(authors=people("A Ek"), authors_complete=False, author_order=AuthorOrder.UNCERTAIN),
    "odd categories": Paper(categories=("", " cs.CV", "a;b", "[")),
    "odd links": Paper(links=(Link("", "=1", ""), Link('a "b", c', "x\ny", "Title; Link"))),
    "odd further columns": Paper(extra=(("", ""), ("Venue", "[]"), ("Venue", "=1"))),
    "NUL and controls": Paper(title="a\x00b", summary="\x00\x01\x1f=1\x7f\u2028"),
    "half of a surrogate pair": Paper(title="a\ud800b", categories=("\udfff;",)),
    "long summary": Paper(title="Long", summary='reed, "sedge"\n' * 20_000),
}


@pytest.mark.parametrize("paper", ROUND_TRIPS.values(), ids=ROUND_TRIPS.keys())
@pytest.mark.parametrize("author_cells", AuthorCells)
def test_reads_back_what_it_wrote(paper: Paper, author_cells: AuthorCells) -> None:
    digest = Digest(date=DAY, papers=(paper, PLAIN, paper), author_cells=author_cells)

    assert digest_csv.read(written(digest)) == (digest,)


def test_leaves_the_limit_of_the_standard_library_alone() -> None:
    before = csv.field_size_limit()
    digest = one_day(Paper(summary="x" * (before + 1)))

    assert digest_csv.read(written(digest)) == (digest,)
    assert csv.field_size_limit() == before


def test_keeps_days_apart_and_joins_neighbours_of_one_day() -> None:
    later = Digest(date=dt.date(2024, 3, 12), papers=(PLAIN,))
    undated = Digest(papers=(PLAIN,))

    assert digest_csv.read(written(one_day(PLAIN), later, undated)) == (one_day(PLAIN), later, undated)
    assert digest_csv.read(written(one_day(PLAIN), one_day(), one_day(PLAIN))) == (one_day(PLAIN, PLAIN),)


DEFUSED = {
    "equals": ("=1+1", "'=1+1"),
    "plus": ("+1", "'+1"),
    "minus": ("-2+3", "'-2+3"),
    "at": ("@SUM(A1)", "'@SUM(A1)"),
    "full width": ("＝1+1", "'＝1+1"),
    "tab": ("\treed", "'\treed"),
    "carriage return": ("\rreed", "'\rreed"),
    "blanks first": (" \xa0=1", "' \xa0=1"),
    "byte order mark first": ("\ufeff=1", "'\ufeff=1"),
    "apostrophes first": ("''=1", "'''=1"),
    "a number": ("-0.4", "'-0.4"),
    "blank then words": (" reed", " reed"),
    "apostrophe then words": ("'tis", "'tis"),
    "sign inside": ("a=1", "a=1"),
    "words for nothing": ("NA", "NA"),
    "digits and an e": ("1e5", "1e5"),
}


@pytest.mark.parametrize(("summary", "cell"), DEFUSED.values(), ids=DEFUSED.keys())
def test_defuses_text(summary: str, cell: str) -> None:
    [record] = records(written(one_day(Paper(summary=summary))))

    assert record["summary"] == cell


def test_defuses_whole_cells_of_lists() -> None:
    paper = Paper(authors=people("@runner", "+plus"), categories=("=a", "-b"))
    [record] = records(written(one_day(paper)))

    assert record["authors"] == "'@runner; +plus"
    assert record["categories"] == "'=a; -b"


HANDLES = {
    "by name": ((Author("reed"), Author("sedge", is_handle=True)), "sedge"),
    "each once": ((Author("sedge", is_handle=True),) * 2, "sedge"),
    "by position": ((Author("sedge"), Author("sedge", is_handle=True)), "[2]"),
    "by name with a semicolon": ((Author("a;b", is_handle=True),), '["a;b"]'),
}


@pytest.mark.parametrize(("authors", "cell"), HANDLES.values(), ids=HANDLES.keys())
def test_names_handles(authors: tuple[Author, ...], cell: str) -> None:
    [record] = records(written(one_day(Paper(authors=authors))))

    assert record["handles"] == cell


# Reading what others have written.


def test_reads_columns_in_any_order_and_passes_over_unknown_ones() -> None:
    [digest] = digest_csv.read("colour,title,date\nochre,Maps,2024-03-11\n")

    assert digest == one_day(Paper(title="Maps"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"], ids=["LF", "CR LF", "CR", "CR CR LF"])
def test_reads_any_line_end(end: str) -> None:
    [digest] = digest_csv.read(end.join(["title,summary", "Maps,One.", "", 'Rivers,"Two."', ""]))

    assert [paper.title for paper in digest.papers] == ["Maps", "Rivers"]
    assert [paper.summary.text for paper in digest.papers] == ["One.", "Two."]


def test_reads_without_a_last_line_end() -> None:
    [digest] = digest_csv.read("title,summary\nMaps,")

    assert digest.papers == (Paper(title="Maps"),)


def test_reads_what_people_and_spreadsheets_write() -> None:
    text = (
        "title,authors,handles,author_order,authors_complete,author_cells,arxiv_id\n"
        "Maps,Ida Holm;Li Wen ; reed;,reed,,TRUE,,https://arxiv.org/abs/2403.90070v2\n"
    )
    [digest] = digest_csv.read(text)

    assert digest.papers == (
        Paper(
            title="Maps",
            authors=(Author("Ida Holm"), Author("Li Wen"), Author("reed", is_handle=True)),
            arxiv_id=ArxivId("2403.90070", 2),
        ),
    )


def test_gives_the_summary_its_title() -> None:
    [digest] = digest_csv.read("title,summary\nMaps,Short.\n")

    assert digest.papers[0].summary.title == "Maps"


FAULTS = {
    "date of another form": (
        "title,date\nMaps,11.03.2024\n",
        "CSV row 2, column 'date': found '11.03.2024', expected a day such as 2024-03-11",
    ),
    "day that does not exist": (
        "title,date\nMaps,2024-02-30\n",
        "CSV row 2, column 'date': found '2024-02-30', expected a day such as 2024-03-11",
    ),
    "identifier turned into a number": (
        "title,arxiv_id\n\nMaps,2403.9007\n",
        "CSV row 3, column 'arxiv_id': found '2403.9007', expected an arXiv identifier such as 2412.18925",
    ),
    "version zero": (
        "title,arxiv_id,arxiv_version\nMaps,2403.90070,0\n",
        "CSV row 2, column 'arxiv_version': found '0', expected the version of the row's identifier, 1 or more",
    ),
    "two versions": (
        "title,arxiv_id,arxiv_version\nMaps,2403.90070v1,2\n",
        "CSV row 2, column 'arxiv_version': found '2', expected the version of the row's identifier, 1 or more",
    ),
    "version without identifier": (
        "title,arxiv_version\nMaps,2\n",
        "CSV row 2, column 'arxiv_version': found '2', expected the version of the row's identifier, 1 or more",
    ),
    "order": (
        "title,author_order\nMaps,backwards\n",
        "CSV row 2, column 'author_order': found 'backwards', expected one of byline, uncertain",
    ),
    "author cells": (
        "title,author_cells\nMaps,backwards\n",
        "CSV row 2, column 'author_cells': found 'backwards', expected one of reversed, byline",
    ),
    "completeness": (
        "title,authors_complete\nMaps,perhaps\n",
        "CSV row 2, column 'authors_complete': found 'perhaps', expected true, false or nothing",
    ),
    "authors cell cut short": (
        'title,authors\nMaps,"[""Ida"\n',
        "CSV row 2, column 'authors': found '[\"Ida', expected names joined by \"; \", or a JSON array of names",
    ),
    "author without a name": (
        'title,authors\nMaps,"[""""]"\n',
        "CSV row 2, column 'authors': found '[\"\"]', expected names joined by \"; \", or a JSON array of names",
    ),
    "handle that is no author": (
        "title,authors,handles\nMaps,Li Wen,reed\n",
        (
            "CSV row 2, column 'handles': found 'reed', "
            "expected names of the authors cell, or a JSON array of their positions"
        ),
    ),
    "position that is none": (
        "title,authors,handles\nMaps,Li Wen,[2]\n",
        (
            "CSV row 2, column 'handles': found '[2]', "
            "expected names of the authors cell, or a JSON array of their positions"
        ),
    ),
    "handles in a deeper array": (
        "title,authors,handles\nMaps,Li Wen,[[1]]\n",
        (
            "CSV row 2, column 'handles': found '[[1]]', "
            "expected names of the authors cell, or a JSON array of their positions"
        ),
    ),
    "category that is a number": (
        "title,categories\nMaps,[1]\n",
        "CSV row 2, column 'categories': found '[1]', expected categories joined by \"; \", or a JSON array of them",
    ),
    "links as text": (
        "title,links\nMaps,https://example.org\n",
        (
            "CSV row 2, column 'links': found 'https://example.org', "
            "expected a JSON array of objects with label, url and column"
        ),
    ),
    "links as an object": (
        "title,links\nMaps,{}\n",
        "CSV row 2, column 'links': found '{}', expected a JSON array of objects with label, url and column",
    ),
    "link as text": (
        'title,links\nMaps,"[""https://example.org""]"\n',
        (
            "CSV row 2, column 'links': found '[\"https://example.org\"]', "
            "expected a JSON array of objects with label, url and column"
        ),
    ),
    "further column alone": (
        'title,extra\nMaps,"[[""Venue""]]"\n',
        "CSV row 2, column 'extra': found '[[\"Venue\"]]', expected a JSON array of pairs of texts",
    ),
    "further column as text": (
        'title,extra\nMaps,"[""ab""]"\n',
        "CSV row 2, column 'extra': found '[\"ab\"]', expected a JSON array of pairs of texts",
    ),
    "brackets without end": (
        f"title,extra\nMaps,{'[' * 100_000}\n",
        f"CSV row 2, column 'extra': found '{'[' * 60}'…, expected a JSON array of pairs of texts",
    ),
    "too many cells": (
        "title,summary\nMaps,One.\nRivers,Two,three.\n",
        "CSV row 3: found 3 cells, expected 2, one a column",
    ),
    "too few cells": ("title,summary\nMaps\n", "CSV row 2: found 1 cells, expected 2, one a column"),
    "no title column": (
        "Title;Summary\nMaps;One.\n",
        (
            "CSV row 1, column 'title': found 'Title;Summary', "
            "expected names of columns divided by commas, one of them title"
        ),
    ),
    "nothing": (
        "",
        "CSV row 1, column 'title': found '', expected names of columns divided by commas, one of them title",
    ),
    "column twice": ("title,date,title\n", "CSV row 1, column 'title': found 2 of them, expected one"),
    "quote not closed": (
        'title,summary\nMaps,"One.\nRivers,Two.\n',
        (
            "CSV row 2, column 'summary': found '\"One.\\nRivers,Two.\\n', "
            "expected a quote that closes the cell, then a comma or the row's end; quotes within are doubled"
        ),
    ),
    "quote closed early": (
        'title,summary\n"Maps" of Rivers,One.\n',
        (
            "CSV row 2, column 'title': found '\"Maps\" of Rivers,One.\\n', "
            "expected a quote that closes the cell, then a comma or the row's end; quotes within are doubled"
        ),
    ),
    "quote not closed in the header": (
        'title,"summary\n',
        (
            "CSV row 1, column 2: found '\"summary\\n', "
            "expected a quote that closes the cell, then a comma or the row's end; quotes within are doubled"
        ),
    ),
}


@pytest.mark.parametrize(("text", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_says_where_a_fault_is(text: str, message: str) -> None:
    with pytest.raises(DigestError) as caught:
        digest_csv.read(text)

    assert str(caught.value) == message


@pytest.mark.parametrize("text", [b"title\n", None, 3], ids=["bytes", "none", "number"])
def test_takes_text_alone(text: object) -> None:
    with pytest.raises(TypeError, match="CSV is read from text"):
        digest_csv.read(text)  # type: ignore[arg-type]


# With the parser.

CLASSIC = """## Papers for 2024-03-11

| Title | Authors | Summary |
|-------|---------|---------|
"""
ROW = "| {} (Read more on [arXiv](https://arxiv.org/abs/2403.90042))| {} | {} |\n"

PARSED = {
    "no papers": CLASSIC,
    "words for nothing": CLASSIC + ROW.format("Null", "NA, None, nan, null", "N/A"),
    "line breaks": CLASSIC + ROW.format("Broken Tags", "Ana Torvik", "ends with ochre<br>umber begins<br/>again"),
    "bullets": CLASSIC + ROW.format("Bullets", "reedmap, Ida Holm", "- a. - b."),
    "line ends": (CLASSIC + ROW.format("Wrapped\n  Twice", "Mara Ek, Li Wen", "Short.")).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", PARSED.values(), ids=PARSED.keys())
def test_keeps_what_was_parsed(text: str) -> None:
    digest = parse(text)
    table = written(digest)

    assert digest_csv.read(table) == ((digest,) if digest.papers else ())
    assert not [cell for record in records(table) for cell in record.values() if "\r" in cell or "\ufeff" in cell]


def test_no_words_grow_together_where_a_line_break_stood() -> None:
    table = written(parse(PARSED["line breaks"]))

    assert "ochreumber" not in table
    assert "beginsagain" not in table


# Results.

SENTENCE = "-Recall is 71.5%, a change of -0.4."


def result(**changes: object) -> NumericResult:
    fields: dict[str, object] = {
        "text": "71.5%",
        "span": Span(11, 16),
        "sentence_span": Span(0, 35),
        "section": SectionKind.RESULTS,
        "value": Decimal("71.50"),
    }
    return NumericResult(**{**fields, **changes})  # type: ignore[arg-type]


def result_records(monkeypatch: pytest.MonkeyPatch, results: Iterable[NumericResult]) -> list[dict[str, str]]:
    monkeypatch.setattr("digestkit.results.find_results", lambda _: tuple(results), raising=False)
    paper = Paper(title="=Maps", arxiv_id=ArxivId.parse("0704.9901"), summary=SENTENCE)
    return records(results_written(one_day(paper)))


def test_writes_one_row_a_result(monkeypatch: pytest.MonkeyPatch) -> None:
    [record] = result_records(monkeypatch, [result(metric="Recall", unit="%", role="proposed")])

    assert record == {
        "date": "2024-03-11",
        "arxiv_id": "0704.9901",
        "title": "'=Maps",
        "section": "results",
        "sentence": f"'{SENTENCE}",
        "text": "71.5%",
        "value": "71.50",
        "upper": "",
        "uncertainty": "",
        "unit": "%",
        "comparator": "=",
        "kind": "score",
        "direction": "",
        "metric": "Recall",
        "benchmark": "",
        "subject": "",
        "role": "proposed",
        "baseline": "",
        "span_start": "11",
        "span_end": "16",
        "sentence_start": "0",
        "sentence_end": "35",
    }
    assert tuple(record) == digest_csv.RESULT_COLUMNS


NUMBERS = {
    "negative": (Decimal("-0.4"), "-0.4"),
    "zeros kept": (Decimal("5.330"), "5.330"),
    "with exponent": (Decimal("2E+6"), "2E+6"),
    "very small": (Decimal("-1E-9"), "-1E-9"),
    "no number to a spreadsheet": (Decimal("-Infinity"), "'-Infinity"),
}


@pytest.mark.parametrize(("value", "cell"), NUMBERS.values(), ids=NUMBERS.keys())
def test_keeps_numbers_plain(monkeypatch: pytest.MonkeyPatch, value: Decimal, cell: str) -> None:
    [record] = result_records(monkeypatch, [result(value=value, upper=value, uncertainty=value)])

    assert (record["value"], record["upper"], record["uncertainty"]) == (cell, cell, cell)


def test_defuses_the_words_of_a_result(monkeypatch: pytest.MonkeyPatch) -> None:
    words = dict.fromkeys(["text", "unit", "metric", "benchmark", "subject", "baseline"], "=1")
    fixed = {"kind": ResultKind.CHANGE, "comparator": Comparator.AT_MOST, "direction": "decrease"}
    [record] = result_records(monkeypatch, [result(**words, **fixed)])

    assert {record[column] for column in words} == {"'=1"}
    assert (record["kind"], record["comparator"], record["direction"]) == ("change", "<=", "decrease")


def test_writes_a_header_alone_without_results() -> None:
    assert results_written(one_day()) == ",".join(digest_csv.RESULT_COLUMNS) + "\r\n"
