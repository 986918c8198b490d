"""Rules about characters that nobody sees."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from digestkit.lint.document import Document

__all__ = ["character_rule"]

_UNDECODED = "\ufffd"


def character_rule(code: str, name: str, page: str | None, pattern: re.Pattern[str]) -> Rule:
    """A rule against the characters of a pattern, anywhere in the text; its fix takes them out."""

    def find(document: Document) -> Iterator[Finding]:
        for found in pattern.finditer(document.text):
            message = f"{_described(found[0][0])} cannot be seen; take it out"
            if found[0][0] == _UNDECODED:
                yield Finding(Span(*found.span()), "a character could not be decoded here; put back what stood here")
            else:
                yield Finding.replacing(Span(*found.span()), message, [found.span()], "")

    return Rule(code, name, Severity.WARNING, page or "", find, Fix.UNSAFE)


def _described(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X} ({name})"
