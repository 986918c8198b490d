"""New papers into a .bib text that is there: what counts as there, what is kept, what is filled."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digestkit import strategies
from digestkit.formats.bibtex_merge import merge
from digestkit.formats.bibtex_scan import keys_in, scan
from digestkit.identifiers import ArxivId
from digestkit.models import Author, Digest, Metadata, Paper

if TYPE_CHECKING:
    from pathlib import Path

MAPS = Paper(
    title="Maps of Rivers: A GPU Atlas",
    authors=(Author("Ida Holm"), Author("Bela Kertő")),
    arxiv_id=ArxivId.parse("2403.90001v2"),
)
NAMESAKE = Paper(title="Maps of Lakes", authors=(Author("Ida Holm"),), arxiv_id=ArxivId("2403.90002"))


def added(old: str, *papers: Paper) -> list[str]:
    return [change.key for change in merge(old, papers).added]


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {2403.90001}",
        "eprint = {2403.90001v7}, archiveprefix = {arXiv}",
        'EPRINT = "arXiv:2403.90001", eprinttype = "ArXiv"',
        "eprint = 2403.90001",
        "doi = {10.48550/arXiv.2403.90001}",
        r"doi = {https://doi.org/10.48550/ARXIV.2403.90001}",
        "url = {http://arxiv.org/pdf/2403.90001v1.pdf}",
        r"howpublished = {\url{https://arxiv.org/abs/2403.90001}}",
        "journal = {CoRR}, volume = {abs/2403.90001}",
        "journal = {arXiv preprint arXiv:2403.90001}, year = 2024",
        "number = {arXiv:2403.90001}, publisher = {arXiv}",
        "note = {arXiv:2403.90001 [cs.CL]}",
        "title = {Maps of rivers: a {GPU} atlas}",
        'title = {Maps of } # "Rivers" # {: A GPU Atlas}, year = 1999',
        "title = {{Maps of Rivers -- a {G}{P}{U} atlas.}}, doi = {10.5555/rivers.9}",
    ],
)
def test_a_paper_that_is_there(fields: str) -> None:
    old = f"@article{{moss,\n  {fields}\n}}\n"
    merged = merge(old, MAPS)
    assert merged.text == old
    assert [(change.key, change.title) for change in merged.skipped] == [("moss", MAPS.title)]


@pytest.mark.parametrize(
    "old",
    [
        pytest.param("@misc{a, eprint = {2403.90003}, title = {Maps of Rivers: A GPU Atlas}}\n", id="another number"),
        pytest.param("@misc{a, eprint = {2403.90001}, eprinttype = {jstor}}\n", id="a number of another archive"),
        pytest.param("@comment{@misc{a, eprint = {2403.90001}}}\n", id="in a comment"),
        pytest.param("% @misc{a, eprint = {2403.90001}}\n", id="in a comment of a line"),
        pytest.param("@string{a = {2403.90001}}\n", id="a string"),
        pytest.param("@misc{a, note = {continues arXiv:2403.90001}}\n", id="mentioned"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_paper_that_is_not_there(old: str) -> None:
    assert len(added(old, MAPS)) == 1


def test_the_doi_of_the_publisher() -> None:
    paper = Paper(title="Maps", arxiv_id=ArxivId("2403.90001"), metadata=Metadata(doi="10.5555/Rivers_9"))
    assert added("@article{a, title = {Other}, doi = {https://doi.org/10.5555/RIVERS\\_9}}\n", paper) == []


def test_a_doi_with_signs_is_found_again() -> None:
    paper = Paper(title="Maps", metadata=Metadata(doi="10.5555/(x)1:1<90::AID_9>3.0.co;2-x"))
    old = "@article{a, title = {Other}, doi = {10.5555/(x)1:1<90::aid_9>3.0.co;2-x}}"
    assert added(old, paper) == []


def test_a_title_in_old_bytes() -> None:
    old = "@book{a, title = {Gr\xf6\xdfe}}".encode("latin-1").decode("utf-8", "surrogateescape")
    assert added(old, Paper(title="Größe")) == []


def test_two_titles_alike_with_different_numbers_are_two() -> None:
    first, second = (Paper(title="Maps", arxiv_id=ArxivId(f"2403.9000{number}")) for number in (1, 2))
    merged = merge("", [first, second, Paper(title="MAPS")])
    assert [change.key for change in merged.added] == ["arxiv2403.90001", "arxiv2403.90002"]
    assert [change.key for change in merged.skipped] == [""]


@pytest.mark.parametrize(
    ("old", "between"),
    [
        ("", ""),
        ("\ufeff", ""),
        ("% mine", "\n\n"),
        ("% mine\n", "\n"),
        ("% mine\r\n", "\r\n"),
        ("@misc{a,\r\n note={b}}", "\r\n\r\n"),
        ("% mine\r", "\r"),
        ("  \n", "\n"),
    ],
)
def test_new_entries_stand_behind_the_old_text_with_its_line_ends(old: str, between: str) -> None:
    text = merge(old, [MAPS, NAMESAKE]).text
    assert text.startswith(f"{old}{between}@misc{{")
    end = re.search(r"\r\n|\n|\r", between) or re.search("\n", "\n")
    assert end
    assert set(re.findall(r"\r\n|\n|\r", text.removeprefix(old))) == {end[0]}
    assert len(list(scan(text))) == 2 + old.count("@")


@pytest.mark.parametrize(
    "old",
    [
        "@misc{holm2024maps, note = {b}}\n",
        "@MISC(HOLM2024Maps, note = {b})\n",
        "@comment{ @misc{Holm2024maps, note = {b}} }\n",
        "% @misc{holm2024maps,\n",
        "@misc{holm2024maps, note = {never closed\n",
        "@online{moss, ids = {fern, Holm2024Maps}}\n",
    ],
)
def test_a_key_that_is_taken_gets_the_number(old: str) -> None:
    assert added(old, MAPS) == ["holm2024maps.2403.90001"]


def test_a_marked_key_that_is_taken_too() -> None:
    old = "@misc{holm2024maps}\n@misc{holm2024maps.2403.90001}\n@misc{HOLM2024MAPS.2403.90001.2}\n"
    assert added(old, MAPS) == ["holm2024maps.2403.90001.3"]


def test_broken_entries_are_named_and_left() -> None:
    old = "% one\n@misc{a, title = {b}}\n\n@misc{c, title = {d\n\n@misc{e, title = {f} year = 2024}\n"
    merged = merge(old, MAPS)
    assert merged.broken == (4, 6)
    assert merged.text.startswith(old)
    assert [entry.key for entry in scan(merged.text)] == ["a", "c", "e", "holm2024maps"]


def test_a_broken_entry_counts_with_what_stands_before_the_fault() -> None:
    assert added("@misc{a, eprint = {2403.90001}, title = {b\n", MAPS) == []


def test_strings_made_of_strings_stay_small() -> None:
    old = "@string{a0 = {moss}}\n" + "".join(
        f"@string{{a{number + 1} = a{number} # a{number}}}\n" for number in range(60)
    )
    assert len(added(f"{old}@misc{{k, title = a60}}\n", MAPS)) == 1


def test_a_field_that_is_empty_or_absent_is_filled() -> None:
    old = (
        '% before\n@Misc { Moss ,\n\teprint = 2403.90001,\n\ttitle = "my {title}",\n\tauthor = {},\n'
        '\tdoi = "" , % comment\n}\ntail'
    )  # fmt: skip
    merged = merge(old, MAPS, update=True)
    assert merged.text == (
        '% before\n@Misc { Moss ,\n\teprint = 2403.90001,\n\ttitle = "my {title}",\n'
        "\tauthor = {Ida Holm and Bela Kert{\\H{o}}},\n"
        "\tdoi = {10.48550/arXiv.2403.90001},\n\tyear = {2024},\n\tmonth = mar,\n\tarchivePrefix = {arXiv},\n"
        "\turl = {https://arxiv.org/abs/2403.90001} , % comment\n}\ntail"
    )  # fmt: skip
    (change,) = merged.updated
    assert change.fields == ("author", "year", "month", "archivePrefix", "doi", "url")
    assert (merged.added, merged.skipped) == ((), ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("@misc{a, eprint = {2403.90001}}", "@misc{a, eprint = {2403.90001}, title = {Maps}"),
        ("@misc{a,eprint={2403.90001},}", "@misc{a,eprint={2403.90001}, title = {Maps}"),
        ("@misc{a,\r\n  eprint={2403.90001}\r\n}", "@misc{a,\r\n  eprint={2403.90001},\r\n  title = {Maps}"),
        ("@misc(a\n, eprint={2403.90001}\n)", "@misc(a\n, eprint={2403.90001}, title = {Maps}"),
    ],
)
def test_fields_are_added_in_the_entry_s_own_layout(old: str, new: str) -> None:
    text = merge(old, Paper(title="Maps", arxiv_id=ArxivId("2403.90001")), update=True).text
    assert text.startswith(new)
    assert text.endswith(old[-3:].lstrip("0123456789}") or "}")
    assert not next(scan(text)).is_broken


@pytest.mark.parametrize(
    ("fields", "not_filled"),
    [
        ("year = 2025, booktitle = {Rivers}", {"year", "month", "doi"}),
        ("crossref = {rivers24}, eprint = {2403.90001}", {"title", "author", "year", "month"}),
        ("date = {2025-06}", {"year", "month"}),
        ("eprinttype = {arxiv}, eprintclass = {cs.CL}", {"archivePrefix", "primaryClass"}),
        ("journal = {Delta Letters}", {"doi"}),
        ("author = {Other}, eprint = {2403.90001}", {"author", "key"}),
        ("journaltitle = {Delta Letters}, eprint = {2403.90001}", {"year", "month", "doi", "note"}),
        ("eprint = {12345}, eprinttype = {jstor}", {"eprint", "archivePrefix", "primaryClass", "doi", "url"}),
    ],
)
def test_filled_fields_do_not_contradict_the_others(fields: str, not_filled: set[str]) -> None:
    paper = Paper(title="Maps", arxiv_id=ArxivId("2403.90001"), categories=("cs.CL",))
    (change,) = merge(
        f"@inproceedings{{a, title = {{Maps}}, {fields}}}", paper, update=True, fields=["abstract", "keywords"]
    ).updated
    assert "keywords" in change.fields
    assert not set(change.fields) & not_filled


OF_HOLM_LUND: Final = Paper(
    title="Introduction",
    authors=(Author("Ida Holm Lund"), Author("Ludo van der Berg"), Author("moss99", is_handle=True)),
    arxiv_id=ArxivId("2403.90001"),
    metadata=Metadata(doi="10.5555/rivers.9", family_names=[("Ida Holm Lund", "Holm Lund")]),
)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param("author = {Zoe Ek}, doi = {10.5555/9}, year = 1999", id="all differs"),
        pytest.param("author = {Zoe Ek}", id="other authors"),
        pytest.param("author = {Moss99, A. and Ek, Zoe and others}", id="an account is no family name"),
        pytest.param("author = {{Holm and Lund Labs}}", id="a group"),
        pytest.param("author = {Lund, Ida}, year = 1999", id="an earlier year"),
        pytest.param("author = {Lund, Ida}, date = {2025-01-04}", id="a later year of nothing printed"),
        pytest.param("author = {Lund, Ida}, journal = {Delta Letters}, year = 2031", id="a much later year"),
        pytest.param("author = {Lund, Ida}, doi = {https://doi.org/10.5555/other}", id="another DOI"),
    ],
)
def test_a_namesake_is_not_filled(fields: str) -> None:
    old = f"@misc{{moss, title = {{{{Introduction}}}}, {fields}}}\n"
    merged = merge(old, OF_HOLM_LUND, update=True)
    assert merged.text == old
    assert ([change.key for change in merged.skipped], merged.updated) == (["moss"], ())


@pytest.mark.parametrize(
    "fields",
    [
        "author = {Holm Lund, Ida}",
        "author = {Ek, Zoe AND I. Holm Lund}",
        "author = {{van der Berg}, Ludo and others}, year = {2024}",
        r"author = {Ludo {v}an der B{\'e}rg}, date = {2024-01}",
        "author = {Lund, Ida}, year = 2025, journal = {Delta Letters}",
        "year = 2024",
        "note = {mine}",
    ],
)
def test_an_entry_of_the_same_title_and_people_is_filled(fields: str) -> None:
    (change,) = merge(f"@misc{{moss, title = {{Introduction}}, {fields}}}", OF_HOLM_LUND, update=True).updated
    assert "eprint" in change.fields


def test_a_paper_found_by_its_number_is_filled_whatever_else_differs() -> None:
    old = "@misc{moss, eprint = {2403.90001}, title = {Other}, author = {Zoe Ek}, year = 1999}"
    (change,) = merge(old, OF_HOLM_LUND, update=True).updated
    assert change.fields == ("archivePrefix", "doi", "url")


@pytest.mark.parametrize("venue", ["journal = {Delta Letters}", "journaltitle = dl", "booktitle = {Proc. of Rivers}"])
@pytest.mark.parametrize("found", ["eprint = {2403.90001}", "title = {Introduction}, author = {Ida Lund}"])
@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_what_is_printed_gets_no_date_of_the_preprint(
    venue: str, found: str, dialect: Literal["bibtex", "biblatex"]
) -> None:
    known = Metadata(published=dt.date(2024, 3, 8), journal_reference="Delta Letters 9, 90-99 (2025)")
    paper = attrs.evolve(OF_HOLM_LUND, metadata=known)
    old = f"@string{{dl = {{Delta Letters}}}}\n@article{{moss, {found}, {venue}, volume = 7, month = {{}}}}"
    (change,) = merge(old, paper, update=True, dialect=dialect).updated
    assert not {"year", "month", "date", "note", "doi"} & set(change.fields)
    assert {"url"} <= set(change.fields)


def test_fields_are_filled_with_the_line_ends_of_their_entry() -> None:
    old = "% mine\n@misc{a,\r\n  eprint = {2403.90001}\r\n}\r\n@misc{b,\n  eprint = {2403.90002}\n}\n@misc{Moss}\r\n"
    text = merge(old, [MAPS, NAMESAKE], update=True).text
    one, two = text.split("@misc{b")
    assert set(re.findall(r"\r\n|\n|\r", one.removeprefix("% mine\n"))) == {"\r\n"}
    assert set(re.findall(r"\r\n|\n|\r", two.partition("@misc{Moss")[0])) == {"\n"}


def test_an_entry_that_lacks_nothing_is_skipped() -> None:
    text = merge("", MAPS).text
    merged = merge(text, MAPS, update=True)
    assert merged.text == text
    assert [change.key for change in merged.skipped] == ["holm2024maps"]


def test_a_broken_entry_is_not_filled() -> None:
    old = "@misc{a, eprint = {2403.90001}, title = {}, note = {b\n"
    assert merge(old, MAPS, update=True).text == old


def test_the_month_of_the_metadata() -> None:
    paper = Paper(
        title="Maps",
        arxiv_id=ArxivId("2403.90001"),
        categories=("cs.CL",),
        metadata=Metadata(
            primary_class="cs.IR", published=dt.date(2024, 2, 29), doi="10.5555/rivers.9", journal_reference="Delta 9%"
        ),
    )
    text = merge("", paper).text
    for line in ("month = feb", "primaryClass = {cs.IR}", "doi = {10.5555/rivers.9}", "note = {Delta 9\\%}"):
        assert f"  {line}" in text


# What people keep in such files: remarks, strings, several entries in a line, either kind of bracket and of quote.
ODD: Final = r"""My papers } since {1999}, by me
@string( dl = "Delta " # {Letters} )  @STRING{empty = ""}
@preamble{ "\newcommand{\noop}[1]{}" # dl }
@ARTICLE( Moss99 , title="On {"}Moss{"}" # { and  Ferns}, year = 1999, journal = dl ,
) @misc{a:b/c+d, note = {one, "two" \{three\}}, } @Misc{fern,title=dl,month=mar#"~11"}
@comment{jabref-meta: grouping}  @comment @book
{ rivers
, title = {Rivers@Large: 50% @ {5,000} m}
, author = "Holm, Ida and {Pine and Oak Labs}"
}
@misc{last, howpublished = "\url{https://example.org/a%20b#c}"}"""
KEYS_STYLE: Final = "ENTRY{title}{}{} FUNCTION{default.type}{cite$ write$ newline$} READ ITERATE{call.type$}\n"


@pytest.mark.skipif(shutil.which("bibtex") is None, reason="not installed: bibtex")
def test_bibtex_itself_reads_those_entries(tmp_path: Path) -> None:
    (tmp_path / "odd.bib").write_text(merge(ODD, [MAPS, NAMESAKE]).text, encoding="utf-8")
    (tmp_path / "keys.bst").write_text(KEYS_STYLE, encoding="utf-8")
    (tmp_path / "t.aux").write_text("\\relax\n\\citation{*}\n\\bibstyle{keys}\n\\bibdata{odd}\n", encoding="utf-8")
    done = subprocess.run([shutil.which("bibtex") or "", "t"], cwd=tmp_path, capture_output=True, check=False)
    assert b"error message" not in done.stdout, done.stdout
    found = (tmp_path / "t.bbl").read_text(encoding="utf-8").split()
    assert found == [
        "Moss99",
        "a:b/c+d",
        "fern",
        "rivers",
        "last",
        "holm2024maps.2403.90001",
        "holm2024maps.2403.90002",
    ]
    assert found[:5] == [entry.key for entry in scan(ODD)]


_PIECES = (
    "@", "@misc", "@misc{", "@misc{a,", "@article(b,", "@string{s = ", "@comment{", "@preamble{", "{", "}", "(", ")",
    '"', ",", "=", "#", "%", "\\", "\n", "\r\n", "\r", " ", "title", "title = {", "eprint = {2403.90001}",
    "year = 2024", "= s", "Maps", "\ufeff", "\udce9", "é", "\0", "holm2024maps", "doi = {}", 'author = ""',
    "@misc{c, title = {x}}\n",
    "\n@misc{holm2024maps,\n  title = {Maps of Rivers},\n}\n", "  @misc", "month = mar", "\u2028",
)  # fmt: skip
broken_texts = st.lists(st.sampled_from(_PIECES), max_size=16).map("".join) | st.text(max_size=40)
several = st.lists(strategies.papers(), max_size=3).map(lambda papers: Digest(papers=tuple(papers)))


@given(broken_texts, several)
@example("@misc{a, title = {x", Digest(papers=(MAPS,)))
@example('@misc{a, title = "x', Digest(papers=(MAPS,)))
@example("@misc{", Digest(papers=(MAPS,)))
@example("@comment{", Digest(papers=(MAPS, Paper())))
@example("%", Digest(papers=(MAPS,)))
@example("@misc{a,", Digest(papers=(MAPS, Paper(title="*"))))
def test_the_old_text_stays_and_a_second_merger_adds_nothing(old: str, digest: Digest) -> None:
    merged = merge(old, digest, on_loss=lambda _: None)
    assert merged.text.startswith(old)
    keys = [change.key.lower() for change in merged.added]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & {key.lower() for key in keys_in(old)}
    again = merge(merged.text, digest, on_loss=lambda _: None)
    assert (again.text, again.added) == (merged.text, ())


@given(broken_texts, several)
@example("@misc{a, eprint = {2403.90001}, doi = {}}", Digest(papers=(MAPS, MAPS)))
def test_filling_leaves_all_that_says_anything(old: str, digest: Digest) -> None:
    merged = merge(old, digest, update=True, on_loss=lambda _: None)
    before = list(scan(old))
    after = list(scan(merged.text))[: len(before)]
    for entry, filled in zip(before, after, strict=True):
        assert (entry.kind, entry.key, entry.is_broken) == (filled.kind, filled.key, filled.is_broken)
        kept = [(field.name, field.value) for field in entry.fields if field.value.strip()]
        assert [pair for pair in kept if pair not in [(field.name, field.value) for field in filled.fields]] == []
    assert _outside(merged.text)[: len(before)] == _outside(old)[: len(before)]
    again = merge(merged.text, digest, update=True, on_loss=lambda _: None)
    assert again.added == ()
    # Of two new papers with one title, the second may fill the entry of the first, once that is there.
    assert merge(again.text, digest, update=True, on_loss=lambda _: None).text == again.text


def _outside(text: str) -> list[str]:
    """What stands between the entries of a text."""
    entries = list(scan(text))
    starts = [0, *(entry.end for entry in entries)]
    ends = [*(entry.start for entry in entries), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


@given(broken_texts)
def test_entries_stand_in_order_and_do_not_overlap(text: str) -> None:
    entries = list(scan(text))
    assert all(text[entry.start] == "@" for entry in entries)
    assert all(one.end <= other.start for one, other in pairwise(entries))
    for entry in entries:
        for field in entry.fields:
            assert entry.start < field.name_start < field.start <= field.end <= entry.end or entry.is_broken
            assert text[field.name_start :].lower().startswith(field.name)


@pytest.mark.parametrize("line", ["% was: @misc{ unfinished", "@comment{ open", "@string{ open", "@preamble{ open"])
def test_what_nothing_closes_is_named_with_its_line(line: str) -> None:
    merged = merge(f"@misc{{q, title={{Q}}}}\n{line}\n", [MAPS])
    assert merged.broken == (2,)
    assert merge("% was: @misc{q, title={Q}}\n", [MAPS]).broken == ()
