"""Laws that hold for every text and every digest."""

from __future__ import annotations

import copy
import pickle

from hypothesis import example, given
from hypothesis import strategies as st

import digestkit
from digestkit import Digest, Paper, strategies
from digestkit.formats.markdown import author_cells
from digestkit.identifiers import link_arxiv_id, link_huggingface_id
from digestkit.parsing.title import read_title


def squash(text: str) -> str:
    return " ".join(text.split())


def essence(paper: Paper) -> tuple[str | None, str, list[str], str]:
    """What Markdown has to hold of a paper."""
    number = None if paper.arxiv_id is None else paper.arxiv_id.versioned
    return number, paper.title, [author.name for author in paper.authors], squash(paper.summary.text)


@given(strategies.digests())
def test_markdown_gives_back_what_was_written(digest: Digest) -> None:
    text = digestkit.to_markdown(digest)

    again = digestkit.parse(text, author_cells=author_cells(digest))

    assert [essence(paper) for paper in again.papers] == [essence(paper) for paper in digest.papers]
    assert again.date == digest.date


@given(st.lists(strategies.digests(min_papers=1), min_size=2, max_size=3))
def test_several_days_stay_apart(days: list[Digest]) -> None:
    again = list(digestkit.parse_many(digestkit.to_markdown(days)))

    assert [len(digest.papers) for digest in again] == [len(digest.papers) for digest in days]
    assert [digest.date for digest in again] == [digest.date for digest in days]


@given(strategies.documents())
def test_real_forms_are_read_whole(document: tuple[str, Digest]) -> None:
    text, digest = document

    again = digestkit.parse(text)

    assert [essence(paper) for paper in again.papers] == [essence(paper) for paper in digest.papers]
    assert again.date == digest.date


@given(st.text() | st.text("|\n -:#\\`[]()P2024") | strategies.digest_texts())
def test_any_text_is_read(text: str) -> None:
    for digest in digestkit.parse_many(text):
        assert all(0 <= diagnostic.span.start <= diagnostic.span.end <= len(text) for diagnostic in digest.diagnostics)


FRAGMENTS = (
    "## Papers for 2024-03-11",
    "# See ",
    "**2024-03-12**",
    "| Title | Authors | Summary |",
    "Title | Authors",
    "|---|---|---|",
    "--|--",
    "[x](https://arxiv.org/abs/2403.90001)",
    "(Read more on [HuggingFace](https://huggingface.co/papers/2403.90002))",
    "| Li Wen, Ida Holm |",
    " | ",
    "|",
    "text",
    "```",
    "<!--",
    "-->",
    "> ",
    "  ",
    "\n",
    "\n\n",
    "\r",
)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
@example("Title|Author\r#](http://huggingface.co/|9")
@example("Title | Authors\n---|---\na | b\n## See [x](https://arxiv.org/abs/2403.90001) | more\n")
def test_any_mixture_of_parts_is_read_to_its_end(text: str) -> None:
    assert sum(len(digest.papers) for digest in digestkit.parse_many(text)) <= len(text)


@given(strategies.digest_texts())
def test_spans_slice_back(text: str) -> None:
    for digest in digestkit.parse_many(text):
        for paper in digest.papers:
            spans = (paper.title_span, paper.authors_span, paper.summary_span)
            assert paper.span is not None
            assert all(span is None or paper.span.start <= span.start <= span.end <= paper.span.end for span in spans)
            if paper.title_span is not None:
                start, end = paper.title_span
                assert Paper(title=text[start:end].replace("\\|", "|")).title == paper.title
            if paper.summary_span is not None:
                start, end = paper.summary_span
                assert text[start:end].replace("\\|", "|") == paper.summary.text


@given(strategies.digest_texts(), st.data())
def test_summary_spans_are_found_in_the_document(text: str, data: st.DataObject) -> None:
    for digest in digestkit.parse_many(text):
        for paper in digest.papers:
            if paper.summary_span is None:
                continue
            length = len(paper.summary.text)
            start = data.draw(st.integers(0, length))
            end = data.draw(st.integers(start, length))
            left, right = digest.locate(paper, digestkit.Span(start, end))
            assert text[left:right].replace("\\|", "|") == paper.summary.text[start:end]


@given(strategies.digests())
def test_digests_copy_pickle_and_hash(digest: Digest) -> None:
    for again in (pickle.loads(pickle.dumps(digest)), copy.deepcopy(digest)):  # noqa: S301 - our own bytes
        assert again == digest
        assert hash(again) == hash(digest)


@given(strategies.digest_texts())
def test_reading_twice_gives_the_same(text: str) -> None:
    assert list(digestkit.parse_many(text)) == list(digestkit.parse_many(text))


NUMBERS = st.from_regex(r"[0-9]{4}\.[0-9]{4,5}", fullmatch=True)


@given(NUMBERS)
@example("2412.18925")
@example("2412.00000")
@example("1412.18925")
def test_usual_links_are_read_as_all_others(number: str) -> None:
    assert link_arxiv_id(f"https://arxiv.org/abs/{number}") == link_arxiv_id(f"HTTPS://arxiv.org/abs/{number}")
    usual = f"https://huggingface.co/papers/{number}"
    assert link_huggingface_id(usual) == link_huggingface_id(usual.upper().replace("PAPERS", "papers"))


TITLE_PIECES = st.sampled_from(
    (
        "Maps",
        " ",
        "  ",
        "of",
        "(",
        ")",
        "[",
        "]",
        "<br>",
        "**",
        "://",
        "read more",
        "(Read more on [",
        "\n",
        "\u00e9",
        "-",
    )
)


@given(st.lists(TITLE_PIECES, max_size=12).map("".join), NUMBERS)
def test_usual_titles_are_read_as_all_others(title: str, number: str) -> None:
    links = f"[arXiv](https://arxiv.org/abs/{number}) or [HuggingFace](https://huggingface.co/papers/{number})"
    usual = f"{title} (Read more on {links})"
    assert read_title(usual) == read_title(f"{usual}.")
