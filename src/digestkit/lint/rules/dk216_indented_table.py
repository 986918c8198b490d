"""A table, or a row of one, that is indented by four columns or more.

To Markdown readers such lines are a sample of code: they show the bars and dashes as they are written, or end the table
there. In an entry of a list, tables may be indented; in a quotation, what counts is behind its marks.

Bad:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
        | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The white space before the lines is taken out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.lint.surroundings import code_indent, is_in_list, line_at, quotation, starts_of_lines
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for table in document.tables:
        indents = [indent for start in starts_of_lines(document, table) if len(indent := _indent(document, start))]
        if indents and not is_in_list(document, indents[0].start, table):
            lines = "a line of the table begins" if len(indents) == 1 else f"{len(indents)} lines of the table begin"
            message = f"{lines} with four columns of white space or more: Markdown readers take that for code"
            yield Finding.replacing(indents[0], message, [(indent.start, indent.end) for indent in indents], "")


def _indent(document: Document, start: int) -> Span:
    """The white space that makes a line code, behind the marks of quotations."""
    line = document.raw(line_at(document, start))
    begin = len(quotation(line))
    return Span(start + begin, start + begin + code_indent(line[begin:]))


RULE = Rule("DK216", "indented-table", Severity.WARNING, __doc__ or "", _find, Fix.SAFE)
