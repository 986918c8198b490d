"""Where sentences end: after a stop, unless what stands around it says that the sentence goes on.

One pattern finds the few places where a sentence may end; the word before and the word behind decide on each.
Every look around is bounded, so the time grows with the length of the text alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["sentences"]


# What stands behind the last character of a sentence.
_PLAIN: Final = (
    r"(?P<plain> (?<=[a-z]{5}\.) [ ]{1,3} (?=[A-Z]) )"  # "... maps rivers. It ...": no abbreviation is so long
)
_GAP: Final = r"""
    (?<=[.?!…]) [.?!…]{0,7}                     # "It runs." "Does it scale?" "The run ended.."
    ["”’»')\]*_`]{0,6}                          # "... “good enough.”" "(Only the head was tuned.)" "**Rill wins.**"
    (?:\[\d{1,4}(?:[,–-]\s?\d{1,4}){0,8}\]){0,8}     # "Rill leads on BrookQA.[2][3]"
    (?P<gap> \s+ )
"""
_WIDE: Final = r"(?<=[。！？]) [。！？]{0,7} [\"”’」』）]{0,4} (?P<wide> \s* )"  # Chinese stops want no space
_BULLET_AHEAD: Final = r"(?P<bullet> (?=[-•]\s[A-Z*]) )"  # "... maps rivers.- It ..."
_LINE: Final = r"(?<=\n) (?P<line> \s* )"
# The first character alone sends the scan on, so a text is searched at the speed of one character class, which is the
# greater by far where the class is of ASCII.
_END: Final = re.compile(rf"[.?!…。！？\n] (?: {_PLAIN} | {_GAP} | {_WIDE} | {_LINE} | {_BULLET_AHEAD} )", re.VERBOSE)
_ASCII_END: Final = re.compile(rf"[.?!\n] (?: {_PLAIN} | {_GAP} | {_LINE} | {_BULLET_AHEAD} )", re.VERBOSE)
# In a text that begins with a bullet, one before a capital begins a sentence without a stop before it.
_BULLETED: Final = re.compile(r"[-*•]\s")
_INLINE: Final = r"(?P<inline> \s(?=[-*•]\s{1,3}[A-Z*\"“]) )"  # "- Rill maps rivers - It wins"
_BULLETED_END: Final = re.compile(rf"{_END.pattern} | {_INLINE}", re.VERBOSE)
# What begins a sentence on a new line whatever ended the line before.
_BLOCK: Final = re.compile(r"[-*•+]\s | \#{1,6}\s | \d{1,2}[.)]\s | \*\*", re.VERBOSE)

# "Rill, i.e. a map", "Rill vs. Brook": never the last word.
_LEADING: Final = frozenset(
    ["e.g", "i.e", "eg", "ie", "vs", "cf", "viz", "resp", "approx", "ca", "esp", "incl", "w.r.t", "wrt", "a.k.a", "aka"]
)
_TITLES: Final = frozenset(["Dr", "Mr", "Mrs", "Ms", "Prof", "Rev", "Hon", "Gen", "Sen", "Rep", "St", "Mt", "Mme"])
# The last word unless a number follows: "No. 5", "Fig. 2b", "Sec. IV", "pp. 3-9".
_NUMBERED: Final = frozenset(
    [
        "no",
        "nos",
        "fig",
        "figs",
        "eq",
        "eqs",
        "eqn",
        "eqns",
        "sec",
        "secs",
        "sect",
        "tab",
        "tabs",
        "ch",
        "chap",
        "vol",
        "v",
        "ver",
        "p",
        "pp",
        "ref",
        "refs",
        "alg",
        "algo",
        "thm",
        "lem",
        "prop",
        "cor",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
_NUMERAL: Final = re.compile(
    r"""
    [(\[]? (?: \d                # "No. 5" "Eq. (3)"
             | [IVX]{1,5}\b      # "Sec. IV"
             | [A-Z][.]?\d       # "Fig. A2"
             | [A-Z]\)           # "Eq. (B)"
             | \?\? )            # "Fig. ??"
    """,
    re.VERBOSE,
)
# The last word unless a bracket or year follows: "Varga et al. [2021]", "Norrin Inc. (“Norrin”)".
_BRACKETED: Final = frozenset(["al", "inc", "ltd", "co", "corp", "etc"])
# They stand before a name as often as at the end: "the U.S. Senate", "from the U.S. It ...".
_ADJECTIVES: Final = frozenset(("U.S", "U.K", "U.N", "E.U"))
# "at 10 a.m. Monday", "at 5 p.m. UTC"; but "It starts at 10 a.m. Boats follow."
_HOURS: Final = frozenset(("a.m", "p.m"))
_DAY_OR_ZONE: Final = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[A-Z]{2,4}\b|\(")
# "5 M. USD", "12 Mio. EUR"
_SCALES: Final = frozenset(("k", "m", "mn", "mio", "mil", "b", "bn", "mrd", "t", "tn"))
_CURRENCY: Final = re.compile(r"(?:USD|EUR|GBP|CNY|RMB|JPY|CHF|INR|KRW|CAD|AUD|US\$)(?!\w)")
# Names that end in a sign, also where they begin a sentence: "Yahoo! Answers".
_EXCLAIMED: Final = frozenset(("Yahoo", "Jeopardy"))
# Words that begin sentences and hardly ever names.
_OPENERS: Final = frozenset(
    [
        "The",
        "This",
        "That",
        "These",
        "Those",
        "It",
        "Its",
        "They",
        "Their",
        "We",
        "Our",
        "He",
        "She",
        "His",
        "Her",
        "You",
        "In",
        "On",
        "At",
        "For",
        "From",
        "By",
        "With",
        "As",
        "To",
        "Of",
        "And",
        "But",
        "Or",
        "So",
        "If",
        "When",
        "While",
        "Where",
        "Then",
        "Thus",
        "Hence",
        "However",
        "Moreover",
        "Further",
        "Furthermore",
        "Additionally",
        "Finally",
        "First",
        "Second",
        "Third",
        "Each",
        "Every",
        "All",
        "Both",
        "Some",
        "Most",
        "Many",
        "Few",
        "No",
        "Not",
        "One",
        "Two",
        "There",
        "Here",
        "After",
        "Before",
        "Since",
        "Because",
        "Although",
        "Though",
        "Experiments",
        "Results",
        "Using",
        "A",
        "An",
    ]
)
# Before an initial stands a name, another initial, or one of these: "by J. Holm", but "option A. Then".
_BEFORE_INITIAL: Final = frozenset(("by", "and", "&", "from", "with", "Dr.", "Mr.", "Ms.", "Mrs.", "Prof."))
_INITIAL: Final = re.compile(r"[(\[]?[A-Z]\.,?")

_LIST_MARK: Final = re.compile(r"[-*•+\s]{0,4}(?:\d{1,2}|[ivxIVX]{1,4}|[A-Za-z])")
_MARK_AHEAD: Final = re.compile(r"(?:i{1,3}|iv|v|[a-e])\)\s")  # "... rivers. ii) It asks"
_WORD_REACH: Final = 32
_BRACKET_REACH: Final = 300
_QUOTE_REACH: Final = 1000
_PAIRED: Final = ('"', "**")
_BRACKETS: Final = (("(", ")"), ("[", "]"), ("“", "”"))


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut `text[start:end]` into (start, end) of sentences that tile it; white space belongs to the one before.

    >>> text = "Rill (e.g. Rill 2.1) wins. Maps help."
    >>> [text[left:right] for left, right in sentences(text, 0, len(text))]
    ['Rill (e.g. Rill 2.1) wins. ', 'Maps help.']
    """
    left = start
    ending = _ASCII_END if text.isascii() else _END
    if _BULLETED.match(text, start, end):
        ending = _BULLETED_END
    for match in ending.finditer(text, start, end):
        right = match.end()
        if right < end and _is_end(text, left, match, end):
            yield left, right
            left = right
    if left < end:
        yield left, end


_JOINING: Final = ".!"


def _is_end(text: str, left: int, match: re.Match[str], end: int) -> bool:
    """Whether a sentence that began at `left` ends with `match`, in a text that reaches to `end`."""
    kind = match.lastgroup or "gap"
    if kind == "plain":
        return not _is_enclosed(text, left, match.start() + 1)
    ahead = text[match.end() : min(end, match.end() + _WORD_REACH)]
    if _is_block(match[0], ahead):
        return bool(text[left : match.start() + 1].strip())
    if kind not in ("gap", "inline"):
        return kind in ("wide", "bullet")
    stop = match.start()
    if not _may_open(ahead) or (text[stop] in _JOINING and _goes_on(text, left, stop, ahead)):
        return False
    return not _is_enclosed(text, left, match.start(kind))


def _is_block(gap: str, ahead: str) -> bool:
    """Whether a blank line follows, or a line that begins with a bullet, number, heading or bold."""
    return "\n" in gap and (gap.count("\n") > 1 or _BLOCK.match(ahead) is not None)


def _may_open(ahead: str) -> bool:
    """Whether a sentence may begin so: not with a small letter or a sign that joins, but "mRill-2 maps" may."""
    first = ahead[0]
    if first.isupper() or first.isdigit():
        return True
    if first.islower():
        word = ahead.split(None, 1)[0]
        return not word.islower() or any(map(str.isdigit, word)) or _MARK_AHEAD.match(ahead) is not None
    return first not in ",;:)]}%&=+/|–—>’”"


def _goes_on(text: str, left: int, stop: int, ahead: str) -> bool:
    """Whether the stop at `stop` belongs to an abbreviation, initial or list mark, or to a name such as Yahoo!."""
    before = text[max(left, stop - _WORD_REACH) : stop].split()
    word = before[-1].lstrip("([\"“'‘*_") if before else ""
    if text[stop] == "!":
        named = word in _EXCLAIMED or (len(before) > 1 and word[:1].isupper())
        return named and ahead[0].isupper() and _first_word(ahead) not in _OPENERS
    low = word.lower()
    if low in _LEADING or word in _TITLES:
        return True
    if word.isupper() and word.capitalize() in _TITLES:
        return ahead[0].isupper() and _first_word(ahead) not in _OPENERS  # "MR. Rill"
    if low in _NUMBERED:
        return _NUMERAL.match(ahead) is not None
    if low in _BRACKETED:
        return ahead[0] in "([" or (low == "al" and ahead[0].isdigit())
    return _is_amount(before, low, ahead) or (len(word) <= len("U.S") and _is_letters(text, left, stop, before, ahead))


def _is_amount(before: list[str], low: str, ahead: str) -> bool:
    """Whether an hour or a sum of money goes on behind a stop: "10 a.m. Monday", "5 M. USD"."""
    if low in _HOURS:
        return _DAY_OR_ZONE.match(ahead) is not None
    counted = low in _SCALES and len(before) > 1 and before[-2][-1].isdigit()
    return counted and _CURRENCY.match(ahead) is not None


def _is_letters(text: str, left: int, stop: int, before: list[str], ahead: str) -> bool:
    """Whether the one to three letters or digits before a stop are "U.S.", a list mark or an initial."""
    word = before[-1].lstrip("([\"“'‘*_") if before else ""
    if word in _ADJECTIVES:
        return ahead[0].isupper() and _first_word(ahead) not in _OPENERS
    if stop - left <= _WORD_REACH and _LIST_MARK.fullmatch(text, left, stop):
        return True
    return len(word) == 1 and word.isupper() and _is_initial(before, ahead)


def _first_word(ahead: str) -> str:
    return ahead.split(None, 1)[0].rstrip(",;:.")


def _is_initial(before: list[str], ahead: str) -> bool:
    """Whether a capital letter and a stop shorten a name: "by J. Holm" does, "option A. It" does not."""
    if not ahead[0].isupper() or _first_word(ahead) in _OPENERS:
        return False
    return len(before) == 1 or before[-2] in _BEFORE_INITIAL or _INITIAL.fullmatch(before[-2]) is not None


def _is_enclosed(text: str, left: int, pos: int) -> bool:
    """Whether a bracket or quotation that opened since `left` is still open at `pos`, and closes soon."""
    before = text[max(left, pos - _QUOTE_REACH - 1) : pos]
    near = before[-_BRACKET_REACH:]
    for opening, closing in _BRACKETS:
        if opening in near and near.rfind(opening) > near.rfind(closing):
            return text.find(closing, pos, pos + _BRACKET_REACH) >= 0
    for sign in _PAIRED if len(before) <= _QUOTE_REACH else ():
        if sign[0] in before and before.count(sign) % 2 == 1 and text.find(sign, pos, pos + _BRACKET_REACH) >= 0:
            return True
    return False
