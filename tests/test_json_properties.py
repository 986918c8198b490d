from __future__ import annotations

import datetime as dt  # noqa: TC003 - Hypothesis resolves the annotations
import io
import json
import string
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from digestkit.errors import DigestError
from digestkit.formats import json as digest_json
from digestkit.identifiers import ArxivId
from digestkit.models import (
    Author,
    AuthorCells,
    AuthorOrder,
    Diagnostic,
    Digest,
    Edit,
    Link,
    Metadata,
    Paper,
    Severity,
    Span,
    Summary,
)

# No outcome may rest on how fast the machine is.
LAW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
VALIDATOR = Draft202012Validator(digest_json.schema())


def digests() -> st.SearchStrategy[Digest]:
    """Digests of any shape the models allow, with texts of all characters but surrogates."""
    spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), *[st.integers(0, 10**6)] * 2)
    optional_spans = st.none() | spans
    authors = st.builds(Author, st.text(min_size=1).filter(has_a_name), st.booleans())
    numbers = st.builds(
        lambda yy, mm, sequence: ArxivId(f"{yy:02}{mm:02}.{sequence:05}"),
        st.integers(15, 99),
        st.integers(1, 12),
        st.integers(1, 99_999),
    )
    identifiers = numbers | st.sampled_from(
        [ArxivId("hep-th/9901901"), ArxivId("2403.90090", 12), ArxivId("0704.0001", 1)]
    )
    papers = st.builds(
        Paper,
        title=st.text(),
        authors=st.lists(authors, max_size=3),
        author_order=st.sampled_from(AuthorOrder),
        authors_complete=st.none() | st.booleans(),
        arxiv_id=st.none() | identifiers,
        links=st.lists(st.builds(Link, st.text(), st.text(), st.text()), max_size=2),
        categories=st.lists(st.text(), max_size=2),
        summary=st.builds(Summary, summary_texts(), st.none() | st.text()),
        extra=st.lists(st.tuples(st.text(), st.text()), max_size=2),
        metadata=st.none() | metadata(),
        span=optional_spans,
        title_span=optional_spans,
        authors_span=optional_spans,
        summary_span=optional_spans,
        summary_escapes=st.lists(st.integers(0, 10**6), max_size=3).map(tuple),
    )
    diagnostics = st.builds(
        Diagnostic,
        code=st.text(),
        name=st.text(),
        severity=st.sampled_from(Severity),
        message=st.text(),
        span=spans,
        line=st.integers(min_value=1),
        column=st.integers(min_value=1),
        fix=st.none() | st.lists(st.builds(Edit, span=spans, text=st.text()), max_size=2).map(tuple),
    )
    return st.builds(
        Digest,
        date=st.none() | st.dates(),
        papers=st.lists(papers, max_size=3),
        author_cells=st.sampled_from(AuthorCells),
        source=st.none() | st.text(),
        diagnostics=st.lists(diagnostics, max_size=2),
    )


def metadata() -> st.SearchStrategy[Metadata]:
    texts = st.none() | st.text()
    days = st.none() | st.dates()
    return st.builds(
        Metadata,
        primary_class=texts,
        categories=st.lists(st.text(), max_size=2),
        published=days,
        updated=days,
        doi=texts,
        journal_reference=texts,
        comment=texts,
        accounts=st.lists(st.tuples(st.text(), texts), max_size=2),
    )


def summary_texts() -> st.SearchStrategy[str]:
    """Texts with marks, labels and numbers among them."""
    pieces = st.sampled_from(
        ["i) ", "iv) ", "**Results:** ", "Recall is 71.5%. ", "by 4.4x, ", "a|b ", "\u2028", "\r\n"]
    )
    return st.lists(pieces | st.text(), max_size=8).map("".join)


def has_a_name(text: str) -> bool:
    try:
        Author(text)
    except ValueError:
        return False
    return True


def json_values() -> st.SearchStrategy[Any]:
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
    )


def written(*several: Digest, indent: int | None = None) -> str:
    file = io.StringIO()
    digest_json.write(several, file, indent=indent)
    return file.getvalue()


def written_lines(*several: Digest) -> str:
    file = io.StringIO()
    digest_json.write_ndjson(several, file)
    return file.getvalue()


def places(part: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - JSON values of any kind
    """Every (container, key) of a JSON value."""
    found = []
    keys = part.keys() if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
    for key in keys:
        found += [(part, key), *places(part[key])]
    return found


@LAW
@given(digests(), st.none() | st.integers(0, 4))
def test_what_is_written_is_read(digest: Digest, indent: int | None) -> None:
    text = written(digest, indent=indent)
    assert digest_json.read(text) == (digest,)
    assert digest_json.read(json.dumps(json.loads(text))) == (digest,)


@LAW
@given(st.lists(digests(), max_size=3))
def test_several_are_read_in_order(several: list[Digest]) -> None:
    assert digest_json.read(written(*several)) == tuple(several)
    assert digest_json.read(written_lines(*several)) == tuple(several)


@LAW
@given(digests())
def test_what_is_read_is_written_alike(digest: Digest) -> None:
    text = written(digest)
    (back,) = digest_json.read(text)
    assert written(back) == text
    assert back.diagnostics == digest.diagnostics


@LAW
@given(st.lists(digests(), max_size=2), st.none() | st.integers(0, 4))
def test_what_is_written_fits_the_schema(several: list[Digest], indent: int | None) -> None:
    VALIDATOR.validate(json.loads(written(*several, indent=indent)))


@LAW
@given(digests())
def test_no_line_break_but_line_feeds_between_json_lines(digest: Digest) -> None:
    lines = written_lines(digest, digest).split("\n")
    assert [bool(line) for line in lines] == [True, True, False]


@LAW
@given(st.text(st.characters(categories=["Cs", "L"])))
def test_halves_of_pairs_come_back_or_are_refused(title: str) -> None:
    digest = Digest(papers=(Paper(title=title),))
    try:
        text = written(digest)
    except DigestError:
        assert len(title.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")) < len(title)
    else:
        assert digest_json.read(text.encode().decode()) == (digest,)


@LAW
@given(st.text() | st.text(string.digits + '{}[]":,-.eE \n'))
def test_no_other_error_for_any_text(text: str) -> None:
    try:
        digest_json.read(text)
    except DigestError as error:
        assert error.message  # noqa: PT017 - either outcome is right


@LAW
@given(digests(), st.data())
def test_no_other_error_for_a_cut_document(digest: Digest, data: st.DataObject) -> None:
    text = written(digest)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    try:
        digest_json.read(text[:start] + text[end:])
    except DigestError as error:
        assert error.message  # noqa: PT017 - either outcome is right


@LAW
@given(digests(), json_values(), st.data())
def test_what_is_read_fits_the_schema(digest: Digest, wrong: Any, data: st.DataObject) -> None:  # noqa: ANN401 - likewise
    document = json.loads(written(digest))
    container, key = data.draw(st.sampled_from(places(document)))
    container[key] = wrong
    try:
        digest_json.read(json.dumps(document))
    except DigestError as error:
        assert error.message.startswith("$")  # noqa: PT017 - either outcome is right
    else:
        VALIDATOR.validate(document)


@LAW
@given(st.dates())
def test_every_date_is_read(date: dt.date) -> None:
    assert digest_json.read(written(Digest(date=date)))[0].date == date
