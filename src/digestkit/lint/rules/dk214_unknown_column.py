"""A column that digestkit does not know.

Its cells are kept in `Paper.extra`. If it was meant to be one of the known columns, its header is misspelled.

Bad:

    ## Papers for 2024-03-11

    | Title | Authors | Summary | Vanue |
    |-------|---------|---------|-------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. | RiverConf |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

A header that stands in a file several times is reported where it stands first.

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity
from digestkit.parsing.bars import split_cells
from digestkit.parsing.columns import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    seen = set()
    for table in document.tables:
        columns = table.header_columns
        if columns is None or not (table.has_header and table.known):
            continue
        cells = split_cells(document.text, table.header, len(columns))
        for span, name, role in zip(cells, columns.names, columns.roles, strict=False):
            if role is Role.EXTRA and name not in seen:
                seen.add(name)
                yield Finding(
                    span,
                    f"{document.raw(span)!r} is no column that digestkit knows; is its name misspelled?",
                )


RULE = Rule("DK214", "unknown-column", Severity.INFO, __doc__ or "", _find)
