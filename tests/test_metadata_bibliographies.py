"""Bibliographies as catalogues: all that a .bib or CSL-JSON entry says, in the forms that programs write."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import sys
from typing import TYPE_CHECKING, Any, Final

import attrs
import pytest

import digestkit
from digestkit import ArxivId, Author, Metadata, Paper, with_metadata
from digestkit.errors import DigestError
from digestkit.formats.plain_titles import plain_title
from digestkit.metadata import Record, bibtex, csl, read_records
from digestkit.metadata.reading import format_of_file
from digestkit.models import AuthorOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytest.importorskip("bibtexparser")

NUMBER: Final = ArxivId("2403.90001")


def read(content: str | bytes, module: Any = bibtex) -> list[Record]:  # noqa: ANN401 - one of the readers
    binary = content if isinstance(content, bytes) else content.encode()
    return list(module.read(io.BytesIO(binary), source="a file"))


def of(fields: str, kind: str = "article") -> Record:
    """The record of an entry with these fields."""
    (record,) = read(f"@string{{dl = {{Delta Letters}}}}\n@{kind}{{moss, eprint = {{2403.90001}}, {fields}}}\n")
    return record


# What programs write: biblatex by JabRef, BibTeX by JabRef, Zotero's, Google Scholar's, DBLP's, arXiv's own.

BIBLATEX: Final = r"""
@Article{Holm2024,
  author       = {Holm, Ida and {De Leo}, Rosa and {The Fern Workshop}},
  date         = {2024-03-08},
  journaltitle = {Delta \& Sons},
  title        = {Maps of {R}ivers},
  subtitle     = {An {Atlas}},
  doi          = {10.5555/rivers\_9},
  eprint       = {2403.90001v2},
  eprintclass  = {cs.CV},
  eprinttype   = {arXiv},
  issue        = {2},
  pages        = {90--99},
  volume       = {9},
  comment      = {12 pages, 4 figures},
}
"""
FROM_BIBLATEX: Final = Record(
    arxiv_id=ArxivId("2403.90001", 2),
    title="Maps of Rivers: An Atlas",
    authors=("Ida Holm", "Rosa De Leo", "The Fern Workshop"),
    family_names=[("Rosa De Leo", "De Leo")],
    primary_class="cs.CV",
    categories=("cs.CV",),
    doi="10.5555/rivers_9",
    journal_reference="Delta & Sons 9 (2), 90-99 (2024)",
    comment="12 pages, 4 figures",
)
ZOTERO: Final = """
@misc{holm_maps_2024,
	title = {Maps of {Rivers}},
	url = {http://arxiv.org/abs/2403.90001},
	doi = {10.48550/arXiv.2403.90001},
	number = {arXiv:2403.90001},
	publisher = {arXiv},
	author = {Holm, Ida and Kertő, Béla},
	month = mar,
	year = {2024},
	note = {arXiv:2403.90001 [cs.CV]},
}
"""
FROM_ZOTERO: Final = Record(
    arxiv_id=NUMBER,
    title="Maps of Rivers",
    authors=("Ida Holm", "Béla Kertő"),
    primary_class="cs.CV",
    categories=("cs.CV",),
)
SCHOLAR: Final = """
@article{holm2024maps, title={Maps of rivers}, author={Holm, Ida and Li, Wen},
  journal={arXiv preprint arXiv:2403.90001}, year={2024}}
"""
DBLP: Final = """
@article{DBLP:journals/corr/abs-2403-90001, author = {Ida Holm and Wen Li}, title = {Maps of rivers},
  journal = {CoRR}, volume = {abs/2403.90001}, year = {2024}, doi = {10.48550/ARXIV.2403.90001}, timestamp = {8 Mar}}
"""
OF_PREPRINT: Final = Record(arxiv_id=NUMBER, title="Maps of rivers", authors=("Ida Holm", "Wen Li"))


@pytest.mark.parametrize(
    ("text", "record"),
    [(BIBLATEX, FROM_BIBLATEX), (ZOTERO, FROM_ZOTERO), (SCHOLAR, OF_PREPRINT), (DBLP, OF_PREPRINT)],
    ids=["biblatex", "zotero", "scholar", "dblp"],
)
def test_what_other_programs_write(text: str, record: Record) -> None:
    assert read(text) == [record]


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("date = {2024-03-08}", 8),
        ("date = {2024-03-08/2024-03-11}", 8),
        ("date = {2024-03-08T18:00:00Z}", 8),
        ("year = 2024, month = mar, day = 8", 8),
        ("year = {2024}, month = {March}, day = {08}", 8),
        ("year = {2024}, month = {3}, day = {8}", 8),
        ('year = "2024", month = 8 # "~" # mar', 8),
        ('year = 2024, month = mar # "~8"', 8),
        ("year = {2024}, month = {#mar#}, day = {8}", 8),
        # Nothing is made up where the day is not told, and a day that is none is not taken.
        ("date = {2024-03}", None),
        ("date = {2024}", None),
        ("date = {2024-02-30}", None),
        ("date = {in press}, year = 2024, month = mar, day = 8", None),
        ("year = 2024", None),
        ("year = 2024, month = mar", None),
        ("year = 2024, month = 3", None),
        ("year = 2024, day = 8", None),
        ("year = {2024a}, month = mar, day = 8", None),
        ("year = 2024, month = {spring 8}", None),
        ("month = mar, day = 8", None),
    ],
)
def test_the_day_is_one_that_is_told(fields: str, day: int | None) -> None:
    assert of(fields).published == (dt.date(2024, 3, day) if day else None)


@pytest.mark.parametrize(
    ("fields", "reference"),
    [
        ("journal = dl, volume = 9, number = 2, pages = {90--99}, year = 2024", "Delta Letters 9 (2), 90-99 (2024)"),
        ("journaltitle = {Delta Letters}, pages = {90 – 99}, date = {2024-03-08}", "Delta Letters, 90-99 (2024)"),
        ("journal = {Delta Letters}", "Delta Letters"),
        ("booktitle = {Proc. of Rivers 2024}, year = 2024, pages = 5", "Proc. of Rivers 2024, 5"),
        ("journal = {Delta Letters}, year = {in press}", "Delta Letters"),
        ("journal = {arXiv e-prints}, volume = 9", None),
        ("journal = {CoRR}, volume = {abs/2403.90001}", None),
        ("volume = 9, year = 2024", None),
        ("note = {Delta Letters 9 (2024)}", None),
    ],
)
def test_the_journal_reference(fields: str, reference: str | None) -> None:
    assert of(fields).journal_reference == reference


@pytest.mark.parametrize(
    ("fields", "doi"),
    [
        ("doi = {10.5555/rivers.9}", "10.5555/rivers.9"),
        ("doi = {https://doi.org/10.5555/Rivers.9}", "10.5555/Rivers.9"),
        (r"doi = {10.5555/a\_b}", "10.5555/a_b"),
        ("doi = {10.5555/1:1<90::aid_9>3.0%7Bco%7D}", "10.5555/1:1<90::aid_9>3.0{co}"),
        ("url = {https://doi.org/10.5555/rivers.9}", "10.5555/rivers.9"),
        ("doi = {10.48550/arXiv.2403.90001}", None),
        ("url = {https://arxiv.org/abs/2403.90001}", None),
    ],
)
def test_the_doi_of_the_publisher(fields: str, doi: str | None) -> None:
    assert of(fields).doi == doi


def test_the_doi_of_the_user_s_file_is_the_one_that_is_written() -> None:
    paper = Paper(title="Maps", authors=[Author("Ida Holm")], arxiv_id=NUMBER)
    record = of("title = {Maps}, doi = {10.5555/rivers.9}, journal = dl, volume = 7, author = {Holm, Ida}")

    completed = with_metadata(paper, [record])

    assert "doi = {10.5555/rivers.9}" in digestkit.to_bibtex(completed)
    assert "note = {Delta Letters 7}" in digestkit.to_bibtex(completed)
    assert json.loads(digestkit.to_csl_json(completed))[0]["DOI"] == "10.5555/rivers.9"


WHOLE: Final = Paper(
    title=r"Maps of $x_1$ & {R}ivers",
    authors=tuple(map(Author, ("Ida Holm Lund", "Béla Kertő", "Warren Hult, Jr.", "The Fern Workshop"))),
    author_order=AuthorOrder.BYLINE,
    authors_complete=True,
    arxiv_id=NUMBER,
    metadata=Metadata(
        primary_class="cs.CV",
        categories=("cs.CV",),
        published=dt.date(2024, 3, 8),
        doi="10.5555/a_b{c}",
        journal_reference="Delta & Sons 9, 3% (2024); erratum 10",
        family_names=[("Ida Holm Lund", "Holm Lund")],
    ),
)


@pytest.mark.parametrize(
    ("module", "write", "lost"),
    [
        (bibtex, digestkit.to_bibtex, {"published": None}),  # a BibTeX entry has a month
        (bibtex, lambda paper: digestkit.to_bibtex(paper, encoding="utf-8"), {"published": None}),
        (bibtex, lambda paper: digestkit.to_bibtex(paper, fields=["abstract", "annote"]), {"published": None}),
        (csl, digestkit.to_csl_json, {"primary_class": None, "categories": ()}),  # CSL has no place for them
    ],
)
def test_what_digestkit_wrote_comes_back(
    module: Any,  # noqa: ANN401 - one of the readers
    write: Callable[[Paper], str],
    lost: dict[str, Any],
) -> None:
    bare = Paper(title=WHOLE.title, authors=[Author("moss99", is_handle=True)], arxiv_id=NUMBER)
    completed = with_metadata(bare, read(write(WHOLE), module))

    assert completed.authors == WHOLE.authors
    assert completed.metadata == attrs.evolve(WHOLE.metadata or Metadata(), accounts=[("moss99", None)], **lost)


def test_what_digestkit_wrote_for_biblatex_comes_back() -> None:
    (record,) = read(digestkit.to_bibtex(WHOLE, dialect="biblatex"))

    assert WHOLE.metadata is not None
    assert record.published in {None, dt.date(2024, 3, 8)}
    assert (record.doi, record.journal_reference) == (WHOLE.metadata.doi, WHOLE.metadata.journal_reference)
    assert (record.primary_class, record.family_names) == ("cs.CV", WHOLE.metadata.family_names)


def test_a_remark_on_the_names_is_no_journal_reference() -> None:
    paper = attrs.evolve(WHOLE, author_order=AuthorOrder.UNCERTAIN, authors_complete=False)
    remarked = attrs.evolve(paper, metadata=None)

    assert read(digestkit.to_csl_json(remarked), csl)[0].journal_reference is None
    assert read(digestkit.to_csl_json(paper), csl)[0].journal_reference == "Delta & Sons 9, 3% (2024); erratum 10"


@pytest.mark.parametrize("kind", ["misc", "online"])
def test_anybody_s_note_is_no_journal_reference(kind: str) -> None:
    record = of("title = {Maps}, doi = {10.5555/9}, note = {read it!}, url = {https://arxiv.org/abs/2403.90001}", kind)

    assert (record.journal_reference, record.comment) == (None, None)


def test_csl_json_of_zotero_has_tags_in_titles() -> None:
    entry = {
        "type": "article-journal",
        "title": '<i>Maps</i> of H<sub>2</sub>O in <span style="font-variant:small-caps;">Moss</span> if a < b',
        "number": "arXiv:2403.90001",
        "container-title": "Delta Letters",
        "page": "90–99",
        "issued": {"date-parts": [["2024"]]},
    }
    (record,) = read(json.dumps([entry]), csl)

    assert record.title == "Maps of H2O in Moss if a < b"
    assert (record.journal_reference, record.published) == ("Delta Letters, 90-99 (2024)", None)


# Titles of all forms, out and back.

NOUNS: Final = ("Maps", "rivers", "GPU", "DeepMoss", "Lakes", "3D", "O'Neil", "x-ray", "LoRA")
FORMS: Final = (
    r"$\ell_1$", "ℓ₁", "$x_1$", "x₁", "H₂O", "Fold$^2$", "CO$_{2}$", r"$\alpha$", "α-Maps", r"$\mathbb{R}^n$", "ℝ³",
    r"\emph{Moss}", r"\textbf{Moss}", r"$\mathcal{O}(n \log n)$", "Éclair", r"\'Eclair", r"{\'e}t\'e", "naïve", "Kertő",
    r"Kert\H{o}", "Łódź", "Ångström", "straße", r"stra{\ss}e", "—", "–", "--", "“Moss”", "``Moss''", "R&D", r"R\&D",
    "R&amp;D", "5%", r"5\%", "#1", "snake_case", "a &lt; b", r"$\times$", "2×", "≥", r"$\geq$", "½", "…", r"\LaTeX{}",
    "{GPU}", "<i>Moss</i>", "i^2", r"$n\sigma$", r"$\frac{1}{2}$", r"$\text{best}_{k}$", r"$\textit{k}$NN", "~", "$5",
    "Moss@Home{3}", r"C:\temp", "Æon", r"$\pi_{0.5}$", "π₀.₅", r"$\beta$-VAE", "µ-nets", r"$\varphi$", "ϕ", "日本",
    "Đặng", "№ 5", "&eacute;t&eacute;", "™",
)  # fmt: skip
NAMES: Final = ("Ida Holm", "Béla Kertő", "Guy van Tol")


def titles() -> Iterator[str]:
    """Two hundred titles, in which every form is, the same ones each time."""
    chance = random.Random(5)  # noqa: S311 - no secret
    for number in range(200):
        parts = [FORMS[number % len(FORMS)], *chance.choices(FORMS, k=number % 3), *chance.choices(NOUNS, k=number % 4)]
        chance.shuffle(parts)
        yield " ".join(parts)


def plain(papers: list[Paper]) -> list[Record]:
    """Titles as RIS has them."""
    return [
        Record(arxiv_id=paper.arxiv_id, title=plain_title(paper.title), authors=NAMES)
        for paper in papers
        if paper.arxiv_id
    ]


@pytest.mark.parametrize(
    "catalogue",
    [
        pytest.param(lambda papers: read(digestkit.to_csl_json(papers), csl), id="csl-json"),
        pytest.param(lambda papers: read(digestkit.to_bibtex(papers, on_loss=print)), id="bibtex"),
        pytest.param(lambda papers: read(digestkit.to_bibtex(papers, encoding="utf-8", on_loss=print)), id="utf-8"),
        pytest.param(
            lambda papers: read(digestkit.to_bibtex(papers, dialect="biblatex", on_loss=print)), id="biblatex"
        ),
        pytest.param(plain, id="ris"),
    ],
)
def test_titles_of_all_forms_come_back_as_the_same(catalogue: Callable[[list[Paper]], list[Record]]) -> None:
    numbered = [(title, ArxivId(f"2403.{place:05}")) for place, title in enumerate(titles(), 90_001)]
    whole = [
        Paper(title=title, authors=tuple(map(Author, NAMES)), authors_complete=True, arxiv_id=number)
        for title, number in numbered
    ]
    bare = [
        Paper(
            title=title,
            authors=[Author("moss99", is_handle=True)],
            author_order=AuthorOrder.UNCERTAIN,
            arxiv_id=number,
        )
        for title, number in numbered
    ]
    said: list[str] = []

    completed = with_metadata(bare, catalogue(whole), on_diagnostic=lambda found: said.append(found.message))

    assert [message for message in said if "no name of the byline is certain for" not in message] == []
    assert {tuple(author.name for author in paper.authors) for paper in completed} == {NAMES}


# Files as people have them.


def test_a_bib_file_in_latin_1() -> None:
    text = "@misc{moss, title = {Größe}, author = {Béla Müßler and Zoé Ek}, eprint = {2403.90001}}"

    for encoding in ("latin-1", "cp1252", "utf-8", "utf-8-sig"):
        (record,) = read(text.encode(encoding))
        assert (record.title, record.authors) == ("Größe", ("Béla Müßler", "Zoé Ek"))


def test_one_odd_byte_spoils_no_other_name() -> None:
    text = "@misc{moss, title = {Maps}, author = {Béla Kertő}, eprint = {2403.90001}, note = {caf\udce9}}"

    (record,) = read(text.encode("utf-8", "surrogateescape"))
    assert record.authors == ("Béla Kertő",)


@pytest.mark.parametrize("content", [b"", b"\n", b"% my papers\n", b"\xef\xbb\xbf% my papers\r\n\r\n% of 2024"])
def test_a_bib_file_without_entries_is_an_empty_catalogue(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(content)

    assert list(read_records(path)) == []


@pytest.mark.parametrize(
    ("name", "content"), [("refs.bib", b"Dear all,"), ("refs.bib", b"<html>"), ("refs.json", b""), ("a.txt", b"% moss")]
)
def test_other_files_are_none(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert format_of_file(path, content) is None
    with pytest.raises(DigestError, match="this is no catalogue of papers"):
        list(read_records(path))


def test_an_entry_that_only_looks_like_two_is_read() -> None:
    text = "@misc{a, title = {Moss\n@Home{3}}, eprint = {2403.90001}} @misc{b, title = {Ferns}, eprint = {2403.90002}}"

    assert [record.title for record in read(text)] == ["Moss @Home3", "Ferns"]


def test_many_entries_are_read_with_one_among_them_that_cannot_be() -> None:
    entries = [f"@misc{{k{n}, title = {{Maps {n}}}, eprint = {{2403.{n:05}}}}}\n" for n in range(90_001, 90_401)]
    entries[300] = r"@misc{odd, title = {\}, author = {\{}, eprint = {2403.90301}}" + "\n"
    told: list[DigestError] = []

    found = list(bibtex.read(io.BytesIO("".join(entries).encode()), source="a file", on_error=told.append))

    assert len(found) + len(told) == 400
    assert [error.message.partition(" found")[0] for error in told] in ([], ["a file: line 301:"])
    assert {record.title for record in found} >= {f"Maps {n}" for n in range(90_001, 90_401) if n != 90_301}


# The command.

DAY: Final = (
    "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n"
    "| Maps of $x_1$ (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| moss99 | One sentence. |\n"
)


@pytest.fixture
def convert(tmp_path: Path) -> Callable[[bytes], int]:
    """Convert a day with a `refs.bib` of these bytes as its catalogue; return the exit code."""
    pytest.importorskip("click")
    pytest.importorskip("rich")
    from digestkit.cli.app import run

    def converted(content: bytes) -> int:
        (tmp_path / "d.md").write_text(DAY, encoding="utf-8")
        (tmp_path / "refs.bib").write_bytes(content)
        return run(["convert", str(tmp_path / "d.md"), "--to", "bibtex", "--metadata", str(tmp_path / "refs.bib")])

    return converted


def test_the_command_takes_a_bib_file_in_latin_1(
    convert: Callable[[bytes], int], capsys: pytest.CaptureFixture[str]
) -> None:
    text = "@misc{a, title = {Maps of x$_1$}, author = {Müßler, Béla}, eprint = {2403.90001}, doi = {10.5555/9}}"

    assert convert(text.encode("latin-1")) == 0
    shown = capsys.readouterr()
    assert "author = {B{\\'e}la M{\\\"u}{\\ss}ler}" in shown.out
    assert "doi = {10.5555/9}" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize("content", [b"", b"% my papers\n"])
def test_the_command_takes_a_bib_file_without_entries(
    convert: Callable[[bytes], int], capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    assert convert(content) == 0
    assert capsys.readouterr().err == ""


def test_without_the_package_it_says_what_to_install(
    convert: Callable[[bytes], int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "bibtexparser.entrypoint", None)

    assert convert(b"@misc{a, title = {Maps}, eprint = {2403.90001}}") != 0
    shown = capsys.readouterr().err
    assert "refs.bib: reading BibTeX needs bibtexparser; install the extra" in shown
    assert "Traceback" not in shown
