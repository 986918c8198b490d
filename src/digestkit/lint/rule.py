"""What a rule is: its code, its page, how it finds and how it mends."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from digestkit.models import Diagnostic, Edit, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from digestkit.diagnostics import Oddity
    from digestkit.lint.document import Document

__all__ = ["Finding", "Fix", "Rule"]


class Fix(StrEnum):
    """Whether a rule repairs what it finds: `safe` fixes change form alone, `unsafe` ones words."""

    NONE = "none"
    SAFE = "safe"
    UNSAFE = "unsafe"


@attrs.frozen
class Finding:
    """A place that breaks a rule, why, and what would mend it; without edits nothing does."""

    span: Span
    message: str
    edits: tuple[Edit, ...] = ()

    @classmethod
    def replacing(cls, span: Span, message: str, pieces: Iterable[tuple[int, int]], text: str) -> Finding:
        """A finding that is mended by putting `text` in the place of each piece."""
        return cls(span, message, tuple(Edit(span=Span(start, end), text=text) for start, end in pieces))


def _first_line(page: str) -> str:
    return page.strip().splitlines()[0]


@attrs.frozen
class Rule:
    """A rule. `page` is its module's docstring, the source of its page in the documentation.

    `find` gives its findings in a document; archive rules, which need several files, have their own place.
    """

    code: str
    name: str
    severity: Severity
    page: str = attrs.field(repr=False)
    find: Callable[[Document], Iterable[Finding]] = attrs.field(repr=False)
    fix: Fix = Fix.NONE

    @classmethod
    def reported(
        cls,
        oddity: Oddity,
        page: str | None,
        mend: Callable[[Document, Diagnostic], Sequence[Edit]] | None = None,
        fix: Fix = Fix.SAFE,
        *,
        place: Callable[[Document, Diagnostic], Span] | None = None,
    ) -> Rule:
        """A rule for what parsing reports; `mend` gives the edits of a diagnostic, none where it has no remedy.

        `place` says where in a row the fault is, for a diagnostic of the whole row.
        """

        def find(document: Document) -> Iterator[Finding]:
            for found in document.reported.get(oddity.code, ()):
                edits = tuple(mend(document, found)) if mend else ()
                yield Finding(place(document, found) if place else found.span, found.message, edits)

        code, name, severity = oddity.value
        return cls(code, name, severity, page or "", find, fix if mend else Fix.NONE)

    @property
    def title(self) -> str:
        """What the rule finds, in a line."""
        return _first_line(self.page).rstrip(".")

    def diagnostics(self, document: Document, *, unsafe: bool) -> Iterator[Diagnostic]:
        """The rule's findings as diagnostics; fixes that change words only where `unsafe` asks for them."""
        fixes = self.fix is Fix.SAFE or (unsafe and self.fix is Fix.UNSAFE)
        for found in self.find(document):
            line, column = document.places.line_and_column(found.span.start)
            yield Diagnostic(
                code=self.code,
                name=self.name,
                severity=self.severity,
                message=found.message,
                span=found.span,
                line=line,
                column=column,
                fix=found.edits if fixes and found.edits else None,
            )
