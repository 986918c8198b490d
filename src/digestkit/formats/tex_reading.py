"""TeX back into text: the inverse of what the other `tex` modules write, and most of what others write.

Braces that group or protect go; accents and symbols become characters; formulas and styles stay TeX. Groups that mean
a character are replaced before the rest is read; a group right behind a command is its argument and means none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from digestkit.formats.tex import normalise_text, one_space
from digestkit.formats.tex_characters import ACCENTS, TIE, symbols, text_commands
from digestkit.formats.tex_commands import TEXT_REWRITES, TEXT_STYLES
from digestkit.formats.tex_formula_reading import read_formula
from digestkit.formats.tex_markup import EMPTY_GROUP, Atom, read_markup, read_tex
from digestkit.formats.tex_math import formula
from digestkit.formats.tex_signs import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Callable

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
    "{}": EMPTY_GROUP,
}
_MEANT: Final = dict(zip(_GROUPS.values(), ("--", "---", "“", "”", "’", "~", "`", ""), strict=True))
_RESTORED: Final = {private: group for group, private in _GROUPS.items()}
# The tilde and the grave accent by their names, in all forms: where they stand for themselves TeX reads a tie or a
# quotation mark, and `\~{}` is a tilde as well.
_NAMED: Final = re.compile(
    r"""
    (?P<name> \\ (?: textasciitilde | textasciigrave ) ) (?![A-Za-z]) (?: \{\} | [ ]+ )?   # {\textasciitilde}
  | \\ (?P<sign> [~^] ) [ ]? \{ [ ]? \}                                                 # \~{}
    """,
    re.VERBOSE,
)
_NAMES: Final = {
    r"\textasciitilde": r"\textasciitilde{}",
    r"\textasciigrave": "{`}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_GROUP: Final = re.compile("|".join(map(re.escape, _GROUPS)))
_PRIVATE: Final = re.compile("[\ufdd2-\ufdda]")

# Stands behind the brace that opens a command's argument, which so is none of the groups above and below.
_ARGUMENT: Final = "\ufdda"
_OPENING: Final = re.compile(
    r"""
    \\\\                                          # a line break, whose second backslash begins no command
  | (?P<command> \\ (?! (?: [uvHckdbrt] | textcommabelow ) \s* \{ ) (?P<name> [A-Za-z]+ ) ) [ ]* \{   # \emph {
    """,
    re.VERBOSE,
)
_STYLES: Final = TEXT_STYLES | TEXT_REWRITES.keys()

_ACCENT: Final = re.compile(
    r"""
    \{ \\ (?P<sign> ['"`^~=.] | [uvHckdbr] (?= [ ]* \{ | [ ] ) | textcommabelow (?= \{ ) ) [ ]*
    (?: (?P<bare> [^\W\d_] ) | \{ (?P<group> [^\W\d_] [\u0300-\u036f]* ) \} ) \}
  | \\ (?P<below> textcommabelow ) \{ (?P<hung> [^\W\d_] ) \}                     # \textcommabelow{s}
  | \\ (?P<outer> ['"`^~=.] | [uvHckdbr] ) (?P<composed> [^\W\d_\x00-\x7f] )     # the rest of \~{\^e} after \^e
    """,
    re.VERBOSE,
)
_TIED: Final = re.compile(r"\{ \\t [ ]* \{ ([A-Za-z]) ([A-Za-z]) \} \}", re.VERBOSE)
_MARKS: Final = {accent: mark for mark, accent in ACCENTS.items()} | {"textcommabelow": "\u0326"}
_SYMBOL: Final = re.compile(r"(\{?) \{\$ ([^$]*) \$\} (\}?)", re.VERBOSE)
_ENSURED: Final = re.compile(r"\\ensuremath \{ ( (?: [^{}] | \{ [^{}]* \} )* ) \}", re.VERBOSE)
_COMMAND_GROUP: Final = re.compile(r"\{ (\\(?![ij]\b)[A-Za-z]+) (?: \{\} | \s* ) \}", re.VERBOSE)
# TeX passes over the space that ends a command: the one of `un\textasciicircum clip`.
_SPACED: Final = re.compile(r"(\\text(?:ascii|back|brace)[a-z]+)[ ]+(?=[^ ])")
_LIGATURE: Final = re.compile(r"---?|``|''|`|~")
_LIGATURES: Final = {"---": "—", "--": "–", "``": '"', "''": '"', "`": "‘", "~": " "}
# What UTF-8 has raw and ASCII as a hyphen or dash is read as that from both.
_AS_HYPHENS: Final = str.maketrans(HYPHENS)
_MARKUP: Final = re.compile(r"[\\${}&]")
_ESCAPED: Final = re.compile(r"\\([%\#_])")
_UNSAYABLE: Final = re.compile(r"[{}$] | \\ (?!&)", re.VERBOSE)
_ESCAPES: Final = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&"}


def tex_to_text(tex: str) -> str:
    r"""The text of a field.

    >>> tex_to_text(r"{LoRA} \& {\'E}clair: {$n{\sigma}$} at 5\%")
    'LoRA & Éclair: $nσ$ at 5%'

    Where the bare text would be read as TeX again, its specials stay escaped: `\$x\$` is no formula.
    """
    atoms = _atoms(tex)
    text = _join(atoms, _bare)
    if _MARKUP.search(text):
        meant = _join(list(map(_as_written, atoms)), _bare, _marked)
        for form in (text, _join(atoms, _escaped), _join(atoms, _escaped, _parted)):
            if _join(_read_again(form), _raw, _marked) == meant:
                return form
    return text


def _as_written(atom: Atom) -> Atom:
    """A piece whose formula is as this library writes it, without commands of packages."""
    if atom.kind != "math":
        return atom
    body = _formula(atom.text)
    tex = formula(body)
    return atom if tex is None else Atom("math", _atoms(f"${tex}$")[0].text)


def _read_again(text: str) -> list[Atom]:
    """The pieces of a text, its formulas as they come back from TeX."""
    return [
        piece for atom in read_markup(text) for piece in ([atom] if atom.kind != "math" else _atoms(f"${atom.text}$"))
    ]


def _atoms(tex: str) -> list[Atom]:
    if "\\" in tex:
        tex = _BRACED_BRACE.sub(r"\1", tex)
        tex = _NAMED.sub(lambda found: _NAMES[found["name"] or found["sign"]], tex)
    tex = _OPENING.sub(_opening, _ENSURED.sub(_ensured, _SPACED.sub(r"\1{}", tex)))
    tex = _COMMAND_GROUP.sub(_command_group, _SYMBOL.sub(_symbol, tex))
    tex = _TIED.sub(rf"\1{TIE}\2", tex)
    # The innermost accent first; no letter has more than three.
    for _ in range(3):
        tex = _ACCENT.sub(_accent, tex)
    return read_tex(_GROUP.sub(lambda found: _GROUPS[found[0]], tex))


_BRACED_BRACE: Final = re.compile(r"(?<!\\)\{(\\[{}])\}")  # {\{}, as Mendeley writes a brace


def _opening(found: re.Match[str]) -> str:
    r"""A command and the brace of its argument; the one of `\LaTeX{}` only ends the name."""
    command = found["command"]
    if command is None or (found.string.startswith("}", found.end()) and found["name"] not in _STYLES):
        return found[0]
    return f"{command}{{{_ARGUMENT}"


def _ensured(found: re.Match[str]) -> str:
    body = found[1]
    return symbols().get(body) or f"${body}$"


def _symbol(found: re.Match[str]) -> str:
    r"""`{$\beta$}` is a letter; `{{$\Delta$}}` with nothing else in the outer braces is a formula."""
    before, body, after = found.groups()
    character = symbols().get(body.replace(_ARGUMENT, ""))
    is_formula = before and after and body != body.lower()
    return found[0] if character is None or is_formula else f"{before}{character}{after}"


def _command_group(found: re.Match[str]) -> str:
    return text_commands().get(found[1], found[0])


def _accent(found: re.Match[str]) -> str:
    letter = found["bare"] or found["group"] or found["hung"] or found["composed"]
    return unicodedata.normalize("NFC", letter + _MARKS[found["sign"] or found["below"] or found["outer"]])


def _markup(atom: Atom) -> str:
    match atom.kind:
        case "math":
            return f"${_formula(atom.text)}$"
        case "open":
            return f"\\{atom.text}{{"
        case "close":
            return "}"
        case _:
            return f"\\{atom.text}"


def _parted(atom: Atom) -> str:
    """Markup whose formulas do not touch the letters and digits that make dollar signs prices."""
    return f"{{}}{_markup(atom)}{{}}" if atom.kind == "math" else _markup(atom)


def _marked(atom: Atom) -> str:
    """Markup with a sign that no text has, so that it differs from text that reads the same."""
    return f"{_ARGUMENT}{_markup(atom)}"


def _join(atoms: list[Atom], text_of: Callable[[Atom], str], markup_of: Callable[[Atom], str] = _markup) -> str:
    parts: list[str] = []
    ending = ""  # the kind of the last piece that has text
    for atom in atoms:
        if text := (text_of if atom.kind in {"text", "held"} else markup_of)(atom):
            if (ending == "logo" and text[0].isalpha()) or (ending == "math" and text[0] == "$"):
                parts.append("{}")
            parts.append(text)
            ending = atom.kind
    # Marks may meet their letters only now that braces between them are gone.
    return unicodedata.normalize("NFC", one_space("".join(parts)).strip(" "))


def _bare(atom: Atom) -> str:
    text = _LIGATURE.sub(lambda found: _LIGATURES[found[0]], atom.text)
    text = _PRIVATE.sub(lambda found: _MEANT.get(found[0], ""), text)
    return text if text.isascii() else text.translate(_AS_HYPHENS)


def _escaped(atom: Atom) -> str:
    return _MARKUP.sub(lambda found: _ESCAPES[found[0]], _bare(atom))


def _raw(atom: Atom) -> str:
    return atom.text


def _formula(tex: str) -> str:
    return read_formula(tex.replace(_ARGUMENT, ""), _RESTORED, _boxed)


def _boxed(tex: str) -> str | None:
    r"""The text of a `\textrm` in a formula, or None where only TeX can say it."""
    text = _ESCAPED.sub(r"\1", _bare(Atom("text", tex)))
    decoded = text.replace(r"\&", "&")
    if normalise_text(decoded) == decoded:
        text = decoded
    return None if _UNSAYABLE.search(text) else text
