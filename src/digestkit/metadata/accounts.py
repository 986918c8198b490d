"""Which names of a byline the entries of a digest's author cell stand for, where that is certain.

A cell holds accounts (handles) and names. Certain is what one of these says, in this order:

1. the catalogue: Hugging Face's API says for which author an account was claimed;
2. the letters: `idaholm` and `holm-ida` are those of "Ida Holm", and of no other name of the byline;
3. the place: on the page that digests are made from, all accounts stand first, in the order of the byline, then
   the names, in theirs, cut at five. So in a whole cell the accounts are, in their order, the names left over; and
   in any cell with a name, an author of the byline before the last name shown who is not shown by name is the owner
   of an account. (Of 882 cells checked 878 are so; the others show one account twice, and are left alone here.)
"""

from __future__ import annotations

from collections import defaultdict, deque
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import attrs

from digestkit._fields import one_line
from digestkit.formats.decoding import decoded
from digestkit.formats.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digestkit.models import Author

__all__ = ["Match", "matched", "name_key"]

_SHORTEST: Final = 6  # letters that two names are not likely to share


@lru_cache(maxsize=4096)
def name_key(name: str) -> tuple[str, ...]:
    r"""What a name is compared by: its words, without case, accents, punctuation and order.

    >>> name_key("Zoé O'Neil-Łys") == name_key(r"O'neil Lys, Zo\'e")
    True
    """
    return tuple(sorted(words(decoded(one_line(name)))))


@attrs.frozen
class Match:
    """`names`: the digest's names that no name of the byline fits. `accounts`: each with its name, or None."""

    names: tuple[str, ...]
    accounts: tuple[tuple[str, str | None], ...]


def matched(
    authors: Sequence[Author], byline: Sequence[str], claims: Iterable[tuple[str, str]], *, complete: bool, placed: bool
) -> Match:
    """Find the names that authors of a digest stand for.

    `claims` are pairs of account and name from the catalogue. `complete` says that the authors are as many as the
    paper has, `placed` that their order is the one described above.
    """
    positions, strangers = _positions([author.name for author in authors if not author.is_handle], byline)
    accounts = tuple(dict.fromkeys(author.name for author in authors if author.is_handle))
    free = [at for at in range(len(byline)) if at not in positions]
    if not accounts:
        return Match(strangers, ())
    found = {**_by_letters(accounts, byline, free), **_by_claim(accounts, byline, claims)}
    # Accounts first, and each once; else the cell was made in another way, or two people share an account.
    leading = [author.name for author in authors if author.is_handle] == [
        author.name for author in authors[: len(accounts)]
    ]
    whole = len(authors) == len(byline)
    if placed and leading and (whole or not complete) and not strangers and positions == sorted(positions):
        shown = free if whole else [at for at in free if positions and at < positions[-1]]
        found = _by_place(accounts, shown, found)
    return Match(
        strangers, tuple((account, byline[found[account]] if account in found else None) for account in accounts)
    )


def _positions(names: Iterable[str], byline: Sequence[str]) -> tuple[list[int], tuple[str, ...]]:
    """Where names stand in the byline, each place taken once, and the names that stand nowhere."""
    places: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for at, name in enumerate(byline):
        places[name_key(name)].append(at)
    positions, strangers = [], []
    for name in names:
        at_hand = places[name_key(name)]
        if at_hand:
            positions.append(at_hand.popleft())
        else:
            strangers.append(name)
    return positions, tuple(strangers)


def _by_claim(accounts: Iterable[str], byline: Sequence[str], claims: Iterable[tuple[str, str]]) -> dict[str, int]:
    """What the catalogue says; an account that was claimed for two names is left open."""
    claimed: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for account, name in claims:
        claimed[account.casefold()].add(name_key(name))
    found = {}
    for account in accounts:
        keys = claimed.get(account.casefold(), set())
        places = [at for at, name in enumerate(byline) if name_key(name) in keys]
        if len(keys) == len(places) == 1:
            found[account] = places[0]
    return found


def _by_letters(accounts: Iterable[str], byline: Sequence[str], free: Sequence[int]) -> dict[str, int]:
    """What an account's letters say: those of one name alone, its words in their order or the last one first."""
    places: defaultdict[str, set[int]] = defaultdict(set)
    for at in free:
        spelled = words(decoded(byline[at]))
        for letters in ("".join(spelled), "".join(spelled[-1:] + spelled[:-1])):
            places[letters].add(at)
    found = {}
    for account in accounts:
        letters = "".join(words(account))
        fitting = places.get(letters, set())
        if len(fitting) == 1 and (len(letters) >= _SHORTEST or account.casefold() == byline[min(fitting)].casefold()):
            found[account] = min(fitting)
    return found


def _by_place(accounts: Sequence[str], shown: Sequence[int], found: dict[str, int]) -> dict[str, int]:
    """What the order says, unless it contradicts what is known already."""
    told = dict(zip(accounts, shown, strict=False))
    contradicts = len(shown) > len(accounts) or any(told.get(account, at) != at for account, at in found.items())
    doubled = {*told.values()} & {at for account, at in found.items() if account not in told}
    return found if contradicts or doubled else {**told, **found}
