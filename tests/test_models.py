from __future__ import annotations

import copy
import datetime as dt
import pickle

import attrs
import pytest

import digestkit
from digestkit import ArxivId, Author, Digest, Link, Paper, Span, Summary, models
from digestkit.models import AuthorOrder, Metadata, SectionKind


def test_a_paper_built_by_hand_stands_alone() -> None:
    paper = Paper(title="Maps of\nRivers", authors=[Author(name="Ida  Holm")], arxiv_id=ArxivId.parse("2403.90001"))

    assert paper.title == "Maps of Rivers"
    assert paper.authors == (Author("Ida Holm"),)
    assert (paper.author_order, paper.authors_complete) == (AuthorOrder.BYLINE, True)
    assert paper.first_author == Author("Ida Holm")
    assert paper.summary == Summary("")


def test_a_summary_may_be_given_as_text() -> None:
    assert Paper(summary="A map.").summary == Summary("A map.")


@pytest.mark.parametrize(
    ("fields", "error", "message"),
    [
        ({"title": 5}, TypeError, "'title' must be"),
        ({"authors": ["Ida Holm"]}, TypeError, "authors takes Author values, not 'Ida Holm'"),
        ({"authors": "Ida Holm"}, TypeError, "authors takes a sequence of Author, not the text"),
        ({"categories": "cs.CL"}, TypeError, "categories takes a sequence of str"),
        ({"links": [("a", "b")]}, TypeError, "links takes Link values"),
        ({"extra": [("Venue", 5)]}, TypeError, "extra takes"),
        ({"arxiv_id": "2403.90001"}, TypeError, "'arxiv_id' must be"),
        ({"author_order": "sorted"}, ValueError, "'sorted' is not a valid AuthorOrder"),
        ({"authors_complete": 1}, TypeError, "'authors_complete' must be"),
    ],
)
def test_wrong_fields_are_refused(fields: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        Paper(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("date", ["2024-03-11", dt.datetime(2024, 3, 11, 9, 30, tzinfo=dt.UTC)])
def test_a_digest_has_a_day_and_no_time(date: dt.date) -> None:
    with pytest.raises(TypeError, match="without a time"):
        Digest(date=date)


def test_names_cannot_be_empty_and_spans_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="an author's name cannot be empty"):
        Author(" \u200b ")
    with pytest.raises(ValueError, match="does not end before it begins"):
        Span(5, 3)


def test_where_a_value_came_from_is_no_part_of_it() -> None:
    paper = Paper(title="A", span=Span(0, 5), title_span=Span(0, 1))

    assert paper == Paper(title="A")
    assert hash(paper) == hash(Paper(title="A"))
    assert Digest(source="a.md") == Digest(source="b.md")
    assert Summary("A", "one title") == Summary("A", "another")


def test_metadata_is_part_of_a_paper() -> None:
    metadata = Metadata(primary_class=" cs.CL\n", categories=["cs.CL", "cs.LG"], published=dt.date(2024, 3, 8), doi="")

    assert (metadata.primary_class, metadata.doi) == ("cs.CL", None)
    assert Paper(title="A", metadata=metadata) != Paper(title="A")
    assert hash(Paper(metadata=metadata)) == hash(Paper(metadata=copy.deepcopy(metadata)))
    assert pickle.loads(pickle.dumps(Paper(metadata=metadata))).metadata == metadata  # noqa: S301 - our own bytes


def test_metadata_that_says_nothing_is_none() -> None:
    assert Paper(metadata=Metadata(comment=" ")).metadata is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"doi": 5}, "'doi' must be"),
        ({"categories": "cs.CL"}, "categories takes a sequence of str"),
        ({"published": "2024-03-08"}, "published is a datetime.date without a time"),
        ({"updated": dt.datetime(2024, 3, 8, tzinfo=dt.UTC)}, "without a time"),
        ({"accounts": [("moss99",)]}, "accounts takes"),
        ({"accounts": [("moss99", 5)]}, "accounts takes"),
    ],
)
def test_wrong_metadata_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Metadata(**fields)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="'metadata' must be"):
        Paper(metadata=fields)  # type: ignore[arg-type]


def test_words_are_known_by_the_module_they_are_imported_from() -> None:
    assert {getattr(models, name).__module__ for name in models.__all__ if name != "one_line"} == {"digestkit.models"}
    assert pickle.dumps(SectionKind.RESULTS, protocol=0).startswith(b"cdigestkit.models\nSectionKind")


def test_models_are_frozen_and_have_no_dict() -> None:
    for value in (Paper(), Digest(), Summary(), Author("A B"), Link(), Span(0, 0), Metadata()):
        assert not hasattr(value, "__dict__")
        with pytest.raises((AttributeError, attrs.exceptions.FrozenInstanceError)):
            setattr(value, attrs.fields(type(value))[0].name, None)


def test_what_is_derived_is_kept_and_travels() -> None:
    summary = Summary("i) A map. iv) Recall is 71.5%.")
    sections, results = summary.sections, summary.results

    assert summary.sections is sections
    assert summary.results is results
    for again in (pickle.loads(pickle.dumps(summary)), copy.deepcopy(summary)):  # noqa: S301 - our own bytes
        assert (again.sections, again.results) == (sections, results)


def test_sections_by_kind() -> None:
    summary = Summary("i) A map. iv) Recall is 71.5%.")

    assert summary.section("results") is summary.sections[1]
    assert summary.section(SectionKind.METHODOLOGY) is None
    assert not summary.is_complete
    assert summary.missing == (SectionKind.OBJECTIVE, SectionKind.METHODOLOGY, SectionKind.IMPLICATION)
    with pytest.raises(ValueError, match="'outcome' is not a valid SectionKind"):
        summary.section("outcome")


def test_numerals() -> None:
    assert [kind.numeral for kind in SectionKind if kind.numeral] == ["i", "ii", "iii", "iv", "v"]


def test_spans_unpack() -> None:
    start, end = Span(3, 8)

    assert (start, end, len(Span(3, 8))) == (3, 8, 5)


def test_extra_values_are_found_whatever_their_case() -> None:
    paper = Paper(extra=[("Venue", "Riverside")])

    assert paper.extra_value("venue") == "Riverside"
    assert paper.extra_value("Year") is None


def test_locate_counts_escaped_bars() -> None:
    text = (
        "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n"
        "| A (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| Li Wen | P(a\\|b) and \\|c\\| win. |\n"
    )
    digest = digestkit.parse(text)
    paper = digest.papers[0]
    at = paper.summary.text.index("win")

    start, end = digest.locate(paper, Span(at, at + 3))

    assert text[start:end] == "win"


def test_locate_refuses_what_it_cannot_place() -> None:
    paper = Paper(title="A", summary=Summary("S."))
    digest = Digest(papers=[paper], date=dt.date(2024, 3, 11))

    with pytest.raises(ValueError, match="'B' is no paper of this digest"):
        digest.locate(Paper(title="B"), Span(0, 1))
    with pytest.raises(ValueError, match="was not read from a document"):
        digest.locate(paper, Span(0, 1))
    placed = attrs.evolve(paper, summary_span=Span(10, 12))
    with pytest.raises(ValueError, match="reaches past the summary, which has 2 characters"):
        Digest(papers=[placed]).locate(placed, Span(0, 3))
