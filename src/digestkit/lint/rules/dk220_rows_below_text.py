"""Rows that go on below other text without a header of their own.

The text ended the table. Markdown readers show the rows below it as text, or, with no blank line between, take the text
for a row.

Bad:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

    And now the rafts.

    | Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4 rafts. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

    And now the rafts.

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4 rafts. |

Fix: safe. The header of the table above is put above the rows, unless the first of them has no bar before it and stands
right below the text, which may be the beginning of its title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rows import header_above
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.lint.surroundings import conflict_marks
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    if conflict_marks(document):
        return  # what parts the rows is a mark that has to go
    for table in document.tables:
        if table.columns is None or table.has_header or not table.known:
            continue
        message = "these rows stand below other text without a header; readers show no table here; give them one"
        end = table.rows[0].end if table.rows else table.header.start
        header = header_above(document, table.header.start, table.columns.names)
        may_cut_title = table.header.start in document.titles_above
        yield Finding(Span(table.header.start, end), message, () if may_cut_title else (header,))


RULE = Rule("DK220", "rows-below-text", Severity.WARNING, __doc__ or "", _find, Fix.SAFE)
