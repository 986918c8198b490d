"""Step 6a: which quantity a number measures: "accuracy" of "71.5% accuracy", "FID" of "an FID of 2.1".

Forms are tried in turn, those next to the number first; a number without a form of its own has the metric of the
number it stands beside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from digestkit.models import ResultKind
from digestkit.results.gazetteer import may_be_metric, names_data, names_model
from digestkit.results.lexicon import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digestkit.results.grammar import Mention
    from digestkit.results.kinds import Kinds
    from digestkit.results.phrases import Sentence

__all__ = ["metrics_of"]

_REACH: Final = 30  # words looked back over
_AHEAD: Final = 18
_WIDE: Final = 200  # where the whole sentence is meant: longer ones are none
# A noun phrase with an acronym amid or behind it: "Absolute Trajectory Error (ATE) RMSE", "time to first token (TTFT)".
_NP: Final = r"(?:Ms)?[NMXKTJGRFSE]{0,8}(?:\([NMX]\)[NMX]{0,2})?[NMXKG](?:t[dk]*[NM]{1,2})?(?:\([NMX]\))?"
_MEASURE: Final = r"(?:Ms)?[NMXKTJGRFSE]{0,7}(?:\([NMXJ]{1,3}\))?M[X]?(?:t[dk]*N{1,2})?(?:\([NMX]\)[MN]?)?"

# Behind the number.
# "# overall improvement in performance", "# FLOP reduction", "# inference speedup"
_MOVED: Final = re.compile(
    rf"[kdJ]*(?P<between>[NXMKETJ&]{{0,6}}?)[kJF]*(?P<move>[GR])(?:[iotf][dkJ]*(?P<object>{_NP}(?:o[dk]*[NMX]{{1,3}})?)|n[dk]*(?P<measure>{_MEASURE}))?"
)
_AS_FAST: Final = re.compile(r"h(?P<object>[NJFMSk])h")  # "twice as fast as"
_COMPARED: Final = re.compile(rf"[kd]*(?P<than>[FS])(?:(?P<object>{_NP})|i(?P<within>{_NP}))?")
_LEVEL: Final = re.compile(
    r"(?P<list>(?:(?:\([^()#]*\))?[,&/]{1,2}[dk]*#){0,4})[kdJ]*(?P<object>[NXMKTJGRE]{0,6}?M[MNX]{0,2}(?:\([NMX]\))?)"
)
_OF_WHOLE: Final = re.compile(r"o[dk]*(?P<object>[NMKTJE]{0,5}T|[NXMKTJE]{0,5}[NMK])(?![NXMKT])")
_OF_SHARE: Final = re.compile(r"o[dk]*[NXTMKJE]*s?[J]*(?P<object>[NM]{0,3}M)")
_IN: Final = re.compile(rf"[if][dk]*(?:N?o)?(?P<object>{_NP})")

# Before the number, where its list or "from A to" is left out.
_OF: Final = re.compile(rf"(?P<object>{_NP})(?:\([^()#]{{1,16}}\))?o[dkJ]*$")
_MOVE_OF: Final = re.compile(
    rf"(?:(?P<before>[NXMKTE]{{0,5}}M)(?:\([NMX]\))?)?[JN]*[GR](?:[io][dkJ]*(?P<object>{_NP}))?(?:[nf][dNXKTM]*)?(?:[oybH]|\(N?)?[rtdkJ]*$"
)
_OBJECT: Final = re.compile(rf"[ULh][kd]*(?:[NXTJ]+s)?(?P<object>{_NP})(?:[^#;.ULHB]*?)(?:[yrt]|[,&k]*y)[dkJNMoKX]*$")
_VERB: Final = re.compile(
    rf"(?P<object>{_MEASURE})(?:(?:E?y|[oifn])[^#,;ULHBb]{{1,8}})?[,kh]*(?:b|[HUL])[kbEULH]*[trayn]?[dkJ]*$"
)
_AT: Final = re.compile(rf"(?P<object>{_MEASURE})(?:[xif][dk]*[NXKTJE]{{1,4}}){{0,2}}a[dk]*$")
_BESIDE: Final = re.compile(rf"(?P<object>{_MEASURE})(?:[nif][dk]*[NXKTJ]{{1,6}})?[:=(,]?[kd:]*$")
_NAMED: Final = re.compile(r"[(,&q](?P<object>X)[:=]?$|^(?P<before>X):$")
# "maintaining a high KRR (0.74": an unknown acronym behind an article
_ACRONYM: Final = re.compile(r"[H&]d[J]*(?P<object>X)\($")
# "improves recall on Quartz from", the "from" left out
_BESIDE_FROM: Final = re.compile(rf"(?P<object>{_MEASURE})(?:[nifx][dk]*[NXKTJ]{{1,6}})?[dkJ]*$")
# "lower mental demand (2.7 vs 3.9)": any plain noun before two numbers that are compared
_PLAIN: Final = re.compile(r"(?:[FS]|^[,&]+[dk]*)(?P<object>N{1,3})\($")
# "reduces latency by 40% and memory cache by 74%": what stands between two numbers
_NEXT: Final = re.compile(rf"^[,&]{{1,2}}[dk]*(?P<object>{_NP})(?:[nifx][dk]*[NXKTJ]{{1,6}})?[yr][dkJ]*$")
# "an average speedup of #", "speedups reaching #"
_SPEEDUP: Final = re.compile(r"(?P<object>[NJ]{0,2}G)(?:o[dkJ]*|[HUL]k*)$")
# The letters that each form may end with: most forms need not be looked for.
_ENDS: Final = {
    _OF: "odkJ",
    _MOVE_OF: "GRNMXK)nfdToybH(rtkJ",
    _OBJECT: "yrtdkJNMoKX",
    _VERB: "bHULkEtrayndJ",
    _AT: "adk",
    _BESIDE: "MXN)KTJ:=(,kd",
    _NAMED: "X:=",
    _ACRONYM: "(",
    _PLAIN: "(",
    _NEXT: "yrdkJ",
    _SPEEDUP: "GodkJHUL",
}
_LEVEL_FORMS: Final = tuple(
    (form, _ENDS[form]) for form in (_OF, _BESIDE, _NAMED, _ACRONYM, _VERB, _AT, _OBJECT, _MOVE_OF, _PLAIN)
)
_MOVE_FORMS: Final = tuple((form, _ENDS[form]) for form in (_SPEEDUP, _NEXT, _OBJECT, _MOVE_OF, _VERB, _BESIDE))
_WEAK: Final = (_NAMED, _NEXT)  # a name alone is as often a system's there
# Members of a list before the number, and the first of "from A to B": what stands before them holds for it too.
_LISTED: Final = re.compile(r"(?:#(?:[nifaxwyc][dJNXMKTEs]{1,8})?(?:\([^()]*\))?[,&/]{1,3}[kdJyntif]*)+$")
_FROM: Final = re.compile(r"r[dkJNMXo]*#(?:\([^()]*\)|[,n][dNXKT]*,?)?t[dkJ]*$")

# Words of change or of no content, which alone name no quantity.
_GENERIC: Final = words_of(
    """
    average best boost case cases decrease drop example factor gain gains improvement improvements increase level
    margin maximum mean number range reduction reductions sota state-of-the-art top total version
    """
)
_PLAIN_COMPARISONS: Final = words_of(
    "additional better fewer greater higher improved increased larger less lower more reduced smaller"
)


def metrics_of(sentence: Sentence, kinds: Kinds, outcomes: Sequence[int]) -> list[str | None]:
    """The metric of each number of a sentence, or None.

    A number with no form of its own shares the metric of the one before it, else, in a list, of the one behind it.
    """
    found: list[str | None] = [None] * len(kinds)
    for order in outcomes:
        found[order] = _metric(sentence, order, is_score=kinds[order] is ResultKind.SCORE)
    return _shared(sentence, kinds, outcomes, found)


def _metric(sentence: Sentence, order: int, *, is_score: bool) -> str | None:
    """First what stands between the number before and this one, then what a list before this one shares."""
    at, mention = sentence.places[order], sentence.mentions[order]
    since = sentence.places[order - 1] + 1 if order else 0
    start = max(since, at - _REACH)
    found = _level_ahead(sentence, at, mention) if is_score else _move_ahead(sentence, at, mention)
    found = found or _behind(sentence, start, sentence.letters[start:at], is_score=is_score)
    if found:
        return found
    start = max(0, at - _REACH)
    if since > start:
        # The list is left out, so places are counted from its beginning.
        shared = _FROM.sub("r", _LISTED.sub("", sentence.letters[start:at]))
        found = _behind(sentence, start, shared, is_score=is_score)
    return found or _weakly(sentence, at, mention, is_score=is_score)


def _level_ahead(sentence: Sentence, at: int, mention: Mention) -> str | None:
    """What stands behind a score: "71.5% accuracy", "4 GB of memory"."""
    ahead = sentence.letters[at + 1 : at + _AHEAD]
    level = _LEVEL.match(ahead)
    if level and level["list"] and not _of_one_unit(sentence, at, level["list"].count("#")):
        level = None  # "a score of 3.6 and a 91% hit rate"
    return (
        _preference(sentence, at)
        or _take(sentence, at + 1, level)
        or (_take(sentence, at + 1, _OF_MEASURE.match(ahead)) if mention.unit in _QUANTITIES else None)
        or (_acronym_ahead(sentence, at) if mention.unit is None else None)
        or (_take(sentence, at + 1, _NOUN_AHEAD.match(ahead)) if mention.unit == "%" else None)
    )


def _of_one_unit(sentence: Sentence, at: int, count: int) -> bool:
    """Have the number at word `at` and so many behind it the same unit?"""
    first = bisect_left(sentence.places, at)
    return len({mention.unit for mention in sentence.mentions[first : first + count + 1]}) == 1


def _move_ahead(sentence: Sentence, at: int, mention: Mention) -> str | None:
    """What stands behind a change or factor: "5% higher recall", "3x speedup"."""
    listed = _LIST_AHEAD.match(sentence.letters, at + 1)
    at = listed.end() - 1 if listed else at
    ahead = sentence.letters[at + 1 : at + _AHEAD]
    if mention.spelled and (as_fast := _AS_FAST.match(ahead)):
        return _take(sentence, at + 1, as_fast)
    moved = _MOVED.match(ahead)
    if moved:
        return _moved(sentence, at + 1, moved)
    compared = _COMPARED.match(ahead)
    if compared:
        return _compared(sentence, at + 1, compared)
    return (
        _take(sentence, at + 1, _OF_SHARE.match(ahead))
        or _take(sentence, at + 1, _LEVEL.match(ahead))
        or _take(sentence, at + 1, _ON_MEASURE.match(ahead))
        or _measured_in(sentence, at)
    )


_LIST_AHEAD: Final = re.compile(r"(?:[,&]{1,2}[kd]*#){1,4}")  # "a 4.2x and 1.9x speedup"
_ON_MEASURE: Final = re.compile(r"n[dk]*(?P<object>[NX]{0,2}M)(?![NXKM])")  # "by 4.1% on recall@3"
# "4 GB of memory"; "77.5% thoroughness compared to"
_OF_MEASURE: Final = re.compile(rf"o[dk]*(?P<object>{_MEASURE})")
_NOUN_AHEAD: Final = re.compile(r"[kdJ]*(?P<object>N{1,3})(?=[nxcwi,.)v&]|$)")
_ACRONYM_AHEAD: Final = re.compile(r"[kdJ]*(?P<object>X{1,3})(?=[nwix.,)&]|$)")


def _acronym_ahead(sentence: Sentence, at: int) -> str | None:
    """The unknown name behind a bare number: "0.742 Norlin CRI on Quartz"."""
    found = _ACRONYM_AHEAD.match(sentence.letters, at + 1)
    if found is None:
        return None
    last = sentence.words(found.end("object") - 1, found.end("object"))
    return _take(sentence, 0, found) if last[-2:].isupper() or last.endswith("s") else None


def _behind(sentence: Sentence, start: int, left: str, *, is_score: bool) -> str | None:
    """What stands before the number, whose letters `left` begin at word `start`."""
    if is_score and left.endswith(("r", "r(")):
        found = _BESIDE_FROM.search(left.rstrip("(").removesuffix("r"))
        phrase = _take_either(sentence, start, found) if found else None
        if phrase:
            return phrase
    last = left[-1:]
    for pattern, ends in _LEVEL_FORMS if is_score else _MOVE_FORMS:
        found = pattern.search(left) if last in ends else None
        if found and (pattern is not _SPEEDUP or "speed" in sentence.word(start + found.end("object") - 1)):
            phrase = _take_either(sentence, start, found)
            if phrase and (pattern not in _WEAK or (found["object"] or "X").strip("X") or may_be_metric(phrase)):
                return phrase
    return None


def _weakly(sentence: Sentence, at: int, mention: Mention, *, is_score: bool) -> str | None:
    """Forms that hold only where no other does: "in recall" behind a level, "of the answers" behind a share."""
    found = _measured_in(sentence, at) if is_score else None
    if found is None and (mention.unit == "%" or mention.spelled):
        found = _take(sentence, 0, _OF_WHOLE.match(sentence.letters, at + 1, at + _AHEAD))
    if found and found.rpartition(" ")[2] in _OCCASIONS:
        return None  # "in 80% of cases" tells how often, not what
    return found or (None if is_score else _changed(sentence, at))


def _measured_in(sentence: Sentence, at: int) -> str | None:
    found = _IN.match(sentence.letters, at + 1, at + _AHEAD)
    if found is None:
        return None
    # "37.9% in Camera Motion on Quartz": what stands between the number and its data set
    named = (
        found["object"].strip("X") == ""
        and _ON_AHEAD.match(sentence.letters, found.end())
        and sentence.letters[at + 1] == "i"
    )
    return _take(sentence, 0, found) if named or "M" in found["object"] else None


_ON_AHEAD: Final = re.compile(r"(?:,?&[kd]*#i[dk]*[NX]{1,4})*n")
_OCCASIONS: Final = words_of("cases comparisons instances time times")  # "in 51.9% of cases"
_PREFERS: Final = re.compile(r"\b(?:prefer|chosen|favou?r)", re.IGNORECASE)


def _preference(sentence: Sentence, at: int) -> str | None:
    """ "preferred over Rill in 51.9% of cases" measures preference."""
    if not sentence.letters.startswith("o", at + 1):
        return None
    ahead = (sentence.word(word) for word in range(at + 1, min(at + 4, len(sentence.letters))))
    if _OCCASIONS.isdisjoint(ahead):
        return None
    first = sentence.starts[max(0, at - _WIDE)]
    return "preference" if _PREFERS.search(sentence.text, first, sentence.starts[at]) else None


_CHANGES: Final = re.compile(rf"[UL][kd]*(?P<object>{_MEASURE})")


def _changed(sentence: Sentence, at: int) -> str | None:
    """What the sentence says was changed: "improves recall, with gains of #"."""
    found = None
    for found in _CHANGES.finditer(sentence.letters, max(0, at - _REACH), at):  # noqa: B007 - the last one is wanted
        pass
    return _take(sentence, 0, found)


def _moved(sentence: Sentence, start: int, found: re.Match[str]) -> str | None:
    """Of "# latency reduction", "# reduction in latency", "# speedup"."""
    word = sentence.word(start + found.start("move"))
    is_speed = "speed" in word or "accelerat" in word
    group = "object" if found["object"] else "measure"
    measured = found["between"].rstrip("J&")
    if (
        found[group]
        and "M" not in found[group]
        and measured.endswith("M")
        and not _is_performance(sentence, start, found)
    ):
        return _phrase(sentence, start + found.start("between"), start + found.start("between") + len(measured))
    if found[group] and not (is_speed and "M" not in found[group]):  # "# speedup in the first phase" is speedup
        first, last = start + found.start(group), start + found.end(group)
        if sentence.word(first) in {"number", "amount"} or "o" not in found[group]:
            return _phrase(sentence, first, last)
        return _phrase(sentence, first, start + found.start(group) + found[group].index("o"))
    if is_speed:
        return _phrase(sentence, start + found.start("between"), start + found.end("move"))
    between = found["between"].rstrip("J&")
    if between:
        return _phrase(sentence, start + found.start("between"), start + found.start("between") + len(between))
    return None


def _is_performance(sentence: Sentence, start: int, found: re.Match[str]) -> bool:
    """Does only "performance" stand before the move, so that what follows it says of what: "# performance gain in"?"""
    return sentence.word(start + found.end("between") - 1) == "performance"


def _compared(sentence: Sentence, start: int, found: re.Match[str]) -> str | None:
    """Of "# lower latency", "# faster", "# higher in recall"; "faster inference" keeps the word that is no measure."""
    group = "object" if found["object"] else "within"
    than = sentence.word(start + found.start("than"))
    if not found[group]:
        return (
            _phrase(sentence, start + found.start("than"), start + found.end("than"))
            if than not in {"more", "less"}
            else None
        )
    plain = than in _PLAIN_COMPARISONS or "M" in found[group] or group == "within"
    return _phrase(sentence, start + found.start(group if plain else "than"), start + found.end(group))


def _take_either(sentence: Sentence, start: int, found: re.Match[str]) -> str | None:
    group = "before" if found["object"] is None and "before" in found.re.groupindex else "object"
    return _level(sentence, start + found.start(group), start + found.end(group)) if found[group] else None


def _take(sentence: Sentence, start: int, found: re.Match[str] | None) -> str | None:
    if found is None or not found["object"]:
        return None
    return _level(sentence, start + found.start("object"), start + found.end("object"))


def _level(sentence: Sentence, first: int, last: int) -> str | None:
    """A phrase without the comparison before it: of "lower accuracy (29.5%" the quantity is accuracy."""
    while last - first > 1 and sentence.letters[first] in "FSJkd":
        first += 1
    return _phrase(sentence, first, last)


def _phrase(sentence: Sentence, first: int, last: int) -> str | None:
    """The words of a noun phrase without praise and without a data set's name before it."""
    letters = sentence.letters
    while first < last and (letters[first] in "Jkd" or (letters[first] == "E" and last - first > 2)):  # noqa: PLR2004
        first += 1
    first += _data_before(sentence, first, last)
    if first >= last or (last - first == 1 and sentence.word(first) in _GENERIC):
        return None
    if letters[first] == "X" and "M" not in letters[first:last] and names_model([sentence.word(first)]):
        return None
    return sentence.words(first, last)


def _data_before(sentence: Sentence, first: int, last: int) -> int:
    """How many words name the data that a metric was measured on: two of "KILN 2024 accuracy"."""
    letters = sentence.letters[first:last]
    for count in (2, 1):
        named = letters.startswith("X" * count) and "M" in letters[count:]
        if named and names_data(sentence.words(first, first + count)):
            return count
    return 0


def _shared(sentence: Sentence, kinds: Kinds, outcomes: Sequence[int], found: list[str | None]) -> list[str | None]:
    for last, this in pairwise(outcomes):
        if found[this] is None and _may_share(sentence, kinds, last, this):
            found[this] = found[last]
    for this, following in reversed(list(pairwise(outcomes))):
        between = sentence.letters[sentence.places[this] : sentence.places[following]]
        if found[this] is None and _may_precede(sentence, kinds, this, following) and not _VERBS.search(between):
            found[this] = found[following]
    unnamed = [order for order in outcomes if found[order] is None and kinds[order] is ResultKind.CHANGE]
    for order, performance in zip(unnamed, _performances(sentence, unnamed), strict=True):
        found[order] = performance
    return found


_VERBS: Final = re.compile("[ULHB;]")
_QUANTITIES: Final = frozenset({"s", "ms", "min", "h", "GB", "MB", "FPS", "USD"})


def _may_share(sentence: Sentence, kinds: Sequence[ResultKind | None], first: int, second: int) -> bool:
    one, two = sentence.mentions[first], sentence.mentions[second]
    if one.unit == two.unit or kinds[second] is not ResultKind.SCORE:
        return True
    bracketed = sentence.letters.endswith("(r", 0, sentence.places[second]) or two.unit in _QUANTITIES
    return one.unit != "x" or bracketed


def _may_precede(sentence: Sentence, kinds: Sequence[ResultKind | None], first: int, second: int) -> bool:
    """May a number have the metric of the next? A level has none of a share ("a third of the layers") or a speedup."""
    if kinds[first] is ResultKind.SCORE and kinds[second] is ResultKind.FACTOR:
        return False
    shares = sentence.mentions[second].spelled and not sentence.mentions[first].spelled
    return not shares and _may_share(sentence, kinds, first, second)


def _performances(sentence: Sentence, unnamed: Sequence[int]) -> list[str | None]:
    """The last word "performance" before each gain that names nothing else: "strong performance, a gain of 5%"."""
    letters = sentence.letters if unnamed else ""
    words = [at for at, letter in enumerate(letters) if letter == "M" and sentence.word(at) == "performance"]
    nearest = (bisect_left(words, sentence.places[order]) - 1 for order in unnamed)
    return [sentence.words(words[last], words[last] + 1) if last >= 0 else None for last in nearest]
