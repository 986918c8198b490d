"""The model GPT-4o spelled with a zero.

Text that was read from a page's image has "GPT-40", and whoever looks for the model's name does not find it.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It beats GPT-40 by 3%. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It beats GPT-4o by 3%. |

Fix: unsafe. The zero becomes an o.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.cells import matches_in_cells
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_MISREAD: Final = re.compile(
    r"""
    \b(?:Chat)?GPT[- ]?4(?P<zero>0)                        # GPT-40, ChatGPT 40
    (?! [A-Za-z0-9] | \.\d                                # GPT-40B, GPT-400, GPT-40.5
      | \s?[%×] | [ ](?:times|percent|points|million|billion|[BM])\b   # GPT 40% of the time
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _find(document: Document) -> Iterator[Finding]:
    for found in matches_in_cells(document, _MISREAD):
        message = f"{found[0][0]} is probably a misreading of GPT-4o; write the letter o"
        yield Finding.replacing(Span(*found[0].span()), message, [each.span("zero") for each in found], "o")


RULE = Rule("DK515", "gpt-4o-with-zero", Severity.WARNING, __doc__ or "", _find, Fix.UNSAFE)
