"""Titles for formats that know no TeX: words, and as much of formulas and styles as the format can say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.formats.tex import one_space
from digestkit.formats.tex_characters import symbols
from digestkit.formats.tex_markup import read_markup
from digestkit.models import one_line

if TYPE_CHECKING:
    from digestkit.formats.tex_markup import Atom

__all__ = ["marked_title", "plain_title"]

# A formula that is text with raised and lowered characters: ^2, _{ij}, nσ.
_SIMPLE: Final = re.compile(
    r"""
      (?P<sign> [\^_] ) (?: \{ (?P<group> [^{}\\^_$]+ ) \} | (?P<single> [^{}\\^_$\s] ) )
    | \{ (?P<braced> [^{}\\^_$]* ) \}
    | (?P<plain> [^{}\\^_$]+ )
    """,
    re.VERBOSE,
)
_SYMBOL: Final = re.compile(r"\\[A-Za-z]+[ ]?")
_TEXT: Final = re.compile(r"\\(?:text(?:rm|bf|it|sf|tt|normal)?|math(?:rm|bf|it|sf|tt)|mbox)\{([^{}\\^_$]*)\}")

# Marks of CSL for the styles of TeX that have one.
_TAGS: Final = {
    "emph": "i",
    "textit": "i",
    "textsl": "i",
    "textbf": "b",
    "textsuperscript": "sup",
    "textsubscript": "sub",
}
_RAISED: Final = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED: Final = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def marked_title(title: str) -> str:
    r"""A title with the few HTML marks that CSL knows.

    >>> marked_title(r"\emph{Late} S$^2$R & Top-$n\sigma$: {N}et")
    '<i>Late</i> S<sup>2</sup>R & Top-<span class="nocase">nσ</span>: Net'

    A formula that these cannot say stays as it is, between its dollar signs. CSL has no escape for marks: a title
    that holds `<i>` itself has it read as one.
    """
    closing: list[str] = []
    parts: list[str] = []
    for atom in read_markup(title):
        if atom.kind == "open":
            tag = _TAGS.get(atom.text, "")
            parts.append(f"<{tag}>" if tag else "")
            closing.append(f"</{tag}>" if tag else "")
        elif atom.kind == "close":
            parts.append(closing.pop())
        else:
            parts.append(_words(atom, marked=True))
    return one_line(one_space("".join(parts)))


def plain_title(title: str) -> str:
    r"""A title as text alone, with the raised and lowered digits of Unicode.

    >>> plain_title(r"\emph{Late} S$^2$R: {N}et & $x_{ij}$")
    'Late S²R: Net & $x_{ij}$'
    """
    return one_line(one_space("".join(_words(atom, marked=False) for atom in read_markup(title))))


def _words(atom: Atom, *, marked: bool) -> str:
    if atom.kind in {"open", "close"}:
        return ""
    if atom.kind != "math":
        return atom.text
    formula = _TEXT.sub(r"{\1}", atom.text)
    formula = _SYMBOL.sub(lambda found: symbols().get(found[0].rstrip(), found[0]), formula)
    end, parts = 0, []
    script = _tagged if marked else _unicode_script
    for found in _SIMPLE.finditer(formula):
        text = (
            script(found["sign"], found["group"] or found["single"])
            if found["sign"]
            else found["braced"] or found["plain"]
        )
        if found.start() != end or text is None:
            return f"${atom.text}$"
        end = found.end()
        parts.append(text)
    if end != len(formula):
        return f"${atom.text}$"
    text = "".join(parts)
    # Styles that print titles in title case would raise the first letter.
    return f'<span class="nocase">{text}</span>' if marked and text[:1].islower() else text


def _tagged(sign: str, text: str) -> str | None:
    """A raised or lowered text."""
    tag = "sup" if sign == "^" else "sub"
    return f"<{tag}>{text}</{tag}>"


def _unicode_script(sign: str, text: str) -> str | None:
    """Raised or lowered characters, or None where Unicode lacks one."""
    table = _RAISED if sign == "^" else _LOWERED
    return text.translate(table) if all(ord(character) in table for character in text) else None
