"""Step 6c: whose number it is, and in which role: the paper's own system or one that it is compared with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.models import ResultKind, Role
from digestkit.results.gazetteer import may_be_metric, names_data, names_model, names_task
from digestkit.results.subjects import opening_system, resolved, subject_of_verb
from digestkit.results.system_names import PHRASE, SYSTEM, WORD, system_name

if TYPE_CHECKING:
    from digestkit.results.kinds import Kinds
    from digestkit.results.paper import Paper
    from digestkit.results.phrases import Sentence

__all__ = ["System", "systems_of"]


class System(NamedTuple):
    """A number's system and role; `against` where the number is one that the paper's own is compared with."""

    subject: str | None = None
    role: Role | None = None
    against: bool = False


_REACH: Final = 40  # words looked back over
_WIDE: Final = 200  # where the whole sentence is meant: longer ones are none

# Numbers set against the paper's own: "compared to 5.34 for Brook", "vs. 1.06", "than Brook (0.733)", "the baseline's
# 11.2", "compared to defenses with rates up to", "outperforming a model that scored".
_AGAINST: Final = re.compile(
    r"(?:c[tw]|v|B)[dk]*(?P<phrase>#?[NXMKTJEFSGRz]{1,8}(?:\([NX]\))?)?"
    r"(?P<tail>s[dkJMN]*(?:o[dk]*)?|\([MN]?:?|w[dkJN]*M?[ob]?[dk]*|,?h[HULb][dkJ]*M?[ob]?|r[dk]*|o[dkJ]*|[dk]*)\Z"
)
_BEATEN_BY: Final = re.compile(
    rf"(?:B|[vc]|(?<!K)q)[^#;ULHnixf]{{0,12}}{WORD}(?:\([MN]?:?|a)\Z"
)  # "beats Brook (0.7", "at"
_LISTED: Final = re.compile(
    r"#(?:[fyr][dk]*[NXTJ]{1,6}|\([NXT]{1,3}(?=\)))?M?\)?[,&]{1,2}(?:[dkf]*[NMXTJEKw]{0,7})?(?:\([M:]*)?\Z"
)
_FIRST_OF_TWO: Final = re.compile(r"r[dkJNMXTo]*\Z")  # "from #"
_FROM: Final = re.compile(r"r[dkJNMXTo]*#(?:\([^()]*\)|[,nfiw][dNXKTJM]*,?)?t[dkJ]*\Z")  # "from # to #"
# "from # in Brook to", "from a # baseline to"
_THEN_TO: Final = re.compile(r"(?:\([^()]*\)|[,nfiw][dk]*(?P<phrase>[NXKTJM]{0,5}),?|[NTM]{1,2})?t[dk]*#")

_FOR: Final = re.compile(rf"\)?(?:[kNM]{{0,2}}M)?(?P<word>f|[HE]y|y|r|w|i)[dk]*(?P<phrase>{PHRASE})")  # "# for Brook"
_APPOSED: Final = re.compile(r",(?P<phrase>X{1,3})(?=[.,;]|\Z)")  # "for the next best model, Brook"
_NAMED: Final = re.compile(rf"(?P<phrase>{PHRASE})\([kMd:=N]{{0,4}}\Z")  # "Brook (recall"
_OWNED: Final = re.compile(rf"(?P<phrase>{WORD}{{1,8}})s[kdJNMX]{{0,6}}o?[dkJ]*\Z")  # "Brook's recall of"
_BASELINE_OF: Final = re.compile(rf"(?P<phrase>{WORD}{{0,6}}[T])o[dk]*\Z")  # "a baseline of"
_NAMED_AT: Final = re.compile(rf"(?P<phrase>{PHRASE})a[dk]*\Z")  # "Brook at"
_TOOK: Final = re.compile(rf"(?P<phrase>{PHRASE})h?[HUL][dk]*\Z")  # "Brook, which reaches"
_BRACKETED: Final = re.compile(r"\((?P<phrase>X{1,3})\)")  # "2.55 (FP4) vs. 2.49 (BF16)"
_COMPARES: Final = re.compile("[vc]|#[kNM]*f")  # "# for Rill against # for Brook"
_CAPITAL: Final = re.compile("[A-Z]")
# "improves Brook's recall from", "improves the recall of Brook from"
_IMPROVED: Final = re.compile(
    rf"[UL][dk]*(?:(?P<phrase>{WORD}{{1,5}})s|[NJ]{{0,3}}Mo[dk]*(?P<of>[NJ]{{0,2}}X{{1,4}}T?))"
)
_COMPARED_WITH: Final = re.compile(rf"(?:B|c[tw]|v)[dk]*(?P<phrase>{PHRASE})")  # "outperforms Brook"
_WHILE: Final = re.compile(rf"h[dk]*(?P<phrase>{WORD}{{1,6}})k*[HUL][dkJNM]*o?[dk]*\Z")  # "while Brook achieves"
_CONTRASTS: Final = frozenset({"while", "whereas"})

# What a paper that rates others' systems says of one of its own.
_PRESENTS: Final = re.compile(
    r"\b(?:[Tt]he proposed|[Oo]ur|introduces|[Tt]heir (?:own|fine-tuned|proposed)|the authors['’])\b"
)
_OLDER: Final = re.compile(
    r"\b(?:baselines?|standard|vanilla|existing|previous|prior|other|runner-up|competitors?|conventional|traditional"
    r"|naive|original|best single)\b",
    re.IGNORECASE,
)


class _Number(NamedTuple):
    """An outcome amid its sentence: its place in order, its word, the letters before it, and its paper."""

    sentence: Sentence
    order: int
    at: int
    kind: ResultKind
    left: str
    paper: Paper

    @property
    def is_score(self) -> bool:
        return self.kind is ResultKind.SCORE

    def system(self, found: re.Match[str]) -> str | None:
        """The system that a form found in `left` names."""
        first = self.at - len(self.left)
        return system_name(self.sentence, first + found.start("phrase"), first + found.end("phrase"))

    def governing(self) -> str | None:
        """The subject of the verb that it belongs to."""
        return subject_of_verb(self.sentence, self.order, self.paper)

    def baseline(self, subject: str | None, *, against: bool) -> System:
        return System(subject, None if self.paper.rates_others else Role.BASELINE, against)


def systems_of(sentence: Sentence, kinds: Kinds, paper: Paper) -> list[System]:
    """The system and the role of each number of a sentence."""
    found: list[System] = []
    for index, (at, kind) in enumerate(zip(sentence.places, kinds, strict=True)):
        if kind is None or kind is ResultKind.COUNT:
            found.append(System())
            continue
        number = _Number(sentence, index, at, kind, sentence.letters[max(0, at - _REACH) : at], paper)
        if number.is_score and (
            _is_against(number.left, found[-1] if found else System(), opens_pair=_opens_pair(number))
            or _owned_by_beaten(number)
        ):
            listed = found[-1].subject if found and found[-1].against else None
            found.append(number.baseline(_against_name(number) or listed, against=True))
        else:
            found.append(_system(number))
    return found


def _is_against(left: str, before: System, *, opens_pair: bool) -> bool:
    """Is a score one that the paper's own is compared with? The first of "71% vs. 69%" is none."""
    against = _AGAINST.search(left)
    compared = (
        (
            against
            and not (left[against.start()] == "B" and (against["tail"] in {"", "d", "k"} or against["tail"][0] == "w"))
        )
        or (left.endswith(("(", "M", "N", ":", "a")) and _BEATEN_BY.search(left))
        or left.endswith("#d")
        or (before.against and not opens_pair and _LISTED.search(left))
    )
    return bool(compared) and not _FROM.search(left)


# "surpassing the # accuracy of Brook": the level is that of what is beaten
_OWNER_AHEAD: Final = re.compile(r"[NJkX]{0,3}M?o[dk]*(?P<phrase>[NJ]{0,2}[XT]{1,3})(?=[^XTK]|\Z)")
_BEATS: Final = re.compile(r"(?:B|c[tw]|v)d\Z")


def _owned_by_beaten(number: _Number) -> re.Match[str] | None:
    if not _BEATS.search(number.left):
        return None
    return _OWNER_AHEAD.match(number.sentence.letters, number.at + 1)


_PAIR: Final = re.compile(r"v[dk]*#")


def _opens_pair(number: _Number) -> bool:
    return _PAIR.match(number.sentence.letters, number.at + 1) is not None


def _system(number: _Number) -> System:
    if number.is_score:
        other = _first_of_two(number) or _level_before(number) or _other_owner(number) or _contrasted(number)
        if other:
            return other
    paper, sentence = number.paper, number.sentence
    subject = _beside(number) or _listed(number) or number.governing() or opening_system(sentence)
    if subject and _OLDER.search(subject):
        return System(subject, None if paper.rates_others else Role.BASELINE)
    own = not paper.rates_others or _PRESENTS.search(
        sentence.text, sentence.starts[max(0, number.at - _WIDE)], sentence.starts[number.at]
    )
    return System(subject or paper.system, Role.PROPOSED if own else None)


def _first_of_two(number: _Number) -> System | None:
    """The level before, "from # to #", is a baseline."""
    if "r" not in number.left or not _FIRST_OF_TWO.search(number.left):
        return None
    first = _THEN_TO.match(number.sentence.letters, number.at + 1)
    return number.baseline(_before(number, first), against=False) if first else None


# "# → #", "# -> #"
_ARROW: Final = re.compile(r"[ ]?(?:→|⟶|⇒|[-–=]{1,2}>)[ ]?")
# "57% accuracy, up from #", "rises to #, from #"
_UP_FROM: Final = re.compile(r"#[^;#]{0,8}?(?:k|,[FUL]?k?|[FUL])r[dkJ]*\Z")


def _level_before(number: _Number) -> System | None:
    """The earlier level of "50% → 57%" and of "57%, up from 50%" is a baseline."""
    mentions = number.sentence.mentions
    this = mentions[number.order]
    if number.order + 1 < len(mentions):
        following = mentions[number.order + 1]
        if _ARROW.fullmatch(number.sentence.text, this.end, following.bound_start):
            return number.baseline(number.governing(), against=False)
    if (
        "r" in number.left
        and number.order
        and mentions[number.order - 1].unit == this.unit
        and _UP_FROM.search(number.left)
    ):
        return number.baseline(number.governing(), against=False)
    return None


def _before(number: _Number, first: re.Match[str]) -> str | None:
    """Whose level it was before: "from 0.5 in older methods to", "improves Tarn's recall from"."""
    sentence, at = number.sentence, number.at
    if first["phrase"] and SYSTEM.search(first["phrase"]):
        return system_name(sentence, *first.span("phrase"))
    improved = _IMPROVED.search(sentence.letters, max(0, at - _REACH), at)
    group = "phrase" if improved and improved["phrase"] else "of"
    if improved and sentence.word(improved.start(group)) != "its":
        return system_name(sentence, *improved.span(group))
    compared = _COMPARED_WITH.search(sentence.letters, max(0, at - _WIDE), at + _WIDE)
    name = system_name(sentence, *compared.span("phrase")) if compared and SYSTEM.search(compared["phrase"]) else None
    return name or number.governing()


def _other_owner(number: _Number) -> System | None:
    """The owner in "comparable to Tarn's 71%" where it is not the paper's own system."""
    owned = _OWNED.search(number.left) if "s" in number.left else None
    if owned is None or not SYSTEM.search(owned["phrase"]) or "M" in number.left[owned.end("phrase") :]:
        return None
    name = number.system(owned)
    return number.baseline(name, against=True) if name and not _is_own(name, number.paper) else None


def _contrasted(number: _Number) -> System | None:
    """The subject of "while Brook achieves #" behind another number."""
    left = number.left
    other = _WHILE.search(left) if "h" in left and "#" in left else None
    if other is None or "#" not in left[: other.start()]:
        return None
    if number.sentence.word(number.at - len(left) + other.start()) not in _CONTRASTS:
        return None
    name = number.system(other)
    return number.baseline(name, against=True) if name and not _is_own(name, number.paper) else None


def _is_own(name: str, paper: Paper) -> bool:
    """Is a name the paper's own system, or a variant of it?"""
    parts = (part.strip("() ").lower() for part in (paper.system or "").split("("))
    return any(part and name.lower().startswith(part) for part in parts)


def _against_name(number: _Number) -> str | None:
    """Who has the level that the paper's own is compared with."""
    sentence = number.sentence
    owned = _owned_by_beaten(number)
    if owned:
        return system_name(sentence, *owned.span("phrase"))
    ahead = _FOR.match(sentence.letters, number.at + 1)
    if ahead and (
        ahead["word"] not in {"w", "i"}
        or (ahead["word"] == "i" and ahead["phrase"].endswith("T"))
        or _is_compared_with(number, ahead)
    ):
        apposed = _APPOSED.match(sentence.letters, ahead.end()) if ahead["phrase"].endswith("T") else None
        return system_name(sentence, *(apposed or ahead).span("phrase"))
    bracketed = _BRACKETED.match(sentence.letters, number.at + 1)
    if bracketed:
        return sentence.words(*bracketed.span("phrase"))
    for pattern in (_NAMED, _OWNED, _BASELINE_OF, _NAMED_AT, _AGAINST, _TOOK):
        found = pattern.search(number.left)
        if found and found["phrase"] and "z" not in found["phrase"]:
            return number.system(found)
    return _compared_elsewhere(number) if _PAIRED.search(number.left) else None


def _is_compared_with(number: _Number, ahead: re.Match[str]) -> bool:
    """Does what follows name the system, as in "versus 2.4 with Brook", where "using" would name its means?"""
    named = ahead["word"] == "w" and number.left.endswith("v") and SYSTEM.search(ahead["phrase"]) is not None
    return named and number.sentence.word(number.at + 1) == "with"


_PAIRED: Final = re.compile(r"#v[dk]*\Z")


def _compared_elsewhere(number: _Number) -> str | None:
    """What the second of "beats Brook in recall (71% vs. 69%)" and of "71% vs. 69%, compared to Brook" is of."""
    sentence, found = number.sentence, None
    for found in _COMPARED_WITH.finditer(sentence.letters, max(0, number.at - _REACH), number.at):  # noqa: B007 - the last
        pass
    found = found or _COMPARED_WITH.search(sentence.letters, number.at, number.at + _REACH)
    return system_name(sentence, *found.span("phrase")) if found and SYSTEM.search(found["phrase"]) else None


_COMPARED_NEXT: Final = re.compile(r",?(?:v|c[tw])[dk]*#")


def _beside(number: _Number) -> str | None:
    """ "0.74 for Rill", "0.74 (Rill) vs.", "Rill (0.74)", "Rill's 0.74"."""
    sentence, paper = number.sentence, number.paper
    ahead = _FOR.match(sentence.letters, number.at + 1)
    if ahead and ahead["word"] in {"f", "y", "Hy", "Ey"}:
        compared = _COMPARED_NEXT.match(sentence.letters, ahead.end())  # "40 ms for Rill against"
        if compared or _is_system(sentence, *ahead.span("phrase"), paper):
            return _named_ahead(number, ahead)
    bracketed = _BRACKETED.match(sentence.letters, number.at + 1)
    if bracketed and sentence.letters[bracketed.end() : bracketed.end() + 1] in {"v", "c"}:
        return sentence.words(*bracketed.span("phrase"))
    start = number.at - len(number.left)
    for pattern, mark in ((_NAMED, "("), (_OWNED, "s")):
        found = pattern.search(number.left) if mark in number.left else None
        if found and _is_system(sentence, start + found.start("phrase"), start + found.end("phrase"), paper):
            return number.system(found)
    return None


# "Rill reaches # and Brook #", "Rill: #; Brook: #": names without a verb, each with its number
_VERBLESS: Final = re.compile(
    r"(?:(?:[,(&q]|Ey)[dk]*(?P<at>X{1,4})a|#[^;#]{0,6}(?:;|[,&]{1,2})[kd]*(?P<phrase>X{1,3}):?|^(?P<first>X{1,3}):)k?\Z"
)


def _listed(number: _Number) -> str | None:
    """The name right before a number, where only a name of a system can stand."""
    found = _VERBLESS.search(number.left) if number.left[-1:] in "X:ka" else None
    if found is None:
        return None
    group = next(group for group in ("at", "phrase", "first") if found[group])
    first = number.at - len(number.left)
    name = number.sentence.words(first + found.start(group), first + found.end(group))
    return None if may_be_metric(name) or names_data(name) else name


def _named_ahead(number: _Number, ahead: re.Match[str]) -> str | None:
    """What "by" names, or "for" where two are compared; else the subject of the verb, if that has a name."""
    letters = number.sentence.letters
    compares = ahead["word"] != "f" or (
        _COMPARES.search(letters, ahead.end(), ahead.end() + _WIDE) and (number.is_score or not number.paper.system)
    )
    subject = None if compares else number.governing()
    named = subject and _CAPITAL.search(subject)
    return subject if named else resolved(number.sentence, *ahead.span("phrase"), number.paper)


def _is_system(sentence: Sentence, first: int, last: int, paper: Paper) -> bool:
    """Does a phrase name a system, not data, a task or a quantity?"""
    head = sentence.letters[first:last]
    words = [sentence.word(word) for word in range(first, last)]
    if "M" in head or "K" in head or names_task(words):
        return False
    if head.endswith("T") or names_model(words):
        return True
    return bool(paper.system and words[0] in paper.system.lower()) or (not head.strip("X") and "-" in words[0])
