"""A table of papers in a sample of code, or behind a comment that is never closed.

Markdown readers show the bars and dashes as they are written, or nothing at all. A fence that is never closed (three
backticks or tildes) makes a sample of all that is below it.

Bad:

    ## Papers for 2024-03-11

    ```
    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |
    ```

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none. Only the author knows where the sample or comment was to end.
"""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING, Final

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_FENCE: Final = re.compile(r"(?:>[ ]?){0,4}[ ]{0,3}(?P<fence>`{3,}(?=[^`]*\Z)|~{3,})(?P<words>.*)")  # "```markdown"
_COMMENT: Final = re.compile(r"[ ]{0,3}<!--")


def _find(document: Document) -> Iterator[Finding]:
    tables = [table.header.start for table in document.tables]
    for opening, end, what in _hidden(document):
        at = bisect(tables, opening.start)
        if at < len(tables) and tables[at] < end:
            yield Finding(opening, f"readers do not show the table below as one: it stands in {what} that begins here")


def _hidden(document: Document) -> Iterator[tuple[Span, int, str]]:
    """The lines that open samples and endless comments, with the place where what they open ends."""
    opened: tuple[Span, str] | None = None
    last_comment_end = document.text.rfind("-->")
    for line in document.lines:
        text = document.raw(line)
        found = _FENCE.match(text) if "```" in text or "~~~" in text else None
        if opened is None and found is not None:
            opened = line, found["fence"]
        elif opened is not None and found is not None and _closes(found, opened[1]):
            yield opened[0], line.start, "a sample of code"
            opened = None
        elif opened is None and _COMMENT.match(text) and last_comment_end < line.start:
            yield line, len(document.text), "a comment"
            return
    if opened is not None:
        yield opened[0], len(document.text), "a sample of code"


def _closes(found: re.Match[str], opening: str) -> bool:
    """Does a fence close the one of an opening: of the same characters, as long, and with no words behind it?"""
    return found["fence"].startswith(opening) and not found["words"].strip()


RULE = Rule("DK223", "hidden-table", Severity.WARNING, __doc__ or "", _find)
