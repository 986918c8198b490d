"""Step 1e: how words and signs around a number bound the value measured: "over 30%", "up to 2.4x", "80 or more"."""

from __future__ import annotations

import re
from typing import Final

from digestkit.models import Comparator

__all__ = ["comparator_of"]

# The last words before a number; an article or "only" may stand between, and one adjective ("up to a relative 5%").
# A wording that is added here wants its last word in `_ENDINGS` too, a sign its character in `_SIGN_ENDS`.
_BEFORE: Final = re.compile(
    r"""
    (?: \b (?:
        (?P<at_least>  at[ ]least | no[ ](?:less|fewer)[ ]than | not[ ]less[ ]than | as[ ](?:few|little|low)[ ]as
          | (?:a[ ])? minimum[ ]of | upwards?[ ]of )
      | (?P<at_most>   up[ ]to | at[ ]most | no[ ]more[ ]than | not[ ]more[ ]than | within | upto
          | as[ ](?:high|much|many|large|great|fast|long|far|well)[ ]as | (?:a[ ])? max(?:imum)?[ ]of | maximum )
      | (?P<greater>   (?:more|greater|higher|larger|bigger|better|longer|faster)[ ]than | over | above | beyond
          | exceed(?:s|ed|ing)? | in[ ]excess[ ]of | surpass(?:es|ed|ing)? )
      | (?P<less>      (?:less|fewer|lower|smaller|shorter|worse)[ ]than | under | below )
      | (?P<about>     about | approximately | approx\. | around | roughly | nearly | almost | near | circa | ca\.
          | close[ ]to | approach(?:es|ed|ing)? | some | an?[ ]estimated )
      ) (?: (?<!under|below|ithin) [ ] (?:an?|only|just) )?
      (?: [ ] (?:relative|absolute|additional|average|mean|impressive|full) )?
      [ ]{1,2} [(]? [~≈+-]? [$€£]?
    | (?P<sub> \b sub- )
    | (?P<sign> >= | => | ≥ | ⩾ | <= | =< | ≤ | ⩽ | (?<![-–=])> | < | ~ | ≈ | ∼ | ≃ | ≳ | ≲
      | \\sim | \\approx | \\geq? | \\leq? )
      [ ]? [$+]?
    ) \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Most numbers have no such words: the pattern is tried only where the words before end with one of its own.
_ENDINGS: Final = (
    *(
        "least",
        "than",
        "imum of",
        "ward of",
        "wards of",
        "max of",
        "up to",
        "at most",
        "within",
        "upto",
        "as",
        "maximum",
    ),
    *("over", "above", "beyond", "in excess of", "under", "below", "about", "approximately", "sub"),
    *("exceed", "exceeds", "exceeded", "exceeding", "surpass", "surpasses", "surpassed", "surpassing"),
    *("approx.", "around", "roughly", "nearly", "almost", "near", "circa", "ca.", "close to", "some", "estimated"),
    *("approach", "approaches", "approached", "approaching"),
)
_FILLERS: Final = (
    *(" a", " an", " only", " just"),
    *(" relative", " absolute", " additional", " average", " mean", " impressive", " full"),
)
_BETWEEN: Final = " (~≈+-$€£"  # what may stand between the words and the number
_SIGN_ENDS: Final = frozenset("><=≥⩾≤⩽~≈∼≃≳≲")
_SIGN_REACH: Final = 3  # characters: a sign, a space, "$" or "+"
# Behind the number: "80+", "80 or over", "80 or more", "80 and below".
_AFTER: Final = re.compile(
    r"""
    [ ]? (?: (?P<plus> (?<![ ]) \+ (?![\w+]) | (?<=[ ]) (?:or|and)[ ](?:over|above) \b )
      | (?:or|and)[ ] (?P<more> more | higher | greater | better | larger | longer ) \b
      | (?:or|and)[ ] (?P<fewer> less | fewer | lower | smaller | below | shorter | under ) \b )
    """,
    re.VERBOSE,
)
_OPENS_AFTER: Final = ("+", " or ", " and ", "or ", "and ")  # what those begin with
_AFTERS: Final = {"plus": Comparator.GREATER, "more": Comparator.AT_LEAST, "fewer": Comparator.AT_MOST}
_SETS_AGAINST: Final = re.compile(r"\d%? over \Z")  # "78.0 over 64.5 for Rill": one number against another
# "no model exceeds 50%", "fails to exceed", "did not surpass"
_DENIES: Final = re.compile(
    r"\b(?:no|none|not(?! (?:only|just|merely))|never|cannot|fail|fails|failed|failing|unable)\b[^.;,\d]{0,30}\Z",
    re.IGNORECASE,
)
_SIGNS: Final = {
    **dict.fromkeys((">=", "=>", "≥", "⩾", "≳", "\\ge", "\\geq"), Comparator.AT_LEAST),
    **dict.fromkeys(("<=", "=<", "≤", "⩽", "≲", "\\le", "\\leq"), Comparator.AT_MOST),
    **dict.fromkeys(("~", "≈", "∼", "≃", "\\sim", "\\approx"), Comparator.ABOUT),
    ">": Comparator.GREATER,
    "<": Comparator.LESS,
}
_GROUPS: Final = {
    "at_least": Comparator.AT_LEAST,
    "at_most": Comparator.AT_MOST,
    "greater": Comparator.GREATER,
    "less": Comparator.LESS,
    "about": Comparator.ABOUT,
    "sub": Comparator.LESS,
}
_REACH: Final = 44  # characters: the longest wording with article and adjective


def comparator_of(text: str, start: int, end: int, floor: int = 0) -> tuple[Comparator, int]:
    """The comparator of the number at `text[start:end]`, and where its words begin (else `start`).

    The words before the number are read back to `floor`.

    >>> [comparator_of(text, len(text), len(text)) for text in ("up to ", "rose by over ", "an F1 of ")]
    [(<Comparator.AT_MOST: '<='>, 0), (<Comparator.GREATER: '>'>, 8), (<Comparator.EQUAL: '='>, 9)]
    """
    first = max(floor, start - _REACH)
    if _may_bound(text[first:start]):
        found = _BEFORE.search(text, first, start)
        if found and not _SETS_AGAINST.search(text, max(floor - 1, start - _REACH, 0), start):
            group = found.lastgroup or "sign"
            if group == "greater" and _DENIES.search(text, max(floor, found.start() - _REACH), found.start()):
                return Comparator.AT_MOST, found.start()
            return _SIGNS[found["sign"].lower()] if group == "sign" else _GROUPS[group], found.start()
    after = _AFTER.match(text, end) if text.startswith(_OPENS_AFTER, end) else None
    return _AFTERS[after.lastgroup or ""] if after else Comparator.EQUAL, start


def _may_bound(before: str) -> bool:
    """Does the text before a number end like a comparator? A quick test that refuses most."""
    words = before.rstrip(_BETWEEN).lower()
    if words.endswith(_ENDINGS):
        return True
    for _ in range(2):  # an adjective, and an article before it
        if words.endswith(_FILLERS):
            words = words.rpartition(" ")[0]
            if words.endswith(_ENDINGS):
                return True
    return not _SIGN_ENDS.isdisjoint(before[-_SIGN_REACH:]) or "\\" in before
