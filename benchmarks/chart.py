# ruff: noqa: INP001 - a part of a script, in no package
"""The chart of docs/benchmarks.md, which `report.py` draws."""

from __future__ import annotations

import math
import re
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Contestants with the millions of characters that each goes through in a second.
Panel: TypeAlias = list[tuple[str, float]]


class Colours(NamedTuple):
    """The colours of a chart in one of the themes."""

    ink: str
    ours: str
    theirs: str


LIGHT: Final = Colours("#1b1f24", "#0a50a1", "#afb8c1")
DARK: Final = Colours("#e6edf3", "#7cb7ff", "#6e7681")


def digits(value: float) -> str:
    """A positive number with about three digits."""
    return f"{value:,.{max(0, 2 - math.floor(math.log10(value)))}f}"


def chart(panels: list[tuple[str, Panel]], *, dark: bool) -> str:
    """Panels with their titles, one below the other, as SVG on no ground of its own."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    colours = DARK if dark else LIGHT
    mpl.rc("svg", hashsalt="digestkit", fonttype="none")  # the same figures make the same file, and text stays text
    mpl.rc("text", color=colours.ink)
    mpl.rc("axes", labelcolor=colours.ink, edgecolor=colours.ink)
    mpl.rc("xtick", color=colours.ink)
    mpl.rc("ytick", color=colours.ink)
    heights = {"height_ratios": [len(lines) + 1 for _, lines in panels]}
    figure, axes = plt.subplots(len(panels), 1, sharex=True, figsize=(8, 9), gridspec_kw=heights)
    for axis, (group, lines) in zip(axes, panels, strict=True):
        draw(axis, group, lines, colours)
    axes[-1].set_xlabel("million characters a second, over the archive (logarithmic; more is faster)")
    axes[-1].set_xlim(right=2 * max(rate for _, lines in panels for _, rate in lines))
    figure.tight_layout()
    file = StringIO()
    figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    plt.close(figure)
    return re.sub(r"[ \t]+$", "", file.getvalue(), flags=re.MULTILINE)


def draw(axis: Axes, group: str, lines: Panel, colours: Colours) -> None:
    """A panel: a bar for each contestant, digestkit's in their own colour."""
    fills = [colours.ours if name.startswith("digestkit") else colours.theirs for name, _ in lines]
    rates = [rate for _, rate in lines]
    bars = axis.barh([name for name, _ in lines], rates, color=fills)
    axis.bar_label(bars, [digits(rate) for rate in rates], padding=3)
    axis.set_title(group, loc="left", fontsize=11, fontweight="bold")
    axis.invert_yaxis()
    axis.set_xscale("log")
    axis.xaxis.set_major_formatter("{x:g}")
    axis.spines[["top", "right"]].set_visible(False)
