"""A summary that ends amid a sentence.

The language model ran out of words, or something on the way cut the text.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers and the |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers and the lakes. |

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_CLOSERS: Final = "\"”’'`)]}*_»」』）> \t\r\n"
_STOPS: Final = (".", "?", "!", "。", "！", "？", "؟", "।")
_CUTS: Final = ("...", "…")


def _find(document: Document) -> Iterator[Finding]:
    for paper, span in document.summaries():
        bare = paper.summary.text.rstrip(_CLOSERS)
        if bare and (bare.endswith(_CUTS) or not bare.endswith(_STOPS)):
            yield Finding(Span(span.end - 1, span.end), "the summary does not end with a sentence's end")


RULE = Rule("DK510", "cut-off-summary", Severity.WARNING, __doc__ or "", _find)
