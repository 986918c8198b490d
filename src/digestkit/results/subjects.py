"""Step 6e: the subject of the verb that a number belongs to: "Rill" of "Rill, trained on maps, reaches 71.5%"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from digestkit.results.lexicon import words_of
from digestkit.results.system_names import SYSTEM, WORD, system_name

if TYPE_CHECKING:
    from digestkit.results.paper import Paper
    from digestkit.results.phrases import Sentence

__all__ = ["opening_system", "resolved", "subject_of_verb"]

_REACH: Final = 60  # words looked back over
# "The model, tuned on 90 maps, boosts", "Their model, Rill-7B, achieved"
_APPOSED: Final = re.compile(
    rf"(?P<phrase>{WORD}{{1,7}}),(?:(?P<name>X{{1,3}})|[wEHpT][^,;#HUL]{{0,16}}#?[^,;HUL]{{0,8}}),\Z"
)
# "the best agent (OpenRill with Tarn) achieved"
_IN_BRACKETS: Final = re.compile(r"[TN]\((?:q,?)?(?P<phrase>X[NX]{0,3}(?:w[dk]*X{1,3})?)[^()#]{0,8}\)\Z")
_BOUND_VERB: Final = re.compile(r"approach|exceed|surpass")  # "Rill approaches 71.5%": a comparator that is a verb
_SUBJECT: Final = re.compile(
    rf"(?P<phrase>#?{WORD}{{1,9}}(?:\([NXT]{{1,3}}\))?"
    rf"(?:[ow][dk]*{WORD}{{1,6}}|En[dk]*{WORD}{{1,5}}|&[X]{{1,4}})?)\Z"
)
_MEASURED: Final = re.compile(r"[^ow]*M(?:\([NX]\))?(?:o[dk]*(?P<owner>.*))?")  # "average accuracy of small models"
_OPENING: Final = re.compile(
    r"(?:[kiNJMdF]{1,4},)?[^,;#HULB]{0,6}?w[dk]*(?P<phrase>X{1,3}),"
)  # "With Rill, recall is", "In tests with Rill,"
_OWNER: Final = re.compile(rf"(?P<phrase>{WORD}{{1,6}})s[kJN]*\Z")  # "Rill's recall"
# "fine-tuning Tarn on Quartz improves": what is tuned has the gain.
_TUNED: Final = re.compile(rf"[EN][dk]*#?(?P<phrase>[NJ]{{0,2}}[XT]{{1,4}})[nwf][dk]*{WORD}{{1,7}}\Z")
_TUNED_REACH: Final = 12  # words looked back over
# "applying Rill to Tarn on Quartz cuts": what is applied has the gain.
_APPLIED: Final = re.compile(
    rf"(?:^|[;:,.)])(?:[kq]|fN)?,?(?P<gerund>[Ew])[dk]*#?(?P<phrase>[NJ]{{0,2}}X{{1,4}}T?)(?:[tiofnw][dk]*#?{WORD}{{1,7}}){{1,3}}(?:\([NX]{{1,3}}\))?\Z"
)
_APPLIED_REACH: Final = 24  # words looked back over
_GENERIC_SYSTEM: Final = re.compile(r"[NJE]{0,2}T")  # "trained model"
_OTHER: Final = re.compile(
    r"\b(?:best|same|base|baseline|other|largest|smallest|top|leading|state-of-the-art|teacher|original)\b",
    re.IGNORECASE,
)
# "the proposed method", "our framework"
_OWN: Final = re.compile(
    r"(?:(?:one|proposed|our|resulting|final|learned|unified|full|new|presented|introduced) )?"
    r"(?:models?|methods?|approach|framework|system|technique|polic(?:y|ies)|algorithm|agents?|architecture|pipeline"
    r"|strategy|network|tool|module|variant|workflow|attack|paper|work|study|project|dataset)",
    re.IGNORECASE,
)
_DEFINITE: Final = frozenset({"the", "this", "our", "their"})


def subject_of_verb(sentence: Sentence, order: int, paper: Paper) -> str | None:
    """The subject of the verb that the number belongs to: participles and second verbs have that of the verb before."""
    letters, at = sentence.letters, sentence.places[order]
    floor = max(0, at - _REACH)
    swallowed = _before_bound_verb(sentence, order, floor)
    if swallowed:
        return _subject(sentence, *swallowed, paper)
    doubles = sentence.mentions[order].spelled and sentence.word(at).endswith(("es", "ed", "ing"))
    for verb in range(at if doubles else at - 1, floor, -1):
        letter = letters[verb]
        if letter == ";":
            return None
        if letter in "HULB" or verb == at or (letter == "b" and letters[verb - 1] in "XT"):
            end = floor + len(letters[floor:verb].rstrip("kbh"))
            if letters[end - 1] == "p":
                return paper.system or _first_subject(sentence, paper, end - 1)
            nearest = _VERB.search(letters, verb + 1, at) is None
            which = _named_before_which(sentence, paper, floor, verb) if nearest else None
            subject = which or _subject_of(sentence, paper, verb, floor, end)
            if subject:
                return subject
    return None


_VERB: Final = re.compile("[HULB]")
# "Rill shows the best recall; it reaches 71%": what the sentence begins with
_FIRST: Final = re.compile(r"(?:[kiNJMdF]{1,4},)?[dk]*(?P<phrase>[NJE]{0,3}[XT]{1,4}N?)[kb]*[HULB]")


def _first_subject(sentence: Sentence, paper: Paper, until: int) -> str | None:
    """What "it" stands for where the paper's own system is not known."""
    found = _FIRST.match(sentence.letters, 0, until)
    return resolved(sentence, *found.span("phrase"), paper) if found else None


_BEFORE_WHICH: Final = re.compile(r"(?P<phrase>X{1,4}),hk*\Z")  # "others, like Tarn 2, which reaches"


def _named_before_which(sentence: Sentence, paper: Paper, floor: int, verb: int) -> str | None:
    found = _BEFORE_WHICH.search(sentence.letters, floor, verb) if "h" in sentence.letters[verb - 2 : verb] else None
    if found is None or sentence.word(found.end("phrase") + 1) not in {"which", "who"}:
        return None
    return resolved(sentence, *found.span("phrase"), paper)


def _before_bound_verb(sentence: Sentence, order: int, floor: int) -> tuple[int, int] | None:
    """Where the subject stands in "Rill approaches 71.5%", whose verb is the comparator."""
    at, mention = sentence.places[order], sentence.mentions[order]
    if mention.bound_start == mention.start or sentence.letters[at - 1] not in "XT":
        return None
    found = _SUBJECT.search(sentence.letters[floor:at])
    if found is None or not _BOUND_VERB.match(sentence.text, mention.bound_start):
        return None
    return floor + found.start("phrase"), floor + found.end("phrase")


# "the recall of Rill on Quartz is": where it was measured stands behind the subject
_ON_DATA: Final = re.compile(r"(?<=[XT])[ni][dk]*[NXJ]{0,3}[XK]\Z")


def _subject_of(sentence: Sentence, paper: Paper, verb: int, floor: int, end: int) -> str | None:
    """The system that ends before word `end` as the subject of the verb at word `verb`."""
    letters = sentence.letters
    bracketed = _IN_BRACKETS.search(letters, floor, end) if letters[end - 1] == ")" else None
    if bracketed:
        name = sentence.words(*bracketed.span("phrase"))
        if letters[bracketed.start()] == "T" or not (name.isupper() or name[0].isdigit()):
            return name  # but "river text maps (RTM)" is an abbreviation, "high resolution (512x512)" a size
    apposed = None
    if letters[end - 1] == "," and not sentence.word(verb).endswith("ing"):
        apposed = _APPOSED.search(letters, floor, end)
    if apposed and apposed["name"]:
        return sentence.words(*apposed.span("name"))
    end = apposed.end("phrase") if apposed else end
    beside = _ON_DATA.search(letters, floor, end)
    if beside:
        tuned = _TUNED.search(letters, max(floor, beside.start() - _TUNED_REACH), end)
        if tuned and sentence.word(tuned.start()).endswith("ing"):
            return system_name(sentence, *tuned.span("phrase"))
        end = beside.start()
    found = _SUBJECT.search(letters[floor:end]) if letters[end - 1] not in "zs" else None
    return _subject(sentence, floor + found.start("phrase"), floor + found.end("phrase"), paper) if found else None


def opening_system(sentence: Sentence) -> str | None:
    """What a sentence names first: "With Rill, recall is"."""
    found = _OPENING.match(sentence.letters)
    return system_name(sentence, *found.span("phrase")) if found else None


def _subject(sentence: Sentence, first: int, last: int, paper: Paper) -> str | None:
    """The system that a subject names; of "average accuracy of small models" the models, None of "the accuracy"."""
    letters = sentence.letters
    measured = _MEASURED.fullmatch(letters, first, last) if "M" in letters[first:last] else None
    if measured:
        if not measured["owner"]:
            owner = _OWNER.search(letters, max(0, first - 9), first)
            return resolved(sentence, *owner.span("phrase"), paper) if owner else None
        first = measured.start("owner")
        if not SYSTEM.search(letters, first, last):
            return None
    if letters[first] == "#" and _is_measured(sentence, first):
        return _before_setting(sentence, first, paper)
    acted = _acted_upon(sentence, first, last, paper)
    if acted or _is_no_subject(letters, first, last):
        return acted
    return resolved(sentence, first, last, paper)


def _acted_upon(sentence: Sentence, first: int, last: int, paper: Paper) -> str | None:
    """What an action is done to or with: "tuning Tarn on maps", "applying Rill to Tarn", "the addition of Rill"."""
    letters = sentence.letters
    tuned = _TUNED.search(letters, max(0, first - _TUNED_REACH), last)
    if tuned and sentence.word(tuned.start()).endswith("ing"):
        own = paper.system and paper.system in sentence.words(tuned.start(), last)
        return paper.system if own else system_name(sentence, *tuned.span("phrase"))
    applied = _APPLIED.search(letters, max(0, first - _APPLIED_REACH), last)
    if applied and sentence.word(applied.start("gerund")).endswith("ing"):
        return system_name(sentence, *applied.span("phrase"))
    if letters[first] == "N" and sentence.word(first) in _ACTIONS and (of := _OF_WHAT.match(letters, first, last)):
        return resolved(sentence, of.end(), last, paper)
    return _with_owner(sentence, first, last)


_OWNER_OF_MODEL: Final = re.compile(r"X{1,3}sX{1,2}T\Z")


def _with_owner(sentence: Sentence, first: int, last: int) -> str | None:
    """ "Tarn's 3B model" where a size alone would be left."""
    owner = _OWNER_OF_MODEL.search(sentence.letters, max(0, first - 6), last)
    return sentence.words(owner.start(), last) if owner and sentence.word(first)[0].isdigit() else None


# "the addition of Rill cuts": what was added, not the addition
_ACTIONS: Final = words_of(
    "addition adoption application creation development inclusion incorporation integration introduction use"
)
_OF_WHAT: Final = re.compile(r"No[dkJ]*")


def _is_measured(sentence: Sentence, at: int) -> bool:
    """Has the number at word `at` a unit, so that what follows it is no system: "a 40% token reduction", "3.5 bits"?"""
    mention = sentence.mentions[bisect_left(sentence.places, at)]
    return not mention.joined and (mention.unit is not None or "." in sentence.text[mention.start : mention.number_end])


_AT_SETTING: Final = re.compile(r"(?P<phrase>[NJ]{0,2}X{1,4}T?)a[dk]*\Z")  # "Rill at 3.5 bits reaches"


def _before_setting(sentence: Sentence, at: int, paper: Paper) -> str | None:
    found = _AT_SETTING.search(sentence.letters, max(0, at - 8), at)
    return resolved(sentence, *found.span("phrase"), paper) if found else None


_LISTED_BEHIND_PREPOSITION: Final = re.compile(r"[nifx][dk]*[NXTJ]{1,3}(?:,[NXTJ]{1,3}){0,3},?&\Z")  # "on Rill and"


def _is_no_subject(letters: str, first: int, last: int) -> bool:
    """Does a preposition stand before the phrase, or is it data ("on Quartz, the benchmark shows")?"""
    if letters[max(0, first - 2) : first].rstrip("dk").endswith(("n", "i", "f", "x")):
        return True
    if letters.endswith("&", 0, first) and _LISTED_BEHIND_PREPOSITION.search(letters, max(0, first - 12), first):
        return True
    head = letters[first:last]
    return head.endswith("K") and "T" not in head and "En" not in head


def resolved(sentence: Sentence, first: int, last: int, paper: Paper) -> str | None:
    """The name, with "the model" and "our method" as the paper's own system."""
    phrase = system_name(sentence, first, last)
    if not phrase:
        return phrase
    definite = first > 0 and sentence.word(first - 1) in _DEFINITE
    own = _OWN.fullmatch(phrase) or (
        definite and _GENERIC_SYSTEM.fullmatch(sentence.letters, first, last) and not _OTHER.search(phrase)
    )
    return (paper.system or phrase) if own else phrase
