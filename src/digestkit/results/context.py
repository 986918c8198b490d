"""Step 6: what a number is about: its metric, benchmark, system, role and baseline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.results.baselines import baselines_of
from digestkit.results.benchmarks import benchmarks_of
from digestkit.results.kinds import outcomes_of
from digestkit.results.metrics import metrics_of
from digestkit.results.systems import systems_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digestkit.models import Role
    from digestkit.results.kinds import Kinds
    from digestkit.results.paper import Paper
    from digestkit.results.phrases import Sentence

__all__ = ["Context", "contexts_of"]

_PARTS: Final = re.compile(r",\s{0,9}(?:(?:and|or)\s{1,9})?|\s{1,9}(?:and|or)\s{1,9}")  # "recall, precision and F1"
_SHARED_NOUN: Final = re.compile(r"(?<=\w) (?:benchmarks|data sets|datasets|suites)\Z")  # "Quartz and Kiln datasets"
_JOINED: Final = re.compile(r"M?(?:\([^()]{0,6}\))?[,&]{1,2}[kdyJ]*")  # "#, # and #": one list


class Context(NamedTuple):
    """The words that say what a number is about; None where the text does not say."""

    metric: str | None = None
    benchmark: str | None = None
    subject: str | None = None
    role: Role | None = None
    baseline: str | None = None


def contexts_of(sentence: Sentence, kinds: Kinds, paper: Paper) -> list[Context]:
    """The context of each number of a sentence; counts have none of their own."""
    outcomes = outcomes_of(kinds)
    if not outcomes:
        return [Context()] * len(kinds)
    runs = [run for run in _runs(sentence, outcomes) if len(run) > 1]
    metrics = _dealt_out(sentence, runs, metrics_of(sentence, kinds, outcomes))
    benchmarks = _distributed(runs, benchmarks_of(sentence, kinds, outcomes, metrics))
    for index in outcomes:
        benchmarks[index] = benchmarks[index] or paper.benchmark
    systems = systems_of(sentence, kinds, paper)
    subjects = _distributed(runs, [system.subject for system in systems])
    baselines = _distributed(runs, baselines_of(sentence, kinds))
    return [
        Context(metric, benchmark, subject, system.role, baseline)
        for metric, benchmark, subject, system, baseline in zip(
            metrics, benchmarks, subjects, systems, baselines, strict=True
        )
    ]


# "recall, F1 and AP": what each number of "71.5, 69.2 and 64.1, respectively" measures
_METRIC_LIST: Final = r"(?P<metrics>[NXMJKE]{1,5}(?:,[NXMJKE]{1,5}){0,5},?&d?[NXMJK]{0,4}M)"
_METRICS_BEFORE: Final = re.compile(rf"{_METRIC_LIST}(?:[nif][dk]*[NXKTJ]{{1,4}})?[obyHUL:=][dkJ]*\Z")
_METRICS_BEHIND: Final = re.compile(rf"(?:[nif][dk]*)?{_METRIC_LIST}")
_PART: Final = re.compile(r"[^,&d]+")
_REACH: Final = 30  # words of a list that are looked back over


def _dealt_out(sentence: Sentence, runs: Sequence[Sequence[int]], found: list[str | None]) -> list[str | None]:
    """Give each number of a list the metric at its own place in a list of as many."""
    letters = sentence.letters
    for run in runs:
        first, last = sentence.places[run[0]], sentence.places[run[-1]]
        behind = _METRICS_BEHIND.match(letters, last + 1)
        listed = behind or _METRICS_BEFORE.search(letters, max(0, first - _REACH), first)
        parts = list(_PART.finditer(letters, *listed.span("metrics"))) if listed else []
        if not behind:
            parts = parts[-len(run) :]  # "In short, precision and recall are": what opens the sentence is none
        if len(parts) == len(run):
            for index, part in zip(run, parts, strict=True):
                found[index] = sentence.words(*part.span())
    return _distributed(runs, found)


def _distributed(runs: Sequence[Sequence[int]], found: list[str | None]) -> list[str | None]:
    """Give each number of "A, B and C on X, Y and Z, respectively" its own part of a list that all of them share."""
    for run in runs:
        shared = found[run[0]]
        if shared and all(found[index] == shared for index in run):
            parts = _PARTS.split(shared)
            if len(parts) == len(run):
                for index, part in zip(run, parts, strict=True):
                    found[index] = _SHARED_NOUN.sub("", part)
    return found


def _runs(sentence: Sentence, outcomes: Sequence[int]) -> Iterator[list[int]]:
    """Numbers that stand in one list, joined by commas and "and" alone."""
    run: list[int] = []
    for index in outcomes:
        if run and not _JOINED.fullmatch(sentence.between(run[-1], index)):
            yield run
            run = []
        run.append(index)
    if run:
        yield run
