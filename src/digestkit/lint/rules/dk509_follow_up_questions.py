"""A summary that ends with questions somebody might ask next, or with an offer to say more.

They were made for a chat ("Let me know if you would like …") and say nothing about the paper.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. Follow-up questions: 1. Are lakes next? |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: unsafe. The questions or the offer are taken out, to the end of the summary.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.document import locate
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity
from digestkit.parsing.labels import Place, find_tail, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_REACH: Final = 400  # the longest offers have three sentences
_HELP: Final = r"(?:help|explain|elaborate|expand|provide|answer|clarify|assist|go[ ]deeper|give)"
_MORE: Final = r"(?:any|more|further|additional|other)[ ](?:\w+[ ]){0,3}(?:questions?|details?|information|help)"
_OFFER: Final = re.compile(
    rf"""
    (?<![\w*_])[*_]{{0,3}}(?:So[ ]|And[ ]|Please[ ]|Just[ ])?
    (?: (?:do[ ])?let[ ]me[ ]know[ ](?:if|whether|what|which|how|should)\b             # Let me know if …
      | (?:would|do)[ ]you[ ](?:also[ ])?(?:like|want)[ ]                              # Would you like me to …
        (?:(?:me|any|more|further)\b | to[ ](?:know|see|hear|explore|dive|discuss)\b)
      | (?:shall|should|can|may)[ ]I[ ](?:also[ ])?{_HELP}\b                            # Shall I explain …
      | (?:feel[ ]free|do[ ]?n['’]t[ ]hesitate|do[ ]not[ ]hesitate)[ ]to[ ]            # Feel free to ask
        (?:ask|reach|contact|let|request|share|provide|tell|send)\b
      | if[ ]you(?:['’]d[ ]like|[ ]would[ ]like|[ ]want|[ ]need|[ ]have)[ ](?:me[ ]to\b|{_MORE})
        [^.?!\n]{{0,80}}[,;][ ](?:please|just|let|feel|I(?:['’]|[ ])|do)               # If you have …, let me know
      | I[ ]hope[ ](?:this|that|it)[ ](?:\w+[ ]){{0,3}}(?:helps|is[ ](?:helpful|useful)|meets|suits)\b
      | I(?:['’]m|[ ]am|['’]d[ ]be|[ ]would[ ]be)[ ](?:happy|glad|here)[ ]to[ ]{_HELP}\b   # I'd be happy to help
      | is[ ]there[ ]anything[ ](?:else|specific|more)\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _find(document: Document) -> Iterator[Finding]:
    for paper, _ in document.summaries():
        text = paper.summary.text
        tail = find_tail(text, 0, len(text))
        start = _offer(text) if tail is None else tail[0]
        if start is not None:
            span = locate(paper, start, len(text))
            kept = len(text[:start].rstrip())
            pieces = [(locate(paper, kept, kept).start, span.end)] if kept else []
            what = "an offer to say more is" if tail is None else "follow-up questions are"
            yield Finding.replacing(span, f"{what} no part of a summary; end it before", pieces, "")


def _offer(text: str) -> int | None:
    """Where the offer that ends a summary begins, or None."""
    for found in _OFFER.finditer(text, max(0, len(text) - _REACH)):
        if place_of(text, found.start(), 0) >= Place.SENTENCE:
            return found.start()
    return None


RULE = Rule("DK509", "follow-up-questions", Severity.WARNING, __doc__ or "", _find, Fix.UNSAFE)
