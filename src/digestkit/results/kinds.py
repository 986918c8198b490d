"""What a number is: a score, a change, a factor or a plain count; and which way a change or factor goes.

The words around the number decide, read as the letters of `phrases`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.models import Direction, ResultKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digestkit.results.grammar import Mention
    from digestkit.results.phrases import Sentence

__all__ = ["counted_noun", "direction_of", "is_share", "kinds_of"]

_BACK: Final = 24  # words looked back over, so that the time stays linear
_AHEAD: Final = 9

# Behind the number, within its phrase: "a 14.6% overall improvement", "3x less training cost", "2.4% performance drop".
_CHANGE_AHEAD: Final = re.compile(r"(?:[,&]{1,2}k*#){0,4}[kJdNMXE]{0,4}?[GRFS]")
# Before the number: "a reduction in FID of", "gains of", "improves recall by", "errors fall", "up"
_CHANGE_BEHIND: Final = re.compile(
    r"(?:[GR](?:[io][^,;#]{1,6})?o[dkJ&]*|(?<![EH])y[dkJN]{0,3}o?d?|[UL][kdJ]*|[GR][(,]|[GR]b[kd]*)$"
)
_NEW_LEVEL: Final = re.compile(r"[tr][dkJNM]*$")
_ADVERBS: Final = re.compile(r"[kdJ]*")
# "maintaining over 93% of its initial consistency score": a share of what another has.
_SHARED: Final = re.compile(r"o[dk]*[dNXTEJsFMK]{0,7}M(?!M)")
_SHARE_WORDS: Final = frozenset(
    "performance accuracy score scores quality capability capabilities utility precision efficiency fidelity".split()
)
# Nouns of a set-up whose value is no outcome: "a temperature of 3.0", "an expansion rate of 4".
_SETTINGS: Final = frozenset(
    """
    temperature threshold thresholds weight weights alpha beta gamma lambda factor scale seed lr size sizes window
    depth width dimension dimensions budget budgets batch resolution resolutions order rank degree level levels interval
    horizon length lengths layer layers number total context sample samples radius stride exponent value values
    """.split()
)
_SETTING_RATES: Final = frozenset(
    "learning expansion decay dropout masking sampling guidance mask frame noise downsampling".split()
)
# What a share of is a set-up: "with only 50% of the data", "using 0.02% of pre-training tokens".
_SUPPLIES: Final = frozenset(
    """
    data dataset datasets tokens samples labels parameters params examples annotations layers training budget corpus
    window context images videos weights neurons heads steps frames compute pairs demonstrations trajectories documents instances vocabulary
    """.split()
)
_CONDITIONS: Final = frozenset(
    "sparsity confidence quantile percentile masking noise dropout pruning compression flipped quantization significance".split()
)
# Units of an amount unless the words around say that it was measured.
_TIMES: Final = frozenset({"h", "days", "weeks", "months", "years", "GPU hours", "GPU days"})
_LENGTHS: Final = frozenset({"px", "m", "mm", "cm", "km", "nm", "°", "Å", "min"})
_MAGNIFICATIONS: Final = frozenset(
    "magnification upscaling upsampling downsampling super-resolution zoom resolution oversampling bicubic".split()
)
# Nouns of measurement that are also counted: "7,000 training tokens".
_COUNTABLE: Final = frozenset(
    "tokens parameters times hits steps errors rewards returns wins flops nfes points tests sizes lengths ratings".split()
)


def kinds_of(sentence: Sentence) -> list[ResultKind | None]:
    """The kind of each number of a sentence; None for one that is neither an outcome nor an amount.

    "improves by 6.42 points" is a change, "15x faster" a factor, "2 million images" a count, "an F1 of 0.9" a score.
    """
    kinds: list[ResultKind | None] = []
    for index, (place, mention) in enumerate(zip(sentence.places, sentence.mentions, strict=True)):
        kinds.append(_kind(sentence, place, mention, kinds, index))
    for at in range(len(kinds) - 2, -1, -1):
        # "with 1, 2 and 4 shots": the noun stands behind the last
        if (
            kinds[at] is None
            and kinds[at + 1] is ResultKind.COUNT
            and _LISTED.fullmatch(_between(sentence, at, at + 1))
        ):
            kinds[at] = ResultKind.COUNT
    return kinds


_LISTED: Final = re.compile(r"[,&]{1,2}")


def _between(sentence: Sentence, first: int, second: int) -> str:
    return sentence.letters[sentence.places[first] + 1 : sentence.places[second]]


def _kind(
    sentence: Sentence, at: int, mention: Mention, before: Sequence[ResultKind | None], index: int
) -> ResultKind | None:
    left = sentence.letters[max(0, at - _BACK) : at]
    right = sentence.letters[at + 1 : at + 1 + _AHEAD]
    if mention.unit == "x":
        return _kind_of_ratio(sentence, at, mention, right)
    if mention.spelled:
        return ResultKind.SCORE
    if _is_setting(sentence, at, left):
        return ResultKind.COUNT
    if mention.joined and mention.unit not in {"%", "points", "x"}:
        return ResultKind.COUNT
    if (
        mention.unit == "%"
        and re.fullmatch(r"[^#]{0,4}[LE]k?", sentence.letters[:at])
        and _is_supply(sentence, at, left, right)
    ):
        return ResultKind.COUNT
    if _is_share(sentence, at, right):
        return ResultKind.CHANGE
    if mention.unit == "points" or _is_change(mention, left, right) or _goes_on_changing(sentence, index, before):
        return ResultKind.COUNT if mention.scaled or _counts_noun(sentence, at, right, mention) else ResultKind.CHANGE
    if mention.unit == "%":
        return ResultKind.COUNT if _is_supply(sentence, at, left, right) else ResultKind.SCORE
    if mention.unit is not None:
        return _kind_of_quantity(sentence, at, mention, left, right)
    return _kind_of_bare(sentence, at, mention, before, left, right)


def _kind_of_ratio(sentence: Sentence, at: int, mention: Mention, right: str) -> ResultKind | None:
    following = sentence.word(at + 1) if right else ""
    if following in _MAGNIFICATIONS or (right[:1] == "T" and not mention.spelled):
        return ResultKind.COUNT
    if sentence.text[mention.end - 5 : mention.end] == "times" and not mention.spelled:
        return ResultKind.FACTOR if right[:1] in {*"FSGRdkM"} or following == "as" else ResultKind.COUNT
    return ResultKind.FACTOR


def _is_setting(sentence: Sentence, at: int, left: str) -> bool:
    """ "a temperature of 3.0", "a batch size of 512", "T=2", "at 90% sparsity"."""
    if left.endswith("="):
        return len(left) > 1 and left[-2] != "M"
    mention = sentence.mentions[sentence.places.index(at)]
    if re.search(r"o[kd]*$", left) and mention.unit is None:
        of = at - 1 - len(left) + len(left.rstrip("okd")) + 1
        head = of - 1
        if head < 0:
            return False
        word = sentence.word(head)
        return word in _SETTINGS or (
            head > 0 and word in {"rate", "ratio", "scale"} and sentence.word(head - 1) in _SETTING_RATES
        )
    following = _words_ahead(sentence, at, 2)
    return any(word in _CONDITIONS for word in following) and not re.search(r"[HULB][kdJ]*$|[GR]o[kd]*$", left)


def _words_ahead(sentence: Sentence, at: int, count: int) -> list[str]:
    return [sentence.word(word) for word in range(at + 1, min(at + 1 + count, len(sentence.letters)))]


def _is_share(sentence: Sentence, at: int, right: str) -> bool:
    found = _SHARED.match(right)
    if found is not None and sentence.word(at + found.end()) in _SHARE_WORDS:
        return True
    kept = re.search(r"H[kd]*$", sentence.letters[max(0, at - 4) : at]) and right[:1] == "o"
    return bool(kept) and any(sentence.word(word) in _KEEPING for word in range(max(0, at - 4), at))


_KEEPING: Final = frozenset(
    """
    retain retains retained retaining recover recovers recovered recovering keep keeps kept keeping preserve preserves
    preserved preserving
    """.split()
)


def is_share(sentence: Sentence, at: int) -> bool:
    """Is the number at word `at` a share of what another system reaches ("93% of the teacher's accuracy")?"""
    return _is_share(sentence, at, sentence.letters[at + 1 : at + 1 + _AHEAD])


def _is_change(mention: Mention, left: str, right: str) -> bool:
    if _CHANGE_AHEAD.match(right) and not re.search(r"[HM]o?$", left[-2:] if right[:1] in "M" else ""):
        return True
    if _CHANGE_BEHIND.search(left) and (mention.unit == "%" or not left.endswith(("(", ","))):
        return True
    if left.endswith("="):
        return False
    if mention.signed and mention.value >= 0:
        return not (re.search(r"H[kd]*$", left) and re.match(r"[kJN]{0,2}M", right))
    return mention.signed and mention.unit == "%"


def _goes_on_changing(sentence: Sentence, index: int, before: Sequence[ResultKind | None]) -> bool:
    """ "by 37.78% in recall@20 and 39.90% in recall@50": the second number of a list of changes."""
    if index == 0 or before[index - 1] is not ResultKind.CHANGE:
        return False
    this, last = sentence.mentions[index], sentence.mentions[index - 1]
    between = sentence.letters[sentence.places[index - 1] + 1 : sentence.places[index]]
    return (
        this.unit == last.unit
        and re.fullmatch(r"(?:[ifnx][dJNMXKTE&s]{1,8})?(?:\([^()#]*\))?[,&]{1,2}[kd]*", between) is not None
    )


def _is_supply(sentence: Sentence, at: int, left: str, right: str) -> bool:
    """ "with only 50% of the data", "dropping 50% of the layers", "20% flipped labels"."""
    if not right or right[0] not in "oNEdJ":
        return False
    ahead = re.match(r"o?[dkJNXMTEs]{1,7}", right)
    if ahead is None or not any(word in _SUPPLIES for word in _words_ahead(sentence, at, ahead.end())):
        return False
    if re.search(r"[wH][kd]*$", left):
        return _uses(sentence, at)
    return re.search(r"[anEL][kdJ]*$", left) is not None


def _uses(sentence: Sentence, at: int) -> bool:
    """Do the words before say that something is used up: "with only", "using", "requires"?"""
    return any(sentence.word(word) in _USING for word in range(at - 1, max(-1, at - 4), -1))


_USING: Final = frozenset(
    "using uses use requiring requires require needs needing only just introducing adding injecting containing leveraging utilizing".split()
)


def _kind_of_quantity(sentence: Sentence, at: int, mention: Mention, left: str, right: str) -> ResultKind:
    """A number with a unit of time, size, rate, length or money."""
    if _measures(left, right):
        return ResultKind.SCORE
    if mention.joined or right.startswith(("T", "K")) or re.search(r"f[kd]*$", left):
        return ResultKind.COUNT
    if right.startswith("o") or mention.unit in _TIMES | _LENGTHS or mention.scaled:
        return ResultKind.COUNT
    if re.search(r"(?<![HUL])a[kd]*$", left):
        return ResultKind.SCORE if mention.unit in {"FPS", "Hz", "tokens/s"} else ResultKind.COUNT
    if re.search(r"E[kd]*[nw][kd]*$", left):
        return ResultKind.COUNT
    return ResultKind.SCORE


def _measures(left: str, right: str) -> bool:
    """Does a noun of measurement stand beside the number, or a verb of reaching before it?"""
    return bool(
        re.search(r"M(?:\([^()]*\))?(?:[osb:(=]|b[kE]{0,2}|[iofnw][dNXKTJ]{1,6}[bHUL])[kdJ]*$|M[HULb][kd]*[tr]?$", left)
        or re.match(r"[kJNS]{0,2}M|oM|o?NM", right)
        or re.search(r"[HUL][^,;#]{0,8}[rt][kd]*$", left)
    )


def _kind_of_bare(
    sentence: Sentence, at: int, mention: Mention, before: Sequence[ResultKind | None], left: str, right: str
) -> ResultKind | None:
    if _is_part_of(sentence, at, right):
        return ResultKind.SCORE
    if mention.scaled or mention.joined:
        return ResultKind.COUNT
    if _counts_noun(sentence, at, right, mention):
        return ResultKind.COUNT
    if "." in sentence.text[mention.start : mention.number_end]:
        return None if re.search(r"#k?ok?$", left) else ResultKind.SCORE  # "2.68 out of 5.0"
    if re.search(r"#k?ok?$", left):
        return None
    if _measures(left, right) or re.search(r"[HB][kd]*$", left) or right.startswith("v#"):
        return ResultKind.SCORE
    beside = re.search(r"(?:#v|v|c[tw]|[&,]|[XT]\(|f|r#(?:\([^()]*\))?t)[kd]*$", left)
    return ResultKind.SCORE if beside and ResultKind.SCORE in before else None


def _is_part_of(sentence: Sentence, at: int, right: str) -> bool:
    """ "10 of the 12 models", "38 out of 58 cases", "269 valid answers out of 671"."""
    return re.match(r"k?od?#|[JNKX]{1,4}ko#", right) is not None and sentence.mentions[
        sentence.places.index(at)
    ].value == int(sentence.mentions[sentence.places.index(at)].value)


def _counts_noun(sentence: Sentence, at: int, right: str, mention: Mention) -> bool:
    """ "22 models", "4,342 QA pairs", "1,000-sample": a noun that is no measurement follows."""
    if mention.unit is not None:
        return False
    ahead = re.match(r"[kJNXMKTFSE]{1,7}", right)
    if ahead and right[ahead.end() : ahead.end() + 1] == "&" and not _names_plural(sentence, at, ahead[0]):
        ahead = re.match(r"[kJNXMKTFSE&]{1,7}", right)  # "10 open and closed models"
    if ahead is None or (_decimals(sentence, mention) > 1 and sentence.letters[at - 1 : at] != "a"):
        return False
    words = _words_ahead(sentence, at, ahead.end())
    last = ahead[0]
    if not re.search("[TK]", last) and any(
        letter == "M" and word not in _COUNTABLE for word, letter in zip(words, last, strict=True)
    ):
        return False
    return _names_plural(sentence, at, last)


def _names_plural(sentence: Sentence, at: int, letters: str) -> bool:
    return any(letter in "NKTXM" and _is_plural(sentence, at + 1 + offset) for offset, letter in enumerate(letters))


def _decimals(sentence: Sentence, mention: Mention) -> int:
    """How many decimals a number is printed with; amounts have few."""
    return len(sentence.text[mention.start : mention.number_end].partition(".")[2]) if not mention.scaled else 0


def _is_plural(sentence: Sentence, at: int) -> bool:
    """A plural ends with a small s; "PDMS" is an acronym."""
    return sentence.text[sentence.ends[at] - 1] == "s" or sentence.word(at) in _PLURALS


_PLURALS: Final = frozenset({"people", "data", "humans"})


def counted_noun(sentence: Sentence, at: int) -> str | None:
    """What the number at word `at` counts: the noun behind it with the nouns before that, without adjectives.

    Of "10 of the 12 models" it is "models" for both.
    """
    ahead = re.match(r"(?:k?od?#)?[kd]*(?P<phrase>[JNXMKTFSE&]{1,7})", sentence.letters[at + 1 : at + 14])
    if ahead is None:
        return None
    first, last = at + 1 + ahead.start("phrase"), at + 1 + ahead.end("phrase")
    for end in range(first, last):
        if sentence.letters[end] in "NKTXM" and _is_plural(sentence, end):
            last = end + 1
            break
    while last - first > 1 and (sentence.letters[first] in "JEF" or sentence.word(first).endswith(("ed", "al", "ive"))):
        first += 1
    return sentence.words(first, last)


def direction_of(sentence: Sentence, at: int, mention: Mention, kind: ResultKind) -> Direction | None:
    """Which way a change or factor moves the thing measured, or None where nothing tells.

    A share ("keeps 93% of its score") goes neither way.
    """
    left = sentence.letters[max(0, at - _BACK) : at]
    right = sentence.letters[at + 1 : at + 1 + _AHEAD]
    if _is_share(sentence, at, right) and mention.unit == "%":
        return None
    if mention.signed and mention.value < 0 and kind is ResultKind.CHANGE:
        return Direction.DECREASE
    if mention.spelled and kind is ResultKind.FACTOR:
        told = _spelled_direction(sentence, at, mention, right)
        if told:
            return told
    ahead = re.match(r"[kJdNMXE&]{0,4}?[GRFS]", right)
    if ahead:
        return _toward(sentence, at + ahead.end())
    ahead = re.match(r"[kJNXM]{0,3}", right)
    if ahead and any(
        "speed" in word or word in {"compression", "throughput"} for word in _words_ahead(sentence, at, ahead.end())
    ):
        return Direction.INCREASE
    return _direction_behind(sentence, at, left) or _direction_of_sign(mention)


def _spelled_direction(sentence: Sentence, at: int, mention: Mention, right: str) -> Direction | None:
    word = sentence.word(at)
    if word.startswith(("halv", "half", "a half")):
        return Direction.DECREASE
    if word.startswith(("doubl", "tripl", "quadr")):
        return Direction.INCREASE
    ahead = re.match(r"[kdhoq]{0,2}[FS]", right)
    if ahead:
        return _toward(sentence, at + ahead.end())
    if word.startswith(("twice", "thrice")):
        return Direction.INCREASE
    return Direction.DECREASE if mention.value < 1 else None


def _toward(sentence: Sentence, at: int) -> Direction:
    return Direction.DECREASE if sentence.letters[at] in "RS" else Direction.INCREASE


_LOSING: Final = frozenset(
    "trail trails trailing trailed lag lags lagging lagged underperform underperforms underperforming".split()
)


def _direction_behind(sentence: Sentence, at: int, left: str) -> Direction | None:
    """What the nearest verb or noun of change before the number says."""
    first = at - len(left)
    for place in range(len(left) - 1, -1, -1):
        letter = left[place]
        if letter in "RL":
            return Direction.DECREASE
        if letter in "GU":
            return Direction.INCREASE
        if letter == "B":
            return Direction.DECREASE if sentence.word(first + place) in _LOSING else Direction.INCREASE
        if letter in ";.":
            break
    return None


def _direction_of_sign(mention: Mention) -> Direction | None:
    if not mention.signed:
        return None
    return Direction.DECREASE if mention.value < 0 else Direction.INCREASE
