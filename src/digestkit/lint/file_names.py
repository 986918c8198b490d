"""The day that a file is named after."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

__all__ = ["date_of_file"]

_DATED: Final = re.compile(
    r"""
      (?:^|/) (?P<y1>\d{4}) / (?P<m1>\d{2}) / (?P<d1>\d{2}) \.\w+ \Z             # archive/2024/03/11.md
    | (?<!\d) (?P<y2>\d{4}) - (?P<m2>\d{2}) - (?P<d2>\d{2}) (?!\d) [^/]* \Z      # digest-2024-03-11.md
    """,
    re.VERBOSE | re.ASCII,
)


def date_of_file(name: str | None) -> dt.date | None:
    """The date in the name of a file, or None.

    >>> date_of_file("archive/2024/03/11.md")
    datetime.date(2024, 3, 11)
    >>> date_of_file("README.md") is None
    True
    """
    found = _DATED.search(name.replace("\\", "/")) if name else None
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
