"""Names as catalogues write them: in parts, or a byline in one text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit._fields import one_line
from digestkit._suffixes import is_numeral, is_suffix
from digestkit.formats.bylines import Byline, Named, are_dots, bylined, listed_names
from digestkit.formats.decoding import decoded
from digestkit.models import Author, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["WholeByline", "are_names", "in_parts", "joined", "split_byline", "whole_byline"]

_DOTS: Final = re.compile(
    r"(?: ^ | (?<=\S) (?: ,[ ]? | [ ] ) ) [(\[]? (?: \.[ ]?\.[ ]?\. | … ) [)\]]? $", re.VERBOSE
)  # Ida Holm, …
# "Ida et al. Holm" is what "Holm, Ida et al." comes to.
_OTHERS_WITHIN: Final = re.compile(r"(?:^|(?<=[ ,]))et[ ]al\b\.?,?[ ]?", re.IGNORECASE)
_AND: Final = re.compile(r"(?:^|\s)(?:and|&)(?=\s)", re.IGNORECASE)


class WholeByline(Byline):
    """A byline, and whether it is the whole of it."""

    authors_complete: bool


def whole_byline(names: Iterable[Named]) -> WholeByline:
    """What a record keeps of names; "et al.", dots and the like say that there are more, wherever they stand.

    >>> whole_byline([Named("Ida Holm et al.")])
    {'authors': ('Ida Holm',), 'family_names': (), 'authors_complete': False}
    """
    given = tuple(names)
    named = tuple(_without_others(each) for each in given if not _stands_for_others(each.name))
    left_out = named != given
    dots = _DOTS.search(named[-1].name) if named else None
    if dots is not None:
        named = (*named[:-1], Named(named[-1].name[: dots.start()]))
    paper = Paper(authors=tuple(Author(name) for name, _ in named if name), authors_complete=dots is None)
    kept, is_cut = listed_names(paper)
    if not (is_cut or left_out):
        return {**bylined(named), "authors_complete": True}
    families = dict(named)
    return {**bylined(Named(name, families.get(name, "")) for name in kept), "authors_complete": False}


def _stands_for_others(name: str) -> bool:
    return are_dots(name) or _OTHERS_WITHIN.fullmatch(name) is not None


def _without_others(named: Named) -> Named:
    if not _OTHERS_WITHIN.search(named.name):
        return named
    name = _OTHERS_WITHIN.sub("", named.name).strip(" ,")
    return Named(name, named.family if name.endswith(named.family) else "")


def in_parts(given: str, family: str, suffix: str = "") -> Named:
    """A name from its parts, which tell its family name; without given names it is a group's, and all family name.

    >>> in_parts("Rosa", "De Leo", "III"), in_parts("", "Fern Ridge")
    (Named(name='Rosa De Leo III', family='De Leo'), Named(name='Fern Ridge', family='Fern Ridge'))
    """
    name = joined(given, family, suffix)
    return Named(name, one_line(decoded(one_line(family))) if one_line(given) else name)


def joined(given: str, family: str, suffix: str = "") -> str:
    """A name as people write it, from its parts.

    >>> joined("Warren A.", "Hult", "Jr."), joined("", "The Delta Team"), joined("Ida", "Holm", "III")
    ('Warren A. Hult, Jr.', 'The Delta Team', 'Ida Holm III')
    """
    name = f"{given} {family}".strip()
    if suffix := suffix.strip(" ,"):
        name += ("" if is_numeral(suffix) else ",") + f" {suffix}"
    return one_line(decoded(one_line(name)))


def are_names(authors: Iterable[str]) -> bool:
    """Is none of the authors an account, as bibliographies made of digests have them in place of names?

    >>> are_names(["Ida Holm", "OpenAI", "李文"]), are_names(["Ida Holm", "moss99"]), are_names(["ek-maps"])
    (True, False, False)
    """
    return not any(
        " " not in name and name.isascii() and (name.islower() or any(map(str.isdigit, name))) for name in authors
    )


def split_byline(text: str) -> tuple[str, ...]:
    r"""The names of a byline in one text, without affiliations in brackets.

    >>> split_byline(r"Ida Holm (1), Bela Kert\H{o} and Warren Hult, Jr. ((1) Riverside, (2) Delta)")
    ('Ida Holm', 'Bela Kertő', 'Warren Hult, Jr.')
    """
    names: list[str] = []
    for piece in _AND.sub(",", _without_brackets(one_line(text))).split(","):
        name = one_line(decoded(one_line(piece)))
        if name and names and is_suffix(name):
            names[-1] += f", {name}"
        elif name:
            names.append(name)
    return tuple(names)


def _without_brackets(text: str) -> str:
    kept: list[str] = []
    depth = 0
    for character in text:
        depth += character == "("
        if not depth:
            kept.append(character)
        depth -= character == ")" and depth > 0
    return "".join(kept)
