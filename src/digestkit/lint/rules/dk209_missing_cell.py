"""A row with fewer cells than the table has columns.

Something of the paper is missing, or a bar was lost and two cells have become one. Some readers drop the row, or the
whole table.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm |  |

Fix: unsafe. The missing cells are added, empty: the row renders then, but no longer shows that something is missing.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.places_in_rows import end_of_row
from digestkit.lint.rows import filled_row
from digestkit.lint.rule import Fix, Rule

RULE = Rule.reported(Oddity.MISSING_CELL, __doc__, filled_row, Fix.UNSAFE, place=end_of_row)
