"""The models o1, o3 and o4 spelled with a zero.

Text that was read from a page's image has "01-preview", and whoever looks for the model's name does not find it.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It beats 01-preview by 3%. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It beats o1-preview by 3%. |

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
      (?<![\w.,:/]) (?<!\d-) (?P<zero>0)[134](?=-high\b|[- ](?:mini|preview|pro)\b)   # 01-preview, 03-mini
    | \bOpenAI(?:['’]s)?[- ](?P<zero_of_openai>0)[134]\b                       # OpenAI 01, OpenAI-01
      (?! [-/.]\d | [ ](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b )   # OpenAI 01 May 2025
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _find(document: Document) -> Iterator[Finding]:
    for found in matches_in_cells(document, _MISREAD):
        zeros = [each.span(each.lastgroup or 0) for each in found]
        message = f"{found[0][0]} is probably a misreading of {found[0][0].replace('0', 'o')}; write the letter o"
        yield Finding.replacing(Span(*found[0].span()), message, zeros, "o")


RULE = Rule("DK516", "o1-with-zero", Severity.WARNING, __doc__ or "", _find, Fix.UNSAFE)
