"""Laws of the BibTeX writer and reader, over texts that Hypothesis makes up."""

from __future__ import annotations

import io
import re
import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digestkit.formats import bibtex
from digestkit.formats.capitals import title_to_tex
from digestkit.formats.citation_keys import Dated, citation_keys
from digestkit.formats.tex_markup import text_to_tex
from digestkit.formats.tex_reading import tex_to_text
from digestkit.identifiers import ArxivId
from digestkit.models import Author, AuthorOrder, Digest, Link, Paper, one_line

if TYPE_CHECKING:
    from typing import Literal

# Text as people write it, of characters that TeX has forms for, and none of its markup.
LETTERS = "abcxyzABCXYZ019 éöçñłØßőčğıåÆœ,.;:?!()[]/+*=@'&%#_~^<>|\"`–—’“”αβΔ×→≤²°…"
plain_texts = st.text(alphabet=LETTERS, max_size=40).map(lambda text: one_line(unicodedata.normalize("NFC", text)))
# Text written to do harm: all that TeX and BibTeX give a meaning, and pieces of commands.
_PIECES = (
    "{", "}", "\\", "$", "$$", "%", "#", "&", "_", "^", "~", "@", '"', "'", "`", "``", "''", "-", "--", "---", ",", "=",
    " ", "and", " and ", "x", "Xy", "GPT", "2", "\\input{a}", "\\write18{b}", "\\emph{c}", "\\em ", "\\'e", '\\"{i}',
    "\\v{c}", "\\mu", "\\text{d}", "\\frac", "\\left(", "\\right)", "^2", "_{n}", "\\\\", "\\(", "\\)", "@misc{k,",
    "\\end{document}", "&amp;", "&lt;", "\\LaTeX", "\\textbackslash{}", "{}", "α", "é", "任", "🦙", "\u0301", "\n", "’",
)  # fmt: skip
hostile_texts = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)
# One symbol, accent, dash, formula or command, and commands and formulas around them, whole or cut.
_SIGNS = (
    "β", "Δ", "Α", "ο", "ϰ", "ά", "≤", "²", "°", "−", "∘", "<", "–", "—", "--", "“", "’", "`", "~", "é", "ß", "ễ",
    "o͡o",
    "q̄", "\\ss", "\\'e", "\\v s", "\\t{oo}", "\\alpha", "\\Delta", "\\textdegree", "\\LaTeX", "\\&", "{}", "x", "Xy",
    " ",
    "$\\beta$", "$\\Delta$", "$x$", "$\\hat{\\alpha}$", "$x^α$", "$x^\\hat a$", "$a\\lesssim b$", "$\\binom{n}{k}$",
    "$\\foo$",
    "𝔼", "{--}", "{Δ}", "\\sum", "\\{", "$",
)  # fmt: skip
_AROUND = (
    "\\emph{%s}", "\\textbf{%s}", "\\text{%s}", "\\textit{%s}", "\\mbox{%s}", "{\\em %s}", "{%s}", "{{%s}}", "$%s$",
    "$\\text{%s}$",
    "$\\mathbf{%s}$", "$\\sqrt{%s}$", "$x^{%s}$", "$\\mbox{%s}_{%s}$", "\\(%s\\)", "\\[%s\\]", "\\foo{%s}", "\\'{%s}",
    "\\v{%s}", "%s x", "Xy-%s%s",
    "\\emph{%s", "%s}", "\\textbf %s", "\\frac{%s}{%s}", "$\\stackrel%s%s$",
)  # fmt: skip
styled_texts = st.recursive(
    st.sampled_from(_SIGNS),
    lambda texts: (
        st.lists(texts, min_size=1, max_size=3).map("".join)
        | st.tuples(st.sampled_from(_AROUND), texts).map(lambda pair: pair[0].replace("%s", pair[1]))
    ),
    max_leaves=6,
)
any_texts = hostile_texts | styled_texts | st.text(max_size=30)
names = st.one_of(
    st.sampled_from(["Ida Holm", "moss99", "Pine and Oak Labs", "Hal Ström III", "Bo Ek, Jr.", "Ana de la Rosa"]),
    plain_texts.filter(lambda text: bool(text) and "," not in text),
)
arxiv_ids = st.integers(1, 99999).map(lambda number: ArxivId(f"2403.{number:05}"))


@st.composite
def papers(draw: st.DrawFn, texts: st.SearchStrategy[str] = any_texts) -> Paper:
    listed = draw(
        st.lists(st.builds(Author, texts.filter(lambda text: bool(one_line(text))), st.booleans()), max_size=6)
    )
    return Paper(
        title=draw(texts),
        authors=tuple(listed),
        author_order=draw(st.sampled_from(AuthorOrder)),
        authors_complete=draw(st.sampled_from([True, False, None])),
        arxiv_id=draw(st.none() | arxiv_ids),
        links=tuple(draw(st.lists(st.builds(Link, url=texts), max_size=2))),
        categories=tuple(draw(st.lists(st.sampled_from(["cs.CL", "hep-th", "Rivers"]), max_size=2))),
    )


def written(*listed: Paper, encoding: Literal["ascii", "utf-8"] = "ascii") -> str:
    file = io.StringIO()
    bibtex.write([Digest(papers=listed)], file, encoding=encoding, on_loss=lambda _: None)
    return file.getvalue()


def depths(tex: str) -> list[int]:
    """The depth of braces before and after each of them, as BibTeX counts: an escaped brace is one too."""
    return list(accumulate(((c == "{") - (c == "}") for c in tex), initial=0))


@given(any_texts)
@example("{" * 50)
@example("a}b{c")
@example("\\{")
@example(r"$\{$")
def test_braces_balance(text: str) -> None:
    for tex in (title_to_tex(text), text_to_tex(text)):
        assert min(depths(tex)) == depths(tex)[-1] == 0


@given(any_texts)
@example("\\input{/etc/passwd}")
@example("\\write18{ls}")
@example("$\\input{x}$")
def test_no_command_outside_the_kernels_is_left(text: str) -> None:
    for tex in (title_to_tex(text), text_to_tex(text)):
        commands = set(re.findall(r"\\([A-Za-z]+)", tex))
        assert not commands & {"input", "write", "end", "include", "csname", "def", "immediate", "openout"}


@given(any_texts)
def test_specials_are_escaped_outside_formulas(text: str) -> None:
    outside = re.sub(r"(?<!\\)\$(?:[^$\\]|\\.)*\$", "", text_to_tex(text))
    assert not re.search(r"(?<!\\)(?:\\\\)*[&%#_^$]", outside)


@given(any_texts)
def test_ascii_holds_no_symbol_outside_ascii(text: str) -> None:
    lost: list[str] = []
    tex = title_to_tex(text, "ascii", lost)
    assert all(character.isascii() or unicodedata.category(character)[0] in "LMN" for character in tex)
    if not lost:
        assert tex.isascii()


@given(plain_texts)
@example('"Aha" and \'\'b"\' , `c` “d” ’tis — – -- --- ,, "')
@example("α: Δ, ΔL and V^3")
@example("A < B > C | 5° ²")
def test_plain_text_comes_back_as_it_is(text: str) -> None:
    assert tex_to_text(title_to_tex(text)) == text
    assert tex_to_text(text_to_tex(text, "utf-8")) == text


@given(any_texts)
@example(r"\$x\$ and \{y\}")
@example("$x{'}$")
@example(r"\mu2")
@example(r"\mu\mu’\mu")
@example(r"$&amp;\\$")
@example(r"\textbackslash{}\\")
def test_reading_a_title_again_changes_nothing(text: str) -> None:
    once = one_line(tex_to_text(title_to_tex(one_line(text))))
    assert one_line(tex_to_text(title_to_tex(once))) == once


@given(st.lists(names, max_size=6), plain_texts, arxiv_ids)
@example(["Bo Ek, Jr.", "α", "Holm, Ida"], "A", ArxivId("2403.90001"))
def test_plain_papers_are_read_as_written(listed: list[str], title: str, number: ArxivId) -> None:
    pytest.importorskip("bibtexparser", reason="the extra `bib` is not installed")
    from digestkit.formats.bibtex_reading import normalise

    paper = Paper(title=title, authors=tuple(map(Author, listed)), arxiv_id=number)
    assert bibtex.read(written(paper)) == (normalise(paper),)
    assert normalise(paper).title == paper.title
    assert normalise(paper).arxiv_id == paper.arxiv_id


@given(papers())
@example(Paper(authors=(Author(r"{\,,{"), Author("V\x1b"), Author("JR", is_handle=True), Author("_{n}\u0301"))))
@example(Paper(authors=(Author("{,\n\\"), Author("0,\u00b4"))))
def test_any_paper_is_read_as_its_normal_form(paper: Paper) -> None:
    pytest.importorskip("bibtexparser", reason="the extra `bib` is not installed")
    from digestkit.formats.bibtex_reading import normalise

    assert bibtex.read(written(paper)) == (normalise(paper),)
    assert normalise(normalise(paper)) == normalise(paper)


@given(st.lists(papers(), max_size=5))
def test_keys_are_legal_and_unique_whatever_their_case(listed: list[Paper]) -> None:
    keys = re.findall(r"^@misc\{(.*),$", written(*listed), re.MULTILINE)
    assert len({key.lower() for key in keys}) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9:.+_-]*", key) and len(key) <= 64 for key in keys)


@given(st.lists(papers(), max_size=5, unique_by=lambda paper: (paper.title.casefold(), paper.arxiv_id)), st.data())
def test_keys_do_not_depend_on_the_order(listed: list[Paper], data: st.DataObject) -> None:
    other = data.draw(st.permutations(listed))
    keys = citation_keys([Dated(paper, 2024, 3) for paper in listed])
    again = citation_keys([Dated(paper, 2024, 3) for paper in other])
    assert {id(p): k for p, k in zip(listed, keys, strict=True)} == {
        id(p): k for p, k in zip(other, again, strict=True)
    }


@given(papers())
def test_no_paper_raises(paper: Paper) -> None:
    assert written(paper, encoding="utf-8").startswith("@misc{")
