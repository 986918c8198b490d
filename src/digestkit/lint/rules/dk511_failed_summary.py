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

_FAILED: Final = re.compile(
    r"""
    [\s*_"'`\[(]{0,8}
    (?: Traceback[ ]\(most[ ]recent   # Traceback (most recent call last): …
      | (?:API[ ]|HTTP[ ]|Internal[ ]|Server[ ])*Error\b[ ]?(?:\d{3}|:|code|occurred|generating|while) # Error: …
      | An?[ ](?:unexpected[ ])?error[ ](?:has[ ])?occurr   # An error occurred
      | [A-Za-z_.]{1,60}(?:Error|Exception)\b:   # requests.exceptions.ReadTimeoutError: …
      | HTTP(?:/\d\S{0,3})?[ ](?:Status[ ]?)?[45]\d\d   # HTTP 503
      | [45]\d\d[ ](?:Too[ ]Many|Internal|Bad|Service|Forbidden|Unauthorized|Not[ ]Found|Resource|Quota)
      | (?:Rate[ ]limit|Quota)[ ]exceeded | Too[ ]many[ ]requests | Resource[ ]has[ ]been[ ]exhausted
      | (?:Request|Connection|Read)[ ]timed?[ ]?out
      | I(?:['’]m|[ ]am)[ ](?:very[ ]|so[ ]|really[ ])?(?:sorry|unable|not[ ]able|afraid)        # I'm sorry, but …
      | (?:Sorry|Unfortunately|I[ ]apologi[sz]e)\b,?[ ](?:but[ ])?(?:I|for|the)\b
      | I[ ](?:can(?:not|['’]t|[ ]not)|could[ ]?n['’o]t|do[ ]?n['’]t|do[ ]not|won['’]t)\b   # I cannot …
      | As[ ]an?[ ](?:AI|artificial|large)\b[^.]{0,40}(?:model|assistant)   # As an AI language model
      | (?:Please|Could[ ]you(?:[ ]please)?)[ ](?:provide|share|paste|upload)\b   # Please provide the text
      | (?:The[ ])?Summary[ ](?:is[ ])?(?:not|un)[ ]?available | No[ ]summary\b
      | (?:Failed|Unable)[ ]to[ ](?:generate|fetch|summari[sz]e|download|retrieve|load|parse|process|access|extract|get)
      | (?:n/?a|nan|none|null|undefined|todo|tbd|\[?object[ ]Object\]?)[\s.\])]*\Z   # None
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _find(document: Document) -> Iterator[Finding]:
    for paper, span in document.summaries():
        if _FAILED.match(paper.summary.text):
            yield Finding(span, "this looks like an error message or a refusal, not a summary")


RULE = Rule("DK511", "failed-summary", Severity.ERROR, __doc__ or "", _find)
