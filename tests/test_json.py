from __future__ import annotations

import copy
import datetime as dt
import io
import itertools
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from digestkit.errors import DigestError
from digestkit.formats import json as digest_json
from digestkit.formats.collect import as_digests
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
    NumericResult,
    Paper,
    SectionKind,
    Severity,
    Span,
    Summary,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DAY = dt.date(2024, 3, 11)
MAPS = "Maps of Rivers"

# Every key of the layout has a value here that is not its default, where it can have one.
FULL = Digest(
    date=DAY,
    source="2024-03-11.md",
    author_cells=AuthorCells.BYLINE,
    papers=(
        Paper(
            title=MAPS,
            authors=(Author("Ida Holm"), Author("rivermapper", is_handle=True)),
            author_order=AuthorOrder.UNCERTAIN,
            authors_complete=None,
            arxiv_id=ArxivId("2403.90090", 2),
            links=(Link("arXiv", "https://arxiv.org/abs/2403.90090v2", "Title"),),
            categories=("cs.CV", "eess.IV"),
            summary=Summary("i) A map. ii) To draw. iii) By hand. iv) Recall is 71.5%. v) Draw more. a|b", MAPS),
            extra=(("Venue", "Delta Workshop"),),
            metadata=Metadata(
                primary_class="cs.CV",
                categories=("cs.CV", "cs.LG"),
                published=dt.date(2024, 3, 8),
                updated=dt.date(2024, 5, 2),
                doi="10.5555/rivers.9",
                journal_reference="Delta Letters 9 (2024) 90-99",
                comment="12 pages",
                accounts=(("rivermapper", "Li Wen"), ("moss99", None)),
                family_names=(("Ida Holm Lund", "Holm Lund"),),
            ),
            span=Span(60, 300),
            title_span=Span(62, 76),
            authors_span=Span(150, 175),
            summary_span=Span(178, 260),
            summary_escapes=(79,),
        ),
        Paper(title="Alone", authors=(Author("Li Wen"),), arxiv_id=ArxivId("hep-th/9901901")),
    ),
    diagnostics=(
        Diagnostic(
            code="Z901",
            name="odd-river",
            severity=Severity.WARNING,
            message="found a delta, expected a spring",
            span=Span(4, 9),
            line=2,
            column=5,
            fix=(Edit(span=Span(4, 9), text="spring"),),
        ),
    ),
)


def written(*digests: Digest, indent: int | None = None) -> str:
    file = io.StringIO()
    digest_json.write(digests, file, indent=indent)
    return file.getvalue()


def written_lines(*digests: Digest) -> str:
    file = io.StringIO()
    digest_json.write_ndjson(digests, file)
    return file.getvalue()


def document(*digests: Digest) -> Any:  # noqa: ANN401 - JSON values of any kind
    return json.loads(written(*digests))


def with_part(whole: Any, path: tuple[str | int, ...], part: object) -> Any:  # noqa: ANN401 - likewise
    changed = copy.deepcopy(whole)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = part
    return changed


def path_text(path: Iterable[str | int]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


def paths_in(part: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    if isinstance(part, dict):
        for key, inner in part.items():
            yield from paths_in(inner, (*path, key))
    elif isinstance(part, list):
        for index, inner in enumerate(part):
            yield from paths_in(inner, (*path, index))


def refused(text: str) -> str:
    with pytest.raises(DigestError) as caught:
        digest_json.read(text)
    assert str(caught.value) == caught.value.message
    return caught.value.message


FULL_DOCUMENT = document(FULL)
SPANS = {"span", "text_span", "sentence_span", "title_span", "authors_span", "summary_span"}


# What is written.


def test_layout_of_a_paper() -> None:
    paper = document(FULL)["digests"][0]["papers"][0]
    summary = paper.pop("summary")
    assert paper == {
        "arxiv_id": "2403.90090",
        "arxiv_version": 2,
        "title": MAPS,
        "authors": [{"name": "Ida Holm", "is_handle": False}, {"name": "rivermapper", "is_handle": True}],
        "author_order": "uncertain",
        "authors_complete": None,
        "first_author": None,
        "links": [{"label": "arXiv", "url": "https://arxiv.org/abs/2403.90090v2", "column": "Title"}],
        "categories": ["cs.CV", "eess.IV"],
        "extra": [["Venue", "Delta Workshop"]],
        "metadata": {
            "primary_class": "cs.CV",
            "categories": ["cs.CV", "cs.LG"],
            "published": "2024-03-08",
            "updated": "2024-05-02",
            "doi": "10.5555/rivers.9",
            "journal_reference": "Delta Letters 9 (2024) 90-99",
            "comment": "12 pages",
            "accounts": [["rivermapper", "Li Wen"], ["moss99", None]],
            "family_names": [["Ida Holm Lund", "Holm Lund"]],
        },
        "span": [60, 300],
        "title_span": [62, 76],
        "authors_span": [150, 175],
        "summary_span": [178, 260],
        "summary_escapes": [79],
    }
    assert list(summary) == ["text", "sections", "results", "is_complete", "missing"]


def test_derived_parts_are_written() -> None:
    full, alone = FULL_DOCUMENT["digests"][0]["papers"]
    assert alone["first_author"] == "Li Wen"
    assert full["summary"]["is_complete"] is True
    assert alone["summary"]["missing"] == [
        "summary",
        "objective",
        "methodology",
        "results",
        "implication",
    ]
    assert [section["mark"] for section in full["summary"]["sections"]] == ["i)", "ii)", "iii)", "iv)", "v)"]
    result = full["summary"]["results"][0]
    assert (result["value"], result["unit"], result["section"]) == ("71.5", "%", "results")


def test_metadata_is_written_only_where_there_is_any() -> None:
    full, alone = FULL_DOCUMENT["digests"][0]["papers"]
    assert "metadata" in full
    assert "metadata" not in alone


def test_one_digest_a_line() -> None:
    lines = written(FULL, Digest()).splitlines()
    assert lines[0] == '{"schema": 1, "digests": ['
    assert lines[1].startswith('{"date": "2024-03-11", "source": "2024-03-11.md", "author_cells": "byline", ')
    assert lines[2].startswith('{"date": null')
    assert lines[3:] == ["]}"]


@pytest.mark.parametrize("indent", [0, 1, 2, 4])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_indent_changes_only_white_space(indent: int, count: int) -> None:
    digests = [FULL] * count
    text = written(*digests, indent=indent)
    assert json.loads(text) == document(*digests)
    assert text.endswith("\n}\n")
    assert digest_json.read(text) == tuple(digests)


def test_indented_spans_stay_on_one_line() -> None:
    lines = [line.strip() for line in written(FULL, indent=2).splitlines()]
    assert '"title_span": [62, 76],' in lines


def test_indentation_grows_by_level() -> None:
    lines = written(Digest(), indent=2).splitlines()
    assert lines[:5] == ["{", '  "schema": 1,', '  "digests": [', "    {", '      "date": null,']


@pytest.mark.parametrize("writer", [digest_json.write, digest_json.write_ndjson])
def test_each_digest_is_written_before_the_next_is_asked_for(writer: Callable[..., None]) -> None:
    file = io.StringIO()

    def digests() -> Iterator[Digest]:
        for number in range(4):
            assert file.getvalue().count('"date"') == number
            yield Digest()

    writer(digests(), file)
    assert len(digest_json.read(file.getvalue())) == 4


def test_no_float_and_no_constant_is_written() -> None:
    def fail(constant: str) -> None:
        raise AssertionError(constant)

    json.loads(written(FULL), parse_constant=fail, parse_float=fail)


# Back again.


def test_everything_comes_back() -> None:
    (back,) = digest_json.read(written(FULL))
    assert back == FULL
    assert (back.source, back.diagnostics) == (FULL.source, FULL.diagnostics)
    for name in ("span", "title_span", "authors_span", "summary_span", "summary_escapes"):
        assert getattr(back.papers[0], name) == getattr(FULL.papers[0], name)
    assert back.papers[0].summary.title == MAPS
    assert back.papers[0].summary.results == FULL.papers[0].summary.results


@pytest.mark.parametrize("title", [None, MAPS, "Another"], ids=["none", "the paper's", "another"])
def test_the_title_of_a_summary_comes_back(title: str | None) -> None:
    digest = Digest(papers=(Paper(title=MAPS, summary=Summary("A map.", title)),))
    (back,) = digest_json.read(written(digest))
    assert back.papers[0].summary.title == title


def test_a_summary_without_title_takes_that_of_its_paper() -> None:
    text = '{"schema": 1, "digests": [{"papers": [{"title": "Maps", "summary": {"text": "A map."}}]}]}'
    assert digest_json.read(text)[0].papers[0].summary.title == "Maps"


def test_keys_with_defaults_may_be_left_out() -> None:
    text = '{"digests": [{"papers": [{"title": "Maps"}, {"title": "", "authors": [{"name": "L"}]}]}], "schema": 1}'
    assert digest_json.read(text) == (Digest(papers=(Paper(title="Maps"), Paper(title="", authors=(Author("L"),)))),)


def test_unknown_keys_are_passed_over() -> None:
    changed = copy.deepcopy(FULL_DOCUMENT)
    places = [(), *(path for path in paths_in(FULL_DOCUMENT))]
    for path in places:
        part = changed
        for step in path:
            part = part[step]
        if isinstance(part, dict):
            part["colour"] = {"deep": [1.5, None]}
    assert digest_json.read(json.dumps(changed)) == (FULL,)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + written(FULL), id="byte order mark"),
        pytest.param(written(FULL).replace("\n", "\r\n"), id="CR LF"),
        pytest.param("\n\n" + written(FULL) + "\n \n", id="blank lines around"),
        pytest.param(json.dumps(FULL_DOCUMENT), id="one line, all escaped"),
        pytest.param(written_lines(FULL), id="JSON Lines of one"),
    ],
)
def test_forms_of_one_document(text: str) -> None:
    assert digest_json.read(text) == (FULL,)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(written_lines(FULL, Digest()), id="as written"),
        pytest.param(written_lines(FULL, Digest()).rstrip("\n"), id="no last line break"),
        pytest.param(written_lines(FULL, Digest()).replace("\n", "\r\n"), id="CR LF"),
        pytest.param("\ufeff\n" + written_lines(FULL, Digest()).replace("\n", "\n\n \n"), id="blank lines"),
        pytest.param(written(FULL) + written(Digest(), indent=2), id="files one after the other"),
    ],
)
def test_forms_of_json_lines(text: str) -> None:
    assert digest_json.read(text) == (FULL, Digest())


def test_json_lines_hold_one_digest_each() -> None:
    lines = written_lines(FULL, Digest(), FULL).splitlines()
    assert [len(json.loads(line)["digests"]) for line in lines] == [1, 1, 1]


def test_no_digests() -> None:
    assert written() == '{"schema": 1, "digests": [\n]}\n'
    assert digest_json.read(written()) == ()
    assert digest_json.read(written_lines()) == ()


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085", "\x0b", "\x1c"])
@pytest.mark.parametrize("write", [written, written_lines])
def test_only_line_feeds_end_a_line(separator: str, write: Callable[..., str]) -> None:
    digest = Digest(papers=(Paper(title="Raw Separators", summary=f"a{separator}b"),))
    assert digest_json.read(write(digest, digest)) == (digest, digest)


def test_separators_written_as_themselves() -> None:
    digest = Digest(date=DAY, papers=(Paper(title="Raw Separators", summary="a\u2028b\u2029c\u0085d"),))
    raw = json.dumps(json.loads(written(digest)), ensure_ascii=False)
    assert "\u2028" in raw
    assert digest_json.read(raw) == (digest,)


# Characters and numbers that JSON libraries stumble over.


@pytest.mark.parametrize("half", ["\ud83d", "\udc4d", "\udc4d\ud83d"], ids=ascii)  # noqa: PT014 - two halves
@pytest.mark.parametrize("write", [written, written_lines])
def test_halves_of_surrogate_pairs_are_escaped(half: str, write: Callable[..., str]) -> None:
    digest = Digest(papers=(Paper(title=f"Half {half} Pair", summary=f"Ends with \U0001f44d {half}"),))
    text = write(digest)
    assert ascii(half)[1:-1] in text.encode().decode()
    assert "\U0001f44d" in text
    assert digest_json.read(text) == (digest,)


def test_both_halves_as_two_characters_are_refused() -> None:
    with pytest.raises(DigestError, match=r"both halves of a surrogate pair as two characters, in '.*Two"):
        written(Digest(papers=(Paper(title="Two \ud83d\udc4d Halves"),)))


@pytest.mark.parametrize("digits", ["4702866195338174093", "0.10000000000000000001", "2E+6", "-0.00"])
def test_digits_of_results_survive(digits: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Span(0, 1)
    result = NumericResult(
        text=digits, span=place, sentence_span=place, section=SectionKind.OTHER, value=Decimal(digits)
    )
    monkeypatch.setattr("digestkit.results.find_results", lambda _: (result,))
    digest = Digest(papers=(Paper(title="Long Numbers", summary=f"It reaches a score of {digits}."),))
    through_doubles = json.dumps(json.loads(written(digest)))
    assert f'"value": "{digits}"' in through_doubles
    (back,) = digest_json.read(through_doubles)
    assert back == digest
    assert str(back.papers[0].summary.results[0].value) == digits


def test_an_exponent_of_nine_digits_takes_no_memory() -> None:
    path = ("digests", 0, "papers", 0, "summary", "results", 0, "value")
    text = json.dumps(with_part(FULL_DOCUMENT, path, "1e999999999"))
    assert digest_json.read(text) == (FULL,)


# What is refused.


LIMITS = Digest(
    date=DAY,
    papers=(Paper(title="Limits", authors=(Author("Ida Holm"),), summary="iv) It reaches 71.5% on Quartz-3."),),
)
VALUE_PATH = "$.digests[0].papers[0].summary.results[0].value"


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("quote", ["", '"'], ids=["bare", "quoted"])
def test_no_nan_and_no_infinity(constant: str, quote: str) -> None:
    text = written(LIMITS)
    assert '"value": "71.5"' in text
    message = refused(text.replace('"value": "71.5"', f'"value": {quote}{constant}{quote}'))
    assert message.startswith(f"{VALUE_PATH}: found ")
    assert constant in message
    assert "expected a finite number in quotes" in message


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("NaN", "$"),
        ('{"a": [1, -Infinity, NaN]}', "$.a[1]"),
        ('{"schema": 1, "digests": [], "odd key": {"b": Infinity}}', "$['odd key'].b"),
    ],
)
def test_no_constant_anywhere(text: str, path: str) -> None:
    assert refused(text).startswith(f"{path}: found ")


@pytest.mark.parametrize("text", ["[" * 200_000, '{"a":' * 200_000], ids=["lists", "objects"])
@pytest.mark.parametrize("before", ["", '{"schema": 1, "digests": '], ids=["alone", "inside"])
def test_deep_nesting(text: str, before: str) -> None:
    assert "nested hundreds deep" in refused(before + text)


def test_a_refused_part_deep_down_is_found() -> None:
    assert refused("[" * 400 + "NaN" + "]" * 400).startswith("$" + "[0]" * 400 + ": found NaN")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("", "line 1, column 1: this is not JSON (Expecting value): found the end of the text; mend"),
        ("\ufeff", "line 1, column 1: this is not JSON (Expecting value): found the end of the text; mend"),
        ('{"schema": 1,\n "digests": [}', "line 2, column 14: this is not JSON (Expecting value): found '}'"),
        ("{'schema': 1}", "line 1, column 2: this is not JSON (Expecting property name"),
        ('{"schema": 1, "digests": []} {}', "line 1, column 30: this is not JSON (more text on the line"),
        ('{"schema": 1, "digests": []}\r{}', "line 1, column 30: this is not JSON (more text on the line"),
        ('{"schema": 1, "digests": []}\n\n{"schema"', "line 3, column 10: this is not JSON (Expecting ':'"),
        ('{"a": "b\nc"}', "line 1, column 9: this is not JSON (Invalid control character"),
        ('{"a": "\\x"}', "line 1, column 8: this is not JSON (Invalid \\escape"),
    ],
)
def test_not_json(text: str, start: str) -> None:
    assert refused(text).startswith(start)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ('{"schema": 1, "schema": 1}', "$: found the key 'schema' twice, expected each key once"),
        ('{"schema": 1, "digests": [{"papers": [], "papers": []}]}', "$.digests[0]: found the key 'papers' twice"),
        ('{"schema": 1, "digests": []}\n{"a": 1, "a": 2}', "line 2: $: found the key 'a' twice"),
    ],
)
def test_a_key_stands_once(text: str, start: str) -> None:
    assert refused(text).startswith(start)


@pytest.mark.parametrize("text", ["[]", "5", "null", '"digests"', "{}", '{"schema": 1}', '{"digests": []}'])
def test_no_document_of_digests(text: str) -> None:
    message = refused(text)
    assert message.startswith("$: found ")
    assert "expected an object with the keys 'schema' and 'digests'" in message


@pytest.mark.parametrize("number", ["2", "0", "1.0", "true", '"1"', "null", "9" * 5000])
def test_another_schema(number: str) -> None:
    message = refused(f'{{"schema": {number}, "digests": []}}')
    assert message.startswith("$.schema: found ")
    assert "expected 1; a later digestkit may have written this" in message


def wrong_parts() -> Iterator[object]:
    """Each part of a document, with values of other kinds than its own."""
    for path in paths_in(FULL_DOCUMENT["digests"], ("digests",)):
        part = FULL_DOCUMENT
        for step in path:
            part = part[step]
        wrongs: tuple[object, ...] = ([[]], 1.5) if isinstance(part, dict) else ({}, [[]], 1.5)
        for wrong in wrongs:
            yield pytest.param(path, wrong, id=f"{path_text(path)}-{wrong}")


@pytest.mark.parametrize(("path", "wrong"), list(wrong_parts()))
def test_every_part_is_checked(path: tuple[str | int, ...], wrong: object) -> None:
    message = refused(json.dumps(with_part(FULL_DOCUMENT, path, wrong)))
    # A pair is checked as a whole, all else at its own place.
    in_pair = len(path) > 1 and (path[-2] in SPANS or {"extra", "accounts", "family_names"} & set(path[:-2]))
    assert message.startswith(path_text(path[:-1] if in_pair else path))


@pytest.mark.parametrize(
    ("path", "wrong", "expected"),
    [
        ("digests", {}, "$.digests: found an object, expected a list"),
        ("0", [], "$.digests[0]: found a list, expected an object"),
        ("0/date", "20240311", "$.digests[0].date: found '20240311', expected a date like '2024-03-11'"),
        ("0/date", "2024-W11-1", "$.digests[0].date: found '2024-W11-1', expected a date"),
        ("0/date", "2024-02-30", "$.digests[0].date: found '2024-02-30', expected a date"),
        ("0/date", "2024-03-11T00:00:00", "$.digests[0].date: found '2024-03-11T00:00:00', expected a date"),
        ("0/date", 20240311, "$.digests[0].date: found 20240311, expected a date like '2024-03-11'"),
        ("0/author_cells", "sideways", "$.digests[0].author_cells: found 'sideways', expected 'reversed' or 'byline'"),
        ("0/papers", "Maps", "$.digests[0].papers: found 'Maps', expected a list"),
        ("0/papers/0/title", 5, "$.digests[0].papers[0].title: found 5, expected text"),
        ("0/papers/0/title", None, "$.digests[0].papers[0].title: found null, expected text"),
        ("0/papers/1/arxiv_id", "2403.9", "$.digests[0].papers[1].arxiv_id: found '2403.9', expected an arXiv number"),
        ("0/papers/1/arxiv_id", "2403.90090v2", "$.digests[0].papers[1].arxiv_id: found '2403.90090v2', expected"),
        ("0/papers/0/arxiv_id", None, "$.digests[0].papers[0].arxiv_version: found 2, expected null, as there is no"),
        ("0/papers/0/arxiv_version", 0, "$.digests[0].papers[0].arxiv_version: found 0, expected 1 or more"),
        ("0/papers/0/arxiv_version", True, "$.digests[0].papers[0].arxiv_version: found true, expected a whole"),
        ("0/papers/0/arxiv_version", "2", "$.digests[0].papers[0].arxiv_version: found '2', expected a whole"),
        ("0/papers/0/authors_complete", 1, "$.digests[0].papers[0].authors_complete: found 1, expected true or"),
        ("0/papers/0/authors/1/name", " ", "$.digests[0].papers[0].authors[1]: an author's name cannot be empty"),
        ("0/papers/0/authors", "Li Wen", "$.digests[0].papers[0].authors: found 'Li Wen', expected a list"),
        ("0/papers/0/first_author", 7, "$.digests[0].papers[0].first_author: found 7, expected text"),
        ("0/papers/0/extra/0", "ab", "$.digests[0].papers[0].extra[0]: found 'ab', expected a pair of texts"),
        ("0/papers/0/metadata/accounts/0", ["a"], "$.digests[0].papers[0].metadata.accounts[0]: found a list, exp"),
        ("0/papers/0/metadata/doi", 5, "$.digests[0].papers[0].metadata.doi: found 5, expected text"),
        ("0/papers/0/metadata/updated", "2024", "$.digests[0].papers[0].metadata.updated: found '2024', expected a"),
        ("0/papers/0/span", [3, 2], "$.digests[0].papers[0].span: found a list, expected a pair [start, end]"),
        ("0/papers/0/span", [True, 2], "$.digests[0].papers[0].span: found a list, expected a pair [start, end]"),
        ("0/papers/0/span", [1, 2, 3], "$.digests[0].papers[0].span: found a list, expected a pair [start, end]"),
        ("0/papers/0/summary/results/0/value", 71.5, f"{VALUE_PATH}: found 71.5, expected a finite number in"),
        ("0/papers/0/summary/results/0/value", "1_0", f"{VALUE_PATH}: found '1_0', expected a finite number"),
        ("0/papers/0/summary/results/0/value", "٣", f"{VALUE_PATH}: found '٣', expected a finite number"),
        ("0/papers/0/summary/results/0/value", "1\n", f"{VALUE_PATH}: found '1\\n', expected a finite number"),
        ("0/papers/0/summary/results/0/value", "1e" + "9" * 99, f"{VALUE_PATH}: found '1e999"),
        ("0/papers/0/summary/sections/0/kind", "weather", "$.digests[0].papers[0].summary.sections[0].kind: found"),
        ("0/papers/0/summary/missing", ["weather"], "$.digests[0].papers[0].summary.missing[0]: found 'weather'"),
        ("0/diagnostics/0/severity", "dire", "$.digests[0].diagnostics[0].severity: found 'dire', expected 'error'"),
        ("0/diagnostics/0/fix/0/text", 1, "$.digests[0].diagnostics[0].fix[0].text: found 1, expected text"),
    ],
)  # fmt: skip
def test_messages(path: str, wrong: object, expected: str) -> None:
    steps = [int(step) if step.isdecimal() else step for step in path.split("/")]
    full_path = tuple(steps if steps[0] == "digests" else ["digests", *steps])
    message = refused(json.dumps(with_part(FULL_DOCUMENT, full_path, wrong)))
    assert message.startswith(expected)
    assert message.endswith("; mend the file there, or write it again from the digests")


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("digests", 0), "papers"),
        (("digests", 0, "papers", 0), "title"),
        (("digests", 0, "papers", 0, "authors", 1), "name"),
        (("digests", 0, "papers", 0, "summary"), "text"),
        (("digests", 0, "papers", 0, "summary", "sections", 3), "text_span"),
        (("digests", 0, "papers", 0, "summary", "results", 0), "value"),
        (("digests", 0, "diagnostics", 0), "code"),
    ],
    ids=str,
)
def test_required_keys(path: tuple[str | int, ...], key: str) -> None:
    changed = copy.deepcopy(FULL_DOCUMENT)
    part = changed
    for step in path:
        part = part[step]
    del part[key]
    message = refused(json.dumps(changed))
    assert message.startswith(f"{path_text((*path, key))}: found nothing, expected this key; mend")
    assert not Draft202012Validator(digest_json.schema()).is_valid(changed)


def test_faults_of_later_lines_name_the_line() -> None:
    text = written_lines(FULL) + "\n" + written_lines(LIMITS).replace('"71.5"', "71.5")
    assert refused(text).startswith(f"line 3: {VALUE_PATH}: found 71.5")


def test_long_values_are_shown_in_short() -> None:
    text = json.dumps(with_part(FULL_DOCUMENT, ("digests", 0, "date"), "x" * 100_000))
    assert len(refused(text)) < 250


@pytest.mark.parametrize("wrong", [b"{}", None, 5, ["{}"]], ids=repr)
def test_reading_takes_text(wrong: Any) -> None:  # noqa: ANN401 - wrong on purpose
    with pytest.raises(TypeError, match="reading JSON takes text, not"):
        digest_json.read(wrong)


# The schema.


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(digest_json.schema())


def test_the_schema_describes_every_key_written() -> None:
    named = set()
    for part in (digest_json.schema(), *dict(digest_json.schema())["$defs"].values()):  # type: ignore[attr-defined]
        named |= set(part.get("properties", {}))
    keys = {step for path in paths_in(FULL_DOCUMENT) for step in path if isinstance(step, str)}
    assert keys <= named


def test_the_schema_fits_what_is_written() -> None:
    Draft202012Validator(digest_json.schema()).validate(FULL_DOCUMENT)


@pytest.mark.parametrize("path", list(paths_in(FULL_DOCUMENT)), ids=path_text)
def test_the_schema_checks_every_part(path: tuple[str | int, ...]) -> None:
    validator = Draft202012Validator(digest_json.schema())
    assert not validator.is_valid(with_part(FULL_DOCUMENT, path, 1.5))


# From what callers have to digests.


def test_papers_that_follow_each_other_become_one_digest() -> None:
    one, two, three = (Paper(title=title) for title in ("One", "Two", "Three"))
    day = Digest(date=DAY)
    assert list(as_digests([one, two, day, day, three])) == [
        Digest(papers=(one, two)),
        day,
        day,
        Digest(papers=(three,)),
    ]


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        pytest.param(FULL, [FULL], id="digest"),
        pytest.param(FULL.papers[0], [Digest(papers=FULL.papers[:1])], id="paper"),
        pytest.param((), [], id="nothing"),
        pytest.param({FULL: 1}, [FULL], id="keys"),
    ],
)
def test_what_writers_take(x: Iterable[Digest | Paper], expected: list[Digest]) -> None:
    assert list(as_digests(x)) == expected


def test_digests_are_taken_one_at_a_time() -> None:
    assert list(itertools.islice(as_digests(itertools.repeat(FULL)), 3)) == [FULL] * 3


@pytest.mark.parametrize("wrong", ["text", b"text", 5, None, Digest], ids=repr)
def test_what_writers_do_not_take(wrong: Any) -> None:  # noqa: ANN401 - wrong on purpose
    with pytest.raises(TypeError, match=r"^found \w+, expected a Digest, a Paper, or an iterable of either$"):
        as_digests(wrong)


@pytest.mark.parametrize("wrong", ["text", 5, None, [FULL]], ids=["str", "int", "None", "list"])
def test_what_iterables_may_not_hold(wrong: Any) -> None:  # noqa: ANN401 - wrong on purpose
    digests = as_digests([FULL, wrong])
    assert next(digests) == FULL
    with pytest.raises(TypeError, match="in the iterable, expected a Digest or a Paper"):
        next(digests)
