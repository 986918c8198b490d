"""A header amid the rows of a table.

Where no blank line is above it, Markdown readers show the header and its dashes as two papers more.

Bad:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |
    | Title | Authors | Summary |
    |-------|---------|---------|
    | Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4 rafts. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4 rafts. |

Fix: safe. A blank line is put above the header, so that a second table begins there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rows import gap_above
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.lint.surroundings import end_of_table, line_at, line_below
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    headers = {
        line_at(document, table.header.start).start: table.header for table in document.tables if table.has_header
    }
    for table in document.tables:
        below = line_below(document, end_of_table(table))
        header = headers.get(below.start) if below is not None else None
        if below is not None and header is not None:
            message = "this header stands right below a row and is shown as a paper; expected a blank line before it"
            gap = gap_above(document, header.start)
            yield Finding.replacing(header, message, [(below.start, below.start)], gap)


RULE = Rule("DK218", "repeated-header", Severity.WARNING, __doc__ or "", _find, Fix.SAFE)
