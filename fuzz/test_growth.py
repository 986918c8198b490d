"""No step takes more than time linear in its input: eight times the text may take a little over eight times as long.

Ratios of processor time, the least of several measurements, decide; no test knows how fast the machine is.
"""

from __future__ import annotations

import contextlib
import gc
import re
import time
import warnings
from typing import TYPE_CHECKING, Final

import pytest

import digestkit
from digestkit import Author, Paper

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE: Final = 500  # characters of the shorter text
TIMES: Final = 8
MOST: Final = 24  # what is quadratic takes 64 times as long
LEAST: Final = 0.004  # seconds that the longer text must take before the ratio says anything

HEAD: Final = "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n"
ROW: Final = "| Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| Ida Holm | It maps 3 rivers. |\n"
UNITS: Final = (
    "|", "\\|", "\\", "*", "**", "* ", "_", "`", "```", "$", "$$", "{", "}", "{}", "[", "]", "(", ")", "()", "<", ">",
    "<a ", "<!--", "-->", "&", "&#", '"', "'", '""', "“", "”", "’", "#", "# ", "-", "--", "~", "^", "%", "@", ":",
    "; ", ".", ". ", "?", "!", "/", "=", "±", "×", "0", "1,", "1,000,", "1.", "1. ", "1-", "1e", "2%", "9 ", "3x ",
    "10^", "1/", "from 1 to ", "a", "A", "A ", "a-", "a_", "a.", "é", "\u0301", "河", "🦙", "\u200b", "\u202e",
    "\ud800", "i) ", "ii) i) ", "(i) ", "iv", "V)", "**i)** ", "- i) ", "1) ", "a) ", "Summary: ", "**Results:** ",
    " ", "\t", "\n", "\r", "\r\n", " \n", "\n\n", "\n  x", "a\n", "\u00a0", "\u2028", "\x00", "\x1c", "](", "[x](",
    "[x](y)", "![x](", "[[", "[x]", "http://", "https://arxiv.org/abs/", "arxiv.org/", "2403.90001 ",
    "[arXiv](https://arxiv.org/abs/2403.90001) ", "(Read more on ", "javascript:", "Ida, ", "and ", " and", "et al. ",
    "e.g. ", "Jr., ", "@misc{", "@misc{a, b = {", '"{', "x = {c}, ", "# a ", "\\input{", "|-", "|---|",
    "| a | b | c |\n", "|\n", "a|b\n", "> ", "```\n", "## 2024-03-11\n", HEAD, ROW, "2024-", "accuracy of 71.5% ",
    "of 5, 6 and 7 on A, B and C ", "GPT-9 ", "vs. ", "up to ", "than ", '{"a":', "[1,", '{"a": 1, "a": ', '"\\u',
    ",", ",,", '"a"', '"\n', "=1+1,", "'=", "\\frac{", "x^{", "\\'", "\\alpha ",
)  # fmt: skip


def of_unit(unit: str, times: int) -> str:
    return (unit * (SIZE * times // len(unit) + 1))[: SIZE * times]


def in_title(text: str) -> str:
    return f"{HEAD}| {text} (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| Ida Holm | It maps 3 rivers. |\n"


def in_summary(text: str) -> str:
    return f"{HEAD}| Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| Ida Holm | {text} |\n"


def in_names(text: str) -> str:
    return f"{HEAD}| Maps (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| {text} | It maps 3 rivers. |\n"


def read(text: str) -> None:
    list(digestkit.parse_many(text))


def refused(read_text: Callable[[str], object]) -> Callable[[str], None]:
    def call(text: str) -> None:
        with contextlib.suppress(digestkit.DigestError):
            read_text(text)

    return call


def split(text: str) -> None:
    assert digestkit.parse_summary(text).sections is not None


def into_bibtex(text: str) -> None:
    paper = Paper(title=text, authors=(Author(f"a {text}"),), summary=text)
    digestkit.to_bibtex(paper, on_loss=lambda _: None, fields=("abstract",))


ENTRIES: Final[dict[str, Callable[[str], object]]] = {
    "parse_many": read,
    "parse_many, in a title": lambda text: read(in_title(text)),
    "parse_many, in a summary": lambda text: read(in_summary(text)),
    "parse_many, in names": lambda text: read(in_names(text)),
    "parse_summary": split,
    "extract_results": digestkit.extract_results,
    "check": digestkit.check,
    "check, in a title": lambda text: digestkit.check(in_title(text)),
    "check, in a summary": lambda text: digestkit.check(in_summary(text)),
    "fix": lambda text: digestkit.fix(text, unsafe_fixes=True),
    "fix, in a summary": lambda text: digestkit.fix(in_summary(text), unsafe_fixes=True),
    "from_json": refused(digestkit.from_json),
    "from_csv": refused(lambda text: digestkit.from_csv("title,authors,links\n" + text)),
    "to_bibtex": into_bibtex,
    "to_markdown": lambda text: digestkit.to_markdown(Paper(title=text, authors=(Author(f"a {text}"),), summary=text)),
    "to_csv": lambda text: digestkit.to_csv(Paper(title=text, authors=(Author(f"a {text}"),), summary=text)),
    "from_bibtex": refused(digestkit.from_bibtex),
}


def cost(call: Callable[[str], object], text: str, best_of: int) -> float:
    """The least processor time of several calls, in seconds."""
    least = float("inf")
    for _ in range(best_of):
        start = time.process_time()
        call(text)
        least = min(least, time.process_time() - start)
    return least


def growth(call: Callable[[str], object], unit: str) -> float:
    """How many times as long the longer text takes; 0 where both take no time to speak of."""
    shorter, longer = of_unit(unit, 1), of_unit(unit, TIMES)
    slow = cost(call, longer, 1)
    if slow < LEAST:
        return 0
    ratio = slow / max(cost(call, shorter, 3), LEAST / 100)
    # A disturbance makes one measurement too long; what is not linear stays so when it is measured again.
    return ratio if ratio <= MOST else cost(call, longer, 3) / max(cost(call, shorter, 5), LEAST / 100)


@pytest.mark.parametrize("entry", ENTRIES)
def test_time_grows_with_the_text_and_no_faster(entry: str) -> None:
    if entry == "from_bibtex":
        pytest.importorskip("bibtexparser", reason="the extra `bib` is not installed")
    call = ENTRIES[entry]
    call("Maps.")  # what is imported and compiled at the first use
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = {unit: growth(call, unit) for unit in UNITS}
    finally:
        gc.enable()
    assert {unit: round(ratio) for unit, ratio in found.items() if ratio > MOST} == {}


def test_what_is_quadratic_is_found() -> None:
    assert growth(re.compile("a*b").search, "a") > MOST
