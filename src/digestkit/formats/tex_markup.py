r"""What a title that may hold TeX is made of.

Titles come from arXiv, where authors type TeX, through pages and digests that keep some of it. So `$n$`,
`\'e`, `\emph{…}` and `{N}et` are read as TeX where that can be meant, and everything else as text:
an odd `$`, a brace without partner, a backslash before what is no command of the LaTeX kernel.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, NamedTuple

from digestkit.formats.tex import Encoding, escape, is_bare, normalise_text, one_space, parted
from digestkit.formats.tex_characters import ACCENTS, TEXT_COMMANDS, TIE, symbols, text_commands
from digestkit.formats.tex_commands import (
    DECLARATIONS,
    LITERALS,
    LOGOS,
    MATH_SYMBOLS,
    TEXT_REWRITES,
    TEXT_STYLES,
)
from digestkit.formats.tex_math import formula

__all__ = ["EMPTY_GROUP", "Atom", "atom_to_tex", "plain_text", "read_markup", "read_tex", "text_to_tex"]


class Atom(NamedTuple):
    """A piece of a title, and what it is.

    `text`; `held`, text that braces keep from changes of case; `math`, a formula without its dollar signs;
    `open`, a style's command whose argument follows until `close`; `logo`, as LaTeX.
    """

    kind: Literal["text", "held", "math", "open", "close", "logo"]
    text: str


_TOKEN: Final = re.compile(
    r"""
      (?P<text>      [^\\{}$]+ )
    | (?P<accent>    \\ (?: (?P<sign> ['"`^~=.] ) [ ]? (?: (?P<bare> [A-Za-z] )            # \'e
                          | \{ [ ]? (?P<braced> [A-Za-z] ) \}                              # \'{e}
                          | \{ \\ (?P<dotless> [ij] ) [ ]? \}                              # \'{\i}
                          | \\ (?P<undotted> [ij] ) (?![A-Za-z]) [ ]{0,4} )             # \'\i , ended by its space
                        | (?P<letter> [uvHckdbr] ) (?: \{ \\? (?P<under> [A-Za-z] ) [ ]? \}   # \v{c}
                                                     | [ ]? \\ (?P<plain> [ij] ) (?![A-Za-z]) [ ]{0,4}   # \u\i
                                                     | [ ]{1,4} (?P<spaced> [A-Za-z] ) )   # \v c
                        | t [ ]? \{ (?P<tied> [A-Za-z]{2} ) \} ) )                        # \t{oo}
    | (?P<symbol>    \\ [&%$\#_{}] )                                                       # \&
    | (?P<printed>   \\ [~^] \{ \} )                                                      # \~{}
    | (?P<newline>   \\\\ (?: \[ [^\]\[]{0,20} \] )? )
    | (?P<dollar>    \$\$? | \\ [()\[\]] )                                               # \(
    | (?P<space>     \\ [ ,;:!/-] )
    | (?P<command>   \\ [A-Za-z]+ )
    | (?P<open>      \{ )
    | (?P<close>     \} )
    | (?P<backslash> \\ )
    """,
    re.VERBOSE,
)

# The signs that end a formula, where another one begins it.
_CLOSING: Final = {r"\(": r"\)", r"\[": r"\]"}
# Between brackets that Markdown escapes stand words: "\[Draft\]"; a formula has signs, or is one letter.
_DISPLAYED: Final = re.compile(r"[A-Za-z] | [^\\^_={}<>+]* [\\^_={}<>+] .*", re.VERBOSE | re.DOTALL)
_COMMAND: Final = re.compile(r"\\[A-Za-z]")
EMPTY_GROUP: Final = "\ufdd9"  # stands for "{}" in TeX that is read
_MARKS: Final = {accent: mark for mark, accent in ACCENTS.items()}
_SPACES: Final = {r"\!": "", r"\/": "", r"\-": ""}
_BLANKS: Final = frozenset({"quad", "qquad", "newline", "linebreak", "space", "thinspace", "enspace"})
_SILENT: Final = frozenset({"xspace", "protect", "relax", "noindent", "ignorespaces", "unskip", "displaystyle"})
# In text these are too likely to be the words of a path; between dollar signs they are always symbols.
_AMBIGUOUS: Final = frozenset("in to ni not top bot log min max dim arg ker hom lim mid sup inf det deg exp".split())  # noqa: SIM905 - words read better than a list of strings
_LOOSE_SYMBOLS: Final = MATH_SYMBOLS - _AMBIGUOUS


def read_markup(text: str, lost: list[str] | None = None) -> list[Atom]:
    r"""The pieces of a text.

    >>> [tuple(atom) for atom in read_markup(r"S$^2$: {N}et \& {")]
    [('text', 'S'), ('math', '^2'), ('text', ': '), ('held', 'N'), ('text', 'et & {')]

    Formulas that have commands of packages, and so are text, are added to `lost` with their dollar signs, and so are
    the characters without a TeX form that formulas hold.
    """
    text = normalise_text(text)
    if "\\" not in text and "$" not in text and "{" not in text and "}" not in text:
        return [Atom("text", text)]
    atoms = _Reader(text, lost=lost).read()
    # Of braces alone nothing would be left.
    return atoms if any(atom.text.strip() for atom in atoms) else [Atom("text", text)]


def read_tex(tex: str) -> list[Atom]:
    r"""The pieces of TeX, where `\&amp;` is no HTML and `$…$` always a formula."""
    return _Reader(tex, is_tex=True).read()


def plain_text(atoms: list[Atom]) -> str:
    """The words of a text, formulas as they are written."""
    return "".join(atom.text for atom in atoms if atom.kind in {"text", "held", "math", "logo"})


def text_to_tex(text: str, encoding: Encoding = "ascii", lost: list[str] | None = None) -> str:
    r"""Text, with TeX in it or not, as TeX; capitals are left to styles.

    >>> text_to_tex(r"Tight $O(n\log n)$ & Prefill \& Decode {")
    'Tight {$O(n\\log n)$} \\& Prefill \\& Decode \\textbraceleft{}'
    """
    if is_bare(text):
        return text
    return parted(one_space("".join(atom_to_tex(atom, encoding, lost) for atom in _united(read_markup(text, lost)))))


def _united(atoms: list[Atom]) -> list[Atom]:
    """The pieces of a text whose capitals do not matter, so that dashes and quotation marks see what they touch."""
    united: list[Atom] = []
    for kind, text in atoms:
        if kind == "held" or (kind == "text" and united):
            before = united.pop().text if united and united[-1].kind == "text" else ""
            united.append(Atom("text", before + text))
        else:
            united.append(Atom(kind, text))
    return united


def atom_to_tex(atom: Atom, encoding: Encoding, lost: list[str] | None) -> str:
    """One piece as TeX."""
    match atom.kind:
        case "math":
            return _formula_to_tex(atom.text)
        case "open":
            return f"\\{atom.text}{{"
        case "close":
            return "}"
        case "logo":
            return f"{{\\{atom.text}}}"
        case _:
            return escape(atom.text, encoding, lost)


def _formula_to_tex(formula: str) -> str:
    r"""A formula in braces, out of reach of styles.

    `{$\beta$}` is the letter β, so the formula `$\beta$`, which looks the same in print, has other braces.
    """
    if formula not in symbols():
        return f"{{${formula}$}}"
    return f"${formula}$" if formula == formula.lower() else f"{{{{${formula}$}}}}"


class _Reader:
    """Reads tokens in one pass, after dollar signs and braces have found their partners."""

    def __init__(self, text: str, *, is_tex: bool = False, lost: list[str] | None = None) -> None:
        self.text = text
        self.is_tex = is_tex  # every pair of dollar signs has a formula, which stays as it is
        self.lost = lost
        self.tokens = list(_TOKEN.finditer(text))
        self.formulas = self._pair_dollars()
        self.partners = self._pair_braces()
        self.atoms: list[Atom] = []
        # The closing brace of each open group, with the kind of atom that ends it.
        self.closings: dict[int, bool] = {}
        self.depth = 0
        self.unknown_end = -1  # where the last command that is text ended
        self.swallows_space = False  # behind a command whose name a space ends

    def _pair_dollars(self) -> dict[int, tuple[int, str]]:
        """The index of each token that opens a formula: that of its closing one, and the formula."""
        formulas: dict[int, tuple[int, str]] = {}
        pending: int | None = None
        for index, token in enumerate(self.tokens):
            if token.lastgroup != "dollar":
                continue
            if pending is not None and (found := self._formula(self.tokens[pending], token)) is not None:
                formulas[pending] = (index, found)
                pending = None
            else:
                pending = index if token[0] not in _CLOSING.values() else None
        return formulas

    def _formula(self, opening: re.Match[str], closing: re.Match[str]) -> str | None:
        if closing[0] != _CLOSING.get(opening[0], opening[0]):
            return None
        start, end = opening.start(), closing.end()
        body = self.text[opening.end() : closing.start()]
        if self.is_tex:
            return body
        if opening[0] == r"\[" and _DISPLAYED.fullmatch(body) is None:
            return None
        tex = formula(body, self.text[start - 1 : start], self.text[end : end + 1], self.lost)
        if tex is None and self.lost is not None and _COMMAND.search(body):
            self.lost.append(f"${body}$")
        return tex

    def _pair_braces(self) -> dict[int, int]:
        """The index of each closing brace by that of its opening one; formulas have braces of their own."""
        partners: dict[int, int] = {}
        stack: list[int] = []
        index = 0
        while index < len(self.tokens):
            if index in self.formulas:
                index = self.formulas[index][0]
            elif self.tokens[index].lastgroup == "open":
                stack.append(index)
            elif self.tokens[index].lastgroup == "close" and stack:
                partners[stack.pop()] = index
            index += 1
        return partners

    def read(self) -> list[Atom]:
        index = 0
        while index < len(self.tokens):
            index = self._step(index)
        return self.atoms

    def _step(self, index: int) -> int:
        """Take the token at an index; return the index of the next one."""
        token = self.tokens[index]
        match token.lastgroup:
            case "dollar" if index in self.formulas:
                closing, tex = self.formulas[index]
                self._add(Atom("math", tex))
                return closing + 1
            case "open":
                return self._open(index)
            case "close" if index in self.closings:
                self.depth -= 1
                self.swallows_space = False
                if self.closings[index]:
                    self._add(Atom("close", ""))
                elif self.unknown_end == token.start() and self._letter_at(token.end()):
                    self._text("{}")
            case "space" | "newline":
                self.swallows_space = False
                self._text(_literal(token))
            case "accent" if token["spaced"] and not self._is_accented(token):
                self._text(token[0])
            case "command":
                return self._command(index)
            case _:
                self._text(_literal(token))
        return index + 1

    def _text(self, text: str) -> None:
        kind: Literal["text", "held"] = "held" if self.depth else "text"
        if self.swallows_space:
            text = text.removeprefix(" ")
        self.swallows_space = False
        if self.atoms and self.atoms[-1].kind == kind:
            text = self.atoms.pop().text + text
        if text:
            self.atoms.append(Atom(kind, text))

    def _add(self, atom: Atom) -> None:
        self.swallows_space = False
        self.atoms.append(atom)

    def _is_accented(self, token: re.Match[str]) -> bool:
        r"""Whether `\v s` is an accent also in text that may be none of TeX: no path, and no `\d a` of a pattern."""
        start = token.start()
        return self.is_tex or (token["letter"] not in "bd" and self.text[max(0, start - 1) : start] != ":")

    def _open(self, index: int, style: str | None = None) -> int:
        """Begin the group at an index, of a style or not; without partner its brace is text."""
        if index not in self.partners:
            self._text("{")
            return index + 1
        following = self.tokens[index + 1]
        declared = DECLARATIONS.get(following[0][1:]) if following.lastgroup == "command" else None
        style = style or declared
        self.closings[self.partners[index]] = style is not None
        self.depth += 1
        if style is not None:
            self._add(Atom("open", style))
        self.swallows_space = declared is not None
        return index + 2 if declared else index + 1

    def _command(self, index: int) -> int:
        name = self.tokens[index][0][1:]
        if name == "ensuremath" and index + 1 in self.partners:
            return self._ensured(index)
        style = TEXT_REWRITES.get(name, name)
        if style in TEXT_STYLES and index + 1 in self.partners:
            return self._open(index + 1, style)
        if (character := _character(name)) is not None:
            self._text(character)
            self.swallows_space = self.is_tex
        elif name in LOGOS:
            self._add(Atom("logo", name))
            self.swallows_space = self.is_tex
        elif name in _BLANKS:
            self._text(" ")
        elif name in _LOOSE_SYMBOLS and not self._is_path(index):
            self._add(Atom("math", f"\\{name}"))
        elif name not in _SILENT and not (name in DECLARATIONS and self.depth):
            return self._unknown(index)
        return self._skip_empty_group(index + 1)

    def _ensured(self, index: int) -> int:
        """A formula in text, whose signs a command stands for."""
        end = self.partners[index + 1]
        body = self.text[self.tokens[index + 1].end() : self.tokens[end].start()]
        tex = formula(body, lost=self.lost) if "$" not in body else None
        if tex is None:
            if self.lost is not None:
                self.lost.append(f"${body}$")
            return self._unknown(index)
        self._add(Atom("math", tex))
        return end + 1

    def _is_path(self, index: int) -> bool:
        r"""Whether a command is a folder's name: in `C:\times`, or after another one."""
        start = self.tokens[index].start()
        return self.text[max(0, start - 1) : start] == ":" or start == self.unknown_end

    def _skip_empty_group(self, index: int) -> int:
        return index + 2 if self.partners.get(index) == index + 1 else index

    def _letter_at(self, place: int) -> bool:
        return self.text[place : place + 1].isalpha()

    def _unknown(self, index: int) -> int:
        r"""A command the kernel does not have is text, and so are the braces after it."""
        self._text(self.tokens[index][0])
        self.unknown_end = self.tokens[index].end()
        index += 1
        if self.text.startswith(EMPTY_GROUP, self.unknown_end) and self._letter_at(self.unknown_end + 1):
            self._text("{}")
        while index in self.partners:
            end = self.partners[index]
            self._text(self.text[self.tokens[index].start() : self.tokens[end].end()])
            index = end + 1
        return index


def _character(name: str) -> str | None:
    """The character that a command stands for, if it stands for one."""
    if name in TEXT_COMMANDS:
        return text_commands().get(f"\\{name}")
    return LITERALS.get(name)


def _literal(token: re.Match[str]) -> str:
    """The text a token stands for when it opens and closes nothing."""
    match token.lastgroup:
        case "accent" if token["tied"]:
            return TIE.join(token["tied"])
        case "accent":
            base = next(filter(None, token.group("bare", "braced", "dotless", "undotted", "under", "plain", "spaced")))
            return unicodedata.normalize("NFC", base + _MARKS[token["sign"] or token["letter"]])
        case "symbol" | "printed":
            return token[0][1]
        case "newline":
            return " "
        case "space":
            return _SPACES.get(token[0], " ")
        case _:
            return token[0]
