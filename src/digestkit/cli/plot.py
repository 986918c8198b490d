"""The picture of `digestkit stats`: counts a month. matplotlib is imported where it is used."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import click

from digestkit._extras import how_to_install
from digestkit.cli.output import replaced_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["check_plot", "write_plot"]

_KINDS: Final = ("png", "svg")
_SERIES: Final = (("Papers", 1), ("Results", 4), ("Oddities", 5))  # names, and places in a row of counts


def check_plot(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Say at once what would keep a plot from being drawn."""
    if value is None:
        return None
    if _kind(value) not in _KINDS:
        raise click.BadParameter(f"{value!r} ends in neither .png nor .svg")
    if find_spec("matplotlib") is None:
        raise click.BadParameter(f"a plot needs matplotlib; {how_to_install('plot')}")
    return value


def _kind(target: str) -> str:
    return PurePath(target).suffix.lower().removeprefix(".")


def write_plot(target: str, months: Mapping[str, tuple[int, ...]]) -> None:
    """Draw one panel a series, a bar a month. Raises `OSError` where the file cannot be written."""
    rc_context = import_module("matplotlib").rc_context
    # Without a salt and a date the same counts give the same file.
    with rc_context({"svg.hashsalt": "digestkit", "svg.fonttype": "none"}):
        figure = import_module("matplotlib.figure").Figure(
            figsize=(max(6, 0.4 * len(months) + 2), 2.2 * len(_SERIES)), layout="constrained"
        )
        panels = figure.subplots(len(_SERIES), 1, sharex=True)
        for panel, (name, place) in zip(panels, _SERIES, strict=True):
            panel.bar(list(months), [row[place] for row in months.values()], color="#4477aa")
            panel.set_ylabel(name)
            panel.set_ylim(bottom=0)
        panels[-1].tick_params(axis="x", rotation=90)
        with replaced_bytes(target) as file:
            figure.savefig(file, format=_kind(target), metadata={"Date": None} if _kind(target) == "svg" else None)
