"""What BibTeX, biber, pdflatex, pandoc, pybtex and citeproc-py make of our entries; each where it is installed."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import warnings
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

import pytest

from digestkit.formats import bibtex
from digestkit.identifiers import ArxivId
from digestkit.models import Author, Digest, Metadata, Paper

if TYPE_CHECKING:
    from pathlib import Path

TITLES = (
    "R&D_v2: $5 Agents, 10% Slack & #1 Rank",
    "LoRAX: A Bayesian View of GPUs and R^3 for K-Means",
    r"Tight $O(n\log n)$ Routing in $\mathbb{R}^{n}$ with $nσ$",
    r"Paths Like C:\tmp, ~/run and \input{moss} or \end{document}",
    "Set { Notation } and } Its { Cost @misc{x, y={z}",
    'β-Sched, ΔL and "Old Moss" – “New” — it\'s <b> | 5° ≈ ½',
    r"\textbf{D}ual{N}et, \emph{Late} {\em Fern} and \LaTeX",
    "Éclair, Größe, Łódź, Søren, Kertő, ţară and Hễ",
    "Ice &amp; Fire",
    "LLaMoss",
)
NAMES = (
    "Ida Holm", "Bela Kertő", "Warren A. Hult, Jr.", "Hal Ström III", "Ludo van der Berg", "Pine and Oak Labs",
    "zq-01_x",
    "Ho 'Sam' Ng", "Zoé Moïse", "Michał Łęski",
)  # fmt: skip
PAPERS = (
    *(
        Paper(title=title, authors=(Author(name),), arxiv_id=ArxivId(f"2403.9{number:04}"))
        for number, (title, name) in enumerate(zip(TITLES, NAMES, strict=True), start=1)
    ),
    Paper(title="Ghosts at 5%", arxiv_id=ArxivId("2403.91111")),
    Paper(
        title="Deltas",
        authors=(Author("Ida Holm"),),
        arxiv_id=ArxivId("2403.92222"),
        metadata=Metadata(
            journal_reference="Delta & Sons #9, 3% of $x_{n}$", doi="10.5555/(x)1:1<90::aid_9>3.0.co;2-x"
        ),
    ),
)


def needs(*tools: str) -> pytest.MarkDecorator:
    missing = [tool for tool in tools if shutil.which(tool) is None and find_spec(tool) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def written(encoding: Literal["ascii", "utf-8"] = "ascii", dialect: Literal["bibtex", "biblatex"] = "bibtex") -> str:
    file = io.StringIO()
    bibtex.write([Digest(papers=PAPERS)], file, encoding=encoding, dialect=dialect, on_loss="error")
    return file.getvalue()


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@needs("bibtex", "pdflatex")
@pytest.mark.parametrize("style", ["plain", "unsrt", "abbrv"])
@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_bibtex_and_pdflatex_have_nothing_to_say(
    tmp_path: Path, encoding: Literal["ascii", "utf-8"], style: str
) -> None:
    (tmp_path / "b.bib").write_text(written(encoding), encoding="utf-8")
    (tmp_path / "t.aux").write_text(f"\\relax\n\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{b}}\n")
    said = run(tmp_path, "bibtex", "t")
    assert not re.search("Warning|error", said), said
    entries = (tmp_path / "t.bbl").read_text(encoding="utf-8")
    assert entries.count("\\bibitem{") == len(PAPERS)
    (tmp_path / "m.tex").write_text(
        "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\begin{document}\n\\input{t.bbl}\n\\end{document}\n"
    )
    run(tmp_path, "pdflatex", "-interaction=nonstopmode", "m.tex")
    log = (tmp_path / "m.log").read_text(errors="replace")
    assert not re.findall(r"^!.*(?:\n.*){2}", log, re.MULTILINE)
    assert "Missing character" not in log
    flat = letters(entries)
    assert all(word in flat for word in ("LoRAX", "GPUs", "DualNet", "LLaMoss"))


@needs("biber")
@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_biber_has_nothing_to_say(tmp_path: Path, dialect: Literal["bibtex", "biblatex"]) -> None:
    (tmp_path / "b.bib").write_text(written(dialect=dialect), encoding="utf-8")
    said = run(tmp_path, "biber", "--tool", "--validate-datamodel", "b.bib")
    assert not re.findall("ERROR.*|WARN .*", said)
    read = (tmp_path / "b_bibertool.bib").read_text(encoding="utf-8")
    assert len(re.findall("^@", read, re.MULTILINE)) == len(PAPERS)


@needs("pandoc")
def test_pandoc_reads_titles_and_names(tmp_path: Path) -> None:
    (tmp_path / "b.bib").write_text(written(), encoding="utf-8")
    entries = json.loads(run(tmp_path, "pandoc", "-f", "bibtex", "-t", "csljson", "b.bib"))
    assert len(entries) == len(PAPERS)
    by_url = {entry["URL"]: entry for entry in entries}
    for paper in (PAPERS[0], PAPERS[1], PAPERS[7], PAPERS[9]):
        entry = by_url[f"https://arxiv.org/abs/{paper.arxiv_id}"]
        title = re.sub(r"<[^>]*>", "", entry["title"]).replace("&amp;", "&")
        assert letters(title).casefold() == letters(paper.title).casefold()
    assert by_url["https://arxiv.org/abs/2403.90006"]["author"] == [{"literal": "Pine and Oak Labs"}]
    assert by_url["https://arxiv.org/abs/2403.90003"]["author"] == [
        {"family": "Hult", "given": "Warren A.", "suffix": "Jr."}
    ]


@needs("pybtex", "latexcodec")
def test_pybtex_reads_names() -> None:
    database = import_module("pybtex.database").parse_string(written(), "bibtex")
    from_latex = import_module("pybtex.richtext").Text.from_latex
    assert len(database.entries) == len(PAPERS)
    found = {entry.fields["eprint"]: entry.persons.get("author", []) for entry in database.entries.values()}
    for paper in PAPERS:
        persons = [
            " ".join([*p.first_names, *p.middle_names, *p.prelast_names, *p.last_names, *p.lineage_names])
            for p in found[str(paper.arxiv_id)]
        ]
        read = [letters(str(from_latex(person))) for person in persons]
        assert read == [letters(author.name) for author in paper.authors]


@needs("citeproc")
@pytest.mark.parametrize("title", ["^MAPS: Rivers", "un^mixed Waters", "R^3ef of the Delta", "Two^é Ferns"])
def test_citeproc_reads_a_caret(title: str) -> None:
    file = io.StringIO()
    bibtex.write([Digest(papers=(Paper(title=title),))], file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # fields that it has no use for
        (found,) = import_module("citeproc.source.bibtex").BibTeX(io.StringIO(file.getvalue())).values()
    assert str(found["title"]) == title
