"""A heading without a table of papers, or a file with neither.

The day seems to have no papers, which is more often a script that failed than a day without any.

Bad:

    ## Papers for 2024-03-11

    The papers come later.

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.NO_TABLE, __doc__)
