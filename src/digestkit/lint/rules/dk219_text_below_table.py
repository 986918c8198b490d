"""Text right below the last row of a table.

Without a blank line between them, Markdown readers take the text for one more row.

Bad:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |
    More maps come tomorrow.

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

    More maps come tomorrow.

Fix: safe. A blank line is put between them, unless a row without a bar before it follows: the text may be the beginning
of its title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.lint.surroundings import begins_block, conflict_marks, end_of_table, line_at, line_below
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document
    from digestkit.models import Span


def _find(document: Document) -> Iterator[Finding]:
    begun = {line_at(document, table.header.start).start for table in document.tables}
    titles = set(document.titles_above.values())
    marks = {mark.start for mark in conflict_marks(document)}
    for table in document.tables:
        below = line_below(document, end_of_table(table))
        if below is not None and below.start not in begun | marks and not begins_block(document.raw(below)):
            message = (
                "text stands right below the table; Markdown readers show it as a row, expected a blank line before it"
            )
            places = [] if _may_begin_title(document, below, titles) else [(below.start, below.start)]
            yield Finding.replacing(below, message, places, document.line_break)


_MOST_LINES: Final = 4  # of a title


def _may_begin_title(document: Document, below: Span, titles: set[Span]) -> bool:
    line: Span | None = below
    for _ in range(_MOST_LINES):
        if line is None or line in titles:
            return line is not None
        line = line_below(document, line.end)
    return False


RULE = Rule("DK219", "text-below-table", Severity.WARNING, __doc__ or "", _find, Fix.SAFE)
