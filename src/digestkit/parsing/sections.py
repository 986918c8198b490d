"""A summary's text into sections: by its marks and labels exactly, by the meaning of the words where it has none."""

from __future__ import annotations

import re
from itertools import chain as _joined
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import evolve

from digestkit.models import Section, SectionKind, Span
from digestkit.parsing.cues import classify, evidence
from digestkit.parsing.label_places import find_labels
from digestkit.parsing.labels import Label, find_tail, preamble_end
from digestkit.parsing.marks import find_chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digestkit.parsing.cues import Evidence
    from digestkit.parsing.marks import Chain, Mark

__all__ = ["Reason", "explain_sections", "split_sections"]


_BREAK_REACH: Final = 40
_NUMBERED: Final = tuple(kind for kind in SectionKind if kind.numeral)


class _Opening(NamedTuple):
    """Where a section begins, where its text does behind mark and label, and what these say.

    `kind` is None behind a label of no known kind: the words of the text tell it.
    """

    start: int
    text_start: int
    kind: SectionKind | None
    mark: str | None = None
    label: str | None = None


def split_sections(text: str) -> tuple[Section, ...]:
    """The sections of a summary in order; together they are the text but for white space. Never raises.

    >>> [(section.kind.value, section.text) for section in split_sections("i) Rill maps rivers. ii) Do maps help?")]
    [('summary', 'Rill maps rivers.'), ('objective', 'Do maps help?')]
    """
    start = _skip_space(text, 0)
    tail = find_tail(text, start, len(text))
    end = tail[0] if tail else len(text)
    floor = _skip_space(text, preamble_end(text, start, end))
    chain = find_chain(text, floor, end)
    before = [_section(text, _Opening(start, start, None), floor, SectionKind.PREAMBLE)] if floor > start else []
    after = [_section(text, _labelled(*tail), len(text), SectionKind.FOLLOW_UP)] if tail else []
    return (*before, *_body(text, floor, end, chain), *after)


def _skip_space(text: str, pos: int) -> int:
    return len(text) - len(text[pos:].lstrip())


def _body(text: str, start: int, end: int, chain: Chain | None) -> list[Section]:
    """The sections between preamble and follow-up questions."""
    openings = _openings(text, start, end, chain)
    starts = [*(opening.start for opening in openings), end]
    marked = (_announced(text, opening, until) for opening, until in zip(openings, starts[1:], strict=True))
    return [*_unmarked(text, start, starts[0], chain), *_joined.from_iterable(marked)]


def _openings(text: str, start: int, end: int, chain: Chain | None) -> Sequence[_Opening]:
    """Every mark and, for kinds that no mark opens, every label."""
    marked = [] if chain is None else list(map(_marked, chain.marks, chain.kinds))
    taken = {opening.kind for opening in marked} | ({SectionKind.OTHER} if marked else set())
    if len(taken) > len(_NUMBERED):
        return marked
    # Among marks a label that says nothing belongs to the text: "iii) It has two parts. Head: a model of rivers."
    labelled = [
        _labelled(pos, label)
        for pos, label in find_labels(text, start, end)
        if label.kind not in taken and (label.known or not marked)
    ]
    return _apart(sorted(marked + labelled))


def _apart(openings: Sequence[_Opening]) -> list[_Opening]:
    """Openings without those that stand inside the mark or label of another: "i) Summary:" is one."""
    kept: list[_Opening] = []
    for opening in openings:
        if not kept or opening.start >= kept[-1].text_start:
            kept.append(opening)
    return kept


def _marked(mark: Mark, kind: SectionKind) -> _Opening:
    if mark.label is None:
        return _Opening(mark.start, mark.end, kind, mark.text)
    return _Opening(mark.start, mark.label.end, kind, mark.text, mark.label.words)


def _labelled(pos: int, label: Label) -> _Opening:
    return _Opening(pos, label.end, label.kind if label.known else None, label=label.words)


def _announced(text: str, opening: _Opening, until: int) -> list[Section]:
    """The section that a mark or label opens; behind a label of no known kind those that its words tell."""
    if opening.kind is not None:
        return [_section(text, opening, until, opening.kind)]
    words = min(until, _skip_space(text, opening.text_start))
    first, *others = _by_words(text, words, until) or [_section(text, opening, until, SectionKind.OTHER)]
    span = Span(opening.start, first.span.end)
    return [evolve(first, label=opening.label, span=span), *others]


def _section(text: str, opening: _Opening, until: int, kind: SectionKind) -> Section:
    span, words = _trimmed(text, opening.start, until)
    text_span = span
    if opening.text_start > opening.start:
        text_span, words = _trimmed(text, opening.text_start, _without_break(text, opening.text_start, until))
        # Behind a mark without text the text is empty and stands at the section's end.
        text_span = text_span if words else Span(span.end, span.end)
    return Section(
        kind=kind,
        text=words,
        text_span=text_span,
        label=opening.label,
        mark=opening.mark,
        span=span,
    )


_LINE_BREAK: Final = re.compile(r"(?:<br\s?/?>\s{0,4}){1,4}\Z", re.IGNORECASE)


def _without_break(text: str, start: int, end: int) -> int:
    """Where a piece ends before the `<br>` that parts it from the next."""
    line_break = _LINE_BREAK.search(text, max(start, end - _BREAK_REACH), end) if "<" in text else None
    return line_break.start() if line_break else end


def _trimmed(text: str, start: int, end: int) -> tuple[Span, str]:
    """A piece without the white space at its ends: where it stands, and its text."""
    piece = text[start:end].rstrip()
    bare = piece.lstrip()
    if not bare:
        return Span(end, end), bare  # of a piece that is nothing but space
    right = start + len(piece)
    return Span(right - len(bare), right), bare


def _unmarked(text: str, start: int, end: int, chain: Chain | None) -> list[Section]:
    """The sections of a stretch without marks and labels, told by its words, or by what the marks after it leave."""
    leaves_nothing = chain is not None and set(_NUMBERED) <= set(chain.kinds)
    if chain is not None and (chain.shifted or leaves_nothing) and text[start:end].strip():
        kind = SectionKind.OTHER if leaves_nothing else SectionKind.SUMMARY
        return [_inferred(text, start, end, kind, inferred=not leaves_nothing)]
    return _by_words(text, start, end)


def _by_words(text: str, start: int, end: int) -> list[Section]:
    return [_inferred(text, left, right, kind) for left, right, kind in classify(text, start, end)]


def _inferred(text: str, start: int, end: int, kind: SectionKind, *, inferred: bool = True) -> Section:
    span, words = _trimmed(text, start, end)
    return Section(kind=kind, text=words, text_span=span, inferred=inferred, span=span)


class Reason(NamedTuple):
    """A section, and what its kind rests on: its mark or label, else the cues of each of its sentences.

    A preamble, and a section whose kind follows from the marks behind it, rest on neither.
    """

    section: Section
    evidence: tuple[Evidence, ...] = ()


def explain_sections(text: str) -> tuple[Reason, ...]:
    """Why each section of a summary has its kind. Never raises.

    >>> text = "For AI practitioners, maps help."
    >>> [reason] = explain_sections(text)
    >>> found = [text[slice(*cue.words)] for cue in reason.evidence[0].cues if cue.words]
    >>> reason.section.kind.value, "practitioners" in found
    ('implication', True)
    """
    return tuple(reason for stretch in _stretches(split_sections(text)) for reason in _reasons(text, stretch))


def _stretches(sections: tuple[Section, ...]) -> Iterator[list[Section]]:
    """Sections that were told by their words, as one run each; any other alone."""
    run: list[Section] = []
    for section in sections:
        # Behind a label the words are read on their own.
        if section.inferred and section.label is None:
            run.append(section)
            continue
        if run:
            yield run
            run = []
        if section.inferred:
            run = [section]
            continue
        yield [section]
    if run:
        yield run


def _reasons(text: str, stretch: list[Section]) -> Iterator[Reason]:
    if not stretch[0].inferred:
        yield Reason(stretch[0])
        return
    found = list(evidence(text, stretch[0].text_span.start, stretch[-1].span.end))
    for section in stretch:
        left, right = section.span
        inside = (each for each in found if left <= each.sentence.start < right)
        yield Reason(section, tuple(each for each in inside if each.kind is section.kind))
