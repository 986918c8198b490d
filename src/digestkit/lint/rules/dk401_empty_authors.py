"""A paper without authors.

Exports have nobody to name. The page that digests are made from lists authors late on some days; the cell can be
filled in afterwards.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) |  | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.places_in_rows import title_of_row
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.NO_AUTHORS, __doc__, place=title_of_row)
