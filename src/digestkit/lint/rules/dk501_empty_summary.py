"""A paper without a summary.

The summary is what digests are read for; mostly the script that writes it has failed.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm |  |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.places_in_rows import title_of_row
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.EMPTY_SUMMARY, __doc__, place=title_of_row)
