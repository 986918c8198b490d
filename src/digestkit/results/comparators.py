"""How the words and signs around a number bound the value measured: "over 30%", "up to 2.4x", "80 or more"."""

from __future__ import annotations

import re
from typing import Final

from digestkit.models import Comparator

__all__ = ["comparator_of"]

# The last words before a number; an article or "only" may stand between, and one adjective ("up to a relative 5%").
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
      ) (?: (?<!under|below|ithin) [ ] (?:an?|only|just) )? (?: [ ] (?:relative|absolute|additional|average|mean|impressive|full) )?
      [ ]{1,2} [(]? [~≈+-]? [$€£]?
    | (?P<sub> \b sub- )
    | (?P<sign> >= | => | ≥ | ⩾ | <= | =< | ≤ | ⩽ | > | < | ~ | ≈ | ∼ | ≃ | ≳ | ≲ | \\sim | \\approx | \\geq? | \\leq? )
      [ ]? [$+]?
    ) $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"""
    [ ]? (?: (?P<plus> (?<![ ]) \+ (?![\w+]) | (?<=[ ]) (?:or|and)[ ](?:over|above) \b )
      | (?:or|and)[ ] (?P<more> more | higher | greater | better | larger | longer ) \b
      | (?:or|and)[ ] (?P<fewer> less | fewer | lower | smaller | below | shorter | under ) \b )
    """,
    re.VERBOSE,
)
# "78.0 over 64.5 for Rill" sets one number against another.
_SETS_AGAINST: Final = re.compile(r"\d%? over $")
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
    found = _BEFORE.search(text, max(floor, start - _REACH), start)
    if found and not _SETS_AGAINST.search(text, max(floor - 1, start - _REACH, 0), start):
        group = found.lastgroup or "sign"
        return _SIGNS[found["sign"].lower()] if group == "sign" else _GROUPS[group], found.start()
    after = _AFTER.match(text, end)
    if after is None:
        return Comparator.EQUAL, start
    return {"plus": Comparator.GREATER, "more": Comparator.AT_LEAST, "fewer": Comparator.AT_MOST}[
        after.lastgroup or ""
    ], start
