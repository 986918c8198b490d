r"""A link that would run a script or open a local file.

Digests are made from what others wrote. A `javascript:` or `data:` link acts in the name of whoever clicks on it, also
where its scheme is written with escapes (`javascript\:`, `javascript&colon;`) or the link is defined outside the table.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | See [the 3 maps](javascript:alert(1)). |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | See [the 3 maps](https://example.org/maps). |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.cells import code_spans
from digestkit.lint.rule import Finding, Rule
from digestkit.lint.surroundings import line_at
from digestkit.models import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

# What a link's target begins behind, but for those of the usual kind: "[maps](", "[maps]: ", "<", "href=".
_TARGET: Final = re.compile(
    r"""
    (?: \](?:\(|:)\s{0,9}<? | \b(?:href|src)[ ]{0,9}=[ ]{0,9}["']?[ ]{0,9} | < )
    (?!https?:|\#)
    (?P<target>[^\s<>)"']{1,240})      # javascript&colon;alert(1
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ESCAPED: Final = re.compile(r"\\(?P<mark>[!-/:-@\[-`{-~])|&\#?\w{1,32};")  # "\:", "&colon;", "&#58;"
_DEFINED: Final = re.compile(r"[ \t>]{0,12}\[[^\[\]]{1,999}")  # "[maps"
_UNSEEN: Final = re.compile(r"[\x00-\x20\u200b\ufeff]")  # browsers leave these out of a scheme
_SCHEME: Final = re.compile(r"(?P<name>javascript|vbscript|data|file):", re.IGNORECASE)


def _find(document: Document) -> Iterator[Finding]:
    for found in _TARGET.finditer(document.text):
        scheme = _SCHEME.match(_UNSEEN.sub("", _ESCAPED.sub(_read, found["target"])))
        if scheme and _is_link(document, found):
            place = Span(found.start("target"), found.end())
            yield Finding(place, f"a link to {scheme['name']}: is not safe to follow, expected https:")


def _read(escaped: re.Match[str]) -> str:
    """What Markdown reads for a character that is written otherwise."""
    return escaped["mark"] or html.unescape(escaped[0])


def _is_link(document: Document, found: re.Match[str]) -> bool:
    """Is it no definition amid a line, and neither in a code span nor in a sample or comment?"""
    line = line_at(document, found.start())
    shown = found.start() < line.end and not any(
        span.start <= found.start() < span.end for span in code_spans(document.text, line)
    )
    return shown and (found[0][:2] != "]:" or _DEFINED.fullmatch(document.text, line.start, found.start()) is not None)


RULE = Rule("DK312", "unsafe-link", Severity.ERROR, __doc__ or "", _find)
