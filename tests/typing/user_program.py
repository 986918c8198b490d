"""A user's program, as a type checker sees it; it runs, too."""

from __future__ import annotations

import io
import sys
from datetime import date
from decimal import Decimal
from typing import assert_type

import digestkit
from digestkit.models import AuthorOrder, SectionKind, Severity

TEXT = """
## Papers for 2024-03-11

| Title | Authors | Summary |
|-------|---------|---------|
| Rivers (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| Li Wen, Ida Holm | i) A map. iv) Recall is 71.5%. |
"""


def read_a_digest(digest: digestkit.Digest) -> None:
    assert_type(digest.date, date | None)
    assert_type(digest.papers, tuple[digestkit.Paper, ...])
    for diagnostic in digest.diagnostics:
        assert_type(diagnostic.severity, Severity)


def read_a_paper(paper: digestkit.Paper) -> None:
    assert_type(paper.title, str)
    assert_type(paper.first_author, digestkit.Author | None)
    assert_type(paper.author_order, AuthorOrder)
    assert_type(paper.authors_complete, bool | None)
    assert_type(paper.arxiv_id, digestkit.ArxivId | None)
    assert_type(paper.summary.section("results"), digestkit.Section | None)
    assert_type(paper.summary.sections_of(SectionKind.RESULTS), tuple[digestkit.Section, ...])
    assert_type([result.value for result in paper.summary.outcomes], list[Decimal])


def build_a_paper() -> digestkit.Paper:
    return digestkit.Paper(
        title="Maps of Rivers",
        authors=[digestkit.Author(name="Ida Holm")],
        arxiv_id=digestkit.ArxivId.parse("2403.90001"),
        summary="i) A map.",
    )


def main() -> None:
    digest = digestkit.parse(TEXT, source="2024-03-11.md")
    read_a_digest(digest)
    read_a_paper(digest.papers[0])
    read_a_paper(build_a_paper())
    assert_type(digestkit.from_json(digestkit.to_json(digest)), tuple[digestkit.Digest, ...])
    assert_type(digestkit.from_csv(digestkit.to_csv(digest)), tuple[digestkit.Digest, ...])
    assert_type(digestkit.results_to_csv(digest.papers), str)
    assert_type(list(digestkit.parse_many(digestkit.to_markdown(digest))), list[digestkit.Digest])
    assert_type(digestkit.parse_summary("i) A map.", title="Maps of Rivers"), digestkit.Summary)
    assert_type(digestkit.extract_results("Recall is 71.5%."), tuple[digestkit.NumericResult, ...])
    file = io.StringIO()
    digestkit.write([digest, build_a_paper()], file, format="json")
    sys.stdout.write(digestkit.to_bibtex(digest))


if __name__ == "__main__":
    main()
