"""The results of a summary: numbers, their kinds, and what they are about."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from digestkit.models import NumericResult, ResultKind, SectionKind, Span
from digestkit.parsing.sentences import sentences
from digestkit.results.context import contexts_of
from digestkit.results.grammar import find_mentions
from digestkit.results.kinds import counted_noun, direction_of, kinds_of
from digestkit.results.paper import read_paper
from digestkit.results.phrases import read_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.models import Section, Summary
    from digestkit.results.context import Context
    from digestkit.results.grammar import Mention
    from digestkit.results.paper import Paper
    from digestkit.results.phrases import Sentence

__all__ = ["find_results"]


def find_results(summary: Summary) -> tuple[NumericResult, ...]:
    """The numeric results of a summary, in the order of its text."""
    paper = read_paper(summary.title, summary.text)
    return tuple(result for section in summary.sections for result in _in_section(summary.text, section, paper))


def _in_section(text: str, section: Section, paper: Paper) -> Iterator[NumericResult]:
    mentions = find_mentions(text, section.span.start, section.span.end)
    if not mentions:
        return
    spans = list(sentences(text, section.span.start, section.span.end))
    starts = [start for start, _ in spans]
    grouped: dict[int, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(max(0, bisect_right(starts, mention.start) - 1), []).append(mention)
    for at, there in grouped.items():
        start, end = spans[at]
        yield from _in_sentence(
            read_sentence(text, start, end, there),
            section.kind,
            Span(start, start + len(text[start:end].rstrip())),
            paper,
        )


def _in_sentence(sentence: Sentence, section: SectionKind, span: Span, paper: Paper) -> Iterator[NumericResult]:
    kinds = kinds_of(sentence)
    contexts = contexts_of(sentence, kinds, paper)
    for place, mention, kind, context in zip(sentence.places, sentence.mentions, kinds, contexts, strict=True):
        if kind is not None and not (kind is ResultKind.COUNT and mention.spelled):
            yield _result(sentence, place, mention, kind, context, section, span)


def _result(
    sentence: Sentence,
    place: int,
    mention: Mention,
    kind: ResultKind,
    context: Context,
    section: SectionKind,
    span: Span,
) -> NumericResult:
    moves = kind in (ResultKind.CHANGE, ResultKind.FACTOR)
    end = mention.number_end if kind is ResultKind.COUNT else mention.end
    return NumericResult(
        text=sentence.text[mention.start : end],
        span=Span(mention.start, end),
        sentence_span=span,
        section=section,
        value=mention.value,
        upper=mention.upper,
        uncertainty=mention.uncertainty,
        unit=mention.unit or _counted(sentence, place, kind),
        comparator=mention.comparator,
        kind=kind,
        direction=direction_of(sentence, place, mention, kind) if moves else None,
        metric=context.metric,
        benchmark=context.benchmark,
        subject=context.subject,
        role=context.role,
        baseline=context.baseline if moves else None,
    )


def _counted(sentence: Sentence, place: int, kind: ResultKind) -> str | None:
    """The noun that a count counts; of the scores only "10 of the 12 models" has one."""
    if kind is ResultKind.COUNT or (kind is ResultKind.SCORE and _PART_OF.match(sentence.letters, place + 1)):
        return counted_noun(sentence, place)
    return None


_PART_OF: Final = re.compile("k?od?#")
