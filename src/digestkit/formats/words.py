"""Words as they are compared: without case, accents and punctuation."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

from digestkit.formats.decoding import decoded

__all__ = ["title_words", "without_tags", "words"]

_WORD: Final = re.compile(r"[^\W_]+")
_TAG: Final = re.compile(
    r"</?(?:i|b|em|strong|u|tt|sub|sup|sc|scp|span(?:\s[^<>]{0,200})?)>", re.IGNORECASE
)  # <sub>, <span class="nocase">
_SCRIPTS: Final = {ord("_"): None, ord("^"): None}  # "x_1" of a formula is the "x₁" of a text
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
    # Once more, as "ℝ" has a small letter only when it is the letter R.
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _WORD.findall("".join(filter(_is_base, letters)).translate(_PLAIN))


def _is_base(character: str) -> bool:
    return not unicodedata.combining(character)


def without_tags(title: str) -> str:
    """A title without the tags that CSL, and Zotero with it, has for styles.

    >>> without_tags('<i>Maps</i> of H<sub>2</sub>O for <span class="nocase">n</span> < 5')
    'Maps of H2O for n < 5'
    """
    return _TAG.sub("", title)


def title_words(title: str) -> list[str]:
    r"""The words of a title: TeX, formulas and HTML's entities resolved, CSL's tags left out, scripts on the line.

    >>> title_words(r"\textbf{Maps} of $\alpha$-Rivers &amp; $x_1$") == title_words("Maps of α-rivers & x<sub>1</sub>")
    True
    """
    plain = without_tags(html.unescape(without_tags(title)))
    return words(decoded(plain, formulas=True).translate(_SCRIPTS))
