"""CSL-JSON: what is written, that it fits the schema, and that pandoc and citeproc-py read it."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import shutil
import subprocess
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import digestkit
from digestkit import strategies
from digestkit.formats.bylines import NameParts, name_parts
from digestkit.formats.plain_titles import marked_title, plain_title
from digestkit.identifiers import ArxivId
from digestkit.models import Author, AuthorOrder, Digest, Link, Metadata, Paper

if TYPE_CHECKING:
    from pathlib import Path

# The part of the schema csl-data.json of citationstyles.org that the fields of ours come under.
TEXTS: Final = ("id", "title", "genre", "number", "publisher", "DOI", "URL", "abstract", "keyword", "note")
PARTS: Final = ("family", "given", "non-dropping-particle", "suffix", "literal")
SCHEMA: Final = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            **{name: {"type": "string"} for name in TEXTS},
            "type": {"enum": ["article"]},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {name: {"type": "string", "minLength": 1} for name in PARTS},
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            },
            "issued": {
                "type": "object",
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
                        "minItems": 1,
                        "maxItems": 1,
                    }
                },
                "required": ["date-parts"],
                "additionalProperties": False,
            },
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}

ONE: Final = Paper(
    title=r"S$^2$R & \emph{Maps} of <think> Rivers: 5% of $n\sigma$",
    authors=tuple(map(Author, ("Ludo van der Berg", "Zoé Moïse, Jr.", "Pine and Oak Labs", "moss_99"))),
    arxiv_id=ArxivId.parse("2403.90001v2"),
    categories=("Rivers", "cs.CL"),
    summary="i) A map.\niv) Recall is 71.5%.",
)


def entry(*papers: Paper, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - any option
    found: list[dict[str, Any]] = json.loads(digestkit.to_csl_json(papers, **options))
    return found[0]


def test_an_entry() -> None:
    assert entry(ONE) == {
        "id": "berg2024s",
        "type": "article",
        "title": 'S<sup>2</sup>R & <i>Maps</i> of <think> Rivers: 5% of <span class="nocase">nσ</span>',
        "author": [
            {"family": "Berg", "given": "Ludo", "non-dropping-particle": "van der"},
            {"family": "Moïse", "given": "Zoé", "suffix": "Jr."},
            {"literal": "Pine and Oak Labs"},
            {"literal": "moss_99"},
        ],
        "issued": {"date-parts": [[2024, 3]]},
        "genre": "preprint",
        "number": "arXiv:2403.90001",
        "publisher": "arXiv",
        "DOI": "10.48550/arXiv.2403.90001",
        "URL": "https://arxiv.org/abs/2403.90001",
    }


def test_the_text_is_laid_out_and_ends_in_a_line_end() -> None:
    assert digestkit.to_csl_json(()) == "[\n]\n"
    assert digestkit.to_csl_json((), indent=None) == "[]\n"
    two = (Paper(title="Maps"), Paper(title="Ferns"))
    assert digestkit.to_csl_json(two, indent=None).count("\n") == 1
    assert digestkit.to_csl_json(two).startswith('[\n  {\n    "id": "anonmaps",\n')
    assert digestkit.to_csl_json(two).endswith("\n  }\n]\n")


def test_optional_fields_and_the_version() -> None:
    found = entry(ONE, fields=("abstract", "keywords"), versions=True)
    assert found["abstract"] == "i) A map. iv) Recall is 71.5%."
    assert found["keyword"] == "Rivers, cs.CL"
    assert (found["number"], found["URL"]) == ("arXiv:2403.90001v2", "https://arxiv.org/abs/2403.90001v2")


def test_what_a_catalogue_knows() -> None:
    known = Metadata(published=dt.date(2024, 2, 29), doi="10.5555/rivers.9", journal_reference="Delta Lett. 9 (2024)")
    found = entry(Paper(title="Maps", arxiv_id=ArxivId("2403.90001"), metadata=known))
    assert found["issued"] == {"date-parts": [[2024, 2, 29]]}
    assert (found["DOI"], found["note"]) == ("10.5555/rivers.9", "Delta Lett. 9 (2024)")


def test_a_paper_without_number() -> None:
    paper = Paper(title="Maps", links=(Link(url="https://example.org/a b"),), metadata=Metadata(doi="10.5555/x"))
    found = entry(Digest(date=dt.date(2024, 3, 11), papers=(paper,)))  # type: ignore[arg-type]
    assert found == {
        "id": "anon2024maps",
        "type": "article",
        "title": "Maps",
        "issued": {"date-parts": [[2024, 3]]},
        "DOI": "10.5555/x",
        "URL": "https://example.org/a%20b",
    }


@pytest.mark.parametrize(
    ("uncertain", "note", "names"),
    [
        ("comment", "The order of the authors is uncertain.; There may be more authors.", 5),
        ("keep", "There may be more authors.", 5),
        ("omit", None, 0),
    ],
)
def test_names_that_are_not_certain(uncertain: str, note: str | None, names: int) -> None:
    authors = (Author("moss_99", is_handle=True), *(Author(f"Ida {letter}olm") for letter in "HTMW"))
    paper = Paper(title="Maps", authors=authors, author_order=AuthorOrder.UNCERTAIN, authors_complete=None)
    found = entry(paper, uncertain=uncertain)
    assert found.get("note") == note
    assert len(found.get("author", ())) == names


@pytest.mark.parametrize(
    ("option", "value"), [("uncertain", "maybe"), ("fields", ("annote",)), ("fields", ("abstract", "x"))]
)
def test_an_option_without_that_value(option: str, value: object) -> None:
    with pytest.raises(ValueError, match=f"{option} is one of"):
        entry(ONE, **{option: value})


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ida Holm", NameParts("Ida", "", "Holm")),
        ("Ida M. Holm", NameParts("Ida M.", "", "Holm")),
        ("Ana de la Rosa Peña", NameParts("Ana", "de la", "Rosa Peña")),
        ("Holm, Ida", NameParts("Ida", "", "Holm")),
        ("van der Berg, Ludo", NameParts("Ludo", "van der", "Berg")),
        ("de la Rosa", NameParts("", "de la", "Rosa")),
        ("ida holm", NameParts("", "ida", "holm")),
        ("Hal Ström III", NameParts("Hal", "", "Ström", "III")),
        ("Hult, Jr., Warren A.", NameParts("Warren A.", "", "Hult", "Jr.")),
        (r"Bela Kert\H{o}", NameParts("Bela", "", "Kertő")),
        ("Jean d'Aubigny Moss", NameParts("Jean", "d'Aubigny", "Moss")),
        ("AURORA Collaboration", NameParts(literal="AURORA Collaboration")),
        ("moss99", NameParts(literal="moss99")),
        ("任 小", NameParts("任", "", "小")),
    ],
)
def test_names_are_split_as_bibtex_does(name: str, parts: NameParts) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("title", "marked", "plain"),
    [
        ("R^3 and $R^3$", "R^3 and R<sup>3</sup>", "R^3 and R³"),
        ("$x_{ij}^{2}$", '<span class="nocase">x<sub>ij</sub><sup>2</sup></span>', "$x_{ij}^{2}$"),
        (r"$\alpha$-Maps", '<span class="nocase">α</span>-Maps', "α-Maps"),
        (r"LLM$\times$Map", "LLM×Map", "LLM×Map"),
        (r"$\frac{a}{b}$", r"$\frac{a}{b}$", r"$\frac{a}{b}$"),
        (r"$\textbf{Moss}^2$", "Moss<sup>2</sup>", "Moss²"),
        (r"\textbf{D}ual{N}et", "<b>D</b>ualNet", "DualNet"),
        (r"{\em Late} Fern", "<i>Late</i> Fern", "Late Fern"),
        ("$5 or $6", "$5 or $6", "$5 or $6"),
        (r"Caf\'e {", "Café {", "Café {"),
    ],
)
def test_titles_without_tex(title: str, marked: str, plain: str) -> None:
    assert (marked_title(title), plain_title(title)) == (marked, plain)


@given(st.lists(strategies.papers() | strategies.digests(), max_size=3), st.sampled_from((None, 0, 2)))
def test_every_digest_fits_the_schema(models: list[Digest | Paper], indent: int | None) -> None:
    text = digestkit.to_csl_json(models, indent=indent, fields=("abstract", "keywords"))
    found = json.loads(text)
    jsonschema.validate(found, SCHEMA)
    assert len({one["id"].lower() for one in found}) == len(found)
    text.encode()


@given(st.text(max_size=30), st.text(min_size=1, max_size=30))
def test_every_text_is_written(title: str, name: str) -> None:
    authors = (Author(name),) if Paper(title=name).title else ()
    paper = Paper(title=title, authors=authors, metadata=Metadata(doi=title, journal_reference=name))
    file = io.StringIO()
    digestkit.write(paper, file, format="csl-json")
    jsonschema.validate(json.loads(file.getvalue()), SCHEMA)
    file.getvalue().encode()


@pytest.mark.skipif(find_spec("citeproc") is None, reason="not installed: citeproc-py")
def test_citeproc_reads_it() -> None:
    read = import_module("citeproc.source.json").CiteProcJSON(json.loads(digestkit.to_csl_json(ONE)))
    found = read["berg2024s"]
    assert str(found["title"]) == "S<sup>2</sup>R & <i>Maps</i> of <think> Rivers: 5% of nσ"
    assert [str(name.get("family") or name.get("literal")) for name in found["author"]][::2] == [
        "Berg",
        "Pine and Oak Labs",
    ]
    assert found["issued"]["year"] == 2024


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="not installed: pandoc")
def test_pandoc_reads_it(tmp_path: Path) -> None:
    text = digestkit.to_csl_json(ONE)
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    command = [shutil.which("pandoc") or "pandoc", "-f", "csljson", "-t", "csljson", "a.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    (found,) = json.loads(done.stdout)
    expected = json.loads(text)[0]
    # pandoc follows this mark, and does not write it again.
    assert found == expected | {"title": re.sub(r'<span class="nocase">(.*?)</span>', r"\1", expected["title"])}
    cited = subprocess.run(
        [*command[:4], "plain", "--citeproc", "a.json"], cwd=tmp_path, capture_output=True, check=True
    )
    assert re.search(
        r"Berg, Ludo van der, Zoé Moïse Jr.*moss_99\.\s+2024\.\s“S²R.*of\snσ", cited.stdout.decode(), re.DOTALL
    )
