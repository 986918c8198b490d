"""A row that does not end with a bar.

Some readers end the table there. The last cell may also have been cut off.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers.

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The bar is added, and the one at the beginning where that is missing too.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.rows import rewritten_row
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.UNCLOSED_ROW, __doc__, rewritten_row)
