r"""A character that changes the direction of the text.

It can show a text in another order than programs read it, and so hide what a line says.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps \u202e3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: unsafe. The character is taken out.
"""

from __future__ import annotations

import re
from typing import Final

from digestkit.lint.characters import character_rule

_BIDIRECTIONAL: Final = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

RULE = character_rule("DK605", "bidirectional-character", __doc__, _BIDIRECTIONAL)
