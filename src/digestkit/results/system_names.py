"""Step 6f: the name of a system in a phrase: "the audio-visual RillNet model" is RillNet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from digestkit.results.phrases import Sentence

__all__ = ["PHRASE", "SYSTEM", "WORD", "system_name"]

WORD: Final = "[NXMKTJEFSGR]"
# "the best single model", "RILL with a river subgraph", "models trained on synthetic maps", "Rill and Tarn"
PHRASE: Final = (
    rf"#?{WORD}{{1,9}}(?:\([NXT]{{1,3}}\))?"
    rf"(?:o[dk]*{WORD}{{1,5}}|(?<=X)w[dk]*{WORD}{{1,5}}|En[dk]*{WORD}{{1,5}}|&[X]{{1,4}})?"
)
SYSTEM: Final = re.compile("[XT]")  # in a phrase with a name or a noun of systems
_SETTING: Final = re.compile(r"(?<=X)w(?P<article>d)?[dk]*[NXTJE]{1,6}\Z")  # "Rill with the Tarn model" is Rill
_BY_MEANS: Final = re.compile(r"[NE]w[dk]*(?P<name>X)")  # "pre-training with Rill" is Rill
_MODEL_IN_BRACKETS: Final = re.compile(r"[JNTMS]{0,5}T\((?P<name>X{1,3})\)")  # "novel model (Rill)"
_NAME_IN: Final = re.compile(r"[JNEMTFSR]{0,4}?(?P<name>X[XN]{0,4}?)[T]{0,2}")  # "audio-visual Rill2 model"
_PRESENTED: Final = frozenset({"proposed", "introduced", "presented", "resulting", "developed"})  # "the proposed Rill"
_DISTINCT: Final = re.compile(r"\d|[a-z][A-Z]|-")  # "Rill2", "RillNet", "Rill-B"


def system_name(sentence: Sentence, first: int, last: int) -> str | None:
    """The words of a system without article, and without "model" behind or an adjective before a proper name."""
    letters = sentence.letters
    while first < last and letters[first] in "kd":
        first += 1
    setting = _SETTING.search(letters, first, last) if "w" in letters[first:last] else None
    if setting and setting["article"]:
        last = setting.start()
    gerund = _BY_MEANS.match(letters, first, last)
    if gerund and sentence.word(first).endswith("ing"):
        first = gerund.start("name")
    bracketed = _MODEL_IN_BRACKETS.fullmatch(letters, first, last)
    if bracketed:
        return sentence.words(*bracketed.span("name"))
    return _proper_name(sentence, first, last) or (sentence.words(first, last) if first < last else None)


def _proper_name(sentence: Sentence, first: int, last: int) -> str | None:
    """The name alone of "audio-visual RillNet model"; "standard Rill" and "original Rill model" stay whole."""
    letters = sentence.letters
    plain = _NAME_IN.fullmatch(letters, first, last)
    if plain is None:
        return None
    start, end = plain.span("name")
    # "Image-language model Rill", but not "Agent Rill": there it is part of the name
    behind_noun = start > first and letters[start - 1] == "T" and sentence.text[sentence.starts[start - 1]].islower()
    if not sentence.text[sentence.starts[first]].islower() and end == last and not behind_noun:
        return None
    name = sentence.words(start, end)
    alone = start == first or behind_noun or sentence.word(start - 1) in _PRESENTED
    return name if alone or (end < last and _DISTINCT.search(name)) else None
