"""Words as they are compared: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from digestkit.metadata._tex import decoded

__all__ = ["title_words", "words"]

_WORD: Final = re.compile(r"[^\W_]+")
# Letters that are no base letter with a mark, though people leave theirs out; and the apostrophe is no border.
_PLAIN: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "'": "", "’": ""}
)


def words(text: str) -> list[str]:
    """The words of a text, in small letters without marks.

    >>> words("Zoé O’Neil-Łys")
    ['zoe', 'oneil', 'lys']
    """
    if text.isascii():
        return _WORD.findall(text.lower().replace("'", ""))
    letters = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(filter(_is_base, letters)).translate(_PLAIN))


def _is_base(character: str) -> bool:
    return not unicodedata.combining(character)


def title_words(title: str) -> list[str]:
    r"""The words of a title, TeX and formulas resolved.

    >>> title_words(r"\textbf{Maps} of $\alpha$-Rivers") == title_words("Maps of α-rivers")
    True
    """
    return words(decoded(title, formulas=True))
