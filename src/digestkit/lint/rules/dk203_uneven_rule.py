"""A line of dashes with more or fewer cells than the header above it.

Markdown readers take the rows for a table only where both have the same number.

Bad:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The line gets the header's number of cells and keeps the alignment of those it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.diagnostics import Oddity
from digestkit.lint.rows import bars_at_ends, rule_line
from digestkit.lint.rule import Rule
from digestkit.models import Edit
from digestkit.parsing.bars import split_cells

if TYPE_CHECKING:
    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic


def _mend(document: Document, found: Diagnostic) -> list[Edit]:
    table = document.tables_by_rule[found.span]
    there = [document.raw(cell) for cell in split_cells(document.text, found.span, 0)]
    names = [document.raw(cell) for cell in split_cells(document.text, table.header, 0)]
    wanted = rule_line(names).strip("|").split("|")
    dashes = [*there[: len(wanted)], *wanted[len(there) :]]
    return [Edit(span=found.span, text=bars_at_ends(f"|{'|'.join(dashes)}|", table))]


RULE = Rule.reported(Oddity.UNEVEN_RULE, __doc__, _mend)
