# ruff: noqa: INP001 - a script, in no package
"""Numeric results: digestkit beside quantulum3, over the same summaries.

    python benchmarks/results.py [FOLDER]

FOLDER holds digests (`**/*.md`); without one, summaries are made up. Both read the text of every summary; the best of
several runs counts, quantulum3 reads fewer summaries since it is slow, and imports do not count. digestkit's time
includes the sections, which its results name. Needs `pip install quantulum3`.
"""

from __future__ import annotations

import sys
import time
import warnings
from typing import TYPE_CHECKING

import digestkit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # quantulum3 warns that its optional classifier is missing
    from quantulum3 import parser

RUNS = 3
SLOW_SHARE = 40  # quantulum3 reads every fortieth summary
_INVENTED = (
    "Rill-{n} is a model of rivers. It aims to map them. It was trained on {n} million images for 3 hours. "
    "On QuartzQA, Rill-{n} achieves {n}.5% accuracy, compared to 60.2% for Brook, and cuts latency by up to 32%. "
    "Teams may use it."
)


def invented_summaries(number: int) -> list[str]:
    """Summaries nobody wrote."""
    return [_INVENTED.format(n=n % 90 + 1) for n in range(number)]


def characters_a_second(read: Callable[[str], object], texts: Iterable[str]) -> float:
    """How many characters of the texts are read in a second, in the best of several runs."""
    texts = list(texts)
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        for text in texts:
            read(text)
        best = min(best, time.process_time() - start)
    return sum(map(len, texts)) / best


def by_quantulum(text: str) -> object:
    """The quantities that quantulum3 finds; what it raises counts as read."""
    try:
        return parser.parse(text)
    except Exception:  # noqa: BLE001 - it raises many kinds
        return None


def main(folder: str | None = None) -> None:
    """Print both speeds and their ratio."""
    texts = (
        [paper.summary.text for digest in digestkit.read_archive(folder) for paper in digest.papers]
        if folder
        else invented_summaries(2000)
    )
    ours = characters_a_second(digestkit.extract_results, texts)
    theirs = characters_a_second(by_quantulum, texts[::SLOW_SHARE])
    sys.stdout.write(
        f"{len(texts)} summaries\n"
        f"digestkit {digestkit.__version__:>12} {ours:>12,.0f} characters a second\n"
        f"quantulum3              {theirs:>12,.0f} characters a second\n"
        f"ratio                   {ours / theirs:>12,.1f}\n"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
