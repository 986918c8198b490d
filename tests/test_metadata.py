"""`digestkit.with_metadata`: what a record adds to a paper, and what is said where the two disagree."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import digestkit
from digestkit import ArxivId, Author, Digest, Metadata, Paper, with_metadata
from digestkit.metadata import Record, by_number, merged
from digestkit.metadata.accounts import name_key
from digestkit.models import AuthorOrder, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.models import Diagnostic

NUMBER = ArxivId("2403.90001")
BYLINE = ("Ida Holm", "Bela Kertő", "Li Wen", "Sam Okoro", "Mara Ek", "Zoé O'Neil", "Guy van Tol")
RECORD = Record(
    arxiv_id=ArxivId("2403.90001", 2),
    title="Maps of Rivers",
    authors=BYLINE,
    primary_class="cs.CV",
    categories=("cs.CV", "cs.LG"),
    published=dt.date(2024, 3, 8),
    updated=dt.date(2024, 5, 2),
    doi="10.5555/rivers.9",
    journal_reference="Delta Letters 9 (2024) 90-99",
    comment="12 pages",
)


def paper(*names: str, title: str = "Maps of Rivers", complete: bool | None = None, **fields: Any) -> Paper:  # noqa: ANN401 - a paper's
    """A paper by names, of which those without a space are accounts."""
    authors = tuple(Author(name, is_handle=" " not in name) for name in names)
    order = AuthorOrder.UNCERTAIN if any(author.is_handle for author in authors) else AuthorOrder.BYLINE
    return Paper(title=title, authors=authors, author_order=order, authors_complete=complete, arxiv_id=NUMBER, **fields)


def completed(before: Paper, record: Record = RECORD) -> tuple[Paper, list[Diagnostic]]:
    said: list[Diagnostic] = []
    return with_metadata(before, [record], on_diagnostic=said.append), said


def names(completed_paper: Paper) -> tuple[str, ...]:
    return tuple(author.name for author in completed_paper.authors)


def accounts(before: Paper, record: Record = RECORD) -> tuple[tuple[str, str | None], ...]:
    after, _ = completed(before, record)
    assert after.metadata is not None
    return after.metadata.accounts


def test_a_paper_gets_its_whole_byline_and_metadata() -> None:
    before = paper("moss99", "Ida Holm", categories=["Maps"], summary="iv) Recall is 71.5%.")

    after, _ = completed(before)

    assert after == attrs.evolve(
        before,
        authors=tuple(map(Author, BYLINE)),
        author_order=AuthorOrder.BYLINE,
        authors_complete=True,
        metadata=Metadata(
            primary_class="cs.CV",
            categories=("cs.CV", "cs.LG"),
            published=dt.date(2024, 3, 8),
            updated=dt.date(2024, 5, 2),
            doi="10.5555/rivers.9",
            journal_reference="Delta Letters 9 (2024) 90-99",
            comment="12 pages",
            accounts=(("moss99", None),),
        ),
    )
    assert after.first_author == Author("Ida Holm")


def test_versions_do_not_matter() -> None:
    after, _ = completed(attrs.evolve(paper("Ida Holm"), arxiv_id=ArxivId("2403.90001", 1)))

    assert names(after) == BYLINE
    assert after.arxiv_id == ArxivId("2403.90001", 1)


def test_papers_without_a_record_stay_as_they_are() -> None:
    for before in (Paper(title="Maps of Rivers"), paper("moss99", "Ida Holm")):
        assert with_metadata(before, []) is before


@pytest.mark.parametrize("record", [attrs.evolve(RECORD, authors=()), attrs.evolve(RECORD, authors_complete=False)])
def test_a_byline_that_is_not_whole_is_not_taken(record: Record) -> None:
    before = paper("moss99", "Ida Holm")

    after, said = completed(before, record)

    assert (after.authors, after.author_order, after.authors_complete) == (before.authors, before.author_order, None)
    assert after.metadata is not None
    assert (after.metadata.primary_class, after.metadata.accounts) == ("cs.CV", ())
    assert said == []


def test_what_was_known_stays_where_the_record_says_nothing() -> None:
    before = paper("Ida Holm", metadata=Metadata(doi="10.5555/old", comment="9 pages"))

    after, _ = completed(before, Record(arxiv_id=NUMBER, comment="12 pages"))

    assert after.metadata == Metadata(doi="10.5555/old", comment="12 pages")


# The shape of what is completed.


def test_each_shape_comes_back() -> None:
    one, other = paper("Ida Holm"), Paper(title="Charts")
    day = Digest(date=dt.date(2024, 3, 11), papers=(one, other), source="a.md")
    after = with_metadata(one, [RECORD])

    assert with_metadata(day, [RECORD]) == attrs.evolve(day, papers=(after, other))
    assert with_metadata([one, other], [RECORD]) == [after, other]
    assert with_metadata((one,), [RECORD]) == (after,)
    assert with_metadata(day, [RECORD]).source == "a.md"


def test_iterators_are_completed_one_after_the_other() -> None:
    asked = []

    def papers() -> Iterator[Paper]:
        for number in range(3):
            asked.append(number)
            yield paper("Ida Holm")

    after = with_metadata(papers(), {"2403.90001": RECORD})

    assert asked == []
    assert names(next(after)) == BYLINE
    assert asked == [0]


def test_several_records_of_a_paper_fill_each_others_gaps() -> None:
    daily = Record(arxiv_id=NUMBER, authors=BYLINE, accounts=(("moss99", "Li Wen"),))

    [after] = with_metadata([paper("moss99")], iter([daily, RECORD]))

    assert after.metadata is not None
    assert (after.metadata.doi, after.metadata.accounts) == ("10.5555/rivers.9", (("moss99", "Li Wen"),))


@pytest.mark.parametrize(
    ("x", "records", "message"),
    [
        ("text", [], "found str, expected a Digest, a Paper, or an iterable of either"),
        (5, [], "found int, expected a Digest, a Paper, or an iterable of either"),
        ([5], [], "found int in the iterable, expected a Digest or a Paper"),
        (Paper(), "text", "found str, expected records, or a mapping from arXiv numbers to them"),
        (Paper(), 5, "found int, expected records, or a mapping"),
        (Paper(), [5], "records takes Record values, not 5"),
    ],
)
def test_other_arguments_are_refused(x: Any, records: Any, message: str) -> None:  # noqa: ANN401 - wrong on purpose
    with pytest.raises(TypeError, match=message):
        with_metadata(x, records)


# Which name an account stands for.


def test_the_catalogue_says_it() -> None:
    record = attrs.evolve(RECORD, accounts=(("Moss99", "Zoe O'Neil"),))

    assert accounts(paper("moss99"), record) == (("moss99", "Zoé O'Neil"),)


def test_an_account_that_was_claimed_for_two_is_open() -> None:
    record = attrs.evolve(RECORD, accounts=(("moss99", "Ida Holm"), ("moss99", "Li Wen")))

    assert accounts(paper("moss99"), record) == (("moss99", None),)


@pytest.mark.parametrize(
    ("account", "name"),
    [
        ("idaholm", "Ida Holm"),
        ("Holm-Ida", "Ida Holm"),
        ("bela.kerto", "Bela Kertő"),
        ("zoe-oneil", "Zoé O'Neil"),
        ("guy_van_tol", "Guy van Tol"),
        ("holm", None),
        ("liwen", None),  # too short: others may have it
        ("idaholm7", None),
    ],
)
def test_the_letters_say_it(account: str, name: str | None) -> None:
    assert accounts(paper(account)) == ((account, name),)


def test_letters_that_two_share_say_nothing() -> None:
    record = attrs.evolve(RECORD, authors=("Ida Holm", "I. Daholm"))

    assert accounts(paper("idaholm"), record) == (("idaholm", None),)


def test_a_short_name_that_is_the_account_itself() -> None:
    record = attrs.evolve(RECORD, authors=("Ida Holm", "Chris"))

    assert accounts(paper("Chris"), record) == (("Chris", "Chris"),)


@pytest.mark.parametrize(
    ("shown", "complete", "expected"),
    [
        # A whole cell: the accounts are, in their order, the names left over.
        (("x9", "y9", "Ida Holm"), True, {"x9": "Bela Kertő", "y9": "Li Wen"}),
        (("x9", "y9", "z9"), True, {"x9": "Ida Holm", "y9": "Bela Kertő", "z9": "Li Wen"}),
        (("x9", "Ida Holm", "Li Wen"), None, {"x9": "Bela Kertő"}),
        # A cut one: all before the last name shown have their place, what comes after it does not.
        (("x9", "Bela Kertő"), None, {"x9": "Ida Holm"}),
        (("x9", "y9", "Bela Kertő"), None, {"x9": "Ida Holm", "y9": "Li Wen"}),
        (("x9", "Ida Holm"), None, {"x9": None}),
        (("x9", "y9"), None, {"x9": None, "y9": None}),
        # What does not fit the order tells nothing.
        (("x9", "Li Wen", "Ida Holm"), True, {"x9": None}),
        (("x9", "Ida Holm"), True, {"x9": None}),
        (("x9", "Nora Staal"), None, {"x9": None}),
        (("Li Wen", "x9"), None, {"x9": None}),
        (("x9", "x9", "Li Wen"), None, {"x9": None}),
        (("x9", "Li Wen"), None, {"x9": None}),
    ],
)
def test_the_place_says_it(shown: tuple[str, ...], complete: bool | None, expected: dict[str, str | None]) -> None:
    record = attrs.evolve(RECORD, authors=BYLINE[:3])

    assert dict(accounts(paper(*shown, complete=complete), record)) == expected


def test_what_is_said_in_two_ways_must_agree() -> None:
    record = attrs.evolve(RECORD, accounts=(("x9", "Sam Okoro"),))

    assert accounts(paper("x9", "y9", "Li Wen"), record) == (("x9", "Sam Okoro"), ("y9", None))


def test_two_of_one_name_are_two_authors() -> None:
    record = attrs.evolve(RECORD, authors=("Li Wen", "Ida Holm", "Li Wen"))

    assert accounts(paper("x9", "Li Wen", "Li Wen", complete=True), record) == (("x9", "Ida Holm"),)


# What is said where the two disagree.


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Maps of Rivers", "MAPS OF RIVERS."),
        ("Maps of $\\alpha$-Rivers: Éclair", "Maps of α-rivers\\, -- \\'Eclair"),
        ("Maps (of) Rivers", "{M}aps of \\textbf{Rivers}"),
        ("", "Maps"),
        ("Maps", ""),
        ("$\\ell_1$ Nets", '<span class="nocase">ℓ<sub>1</sub></span> Nets'),
        ("\\ell_1 Nets", "ℓ₁ Nets"),
        ("Maps of $x_{ij}$", "Maps of x<sub>ij</sub>"),
        ("CO$_2$ at $\\mathbb{R}^n$", "CO₂ at ℝ<sup>n</sup>"),
        ("S$^2$R &amp; <i>Moss</i>", "<b>S</b><sup>2</sup>R & {\\em Moss}"),
        ("Éclair – a “map”", "&Eacute;clair -- a ``map''"),
        ("The Moss's 5% < 6%", '<span style="font-variant:small-caps;">The Moss</span>’s 5\\% &lt; 6\\%'),
        ("LaTeX Maps", "\\LaTeX{} Maps"),
    ],
)
def test_titles_are_the_same_whatever_their_marks(title: str, other: str) -> None:
    after, said = completed(paper("Ida Holm", title=title), attrs.evolve(RECORD, title=other))

    assert after.title == title
    assert said == []


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Maps of $x_1$", "Maps of x<sub>2</sub>"),
        ("Maps of R&amp;D", "Maps of R"),
        ("Maps of <i>Moss</i>", "Maps of <i>Ferns</i>"),
        ("Maps of a < b", "Maps of a"),
        ("Maps of $\\alpha$", "Maps of $\\beta$"),
    ],
)
def test_titles_of_other_words_differ(title: str, other: str) -> None:
    _, said = completed(paper("Ida Holm", title=title), attrs.evolve(RECORD, title=other))

    assert [diagnostic.code for diagnostic in said] == ["DK701"]


def test_a_title_that_differs_is_told_and_not_taken() -> None:
    before = paper("Ida Holm", title="Charts of Lakes", title_span=Span(60, 75))

    after, [said] = completed(before)

    assert (after.title, names(after)) == ("Charts of Lakes", BYLINE)
    assert (said.code, said.name, said.severity, said.span) == ("DK701", "title-differs", "warning", Span(60, 75))
    assert said.message == "'Charts of Lakes': the catalogue has the title 'Maps of Rivers' for 2403.90001"
    assert (said.line, said.column) == (0, 0)


def test_names_that_are_not_in_the_byline_are_told() -> None:
    before = paper("Nora Staal", "Ida Holm", "Rik Wold", authors_span=Span(80, 99))

    after, [said] = completed(before)

    assert names(after) == BYLINE
    assert (said.code, said.severity, said.span) == ("DK702", "warning", Span(80, 99))
    assert said.message == "'Maps of Rivers': the catalogue's byline does not have Nora Staal, Rik Wold"


@pytest.mark.parametrize(
    ("shown", "byline", "expected"),
    [
        (("Ida Holm", "Per Lund"), ("I. Holm", "P. Lund", "Eva Moe"), ("Ida Holm", "Per Lund", "Eva Moe")),
        (("Per Lund", "Ida Holm"), ("I. Holm", "P. Lund"), ("Ida Holm", "Per Lund")),
        (("Ida M. Holm",), ("IM Holm", "P. Lund"), ("Ida M. Holm", "P. Lund")),
        (("Jean-Luc Ek",), ("J.-L. Ek",), ("Jean-Luc Ek",)),
        (("Ludo van der Berg",), ("L. van der Berg",), ("Ludo van der Berg",)),
        (("Zoé O’Neil",), ("Z. O'Neil",), ("Zoé O’Neil",)),
        (("Warren Hult", "Rosa De Leo"), ("W. Hult, Jr.", "R. De Leo III"), ("Warren Hult, Jr.", "Rosa De Leo III")),
        (("Bela Kertő",), (r"B. Kert\H{o}",), ("Bela Kertő",)),
        # The catalogue's is the fuller one.
        (("I. Holm", "Ida P. Lund"), ("Ida Holm", "Ida Petra Lund"), ("Ida Holm", "Ida Petra Lund")),
        (("Ida Holm",), ("Ida M. Holm",), ("Ida M. Holm",)),
        # Two of the same initial stand in their order, where both are shown.
        (("Bo Ek", "Britt Ek"), ("B. Ek", "P. Lund", "B. Ek"), ("Bo Ek", "P. Lund", "Britt Ek")),
        (("Ida Holm", "I. Holm"), ("Ida Holm", "Ivar Holm"), ("Ida Holm", "Ivar Holm")),
    ],
)
def test_initials_of_a_catalogue_never_replace_names(
    shown: tuple[str, ...], byline: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    record = attrs.evolve(RECORD, authors=byline)
    after, said = completed(paper(*shown), record)

    assert (names(after), said) == (expected, [])
    assert completed(after, record) == (after, [])


@pytest.mark.parametrize(
    ("shown", "byline"),
    [
        (("Ida Holm",), ("P. Holm",)),
        (("Ida Holm",), ("Ivar Holm",)),
        (("Ida Holm",), ("I. Lund",)),
        (("Ida Holm",), ("I. P. Holm",)),  # more than the digest says, and less
        (("Bo Ek",), ("B. Ek", "B. Ek")),
        (("Bo Ek", "Britt Ek"), ("B. Ek",)),
    ],
)
def test_initials_that_may_be_others_stay(shown: tuple[str, ...], byline: tuple[str, ...]) -> None:
    after, said = completed(paper(*shown), attrs.evolve(RECORD, authors=byline))

    assert names(after) == byline
    assert [diagnostic.code for diagnostic in said] == ["DK702"]


def test_accounts_and_family_names_go_with_the_fuller_names() -> None:
    record = Record(
        arxiv_id=NUMBER,
        title="Maps of Rivers",
        authors=("I. Holm Lund", "P. Ek", "R. De Leo"),
        family_names=[("I. Holm Lund", "Holm Lund"), ("R. De Leo", "De Leo")],
        accounts=[("moss99", "Per Ek")],
    )
    after, said = completed(paper("moss99", "Ida Holm Lund", "Rosa De Leo"), record)

    assert (names(after), said) == (("Ida Holm Lund", "Per Ek", "Rosa De Leo"), [])
    assert after.metadata is not None
    assert after.metadata.accounts == (("moss99", "Per Ek"),)
    assert after.metadata.family_names == (("Ida Holm Lund", "Holm Lund"), ("Rosa De Leo", "De Leo"))


def test_accounts_without_a_name_are_told() -> None:
    _, [said] = completed(paper("moss99", "tern42", "idaholm"))

    assert (said.code, said.severity) == ("DK703", "info")
    assert said.message == "'Maps of Rivers': no name of the byline is certain for moss99, tern42"


@pytest.mark.parametrize("shown", [("Nora Staal",), ("moss99",), ()])
def test_a_record_of_another_paper_is_not_used(shown: tuple[str, ...]) -> None:
    before = paper(*shown, title="Charts of Lakes at Night")

    after, [said] = completed(before)

    assert after is before
    assert (said.code, said.severity) == ("DK704", Severity.WARNING)
    assert said.message == (
        "'Charts of Lakes at Night': the catalogue has 'Maps of Rivers' for 2403.90001, by none of the digest's "
        "authors; it is not used, and the digest's identifier may be wrong"
    )


@pytest.mark.parametrize(
    "before",
    [
        paper("Nora Staal", title="Maps of Old Rivers"),
        paper("moss99", title="Better Maps of Rivers"),
        paper("idaholm", title="Charts"),
        paper("Nora Staal", "Guy van Tol", title="Charts"),
        paper("I. Holm", title="Charts"),
        paper("Z. O’Neil", title="Charts"),
    ],
)
def test_a_record_with_a_revised_title_is_used(before: Paper) -> None:
    after, said = completed(before)

    assert names(after) == BYLINE
    assert "DK701" in {diagnostic.code for diagnostic in said}


def test_a_digest_keeps_what_is_said() -> None:
    text = (
        "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n"
        "| Charts (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| Ida Holm, moss99 | i) A map. |\n"
    )
    before = digestkit.parse(text)

    after = with_metadata(before, [RECORD])
    again = with_metadata(after, [RECORD])

    assert [diagnostic.code for diagnostic in after.diagnostics] == ["DK403", "DK701", "DK703"]
    assert text[slice(*after.diagnostics[1].span)] == "Charts"
    assert again == after
    assert again.diagnostics == after.diagnostics


def test_long_titles_are_told_in_short() -> None:
    _, [said] = completed(paper("Ida Holm", title="A" * 10_000), attrs.evolve(RECORD, title="B" * 10_000))

    assert len(said.message) < 400


# Records.


def test_records_are_tidied() -> None:
    record = Record(
        arxiv_id=NUMBER,
        title=" Maps\n of Rivers ",
        authors=["Ida  Holm", ":", " "],
        doi="https://doi.org/10.5555/9 10.5555/10",
        comment=" ",
    )

    assert record == Record(
        arxiv_id=NUMBER, title="Maps of Rivers", authors=("Ida Holm",), doi="10.5555/9", comment=None
    )


@pytest.mark.parametrize("doi", ["10.48550/arXiv.2403.90001", "https://doi.org/10.48550/arxiv.2403.90001", "", " "])
def test_the_doi_that_arxiv_gives_is_none_of_a_publisher(doi: str) -> None:
    assert Record(arxiv_id=NUMBER, doi=doi).doi is None


@pytest.mark.parametrize(
    "doi",
    ["10.48550/arXiv.2403.90001 10.5555/9", "doi: 10.5555/9", "DOI:10.5555/9, 10.5555/8", "www.doi.org/10.5555/9"],
)
def test_the_doi_of_a_publisher_is_found_among_several(doi: str) -> None:
    assert Record(arxiv_id=NUMBER, doi=doi).doi == "10.5555/9"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"arxiv_id": "2403.90001"}, "'arxiv_id' must be"),
        ({"authors": "Ida Holm"}, "authors takes a sequence of str, not the text"),
        ({"authors": [Author("Ida Holm")]}, "authors takes str values"),
        ({"accounts": [("moss99", None)]}, "accounts takes"),
        ({"published": "2024-03-08"}, "published is a datetime.date without a time"),
        ({"doi": 5}, "'doi' must be"),
    ],
)
def test_wrong_fields_are_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Record(**{"arxiv_id": NUMBER, **fields})


def test_a_whole_byline_comes_before_a_cut_one() -> None:
    cut = Record(arxiv_id=NUMBER, authors=("Ida Holm",), authors_complete=False, title="Charts")

    assert merged(cut, RECORD).authors == BYLINE
    assert merged(RECORD, cut).authors == BYLINE
    assert merged(cut, Record(arxiv_id=NUMBER)).authors == ("Ida Holm",)
    assert merged(cut, Record(arxiv_id=NUMBER)).authors_complete is False
    assert merged(cut, RECORD).title == "Charts"


def test_records_by_number() -> None:
    assert by_number([RECORD, Record(arxiv_id=ArxivId("2403.90002"))], frozenset({"2403.90001"})) == {
        "2403.90001": RECORD
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoé O'Neil", "O’NEIL, Zoe"),
        ("Søren Łys", "Soren Lys"),
        (r"Bela Kert\H{o}", "Bela Kertő"),
        ("J. R. Ek", "J R Ek"),
        ("Jean-Luc Ek", "Jean Luc Ek"),
    ],
)
def test_names_are_the_same_whatever_their_marks(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
