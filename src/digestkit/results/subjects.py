"""Step 6e: the subject of the verb that a number belongs to: "Rill" of "Rill, trained on maps, reaches 71.5%"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.results.system_names import SYSTEM, WORD, system_name

if TYPE_CHECKING:
    from digestkit.results.paper import Paper
    from digestkit.results.phrases import Sentence

__all__ = ["opening_system", "subject_of_verb"]

_REACH: Final = 60  # words looked back over
# "The model, tuned on 90 maps, boosts", "Their model, Rill-7B, achieved"
_APPOSED: Final = re.compile(
    rf"(?P<phrase>{WORD}{{1,7}}),(?:(?P<name>X{{1,3}})|[wEHpT][^,;#HUL]{{0,16}}#?[^,;HUL]{{0,8}}),\Z"
)
# "the best agent (OpenRill with Tarn) achieved"
_IN_BRACKETS: Final = re.compile(r"T\((?:q,?)?(?P<phrase>X[NX]{0,3}(?:w[dk]*X{1,3})?)[^()#]{0,8}\)\Z")
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
_GENERIC_SYSTEM: Final = re.compile(r"[NJE]{0,2}T")  # "trained model"
_OTHER: Final = re.compile(
    r"\b(?:best|same|base|baseline|other|largest|smallest|top|leading|state-of-the-art|teacher|original)\b",
    re.IGNORECASE,
)
# "the proposed method", "our framework"
_OWN: Final = re.compile(
    r"(?:(?:one|proposed|our|resulting|final|learned|unified|full|new|presented|introduced) )?"
    r"(?:models?|methods?|approach|framework|system|technique|polic(?:y|ies)|algorithm|agents?|architecture|pipeline"
    r"|strategy|network|tool|module|variant|paper|work|study|project|dataset)",
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
            subject = paper.system if letters[end - 1] == "p" else _subject_of(sentence, paper, verb, floor, end)
            if subject or letters[end - 1] == "p":
                return subject
    return None


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
        return sentence.words(*bracketed.span("phrase"))
    apposed = None
    if letters[end - 1] == "," and not sentence.word(verb).endswith("ing"):
        apposed = _APPOSED.search(letters, floor, end)
    if apposed and apposed["name"]:
        return sentence.words(*apposed.span("name"))
    end = apposed.end("phrase") if apposed else end
    beside = _ON_DATA.search(letters, floor, end)
    end = beside.start() if beside else end
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
            return _resolved(sentence, *owner.span("phrase"), paper) if owner else None
        first = measured.start("owner")
        if not SYSTEM.search(letters, first, last):
            return None
    tuned = _TUNED.search(letters, max(0, first - 12), last)
    if tuned and sentence.word(tuned.start()).endswith("ing"):
        own = paper.system and paper.system in sentence.words(tuned.start(), last)
        return paper.system if own else system_name(sentence, *tuned.span("phrase"))
    return None if _is_no_subject(letters, first, last) else _resolved(sentence, first, last, paper)


def _is_no_subject(letters: str, first: int, last: int) -> bool:
    """Does a preposition stand before the phrase, or is it data ("on Quartz, the benchmark shows")?"""
    if letters[max(0, first - 2) : first].rstrip("dk").endswith(("n", "i", "f", "x")):
        return True
    head = letters[first:last]
    return head.endswith("K") and "T" not in head and "En" not in head


def _resolved(sentence: Sentence, first: int, last: int, paper: Paper) -> str | None:
    """The name, with "the model" and "our method" as the paper's own system."""
    phrase = system_name(sentence, first, last)
    if not phrase:
        return phrase
    definite = first > 0 and sentence.word(first - 1) in _DEFINITE
    own = _OWN.fullmatch(phrase) or (
        definite and _GENERIC_SYSTEM.fullmatch(sentence.letters, first, last) and not _OTHER.search(phrase)
    )
    return (paper.system or phrase) if own else phrase
