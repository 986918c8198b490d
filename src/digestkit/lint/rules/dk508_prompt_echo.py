"""A summary that repeats words of the prompt it was made with.

"(include at least one specific quantitative finding)" was said to the language model, not by the paper.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | Results (include at least one specific quantitative finding): 71%. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | Results: 71%. |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.cells import matches_in_cells
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity, Span
from digestkit.parsing.columns import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_ECHO: Final = re.compile(
    r"""
      \(?include[ ]at[ ]least[ ]one[ ]specific[ ](?:quantitative|numerical?)[^().]{0,40}\)?  # (include at least one …)
    | \bA[ ]1-line[ ]summary\b                                               # A 1-line summary
    | \(e\.g\.,[ ]AI/ML/Software[^()]{0,80}\)?                               # (e.g., AI/ML/Software Engineer)
    | \b(?:your|these|the[ ](?:given|provided))[ ](?:strict[ ])?(?:guidelines|instructions)[ ](?:you|that|above)\b
    | \[(?:insert|your|paper|title|author)[^\[\]|]{0,40}\](?!\()             # [insert the summary here]
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _find(document: Document) -> Iterator[Finding]:
    for found in matches_in_cells(document, _ECHO, (Role.SUMMARY,)):
        yield Finding(Span(*found[0].span()), "these words look like a part of the prompt; take them out")


RULE = Rule("DK508", "prompt-echo", Severity.WARNING, __doc__ or "", _find)
