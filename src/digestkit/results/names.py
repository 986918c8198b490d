"""Step 1g: digits that are part of a name: versions, model and data set names, years, figures, list marks, sizes.

Each rule looks at the few characters and the one word around a number.
"""

from __future__ import annotations

import re
from typing import Final

from digestkit.results.lexicon import is_metric_word, is_plain_word, words_of

__all__ = ["is_name"]

# The word before a number: "Table 3", "Claude 3.5", "AIME 2024", "FID 76.32".
_WORD_BEFORE: Final = re.compile(r"[^\W_][\w.+’'-]{0,40}\Z")
_REACH: Final = 42  # characters
# Words before the number of a part, a step or a rank: "Table 3", "stage 2", "top 5".
_NUMBERED: Final = words_of(
    """
    appendix category chapter class day driver epoch eq eq. eqs. equation fig fig. figure figures fold gen
    generation grade hop item iteration iterations layer layers lemma level levels line month no no. nos. number
    option page part phase place port quarter question rank ranked ranking ranks ref ref. reference refs. round sec
    sec. section seed stage stages step subset tab tab. table tables task theorem tier top track turn type version
    week
    """
)
# "May 2024", "March 3"
_MONTHS: Final = words_of(
    """
    apr april aug august dec december feb february jan january jul july jun june mar march may nov november oct
    october sep sept september
    """
)
_YEAR: Final = re.compile(r"(?:19[5-9]|20[0-4])\d")  # "2024"
# "4K images", "2K resolution", "8K video": a picture's size, no amount.
_PICTURE_SIZE: Final = re.compile(
    r"[ -] (?: ultra-?high[ -] )? (?: resolution | image | video | generation | texture | render | photo | pixel )",
    re.VERBOSE | re.IGNORECASE,
)
# "the 7B model", "a 1.5B-parameter LLM", "its 70B variant": a size that names a model.
_SIZE_TAG: Final = re.compile(
    r"""
    (?: [ -] [A-Za-z] [\w-]{0,20} ){0,3}
    [ -] (?: models? | LLMs? | VLMs? | MLLMs? | LMMs? | LVLMs? | SLMs? | LMs? | variants? | versions? | VLA
           | transformers? | counterparts? | baselines? | backbones? | networks? | agents? | checkpoints? | students?
           | teachers? | scales? | architectures? | DiT | generators? | verifiers? | policy | policies | systems? ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "a 4B parameter vision-language model", "an 80-billion-parameter mixture": in the singular.
_PARAMETER_TAG: Final = re.compile(r"[ -](?:[a-z]+[ -])?param(?:eter)?\b(?! count| budget| range)", re.IGNORECASE)
# A noun behind the number, or behind the last of a list of numbers: "7B tokens", "2B, 9B and 27B tokens".
_COUNTS_BEHIND: Final = re.compile(
    r"""
    (?: (?:,|[ ]and|[ ]or|,[ ]and|/|[ ]to|-|[ ]\+) [ ]? [~≈]? [\d.]{1,6} [BM] ){0,12} [+]?
    [ -] (?! (?:and|or|to|in|on|for|is|are|with|using) [ ] ) [a-z]{3}
    """,
    re.VERBOSE,
)
_HYPHENATED: Final = re.compile(r"-(?P<word>[A-Za-z]{1,40})(?![A-Za-z])|[ ](?P<shot>shot)\b")  # "5-way", "5 shot"
_ADJECTIVE: Final = re.compile(r"-[a-z]{3,}(?:al|ic|ive|ary|ous|ful)")  # "2-simplicial", "3-dimensional"
_AT_THRESHOLD: Final = re.compile(r"@\w{1,12}=\Z")  # "AP40@IOU=0.7": a threshold in a metric's name
# What a number and a hyphen name rather than measure: "5-shot", "2-stage", "3-way", "360-degree".
_NAMING: Final = words_of(
    """
    and axis based class d degree dimensional dof fold-out gram grams hop in level like line nd norm of or pass
    point-cloud rd shot shots sided sigma st stage step stop style th tier to turn way world
    """
)


_SIZES_LISTED: Final = re.compile(r"(?:,? and |, |/)[\d.]{1,6}[BM] (?:[a-z]+ )?(?:model|variant|version|LLM|scale)")
_RESOLUTION: Final = re.compile(r"resolutions? \(?\Z", re.IGNORECASE)  # "at a resolution of (2K"
_COUNTS_PARAMETERS: Final = re.compile(r"[ -](?:[a-z]+ )?(?:param|token)")  # "Rill's 7B parameters"
_OF_NAME: Final = re.compile(r"[a-z,] [A-Z][a-z]+ of \Z")  # "the Game of 24"
_COUNTED: Final = re.compile(r"[ -](?P<word>[a-z]{2,40}[\w-]{0,40})")  # "12 models"
# "Rill 3 and 3.5", "Tarn-4 & 3.5": another version of what was named
_VERSIONS_LISTED: Final = re.compile(
    r"(?P<name>[A-Z][\w.]*)[ -]\d{1,2}(?:\.\d)?(?: [A-Z][a-z]+)? ?(?:,|,? ?and|,? ?or|&|/) \Z"
)
# "Python 3.11": numbers behind these are versions, whatever their form
_SOFTWARE: Final = words_of(
    "android cuda cudnn debian flashattention ios jax numpy pytorch python tensorflow transformers ubuntu vllm windows"
)
_MACHINE_MEMORY: Final = re.compile(r"\b(?:[AHVLB]\d{2,3}|RTX \d{4}|GPUs?) \(?\Z")  # "H100 80GB"
_DECADE: Final = re.compile(r"(?:19|20)\d0s\b")  # "the 2020s"
_LIST_MARK: Final = re.compile(r"[.)]\s")  # "2. ", "2) "
_OPENS: Final = re.compile(r"(?:^|[.?!:;*\n])[\s*#(]*\Z")  # what stands before a list mark: ". (", "**"
_OPENING_ENDS: Final = frozenset(".:?")
_LONGEST_MARK: Final = 3  # digits


def is_name(text: str, start: int, number_end: int, end: int, digits: str, scale: str) -> bool:
    """Whether the number at `text[start:number_end]` is part of a name; `end` is that of its unit.

    >>> text = "On AIME 2024 the 7B model, as Table 3 shows, scores 52."
    >>> [is_name(text, at, at + len(digits), at + len(digits), digits, "")
    ...  for digits in ("2024", "3", "52") for at in [text.index(digits)]]
    [True, True, False]
    """
    if (
        _is_of_machine(text, start, number_end, end)
        or _names_by_hyphen(text, number_end)
        or (len(digits) > 1 and digits[0] == "0" and digits.isdigit())
    ):  # "01-mini"
        return True
    if end == number_end and (
        _is_named_by_neighbours(text, start, number_end, digits, scale)
        or (scale and _is_size_tag(text, start, number_end, scale))
    ):
        return True
    return digits.isdigit() and _is_list_mark(text, start, number_end, digits)


def _is_of_machine(text: str, start: int, number_end: int, end: int) -> bool:
    """Is it the memory of a machine ("H100 80GB") or a decade ("the 2020s")?"""
    if end == number_end:
        return False
    return _DECADE.match(text, start) is not None or (
        text[number_end:end].strip(" -") == "GB"
        and _MACHINE_MEMORY.search(text, max(0, start - _REACH), start) is not None
    )


def _names_by_hyphen(text: str, end: int) -> bool:
    """Does the word that is joined to the number make a name of it: "5-shot", "3-dimensional", "7-B model"?"""
    joined = _HYPHENATED.match(text, end) if text[end : end + 1] in {"-", " "} else None
    if joined is None:
        return False
    return bool(
        (joined["word"] or joined["shot"]).lower() in _NAMING
        or joined[0][1:].isupper()
        or _ADJECTIVE.fullmatch(joined[0])
        or _SIZE_TAG.match(text, end)
    )


def _is_size_tag(text: str, start: int, end: int, letter: str) -> bool:
    """Is a number with a scale the size of a model ("the 7B model") or of a picture ("4K images")?"""
    if letter in "Kk" and _PICTURE_SIZE.match(text, end):
        return True
    if letter not in "Kk" and (_SIZE_TAG.match(text, end) or _PARAMETER_TAG.match(text, end)):
        return True
    if letter in "KkT":
        return bool(_RESOLUTION.search(text, max(0, start - _REACH), start))
    return _is_size_of_named(text, start, end, letter)


def _is_size_of_named(text: str, start: int, end: int, letter: str) -> bool:
    """Is it a size behind a name ("OneRill 7B", "Rill 3 70B"), or one before no noun ("(2B, 9B and 27B)")?"""
    before = _word_before(text, start)
    if before and before.replace(".", "").isdecimal():
        return True
    if before and _looks_like_name(before, opens=_opens(text, start - len(before) - 1)):
        return not _COUNTS_PARAMETERS.match(text, end)
    return letter == "B" and (_SIZES_LISTED.match(text, end) is not None or not _COUNTS_BEHIND.match(text, end))


def _is_named_by_neighbours(text: str, start: int, end: int, digits: str, scale: str) -> bool:
    if text[start - 1 : start] == "=" and _AT_THRESHOLD.search(text, max(0, start - _REACH), start):
        return True
    before = _word_before(text, start)
    if scale:
        return False
    if _could_be_version(digits) and _is_other_version(text, start):
        return True
    if digits.isdigit() and before != "of" and _YEAR.fullmatch(digits):
        return not _counts_noun(text, end)
    return before is not None and _is_named_by(text, start, end, digits, before)


def _is_other_version(text: str, start: int) -> bool:
    """ "Rill 3 and 3.5": does a name with a version stand before?"""
    found = _VERSIONS_LISTED.search(text, max(0, start - _REACH), start) if text[start - 1 : start] == " " else None
    return found is not None and _looks_like_name(found["name"], opens=_opens(text, found.start()))


def _is_named_by(text: str, start: int, end: int, digits: str, before: str) -> bool:
    """Does the word before make the number part of a name: "Table 3", "May 3", "Rill 3.5", "the Game of 24"?"""
    lower = before.lower()
    if lower in _SOFTWARE:
        return True
    if lower in _NUMBERED or lower.rstrip(".") in _NUMBERED:
        numbered = "." not in digits
    else:
        numbered = digits.isdigit() and lower.rstrip(".") in _MONTHS
    if numbered:
        return True
    if _could_be_version(digits) and _looks_like_name(before, opens=_opens(text, start - len(before) - 1)):
        return "." in digits or not _counts_noun(text, end)
    return before == "of" and digits.isdigit() and _OF_NAME.search(text, max(0, start - _REACH), start) is not None


def _opens(text: str, start: int) -> bool:
    """Does a sentence begin at `start`, so that a capital there tells nothing?"""
    before = text[max(0, start - 3) : start]
    return not before.strip(" *(") or before[-2:].strip()[-1:] in _OPENING_ENDS


def _counts_noun(text: str, end: int) -> bool:
    """Does a plural in small letters follow, as in "Evaluating 12 models"?"""
    found = _COUNTED.match(text, end)
    return bool(found and found["word"].endswith("s") and not is_plain_word(found["word"]))


def _could_be_version(digits: str) -> bool:
    """Versions and numbers in names are short: "Rill 3.5", "Tarn 2", "RTX 4090"; scores have more decimals."""
    whole, _, decimals = digits.partition(".")
    return not decimals or (len(decimals) == 1 and len(whole) <= 1)


def _looks_like_name(word: str, *, opens: bool = False) -> bool:
    """Is a word with a capital neither a metric nor an ordinary word at the start of a sentence?"""
    if word.islower() or is_metric_word(word):
        return False
    if any(map(str.isupper, word[1:])):
        return True
    return word[0].isupper() and not (opens and is_plain_word(word.lower()))


def _word_before(text: str, start: int) -> str | None:
    """The word that one space parts from the number."""
    if text[start - 1 : start] != " ":
        return None
    found = _WORD_BEFORE.search(text[max(0, start - _REACH) : start - 1].rpartition(" ")[2])
    return found[0] if found else None


def _is_list_mark(text: str, start: int, end: int, digits: str) -> bool:
    """Is it the mark of "(1) render, (2) label" or "2. Which maps?", or a reference in brackets, "[13]"?"""
    if end - start > _LONGEST_MARK:
        return False
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before == "[":
        return True
    if before == "(" and after == ")":
        return len(digits) == 1
    return bool(_LIST_MARK.match(text, end) and _OPENS.search(text, max(0, start - 8), start))
