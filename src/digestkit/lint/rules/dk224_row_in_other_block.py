"""A row in a quotation or an entry of a list that its header is not in.

To Markdown readers the table ends above it: they show the row as text.

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

Fix: safe. The row gets the marks at the beginning of its line that its header has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rows import prefix_of_line
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.lint.surroundings import line_at
from digestkit.models import Edit, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document
    from digestkit.parsing.table import Table


def _find(document: Document) -> Iterator[Finding]:
    for table in document.tables:
        lines = _starts(table)
        if not lines:
            continue
        marks = prefix_of_line(document, lines[0])
        for start in lines[1:]:
            before = Span(line_at(document, start).start, start)
            written = document.raw(before)
            if written.count(">") != marks.count(">") or any(mark in written for mark in "-+*"):
                message = "this line stands in another quotation or list entry than the header; readers end the table"
                yield Finding(before, f"{message} above it", (Edit(span=before, text=marks),))


def _starts(table: Table) -> list[int]:
    """Where the header, the line of dashes and the rows begin."""
    frame = (table.header, table.rule) if table.has_header else ()
    return [*(span.start for span in frame if span is not None), *(row.start for row in table.rows)]


RULE = Rule("DK224", "row-in-other-block", Severity.WARNING, __doc__ or "", _find, Fix.SAFE)
