"""Catalogues on disk: what is read from each format, and what is said of the broken ones."""

from __future__ import annotations

import datetime as dt
import gc
import io
import json
import tracemalloc
from typing import TYPE_CHECKING, Any, Final

import attrs
import pytest

import digestkit
from digestkit.errors import DigestError
from digestkit.identifiers import ArxivId
from digestkit.metadata import Record, atom, bibtex, csl, huggingface, oai, read_records, snapshot
from digestkit.metadata.reading import format_of
from digestkit.models import Author, Metadata, Paper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NUMBER = ArxivId("2403.90001")

SNAPSHOT: dict[str, Any] = {
    "id": "2403.90001",
    "submitter": "Ida Holm",
    "authors": "Ida Holm, Bela Kert\\H{o} and Warren Hult, Jr.",
    "title": "Maps of\n  Rivers",
    "comments": "12 pages,\n 4 figures",
    "journal-ref": "Delta Letters 9 (2024) 90-99",
    "doi": "10.5555/rivers.9",
    "report-no": None,
    "categories": "cs.CV cs.LG",
    "license": None,
    "abstract": "  We draw maps.\n",
    "versions": [
        {"version": "v1", "created": "Fri, 8 Mar 2024 18:00:00 GMT"},
        {"version": "v2", "created": "Thu, 2 May 2024 09:30:00 GMT"},
    ],
    "update_date": "2024-05-03",
    "authors_parsed": [["Holm", "Ida", ""], ["Kert\\H{o}", "Bela", ""], ["Hult", "Warren", "Jr."]],
}
WHOLE = Record(
    arxiv_id=NUMBER,
    title="Maps of Rivers",
    authors=("Ida Holm", "Bela Kertő", "Warren Hult, Jr."),
    primary_class="cs.CV",
    categories=("cs.CV", "cs.LG"),
    published=dt.date(2024, 3, 8),
    updated=dt.date(2024, 5, 2),
    doi="10.5555/rivers.9",
    journal_reference="Delta Letters 9 (2024) 90-99",
    comment="12 pages, 4 figures",
)
ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <entry>
    <id>http://arxiv.org/abs/2403.90001v2</id>
    <updated>2024-05-02T09:30:00Z</updated>
    <published>2024-03-08T18:00:00Z</published>
    <title>Maps of
  Rivers</title>
    <author><name>Ida Holm</name></author>
    <author><name>Bela Kert\\H{o}</name>
      <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Delta &amp; Co</arxiv:affiliation></author>
    <author><name>:</name></author>
    <author><name>Warren Hult, Jr.</name></author>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">12 pages, 4 figures</arxiv:comment>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">Delta Letters 9 (2024) 90-99</arxiv:journal_ref>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/rivers.9</arxiv:doi>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CV"/>
    <category term="cs.CV"/>
    <category term="cs.LG"/>
  </entry>
</feed>
"""
OAI = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<responseDate>2024-05-03T00:00:00Z</responseDate>
<ListRecords>
<record>
<header status="deleted"><identifier>oai:arXiv.org:2403.90009</identifier></header>
</record>
<record>
<header><identifier>oai:arXiv.org:2403.90001</identifier><datestamp>2024-05-03</datestamp></header>
<metadata>
 <arXiv xmlns="http://arxiv.org/OAI/arXiv/">
 <id>2403.90001</id><created>2024-03-08</created><updated>2024-05-02</updated>
 <authors>
  <author><keyname>Holm</keyname><forenames>Ida</forenames></author>
  <author><keyname>Kert\\H{o}</keyname><forenames>Bela</forenames><affiliation>Delta</affiliation></author>
  <author><keyname>Hult</keyname><forenames>Warren</forenames><suffix>Jr.</suffix></author>
 </authors>
 <title>Maps of
  Rivers</title>
 <categories>cs.CV cs.LG</categories><comments>12 pages, 4 figures</comments>
 <journal-ref>Delta Letters 9 (2024) 90-99</journal-ref><doi>10.5555/rivers.9</doi>
 <abstract>  We draw maps.</abstract>
 </arXiv>
</metadata>
</record>
<resumptionToken cursor="0">6511260|1001</resumptionToken>
</ListRecords>
</OAI-PMH>
"""
RAW = """<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">
 <id>2403.90001</id><submitter>Ida Holm</submitter>
 <version version="v1"><date>Fri, 8 Mar 2024 18:00:00 GMT</date><size>9kb</size></version>
 <version version="v2"><date>Thu, 2 May 2024 09:30:00 GMT</date><size>9kb</size></version>
 <title>Maps of Rivers</title>
 <authors>Ida Holm (1), Bela Kert\\H{o} (1,2) and Warren Hult, Jr. ((1) Riverside, (2) Delta and Daughters)</authors>
 <categories>cs.CV cs.LG</categories><comments>12 pages, 4 figures</comments>
 <journal-ref>Delta Letters 9 (2024) 90-99</journal-ref><doi>10.5555/rivers.9</doi>
</arXivRaw>
"""
DAILY: list[dict[str, Any]] = [
    {
        "paper": {
            "id": "2403.90001",
            "authors": [
                {"_id": "65ed", "name": "Ida Holm", "hidden": False},
                {
                    "_id": "65ee",
                    "user": {"_id": "64aa", "fullname": "B. Kertő", "user": "moss99", "type": "user", "isPro": False},
                    "name": "Bela Kertő",
                    "status": "claimed_verified",
                    "hidden": False,
                },
            ],
            "publishedAt": "2024-03-08T18:00:00.000Z",
            "title": "Maps of\n  Rivers",
            "summary": "We draw maps.",
            "upvotes": 9,
        },
        "publishedAt": "2024-03-11T03:00:00.000Z",
        "title": "Maps of Rivers",
    }
]
FROM_DAILY = Record(
    arxiv_id=NUMBER,
    title="Maps of Rivers",
    authors=("Ida Holm", "Bela Kertő"),
    published=dt.date(2024, 3, 8),
    accounts=(("moss99", "Bela Kertő"),),
)
CSL: list[dict[str, Any]] = [
    {"id": "atlas", "type": "book", "title": "An Atlas without Number"},
    {
        "id": "holm2024maps",
        "type": "article-journal",
        "title": "Maps of Rivers",
        "author": [
            {"family": "Holm", "given": "Ida"},
            {"family": "Tol", "given": "Guy", "non-dropping-particle": "van"},
            {"family": "Hult", "given": "Warren", "suffix": "Jr."},
            {"literal": "The Delta Team"},
        ],
        "issued": {"date-parts": [[2024, "3", 8]]},
        "container-title": "Delta Letters",
        "volume": 9,
        "issue": "2",
        "page": "90-99",
        "DOI": "10.5555/rivers.9",
        "URL": "https://arxiv.org/abs/2403.90001v2",
    },
]
FROM_CSL = Record(
    arxiv_id=ArxivId("2403.90001", 2),
    title="Maps of Rivers",
    authors=("Ida Holm", "Guy van Tol", "Warren Hult, Jr.", "The Delta Team"),
    doi="10.5555/rivers.9",
    journal_reference="Delta Letters 9 (2), 90-99 (2024)",
)
BIB = r"""% papers of the week
@misc{holm2024maps,
  title = {Maps of {R}ivers},
  author = {Ida Holm and Kert{\H o}, Bela},
  eprint = {2403.90001},
  archivePrefix = {arXiv},
  primaryClass = {cs.CV},
}
@book{atlas, title = {An Atlas without Number}}
@misc{wen2024charts, title = {Charts}, author = {Li Wen and others}, eprint = {2403.90002}}
"""


def lines(*papers: object) -> bytes:
    return "".join(json.dumps(paper) + "\n" for paper in papers).encode()


def read(module: Any, content: str | bytes, **options: Any) -> list[Record]:  # noqa: ANN401 - one of the readers
    binary = content if isinstance(content, bytes) else content.encode()
    return list(module.read(io.BytesIO(binary), source="a file", **options))


def test_a_snapshot() -> None:
    assert read(snapshot, lines(SNAPSHOT) + b"\n\n" + lines(SNAPSHOT)) == [WHOLE, WHOLE]


def test_a_snapshot_whose_names_are_not_parsed() -> None:
    assert read(snapshot, lines({**SNAPSHOT, "authors_parsed": []})) == [WHOLE]


@pytest.mark.parametrize("ending", [" et al.", ", et al.", " and others", ", and 12 others", ", et al (Delta)"])
def test_a_byline_in_one_text_that_ends_in_others_is_not_whole(ending: str) -> None:
    text = f"Ida Holm, Li Wen{ending}"
    raw = RAW.replace(RAW[RAW.index("<authors>") : RAW.index("</authors>")], f"<authors>{text}")
    found = [*read(snapshot, lines({**SNAPSHOT, "authors_parsed": [], "authors": text})), *read(oai, raw)]

    assert [(record.authors, record.authors_complete) for record in found] == [(("Ida Holm", "Li Wen"), False)] * 2


@pytest.mark.parametrize("last", ["et al.", "others", "12 others", "+ 3 authors"])
def test_a_byline_whose_last_name_is_others_is_not_whole(last: str) -> None:
    pair = ATOM[ATOM.index("    <author>") : ATOM.index("    <arxiv:comment")]
    names = "".join(f"<author><name>{name}</name></author>" for name in ("Ida Holm", last))
    people = [{"name": "Ida Holm"}, {"name": last}]
    found = [
        *read(atom, ATOM.replace(pair, names)),
        *read(huggingface, json.dumps([{"id": "2403.90001", "authors": people}])),
        *read(snapshot, lines({**SNAPSHOT, "authors_parsed": [["Holm", "Ida", ""], [last, "", ""]]})),
        *read(csl, json.dumps([{"number": "2403.90001", "author": [{"literal": one["name"]} for one in people]}])),
    ]

    assert [(record.authors, record.authors_complete) for record in found] == [(("Ida Holm",), False)] * 4


def test_a_snapshot_of_old_papers() -> None:
    [record] = read(snapshot, lines({"id": "hep-th/9901901", "categories": "hep-th", "update_date": "2007-05-23"}))

    assert record == Record(
        arxiv_id=ArxivId("hep-th/9901901"),
        primary_class="hep-th",
        categories=("hep-th",),
        updated=dt.date(2007, 5, 23),
    )


def test_what_is_kept_of_a_line_says_the_same() -> None:
    from digestkit.metadata._faults import Part

    part = Part(SNAPSHOT, "a file")
    number, kept = snapshot.shortened(part)

    assert number == "2403.90001"
    assert "abstract" not in kept
    assert snapshot.record_of(Part(kept, "a file")) == snapshot.record_of(part) == WHOLE


def test_an_answer_of_the_api() -> None:
    assert read(atom, ATOM) == [attrs.evolve(WHOLE, arxiv_id=ArxivId("2403.90001", 2))]


def test_an_answer_of_oai_pmh() -> None:
    assert read(oai, OAI) == [WHOLE]


def test_a_raw_answer_of_oai_pmh() -> None:
    assert read(oai, RAW) == [WHOLE]


def test_daily_papers() -> None:
    assert read(huggingface, json.dumps(DAILY)) == [FROM_DAILY]


def test_one_paper_of_hugging_face() -> None:
    assert read(huggingface, json.dumps(DAILY[0]["paper"])) == [FROM_DAILY]


def test_csl_json() -> None:
    assert read(csl, json.dumps(CSL)) == [FROM_CSL]


@pytest.mark.parametrize(
    "place",
    [
        {"number": "arXiv:2403.90001"},
        {"DOI": "10.48550/arXiv.2403.90001"},
        {"URL": "http://arxiv.org/abs/2403.90001"},
        {"note": "arXiv:2403.90001 [cs]"},
        {"archive": "arXiv", "archive_location": "2403.90001"},
    ],
    ids=lambda place: next(iter(place)),
)
def test_csl_json_names_the_number_in_one_of_many_places(place: dict[str, str]) -> None:
    [record] = read(csl, json.dumps([{"type": "article", "title": "Maps", **place}]))

    assert record == Record(arxiv_id=NUMBER, title="Maps")


@pytest.mark.parametrize(
    ("module", "write"), [(csl, digestkit.to_csl_json), (bibtex, digestkit.to_bibtex)], ids=["csl", "bibtex"]
)
@pytest.mark.parametrize(
    ("names", "complete", "whole"),
    [
        (("Ida Holm", "Li Wen", "Warren Hult, Jr.", "OpenAI", "Bela Kertő"), True, True),
        (("Ida Holm", "Li Wen"), False, False),
        (("Ida Holm", "Li Wen", "Mara Ek", "Sam Okoro", "Zoé Moïse"), None, False),
        (("Ida Holm", "moss99"), True, False),
    ],
)
def test_a_bibliography_made_of_digests_gives_no_byline_that_digests_do_not_have(
    module: Any,  # noqa: ANN401 - one of the readers
    write: Callable[[Paper], str],
    names: tuple[str, ...],
    complete: bool | None,
    whole: bool,
) -> None:
    paper = Paper(title="Maps", authors=tuple(map(Author, names)), authors_complete=complete, arxiv_id=NUMBER)

    [record] = read(module, write(paper))

    assert (record.authors, record.authors_complete) == (names, whole)


def test_csl_json_with_others() -> None:
    [record] = read(csl, json.dumps([{"number": "2403.90001", "author": [{"literal": "Ida"}, {"literal": "others"}]}]))

    assert (record.authors, record.authors_complete) == (("Ida",), False)


def test_a_bib_file() -> None:
    first, second = read(bibtex, BIB)

    assert first == Record(
        arxiv_id=NUMBER,
        title="Maps of Rivers",
        authors=("Ida Holm", "Bela Kertő"),
        primary_class="cs.CV",
        categories=("cs.CV",),
    )
    assert (second.authors, second.authors_complete) == (("Li Wen",), False)


def test_a_paper_as_a_record() -> None:
    paper = Paper(
        title="Maps",
        authors=[Author("Ida Holm")],
        arxiv_id=NUMBER,
        metadata=Metadata(doi="10.5555/9", accounts=[("moss99", "Ida Holm"), ("tern42", None)]),
    )

    record = bibtex.record_of(paper)

    assert (record.authors, record.doi, record.accounts) == (("Ida Holm",), "10.5555/9", (("moss99", "Ida Holm"),))
    with pytest.raises(ValueError, match="'Maps' has no arXiv identifier"):
        bibtex.record_of(Paper(title="Maps"))


# Which format it is.


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("snapshot", lines(SNAPSHOT)),
        ("snapshot", b"\xef\xbb\xbf\r\n" + lines(SNAPSHOT)),
        ("snapshot", b'{"id": "2403.90001", "submitter": "Ida Holm", "abstract": "' + b"so long " * 9000),
        ("atom", ATOM.encode()),
        ("atom", b'<feed xmlns="http://www.w3.org/2005/Atom"/>'),
        ("atom", b"<a:feed>"),
        ("oai", OAI.encode()),
        ("oai", RAW.encode()),
        ("huggingface", json.dumps(DAILY, indent=2).encode()),
        ("huggingface", json.dumps(DAILY[0]["paper"]).encode()),
        ("csl", json.dumps(CSL).encode()),
        ("csl", b"[ ]"),
        ("bibtex", BIB.encode()),
        ("bibtex", b"@string(dl = {Delta Letters})"),
        ("index", b"SQLite format 3\0"),
        (None, b""),
        (None, b"Dear all,"),
        (None, b"<html><body>"),
        (None, b"{}"),
        (None, b"[[["),
        (None, b'{"schema": 1, "digests": []}'),
        (None, b"[" * 70_000),
        (None, b'{"a":' * 20_000),
        (None, bytes(range(256))),
    ],
)
def test_a_format_is_known_by_the_contents(name: str | None, content: bytes) -> None:
    assert format_of(content[:65_536]) == name


@pytest.mark.parametrize(
    ("content", "record"),
    [
        (lines(SNAPSHOT), WHOLE),
        (OAI.encode(), WHOLE),
        (json.dumps(DAILY).encode(), FROM_DAILY),
        (json.dumps(CSL).encode(), FROM_CSL),
    ],
    ids=["snapshot", "oai", "huggingface", "csl"],
)
def test_files_of_any_format_are_read(tmp_path: Path, content: bytes, record: Record) -> None:
    path = tmp_path / "catalogue"
    path.write_bytes(content)

    assert list(read_records(path)) == [record]
    assert list(read_records(str(path))) == [record]


def test_a_file_of_no_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,")

    with pytest.raises(DigestError, match=r"letter\.txt: this is no catalogue of papers; expected arXiv's snapshot in"):
        list(read_records(path))
    with pytest.raises(FileNotFoundError):
        list(read_records(tmp_path / "nothing"))


# What is wrong with them.


def changed(**members: object) -> bytes:
    return lines(SNAPSHOT) + lines({**SNAPSHOT, **members})


ERROR_FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/api/errors#x</id>'
    "<summary>incorrect id format for 24</summary></entry></feed>"
)


@pytest.mark.parametrize(
    ("module", "content", "message"),
    [
        (snapshot, b'{"id": "24', "a file: line 1, column 8: this is not JSON (Unterminated string starting at); is"),
        (snapshot, b"[1]\n", "a file: line 1: found a list, expected an object"),
        (snapshot, b'{"id": "\xff"}\n', "a file: line 1: found a byte at 8 that is not utf-8, expected JSON"),
        (snapshot, b"[" * 100_000, "a file: line 1: this is no JSON of a catalogue (maximum recursion depth"),
        (snapshot, changed(id=None), "a file: line 2, id: found nothing, expected text"),
        (snapshot, changed(id="24.1"), "a file: line 2, id: '24.1' is no arXiv identifier; expected one like"),
        (snapshot, changed(title=5), "a file: line 2, title: found 5, expected text"),
        (snapshot, changed(authors_parsed="Ida"), "a file: line 2, authors_parsed: found 'Ida', expected a list"),
        (snapshot, changed(authors_parsed=["Ida"]), "a file: line 2, authors_parsed: found Ida, expected lists of"),
        (snapshot, changed(authors_parsed=[[]]), "a file: line 2, authors_parsed: found [], expected lists of family"),
        (snapshot, changed(versions=[5]), "a file: line 2, versions: found 5, expected an object"),
        (
            snapshot,
            changed(versions=[{"created": "today"}]),
            "a file: line 2, versions: found 'today', expected a date like 'Fri, 8 Mar 2024 18:00:00 GMT'",
        ),
        (
            snapshot,
            changed(versions=[{"created": "Fri, 30 Feb 2024 18:00:00 GMT"}]),
            "a file: line 2, versions: found 'Fri, 30 Feb 2024 18:00:00 GMT', expected a date like",
        ),
        (
            snapshot,
            changed(versions=[], update_date="soon"),
            "a file: line 2, update_date: found 'soon', expected a date like '2024-03-08'",
        ),
        (atom, "", "a file: line 1, column 1: this is not XML (no element found); is the file cut?"),
        (atom, ATOM[:-9], "a file: line 21, column 11: this is not XML ("),
        (atom, ERROR_FEED, "a file: entry 1: arXiv's answer is an error: incorrect id format for 24"),
        (atom, "<feed><entry/></feed>", "a file: entry 1: found no id, expected one like 'http://arxiv.org/abs/24"),
        (
            atom,
            "<feed><entry><id>http://example.org/9</id></entry></feed>",
            "a file: entry 1, id: 'http://example.org/9' is no arXiv identifier",
        ),
        (
            atom,
            ATOM.replace("2024-03-08T", "8 March"),
            "a file: entry 1, published: found '8 March18:00:00Z', expected a date like '2024-03-08'",
        ),
        (
            oai,
            '<OAI-PMH><error code="noRecordsMatch">None here</error></OAI-PMH>',
            "a file: record 1: the answer is an error: noRecordsMatch None here",
        ),
        (oai, "<arXiv><title>Maps</title></arXiv>", "a file: record 1: found no id, expected one like '2403.90001'"),
        (huggingface, "[5]", "a file: paper 1: found 5, expected an object"),
        (huggingface, '[\n{"paper": {"id": "24"}', "a file, line 2, column 23: this is not JSON (Expecting ',' "),
        (huggingface, '[{"paper": 5}]', "a file: paper 1, paper: found 5, expected an object"),
        (
            huggingface,
            '[{"paper": {"id": "2403.90001", "authors": [{"name": 5}]}}]',
            "a file: paper 1, paper, authors 1, name: found 5, expected text",
        ),
        (csl, '[{"type": "article", "number": "2403.90001", "title": 5}]', "a file: entry 1, title: found 5, expected"),
        (
            csl,
            '[{"number": "2403.90001", "issued": {"date-parts": [[2024, 2, 30]]}}]',
            "a file: entry 1, issued: found [2024, 2, 30], expected year, month and day",
        ),
        (bibtex, b"@misc{\xff", "a file: "),
    ],
)
def test_faults_name_their_place(module: Any, content: str | bytes, message: str) -> None:  # noqa: ANN401 - likewise
    with pytest.raises(DigestError) as caught:
        read(module, content)

    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(
    ("module", "content"),
    [
        (snapshot, lines({**SNAPSHOT, "title": 5}, SNAPSHOT) + b"{\n" + lines(SNAPSHOT)),
        (atom, ATOM.replace("<entry>", "<entry/><entry>").replace("</feed>", "<entry/></feed>")),
        (oai, OAI.replace("<ListRecords>", "<ListRecords><arXiv/><error/>")),
        (huggingface, json.dumps([5, *DAILY, {"paper": 5}])),
        (csl, json.dumps([5, *CSL, {"number": "2403.90001", "title": 5}])),
    ],
    ids=["snapshot", "atom", "oai", "huggingface", "csl"],
)
def test_faulty_records_may_be_left_out(module: Any, content: str | bytes) -> None:  # noqa: ANN401 - likewise
    errors: list[DigestError] = []

    records = read(module, content, on_error=errors.append)

    assert {record.number for record in records} == {"2403.90001"}
    assert len(errors) == 2


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize(("module", "content"), [(atom, ATOM), (oai, OAI), (snapshot, lines(SNAPSHOT).decode())])
def test_of_a_file_that_is_cut_what_comes_before_is_read(module: Any, content: str, share: float) -> None:  # noqa: ANN401
    broken: list[DigestError] = []
    found: list[Record] = []

    try:
        for record in module.read(io.BytesIO(content[: int(len(content) * share)].encode()), on_error=broken.append):
            found.append(record)  # noqa: PERF402 - it is to be kept when the reader raises
    except DigestError as error:
        broken.append(error)

    assert len(broken) == 1
    assert "is the file cut?" in broken[0].message
    assert len(found) <= 1


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE feed SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_no_document_type_is_accepted(declared: str) -> None:
    with pytest.raises(DigestError, match="found a document type \\(feed\\), expected none"):
        read(atom, declared + "<feed><entry><id>&b;</id></entry></feed>")


def repeated(entry: str, head: str, tail: str) -> Callable[[int], bytes]:
    return lambda count: (head + entry * count + tail).encode()


@pytest.mark.parametrize(
    ("module", "made"),
    [
        (atom, repeated(ATOM[ATOM.index("  <entry>") : ATOM.index("</feed>")], "<feed>", "</feed>")),
        (oai, repeated(OAI[OAI.index("<record>") : OAI.index("<resumption")], "<ListRecords>", "</ListRecords>")),
        (snapshot, repeated(lines(SNAPSHOT).decode(), "", "")),
    ],
    ids=["atom", "oai", "snapshot"],
)
def test_one_record_is_in_memory_at_a_time(module: Any, made: Callable[[int], bytes]) -> None:  # noqa: ANN401 - likewise
    """Ten times as many records take no more memory than some, but for what waits for the collector."""

    def peak(count: int) -> int:
        file = io.BytesIO(made(count))
        gc.collect()
        tracemalloc.start()
        assert sum(1 for _ in module.read(file)) == count
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(200)
    kept = 2_000 * len(made(1))
    assert peak(2_000) < peak(200) + kept / 4


def test_a_line_without_end_is_no_json() -> None:
    from digestkit.metadata import snapshot as module

    content = b'{"id": "' + b"9" * (2 * module._LONGEST_LINE) + b'"}\n' + lines(SNAPSHOT)  # noqa: SLF001
    errors: list[DigestError] = []

    assert read(snapshot, content, on_error=errors.append) == [WHOLE]
    assert len(errors) == 1


def test_a_broken_entry_of_a_bib_file_leaves_the_others() -> None:
    text = (
        "@misc{a,title={M},eprint={2403.90001},author={A B}}\n@misc{b,title={O\n"
        "@misc{c,title={D},eprint={2403.90003},author={C D}}\n"
    )
    errors: list[DigestError] = []
    records = list(bibtex.read(io.BytesIO(text.encode()), source="c.bib", on_error=errors.append))
    assert [record.arxiv_id.number for record in records] == ["2403.90001", "2403.90003"]
    assert ["c.bib: line 2: " in str(error) for error in errors] == [True]


FAMILIES: Final = (("Ida Holm Lund", "Holm Lund"), ("Rosa De Leo III", "De Leo"), ("Fern Ridge", "Fern Ridge"))
NAMED: Final = ("Ida Holm Lund", "Rosa De Leo III", "Fern Ridge", "Ludo van der Berg", "Li Wen", "Moss Labs")
PARSED: Final = [
    ["Holm Lund", "Ida", ""], ["De Leo", "Rosa", "III"], ["Fern Ridge", "", ""], ["van der Berg", "Ludo", ""],
    ["Wen", "Li", ""], ["Moss Labs", "", ""],
]  # fmt: skip
OF_AUTHORS: Final = {
    "snapshot": json.dumps({"id": "2403.90001", "title": "Maps", "categories": "cs.CV", "authors_parsed": PARSED}),
    "oai": "<arXiv><id>2403.90001</id><authors>"
    + "".join(
        f"<author><keyname>{family}</keyname>"
        + (f"<forenames>{given}</forenames>" if given else "")
        + (f"<suffix>{suffix}</suffix>" if suffix else "")
        + "</author>"
        for family, given, suffix in PARSED
    )
    + "</authors></arXiv>",
    "csl": json.dumps(
        [
            {
                "type": "article",
                "number": "2403.90001",
                "author": [
                    {"family": "Holm Lund", "given": "Ida"},
                    {"family": "De Leo", "given": "Rosa", "suffix": "III"},
                    {"literal": "Fern Ridge"},
                    {"family": "Berg", "given": "Ludo", "non-dropping-particle": "van der"},
                    {"family": "Wen", "given": "Li"},
                    {"literal": "Moss Labs"},
                ],
            }
        ]
    ),
    "bibtex": "@misc{a, eprint = {2403.90001}, author = {Holm Lund, Ida and Rosa {De Leo} III and {Fern Ridge} and "
    "van der Berg, Ludo and Wen, Li and {Moss Labs}}}",
}


@pytest.mark.parametrize("name", OF_AUTHORS)
def test_family_names_that_nobody_would_guess_are_kept(name: str) -> None:
    module = {"snapshot": snapshot, "oai": oai, "csl": csl, "bibtex": bibtex}[name]
    text = OF_AUTHORS[name].replace("Rosa {De Leo} III", "De Leo, III, Rosa")

    [record] = read(module, text)

    assert record.authors == NAMED
    assert record.family_names == FAMILIES


def test_every_format_has_the_family_name_of_the_catalogue() -> None:
    [record] = read(snapshot, OF_AUTHORS["snapshot"])
    paper = digestkit.with_metadata(Paper(title="Maps", arxiv_id=NUMBER), [record])

    assert (
        "author = {Holm Lund, Ida and De Leo, III, Rosa and {Fern Ridge} and Ludo van der Berg and Li Wen and "
        "{Moss Labs}}" in digestkit.to_bibtex(paper)
    )
    assert digestkit.to_bibtex(paper).startswith("@misc{holmlund2024maps,")
    first, second, third = json.loads(digestkit.to_csl_json(paper))[0]["author"][:3]
    assert first == {"family": "Holm Lund", "given": "Ida"}
    assert second == {"family": "De Leo", "given": "Rosa", "suffix": "III"}
    assert third == {"literal": "Fern Ridge"}
    assert "AU  - Holm Lund, Ida\r\nAU  - De Leo, Rosa, III\r\n" in digestkit.to_ris(paper)
    assert digestkit.from_json(digestkit.to_json(paper))[0].papers == (paper,)
    assert digestkit.from_csv(digestkit.to_csv(paper))[0].papers == (paper,)
