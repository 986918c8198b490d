"""A preamble that names another title than the row's.

The summary may be of another paper, or the model has misread the title.

Bad:

    | Maps of Rivers (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Li Wen | Here is a summary of "Birds of Night": It has 3. |

Good:

    | Maps of Rivers (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Li Wen | Here is a summary of "Maps of Rivers": It has 3. |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.document import locate
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity
from digestkit.parsing.labels import preamble_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_QUOTED: Final = re.compile(r"[\"“](?P<title>[^\"“”]{4,300})[\"”]|\*{1,3}(?P<starred>[^*]{4,300})\*{1,3}")
_OTHER_MARKS: Final = re.compile(r"[\W_]+")


def _find(document: Document) -> Iterator[Finding]:
    for paper, _ in document.summaries():
        text = paper.summary.text
        quoted = _QUOTED.search(text, 0, preamble_end(text, 0, len(text)))
        if quoted is None:
            continue
        letters, wanted = _letters(quoted["title"] or quoted["starred"]), _letters(paper.title)
        if letters not in wanted and not (wanted and letters.startswith(wanted)):
            yield Finding(
                locate(paper, *quoted.span()),
                f"another title than the row's, {paper.title[:80]!r}; is the summary of this paper?",
            )


def _letters(text: str) -> str:
    return _OTHER_MARKS.sub("", text.casefold())


RULE = Rule("DK514", "other-title", Severity.WARNING, __doc__ or "", _find)
