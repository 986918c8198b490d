r"""A control character, or the mark of one that could not be decoded.

Nobody sees it, terminals obey it, and many formats do not allow it.

Bad:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps\u0007 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: unsafe. The character is taken out; the mark U+FFFD is not, as a letter stood there.
"""

from __future__ import annotations

import re
from typing import Final

from digestkit.lint.characters import character_rule

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]+|\ufffd+")

RULE = character_rule("DK603", "control-character", __doc__, _CONTROL)
