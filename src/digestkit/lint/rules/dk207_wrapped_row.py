"""A row, or a header, that is spread over several lines.

A Markdown table has a line a row: readers end the row at the first line break and show the rest as another one, or end
the table there. It comes from line breaks in titles, and from scripts that fill lines.

Bad:

    | Maps of
      Rivers (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    | Maps of Rivers (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. It is put on one line; each line break in a cell becomes a space, and goes where it parts an address. The
marks of a quotation before its further lines go with the line breaks. In a table without bars at its sides a line that
follows the end of a sentence is left where it is: it may be text below the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digestkit.diagnostics import Oddity
from digestkit.lint.places_in_rows import first_line_break
from digestkit.lint.rows import header_anew, rewritten_row
from digestkit.lint.rule import Rule

if TYPE_CHECKING:
    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic, Edit


# Also what may close behind a stop: "rivers.)", "*rivers.*".
_SENTENCE_ENDS: Final = (".", "!", "?", ":", "…", ")", "*", '"', "”")


def _mend(document: Document, found: Diagnostic) -> list[Edit]:
    table = document.tables_by_header.get(found.span)
    if table is not None:
        return header_anew(document, table)
    return [] if _may_hold_text_below(document, found) else rewritten_row(document, found)


def _may_hold_text_below(document: Document, found: Diagnostic) -> bool:
    row = document.row_at(found.span.start)
    if row is None or row.leads or row.closes:
        return False
    last = next((cell for cell in reversed(row.papers[-1]) if cell is not None), None) if row.papers else None
    lines = document.raw(last).splitlines() if last is not None else []
    return any(line.rstrip().endswith(_SENTENCE_ENDS) for line in lines[:-1])


RULE = Rule.reported(Oddity.WRAPPED_ROW, __doc__, _mend, place=first_line_break)
