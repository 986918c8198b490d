"""A tag in a title or summary.

Markdown readers take it for HTML and show nothing of it, or hide all that follows. In backticks it is shown.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It adds <map> to 3 words. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It adds `<map>` to 3 words. |

Fix: none. Whether it is meant as text or as HTML, only the author knows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.cells import PROSE, code_spans
from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_TAG: Final = re.compile(  # what CommonMark reads as a tag; "<map_ref, river>" is text
    r"""
      <[A-Za-z][A-Za-z0-9-]{0,60}+                             # <map
      (?: \s{1,9}+ [A-Za-z_:][\w.:-]{0,60}+                    #      href
          (?: \s{0,9} = \s{0,9} (?: [^\s"'=<>`]{1,200}+ | "[^"]{0,200}+" | '[^']{0,200}+' ) )?+   # ="…"
      ){0,20}+
      \s{0,9} /?>                                             # > or />
    | </[A-Za-z][A-Za-z0-9-]{0,60}+\s{0,9}>                    # </map>
    | <!--
    """,
    re.VERBOSE,
)


def _find(document: Document) -> Iterator[Finding]:
    for role, cell in document.cells:
        if role not in PROSE or "<" not in document.raw(cell):
            continue
        code = code_spans(document.text, cell)
        for found in _TAG.finditer(document.text, cell.start, cell.end):
            if not any(span.start < found.start() < span.end for span in code):
                yield Finding(
                    Span(*found.span()),
                    f"{found[0][:40]} is a tag to Markdown readers, and not shown; put it in backticks",
                )
                break


RULE = Rule("DK601", "raw-html", Severity.INFO, __doc__ or "", _find)
