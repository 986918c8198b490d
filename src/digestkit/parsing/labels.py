"""Words that announce a section: labels ("Key methodology used:"), preambles, and the heading of follow-up questions.

A label is built of a few closed word classes, not listed whole: digests spell "Main research question or objective"
in a dozen ways. The head noun decides the kind. Every pattern is bounded, so a scan is linear in the text.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.models import SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Label", "Place", "find_labels", "find_tail", "label_at", "place_of", "preamble_end"]


class Place(IntEnum):
    """Where in the flow of sentences something stands, from weak to strong."""

    INSIDE = 0
    COLON = 1
    SENTENCE = 2
    OPENING = 3


class Label(NamedTuple):
    """A label: the kind it announces, its words, and where the text after it begins."""

    kind: SectionKind
    words: str
    end: int


_LOOK_BACK: Final = 64
_CLOSERS: Final = "\"”’')]*_"
_ABBREVIATION: Final = re.compile(r"\b(?:e\.g|i\.e|cf|vs|al|Fig|Eq|Sec|No|approx)\.$")


def place_of(text: str, pos: int, floor: int) -> Place:
    """Where `pos` stands in `text[floor:]`: at its opening, at a sentence's start, after a colon, or inside.

    >>> place_of("It maps rivers. Rafts follow.", 16, 0).name
    'SENTENCE'
    """
    if pos <= floor:
        return Place.OPENING
    window = text[max(floor, pos - _LOOK_BACK) : pos]
    before = window.rstrip()
    gap = window[len(before) :]
    if not before or "\n" in gap or "\r" in gap:
        return Place.SENTENCE
    if before.endswith(":") or before.rstrip("*_").endswith(":"):
        return Place.COLON
    before = before.rstrip(_CLOSERS)
    ended = before.endswith((".", "?", "!", "…")) and not _ABBREVIATION.search(before)
    return Place.SENTENCE if ended else Place.INSIDE


_MODIFIER: Final = r"""(?:
    main | primary | key | principal | core | central | major | overall | research | study | paper | practical
  | quantitative | experimental | empirical | proposed | technical | concise | brief | short | the | an? | its
  | (?:one|1|single|two|2)[-\ ](?:line|sentence)
)"""
_HEADS: Final = {
    SectionKind.SUMMARY: r"summary | tl;?\ ?dr | overview | abstract | introduction | contributions?",
    SectionKind.OBJECTIVE: r"objectives? | questions? | goals? | aims? | motivations? | purpose"
    r" | problem(?:\ statement)? | background | hypothes[ie]s",
    SectionKind.METHODOLOGY: r"methodolog(?:y|ies) | methods? | approach(?:es)? | techniques?",
    SectionKind.RESULTS: r"results? | findings? | outcomes? | experiments? | evaluations?",
    SectionKind.IMPLICATION: r"implications? | conclusions? | takeaways? | significance | impacts?"
    r" | applications? | future\ work | recommendations?",
    SectionKind.OTHER: r"limitations?",
}
_HEAD: Final = "(?:" + " | ".join(_HEADS.values()) + ")"
_KIND_OF_HEAD: Final = tuple(
    (kind, re.compile(rf"\b(?:{heads})(?!\w)", re.VERBOSE | re.IGNORECASE)) for kind, heads in _HEADS.items()
)

_WORDS: Final = rf"""
    (?:{_MODIFIER}\s{{1,3}}){{0,4}}                                # Main research …
    {_HEAD}(?!\w)                                                  # … objective
    (?:\s?(?:/|&|\bor\b|\band\b)\s?(?:{_MODIFIER}\s){{0,3}}{_HEAD}(?!\w)){{0,2}}  # question/objective
    (?P<used>\s(?:used|employed|applied))?                         # Key methodology used
    (?:[ ](?:for|of|to)[ ][\w/,&-]{{1,30}}(?:[ ][\w/,&-]{{1,30}}){{0,4}})?     # … for AI practitioners
    (?:\s?\([^()\n]{{1,120}}\))?                                   # Primary results (with a figure)
"""

_LABEL: Final = re.compile(
    rf"""
    (?P<heading>\#{{1,6}}\s{{1,3}})?                   # ### Results
    (?P<bold>\*{{1,3}}|__)?\s?
    (?P<words>{_WORDS})
    \s?
    (?: (?P<colon>:)\s?(?P<shut_after>\*{{1,3}}|__)?   # Results: **Results:**
      | (?P<shut>\*{{1,3}}|__)(?P<colon_after>\s?:)?   # **Results** **Results**:
      | (?P<dash>\s?[-–—](?=\s))                       # Results - …
      | (?=\s|$)                                       # ### Results
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LINE_END: Final = re.compile(r"[^\S\n]{0,8}(?:\n|\Z)")
_FRESH: Final = re.compile(r"\s{0,8}(?:[A-Z0-9\"“*_`$(]|\Z)")


def label_at(text: str, pos: int, end: int, *, marked: bool = False, bold: bool = False) -> Label | None:
    """The label at `pos` of `text[:end]`, or None.

    `marked`: a mark stands before it; `bold`: bold was opened before that.

    >>> label_at("**Primary results:** Recall is 71.5%.", 0, 37).words
    'Primary results'
    """
    match = _LABEL.match(text, pos, end)
    if match is None:
        return None
    text_start = _label_end(text, match, marked=marked, bold=bold)
    return None if text_start is None else Label(_kind_of(match["words"]), match["words"].strip(), text_start)


def _label_end(text: str, match: re.Match[str], *, marked: bool, bold: bool) -> int | None:
    """Where the text after a label begins, or None where the words are no label after all."""
    opened = bold or match["bold"] is not None
    if match["colon"]:
        # Without an opening pair the asterisks behind the colon belong to the text: "Results: **Rill** wins".
        return match.end() if opened else match.end("colon")
    if match["shut"]:
        ends = _FRESH.match(text, match.end(), match.endpos) or _LINE_END.match(text, match.end(), match.endpos)
        sure = match["colon_after"] or marked or ends
        return match.end() if opened and sure else None
    if match["dash"]:
        return match.end() if marked or opened else None
    return match.end() if _stands_alone(text, match, marked=marked) else None


def _stands_alone(text: str, match: re.Match[str], *, marked: bool) -> bool:
    """Whether words without colon and bold are a label: a heading, a line of its own, or a long form."""
    if _LINE_END.match(text, match.end(), match.endpos):
        return bool(match["heading"]) or marked
    if match["heading"]:
        return bool(_FRESH.match(text, match.end(), match.endpos))
    # "iii) Key methodology used Rill trains …": a long form before a new sentence.
    return marked and bool(match["used"]) and bool(_FRESH.match(text, match.end(), match.endpos))


def _kind_of(words: str) -> SectionKind:
    """The kind of the first head noun in a label."""
    found = [(match.start(), kind) for kind, head in _KIND_OF_HEAD if (match := head.search(words))]
    return min(found, default=(0, SectionKind.OTHER))[1]


_BULLET: Final = r"(?:[-*•+]\s{1,3})"
_STARTS: Final = re.compile(r"[.?!…][\"”’')\]*_]{0,4}\s+|\n\s*")
_LABEL_BULLET: Final = re.compile(_BULLET)


def find_labels(text: str, start: int, end: int) -> Iterator[tuple[int, Label]]:
    """Every label of `text[start:end]` that opens a sentence or line, with where it (or its bullet) begins."""
    for pos in _label_places(text, start, end):
        bullet = _LABEL_BULLET.match(text, pos, end)
        label = label_at(text, bullet.end() if bullet else pos, end)
        if label and place_of(text, pos, start) >= Place.SENTENCE:
            yield pos, label


_LABEL_REACH: Final = 240


def _label_places(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences and lines begin; in plain text only those shortly before a colon."""
    yield start
    if "*" in text or "#" in text or ("_" in text and "__" in text):
        yield from (match.end() for match in _STARTS.finditer(text, start, end))
        return
    done = start
    while (colon := text.find(":", done, end)) >= 0:
        for match in _STARTS.finditer(text, max(done, colon - _LABEL_REACH), colon):
            yield match.end()
        done = colon + 1


_PREAMBLE_LIMIT: Final = 800
_PREAMBLE_OPENER: Final = re.compile(
    r"""
    (?:\#{1,6}\s|\*{1,3})?
    (?:
      (?:(?:okay|ok|sure|certainly|of\ course|absolutely|great)\b[,.!:]?\s{1,3})?    # Okay, here is …
      (?:here(?:['’]s|\s(?:is|are))|(?:below|the\ following|this)\s(?:is|are))\s     # Here's a … / Below is …
      (?:[\w'’/-]{1,30},?\s){0,8}?
      (?:summar(?:y|ies)|overview|synopsis|breakdown|digest|points)\b
    |
      (?:(?:an?|the|concise|brief|short|structured)\s){0,2}                          # Summary of the paper …
      summary\sof\s(?:(?:the|this|an?|AI|ML|research|provided)\s){0,4}(?:paper|article|study|work)\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PREAMBLE_REST: Final = re.compile(
    r"""
    (?: "[^"]{0,400}" | “[^”]{0,400}” | ‘[^’]{0,400}’     # "Rill: A Map of Rivers"
      | (?<=\s)'[^'\n]{0,400}'(?=[\s,.:])                 # 'Rill: A Map of Rivers'
      | (?<=\s)\*{1,3}[^*\n]{1,400}\*{1,3}(?=[\s,.:])     # *Rill: A Map of Rivers*
      | (?<=\bal)\.                                       # by Holm et al.
      | [.!?:](?=\S)(?!\*)
      | [^.!?:\n]
    )*+
    (?: :\*{0,3} | (?P<stop>[.!]\*{0,3}|(?=\n)) )
    """,
    re.VERBOSE,
)


# A bare title may hold a colon too: "Summary of Rill: A Map of Rivers: i) ...".
_PREAMBLE_MORE: Final = re.compile(r"[^:.!?\n]{1,200}:\*{0,3}(?=\s{1,4}\W{0,5}(?:i|I|a|1)[).])")


def preamble_end(text: str, start: int, end: int) -> int:
    """Where the preamble at `start` ends, behind its colon; `start` where there is none.

    >>> preamble_end('Here is a summary of "Rill: A Map": i) Rill maps rivers.', 0, 56)
    35
    """
    limit = min(end, start + _PREAMBLE_LIMIT)
    opener = _PREAMBLE_OPENER.match(text, start, limit)
    rest = opener and _PREAMBLE_REST.match(text, opener.end(), limit)
    if not rest:
        return start
    more = _PREAMBLE_MORE.match(text, rest.end(), limit)
    return more.end() if more else rest.end()


_TAIL: Final = re.compile(
    rf"""
    (?<![\w*#_])
    {_BULLET}?(?:\#{{1,6}}\s{{1,3}})?(?P<bold>\*{{1,3}}|__)?\s?
    (?P<words>
      (?:(?:here|are|some|a|few|the|two|three|four|[2-5](?:[-–][2-5])?|possible|potential|suggested|relevant
           |additional|key)\s){{0,5}}
      follow[-‐‑\s]?ups?\squestions?\b                             # Follow-up questions
      [^:.?!*_\n]{{0,80}}?                                         # … an AI practitioner might ask
    )
    \s?
    (?: :\s?(?:(?(bold)(?:\*{{1,3}}|__)))?                         # Follow-up questions: **…:**
      | (?(bold)(?:\*{{1,3}}|__)\s?:?|(?!))                        # **Follow-up questions**
      | (?=\s{{0,4}}\n)                                            # a line of its own
      | (?=\s{{1,4}}1[.)]\s)                                       # Follow-up questions 1. …
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


_FOLLOW_UP: Final = re.compile(r"OLLOW[-‐‑\s]?U|ollow[-‐‑\s]?[Uu]")
_TAIL_REACH: Final = 80


def find_tail(text: str, start: int, end: int) -> tuple[int, Label] | None:
    """The heading of the follow-up questions at the end of `text[start:end]`, or None."""
    # A plain search for a part of the word is many times as fast as a pattern, and most texts hold none.
    if "ollow" not in text and "OLLOW" not in text:
        return None
    first = _FOLLOW_UP.search(text, start, end)
    if first is None:
        return None
    for match in _TAIL.finditer(text, max(start, first.start() - _TAIL_REACH), end):
        if place_of(text, match.start(), start) >= Place.SENTENCE:
            return match.start(), Label(SectionKind.FOLLOW_UP, match["words"].strip(), match.end())
    return None
