"""Names as people ask for them: "math 500" finds "MATH-500", and "acc" does not find "accuracy"."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import attrs

__all__ = ["Words", "letters_of", "pieces_of"]

_PIECE: Final = re.compile(r"[^\W\d_]+ | \d+", re.VERBOSE)  # MATH-500 is "math" and "500", AIME24 "aime" and "24"
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_YEAR: Final = re.compile(r"20[12]\d", re.ASCII)  # AIME2024, which others write AIME24
_SHORT: Final = 3  # letters; "GPS" and "AIs" are no plurals to take apart


def _folded(text: str) -> str:
    """Text without letter case, accents, and other ways to write the same letter."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if not unicodedata.combining(character)).casefold()


def _stem(piece: str) -> str:
    if _YEAR.fullmatch(piece):
        return piece[2:]
    is_plural = len(piece) > _SHORT and piece.endswith("s") and not piece.endswith("ss")
    return piece[:-1] if is_plural else piece


def pieces_of(name: str) -> tuple[str, ...]:
    """The words and numbers of a name; a plural's s and a year's century are no difference.

    >>> pieces_of("Fréchet Distances"), pieces_of("AIME2024")
    (('frechet', 'distance'), ('aime', '24'))
    """
    return tuple(map(_stem, _PIECE.findall(_folded(name))))


def letters_of(text: str) -> str:
    """All letters of a text in a row, in which `Words.may_stand_in` looks."""
    return "".join(_LETTERS.findall(_folded(text)))


def _has_run(pieces: tuple[str, ...], word: str) -> bool:
    """Whether neighbouring pieces are the word when joined, as "os" and "world" are "osworld"."""
    for start in range(len(pieces)):
        joined = ""
        for piece in pieces[start:]:
            joined += piece
            if joined == word:
                return True
            if not word.startswith(joined):
                break
    return False


def _joined_words(text: str) -> tuple[str, ...]:
    words = ("".join(pieces_of(word)) for word in text.split())
    return tuple(word for word in words if word)


@attrs.frozen
class Words:
    """What was asked for, one word or several. Raises `ValueError` where there is no letter and no digit.

    >>> [name for name in ("MATH-500", "Math500", "MATH", "MathVista 500") if Words("math 500").fits(name)]
    ['MATH-500', 'Math500']
    """

    text: str
    words: tuple[str, ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "words", _joined_words(self.text))
        if not self.words:
            raise ValueError(f"{self.text!r} has neither a letter nor a digit")

    def fits(self, name: str | None, *, exact: bool = False) -> bool:
        """Whether all the words are whole words of the name; `exact` allows it no others.

        >>> Words("accuracy").fits("average accuracy"), Words("accuracy").fits("average accuracy", exact=True)
        (True, False)
        >>> Words("acc").fits("accuracy"), Words("os world").fits("OSWorld")
        (False, True)
        """
        if name is None:
            return False
        pieces, joined = pieces_of(name), "".join(self.words)
        if exact:
            return "".join(pieces) == joined
        return all(_has_run(pieces, word) for word in self.words) or _has_run(pieces, joined)

    def may_stand_in(self, letters: str) -> bool:
        """Whether a text of such `letters_of` can hold a name that fits; quick, and never wrongly False.

        >>> Words("os world").may_stand_in(letters_of("It is run on OS-World.")), Words("aime").may_stand_in("math")
        (True, False)
        """
        return all(piece in letters for piece in pieces_of(self.text) if piece.isalpha())
