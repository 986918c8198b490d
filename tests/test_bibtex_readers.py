"""Every title and byline of real digests, written as BibTeX, CSL-JSON and RIS, and read back by what people use.

Needs a folder of digests at `../shared/corpus` beside the checkout. What a reader gives back must be the text that
was written; where a reader has limits of its own, `TOLERATED` lists them by kind, each with the reason.
"""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import subprocess
import unicodedata
import warnings
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

import digestkit
from digestkit.formats.bibtex_reading import normalise
from digestkit.formats.bylines import name_parts
from digestkit.formats.plain_titles import marked_title, plain_title
from digestkit.formats.tex_characters import symbols

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CORPUS: Final = Path(__file__).parents[2] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no digests at {CORPUS}")


class Read(NamedTuple):
    """What a reader makes of an entry."""

    title: str
    names: list[str]


class Limit(NamedTuple):
    """What a reader gives back in another form, and why no form that we could write would change that.

    `applies` looks at the text that is expected; `brought` is done to both texts before they are compared.
    """

    kind: str
    reason: str
    applies: Callable[[str], bool]
    brought: Callable[[str], str]


# Readers turn `'` and "--" into the characters of print, as BibTeX's own manual has it.
_TYPED: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


def typed(text: str) -> str:
    """Text with the quotation marks and dashes of a keyboard and single spaces."""
    return " ".join(re.sub("-{2,3}", "-", text.translate(_TYPED).replace("''", '"')).split())


@cache
def characters_of_commands() -> dict[str, str]:
    r"""The characters by the commands of math that print them, without backslash; `textbf` and its like print none."""
    styles = dict.fromkeys(("textbf", "textrm"), "")
    return {
        tex.strip("{}")[1:]: character for tex, character in symbols().items() if tex.strip("{}")[:1] == "\\"
    } | styles


def flat_formulas(text: str) -> str:
    r"""Text with the letters of its formulas only: `S$^{2}$R` and `S²R` are both "S2R", `$\beta$` is "β"."""
    text = re.sub(r"\\([A-Za-z]+) ?", _command, text).replace("°", "∘")
    return "".join(unicodedata.normalize("NFKC", re.sub(r"[${}^_]", "", text)).split())


def _command(found: re.Match[str]) -> str:
    """The character of a command. pandoc writes no space after it, so it may end within the letters found."""
    known = characters_of_commands()
    for end in range(len(found[1]), 0, -1):
        if found[1][:end] in known:
            return known[found[1][:end]] + found[1][end:]
    return found[0]


@cache
def printed_by_formulas() -> frozenset[str]:
    return frozenset(symbols().values())


def has_formula(text: str) -> bool:
    """Whether a text is written with a formula: it has one, or a symbol that text mode of TeX lacks."""
    return bool(re.search(r"\$.+\$|[<>|°]", text)) or not set(text).isdisjoint(printed_by_formulas())


FORMULAS: Final = Limit(
    "formula",
    "there is no text for a formula: readers keep its TeX, with fewer braces or spaces, or make characters of it",
    has_formula,
    flat_formulas,
)
SENTENCE_CASE: Final = Limit(
    "sentence case",
    "pandoc turns titles of BibTeX into sentence case, as CSL styles ask; capitals in braces are looked at apart",
    lambda _: True,
    str.casefold,
)
ESCAPED_DOLLAR: Final = Limit(
    "escaped dollar sign",
    r"latexcodec, which pybtex reads TeX with, leaves `\$` as it is",
    lambda text: "$" in text,
    lambda text: text.replace("\\$", "$"),
)
CARET_COMMAND: Final = Limit(
    "caret",
    r"latexcodec knows no command for a caret, and leaves `\textasciicircum` as it is",
    lambda text: "^" in text,
    lambda text: text.replace("\\textasciicircum ", "^"),
)
CARET_CHARACTER: Final = Limit(
    "caret",
    "pylatexenc, which bibtexparser reads TeX with, makes U+02C6 of every caret",
    lambda text: "^" in text,
    lambda text: text.replace("\u02c6", "^"),
)
TOLERATED: Final = {
    "pandoc": (SENTENCE_CASE, FORMULAS),
    "pybtex": (ESCAPED_DOLLAR, CARET_COMMAND, FORMULAS),
    "bibtexparser": (CARET_CHARACTER, FORMULAS),
    "citeproc": (FORMULAS,),
}


@pytest.fixture(scope="module")
def papers() -> dict[str, digestkit.Paper]:
    """Each paper of the digests once, by its arXiv number, as BibTeX holds it."""
    found = {
        str(paper.arxiv_id): normalise(paper)
        for digest in digestkit.read_archive(CORPUS)
        for paper in digest.papers
        if paper.arxiv_id
    }
    assert found
    return found


@pytest.fixture(scope="module")
def written(papers: dict[str, digestkit.Paper]) -> str:
    return digestkit.to_bibtex(papers.values(), on_loss="error")


@cache
def by_pandoc(text: str) -> dict[str, Read]:
    return dict(_pandoc(text))


def _pandoc(text: str) -> Iterator[tuple[str, Read]]:
    command = [shutil.which("pandoc") or "pandoc", "-f", "bibtex", "-t", "csljson"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    for entry in json.loads(done.stdout):
        title = html.unescape(re.sub(r"</?(?:span|i|b|em|strong|sup|sub)\b[^>]*>", "", entry["title"]))
        parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
        names = [" ".join(name[part] for part in parts if name.get(part)) for name in entry.get("author", ())]
        yield entry["URL"].removeprefix("https://arxiv.org/abs/"), Read(title, names)


def by_pybtex(text: str) -> Iterator[tuple[str, Read]]:
    plain = import_module("pybtex.richtext").Text.from_latex
    for entry in import_module("pybtex.database").parse_string(text, "bibtex").entries.values():
        names = [
            " ".join([*p.first_names, *p.middle_names, *p.prelast_names, *p.last_names, *p.lineage_names])
            for p in entry.persons.get("author", ())
        ]
        title = str(plain(entry.fields["title"]))
        yield entry.fields["eprint"], Read(title, [str(plain(name)) for name in names])


def by_bibtexparser(text: str) -> Iterator[tuple[str, Read]]:
    steps = import_module("bibtexparser.middlewares")
    stack = [steps.LatexDecodingMiddleware(), steps.SeparateCoAuthors(), steps.SplitNameParts()]
    library = import_module("bibtexparser").parse_string(text, append_middleware=stack)
    assert not library.failed_blocks
    for entry in library.entries:
        fields = {field.key: field.value for field in entry.fields}
        names = [" ".join([*p.first, *p.von, *p.last, *p.jr]) for p in fields.get("author", ())]
        yield fields["eprint"], Read(fields["title"], names)


def by_citeproc(text: str) -> Iterator[tuple[str, Read]]:
    reader = import_module("citeproc.source.bibtex").BibTeX
    parts = ("given", "non-dropping-particle", "family", "suffix")
    for entry in re.split(r"(?m)^(?=@)", text)[1:]:
        (number,) = re.findall(r"eprint = \{(.*?)\}", entry)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # fields that it has no use for
            try:
                (found,) = reader(io.StringIO(entry)).values()
            except Exception as error:
                error.add_note(entry)
                raise
        names = [" ".join(str(name[part]) for part in parts if name.get(part)) for name in found.get("author", ())]
        yield number, Read(str(found["title"]), names)


READERS: Final[dict[str, Callable[[str], Iterable[tuple[str, Read]]]]] = {
    "pandoc": lambda text: by_pandoc(text).items(),
    "pybtex": by_pybtex,
    "bibtexparser": by_bibtexparser,
    "citeproc": by_citeproc,
}


def differs(reader: str, found: str, expected: str) -> bool:
    """Whether a title is another one, even with what the reader may do to it done to both."""
    found, expected = typed(found), typed(expected)
    original = expected
    for limit in TOLERATED[reader]:
        if found != expected and limit.applies(original):
            found, expected = limit.brought(found), limit.brought(expected)
    return found != expected


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_gives_back_every_title_and_byline(
    papers: dict[str, digestkit.Paper], written: str, reader: str
) -> None:
    if find_spec(reader) is None and shutil.which(reader) is None:
        pytest.skip(f"not installed: {reader}")
    entries = dict(READERS[reader](written))
    assert entries.keys() == papers.keys()
    titles = [
        (entries[number].title, paper.title)
        for number, paper in papers.items()
        if differs(reader, entries[number].title, paper.title)
    ]
    assert not titles
    bylines = [
        (found, expected)
        for number, paper in papers.items()
        if (found := names_of(entries[number])) != (expected := [typed(author.name) for author in paper.authors])
    ]
    assert not bylines


def names_of(entry: Read) -> list[str]:
    """The names without the `others` of a cut list, a suffix without its comma."""
    names = [typed(name) for name in entry.names]
    return names[:-1] if names[-1:] == ["others"] else names


# What a change to sentence case would ruin: a capital within a word, or one beside a digit.
_CAPITALS: Final = re.compile(r"[A-Za-z0-9]+[A-Z][A-Za-z0-9]*|[A-Z][A-Za-z]*[0-9][A-Za-z0-9]*")


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="not installed: pandoc")
def test_sentence_case_leaves_capitals_within_words(papers: dict[str, digestkit.Paper], written: str) -> None:
    lost = [
        (word, entry.title)
        for number, entry in by_pandoc(written).items()
        if not has_formula(papers[number].title)
        for word in _CAPITALS.findall(papers[number].title)
        if word not in _CAPITALS.findall(entry.title)
    ]
    assert not lost


def family_names(paper: digestkit.Paper) -> list[str]:
    return [parts.family or parts.literal for parts in (name_parts(author.name) for author in paper.authors)]


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="not installed: pandoc")
def test_pandoc_gives_back_csl_json(papers: dict[str, digestkit.Paper]) -> None:
    text = digestkit.to_csl_json(papers.values())
    command = [shutil.which("pandoc") or "pandoc", "-f", "csljson", "-t", "csljson"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    found = {entry["number"].removeprefix("arXiv:"): entry for entry in json.loads(done.stdout)}
    assert found.keys() == papers.keys()
    for number, paper in papers.items():
        title = re.sub(r'<span class="nocase">(.*?)</span>', r"\1", marked_title(paper.title))
        # Quotation marks are the citation style's affair: pandoc writes all pairs alike.
        assert typed(found[number]["title"]).replace('"', "'") == typed(title).replace('"', "'")
        names = [typed(name.get("family") or name["literal"]) for name in found[number].get("author", ())]
        assert names == [typed(name) for name in family_names(paper)]


@pytest.mark.skipif(find_spec("citeproc") is None, reason="not installed: citeproc-py")
def test_citeproc_gives_back_csl_json(papers: dict[str, digestkit.Paper]) -> None:
    entries = json.loads(digestkit.to_csl_json(papers.values()))
    found = import_module("citeproc.source.json").CiteProcJSON(entries)
    assert len(found) == len(papers)
    for entry, paper in zip(entries, papers.values(), strict=True):
        reference = found[entry["id"].lower()]
        assert str(reference["title"]) == re.sub(r'<span class="nocase">(.*?)</span>', r"\1", entry["title"])
        names = [str(name.get("family") or name["literal"]) for name in reference.get("author", ())]
        assert names == family_names(paper)


@pytest.mark.skipif(find_spec("rispy") is None, reason="not installed: rispy")
def test_rispy_gives_back_ris(papers: dict[str, digestkit.Paper]) -> None:
    records = import_module("rispy").loads(digestkit.to_ris(papers.values()))
    assert [record["accession_number"] for record in records] == list(papers)
    for record, paper in zip(records, papers.values(), strict=True):
        assert record["title"] == plain_title(paper.title)
        assert len(record.get("authors", ())) == len(paper.authors)
