"""Faults that were reported for checkers and formatters of such files, each as a case that digestkit must pass.

These are the cases of `data/format-cases.json` whose `call` is `check` or `fix`. As in test_format_cases.py, a key of
`expect` without a check fails its case. A case names rules in words; RULES says which names these stand for.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
import pytest
from markdown_it import MarkdownIt

import digestkit
from digestkit import Diagnostic, Paper
from digestkit.diagnostics import Places
from digestkit.lint.excerpt import cells_of, excerpt

if TYPE_CHECKING:
    from collections.abc import Callable

Json: TypeAlias = Any  # what json.load gives

RULES: Final = {
    "arXiv and Hugging Face ids differ": "ids-differ",
    "likely misreading (GPT-40)": "gpt-4o-with-zero",
    "summary is an error message or refusal": "failed-summary",
    "two papers share one summary": "shared-summary",
}
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_BAR: Final = re.compile(r"(?<!\\)\|")


@attrs.frozen(slots=False)
class Case:
    """One fault: its kind in words, the digest that shows it, and what must come of it."""

    id: str
    kind: str
    input: str
    expect: dict[str, Json]

    @cached_property
    def found(self) -> tuple[Diagnostic, ...]:
        return digestkit.check(self.input)

    @cached_property
    def fixed(self) -> str:
        return digestkit.fix(self.input)

    @property
    def papers(self) -> tuple[Paper, ...]:
        return digestkit.parse(self.input).papers

    @property
    def papers_after(self) -> tuple[Paper, ...]:
        return digestkit.parse(self.fixed).papers

    @property
    def rows_after(self) -> list[str]:
        return [line for line in _LINE_END.split(self.fixed) if line.startswith("|")]


def cases() -> list[Case]:
    text = Path(__file__).with_name("data").joinpath("format-cases.json").read_text("ascii")
    checked = [case for case in json.loads(text) if case["expect"]["call"] in ("check", "check text output", "fix")]
    return [Case(case["id"], case["kind"], case["input"], case["expect"]) for case in checked]


def holds_finding(case: Case, wanted: Json) -> bool:
    name = RULES[wanted["rule"]]
    return any(is_finding(case, found, wanted) for found in case.found if found.name == name)


def is_finding(case: Case, found: Diagnostic, wanted: Json) -> bool:
    start, end = found.span
    told = {"rule": wanted["rule"], "line": found.line, "column": found.column, "span_text": case.input[start:end]}
    return bool(wanted.items() <= told.items())


def shows_caret_behind(case: Case, wanted: Json) -> bool:
    """The cells of the row before the caret, of which a shortened excerpt shows the last ones."""
    [found] = [found for found in case.found if found.name == "gpt-4o-with-zero"]
    shown, carets = excerpt(Places(case.input), found.span).split("\n")
    row = case.input[found.span.start - found.column + 1 : found.span.start]
    at = shown.index("GPT-40")
    return bool(cells_of(row) == wanted) and cells_of(shown[:at]) == carets.index("^") and row.endswith(shown[1:at])


def is_fixpoint(case: Case, runs: int = 1) -> bool:
    text = case.fixed
    return all((text := digestkit.fix(before)) == before for before in [text] * runs)


def has_line_ends_of_one_kind(case: Case, _wanted: Json) -> bool:
    return len({found[0] for found in _LINE_END.finditer(case.fixed)}) == 1


def shows_gfm_cells(case: Case, wanted: Json) -> bool:
    tokens = MarkdownIt("commonmark").enable("table").parse(case.fixed)
    cells = [token for before, token in pairwise(tokens) if before.type == "td_open"]
    return len(cells) == int(wanted) * len(case.papers_after)


def adds_no_code(case: Case, _wanted: Json) -> bool:
    before, after = (Counter(found.code for found in digestkit.check(text)) for text in (case.input, case.fixed))
    return after <= before


NOTES: Final[dict[str, Callable[[Case], bool]]] = {
    "3, 9 and 41 are no numeric results": lambda case: case.expect["results"] == 0,
    "counted from the first character of the row; if the excerpt is shortened, the caret still stands under the G": (
        lambda case: "display_cells_before_caret" in case.expect
    ),
    "words are never joined; the hard break outside the table is kept or the finding has no automatic repair": (
        lambda case: case.fixed.endswith("\n\nFirst line  \nsecond line\n")
    ),
}

CHECKS: Final[dict[str, Callable[[Case, Json], bool]]] = {
    "call": lambda case, wanted: case.expect["call"] == wanted,
    "column_unit": lambda case, _: "column" in case.expect["finding"],
    "display_cells_before_caret": shows_caret_behind,
    "finding": holds_finding,
    "fix_twice_equals_fix_once_for_runs": is_fixpoint,
    "gfm_cells_per_row": shows_gfm_cells,
    "idempotent": lambda case, wanted: is_fixpoint(case) is wanted,
    "ids": lambda case, wanted: [str(paper.arxiv_id) for paper in case.papers_after] == wanted,
    "law": adds_no_code,
    "line_ends": has_line_ends_of_one_kind,
    "lines_of_table": lambda case, wanted: len(case.rows_after) == wanted,
    "no_finding_on_lines": lambda case, wanted: not {found.line for found in case.found} & set(wanted),
    "no_trailing_space": lambda case, wanted: (re.search(r"[ \t]$", case.fixed, re.MULTILINE) is None) is wanted,
    "note": lambda case, wanted: NOTES[wanted](case),
    "paper_id": lambda case, wanted: [str(paper.arxiv_id) for paper in case.papers] == [wanted],
    "papers": lambda case, wanted: len(case.papers) == wanted,
    "papers_kept": lambda case, wanted: len(case.papers_after) == wanted,
    "parse_papers": lambda case, wanted: len(case.papers) == wanted,
    "results": lambda case, wanted: sum(len(paper.summary.results) for paper in case.papers) == wanted,
    "row_bar_count_unescaped": lambda case, wanted: len(_BAR.findall(case.rows_after[-1])) == wanted,
    "row_contains": lambda case, wanted: all(piece in case.rows_after[-1] for piece in wanted),
    "row_ends_with": lambda case, wanted: case.rows_after[-1].endswith(wanted),
    "summaries_after": lambda case, wanted: [paper.summary.text for paper in case.papers_after] == wanted,
    "summary_after": lambda case, wanted: [paper.summary.text for paper in case.papers_after] == [wanted],
    "title_after": lambda case, wanted: [paper.title for paper in case.papers_after] == [wanted],
    "titles": lambda case, wanted: [paper.title for paper in case.papers] == wanted,
    "titles_after": lambda case, wanted: [paper.title for paper in case.papers_after] == wanted,
}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_case(case: Case) -> None:
    assert set(case.expect) <= set(CHECKS), "a key of expect has no check"
    for key, wanted in case.expect.items():
        assert CHECKS[key](case, wanted), (case.kind, key, wanted)
