"""Bylines as BibTeX's author field, and back.

BibTeX splits a field at ` and `, and reads each name as `First von Last`, `von Last, First` or
`von Last, Jr, First`. A digest does not say which words are the family name, so a name stands as `First Last`
in its own order, unless a catalogue says which (`Metadata.family_names`). Names that BibTeX must not take apart are
braced whole.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple, TypedDict

from digestkit._suffixes import is_suffix, split_suffixes
from digestkit.formats.tex_markup import plain_text, read_markup, text_to_tex
from digestkit.models import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digestkit.formats.tex import Encoding
    from digestkit.models import Author, Paper

__all__ = [
    "NameParts",
    "Named",
    "are_dots",
    "author_field",
    "bylined",
    "family_name",
    "is_group",
    "known_families",
    "listed_names",
    "name_parts",
]

_CUT_AT: Final = 5
_MOST_PARTS: Final = 3  # Last, Jr, First

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
_ENDING_OTHERS: Final = re.compile(
    r"(?<=\S) ,? [ ] (?: et [ ] al \.? | and [ ] others ) $", re.VERBOSE
)  # Ida Holm et al.

_REMARK: Final = re.compile(r"(?<=\S) [ ] [(\[] [^()\[\]]{1,80} [)\]] $", re.VERBOSE)  # Ida Holm (Oslo)

_GROUP_WORDS: Final = frozenset(
    "ai team teams lab labs laboratory laboratories collaboration collaborations consortium research group "  # noqa: SIM905 - words read better than a list of strings
    "project institute institution university universität foundation center centre community initiative network "
    "committee council department corporation company association society alliance inc ltd llc gmbh corp authors "
    "contributors openai nvidia deepmind google microsoft anthropic bytedance alibaba tencent baidu huggingface "
    "collective working workshop conference school college academy agency federation partnership programme "
    "organisation organization hospital ministry bureau technologies robotics developers maintainers".split()
)
_GROUP_LEADS: Final = frozenset({"team", "project", "institute", "university", "department"})
_DIGIT: Final = re.compile(r"[0-9]")  # "Team Map4D", and no suffix, which is split off before
# Words in lower case that no name of a person has, as "of" in "Bank of Riverside".
_JOINING: Final = frozenset({"of", "for", "the"})
# "The" begins names of groups, but is a given name of Vietnam as well, where all names are single syllables.
_SYLLABLE: Final = re.compile(
    r"""
    (?: ngh | ng | nh | th | tr | ch | kh | ph | gh | gi | qu | [bcdghklmnprstvx] )?   # ng of Nguyen
    [aeiouy]{1,3}
    (?: ng | nh | ch | [cmnpt] )?
    """,
    re.VERBOSE,
)
_MARKUP: Final = re.compile(r"[\\{}$&]")
_AND: Final = re.compile(r"(?:^|\s)and(?:\s|$)", re.IGNORECASE)


def author_field(paper: Paper, encoding: Encoding = "ascii", lost: list[str] | None = None) -> str:
    r"""The value of the author field, empty where the paper names nobody.

    >>> from digestkit.models import Author, Metadata, Paper
    >>> author_field(Paper(authors=(Author("Bela Kertő"), Author("Pine and Oak Labs"), Author("moss_99"))))
    'Bela Kert{\\H{o}} and {Pine and Oak Labs} and {moss\\_99}'

    A list that may have been cut, or was, ends in `and others`. A family name that a catalogue knows comes first:

    >>> known = Metadata(family_names=[("Ida Holm Lund", "Holm Lund")])
    >>> author_field(Paper(authors=(Author("Ida Holm Lund"),), metadata=known))
    'Holm Lund, Ida'
    """
    names, cut = listed_names(paper)
    families = known_families(paper)
    tex = (_name(name, families.get(name, ""), encoding, lost) for name in names)
    fields = [field for field in tex if field.strip("{}")]
    if fields and cut:
        fields.append("others")
    return " and ".join(fields)


def known_families(paper: Paper) -> dict[str, str]:
    """The family names that a catalogue knows, by the whole names."""
    return dict(paper.metadata.family_names) if paper.metadata else {}


def listed_names(paper: Paper) -> tuple[list[str], bool]:
    """The names of a paper, and whether there may be more: "et al." ends them, or the list may have been cut."""
    names: list[str] = []
    cut = False
    for author in paper.authors:
        name = _printable(author.name)
        if _is_nobody(name):
            continue
        if ending := _ENDING_OTHERS.search(name):
            name = name[: ending.start()]
            cut = True
        if names and is_suffix(name):
            # A list that was split at commas has "Jr." on its own.
            names[-1] = f"{names[-1]}, {name}"
        else:
            names.append(name)
    while len(names) > 1 and _OTHERS.fullmatch(names[-1]):
        names.pop()
        cut = True
    return names, cut or _is_cut(paper)


_LEFT_OUT: Final = re.compile(r"[\[(]?(?:(?:\.[ ]?){2,4}|…)[\])]?")  # what stands for names amid a byline


def are_dots(name: str) -> bool:
    """Is a name nothing but dots, which stand for those between the first and the last?

    >>> are_dots("..."), are_dots("[…]"), are_dots("Ida ...")
    (True, True, False)
    """
    return _LEFT_OUT.fullmatch(name) is not None


def _is_nobody(name: str) -> bool:
    if " " in name and name[0].isalpha():  # nearly all names, so that they take no time
        return False
    if "$" in name and any(atom.kind == "math" for atom in read_markup(name)):
        return False
    return _NOBODY.fullmatch(_words(name)) is not None


def _words(name: str) -> str:
    """A name without the TeX in it."""
    return one_line(plain_text(read_markup(name))) if _MARKUP.search(name) else name


def _printable(name: str) -> str:
    """A name without control characters, which would hide what it is, and its commas as BibTeX knows them."""
    if "，" in name:
        name = one_line(name.replace("，", ", "))
    return name if name.isprintable() else one_line("".join(filter(str.isprintable, name)))


def _is_cut(paper: Paper) -> bool:
    if paper.authors_complete is None:
        return len(paper.authors) >= _CUT_AT
    return not paper.authors_complete


# What stands in a list in place of a name: "-", "N/A".
_NOBODY: Final = re.compile(r"[\s!-\#%-/:-@\[-`{-~‐-―…·•]* | [(\[]? n [/.] a \.? [)\]]?", re.VERBOSE | re.IGNORECASE)

# A name that is its own TeX, and may be one of a person.
_BARE_NAME: Final = re.compile(r"[A-Za-z.]+(?:-[A-Za-z.]+)*(?: [A-Za-z.]+(?:-[A-Za-z.]+)*)+")
_TELLING: Final = (
    _GROUP_WORDS
    | _GROUP_LEADS
    | _JOINING
    | frozenset({"and", "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.", "ph.d.", "esq", "esq.", "et"})
)


def _name(name: str, known: str, encoding: Encoding, lost: list[str] | None) -> str:
    if not known and _BARE_NAME.fullmatch(name) and _TELLING.isdisjoint(name.lower().split()):
        return name
    parts = _parts_known(name, known) if known else None
    if parts is not None:
        return _last_first(parts, encoding, lost)
    if is_group(name):
        return f"{{{text_to_tex(name, encoding, lost)}}}"
    tex = text_to_tex(name, encoding, lost)
    person, suffix = split_suffixes(name)
    if not suffix or " " not in person or "," in person:
        return tex
    family, given = _family_first(text_to_tex(person, encoding, lost))
    return f"{family}, {_suffix_field(suffix)}, {given}" if given else f"{{{tex}}}"


def _suffix_field(suffix: str) -> str:
    return f"{{{suffix}}}" if "," in suffix else suffix


def _last_first(parts: NameParts, encoding: Encoding, lost: list[str] | None) -> str:
    """`Last, First` or `Last, Jr, First`; braces keep words in lower case within a family name from being particles."""
    if parts.literal:
        return f"{{{text_to_tex(parts.literal, encoding, lost)}}}"
    family = text_to_tex(parts.family, encoding, lost)
    whole = any(map(_is_lower, parts.family.split())) or _AND.search(parts.family) or "," in parts.family
    particle = text_to_tex(parts.particle, encoding, lost)
    last = " ".join(filter(None, (particle, f"{{{family}}}" if whole else family)))
    given = text_to_tex(parts.given, encoding, lost)
    if _AND.search(parts.given) or "," in parts.given:
        given = f"{{{given}}}"
    return ", ".join(filter(None, (last, _suffix_field(parts.suffix), given)))


def is_group(name: str) -> bool:
    """Whether a name is one that BibTeX must not take apart: one word, an organisation, or holding "and".

    >>> is_group("Fenwick AI Research"), is_group("Ida Holm"), is_group("moss99"), is_group("The Fern Workshop")
    (True, False, True, True)
    """
    name = _words(name)
    words = name.split()
    if len(words) < 2 or _OTHERS.fullmatch(name):  # noqa: PLR2004
        return True
    person, suffix = split_suffixes(name)
    # "Holm, Ida" is how BibTeX writes names itself; more commas it cannot read.
    if person.count(",") > (0 if suffix else 1) or name.startswith(",") or name.endswith(","):
        return not _is_bibtex_name(name)
    words = person.split()
    return bool(_AND.search(name)) or _names_group([word.strip(".,()").casefold() for word in words], words)


def _is_bibtex_name(name: str) -> bool:
    """Whether a name is `Last, Jr, First` already."""
    parts = [part.strip() for part in name.split(",")]
    return len(parts) == _MOST_PARTS and all(parts) and not is_suffix(parts[2]) and is_suffix(parts[1])


def _names_group(folded: list[str], words: list[str]) -> bool:
    if folded[0] in _GROUP_LEADS or (folded[0] == "the" and not _is_vietnamese(words)):
        return True
    if not _JOINING.isdisjoint(words) or any(map(_DIGIT.search, words)):
        return True
    # "Bo Ai" is a person, "Inclusion AI" is none.
    return any(word in _GROUP_WORDS and (word != "ai" or "AI" in words) for word in folded)


def _is_vietnamese(words: list[str]) -> bool:
    """Is it a person whose given name is "The": "The Anh Han", and not "The Fern Workshop" or "The ABC"?"""
    return all(
        word[1:] == word[1:].lower() and word[0].isupper() and _SYLLABLE.fullmatch(_base_letters(word.lower()))
        for word in " ".join(words).replace("-", " ").split()
    )


def _base_letters(word: str) -> str:
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word).replace("đ", "d")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _family_first(tex: str) -> tuple[str, str]:
    """The last word with the lower-case particles before it, and what comes first."""
    words = tex.split()
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].islower() and words[cut - 1].isalpha():
        cut -= 1
    return " ".join(words[cut:]), " ".join(words[:cut])


def family_name(author: Author, known: str = "") -> str:
    """The word of a name that a citation key takes; of a family name that is known, all but its particles.

    >>> from digestkit.models import Author
    >>> [family_name(Author(name)) for name in ("Ludo van der Berg", "O'Neil, Kim", "The AURORA Collaboration")]
    ['Berg', "O'Neil", 'AURORA']
    >>> family_name(Author("Ida Holm Lund"), "Holm Lund")
    'Holm Lund'
    """
    whole = _ENDING_OTHERS.sub("", _words(author.name))
    parts = _parts_known(whole, known) if known else None
    if parts is not None and parts.family:
        return parts.family
    name, _ = split_suffixes(_REMARK.sub("", whole))
    words = name.split()
    if (is_group(whole) or (parts is not None and parts.literal)) and len(words) > 1:
        return next((word for word in words if word.casefold() not in _UNNAMED), words[0])
    if "," in name:
        words = name.split(",")[0].split() or words
    return words[-1] if words else ""  # of a name that is nothing but TeX


# The words of a group's name that do not tell it from others.
_UNNAMED: Final = _GROUP_WORDS | _GROUP_LEADS | _JOINING | frozenset({"and", "a", "in"})


class NameParts(NamedTuple):
    """A name as reference managers sort it. One that must not be taken apart is all `literal`."""

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""


def name_parts(name: str, known: str = "") -> NameParts:
    """The parts that BibTeX finds in a name as `author_field` writes it.

    >>> name_parts("Ludo van der Berg, Jr.")
    NameParts(given='Ludo', particle='van der', family='Berg', suffix='Jr.', literal='')
    >>> name_parts("Holm, Ida").family, name_parts("Pine and Oak Labs").literal
    ('Holm', 'Pine and Oak Labs')

    The family name is the one that is `known`, or else the last word, or what stands behind the last word in lower
    case, if one stands before it. A name that is all family name is that of a group.
    """
    parts = _parts_known(name, known) if known else None
    if parts is not None:
        return parts
    name = _words(name)
    if is_group(name):
        return NameParts(literal=name)
    person, suffix = split_suffixes(name)
    first, comma, rest = person.partition(",")
    if not comma:
        return _first_von_last(person.split(), suffix)
    if "," in rest:  # Last, Jr, First
        suffix, _, rest = (part.strip() for part in rest.partition(","))
    particle, family = _von_last(first.split())
    return NameParts(one_line(rest), particle, family, suffix)


def _parts_known(name: str, known: str) -> NameParts | None:
    """The parts of a name whose family name is known; None where it does not end the name."""
    if name == known:
        return NameParts(literal=name)
    person, suffix = split_suffixes(name)
    if not person.endswith(f" {known}"):
        return None
    words = known.split()
    first = next((index for index, word in enumerate(words[:-1]) if not _is_lower(word)), len(words) - 1)
    given = person.removesuffix(known).strip()
    return NameParts(given, " ".join(words[:first]), " ".join(words[first:]), suffix)


class Named(NamedTuple):
    """A name as people write it, and the family name in it where a catalogue tells it, else an empty text."""

    name: str
    family: str = ""


class Byline(TypedDict):
    """Names, and those of their family names that formats would not find on their own."""

    authors: tuple[str, ...]
    family_names: tuple[tuple[str, str], ...]


def bylined(names: Iterable[Named]) -> Byline:
    """What `digestkit.metadata.Record` and `Metadata` keep of names.

    >>> bylined([Named("Ida Holm Lund", "Holm Lund"), Named("Li Wen", "Wen")])
    {'authors': ('Ida Holm Lund', 'Li Wen'), 'family_names': (('Ida Holm Lund', 'Holm Lund'),)}
    """
    named = tuple(names)
    authors = tuple(name for name, _ in named)
    return {"authors": authors, "family_names": tuple((name, family) for name, family in named if _tells(name, family))}


def _tells(name: str, family: str) -> bool:
    """Is a family name one of this name, and another than formats find on their own?"""
    if not family or _parts_known(name, family) is None:
        return False
    parts = name_parts(name)
    return family != (parts.literal or f"{parts.particle} {parts.family}".strip())


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
