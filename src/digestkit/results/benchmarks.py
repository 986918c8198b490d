"""Step 6b: on which data set, benchmark or task a number was measured: "on Quartz", "in the composition task".

What stands behind the number counts first, then what stands between it and the number before, then what opens the
sentence, then what its neighbours have.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from digestkit.models import ResultKind
from digestkit.results.gazetteer import names_data, names_hardware, names_model, names_task
from digestkit.results.lexicon import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digestkit.results.kinds import Kinds
    from digestkit.results.phrases import Sentence

__all__ = ["benchmarks_of"]

_WORD: Final = "[NXMKTJFSEG]"
# "the TARN8K subset of BrookBench", "Tarn and BROOK", "MRI, CT, and X-ray benchmarks", "In-Context Learning (TARN)"
_PHRASE: Final = (
    rf"#?{_WORD}{{1,9}}(?:\([NXK]{{1,3}}\))?"
    rf"(?:(?:o|w(?=[JN]*[NK]))[dk]*{_WORD}{{1,6}}(?:i[dk]*{_WORD}{{1,4}})?|(?:,(?:X{{1,4}}|N)){{0,6}},?&[dk]*[NXK]{{1,6}}(?=[^#NXKMTJEG]|$))?"
)
_ON: Final = re.compile(rf"(?P<word>[nx])[dk]*(?P<phrase>{_PHRASE})")
_IN: Final = re.compile(
    rf"(?P<word>[if])[dk]*(?P<phrase>[EHUL]d?{_WORD}{{1,4}}(?:o[d]*{_WORD}{{1,4}})?(?:i[d]*{_WORD}{{1,4}})?|{_PHRASE})"
)
_OPENING: Final = re.compile(
    rf"(?:^|[;:.)])(?:[kq,:)]*E?|[^#,;]{{0,6}}z)(?P<word>[nif])[dk]*(?P<phrase>{_PHRASE}z?)(?=[,h(bHULw])"
)
# "retrosynthesis (71.9% ...": a task before the number in parentheses
_TASK: Final = re.compile(r"(?P<phrase>[NXMKJ]{1,5})\($")
_OPENINGS: Final = 9  # at the most: enough for any sentence that is one
_CLAUSE_END: Final = re.compile(
    r"[;.]|,&?[kd]*E|,?h|[,&]{1,2}[kd]*[ULHB]|,[&]?[wp]|[,&]{1,2}d?[TX]{1,3}k?[HULB]|,d?X{1,3}[HULB]"
)


def benchmarks_of(
    sentence: Sentence, kinds: Kinds, outcomes: Sequence[int], metrics: Sequence[str | None]
) -> list[str | None]:
    """The benchmark of each number of a sentence, or None; never the words of its metric."""
    found: list[str | None] = [None] * len(kinds)
    for index, at in enumerate(outcomes):
        place = sentence.places[at]
        until = _next_apart(sentence, outcomes, index)
        since = sentence.places[outcomes[index - 1]] + 1 if index else 0
        named = _own(sentence, since, place, until, scoped=sentence.mentions[at].unit in _SCOPED)
        found[at] = named if named not in metrics else None
    return _shared(sentence, kinds, outcomes, found)


def _next_apart(sentence: Sentence, outcomes: Sequence[int], index: int) -> int:
    """Where the next number stands that is not of one pair with this one, as in "71% / 69% on Quartz"."""
    for last, this in pairwise(outcomes[index:]):
        if sentence.between(last, this) != "/":
            return sentence.places[this]
    return len(sentence.letters)


def _own(sentence: Sentence, since: int, place: int, until: int, *, scoped: bool) -> str | None:
    """What is named between the numbers around one number: "on" before "in" and "for", behind before ahead of it.

    What a clause before names holds for levels (`scoped`), not for speed and memory.
    """
    since = max(since, sentence.letters.rfind(";", since, place))
    apposed = _APPOSED.search(sentence.letters, since, place)
    since = apposed.start() if apposed else since
    end = _CLAUSE_END.search(sentence.letters, place + 1, until)
    stop = end.start() if end else until
    return (
        _measured_with(sentence, place)
        or _first(sentence, _ON, place + 1, stop)
        or _before_bracket(sentence, place)
        or _task_before(sentence, since, place)
        or _last(sentence, _OPENING, since, place)
        or _last(sentence, _ON, since if scoped else _clause_start(sentence, since, place), place)
        or _first(sentence, _IN, place + 1, stop)
        or _last(sentence, _IN, since if scoped else _clause_start(sentence, since, place), place)
    )


_APPOSED: Final = re.compile(
    r",d[kJ]*\Z"
)  # "71% on Quartz for reading, a 5% gain": what stands before is said of the 71%
_WITH_DATA: Final = re.compile(r"w[dk]*(?P<phrase>X{1,3}K)")


def _measured_with(sentence: Sentence, place: int) -> str | None:
    """ "0.85 using the Quartz dataset"."""
    found = _WITH_DATA.match(sentence.letters, place + 1)
    return _without_descriptor(sentence, *found.span("phrase")) if found else None


# "on TarnVQA (47.3%), ReedBench (39.9%)": each number stands behind its own data
_BRACKETED: Final = re.compile(
    r"(?P<word>[nx]|Kq)[dk]*(?:[NX]{1,4}K?\([^()]{0,12}\),?&?d?){0,9}(?P<phrase>[NX]{1,4}K?)\([MkN]?:?\Z"
)
_LIST_REACH: Final = 60  # words of such a list


def _before_bracket(sentence: Sentence, place: int) -> str | None:
    """The data before a number in parentheses, in a list that "on" or "benchmarks like" opens."""
    first = max(0, place - _LIST_REACH)
    if "(" not in sentence.letters[max(first, place - 3) : place]:
        return None
    found = _BRACKETED.search(sentence.letters, first, place)
    if found is None or "X" not in found["phrase"]:
        return None
    words = [sentence.word(word) for word in range(*found.span("phrase"))]
    return None if names_model(words) or names_hardware(words) else _without_descriptor(sentence, *found.span("phrase"))


def _clause_start(sentence: Sentence, since: int, place: int) -> int:
    return max([since, *(found.end() for found in _CLAUSE_END.finditer(sentence.letters, since, place))])


def _named(sentence: Sentence, pattern: re.Pattern[str], start: int, end: int) -> list[tuple[str, bool]]:
    """The phrases that name data or a task, and whether each holds a proper name."""
    named = []
    for found in pattern.finditer(sentence.letters, start, end):
        phrase = _accepted(sentence, found)
        if phrase:
            named.append((phrase, "X" in found["phrase"]))
    return named


def _first(sentence: Sentence, pattern: re.Pattern[str], start: int, end: int) -> str | None:
    """The first phrase, or the second where only that has a name: "on disease classification on Quartz"."""
    end = _next_pair(sentence, start, end)
    phrases = _named(sentence, pattern, start, end)
    if len(phrases) > 1 and phrases[1][1] and not phrases[0][1]:
        return phrases[1][0]
    return phrases[0][0] if phrases else None


# "on Tarn with 71% and on Reed with": what stands before "with" belongs to the next number
_AND_ON: Final = re.compile(rf"[,&]{{1,2}}[dk]*[nxi][dk]*{_WORD}{{1,6}}(?:qX{{1,3}})?[wy][dkJ]*\Z")


def _next_pair(sentence: Sentence, start: int, end: int) -> int:
    """Where the words of the next number begin, in "71% and on Reed with 64%"; `end` where they do not."""
    found = (
        _AND_ON.search(sentence.letters, start, end)
        if sentence.letters.endswith(("w", "wd", "y"), start, end)
        else None
    )
    return found.start() if found else end


def _last(sentence: Sentence, pattern: re.Pattern[str], start: int, end: int) -> str | None:
    phrases = _named(sentence, pattern, start, end)
    return phrases[-1][0] if phrases else None


def _task_before(sentence: Sentence, since: int, place: int) -> str | None:
    task = _TASK.search(sentence.letters, since, place)
    if task and names_task([sentence.word(word) for word in range(*task.span("phrase"))]):
        return _without_descriptor(sentence, *_trimmed(sentence, *task.span("phrase")))
    return None


_GENERIC: Final = words_of(
    """
    accuracy addition average benchmarks both cases comparison comparisons context contrast data datasets domains
    efficiency english environments evaluation evaluations example experiments fact general image inference instance
    languages length metrics models order par particular performance practice problems quality questions results
    scenarios setting settings size speed task tasks terms test tests time top total training turn video
    """
)
# Who or what is rated there, and by what, not on what: "on the Rill backbone", "impact on reading performance".
_NO_DATA: Final = words_of(
    """
    accuracy annotators backbone backbones baselines capabilities developers methods models performance practitioners
    quality raters researchers users utility
    """
)
_TRAINED: Final = words_of(
    """
    based built depends deployed fine-tuned finetuned focuses pre-trained pretrained relies run running runs trained
    trained- tuned
    """
)


def _trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """A phrase without articles, praise and participles before it: "the proposed R2-Bench"."""
    letters = sentence.letters
    while last - first > 1 and (
        letters[first] in "Jkd"
        or (letters[first] == "E" and "X" in letters[first:last] and sentence.word(first).endswith("ed"))
    ):
        first += 1
    return first, last


def _accepted(sentence: Sentence, found: re.Match[str]) -> str | None:  # noqa: PLR0911 - one refusal a line
    """The words of a phrase that names data or a task; None for hardware, a system or a quantity."""
    letters = sentence.letters
    before = sentence.word(found.start() - 1) if found.start() else ""
    if before in _TRAINED:
        return None
    first, last = _trimmed(sentence, *found.span("phrase"))
    last = _before_participle(sentence, first, last)
    measured = _DATA_AND_METRIC.fullmatch(letters, first, last)
    last = measured.end("data") if measured and names_data(sentence.words(*measured.span("data"))) else last
    words = [sentence.word(word) for word in range(first, last)]
    head = letters[first:last]
    if len(words) == 1 and (words[0] in _GENERIC or head in "JEF#"):
        return None
    if (
        words[-1] in _NO_DATA
        or (head.endswith("T") and found["word"] in "nx")
        or names_hardware(words)
        or (names_model(words) and "K" not in head)
    ):
        return None
    named = "K" in head or names_task(words) or head.endswith("z")
    preposition = found["word"]
    if head[0] in "EHUL" and preposition == "i" and words[0].endswith("ing"):
        return sentence.words(first, last) if len(words) > 1 else None
    if len(words) == 1 and names_task(words) and "X" not in head:
        return None
    inside = _DATA_INSIDE.fullmatch(head)
    if inside:
        return _without_descriptor(sentence, first + inside.start("data"), last)
    if head.endswith("K") and "X" not in head and (apposed := _EXAMPLE.match(letters, last)):
        return sentence.words(*apposed.span("name" if apposed["name"] else "like"))
    if preposition in "nx":
        return (
            _without_descriptor(sentence, first, last)
            if named or "X" in head or (len(words) > 1 and preposition == "n")
            else None
        )
    if (head.endswith("M") and "K" not in head) or (preposition == "f" and (not named or head.startswith("E"))):
        return None
    return _without_descriptor(sentence, first, last) if named or "X" in head else None


_PARTICIPLE: Final = re.compile("(?<=[KX])E")


_DATA_AND_METRIC: Final = re.compile(r"(?P<data>X{1,2})M{1,2}")  # "on QuartzQA recall@3"


def _before_participle(sentence: Sentence, first: int, last: int) -> int:
    """Where a phrase of data ends before "spanning", "consisting of", "requiring" and what follows."""
    found = _PARTICIPLE.search(sentence.letters, first + 1, last)
    return found.start() if found and sentence.word(found.start()).endswith(("ing", "ed")) else last


# "the 10M context length of the Quartz benchmark"
_DATA_INSIDE: Final = re.compile(r"#?[NMJ]*M[NMJ]*o[dk]*(?P<data>X+K?)")
# "on the hardest benchmark, TARN 2025,", "on coding tasks like Quartz by"
_EXAMPLE: Final = re.compile(r"(?:,(?P<name>X{1,3})(?=[,.]|$)|q(?P<like>X{1,3})(?=[^,&X(]|$))")
_DESCRIBED: Final = re.compile(r"#?[NJ]{0,3}(?P<name>X+)[NMJ]{0,3}(?:\(X\))?K")  # "new TarnQA coding benchmark"
_DESCRIPTORS: Final = words_of("benchmark benchmarks corpus data-set dataset datasets leaderboard suite")


def _without_descriptor(sentence: Sentence, first: int, last: int) -> str:
    """ "TarnQA dataset" is TarnQA, "TarnEval coding benchmark" TarnEval; "composition task" stays."""
    letters = sentence.letters[first:last]
    if sentence.word(last - 1) in _DESCRIPTORS or (letters[0] == "X" and sentence.word(last - 1) in {"task", "tasks"}):
        name = _DESCRIBED.fullmatch(letters)
        if name:
            end = first + name.end("name")
            # "RillSpeech test-clean": a part of the data, not a description
            end += end < last - 1 and sentence.word(end).startswith(("test-", "dev-", "val-", "train-", "multi-"))
            return sentence.words(first + name.start("name"), end)
    return sentence.words(first, last)


def _shared(
    sentence: Sentence, kinds: Sequence[ResultKind | None], outcomes: Sequence[int], found: list[str | None]
) -> list[str | None]:
    for this, following in reversed(list(pairwise(outcomes))):
        if found[this] is None and _in_one_list(sentence, this, following):
            found[this] = found[following]
    for at in outcomes:
        found[at] = found[at] or _named_by_metric(sentence, sentence.places[at])
    for last, this in pairwise(outcomes):
        if found[this] is None and _goes_on(sentence, kinds, last, this):
            found[this] = found[last]
    _share_opening(sentence, outcomes, found)
    if not any(found) and len(outcomes) == 1:
        found[outcomes[0]] = _anywhere(sentence, sentence.places[outcomes[0]])
    return found


def _share_opening(sentence: Sentence, outcomes: Sequence[int], found: list[str | None]) -> None:
    """Give what a clause opens with ("On Quartz, ...") to the numbers behind the first opening that name nothing."""
    unnamed = [order for order in outcomes if found[order] is None]
    if not unnamed:
        return
    openings = list(islice(_OPENING.finditer(sentence.letters), _OPENINGS))
    phrase = next(filter(None, (_accepted(sentence, opening) for opening in openings)), None)
    for order in unnamed:
        if phrase and openings[0].start() < sentence.places[order]:
            found[order] = phrase


def _anywhere(sentence: Sentence, place: int) -> str | None:
    """The data that a later clause names: "by 2.2x, as measured by accuracy across nine tasks"."""
    phrases = [found for found in _ON.finditer(sentence.letters, place) if "K" in found["phrase"]]
    return next((phrase for phrase in (_accepted(sentence, found) for found in phrases) if phrase), None)


# "an TARN24 score of #", "# TARN8K accuracy": a data set's name before the metric
_BEFORE_METRIC: Final = re.compile(r"(?P<name>X{1,2})[NJ]{0,2}M(?:o[dk]*)?$")
_METRIC_AHEAD: Final = re.compile(r"[dkJ]*(?P<name>X{1,2})[NJ]{0,2}M")


def _named_by_metric(sentence: Sentence, place: int) -> str | None:
    behind = _BEFORE_METRIC.search(sentence.letters, max(0, place - 8), place)
    found = _METRIC_AHEAD.match(sentence.letters, place + 1) or behind
    if found is None:
        return None
    first, last = found.span("name")
    names = (sentence.words(first, last), sentence.words(last - 1, last))
    return next(filter(names_data, names), None)


# "reaches 71% in English, beating Brook (64%) on Quartz": measured on the same
_BEATEN_IN_BRACKETS: Final = re.compile(r"^[^;.ULHB]{0,12},B[^;.#ULH]{1,9}\(\Z")


def _in_one_list(sentence: Sentence, first: int, second: int) -> bool:
    between = sentence.letters[sentence.places[first] + 1 : sentence.places[second]]
    return _CLAUSE_END.search(between) is None or _BEATEN_IN_BRACKETS.search(between) is not None


_SCOPED: Final = frozenset({None, "%", "points", "dB"})


def _goes_on(sentence: Sentence, kinds: Sequence[ResultKind | None], last: int, this: int) -> bool:
    """Does what was said of the number before hold for this one? Speed and memory are measured apart."""
    one, two = sentence.mentions[last], sentence.mentions[this]
    if one.unit == two.unit:
        return True
    return one.unit in _SCOPED and two.unit in _SCOPED and kinds[last] is not ResultKind.FACTOR
