"""A paper whose identifier comes from a Hugging Face link alone.

Programs that look for the arXiv link find none.

Bad:

    | Maps (Read more on [HuggingFace](https://huggingface.co/papers/2403.90001)) | Ida Holm | It maps 3 rivers. |

Good:

    | Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | It maps 3 rivers. |

Fix: none.
"""

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.places_in_rows import huggingface_link
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.HUGGINGFACE_ONLY, __doc__, place=huggingface_link)
