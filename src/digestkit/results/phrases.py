"""Step 2: a sentence as a string of letters, one a word, in which forms are looked for by regular expressions.

`lexicon` says which letter a word has; a number is `#`, a possessive ending `s`, a mark of punctuation stands for
itself. "ORION has an accuracy of 71.5% on Quartz." is `XHdMo#nX.`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.results.lexicon import CLASSES, class_of
from digestkit.results.senses import settle_senses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digestkit.results.grammar import Mention

__all__ = ["Sentence", "read_sentence"]

_TOKEN: Final = re.compile(
    r"""
      (?: [^\W_] | _ (?=\w) ) \w*                                   # a word or name: "map", "_x"
      (?: (?: [-.+&@^_*’'] | / (?=\w) | = (?=[\d.]) | \$ | \+\+- ) \w+ )*     # "Rill-2.1", "pass@1", "and/or", "T=2"
      \+{0,2}                                                       # "C++"
    | \$ [^$\s] [^$\n]{0,60} \$ [\w-]*                              # "$\alpha$-Rill"
    | \( [↑↓] \)                                                    # "FID (↓)": which way is better
    | [,;:()—.–-] | [\[\]{}=<>~%/&|]
    """,
    re.VERBOSE,
)
_JOINED: Final = re.compile(r"(?:-\w+)+")  # "4-bit": what a hyphen joins to a number belongs to its word
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
_POSSESSIVE: Final = ("'s", "’s")
_BETTER: Final = frozenset({"(↑)", "(↓)"})
_OPENERS: Final = ".:)-"  # a capital behind them tells nothing
_LONGEST: Final = 60  # characters of a chunk that is worth remembering


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

    def between(self, first: int, second: int) -> str:
        """The letters between two numbers, given by their indices."""
        return self.letters[self.places[first] + 1 : self.places[second]]


class _Words(NamedTuple):
    """The words read so far: their letters and offsets."""

    letters: list[str]
    starts: list[int]
    ends: list[int]


def read_sentence(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Sentence:
    """Read the words between two offsets; `mentions` are the numbers that stand there.

    Words of a comparator are left out: "by over 30%" has the form of "by 30%".
    """
    words = _Words([], [], [])
    places = []
    pos = start
    for mention in mentions:
        _read_words(text, pos, mention.bound_start, words)
        places.append(len(words.letters))
        pos = mention.end
        if mention.joined and mention.unit is None and (joined := _JOINED.match(text, pos)):
            pos = joined.end()
        words.letters.append("#")
        words.starts.append(mention.start)
        words.ends.append(pos)
    _read_words(text, pos, end, words)
    settle_senses(text, *words)
    return Sentence(text, "".join(words.letters), words.starts, words.ends, mentions, places)


def _read_words(text: str, pos: int, end: int, words: _Words) -> None:
    """Read the words between two offsets, chunk by chunk between spaces: most chunks are words of the lexicon."""
    stretch = text[pos:end]
    chunks = [stretch] if "$" in stretch else stretch.split(" ")  # mathematics may hold spaces
    letters, starts, ends = words
    known = CLASSES.get
    for chunk in chunks:
        letter = known(chunk)
        if letter is not None:
            letters.append(letter)
            starts.append(pos)
            ends.append(pos + len(chunk))
        else:
            for word, settled, first, last in _cut_once(chunk) if len(chunk) <= _LONGEST else _cut(chunk):
                letters.append(settled or class_of(word, opens=not letters or letters[-1] in _OPENERS))
                starts.append(pos + first)
                ends.append(pos + last)
        pos += len(chunk) + 1


def _cut(chunk: str) -> list[tuple[str, str | None, int, int]]:
    """The words and marks of a chunk, the letter of each, and its offsets there.

    The letter is None where the words before it matter. A possessive ending is a word of its own.
    """
    if chunk.isalpha():
        return [(chunk, _letter(chunk), 0, len(chunk))]
    words: list[tuple[str, str | None, int, int]] = []
    for found in _TOKEN.finditer(chunk):
        word = found[0]
        first, last = found.span()
        if word in _PUNCTUATION:
            words.append((word, _PUNCTUATION[word], first, last))
        elif word.endswith(_POSSESSIVE):
            words.append((word[:-2], _letter(word[:-2]), first, last - 2))
            words.append((word[-2:], "s", last - 2, last))
        elif word not in _BETTER:
            words.append((word, _letter(word), first, last))
    return words


# A year of digests has some 17,000 different chunks that are no word of the lexicon: names, words with a comma.
_cut_once: Final = lru_cache(maxsize=32768)(_cut)


def _letter(word: str) -> str | None:
    """The letter of a word, or None if it has another at the beginning of a sentence, where a capital tells nothing."""
    letter = class_of(word)
    return letter if word.islower() or letter == class_of(word, opens=True) else None
