"""A day's heading that stands in the middle of a line.

The line break before it was lost, as it is where files are joined that do not end with one. Markdown readers show no
heading then, and the day's papers seem to belong to the day above.

Bad:

    Last updated: today## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    Last updated: today

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The heading gets a line of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.diagnostics import Oddity
from digestkit.lint.rule import Rule
from digestkit.models import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic


def _mend(document: Document, found: Diagnostic) -> list[Edit]:
    return list(_breaks(document, found.span))


def _breaks(document: Document, heading: Span) -> Iterator[Edit]:
    """Two line breaks before the heading, and behind it where something follows on its line."""
    apart = document.line_break * 2
    yield Edit(span=Span(heading.start, heading.start), text=apart)
    behind = document.text[heading.end : heading.end + 1]
    if behind and behind not in " \t\r\n":
        yield Edit(span=Span(heading.end, heading.end), text=apart)


RULE = Rule.reported(Oddity.GLUED_HEADING, __doc__, _mend)
