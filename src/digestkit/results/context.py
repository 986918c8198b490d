"""What a number is about: its metric, benchmark, system, role and baseline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.models import ResultKind

from digestkit.results.benchmarks import benchmarks_of
from digestkit.results.metrics import metrics_of
from digestkit.results.systems import baselines_of, systems_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digestkit.models import Role
    from digestkit.results.paper import Paper
    from digestkit.results.phrases import Sentence


class Context(NamedTuple):
    """The words that say what a number is about; None where the text does not say."""

    metric: str | None = None
    benchmark: str | None = None
    subject: str | None = None
    role: Role | None = None
    baseline: str | None = None


def contexts_of(sentence: Sentence, kinds: Sequence[ResultKind | None], paper: Paper) -> list[Context]:
    """The context of each number of a sentence."""
    metrics = distributed(sentence, kinds, metrics_of(sentence, kinds))
    benchmarks = distributed(sentence, kinds, benchmarks_of(sentence, kinds, metrics))
    systems = systems_of(sentence, kinds, paper)
    subjects = distributed(sentence, kinds, [system.subject for system in systems])
    baselines = baselines_of(sentence, kinds)
    return [
        Context(metric, benchmark or paper.benchmark, subject, system.role, baseline)
        for metric, benchmark, subject, system, baseline in zip(
            metrics, benchmarks, subjects, systems, baselines, strict=True
        )
    ]


_PARTS: Final = re.compile(r",\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+")


def distributed(sentence: Sentence, kinds: Sequence[ResultKind | None], found: list[str | None]) -> list[str | None]:
    """Give each number of "A, B and C on X, Y and Z, respectively" its own part of a list that all of them share."""
    outcomes = [at for at, kind in enumerate(kinds) if kind not in (None, ResultKind.COUNT)]
    for run in _runs(sentence, outcomes):
        shared = found[run[0]]
        parts = _PARTS.split(shared) if shared and all(found[at] == shared for at in run) else []
        if len(run) > 1 and len(parts) == len(run):
            for at, part in zip(run, parts, strict=True):
                found[at] = part
    return found


def _runs(sentence: Sentence, outcomes: Sequence[int]) -> Iterator[list[int]]:
    """Numbers that stand in one list, joined by commas and "and" alone."""
    run: list[int] = []
    for at in outcomes:
        between = sentence.letters[sentence.places[run[-1]] + 1 : sentence.places[at]] if run else ""
        if run and not _JOINED.fullmatch(between):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


_JOINED: Final = re.compile(r"M?(?:\([^()]{0,6}\))?[,&]{1,2}[kdyJ]*")
