"""The command line: `digestkit convert`, `show`, `stats`, `results`, `metadata` and `check`.

Exit codes: 0 done; 1 an `error` diagnostic under `--strict`; 2 wrong usage, or an input or output that failed.
Everything here but `main` needs the extra `cli`.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

from digestkit._extras import how_to_install

__all__ = ["main"]

_NEEDED = ("click", "rich")


def main() -> int:
    """Run the command line on `sys.argv` and return its exit code."""
    absent = [name for name in _NEEDED if find_spec(name) is None]
    if absent:
        sys.stderr.write(f"digestkit: the command line needs {' and '.join(absent)}; {how_to_install('cli')}\n")
        return 2
    from digestkit.cli.app import run

    return run()
