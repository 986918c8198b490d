"""A heading whose date may mean two days, or that names several.

`05.08.2024` is 5 August to some readers and 8 May to others. digestkit does not guess, so the digest has no date.

Bad:

    ## Papers for 05.08.2024

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    ## Papers for 2024-08-05

    | Title | Authors | Summary |
    |-------|---------|---------|
    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none. Only the author knows which day is meant.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.AMBIGUOUS_DATE, __doc__)
