"""The seed corpus: made of the examples, the tests' files and the Hypothesis strategies, never stored."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import digestkit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy

    from digestkit import Digest

__all__ = ["dictionary", "seeds"]

_T = TypeVar("_T")
_ROOT: Final = Path(__file__).parent.parent
_EXAMPLES: Final = 40  # drawn from each strategy
_ATOM: Final = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2403.90001v2</id>
<updated>2024-03-12T00:00:00Z</updated><published>2024-03-11T00:00:00Z</published><title>Maps of Rivers</title>
<author><name>Ida Holm</name></author><category term="cs.CL"/>
<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/rivers.9</arxiv:doi></entry></feed>
"""
_OAI: Final = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><metadata>
<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2403.90001</id><created>2024-03-11</created><authors><author>
<keyname>Holm</keyname><forenames>Ida</forenames></author></authors><title>Maps of Rivers</title>
<categories>cs.CL cs.CV</categories></arXiv></metadata></record></ListRecords></OAI-PMH>
"""
_WORDS: Final = (
    "| Title | Authors | Summary |", "|---|---|---|", "## Papers for 2024-03-11", "(Read more on [arXiv](",
    "https://arxiv.org/abs/2403.90001", "https://huggingface.co/papers/", "\\|", "i) ", "ii) ", "iv) ", "**", "```",
    "<!--", "-->", "\r\n", "\ufeff", "\u202e", "71.5%", " ± ", "2.4×", "10^{5}", "1e999", "from 60.1 to ", "F1 of ",
    "@misc{", "@string{a = ", " # ", "title = {", "author = {", "eprint = {", "}", " and ", "\\input{", "\\write18{",
    "$x^2$", "\\frac{", '{"schema": 1, "digests": [', '"papers"', '"summary"', '"arxiv_id"', "date,title,summary",
    '<!DOCTYPE a [<!ENTITY b "c">]>', "<arXiv>", "<entry>", "&amp;", "\\u0000", "et al.",
)  # fmt: skip


def dictionary() -> str:
    """The words that a fuzzer may put in, in libFuzzer's form."""
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in _WORDS)
    return "".join(f'"{word}"\n' for word in quoted)


@cache
def seeds(kind: str) -> list[bytes]:
    """The seeds of a kind, the same at each call."""
    found = {"digest": _digests, "summary": _summaries, "catalogue": _catalogues, "paper": _papers}.get(kind)
    texts = found() if found is not None else _written(kind)
    return list(dict.fromkeys(text.encode("utf-8", "surrogateescape") for text in texts))


def _documents() -> list[Digest]:
    text = (_ROOT / "examples/2024-03-11.md").read_text(encoding="utf-8")
    return [*digestkit.parse_many(text), *_drawn_digests()]


def _digests() -> Iterator[str]:
    text = (_ROOT / "examples/2024-03-11.md").read_text(encoding="utf-8")
    head, *rows = text.split("\n| ")
    yield from (f"{head}\n| {row}" for row in rows)
    yield from (_ROOT / "tests/data/documents.txt").read_text(encoding="utf-8").split("\n===== ")
    from digestkit import strategies

    yield from _drawn(strategies.digest_texts())


def _summaries() -> Iterator[str]:
    for digest in _documents():
        yield from (f"{paper.title}\n{paper.summary.text}" for paper in digest.papers)
    yield from (_ROOT / "tests/data/results.txt").read_text(encoding="utf-8").splitlines()


def _papers() -> Iterator[str]:
    for digest in _documents():
        for paper in digest.papers:
            url = paper.links[0].url if paper.links else ""
            names = ";".join(author.name for author in paper.authors)
            yield "\n".join((paper.title, names, url, ",".join(paper.categories), paper.summary.text))


def _written(kind: str) -> Iterator[str]:
    for digest in _documents():
        if kind == "bibtex":
            yield digestkit.to_bibtex(digest, on_loss=lambda _: None)
        else:
            yield digestkit.to_json(digest) if kind == "json" else digestkit.to_csv(digest)


def _catalogues() -> Iterator[str]:
    for path in sorted((_ROOT / "examples").glob("*.json")):
        yield from (path.read_text(encoding="utf-8"), *path.read_text(encoding="utf-8").splitlines()[:3])
    yield from (_ATOM, _OAI)
    for digest in _documents()[:9]:
        yield digestkit.to_csl_json(digest)
        yield digestkit.to_bibtex(digest, on_loss=lambda _: None)


@cache
def _drawn_digests() -> list[Digest]:
    from digestkit import strategies

    return _drawn(strategies.digests(min_papers=1))


def _drawn(strategy: SearchStrategy[_T]) -> list[_T]:
    """Examples of a strategy, the same at each call."""
    from hypothesis import HealthCheck, Phase, given, settings

    found: list[_T] = []

    @settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=_EXAMPLES,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(drawn: _T) -> None:
        found.append(drawn)

    keep()
    return found
