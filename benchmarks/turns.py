# ruff: noqa: INP001 - parts of scripts in no package
"""How contestants are timed: in turns, so that what else the machine does is the same to all of them."""

from __future__ import annotations

import contextlib
import gc
import time
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contestants import Reader
    from pytest_benchmark.fixture import BenchmarkFixture


def timed(benchmark: BenchmarkFixture, run: Callable[[], object], *, rounds: int, warmup: int = 0) -> None:
    """Time a run so many times, one call each."""
    benchmark.pedantic(run, rounds=rounds, warmup_rounds=warmup)  # type: ignore[no-untyped-call]


def over(texts: Sequence[str], read: Reader) -> Callable[[], None]:
    """A run that reads text after text."""

    def run() -> None:
        for text in texts:
            read(text)

    return run


class Clock:
    """A clock that stands still but for what it is told: it shows pytest-benchmark times that were taken before."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The time in seconds."""
        return self.now


TOGETHER: Final = 40  # parts in a turn
CLOCK: Final = Clock()
_turns: Final[dict[tuple[str, str], dict[str, list[float]]]] = {}


def take_turns(runs: dict[str, Callable[[Any], object]], parts: Sequence[Any], rounds: int) -> dict[str, list[float]]:
    """Seconds of each contestant in each round, some parts by one, the same by the next.

    A shared machine is half as fast again for some seconds, and then is not: so it is the same to all of them.
    Parts go together because after each turn the caches are full of what the others needed.
    """
    taken = {name: [0.0] * rounds for name in runs}
    for run in runs.values():
        run(parts[0])  # all load their words with the first
    gc.collect()
    gc.freeze()  # the inputs of other groups are no work for the collector while this one is timed
    for at in range(rounds):
        for first in range(0, len(parts), TOGETHER):
            some = parts[first : first + TOGETHER]
            for name, run in runs.items():
                start = time.perf_counter()
                for part in some:
                    run(part)
                taken[name][at] += time.perf_counter() - start
    gc.unfreeze()
    return taken


def in_turns(
    benchmark: BenchmarkFixture,
    group: str,
    size: str,
    name: str,
    contestants: dict[str, Callable[[], Any]],
    parts: Sequence[Any],
    *,
    characters: int,
    rounds: int,
) -> None:
    """The times of one contestant of a group whose members take turns; it is skipped where it is not installed."""
    contestants[name]()
    if (group, size) not in _turns:
        _turns[group, size] = take_turns(installed(contestants), parts, rounds)
    times = iter(_turns[group, size][name])

    def run() -> None:
        CLOCK.now += next(times)

    benchmark.group = f"{group}: {size}"
    benchmark.extra_info["characters"] = characters
    timed(benchmark, run, rounds=rounds)


def installed(contestants: dict[str, Callable[[], Any]]) -> dict[str, Callable[[Any], object]]:
    """The contestants whose packages are there."""
    found = {}
    for name, prepare in contestants.items():
        with contextlib.suppress(pytest.skip.Exception):
            found[name] = prepare()
    return found
