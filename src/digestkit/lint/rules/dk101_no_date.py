"""No heading says which day the papers are of.

Programs that sort digests by day cannot place such a table, and nothing else in the file tells its date for sure.

Bad:

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none. Only the author knows the day.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.NO_DATE, __doc__)
