"""Laws of `digestkit results`, for any names and numbers: finding, order, table and picture."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

pytest.importorskip("click")
pytest.importorskip("rich")

from rich.cells import cell_len

from digestkit import ArxivId, NumericResult, Paper, Span
from digestkit.cli.layout import Layout
from digestkit.cli.result_names import Words, letters_of
from digestkit.cli.result_plot import draw_results
from digestkit.cli.result_query import Found, Query, Reported, in_groups
from digestkit.cli.result_table import table_lines, value_text
from digestkit.cli.streams import visible
from digestkit.models import Comparator, Digest, Direction, ResultKind, Role, SectionKind

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE: Final = "$\\bad{ \x1b[31m \u202e 河流地图 e\u0301 <b> ﬁ"
TEXTS: Final = st.text(st.characters(codec="utf-8") | st.sampled_from("aAsS205- _İßΣé河$\x1b\u202e"), max_size=40)
NAMES: Final = st.none() | TEXTS | st.sampled_from(("MATH-500", "average accuracy", "A-Very-Long-Name" * 4, HOSTILE))


def number(value: str = "71.5", **fields: Any) -> NumericResult:  # noqa: ANN401
    plain = NumericResult(
        text=value, span=Span(0, 1), sentence_span=Span(0, 1), section=SectionKind.RESULTS, value=Decimal(value)
    )
    return attrs.evolve(plain, **fields)


def reported(value: str = "71.5", day: int | None = 11, title: str = "Maps", **fields: Any) -> Reported:  # noqa: ANN401
    paper = Paper(title=title, arxiv_id=ArxivId.parse("2403.90100"))
    return Reported(dt.date(2024, 3, day) if day else None, paper, number(value, **fields))


@st.composite
def anything_reported(draw: st.DrawFn) -> Reported:
    value = draw(st.decimals(allow_nan=False, allow_infinity=False))
    fields = {name: draw(NAMES) for name in ("metric", "benchmark", "subject", "baseline")}
    kind = draw(st.sampled_from([ResultKind.SCORE, ResultKind.CHANGE, ResultKind.FACTOR]))
    return reported(
        str(value),
        draw(st.none() | st.integers(1, 31)),
        draw(TEXTS),
        text=draw(st.just(str(value)) | TEXTS),
        unit=draw(st.sampled_from((None, "%", "points", "x", "s", "audio tasks"))),
        kind=kind,
        comparator=draw(st.sampled_from(Comparator)),
        direction=draw(st.none() | st.sampled_from(Direction)),
        role=draw(st.none() | st.sampled_from(Role)),
        **fields,
    )


@given(TEXTS)
def test_a_name_finds_itself(name: str) -> None:
    assume(any(character.isalpha() for character in letters_of(name)))
    words = Words(name)
    assert words.fits(name)
    assert words.fits(name, exact=True)
    assert words.fits(f"the {name} set")
    assert not words.fits(None)


@given(TEXTS, TEXTS, TEXTS)
def test_a_name_is_never_missed_where_it_stands_in_the_text(before: str, name: str, after: str) -> None:
    assume(any(character.isalpha() for character in letters_of(name)))
    for asked in {name, *name.split()} - {""}:
        try:
            words = Words(asked)
        except ValueError:
            continue
        assert not words.fits(name) or words.may_stand_in(letters_of(before + name + after))


@given(st.from_regex(r"[a-z]{2,8}-[0-9]{1,4}", fullmatch=True))
def test_hyphens_spaces_and_case_make_no_difference(name: str) -> None:
    forms = [name, name.upper(), name.replace("-", " "), name.replace("-", ""), f"({name.title()})"]
    assert all(Words(asked).fits(form, exact=True) for asked in forms for form in forms)


@pytest.mark.parametrize(
    ("asked", "name", "fits"),
    [
        ("acc", "accuracy", False),
        ("accuracy", "average accuracy", True),
        ("frechet", "Fréchet Inception Distance (FID)", True),
        ("fid", "Fréchet Inception Distance (FID)", True),
        ("math", "MathVista", False),
        ("gsm", "GSM8K", True),
        ("math 500", "MATH-5000", False),
        ("aime 24", "AIME2024", True),
        ("aime 24", "AIME25", False),
        ("os-world", "OSWorld", True),
        ("osworld", "OS-World", True),
        ("success rates", "success rate", True),
        ("loss", "los", False),
        ("τ-bench", "Τ-Bench", True),
    ],
)
def test_names(asked: str, name: str, fits: bool) -> None:
    assert Words(asked).fits(name) is fits


@given(st.lists(anything_reported(), max_size=12), st.booleans())
def test_order_loses_nothing_and_is_by_value_then_date(results: list[Reported], lowest_first: bool) -> None:
    groups = in_groups(results, lowest_first=lowest_first)
    assert sorted(id(each) for group in groups for each in group.reported) == sorted(map(id, results))
    for group in groups:
        keys = [
            (each.result.value.copy_negate() if not lowest_first else each.result.value, each.day)
            for each in group.reported
        ]
        assert keys == sorted(keys)
        assert len({each.result.kind for each in group.reported}) == 1
        assert len({each.result.unit for each in group.reported} - {None}) <= 1
    assert len({(group.kind, *sorted(map(str, group.units))) for group in groups}) == len(groups)


def test_units_that_can_be_compared_share_a_group() -> None:
    units = ("%", None, "s", None, "%")
    groups = in_groups([reported(str(place), unit=unit) for place, unit in enumerate(units)])
    assert [(group.title, len(group.reported)) for group in groups] == [
        ("Scores in % or without unit", 4),
        ("Scores in s", 1),
    ]
    changes = in_groups([reported(unit=unit, kind=ResultKind.CHANGE) for unit in ("%", None, "points")])
    assert [group.title for group in changes] == ["Changes without unit or in points", "Changes in %"]


def test_a_range_fits_where_a_part_of_it_does() -> None:
    spread = number("10", upper=Decimal(20))
    assert Query(lowest=Decimal(15)).fits(spread)
    assert Query(highest=Decimal(15)).fits(spread)
    assert not Query(lowest=Decimal(21)).fits(spread)
    assert not Query(highest=Decimal(9)).fits(spread)


def test_the_first_day_counts_whatever_the_order() -> None:
    found = Found(Query())
    for each in (reported(day=None), reported(day=20), reported(day=3), reported(day=11), reported("8", day=30)):
        found.add(each)
    assert [(each.date and each.date.day, str(each.result.value)) for each in found.reported] == [
        (3, "71.5"),
        (30, "8"),
    ]
    assert Found.of([Digest(papers=(Paper(title="Maps"),))], Query()).reported == ()


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"text": "71.5%", "unit": "%", "comparator": Comparator.AT_LEAST}, "≥ 71.5%"),
        ({"text": "71.5", "unit": "%", "comparator": Comparator.ABOUT}, "~ 71.5%"),
        ({"text": "71.5", "unit": "s", "comparator": Comparator.LESS}, "< 71.5 s"),
        ({"text": "71.5 ± 0.2", "comparator": Comparator.AT_MOST}, "≤ 71.5 ± 0.2"),
        ({"text": "twice", "unit": "x", "direction": Direction.DECREASE}, "↓ twice"),
        ({"text": "71.5", "direction": Direction.INCREASE, "comparator": Comparator.GREATER}, "↑ > 71.5"),
        ({"text": "+71.5", "direction": Direction.INCREASE}, "+71.5"),
    ],
)
def test_values_as_printed(fields: dict[str, Any], shown: str) -> None:
    assert value_text(number(**fields)) == shown


@given(st.lists(anything_reported(), min_size=1, max_size=5), st.integers(30, 100))
def test_lines_of_the_table_fit_and_are_harmless(results: list[Reported], width: int) -> None:
    groups = in_groups(results)
    lines = "\n".join(table_lines(groups, Layout(width=width))).split("\n")
    assert all(cell_len(line) <= width and visible(line) == line and line == line.rstrip() for line in lines)
    letters = "".join("".join(lines).split())
    if len(groups) == len(results) == 1:
        each = results[0]
        for name in (each.result.metric, each.result.subject, each.paper.title):
            assert not name or len(name) > 20 or set("".join(visible(name).split())) <= set(letters)
        assert "https://arxiv.org/abs/2403.90100" in letters


WIDE: Final[dict[str, Any]] = {
    "metric": "mean accuracy",
    "benchmark": "all of the five lakes",
    "subject": "Fenwick with a longer name",
}


def test_roles_go_where_columns_are_narrow() -> None:
    roles = (Role.PROPOSED, Role.BASELINE, None)
    groups = in_groups([reported(str(90 - place), role=role, **WIDE) for place, role in enumerate(roles)])
    wide, narrow, narrowest = ("\n".join(table_lines(groups, Layout(width=width))) for width in (100, 56, 34))
    assert (wide.count("Role"), wide.count("baseline"), wide.count("(baseline)")) == (1, 1, 0)
    assert (narrow.count("Role"), narrow.count("(baseline)"), narrow.count("proposed")) == (0, 1, 0)
    assert narrowest.count("Subject    Fenwick with a longer") == 3


@pytest.mark.skipif(find_spec("matplotlib") is None, reason="matplotlib is not installed")
@pytest.mark.parametrize("count", [1, 8, 40])
def test_a_picture_of_any_names(tmp_path: Path, count: int) -> None:
    spread: tuple[dict[str, Any], ...] = {"uncertainty": Decimal("0.5")}, {"upper": Decimal(90)}, {}
    results = [
        reported(f"{place}.5", 1 + place % 28 or None, subject=HOSTILE, metric=HOSTILE, **spread[place % 3])
        for place in range(count)
    ]
    [group] = in_groups([*results, reported(day=None, metric=HOSTILE)])
    draw_results(str(tmp_path / "m.svg"), group, HOSTILE)
    drawn = (tmp_path / "m.svg").read_text("utf-8")
    assert "\\bad{" in drawn
    assert drawn.count("<use ") >= count
