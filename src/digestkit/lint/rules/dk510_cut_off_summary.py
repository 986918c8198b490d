"""A summary that ends amid a sentence.

The language model ran out of words, or something on the way cut the text.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers and the |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers and the lakes. |

Fix: none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_CLOSERS: Final = "\"”’'`)]}*_»」』）> \t\r\n"
_STOPS: Final = (".", "?", "!", "。", "！", "？", "؟", "।")
_CUTS: Final = ("...", "…")
_REACH: Final = 1000  # the end of a summary that is looked at
_ADDRESS: Final = re.compile(
    r"""
      ://[^\s]            # https://example.org
    | \]\([^\s]           # [here](maps.md)
    | (?<![\w.-])[\w-]{1,60}\.(?:[\w-]{1,60}\.)?(?:com|org|net|io|ai|dev|edu)(?:/|\W*\Z)   # example.org/maps
    """,
    re.VERBOSE,
)
_BEHIND: Final = re.compile(  # what may stand behind the end of the last sentence
    r"""
    (?: <su[bp]>[^<>]{0,20}</su[bp]>      # <sup>2</sup>
      | <[/A-Za-z][^<>]{0,60}>            # <br>
      | \[\^?\w{1,20}(?:[,;–-][ ]?\w{1,5}){0,9}\]   # [1, 2], [^1]
      | [\u00b9\u00b2\u00b3\u2070-\u2079]            # a raised number
    )\Z
    """,
    re.VERBOSE,
)
_SYMBOLS: Final = frozenset(("So", "Mn", "Me", "Cf"))  # emoji and what they are joined with


def _find(document: Document) -> Iterator[Finding]:
    for paper, span in document.summaries():
        if _is_cut(paper.summary.text[-_REACH:]):
            yield Finding(
                Span(span.end - 1, span.end), "the summary does not end with the end of a sentence: it may be cut off"
            )


def _is_cut(text: str) -> bool:
    bare = text.rstrip(_CLOSERS)
    if bare.endswith(_CUTS):
        return True
    if bare.endswith(_STOPS) or _ADDRESS.search(_last_word(text)):
        return False
    bare = _without_what_is_behind(text)
    return bool(bare) and (bare.endswith(_CUTS) or not bare.endswith(_STOPS))


def _last_word(text: str) -> str:
    return (text.split() or [""])[-1]


def _without_what_is_behind(text: str) -> str:
    """A summary's end without references, tags, emoji and closing marks."""
    while True:
        bare = text.rstrip()
        while bare and unicodedata.category(bare[-1]) in _SYMBOLS:
            bare = bare[:-1].rstrip()
        found = _BEHIND.search(bare)
        if found is None and bare == text:
            return bare.rstrip(_CLOSERS)
        text = bare[: found.start()] if found else bare


RULE = Rule("DK510", "cut-off-summary", Severity.WARNING, __doc__ or "", _find)
