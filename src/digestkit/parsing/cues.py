"""What summaries without marks say, by the meaning of their words.

Each sentence shows signs: how it begins, its words, a measured figure, its place. Every sign has a learned weight for
each kind of section (`cue_weights`), and so has every step from one kind to the next. The best sum over the whole
stretch decides (Viterbi), so that order helps where words are weak, and no order is forced on words that are clear.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from digestkit.models import SectionKind, Span
from digestkit.parsing.cue_openings import OPENING, OPENINGS
from digestkit.parsing.cue_table import HEAD_LENGTH, WORD_CUES, WORDS
from digestkit.parsing.cue_weights import FIRST_KIND, LAST_KIND, NEXT_KIND, WEIGHTS
from digestkit.parsing.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

__all__ = ["KINDS", "SIGNS", "Cue", "Evidence", "classify", "evidence", "read_signs"]


# The order of all weights.
KINDS: Final = (
    SectionKind.SUMMARY,
    SectionKind.OBJECTIVE,
    SectionKind.METHODOLOGY,
    SectionKind.RESULTS,
    SectionKind.IMPLICATION,
    SectionKind.OTHER,
)

_FACTS: Final = (
    *("figure", "outcome", "shown", "asks", "unsaid", "last unsaid", "changed", "also introduces"),
    *("aim next", "answered next", "last bullet"),
)
_OPENED: Final = (*(opening.name for opening in OPENINGS), "name")
_WORDED: Final = tuple(cue.name for cue in WORD_CUES)

# All signs by number: a word cue late, at the beginning, or at the beginning of the first sentence; an opening, of the
# first sentence or a later one; facts; and what every sentence is worth. The first and the last place are steps of
# their own (`FIRST_KIND`, `LAST_KIND`), so no sign repeats them.
SIGNS: Final = (
    *(f"word {name}" for name in _WORDED),
    *(f"early {name}" for name in _WORDED),
    *(f"first {name}" for name in _WORDED),
    *(f"opening {name}" for name in _OPENED),
    *(f"first opening {name}" for name in _OPENED),
    *(f"fact {name}" for name in _FACTS),
    "any",
)
_EARLY = len(_WORDED)
_OPENS = 3 * len(_WORDED)
# In the first sentence both count: what a word is worth at any beginning, and what more at this one.
_FROM_EARLY_TO_FIRST, _FROM_OPENS_TO_FIRST = len(_WORDED), len(_OPENED)
_NAMELESS = len(_OPENED) - 1
_FIGURE, _OUTCOME, _SHOWN, _ASKS, _UNSAID, _LAST_UNSAID, _CHANGED, _ALSO_INTRODUCES = (
    SIGNS.index(f"fact {name}") for name in _FACTS[:-3]
)
_AIM_NEXT, _ANSWERED_NEXT, _LAST_BULLET = (SIGNS.index(f"fact {name}") for name in _FACTS[-3:])
_ANY: Final = SIGNS.index("any")
# What any language shows.
_WORDLESS: Final = frozenset((_ANY, _FIGURE, _ASKS, _OPENS + _NAMELESS, _OPENS + _NAMELESS + _FROM_OPENS_TO_FIRST))

# From a word to the sign that it is at the beginning of a sentence; late, it is its cue itself.
_KNOWN: Final = frozenset(WORDS)
_EARLY_WORDS: Final = {word: _EARLY + cue for word, cue in WORDS.items()}


def _anywhere(name: str) -> frozenset[int]:
    """The signs of a word cue, wherever it stands."""
    cue = _WORDED.index(name)
    return frozenset((cue, cue + _EARLY))


_DENIES, _TELLS = _anywhere("denies"), _anywhere("tells")
_BEATS, _ACHIEVES, _METRIC = _anywhere("beats"), _anywhere("achieves"), _anywhere("metric")
_SHOWS, _IMPROVES, _ALSO = _anywhere("shows"), _anywhere("improves"), _anywhere("also")
_INTRODUCES = _anywhere("introduces") | _anywhere("proposes") | _anywhere("presents")
# They open a sentence that states the aim; then the one before it is the summary.
_AIMING: Final = ("aims", "objective", "investigates", "addresses")
_AIMS: Final = frozenset(
    (_OPENS + _OPENED.index("objective"), *(_EARLY + _WORDED.index(name) for name in _AIMING)),
)

_ANSWERS: Final = _OPENS + _OPENED.index("to address")
_IMPLYING: Final = frozenset(_OPENS + _OPENED.index(name) for name in ("implication", "practitioners"))

# Summaries in bullets close with an outcome as often as with what it means.
_BULLETS: Final = ("- ", "* ", "• ", "+ ")
# Of a measured figure as a rule: 12% 3.5× 0.71 2 points.
_MEASURED: Final = re.compile(r"\.\d")
_FIGURE_WORD: Final = re.compile(r"\d(?:[\d.,]{0,20}\d)?(?:\s?%|×|\spoints?)?")


# Words of a title say nothing of the sentence that quotes it: "To Map or Not to Map".
_QUOTED: Final = re.compile(r"\"[^\"]{1,200}\"|“[^”]{1,200}”")
_NOTHING: Final = (0,) * len(KINDS)
_VECTORS: Final = tuple(WEIGHTS.get(sign, _NOTHING) for sign in SIGNS)
# The weights of a sign as one number, 16 bits for each kind: so a single sum adds all six at once. A sum may be below
# zero; the start of each sum keeps its 16 bits above that, however many signs a sentence shows.
_PACKED: Final = tuple(sum(weight << 16 * kind for kind, weight in enumerate(vector)) for vector in _VECTORS)
_START: Final = sum(1 << 16 * kind + 15 for kind in range(len(KINDS)))
_SIX: Final = struct.Struct("<6H")


def read_signs(text: str, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The signs of each sentence of a stretch, as places in `SIGNS`."""
    last = len(spans) - 1
    shown = [_signs(text[start:end], place == 0, place == last) for place, (start, end) in enumerate(spans)]
    # "Floods are frequent. To address this, ..." begins with the problem.
    if last > 0 and shown[1][1] == _ANSWERS:
        shown[0].append(_ANSWERED_NEXT)
    elif last > 0 and not _AIMS.isdisjoint(shown[1]):
        shown[0].append(_AIM_NEXT)
    return shown


def _signs(sentence: str, is_first: bool, is_last: bool) -> list[int]:
    """What a sentence shows by its words alone."""
    small = sentence.lower()
    if '"' in small or "“" in small:
        small = _QUOTED.sub(" ", small)
    words = small.split()
    early = set(map(_EARLY_WORDS.__getitem__, _KNOWN.intersection(words[:HEAD_LENGTH])))
    found = early.union(map(WORDS.__getitem__, _KNOWN.intersection(words[HEAD_LENGTH:])))
    shown = [_ANY, _opening(small), *found]
    if is_first:
        shown += [sign + _FROM_EARLY_TO_FIRST for sign in early]
        shown.append(shown[1] + _FROM_OPENS_TO_FIRST)
    if "%" in small or _MEASURED.search(small) or "×" in small or " point" in small:
        shown += (_FIGURE,) if found.isdisjoint(_IMPROVES) else (_FIGURE, _CHANGED)
    if not (is_first or found.isdisjoint(_ALSO) or found.isdisjoint(_INTRODUCES)):
        shown.append(_ALSO_INTRODUCES)
    if not found.isdisjoint(_BEATS) or not (found.isdisjoint(_ACHIEVES) or found.isdisjoint(_METRIC)):
        shown.append(_OUTCOME)
    if " that " in small and not found.isdisjoint(_SHOWS):
        shown.append(_SHOWN)
    if "?" in small and words[-1].endswith("?"):
        shown.append(_ASKS)
    # A remark that something is not told is no part of what it means: "..., though its cost is not reported".
    if not (found.isdisjoint(_DENIES) or found.isdisjoint(_TELLS)) and shown[1] not in _IMPLYING:
        shown += (_UNSAID, _LAST_UNSAID) if is_last else (_UNSAID,)
    if is_last and small.startswith(_BULLETS):
        shown.append(_LAST_BULLET)
    return shown


def _opening(small: str) -> int:
    opened = OPENING.match(small)
    return _OPENS + (opened.lastindex or 0) - 1 if opened else _OPENS + _NAMELESS


# A kind so far behind the best of a sentence is not followed: no order makes up for that.
_BEAM: Final = 50


# The best way to a kind: its sum, the kind, and the way before it.
_Path: TypeAlias = "tuple[int, int, _Path | None]"
_TO_KIND: Final = tuple(zip(*NEXT_KIND, strict=True))


def _best_path(scores: Sequence[Sequence[int]]) -> list[int]:
    """The kind of each sentence, as places in `KINDS`, with the best sum of scores and of steps between them."""
    paths: list[_Path] = [(FIRST_KIND[kind] + own, kind, None) for kind, own in _likely(scores[0])]
    for scored in scores[1:]:
        paths = [_extended(paths, kind, own) for kind, own in _likely(scored)]
    way: _Path | None = max(paths, key=lambda path: path[0] + LAST_KIND[path[1]])
    found = []
    while way is not None:
        _, kind, way = way
        found.append(kind)
    return found[::-1]


def _extended(paths: Sequence[_Path], kind: int, own: int) -> _Path:
    """The best of some paths, of equal ones the first, with a step to a kind."""
    steps = _TO_KIND[kind]
    best = paths[0]
    most = best[0] + steps[best[1]]
    for path in paths:
        total = path[0] + steps[path[1]]
        if total > most:
            best, most = path, total
    return most + own, kind, best


def _likely(scored: Sequence[int]) -> list[tuple[int, int]]:
    """The kinds, with their scores, that come near the best."""
    least = max(scored) - _BEAM
    return [(kind, own) for kind, own in enumerate(scored) if own >= least]


def _score(shown: Sequence[int]) -> tuple[int, ...]:
    """What a sentence's signs are worth for each kind, all raised by the same."""
    total = sum(map(_PACKED.__getitem__, shown), _START)
    return _SIX.unpack(total.to_bytes(_SIX.size, "little"))


# Of a text in another language a word here and there looks like a cue.
_LEAST_SHARE: Final = 3


def _is_foreign(shown: Sequence[Sequence[int]]) -> bool:
    """Whether fewer than a third of the sentences have a cue in words."""
    return _LEAST_SHARE * (len(shown) - sum(map(_WORDLESS.issuperset, shown))) < len(shown)


def _decide(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[list[int]], list[int]]:
    """The sentences of a stretch, their signs and their kinds; no kinds where hardly one shows a cue."""
    spans = list(sentences(text, start, end))
    shown = read_signs(text, spans)
    if not shown or _is_foreign(shown):
        return spans, shown, []
    return spans, shown, _best_path(list(map(_score, shown)))


def classify(text: str, start: int, end: int) -> Iterator[tuple[int, int, SectionKind]]:
    """Cut `text[start:end]`, which holds no mark, into (start, end, kind) pieces that tile it.

    Only between sentences; neighbours of one kind are one piece. A text with cues in fewer than a third of its
    sentences is of kind `other`.

    >>> text = "Rill is a map. It aims to help boats. Recall reaches 71.5%."
    >>> [(text[left:right], kind.value) for left, right, kind in classify(text, 0, len(text))]
    [('Rill is a map. ', 'summary'), ('It aims to help boats. ', 'objective'), ('Recall reaches 71.5%.', 'results')]
    """
    if not text[start:end].strip():
        return
    spans, _, path = _decide(text, start, end)
    left = start
    for (_, right), kind, following in zip(spans, path, [*path[1:], -1], strict=False):
        if kind != following:
            yield left, right, KINDS[kind]
            left = right
    if not path:
        yield start, end, SectionKind.OTHER


class Cue(NamedTuple):
    """A sign that speaks for the kind of a sentence, and the words that show it; None where its place does."""

    sign: str
    words: Span | None


class Evidence(NamedTuple):
    """Why a sentence was given its kind: what speaks for it, the strongest first. Order alone may also decide."""

    sentence: Span
    kind: SectionKind
    cues: tuple[Cue, ...]


_MOST_CUES: Final = 3


def evidence(text: str, start: int, end: int) -> Iterator[Evidence]:
    """For each sentence of a stretch without marks its kind, and the cues that set it before the others.

    >>> text = "Rill is a map. For AI practitioners, maps help."
    >>> *_, last = evidence(text, 0, len(text))
    >>> last.kind.value, sorted(text[slice(*cue.words)] for cue in last.cues if cue.words)
    ('implication', ['For AI practitioners', 'practitioners'])
    """
    for (left, right), shown, kind in zip(*_decide(text, start, end), strict=False):
        strongest = sorted(shown, key=lambda sign: -_speaks_for(kind, _VECTORS[sign]))
        telling = [sign for sign in strongest if _speaks_for(kind, _VECTORS[sign]) > 0 and sign != _ANY]
        cues: dict[Span | None, Cue] = {}
        for sign in telling:
            words = _words_of(text, left, right, sign)
            cues.setdefault(words, Cue(SIGNS[sign], words))
        yield Evidence(Span(left, right), KINDS[kind], tuple(cues.values())[:_MOST_CUES])


def _speaks_for(kind: int, weights: Sequence[int]) -> int:
    """How much a sign sets a kind before all others together."""
    return len(KINDS) * weights[kind] - sum(weights)


_WORDS_OF_FACTS: Final = {
    _OUTCOME: _BEATS | _ACHIEVES,
    _SHOWN: _SHOWS,
    _CHANGED: _IMPROVES,
    _ALSO_INTRODUCES: _ALSO,
    _UNSAID: _DENIES,
    _LAST_UNSAID: _DENIES,
}


def _words_of(text: str, start: int, end: int, sign: int) -> Span | None:
    """The words of a sentence that show a sign."""
    if _OPENS <= sign < _FIGURE:
        opened = OPENING.match(text[start:end].lower())
        return Span(start + opened.start(opened.lastindex or 0), start + opened.end()) if opened else None
    if sign == _FIGURE:
        figure = _FIGURE_WORD.search(text, start, end)
        return Span(*figure.span()) if figure else None
    wanted = _WORDS_OF_FACTS.get(sign, {sign % len(_WORDED)} if sign < _OPENS else ())
    return _first_word(text, start, end, wanted) if wanted else None


def _first_word(text: str, start: int, end: int, cues: Collection[int]) -> Span | None:
    """The first word of a sentence that belongs to one of some cues, without the signs that cling to it."""
    for word in re.finditer(r"\S+", text[start:end].lower()):
        if WORDS.get(word[0]) in cues:
            bare = word[0].strip("(,.;:?")
            left = start + word.start() + word[0].index(bare)
            return Span(left, left + len(bare))
    return None
