from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestkit import strategies
from digestkit.diagnostics import Oddity
from digestkit.parsing.dates import date_of_heading


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Papers for 2024-12-30", "2024-12-30"),
        ("Papers for 2024/1/5", "2024-01-05"),
        ("Papers for 2024.12.30", "2024-12-30"),
        ("Papers for 20241230", "2024-12-30"),
        ("2024年12月30日", "2024-12-30"),
        ("Papers for Monday, 30th of December 2024", "2024-12-30"),
        ("Papers for 17MAR2023", "2023-03-17"),
        ("30-Dec-2024", "2024-12-30"),
        ("Dec. 30, 2024", "2024-12-30"),
        ("Sept 3 2024", "2024-09-03"),
        ("14.08.2023", "2023-08-14"),
        ("12/30/2024", "2024-12-30"),
        ("05.05.2023", "2023-05-05"),
        ("1984 new papers for October 9, 2023", "2023-10-09"),
        ("Papers for 2024-12-30 (updated 2024-12-31)", "2024-12-30"),
    ],
)
def test_certain_dates(text: str, date: str) -> None:
    assert str(date_of_heading(text).date) == date


@pytest.mark.parametrize(
    ("text", "oddity"),
    [
        ("Papers for 05.08.2023", Oddity.AMBIGUOUS_DATE),
        ("Papers for 3/7/2023", Oddity.AMBIGUOUS_DATE),
        ("Papers for 2024-12-28 to 2024-12-30", Oddity.AMBIGUOUS_DATE),
        ("Papers for February 2023", Oddity.PARTIAL_DATE),
        ("Papers for 34 October 2023", Oddity.IMPOSSIBLE_DATE),
        ("Papers for 2024-02-30", Oddity.IMPOSSIBLE_DATE),
        ("Papers for -- / --", Oddity.NO_DATE),
        ("Weekly notes on vec7lab and net2", Oddity.NO_DATE),
    ],
)
def test_what_is_not_certain_is_no_date(text: str, oddity: Oddity) -> None:
    found = date_of_heading(text)

    assert (found.date, found.oddity) == (None, oddity)
    assert found.reason


@given(strategies.dates(), st.sampled_from(["{:%Y-%m-%d}", "{0.day} {0:%B} {0.year}", "{0:%b}. {0.day}, {0.year}"]))
def test_every_day_is_read_back(date: object, spelling: str) -> None:
    assert date_of_heading("Papers for " + spelling.format(date)).date == date


@given(st.text("0123456789-/. JanFebMay,年月日", max_size=30))
def test_any_text_is_answered(text: str) -> None:
    found = date_of_heading(text)

    assert (found.date is None) == (found.oddity is not None)
