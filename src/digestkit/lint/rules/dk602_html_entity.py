"""A character of HTML that was left escaped, such as `&amp;`.

Markdown shows the character, but exports to other formats carry the escape along.

Bad:

    | Maps &amp; Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    | Maps & Rafts (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: unsafe. It becomes the character, unless that would make a tag, an entity or a bar.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from digestkit.lint.cells import PROSE, matches_in_cells
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Edit, Severity, Span
from digestkit.parsing.columns import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")  # &amp; &#38; &#x26;
_ACTIVE: Final = frozenset("<>|`\\*_$[]\r\n")


def _find(document: Document) -> Iterator[Finding]:
    for found in matches_in_cells(document, _ENTITY, (*PROSE, Role.AUTHORS)):
        entities = [each for each in found if html.unescape(each[0]) != each[0]]
        if entities:
            edits = tuple(
                Edit(span=Span(*each.span()), text=html.unescape(each[0]))
                for each in entities
                if _is_plain(document.text, each)
            )
            message = f"{entities[0][0]} stands for {html.unescape(entities[0][0])!r}; write the character"
            yield Finding(Span(*entities[0].span()), message, edits if len(edits) == len(entities) else ())


def _is_plain(text: str, entity: re.Match[str]) -> bool:
    character = html.unescape(entity[0])
    makes_entity = character == "&" and text[entity.end() : entity.end() + 1] not in ("", " ")
    return not makes_entity and not _ACTIVE & set(character) and character.isprintable()


RULE = Rule("DK602", "html-entity", Severity.INFO, __doc__ or "", _find, Fix.UNSAFE)
