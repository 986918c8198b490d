"""A sentence as a string of letters, one a word, in which forms are looked for by regular expressions.

`lexicon` says which letter a word has; a number is `#`. "ORION has an accuracy of 71.5% on Quartz." is `XbdMo#nX.`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.results.lexicon import class_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digestkit.results.grammar import Mention

__all__ = ["NOUN_PHRASE", "Sentence", "read_sentence"]

_TOKEN: Final = re.compile(
    r"""
      (?: [^\W_] | _ (?=\w) ) \w* (?: (?: [-.+&@^_*’'] | / (?=\w) | = (?=[\d.]) | \$ | \+\+- ) \w+ )* \+{0,2}   # words, names
    | \$ [^$\s] [^$\n]{0,60} \$ [\w-]*                                                                    # $\alpha$-Rill
    | \( [↑↓] \)                                                          # "FID (↓)": which way is better
    | [,;:()—.–-] | [\[\]{}=<>~%/&|]
    """,
    re.VERBOSE,
)
# The word that a hyphen joins to a number: "4-bit" is one word of the sentence.
_JOINED: Final = re.compile(r"(?:-\w+)+")
_PUNCTUATION: Final = {
    ",": ",",
    ";": ";",
    ":": ":",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "—": "-",
    "–": "-",
    "-": "-",
    ".": ".",
    "=": "=",
    "&": "X",  # "SEGMENT & SUMMARIZE": one name
    "/": "/",
}
_BETTER: Final = frozenset({"(↑)", "(↓)"})
# Nouns with what stands before them: "average task pass rate", "LLM-Judge score", "fine-tuned base model".
NOUN_PHRASE: Final = "[NMXKTJGRFSE]{0,9}[NMXKTGRJ]"


class Sentence(NamedTuple):
    """Letters, the offsets of each word in the text, and the numbers with the place of each among the words."""

    text: str
    letters: str
    starts: Sequence[int]
    ends: Sequence[int]
    mentions: Sequence[Mention]
    places: Sequence[int]

    def words(self, first: int, last: int) -> str:
        """The text from one word up to, not including, another."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def word(self, at: int) -> str:
        """One word in small letters."""
        return self.text[self.starts[at] : self.ends[at]].lower()


def read_sentence(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Sentence:
    """Read the words between two offsets; `mentions` are the numbers that stand there.

    Words of a comparator are left out: "by over 30%" has the form of "by 30%".
    """
    starts: list[int] = []
    ends: list[int] = []
    letters: list[str] = []
    places = []
    pos = start
    for mention in mentions:
        _read_words(text, pos, mention.bound_start, starts, ends, letters)
        places.append(len(letters))
        pos = mention.end
        if mention.joined and mention.unit is None and (joined := _JOINED.match(text, pos)):
            pos = joined.end()
        starts.append(mention.start)
        ends.append(pos)
        letters.append("#")
    _read_words(text, pos, end, starts, ends, letters)
    _settle(text, letters, starts, ends)
    return Sentence(text, "".join(letters), starts, ends, mentions, places)


def _read_words(text: str, pos: int, end: int, starts: list[int], ends: list[int], letters: list[str]) -> None:
    for found in _TOKEN.finditer(text, pos, end):
        word = found[0]
        if word in _BETTER:
            continue
        first, last = found.span()
        if word in _PUNCTUATION:
            letters.append(_PUNCTUATION[word])
        elif word.endswith(("'s", "’s")):
            letters.append(class_of(word[:-2], opens=not letters))
            starts.append(first)
            ends.append(last - 2)
            first = last - 2
            letters.append("s")
        else:
            letters.append(class_of(word, opens=_opens(letters)))
        starts.append(first)
        ends.append(last)


def _opens(letters: list[str]) -> bool:
    return not letters or letters[-1] in ".:)-"


_NOUN_OR_VERB: Final = frozenset(
    """
    score scores gain gains increase increases boost boosts lift lifts rise drop drops decrease decreases cut cuts
    fall falls jump jumps decline declines lead leads costs cost runs run peaks peak averages average measures measure
    records record answers answer advance advances sees saw rates hits wins win top tops trail drops set sets match
    matches reports report results dip dips show shows use uses use needs need
    """.split()
)
# "with reduced latency", "a 5% increased accuracy": adjectives there, verbs elsewhere.
_PARTICIPLES: Final = {"improved": "F", "increased": "F", "enhanced": "F", "reduced": "S", "decreased": "S"}
_WITH_PREPOSITION: Final = {"results": "i", "leads": "t", "amounts": "t"}
_AFTER_VERB: Final = frozenset("#yrtdkvw")
_BEFORE_VERB: Final = frozenset("XTphbNk)sKzM&")


def _settle(text: str, letters: list[str], starts: list[int], ends: list[int]) -> None:
    """Decide by their neighbours on words that are nouns or verbs: "scores 71.4" against "a score of 71.4"."""
    last = len(letters) - 1
    for at, letter in enumerate(letters):
        if letter not in "MGRHULBzK":
            continue
        word = text[starts[at] : ends[at]].lower()
        before = letters[at - 1] if at else ""
        if word in _PARTICIPLES and before in "d#JwH":
            letters[at] = _PARTICIPLES[word]
        if word not in _NOUN_OR_VERB:
            continue
        after = letters[at + 1] if at < last else "."
        if (word == "run" and after == "M") or (word == "match" and before in "NJ"):
            letters[at] = "N"
        elif word in _WITH_PREPOSITION and after == _WITH_PREPOSITION[word]:
            letters[at] = "H"
        elif word == "sets" and after in "dJ":
            letters[at] = "H"
        elif word == "loss":
            letters[at] = "R" if before == "M" else letter
        elif letter in "GR" and (
            before == "t"
            or (word[-1] == "s" and before in "XTphk,)" and after in "dMNXJKTEs")
            or (before == "&" and after in "dMNX")
        ):
            letters[at] = _VERBS.get(word) or _VERBS.get(word + "s", letter)
        elif after in _AFTER_VERB and before in _BEFORE_VERB:
            letters[at] = _VERBS.get(word, letter)
        elif letter in "ULHB" and (before in "dJ#F" or after in "oi"):
            letters[at] = _NOUNS.get(word, letter)


_VERBS: Final = {
    **dict.fromkeys(
        ("score", "scores", "costs", "runs", "averages", "measures", "records", "sees", "hits", "reports"), "H"
    ),
    **dict.fromkeys(
        ("gain", "gains", "increase", "increases", "boost", "boosts", "lift", "lifts", "rise", "jumps"), "U"
    ),
    **dict.fromkeys(
        ("drop", "drops", "decrease", "decreases", "cut", "cuts", "fall", "falls", "decline", "declines"), "L"
    ),
    **dict.fromkeys(("wins", "tops", "trail"), "B"),
}
_NOUNS: Final = {
    **dict.fromkeys(
        ("gain", "gains", "increase", "increases", "boost", "boosts", "lift", "lifts", "rise", "jump"), "G"
    ),
    **dict.fromkeys(
        ("drop", "drops", "decrease", "decreases", "cut", "cuts", "fall", "falls", "decline", "declines"), "R"
    ),
    **dict.fromkeys(("lead", "advance", "jumps"), "G"),
    "lag": "M",
    "dip": "R",
}
