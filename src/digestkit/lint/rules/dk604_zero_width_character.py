r"""A character without width: a zero-width space, a word joiner, a soft hyphen.

Nobody sees it, but a search for the word does not find it. Joiners that a script or an emoji needs are let be.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 riv\u200bers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: unsafe. The character is taken out.
"""

from __future__ import annotations

import re
from typing import Final

from digestkit.lint.characters import character_rule

_ZERO_WIDTH: Final = re.compile(
    r"""
      [\u200b\u2060\u00ad]+                                     # zero-width space, word joiner, soft hyphen
    | [\u2061-\u2064\u180e\u034f\u3164]+                         # invisible operators, fillers
    | (?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+   # tag characters but those of a flag
    | (?<!\A)\ufeff                                             # a byte order mark that begins no text
    | (?<=[\x00-\x7f])[\u200c\u200d] | [\u200c\u200d](?=[\x00-\x7f]|\Z)   # joiners with nothing to join
    """,
    re.VERBOSE,
)

RULE = character_rule("DK604", "zero-width-character", __doc__, _ZERO_WIDTH)
