"""A day's heading that shares its line with other text or with the table below it.

A line break was lost, as it is where files are joined that do not end with one. Markdown readers show no heading then,
and the day's papers seem to belong to the day above; or they take the header of the table for a part of the heading.

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

import re
from typing import TYPE_CHECKING, Final

from digestkit.diagnostics import Oddity
from digestkit.lint.rule import Rule
from digestkit.models import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document
    from digestkit.models import Diagnostic

_BLANKS: Final = re.compile(r"[ \t]*")


def _mend(document: Document, found: Diagnostic) -> list[Edit]:
    return list(_breaks(document, found.span))


def _breaks(document: Document, heading: Span) -> Iterator[Edit]:
    """Two line breaks before the heading and behind it, where something else stands on its line."""
    text, apart = document.text, document.line_break * 2
    if heading.start and text[heading.start - 1] not in "\r\n":
        yield Edit(span=Span(heading.start, heading.start), text=apart)
    behind = _BLANKS.match(text, heading.end)
    end = behind.end() if behind else heading.end
    if text[end : end + 1] not in ("", "\r", "\n"):
        yield Edit(span=Span(heading.end, end), text=apart)


RULE = Rule.reported(Oddity.GLUED_HEADING, __doc__, _mend)
