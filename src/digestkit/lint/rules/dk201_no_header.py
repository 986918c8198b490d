"""A table without a header that says what its columns are.

Markdown shows such rows as plain text, and programs have to guess. digestkit takes the columns for title, authors and
summary.

Bad:

    ## Papers for 2024-03-11

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. Where there is no header at all, one is put above the rows; a header in other words is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.diagnostics import Oddity
from digestkit.lint.rows import blank_lines_above, header_lines
from digestkit.lint.rule import Rule
from digestkit.models import Edit, Span

if TYPE_CHECKING:
    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic


def _mend(document: Document, found: Diagnostic) -> list[Edit]:
    table = next((table for table in document.tables if table.header == found.span), None)
    if table is None or table.columns is None or table.has_header:
        return []
    at = document.places.line_starts[found.line - 1]
    apart = document.line_break if at and not len(blank_lines_above(document, at)) else ""
    return [Edit(span=Span(at, at), text=apart + header_lines(table.columns.names, document.line_break))]


RULE = Rule.reported(Oddity.NO_HEADER, __doc__, _mend)
