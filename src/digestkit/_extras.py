"""How to get what an extra brings, said in one way everywhere."""

from __future__ import annotations

__all__ = ["how_to_install"]


def how_to_install(*extras: str) -> str:
    """The commands that bring extras: where digestkit is installed already, and in a checkout of it.

    >>> how_to_install("plot")
    'install the extra: pip install "paper-digestkit[plot]" (in a checkout: pip install -e ".[plot]")'
    """
    names = ",".join(extras)
    kind = "extra" if len(extras) == 1 else "extras"
    return f'install the {kind}: pip install "paper-digestkit[{names}]" (in a checkout: pip install -e ".[{names}]")'
