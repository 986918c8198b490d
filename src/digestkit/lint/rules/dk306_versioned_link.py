"""An arXiv link that names a version.

It stays with that version when the authors mend their paper. Digests that mean the paper itself link without one.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001v2)) | Ida Holm | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: unsafe. The version is taken off, and the link leads to the newest one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digestkit.identifiers import link_arxiv_id
from digestkit.lint.addresses import addresses
from digestkit.lint.rule import Finding, Fix, Rule
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.lint.document import Document

_VERSION: Final = re.compile(r"(?<=\d)v\d+(?=\.pdf|[/?#]|\Z)")  # 2403.90001v2, 2403.90001v2.pdf


def _find(document: Document) -> Iterator[Finding]:
    for span, url in addresses(document):
        identifier = link_arxiv_id(url)
        version = _VERSION.search(url)
        if identifier is not None and identifier.version is not None and version is not None:
            # From the end: a line break may part the address.
            pieces = [(span.end - len(url) + version.start(), span.end - len(url) + version.end())]
            message = (
                f"the link names version {identifier.version} of {identifier.number}, expected a link without version"
            )
            yield Finding.replacing(span, message, pieces, "")


RULE = Rule("DK306", "versioned-link", Severity.INFO, __doc__ or "", _find, Fix.UNSAFE)
