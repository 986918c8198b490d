"""An error message or a refusal where the summary should be.

The script that asked for the summary wrote down whatever came back.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | Traceback (most recent call last): KeyError: 'text' |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_ASKED_FOR: Final = (  # what a script hands over or asks for
    r"(?:paper|pdf|text|document|abstract|summary|file|url|content|article|page|response|link)s?\b(?!-)"
)
_FAILED: Final = re.compile(
    rf"""
    [\s*_"'`\[(]{{0,8}}
    (?:(?:Sure|Okay|OK|Certainly|Of[ ]course)[!,.][ ])?              # Sure! Please paste the text
    (?: Traceback[ ]\(most[ ]recent   # Traceback (most recent call last): …
      | (?:API[ ]|HTTP[ ]|Internal[ ]|Server[ ]){{0,4}}Error\b\]?   # Error, [ERROR]
        (?: [ ]?[45]\d\d\b | : | [ ]code:?[ ]?\d | [ ]occurred\b | \W*\Z   # Error: …, Error 503
          | (?:[ ]while|[ ]when)?[ ](?:generat|fetch|process|summari[sz]|download|pars|load)\w*[ ]
            (?:\w+[ ]){{0,3}}{_ASKED_FOR} )                         # Error generating summary
      | An?[ ](?:unexpected[ ])?error[ ](?:has[ ])?occurred\b[ ]?(?:[-–—.:;!,(]|while\b|when\b|during\b|\Z)
      | (?-i:[A-Za-z_.]{{1,60}}(?:Error|Exception)):   # requests.exceptions.ReadTimeoutError: …
      | HTTP(?:/\d\S{{0,3}})?[ ](?:Status[ ]?)?[45]\d\d   # HTTP 503
      | [45]\d\d[ ](?:Too[ ]Many|Internal|Bad|Service|Forbidden|Unauthorized|Not[ ]Found|Resource|Quota)
      | (?:Rate[ ]limit|Quota)[ ]exceeded | Too[ ]many[ ]requests | Resource[ ]has[ ]been[ ]exhausted
      | (?:Request|Connection|Read)[ ]timed?[ ]?out
      | I(?:['’]m|[ ]am)[ ](?:very[ ]|so[ ]|really[ ])?(?:sorry|unable|not[ ]able|afraid)        # I'm sorry, but …
      | (?:Sorry|Unfortunately|I[ ]apologi[sz]e)\b,?[ ](?:but[ ])?
        (?: I\b | for[ ](?:the|any)[ ](?:inconvenience|confusion|delay)
          | (?:the|this|that|no)[ ](?:(?:provided|supplied|given|attached|linked|requested)\b
            | {_ASKED_FOR}[^.;,]{{0,40}}(?:\bnot|n['’]t|unavailable|missing|empty)\b) )   # …, the provided text
      | I[ ](?:can(?:not|['’]t|[ ]not)|could[ ]?n['’o]t|do[ ]?n['’]t|do[ ]not|won['’]t)\b(?![ ](?:know|be)\b)
      | As[ ]an?[ ](?:AI|artificial|large|language)\b[^.]{{0,80}},[ ]I(?:['’]|[ ])   # As an AI language model, I
      | (?:Please|Could[ ]you(?:[ ]please)?)[ ](?:provide|share|paste|upload)[ ](?:[\w’']+[ ]){{0,5}}{_ASKED_FOR}
      | (?:The[ ])?Summary[ ](?:is[ ])?(?:not|un)[ ]?available
      | No[ ]summary(?:[ ](?:is|was|could|can|available|provided|found|generated|yet)\b|\W*\Z)
      | The[ ](?:provided|supplied|given|attached|linked)[ ]{_ASKED_FOR}[^.;,]{{0,40}}(?:\bnot|n['’]t|empty|blank)\b
      | The[ ](?:model|server|service|engine)[ ]is[ ](?:currently[ ])?(?:overloaded|unavailable|busy|at[ ]capacity)\b
      | <!DOCTYPE\b | <html\b | \{{\s?["']error["']                    # a page or an answer of a server
      | (?:(?:Failed|Unable)[ ]to | Could[ ]not | Couldn['’]t | Cannot)[ ]
        (?:generate|fetch|summari[sz]e|download|retrieve|load|parse|process|access|extract|get)\b
        (?: [ ](?:the|this|that|your|any)[ ](?:\w+[ ]){{0,2}}{_ASKED_FOR}   # Unable to access the paper
          | (?:[ ]\w+)?[ ]{_ASKED_FOR}(?=[ ]?(?:[.:;!(]|\Z)|[ ](?:from|for|at|due|because)\b)   # Failed to download PDF
          | \W*\Z )
      | [-–—.?]{{1,3}}\Z
      | (?:n/?a|nan|none|null|undefined|todo|tbd|\[?object[ ]Object\]?)[\s.\])]*\Z   # None
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _find(document: Document) -> Iterator[Finding]:
    for (paper, span), (_, marks) in zip(document.summaries(), document.numerals, strict=True):
        if not marks and _FAILED.match(paper.summary.text):
            yield Finding(span, "this looks like an error message or a refusal, not a summary; make it anew")


RULE = Rule("DK511", "failed-summary", Severity.ERROR, __doc__ or "", _find)
