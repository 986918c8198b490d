r"""A row with more cells than the table has columns: a bar inside a cell is not escaped, or there is one too many.

Markdown readers end the cell at the bar, and drop what is left over. Even in code spans a bar is written `\|`.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It learns p(a|b) from 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It learns p(a\|b) from 3 rivers. |

Fix: safe. The bars inside cells are escaped; which they are is told by what stands in the cells. Empty cells that a
doubled bar makes are taken out.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.places_in_rows import stray_bar
from digestkit.lint.rows import rewritten_row
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.STRAY_BAR, __doc__, rewritten_row, place=stray_bar)
