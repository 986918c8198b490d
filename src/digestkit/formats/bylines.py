"""Bylines as BibTeX's author field, and back.

BibTeX splits a field at ` and `, and reads each name as `First von Last`, `von Last, First` or
`von Last, Jr, First`. A digest does not say which words are the family name, so a name stands as `First Last`
in its own order. Names that BibTeX must not take apart are braced whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.formats.tex_markup import plain_text, read_markup, text_to_tex
from digestkit.models import one_line

if TYPE_CHECKING:
    from digestkit.formats.tex import Encoding
    from digestkit.models import Author, Paper

__all__ = ["NameParts", "author_field", "family_name", "is_group", "listed_names", "name_parts", "split_suffix"]

_CUT_AT: Final = 5

# What ends a list of names without being one: "et al.", "+ 12 authors", "and 3 others".
_OTHERS: Final = re.compile(
    r"""
    (?: and \s+ )?
    (?: et \s* al \.? | others | \.{3} | …                              # et al.
      | [+]? \s* (?: [0-9]{1,4} \s+ )? (?: more \s+ )? (?: other \s+ )? (?: more | others | authors? )
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)

# "Warren A. Hult, Jr." or "Ida Holm III"; V alone is an initial.
_SUFFIX: Final = re.compile(
    r"(?P<name> .*\S ) (?: \s*,\s* | \s+ ) (?P<suffix> (?i:jr|sr)\.? | II | III | IV )", re.VERBOSE
)
_SUFFIX_WORD: Final = re.compile(r"(?i:jr|sr)\.?|II|III|IV")

# Degrees and honours, which follow a comma as given names do in "Holm, Ida".
_DEGREES: Final = frozenset(
    {"PhD", "Ph.D", "Ph.D.", "MD", "M.D.", "MSc", "M.Sc.", "DSc", "FRS", "Esq", "Esq.", "Dr", "Dr."}
)

_GROUP_WORDS: Final = frozenset(
    "ai team teams lab labs laboratory laboratories collaboration collaborations consortium research group "  # noqa: SIM905 - words read better than a list of strings
    "project institute institution university universität foundation center centre community initiative network "
    "committee council department corporation company association society alliance inc ltd llc gmbh corp authors "
    "contributors openai nvidia deepmind google microsoft anthropic bytedance alibaba tencent baidu huggingface "
    "collective working".split()
)
_GROUP_LEADS: Final = frozenset({"the", "team", "project", "institute", "university", "department"})
_MARKUP: Final = re.compile(r"[\\{}$&]")
_AND: Final = re.compile(r"(?:^|\s)and(?:\s|$)", re.IGNORECASE)


def author_field(paper: Paper, encoding: Encoding = "ascii", lost: list[str] | None = None) -> str:
    r"""The value of the author field, empty where the paper names nobody.

    >>> from digestkit.models import Author, Paper
    >>> author_field(Paper(authors=(Author("Bela Kertő"), Author("Pine and Oak Labs"), Author("moss_99"))))
    'Bela Kert{\\H{o}} and {Pine and Oak Labs} and {moss\\_99}'

    A list that may have been cut, or was, ends in `and others`.
    """
    names, cut = listed_names(paper)
    fields = [field for name in names if (field := _name(name, encoding, lost)).strip("{}")]
    if fields and cut:
        fields.append("others")
    return " and ".join(fields)


def listed_names(paper: Paper) -> tuple[list[str], bool]:
    """The names of a paper, and whether there may be more: "et al." ends them, or the list may have been cut."""
    names: list[str] = []
    cut = False
    for author in paper.authors:
        name = _printable(author.name)
        if names and _SUFFIX_WORD.fullmatch(name):
            # A list that was split at commas has "Jr." on its own.
            names[-1] = f"{names[-1]}, {name}"
        else:
            names.append(name)
    while len(names) > 1 and _OTHERS.fullmatch(names[-1]):
        names.pop()
        cut = True
    return names, cut or _is_cut(paper)


def _printable(name: str) -> str:
    """A name without control characters, which would hide what it is."""
    return name if name.isprintable() else one_line("".join(filter(str.isprintable, name)))


def _is_cut(paper: Paper) -> bool:
    if paper.authors_complete is None:
        return len(paper.authors) >= _CUT_AT
    return not paper.authors_complete


# A name that is its own TeX, and may be one of a person.
_BARE_NAME: Final = re.compile(r"[A-Za-z.]+(?:-[A-Za-z.]+)*(?: [A-Za-z.]+(?:-[A-Za-z.]+)*)+")
_TELLING: Final = _GROUP_WORDS | _GROUP_LEADS | frozenset({"and", "jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def _name(name: str, encoding: Encoding, lost: list[str] | None) -> str:
    if _BARE_NAME.fullmatch(name) and _TELLING.isdisjoint(name.lower().split()):
        return name
    if is_group(name):
        return f"{{{text_to_tex(name, encoding, lost)}}}"
    tex = text_to_tex(name, encoding, lost)
    person, suffix = split_suffix(name)
    if not suffix or " " not in person or "," in person:
        return tex
    family, given = _family_first(text_to_tex(person, encoding, lost))
    return f"{family}, {suffix}, {given}" if given else f"{{{tex}}}"


def is_group(name: str) -> bool:
    """Whether a name is one that BibTeX must not take apart: one word, an organisation, or holding "and".

    >>> is_group("Fenwick AI Research"), is_group("Ida Holm"), is_group("moss99")
    (True, False, True)
    """
    if _MARKUP.search(name):
        name = one_line(plain_text(read_markup(name)))
    words = name.split()
    if len(words) < 2:  # noqa: PLR2004
        return True
    person, suffix = split_suffix(name)
    # "Holm, Ida" is how BibTeX writes names itself; more commas it cannot read.
    if person.count(",") > (0 if suffix else 1) or name.startswith(",") or name.endswith(","):
        return not _is_bibtex_name(name)
    return bool(_AND.search(name)) or _names_group([word.strip(".,()").casefold() for word in words], words)


def _is_bibtex_name(name: str) -> bool:
    """Whether a name is `Last, Jr, First` already."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) != 3 or not all(parts) or parts[2] in _DEGREES:  # noqa: PLR2004
        return False
    return _SUFFIX_WORD.fullmatch(parts[1]) is not None or parts[1] in _DEGREES


def _names_group(folded: list[str], words: list[str]) -> bool:
    # "The Anh Han" is a person: "the" needs a word as no name has it, "The BigMoss Workshop", or one in lower case.
    parts = " ".join(words).replace("-", " ").split()
    is_named = folded[0] != "the" or any(not word[0].isupper() or word[1:] != word[1:].lower() for word in parts)
    if folded[0] in _GROUP_LEADS and is_named:
        return True
    # "Bo Ai" is a person, "Inclusion AI" is none.
    return any(word in _GROUP_WORDS and (word != "ai" or "AI" in words) for word in folded)


def split_suffix(name: str) -> tuple[str, str]:
    """A name and its suffix, empty where there is none.

    >>> split_suffix("Warren A. Hult, Jr."), split_suffix("Ida Holm III"), split_suffix("Ida Holm")
    (('Warren A. Hult', 'Jr.'), ('Ida Holm', 'III'), ('Ida Holm', ''))
    """
    person, _, degree = name.partition(",")
    if degree.strip() in _DEGREES and " " in person.strip():
        return person.strip(), degree.strip()
    found = _SUFFIX.fullmatch(name)
    return (found["name"].rstrip(" ,"), found["suffix"]) if found else (name, "")


def _family_first(tex: str) -> tuple[str, str]:
    """The last word with the lower-case particles before it, and what comes first."""
    words = tex.split()
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].islower() and words[cut - 1].isalpha():
        cut -= 1
    return " ".join(words[cut:]), " ".join(words[:cut])


def family_name(author: Author) -> str:
    """The word of a name that a citation key takes.

    >>> from digestkit.models import Author
    >>> [family_name(Author(name)) for name in ("Ludo van der Berg", "O'Neil, Kim", "The AURORA Collaboration")]
    ['Berg', "O'Neil", 'AURORA']
    """
    name, _ = split_suffix(author.name)
    words = name.split()
    if is_group(author.name) and len(words) > 1:
        return next((word for word in words if word.casefold() not in _GROUP_WORDS | _GROUP_LEADS), words[0])
    if "," in name:
        words = name.split(",")[0].split() or words
    return words[-1]


class NameParts(NamedTuple):
    """A name as reference managers sort it. One that must not be taken apart is all `literal`."""

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""


def name_parts(name: str) -> NameParts:
    """The parts that BibTeX finds in a name as `author_field` writes it.

    >>> name_parts("Ludo van der Berg, Jr.")
    NameParts(given='Ludo', particle='van der', family='Berg', suffix='Jr.', literal='')
    >>> name_parts("Holm, Ida").family, name_parts("Pine and Oak Labs").literal
    ('Holm', 'Pine and Oak Labs')

    The family name is the last word, or what stands behind the last word in lower case, if one stands before it.
    """
    name = one_line(plain_text(read_markup(name))) if _MARKUP.search(name) else name
    if is_group(name):
        return NameParts(literal=name)
    person, suffix = split_suffix(name)
    first, comma, rest = person.partition(",")
    if not comma:
        return _first_von_last(person.split(), suffix)
    if "," in rest:  # Last, Jr, First
        suffix, _, rest = (part.strip() for part in rest.partition(","))
    particle, family = _von_last(first.split())
    return NameParts(one_line(rest), particle, family, suffix)


def _first_von_last(words: list[str], suffix: str) -> NameParts:
    lower = next((index for index, word in enumerate(words[:-1]) if _is_lower(word)), len(words) - 1)
    particle, family = _von_last(words[lower:])
    return NameParts(" ".join(words[:lower]), particle, family, suffix)


def _von_last(words: list[str]) -> tuple[str, str]:
    """The words up to the last one in lower case that is not the last of all, and the others."""
    cut = next((index + 1 for index in range(len(words) - 2, -1, -1) if _is_lower(words[index])), 0)
    if cut and not _is_lower(words[0]):
        cut = 0
    return " ".join(words[:cut]), " ".join(words[cut:])


def _is_lower(word: str) -> bool:
    """Whether the first letter of a word is a small one; BibTeX takes words without letters for neither."""
    first = next((character for character in word if character.isalpha()), "")
    return first.islower()
