"""Which results are wanted, and in what order: those that can be compared together, by value."""

from __future__ import annotations

import datetime as dt
import shlex
from collections import Counter
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.cli.result_names import Words, letters_of
from digestkit.models import ResultKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from digestkit.models import Digest, NumericResult, Paper, Role

__all__ = ["Found", "Group", "Query", "Reported", "in_groups"]

_SHARED_SCALES: Final = {ResultKind.SCORE: "%", ResultKind.CHANGE: "points", ResultKind.FACTOR: "x"}
_SAID: Final = (
    *("value", "upper", "uncertainty", "unit", "comparator", "kind", "direction"),
    *("metric", "benchmark", "subject", "role", "baseline"),
)


@attrs.frozen
class Reported:
    """A result, where it was reported and when."""

    date: dt.date | None
    paper: Paper
    result: NumericResult

    @property
    def day(self) -> dt.date:
        """The date to sort by; what has none comes last."""
        return self.date or dt.date.max

    @property
    def said(self) -> tuple[object, ...]:
        """What is reported of which paper, whatever place it is said in."""
        paper = self.paper.arxiv_id.number if self.paper.arxiv_id else self.paper.title
        return (paper, *(getattr(self.result, name) for name in _SAID))


@attrs.frozen(kw_only=True)
class Query:
    """What is asked for. Each that is set must fit; of several values of one, any."""

    metrics: tuple[Words, ...] = ()
    benchmarks: tuple[Words, ...] = ()
    subjects: tuple[Words, ...] = ()
    exact: bool = False
    kinds: tuple[ResultKind, ...] = (ResultKind.SCORE,)
    roles: tuple[Role, ...] = ()
    units: frozenset[str | None] = frozenset()
    lowest: Decimal | None = None
    highest: Decimal | None = None

    def may_fit(self, paper: Paper) -> bool:
        """Whether the names can stand in a summary or title; spares reading results that cannot fit.

        Metrics are not looked for: one may be named otherwise than the text does ("is preferred": "preference").
        """
        asked = [words for words in (self.benchmarks, self.subjects) if words]
        if not asked:
            return True
        letters = letters_of(f"{paper.summary.text}\n{paper.title}")
        return all(any(each.may_stand_in(letters) for each in words) for words in asked)

    def fits(self, result: NumericResult) -> bool:
        """Whether a result is wanted, if its kind is."""
        return (
            (not self.roles or result.role in self.roles)
            and (not self.units or (result.unit and result.unit.casefold()) in self.units)
            and self._fits_value(result)
            and self._fits_name(self.metrics, result.metric)
            and self._fits_name(self.benchmarks, result.benchmark)
            and self._fits_name(self.subjects, result.subject)
        )

    def _fits_value(self, result: NumericResult) -> bool:
        """A range fits where a part of it does."""
        ends = (result.value, result.value if result.upper is None else result.upper)
        return (self.lowest is None or max(ends) >= self.lowest) and (self.highest is None or min(ends) <= self.highest)

    def _fits_name(self, asked: tuple[Words, ...], name: str | None) -> bool:
        return not asked or any(words.fits(name, exact=self.exact) for words in asked)


@attrs.define
class Found:
    """The results that fit, each once though its paper may say it twice and stand in two digests."""

    query: Query
    _fitting: dict[tuple[object, ...], Reported] = attrs.field(factory=dict)
    _others: dict[tuple[object, ...], ResultKind] = attrs.field(factory=dict)

    @classmethod
    def of(cls, digests: Iterable[Digest], query: Query) -> Found:
        """Look through digests, one at a time; only papers with a result that fits are kept."""
        found = cls(query)
        for digest in digests:
            for paper in filter(query.may_fit, digest.papers):
                for result in filter(query.fits, paper.summary.outcomes):
                    found.add(Reported(digest.date, paper, result))
        return found

    def add(self, reported: Reported) -> None:
        """Take a result that fits but for its kind; of the same one said on two days, the earlier stays."""
        if reported.result.kind not in self.query.kinds:
            self._others[reported.said] = reported.result.kind
            return
        known = self._fitting.setdefault(reported.said, reported)
        if reported.day < known.day:
            self._fitting[reported.said] = reported

    @property
    def reported(self) -> tuple[Reported, ...]:
        """Those of the kinds asked for."""
        return tuple(self._fitting.values())

    @property
    def others(self) -> dict[ResultKind, int]:
        """How many there are of each other kind."""
        counts = Counter(self._others.values())
        return {kind: counts[kind] for kind in ResultKind if counts[kind]}


@attrs.frozen
class Group:
    """Results whose values can be compared, in order."""

    kind: ResultKind
    reported: tuple[Reported, ...]

    @property
    def units(self) -> tuple[str | None, ...]:
        """The units in it, the most frequent first; None is none."""
        return tuple(unit for unit, _ in Counter(each.result.unit for each in self.reported).most_common())

    @property
    def title(self) -> str:
        """Words for what they are, such as "Scores in % or without unit"."""
        units = [f"in {unit}" if unit else "without unit" for unit in self.units]
        return f"{self.kind.value.capitalize()}s {' or '.join(units)}" if self.kind != ResultKind.FACTOR else "Factors"

    def options(self, *, with_kind: bool) -> str:
        """The options that ask for these alone."""
        units = " ".join(f"--unit {shlex.quote(unit or 'none')}" for unit in self.units)
        return f"--kind {self.kind} {units}" if with_kind else units


def in_groups(reported: Iterable[Reported], *, lowest_first: bool = False) -> tuple[Group, ...]:
    """Results by kind and unit, the largest group of a kind first; in each by value, then the earliest first.

    Percents and bare scores are one group, and so are points and bare changes: papers print one or the other.
    """
    groups: dict[tuple[ResultKind, str], list[Reported]] = {}
    for each in sorted(reported, key=lambda each: each.day):
        scale = each.result.unit or _SHARED_SCALES.get(each.result.kind, "")
        groups.setdefault((each.result.kind, scale), []).append(each)
    for members in groups.values():
        members.sort(key=lambda each: each.result.value, reverse=not lowest_first)
    order = list(ResultKind)
    sizes = sorted(groups.items(), key=lambda group: (order.index(group[0][0]), -len(group[1]), group[0][1]))
    return tuple(Group(kind, tuple(members)) for (kind, _), members in sizes)
