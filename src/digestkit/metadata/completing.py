"""Papers of digests completed from catalogues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

import attrs

from digestkit.diagnostics import Oddity
from digestkit.formats.bylines import Named, bylined
from digestkit.formats.decoding import decoded
from digestkit.formats.same_titles import is_same_title
from digestkit.formats.words import title_words, words
from digestkit.metadata._initials import fuller, same_names
from digestkit.metadata.accounts import Match, matched, name_key
from digestkit.metadata.record import Record, merged
from digestkit.models import Author, AuthorOrder, Diagnostic, Digest, Metadata, Paper, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


__all__ = ["by_number", "with_metadata"]

_Each = TypeVar("_Each", bound=Digest | Paper)
_LIKE: Final = 0.5  # of the words of two titles, shared: a title that was revised, not another one
_SHOWN: Final = 100  # characters of a title in a message


@overload
def with_metadata(
    x: _Each,
    records: Iterable[Record] | Mapping[str, Record],
    *,
    on_diagnostic: Callable[[Diagnostic], object] | None = None,
) -> _Each: ...


@overload
def with_metadata(  # type: ignore[overload-overlap]  # a list is an iterable too; the first that fits counts
    x: list[_Each],
    records: Iterable[Record] | Mapping[str, Record],
    *,
    on_diagnostic: Callable[[Diagnostic], object] | None = None,
) -> list[_Each]: ...


@overload
def with_metadata(  # type: ignore[overload-overlap]  # likewise
    x: tuple[_Each, ...],
    records: Iterable[Record] | Mapping[str, Record],
    *,
    on_diagnostic: Callable[[Diagnostic], object] | None = None,
) -> tuple[_Each, ...]: ...


@overload
def with_metadata(
    x: Iterable[_Each],
    records: Iterable[Record] | Mapping[str, Record],
    *,
    on_diagnostic: Callable[[Diagnostic], object] | None = None,
) -> Iterator[_Each]: ...


def with_metadata(
    x: Digest | Paper | Iterable[Digest | Paper],
    records: Iterable[Record] | Mapping[str, Record],
    *,
    on_diagnostic: Callable[[Diagnostic], object] | None = None,
) -> Digest | Paper | Iterable[Digest | Paper]:
    """Complete papers from the records of their arXiv numbers.

    `x` is a Digest, a Paper, or an iterable of either, and so is what is returned: of a list a list, of a tuple a
    tuple, of any other iterable an iterator that completes one after the other. `records` is an iterable of
    `digestkit.metadata.Record`, where several of one paper fill each other's gaps, or a mapping from arXiv numbers
    to records, as `digestkit.metadata.Index` is one; a generator with an index holds one digest in memory.

    A paper with a record gets

    - `authors`: the whole byline, with `author_order` `byline` and `authors_complete` True; a byline that the record
      itself has cut, or does not have, changes nothing;
    - `metadata`: class, categories, dates, DOI, journal reference, comment; the accounts that stood among the
      authors, each with its name where that is certain (`digestkit.metadata.accounts` says when); and family names,
      where the record tells those that nobody would guess.

    A name that the digest has in full ("Ida Holm"), and the record in short ("I. Holm"), stays in full.

    Its title and all else stay. Papers without a record stay as they are, and so does completing twice.

    What a record says otherwise becomes a diagnostic of the digest, and `on_diagnostic` is told of it (a Paper alone
    has no other place for it): a title that differs in more than case, TeX, tags and punctuation (DK701); names that
    are not in the byline, which is trusted all the same (DK702); accounts without a certain name (DK703). A record with
    another title and none of the names is taken for that of another paper, and not used (DK704). `line` and `column`
    of these are 0, as the text of the digest is not at hand.

    Raises `TypeError` for other arguments.

    >>> from digestkit.identifiers import ArxivId
    >>> number = ArxivId("2403.90001")
    >>> paper = Paper(title="Maps", authors=(Author("moss99", is_handle=True),), arxiv_id=number)
    >>> record = Record(arxiv_id=number, title="Maps", authors=("Ida Holm", "Li Wen"), accounts=(("moss99", "Li Wen"),))
    >>> completed = with_metadata(paper, [record])
    >>> [author.name for author in completed.authors], completed.metadata.accounts
    (['Ida Holm', 'Li Wen'], (('moss99', 'Li Wen'),))
    """
    if isinstance(x, (Digest, Paper)):
        return _Completion(_found(records, [x]), on_diagnostic).of(x)
    models = _iterable(x, "a Digest, a Paper, or an iterable of either")
    if not isinstance(models, (list, tuple)):
        return map(_Completion(_found(records, None), on_diagnostic).of, models)
    completed = map(_Completion(_found(records, models), on_diagnostic).of, models)
    return list(completed) if isinstance(models, list) else tuple(completed)


def _iterable(x: object, expected: str) -> Iterable[Any]:
    # Text is an iterable too, whose letters would only fail one by one.
    if isinstance(x, (str, bytes)) or not isinstance(x, Iterable):
        raise TypeError(f"found {type(x).__name__}, expected {expected}")
    return x


def _found(
    records: Iterable[Record] | Mapping[str, Record], wanted: Iterable[Digest | Paper] | None
) -> Mapping[str, Record]:
    """The records by number; of an iterable of them only those wanted are kept, where that is known."""
    if isinstance(records, Mapping):
        return records
    several = _iterable(records, "records, or a mapping from arXiv numbers to them")
    return by_number(several, None if wanted is None else _numbers(wanted))


def by_number(records: Iterable[Record], wanted: frozenset[str] | None = None) -> dict[str, Record]:
    """Records by their arXiv numbers, several of one paper merged; of the wanted numbers only, if any are given."""
    found: dict[str, Record] = {}
    for record in records:
        if not isinstance(record, Record):
            raise TypeError(f"records takes Record values, not {record!r}")
        if wanted is None or record.number in wanted:
            known = found.get(record.number)
            found[record.number] = merged(known, record) if known else record
    return found


def _numbers(models: Iterable[Digest | Paper]) -> frozenset[str]:
    papers = (paper for model in models for paper in (model.papers if isinstance(model, Digest) else (model,)))
    return frozenset(paper.arxiv_id.number for paper in papers if isinstance(paper, Paper) and paper.arxiv_id)


@attrs.frozen
class _Completion:
    """Completes one model after the other."""

    records: Mapping[str, Record]
    on_diagnostic: Callable[[Diagnostic], object] | None

    def of(self, model: Digest | Paper) -> Digest | Paper:
        if isinstance(model, Paper):
            return self._paper(model, [])
        if not isinstance(model, Digest):
            raise TypeError(f"found {type(model).__name__} in the iterable, expected a Digest or a Paper")
        found: list[Diagnostic] = []
        papers = [self._paper(paper, found) for paper in model.papers]
        new = [diagnostic for diagnostic in found if diagnostic not in model.diagnostics]
        return attrs.evolve(model, papers=papers, diagnostics=(*model.diagnostics, *new))

    def _paper(self, paper: Paper, found: list[Diagnostic]) -> Paper:
        record = self.records.get(paper.arxiv_id.number) if paper.arxiv_id else None
        if record is None:
            return paper
        completed, diagnostics = completed_paper(paper, record)
        found.extend(diagnostics)
        if self.on_diagnostic is not None:
            for diagnostic in diagnostics:
                self.on_diagnostic(diagnostic)
        return completed


def completed_paper(paper: Paper, record: Record) -> tuple[Paper, list[Diagnostic]]:
    """A paper completed from its record, and what the two say otherwise."""
    record = _in_full(paper, record)
    match = _match(paper, record)
    same_title = is_same_title(paper.title, record.title)
    if not same_title and not _is_revised(paper, record, match):
        return paper, [_another_paper(paper, record)]
    whole = bool(record.authors) and record.authors_complete
    findings = [] if same_title else [_other_title(paper, record)]
    accounts = paper.metadata.accounts if paper.metadata else ()
    if whole:
        findings += _on_authors(paper, match)
        accounts = match.accounts
    known = paper.metadata or Metadata()
    families = record.family_names if whole else known.family_names
    metadata = _metadata(known, record, accounts, families)
    if not whole:
        return attrs.evolve(paper, metadata=metadata), findings
    byline = tuple(map(Author, record.authors))
    completed = attrs.evolve(
        paper, authors=byline, author_order=AuthorOrder.BYLINE, authors_complete=True, metadata=metadata
    )
    return completed, findings


def _in_full(paper: Paper, record: Record) -> Record:
    """The record with the names that the digest, or the claim of an account, has in full and the record has not."""
    byline = list(record.authors)
    for names in (
        [author.name for author in paper.authors if not author.is_handle],
        [name for _, name in record.accounts],
    ):
        for name, at in same_names(names, byline).items():
            byline[at] = fuller(byline[at], name)
    if tuple(byline) == record.authors:
        return record
    families = dict(record.family_names)
    told = (Named(full, families.get(name, "")) for full, name in zip(byline, record.authors, strict=True))
    return attrs.evolve(record, **bylined(told))


def _match(paper: Paper, record: Record) -> Match:
    """The authors of the digest in the byline; a paper that was completed before keeps its accounts elsewhere."""
    known = paper.metadata.accounts if paper.metadata else ()
    here = {author.name for author in paper.authors if author.is_handle}
    before = [Author(account, is_handle=True) for account, _ in known if account not in here]
    placed = paper.author_order is AuthorOrder.UNCERTAIN and not before
    complete = paper.authors_complete is True
    authors = _in_its_form(paper.authors, record.authors)
    match = matched((*before, *authors), record.authors, record.accounts, complete=complete, placed=placed)
    if not known:
        return match
    # What was certain once stays so as long as the byline has the name: the cell that told it is gone.
    keys = set(map(name_key, record.authors))
    kept = {account: name for account, name in known if name and name_key(name) in keys}
    return Match(match.names, tuple((account, kept.get(account, name)) for account, name in match.accounts))


def _in_its_form(authors: Iterable[Author], byline: Sequence[str]) -> list[Author]:
    """The authors of a digest, by the names of the byline where these are the same in short or in full."""
    here = list(authors)
    places = same_names((author.name for author in here if not author.is_handle), byline)
    return [
        attrs.evolve(author, name=byline[places[author.name]])
        if author.name in places and not author.is_handle
        else author
        for author in here
    ]


def _metadata(
    known: Metadata,
    record: Record,
    accounts: tuple[tuple[str, str | None], ...],
    families: tuple[tuple[str, str], ...],
) -> Metadata:
    """What the record says, and what was known where it says nothing."""
    names = ("primary_class", "categories", "published", "updated", "doi", "journal_reference", "comment")
    fields = {name: getattr(record, name) or getattr(known, name) for name in names}
    return Metadata(**fields, accounts=accounts, family_names=families)


def _is_revised(paper: Paper, record: Record, match: Match) -> bool:
    """Is a record with another title one of the same paper: by a name or account, or by half of the words?"""
    names = sum(not author.is_handle for author in paper.authors)
    if len(match.names) < names or any(name for _, name in match.accounts):
        return True
    byline = set(map(_initialled, record.authors))
    if any(_initialled(name) in byline for name in match.names):
        return True
    here, there = set(title_words(paper.title)), set(title_words(record.title))
    return len(here & there) >= _LIKE * max(len(here), len(there))


def _initialled(name: str) -> tuple[str, ...]:
    """The initial of the first word and the last word, by which "I. Holm" is "Ida Holm"."""
    spelled = words(decoded(name))
    return (spelled[0][0], spelled[-1]) if spelled else (name,)


def _on_authors(paper: Paper, match: Match) -> list[Diagnostic]:
    found = []
    if match.names:
        names = ", ".join(match.names)
        found.append(_diagnostic(paper, Oddity.NOT_IN_BYLINE, f"the catalogue's byline does not have {names}"))
    open_accounts = [account for account, name in match.accounts if name is None]
    if open_accounts:
        accounts = ", ".join(open_accounts)
        found.append(_diagnostic(paper, Oddity.OPEN_ACCOUNTS, f"no name of the byline is certain for {accounts}"))
    return found


def _other_title(paper: Paper, record: Record) -> Diagnostic:
    message = f"the catalogue has the title {_short(record.title)} for {paper.arxiv_id}"
    return _diagnostic(paper, Oddity.OTHER_TITLE, message)


def _another_paper(paper: Paper, record: Record) -> Diagnostic:
    message = (
        f"the catalogue has {_short(record.title)} for {paper.arxiv_id}, by none of the digest's authors; "
        "it is not used, and the digest's identifier may be wrong"
    )
    return _diagnostic(paper, Oddity.ANOTHER_PAPER, message)


def _short(title: str) -> str:
    return repr(title if len(title) <= _SHOWN else f"{title[:_SHOWN]}…")


def _diagnostic(paper: Paper, oddity: Oddity, message: str) -> Diagnostic:
    code, name, severity = oddity.value
    on_authors = oddity in {Oddity.NOT_IN_BYLINE, Oddity.OPEN_ACCOUNTS}
    span = (paper.authors_span if on_authors else paper.title_span) or Span(0, 0)
    place = f"{_short(paper.title)}: "
    return Diagnostic(code=code, name=name, severity=severity, message=place + message, span=span, line=0, column=0)
