"""A paper that stands in the same file already.

It is counted twice, and exports have two entries for one paper. Versions of a paper are the same paper.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 4 lakes. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none. The two may have different summaries, of which only the author can choose one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.places_in_rows import place_of_id
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for paper in document.papers:
        if paper.arxiv_id is None or paper.span is None:
            continue
        number = paper.arxiv_id.number
        line = document.places.line_and_column(paper.span.start)[0]
        if number in first:
            message = f"arXiv:{number} stands in line {first[number]} already; keep one of the two rows"
            yield Finding(place_of_id(document, paper), message)
        first.setdefault(number, line)


RULE = Rule("DK310", "repeated-paper", Severity.WARNING, __doc__ or "", _find)
