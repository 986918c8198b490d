"""Chosen results as CSV and JSON, in the columns and words that `convert` has for all of them."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import attrs

from digestkit.formats import write
from digestkit.formats._json_strict import strict_converter
from digestkit.formats._json_text import object_text
from digestkit.models import Digest, NumericResult, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from cattrs import Converter

    from digestkit.cli.result_query import Reported

__all__ = ["write_csv", "write_json"]


@attrs.frozen
class _ChosenSummary(Summary):
    """A summary of which some results were chosen."""

    chosen: tuple[NumericResult, ...] = ()

    @cached_property
    def results(self) -> tuple[NumericResult, ...]:
        return self.chosen


def write_csv(reported: Iterable[Reported], file: TextIO) -> None:
    """One row a result, in the columns of `digestkit.results_to_csv`."""
    write(map(_digest_of_one, reported), file, format="results-csv")


def _digest_of_one(reported: Reported) -> Digest:
    whole = reported.paper.summary
    summary = _ChosenSummary(whole.text, whole.title, chosen=(reported.result,))
    return Digest(date=reported.date, papers=(attrs.evolve(reported.paper, summary=summary),))


def write_json(reported: Iterable[Reported], file: TextIO) -> None:
    """An array, one object a result on a line: the paper, the sentence, and the result as in the JSON of digests."""
    before = "[\n"
    for each in reported:
        file.write(before + object_text(_members(each), None))
        before = ",\n"
    file.write("[]\n" if before == "[\n" else "\n]\n")


def _members(reported: Reported) -> dict[str, Any]:
    paper, result = reported.paper, reported.result
    return {
        "date": reported.date.isoformat() if reported.date else None,
        "arxiv_id": paper.arxiv_id.number if paper.arxiv_id else None,
        "arxiv_url": paper.arxiv_id.abs_url if paper.arxiv_id else None,
        "title": paper.title,
        "sentence": paper.summary.text[slice(*result.sentence_span)],
        **_converter().unstructure(result),
    }


@cache
def _converter() -> Converter:
    """Built once, as it takes a while."""
    return strict_converter()
