"""Numeric results of a summary.

Only the plain forms are read so far: a number with a percent sign, `x`, points or ±, and a bare decimal after "of".
"""

from __future__ import annotations

from digestkit.results.grammar import find_results

__all__ = ["find_results"]
