"""Five authors, the most that such cells hold.

The page that digests are made from shows five at most, so the list may be longer in truth.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Mara Ek, Sam Okoro, Li Wen, Ana Torvik, Ida Holm | It maps 3. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Li Wen, Ana Torvik, Ida Holm | It maps 3. |

Fix: none.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.CUT_AUTHORS, __doc__)
