"""A row whose arXiv and Hugging Face links are of different papers.

One of them leads to a paper that the row is not about.

Bad:

    | Maps ([arXiv](https://arxiv.org/abs/2403.90001) or [HuggingFace](https://huggingface.co/papers/2403.90002)) | Ida Holm | It maps 3. |

Good:

    | Maps ([arXiv](https://arxiv.org/abs/2403.90001) or [HuggingFace](https://huggingface.co/papers/2403.90001)) | Ida Holm | It maps 3. |

Fix: none. Only the author knows which link is right.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

from digestkit.diagnostics import Oddity
from digestkit.lint.places_in_rows import huggingface_link
from digestkit.lint.rule import Rule

RULE = Rule.reported(Oddity.UNLIKE_IDS, __doc__, place=huggingface_link)
