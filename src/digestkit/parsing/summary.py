"""A summary cell alone."""

from __future__ import annotations

from digestkit.models import Summary

__all__ = ["parse_summary"]


def parse_summary(text: str, title: str | None = None) -> Summary:
    """The summary of a text; the paper's title, where known, helps to name its system.

    Raises `TypeError` for what is not text.

    >>> summary = parse_summary("ii) Can maps be read? iv) Recall is 71.5%.")
    >>> [kind.value for kind in summary.missing]
    ['summary', 'methodology', 'implication']
    """
    return Summary(text, title)
