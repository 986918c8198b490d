"""Which fixes hold, and a text with all of them made.

A fix is a proposal until it has been tried: the changed text is read and checked again, and the fix holds only where
every paper is still there, the finding is gone, and no rule finds more than before. So the promises of `fix` do not
rest on each rule's foresight. As each round leaves fewer findings, the rounds come to an end.

Where the fixes of a text do not hold together, the text is cut into a few pieces, and those of each piece are tried on
it alone, and so on down to a row. Each level reads the text a few times more, and there are as many levels as a piece
can be cut up again. What holds in its own lines is tried with the others in the larger piece, and at last in the whole.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.lint.addresses import without_breaks_in_addresses
from digestkit.lint.edits import apply, layers
from digestkit.lint.parts import Cut, cuts_amid, cuts_of, extent, lines_above
from digestkit.lint.registry import all_rules
from digestkit.lint.surroundings import conflict_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digestkit.lint.document import Document
    from digestkit.lint.registry import Selection
    from digestkit.models import Diagnostic, Paper

__all__ = ["Repair", "findings", "repaired"]

_PIECES: Final = 8
_HALVINGS: Final = 5


@attrs.frozen(slots=False)
class _Trial:
    """A document with all that every rule finds in it."""

    document: Document
    unsafe: bool
    _held: dict[tuple[int, ...], _Trial] = attrs.field(factory=dict, init=False, repr=False, eq=False)

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

    @cached_property
    def cuts(self) -> list[Cut]:
        """Where the document can be cut in two."""
        return cuts_of(self.document)

    def changed(self, fixes: Sequence[Diagnostic], shift: int = 0) -> _Trial:
        """The document after some fixes, whose places are moved by `shift`."""
        key = tuple(map(id, fixes))
        if key in self._held:
            return self._held[key]
        text = apply(self.document.text, chain.from_iterable(found.fix or () for found in fixes), shift)
        return _Trial(attrs.evolve(self.document, text=text), self.unsafe)

    def allows(self, fixes: Sequence[Diagnostic], shift: int = 0) -> bool:
        """Do these fixes hold together?"""
        after = self.changed(fixes, shift)
        mended = Counter(found.code for found in fixes)
        holds = after.contents == self.contents and all(
            after.counts[code] <= self.counts[code] - mended[code] for code in after.counts | mended
        )
        if holds:
            self._held[tuple(map(id, fixes))] = after
        return holds


@attrs.frozen(slots=False)
class _Part:
    """A stretch of a document on which fixes are tried; below a cut it has the heading and header that it needs."""

    whole: _Trial
    cut: Cut
    end: int
    _refused: set[tuple[int, ...]] = attrs.field(factory=set, init=False, repr=False, eq=False)

    @cached_property
    def _above(self) -> str:
        return lines_above(self.whole.document, self.cut)

    @cached_property
    def _trial(self) -> _Trial:
        document = self.whole.document
        if self.end - self.cut.offset == len(document.text):
            return self.whole
        text = self._above + document.text[self.cut.offset : self.end]
        return _Trial(attrs.evolve(document, text=text), self.whole.unsafe)

    def allows(self, fixes: Sequence[Diagnostic]) -> bool:
        """Do these fixes hold together in this stretch? What was refused is not tried twice."""
        key = tuple(map(id, fixes))
        if key in self._refused:
            return False
        holds = self._trial.allows(fixes, len(self._above) - self.cut.offset)
        if not holds:
            self._refused.add(key)
        return holds

    def pieces(self, fixes: Sequence[Diagnostic]) -> list[_Part]:
        """The stretch cut up amid the fixes, nothing where they stand too close for that."""
        cuts = cuts_amid(self.whole.cuts, fixes, _PIECES)
        ends = [*(cut.offset for cut in cuts), self.end]
        return [attrs.evolve(self, cut=cut, end=end) for cut, end in zip((self.cut, *cuts), ends, strict=True) if cuts]

    def holds(self, found: Diagnostic) -> bool:
        """Does a finding lie in this stretch, with all its edits?"""
        start, end = extent(found)
        return start >= self.cut.offset and (end < self.end or self.end == len(self.whole.document.text))


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
    """Those fixes that hold together."""
    return _sound_in(_Part(trial, Cut(0), len(trial.document.text)), fixes, _HALVINGS)


def _sound_in(part: _Part, fixes: list[Diagnostic], halvings: int) -> list[Diagnostic]:
    """Those fixes that hold together in a part, found in smaller ones where some do not.

    `halvings` is how often fixes that stand too close for a cut may still be parted.
    """
    if not fixes or part.allows(fixes):
        return fixes
    if len(fixes) == 1:
        return []
    groups = sorted(filter(None, _groups(part, fixes, halvings)), key=len, reverse=True)
    together = list(chain.from_iterable(groups))
    if not together or part.allows(together):
        return together
    kept: list[Diagnostic] = []
    for group in groups:
        if part.allows([*kept, *group]):
            kept += group
    return kept


def _groups(part: _Part, fixes: list[Diagnostic], halvings: int) -> Iterator[list[Diagnostic]]:
    """The fixes that hold in each piece of a part, and those which reach over a cut."""
    pieces = part.pieces(fixes)
    if not pieces and halvings:
        middle = len(fixes) // 2
        yield _sound_in(part, fixes[:middle], halvings - 1)
        yield _sound_in(part, fixes[middle:], halvings - 1)
    placed: set[int] = set()
    for piece in pieces:
        inside = [found for found in fixes if piece.holds(found)]
        placed.update(map(id, inside))
        yield _sound_in(piece, inside, halvings)
    if placed:
        yield _sound_in(part, [found for found in fixes if id(found) not in placed], 0)


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
