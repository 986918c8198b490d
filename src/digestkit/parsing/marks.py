"""Marks that number the sections of a summary: `i)` … `v)`, `a)` … `e)`, `1.` … `5.`.

Texts hold many false ones ("(u, v)", "three steps: 1) …, 2) …"). So all candidates of a family are collected, each
weighed by where it stands, the best chain of rising ordinals is chosen, and it counts only with enough evidence.
Roman marks that open sentences join it in whatever order they are written.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.models import SectionKind
from digestkit.parsing.labels import Label, Place, label_at, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Chain", "Mark", "find_chain"]


class Mark(NamedTuple):
    """A candidate: where it begins (bullet and asterisks included) and ends, and what stands around it."""

    start: int
    end: int
    text: str
    ordinal: int
    place: Place
    fresh: bool
    label: Label | None

    @property
    def weight(self) -> int:
        """How sure it is that this opens a section."""
        return (1, 5, 10, 11)[self.place] + self.fresh + 4 * (self.label is not None)

    @property
    def is_strong(self) -> bool:
        """Whether it opens a sentence, or a label follows it."""
        return self.place >= Place.SENTENCE or self.label is not None


class Chain(NamedTuple):
    """Marks in the order of the text, and the kind of section that each opens."""

    marks: tuple[Mark, ...]
    kinds: tuple[SectionKind, ...]
    shifted: bool


class _Family(NamedTuple):
    """One way to number sections. A `strict` one must open the text, each of its marks a sentence."""

    alphabet: str
    form: str
    kinds: tuple[SectionKind, ...]
    strict: bool
    least: int


_STRAIGHT: Final = (
    SectionKind.SUMMARY,
    SectionKind.OBJECTIVE,
    SectionKind.METHODOLOGY,
    SectionKind.RESULTS,
    SectionKind.IMPLICATION,
)
# Where the text before the marks is the summary, or is left out, the numbering begins with the objective.
_SHIFTED: Final = (*_STRAIGHT[1:], SectionKind.OTHER)


_ALPHABETS: Final = {
    "roman": ("i", "ii", "iii", "iv", "v"),
    "ROMAN": ("I", "II", "III", "IV", "V"),
    "letter": ("a", "b", "c", "d", "e"),
    "LETTER": ("A", "B", "C", "D", "E"),
    # A sixth numeral tells that a list is something else.
    "digit": ("1", "2", "3", "4", "5", "6"),
}
_ALPHABET: Final = {numeral: name for name, numerals in _ALPHABETS.items() for numeral in numerals}
_ORDINAL: Final = {numeral: place for numerals in _ALPHABETS.values() for place, numeral in enumerate(numerals)}
_FAMILIES: Final = (
    _Family("roman", "x)", _STRAIGHT, strict=False, least=1),  # i) ... v)
    _Family("letter", "x)", _SHIFTED, strict=False, least=2),  # a) ... e)
    _Family("digit", "x.", _STRAIGHT, strict=True, least=2),  # 1. ... 5.
    _Family("digit", "x)", _STRAIGHT, strict=True, least=2),
    _Family("ROMAN", "x)", _STRAIGHT, strict=True, least=2),  # I) ... V)
    _Family("ROMAN", "x.", _STRAIGHT, strict=True, least=3),
    _Family("roman", "(x)", _STRAIGHT, strict=True, least=3),  # (i) ... (v)
    _Family("letter", "(x)", _SHIFTED, strict=True, least=3),  # (a) ... (e)
    _Family("digit", "(x)", _STRAIGHT, strict=True, least=3),  # (1) ... (5)
    _Family("LETTER", "x)", _SHIFTED, strict=True, least=3),  # A) ... E)
)


def find_chain(text: str, start: int, end: int) -> Chain | None:
    """The marks that number the sections of `text[start:end]`, or None where nothing does.

    >>> text = "i) Rill maps rivers. ii) It asks if maps help."
    >>> [mark.text for mark in find_chain(text, 0, len(text)).marks]
    ['i)', 'ii)']
    """
    written: dict[tuple[str, str], list[_Written]] = {}
    for found in _written(text, start, end):
        written.setdefault((_ALPHABET[found.numeral], found.form), []).append(found)
    for family in _FAMILIES if written else ():
        alike = written.get((family.alphabet, family.form))
        marks = _marks_of(text, start, end, alike, family) if alike else ()
        if marks and _is_enough(text, marks, family):
            return _with_kinds(text, start, marks, family)
    return None


def _marks_of(text: str, start: int, end: int, written: Sequence[_Written], family: _Family) -> tuple[Mark, ...]:
    """The marks of a family that may number sections, in the order of the text."""
    run = _whole_run(text, start, end, written, family)
    if run:
        return run
    candidates = list(_candidates(text, start, end, written, family))
    return _as_written(candidates, _best_chain(candidates), family)


def _whole_run(text: str, start: int, end: int, written: Sequence[_Written], family: _Family) -> tuple[Mark, ...]:
    """All of i) to v), once each and in order, the first opening the text; () where that is not what it holds.

    Such a run is sure, whatever case the words behind it have: "i) Rill maps rivers ii) find floods iii) graphs ...".
    """
    run = family.form == "x)" and tuple(found.numeral for found in written) == _ALPHABETS["roman"]
    if not run or place_of(text, written[0].start, start) is not Place.OPENING:
        return ()
    if any(_closes_bracket(text, start, found.at) for found in written):
        return ()
    return tuple(_mark(text, start, end, found) for found in written)


def _as_written(candidates: Sequence[Mark], chain: tuple[Mark, ...], family: _Family) -> tuple[Mark, ...]:
    """A chain of roman marks with those that open a sentence in another order, or twice: "ii) ... i) ... iii) ...".

    A second i) begins a list inside a section, whose marks are text; so are others amid a chain that misses none.
    """
    if family.alphabet != "roman" or family.strict:
        return chain
    found = [mark for mark in candidates if mark in chain or (mark.place >= Place.SENTENCE and mark.fresh)]
    if sum(mark.ordinal == 0 for mark in found) > 1:
        return chain
    if len(chain) >= _MOST_OF_ALL and chain[-1].ordinal - chain[0].ordinal == len(chain) - 1:
        found = [mark for mark in found if not _is_listed(mark, chain)]
    return tuple(found)


_MOST_OF_ALL: Final = 4  # marks in a row, of five: what stands between them is not out of order


def _is_listed(mark: Mark, chain: tuple[Mark, ...]) -> bool:
    """Whether a mark stands between two of a chain, and repeats neither of them."""
    if mark in chain or not chain[0].start < mark.start < chain[-1].start:
        return False
    after = next(index for index, other in enumerate(chain) if other.start > mark.start)
    return mark.ordinal not in {chain[after - 1].ordinal, chain[after].ordinal}


# A bracket first, its numeral by look-behind: so a scan skips from one bracket to the next.
_BRACKETED: Final = re.compile(
    r"""
    \)
    (?: (?<=\b[iva-e1-6IVA-E]\))                                 # i) a) 1) V)
      | (?<=\bi[iv]\)) | (?<=\bI[IV]\)) | (?<=\biii\)) | (?<=\bIII\))  # ii) IV) III), and no iI)
    )
    (?= [\s*_] | [A-Z"“] | \Z )
    """,
    re.VERBOSE,
)
_STOPPED: Final = re.compile(
    r"""
    \.
    (?: (?<=\b[1-6IV]\.) | (?<=\bI[IV]\.) | (?<=\bIII\.) )        # 1. IV.
    (?= [\s*_] | [A-Z"“] | \Z )
    """,
    re.VERBOSE,
)
# Numerals with a stop matter only where one opens the text or labels may stand behind them.
_MAY_BE_STOPPED: Final = re.compile(r"[-*•+#\s]{0,8}[1-6IV]{1,3}\.")
_BEFORE: Final = re.compile(
    r"""
    (?: \A | (?<=[\s.;:?!"”]) )
    (?:[-*•+]\s{1,3})? (?:\#{1,6}\s{1,3})?          # - i) and ### i)
    (?P<bold>\*{1,3}|__)? (?P<bracket>\()? \Z
    """,
    re.VERBOSE,
)
_PLAIN: Final = re.compile(r"[^-*•+#_]*\Z")
_SHUT: Final = re.compile(r"(?:\*{1,3}|__)(?=\s|\Z)")
_REACH: Final = 24


class _Written(NamedTuple):
    """A numeral with its bracket or stop, as found: where it begins with bullet and asterisks, without, and ends."""

    start: int
    at: int
    end: int
    numeral: str
    form: str
    bold: bool


def _written(text: str, start: int, end: int) -> Iterator[_Written]:
    """Everything written like a mark of any family; those with a stop come last."""
    signs = [match.start() for match in _BRACKETED.finditer(text, start, end)]
    if ("*" in text and "**" in text) or _MAY_BE_STOPPED.match(text, start, end):
        signs += [match.start() for match in _STOPPED.finditer(text, start, end)]
    for stop in signs:
        written = _read_back(text, start, stop)
        if written is not None:
            yield written


def _read_back(text: str, start: int, stop: int) -> _Written | None:
    """The mark whose bracket or stop is at `stop`, with the bullet, heading and bold before its numeral; or None."""
    at = stop
    while at > start and text[at - 1].isalnum() and stop - at < len("iii"):
        at -= 1
    numeral, sign = text[at:stop], text[stop]
    # Nearly always only spaces stand before a mark.
    if at == start or (text[at - 1].isspace() and _PLAIN.match(text, max(start, at - 4), at)):
        return _Written(at, at, stop + 1, numeral, "x" + sign, bold=False)
    floor = max(start, at - _REACH)
    before = _BEFORE.search(text[floor:at])
    if before is None:
        return None
    form = ("(x" if before["bracket"] else "x") + sign
    opens = at - len(before["bracket"] or "")
    bold = before["bold"] is not None
    return _Written(floor + before.start(), opens, stop + 1, numeral, form, bold)


_CLOSED: Final = 60
_SENTENCE_END: Final = re.compile(r"[.?!]\s|\n")


def _closes_bracket(text: str, start: int, pos: int) -> bool:
    """Whether a `)` at `pos` closes a `(` opened shortly before in the same sentence: "(u, v)"."""
    window = text[max(start, pos - _CLOSED) : pos]
    if "(" not in window:
        return False
    depth = 0
    for character in reversed(_SENTENCE_END.split(window)[-1]):
        depth += (character == "(") - (character == ")")
        if depth > 0:
            return True
    return False


_FRESH: Final = re.compile(r"\s{0,8}(?:[^\Wa-z]|[\"“*_`$])")


def _candidates(text: str, start: int, end: int, written: Sequence[_Written], family: _Family) -> Iterator[Mark]:
    """Everything of a family that may be a mark, in the order of the text."""
    for found in written:
        mark = _mark(text, start, end, found)
        if family.strict and mark.place < Place.SENTENCE:
            continue
        # Inside a sentence only what a capital follows: "... on RiverBench v) Engineers can ...", not "the v) axis".
        if not mark.is_strong and not mark.fresh:
            continue
        if family.form == "(x)" or not _closes_bracket(text, start, found.at):
            yield mark


def _mark(text: str, start: int, end: int, found: _Written) -> Mark:
    shut = _SHUT.match(text, found.end) if found.bold else None
    after = shut.end() if shut else found.end
    gap = text[after : min(end, after + _REACH)]
    return Mark(
        start=found.start,
        end=after,
        text=text[found.at : found.end],
        ordinal=_ORDINAL[found.numeral],
        place=place_of(text, found.start, start),
        fresh=_FRESH.match(text, after) is not None,
        label=label_at(text, after + len(gap) - len(gap.lstrip()), end, marked=True, bold=found.bold and not shut),
    )


class _Link(NamedTuple):
    """A mark at the end of a chain, the chain before it, and the weight of both."""

    weight: int
    mark: Mark
    before: _Link | None


def _best_chain(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The heaviest run of marks with rising ordinals; of equals that which leaves out fewer before its last."""
    best: dict[int, _Link] = {}
    for mark in marks:
        lower = (link for ordinal, link in best.items() if ordinal < mark.ordinal)
        before = max(lower, key=lambda link: (link.weight, link.mark.ordinal), default=None)
        weight = mark.weight + (before.weight if before else 0)
        if mark.ordinal not in best or weight > best[mark.ordinal].weight:
            best[mark.ordinal] = _Link(weight, mark, before)
    return _unlinked(max(best.values(), key=lambda link: link.weight, default=None))


def _unlinked(link: _Link | None) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    while link is not None:
        marks.append(link.mark)
        link = link.before
    return tuple(reversed(marks))


def _is_enough(text: str, marks: tuple[Mark, ...], family: _Family) -> bool:
    """Whether a chain has the evidence its family needs: its place, its length, labels behind the marks."""
    labels = sum(mark.label is not None for mark in marks)
    opens = marks[0].place is Place.OPENING
    if family.strict:
        whole = marks[0].ordinal == 0 and len(marks) >= family.least
        return whole and (opens or labels * 2 >= len(marks)) and not _is_other_list(text, marks, labels)
    strong = sum(mark.is_strong for mark in marks)
    if opens:
        return len(marks) == len(_STRAIGHT) or strong >= family.least
    return labels > 1 or (strong >= _MANY and _fits_after_text(text, marks, family))


def _fits_after_text(text: str, marks: tuple[Mark, ...], family: _Family) -> bool:
    """Whether a chain behind unmarked text numbers sections, not steps: "It has three. i) Sort. ii) Merge."."""
    whole = {mark.ordinal for mark in marks} == set(range(len(_STRAIGHT)))
    if marks[0].is_strong and whole and family.kinds is _STRAIGHT:
        return True
    readings = [_by_ordinal(marks, family.kinds)]
    if len(marks) <= len(_SHIFTED) and _rise(marks):
        readings.append(_SHIFTED[: len(marks)])
    wanted = _MANY - 1 if marks[0].is_strong else _MANY
    return marks[0].place > Place.INSIDE and max(_cues(text, marks, kinds) for kinds in readings) >= wanted


_MANY: Final = 3
_BOLD: Final = re.compile(r"\s{0,8}\*\*")


def _is_other_list(text: str, marks: Sequence[Mark], labels: int) -> bool:
    """Whether the numerals count something else: six or more of them, or bold headings that are no labels."""
    headed = sum(mark.label is None and _BOLD.match(text, mark.end) is not None for mark in marks)
    return labels < _MANY and (len(marks) > len(_STRAIGHT) or (headed > 1 and not labels))


_CUES: Final = {
    SectionKind.SUMMARY: re.compile(r"summary|introduc|present|propos", re.IGNORECASE),
    SectionKind.OBJECTIVE: re.compile(
        r"objective|\baim|question|\bgoal|investigat|\bseeks?\b|purpose|\bto (?:assess|determine|develop|improve)",
        re.IGNORECASE,
    ),
    SectionKind.METHODOLOGY: re.compile(
        r"method|approach|\busing\b|\buse[sd]?\b|employ|involve|\btrain|develop|utiliz", re.IGNORECASE
    ),
    SectionKind.RESULTS: re.compile(
        r"result|finding|achiev|outperform|\bshow|demonstrat|reveal|improv|\d%", re.IGNORECASE
    ),
    SectionKind.IMPLICATION: re.compile(r"practitioner|implication|\bengineers|developers", re.IGNORECASE),
}
_HEAD_LENGTH: Final = 100


def _cues(text: str, marks: Sequence[Mark], kinds: Sequence[SectionKind]) -> int:
    """How many sections begin with words that speak for the kinds given to them."""
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    return sum(
        kind in _CUES and _CUES[kind].search(text, mark.end, min(end, mark.end + _HEAD_LENGTH)) is not None
        for mark, kind, end in zip(marks, kinds, ends, strict=True)
    )


def _by_ordinal(marks: Sequence[Mark], kinds: Sequence[SectionKind]) -> tuple[SectionKind, ...]:
    return tuple(kinds[mark.ordinal] if mark.ordinal < len(kinds) else SectionKind.OTHER for mark in marks)


def _with_kinds(text: str, start: int, marks: tuple[Mark, ...], family: _Family) -> Chain:
    """The chain with its kinds: by ordinal, in the reading that its words support."""
    kinds = _by_ordinal(marks, family.kinds)
    led = bool(text[start : marks[0].start].strip())
    other, margin = _other_reading(marks, family, led=led)
    differs = bool(other) and _cues(text, marks, other) >= _cues(text, marks, kinds) + margin
    kinds = other if differs else kinds
    if family.alphabet not in ("roman", "ROMAN"):
        kinds = tuple(mark.label.kind if mark.label else kind for mark, kind in zip(marks, kinds, strict=True))
    return Chain(marks, kinds, shifted=differs and led and family.kinds is _STRAIGHT)


def _rise(marks: Sequence[Mark]) -> bool:
    return all(before.ordinal < after.ordinal for before, after in pairwise(marks))


def _other_reading(marks: Sequence[Mark], family: _Family, *, led: bool) -> tuple[tuple[SectionKind, ...], int]:
    """What the same marks may mean besides, and how many more cues must speak for it; () for nothing."""
    if not _rise(marks):
        return (), 0
    if marks[0].ordinal == 0 and family.kinds is _SHIFTED and len(marks) == len(_STRAIGHT):
        # Five letters are as often i) ... v) in other dress as a) ... d) with a remark.
        return _STRAIGHT, 1
    if marks[0].ordinal == 0 and family.kinds is _STRAIGHT and len(marks) == len(_STRAIGHT) - 1:
        # Four marks after an unmarked sentence: that is the summary, whatever the last numeral.
        return _SHIFTED[: len(marks)], 0 if led else 2
    return (), 0
