"""What each output does with text that was written to do harm; docs/security.md says it in words."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import cmarkgfm  # type: ignore[import-untyped]
import pytest

import digestkit
from digestkit import ArxivId, Author, DigestError, Link, Paper
from digestkit.metadata import atom, oai, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER: Final = ArxivId.parse("2403.90001")
HARM: Final = {
    "end of a BibTeX field": "Maps } , note = {x",
    "BibTeX entry": "@misc{x, a = {b}}",
    "TeX file": r"\input{/etc/passwd}",
    "TeX shell": r"$\immediate\write18{ls}$",
    "formula": '=HYPERLINK("http://example.org")',
    "formula behind a blank": " \t+1+cmd|' /C calc'!A0",
    "HTML": "<script>alert(1)</script>",
    "terminal escape": "\x1b[31mred\x9b2J",
    "direction": "Maps \u202egnorw\u2066",
    "path": "../../etc/passwd",
    "cell end": "a | b\n\n## Papers for 2020-01-01\n\n| Title |\n|---|\n| c |",
    "escaped cell end": "a \\| b \\\\| c",
    "RIS record": "Maps\nER  - \nTY  - JOUR",
}


def paper(text: str, **fields: object) -> Paper:
    return Paper(title=text, authors=(Author(text),), arxiv_id=NUMBER, summary=text, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HARM.values(), ids=HARM)
def test_markdown_is_one_row_of_three_cells(text: str) -> None:
    written = digestkit.to_markdown(paper(text))
    rows = written.splitlines()
    assert len(rows) == 3
    assert cmarkgfm.markdown_to_html_with_extensions(written, extensions=["table"]).count("<td>") == 3
    again = digestkit.parse(written)
    assert len(again.papers) == 1
    assert again.date is None
    assert again.papers[0].arxiv_id == NUMBER


@pytest.mark.parametrize("text", HARM.values(), ids=HARM)
def test_bibtex_is_one_entry_that_runs_nothing(text: str) -> None:
    pytest.importorskip("bibtexparser", reason="the extra `bib` is not installed")
    written = digestkit.to_bibtex(paper(text), on_loss=lambda _: None, fields=("abstract", "annote"))
    assert len(digestkit.from_bibtex(written)) == 1
    assert written.count("{") == written.count("}")
    assert not re.search(r"\\(?:input|write|immediate|include|openout|csname|def)(?![A-Za-z])", written)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)


@pytest.mark.parametrize("write", [digestkit.to_csv, digestkit.results_to_csv])
@pytest.mark.parametrize("text", HARM.values(), ids=HARM)
def test_no_cell_of_csv_is_a_formula(text: str, write: Callable[[Paper], str]) -> None:
    import csv

    written = write(Paper(title=text, authors=(Author(text),), summary=f"{text} Recall is 71.5%.", arxiv_id=NUMBER))
    header, *rows = csv.reader(io.StringIO(written, newline=""))
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        texts = (cells.get(name, "") for name in ("title", "authors", "summary", "sentence", "metric", "benchmark"))
        assert not any(re.match(r"\s*[=+\-@\t\r]", cell) for cell in texts)


@pytest.mark.parametrize("text", HARM.values(), ids=HARM)
def test_json_and_csv_give_it_back(text: str) -> None:
    found = paper(text)
    for again in (digestkit.from_json(digestkit.to_json(found)), digestkit.from_csv(digestkit.to_csv(found))):
        assert again[0].papers == (found,)
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", digestkit.to_json(found))


@pytest.mark.parametrize("text", HARM.values(), ids=HARM)
def test_ris_and_csl_are_one_record(text: str) -> None:
    ris = digestkit.to_ris(paper(text))
    assert len(re.findall(r"^TY  - ", ris, re.MULTILINE)) == len(re.findall(r"^ER  - ", ris, re.MULTILINE)) == 1
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f]", ris)
    assert len(json.loads(digestkit.to_csl_json(paper(text)))) == 1


UNSAFE: Final = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " java\tscript:alert(1)",
    "data:text/html,x",
    "file:///etc",
)


@pytest.mark.parametrize("url", UNSAFE)
def test_markdown_makes_no_link_of_an_address_that_runs(url: str) -> None:
    written = digestkit.to_markdown(paper("Maps", links=(Link(label="Code", url=url, column="Code"),)))
    assert "](" not in written.replace("[arXiv](", "")
    assert url.strip().replace("\t", "") in written.replace("\t", "")


@pytest.mark.parametrize("url", UNSAFE)
@pytest.mark.parametrize("write", [digestkit.to_bibtex, digestkit.to_csl_json, digestkit.to_ris])
def test_no_reference_has_an_address_that_runs(url: str, write: Callable[[Paper], str]) -> None:
    without_number = Paper(title="Maps", links=(Link(url=url), Link(url="https://example.org/maps")))
    written = write(without_number)
    assert url.strip()[:6].lower() not in written.lower()
    assert "https://example.org/maps" in written


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/Map_(river)", "https://example.org/Map_(river)"),
        ("https://example.org/a) | b", "https://example.org/a%29%20%7C%20b"),
        ("https://example.org/a\n\n| b", "https://example.org/a%0A%0A%7C%20b"),
        ("https://example.org/a>b", "https://example.org/a%3Eb"),
    ],
)
def test_an_address_does_not_end_its_link(url: str, target: str) -> None:
    written = digestkit.to_markdown(paper("Maps", links=(Link(label="Code", url=url, column="Code"),)))
    assert f"[Code]({target}) |" in written
    assert digestkit.parse(written).papers[0].links[-1].url == target


@pytest.mark.parametrize("text", ["1e999999999 points", "F1 of 1e999999999%", "9" * 10**6 + "%", "10^{999999999} maps"])
def test_huge_numbers_stay_small(text: str) -> None:
    for result in digestkit.extract_results(text):
        assert len(str(result.value)) < 100
        assert digestkit.results_to_csv(Paper(title="Maps", summary=text))


DEEP: Final = "[" * 100_000


@pytest.mark.parametrize(
    ("read", "text"),
    [
        pytest.param(digestkit.from_json, '{"schema": 1, "digests": [], "digests": []}', id="a key twice"),
        pytest.param(digestkit.from_json, DEEP, id="deep JSON"),
        pytest.param(digestkit.from_json, '{"schema": 1e999999999, "digests": []}', id="huge number"),
        pytest.param(digestkit.from_json, f'{{"schema": {"1" * 10**5}, "digests": []}}', id="long number"),
        pytest.param(digestkit.from_csv, f"title,links\nMaps,{DEEP}", id="deep cell"),
        pytest.param(digestkit.from_csv, f"title,arxiv_version\nMaps,{'9' * 10**5}", id="long version"),
    ],
)
def test_bombs_are_refused(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(DigestError) as caught:
        read(text)
    assert len(str(caught.value)) < 500


BOMB: Final = (
    '<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><feed><entry><title>&i;</title></entry></feed>"
)


@pytest.mark.parametrize("read", [atom.read, oai.read])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BOMB, id="entities"),
        pytest.param('<!DOCTYPE feed SYSTEM "file:///etc/passwd"><feed/>', id="another file"),
        pytest.param('<?xml version="1.0" encoding="UTF-7"?><feed/>', id="encoding of several bytes"),
        pytest.param('<?xml version="1.0" encoding="rivers"?><feed/>', id="unknown encoding"),
        pytest.param("<feed>" + "<a>" * 100_000, id="deep"),
    ],
)
def test_xml_that_does_harm_is_refused(read: Callable[..., object], text: str) -> None:
    with pytest.raises(DigestError):
        list(read(io.BytesIO(text.encode()), source="feed.xml"))  # type: ignore[call-overload]


def test_a_deep_line_of_a_snapshot_is_refused_and_the_rest_goes_on() -> None:
    good = json.dumps({"id": "2403.90001", "title": "Maps", "authors": "Ida Holm", "categories": "cs.CL"})
    refused: list[DigestError] = []
    found = list(snapshot.read(io.BytesIO(f'{{"id": {DEEP}\n{good}\n'.encode()), on_error=refused.append))
    assert [record.arxiv_id.number for record in found] == ["2403.90001"]
    assert len(refused) == 1


def test_nothing_of_a_broken_bibliography_reaches_the_terminal_raw() -> None:
    pytest.importorskip("bibtexparser", reason="the extra `bib` is not installed")
    code = """
import digestkit
try:
    digestkit.from_bibtex("@misc{\\x1b[31m@misc{")
except digestkit.DigestError:
    print("no")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (done.stdout.strip(), done.stderr) == (b"no", b"")
