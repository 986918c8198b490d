"""An author cell that has one Hugging Face account twice.

One account is one person, so it is a slip. A person's name that stands twice is another rule's matter, as two people
may share it.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm, tern42, tern42 | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm, tern42 | It maps 3 rivers. |

Fix: none. The second one may stand for somebody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.names import repeated_authors
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    for span, authors in repeated_authors(document):
        if authors[0].is_handle:
            message = f"the account {authors[0].name} stands {len(authors)} times among the authors, expected once"
            yield Finding(span, message)


RULE = Rule("DK404", "repeated-author", Severity.WARNING, __doc__ or "", _find)
