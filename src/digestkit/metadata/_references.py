"""Journal references in the way of arXiv's, from the parts that bibliographies have."""

from __future__ import annotations

import re
from typing import Final

from digestkit._fields import one_line

__all__ = ["journal_reference"]

_DASHES: Final = re.compile(r"[ ]?[-‐‑‒–—]{1,3}[ ]?")
_NO_JOURNALS: Final = ("arxiv", "corr")
_YEAR: Final = re.compile(r"[12][0-9]{3}")


def journal_reference(journal: str, volume: str = "", number: str = "", pages: str = "", year: str = "") -> str | None:
    """A reference; None without a journal, and where that is arXiv itself.

    >>> journal_reference("Delta Letters", "9", "2", "90--99", "2024")
    'Delta Letters 9 (2), 90-99 (2024)'
    >>> journal_reference("arXiv preprint arXiv:2403.90001") is journal_reference("CoRR", "abs/2403.90001") is None
    True
    """
    journal = one_line(journal)
    name = journal.lower()
    if not journal or "arxiv" in name or name in _NO_JOURNALS:
        return None
    # The proceedings of a year name it themselves.
    year = year if _YEAR.fullmatch(year) and year not in journal else ""
    head = " ".join(filter(None, (journal, one_line(volume), f"({one_line(number)})" if number else "")))
    where = ", ".join(filter(None, (head, _DASHES.sub("-", one_line(pages)))))
    return f"{where} ({year})" if year else where
