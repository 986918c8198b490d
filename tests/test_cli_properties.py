"""Laws of what the command shows, for any text."""

from __future__ import annotations

import unicodedata
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("click")
pytest.importorskip("rich")

from rich.cells import cell_len

from digestkit.cli.layout import Layout, one_line
from digestkit.cli.streams import visible

BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
TEXTS: Final = st.text(st.characters() | st.sampled_from(sorted(BIDI)) | st.sampled_from("\x1b\x9b\r\ud800 \u3000河é"))


def is_active(character: str) -> bool:
    kind = unicodedata.category(character)
    return character not in "\t\n" and (kind in {"Cc", "Cs", "Zl", "Zp"} or character in BIDI)


@given(TEXTS)
def test_visible_text_holds_nothing_active(text: str) -> None:
    shown = visible(text)
    assert not any(map(is_active, shown))
    assert visible(shown) == shown
    shown.encode()  # raises for what UTF-8 does not have


@given(TEXTS)
def test_what_is_harmless_stays(text: str) -> None:
    harmless = "".join(character for character in text if not is_active(character) and character < "\U000e0000")
    assert visible(harmless) == harmless


@given(TEXTS, st.integers(30, 100), st.integers(0, 20))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int, indent: int) -> None:
    lines = Layout(width=width).hanging("", text, indent=indent).split("\n")
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(one_line(text).split())
