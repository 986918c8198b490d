"""What only several files show together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digestkit.lint.places_in_rows import place_of_id
from digestkit.models import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

__all__ = ["ArchiveIndex"]


@attrs.define
class ArchiveIndex:
    """The papers of the files seen so far: where each identifier first stood."""

    first: dict[str, str] = attrs.field(factory=dict)

    def add(self, document: Document) -> Iterator[Diagnostic]:
        """Take in a file; gives the papers that an earlier one has."""
        from digestkit.lint.rules.dk311_repeated_in_archive import RULE

        here: dict[str, str] = {}
        for paper in document.papers:
            if paper.arxiv_id is None or paper.span is None:
                continue
            number = paper.arxiv_id.number
            span = place_of_id(document, paper)
            line, column = document.places.line_and_column(span.start)
            if number not in here and number in self.first:
                yield Diagnostic(
                    code=RULE.code,
                    name=RULE.name,
                    severity=RULE.severity,
                    message=f"arXiv:{number} stands in {self.first[number]} already; keep one of the two rows",
                    span=span,
                    line=line,
                    column=column,
                )
            here.setdefault(number, f"{document.source or 'an earlier file'}, line {line}")
        for number, place in here.items():
            self.first.setdefault(number, place)
