"""Digits that are part of a name: versions, model and data set names, years, figures, list marks, sizes.

Each rule looks at the few characters and the one word around a number.
"""

from __future__ import annotations

import re
from typing import Final

from digestkit.results.lexicon import is_metric_word, is_plain_word

__all__ = ["is_name"]

# The word before a number: "Table 3", "Claude 3.5", "AIME 2024", "FID 76.32".
_WORD_BEFORE: Final = re.compile(r"(?P<word> [^\W_] [\w.+’'-]{0,40} ) [ ] $", re.VERBOSE)
_REACH: Final = 42
_NUMBERED: Final = frozenset(
    """
    table tables figure figures fig fig. stage stages level levels version section sec sec. chapter phase part layer
    layers line equation eq eq. eqs. appendix theorem lemma no no. nos. number rank ranked ranks ranking top tier grade
    type category class track round turn iteration iterations epoch step day week month page option question
    ref ref. refs. reference tab tab. task subset fold generation gen quarter hop driver port item step place seed
    """.split()
)
_MONTHS: Final = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
    """.split()
)
_YEAR: Final = re.compile(r"(?:19[5-9]|20[0-4])\d")
# "4K images", "2K resolution", "8K video": a picture's size, no amount.
_PICTURE_SIZE: Final = re.compile(
    r"[ -] (?: ultra-?high[ -] )? (?: resolution | image | video | generation | texture | render | photo | pixel )",
    re.VERBOSE | re.IGNORECASE,
)
# "the 7B model", "a 1.5B-parameter LLM", "its 70B variant": a size that names a model.
_SIZE_TAG: Final = re.compile(
    r"""
    (?: [ -] [A-Za-z] [\w-]{0,20} ){0,3}
    [ -] (?: models? | LLMs? | VLMs? | MLLMs? | LMMs? | LVLMs? | SLMs? | LMs? | variants? | versions? | VLA | transformers?
           | counterparts? | baselines? | backbones? | networks? | agents? | checkpoints? | students? | teachers? | scales?
           | architectures? | DiT | generators? | verifiers? | policy | policies | systems? ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "a 4B parameter vision-language model", "an 80-billion-parameter mixture": in the singular.
_PARAMETER_TAG: Final = re.compile(r"[ -](?:[a-z]+[ -])?param(?:eter)?\b(?! count| budget| range)", re.IGNORECASE)
# A noun behind the number, or behind the last of a list of numbers.
_COUNTS_BEHIND: Final = re.compile(
    r"(?:(?:,| and| or|, and|/| to|-| \+)[ ]?[~≈]?[\d.]{1,6}[BM])*[+]?[ -](?!and |or |to |in |on |for |is |are |with |using )[a-z]{3}"
)
_HYPHENATED: Final = re.compile(r"-(?P<word>[A-Za-z]+)(?![a-z])|[ ](?P<shot>shot)\b")
# "2-simplicial", "3-dimensional"
_ADJECTIVE: Final = re.compile(r"-[a-z]{3,}(?:al|ic|ive|ary|ous|ful)")
# The threshold that belongs to a metric's name: "AP40@IOU=0.7".
_AT_THRESHOLD: Final = re.compile(r"@\w{1,12}=$")
# What a number and a hyphen name rather than measure: "5-shot", "2-stage", "3-way", "360-degree".
_NAMING: Final = frozenset(
    """
    shot shots stage way degree step hop turn dimensional d th st nd rd based tier level class pass fold-out to in
    line and or norm gram grams like style of stop world axis dof point-cloud sided sigma
    """.split()
)


def is_name(text: str, start: int, number_end: int, end: int, digits: str, scale: str) -> bool:
    """Whether the number at `text[start:number_end]` is part of a name; `end` is that of its unit.

    >>> text = "On AIME 2024 the 7B model, as Table 3 shows, scores 52."
    >>> [is_name(text, at, at + len(digits), at + len(digits), digits, "")
    ...  for digits in ("2024", "3", "52") for at in [text.index(digits)]]
    [True, True, False]
    """
    joined = _HYPHENATED.match(text, number_end)
    if joined and (
        (joined["word"] or joined["shot"]).lower() in _NAMING
        or joined[0][1:].isupper()
        or _ADJECTIVE.fullmatch(joined[0])
        or _SIZE_TAG.match(text, number_end)
    ):
        return True
    if len(digits) > 1 and digits[0] == "0" and digits.isdigit():  # "01-mini"
        return True
    if end == number_end and _is_named_by_neighbours(text, start, number_end, digits, scale):
        return True
    if scale and end == number_end and _is_size_tag(text, start, number_end, scale):
        return True
    return _is_list_mark(text, start, number_end, digits)


def _is_size_tag(text: str, start: int, end: int, letter: str) -> bool:
    if letter in "Kk" and _PICTURE_SIZE.match(text, end):
        return True
    if letter not in "Kk" and (_SIZE_TAG.match(text, end) or _PARAMETER_TAG.match(text, end)):
        return True
    if letter in "KkT":
        return bool(_RESOLUTION.search(text, max(0, start - _REACH), start))
    # "OneRef 7B", "Llama-3 8B", "(2B, 9B and 27B)": no noun that it counts.
    before = _word_before(text, start)
    if before and before.replace(".", "").isdecimal():
        return True  # "Rill 3 70B"
    if before and _looks_like_name(before, opens=_opens(text, start - len(before) - 1)):
        return not _COUNTS_PARAMETERS.match(text, end)
    return letter == "B" and (_SIZES_LISTED.match(text, end) is not None or not _COUNTS_BEHIND.match(text, end))


_SIZES_LISTED: Final = re.compile(r"(?:,? and |, |/)[\d.]{1,6}[BM] (?:[a-z]+ )?(?:model|variant|version|LLM|scale)")
_RESOLUTION: Final = re.compile(r"resolutions? \(?$", re.IGNORECASE)
_COUNTS_PARAMETERS: Final = re.compile(r"[ -](?:[a-z]+ )?(?:param|token)")


def _is_named_by_neighbours(text: str, start: int, end: int, digits: str, scale: str) -> bool:
    if text[start - 1 : start] == "=" and _AT_THRESHOLD.search(text, max(0, start - _REACH), start):
        return True
    before = _word_before(text, start)
    if digits.isdigit() and _YEAR.fullmatch(digits) and before != "of" and not scale:
        return not _counts_noun(text, end)
    if before is None or scale:
        return False
    lower = before.lower().rstrip(".") if before.lower() not in _NUMBERED else before.lower()
    if lower in _NUMBERED and "." not in digits:
        return True
    if lower in _MONTHS and digits.isdigit():
        return True
    if _looks_like_name(before, opens=_opens(text, start - len(before) - 1)) and _could_be_version(digits):
        return "." in digits or not _counts_noun(text, end)
    return digits.isdigit() and _OF_NAME.search(text, max(0, start - _REACH), start) is not None


# "Game of 24"
_OF_NAME: Final = re.compile(r"[a-z,] [A-Z][a-z]+ of $")


def _opens(text: str, start: int) -> bool:
    return not text[max(0, start - 3) : start].strip(" *(") or text[max(0, start - 2) : start].strip()[-1:] in {
        ".",
        ":",
        "?",
    }


_COUNTED: Final = re.compile(r"[ -](?P<word>[a-z]{2,}[\w-]*)")


def _counts_noun(text: str, end: int) -> bool:
    """Does a plural in small letters follow, as in "Evaluating 12 models"?"""
    found = _COUNTED.match(text, end)
    return bool(found and found["word"].endswith("s") and not is_plain_word(found["word"]))


def _could_be_version(digits: str) -> bool:
    """Versions and numbers in names are short: "Claude 3.5", "AlpacaEval 2", "RTX 4090"; scores have more decimals."""
    whole, _, decimals = digits.partition(".")
    return len(decimals) < 2 and (not decimals or len(whole) < 2)  # noqa: PLR2004


def _looks_like_name(word: str, *, opens: bool = False) -> bool:
    """A word with a capital that is neither a metric nor an ordinary word at the start of a sentence."""
    if is_metric_word(word):
        return False
    if any(char.isupper() for char in word[1:]):
        return True
    return word[0].isupper() and not (opens and is_plain_word(word.lower()))


def _word_before(text: str, start: int) -> str | None:
    found = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
    return found["word"] if found else None


_LIST_MARK: Final = re.compile(r"[.)]\s")
_OPENS: Final = re.compile(r"(?:^|[.?!:;*\n])[\s*#(]*$")


def _is_list_mark(text: str, start: int, end: int, digits: str) -> bool:
    """ "(1) render, (2) label", "2. Which data were used?", and a reference in brackets, "[13]"."""
    if not digits.isdigit() or end - start > 3:  # noqa: PLR2004
        return False
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before == "[":
        return True
    if before == "(" and after == ")":
        return len(digits) == 1
    return bool(_LIST_MARK.match(text, end) and _OPENS.search(text, max(0, start - 8), start))
