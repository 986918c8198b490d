"""A summary that does not number its sections i) to v).

Its sections can only be told by the meaning of its words, which is less sure.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | The paper maps 3 rivers. It asks whether maps help. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps. ii) Are they? iii) We look. iv) 71%. v) Use them. |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for span, marks in document.numerals:
        if not marks:
            yield Finding(span, "the sections are not numbered, expected i) to v)")


RULE = Rule("DK518", "unnumbered-summary", Severity.INFO, __doc__ or "", _find)
