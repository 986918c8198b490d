"""A link to arXiv whose identifier is none.

It leads nowhere: digits are missing, or there is a month that no year has.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2413.9000)) | Ida Holm | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.places_in_rows import bad_link
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.BAD_ARXIV_LINK, __doc__, place=bad_link)
