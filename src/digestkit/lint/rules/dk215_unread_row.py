"""A line that looks like a row, with bars and a paper's link, but is part of no table.

Its paper is missing from everything that is made of the digest. The row lost its beginning, or the table its header.

Bad:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

    of Lakes (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen

Good:

    ## Papers for 2024-03-11

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |
    | Maps of Lakes (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It maps 2 lakes. |

Fix: none. What is missing of the row nobody here can say.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.UNREAD_ROW, __doc__)
