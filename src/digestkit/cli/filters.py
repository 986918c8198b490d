"""Which papers of which days are wanted."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from digestkit.models import Diagnostic, Digest, Paper

__all__ = ["Filters"]


_UNSPACED: Final = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _folded_names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_folded, names))


def _folded_titles(titles: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_folded, titles))


def _has_word(title: str, word: str) -> bool:
    """Whether a word of the title begins so: "map" fits "Maps", not "Roadmap"; scripts without spaces, anywhere."""
    spaced = word[:1].isascii() or not unicodedata.name(word[:1], "").startswith(_UNSPACED)
    return re.search(rf"(?<!\w){re.escape(word)}", title) is not None if spaced else word in title


@attrs.frozen(kw_only=True)
class Filters:
    """What is asked for. Each that is set must fit; of several values of one, any."""

    since: dt.date | None = None
    until: dt.date | None = None
    dates: tuple[tuple[dt.date, dt.date], ...] = ()
    arxiv_numbers: frozenset[str] = frozenset()
    categories: frozenset[str] = attrs.field(default=(), converter=_folded_names)
    titles: tuple[str, ...] = attrs.field(default=(), converter=_folded_titles)

    @property
    def are_set(self) -> bool:
        """Is anything less than everything asked for?"""
        return self._chooses_papers or bool(self.since or self.until or self.dates)

    def wanted(self, digests: Iterable[Digest]) -> Iterator[Digest]:
        """The digests of the days asked for, with the papers asked for; those left without one are left out."""
        for digest in digests:
            if not self._fits_day(digest.date):
                continue
            if not self._chooses_papers:
                yield digest
                continue
            papers = tuple(paper for paper in digest.papers if self._fits_paper(paper))
            if papers:
                yield _with_papers(digest, papers)

    @property
    def _chooses_papers(self) -> bool:
        return bool(self.arxiv_numbers or self.categories or self.titles)

    def _fits_day(self, day: dt.date | None) -> bool:
        if day is None:
            return self.since is None and self.until is None and not self.dates
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        return not self.dates or any(first <= day <= last for first, last in self.dates)

    def _fits_paper(self, paper: Paper) -> bool:
        if self.arxiv_numbers and (paper.arxiv_id is None or paper.arxiv_id.number not in self.arxiv_numbers):
            return False
        if self.categories and self.categories.isdisjoint(map(_folded, paper.categories)):
            return False
        title = _folded(paper.title)
        return not self.titles or any(all(_has_word(title, word) for word in words.split()) for words in self.titles)


def _with_papers(digest: Digest, papers: tuple[Paper, ...]) -> Digest:
    """The digest with some of its papers, and without what was odd about the others."""
    kept = set(map(id, papers))
    spans = [paper.span for paper in digest.papers if id(paper) not in kept and paper.span is not None]
    starts = [span.start for span in spans]

    def is_kept(diagnostic: Diagnostic) -> bool:
        at = bisect_right(starts, diagnostic.span.start) - 1
        return at < 0 or diagnostic.span.start > spans[at].end

    return attrs.evolve(digest, papers=papers, diagnostics=tuple(filter(is_kept, digest.diagnostics)))
