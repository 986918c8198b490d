"""A section that stands before one of a lower number.

Readers go by the order, programs by the number, and they get different sections.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps. iii) We look. ii) Are they? iv) 71%. v) Use them. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps. ii) Are they? iii) We look. iv) 71%. v) Use them. |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for _, marks in document.numerals:
        for before, mark in pairwise(marks):
            if mark.ordinal < before.ordinal:
                yield Finding(
                    mark.span, f"{mark.numeral}) stands behind {before.numeral}), expected i) to v) in their order"
                )


RULE = Rule("DK503", "sections-out-of-order", Severity.WARNING, __doc__ or "", _find)
