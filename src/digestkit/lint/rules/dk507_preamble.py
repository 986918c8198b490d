"""A summary that begins with words about itself.

"Here is a summary of …" is the language model talking to whoever asked it, not part of the summary.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | Here is a summary of the paper: It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: unsafe. The preamble is taken out, up to its colon.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.document import locate
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity
from digestkit.parsing.labels import preamble_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for paper, _ in document.summaries():
        text = paper.summary.text
        end = preamble_end(text, 0, len(text))
        if end:
            until = len(text) - len(text[end:].lstrip())
            pieces = [(locate(paper, 0, 0).start, locate(paper, until, until).start)] if until < len(text) else []
            message = "the summary begins with words about itself; begin with what the paper says"
            yield Finding.replacing(locate(paper, 0, end), message, pieces, "")


RULE = Rule("DK507", "preamble", Severity.WARNING, __doc__ or "", _find, Fix.UNSAFE)
