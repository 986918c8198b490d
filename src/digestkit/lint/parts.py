"""Stretches of a document that can be read by themselves, so that a fix is tried on the lines that it is about."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import attrs

from digestkit.lint.rows import blank_lines_above, prefix_of_line, rule_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic
    from digestkit.parsing.headings import Heading
    from digestkit.parsing.table_header import Table

__all__ = ["Cut", "cuts_amid", "cuts_of", "extent", "lines_above"]


@attrs.frozen
class Cut:
    """A line at which a document can be cut in two, and what the lines from there on need above them to be read."""

    offset: int
    heading: Heading | None = None
    table: Table | None = None


def cuts_of(document: Document) -> list[Cut]:
    """The lines that a document can be cut at: headings of days, headers below a blank line, rows below a row."""
    cuts = {cut.offset: cut for cut in _cuts(document)}
    return sorted(cuts.values(), key=lambda cut: cut.offset)


def _cuts(document: Document) -> Iterator[Cut]:
    for day in document.days:
        if day.heading is not None and day.heading.span.start == _line_start(document, day.heading.span.start):
            yield Cut(day.heading.span.start)
        for table in day.tables:
            start = table.header.start
            if table.has_header and len(blank_lines_above(document, start)):
                yield Cut(_line_start(document, start), day.heading)
            for row in table.rows[1:]:
                yield Cut(_line_start(document, row.start), day.heading, table)


def _line_start(document: Document, offset: int) -> int:
    places = document.places
    return places.line_starts[places.line_and_column(offset)[0] - 1]


def lines_above(document: Document, cut: Cut) -> str:
    """The day's heading and the table's header, for the lines from a cut on."""
    end = document.line_break
    heading = f"{document.raw(cut.heading.span)}{end}{end}" if cut.heading is not None else ""
    return heading + "".join(f"{line}{end}" for line in _header(document, cut.table))


def _header(document: Document, table: Table | None) -> Iterator[str]:
    if table is None or table.columns is None:
        return
    prefix = prefix_of_line(document, table.header.start)
    if not table.has_header:
        names = [name.replace("|", "\\|") for name in table.columns.names]
        yield f"{prefix}| {' | '.join(names)} |"
        yield prefix + rule_line(names)
        return
    yield prefix + document.raw(table.header)
    if table.rule is not None:
        yield prefix_of_line(document, table.rule.start) + document.raw(table.rule)


def extent(found: Diagnostic) -> tuple[int, int]:
    """Where a finding and its edits begin and end."""
    spans = (found.span, *(edit.span for edit in found.fix or ()))
    return min(span.start for span in spans), max(span.end for span in spans)


def cuts_amid(cuts: list[Cut], found: Iterable[Diagnostic], pieces: int) -> list[Cut]:
    """Cuts that part findings into about as many pieces of like number; none where they stand too close for that."""
    starts = sorted(extent(each)[0] for each in found)
    first, last = _count_above(cuts, starts[0]), _count_above(cuts, starts[-1])
    wanted = {_count_above(cuts, starts[len(starts) * piece // pieces]) - 1 for piece in range(1, pieces)}
    # The topmost one has the first finding above it, and so has each below.
    return [cuts[at] for at in sorted({max(first, at) for at in wanted} if first < last else ())]


def _count_above(cuts: list[Cut], offset: int) -> int:
    return bisect_right(cuts, offset, key=lambda cut: cut.offset)
