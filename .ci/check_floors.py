"""Compare figures with the floors that floors.json has for them.

`python check_floors.py GROUP FILE`: FILE holds a JSON object, or lines such as "number  61/70". Exit status 1 where a
figure is missing or has fallen below its floor. `--raise` lifts the group's floors to its figures, less a hair;
no floor is lowered.
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import json
import math
import re
import sys
from pathlib import Path
from typing import Final

FLOORS: Final = Path(__file__).with_name("floors.json")
_SHARE: Final = re.compile(r"^(?P<name>\w+)\s+(?P<right>\d+)/\d+$", re.MULTILINE)  # number     61/70


def figures_of(text: str) -> dict[str, float | None]:
    """The figures of a tool's output by name; of a share the number that is right."""
    if text.lstrip().startswith("{"):
        figures: dict[str, float | None] = json.loads(text)
        return figures
    return {found["name"]: int(found["right"]) for found in _SHARE.finditer(text)}


def compare(floors: dict[str, float], figures: dict[str, float | None]) -> int:
    """Print each figure beside its floor; 1 where one is below."""
    fallen = 0
    for name, floor in floors.items():
        figure = figures.get(name)
        below = figure is None or figure < floor
        fallen += below
        sys.stdout.write(f"{name:24} {figure} (floor {floor}){'  BELOW' if below else ''}\n")
    return 1 if fallen else 0


def floor_of(figure: float) -> float:
    """A figure rounded down: whole numbers stay, shares go down to a multiple of 0.005."""
    return figure if figure == int(figure) else math.floor(figure * 200) / 200


def main(group: str, path: str, *options: str) -> int:
    """Compare the figures of a file with a group of floors, or lift its floors to them."""
    figures = figures_of(Path(path).read_text("utf-8"))
    floors = json.loads(FLOORS.read_text("utf-8"))
    if "--raise" not in options:
        return compare(floors[group], figures)
    before = floors.get(group) or dict.fromkeys(figures, 0.0)
    floors[group] = {name: max(floor, floor_of(figures.get(name) or 0)) for name, floor in before.items()}
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
