"""Step 1d: what the numbers of one list share: "2, 8, and 72 billion parameters", "up to 32% and 25%"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.models import Comparator
from digestkit.results.numerals import scaled

if TYPE_CHECKING:
    from digestkit.results.grammar import Mention

__all__ = ["share_bounds", "share_units"]

_LISTED: Final = re.compile(r"(?:, | and | or |, and |, or )")  # "72.2, 80.3 and 61.8%"
_SCALE: Final = re.compile(r"(?:[kKMBT]|thousand|million|billion|trillion)\Z")  # "72 billion"
# Between two numbers that one "up to" governs: "up to 32.5% (small) and 25.7%"; an article ends its reach.
_GOVERNED: Final = re.compile(r"[^;.\d]{0,30}(?:\([^()]{0,20}\))?[^;.\d]{0,30}(?:,| and| or) [~(+-]{0,2}")
# A verb or comparison begins anew: "up to 32.5% while Brook has 25.7%".
_NEW_CLAUSE: Final = re.compile(
    r"\b(?:while|with|achiev|(?:improv|reduc|increas|maintain|outperform)(?:es|ed|ing|s)|compared|than)"
)
_GOVERNING: Final = frozenset({Comparator.AT_MOST, Comparator.GREATER, Comparator.LESS})


def share_units(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give the numbers of a list the scale and unit of its last: "2, 8, and 72 billion parameters"."""
    scale = ""
    for at in range(len(mentions) - 2, -1, -1):
        this, following = mentions[at], mentions[at + 1]
        found = _SCALE.search(text, following.start, following.number_end)
        scale = found[0] if found else scale
        if not _may_share(text, this, following):
            scale = ""
            continue
        value = scaled(this.value, scale) if scale else this.value
        mentions[at] = this._replace(unit=following.unit, value=value, scaled=bool(scale))
    return mentions


def _may_share(text: str, this: Mention, following: Mention) -> bool:
    """Is `this` a bare number before one with a unit or scale, in one list with it?"""
    if this.unit or this.scaled or this.spelled or this.upper is not None or following.spelled:
        return False
    return bool(following.unit or following.scaled) and _is_listed(text, this, following)


def _is_listed(text: str, this: Mention, following: Mention) -> bool:
    return _LISTED.fullmatch(text, this.end, following.start) is not None


def share_bounds(text: str, mentions: list[Mention]) -> list[Mention]:
    """Let "up to" hold for each number that follows in its clause, "over" for each of a plain list."""
    for at in range(1, len(mentions)):
        before, this = mentions[at - 1], mentions[at]
        if before.comparator in _GOVERNING and this.comparator is Comparator.EQUAL and not this.scaled:
            between = text[before.end : this.start]
            governed = _GOVERNED if before.comparator is Comparator.AT_MOST else _LISTED
            if governed.fullmatch(between) and not _NEW_CLAUSE.search(between):
                mentions[at] = this._replace(comparator=before.comparator)
    return mentions
