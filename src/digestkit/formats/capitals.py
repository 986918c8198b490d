"""Capitals of a title that sentence-casing styles would ruin, in braces.

BibTeX's `change.case$` (and what biblatex styles do alike) lowers every letter outside braces, except the
first of the title and the first after a colon and a space. So words are braced that hold

- a capital after their first character: `LoRA`, `iPhone`, `O'Neil`, `II`;
- a capital together with a digit, a script or a formula: `R^3`, `S$^2$R`;
- a lone capital other than the article: `I`, vitamin `C`;
- a name the field knows (`Bayesian`, `Llama`), or the system a title names before its colon;
- in a title that is itself in sentence case, any capital.

Parts of a word joined by hyphens are judged one by one, but for those of a system's name: `{LLM}-Based`,
`{GPT-4V}`, `{Qwen2-Audio}`. Words of title case are left to the style, and no title is braced whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import decomposition

from digestkit.formats.tex import BEGIN, END, PRIVATE, STAND_INS, escape, one_space, parted
from digestkit.formats.tex_characters import math_form
from digestkit.formats.tex_markup import atom_to_tex, plain_text, read_markup
from digestkit.formats.tex_signs import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.formats.tex import Encoding
    from digestkit.formats.tex_markup import Atom

__all__ = ["is_one_group", "title_to_tex"]

# Names that are written with a capital wherever they stand, of people, languages, places and systems.
NAMES: Final = frozenset(
    "Abelian African Alzheimer American Amazon Android Arabic Asian Atari Australian Bayes Bayesian Bengali "  # noqa: SIM905 - words read better than a list of strings
    "Bernoulli Boltzmann Brazilian Brownian Byzantine Cantonese Cartesian Cauchy Chebyshev Chinese Cholesky "
    "Claude Danish Dirichlet Dutch Einstein Elo English Euclidean Euler European Fourier French Gauss Gaussian "
    "Gaussians Gemini Gemma German Germanic Gibbs Google Greek Hadamard Hamiltonian Hausdorff Hebrew Hermitian "
    "Hessian Hilbert Hindi Huffman Hungarian India Indian Indic Indonesian Italian Jaccard Jacobi Jacobian "
    "Japanese Java Kalman Kolmogorov Korean Kullback Lagrangian Langevin Laplace Laplacian Latin Legendre "
    "Leibler Levenshtein Lipschitz Llama Lorentz Lyapunov Mamba Mandarin Markov Markovian Matlab Minecraft "
    "Minkowski Mistral Nash Newton Newtonian Nobel Norwegian Pareto Persian Phi Poisson Polish Portuguese "
    "Python Qwen Ramanujan Reddit Riemann Riemannian Russian Sanskrit Scandinavian Schmidt Schrödinger Shannon "
    "Shapley Sinkhorn Slavic Sobolev Spanish Swahili Swedish Taylor Thai Tibetan Turing Turkish Twitter "
    "Ukrainian Urdu Vietnamese Wasserstein Welsh Wiener Wikipedia Yoruba".split()
)

# A part of a word: letters and digits, stand-ins for formulas and groups, and what may stand between them.
_WORD: Final = re.compile(
    rf"""
    [^\W_{STAND_INS}\u0300-\u036f]++ (?! [\u0300-\u036f'’^_&@./*+{STAND_INS}] )   # Rivers
  | (?: [^\W_] | [{STAND_INS}]
      | (?<= [\w\u0300-\u036f] ) [\u0300-\u036f]
      | (?<= [^\W_] ) [*+]                                              # S*, C++
      | (?<= [*+] ) [+]
      | (?<= [^\W_] ) ['’^_&@./] (?= [^\W_] )                           # O'Neil, R^3, R&B, Pass@k
      | \^ (?= [*] ) | (?<= \^ ) [*]                                    # Grid^*
      | \^ (?= [^\W_] )                                                 # ^MAPS
    )+
    """,
    re.VERBOSE,
)
# Words long enough to be no article or preposition, but for the first.
_LOWER_WORD: Final = re.compile(r"(?<=[ -])[a-z]{4,}\b")
_TITLE_WORD: Final = re.compile(r"(?<=[^:?!.] )[A-Z][a-z]{3,}\b")
# A caret before a letter is closed by a space in its word's braces: citeproc-py drops inner braces from a title, and
# would take `\textasciicircum{}clip` for one command. TeX and the other readers see no difference.
_CARET: Final = re.compile(r"\\textasciicircum\{\}(?=[A-Za-z])")
# What follows a system's name after a hyphen and is none of it: "Qwen2-Based", but "Qwen2-Audio".
_ADJECTIVE: Final = re.compile(
    r"(?:ed|ing|en|ive|al|ar|ic|ent|ant|able|ible|ware|free|level|style|like|scale|less|only|ous|wise|shot|to)$"
)
_RAISED_OR_LOWERED: Final = "".join(
    character for character in map(chr, range(0x80, 0x2D80)) if decomposition(character)[:5] in {"<supe", "<sub>"}
)
_SCRIPTS: Final = re.compile(rf"[0-9^$*@{_RAISED_OR_LOWERED}]")
_FIRST_UNIT: Final = re.compile(r"\{ ( \{\\[^{}]*(?:\{[^{}]*\})?\} | [^\W\d_] ) (.+) \}", re.VERBOSE | re.DOTALL)
_ONE_FORMULA: Final = re.compile(r"\$[^$]*\$")
_AS_HYPHENS: Final = str.maketrans(HYPHENS)
_MOST_STAND_INS: Final = 60_000


class _Flat(NamedTuple):
    """A title on one string, a private character in the place of each formula and styled group.

    `held` says of each character whether the title's own braces hold it; empty where none does.
    """

    text: str
    pieces: tuple[tuple[str, str], ...] = ()
    held: str = ""


def title_to_tex(title: str, encoding: Encoding = "ascii", lost: list[str] | None = None) -> str:
    r"""A title as TeX, with those capitals in braces that a style must not touch.

    >>> title_to_tex("LoRAX: A View of GPU-Based Search & Growth at 5%")
    '{LoRAX}: A View of {GPU}-Based Search \\& Growth at 5\\%'
    """
    title = _without_private(title, lost)
    atoms = read_markup(title, lost)
    if len(atoms) > _MOST_STAND_INS:
        return "".join(atom_to_tex(atom, encoding, lost) for atom in atoms)
    flat = _flatten(atoms, encoding, lost)
    tex = _CARET.sub(r"\\textasciicircum ", escape(_mark(flat), encoding, lost))
    if flat.pieces:
        tex = re.sub(f"[{STAND_INS}]", lambda found: flat.pieces[_index(found[0])][0], tex)
    return _not_whole(_braced(parted(one_space(tex))))


def _without_private(title: str, lost: list[str] | None) -> str:
    """A title without the private characters that stand for pieces of it below; nobody can read them."""
    if title.isascii():
        return title
    private = PRIVATE.findall(title)
    if private and lost is not None:
        lost.extend(private)
    return PRIVATE.sub("", title) if private else title


def _index(stand_in: str) -> int:
    return ord(stand_in) - ord(STAND_INS[0])


def _flatten(atoms: list[Atom], encoding: Encoding, lost: list[str] | None) -> _Flat:
    if len(atoms) == 1 and atoms[0].kind == "text":
        return _Flat(atoms[0].text)
    text: list[str] = []
    held: list[str] = []
    pieces: list[tuple[str, str]] = []
    for group in _groups(atoms):
        kind, piece = group[0]
        if kind in {"text", "held"}:
            text.append(piece)
            held.append(("h" if kind == "held" else "-") * len(piece))
            continue
        text.append(chr(ord(STAND_INS[0]) + len(pieces)))
        held.append("-")
        plain = plain_text(group)
        pieces.append(
            ("".join(atom_to_tex(atom, encoding, lost) for atom in group), f"${plain}$" if kind == "math" else plain)
        )
    return _Flat("".join(text), tuple(pieces), "".join(held))


def _groups(atoms: list[Atom]) -> Iterator[list[Atom]]:
    """Atoms one by one, but a styled group as a whole."""
    group: list[Atom] = []
    depth = 0
    for atom in atoms:
        depth += (atom.kind == "open") - (atom.kind == "close")
        group.append(atom)
        if not depth:
            yield group
            group = []


def _mark(flat: _Flat) -> str:
    """The flat title with marks around what must keep its capitals."""
    judged = flat if flat.text.isascii() else flat._replace(text=flat.text.translate(_AS_HYPHENS))
    known = _names_of(judged.text)
    parts, end = [], 0
    for start, stop in _joined(_held_words(judged, known), judged.text):
        parts += [flat.text[end:start], BEGIN, flat.text[start:stop], END]
        end = stop
    return "".join([*parts, flat.text[end:]])


def _joined(spans: Iterator[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Spans with those made one that only a hyphen parts."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and text[joined[-1][1] : start] == "-":
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _held_words(flat: _Flat, known: frozenset[str] | None) -> Iterator[tuple[int, int]]:
    last, named = 0, False  # the end of the word before, and whether a hyphen may continue its name
    system = _system_name(flat.text)
    for found in _WORD.finditer(flat.text):
        word, (start, end) = found[0], found.span()
        held = (not word.islower() or "^" in word) and (
            _must_hold(word, flat, start, last, known)
            or (named and flat.text[last:start] == "-" and (end <= system or not _ADJECTIVE.search(word)))
        )
        if held:
            yield start, end
        named = held and (end < system or not word.isupper())
        last = end


def _system_name(text: str) -> int:
    """The end of the one word that a title has before its colon."""
    end = text.find(":")
    return end if end > 0 and " " not in text[:end] else 0


def _must_hold(word: str, flat: _Flat, start: int, last: int, known: frozenset[str] | None) -> bool:
    """Whether the word at `start` must keep its capitals; the word before it ends at `last`."""
    spelled = _spelled(word, flat)
    if _ruined(spelled):
        # A formula or a styled group has its own braces.
        return len(word) > 1 or spelled == word
    if "h" in flat.held[start : start + len(word)]:
        return not spelled.islower() and not (len(spelled) == 1 and math_form(spelled) is not None)
    if not spelled[:1].isupper() or start == 0 or flat.text[start - 2 : start] == ": ":
        return False
    # Behind a quotation mark or a bracket, styles do not see that a word is the first.
    led = last == 0 or ": " in flat.text[last:start]
    if len(spelled) == 1:
        if math_form(spelled) is not None:
            return False  # braces of its own as well
        # The article has a space behind it: not so the name of a note in "A♭", or the letter in "A-Maps".
        return led or spelled != "A" or flat.text[start + 1 : start + 2].strip() != ""
    return led or known is None or spelled in known or _is_name(spelled)


def _spelled(word: str, flat: _Flat) -> str:
    if not flat.pieces:
        return word
    return "".join(flat.pieces[_index(c)][1] if c >= STAND_INS[0] else c for c in word)


def _names_of(text: str) -> frozenset[str] | None:
    """The system that a title names before its colon; None for a title in sentence case, all capitals count."""
    lower = len(_LOWER_WORD.findall(text))
    if lower > 2 and 3 * len(_TITLE_WORD.findall(text)) <= lower:  # noqa: PLR2004 - fewer words say little
        return None
    name, colon, _ = text.partition(":")
    return frozenset({name}) if colon and name.isalpha() else frozenset()


@lru_cache(maxsize=8192)
def _ruined(word: str) -> bool:
    """Whether lowering all but its first letter changes a word, or the first belongs to a term."""
    if word.islower() or not word[1:]:
        return "^" in word
    if word[1:] != word[1:].lower():
        return True
    return word[:1].isupper() and _SCRIPTS.search(word) is not None


def _is_name(word: str) -> bool:
    return word in NAMES or (word[-2:] in {"'s", "’s"} and word[:-2] in NAMES)


def _braced(tex: str) -> str:
    """Braces for the marks. A group that begins with a command would be one of BibTeX's special characters."""
    if BEGIN not in tex:
        return tex
    return tex.replace(f"{BEGIN}\\", "{{}\\").replace(BEGIN, "{").replace(END, "}")


def _not_whole(tex: str) -> str:
    """The first letter out of the braces where they would hold the whole title; styles leave it alone."""
    if not is_one_group(tex):
        return tex
    found = _FIRST_UNIT.fullmatch(tex)
    if found is None or found[2].startswith("\\"):
        return tex
    if _ONE_FORMULA.fullmatch(found[2]):  # in braces it would be a letter, and it has no capital
        return found[1] + found[2]
    return found[1] + (found[2] if is_one_group(found[2]) else f"{{{found[2]}}}")


def is_one_group(tex: str) -> bool:
    """Whether one pair of braces holds all of a text."""
    if tex[:1] != "{" or tex[-1:] != "}":
        return False
    depth = 0
    for offset, character in enumerate(tex):
        depth += (character == "{") - (character == "}")
        if not depth:
            return offset == len(tex) - 1
    return False
