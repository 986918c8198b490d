"""Names in short and in full: the "I. Holm" of a bibliography is the "Ida Holm" of a digest."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from digestkit._suffixes import split_suffixes
from digestkit.formats.decoding import decoded
from digestkit.formats.words import words
from digestkit.metadata._names import joined
from digestkit.metadata.accounts import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["fuller", "same_names"]

_RUN: Final = re.compile(r"\b[A-Z]{2,3}(?=\s)")  # the "IM" of "IM Holm"


def same_names(names: Iterable[str], byline: Sequence[str]) -> dict[str, int]:
    """The places of names that the byline has in a shorter or in a fuller form alone, where only one can be meant.

    Names that fit the same places, and are as many, stand there in their order.

    >>> same_names(["Per Lund", "Bo Ek", "Britt Ek", "I. Holm"], ["B. Ek", "Ida Holm", "P. Lund", "B. Ek"])
    {'Per Lund': 2, 'Bo Ek': 0, 'Britt Ek': 3, 'I. Holm': 1}
    """
    different = tuple(dict.fromkeys(names))
    there = set(map(name_key, byline))
    others = [name for name in different if name_key(name) not in there]
    if not others:
        return {}
    shown = set(map(name_key, different))
    free: defaultdict[str, list[int]] = defaultdict(list)  # by the last word
    for at, name in enumerate(byline):
        if name_key(name) not in shown:
            free[_last_word(name)].append(at)
    alike: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for name in others:
        near = free.get(_last_word(name), ())
        alike[tuple(at for at in near if _is_short(byline[at], name) or _is_short(name, byline[at]))].append(name)
    fits = Counter(at for fitting in alike for at in fitting)
    return {
        name: at
        for fitting, group in alike.items()
        if len(fitting) == len(group) and all(fits[at] == 1 for at in fitting)
        for name, at in zip(group, fitting, strict=True)
    }


def fuller(name: str, other: str) -> str:
    """The fuller of two forms of one name, with the suffix that either has.

    >>> fuller("W. Hult, Jr.", "Warren Hult"), fuller("Ida M. Holm", "Ida Holm")
    ('Warren Hult, Jr.', 'Ida M. Holm')
    """
    if not _is_short(name, other):
        return name
    suffix = split_suffixes(name)[1]
    return other if not suffix or split_suffixes(other)[1] else joined("", other, suffix)


def _is_short(short: str, full: str) -> bool:
    """Is every given name of the one a given name of the other, or its initial, and the last word the same?"""
    one, two = _parts(short), _parts(full)
    if not 1 < len(one) <= len(two) or one[-1] != two[-1]:
        return False
    pairs = zip(one[:-1], two, strict=False)
    return all(given == whole or (len(given) == 1 and whole.startswith(given)) for given, whole in pairs)


def _last_word(name: str) -> str:
    return (_parts(name) or [""])[-1]


@lru_cache(maxsize=8192)
def _parts(name: str) -> list[str]:
    person, _ = split_suffixes(decoded(name))
    if not person.isupper():
        person = _RUN.sub(lambda found: " ".join(found[0]), person)
    return words(person)
