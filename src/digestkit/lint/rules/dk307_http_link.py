"""A link to arXiv or Hugging Face without encryption (`http:`).

Both send readers on to `https:`; until then, anybody on the way can send them elsewhere.

Bad:

    | Maps (Read more on [arXiv](http://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The same page is at the `https:` address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digestkit.identifiers import link_arxiv_id, link_huggingface_id
from digestkit.lint.addresses import addresses
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_SCHEME: Final = "http:"


def _find(document: Document) -> Iterator[Finding]:
    for span, url in addresses(document):
        if url[: len(_SCHEME)].lower() == _SCHEME and (link_arxiv_id(url) or link_huggingface_id(url)):
            pieces = [(span.start, span.start + len(_SCHEME))]
            yield Finding.replacing(span, "the link is not encrypted, expected https:", pieces, "https:")


RULE = Rule("DK307", "http-link", Severity.WARNING, __doc__ or "", _find, Fix.SAFE)
