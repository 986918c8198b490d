"""What a catalogue says of one paper."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - attrs keeps the annotations for those who resolve them
import re
from typing import TYPE_CHECKING, Final

import attrs

from digestkit._fields import (
    all_of,
    is_flag,
    is_optional_date,
    is_optional_text,
    is_text,
    line,
    one_line,
    optional_line,
    pairs_of_names,
)
from digestkit.formats.dois import plain_doi
from digestkit.identifiers import ArxivId

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Record", "merged"]

_DOI_GAP: Final = re.compile(r"doi:\s?", re.IGNORECASE)  # DOI: 10.5555/9
_ARXIV_DOI: Final = "10.48550/"


def _names(values: Iterable[str]) -> tuple[str, ...]:
    """Names on one line each; a lone mark (arXiv keeps the colon of "The Delta Team:" as an author) is none."""
    lines = map(one_line, all_of(str, "authors", values))
    return tuple(name for name in lines if any(map(str.isalnum, name)))


def _categories(values: Iterable[str]) -> tuple[str, ...]:
    return all_of(str, "categories", values)


def _accounts(values: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    pairs = all_of(tuple, "accounts", values)
    for pair in pairs:
        if len(pair) != 2 or not all(isinstance(part, str) for part in pair):  # noqa: PLR2004
            raise TypeError(f"accounts takes (account, name) pairs of text, not {pair!r}")
    return tuple(dict.fromkeys(pairs))


def _doi(value: str | None) -> object:
    """A publisher's DOI without address: the first of several that is not the one that arXiv gives every paper."""
    if not isinstance(value, str):
        return value
    several = map(plain_doi, _DOI_GAP.sub("doi:", value).split())
    return next((doi for doi in several if doi and not doi.lower().startswith(_ARXIV_DOI)), None)


@attrs.frozen(kw_only=True)
class Record:
    """A paper in a catalogue; its fields are those of `Paper` and `Metadata`, but that `authors` are names alone.

    `authors` is the byline in its order, the whole of it unless `authors_complete` is False. `accounts` are pairs of
    a Hugging Face account and the name in the byline that it was claimed for. `family_names` are those of `Metadata`.

    >>> record = Record(arxiv_id=ArxivId("2403.90001"), authors=("Ida Holm", ":"), doi="https://doi.org/10.5555/R.9")
    >>> record.authors, record.doi
    (('Ida Holm',), '10.5555/R.9')
    """

    arxiv_id: ArxivId = attrs.field(validator=attrs.validators.instance_of(ArxivId))
    title: str = attrs.field(default="", converter=line, validator=is_text)
    authors: tuple[str, ...] = attrs.field(default=(), converter=_names)
    authors_complete: bool = attrs.field(default=True, validator=is_flag)
    primary_class: str | None = attrs.field(default=None, converter=optional_line, validator=is_optional_text)
    categories: tuple[str, ...] = attrs.field(default=(), converter=_categories)
    published: dt.date | None = attrs.field(default=None, validator=is_optional_date)
    updated: dt.date | None = attrs.field(default=None, validator=is_optional_date)
    doi: str | None = attrs.field(default=None, converter=_doi, validator=is_optional_text)
    journal_reference: str | None = attrs.field(default=None, converter=optional_line, validator=is_optional_text)
    comment: str | None = attrs.field(default=None, converter=optional_line, validator=is_optional_text)
    accounts: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_accounts)
    family_names: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=pairs_of_names)

    @property
    def number(self) -> str:
        """The arXiv number, by which papers are found."""
        return self.arxiv_id.number


_FILLED: Final = (
    "title",
    "primary_class",
    "categories",
    "published",
    "updated",
    "doi",
    "journal_reference",
    "comment",
)


def merged(first: Record, second: Record) -> Record:
    """Two records of one paper as one: what the first leaves open is taken from the second.

    A whole byline comes before a cut one, and the accounts of both are kept.

    >>> number = ArxivId("2403.90001")
    >>> merged(Record(arxiv_id=number, title="Maps"), Record(arxiv_id=number, title="Charts", doi="10.5555/9")).doi
    '10.5555/9'
    """
    fields = {name: getattr(first, name) or getattr(second, name) for name in _FILLED}
    whole = next((record for record in (first, second) if record.authors and record.authors_complete), None)
    byline = whole or (first if first.authors else second)
    return attrs.evolve(
        first,
        **fields,
        authors=byline.authors,
        authors_complete=byline.authors_complete,
        accounts=(*first.accounts, *second.accounts),
        family_names=[pair for pair in (*first.family_names, *second.family_names) if pair[0] in byline.authors],
    )
