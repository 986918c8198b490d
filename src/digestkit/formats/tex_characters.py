r"""One character of text as TeX: forms that BibTeX and biber both pass on, and pdflatex prints without packages.

Chosen by trial (TeX Live 2022, biber 2.18, font encodings OT1 and T1):

- accents are closed groups, `{\'e}` and `{\v{c}}`; `{\"i}` and not `{\"{\i}}`, which biber decodes to a
  dotless i and a combining mark;
- a second accent goes around a second pair of braces, `{\~{{\^e}}}`: biber half-decodes `{\~{\^e}}`;
- commands between letters are closed by `{}`: `\textbackslash{}`;
- symbols of math are formulas in braces, `{$\beta$}`, which every reader knows.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final, Literal, NamedTuple

from digestkit.formats.tex_commands import MATH_ARGUMENTS, MATH_SYMBOLS
from digestkit.formats.tex_signs import SIGNS

__all__ = [
    "ACCENTS",
    "TEXT_COMMANDS",
    "TIE",
    "Encoding",
    "Form",
    "character_form",
    "math_form",
    "symbols",
    "text_commands",
]

Encoding = Literal["ascii", "utf-8"]


class Form(NamedTuple):
    """What is written for a character, and whether pdflatex prints the character itself for it."""

    tex: str
    printed: bool


# Marks that combine, and the TeX accent for each.
ACCENTS: Final = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}

# The mark over two letters, `\t{oo}`.
TIE: Final = "\u0361"

_FIXED: Final = {
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "`": "{`}",
    "\u00a0": "~",
    "–": "--",
    "—": "---",
    "‐": "-",
    "‑": "-",
    "‒": "--",
    "―": "---",
    "⁄": "/",
    "‥": "..",
    "‘": "`",
    # A group keeps these apart from the apostrophe and the straight quotes, which have the bare forms.
    "’": "{'}",
    "“": "{``}",
    "”": "{''}",
    "ß": r"{\ss}",
    "ẞ": r"{\SS}",
    "ø": r"{\o}",
    "Ø": r"{\O}",
    "ł": r"{\l}",
    "Ł": r"{\L}",
    "æ": r"{\ae}",
    "Æ": r"{\AE}",
    "œ": r"{\oe}",
    "Œ": r"{\OE}",
    "å": r"{\aa}",
    "Å": r"{\AA}",
    "đ": r"{\dj}",
    "Đ": r"{\DJ}",
    "ð": r"{\dh}",
    "Ð": r"{\DH}",
    "þ": r"{\th}",
    "Þ": r"{\TH}",
    "ŋ": r"{\ng}",
    "Ŋ": r"{\NG}",
    "ı": r"{\i}",
    "ȷ": r"{\j}",
    "ș": r"{\textcommabelow{s}}",
    "Ș": r"{\textcommabelow{S}}",
    "ț": r"{\textcommabelow{t}}",
    "Ț": r"{\textcommabelow{T}}",
    "•": r"{\textbullet}",
    "…": r"{\textellipsis}",
    "␣": r"{\textvisiblespace}",
}

# Greek letters that look like Latin ones have no command of their own in TeX; the group tells them from these.
_LATIN_ALIKE: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX", strict=True))
_GREEK_ACCENTS: Final = {"\u0301": "acute", "\u0308": "ddot"}

_MATH: Final = (
    SIGNS
    | {letter: rf"\mathrm{{{latin}}}{{}}" for letter, latin in _LATIN_ALIKE.items()}
    | {
        "ο": "o{}",
        "ϰ": r"\kappa{}",
        # In text of the old font encoding OT1 these three print as other signs.
        "<": "<",
        ">": ">",
        "|": "|",
        "°": r"^{\circ}",
        "℃": r"^{\circ}\mathrm{C}",
        "℉": r"^{\circ}\mathrm{F}",
        "−": "-",
        "×": r"\times",
        "÷": r"\div",
        "±": r"\pm",
        "¬": r"\neg",
        "µ": r"{\mu}",
        "ε": r"\varepsilon",
        "ϵ": r"\epsilon",
        "φ": r"\varphi",
        "ϕ": r"\phi",
        "∅": r"\emptyset",
        "√": r"\surd",
        "∗": r"\ast",
        "⋅": r"\cdot",
        "→": r"\rightarrow",
        "←": r"\leftarrow",
        "↑": r"\uparrow",
        "↓": r"\downarrow",
        "◦": r"\circ",
        "∘": r"\circ{}",
        "∙": r"\bullet",
        "∆": r"{\Delta}",
        "∕": "{/}",
    }
)

# Full-width marks that in ASCII would become one with their neighbours, or part a name.
_WIDE: Final = {",": "{,}", "'": "{'}", "-": "{}-{}", '"': "{''}"}

_SCRIPTS: Final = {"<super>": "^", "<sub>": "_"}
_SCRIPT_BLOCKS: Final = (*range(0x2B0, 0x2E5), *range(0x1D2C, 0x1D6B), *range(0x2070, 0x209D))
_GREEK_BLOCK: Final = range(0x386, 0x3CF)

# Kernel commands of the text companion, from the tables of pylatexenc.
TEXT_COMMANDS: Final = frozenset(
    "textexclamdown textcent textsterling textcurrency textyen textbrokenbar textsection textcopyright "  # noqa: SIM905 - words read better than a list of strings
    "textregistered textdegree textparagraph textperiodcentered textquestiondown textflorin texteuro "
    "texttrademark textdagger textdaggerdbl textperthousand textpertenthousand textordfeminine "
    "textordmasculine textonehalf textonequarter textthreequarters guillemotleft guillemotright "
    "quotesinglbase quotedblbase guilsinglleft guilsinglright textnumero textbaht textwon textlira textpeso "
    "textnaira textdong textcolonmonetary textinterrobang textreferencemark textestimated textohm textmho "
    "textmusicalnote textbigcircle textrecipe textcircledP textdiscount textasciiacute "
    "textasciidieresis textasciimacron".split()
)

# What pdflatex takes raw, with T1 and its default input encoding, beside the letters with one accent.
_RAW: Final = frozenset(
    "ẞ¡¢£§©«®°¶·»¿ÆÐØÞßæðøþĐđıŁłŊŋŒœŠšŽž‐‑‒–—―‘’‚“”„†‡•…␣‰‹›€™ȘșȚț"
    "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵ"
    "ĶķĹĺĻļĽľŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżǍǎǏǐǑǒǓǔǦǧǨǩǪǫǴǵ"
)

# Controls, format characters, lone surrogates and separators; letters of private use may print.
_PRINT_NOTHING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

_COMMAND = re.compile(r"\\([A-Za-z]+)")


def character_form(character: str, encoding: Encoding) -> Form:
    r"""What stands for a character outside math.

    >>> character_form("č", "ascii"), character_form("č", "utf-8")
    (Form(tex='{\\v{c}}', printed=True), Form(tex='č', printed=True))

    A letter without TeX form (of Chinese, say) stays as it is, any other character is named in ASCII.
    """
    if encoding == "utf-8" and character in _RAW:
        return Form(character, True)  # noqa: FBT003 - a field of a named tuple
    if unicodedata.category(character) == "Zs" and character not in _FIXED:
        return Form(" ", True)  # noqa: FBT003
    tex = _FIXED.get(character) or _accented(character) or _symbol(character) or _plain(character)
    if tex is not None:
        return Form(tex, True)  # noqa: FBT003
    return Form(_without_form(character, encoding), False)  # noqa: FBT003


def math_form(character: str) -> str | None:
    r"""What stands for a character inside math, or None.

    >>> math_form("σ"), math_form("任")
    ('\\sigma', None)
    """
    known = _known_math(character)
    return known if known is not None else _math_letter(character)


def _known_math(character: str) -> str | None:
    """A formula that reads back as the character."""
    if character in _MATH:
        return _MATH[character]
    if (form := _script(character) or _accented_greek(character)) is not None:
        return form
    form = _table().get(ord(character), "")
    if form.startswith("\\ensuremath{") and form.endswith("}"):
        form = form[len("\\ensuremath{") : -1]
        # A lone letter would be another letter: "ℎ" is no "h".
        return form if _is_kernel_math(form) and not form.isalnum() else None
    return None


def _math_letter(character: str) -> str | None:
    """A letter of an alphabet that needs a package, or the Planck constant, in the kernel's nearest alphabet."""
    kind, _, code = unicodedata.decomposition(character).partition(" ")
    letter = unicodedata.normalize("NFKC", character)
    if kind != "<font>" or not code or not (letter.isascii() and letter.isalnum()):
        return None
    name = unicodedata.name(character)
    if "SCRIPT" in name and letter.isupper():  # the kernel has no small letters of script
        return f"\\mathcal{{{letter}}}"
    is_bold = any(word in name for word in ("BOLD", "DOUBLE-STRUCK", "FRAKTUR", "BLACK-LETTER"))
    return f"\\{'mathbf' if is_bold else 'mathit'}{{{letter}}}"


def _plain(character: str) -> str | None:
    """The ASCII that a ligature, a Roman numeral or a full-width character stands for."""
    plain = unicodedata.normalize("NFKC", character)
    kind = unicodedata.decomposition(character).partition(" ")[0]
    if kind == "<wide>" and plain.isascii():
        return _WIDE.get(plain) or _FIXED.get(plain) or _symbol(plain) or plain
    return plain if kind == "<compat>" and plain.isascii() and plain.isalnum() else None


def _script(character: str) -> str | None:
    """A raised or lowered letter or digit, but for the ordinal signs, which text has commands for."""
    kind, _, code = unicodedata.decomposition(character).partition(" ")
    if kind not in _SCRIPTS or character in "ªº" or len(code) != 4 or code[:2] != "00":  # noqa: PLR2004
        return None
    return f"{_SCRIPTS[kind]}{{{chr(int(code, 16))}}}"


def _accented_greek(character: str) -> str | None:
    """A letter of modern Greek with its marks, by the accents of formulas."""
    base, *marks = list(unicodedata.normalize("NFD", character))
    form = _known_math(base) if marks and "\u0391" <= base <= "\u03c9" else None
    if form is None or not all(mark in _GREEK_ACCENTS for mark in marks):
        return None
    for mark in marks:
        form = rf"\{_GREEK_ACCENTS[mark]}{{{form}}}"
    return form


def _symbol(character: str) -> str | None:
    if (form := math_form(character)) is not None:
        return f"{{${form}$}}"
    form = _table().get(ord(character), "")
    return f"{{{form}}}" if form[:1] == "\\" and form[1:] in TEXT_COMMANDS else None


def _is_kernel_math(form: str) -> bool:
    commands = _COMMAND.findall(form)
    return all(name in MATH_SYMBOLS or name in MATH_ARGUMENTS for name in commands) and '"' not in form


def _accented(character: str) -> str | None:
    r"""`{\'e}`, `{\v{c}}`, or `{\~{{\^e}}}` for two marks; None where TeX lacks the letter or a mark."""
    base, *marks = list(unicodedata.normalize("NFD", character))
    if not marks or not (base.isascii() and base.isalpha()) or not all(mark in ACCENTS for mark in marks):
        return None
    tex = base
    for mark in marks:
        accent = ACCENTS[mark]
        tex = f"{{\\{accent}{{{tex}}}}}" if accent.isalpha() or len(tex) > 1 else f"{{\\{accent}{tex}}}"
    return tex


def _without_form(character: str, encoding: Encoding) -> str:
    """A character TeX has no form for: letters, and anything in UTF-8, stay; the rest is named."""
    category = unicodedata.category(character)
    if category[0] in "LMN" or (encoding == "utf-8" and category not in _PRINT_NOTHING):
        return character
    # Format characters and variation selectors print nothing and have no name a reader wants.
    if category[0] in "CZ":
        return ""
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    return f"[{name if name.startswith('U+') else name.lower().replace(' ', '-')}]"


@cache
def _table() -> dict[int, str]:
    """The forms pylatexenc knows, loaded when a character first needs them."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    forms: dict[int, str] = get_builtin_uni2latex_dict()
    return forms


@cache
def symbols() -> dict[str, str]:
    """The characters that are formulas, by these; of several with one formula the first."""
    forms: dict[str, str] = {}
    for character in [*_MATH, *map(chr, _table()), *map(chr, (*_SCRIPT_BLOCKS, *_GREEK_BLOCK))]:
        if (form := _known_math(character)) is not None:
            forms.setdefault(form, character)
    return forms


@cache
def text_commands() -> dict[str, str]:
    r"""The characters that are commands of text, by these: `\o`."""
    forms: dict[str, str] = {}
    for character, form in _FIXED.items():
        if form.startswith("{\\"):
            forms.setdefault(form[1:-1], character)
    for code, form in _table().items():
        if form[1:] in TEXT_COMMANDS:
            forms.setdefault(form, chr(code))
    return forms
