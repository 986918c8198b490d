r"""TeX in catalogues into text: names such as `Erd\H{o}s`, and titles as far as they are compared."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from digestkit._fields import one_line

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

__all__ = ["decoded"]

_DEEPEST: Final = 20  # braces within braces; pylatexenc descends into them by recursion
_LONGEST: Final = 2_000  # characters, several times what a title has
# Commands that print nothing of their own, but set what follows in another way.
_STYLES: Final = frozenset(
    "bf bfseries boldmath cal displaystyle em enquote it itshape limits md mdseries mkbibemph nocase nocorr noopsort "  # noqa: SIM905 - words read better than a list of strings
    "nolimits normalfont protect rm rmfamily sc scshape scriptstyle sf sffamily sl slshape small smaller textsmaller "
    "textstyle tiny tt ttfamily up upshape xspace".split()
)


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
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    known = get_default_latex_context_db()
    if formulas == "text":
        known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_unknown))
    return LatexNodes2Text(latex_context=known, math_mode=formulas, keep_comments=True)


def _unknown(node: Any, l2tobj: Any) -> str:  # noqa: ANN401 - untyped, and named by pylatexenc
    r"""What a command comes to that pylatexenc has no text for: its arguments, a letter (`\textalpha`), or its name."""
    name = node.macroname
    given = [argument for argument in (node.nodeargd.argnlist if node.nodeargd else ()) or () if argument is not None]
    if given:
        return str(l2tobj.nodelist_to_text(given))
    return "" if name in _STYLES else _greek(name) or f"{name} "


def _greek(name: str) -> str:
    r"""The letter of `\textalpha` and `\textDelta`; nothing for other commands."""
    letter = name.removeprefix("text")
    size = "SMALL" if letter.islower() else "CAPITAL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {letter.upper().replace('LAMBDA', 'LAMDA')}")
    except KeyError:
        return ""


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
