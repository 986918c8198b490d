"""A summary that another paper of the file has too, word for word.

One of the two papers has the wrong one.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |
    | Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |
    | Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4 rafts. |

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    first: dict[str, tuple[int, object]] = {}
    for paper, span in document.summaries():
        words = " ".join(paper.summary.text.split())
        if words not in first:
            first[words] = (document.places.line_and_column(span.start)[0], paper.arxiv_id)
            continue
        told_in, of = first[words]
        # A paper that stands twice has its summary twice; that is another rule's matter.
        if of is None or of != paper.arxiv_id:
            yield Finding(span, f"the paper in line {told_in} has the same summary; one of the two is wrong")


RULE = Rule("DK517", "shared-summary", Severity.WARNING, __doc__ or "", _find)
