"""An author cell that has one name twice.

Mostly it is a slip. Two people of one name do write papers together, rarely.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm, tern42, tern42 | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm, tern42 | It maps 3 rivers. |

Fix: none. Only the author knows whether it is one person.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for paper in document.papers:
        counts = Counter(author.name.casefold() for author in paper.authors)
        repeated = {author.name for author in paper.authors if counts[author.name.casefold()] > 1}
        if repeated and paper.authors_span is not None:
            yield Finding(paper.authors_span, f"named more than once: {', '.join(sorted(repeated))}")


RULE = Rule("DK404", "repeated-author", Severity.WARNING, __doc__ or "", _find)
