"""The results of a summary: numbers, their kinds, and what they are about; every step is called from here.

1 `grammar` finds the numbers, 2 `phrases` reads the sentence of each as a string of letters, 3 by `lexicon`,
4 `paper` reads whose paper it is, 5 `kinds` and `directions` say what a number is, 6 `context` what it is about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.models import NumericResult, ResultKind, Span
from digestkit.parsing.sentences import sentences
from digestkit.results.context import contexts_of
from digestkit.results.directions import direction_of
from digestkit.results.grammar import find_mentions
from digestkit.results.kinds import counted_noun, kinds_of, outcomes_of
from digestkit.results.number_words import may_hold_number_words
from digestkit.results.paper import Paper, read_paper
from digestkit.results.phrases import read_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.models import Section, SectionKind, Summary
    from digestkit.results.context import Context
    from digestkit.results.grammar import Mention
    from digestkit.results.kinds import Kinds
    from digestkit.results.phrases import Sentence

__all__ = ["find_results"]

_PART_OF: Final = re.compile("k?od?#")  # "10 of the 12 models"


class _Found(NamedTuple):
    """A sentence with numbers, where it stands, and the kind of each number."""

    section: SectionKind
    span: Span
    sentence: Sentence
    kinds: Kinds


def find_results(summary: Summary) -> tuple[NumericResult, ...]:
    """The numeric results of a summary, in the order of its text."""
    text = summary.text
    spelled = may_hold_number_words(text)
    found = [read for section in summary.sections for read in _read_section(text, section, spelled=spelled)]
    if not found:
        return ()
    # What the paper calls its own concerns outcomes alone.
    paper = read_paper(summary.title, text) if any(outcomes_of(read.kinds) for read in found) else Paper()
    return tuple(result for read in found for result in _results(read, contexts_of(read.sentence, read.kinds, paper)))


def _read_section(text: str, section: Section, *, spelled: bool) -> Iterator[_Found]:
    """Read the sentences of a section that hold numbers."""
    start, end = section.span
    mentions = find_mentions(text, start, end, spelled=spelled)
    if not mentions:
        return
    for (left, right), there in _grouped(mentions, sentences(text, start, end)):
        span = Span(left, left + len(text[left:right].rstrip()))
        for begin, until, few in _pieces(left, right, there):
            sentence = read_sentence(text, begin, until, few)
            yield _Found(section.kind, span, sentence, kinds_of(sentence))


# Each number of a sentence is looked at beside the others: without a bound, a "sentence" of a million numbers, which
# nobody writes, would take the square of its length.
_MOST_NUMBERS: Final = 40


def _pieces(left: int, right: int, mentions: list[Mention]) -> Iterator[tuple[int, int, list[Mention]]]:
    """A sentence in pieces of not too many numbers; nearly every sentence is one."""
    for first in range(0, len(mentions), _MOST_NUMBERS):
        few = mentions[first : first + _MOST_NUMBERS]
        last = first + len(few)
        until = mentions[last].bound_start if last < len(mentions) else right
        yield left, until, few
        left = until


def _grouped(
    mentions: list[Mention], spans: Iterator[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], list[Mention]]]:
    """The sentences with the numbers that begin in each; none is looked for behind the last number."""
    at = 0
    for span in spans:
        first = at
        while at < len(mentions) and mentions[at].start < span[1]:
            at += 1
        if first < at:
            yield span, mentions[first:at]
        if at == len(mentions):
            return


def _results(read: _Found, contexts: list[Context]) -> Iterator[NumericResult]:
    for index, kind in enumerate(read.kinds):
        if kind is not None and not (kind is ResultKind.COUNT and read.sentence.mentions[index].spelled):
            yield _result(read, index, kind, contexts[index])


def _result(read: _Found, index: int, kind: ResultKind, context: Context) -> NumericResult:
    sentence, mention = read.sentence, read.sentence.mentions[index]
    moves = kind is ResultKind.CHANGE or kind is ResultKind.FACTOR
    alone = kind is ResultKind.COUNT and mention.unit not in {"%", "x"}  # an amount's unit is a word of its own
    end = mention.number_end if alone else mention.end
    return NumericResult(
        text=sentence.text[mention.start : end],
        span=Span(mention.start, end),
        sentence_span=read.span,
        section=read.section,
        value=mention.value,
        upper=mention.upper,
        uncertainty=mention.uncertainty,
        unit=mention.unit or _unit_of_words(sentence, sentence.places[index], kind),
        comparator=mention.comparator,
        kind=kind,
        direction=direction_of(sentence, index, kind) if moves else None,
        metric=context.metric,
        benchmark=context.benchmark,
        subject=context.subject,
        role=context.role,
        baseline=context.baseline if moves else None,
    )


def _unit_of_words(sentence: Sentence, place: int, kind: ResultKind) -> str | None:
    """The noun that a count counts; of the scores only "10 of the 12 models" has one. Every ratio's unit is x."""
    if kind is ResultKind.FACTOR:
        return "x"
    if kind is ResultKind.COUNT or (kind is ResultKind.SCORE and _PART_OF.match(sentence.letters, place + 1)):
        return counted_noun(sentence, place)
    return None
