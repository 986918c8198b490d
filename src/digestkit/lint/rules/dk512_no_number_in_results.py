"""A section of results without a number.

The prompt of these digests asks for a quantitative finding under iv); without one the section is often empty praise.
Numbers in words count.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps. ii) Are they? iii) We look. iv) They are good. v) Go. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | i) Maps. ii) Are they? iii) We look. iv) Recall is 71%. v) Go. |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.document import locate
from digestkit.lint.rule import Finding, Rule
from digestkit.models import SectionKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_NUMBER: Final = re.compile(  # 71.5, "half of the rivers", "two orders of magnitude"
    r"""
    \d | \b(?: half | halv(?:e[sd]?|ing) | twice | thrice | doubl(?:e[sd]?|ing) | tripl(?:e[sd]?|ing)
          | orders?[ ]of[ ]magnitude | (?:an?|one|two|three)[- ](?:third|quarter|fifth)s?
          | zero | (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred)(?:[- ]?fold)?
          | hundred | thousand | million | billion )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _find(document: Document) -> Iterator[Finding]:
    for paper, _ in document.summaries():
        told = [each for each in paper.summary.sections_of(SectionKind.RESULTS) if not each.inferred]
        if told and not _NUMBER.search(" ".join(section.text for section in told)):
            message = "the section of results has no number, expected a measured result"
            yield Finding(locate(paper, *told[0].span), message)


RULE = Rule("DK512", "no-number-in-results", Severity.INFO, __doc__ or "", _find)
