"""A paper whose identifier is of a later month than the digest.

No digest lists a paper that is not there yet: the date of the heading is wrong, or the link. The clock is not asked;
what counts is the heading. An identifier tells the month alone, and what is submitted behind a month's last
announcement has the next month in it: over a weekend and between time zones up to four days pass. So a digest of the
last four days of a month may list papers of the next.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2405.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from digestkit.lint.ages import dated_papers
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_EARLY: Final = dt.timedelta(days=4)  # submitted on Friday, announced on Monday; and a day between time zones


def _find(document: Document) -> Iterator[Finding]:
    for span, identifier, date, months in dated_papers(document):
        if months < 0 and (date + _EARLY).replace(day=1) < dt.date(identifier.year, identifier.month, 1):
            message = f"arXiv:{identifier} is of a later month than the digest, {date}: one of the two is wrong"
            yield Finding(span, message)


RULE = Rule("DK308", "later-id", Severity.WARNING, __doc__ or "", _find)
