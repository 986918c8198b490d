"""RIS: what is written, and that rispy reads it back."""

from __future__ import annotations

import datetime as dt
import io
import re
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import digestkit
from digestkit import strategies
from digestkit.identifiers import ArxivId
from digestkit.models import Author, AuthorOrder, Digest, Link, Metadata, Paper

ONE: Final = Paper(
    title=r"S$^2$R & \emph{Maps} of Rivers: 5% of $x_{ij}$",
    authors=tuple(map(Author, ("Ludo van der Berg", "Zoé Moïse, Jr.", "Pine, Oak and Fern Labs", "moss_99"))),
    arxiv_id=ArxivId.parse("2403.90001v2"),
    categories=("Rivers", "cs.CL"),
    summary="i) A map.\niv) Recall is 71.5%.",
)
LINE: Final = re.compile(r"[A-Z][A-Z0-9]  - [^\r\n]*")


def read(text: str) -> list[dict[str, Any]]:
    if find_spec("rispy") is None:
        pytest.skip("not installed: rispy")
    found: list[dict[str, Any]] = import_module("rispy").loads(text)
    return found


def lines(paper: Paper | Digest, **options: Any) -> list[str]:  # noqa: ANN401 - any option
    return digestkit.to_ris(paper, **options).split("\r\n")


def test_a_record() -> None:
    assert lines(ONE) == [
        "TY  - UNPB",
        "ID  - berg2024s",
        "TI  - S²R & Maps of Rivers: 5% of $x_{ij}$",
        "AU  - van der Berg, Ludo",
        "AU  - Moïse, Zoé, Jr.",
        "AU  - Pine Oak and Fern Labs,",
        "AU  - moss_99",
        "PY  - 2024",
        "DA  - 2024/03//",
        "DB  - arXiv",
        "PB  - arXiv",
        "AN  - 2403.90001",
        "DO  - 10.48550/arXiv.2403.90001",
        "UR  - https://arxiv.org/abs/2403.90001",
        "ER  - ",
        "",
    ]


def test_records_are_parted_by_a_blank_line() -> None:
    assert digestkit.to_ris(()) == ""
    text = digestkit.to_ris((Paper(title="Maps"), Paper(title="Ferns")))
    assert text.count("\r\nER  - \r\n\r\nTY  - UNPB\r\n") == 1


def test_optional_fields_and_the_version() -> None:
    found = lines(ONE, fields=("abstract", "keywords"), versions=True, key="{number}")
    assert {"AB  - i) A map. iv) Recall is 71.5%.", "KW  - Rivers", "KW  - cs.CL", "AN  - 2403.90001v2"} <= set(found)
    assert "ID  - p2403.90001" in found


def test_what_a_catalogue_knows() -> None:
    known = Metadata(published=dt.date(2024, 2, 9), doi="10.5555/rivers.9", journal_reference="Delta Lett. 9 (2024)")
    found = lines(Paper(title="Maps", arxiv_id=ArxivId("2403.90001"), metadata=known))
    assert {"DA  - 2024/02/09/", "DO  - 10.5555/rivers.9", "N1  - Delta Lett. 9 (2024)"} <= set(found)


def test_a_paper_without_number() -> None:
    paper = Paper(title="Maps", links=(Link(url="https://example.org/a;b c"),))
    assert lines(Digest(date=dt.date(2024, 3, 11), papers=(paper,))) == [
        *("TY  - UNPB", "ID  - anon2024maps", "TI  - Maps", "PY  - 2024", "DA  - 2024/03//"),
        *("UR  - https://example.org/a%3Bb%20c", "ER  - ", ""),
    ]


def test_names_that_are_not_certain() -> None:
    authors = (Author("moss_99", is_handle=True), *(Author(f"Ida {letter}olm") for letter in "HTMW"))
    paper = Paper(title="Maps", authors=authors, author_order=AuthorOrder.UNCERTAIN, authors_complete=None)
    assert [line for line in lines(paper) if line.startswith("N1")] == [
        "N1  - The order of the authors is uncertain.",
        "N1  - There may be more authors.",
    ]
    assert not [line for line in lines(paper, uncertain="omit") if line[:2] in {"N1", "AU"}]


def test_an_option_without_that_value() -> None:
    with pytest.raises(ValueError, match="uncertain is one of"):
        lines(ONE, uncertain="maybe")


def test_rispy_reads_it() -> None:
    (found,) = read(digestkit.to_ris(ONE, fields=("abstract", "keywords")))
    assert found["title"] == "S²R & Maps of Rivers: 5% of $x_{ij}$"
    assert found["authors"] == ["van der Berg, Ludo", "Moïse, Zoé, Jr.", "Pine Oak and Fern Labs,", "moss_99"]
    assert (found["doi"], found["accession_number"]) == ("10.48550/arXiv.2403.90001", "2403.90001")
    assert (found["year"], found["urls"]) == ("2024", ["https://arxiv.org/abs/2403.90001"])
    assert (found["keywords"], found["abstract"]) == (["Rivers", "cs.CL"], "i) A map. iv) Recall is 71.5%.")


@given(st.lists(strategies.papers() | strategies.digests(), max_size=3))
def test_every_record_is_read_back(models: list[Digest | Paper]) -> None:
    text = digestkit.to_ris(models, fields=("abstract", "keywords"))
    records = read(text)
    assert len(records) == text.count("TY  - UNPB\r\n")
    assert len({record["id"].lower() for record in records}) == len(records)
    assert all(not re.search("^,|, *,", name) for record in records for name in record.get("authors", ()))


@given(st.text(max_size=30), st.text(min_size=1, max_size=30))
def test_every_text_is_a_line(title: str, name: str) -> None:
    authors = (Author(name),) if Paper(title=name).title else ()
    paper = Paper(title=title, authors=authors, summary=name, metadata=Metadata(doi=title, journal_reference=name))
    file = io.StringIO(newline="")
    digestkit.write(paper, file, format="ris", fields=("abstract",))
    file.getvalue().encode()
    *body, end = file.getvalue().split("\r\n")
    assert end == ""
    assert all(LINE.fullmatch(line) for line in body)
    assert [line[:2] for line in body].count("TY") == 1
