"""White space at the end of a line.

It makes differences between versions that nobody can see. In text outside of tables two spaces at the end are a line
break that somebody may have meant, so they are let be.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |␠␠

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The white space is taken out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for line in document.lines:
        text = document.raw(line)
        kept = text.rstrip(" \t\u00a0")
        if len(kept) == len(text) or _is_hard_break(document, line, text, kept):
            continue
        span = Span(line.start + len(kept), line.end)
        yield Finding.replacing(span, "white space at the end of the line; take it out", [(span.start, span.end)], "")


def _is_hard_break(document: Document, line: Span, text: str, kept: str) -> bool:
    """Do two spaces end a line of running text?"""
    if not kept or not text.endswith("  ") or kept.lstrip().startswith(("#", "|")) or kept.endswith("|"):
        return False
    row = document.row_at(line.start)
    return row is None or row.row.end < line.end


RULE = Rule("DK610", "trailing-space", Severity.INFO, __doc__ or "", _find, Fix.SAFE)
