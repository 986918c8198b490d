"""Documents in all real forms, from `data/documents.txt`, with LF and CR LF, with and without a BOM."""

from __future__ import annotations

from pathlib import Path

import pytest

import digestkit
from digestkit import Digest, Paper
from digestkit.models import Severity

CASES = Path(__file__).parent / "data" / "documents.txt"
MARKS = str.maketrans({"␣": " ", "⍽": "\u00a0", "⌀": "\u200b"})


def read_cases() -> list[tuple[str, str, str]]:
    """Name, document and expectation of each case."""
    cases = []
    for block in CASES.read_text(encoding="utf-8").split("\n===== ")[1:]:
        name, _, rest = block.partition("\n")
        document, _, expected = rest.partition("\n-----\n")
        cases.append((name, document.translate(MARKS) + "\n", expected.translate(MARKS).strip("\n")))
    return cases


def shown(digest: Digest) -> str:
    """A digest as the cases file writes it."""
    codes = sorted(found.code for found in digest.diagnostics if found.severity is not Severity.INFO)
    return "\n".join([" ".join(["day", str(digest.date or "-"), *codes]), *map(shown_paper, digest.papers)])


def shown_paper(paper: Paper) -> str:
    names = "; ".join(author.name for author in paper.authors)
    number = paper.arxiv_id.versioned if paper.arxiv_id else "-"
    summary = paper.summary.text.replace("\r\n", "\n").replace("\n", "¶")
    return f"{number} / {paper.title} / {names} / {summary}"


ALL_CASES = read_cases()
IDS = [name for name, _, _ in ALL_CASES]


def test_there_are_cases() -> None:
    assert len(ALL_CASES) > 25


@pytest.mark.parametrize(("name", "document", "expected"), ALL_CASES, ids=IDS)
def test_document(name: str, document: str, expected: str) -> None:
    found = "\n".join(map(shown, digestkit.parse_many(document)))

    assert found == expected, name


@pytest.mark.parametrize(("name", "document", "expected"), ALL_CASES, ids=IDS)
@pytest.mark.parametrize("form", ["CR LF", "CR", "BOM", "no final newline"])
def test_document_in_another_form(name: str, document: str, expected: str, form: str) -> None:
    text = {
        "CR LF": document.replace("\n", "\r\n"),
        "CR": document.replace("\n", "\r"),
        "BOM": "\ufeff" + document,
        "no final newline": document.rstrip("\n"),
    }[form]

    found = "\n".join(map(shown, digestkit.parse_many(text)))

    assert found.replace("\r", "¶") == expected, name
