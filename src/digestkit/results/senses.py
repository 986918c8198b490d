"""Step 2b: words that are nouns here and verbs there: "Rill scores 71.4" against "a score of 71.4".

A word's neighbours decide. To teach digestkit such a word, add it to `_NOUN_OR_VERB`, and under its letter as a verb to
`_VERBS` or as a noun to `_NOUNS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digestkit.results.lexicon import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["settle_senses"]


def _under(letters: dict[str, str]) -> dict[str, str]:
    return {word: letter for letter, words in letters.items() for word in words.split()}


_NOUN_OR_VERB: Final = words_of(
    """
    advance advances answer answers average averages boost boosts cost costs cut cuts decline declines decrease
    decreases dip dips drop drops fall falls gain gains hits increase increases jump jumps lead leads lift lifts match
    matches measure measures need needs peak peaks rates record records report reports result results rise run runs saw
    score scores sees set sets show shows top tops trail use uses win wins
    """
)
_VERBS: Final = _under(
    {
        "H": "averages costs hits measures records reports runs score scores sees",
        "U": "boost boosts gain gains increase increases jumps lift lifts rise",
        "L": "cut cuts decline declines decrease decreases drop drops fall falls",
        "B": "tops trail wins",
    }
)
_NOUNS: Final = _under(
    {
        "G": "advance boost boosts gain gains increase increases jump jumps lead lift lifts rise",
        "R": "cut cuts decline declines decrease decreases dip drop drops fall falls",
    }
)
# "with reduced latency", "a 5% increased accuracy": adjectives there, verbs elsewhere.
_PARTICIPLES: Final = {
    "improved": "F",
    "increased": "F",
    "enhanced": "F",
    "reduced": "S",
    "decreased": "S",
    "required": "J",
}
_BEFORE_PARTICIPLE: Final = "d#JwH"
_WITH_PREPOSITION: Final = {"results": "i", "leads": "t"}  # "results in", "leads to"
_AMBIGUOUS: Final = frozenset("MGRHULBzKcv")  # the letters of all these words
_AFTER_VERB: Final = frozenset("#yrtdkvw")
_BEFORE_VERB: Final = frozenset("XTphbNk)sKzM&")


def settle_senses(text: str, letters: list[str], starts: Sequence[int], ends: Sequence[int]) -> None:
    """Replace the letters of words that are another part of speech where they stand."""
    last = len(letters) - 1
    for at, letter in enumerate(letters):
        if letter in _AMBIGUOUS:
            word = text[starts[at] : ends[at]].lower()
            before = letters[at - 1] if at else ""
            if word in _NOUN_OR_VERB:
                after = letters[at + 1] if at < last else "."
                # "obtains mean scores over 60": behind a verb and an adjective it is a noun
                governed = at > 1 and before in "NJ" and letters[at - 2] in "HUB"
                # "raises the F1-Tarn score by 5": so it is in the singular behind a name
                governed = governed or (at > 1 and before in "X)" and letters[at - 2] not in "&," and word[-1] != "s")
                letters[at] = letter if governed and letter == "M" else _sense(word, letter, before, after)
            elif word == "over" and text[ends[at] : ends[at] + 6].lower() == " union":
                letters[at : at + 2] = "NM"  # "Intersection over Union"
            elif word == "relative" and letters[at + 1 : at + 2] != ["t"]:
                letters[at] = "J"  # "a 5% relative gain", not "relative to Brook"
            elif word in _PARTICIPLES and before in _BEFORE_PARTICIPLE:
                letters[at] = _PARTICIPLES[word]


def _sense(word: str, letter: str, before: str, after: str) -> str:  # noqa: PLR0911 - one sense a line
    """The letter of a word between two others."""
    if word == "match" and before in "NJ":
        return "M"  # "an exact match"
    if (word == "run" and after == "M") or (word == "use" and before == "M"):
        return "N"  # "run time", "memory use"
    if _WITH_PREPOSITION.get(word) == after or (word == "sets" and after in "dJ"):
        return "H"  # "sets a new record"
    if letter in "GR" and _is_verb(word, before, after):
        return _VERBS.get(word) or _VERBS.get(word + "s", letter)
    if after in _AFTER_VERB and before in _BEFORE_VERB:
        return _VERBS.get(word, letter)
    if letter in "ULHB" and (before in "dJ#F" or after in "oi"):
        return _NOUNS.get(word, letter)
    return letter


_RATHER_VERBS: Final = frozenset({"boosts", "cuts", "lifts"})  # "the added block lifts recall"


def _is_verb(word: str, before: str, after: str) -> bool:
    """Is a noun of change a verb: "to cut latency", "and boosts recall", "Rill gains a point"?"""
    if before == "t" or (before == "&" and after in "dMNX"):
        return True
    if before == "N":
        return word in _RATHER_VERBS and after in "dM"
    return (word[-1] == "s" or word == "cut") and before in "XTphk,)" and after in "dMNXJKTEs"
