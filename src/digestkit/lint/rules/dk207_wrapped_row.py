"""A row that is spread over several lines.

A Markdown table has a line a row: readers end the row at the first line break and show the rest as another one, or end
the table there. It comes from line breaks in titles, and from scripts that fill lines.

Bad:

    | Maps of
      Rivers (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    | Maps of Rivers (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: safe. The row is put on one line; each line break in a cell becomes a space, and goes where it parts an address.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.places_in_rows import first_line_break
from digestkit.lint.rows import rewritten_row
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.WRAPPED_ROW, __doc__, rewritten_row, place=first_line_break)
