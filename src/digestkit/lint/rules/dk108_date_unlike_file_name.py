"""A heading whose date is not the one in the file's name.

One of the two is wrong, and readers differ in which they take. A file is dated by `2024/03/11.md` or a name with
`2024-03-11` in it.

Bad (2024/03/12.md):

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good (2024/03/11.md):

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none. Only the author knows which of the two is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.lint.file_names import date_of_file
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document


def _find(document: Document) -> Iterator[Finding]:
    named = date_of_file(document.path or document.source)
    headed = [(digest.date, day.heading) for digest, day in zip(document.digests, document.days, strict=True)]
    dated = [(date, heading) for date, heading in headed if heading is not None and date is not None]
    if named is None or any(date == named for date, _ in dated):
        return
    for date, heading in dated[:1]:
        yield Finding(heading.span, f"the heading says {date}, the name of the file {named}; correct one of the two")


RULE = Rule("DK108", "date-unlike-file-name", Severity.WARNING, __doc__ or "", _find)
