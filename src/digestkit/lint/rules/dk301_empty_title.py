"""A row without a title.

Readers have nothing to show, and exports nothing to name the paper by.

Bad:

    | (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.places_in_rows import title_of_row
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.EMPTY_TITLE, __doc__, place=title_of_row)
