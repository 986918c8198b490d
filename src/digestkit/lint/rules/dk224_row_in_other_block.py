"""A row in a quotation or an entry of a list that its header is not in, or a header in one that its rows are not in.

To Markdown readers the table ends above it: they show the row, or the whole table, as text.

Bad:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    > | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The row gets the marks at the beginning of its line that its header has; a header in an entry of a list
loses that entry's mark where all rows stand outside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.rows import begins_line, gap_above, prefix_of_line
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.lint.surroundings import line_at
from digestkit.models import Edit, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document
    from digestkit.parsing.table_header import Table

_LIST_MARK: Final = re.compile(r"[-+*]|\d{1,9}[.)]")  # "- | Maps |", "2. | Maps |"


def _find(document: Document) -> Iterator[Finding]:
    for table in document.tables:
        starts = [start for start in _starts(table) if begins_line(document, start)]
        places = [Span(line_at(document, start).start, start) for start in starts]
        if len(places) > 1:
            yield from _findings(document, places, rows_begin=1 + (table.rule is not None))


def _findings(document: Document, places: list[Span], rows_begin: int) -> Iterator[Finding]:
    header = document.raw(places[0])
    outside = [_is_outside(document.raw(place), header) for place in places]
    if all(outside[rows_begin:]) and outside[rows_begin:]:
        yield _without_entry(document, places, rows_begin)
        return
    marks = prefix_of_line(document, places[0].end)
    for place, is_outside in zip(places[1:], outside[1:], strict=True):
        written = document.raw(place)
        if is_outside or written.count(">") != marks.count(">") or _LIST_MARK.search(written):
            message = (
                "this line stands in another quotation or list entry than the header; readers end the table above it"
            )
            yield Finding(place, message, (Edit(span=place, text=marks),))


def _is_outside(written: str, header: str) -> bool:
    """Does a line, by what is before its first bar, stand before the text of the entry that the header is in?"""
    mark = _LIST_MARK.search(header)
    return (
        mark is not None and not _LIST_MARK.search(written) and len(written.expandtabs(4)) < len(header.expandtabs(4))
    )


def _without_entry(document: Document, places: list[Span], rows_begin: int) -> Finding:
    """A header in an entry of a list, all rows of which are outside: it loses the mark of the entry."""
    message = "the header stands in an entry of a list that its rows are not in; readers show no table"
    marks = document.raw(places[rows_begin])
    gap = gap_above(document, places[0].end)
    edits = [Edit(span=place, text=marks) for place in places[1:rows_begin] if document.raw(place) != marks]
    return Finding(places[0], message, (Edit(span=places[0], text=gap + marks), *edits))


def _starts(table: Table) -> list[int]:
    """Where the header, the line of dashes and the rows begin."""
    frame = (table.header, table.rule) if table.has_header else ()
    return [*(span.start for span in frame if span is not None), *(row.start for row in table.rows)]


RULE = Rule("DK224", "row-in-other-block", Severity.WARNING, __doc__ or "", _find, Fix.SAFE)
