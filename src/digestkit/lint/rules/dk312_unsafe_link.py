"""A link that would run a script or open a local file.

Digests are made from what others wrote. A `javascript:` or `data:` link acts in the name of whoever clicks on it.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | See [the 3 maps](javascript:alert(1)). |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | See [the 3 maps](https://example.org/maps). |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.rule import Finding, Rule
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_UNSAFE: Final = re.compile(
    r"""
    (?: \]\([ \t]{0,9}<? | \b(?:href|src)[ ]{0,9}=[ ]{0,9}["']? | < )   # [maps](  href="  <
    (?P<scheme>javascript|vbscript|data|file):[^\s)>"']{0,200}           # javascript:alert(1
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _find(document: Document) -> Iterator[Finding]:
    for row in document.rows:
        for found in _UNSAFE.finditer(document.text, row.row.start, row.row.end):
            yield Finding(
                Span(found.start("scheme"), found.end()),
                f"a link to {found['scheme']}: is not safe to follow, expected https:",
            )


RULE = Rule("DK312", "unsafe-link", Severity.ERROR, __doc__ or "", _find)
