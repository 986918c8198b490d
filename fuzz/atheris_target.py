"""One target under atheris: `python fuzz/atheris_target.py NAME [libFuzzer's flags]`; `fuzz/run.py` calls it."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def main() -> None:
    """Run the target that the first argument names."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["digestkit"]):
        _import_all()
        targets = import_module("fuzz.targets")
    name = sys.argv.pop(1)
    target = targets.TARGETS[name]
    atheris.Setup(sys.argv, target.run)
    atheris.Fuzz()


def _import_all() -> None:
    """Import what is imported at first use otherwise, so that it is instrumented."""
    import pkgutil

    import digestkit

    for module in pkgutil.walk_packages(digestkit.__path__, "digestkit."):
        if not module.name.startswith(("digestkit.cli", "digestkit.strategies")):
            import_module(module.name)


if __name__ == "__main__":
    main()
