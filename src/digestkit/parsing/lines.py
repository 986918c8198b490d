"""A text into lines, with a heading that stands behind something else as a line of its own."""

from __future__ import annotations

from digestkit.diagnostics import line_breaks
from digestkit.parsing.headings import glued_days

__all__ = ["line_spans"]


def line_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each line, without its line break; only LF, CR and CR LF end a line.

    A day's heading that stands behind something else is a line of its own here.
    """
    breaks = line_breaks(text)
    cuts = {(cut, cut) for day in glued_days(text) for cut in day}
    spans, start = [], 0
    for end, after in sorted({*breaks, *cuts}) if cuts else breaks:
        # A heading that ends its line is cut at the line break already.
        if end > start or after > end:
            spans.append((start, end))
            start = after
    spans.append((start, len(text)))
    return spans
