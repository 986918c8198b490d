"""Entries: fields, dialects, options, keys, names, and reading."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from digestkit._extras import how_to_install
from digestkit._suffixes import split_suffixes
from digestkit.errors import DigestError
from digestkit.formats import bibtex
from digestkit.formats.bibtex_reading import normalise
from digestkit.formats.bylines import author_field, name_parts
from digestkit.formats.citation_keys import fold
from digestkit.formats.references import newest_papers
from digestkit.formats.tex_markup import text_to_tex
from digestkit.identifiers import ArxivId
from digestkit.models import Author, Digest, Link, Metadata, Paper

if TYPE_CHECKING:
    from digestkit.formats.tex_characters import Encoding

ENCODINGS: tuple[Encoding, ...] = ("ascii", "utf-8")
ONE = Paper(
    title="Maps of Rivers: A GPU Atlas",
    authors=(Author("Ida Holm"), Author("Bela Kertő")),
    arxiv_id=ArxivId.parse("2403.90001v2"),
    categories=("Rivers", "cs.CL"),
    summary="i) A map of rivers. iv) Recall is 71.5%. v) Boats find banks.",
)


def written(*papers: Paper, date: dt.date | None = None, **options: Any) -> str:  # noqa: ANN401 - any option
    file = io.StringIO()
    bibtex.write([Digest(date=date, papers=papers)], file, **options)
    return file.getvalue()


def fields(entry: str) -> dict[str, str]:
    return dict(re.findall(r"^  (\w+) = \{?(.*?)\}?,?$", entry, re.MULTILINE))


def keys(text: str) -> list[str]:
    return re.findall(r"^@\w+\{(.*),$", text, re.MULTILINE)


def by(*names: str, title: str = "Maps", number: str = "2403.90001") -> Paper:
    return Paper(title=title, authors=tuple(map(Author, names)), arxiv_id=ArxivId.parse(number))


def test_an_entry_for_bibtex() -> None:
    assert written(ONE) == (
        "@misc{holm2024maps,\n"
        "  title = {Maps of Rivers: A {GPU} Atlas},\n"
        "  author = {Ida Holm and Bela Kert{\\H{o}}},\n"
        "  year = {2024},\n"
        "  month = mar,\n"
        "  eprint = {2403.90001},\n"
        "  archivePrefix = {arXiv},\n"
        "  primaryClass = {cs.CL},\n"
        "  doi = {10.48550/arXiv.2403.90001},\n"
        "  url = {https://arxiv.org/abs/2403.90001}\n"
        "}\n"
    )


def test_an_entry_for_biblatex() -> None:
    entry = written(ONE, dialect="biblatex", encoding="utf-8")
    assert entry.startswith("@online{holm2024maps,\n")
    found = fields(entry)
    assert found["date"] == "2024-03"
    assert (found["eprinttype"], found["eprintclass"]) == ("arxiv", "cs.CL")
    assert found["author"] == "Ida Holm and Bela Kertő"
    assert not {"year", "month", "archivePrefix", "primaryClass"} & set(found)


def test_biblatex_has_the_day_that_a_catalogue_names() -> None:
    dated = attrs.evolve(ONE, metadata=Metadata(published=dt.date(2024, 3, 5)))
    assert fields(written(dated, dialect="biblatex"))["date"] == "2024-03-05"


def test_entries_are_parted_by_a_blank_line() -> None:
    assert written(ONE, by("Li Wen", number="2403.90002")).count("}\n\n@misc{") == 1
    assert written() == ""


def test_the_version_on_request() -> None:
    found = fields(written(ONE, versions=True))
    assert found["eprint"] == "2403.90001v2"
    assert found["doi"] == "10.48550/arXiv.2403.90001"


def test_optional_fields() -> None:
    found = fields(written(ONE, fields=("abstract", "keywords")))
    assert found["abstract"] == r"i) A map of rivers. iv) Recall is 71.5\%. v) Boats find banks."
    assert found["keywords"] == "Rivers, cs.CL"


def test_a_paper_without_number_has_the_day_and_the_address() -> None:
    paper = Paper(title="Moss", authors=(Author("Li Wen"),), links=(Link(url="https://moss.example/a_%7E{b}"),))
    found = fields(written(paper, date=dt.date(2023, 5, 2)))
    assert (found["year"], found["month"]) == ("2023", "may")
    assert found["url"] == "https://moss.example/a_%7E%7Bb%7D"
    assert "doi" not in found
    assert keys(written(paper, date=dt.date(2023, 5, 2))) == ["wen2023moss"]
    assert "year" not in fields(written(paper))


def test_a_paper_of_nobody_has_a_key_to_sort_by() -> None:
    found = fields(written(Paper(title="Ghosts at 5%", arxiv_id=ONE.arxiv_id, authors_complete=None)))
    assert found["key"] == r"Ghosts at 5\%"
    assert "author" not in found


@pytest.mark.parametrize(
    ("uncertain", "there", "absent"),
    [("keep", "author = {{moss99} and Li Wen}", "annote"), ("comment", "annote = {The order", "key ="),
     ("omit", "key = {Maps}", "author")],
)  # fmt: skip
def test_names_in_uncertain_order(uncertain: str, there: str, absent: str) -> None:
    paper = Paper(
        title="Maps",
        authors=(Author("moss99", is_handle=True), Author("Li Wen")),
        author_order="uncertain",
        arxiv_id=ONE.arxiv_id,
    )
    entry = written(paper, uncertain=uncertain)
    assert there in entry
    assert absent not in entry
    assert keys(entry) == ["arxiv2403.90001"]


@pytest.mark.parametrize("option", ["encoding", "dialect", "uncertain", "on_loss"])
def test_an_option_has_no_other_values(option: str) -> None:
    options: dict[str, Any] = {option: "moss"}
    with pytest.raises(ValueError, match=f"{option} is one of '"):
        written(ONE, **options)


def test_a_character_without_tex_form_is_told_of() -> None:
    paper = Paper(title="湖 and 🦙 at 湖", authors=(Author("任 湖"),), arxiv_id=ONE.arxiv_id)
    losses: list[bibtex.Loss] = []
    assert "湖 and [llama] at 湖" in written(paper, on_loss=losses.append)
    assert [(loss.field, loss.characters) for loss in losses] == [("title", "湖🦙"), ("author", "任湖")]
    only_title = Paper(title="湖 🦙", arxiv_id=ONE.arxiv_id)
    with pytest.warns(bibtex.BibtexLossWarning, match=r"no form for '湖' \(U\+6E56\), '🦙' \(U\+1F999\) in the title"):
        written(only_title)
    with pytest.raises(DigestError, match="TeX has no form for '湖'"):
        written(paper, on_loss="error")


def test_a_formula_that_stays_as_source_is_told_of() -> None:
    paper = Paper(title=r"The $\foo$-Maps", arxiv_id=ONE.arxiv_id)
    losses: list[bibtex.Loss] = []
    written(paper, on_loss=losses.append)
    assert [(loss.characters, loss.formulas) for loss in losses] == [("", (r"$\foo$",))]
    with pytest.raises(DigestError, match=r"no form for the formula '\$.*foo\$', printed as its source, in the title"):
        written(paper, on_loss="error")


def test_braces_alone_are_a_title() -> None:
    entry = written(Paper(title="{}", arxiv_id=ONE.arxiv_id))
    assert entry.count(r" = {\textbraceleft{}\textbraceright{}}") == 2


@pytest.mark.parametrize("name", ["-", "—", "N/A", "(n/a)", "n.a.", "...", "?", r"\emph{-}", "&amp;"])
def test_what_stands_for_no_name_is_none(name: str) -> None:
    assert author_field(by(name)) == ""
    assert author_field(by("Ida Holm", name, "Na")) == "Ida Holm and {Na}"


@pytest.mark.parametrize(("name", "read"), [(r"ß`~“ \&>,$x$", "$x$ ß`~“ &>"), (r"Ida $x^\hat a$", r"Ida $x^{\hat a}$")])
def test_a_family_name_is_read_once(name: str, read: str) -> None:
    paper = by(name)
    assert [author.name for author in normalise(paper).authors] == [read]
    assert normalise(normalise(paper)) == normalise(paper)


@pytest.mark.parametrize(
    "text",
    [
        "} @misc{x, title={y}",
        "@GPT{4}",
        "a\n@comment{b",
        r"\end{document}",
        r"\write18{rm}",
        "%",
        '"',
        "{" * 9,
        "}" * 9,
    ],
)
def test_text_that_would_do_harm_is_inert(text: str) -> None:
    paper = Paper(title=text, authors=(Author(text), Author("Li Wen")), arxiv_id=ONE.arxiv_id)
    entries = bibtex.read(written(paper, by("Bo Ek", number="2403.90002")))
    assert [str(entry.arxiv_id) for entry in entries] == ["2403.90001", "2403.90002"]
    assert not re.search(r"\\(?:end|write)", written(paper))


@pytest.mark.parametrize(
    ("names", "field"),
    [
        pytest.param(["Ludo van der Berg"], "Ludo van der Berg", id="particles"),
        pytest.param(["Rosa De Lenn"], "Rosa De Lenn", id="no guess at the family name"),
        pytest.param(["Warren A. Hult, Jr."], "Hult, Jr., Warren A.", id="suffix"),
        pytest.param(["Hal Ström III"], r"Str{\"o}m, III, Hal", id="numeral"),
        pytest.param(["Guy van den Brook Sr"], "van den Brook, Sr, Guy", id="suffix and particles"),
        pytest.param(["Bo Ek", "Jr."], "Ek, Jr., Bo", id="suffix on its own"),
        pytest.param(["Ida Holm PhD"], "Holm, PhD, Ida", id="degree without a comma"),
        pytest.param(["Ida Holm Ph.D.", "Bo Ek Ph. D."], "Holm, Ph.D., Ida and Ek, Ph. D., Bo", id="degree with dots"),
        pytest.param(["Ida Holm Esq."], "Holm, Esq., Ida", id="esquire"),
        pytest.param(["Jean‑Paul Holm"], "Jean-Paul Holm", id="hyphen of typography"),
        pytest.param(["Holm，Ida"], "Holm, Ida", id="full-width comma"),
        pytest.param(["et al."], "{et al.}", id="nobody but others"),
        pytest.param(["Holm, Ida"], "Holm, Ida", id="family name first"),
        pytest.param(["moss99", "zq-01_x"], r"{moss99} and {zq-01\_x}", id="handles"),
        pytest.param(["Pine and Oak Labs"], "{Pine and Oak Labs}", id="and in a name"),
        pytest.param(["Moss, Fern, Inc."], "{Moss, Fern, Inc.}", id="commas"),
        pytest.param(["The RIVER Collaboration", "Moss AI"], "{The RIVER Collaboration} and {Moss AI}", id="groups"),
        pytest.param(["Bo Ai"], "Bo Ai", id="no group"),
        pytest.param(["Li Wen", "Li Wen"], "Li Wen and Li Wen", id="one name twice"),
        pytest.param(["Ho 'Sam' Ng"], "Ho 'Sam' Ng", id="nickname"),
        pytest.param(["Ida Holm", "et al."], "Ida Holm and others", id="et al."),
        pytest.param(["Ida Holm", "+ 12 authors"], "Ida Holm and others", id="twelve more"),
        pytest.param(["Anna Günsel"], r"Anna G{\"u}nsel", id="accents"),
    ],
)
def test_names(names: list[str], field: str) -> None:
    assert author_field(by(*names)) == field


@pytest.mark.parametrize(
    ("number", "complete", "cut"), [(5, None, True), (4, None, False), (5, True, False), (2, False, True)]
)
def test_a_list_that_may_be_cut_ends_in_others(number: int, complete: bool | None, cut: bool) -> None:
    names = tuple(Author(f"Ida {letter}olm") for letter in "HMNPQ"[:number])
    assert author_field(Paper(authors=names, authors_complete=complete)).endswith(" and others") is cut


@pytest.mark.parametrize(
    ("paper", "key"),
    [
        pytest.param(by("Jörg Müßler", title="On Keys"), "mussler2024keys", id="umlauts"),
        pytest.param(by("Ida O'Neil", title="The $k$-Maps"), "oneil2024k", id="apostrophe and formula"),
        pytest.param(by("Ida Holm", title="When $P(y|x)$ Lies"), "holm2024lies", id="a formula of several letters"),
        pytest.param(by("Ida Holm", title=r"$P(y|x)$ $O(n)$"), "holm2024p", id="nothing but formulas"),
        pytest.param(by("Ida Holm", title=r"S$^{2}$R: Maps"), "holm2024s", id="a formula in a word"),
        pytest.param(by("Ida Holm (Oslo)"), "holm2024maps", id="a remark in brackets"),
        pytest.param(by("任小政"), "arxiv2403.90001", id="no Latin letters"),
        pytest.param(by("Li Wen", number="math.GT/0202901"), "wen2002maps", id="old number"),
        pytest.param(by(number="hep-th/9901001"), "arxivhepth.9901001", id="nobody, old number"),
        pytest.param(by("The RIVER Collaboration"), "river2024maps", id="group"),
        pytest.param(by("Li Wen", title='a=b, {c} (d)% "#~'), "wen2024b", id="characters no key may have"),
        pytest.param(Paper(title="Maps"), "anonmaps", id="neither number nor name"),
        pytest.param(Paper(), "anon", id="nothing at all"),
    ],
)
def test_keys(paper: Paper, key: str) -> None:
    assert keys(written(paper, on_loss=lambda _: None)) == [key]


def test_keys_that_are_the_same_all_take_the_number() -> None:
    first, second = by("Ida Holm"), by("Ida holm", title="MAPS of Lakes", number="2403.90002")
    expected = ["holm2024maps.2403.90001", "holm2024maps.2403.90002"]
    assert keys(written(first, second)) == expected
    assert keys(written(second, first)) == expected[::-1]
    assert keys(written(first)) == ["holm2024maps"]


def test_a_long_title_makes_no_long_key() -> None:
    title = "moss" * 40
    entry = written(by("Ida Holm", title=title), by("Ida Holm", title=f"{title}y", number="2403.90002"))
    assert all(len(key) <= 64 for key in keys(entry))
    assert title in entry


@pytest.mark.parametrize(
    ("key", "expected"),
    [("{word}-{number}", "maps-2403.90001"), ("{year}{month}", "p202403"), (lambda paper: paper.title * 20, None)],
)
def test_keys_of_the_users_making(key: Any, expected: str | None) -> None:  # noqa: ANN401 - template or callable
    [found] = keys(written(ONE, key=key))
    assert found == (expected or found)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9:.+_-]{,63}", found)


def test_a_template_with_another_field() -> None:
    with pytest.raises(ValueError, match=r"cannot hold \{journal\}; its fields are auth, month, number, word, year"):
        written(ONE, key="{auth}{journal}")


def test_one_paper_of_several_days_is_one_entry_of_the_newest() -> None:
    days = [dt.date(2024, 3, 12), dt.date(2024, 3, 11), None]
    titles = ["New Maps", "Old Maps", "Maps"]
    numbers = ["2403.90001v2", "2403.90001", "2403.90001v1"]
    digests = [
        Digest(date=day, papers=(by("Ida Holm", title=title, number=number),))
        for day, title, number in zip(days, titles, numbers, strict=True)
    ]
    file = io.StringIO()
    bibtex.write([*digests, Digest(papers=(Paper(title="Moss"), Paper(title="moss")))], file)
    assert [paper.title for paper in bibtex.read(file.getvalue())] == ["New Maps", "moss"]


def test_ascii_letters() -> None:
    assert fold("Łukasz Þór Ærø Dvořák β ½ 湖") == "Lukasz Thor AEro Dvorak beta 12 "


def test_what_comes_back() -> None:
    [paper] = bibtex.read(written(ONE))
    assert paper == normalise(ONE)
    assert paper.title == ONE.title
    assert paper.authors == ONE.authors
    assert paper.arxiv_id == ArxivId("2403.90001")
    assert paper.categories == ("cs.CL",)


def test_other_writers_entries() -> None:
    [paper, other] = bibtex.read(r"""
        @string{cs = "cs.LG"}
        @comment{nothing}
        @Article{DBLP:journals/corr/abs-2403-90003,
          author = {Ida Holm and M{\"u}ller{,} Bo AND others},
          title = "{ASSET:} {A} {Map} of {\o}",
          volume = {abs/2403.90003}, journal = {CoRR}, primaryClass = cs
        }
        @misc{x, author = {van der Berg, Ludo and Hult, Jr., Warren and Ek, III, Bo}, title = {Moss},
          eprint = {2403.90004v2}, eprinttype = {arXiv}, month = {3}}
    """)
    assert paper.title == "ASSET: A Map of ø"
    assert [author.name for author in paper.authors] == ["Ida Holm", "Müller, Bo"]
    assert paper.authors_complete is False
    assert str(paper.arxiv_id) == "2403.90003"
    assert paper.categories == ("cs.LG",)
    assert [author.name for author in other.authors] == ["Ludo van der Berg", "Warren Hult, Jr.", "Bo Ek III"]
    assert other.arxiv_id == ArxivId("2403.90004", 2)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("@misc{a,\n  title = {Moss},\n", 1, id="no end"),
        pytest.param("\n\n@misc{a,\n  title = {Moss\n}\n", 3, id="no end of a field"),
        pytest.param("@misc{a,\n  title = {Moss}\n}\n\n@misc{b\n  year = 2\n}", 5, id="no comma"),
    ],
)
def test_broken_text_has_a_line(text: str, line: int) -> None:
    with pytest.raises(DigestError, match=f"^line {line}: "):
        bibtex.read(text)


def test_without_bibtexparser_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "bibtexparser.entrypoint", None)
    with pytest.raises(ImportError, match=re.escape(how_to_install("bib"))):
        bibtex.read("@misc{a, title = {b}}")


def test_characters_that_print_nothing_are_left_out_of_both_encodings() -> None:
    title = "Maps\x00 of\x07 Ri\u200bv\u202eers"
    for encoding in ("ascii", "utf-8"):
        assert (
            fields(written(Paper(title=title), encoding=encoding, on_loss=lambda _: None))["title"] == "Maps of Rivers"
        )


@pytest.mark.parametrize(
    ("text", "tex"),
    [("ℝ", r"{$\mathbf{R}$}"), ("ℤ", r"{$\mathbf{Z}$}"), ("ℒ", r"{$\mathcal{L}$}"), ("𝔼", r"{$\mathbf{E}$}"),
     ("𝒙", r"{$\mathbf{x}$}"), ("ﬁ", "fi"), ("Ⅳ", "IV"), ("Ａ", "A")],
)  # fmt: skip
def test_letters_of_other_alphabets_are_those_of_the_kernel(text: str, tex: str) -> None:
    lost: list[str] = []
    for encoding in ENCODINGS:
        assert text_to_tex(text, encoding, lost) == tex
    assert lost == []


def test_a_degree_is_no_given_name() -> None:
    assert "author = {Holm, PhD, Ida}" in written(by("Ida Holm, PhD"))
    assert name_parts("Ida Holm, Ph.D.") == ("Ida", "", "Holm", "Ph.D.", "")
    assert author_field(by("Holm, Ida")) == "Holm, Ida"
    assert author_field(by("Ida Holm, MD, PhD")) == "Holm, {MD, PhD}, Ida"
    assert keys(written(by("Ida Holm, PhD"), by("Ida Holm PhD", title="Old", number="2403.90002"))) == [
        "holm2024maps", "holm2024old",
    ]  # fmt: skip


def test_a_hyphen_parts_the_words_of_a_key() -> None:
    assert keys(written(by("Ida Li‑Holm", title="Chain‑of‑Maps"))) == ["liholm2024chain"]


def test_old_files_end_a_dotless_letter_with_a_space() -> None:
    paper = bibtex.read(r"""@misc{a, title = {Na\"\i ve Maps}, author = {Garc\'\i a, Ana and Ana Mart\'\i nez}}""")[0]
    assert paper.title == "Naïve Maps"
    assert [author.name for author in paper.authors] == ["Ana García", "Ana Martínez"]


def test_and_or_a_comma_in_a_given_name_parts_no_names() -> None:
    for name in ("And Ida Holm", "Ida, Li Holm"):
        known = Metadata(family_names=[(name, "Holm")])
        paper = attrs.evolve(by(name), metadata=known)
        assert bibtex.read(written(paper))[0].authors == paper.authors


@pytest.mark.parametrize(
    ("name", "braced"),
    [
        ("The Anh Han", False),
        ("The Viet-Duc Bui", False),
        ("The AURORA Collaboration", True),
        ("The BigMoss Days", True),
        ("The Fern Workshop", True),
        ("The Moss Five", True),
        ("The Hưng Trần", False),
        ("Fern Workshop", True),
        ("Bank of Riverside", True),
        ("School for Maps", True),
        ("Guy van Tol", False),
        ("Team Map4D", True),
        ("Moss R2", True),
    ],
)
def test_the_leads_a_group_only_with_a_word_of_one(name: str, braced: bool) -> None:
    assert author_field(by(name)) == (f"{{{text_to_tex(name)}}}" if braced else text_to_tex(name))


def test_only_so_many_suffixes_are_parted_without_commas() -> None:
    name, suffixes = split_suffixes("Ida Holm" + " PhD" * 50)
    assert (name, suffixes) == ("Ida Holm" + " PhD" * 46, "PhD, PhD, PhD, PhD")


@pytest.mark.parametrize("suffix", ["Jr.", "III", "3rd", "PhD", "D.Phil.", "M.Sc.", "FRS", "MD, PhD"])
def test_a_suffix_goes_between_family_and_given_names_and_comes_back(suffix: str) -> None:
    name = f"Ida Holm{' ' if suffix in {'III', '3rd'} else ', '}{suffix}"
    braced = f"{{{suffix}}}" if "," in suffix else suffix

    assert author_field(by(name)) == f"Holm, {braced}, Ida"
    assert [author.name for author in normalise(by(name)).authors] == [name]
    assert keys(written(by(name))) == ["holm2024maps"]


def families(*pairs: tuple[str, str]) -> Paper:
    """A paper by the names of pairs, of which a catalogue knows the family names."""
    paper = by(*(name for name, _ in pairs))
    return attrs.evolve(paper, metadata=Metadata(family_names=pairs))


@pytest.mark.parametrize(
    ("name", "family", "field", "key"),
    [
        ("Ida Holm Lund", "Holm Lund", "Holm Lund, Ida", "holmlund"),
        ("Rosa De Leo III", "De Leo", "De Leo, III, Rosa", "deleo"),
        ("Ida Holm Lund, Jr.", "Holm Lund", "Holm Lund, Jr., Ida", "holmlund"),
        ("Ida Holm y Lund", "Holm y Lund", "{Holm y Lund}, Ida", "holmylund"),
        ("Ida Van der Holm Lund", "Van der Holm Lund", "{Van der Holm Lund}, Ida", "vanderholmlund"),
        ("Ida Kertő Łęski", "Kertő Łęski", r"Kert{\H{o}} {\L}{\k{e}}ski, Ida", "kertoleski"),
        ("Wei Google", "Google", "Google, Wei", "google"),
        ("Fern Ridge", "Fern Ridge", "{Fern Ridge}", "fern"),
        ("Ida Holm", "Lund", "Ida Holm", "holm"),  # of another name
    ],
)
def test_a_family_name_that_a_catalogue_knows(name: str, family: str, field: str, key: str) -> None:
    paper = families((name, family))

    assert author_field(paper) == field
    assert keys(written(paper)) == [f"{key}2024maps"]
    assert [author.name for author in normalise(paper).authors] == [name]
    assert normalise(normalise(paper)) == normalise(paper)
    assert author_field(normalise(paper)) == field


def test_a_list_that_is_one_name_is_cut_as_well() -> None:
    assert author_field(by("Ida Holm et al.")) == "Ida Holm and others"
    assert keys(written(by("Ida Holm et al."))) == ["holm2024maps"]


def test_keys_have_no_letters_of_other_scripts_by_name() -> None:
    assert keys(written(by("Ιδα Πάππος"), on_loss=lambda _: None)) == ["arxiv2403.90001"]
    assert keys(written(by(r"Bela Kert\H{o}"))) == ["kerto2024maps"]


@pytest.mark.parametrize("name", ["\\\\", r"\:", "{}", "$"])
def test_a_name_of_nothing_but_tex_gives_no_key(name: str) -> None:
    assert keys(written(by(name))) == ["arxiv2403.90001"]


def test_a_key_function_returns_text_and_a_template_plain_fields() -> None:
    with pytest.raises(TypeError, match="key returned None for 'Maps', expected text"):
        written(by("Ida Holm"), key=lambda _: None)
    with pytest.raises(ValueError, match=r"cannot be '\{'; a brace in it has no partner"):
        written(by("Ida Holm"), key="{")
    for template in ("{auth!r}", "{year:>9}"):
        with pytest.raises(ValueError, match="a citation key has no forms of"):
            written(by("Ida Holm"), key=template)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript://x.example/%0aalert(1)", "data:text/html,x", "file:///etc/passwd",
            "vbscript:x", "../maps", "//x.example/maps", "https://"],
)  # fmt: skip
def test_no_address_but_one_of_the_web_is_written(url: str) -> None:
    paper = Paper(title="Maps", links=(Link(url=url), Link(url="HTTPS://x.example/maps")))

    assert "url = {HTTPS://x.example/maps}" in written(paper)
    assert "url = " not in written(Paper(title="Maps", links=(Link(url=url),)))


def test_of_two_digests_of_one_day_the_known_first_author_is_kept() -> None:
    known = by("Ida Holm", "Bela Kert")
    handle = attrs.evolve(
        known, authors=(Author("moss99", is_handle=True), Author("Ida Holm")), author_order="uncertain"
    )
    day = dt.date(2024, 3, 11)
    for papers in ((known, handle), (handle, known)):
        (found,) = newest_papers([Digest(date=day, papers=(paper,)) for paper in papers])
        assert found.paper == known
    others = (known, attrs.evolve(known, title="Maps of Moss"))
    results = [
        newest_papers([Digest(date=day, papers=(paper,)) for paper in order])[0] for order in (others, others[::-1])
    ]
    assert results[0] == results[1]
