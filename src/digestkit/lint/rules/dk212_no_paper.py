"""A row that holds no paper: empty cells, or a line of dashes between the rows or above the header.

Readers show an empty row, or one of dashes, and count a paper too many. With dashes above the header some of them show
no table.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |
    |  |  |  |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The line is taken out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.diagnostics import Oddity
from digestkit.lint.rows import without_lines
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.lint.surroundings import line_at
from digestkit.models import Edit, Span
from digestkit.parsing.bars import is_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document
    from digestkit.parsing.table_header import Table


def _find(document: Document) -> Iterator[Finding]:
    for found in document.reported.get(Oddity.NO_PAPER.code, ()):
        yield Finding(found.span, found.message, (_without(document, found.span),))
    yield from _dashes_above_headers(document)


def _without(document: Document, place: Span) -> Edit:
    behind = document.text[place.end : line_at(document, place.start).end]
    if not behind.strip():
        return without_lines(document, place)
    # A row stands on the line as well.
    return Edit(span=Span(place.start, place.end + len(behind) - len(behind.lstrip())), text="")


def _dashes_above_headers(document: Document) -> Iterator[Finding]:
    of_tables = {line_at(document, span.start) for table in document.tables for span in _dashes_of(table)}
    for table in document.tables:
        lines: list[Span] = []
        start = line_at(document, table.header.start).start if table.has_header else 0
        while start:
            above = line_at(document, start - 1)
            if above in of_tables or not is_rule(document.raw(above)):
                break
            lines.append(above)
            start = above.start
        if lines:
            message = "a line of dashes above the header keeps some readers from showing the table; take it out"
            # All of them at once: the next would be a finding where the last alone went.
            yield Finding(lines[0], message, tuple(without_lines(document, line) for line in lines))


def _dashes_of(table: Table) -> Iterator[Span]:
    yield from table.rules_between
    if table.rule is not None:
        yield table.rule


RULE = Rule(*Oddity.NO_PAPER.value, __doc__ or "", _find, Fix.SAFE)
