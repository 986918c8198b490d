"""Citation keys: first author, year and a word of the title, as `holm2024maps`.

Keys are lower-case ASCII letters, digits and dots, at most 64 of them, and begin with a letter, which BibTeX, biber,
JabRef and LaTeX all take. Letters with marks lose them (`ö` is `o`, `ß` is `ss`), as in Google Scholar and
DBLP. Where the first author is not known the key is the arXiv number, `arxiv2403.90001`. Papers whose keys
would be the same, whatever the case of letters, *all* have their number after it, so no key depends on the
order of the papers; without a number, a checksum of title and names takes its place.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from itertools import count
from string import Formatter
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.formats.bylines import family_name, known_families
from digestkit.formats.tex_characters import character_form
from digestkit.formats.tex_markup import plain_text, read_markup
from digestkit.formats.tex_signs import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digestkit.models import Author, Paper

__all__ = ["KeyStyle", "citation_keys", "fold"]

KeyStyle = str | Callable[["Paper"], str] | None

_LONGEST: Final = 64
_LONGEST_MARK: Final = 24  # the longest arXiv number has 17 characters
_FIELDS: Final = frozenset({"auth", "year", "month", "word", "number"})
_TEMPLATE: Final = "{auth}{year}{word}"

_STOP_WORDS: Final = frozenset(
    "a an and are as at be by can do does for from how i in into is it its let of on or our that the their this to "  # noqa: SIM905 - words read better than a list of strings
    "towards toward via we what when where which who why will with without you your".split()
)
_LETTERS: Final = {
    "ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N",
}  # fmt: skip
_ILLEGAL: Final = re.compile(r"[^A-Za-z0-9:.+_-]")
_WORD: Final = re.compile(r"[A-Za-z0-9]+")
# What of a formula is no letter of a word: `\mathcal`, braces, the signs of scripts.
_NO_LETTER: Final = re.compile(r"\\(?:math|text|operator|mbox)[a-z]*|[\\^_{}\s]")
_TEX_COMMAND: Final = re.compile(r"\\(?:math|text|operator)[a-z]*")


class Dated(NamedTuple):
    """A paper with the year and month its entry has, where they are known."""

    paper: Paper
    year: int | None
    month: int | None


def citation_keys(papers: Sequence[Dated], style: KeyStyle = None, taken: Iterable[str] = ()) -> list[str]:
    """One key for each paper, in their order; no two are the same in lower case, and none is one of `taken`.

    `style` is a template of `{auth}`, `{year}`, `{month}`, `{word}` and `{number}`, or a callable from Paper to
    text. Raises `ValueError` for a template with other fields.
    """
    keys = [_plain_key(dated, style) for dated in papers]
    others = Counter(key.lower() for key in set(taken))
    counts = others + Counter(key.lower() for key in keys)
    # A longer key may equal one that was alone before; the marks of two papers differ, so this ends.
    marked: set[int] = set()
    while twice := [index for index, key in enumerate(keys) if counts[key.lower()] > 1 and index not in marked]:
        for index in twice:
            keys[index] = f"{keys[index][: _LONGEST - _LONGEST_MARK]}.{_mark(papers[index].paper)}"
        marked.update(twice)
        counts = others + Counter(key.lower() for key in keys)
    return [key if key.lower() not in others else _numbered(key, counts) for key in keys]


def _numbered(key: str, used: Counter[str]) -> str:
    """A key with the first number behind it that makes it new, for keys that even with their mark are another's."""
    free = next(f"{key}.{number}" for number in count(2) if not used[f"{key}.{number}".lower()])
    used[free.lower()] += 1
    return free


def _mark(paper: Paper) -> str:
    """What tells a paper from all others."""
    if paper.arxiv_id is not None:
        return _legal_number(paper)
    names = "\n".join(author.name for author in paper.authors)
    return hashlib.sha256(f"{paper.title}\n{names}".encode(errors="surrogatepass")).hexdigest()[:12]


def _legal_number(paper: Paper) -> str:
    """`2403.90001`, or `hepth.9901001` for an old number: a slash breaks paths, a hyphen JabRef."""
    return str(paper.arxiv_id).replace("-", "").replace("/", ".") if paper.arxiv_id else ""


def _plain_key(dated: Dated, style: KeyStyle) -> str:
    """The key of a paper on its own."""
    if callable(style):
        key = style(dated.paper)
        if not isinstance(key, str):
            raise TypeError(f"key returned {key!r} for {dated.paper.title!r}, expected text")
        return _legal(key, dated)
    first = dated.paper.first_author
    auth = "" if first is None or first.is_handle else _auth(first, known_families(dated.paper).get(first.name, ""))
    if style is None and not auth:
        return _without_author(dated)
    return _legal(_fill(style or _TEMPLATE, _values(dated, auth)), dated)


def _auth(author: Author, family: str) -> str:
    """The family name in ASCII; empty where it has letters of another script, which have no Latin form."""
    name = family_name(author, family)
    if not name.isascii() and any(letter.isalpha() and not fold(letter, symbols=False) for letter in name):
        return ""
    return _only_letters(fold(name)).lower()


def _without_author(dated: Dated) -> str:
    if dated.paper.arxiv_id is not None:
        return f"arxiv{_legal_number(dated.paper)}"
    return _legal(f"anon{dated.year or ''}{_title_word(dated.paper.title)}", dated)


def _values(dated: Dated, auth: str) -> dict[str, str]:
    return {
        "auth": auth[:_LONGEST_MARK],
        "year": str(dated.year or ""),
        "month": f"{dated.month:02}" if dated.month else "",
        "word": _title_word(dated.paper.title)[:_LONGEST_MARK],
        "number": _legal_number(dated.paper),
    }


def _fill(template: str, values: dict[str, str]) -> str:
    if template == _TEMPLATE:
        return f"{values['auth']}{values['year']}{values['word']}"
    try:
        parsed = list(Formatter().parse(template))
    except ValueError:
        raise ValueError(f"a citation key cannot be {template!r}; a brace in it has no partner") from None
    for _, name, form, conversion in parsed:
        if name is not None and name not in _FIELDS:
            raise ValueError(f"a citation key cannot hold {{{name}}}; its fields are {', '.join(sorted(_FIELDS))}")
        if form or conversion:
            raise ValueError(f"a citation key has no forms of {{{name}}}; expected it without what follows ! or :")
    return template.format_map(values)


def _legal(key: str, dated: Dated) -> str:
    """A key without what BibTeX, biber or LaTeX refuse; it begins with a letter."""
    key = _ILLEGAL.sub("", fold(key))[:_LONGEST]
    if not key:
        return f"arxiv{_legal_number(dated.paper)}" if dated.paper.arxiv_id else f"anon.{_mark(dated.paper)}"
    return key if key[0].isalpha() else f"p{key}"[:_LONGEST]


def _title_word(title: str) -> str:
    """The first word of a title that says something, in lower case; a formula is one where it is all letters."""
    atoms = read_markup(title)
    text = "".join(_formula_word(atom.text) if atom.kind == "math" else plain_text([atom]) for atom in atoms)
    words = _words_of(text) or _words_of(_TEX_COMMAND.sub(" ", plain_text(atoms)))
    return next((word for word in words if word not in _STOP_WORDS), words[0] if words else "")


def _words_of(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(fold(text).replace("'", ""))]


def _formula_word(tex: str) -> str:
    r"""The letters of a formula that is one word, as `n\sigma`, and a space for `P(y|x)`."""
    word = _NO_LETTER.sub("", tex)
    return f" {word} " if _WORD.fullmatch(word) else " "


def _only_letters(text: str) -> str:
    return "".join(_WORD.findall(text))


def fold(text: str, *, symbols: bool = True) -> str:
    """Text in ASCII: letters lose their marks, Greek ones are named if `symbols`, what has no Latin form goes.

    >>> fold("Müßler"), fold("Dvořák"), fold("β-Sched")
    ('Mussler', 'Dvorak', 'beta-Sched')
    """
    return text if text.isascii() else "".join(_fold_character(character, symbols) for character in text)


@lru_cache(maxsize=2048)
def _fold_character(character: str, symbols: bool) -> str:
    if character.isascii():
        return character
    if character in _LETTERS:
        return _LETTERS[character]
    if HYPHENS.get(character) == "-":
        return "-"
    base = unicodedata.normalize("NFKD", character)
    if base.isascii() or base[0].isascii():
        return "".join(letter for letter in base if letter.isascii())
    if not symbols:
        return ""
    form = character_form(character, "ascii")
    return "".join(re.findall(r"\{\$\\(?:var)?([a-zA-Z]+)\$\}", form.tex)) if form.printed else ""
