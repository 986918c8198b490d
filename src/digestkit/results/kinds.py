"""Step 5: what a number is: a score, a change, a factor or a plain count.

The words around the number decide, read as the letters of `phrases`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from digestkit.models import ResultKind
from digestkit.results.kind_words import (
    CONDITIONS,
    COUNTABLE,
    KEEPING,
    LENGTHS,
    MAGNIFICATIONS,
    PLURALS,
    SETTING_HEADS,
    SETTING_RATES,
    SETTINGS,
    SHARE_WORDS,
    SUPPLIES,
    TIMES,
    USING,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digestkit.results.grammar import Mention
    from digestkit.results.phrases import Sentence

__all__ = ["AHEAD", "BACK", "Kinds", "counted_noun", "is_share", "kinds_of", "outcomes_of"]

Kinds: TypeAlias = "Sequence[ResultKind | None]"  # of the numbers of a sentence; None is neither outcome nor amount

BACK: Final = 24  # words looked back over, so that the time stays linear
AHEAD: Final = 9  # words looked ahead

# Behind the number, within its phrase: "a 14.6% overall improvement", "3x less training cost", "2.4% performance drop".
_CHANGE_AHEAD: Final = re.compile(r"(?:[,&]{1,2}k*#){0,4}[kJdNMXE]{0,4}?(?P<move>[GRFS])")
# "maintaining over 93% of its initial consistency score": a share of what another has.
_SHARED: Final = re.compile(r"o[dk]*[dNXTEJsFMK]{0,7}M(?!M)")
_NEAR: Final = 4  # words before a share in which "keeps" stands
_NOUNS: Final = "NKTXM"  # letters of what may be counted

# Before the number: "a reduction in FID of", "gains of", "improves recall by", "errors fall", "up", "a gain (".
_CHANGE_BEHIND: Final = re.compile(
    r"(?:[GR](?:[io][^,;#]{1,6})?o[dkJ&]*|(?<![EH])y[dkJN]{0,3}o?d?|[UL][kdJ]*|[GR][(,]|[GR]b[kd]*|[GR](?:[io][^,;#HULB]{1,6})?[HE][kdi]*)\Z"
)
_LISTED: Final = re.compile(r"[,&]{1,2}")  # "1, 2 and 4 shots"
_UNTIL_SUPPLY: Final = re.compile(r"[^#]{0,9}[LE]k?")  # "Using only 50%": what opens the sentence
_OUTCOME_BEHIND: Final = re.compile(r"(?:[HULB][kdJ]*|[GR]o[kd]*)\Z")  # "reaches an excellent 90% sparsity"
_LEVEL_AHEAD: Final = re.compile(r"[kJN]{0,2}M")  # "+71% accuracy"
# "by 37.78% in recall@20 and 39.90%": what parts the numbers of a list of changes
_BETWEEN_CHANGES: Final = re.compile(r"[NX]{0,2}M?[GR]?(?:[ifnxv][dJNMXKTE&s]{1,8}){0,2}(?:\([^()#]*\))?[,&]{1,2}[kd]*")
_SUPPLY_AHEAD: Final = re.compile(r"o?[dkJNXMTEs]{1,7}")  # "50% of the layers"
# "an accuracy of", "accuracy (", "recall on Quartz is", "cuts memory to"
_MEASURE_BEHIND: Final = re.compile(
    r"""
    (?: M (?:\([^()]*\))? (?: [osb:(=] | b[kE]{0,2} ) [kdJ]*
      | M (?:[iofnw][dNXKTJ]{1,6}){1,3} [bHUL] [kdJ]*
      | M [HULb][kd]*[tr]?
      | [HUL][^,;\#]{0,8}[rt][kd]* ) \Z
    """,
    re.VERBOSE,
)
_MEASURE_AHEAD: Final = re.compile(r"[kJNS]{0,2}M|oM|o?NM")  # "4 GB of memory", "12 ms lower latency"
# "from # to #", "errors of # and #", "# compared to #"
_BESIDE_LEVEL: Final = re.compile(
    r"#[NXMKTJ]{0,3}(?:[infyw][dNXKTJ]{1,5})?(?:\([^()#]*\))?,?(?:t|&|c[tw]|v|k?r)?[dkJ]*\Z"
)
_COMPARED_AHEAD: Final = re.compile(r"[NXMKTJ]{0,3}(?:[infyw][dNXKTJ]{1,5})?,?(?:c[tw]|v)[dkJ]*#")
_RUN_ON: Final = re.compile(r"E[kd]*[nw]\Z")  # "trained on 8 GPUs"
_OUT_OF: Final = re.compile(r"#k?ok?\Z")  # "2.68 out of 5.0"
# "71.5 vs 69.2", "ranks, 3.1", "Rill (3.1", "from 3.1 to 2.9"
_BESIDE_SCORE: Final = re.compile(r"(?:v|c[tw]|[&,]|[XT]\(|f|r#(?:\([^()]*\))?t)\Z")
_PART_OF: Final = re.compile(r"k?od?#|[JNKX]{1,4}ko#")  # "10 of the 12", "269 valid answers out of 671"
_NOUN_AHEAD: Final = re.compile(r"[kJNXMKTFSE]{1,7}")  # "22 new models"
_NOUNS_AHEAD: Final = re.compile(r"[kJNXMKTFSE&]{1,7}")  # "10 open and closed models"
_COUNTED: Final = re.compile(r"(?:k?od?#)?[kd]*(?P<phrase>[JNXMKTFSE][JNXMKTFSE&]{0,6})")  # "10 of the 12 new models"
_RATES: Final = frozenset({"FPS", "Hz", "tokens/s"})


class _Place(NamedTuple):
    """A number amid its sentence: its place in order, its word, the letters around it, and the kinds before it."""

    sentence: Sentence
    order: int
    at: int
    mention: Mention
    left: str
    stem: str  # `left` without adverbs and articles at its end
    right: str
    before: Kinds

    def words_ahead(self, count: int) -> list[str]:
        """The next words, in small letters."""
        return [self.sentence.word(self.at + 1 + offset) for offset in range(min(count, len(self.right)))]


def kinds_of(sentence: Sentence) -> Kinds:
    """The kind of each number of a sentence; None for one that is neither an outcome nor an amount.

    "improves by 6.42 points" is a change, "15x faster" a factor, "2 million images" a count, "an F1 of 0.9" a score.
    """
    kinds: list[ResultKind | None] = []
    for index, (at, mention) in enumerate(zip(sentence.places, sentence.mentions, strict=True)):
        left = sentence.letters[max(0, at - BACK) : at]
        right = sentence.letters[at + 1 : at + 1 + AHEAD]
        kinds.append(_kind(_Place(sentence, index, at, mention, left, left.rstrip("kd"), right, kinds)))
    for index in range(len(kinds) - 2, -1, -1):
        # "with 1, 2 and 4 shots": the noun stands behind the last
        if kinds[index] is None and kinds[index + 1] is ResultKind.COUNT:
            listed = _LISTED.fullmatch(sentence.between(index, index + 1))
            kinds[index] = ResultKind.COUNT if listed else None
    return kinds


def outcomes_of(kinds: Kinds) -> list[int]:
    """The indices of the numbers that are outcomes: scores, changes and factors."""
    return [index for index, kind in enumerate(kinds) if kind is not None and kind is not ResultKind.COUNT]


# "(p < 0.01)": how sure a result is, no result
_SIGNIFICANCE: Final = frozenset({"p", "p-value", "p-values", "p="})


def _kind(place: _Place) -> ResultKind | None:  # noqa: PLR0911 - one kind a line
    mention = place.mention
    if _is_significance(place):
        return None
    if mention.unit == "x" or mention.spelled:
        return _kind_of_ratio(place) if mention.unit == "x" else ResultKind.SCORE
    if mention.unit is None and _is_speedup(place):
        return ResultKind.FACTOR
    if _is_amount(place):
        return ResultKind.COUNT
    if _is_share(place.sentence, place.at, place.right):
        return ResultKind.CHANGE
    if mention.unit == "points" or _is_change(place) or _goes_on_changing(place):
        return ResultKind.COUNT if mention.scaled or _counts_noun(place) else ResultKind.CHANGE
    return _kind_of_level(place)


def _is_significance(place: _Place) -> bool:
    """Does the number say how sure a result is: "p < 0.01", "a p-value of 0.001"?"""
    before = place.at - 2 if place.left.endswith("o") else place.at - 1
    return before >= 0 and place.sentence.word(before) in _SIGNIFICANCE


def _is_speedup(place: _Place) -> bool:
    """Is a bare number a ratio: "a speedup of 3"?"""
    head = place.at - 1 - len(place.left) + len(place.stem)
    return place.stem.endswith("Go") and place.sentence.word(head - 1).startswith(("speed", "accelerat"))


def _kind_of_ratio(place: _Place) -> ResultKind:
    """Of "3x", "3 times", "twice": "3x magnification" and "run 3 times" are counts."""
    mention, right = place.mention, place.right
    following = place.sentence.word(place.at + 1) if right else ""
    if following in MAGNIFICATIONS:
        return ResultKind.COUNT
    if mention.spelled:
        return ResultKind.FACTOR
    if right[:1] == "T":
        return ResultKind.COUNT
    times = place.sentence.text.endswith("times", 0, mention.end)
    if times and right[:1] not in {*"FSGRdkM"} and following != "as" and not _CHANGE_BEHIND.search(place.left):
        return ResultKind.COUNT  # "run 3 times", not "cuts latency by 3 times"
    return ResultKind.FACTOR


def _is_amount(place: _Place) -> bool:
    """Is the number part of a set-up: "a temperature of 3.0", "8-bit", "Using only 50% of the data"?"""
    if _is_setting(place) or (place.mention.joined and place.mention.unit not in {"%", "points"}):
        return True
    if place.mention.unit != "%" or not _UNTIL_SUPPLY.fullmatch(place.sentence.letters, 0, place.at):
        return False
    return _is_supply(place)


def _is_setting(place: _Place) -> bool:
    """Is it the value of a setting: "a temperature of 3.0", "a batch size of 512", "T=2", "at 90% sparsity"?"""
    left = place.left
    if left.endswith("="):
        return len(left) > 1 and left[-2] != "M"
    if place.stem.endswith("o") and place.mention.unit is None:
        return _names_setting(place)
    return not (CONDITIONS.isdisjoint(place.words_ahead(2)) or _OUTCOME_BEHIND.search(left))


def _names_setting(place: _Place) -> bool:
    """Does a setting's noun stand before the "of" before the number?"""
    head = place.at - 1 - len(place.left) + len(place.left.rstrip("okd"))
    if head < 0:
        return False
    word = place.sentence.word(head)
    if word in SETTINGS:
        return True
    return head > 0 and word in SETTING_HEADS and place.sentence.word(head - 1) in SETTING_RATES


def is_share(sentence: Sentence, at: int) -> bool:
    """Is the number at word `at` a share of what another system reaches ("93% of the teacher's accuracy")?"""
    return _is_share(sentence, at, sentence.letters[at + 1 : at + 1 + AHEAD])


def _is_share(sentence: Sentence, at: int, right: str) -> bool:
    if right[:1] != "o":
        return False
    found = _SHARED.match(right)
    if found is not None and sentence.word(at + found.end()) in SHARE_WORDS:
        return True
    first = max(0, at - _NEAR)
    if not sentence.letters[first:at].rstrip("kd").endswith("H"):
        return False
    return any(sentence.word(word) in KEEPING for word in range(first, at))


def _is_change(place: _Place) -> bool:
    left, right, mention = place.left, place.right, place.mention
    ahead = _CHANGE_AHEAD.match(right)
    # "reaches 71% accuracy faster" is a level, "reaches a 14% accuracy gain" a change
    if ahead and not (right[0] == "M" and ahead["move"] in "FS" and _ends_with_level(left)):
        return True
    if left.endswith("(") and right.startswith("t#"):
        return False  # "a gain of 5 points (65% to 70%)": levels
    if _CHANGE_BEHIND.search(left) and (mention.unit == "%" or left[-1] not in "(,"):
        return True
    if not mention.signed or left.endswith("="):
        return False
    if mention.value < 0:
        return mention.unit == "%"
    return not (place.stem.endswith("H") and _LEVEL_AHEAD.match(right))


def _ends_with_level(left: str) -> bool:
    """Does a verb of reaching or a metric stand before the number, "of" aside: "an accuracy of 71% error rate drop"?"""
    return left.endswith(("H", "M", "Ho", "Mo"))


def _goes_on_changing(place: _Place) -> bool:
    """Is it the second of a list of changes: "by 37.78% in recall@20 and 39.90% in recall@50"?"""
    index, sentence = place.order, place.sentence
    if index == 0 or place.before[index - 1] is not ResultKind.CHANGE:
        return False
    units = {place.mention.unit, sentence.mentions[index - 1].unit}
    if len(units) > 1 and units != {"%", "points"}:
        return False
    return _BETWEEN_CHANGES.fullmatch(sentence.letters, sentence.places[index - 1] + 1, place.at) is not None


def _is_supply(place: _Place) -> bool:
    """Is it a part of what was used: "with only 50% of the data", "dropping 50% of the layers"?"""
    if not place.right or place.right[0] not in "oNEdJ":
        return False
    ahead = _SUPPLY_AHEAD.match(place.right)
    if ahead is None or SUPPLIES.isdisjoint(place.words_ahead(ahead.end())):
        return False
    if place.stem.endswith("w") and place.right[0] in "NEJ":
        return True  # "with 20% noisy labels"
    if place.stem.endswith(("w", "H")):
        return any(place.sentence.word(word) in USING for word in range(max(0, place.at - 3), place.at))
    return place.left.rstrip("kdJ").endswith(("a", "n", "E", "L"))


def _kind_of_level(place: _Place) -> ResultKind | None:
    """Of a number that is neither a factor nor a change."""
    if place.mention.unit == "%":
        return ResultKind.COUNT if _is_supply(place) else ResultKind.SCORE
    return _kind_of_bare(place) if place.mention.unit is None else _kind_of_quantity(place)


def _kind_of_quantity(place: _Place) -> ResultKind:
    """A number with a unit of time, size, rate, length or money."""
    if _measures(place) or _is_compared(place):
        return ResultKind.SCORE
    mention = place.mention
    if mention.joined or mention.scaled or mention.unit in TIMES or mention.unit in LENGTHS:
        return ResultKind.COUNT
    if place.right.startswith(("T", "K", "o")) or place.stem.endswith("f"):
        return ResultKind.COUNT
    if place.stem.endswith("a") and not place.stem.endswith(("Ha", "Ua", "La")):
        return ResultKind.SCORE if mention.unit in _RATES else ResultKind.COUNT
    return ResultKind.COUNT if _RUN_ON.search(place.stem) else ResultKind.SCORE


def _is_compared(place: _Place) -> bool:
    """Does it stand beside another of its unit: "from 26 hours to 2 hours", "3 hours, compared to 12 hours"?"""
    mentions, unit = place.sentence.mentions, place.mention.unit
    if place.order and mentions[place.order - 1].unit == unit and place.before[-1] is ResultKind.SCORE:
        return _BESIDE_LEVEL.search(place.left) is not None
    return (
        place.order + 1 < len(mentions)
        and mentions[place.order + 1].unit == unit
        and _COMPARED_AHEAD.match(place.right) is not None
    )


def _measures(place: _Place) -> bool:
    """Does a noun of measurement stand beside the number, or a verb of reaching before it?"""
    return _MEASURE_BEHIND.search(place.left) is not None or _MEASURE_AHEAD.match(place.right) is not None


def _kind_of_bare(place: _Place) -> ResultKind | None:
    """A number without a unit."""
    mention = place.mention
    if _is_part_of(place):
        return ResultKind.SCORE
    if mention.scaled or mention.joined or _counts_noun(place):
        return ResultKind.COUNT
    if _OUT_OF.search(place.left):
        return None
    if "." in place.sentence.text[mention.start : mention.number_end] or _is_reached(place):
        return ResultKind.SCORE
    return ResultKind.SCORE if _BESIDE_SCORE.search(place.stem) and ResultKind.SCORE in place.before[-BACK:] else None


def _is_reached(place: _Place) -> bool:
    """Is a whole number a level: "reaches 71", "71 vs. 69"?"""
    if place.mention.bound_start < place.mention.start and place.left.endswith("M"):
        return True  # "scores above 70"
    return place.stem.endswith(("H", "B")) or place.right.startswith("v#") or _measures(place)


def _is_part_of(place: _Place) -> bool:
    """ "10 of the 12 models", "38 out of 58 cases", "269 valid answers out of 671"."""
    return _PART_OF.match(place.right) is not None and place.mention.value == int(place.mention.value)


def _counts_noun(place: _Place) -> bool:
    """Does a noun follow that is no measurement: "22 models", "4,342 QA pairs", "1,000-sample"?"""
    if place.mention.unit is not None or (ahead := _NOUN_AHEAD.match(place.right)) is None:
        return False
    if _decimals(place) > 1 and place.left[-1:] != "a":
        return False
    letters = ahead[0]
    plural = _names_plural(place, letters)
    if not plural and place.right[ahead.end() : ahead.end() + 1] == "&":
        joined = _NOUNS_AHEAD.match(place.right)
        letters = joined[0] if joined else letters
        plural = _names_plural(place, letters)
    if not plural or "T" in letters or "K" in letters:
        return plural
    words = place.words_ahead(len(letters))
    return not any(letter == "M" and word not in COUNTABLE for word, letter in zip(words, letters, strict=True))


def _names_plural(place: _Place, letters: str) -> bool:
    return any(
        letter in _NOUNS and _is_plural(place.sentence, place.at + 1 + offset) for offset, letter in enumerate(letters)
    )


def _decimals(place: _Place) -> int:
    """How many decimals a number is printed with; amounts have few."""
    mention = place.mention
    return 0 if mention.scaled else len(place.sentence.text[mention.start : mention.number_end].partition(".")[2])


def _is_plural(sentence: Sentence, at: int) -> bool:
    """A plural ends with a small s; "PDMS" is an acronym."""
    return sentence.text[sentence.ends[at] - 1] == "s" or sentence.word(at) in PLURALS


def counted_noun(sentence: Sentence, at: int) -> str | None:
    """What the number at word `at` counts: the noun behind it with the nouns before that, without adjectives.

    Of "10 of the 12 models" it is "models" for both.
    """
    letters = sentence.letters
    ahead = _COUNTED.match(letters, at + 1, at + 14)
    if ahead is None:
        return None
    first, last = ahead.span("phrase")
    for end in range(first, last):
        if letters[end] in _NOUNS and _is_plural(sentence, end):
            last = end + 1
            break
    while last - first > 1 and (letters[first] in "JEF" or sentence.word(first).endswith(("ed", "al", "ive"))):
        first += 1
    return sentence.words(first, last)
