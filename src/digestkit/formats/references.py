"""What the formats for reference managers share: which papers, and what finds and dates each."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final, Literal

from digestkit.formats.bylines import listed_names
from digestkit.formats.citation_keys import Dated
from digestkit.identifiers import ArxivId
from digestkit.models import AuthorOrder, Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digestkit.models import Digest, Paper

__all__ = [
    "UNCERTAIN_ORDER",
    "Remarks",
    "catalogued",
    "newest_papers",
    "primary_category",
    "reference_doi",
    "reference_url",
    "remarks_on",
    "verbatim",
]

Remarks = Literal["comment", "keep", "omit"]
UNCERTAIN_ORDER: Final = "The order of the authors is uncertain."
_MAY_BE_CUT: Final = "There may be more authors."

# A category of arXiv: cs.CL, hep-th; nothing else is a primary class.
_CATEGORY: Final = re.compile(
    r"""
    (?: astro-ph | cond-mat | nlin | physics | cs | econ | eess | math | q-bio | q-fin | stat ) \. [A-Za-z-]{2,17}
  | astro-ph | cond-mat | gr-qc | hep-(?: ex | lat | ph | th ) | math-ph | nucl-(?: ex | th ) | quant-ph
    """,
    re.VERBOSE,
)
_UNSAFE_IN_FIELD: Final = re.compile(r"[\s{}\\\x00-\x1f\x7f]")
_UNSAFE_IN_URL: Final = re.compile(r"[\s{}\\\"<>\x00-\x1f\x7f]")
# What a reader may make a link of: `javascript:`, `data:` and `file:` run or open something, a bare path finds nothing.
_WEB_ADDRESS: Final = re.compile(r"https?://[^/\s]", re.IGNORECASE)


def newest_papers(digests: Iterable[Digest]) -> list[Dated]:
    """Each paper once, where it first stands, as its newest digest has it.

    Of two of one day the one whose first author is known, then the one that names more, whichever digest comes first.
    """
    found: dict[tuple[str, ...], tuple[dt.date, Dated]] = {}  # by identity
    for digest in digests:
        day = digest.date or dt.date.min
        for paper in digest.papers:
            identity = _identity(paper)
            if identity not in found or _is_better(paper, day, *found[identity]):
                found[identity] = day, _dated(paper, digest.date)
    return [dated for _, dated in found.values()]


def _is_better(paper: Paper, day: dt.date, other_day: dt.date, other: Dated) -> bool:
    if day != other_day:
        return day > other_day
    return paper != other.paper and _merit(paper) > _merit(other.paper)


def _merit(paper: Paper) -> tuple[bool, bool, int, str]:
    """What a paper says of its authors, the more the higher; last its content, for an order that is always the same."""
    is_known = bool(paper.authors) and paper.author_order is AuthorOrder.BYLINE
    return is_known, paper.authors_complete is True, len(paper.authors), repr(paper)


def _identity(paper: Paper) -> tuple[str, ...]:
    """What two rows of one paper share: the arXiv number, else title and first author."""
    if paper.arxiv_id is not None:
        return (paper.arxiv_id.number,)
    first = paper.first_author
    return (paper.title.casefold(), first.name.casefold() if first else "")


def _dated(paper: Paper, day: dt.date | None) -> Dated:
    """A paper with the month of its first version: as a catalogue has it, as its number says, or its digest's."""
    published = catalogued(paper).published
    if published is not None:
        return Dated(paper, published.year, published.month)
    if paper.arxiv_id is not None:
        return Dated(paper, paper.arxiv_id.year, paper.arxiv_id.month)
    return Dated(paper, day.year, day.month) if day else Dated(paper, None, None)


def catalogued(paper: Paper) -> Metadata:
    """What a catalogue says of a paper; where it says nothing, all of it is None."""
    return paper.metadata or Metadata()


def primary_category(paper: Paper) -> str | None:
    """The primary class that a catalogue names, else the first category of a paper that is one of arXiv's."""
    named = (catalogued(paper).primary_class or "", *paper.categories)
    return next((category for category in named if _CATEGORY.fullmatch(category)), None)


def reference_doi(paper: Paper) -> str:
    """The publisher's DOI; empty where none is known, and where it is arXiv's."""
    doi = catalogued(paper).doi or ""
    return "" if _is_arxiv(doi) else doi


def verbatim(text: str) -> str:
    """Text for a field that is not read as TeX; what would end it is percent-encoded.

    >>> verbatim("10.5555/1:1<90::aid_9>3.0{co}")
    '10.5555/1:1<90::aid_9>3.0%7Bco%7D'
    """
    return _UNSAFE_IN_FIELD.sub(_percent_encoded, text)


def _is_arxiv(doi: str) -> bool:
    try:
        ArxivId.parse(doi)
    except ValueError:
        return False
    return True


def reference_url(paper: Paper) -> str:
    """The first address of a paper on the web (http, https), what would end the field percent-encoded; or nothing.

    >>> from digestkit.models import Link, Paper
    >>> reference_url(Paper(links=(Link(url="javascript:alert(1)"), Link(url="https://moss.example/{1}"))))
    'https://moss.example/%7B1%7D'
    """
    url = next((url for link in paper.links if _WEB_ADDRESS.match(url := link.url.strip())), "")
    return _UNSAFE_IN_URL.sub(_percent_encoded, url)


def _percent_encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode(errors="replace"))


def remarks_on(paper: Paper, uncertain: Remarks) -> list[str]:
    """What the formats without a word for it say in a note: of the names, and the journal reference."""
    remarks = [catalogued(paper).journal_reference or ""]
    is_uncertain = paper.author_order is AuthorOrder.UNCERTAIN and bool(paper.authors)
    if is_uncertain and uncertain == "comment":
        remarks.append(UNCERTAIN_ORDER)
    names, is_cut = listed_names(paper)
    if names and is_cut and not (is_uncertain and uncertain == "omit"):
        remarks.append(_MAY_BE_CUT)
    return list(filter(None, remarks))
