"""A header without the line of dashes below it.

Without that line no Markdown reader takes the rows for a table.

Bad:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The line is put below the header.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.diagnostics import Oddity
from digestkit.lint.rows import bars_at_ends, prefix_of_line, rule_line
from digestkit.lint.rule import Rule
from digestkit.models import Edit, Span
from digestkit.parsing.bars import split_cells

if TYPE_CHECKING:
    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic


def _mend(document: Document, found: Diagnostic) -> list[Edit]:
    names = [document.raw(cell) for cell in split_cells(document.text, found.span, 0)]
    prefix = prefix_of_line(document, found.span.start)
    dashes = bars_at_ends(rule_line(names), document.tables_by_header[found.span])
    return [Edit(span=Span(found.span.end, found.span.end), text=document.line_break + prefix + dashes)]


RULE = Rule.reported(Oddity.NO_RULE, __doc__, _mend)
