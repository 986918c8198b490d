"""A file named after one day that holds other days too.

Whoever opens the file by its name does not look for them there, and `digestkit.parse`, which reads one day, refuses.

Bad (2024/03/11.md):

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

    ## Papers for 2024-03-10

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4 rafts. |

Good (2024/03/11.md):

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none. The other days belong into files of their own.
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
    if named is None or len(document.digests) < 2:  # noqa: PLR2004 - a second day
        return
    others = 0
    for digest, day in zip(document.digests, document.days, strict=True):
        others += digest.date != named
        if day.heading is not None and digest.date != named and (others > 1 or _has(document, named)):
            yield Finding(day.heading.span, f"the file is named after {named}; this day belongs into another file")


def _has(document: Document, date: object) -> bool:
    return any(digest.date == date for digest in document.digests)


RULE = Rule("DK110", "several-days", Severity.WARNING, __doc__ or "", _find)
