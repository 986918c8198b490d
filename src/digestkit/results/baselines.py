"""Step 6d: what a change or factor is measured against: "2.5 points over Brook", "half the memory of Brook"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from digestkit.models import ResultKind
from digestkit.results.kinds import is_share
from digestkit.results.system_names import PHRASE, system_name

if TYPE_CHECKING:
    from digestkit.results.kinds import Kinds
    from digestkit.results.phrases import Sentence

__all__ = ["baselines_of"]

_REACH: Final = 40  # words looked back over
_THAN: Final = re.compile(rf"(?:c[tw]|v)[dk]*(?P<phrase>{PHRASE})")  # "# higher than Brook", "# compared to Brook"
_BEATEN: Final = re.compile(rf"(?:B|v|c[tw])[dk]*(?P<phrase>{PHRASE})")  # "beats Brook by #"
_AS: Final = re.compile(rf"(?:h?[NFMS])?h[dk]*(?P<phrase>{PHRASE})")  # "twice as fast as Brook"
_HALF_OF: Final = re.compile(rf"d?[NX]{{0,2}}M[ob]?[dk]*(?:o[dk]*)?(?P<phrase>{PHRASE})")  # "half the memory of Brook"
_SHARE: Final = re.compile(r"o[dk]*(?P<phrase>[NXTMKJE]{1,6})(?P<owned>s)?")  # "93% of Brook's accuracy"
_NAMED: Final = re.compile("[XTJN]")
_NAME_OR_SYSTEM: Final = re.compile("[XT]")
# "beats Tarn by # and Brook by #"
_AND_BY: Final = re.compile(r"B[^;#HUL]{1,9}y[dk]*#[^;#HUL]{0,12}&[dk]*(?P<phrase>[JN]{0,2}X{1,4}T?)y[dk]*\Z")
# Between what is beaten and the number: no other clause, or one second verb ("beats Brook, gaining #").
_SAME_CLAUSE: Final = re.compile(r"[^;HUL]*|[^;&HUL]*,[HUL][^;&HUL]*")
_ENDS_BEFORE: Final = re.compile("[;bH]")
_ENDS_BEHIND: Final = re.compile("[;H]")


def baselines_of(sentence: Sentence, kinds: Kinds) -> list[str | None]:
    """What each change or factor of a sentence is measured against; those of one clause share it."""
    found: list[str | None] = [None] * len(kinds)
    moves = [index for index, kind in enumerate(kinds) if kind is ResultKind.CHANGE or kind is ResultKind.FACTOR]
    for index in moves:
        later = (
            sentence.places[other] for other in range(index + 1, len(kinds)) if kinds[other] is not ResultKind.COUNT
        )
        found[index] = _baseline(sentence, index, next(later, len(sentence.letters)))
    pairs = list(pairwise(moves))
    for this, following in reversed(pairs):
        if found[this] is None and found[following] and not _ENDS_BEFORE.search(sentence.between(this, following)):
            found[this] = found[following]
    for last, this in pairs:
        if found[this] is None and found[last] and not _ENDS_BEHIND.search(sentence.between(last, this)):
            found[this] = found[last]
    return found


def _baseline(sentence: Sentence, index: int, until: int) -> str | None:
    """What is named behind the number, before the word `until`, else what was beaten before it."""
    letters, at, mention = sentence.letters, sentence.places[index], sentence.mentions[index]
    span = _behind_word(letters, at, until, halved=mention.value < 1) if mention.spelled else None
    span = span or _behind_share(sentence, at, until)
    if span is None:
        ahead = _THAN.search(letters, at + 1, until)
        span = ahead.span("phrase") if ahead and ";" not in letters[at : ahead.start()] else None
    span = span or _beaten(letters, at)
    return _baseline_name(sentence, *span) if span else None


def _behind_word(letters: str, at: int, until: int, *, halved: bool) -> tuple[int, int] | None:
    """ "half the memory of Brook", "twice as fast as Brook"."""
    found = (_HALF_OF.match(letters, at + 1, until) if halved else None) or _AS.match(letters, at + 1, until)
    return found.span("phrase") if found else None


def _behind_share(sentence: Sentence, at: int, until: int) -> tuple[int, int] | None:
    found = _SHARE.match(sentence.letters, at + 1, until) if is_share(sentence, at) else None
    return found.span("phrase") if found and (found["owned"] or _NAMED.search(found["phrase"])) else None


def _beaten(letters: str, at: int) -> tuple[int, int] | None:
    second = _AND_BY.search(letters, max(0, at - _REACH), at)
    if second:
        return second.span("phrase")
    last = None
    for last in _BEATEN.finditer(letters, max(0, at - _REACH), at):  # noqa: B007 - the last one is wanted
        pass
    return last.span("phrase") if last and _SAME_CLAUSE.fullmatch(letters, last.end(), at) else None


def _baseline_name(sentence: Sentence, first: int, last: int) -> str | None:
    """The name without a metric behind it: "Brook accuracy"."""
    letters = sentence.letters
    while last - first > 1 and letters[last - 1] == "M" and _NAME_OR_SYSTEM.search(letters, first, last - 1):
        last -= 1
    return system_name(sentence, first, last)
