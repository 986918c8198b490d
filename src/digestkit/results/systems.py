"""Whose number it is, in which role, and against what a change or factor is measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.models import ResultKind, Role
from digestkit.results.kinds import is_share
from digestkit.results.lexicon import names_model, names_task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digestkit.results.paper import Paper
    from digestkit.results.phrases import Sentence

__all__ = ["System", "baselines_of", "systems_of"]


class System(NamedTuple):
    """A number's system and role; `against` where the number is one that the paper's own is compared with."""

    subject: str | None
    role: Role | None
    against: bool = False


_WORD: Final = "[NXMKTJEFSGR]"
# "the best single model", "KGCL with Homo subgraph", "models trained on synthetic data", "Vidu and Keling"
_PHRASE: Final = rf"#?{_WORD}{{1,9}}(?:\([NXT]{{1,3}}\))?(?:o[dk]*{_WORD}{{1,5}}|(?<=X)w[dk]*{_WORD}{{1,5}}|En[dk]*{_WORD}{{1,5}}|&[X]{{1,4}})?"
_REACH: Final = 40

# Numbers set against the paper's own: "compared to 5.34 for FlexDM", "vs. 1.06", "than SWD (0.733)", "the baseline's 11.2",
# "compared to defenses with rates up to", "outperforming a model that scored".
_AGAINST: Final = re.compile(
    rf"(?:c[tw]|v|B)[dk]*(?P<phrase>#?[NXMKTJEFSGRz]{{1,8}}(?:\([NX]\))?)?"
    r"(?P<tail>s[dkJMN]*(?:o[dk]*)?|\([MN]?:?|w[dkJN]*M?[ob]?[dk]*|h[HULb][dkJ]*M?[ob]?|r[dk]*|o[dkJ]*|[dk]*)$"
)
_BEATEN_BY: Final = re.compile(rf"(?:B|[vc]|(?<!K)q)[^#;ULHnixf]{{0,12}}{_WORD}\([MN]?:?$")
_LISTED: Final = re.compile(r"#(?:[fyr][dk]*[NXTJ]{1,6})?M?\)?[,&]{1,2}(?:[dkf]*[NMXTJEKw]{0,7})?(?:\([M:]*)?$")
_FIRST_OF_TWO: Final = re.compile(r"r[dkJNMXTo]*$")
_FROM: Final = re.compile(r"r[dkJNMXTo]*#(?:\([^()]*\)|[,nfiw][dNXKTJM]*,?)?t[dkJ]*$")
_THEN_TO: Final = re.compile(r"(?:\([^()]*\)|[,nfiw][dk]*(?P<phrase>[NXKTJM]{0,5}),?)?t[dk]*#")

_FOR: Final = re.compile(rf"\)?(?:[kNM]{{0,2}}M)?(?P<word>f|[HE]y|y|r|w|i)[dk]*(?P<phrase>{_PHRASE})")
_NAMED: Final = re.compile(rf"(?P<phrase>{_PHRASE})\([kMd:=N]{{0,4}}$")
_OWNED: Final = re.compile(rf"(?P<phrase>{_WORD}{{1,8}})s[kdJNMX]{{0,6}}o?[dkJ]*$")
_BASELINE_OF: Final = re.compile(rf"(?P<phrase>{_WORD}{{0,6}}[T])o[dk]*$")
_TOOK: Final = re.compile(rf"(?P<phrase>{_PHRASE})h?[HUL][dk]*$")


def systems_of(sentence: Sentence, kinds: Sequence[ResultKind | None], paper: Paper) -> list[System]:
    """The system and the role of each number of a sentence."""
    found: list[System] = []
    for place, kind in zip(sentence.places, kinds, strict=True):
        if kind in (None, ResultKind.COUNT):
            found.append(System(None, None))
            continue
        left = sentence.letters[max(0, place - _REACH) : place]
        before = found[-1] if found else System(None, None)
        if kind is ResultKind.SCORE and _is_against(left, before) and not _FROM.search(left):
            found.append(
                System(
                    _against_name(sentence, place, left), None if paper.rates_others else Role.BASELINE, against=True
                )
            )
        else:
            found.append(_system(sentence, place, kind, paper))
    return found


def _is_against(left: str, before: System) -> bool:
    against = _AGAINST.search(left)
    if against and not (left[against.start()] == "B" and against["tail"] in {"", "d", "k"}):
        return True
    if _BEATEN_BY.search(left) or left.endswith("#d"):
        return True
    return before.against and _LISTED.search(left) is not None


def _system(sentence: Sentence, at: int, kind: ResultKind, paper: Paper) -> System:
    left = sentence.letters[max(0, at - _REACH) : at]
    first = (
        _THEN_TO.match(sentence.letters, at + 1) if kind is ResultKind.SCORE and _FIRST_OF_TWO.search(left) else None
    )
    if first:
        return System(_before(sentence, at, first, paper), None if paper.rates_others else Role.BASELINE)
    owner = _other_owner(sentence, at, left, paper) if kind is ResultKind.SCORE else None
    if owner:
        return System(owner, None if paper.rates_others else Role.BASELINE, against=True)
    other = _WHILE.search(left)
    if (
        other
        and kind is ResultKind.SCORE
        and "#" in left[: other.start()]
        and sentence.word(at - len(left) + other.start()) in _CONTRASTS
    ):
        name = _name(sentence, at - len(left) + other.start("phrase"), at - len(left) + other.end("phrase"))
        if name and not _is_own(name, paper):
            return System(name, None if paper.rates_others else Role.BASELINE, against=True)
    subject = _beside(sentence, at, left, kind, paper) or _governing(sentence, at, paper) or _opening(sentence)
    role = (
        None
        if paper.rates_others and not _PRESENTS.search(sentence.text, sentence.starts[0], sentence.starts[at])
        else Role.PROPOSED
    )
    if subject and _OLDER.search(subject):
        role = None if paper.rates_others else Role.BASELINE
    return System(subject or paper.system, role)


# What a paper that rates others' systems says of one of its own.
_PRESENTS: Final = re.compile(
    r"\b(?:[Tt]he proposed|[Oo]ur|introduces|[Tt]heir (?:own|fine-tuned|proposed)|the authors['’])\b"
)
_OLDER: Final = re.compile(
    r"\b(?:baselines?|standard|vanilla|existing|previous|prior|other|runner-up|competitors?|conventional|traditional|naive|original|best single)\b",
    re.IGNORECASE,
)


_IMPROVED: Final = re.compile(rf"[UL][dk]*(?P<phrase>{_WORD}{{1,5}})s")


def _before(sentence: Sentence, at: int, first: re.Match[str], paper: Paper) -> str | None:
    """Whose level it was before: "from 0.5 in existing methods to", "improves Qwen2's recall from", what it is compared with."""
    if first["phrase"] and re.search("[XT]", first["phrase"]):
        return _name(sentence, *first.span("phrase"))
    improved = _IMPROVED.search(sentence.letters, max(0, at - _REACH), at)
    if improved and sentence.word(improved.start("phrase")) != "its":
        return _name(sentence, *improved.span("phrase"))
    return _compared_with(sentence) or _governing(sentence, at, paper)


def _other_owner(sentence: Sentence, at: int, left: str, paper: Paper) -> str | None:
    """The owner in "comparable to GPT-4o's 71%" where it is not the paper's own system."""
    owned = _OWNED.search(left)
    if owned is None or not re.search("[XT]", owned["phrase"]) or "M" in left[owned.end("phrase") :]:
        return None
    first = at - len(left)
    name = _name(sentence, first + owned.start("phrase"), first + owned.end("phrase"))
    return None if name and _is_own(name, paper) else name


def _is_own(name: str, paper: Paper) -> bool:
    """Is a name the paper's own system, or a variant of it?"""
    own = [part.strip("() ").lower() for part in (paper.system or "").split("(") if part.strip("() ")]
    return any(name.lower().startswith(part) for part in own)


# "while DPO achieves 0.34"
_WHILE: Final = re.compile(rf"h[dk]*(?P<phrase>{_WORD}{{1,6}})k*[HUL][dkJNM]*o?[dk]*$")
_CONTRASTS: Final = frozenset({"while", "whereas"})


_COMPARED_WITH: Final = re.compile(rf"(?:B|c[tw]|v)[dk]*(?P<phrase>{_PHRASE})")


def _compared_with(sentence: Sentence) -> str | None:
    """The one system that a sentence compares with: it had the level before."""
    found = _COMPARED_WITH.search(sentence.letters)
    return _name(sentence, *found.span("phrase")) if found and re.search("[XT]", found["phrase"]) else None


def _against_name(sentence: Sentence, at: int, left: str) -> str | None:
    start = at - len(left)
    ahead = _FOR.match(sentence.letters, at + 1)
    if ahead and (ahead["word"] not in {"w", "i"} or (ahead["word"] == "i" and ahead["phrase"][-1] in "T")):
        return _name(sentence, *ahead.span("phrase"))
    bracketed = _BRACKETED.match(sentence.letters, at + 1)
    if bracketed:
        return sentence.words(*bracketed.span("phrase"))
    for pattern in (_NAMED, _OWNED, _BASELINE_OF, _AGAINST, _TOOK):
        found = pattern.search(left)
        if found and found["phrase"] and "z" not in found["phrase"]:
            return _name(sentence, start + found.start("phrase"), start + found.end("phrase"))
    return None


# "2.55 (FP4) vs. 2.49 (BF16)"
_BRACKETED: Final = re.compile(r"\((?P<phrase>X{1,3})\)")


def _beside(sentence: Sentence, at: int, left: str, kind: ResultKind, paper: Paper) -> str | None:
    """ "0.74 for NVG", "NVG (0.74)", "NVG's 0.74"."""
    start = at - len(left)
    ahead = _FOR.match(sentence.letters, at + 1)
    if ahead and ahead["word"] in {"f", "y", "Hy", "Ey"} and _is_system(sentence, *ahead.span("phrase"), paper):
        compares = ahead["word"] != "f" or re.search("[vc]|#[kNM]*f", sentence.letters[ahead.end() :])
        compares = compares and not (ahead["word"] == "f" and kind is not ResultKind.SCORE and paper.system)
        if not compares and (governing := _governing(sentence, at, paper)) and re.search("[A-Z]", governing):
            return governing
        return _name(sentence, *ahead.span("phrase"))
    bracketed = _BRACKETED.match(sentence.letters, at + 1)
    if bracketed and sentence.letters[bracketed.end() : bracketed.end() + 1] in {*"vc"}:
        return sentence.words(*bracketed.span("phrase"))
    for pattern in (_NAMED, _OWNED):
        found = pattern.search(left)
        if found and _is_system(sentence, start + found.start("phrase"), start + found.end("phrase"), paper):
            return _name(sentence, start + found.start("phrase"), start + found.end("phrase"))
    return None


def _is_system(sentence: Sentence, first: int, last: int, paper: Paper) -> bool:
    """Does a phrase name a system, not data, a task or a quantity?"""
    head = sentence.letters[first:last]
    words = [sentence.word(word) for word in range(first, last)]
    if "M" in head or "K" in head or names_task(words):
        return False
    if head.endswith("T") or names_model(words):
        return True
    return bool(paper.system and words[0] in paper.system.lower()) or (head.strip("X") == "" and "-" in words[0])


# "The model, trained on 600 samples, boosts", "Their model, Rill-7B, achieved"
_APPOSED: Final = re.compile(
    rf"(?P<phrase>{_WORD}{{1,7}}),(?:(?P<name>X{{1,3}})|[wEHpT][^,;#HUL]{{0,16}}#?[^,;HUL]{{0,8}}),$"
)
# "the best agent (OpenHands with Claude) achieved"
_IN_BRACKETS: Final = re.compile(r"T\((?:q,?)?(?P<phrase>X[NX]{0,3}(?:w[dk]*X{1,3})?)[^()#]{0,8}\)$")
_BOUND_VERB: Final = re.compile(r"approach|exceed|surpass")
_SUBJECT: Final = re.compile(
    rf"(?P<phrase>#?{_WORD}{{1,9}}(?:\([NXT]{{1,3}}\))?(?:[ow][dk]*{_WORD}{{1,6}}|En[dk]*{_WORD}{{1,5}}|&[X]{{1,4}})?)$"
)
_MEASURED: Final = re.compile(r"[^ow]*M(?:\([NX]\))?(?:o[dk]*(?P<owner>.*))?")


def _governing(sentence: Sentence, at: int, paper: Paper) -> str | None:
    """The subject of the verb that the number belongs to: participles and second verbs have that of the verb before."""
    letters = sentence.letters
    floor = max(0, at - 60)
    mention = sentence.mentions[sentence.places.index(at)]
    swallowed = (
        mention.bound_start < mention.start
        and letters[at - 1] in "XT"
        and _BOUND_VERB.match(sentence.text, mention.bound_start)
    )
    if swallowed and (found := _SUBJECT.search(letters[floor:at])):
        return _subject(sentence, floor + found.start("phrase"), floor + found.end("phrase"), paper)
    doubles = sentence.mentions[sentence.places.index(at)].spelled and sentence.word(at).endswith(("es", "ed", "ing"))
    for place in range(at if doubles else at - 1, floor, -1):
        if letters[place] == ";":
            return None
        if letters[place] not in "HULB" and place != at and not (letters[place] == "b" and letters[place - 1] in "XT"):
            continue
        end = place
        while end > floor and letters[end - 1] in "kbh":
            end -= 1
        if letters[end - 1] == "p":
            return paper.system
        bracketed = _IN_BRACKETS.search(letters, floor, end)
        if bracketed:
            return sentence.words(*bracketed.span("phrase"))
        apposed = _APPOSED.search(letters, floor, end) if not sentence.word(place).endswith("ing") else None
        if apposed:
            group = "name" if apposed["name"] else "phrase"
            end = apposed.end(group)
            if group == "name":
                return sentence.words(*apposed.span(group))
        found = _SUBJECT.search(letters[floor:end])
        if found is None or letters[end - 1] in "zs":
            continue
        subject = _subject(sentence, floor + found.start("phrase"), floor + found.end("phrase"), paper)
        if subject:
            return subject
    return None


# "With Rill, FID is", "In our tests with Rill, the error"
_OPENING: Final = re.compile(r"^[^,;#HULB]{0,6}?w[dk]*(?P<phrase>X{1,3}),")


def _opening(sentence: Sentence) -> str | None:
    found = _OPENING.match(sentence.letters)
    return _name(sentence, *found.span("phrase")) if found else None


def _subject(sentence: Sentence, first: int, last: int, paper: Paper) -> str | None:
    """The system that a subject names; of "average accuracy of small models" the models, None of "the accuracy"."""
    head = sentence.letters[first:last]
    measured = _MEASURED.fullmatch(head)
    if measured:
        if not measured["owner"]:
            owner = _OWNER.search(sentence.letters, max(0, first - 9), first)
            return _resolved(sentence, *owner.span("phrase"), paper) if owner else None
        first += measured.start("owner")
        head = sentence.letters[first:last]
        if not re.search("[XT]", head):
            return None
    tuned = _TUNED.search(sentence.letters, max(0, first - 12), last)
    if tuned and sentence.word(tuned.start()).endswith("ing"):
        if paper.system and paper.system in sentence.words(tuned.start(), last):
            return paper.system
        return _name(sentence, *tuned.span("phrase"))
    before = sentence.letters[max(0, first - 2) : first].rstrip("dk")[-1:]
    if before in {*"nifx"}:
        return None
    if head[-1] == "K" and "T" not in head and "En" not in head:
        return None
    return _resolved(sentence, first, last, paper)


_OWNER: Final = re.compile(rf"(?P<phrase>{_WORD}{{1,6}})s[kJN]*$")


def _resolved(sentence: Sentence, first: int, last: int, paper: Paper) -> str | None:
    """The name, with "the model" and "our method" as the paper's own system."""
    head = sentence.letters[first:last]
    phrase = _name(sentence, first, last)
    definite = sentence.word(first - 1) in {"the", "this", "our", "their"} if first else False
    if phrase and (
        _OWN.fullmatch(phrase) or (definite and re.fullmatch(r"[NJE]{0,2}T", head) and not _OTHER.search(phrase))
    ):
        return paper.system or phrase
    return phrase


# "fine-tuning Qwen2 on Quartz improves": what is tuned has the gain.
_TUNED: Final = re.compile(rf"[EN][dk]*#?(?P<phrase>[NJ]{{0,2}}[XT]{{1,4}})[nwf][dk]*{_WORD}{{1,7}}$")
_OTHER: Final = re.compile(
    r"\b(?:best|same|base|baseline|other|largest|smallest|top|leading|state-of-the-art|teacher|original)\b",
    re.IGNORECASE,
)
_OWN: Final = re.compile(
    r"(?:(?:one|proposed|our|resulting|final|learned|unified|full|new|presented|introduced) )?(?:models?|methods?|approach|framework|system|technique|polic(?:y|ies)|algorithm|agents?|architecture|pipeline|strategy|network|tool|module|variant|paper|work|study|project|dataset)",
    re.IGNORECASE,
)


def _name(sentence: Sentence, first: int, last: int) -> str | None:
    """The words of a system without article, and without "model" behind or an adjective before a proper name."""
    letters = sentence.letters
    while first < last and letters[first] in "kd":
        first += 1
    setting = _SETTING.search(letters, first, last)
    if setting and letters[setting.start() + 1] == "d":
        last = setting.start()
    gerund = _BY_MEANS.match(letters, first, last)
    if gerund and sentence.word(first).endswith("ing"):
        first = gerund.start("name")
    bracketed = re.fullmatch(r"[JNTMS]{0,5}T\((?P<name>X{1,3})\)", letters[first:last])
    if bracketed:
        return sentence.words(first + bracketed.start("name"), first + bracketed.end("name"))
    plain = _NAME_IN.fullmatch(letters, first, last)
    if plain and sentence.text[sentence.starts[first]].islower() + (plain.end("name") < last):
        name = sentence.words(*plain.span("name"))
        # "audio-visual VideoLLaMA2 model" is VideoLLaMA2, "standard SWD" and "original VAR model" stay.
        if (
            plain.start("name") == first
            or letters[plain.start("name") - 1] == "T"
            or (plain.end("name") < last and _DISTINCT.search(name))
        ):
            return name
    return sentence.words(first, last) if first < last else None


# "DAEDAL with the LLaDA model" is DAEDAL; "pre-training with Rill" is Rill
_SETTING: Final = re.compile(r"(?<=X)w[dk]*[NXTJE]{1,6}$")
_BY_MEANS: Final = re.compile(r"[NE]w[dk]*(?P<name>X)")
_NAME_IN: Final = re.compile(r"[JNEMTFSR]{0,4}?(?P<name>X[XN]{0,4}?)[T]{0,2}")
_DISTINCT: Final = re.compile(r"\d|[a-z][A-Z]|-")


_THAN: Final = re.compile(rf"(?:c[tw]|v)[dk]*(?P<phrase>{_PHRASE})")
_BEATEN: Final = re.compile(rf"(?:B|v|c[tw])[dk]*(?P<phrase>{_PHRASE})")
_AS: Final = re.compile(rf"(?:h?[NFMS])?h[dk]*(?P<phrase>{_PHRASE})")
_HALF_OF: Final = re.compile(rf"d?[NX]{{0,2}}M[ob]?[dk]*(?:o[dk]*)?(?P<phrase>{_PHRASE})")


def baselines_of(sentence: Sentence, kinds: Sequence[ResultKind | None]) -> list[str | None]:
    """What each change or factor of a sentence is measured against."""
    moves = [at for at, kind in enumerate(kinds) if kind in (ResultKind.CHANGE, ResultKind.FACTOR)]
    found: list[str | None] = [None] * len(kinds)
    for at in moves:
        until = next(
            (sentence.places[later] for later in range(at + 1, len(kinds)) if kinds[later] is not ResultKind.COUNT),
            None,
        )
        found[at] = _baseline(sentence, sentence.places[at], until or len(sentence.letters))
    for this, following in reversed(list(zip(moves, moves[1:], strict=False))):
        if found[this] is None and not re.search("[;bH]", _between(sentence, this, following)):
            found[this] = found[following]
    for last, this in zip(moves, moves[1:], strict=False):
        if found[this] is None and not re.search("[;H]", _between(sentence, last, this)):
            found[this] = found[last]
    return found


def _between(sentence: Sentence, first: int, second: int) -> str:
    return sentence.letters[sentence.places[first] + 1 : sentence.places[second]]


_SHARE: Final = re.compile(r"o[dk]*(?P<phrase>[NXTMKJE]{1,6})(?P<owned>s)?")


def _baseline(sentence: Sentence, at: int, until: int) -> str | None:
    letters = sentence.letters
    mention = sentence.mentions[sentence.places.index(at)]
    if mention.spelled:
        half = _HALF_OF.match(letters, at + 1, until) if mention.value < 1 else None
        as_fast = _AS.match(letters, at + 1, until)
        if half or as_fast:
            return _baseline_name(sentence, *(half or as_fast).span("phrase"))
    share = _SHARE.match(letters, at + 1, until) if is_share(sentence, at) else None
    if share and (share["owned"] or re.search("[XTJN]", share["phrase"])):
        return _baseline_name(sentence, *share.span("phrase"))
    ahead = _THAN.search(letters, at + 1, until)
    if ahead and not re.search("[;]", letters[at : ahead.start()]):
        return _baseline_name(sentence, *ahead.span("phrase"))
    behind = list(_BEATEN.finditer(letters, max(0, at - _REACH), at))
    if behind and re.fullmatch(r"[^;HUL]*|[^;&HUL]*,[HUL][^;&HUL]*", letters[behind[-1].end() : at]):
        return _baseline_name(sentence, *behind[-1].span("phrase"))
    return None


def _baseline_name(sentence: Sentence, first: int, last: int) -> str | None:
    letters = sentence.letters
    while last - first > 1 and letters[last - 1] == "M" and re.search("[XT]", letters[first : last - 1]):
        last -= 1
    return _name(sentence, first, last)
