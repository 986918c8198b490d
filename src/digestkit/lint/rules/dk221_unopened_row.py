"""A row that does not begin with a bar, in a table whose other rows do.

Some readers end the table above it, or show no table at all. The beginning of the row may also have been lost.

Bad:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The bar is added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for table in document.tables:
        for row in table.rows if table.leads or any(row.leads for row in table.rows) else ():
            if not row.leads:
                message = "the row does not begin with a bar; open it with one, unless its beginning is missing"
                yield Finding.replacing(Span(row.start, row.start), message, [(row.start, row.start)], "| ")


RULE = Rule("DK221", "unopened-row", Severity.WARNING, __doc__ or "", _find, Fix.SAFE)
