"""The picture of `digestkit results`: values over time. matplotlib is imported where it is used."""

from __future__ import annotations

import warnings
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from digestkit.cli.layout import one_line
from digestkit.cli.output import replaced_bytes
from digestkit.models import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digestkit.cli.result_query import Group, Reported

__all__ = ["draw_results"]

_FEW: Final = 25  # points that can be labelled without hiding each other
_LONGEST: Final = 30  # characters of a label
_ROLES: Final = ((Role.PROPOSED, "proposed", "#4477aa"), (Role.BASELINE, "baseline", "#bb5566"), (None, "", "#888888"))
_PLACES: Final = ((4, 2), (4, -2), (-4, 2), (-4, -2))  # of a label beside its point, in points
_SIZE: Final = (9, 5.5)  # inches


def draw_results(target: str, group: Group, title: str) -> None:
    """Draw the results of a group that have a day, a point each. Raises `OSError` where the file cannot be written."""
    dated = [each for each in group.reported if each.date is not None]
    kind = PurePath(target).suffix.lower().removeprefix(".")
    # Without a salt and a date the same results give the same file. A font that lacks a letter shows a box for it.
    with (
        warnings.catch_warnings(),
        import_module("matplotlib").rc_context({"svg.hashsalt": "digestkit", "svg.fonttype": "none"}),
    ):
        warnings.simplefilter("ignore")
        figure = import_module("matplotlib.figure").Figure(figsize=_SIZE, layout="constrained")
        axes = figure.subplots()
        _draw_points(axes, dated)
        _draw_time(axes)
        axes.set_ylabel(_value_label(group), parse_math=False)
        axes.set_title(one_line(title), parse_math=False)
        if len(dated) <= _FEW:
            _draw_labels(axes, [each for each in dated if each.result.subject])
        with replaced_bytes(target) as file:
            figure.savefig(file, format=kind, metadata={"Date": None} if kind == "svg" else None)


def _draw_points(axes: Any, reported: Sequence[Reported]) -> None:  # noqa: ANN401 - of matplotlib, which has no types
    drawn = 0
    for role, name, color in _ROLES:
        of_role = [each for each in reported if each.result.role is role]
        drawn += bool(of_role)
        for each in of_role:
            _draw_spread(axes, each, color)
        if of_role:
            values = [float(each.result.value) for each in of_role]
            axes.scatter([each.date for each in of_role], values, color=color, label=name or "role not said", zorder=2)
    if drawn > 1:
        axes.legend()


def _draw_spread(axes: Any, reported: Reported, color: str) -> None:  # noqa: ANN401
    """A line over a range, or over what ± says."""
    value, spread = reported.result.value, reported.result.uncertainty
    ends = (value, reported.result.upper) if reported.result.upper is not None else None
    if spread is not None:
        ends = (value - spread, value + spread)
    if ends is not None:
        axes.vlines(reported.date, *map(float, ends), color=color, alpha=0.6, zorder=1)


def _draw_labels(axes: Any, reported: Sequence[Reported]) -> None:  # noqa: ANN401
    """The subject beside each point, where there is room for it."""
    axes.figure.draw_without_rendering()  # now it is known where the points are
    boxes: list[Any] = []
    for each in reported:
        for place in _PLACES:
            label = _label(axes, each, *place)
            box = label.get_window_extent()
            if (
                axes.bbox.fully_containsx(box.x0)
                and axes.bbox.fully_containsx(box.x1)
                and not box.count_overlaps(boxes)
            ):
                boxes.append(box)
                break
            label.remove()


def _label(axes: Any, reported: Reported, across: int, up: int) -> Any:  # noqa: ANN401
    name = one_line(reported.result.subject or "")
    return axes.annotate(
        name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…",
        (reported.date, float(reported.result.value)),
        xytext=(across, up),
        textcoords="offset points",
        horizontalalignment="left" if across > 0 else "right",
        verticalalignment="bottom" if up > 0 else "top",
        fontsize=7,
        in_layout=False,
        parse_math=False,  # a lone $ in a name is no formula
    )


def _draw_time(axes: Any) -> None:  # noqa: ANN401
    dates = import_module("matplotlib.dates")
    locator = dates.AutoDateLocator(minticks=3, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
    axes.margins(x=0.12, y=0.1)
    axes.grid(alpha=0.3)


def _value_label(group: Group) -> str:
    """What is measured, where all measure the same, and in what."""
    metrics = {(each.result.metric or "").casefold() for each in group.reported}
    words = group.reported[0].result.metric if len(metrics) == 1 else None
    units = " or ".join(unit or "no unit" for unit in group.units)
    return f"{one_line(words or group.kind.value)} ({units})"
