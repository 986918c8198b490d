"""TeX back into text: the inverse of what the other `tex` modules write, and most of what others write.

Braces that group or protect go; accents and symbols become characters; formulas and styles stay TeX.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from digestkit.formats.tex import one_space
from digestkit.formats.tex_characters import ACCENTS, symbols, text_commands
from digestkit.formats.tex_markup import Atom, read_tex, text_to_tex

__all__ = ["tex_to_text"]

# Groups that mean a character, and private characters for them while the rest is read.
_GROUPS: Final = {
    "{--}": "\ufdd2",
    "{---}": "\ufdd3",
    "{``}": "\ufdd4",
    "{''}": "\ufdd5",
    "{'}": "\ufdd6",
    r"\textasciitilde{}": "\ufdd7",
    "{`}": "\ufdd8",
    "{}": "\ufdd9",
}
_MEANT: Final = dict(zip(_GROUPS.values(), ("--", "---", "“", "”", "’", "~", "`", ""), strict=True))
_GROUP: Final = re.compile("|".join(map(re.escape, _GROUPS)))
_PRIVATE: Final = re.compile("[\ufdd2-\ufdd9]")

_ACCENT: Final = re.compile(
    r"""
    \{ \\ (?P<sign> ['"`^~=.] | [uvHckdbr] (?= \{ ) | textcommabelow (?= \{ ) )
    (?: (?P<bare> [^\W\d_] ) | \{ (?P<group> [^\W\d_] [\u0300-\u036f]* ) \} ) \}
    """,
    re.VERBOSE,
)
_MARKS: Final = {accent: mark for mark, accent in ACCENTS.items()} | {"textcommabelow": "\u0326"}
_SYMBOL: Final = re.compile(r"(\{?) \{\$ ([^$]*) \$\} (\}?)", re.VERBOSE)
_ENSURED: Final = re.compile(r"\\ensuremath \{ ( (?: [^{}] | \{ [^{}]* \} )* ) \}", re.VERBOSE)
_COMMAND_GROUP: Final = re.compile(r"\{ (\\(?![ij]\b)[A-Za-z]+) (?: \{\} | \s* ) \}", re.VERBOSE)
# TeX passes over the space that ends a command: the one of `un\textasciicircum clip`.
_SPACED: Final = re.compile(r"(\\text(?:ascii|back|brace)[a-z]+)[ ]+(?=[^ ])")
_LIGATURE: Final = re.compile(r"---?|``|''|`|~")
_LIGATURES: Final = {"---": "—", "--": "–", "``": '"', "''": '"', "`": "‘", "~": " "}
_MATH_GROUP: Final = re.compile(r"\{ (\\[A-Za-z]+ | [-/] | \^\{[0-9]\} | [\^_][^{}\\]) \}", re.VERBOSE)
_MATH_BOX: Final = re.compile(r"\\mbox\{((?:[^{}]|\{[^{}]*\})*)\}")
_MATH_BRACE: Final = re.compile(r"\\([lr])brace(?: |$)")
_MARKUP: Final = re.compile(r"[\\${}&]")
_ESCAPES: Final = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&"}


def tex_to_text(tex: str) -> str:
    r"""The text of a field.

    >>> tex_to_text(r"{LoRA} \& {\'E}clair: {$n{\sigma}$} at 5\%")
    'LoRA & Éclair: $nσ$ at 5%'

    Where the bare text would be read as TeX again, its specials stay escaped: `\$x\$` is no formula.
    """
    atoms = _atoms(tex)
    text = _join(atoms, escaped=False)
    if _MARKUP.search(text) and _join(_atoms(text_to_tex(text)), escaped=False) != text:
        return _join(atoms, escaped=True)
    return text


def _atoms(tex: str) -> list[Atom]:
    tex = _SYMBOL.sub(_symbol, _ENSURED.sub(_ensured, _SPACED.sub(r"\1{}", tex)))
    tex = _COMMAND_GROUP.sub(_command_group, tex)
    # The innermost accent first; no letter has more than three.
    for _ in range(3):
        tex = _ACCENT.sub(_accent, tex)
    return read_tex(_GROUP.sub(lambda found: _GROUPS[found[0]], tex))


def _ensured(found: re.Match[str]) -> str:
    body = found[1]
    return symbols().get(body) or f"${body}$"


def _symbol(found: re.Match[str]) -> str:
    r"""`{$\beta$}` is a letter; `{{$\Delta$}}` with nothing else in the outer braces is a formula."""
    before, body, after = found.groups()
    character = symbols().get(body)
    return found[0] if character is None or (before and after) else f"{before}{character}{after}"


def _command_group(found: re.Match[str]) -> str:
    return text_commands().get(found[1], found[0])


def _accent(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", (found["bare"] or found["group"]) + _MARKS[found["sign"]])


def _join(atoms: list[Atom], *, escaped: bool) -> str:
    parts: list[str] = []
    ending = ""  # the kind of the last piece that has text
    for atom in atoms:
        if text := _atom(atom, escaped=escaped):
            if (ending == "logo" and text[0].isalpha()) or (ending == "math" and text[0] == "$"):
                parts.append("{}")
            parts.append(text)
            ending = atom.kind
    # Marks may meet their letters only now that braces between them are gone.
    return unicodedata.normalize("NFC", one_space("".join(parts)).strip(" "))


def _atom(atom: Atom, *, escaped: bool) -> str:
    match atom.kind:
        case "math":
            return f"${_formula(atom.text)}$"
        case "open":
            return f"\\{atom.text}{{"
        case "close":
            return "}"
        case "logo":
            return f"\\{atom.text}"
        case _:
            text = _LIGATURE.sub(lambda found: _LIGATURES[found[0]], atom.text)
            text = _PRIVATE.sub(lambda found: _MEANT[found[0]], text)
            return _MARKUP.sub(lambda found: _ESCAPES[found[0]], text) if escaped else text


def _formula(tex: str) -> str:
    tex = _PRIVATE.sub(lambda found: next(g for g, c in _GROUPS.items() if c == found[0]), tex)
    tex = _MATH_BRACE.sub(lambda found: r"\{" if found[1] == "l" else r"\}", tex)
    tex = _MATH_BOX.sub(_boxed, tex)
    return _MATH_GROUP.sub(lambda found: symbols().get(found[1], found[0]), tex)


def _boxed(found: re.Match[str]) -> str:
    text = tex_to_text(found[1])
    return text if len(text) == 1 and not text.isascii() else found[0]
