"""A summary's text into sections: by its marks and labels exactly, by the meaning of the words where it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.models import Section, SectionKind, Span
from digestkit.parsing.cues import classify, evidence
from digestkit.parsing.labels import Label, find_labels, find_tail, preamble_end
from digestkit.parsing.marks import find_chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digestkit.parsing.cues import Evidence
    from digestkit.parsing.marks import Chain, Mark

__all__ = ["Reason", "explain_sections", "split_sections"]


_NUMBERED: Final = tuple(kind for kind in SectionKind if kind.numeral)


class _Opening(NamedTuple):
    """Where a section begins, where its text does behind mark and label, and what these say."""

    start: int
    text_start: int
    kind: SectionKind
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
    before = [_section(text, _Opening(start, start, SectionKind.PREAMBLE), floor)] if floor > start else []
    after = [_section(text, _labelled(*tail), len(text))] if tail else []
    return (*before, *_body(text, floor, end, chain), *after)


def _skip_space(text: str, pos: int) -> int:
    return len(text) - len(text[pos:].lstrip())


def _body(text: str, start: int, end: int, chain: Chain | None) -> list[Section]:
    """The sections between preamble and follow-up questions."""
    openings = _openings(text, start, end, chain)
    starts = [*(opening.start for opening in openings), end]
    marked = [_section(text, opening, until) for opening, until in zip(openings, starts[1:], strict=True)]
    return _unmarked(text, start, starts[0], chain) + marked


def _openings(text: str, start: int, end: int, chain: Chain | None) -> Sequence[_Opening]:
    """Every mark and, for kinds that no mark opens, every label."""
    marked = [] if chain is None else list(map(_marked, chain.marks, chain.kinds))
    taken = {opening.kind for opening in marked} | ({SectionKind.OTHER} if marked else set())
    if len(taken) > len(_NUMBERED):
        return marked
    labelled = [_labelled(pos, label) for pos, label in find_labels(text, start, end) if label.kind not in taken]
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
    return _Opening(pos, label.end, label.kind, label=label.words)


def _section(text: str, opening: _Opening, until: int) -> Section:
    span, words = _trimmed(text, opening.start, until)
    text_span = span
    if opening.text_start > opening.start:
        text_span, words = _trimmed(text, opening.text_start, until)
        # Behind a mark without text the text is empty and stands at the section's end.
        text_span = text_span if words else Span(span.end, span.end)
    return Section(
        kind=opening.kind,
        text=words,
        text_span=text_span,
        label=opening.label,
        mark=opening.mark,
        span=span,
    )


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
    pieces: Iterator[tuple[int, int, SectionKind]] = classify(text, start, end)
    leaves_nothing = chain is not None and set(_NUMBERED) <= set(chain.kinds)
    if chain is not None and (chain.shifted or leaves_nothing) and text[start:end].strip():
        pieces = iter([(start, end, SectionKind.OTHER if leaves_nothing else SectionKind.SUMMARY)])
    sections = []
    for left, right, kind in pieces:
        span, words = _trimmed(text, left, right)
        sections.append(Section(kind=kind, text=words, text_span=span, inferred=not leaves_nothing, span=span))
    return sections


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
        if section.inferred:
            run.append(section)
            continue
        if run:
            yield run
            run = []
        yield [section]
    if run:
        yield run


def _reasons(text: str, stretch: list[Section]) -> Iterator[Reason]:
    if not stretch[0].inferred:
        yield Reason(stretch[0])
        return
    found = list(evidence(text, stretch[0].span.start, stretch[-1].span.end))
    for section in stretch:
        left, right = section.span
        inside = (each for each in found if left <= each.sentence.start < right)
        yield Reason(section, tuple(each for each in inside if each.kind is section.kind))
