"""A row that does not begin with a bar, in a table whose other lines do.

Some readers end the table above it, or show no table at all. The beginning of the row may also have been lost.
A table without bars at the ends of all its lines is sound.

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

Fix: safe. The bar is added, and the one at the end where that is missing too. No row is changed below text without a
header between them, as that may be the beginning of its title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rows import row_anew
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for table in document.tables:
        for row in table.rows if table.is_barred else ():
            if not row.leads:
                message = "the row does not begin with a bar; open it with one, unless its beginning is missing"
                yield Finding(Span(row.start, row.start), message, tuple(row_anew(document, row.start)))


RULE = Rule("DK221", "unopened-row", Severity.WARNING, __doc__ or "", _find, Fix.SAFE)
