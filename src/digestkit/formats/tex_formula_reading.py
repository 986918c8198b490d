r"""Formulas back into text: the inverse of `tex_math`, which writes the characters that TeX lacks as groups.

`n{\sigma}` is `nσ`. The group of an argument belongs to its command, so `\hat{\sigma}` and `x^{\sigma}` stay as they
are; a character that is the whole argument of a command is written with one group more in it, `\hat{\sigma{}}`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.formats.tex_characters import symbols
from digestkit.formats.tex_commands import MATH_ARGUMENTS, MATH_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["read_formula"]

_TOKEN: Final = re.compile(
    r"""
      (?P<text>    \\ (?P<style> text[a-z]{2,6} | emph | [mh]box ) \s*
                   \{ (?P<content> (?: [^{}] | \{ [^{}]* \} )* ) \} )    # \textrm{Only-IF}
    | (?P<root>    \\ sqrt \s* \[ [^\[\]{}\\$]{0,40} \] )                # \sqrt[3]
    | (?P<brace>   \\ (?P<side> [lr] ) brace (?: [ ] | $ ) )             # \lbrace x\rbrace
    | (?P<fence>   \\ (?: left | right ) (?![A-Za-z]) )
    | (?P<command> \\ [A-Za-z]+ )
    | (?P<blank>   \\ [\\ ,;:!>] | \s+ )
    | (?P<script>  [\^_] )
    | (?P<open>    \{ )
    | (?P<close>   \} )
    | (?P<other>   \\ . | . )
    """,
    re.VERBOSE | re.DOTALL,
)


class _Group:
    """A group being read: its TeX, its text so far, and how many arguments must still come."""

    def __init__(self, *, is_argument: bool = False) -> None:
        self.tex: list[str] = []
        self.text: list[str] = []
        self.wanted = 0
        self.is_argument = is_argument

    def add(self, tex: str, text: str | None = None) -> None:
        self.tex.append(tex)
        self.text.append(tex if text is None else text)

    def nucleus(self, arguments: int = 0) -> bool:
        """Take note of a letter, a group or a command; return whether it is an argument."""
        is_argument = self.wanted > 0
        self.wanted += arguments - is_argument
        return is_argument


def read_formula(tex: str, restored: Mapping[str, str], text_of: Callable[[str], str | None]) -> str:
    r"""The text of a formula.

    >>> read_formula(r"n{\sigma}^{\sigma}", {}, str)
    'nσ^{\\sigma}'

    `restored` has the TeX of characters that stand for groups, `text_of` makes text of the argument of `\textrm` and
    the like, or None where it must stay.
    """
    groups = [_Group()]
    for found in _TOKEN.finditer(tex):
        _read(found, groups, restored, text_of)
        if not groups:
            return tex  # braces without partners
    return "".join(groups[0].text) if len(groups) == 1 else tex


def _read(
    found: re.Match[str], groups: list[_Group], restored: Mapping[str, str], text_of: Callable[[str], str | None]
) -> None:
    group, tex = groups[-1], found[0]
    match found.lastgroup:
        case "text":
            group.nucleus()
            group.add(*_text(found, restored, text_of(found["content"])))
        case "brace":
            group.nucleus()
            group.add(tex, r"\{" if found["side"] == "l" else r"\}")
        case "open":
            groups.append(_Group(is_argument=group.nucleus()))
        case "close":
            _close(groups)
        case kind:
            _note(kind or "", tex, group)
            group.add(restored.get(tex, tex))


def _note(kind: str, tex: str, group: _Group) -> None:
    match kind:
        case "root":
            group.nucleus(1)
        case "command":
            group.nucleus(MATH_ARGUMENTS.get(tex[1:], 1 if tex[1:] in MATH_TEXT else 0))
        case "script":
            group.wanted = 1
        case "other":
            group.nucleus()


def _text(found: re.Match[str], restored: Mapping[str, str], text: str | None) -> tuple[str, str]:
    r"""The TeX and the text of a `\textrm`; an `\mbox` of one letter that math lacks is the letter."""
    tex = "".join(restored.get(character, character) for character in found[0])
    if text is None:
        return tex, tex
    if found["style"] == "mbox" and len(text) == 1 and not text.isascii():
        return tex, text
    return tex, f"\\{found['style']}{{{text}}}"


def _close(groups: list[_Group]) -> None:
    """End a group: one that means a character becomes it."""
    group = groups.pop()
    if not groups:
        return
    tex = "".join(group.tex)
    meant = tex.removesuffix("{}") if tex.endswith("{}") else ""
    character = symbols().get(meant if group.is_argument else tex)
    groups[-1].add(f"{{{tex}}}", character or f"{{{''.join(group.text)}}}")
