"""More than one space between words of a cell.

It is left over from line breaks that were taken out. Nobody sees it, but a search for the words does not find them.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps  3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. One space is left; in code spans and at the ends of lines nothing changes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.cells import code_spans
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_SPACES: Final = re.compile(r"(?<=[^\s|]) {2,}(?=[^\s|])")


def _find(document: Document) -> Iterator[Finding]:
    for _, cell in document.cells:
        if "  " not in document.raw(cell):
            continue
        code = code_spans(document.text, cell)
        runs = [
            found.span()
            for found in _SPACES.finditer(document.text, cell.start, cell.end)
            if not any(span.start < found.start() < span.end for span in code)
        ]
        if runs:
            yield Finding.replacing(Span(*runs[0]), "more than one space between two words, expected one", runs, " ")


RULE = Rule("DK609", "double-space", Severity.INFO, __doc__ or "", _find, Fix.SAFE)
