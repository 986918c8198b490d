"""Digests as JSON and as JSON Lines, and back: `{"schema": 1, "digests": [...]}`.

The layout stands in `digests.schema.json` beside this file; the three record classes below are its upper
levels. Writing adds what digestkit derives (first author, sections, results), for readers in other languages.
Reading checks those parts like all others, drops them, and leaves it to the models to derive them again.

Reading is strict: no value is coerced, and the first fault is a `DigestError` with its path. What has a
default in the models may be left out, except `title` and `papers`. Keys that are not known are passed over, so that
files of a later minor version can be read.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - cattrs resolves the annotations at run time
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import attrs
from cattrs import BaseValidationError, Converter

from digestkit.errors import DigestError
from digestkit.formats._json_strict import MismatchError, first_fault, strict_converter
from digestkit.formats._json_text import ADVICE, documents, object_text, shown
from digestkit.identifiers import ArxivId
from digestkit.models import (
    Author,
    AuthorCells,
    AuthorOrder,
    Diagnostic,
    Digest,
    Link,
    Metadata,
    NumericResult,
    Paper,
    Section,
    SectionKind,
    Span,
    Summary,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

__all__ = ["read", "schema", "write", "write_ndjson"]

_SCHEMA: Final = 1


def write(digests: Iterable[Digest], file: TextIO, *, indent: int | None = None) -> None:
    """Write digests as one JSON document, holding one of them in memory at a time.

    Without `indent` each digest stands on a line of its own; with it, each key does. The text can always be
    encoded as UTF-8: halves of surrogate pairs are written as escapes.

    >>> import io
    >>> file = io.StringIO()
    >>> write([Digest(date=dt.date(2024, 3, 11), source="a.md")], file)
    >>> print(file.getvalue(), end="")  # doctest: +ELLIPSIS
    {"schema": 1, "digests": [
    {"date": "2024-03-11", "source": "a.md", "author_cells": "reversed", "papers": [], ...}
    ]}

    Raises `DigestError` for a digest with both halves of a surrogate pair as two characters, which JSON cannot
    tell from the one character they make.
    """
    head, before, tail = _frame(indent)
    file.write(head)
    for number, digest in enumerate(digests):
        text = object_text(_converter().unstructure(digest), indent)
        file.write(("," if number else "") + before + text.replace("\n", before))
    file.write(tail)


def write_ndjson(digests: Iterable[Digest], file: TextIO) -> None:
    """Write digests as JSON Lines: a line for each, which is a whole document of one digest.

    Where there is no digest, one line says so. Raises as `write` does.
    """
    empty = True
    for digest in digests:
        empty = False
        file.write(object_text({"schema": _SCHEMA, "digests": [_converter().unstructure(digest)]}, None) + "\n")
    if empty:
        file.write(object_text({"schema": _SCHEMA, "digests": []}, None) + "\n")


def read(text: str) -> tuple[Digest, ...]:
    r"""The digests of a JSON document, or of several, each beginning on a line of its own (JSON Lines).

    >>> read('{"schema": 1, "digests": [{"papers": [{"title": "Maps of Rivers"}]}]}')[0].papers[0].title
    'Maps of Rivers'
    >>> read('{"schema": 1, "digests": [{"papers": [{"title": 5}]}]}')  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    digestkit.errors.DigestError: $.digests[0].papers[0].title: found 5, expected text; mend the file ...

    Raises `DigestError` for text that is not JSON, with line and column, and for a document that is not laid
    out as `schema()` says, with the path of the first fault; `TypeError` for what is not text.
    """
    if not isinstance(text, str):
        raise TypeError(f"reading JSON takes text, not {type(text).__name__}; decode bytes as UTF-8 first")
    found = documents(text.removeprefix("\ufeff"))
    return tuple(digest for place, document in found for digest in _digests(place, document))


def schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of what `write` writes; of `write_ndjson`, that of each line."""
    loaded: dict[str, object] = json.loads(
        files("digestkit.formats").joinpath("digests.schema.json").read_text(encoding="utf-8")
    )
    return loaded


# The layout, where it differs from the models.


@attrs.frozen(kw_only=True)
class _SummaryRecord:
    """A summary with what is derived from it. `title` is there only where it is not the paper's."""

    text: str
    title: str | None = None
    sections: tuple[Section, ...] = ()
    results: tuple[NumericResult, ...] = ()
    is_complete: bool = False
    missing: tuple[SectionKind, ...] = ()


@attrs.frozen(kw_only=True)
class _PaperRecord:
    """A paper with its identifier in two parts, and with what is derived."""

    arxiv_id: ArxivId | None = None
    arxiv_version: int | None = None
    title: str
    authors: tuple[Author, ...] = ()
    author_order: AuthorOrder = AuthorOrder.BYLINE
    authors_complete: bool | None = True
    first_author: str | None = None
    links: tuple[Link, ...] = ()
    categories: tuple[str, ...] = ()
    summary: _SummaryRecord = _SummaryRecord(text="")
    extra: tuple[tuple[str, str], ...] = ()
    metadata: Metadata | None = None
    span: Span | None = None
    title_span: Span | None = None
    authors_span: Span | None = None
    summary_span: Span | None = None
    summary_escapes: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class _DigestRecord:
    """A digest, whose papers cannot be left out."""

    date: dt.date | None = None
    source: str | None = None
    author_cells: AuthorCells = AuthorCells.REVERSED
    papers: tuple[Paper, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


_DIGEST_FIELDS: Final = tuple(field.name for field in attrs.fields(_DigestRecord))
_PAPER_FIELDS: Final = tuple(field.name for field in attrs.fields(Paper) if field.name not in {"arxiv_id", "summary"})


def _digest_record(digest: Digest) -> _DigestRecord:
    return _DigestRecord(**{name: getattr(digest, name) for name in _DIGEST_FIELDS})


def _paper_record(paper: Paper) -> _PaperRecord:
    return _PaperRecord(
        arxiv_id=paper.arxiv_id,
        arxiv_version=paper.arxiv_id.version if paper.arxiv_id else None,
        first_author=paper.first_author.name if paper.first_author else None,
        summary=_summary_record(paper.summary),
        **{name: getattr(paper, name) for name in _PAPER_FIELDS},
    )


def _summary_record(summary: Summary) -> _SummaryRecord:
    return _SummaryRecord(
        text=summary.text,
        title=summary.title,
        sections=summary.sections,
        results=summary.results,
        is_complete=summary.is_complete,
        missing=summary.missing,
    )


def _digest(record: _DigestRecord) -> Digest:
    return Digest(**{name: getattr(record, name) for name in _DIGEST_FIELDS})


def _paper(record: _PaperRecord, *, summary_title: str | None) -> Paper:
    return Paper(
        arxiv_id=_identifier(record),
        summary=Summary(record.summary.text, summary_title),
        **{name: getattr(record, name) for name in _PAPER_FIELDS},
    )


def _identifier(record: _PaperRecord) -> ArxivId | None:
    version = record.arxiv_version
    if version is None:
        return record.arxiv_id
    if record.arxiv_id is None:
        raise MismatchError(version, "null, as there is no arxiv_id", at=".arxiv_version")
    if version < 1:
        raise MismatchError(version, "1 or more", at=".arxiv_version")
    return ArxivId(record.arxiv_id.number, version)


# Between the layout and JSON.


def _frame(indent: int | None) -> tuple[str, str, str]:
    """What stands before the first digest, what begins the line of each, and what ends the document."""
    if indent is None:
        return f'{{"schema": {_SCHEMA}, "digests": [', "\n", "\n]}\n"
    inner, innermost = ("\n" + " " * (indent * depth) for depth in (1, 2))
    return f'{{{inner}"schema": {_SCHEMA},{inner}"digests": [', innermost, f"{inner}]\n}}\n"


def _digests(place: str, document: object) -> tuple[Digest, ...]:
    """The digests of one document. `place` goes before the path in errors."""
    if not isinstance(document, dict) or not {"schema", "digests"} <= document.keys():
        raise DigestError(
            f"{place}$: found {shown(document)}, expected an object with the keys 'schema' and 'digests'{ADVICE}"
        )
    found = document["schema"]
    if type(found) is not int or found != _SCHEMA:
        raise DigestError(
            f"{place}$.schema: found {shown(found)}, expected {_SCHEMA}; "
            "a later digestkit may have written this: read it with that one, or write it again with this one"
        )
    try:
        return _converter().structure(document["digests"], tuple[Digest, ...])
    except (BaseValidationError, MismatchError) as error:
        raise DigestError(place + first_fault(error, "$.digests") + ADVICE) from None


@cache
def _converter() -> Converter:
    """Built at the first use, as it takes a while, and never changed after that."""
    converter = strict_converter()
    _register_digest(converter)
    _register_paper(converter)
    return converter


def _register_digest(converter: Converter) -> None:
    def members(digest: Digest) -> object:
        return converter.unstructure(_digest_record(digest))

    def digest(found: object, _: object) -> Digest:
        return _digest(converter.structure(found, _DigestRecord))

    converter.register_unstructure_hook(Digest, members)
    converter.register_structure_hook(Digest, digest)


def _register_paper(converter: Converter) -> None:
    def members(paper: Paper) -> object:
        written: dict[str, Any] = converter.unstructure(_paper_record(paper))
        if paper.summary.title == paper.title:
            del written["summary"]["title"]
        if paper.metadata is None:
            del written["metadata"]  # most papers have none, and files of them stay as they were
        return written

    def paper(found: Any, _: object) -> Paper:  # noqa: ANN401 - its parts are told apart by the record
        record = converter.structure(found, _PaperRecord)
        return _paper(record, summary_title=found.get("summary", {}).get("title", record.title))

    converter.register_unstructure_hook(Paper, members)
    converter.register_structure_hook(Paper, paper)
