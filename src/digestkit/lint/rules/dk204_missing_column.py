"""A table of papers without a column of authors or of summaries.

Every paper of the table lacks them then.

Bad:

    ## Papers for 2024-03-11

    | Title | Summary |
    |-------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | It maps 3 rivers. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

A header that stands in a day several times is reported where it stands first.

Fix: none.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.MISSING_COLUMN, __doc__)
