"""A title with the marks of a link in it.

Where `](` is left in a title, a link was not read, or one stands amid the title. Exports show its brackets and address
as words of the title.

Bad:

    | Maps [of Rivers](https://example.org/maps, a Survey (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Li Wen | It has 3. |

Good:

    | Maps of Rivers, a Survey (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Li Wen | It has 3. |

Fix: none. Only the author knows where the link was to end.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for paper in document.papers:
        if paper.title_span is None:
            continue
        at = document.text.find("](", paper.title_span.start, paper.title_span.end)
        if at >= 0:
            message = "the title holds ](, a mark of a link; expected a title without links, and its links behind it"
            yield Finding(Span(at, at + 2), message)


RULE = Rule("DK313", "link-in-title", Severity.WARNING, __doc__ or "", _find)
