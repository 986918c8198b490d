"""A header, or the line of dashes below it, without a bar at its beginning or end, where other lines have them.

Some readers take such lines for text, and show no table at all.

Bad:

    ## Papers for 2024-03-11

    | Title | Authors | Summary
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The bar is added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Edit, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for table in document.tables:
        lines = [span for span in (table.header, table.rule) if span is not None and len(span)]
        if table.rows and table.is_barred:
            for line in lines:
                edits = tuple(_bars(document, line))
                if edits:
                    where = " and ".join("begin" if edit.span.end == line.start else "end" for edit in edits)
                    what = "header" if line is table.header else "line of dashes"
                    message = f"the {what} does not {where} with a bar as other lines do; add it"
                    yield Finding(edits[0].span, message, edits)


def _bars(document: Document, line: Span) -> Iterator[Edit]:
    text = document.raw(line)
    space = "" if text.strip("|:- ") == "" else " "
    if not text.startswith("|"):
        yield Edit(span=Span(line.start, line.start), text=f"|{space}")
    if not text.endswith("|") or text.endswith("\\|"):
        yield Edit(span=Span(line.end, line.end), text=f"{space}|")


RULE = Rule("DK222", "open-header", Severity.WARNING, __doc__ or "", _find, Fix.SAFE)
