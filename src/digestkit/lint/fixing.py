"""Which fixes hold, and a text with all of them made.

A fix is a proposal until it has been tried: the changed text is read and checked again, and the fix holds only where
every paper is still there, the finding is gone, and no rule finds more than before. So the promises of `fix` do not
rest on each rule's foresight. As each round leaves fewer findings, the rounds come to an end.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from digestkit.lint.addresses import without_breaks_in_addresses
from digestkit.lint.document import Document
from digestkit.lint.edits import apply, layers
from digestkit.lint.registry import all_rules
from digestkit.lint.surroundings import conflict_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digestkit.lint.registry import Selection
    from digestkit.models import Diagnostic, Paper

__all__ = ["Repair", "findings", "repaired"]


@attrs.frozen(slots=False)
class _Trial:
    """A document with all that every rule finds in it."""

    document: Document
    unsafe: bool
    _tried: dict[tuple[int, ...], _Trial] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    @cached_property
    def found(self) -> tuple[Diagnostic, ...]:
        """Every rule's findings, in the order of the text."""
        rules = (rule.diagnostics(self.document, unsafe=self.unsafe) for rule in all_rules())
        return tuple(sorted(chain.from_iterable(rules), key=lambda each: (each.span.start, each.span.end, each.code)))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each rule finds something."""
        return Counter(found.code for found in self.found)

    @cached_property
    def contents(self) -> object:
        """What no fix may lose; words may change where that was asked for."""
        tell = _identity if self.unsafe else _words
        days = [(digest.date, [tell(paper) for paper in digest.papers]) for digest in self.document.digests]
        return days, [self.document.raw(mark) for mark in conflict_marks(self.document)]

    def changed(self, fixes: Sequence[Diagnostic]) -> _Trial:
        """The document after some fixes; the same fixes are tried once."""
        key = tuple(map(id, fixes))
        if key not in self._tried:
            text = apply(self.document.text, chain.from_iterable(found.fix or () for found in fixes))
            self._tried[key] = _Trial(Document(text, self.document.source), self.unsafe)
        return self._tried[key]

    def allows(self, fixes: Sequence[Diagnostic]) -> bool:
        """Do these fixes hold together?"""
        after = self.changed(fixes)
        if after.contents != self.contents:
            return False
        mended = Counter(found.code for found in fixes)
        return all(after.counts[code] <= self.counts[code] - mended[code] for code in after.counts | mended)


def _identity(paper: Paper) -> object:
    return paper.arxiv_id and paper.arxiv_id.number


def _words(paper: Paper) -> object:
    """A paper up to white space in its summary; titles and names have none that counts."""
    summary = _squashed(paper.summary.text)
    extra = tuple((name, _squashed(text)) for name, text in paper.extra)
    names = tuple(author.name for author in paper.authors)
    # The page that a link leads to is its host and path, encrypted or not.
    links = tuple((link.label, link.url.partition(":")[2], link.column) for link in paper.links)
    return paper.title, names, paper.arxiv_id, links, paper.categories, summary, extra


def _squashed(text: str) -> str:
    return " ".join(without_breaks_in_addresses(text).split())


def _sound(trial: _Trial, fixes: list[Diagnostic]) -> list[Diagnostic]:
    """Those fixes that hold together, found by halving where some do not."""
    if not fixes or trial.allows(fixes):
        return fixes
    if len(fixes) == 1:
        return []
    middle = len(fixes) // 2
    left, right = _sound(trial, fixes[:middle]), _sound(trial, fixes[middle:])
    if not left or not right or trial.allows([*left, *right]):
        return [*left, *right]
    return left


def _step(trial: _Trial, selection: Selection) -> list[Diagnostic]:
    """The fixes to make next: those of the first layer with any that hold."""
    sound = (_sound(trial, layer) for layer in layers(list(filter(selection.takes, trial.found))))
    return next(filter(None, sound), [])


def _settled(trial: _Trial, selection: Selection) -> _Trial:
    """A document after all fixes that hold, and those that hold then."""
    while fixes := _step(trial, selection):
        trial = trial.changed(fixes)
    return trial


def findings(document: Document, selection: Selection, *, unsafe: bool) -> tuple[Diagnostic, ...]:
    """What is found in a document; only fixes that hold, and that `repaired` makes, are left on it."""
    trial = _Trial(document, unsafe)
    offered = {id(found) for found in _offers(trial, selection)}
    found = filter(selection.takes, trial.found)
    return tuple(each if each.fix is None or id(each) in offered else attrs.evolve(each, fix=None) for each in found)


def _offers(trial: _Trial, selection: Selection) -> list[Diagnostic]:
    """The fixes of the first step, and of what gets in their way as many as are mended in the end."""
    first = _step(trial, selection)
    offers, taken = list(first), {id(found) for found in first}
    later = [found for found in trial.found if selection.takes(found) and found.fix and id(found) not in taken]
    if not later:
        return offers
    spare = trial.counts - _settled(trial.changed(first), selection).counts
    spare.subtract(found.code for found in first)
    for found in chain.from_iterable(_sound(trial, layer) for layer in layers(later)):
        if spare[found.code] > 0:
            spare[found.code] -= 1
            offers.append(found)
    return offers


@attrs.frozen
class Repair:
    """A repaired document, and how many findings fewer it has."""

    document: Document
    mended: int


def repaired(document: Document, selection: Selection, *, unsafe: bool) -> Repair:
    """A document after all fixes that hold."""
    before = _Trial(document, unsafe)
    after = _settled(before, selection)
    counts = [sum(map(selection.takes, trial.found)) for trial in (before, after)]
    return Repair(after.document, counts[0] - counts[1])
