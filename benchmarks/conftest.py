"""The parts of the benchmarks lie beside them, in no package."""  # noqa: INP001

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
