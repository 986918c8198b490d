"""A paper without an arXiv identifier.

Nothing tells it from others of its title, and no reader can get to it.

Bad:

    | Maps | Ida Holm | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.places_in_rows import title_of_row
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.NO_ARXIV_ID, __doc__, place=title_of_row)
