"""A mark that git leaves where two versions of some lines could not be merged.

Both versions stand in the file, so papers are read twice, and the rows below the mark are part of no table any more.

Bad:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    <<<<<<< HEAD
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |
    =======
    | Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4 rafts. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4 rafts. |

Fix: none. Only the author knows which of the two versions is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digestkit.lint.rule import Finding, Rule
from digestkit.lint.surroundings import conflict_marks
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_SHOWN: Final = 40


def _find(document: Document) -> Iterator[Finding]:
    for mark in conflict_marks(document):
        shown = document.raw(mark)[:_SHOWN]
        yield Finding(
            mark, f"git left {shown!r} here, as two versions could not be merged; keep one and take the mark out"
        )


RULE = Rule("DK217", "conflict-mark", Severity.ERROR, __doc__ or "", _find)
