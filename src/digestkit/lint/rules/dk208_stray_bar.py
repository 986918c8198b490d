r"""A row with more cells than the table has columns: a bar inside a cell is not escaped, or there is one too many.

Markdown readers end the cell at the bar, and drop what is left over. Even in code spans a bar is written `\|`.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It learns p(a|b) from 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It learns p(a\|b) from 3 rivers. |

Fix: safe. The bars inside cells are escaped; which they are is told by what stands in the cells. Empty cells that a
doubled bar makes are taken out. Where the header has no column of authors or of summaries, and every row has more cells
than the header, the header is at fault (DK204), and no bar is escaped; nor is one behind which a summary would take in
the link of another paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.diagnostics import Oddity
from digestkit.lint.places_in_rows import stray_bar
from digestkit.lint.rows import rewritten_row
from digestkit.lint.rule import Rule

if TYPE_CHECKING:
    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic, Edit


def _mend(document: Document, found: Diagnostic) -> list[Edit]:
    row = document.row_at(found.span.start)
    return rewritten_row(document, found) if row is not None and row.fits else []


RULE = Rule.reported(Oddity.STRAY_BAR, __doc__, _mend, place=stray_bar)
