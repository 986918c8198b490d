"""A blank line between the rows of a table, or between them and their header.

It ends the table for every Markdown reader: the rows below are shown as text.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

    | Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4 rafts. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |
    | Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4 rafts. |

Fix: safe. The blank lines are taken out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.diagnostics import Oddity
from digestkit.lint.rows import blank_lines_above
from digestkit.lint.rule import Rule
from digestkit.models import Edit

if TYPE_CHECKING:
    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic


def _mend(document: Document, found: Diagnostic) -> list[Edit]:
    blank = blank_lines_above(document, found.span.start)
    return [Edit(span=blank, text="")] if len(blank) else []


RULE = Rule.reported(Oddity.BLANK_LINE, __doc__, _mend)
