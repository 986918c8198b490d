"""Several rows on one line.

The line break between them was lost. Markdown readers take the line for a single row and drop what is too much for it.

Bad:

    | A (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Li Wen | It has 1. | | B (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It has 2. |

Good:

    | A (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Li Wen | It has 1. |
    | B (Read more on [arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It has 2. |

Fix: safe. Each row gets a line.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.rows import rewritten_row
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.JOINED_ROWS, __doc__, rewritten_row)
