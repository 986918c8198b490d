"""A summary that ends with questions somebody might ask next.

They were made up for a chat and say nothing about the paper.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. Follow-up questions: 1. Are lakes next? |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: unsafe. The questions are taken out, from their heading to the end.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.document import locate
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity
from digestkit.parsing.labels import find_tail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for paper, _ in document.summaries():
        text = paper.summary.text
        tail = find_tail(text, 0, len(text))
        if tail is not None:
            span = locate(paper, tail[0], len(text))
            kept = len(text[: tail[0]].rstrip())
            pieces = [(locate(paper, kept, kept).start, span.end)] if kept else []
            yield Finding.replacing(span, "follow-up questions are no part of a summary", pieces, "")


RULE = Rule("DK509", "follow-up-questions", Severity.WARNING, __doc__ or "", _find, Fix.UNSAFE)
