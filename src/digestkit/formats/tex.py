"""Text into TeX that prints as the text reads.

`escape` takes plain text: every special is escaped once. `text_to_tex` takes text that may hold TeX, as
titles from arXiv do: formulas, accents and commands of the LaTeX kernel stay, everything else is text.
"""

from __future__ import annotations

import html.entities
import re
import unicodedata
from functools import lru_cache
from typing import Final

from digestkit.formats.tex_characters import ACCENTS, Encoding, character_form

__all__ = [
    "BEGIN",
    "END",
    "PRIVATE",
    "STAND_INS",
    "Encoding",
    "escape",
    "is_bare",
    "normalise_text",
    "one_space",
    "parted",
]

# Characters that nobody can read, which stand for the braces and the pieces of a title while it is written:
# `escape` lets them pass. STAND_INS is a range for a character class.
BEGIN: Final = "\ufdd0"
END: Final = "\ufdd1"
STAND_INS: Final = "\U000f0000-\U000ffffd"
PRIVATE: Final = re.compile(f"[{BEGIN}{END}{STAND_INS}]")

_SPECIAL: Final = re.compile(
    r"""
      (?P<dashes>  [-‐-―]{2,} )                            # "--" of "Maps -- Old and New"
    | (?P<quotes>  ["'`“”‘’]{2,} )                        # "''" of "Rivers''"
    | (?P<opening> (?: (?<=[\s(\[/‐‑-]) | ^ ) " (?=\S) )    # the first of "Moss"
    | (?P<closing> " )
    | (?P<commas>  ,{2,} )
    | (?P<tied>    [A-Za-z] \u0361 [A-Za-z] )              # two letters under one mark
    | (?P<marked>  [^\W\d_] [\u0300-\u036f]+ )            # a letter and marks that no code point unites
    | (?P<other>   [^A-Za-z0-9 \t\n,.;:?!()\[\]/+*=@'"\ufdd0\ufdd1\U000f0000-\U000ffffd-] )
    """,
    re.VERBOSE,
)

_PLAIN: Final = re.compile(r"[A-Za-z0-9 ,.;:?!()\[\]/+*=@-]*")

# A named or numbered character reference; a chain of `amp;` is one ampersand escaped several times.
_ENTITY: Final = re.compile(
    r"""
    & (?: (?: amp | \#38 | \#[xX]26 ) ; )*                       # &amp;amp;
      (?: (?P<name> [A-Za-z][A-Za-z0-9]{1,30} )                  # lt of &lt;
        | \# (?P<decimal> [0-9]{1,7} )                           # &#233;
        | \# [xX] (?P<hexadecimal> [0-9A-Fa-f]{1,6} )            # &#xe9;
      ) ;
    """,
    re.VERBOSE,
)


def normalise_text(text: str) -> str:
    """Text in NFC, with HTML entities decoded.

    >>> normalise_text("Ice &amp;amp; Fire")
    'Ice & Fire'
    """
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _entity(found: re.Match[str]) -> str:
    if name := found["name"]:
        return "&" if name == "amp" else html.entities.html5.get(f"{name};", found[0])
    code = int(found["decimal"]) if found["decimal"] else int(found["hexadecimal"], 16)
    # Surrogates and what lies past the last code point are no characters, control codes print nothing.
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or unicodedata.category(chr(code)) == "Cc":  # noqa: PLR2004
        return found[0]
    return chr(code)


def one_space(text: str) -> str:
    """Text with one space for each run of spaces."""
    return re.sub("  +", " ", text) if "  " in text else text


def parted(tex: str) -> str:
    """TeX where two formulas that meet do not begin a displayed one."""
    return tex.replace("$$", "${}$") if "$$" in tex else tex


def is_bare(text: str) -> bool:
    """Whether a text is its own TeX."""
    return _PLAIN.fullmatch(text) is not None and "--" not in text and ",," not in text and "  " not in text


def escape(text: str, encoding: Encoding, lost: list[str] | None = None) -> str:
    r"""Plain text as TeX.

    >>> escape("Moss & Fern: 97% of \u03b2", "ascii")
    'Moss \\& Fern: 97\\% of {$\\beta$}'

    Characters without a TeX form are added to `lost`.
    """
    if is_bare(text):
        return text

    def replace(found: re.Match[str]) -> str:
        tex, missing = _special(found.lastgroup or "", found[0], encoding)
        if missing and lost is not None:
            lost.extend(missing)
        return tex

    return _SPECIAL.sub(replace, text)


@lru_cache(maxsize=4096)
def _special(group: str, text: str, encoding: Encoding) -> tuple[str, tuple[str, ...]]:
    """The TeX for a match of `_SPECIAL`, and the characters in it that have no form."""
    match group:
        case "opening" | "closing":
            return "``" if group == "opening" else "''", ()
        case "dashes":
            return _dashes(text, encoding), ()
        case "quotes" | "commas":
            return "{}".join(_quote(character, encoding) for character in text), ()
        case "tied":
            return f"{{\\t{{{text[0]}{text[-1]}}}}}", ()
        case "marked":
            return _marked(text)
        case _:
            tex, printed = character_form(text, encoding)
            return tex, () if printed else (text,)


def _dashes(text: str, encoding: Encoding) -> str:
    """Hyphens that TeX draws together into a dash are one in titles from arXiv; a group tells them from "–"."""
    if text in {"--", "---"}:
        return f"{{{text}}}"
    return "{}".join(character_form(character, encoding).tex if character != "-" else "-" for character in text)


def _quote(character: str, encoding: Encoding) -> str:
    if character == '"':
        return "''"
    return character if character in "'," else character_form(character, encoding).tex


def _marked(text: str) -> tuple[str, tuple[str, ...]]:
    """A letter with marks: accents where TeX has them all."""
    tex, *marks = list(unicodedata.normalize("NFD", text))
    if not tex.isascii() or not all(mark in ACCENTS for mark in marks):
        return text, (text,)
    for mark in marks:
        tex = f"{{\\{ACCENTS[mark]}{{{tex}}}}}"
    return tex, ()
