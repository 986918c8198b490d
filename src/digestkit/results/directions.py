"""Step 5b: which way a change or factor moves what is measured: "3x faster" up, "cuts latency by 40%" down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.models import Direction, ResultKind
from digestkit.results.kinds import AHEAD, BACK, is_share
from digestkit.results.lexicon import words_of

if TYPE_CHECKING:
    from digestkit.results.grammar import Mention
    from digestkit.results.phrases import Sentence

__all__ = ["direction_of"]

# "# overall improvement", "# fewer tokens", "# and # reductions"
_COMPARISON: Final = re.compile(r"(?:[,&]{1,2}k*#){0,4}[kJdNMXE&]{0,4}?[GRFS]")
_NEAR_COMPARISON: Final = re.compile(r"[kdhoq]{0,2}[FS]")  # "twice as fast"
_NOUNS: Final = re.compile(r"[kJNXM]{0,3}")  # "# inference throughput"
_GROWING: Final = words_of("compression throughput")
_LOSING: Final = words_of(
    "lag lagged lagging lags trail trailed trailing trails underperform underperforming underperforms"
)
_FALLING: Final = ("halv", "half", "a half")
_RISING: Final = ("doubl", "tripl", "quadr")
_MULTIPLE: Final = ("twice", "thrice")


def direction_of(sentence: Sentence, index: int, kind: ResultKind) -> Direction | None:
    """Which way a change or factor moves what is measured, or None where nothing tells.

    A share ("keeps 93% of its score") goes neither way.
    """
    at, mention = sentence.places[index], sentence.mentions[index]
    if mention.unit == "%" and is_share(sentence, at):
        return None
    if mention.signed and mention.value < 0 and kind is ResultKind.CHANGE:
        return Direction.DECREASE
    right = sentence.letters[at + 1 : at + 1 + AHEAD]
    told = _told_by_word(sentence, at, mention, right) if mention.spelled and kind is ResultKind.FACTOR else None
    return (
        told
        or _told_ahead(sentence, at, right)
        or _told_behind(sentence, at, sentence.letters[max(0, at - BACK) : at])
        or _told_by_sign(mention)
    )


def _told_by_word(sentence: Sentence, at: int, mention: Mention, right: str) -> Direction | None:
    """What a number in words says: "halving", "doubled", "twice as slow"."""
    word = sentence.word(at)
    if word.startswith(_FALLING):
        return Direction.DECREASE
    if word.startswith(_RISING):
        return Direction.INCREASE
    ahead = _NEAR_COMPARISON.match(right)
    if ahead:
        return _toward(sentence, at + ahead.end())
    if word.startswith(_MULTIPLE):
        return Direction.INCREASE
    return Direction.DECREASE if mention.value < 1 else None


def _told_ahead(sentence: Sentence, at: int, right: str) -> Direction | None:
    """What a comparison or "speedup" behind the number says."""
    ahead = _COMPARISON.match(right)
    if ahead:
        return _toward(sentence, at + ahead.end())
    nouns = _NOUNS.match(right)
    words = [sentence.word(at + 1 + offset) for offset in range(nouns.end())] if nouns else []
    return Direction.INCREASE if any("speed" in word or word in _GROWING for word in words) else None


def _toward(sentence: Sentence, at: int) -> Direction:
    return Direction.DECREASE if sentence.letters[at] in "RS" else Direction.INCREASE


def _told_behind(sentence: Sentence, at: int, left: str) -> Direction | None:
    """What the nearest verb or noun of change before the number says."""
    first = at - len(left)
    for place in range(len(left) - 1, -1, -1):
        letter = left[place]
        if letter in ";.":
            break
        if letter in "RL" or (letter == "B" and sentence.word(first + place) in _LOSING):
            return Direction.DECREASE
        if letter in "GUB":
            return Direction.INCREASE
    return None


def _told_by_sign(mention: Mention) -> Direction | None:
    if not mention.signed:
        return None
    return Direction.DECREASE if mention.value < 0 else Direction.INCREASE
