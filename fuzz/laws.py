"""What holds for every input, as functions that raise `AssertionError` where it does not.

The fuzz targets and the Hypothesis tests share them. Only documented exceptions are caught here: whatever else
leaves is a crash.
"""

from __future__ import annotations

import io
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Final

import digestkit
from digestkit import DigestError, Paper
from digestkit.formats.bibtex_reading import normalise
from digestkit.metadata.reading import format_of

if TYPE_CHECKING:
    from digestkit import Digest, NumericResult, Section
    from digestkit.formats.bibtex import EntryOptions

__all__ = [
    "assert_results_slice",
    "assert_spans_slice",
    "assert_tiles",
    "bibtex_is_read_or_refused",
    "bibtex_parses_back",
    "catalogues_are_read_or_refused",
    "codes",
    "csv_is_read_or_refused",
    "findings_stand_in_the_text",
    "fix_keeps_its_promises",
    "json_is_read_or_refused",
    "kept",
    "squash",
    "summary_is_split",
    "text_is_read",
]

_ESCAPED_BAR: Final = "\\|"


def squash(text: str) -> str:
    """Text with each run of white space as one space."""
    return " ".join(text.split())


# Digests.


def text_is_read(text: str) -> None:
    """Any text is digests whose spans slice it, which JSON and CSV give back."""
    digests = tuple(digestkit.parse_many(text))
    for digest in digests:
        assert_spans_slice(text, digest)
    assert _from_json(digestkit.to_json(digests)) == digests
    digestkit.to_markdown(digests)
    try:
        list(digestkit.parse_many(text, strict=True))
    except digestkit.DigestSyntaxError as error:
        assert str(error)


def _from_json(text: str) -> tuple[Digest, ...]:
    return digestkit.from_json(text)


def assert_spans_slice(text: str, digest: Digest) -> None:
    """Spans of papers and diagnostics stand in the text, and those of title and summary hold what they say."""
    for diagnostic in digest.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
    for paper in digest.papers:
        assert paper.span is not None
        for span in (paper.title_span, paper.authors_span, paper.summary_span):
            assert span is None or paper.span.start <= span.start <= span.end <= paper.span.end <= len(text)
        if paper.title_span is not None:
            start, end = paper.title_span
            assert Paper(title=text[start:end].replace(_ESCAPED_BAR, "|")).title == paper.title
        if paper.summary_span is not None:
            start, end = paper.summary_span
            assert text[start:end].replace(_ESCAPED_BAR, "|") == paper.summary.text


# Summaries.


def summary_is_split(text: str, title: str | None = None) -> None:
    """Sections tile a summary, results slice it, and both are the same when they are asked for again."""
    summary = digestkit.parse_summary(text, title=title)
    assert_tiles(text, summary.sections)
    assert bool(summary.sections) == bool(text.strip())
    assert_results_slice(text, digestkit.extract_results(text, title=title))
    assert summary.results == digestkit.extract_results(text, title=title)


def assert_tiles(text: str, sections: tuple[Section, ...]) -> None:
    """Sections cover all of a text but white space, in its order, without overlap."""
    pos = 0
    for section in sections:
        start, end = section.span
        text_start, text_end = section.text_span
        assert not text[pos:start].strip()
        assert pos <= start <= text_start <= text_end <= end
        assert text[text_start:text_end] == section.text == section.text.strip()
        assert text[start:end] == text[start:end].strip() != ""
        pos = end
    assert not text[pos:].strip()


def assert_results_slice(text: str, results: tuple[NumericResult, ...]) -> None:
    """Results stand in the order of the text, each within its sentence, with values that are numbers."""
    pos = 0
    for result in results:
        start, end = result.span
        assert text[start:end] == result.text != ""
        assert pos <= start
        assert result.sentence_span.start <= start <= end <= result.sentence_span.end <= len(text)
        assert result.value.is_finite()
        pos = start


# Checking.


def codes(text: str) -> Counter[str]:
    """The codes of what `check` finds, with how often it does."""
    return Counter(found.code for found in digestkit.check(text))


def kept(text: str) -> list[tuple[object, ...]]:
    """What no repair may change."""
    return [
        (digest.date, paper.arxiv_id, paper.title, tuple(paper.authors), squash(paper.summary.text))
        for digest in digestkit.parse_many(text)
        for paper in digest.papers
    ]


def findings_stand_in_the_text(text: str) -> None:
    """Every finding and every edit of its fix stands in the text; what parsing reports is among the findings."""
    found = digestkit.check(text, unsafe_fixes=True)
    for diagnostic in found:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
        for edit in diagnostic.fix or ():
            assert 0 <= edit.span.start <= edit.span.end <= len(text)
    parsed = Counter(each.code for digest in digestkit.parse_many(text) for each in digest.diagnostics)
    assert parsed <= Counter(each.code for each in found)


def fix_keeps_its_promises(text: str) -> None:
    """Repairs keep every paper, add no finding, leave nothing to repair, and change nothing when made again."""
    fixed = digestkit.fix(text)
    assert digestkit.fix(fixed) == fixed
    assert kept(fixed) == kept(text)
    mended = Counter(found.code for found in digestkit.check(text) if found.fix)
    assert codes(fixed) <= codes(text) - mended
    assert not [found for found in digestkit.check(fixed) if found.fix]


# Formats.


def json_is_read_or_refused(text: str) -> None:
    """A text is JSON of digests, which stay the same when they are written and read, or a `DigestError`."""
    try:
        digests = digestkit.from_json(text)
        again = digestkit.to_json(digests)
    except DigestError as error:
        assert str(error)
        return
    assert digestkit.from_json(again) == digests


def csv_is_read_or_refused(text: str) -> None:
    """The same for CSV."""
    try:
        digests = digestkit.from_csv(text)
    except DigestError as error:
        assert str(error)
        return
    assert digestkit.from_csv(digestkit.to_csv(digests)) == digests
    digestkit.results_to_csv(digests)


def bibtex_is_read_or_refused(text: str) -> None:
    """A text is BibTeX of papers that can be written again, or a `DigestError`."""
    try:
        papers = digestkit.from_bibtex(text)
    except DigestError as error:
        assert str(error)
        return
    for paper in papers:
        bibtex_parses_back(paper)


def bibtex_parses_back(paper: Paper, **options: object) -> None:
    """An entry is read as the normal form of its paper; whatever the options, the text is one entry."""
    written = digestkit.to_bibtex(paper, on_loss=lambda _: None)
    assert digestkit.from_bibtex(written) == (normalise(paper),)
    if options:
        given: EntryOptions = {"on_loss": lambda _: None, **options}  # type: ignore[typeddict-item]
        assert len(digestkit.from_bibtex(digestkit.to_bibtex(paper, **given))) == 1


# Catalogues.


def catalogues_are_read_or_refused(content: bytes) -> None:
    """Bytes are a catalogue of some format, whose records complete papers, or a `DigestError`."""
    name = format_of(content)
    if name is None or name == "index":
        return
    module = import_module(f"digestkit.metadata.{name}")
    refused: list[DigestError] = []
    records = []
    try:
        records.extend(module.read(io.BytesIO(content), source="a", on_error=refused.append))
    except DigestError as error:
        refused.append(error)
    assert all(str(error).startswith("a") for error in refused)
    for record in records:
        completed = digestkit.with_metadata(Paper(title="Maps", arxiv_id=record.arxiv_id), [record])
        assert completed.arxiv_id == record.arxiv_id
