"""Numeric results of a summary.

Only the plain forms are read so far: a number with a percent sign, `x`, points or ±, and a bare decimal after "of".
"""

from __future__ import annotations

from digestkit.models import NumericResult, Summary
from digestkit.results.find import find_results

__all__ = ["extract_results", "find_results"]


def extract_results(text: str, title: str | None = None) -> tuple[NumericResult, ...]:
    """The numeric results of a summary's text, in its order. Raises `TypeError` for what is not text.

    >>> [str(result.value) for result in extract_results("It reaches an F1 of 71.50, a gain of 2.5 points.")]
    ['71.50', '2.5']
    """
    return Summary(text, title).results
