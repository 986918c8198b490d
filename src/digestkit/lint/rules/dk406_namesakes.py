"""An author cell that has one person's name twice.

Two people of one name do write papers together; more often it is a slip. Capitals do not count, nor whether an accent
is a character of its own.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm, Li Wen, Ida Holm | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm, Li Wen | It maps 3 rivers. |

Fix: none. Only the author knows whether it is one person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.names import repeated_authors
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document
    from digestkit.models import Author


def _find(document: Document) -> Iterator[Finding]:
    for span, authors in repeated_authors(document):
        if not authors[0].is_handle:
            yield Finding(span, f"{_told(authors)}; unless these are namesakes, keep one")


def _told(authors: tuple[Author, ...]) -> str:
    spelled = list(dict.fromkeys(author.name for author in authors))
    if len(spelled) == 1:
        return f"{spelled[0]!r} stands {len(authors)} times among the authors"
    return f"{' and '.join(map(repr, spelled))} are one name in spellings that look alike"


RULE = Rule("DK406", "namesakes", Severity.INFO, __doc__ or "", _find)
