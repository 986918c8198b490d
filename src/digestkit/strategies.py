"""Hypothesis strategies for digestkit's types and texts (extra `hypothesis`).

`papers`, `summaries` and `digests` make values that Markdown can hold: `parse(to_markdown(digest))` gives back their
identifiers, titles, names and summaries. `documents` pairs such a digest with a text of it in one of the forms that
real digests have; `digest_texts` is the text alone.

    from hypothesis import given
    from digestkit import strategies

    @given(strategies.documents())
    def test_my_reader(document):
        text, digest = document
        assert [p.title for p in my_reader(text)] == [p.title for p in digest.papers]
"""

from __future__ import annotations

import datetime as dt
import re
import string
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from digestkit.formats import to_markdown
from digestkit.identifiers import ArxivId
from digestkit.models import Author, AuthorCells, AuthorOrder, Digest, Link, Metadata, Paper, Summary, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = [
    "arxiv_ids",
    "authors",
    "dates",
    "digest_texts",
    "digests",
    "documents",
    "metadata",
    "papers",
    "summaries",
    "titles",
]

_WORDS: Final = (
    "Maps",
    "of",
    "Rivers",
    "GPT-9",
    "Σ-Net",
    "3D",
    "R&B",
    "64%",
    "$x^2$",
    "`cat`",
    "A|B",
    "Über",
    "(and)",
    "--",
    "<t>",
)
_SENTENCES: Final = (
    "The paper introduces Ferrule.",
    "Can maps be read at night?",
    "Accuracy is 71.5% on Quartz-3, up from 68.2%.",
    "It is 2.4× faster, with a loss of 0.31 ± 0.02.",
    "For practitioners, P(a|b) matters.",
    "The gate `left||right` picks one.",
)
_MARKED: Final = "i) {} ii) {} iii) {} iv) {} v) {}"
# Names that a cell of names cannot hold as one: those that mean the end of a list, or a part of the name before.
_NO_NAME: Final = re.compile(
    r"(?:Jr|Sr)\.?|I{2,3}|IV|(?:Ph|M)\.?D\.?|et\.?|al\.?|and|others|等|.*(?:\.\.\.|…)", re.IGNORECASE
)


def dates() -> SearchStrategy[dt.date]:
    """Days on which digests have appeared, and some years around them."""
    return st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))


@st.composite
def arxiv_ids(draw: DrawFn, *, versions: bool = True) -> ArxivId:
    """Identifiers of both schemes, with a version now and then."""
    version = draw(st.none() | st.integers(1, 20)) if versions else None
    year, month, number = draw(st.integers(0, 99)), draw(st.integers(1, 12)), draw(st.integers(1, 999))
    yymm = f"{year:02}{month:02}"
    if "0704" <= yymm <= "3512":
        return ArxivId(f"{yymm}.{number:0{5 if yymm >= '1501' else 4}}", version)
    archive = draw(st.sampled_from(("hep-th", "math", "cs", "quant-ph")))
    return ArxivId(f"{archive}/{'99' if '0703' < yymm < '9100' else yymm[:2]}{month:02}{number:03}", version)


def titles() -> SearchStrategy[str]:
    """Titles on one line: words and marks as real ones have them, and any other characters."""
    words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8).map(" ".join)
    wild = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).map(one_line).filter(bool)
    return words | wild


def authors() -> SearchStrategy[Author]:
    """Names, with accents, particles and initials, and Hugging Face accounts."""
    letters = st.text(string.ascii_letters + "éßøłıñ'’.-", min_size=1, max_size=8).filter(
        lambda word: word.strip(".-'’")
    )
    names = st.lists(letters, min_size=2, max_size=4).map(" ".join)
    accounts = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8).map("a{}1".format)
    known = st.sampled_from(("Ida Holm", "Li Wen", "J. R. Ek", "Guy van Tol", "李文", "Sam 'Sy' Okoro"))
    return (names.filter(_is_one_name) | known).map(Author) | accounts.map(lambda name: Author(name, is_handle=True))


def _is_one_name(name: str) -> bool:
    return not any(_NO_NAME.fullmatch(word) for word in name.split())


def summaries() -> SearchStrategy[str]:
    """Texts of summary cells: marked, unmarked, with bars, formulas and code, and any other characters."""
    sentences = st.sampled_from(_SENTENCES)
    marked = st.lists(sentences, min_size=5, max_size=5).map(lambda five: _MARKED.format(*five))
    unmarked = st.lists(sentences, min_size=1, max_size=6).map(" ".join)
    wild = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
    return marked | unmarked | wild


def metadata() -> SearchStrategy[Metadata]:
    """What catalogues say of papers; any part of it may be missing."""
    classes = st.sampled_from(("cs.CL", "cs.CV", "hep-th", "math.GT", "stat.ML"))
    days = st.none() | dates()
    remarks = st.sampled_from((None, "12 pages, 4 figures", "Accepted at $R^2$; code at https://example.org/maps"))
    references = st.sampled_from((None, "Delta Lett. 9 (2024) 90-99", "Riverside & Daughters, Vol. 3%"))
    accounts = st.tuples(st.sampled_from(("moss99", "tern-42")), st.sampled_from((None, "Ida Holm", "Zoé O'Neil")))
    families = st.sampled_from((("J. R. Ek", "R. Ek"), ("Li Wen", "Li Wen"), ("Guy van Tol", "Tol"), ("李文", "文")))
    return st.builds(
        Metadata,
        primary_class=st.none() | classes,
        categories=st.lists(classes, max_size=3, unique=True),
        published=days,
        updated=days,
        doi=st.sampled_from((None, "10.5555/rivers.9", "10.5555/(sici)0001(199901)1:1<90::aid_9>3.0.co;2-x")),
        journal_reference=references,
        comment=remarks,
        accounts=st.lists(accounts, max_size=2, unique=True),
        family_names=st.lists(families, max_size=2, unique=True),
    )


@st.composite
def papers(draw: DrawFn) -> Paper:
    """Papers with an arXiv identifier, or, rarely, none and a plain title."""
    arxiv_id = draw(arxiv_ids()) if draw(st.integers(0, 9)) else None
    plain = st.lists(st.sampled_from(("Maps", "of", "Rivers", "A|B")), min_size=1, max_size=5).map(" ".join)
    title = draw(titles() if arxiv_id else plain)
    names = tuple(draw(st.lists(authors(), max_size=7)))
    has_handle = any(author.is_handle for author in names)
    links: tuple[Link, ...] = ()
    if arxiv_id is not None and draw(st.booleans()):
        links = (Link("HuggingFace", f"https://huggingface.co/papers/{arxiv_id}", "Title"),)
    if draw(st.booleans()):
        links += (Link("Link", "https://github.com/example/maps", "GitHub URLs"),)
    return Paper(
        title=title,
        authors=names,
        author_order=AuthorOrder.UNCERTAIN if has_handle else AuthorOrder.BYLINE,
        authors_complete=draw(st.sampled_from((None, True, False))),
        arxiv_id=arxiv_id,
        links=links,
        categories=draw(st.lists(st.sampled_from(("cs.CL", "Maps, Old", "Children's 'A'")), max_size=2, unique=True)),
        summary=Summary(draw(summaries()), title),
        extra=draw(st.sampled_from(((), (("Venue", "Rivers | Lakes"),), (("Venue", "a"), ("评价", "b"))))),
        metadata=draw(st.none() | metadata()),
    )


@st.composite
def digests(draw: DrawFn, *, min_papers: int = 0) -> Digest:
    """Digests of up to four papers."""
    return Digest(
        date=draw(st.none() | dates()),
        papers=draw(st.lists(papers(), min_size=min_papers, max_size=4)),
        author_cells=draw(st.sampled_from(AuthorCells)),
        source=draw(st.none() | st.just("day.md")),
    )


# --- texts in the forms that real digests have ---------------------------------------------------------------


@st.composite
def _plain_papers(draw: DrawFn) -> Paper:
    """A paper as any of the forms can hold it: a Hugging Face link, no version, up to five names."""
    arxiv_id = draw(arxiv_ids(versions=False))
    words = st.lists(st.sampled_from([word for word in _WORDS if word != "--"]), min_size=2, max_size=8)
    title = " ".join(draw(words))
    names = draw(
        st.lists(st.sampled_from(("Ida Holm", "Li Wen", "Sam Okoro", "Mara Ek", "tern42", "ox-bow")), max_size=5)
    )
    summary = " ".join(draw(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=5)))
    return Paper(
        title=title,
        authors=[Author(name, is_handle=" " not in name) for name in names],
        arxiv_id=arxiv_id,
        summary=Summary(summary, title),
    )


def _classic(paper: Paper) -> str:
    page = f"https://huggingface.co/papers/{paper.arxiv_id}"
    links = f"(Read more on [arXiv]({_abs(paper)}) or [HuggingFace]({page}))"
    return f"| {_cell(paper.title)} {links}| {_names(paper)} | {_cell(paper.summary.text)}  |"


def _dashed(paper: Paper) -> str:
    link = f"- read more on [arXiv]({_abs(paper)})"
    return f"| {_cell(paper.title)} {link} | {_names(paper)} | {_cell(paper.summary.text)} |"


def _four_columns(paper: Paper) -> str:
    cells = (_cell(paper.title), _names(paper), _cell(paper.summary.text), f"[Read more]({_abs(paper)})")
    return f"| {' | '.join(cells)} |"


def _broken_link_cell(paper: Paper) -> str:
    return _four_columns(paper).replace(" | [Read more]", "  \n | [Read more]")


def _six_columns(paper: Paper) -> str:
    title = f"[{_cell(paper.title)}]({_abs(paper)})"
    cells = (title, _names(paper), _cell(paper.summary.text), "['Maps', \"Children's\"]", "[Link](null)", "N/A")
    return f"| {' | '.join(cells)} |"


_FORMS: Final[tuple[tuple[str, Callable[[Paper], str]], ...]] = (
    ("Title | Authors | Summary", _classic),
    ("Title | Authors | Summary", _dashed),
    ("Title | Authors | Summary | Link", _four_columns),
    ("Title | Authors | Summary | Link", _broken_link_cell),
    ("Title | Authors | Summary | Classification | GitHub URLs | HuggingFace URLs", _six_columns),
)


def _abs(paper: Paper) -> str:
    return f"https://arxiv.org/abs/{paper.arxiv_id}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _names(paper: Paper) -> str:
    return ", ".join(author.name for author in reversed(paper.authors))


@st.composite
def documents(draw: DrawFn) -> tuple[str, Digest]:
    """A text in one of the real forms, and the digest that it says.

    The digest's papers have the title, authors, identifier and summary that a reader should find; what the form adds
    (links, categories) is not in them.
    """
    date = draw(dates())
    header, form = draw(st.sampled_from(_FORMS))
    rows = draw(st.lists(_plain_papers(), min_size=1, max_size=4))
    spelled = draw(st.sampled_from((f"{date:%Y-%m-%d}", f"{date:%Y/%m/%d}", f"{date.day} {date:%B %Y}")))
    heading = draw(
        st.sampled_from(("## Papers for {}\n\n", "# Papers for {}\n\n", "Last updated: x## Papers for {}\n\n"))
    )
    rule = "|".join("---" for _ in header.split("|"))
    lines = [draw(_wrapped(form(paper))) for paper in rows]
    text = f"{heading.format(spelled)}| {header} |\n|{rule}|\n" + "\n".join(lines)
    text += draw(st.sampled_from(("", "\n", "\n\nMade by a script.\n")))
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    if draw(st.booleans()):
        text = "\ufeff" + text
    return text, Digest(date=date, papers=rows)


@st.composite
def _wrapped(draw: DrawFn, row: str) -> str:
    """A row, its title broken over lines at some of its spaces, as scripts that fill lines do."""
    border = row.index("|", row.index("|", 1) + 1) if row[row.find("|", 1) - 1] == "\\" else row.index("|", 1)
    spaces = [at for at in range(2, border) if row[at] == " " and row[at + 1] not in "|#"]
    breaks = draw(st.lists(st.sampled_from(spaces), max_size=2, unique=True)) if spaces else []
    for at in sorted(breaks, reverse=True):
        row = f"{row[:at]}\n  {row[at + 1 :]}"
    return row


def digest_texts() -> SearchStrategy[str]:
    """Texts of digests: in the real forms, as digestkit writes them, and ones that somebody damaged."""
    forms = documents().map(lambda document: document[0])
    written = st.lists(digests(), min_size=1, max_size=3).map(to_markdown)
    return forms | written | _damaged(forms | written)


@st.composite
def _damaged(draw: DrawFn, texts: SearchStrategy[str]) -> str:
    text = draw(texts)
    at, until = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    piece = draw(
        st.sampled_from(("", "|", "\n", "\\", "`", "$", "](", "\n\n", "\r", "\u200b", "## Papers for 2024-03-11\n"))
    )
    return text[:at] + piece + text[until if draw(st.booleans()) else at :]
