r"""TeX in catalogues into text: names such as `Erd\H{o}s`, and titles as far as they are compared."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from digestkit._fields import one_line

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

__all__ = ["decoded"]

_DEEPEST: Final = 20  # braces within braces; pylatexenc descends into them by recursion
_LONGEST: Final = 2_000  # characters, several times what a title has


@lru_cache(maxsize=4096)
def decoded(text: str, *, formulas: bool = False) -> str:
    r"""Text without TeX's escapes; formulas keep theirs unless asked for. What cannot be read as TeX stays as it is.

    >>> decoded(r"Bela Kert\H{o}"), decoded(r"Jos\'e \L ukasz"), decoded("{Ida} Holm & Li Wen")
    ('Bela Kertő', 'José Łukasz', 'Ida Holm & Li Wen')
    """
    if (
        not ("\\" in text or "{" in text or (formulas and "$" in text))
        or len(text) > _LONGEST
        or _depth(text) > _DEEPEST
    ):
        return text
    # To TeX these have a meaning, which no name and no title wants.
    for mark in "&%#":
        text = text.replace("\\" + mark, mark).replace(mark, "\\" + mark)
    try:
        return one_line(_decoder("text" if formulas else "verbatim").latex_to_text(text))
    except (ValueError, IndexError, RecursionError):
        return text


@cache
def _decoder(formulas: str) -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode=formulas, keep_comments=True)


def _depth(text: str) -> int:
    """How deep braces, formulas and environments nest, or more than that."""
    depth = deepest = 0
    for character in text:
        if character == "{":
            depth += 1
            deepest = max(deepest, depth)
        elif character == "}":
            depth -= 1
    return max(deepest, text.count("\\begin"), text.count("\\left"))
