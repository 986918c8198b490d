"""A day's heading that is not one of the second level.

Digests head their days with `## Papers for …`; outlines and scripts that look for that miss other levels. Without a
space behind the marks, or with four spaces before them, Markdown shows no heading at all.

Bad:

    # Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. It sets the marks; a heading in bold, as a tag, without marks, in an entry of a list or over two lines is
left to the author.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.lint.surroundings import code_indent
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_MARKS: Final = re.compile(r"(?P<marks>#{1,6})[ \t]*")  # "# ", "###"


def _find(document: Document) -> Iterator[Finding]:
    for span in (day.heading.span for day in document.days if day.heading is not None):
        indent = code_indent(document.raw(span))
        start = span.start + len(document.raw(span)) - len(document.raw(span).lstrip("> \t\u200b\ufeff"))
        marks = _MARKS.match(document.text, start, span.end)
        if marks is None:
            yield Finding(span, "the day has no heading that begins with ##")
        elif indent:
            message = "the heading is indented by four columns or more: Markdown readers take it for code"
            yield Finding.replacing(Span(start, marks.end()), message, [(span.start, marks.end())], "## ")
        elif marks["marks"] != "##" or marks["marks"] == marks[0]:
            message = f"the heading begins with {marks['marks']}, expected ## and a space"
            yield Finding.replacing(Span(*marks.span()), message, [marks.span()], "## ")


RULE = Rule("DK109", "heading-level", Severity.INFO, __doc__ or "", _find, Fix.SAFE)
