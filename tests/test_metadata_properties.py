"""Laws of completing papers and of reading catalogues, over odd records and odd files."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digestkit import strategies, with_metadata
from digestkit.errors import DigestError
from digestkit.metadata import Index, Record, atom, bibtex, csl, huggingface, merged, oai, snapshot
from digestkit.metadata._faults import Part
from digestkit.metadata.accounts import matched, name_key
from digestkit.metadata.index import opened_for_writing, put_records
from digestkit.metadata.reading import format_of
from digestkit.models import Author, AuthorOrder, Digest, Paper

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import DrawFn

    from digestkit.models import Diagnostic

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ("Maps of Rivers", r"M\"aps \$x^2$ {of", "{{{{", r"\begin{a}", "$", "\\", r"\H o", "10.48550/arXiv.2403.90001", ":")
)
named = st.sampled_from(("Ida Holm", "Li Wen", "J. R. Ek", "Guy van Tol", "李文", r"Bela Kert\H{o}", "Chris")) | texts
handles = st.sampled_from(("moss99", "idaholm", "Chris", "tern-42", "ek-jr"))
classes = st.sampled_from(("cs.CL", "hep-th", "stat.ML"))


@st.composite
def records(draw: DrawFn, numbers: st.SearchStrategy[Any] | None = None) -> Record:
    """Records of any contents that the class takes."""
    days = st.none() | strategies.dates()
    return Record(
        arxiv_id=draw(strategies.arxiv_ids() if numbers is None else numbers),
        title=draw(strategies.titles() | texts),
        authors=draw(st.lists(named, max_size=8)),
        authors_complete=draw(st.booleans()),
        primary_class=draw(st.none() | classes),
        categories=draw(st.lists(classes, max_size=3)),
        published=draw(days),
        updated=draw(days),
        doi=draw(st.none() | texts),
        journal_reference=draw(st.none() | texts),
        comment=draw(st.none() | texts),
        accounts=draw(st.lists(st.tuples(handles, named), max_size=4)),
    )


@st.composite
def papers_with_records(draw: DrawFn) -> tuple[list[Paper], list[Record]]:
    """Papers as digests have them, and records for some of them, and for others."""
    papers = draw(st.lists(strategies.papers(), max_size=3))
    found = draw(st.lists(records(), max_size=2))
    for paper in papers:
        cell = draw(st.lists(handles, max_size=3)), draw(st.lists(named.filter(has_letters), max_size=4))
        if draw(st.booleans()):
            authors = [*(Author(name, is_handle=True) for name in cell[0]), *map(Author, cell[1])]
            order = AuthorOrder.UNCERTAIN if cell[0] else AuthorOrder.BYLINE
            papers[papers.index(paper)] = attrs.evolve(paper, authors=authors, author_order=order)
        if paper.arxiv_id and draw(st.booleans()):
            record = draw(records(st.just(paper.arxiv_id)))
            found.append(attrs.evolve(record, title=draw(st.sampled_from((paper.title, record.title)))))
    return papers, found


def has_letters(name: str) -> bool:
    return any(map(str.isalnum, name))


@given(papers_with_records())
def test_completing_twice_is_completing_once(drawn: tuple[list[Paper], list[Record]]) -> None:
    papers, found = drawn
    digest = Digest(papers=papers)

    once = with_metadata(digest, found)
    twice = with_metadata(once, found)

    assert twice == once
    assert twice.diagnostics == once.diagnostics


@given(papers_with_records())
def test_what_has_no_record_stays(drawn: tuple[list[Paper], list[Record]]) -> None:
    papers, found = drawn
    known = {record.number for record in found}

    for before, after in zip(papers, with_metadata(papers, found), strict=True):
        if before.arxiv_id is None or before.arxiv_id.number not in known:
            assert after is before
        assert without_byline(after) == without_byline(before)


def without_byline(paper: Paper) -> Paper:
    return attrs.evolve(paper, authors=(), author_order=AuthorOrder.BYLINE, authors_complete=None, metadata=None)


@given(papers_with_records())
def test_nothing_of_the_digest_is_lost(drawn: tuple[list[Paper], list[Record]]) -> None:
    """Each name is in the byline or told of; each account is kept."""
    papers, found = drawn
    for before in papers:
        said: list[Diagnostic] = []
        after = with_metadata(before, found, on_diagnostic=said.append)
        told = " ".join(diagnostic.message for diagnostic in said)
        keys = {name_key(author.name) for author in after.authors}
        accounts = {account for account, _ in after.metadata.accounts} if after.metadata else set()
        for author in before.authors:
            here = author in after.authors
            assert (
                here
                or (author.name in accounts if author.is_handle else name_key(author.name) in keys)
                or (author.name in told)
            )


@given(
    st.lists(handles, max_size=4),
    st.lists(named.filter(has_letters), max_size=4),
    st.lists(named.filter(has_letters), max_size=6),
    st.lists(st.tuples(handles, named), max_size=3),
    st.booleans(),
    st.booleans(),
)
def test_accounts_stand_for_names_of_the_byline(
    accounts: list[str],
    names: list[str],
    byline: list[str],
    claims: list[tuple[str, str]],
    complete: bool,
    placed: bool,
) -> None:
    authors = [*(Author(name, is_handle=True) for name in accounts), *map(Author, names)]

    match = matched(authors, byline, claims, complete=complete, placed=placed)

    assert [account for account, _ in match.accounts] == list(dict.fromkeys(accounts))
    assert {name for _, name in match.accounts if name is not None} <= set(byline)


@given(records(), records())
def test_merging_keeps_what_the_first_says(first: Record, second: Record) -> None:
    both = merged(first, second)

    assert merged(both, second) == both
    assert merged(first, first) == first
    for name in ("title", "primary_class", "categories", "published", "updated", "doi", "comment"):
        assert getattr(both, name) == (getattr(first, name) or getattr(second, name))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(records(), max_size=4, unique_by=lambda record: record.number))
def test_an_index_gives_back_what_was_put_in(tmp_path: Path, put: list[Record]) -> None:
    path = tmp_path / "index.sqlite"
    path.unlink(missing_ok=True)
    with opened_for_writing(path) as connection:
        connection.execute("BEGIN")
        put_records(connection, put)
        connection.execute("COMMIT")

    with Index(path) as index:
        found = index.find(record.number for record in put)
    # A catalogue has papers, not versions of them.
    assert found == {
        record.number: attrs.evolve(record, arxiv_id=attrs.evolve(record.arxiv_id, version=None)) for record in put
    }


# Odd files.


values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
dated = st.sampled_from(("Fri, 8 Mar 2024 18:00:00 GMT", "Thu, 2 May 2024 09:30:00 GMT", "today"))
lines = st.fixed_dictionaries(
    {"id": st.sampled_from(("2403.90001", "hep-th/9901901")) | values},
    optional={
        "title": texts | values,
        "authors": texts | values,
        "authors_parsed": st.lists(st.lists(texts, min_size=1, max_size=4), max_size=3) | values,
        "comments": texts | values,
        "journal-ref": texts | values,
        "doi": texts | values,
        "categories": texts | values,
        "versions": st.lists(st.fixed_dictionaries({"created": dated}), max_size=4) | values,
        "update_date": st.sampled_from(("2024-05-03", "soon")) | values,
    },
)


@given(lines)
def test_what_an_index_keeps_of_a_line_says_what_the_line_says(paper: dict[str, Any]) -> None:
    part = Part(paper, "a line")
    try:
        number, kept = snapshot.shortened(part)
    except DigestError:
        with pytest.raises(DigestError):
            snapshot.record_of(part)
    else:
        record = snapshot.record_of(part)
        assert number == record.number
        assert snapshot.record_of(Part(json.loads(json.dumps(kept)), "a line")) == record


entries = st.fixed_dictionaries(
    {},
    optional={
        "id": st.just("2403.90001") | values,
        "paper": lines | values,
        "title": texts | values,
        "authors": st.lists(st.dictionaries(st.sampled_from(("name", "user", "family")), texts | values)) | values,
        "author": st.lists(st.dictionaries(st.sampled_from(("family", "given", "literal")), texts | values)) | values,
        "publishedAt": texts,
        "number": st.just("arXiv:2403.90001") | values,
        "issued": st.fixed_dictionaries({"date-parts": values}) | values,
        "DOI": texts | values,
        "container-title": texts | values,
    },
)


@pytest.mark.parametrize("module", [snapshot, huggingface, csl], ids=lambda module: module.__name__.rpartition(".")[2])
@given(document=st.lists(entries | lines | values, max_size=3) | entries | lines)
def test_odd_json_is_read_or_refused(module: Any, document: object) -> None:  # noqa: ANN401 - one of the readers
    told: list[DigestError] = []
    content = json.dumps(document).encode()

    found = list(module.read(io.BytesIO(content), on_error=told.append))

    assert all(isinstance(record, Record) for record in found)
    assert all(error.message.startswith("<file>") for error in told)


tags = st.sampled_from(
    ("feed", "entry", "id", "author", "name", "arXiv", "arXivRaw", "authors", "version", "date", "created", "title")
)
markup = st.recursive(
    st.sampled_from(("2403.90001", "Ida Holm", "2024-03-08", "&amp;", "&b;", "<", "]]>", "<!DOCTYPE a>")) | texts,
    lambda inner: st.builds("<{0}>{1}</{0}>".format, tags, st.lists(inner, max_size=4).map("".join)),
    max_leaves=12,
)


@pytest.mark.parametrize("module", [atom, oai], ids=["atom", "oai"])
@given(content=markup | st.builds("<feed>{}</feed>".format, markup))
def test_odd_xml_is_read_or_refused(module: Any, content: str) -> None:  # noqa: ANN401 - one of the readers
    told: list[DigestError] = []
    try:
        found = list(module.read(io.BytesIO(content.encode()), on_error=told.append))
    except DigestError as error:
        told.append(error)
    else:
        assert all(isinstance(record, Record) for record in found)
    assert all(error.message.startswith("<file>: ") for error in told)


@given(st.binary(max_size=60) | texts.map(str.encode))
def test_any_bytes_are_of_a_format_or_none(head: bytes) -> None:
    assert format_of(head) in {None, "bibtex", "csl", "huggingface", "snapshot", "atom", "oai", "index"}


@pytest.mark.parametrize(
    "module", [snapshot, huggingface, csl, atom, oai, bibtex], ids=lambda module: module.__name__.rpartition(".")[2]
)
@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(module: Any, content: bytes) -> None:  # noqa: ANN401 - one of the readers
    try:
        list(module.read(io.BytesIO(content)))
    except DigestError as error:
        assert error.message.startswith("<file>")  # noqa: PT017 - most bytes are refused, some are read
