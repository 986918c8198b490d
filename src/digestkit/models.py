"""The values digestkit reads and writes: frozen, slotted, hashable, equal by value.

Spans are half-open and count code points. Spans of a `Digest`'s parts count in the text that was parsed,
spans of sections and results in `Summary.text`; `Digest.locate` turns the second into the first.
Where a value came from (spans, source, diagnostics) is no part of its equality.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from itertools import takewhile
from types import NoneType

import attrs

from digestkit._enums import (
    NUMERALS,
    AuthorCells,
    AuthorOrder,
    Comparator,
    Direction,
    ResultKind,
    Role,
    SectionKind,
    Severity,
)
from digestkit._fields import (
    all_of,
    is_flag,
    is_optional_date,
    is_optional_text,
    is_text,
    line,
    one_line,
    optional_line,
    pairs_of_accounts,
    pairs_of_names,
    pairs_of_texts,
    texts,
)
from digestkit.identifiers import ArxivId

__all__ = [
    "Author",
    "AuthorCells",
    "AuthorOrder",
    "Comparator",
    "Diagnostic",
    "Digest",
    "Direction",
    "Edit",
    "Link",
    "Metadata",
    "NumericResult",
    "Paper",
    "ResultKind",
    "Role",
    "Section",
    "SectionKind",
    "Severity",
    "Span",
    "Summary",
    "one_line",
]


def _check_span(instance: Span, attribute: attrs.Attribute[int], end: int) -> None:  # noqa: ARG001
    if type(instance.start) is not int or type(end) is not int:
        raise TypeError(f"a span is made of two whole numbers, not {instance}")
    if not 0 <= instance.start <= end:
        raise ValueError(f"a span begins at 0 or later and does not end before it begins, not {instance}")


@attrs.frozen(order=True)
class Span:
    """A half-open range of code points; unpacks as a pair.

    >>> start, end = Span(3, 8)
    >>> "a digest of papers"[start:end]
    'igest'
    """

    start: int
    end: int = attrs.field(validator=_check_span)

    def __iter__(self) -> Iterator[int]:
        yield self.start
        yield self.end

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        # An empty cell has a place too: `if paper.summary_span` asks whether there is one.
        return True


_optional_span = attrs.validators.instance_of((Span, NoneType))


def _check_name(instance: Author, attribute: attrs.Attribute[str], value: str) -> None:
    if not isinstance(value, str) or not value:
        is_text(instance, attribute, value)
        raise ValueError("an author's name cannot be empty; leave the author out instead")


@attrs.frozen
class Author:
    """A name of a byline on one line, or a Hugging Face account (`is_handle`) that stands for one."""

    name: str = attrs.field(converter=line, validator=_check_name)
    is_handle: bool = attrs.field(default=False, validator=is_flag)


@attrs.frozen
class Link:
    """A link of a row: its text, its target as written, and the header of the column it stood in."""

    label: str = attrs.field(default="", converter=line, validator=is_text)
    url: str = attrs.field(default="", validator=is_text)
    column: str = attrs.field(default="", validator=is_text)


@attrs.frozen(kw_only=True)
class Section:
    """A piece of a summary. `text` is without `mark` ("iv)") and `label` ("Primary results").

    `span` reaches from the mark to the end of the piece, `text_span` covers `text`; both count in `Summary.text`.
    `inferred` says that the kind rests on the meaning of the words, not on a mark or label.
    """

    kind: SectionKind
    text: str
    text_span: Span
    label: str | None = None
    mark: str | None = None
    inferred: bool = False
    span: Span


@attrs.frozen(kw_only=True)
class NumericResult:
    """A number that a summary states, with what it measures.

    `value` has the digits as printed, after scale words ("2 million" is 2000000); `upper` ends a range,
    `uncertainty` is what stands behind ±. `span` and `sentence_span` count in `Summary.text`.
    """

    text: str
    span: Span
    sentence_span: Span
    section: SectionKind
    value: Decimal
    upper: Decimal | None = None
    uncertainty: Decimal | None = None
    unit: str | None = None
    comparator: Comparator = Comparator.EQUAL
    kind: ResultKind = ResultKind.SCORE
    direction: Direction | None = None
    metric: str | None = None
    benchmark: str | None = None
    subject: str | None = None
    role: Role | None = None
    baseline: str | None = None


@attrs.frozen
class Summary:
    """The text of a summary cell; its sections and results are derived on first use and kept.

    `title` is the paper's: it helps to name the system, and is no part of equality.

    >>> summary = Summary("i) A map of rivers. iv) Recall is 71.5%.")
    >>> summary.section("results").text
    'Recall is 71.5%.'
    """

    text: str = attrs.field(default="", validator=is_text)
    title: str | None = attrs.field(default=None, eq=False, validator=is_optional_text)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The pieces of the text in order; they tile it but for white space."""
        from digestkit.parsing.sections import split_sections

        return split_sections(self.text)

    @cached_property
    def results(self) -> tuple[NumericResult, ...]:
        """Every number that states an outcome or an amount, in the order of the text."""
        from digestkit.results import find_results

        return find_results(self)

    @property
    def outcomes(self) -> tuple[NumericResult, ...]:
        """The results that are measured outcomes: all but the counts."""
        return tuple(result for result in self.results if result.kind is not ResultKind.COUNT)

    @property
    def missing(self) -> tuple[SectionKind, ...]:
        """Those of the five numbered kinds that no section has, in their order."""
        there = {section.kind for section in self.sections}
        return tuple(kind for kind in NUMERALS if kind not in there)

    @property
    def is_complete(self) -> bool:
        """Whether all five numbered kinds are there."""
        return not self.missing

    def section(self, kind: SectionKind | str) -> Section | None:
        """The first section of a kind, or None. Raises `ValueError` for a word that is no kind."""
        return next(iter(self.sections_of(kind)), None)

    def sections_of(self, kind: SectionKind | str) -> tuple[Section, ...]:
        """All sections of a kind. Raises `ValueError` for a word that is no kind."""
        wanted = SectionKind(kind)
        return tuple(section for section in self.sections if section.kind is wanted)


def _authors(values: Iterable[Author]) -> tuple[Author, ...]:
    return all_of(Author, "authors", values)


def _links(values: Iterable[Link]) -> tuple[Link, ...]:
    return all_of(Link, "links", values)


def _papers(values: Iterable[Paper]) -> tuple[Paper, ...]:
    return all_of(Paper, "papers", values)


def _diagnostics(values: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return all_of(Diagnostic, "diagnostics", values)


@attrs.frozen(kw_only=True)
class Metadata:
    """What a catalogue says of a paper beside title and byline; `digestkit.with_metadata` fills it in.

    `primary_class` and `categories` are arXiv's (`Paper.categories` is the digest's own column), `published` is the
    day of the first version, `updated` that of the newest. `doi` is the publisher's, without address; `comment` is
    the authors' own ("12 pages, 4 figures"). `accounts` are the Hugging Face accounts that stood among the digest's
    authors, each with the name of the byline that it stands for, or None where that is not certain. `family_names` are
    pairs of a name of the byline and the end of it that is the family name (the whole where it has none, as a group),
    for those names that are not read so anyhow: "Ida Holm Lund" and "Holm Lund".

    >>> Metadata(primary_class="cs.CL", published=dt.date(2024, 3, 8), accounts=[("moss99", "Ida Holm")]).accounts
    (('moss99', 'Ida Holm'),)
    """

    primary_class: str | None = attrs.field(default=None, converter=optional_line, validator=is_optional_text)
    categories: tuple[str, ...] = attrs.field(default=(), converter=texts)
    published: dt.date | None = attrs.field(default=None, validator=is_optional_date)
    updated: dt.date | None = attrs.field(default=None, validator=is_optional_date)
    doi: str | None = attrs.field(default=None, converter=optional_line, validator=is_optional_text)
    journal_reference: str | None = attrs.field(default=None, converter=optional_line, validator=is_optional_text)
    comment: str | None = attrs.field(default=None, converter=optional_line, validator=is_optional_text)
    accounts: tuple[tuple[str, str | None], ...] = attrs.field(default=(), converter=pairs_of_accounts)
    family_names: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=pairs_of_names)


_NO_METADATA = Metadata()


def _metadata(value: Metadata | None) -> Metadata | None:
    # One way to say that nothing is known, so that equal papers are equal and formats need not tell two apart.
    return None if value == _NO_METADATA else value


def _summary(value: object) -> object:
    return Summary(value) if isinstance(value, str) else value


@attrs.frozen(kw_only=True)
class Paper:
    r"""One row of a digest.

    `authors` begins with the first author. With `author_order` `uncertain` some entries are Hugging Face handles,
    whose places in the byline no digest tells. `authors_complete` is None where the list may have been cut.
    `extra` holds the cells of columns digestkit does not know, as (header, text).
    `metadata` is what a catalogue adds, and None where it adds nothing.
    `summary_escapes` are the places in `summary.text` of bars that the document writes as `\\|`.

    A paper built by hand has its byline in order and complete unless it says otherwise:

    >>> paper = Paper(title="Maps of Rivers", authors=(Author("Ida Holm"), Author("Li Wen")))
    >>> paper.first_author.name
    'Ida Holm'
    """

    title: str = attrs.field(default="", converter=line, validator=is_text)
    authors: tuple[Author, ...] = attrs.field(default=(), converter=_authors)
    author_order: AuthorOrder = attrs.field(default=AuthorOrder.BYLINE, converter=AuthorOrder)
    authors_complete: bool | None = attrs.field(default=True, validator=attrs.validators.instance_of((bool, NoneType)))
    arxiv_id: ArxivId | None = attrs.field(default=None, validator=attrs.validators.instance_of((ArxivId, NoneType)))
    links: tuple[Link, ...] = attrs.field(default=(), converter=_links)
    categories: tuple[str, ...] = attrs.field(default=(), converter=texts)
    summary: Summary = attrs.field(factory=Summary, converter=_summary, validator=attrs.validators.instance_of(Summary))
    extra: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=pairs_of_texts)
    metadata: Metadata | None = attrs.field(
        default=None, converter=_metadata, validator=attrs.validators.optional(attrs.validators.instance_of(Metadata))
    )
    span: Span | None = attrs.field(default=None, eq=False, repr=False, validator=_optional_span)
    title_span: Span | None = attrs.field(default=None, eq=False, repr=False, validator=_optional_span)
    authors_span: Span | None = attrs.field(default=None, eq=False, repr=False, validator=_optional_span)
    summary_span: Span | None = attrs.field(default=None, eq=False, repr=False, validator=_optional_span)
    summary_escapes: tuple[int, ...] = attrs.field(default=(), eq=False, repr=False)

    @property
    def first_author(self) -> Author | None:
        """The byline's first author, or None where the row does not tell.

        A cell of handles alone that was not cut lists them in byline order, unless one account stands for two
        people (75 of 75 such cells checked against their bylines).
        """
        if not self.authors:
            return None
        if self.author_order is AuthorOrder.BYLINE or len(self.authors) == 1:
            return self.authors[0]
        told_apart = len(set(self.authors)) == len(self.authors)
        if self.authors_complete and told_apart and all(author.is_handle for author in self.authors):
            return self.authors[0]
        return None

    def extra_value(self, name: str) -> str | None:
        """The cell of the first further column of that name (letter case aside), or None."""
        wanted = name.casefold()
        return next((text for header, text in self.extra if header.casefold() == wanted), None)


@attrs.frozen(kw_only=True)
class Edit:
    """Replace what stands at `span` of the document by `text`."""

    span: Span
    text: str


@attrs.frozen(kw_only=True)
class Diagnostic:
    """Something odd in a digest, and where: `line` and `column` count from 1, columns in characters.

    Both are 0 for what only a catalogue shows (`digestkit.with_metadata`), where the text is not at hand.

    `code` never changes its meaning; `name` is the same in words. `fix` mends it, where that is safe.
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    line: int
    column: int
    fix: tuple[Edit, ...] | None = None


@attrs.frozen(kw_only=True)
class Digest:
    """The papers of one day. `date` is None where no heading names a day that exists."""

    date: dt.date | None = attrs.field(default=None, validator=is_optional_date)
    papers: tuple[Paper, ...] = attrs.field(default=(), converter=_papers)
    author_cells: AuthorCells = attrs.field(default=AuthorCells.REVERSED, converter=AuthorCells)
    source: str | None = attrs.field(default=None, eq=False, validator=is_optional_text)
    diagnostics: tuple[Diagnostic, ...] = attrs.field(default=(), converter=_diagnostics, eq=False, repr=False)

    def locate(self, paper: Paper, span: Span) -> Span:
        """Where a span of `paper.summary.text` stands in the document.

        Raises `ValueError` for a paper of another digest, one that was not read from a document, or a span that
        reaches past the summary.
        """
        if paper not in self.papers:
            raise ValueError(f"{paper.title!r} is no paper of this digest")
        if paper.summary_span is None:
            raise ValueError(f"{paper.title!r} was not read from a document, so its summary has no place there")
        start, end = span
        if end > len(paper.summary.text):
            raise ValueError(f"{span} reaches past the summary, which has {len(paper.summary.text)} characters")
        begin = paper.summary_span.start
        return Span(begin + start + _count_before(paper, start), begin + end + _count_before(paper, end))


def _count_before(paper: Paper, offset: int) -> int:
    """How many escapes stand before an offset of the summary."""
    return sum(1 for _ in takewhile(lambda escape: escape < offset, paper.summary_escapes))
