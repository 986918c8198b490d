"""Are two titles the same, in whatever way programs have written them?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from digestkit.formats.capitals import title_to_tex
from digestkit.formats.plain_titles import marked_title, plain_title
from digestkit.formats.tex_reading import tex_to_text
from digestkit.formats.words import title_words

__all__ = ["is_same_title", "tex_title_keys", "title_keys"]

_MARKUP: Final = re.compile(r"[\\${}&<_^~%#]")
_LONGEST: Final = 2_000  # characters, several times what a title has


@lru_cache(maxsize=4096)
def title_keys(title: str) -> frozenset[str]:
    r"""What a title is known by: its letters and digits, as it stands and as each of the formats writes it.

    Two titles are one where they share a key. A title without letters and digits has none.

    >>> title_keys(r"\textit{{Maps}} of {CO}$_{\textrm{2}}$") & title_keys("Maps of CO<sub>2</sub>")
    frozenset({'mapsofco2'})
    """
    return _keys(*_forms(title), tex_to_text(title_to_tex(title))) if _is_marked(title) else _keys(title)


@lru_cache(maxsize=4096)
def tex_title_keys(tex: str) -> frozenset[str]:
    r"""What a title in a field of BibTeX is known by.

    >>> tex_title_keys(r"{CO}$_2$ of {R}ivers") & title_keys("CO₂ of rivers")
    frozenset({'co2ofrivers'})
    """
    text = tex_to_text(tex)
    return _keys(tex, text, *_forms(text)) if _is_marked(text) else _keys(text)


def _keys(*forms: str) -> frozenset[str]:
    return frozenset(filter(None, map(_letters, dict.fromkeys(forms))))


def _is_marked(title: str) -> bool:
    """Has a title what the formats write in ways of their own? All others, which are most, are one text in each."""
    return len(title) <= _LONGEST and _MARKUP.search(title) is not None


def is_same_title(one: str, other: str) -> bool:
    """Are two titles the same but for case, TeX, tags and punctuation? One that is missing differs from none."""
    if one == other or not one or not other or _letters(one) == _letters(other):
        return True
    return not title_keys(one).isdisjoint(title_keys(other))


def _letters(title: str) -> str:
    return "".join(title_words(title))


def _forms(title: str) -> tuple[str, str, str]:
    return title, plain_title(title), marked_title(title)
