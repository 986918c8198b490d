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
from digestkit.lint.rows import header_above
from digestkit.lint.rule import Rule

if TYPE_CHECKING:
    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic, Edit


def _mend(document: Document, found: Diagnostic) -> list[Edit]:
    table = next((table for table in document.tables if table.header == found.span), None)
    if table is None or table.columns is None or table.has_header:
        return []
    return [header_above(document, table.header.start, table.columns.names)]


RULE = Rule.reported(Oddity.NO_HEADER, __doc__, _mend)
