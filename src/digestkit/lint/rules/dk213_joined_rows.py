"""Several rows on one line.

The line break between them was lost. Markdown readers take the line for a single row and drop what is too much for it.

Bad:

    | A (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Li Wen | It has 1. | | B (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It has 2. |

Good:

    | A (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Li Wen | It has 1. |
    | B (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It has 2. |

A row may also stand behind the line of dashes, and that behind its header.

Fix: safe. Each row gets a line. Where one begins is told by the papers' links, in the title of each row or in its last
cell; rows without them are left as they are.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.diagnostics import Oddity
from digestkit.lint.rows import prefix_of_line, rewritten_row
from digestkit.lint.rule import Rule
from digestkit.models import Edit, Span

if TYPE_CHECKING:
    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic


def _mend(document: Document, found: Diagnostic) -> list[Edit]:
    table = document.tables_by_rule.get(found.span)
    if table is None:
        return rewritten_row(document, found)
    break_and_prefix = document.line_break + prefix_of_line(document, found.span.start)
    return [Edit(span=Span(table.header.end, found.span.start), text=break_and_prefix)]


RULE = Rule.reported(Oddity.JOINED_ROWS, __doc__, _mend)
