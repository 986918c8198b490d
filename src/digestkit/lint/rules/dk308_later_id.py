"""A paper whose identifier is of a later month than the digest.

No digest lists a paper that is not there yet: the date of the heading is wrong, or the link. The clock is not asked;
what counts is the heading.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2405.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.ages import dated_papers
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for span, identifier, date, months in dated_papers(document):
        if months < 0:
            yield Finding(span, f"arXiv:{identifier} is of a later month than the digest of {date}")


RULE = Rule("DK308", "later-id", Severity.WARNING, __doc__ or "", _find)
