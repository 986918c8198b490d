"""What other Markdown readers show of a repaired digest, by the benchmark's own measure."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any, Final

import pytest

import digestkit

pytest.importorskip("cmarkgfm")
pytest.importorskip("mistune")

READERS: Final[dict[str, Any]] = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "readers.py"))
BROKEN: Final = r"""## Papers for 2024-03-11

| Title | Authors | Summary |
|-------|---------|---------|
| Wrapped at
  Its Title (Read more on [arXiv](https://arxiv.org/abs/2403.90001) or [HuggingFace](https://huggingface.co/papers/2403.90001))| Ida Holm, tern42 | It learns p(a|b) by `x || y`, in *3* **steps**.  |
| Sound (Read more on [arXiv](https://arxiv.org/abs/2403.90002))| Li Wen | A set \| of <tag> words and a [link](https://example.org/a_(b)). |
| Tags <think> Aloud (Read more on [arXiv](https://arxiv.org/abs/2403.90003))|  | O(*T*<sup>*K*</sup>) with [1,9](8,13) codes
| Last (Read more on [arXiv](https://arxiv.org/abs/2403.90004))| Mara Ek | The end. |
"""  # noqa: E501 - a row of a table is one line


@pytest.mark.parametrize("name", READERS["READERS"])
def test_readers_show_repaired_papers_whole(name: str) -> None:
    reader, count = READERS["READERS"][name], READERS["count_whole"]
    papers = list(READERS["paper_rows"](BROKEN))
    assert len(papers) == 4
    assert count(BROKEN, papers, reader) < 4
    assert count(digestkit.fix(BROKEN), papers, reader) == 4


@pytest.mark.parametrize("name", READERS["READERS"])
def test_a_title_that_is_a_link_counts_with_its_target(name: str) -> None:
    text = (
        "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n"
        "| [Maps of Rivers](https://arxiv.org/abs/2403.90001) | Ida Holm | A map. |\n"
    )
    papers = list(READERS["paper_rows"](text))
    assert READERS["count_whole"](text, papers, READERS["READERS"][name]) == 1
