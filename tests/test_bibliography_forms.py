"""What bibliographies write in many ways: cut bylines, names in parts, DOIs, titles, notes, days."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING, Any, Final

import attrs
import pytest

import digestkit
from digestkit import ArxivId, Author, Metadata, Paper, with_metadata
from digestkit.formats.bibtex_merge import merge
from digestkit.formats.dois import plain_doi
from digestkit.metadata import Record, atom, bibtex, csl
from digestkit.models import AuthorOrder

if TYPE_CHECKING:
    from digestkit.errors import DigestError

pytest.importorskip("bibtexparser")

NUMBER: Final = ArxivId("2403.90001")


def of(fields: str, kind: str = "misc") -> Record:
    """The record of a .bib entry with these fields."""
    text = f"@{kind}{{moss, eprint = {{2403.90001}}, {fields}}}\n"
    (record,) = bibtex.read(io.BytesIO(text.encode()), source="a file")
    return record


def from_csl(**members: Any) -> list[Record]:  # noqa: ANN401 - JSON
    """The records of a CSL-JSON entry with these members."""
    content = json.dumps([{"type": "article", "title": "Maps", **members}])
    return list(csl.read(io.BytesIO(content.encode()), source="a file"))


# Bylines that are cut.


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Ida Holm et al.", ("Ida Holm",)),
        ("Holm, Ida and Lund, Per and et al.", ("Ida Holm", "Per Lund")),
        ("Holm, Ida and Lund, Per and {et al.}", ("Ida Holm", "Per Lund")),
        ("Holm, Ida and {{et al}}", ("Ida Holm",)),
        ("Holm, Ida and al., et", ("Ida Holm",)),
        (r"Holm, Ida and {\it et al.}", ("Ida Holm",)),
        (r"Holm, Ida and \emph{et al.}", ("Ida Holm",)),
        ("Holm, Ida and {Per Lund et al.}", ("Ida Holm", "Per Lund")),
        ("Holm, Ida and ...", ("Ida Holm",)),
        ("Holm, Ida and {. . .}", ("Ida Holm",)),
        ("Holm, Ida and {…}", ("Ida Holm",)),
        ("{Ida Holm, ...}", ("Ida Holm",)),
        ("Lund, Per and Ida Holm ...", ("Per Lund", "Ida Holm")),
        (r"Holm, Ida and \ldots", ("Ida Holm",)),
        ("Holm, Ida and others", ("Ida Holm",)),
        ("Holm, Ida and {Others}", ("Ida Holm",)),
        ("Holm, Ida and {12 more authors}", ("Ida Holm",)),
        ("Holm, Ida et al.", ("Ida Holm",)),
        ("Holm, Ida, et al.", ("Ida Holm",)),
        ("Holm, I., et~al.", ("I. Holm",)),
        ("Ida Holm, et al.", ("Ida Holm",)),
        ("Lund, Per and Holm, Ida, et al.", ("Per Lund", "Ida Holm")),
        ("family=Holm, given=Ida et al.", ("Ida Holm",)),
        ("Holm, Ida and ... and Lund, Per", ("Ida Holm", "Per Lund")),
        (r"Holm, Ida and \ldots{} and Lund, Per", ("Ida Holm", "Per Lund")),
        ("Holm, Ida and et al. and Lund, Per", ("Ida Holm", "Per Lund")),
    ],
)
def test_a_byline_that_is_cut_is_not_taken(field: str, names: tuple[str, ...]) -> None:
    record = of(f"title = {{Maps}}, author = {{{field}}}")
    paper = Paper(
        title="Maps",
        authors=[Author("moss99", is_handle=True), Author("Ida Holm")],
        author_order=AuthorOrder.UNCERTAIN,
        arxiv_id=NUMBER,
    )

    assert (record.authors, record.authors_complete) == (names, False)
    completed = with_metadata(paper, [record])
    assert (completed.authors, completed.author_order) == (paper.authors, paper.author_order)


def test_names_that_look_like_an_end_are_names() -> None:
    assert of("title = {Maps}, author = {Alston, Etta and Betal, Al}").authors_complete


@pytest.mark.parametrize(
    "author",
    [
        [{"family": "Holm", "given": "Ida et al."}],
        [{"family": "Holm", "given": "Ida"}, {"literal": "…"}, {"family": "Lund", "given": "Per"}],
    ],
)
def test_a_byline_of_csl_that_is_cut_is_not_taken(author: list[dict[str, str]]) -> None:
    (record,) = from_csl(author=author, number="arXiv:2403.90001")
    assert record.authors[0] == "Ida Holm"
    assert not record.authors_complete


def test_a_byline_that_is_whole_is_taken() -> None:
    assert of("author = {Holm, Ida and Etal, Per and {Others Lab}}").authors_complete


# Names in the parts of biblatex, and numbered ones of DBLP.


@pytest.mark.parametrize(
    ("field", "names", "families"),
    [
        ("family=Moe, given=Eva, prefix=van, useprefix=true and family=Ek, given=Bo", ("Eva van Moe", "Bo Ek"), {}),
        ("prefix=van der, given=Ludo, family=Berg", ("Ludo van der Berg",), {}),
        ("given={Jean Luc}, family=Ek, suffix=Jr., given-i={J. L.}", ("Jean Luc Ek, Jr.",), {}),
        ("Family = {Holm Lund}, Given = Ida", ("Ida Holm Lund",), {"Ida Holm Lund": "Holm Lund"}),
        ('"family={Hult, of Moss}", "given=Warren"', ("Warren Hult, of Moss",), {}),
        ("family={Fern and Oak Labs} and Holm, Ida", ("Fern and Oak Labs", "Ida Holm"), {}),
        ("given=Ida", ("Ida",), {}),
        (r"family=Kert{\H{o}}, given=B{\'e}la, suffix=III", ("Béla Kertő III",), {}),
        ("sortingnamekeytemplatename=moss, family=Ek, given=Bo", ("Bo Ek",), {}),
        ("Mark A. Moe 0001 and Wei Ek 0025", ("Mark A. Moe", "Wei Ek"), {}),
        ("Moe 0001, Mark A.", ("Mark A. Moe",), {}),
        ("{Team Atlas 0001} and Ida Holm", ("Team Atlas 0001", "Ida Holm"), {}),
    ],
)
def test_names_of_every_form(field: str, names: tuple[str, ...], families: dict[str, str]) -> None:
    record = of(f"author = {{{field}}}")
    (paper,) = digestkit.from_bibtex(f"@misc{{moss, title = {{Maps}}, author = {{{field}}}}}")

    assert (record.authors, record.authors_complete) == (names, True)
    assert families.items() <= dict(record.family_names).items()
    assert tuple(author.name for author in paper.authors) == names


def test_a_first_author_in_parts_makes_the_key() -> None:
    paper = Paper(title="Maps", authors=[Author("moss99", is_handle=True)], arxiv_id=NUMBER)
    record = of("title = {Maps}, author = {family=Moe, given=Eva, prefix=van, useprefix=true and family=Ek, given=Bo}")

    text = digestkit.to_bibtex(with_metadata(paper, [record]))

    assert "@misc{moe2024maps," in text
    assert "author = {Eva van Moe and Bo Ek}" in text


@pytest.mark.parametrize(
    ("author", "filled"),
    [("family=Holm, given=Ida", True), ("Holm 0002, Ida", True), ("family=Ek, given=Ida, prefix=von", False)],
)
def test_names_of_every_form_tell_whose_the_paper_of_a_title_is(author: str, *, filled: bool) -> None:
    paper = Paper(title="Introduction", authors=[Author("Ida Holm")], arxiv_id=NUMBER)

    assert (
        bool(merge(f"@misc{{a, title = {{Introduction}}, author = {{{author}}}}}", paper, update=True).updated)
        == filled
    )


# DOIs.

DOIS: Final = [
    (r"10.5555/maps{\_}a{\_}00343", "10.5555/maps_a_00343"),
    (r"10.5555/maps\_a\_00343", "10.5555/maps_a_00343"),
    (r"10.5555/maps{\textunderscore}a\textunderscore{}9", "10.5555/maps_a_9"),
    ("{10.5555/maps_a}", "10.5555/maps_a"),
    (r"10.5555/(x)1:1{\textless}90::aid{\%}3B2{\textgreater}3.0{\#}co{\&}2", "10.5555/(x)1:1<90::aid;2>3.0#co&2"),
    ("10.5555/1:1{$<$}90{$>$}2", "10.5555/1:1<90>2"),
    ("10.5555/a%3Cb%3e", "10.5555/a<b>"),
    ("DOI: 10.5555/A.", "10.5555/A"),
    ("doi:10.5555/a", "10.5555/a"),
    (r"\url{https://doi.org/10.5555/a}", "10.5555/a"),
    (r"\href{https://doi.org/10.5555/a}{10.5555/a}", "10.5555/a"),
    ("http://dx.doi.org/10.5555/a_b", "10.5555/a_b"),
    ("//www.doi.org/10.5555/a", "10.5555/a"),
    ("10.48550/arXiv.2403.90001 10.5555/a", "10.5555/a"),
]


@pytest.mark.parametrize(("written", "doi"), DOIS)
def test_a_doi_is_one_in_every_form(written: str, doi: str) -> None:
    entry = f"@article{{a, title = {{Published Under Another Name}}, doi = {{{written}}}}}\n"
    paper = Paper(title="Maps", arxiv_id=NUMBER, metadata=Metadata(doi=doi))
    bare = Paper(title="Maps", arxiv_id=NUMBER)

    record = of(f"title = {{Maps}}, doi = {{{written}}}")

    assert record.doi == doi
    assert f"  doi = {{{doi}}}" in digestkit.to_bibtex(with_metadata(bare, [record]))
    assert merge(entry, paper).added == ()
    assert len(merge(entry, attrs.evolve(paper, metadata=Metadata(doi="10.5555/other"))).added) == 1


@pytest.mark.parametrize("written", ["https://doi.org/10.5555/a%3Cb%3E", "DOI:10.5555/a<b>", "10.5555/a<b>."])
def test_a_doi_of_csl_json(written: str) -> None:
    assert from_csl(number="arXiv:2403.90001", DOI=written)[0].doi == "10.5555/a<b>"


def test_an_address_of_a_doi_is_one() -> None:
    paper = Paper(title="Maps", arxiv_id=NUMBER, metadata=Metadata(doi="10.5555/A"))

    assert merge("@misc{a, title = {Other}, url = {https://doi.org/10.5555/a}}", paper).added == ()
    assert len(merge("@misc{a, title = {Other}, url = {https://moss.example/10.5555/a}}", paper).added) == 1


def test_what_is_percent_encoded_and_cannot_be_seen_stays() -> None:
    assert plain_doi("10.5555/a%0Ab%20c%FFd%") == "10.5555/a%0Ab%20c%FFd%"


# Titles.

TITLES: Final = [
    ("Maps of Rivers", r"\emph{Maps} of Rivers"),
    ("Maps of Rivers", r"{\em Maps} of Rivers"),
    ("Maps of Rivers", r"\textit{{Maps}} of {{Rivers}}"),
    ("Maps of Rivers", r"{\it Maps} of \textsc{Rivers}"),
    ("Maps of Rivers", r"{\bfseries Maps} of {\sc Rivers}"),
    ("CO$_2$ Maps", r"{CO}$_{\textrm{2}}$ Maps"),
    ("CO$_2$ Maps", r"CO\textsubscript{2} Maps"),
    ("CO₂ Maps", r"{CO}$_{\mathrm{2}}$ Maps"),
    ("Maps²", r"Maps$^{\textrm{2}}$"),
    (r"$\alpha$-Maps", "α-Maps"),
    ("α-Maps", r"$\alpha$-Maps"),
    ("α-Maps", r"\(\alpha\)-Maps"),
    ("α-Maps", r"{\textalpha}-Maps"),
    (r"$\Delta$-Maps", r"\textDelta-Maps"),
    (r"10$\times$ Maps", "10× Maps"),
    ("10× Maps", r"10$\times$ Maps"),
    ("10× Maps", r"10{\texttimes} Maps"),
    ("C++ Maps", r"C{\texttt{++}} Maps"),
    ("Maps & Rivers: 50%", r"Maps {\&} Rivers: 50{\%}"),
    ("Maps: An Atlas", "Maps}, subtitle = {An Atlas"),
]


@pytest.mark.parametrize(("title", "written"), TITLES)
@pytest.mark.parametrize("others", ["", ", doi = {10.5555/other}"])
def test_a_title_is_one_in_every_form(title: str, written: str, others: str) -> None:
    paper = Paper(title=title, authors=[Author("Ida Holm")], arxiv_id=NUMBER)
    said: list[str] = []

    merged = merge(f"@article{{a, title = {{{written}}}{others}}}\n", paper)
    with_metadata(
        paper,
        [of(f"title = {{{written}}}, author = {{Ida Holm}}")],
        on_diagnostic=lambda found: said.append(found.code),
    )

    assert [change.key for change in merged.skipped] == ["a"]
    assert said == []


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Maps", r"{\textalpha}-Maps"),
        ("Maps", r"$\alpha$-Maps"),
        (r"$\beta$-Maps", r"{\textalpha}-Maps"),
        ("Maps", r"\fern-Maps"),
        (r"$\oak$-Maps", r"$\fern$-Maps"),
        ("Maps", "Maps}, subtitle = {An Atlas"),
        ("CO2 Maps", r"CO\textsubscript{3} Maps"),
    ],
)
def test_another_title_is_another_paper(title: str, written: str) -> None:
    assert (
        len(merge(f"@misc{{a, title = {{{written}}}}}", Paper(title=title, arxiv_id=NUMBER), on_loss=print).added) == 1
    )


# Numbers in notes.


@pytest.mark.parametrize(
    "note",
    [
        "arXiv:2403.90001 [cs]",
        "arXiv: 2403.90001",
        "arXiv:2403.90001v2 [cs, stat]",
        "eprint: 2403.90001",
        "_eprint: 2403.90001",
        "Read it!\narXiv:2403.90001 [cs.CL]\nComment: extends arXiv:2403.90009",
        "https://arxiv.org/abs/2403.90001",
    ],
)
def test_a_note_names_the_paper_s_number_in_a_line_of_its_own(note: str) -> None:
    assert [record.number for record in from_csl(note=note)] == ["2403.90001"]


@pytest.mark.parametrize(
    "note",
    [
        "extends arXiv:2403.90001",
        "see also https://arxiv.org/abs/2403.90001",
        "arXiv:2403.90001 has another view",
        "arXiv:2403.90001? No.",
        "answers 2403.90001\nand others",
        "Comment: arXiv:2403.90001",
    ],
)
def test_a_note_that_speaks_of_another_paper_names_none(note: str) -> None:
    assert from_csl(note=note, DOI="10.5555/answer", author=[{"family": "Moe", "given": "Eva"}]) == []


@pytest.mark.parametrize(
    "fields",
    [
        "arxivId = {2403.90001}",
        "note = {Preprint, arXiv:2403.90001}",
        "pages = {arXiv:2403.90001}",
        "archivePrefix = {hep-th}, eprint = {9901001}",
    ],
)
def test_numbers_where_programs_put_them(fields: str) -> None:
    number = ArxivId("hep-th/9901001") if "hep-th" in fields else NUMBER

    (record,) = bibtex.read(io.BytesIO(f"@misc{{a, title = {{Maps}}, {fields}}}".encode()))

    assert record.arxiv_id == number
    assert merge(f"@misc{{a, title = {{Other}}, {fields}}}", Paper(title="Maps", arxiv_id=number)).added == ()


# Days and classes.


@pytest.mark.parametrize(
    ("issued", "day"),
    [
        ("2024-03-08", 8),
        ("2024-03-08T18:00:00Z", 8),
        ({"raw": "2024-03-08"}, 8),
        ({"edtf": "2024-03-08"}, 8),
        ({"date-parts": [[2024, 3, 8]]}, 8),
        ({"date-parts": [["2024", "03", "08"]]}, 8),
        ({"date-parts": [[2024.0, 3.0, 8.0]]}, 8),
        ("2024-03", None),
        ("spring 2024", None),
        (2024, None),
        ({}, None),
        ({"date-parts": [[2024, "", ""]]}, None),
        ({"date-parts": [[2024, 3, 0]]}, None),
        ({"date-parts": "2024"}, None),
        ([], None),
    ],
)
def test_the_day_of_csl_json(issued: object, day: int | None) -> None:
    (record,) = from_csl(number="arXiv:2403.90001", issued=issued, author=[{"family": "Holm", "given": "Ida"}])

    assert (record.authors, record.published) == (("Ida Holm",), dt.date(2024, 3, day) if day else None)


@pytest.mark.parametrize(
    ("module", "content"),
    [
        (
            csl,
            '[{"number": "2403.90001", "issued": {"date-parts": [[2024, 2, 30]]}, "author": [{"given": "Ida Holm"}]}]',
        ),
        (
            atom,
            "<entry><id>2403.90001</id><published>2024-13-01</published><author><name>Ida Holm</name></author></entry>",
        ),
    ],
)
def test_a_day_that_is_none_costs_no_byline(module: Any, content: str) -> None:  # noqa: ANN401 - one of the readers
    told: list[DigestError] = []

    (record,) = module.read(io.BytesIO(content.encode()), on_error=told.append)

    assert (record.authors, record.published, len(told)) == (("Ida Holm",), None, 1)


@pytest.mark.parametrize(
    "venue", ["journal = {Delta Letters}", "journaltitle = {Sand}", "booktitle = {Proc. of Rivers}"]
)
@pytest.mark.parametrize("date", ["date = {2026-02-10}", "year = 2026, month = feb, day = 10"])
def test_the_day_of_a_print_is_not_that_of_the_first_version(venue: str, date: str) -> None:
    assert of(f"{venue}, {date}").published is None
    assert of(f"journal = {{arXiv preprint}}, {date}").published == dt.date(2026, 2, 10)


def test_the_day_of_a_print_in_csl_json() -> None:
    issued = {"date-parts": [[2026, 2, 10]]}

    assert from_csl(number="2403.90001", issued=issued, **{"container-title": "Sand"})[0].published is None
    assert from_csl(number="2403.90001", issued=issued)[0].published == dt.date(2026, 2, 10)


def test_several_classes_in_one_field() -> None:
    record = of("eprintclass = {cs.CV, stat.ML}")

    assert (record.primary_class, record.categories) == ("cs.CV", ("cs.CV", "stat.ML"))


# Filling fields.

CELL: Final = Paper(
    title="Maps",
    authors=[Author("moss99", is_handle=True), Author("Ida Holm")],
    author_order=AuthorOrder.UNCERTAIN,
    arxiv_id=NUMBER,
)


def test_names_in_an_order_that_is_uncertain_fill_no_field() -> None:
    old = "@misc{k, eprint = {2403.90001}, author = {}}"

    merged = merge(old, CELL, update=True)
    completed = with_metadata(CELL, [Record(arxiv_id=NUMBER, title="Maps", authors=("Ida Holm", "Bo Ek"))])

    assert "author = {}" in merged.text
    assert "author = {Ida Holm and Bo Ek}" in merge(merged.text, completed, update=True).text


def test_an_account_fills_no_field() -> None:
    account = attrs.evolve(CELL, authors=[Author("moss99", is_handle=True)], author_order=AuthorOrder.BYLINE)

    assert "author = {}" in merge("@misc{k, eprint = {2403.90001}, author = {}}", account, update=True).text


@pytest.mark.parametrize("fields", ["crossref = {b}", "xdata = {b}", "editor = {Ek, Bo}"])
def test_a_chapter_without_authors_is_no_paper_of_its_title(fields: str) -> None:
    old = f"@inbook{{k, title = {{Introduction}}, {fields}}}"
    paper = Paper(title="Introduction", authors=[Author("Ida Holm")], arxiv_id=NUMBER)

    assert merge(old, paper, update=True).text == old


@pytest.mark.parametrize(
    ("entry", "not_filled"),
    [
        ("@misc{k, eprint = {1234}, archivePrefix = {ssrn}, title = {Maps}}", {"doi", "url", "archivePrefix"}),
        ("@inproceedings{k, title = {Maps}, author = {Ida Holm}}", {"doi", "year", "month"}),
        ("@misc{k, title = {Maps}, url = {https://doi.org/10.5555/a}}", {"doi", "url"}),
    ],
)
def test_arxiv_s_doi_is_no_doi_of_what_is_printed_elsewhere(entry: str, not_filled: set[str]) -> None:
    paper = Paper(title="Maps", authors=[Author("Ida Holm")], arxiv_id=NUMBER)

    (change,) = merge(entry, paper, update=True, fields=["keywords"]).updated

    assert not not_filled & set(change.fields)
