"""Lines that end with a carriage return.

Most tools take both kinds of line ends; a file that changes from one to the other, or has both, differs in every line
for those who compare versions.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |␍

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. Every line ends with a line feed alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_RETURN: Final = re.compile(r"\r\n?")


def _find(document: Document) -> Iterator[Finding]:
    found = [match.span() for match in _RETURN.finditer(document.text)]
    if found:
        lines = "a line of the file ends" if len(found) == 1 else f"{len(found)} lines of the file end"
        yield Finding.replacing(
            Span(*found[0]), f"{lines} with a carriage return, expected a line feed alone", found, "\n"
        )


RULE = Rule("DK611", "carriage-return", Severity.INFO, __doc__ or "", _find, Fix.SAFE)
