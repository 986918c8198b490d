"""An author cell with more than five names.

These digests show five at most, in reverse. A longer list is read as a byline in its own order, and so are the other
cells of the table.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm, Li Wen, Mara Ek, Sam Okoro, Ana Rho, Bo Ek | It maps 3. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Li Wen, Ida Holm | It maps 3. |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_MOST: Final = 5


def _find(document: Document) -> Iterator[Finding]:
    for paper in document.papers:
        if len(paper.authors) > _MOST and paper.authors_span is not None:
            yield Finding(
                paper.authors_span,
                f"{len(paper.authors)} authors, where such cells hold {_MOST} at most, read first author first",
            )


RULE = Rule("DK405", "many-authors", Severity.INFO, __doc__ or "", _find)
