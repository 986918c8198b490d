"""A file that does not end with a line break.

Where files are joined, the heading of the next day is glued to the last row.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |⊣

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The line break is added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    end = len(document.text)
    if document.text.strip("\ufeff") and not document.text.endswith(("\n", "\r")):
        yield Finding.replacing(
            Span(end, end), "the last line does not end with a line break; add one", [(end, end)], document.line_break
        )


RULE = Rule("DK612", "no-final-newline", Severity.INFO, __doc__ or "", _find, Fix.SAFE)
