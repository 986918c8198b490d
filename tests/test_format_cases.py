"""Faults that were reported for readers and writers of such formats, each as a case that digestkit must pass.

`data/format-cases.json` holds them: `input` says what is read or built, `expect` what must come of it. Each key of
`expect` has an entry in CHECKS, and a case with a key that has none fails, so that nothing stays unchecked.
Properties in words ("from_csv(to_csv(x)) equals x") are looked up as they are written.
The cases that run a command are in test_format_cases_cli.py, those that check or repair in test_format_cases_lint.py.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
import pytest
from markdown_it import MarkdownIt

import digestkit
from digestkit import ArxivId, Author, Digest, Paper
from digestkit.formats import csv as csv_format

if TYPE_CHECKING:
    from bibtexparser.model import Entry

Json: TypeAlias = Any  # what json.load gives
Papers: TypeAlias = Sequence[Digest | Paper]


@attrs.frozen
class Case:
    """One fault: its kind in words, what to run on what, and what must come of it."""

    id: str
    kind: str
    category: str
    input: Json
    expect: dict[str, Json]

    @property
    def call(self) -> str:
        return str(self.expect["call"])


_TEXT: Final = Path(__file__).with_name("data").joinpath("format-cases.json").read_text("ascii")
ELSEWHERE: Final = {"check", "check text output", "cli", "fix"}
CASES: Final = [case for case in (Case(**fields) for fields in json.loads(_TEXT)) if case.call not in ELSEWHERE]


# What a case gives: models and texts.


def to_csv(papers: Papers) -> str:
    file = io.StringIO(newline="")
    csv_format.write([each if isinstance(each, Digest) else Digest(papers=(each,)) for each in papers], file)
    return file.getvalue()


WRITERS: Final[dict[str, Callable[[Papers], str]]] = {
    "to_bibtex": digestkit.to_bibtex,
    "to_csv": to_csv,
    "to_json": digestkit.to_json,
    "to_markdown": digestkit.to_markdown,
}
READERS: Final[dict[str, Callable[[str], tuple[Digest, ...]]]] = {
    "from_csv": csv_format.read,
    "from_json": digestkit.from_json,
}


def build_paper(described: Json) -> Paper:
    return Paper(
        title=described["title"],
        authors=tuple(map(Author, described["authors"])),
        arxiv_id=ArxivId.parse(described["arxiv_id"]),
        summary=described["summary"],
    )


def build_digest(described: Json) -> Digest:
    papers = tuple(map(build_paper, described["papers"]))
    return Digest(date=dt.date.fromisoformat(described["date"]), papers=papers)


def with_results(described: Json, results: Json) -> Paper:
    """Results are derived from the summary, so their numbers go there."""
    sentences = " ".join(f"It reaches a score of {result['value']}." for result in results)
    return build_paper({**described, "summary": f"{described['summary']} iv) {sentences}"})


def given_digests(given: Json, *, many: bool) -> tuple[Digest, ...]:
    """The digests that `input` describes."""
    text = given if isinstance(given, str) else given.get("text")
    if text is not None:
        return tuple(digestkit.parse_many(text)) if many else (digestkit.parse(text),)
    if "paper" in given:
        return (Digest(papers=(with_results(given["paper"], given["results"]),)),)
    return (build_digest(given.get("build", given.get("first", given))),)


def unrolled(text: Json) -> str:
    return text if isinstance(text, str) else str(text["repeat"]) * int(text["times"])


def put_non_numbers(text: str) -> list[str]:
    assert '"71.5"' in text
    return [text.replace('"71.5"', word, 1) for word in ("NaN", "Infinity", "-Infinity")]


def put_characters_for_escapes(text: str) -> list[str]:
    edited = json.dumps(json.loads(text), ensure_ascii=False)
    assert {"\u2028", "\u2029", "\u0085"} <= set(edited)
    return [edited]


EDITS: Final[dict[str, Callable[[str], list[str]]]] = {
    "put U+FEFF before the text": lambda text: ["\ufeff" + text],
    "replace the first value that reads 71.5 by NaN (then by Infinity, then by -Infinity)": put_non_numbers,
    "write the escapes \\u2028, \\u2029, \\u0085 as the characters themselves "
    "(json.dumps(json.loads(text), ensure_ascii=False))": put_characters_for_escapes,
}


# Answers that must not depend on the clock or the time zone come from processes that are told these.

# Classes and functions are replaced before digestkit is loaded, so that whatever reads the clock sees the time told.
UNDER_A_CLOCK: Final = """
import datetime, sys, time
told = datetime.datetime.fromisoformat(sys.argv[1])
class date(datetime.date):
    @classmethod
    def today(cls): return cls(told.year, told.month, told.day)
class moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls(*told.timetuple()[:6], tzinfo=tz)
    today = utcnow = now
localtime = time.localtime
time.time = told.timestamp
time.localtime = time.gmtime = lambda seconds=None: localtime(told.timestamp() if seconds is None else seconds)
datetime.date, datetime.datetime = date, moment
"""
SHOW_DIGEST: Final = """
import digestkit
digest = digestkit.parse(sys.stdin.buffer.read().decode())
print(digest.date, ascii(digest.papers), ascii(digest.diagnostics))
"""
SHOW_GUESS: Final = """
import dateutil.parser
print(dateutil.parser.parse("March 2023"))
"""
SHOW_JSON: Final = """
import digestkit, sys
print(digestkit.to_json(digestkit.parse(sys.stdin.buffer.read().decode())))
"""
DAYS_TOLD: Final = ("2023-01-31", "2024-02-29", "2031-12-05")


def python(script: str, *arguments: str, stdin: str = "", zone: str = "UTC") -> str:
    command = [sys.executable, "-c", script, *arguments]
    environment = {**os.environ, "TZ": zone}
    done = subprocess.run(command, env=environment, input=stdin.encode(), capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def answers_on_days(script: str, text: str = "") -> set[str]:
    return {python(UNDER_A_CLOCK + script, day, stdin=text) for day in DAYS_TOLD}


# A case on its way: each part is worked out when a check first asks for it.


@attrs.define(slots=False, eq=False)
class Trial:
    case: Case

    @cached_property
    def given(self) -> tuple[Digest, ...]:
        return given_digests(self.case.input, many=self.case.call == "parse_many")

    @cached_property
    def digests(self) -> tuple[Digest, ...]:
        """What a reader gives; for a writer, what it was given."""
        return READERS[self.case.call](self.text) if self.case.call in READERS else self.given

    @property
    def papers(self) -> list[Paper]:
        return [paper for digest in self.digests for paper in digest.papers]

    @property
    def dates(self) -> list[str | None]:
        return [digest.date.isoformat() if digest.date else None for digest in self.digests]

    @cached_property
    def texts(self) -> list[str]:
        """What the writer wrote, or the texts for the reader."""
        given, call = self.case.input, self.case.call
        if "also_text" in given:
            return [unrolled(given["text"]), unrolled(given["also_text"])]
        if "edit" in given:
            return EDITS[given["edit"]](WRITERS[given["then"]](self.given))
        return [WRITERS[call.replace("from_", "to_")](self.given)]

    @property
    def text(self) -> str:
        return self.texts[0]

    @property
    def cells(self) -> list[list[str]]:
        return csv_cells(self.text)

    @cached_property
    def identifiers(self) -> list[ArxivId]:
        return [ArxivId.parse(text) for text in listed(self.case.input)]

    @property
    def errors(self) -> list[Exception | None]:
        """What the call raises for each of its inputs."""
        if self.case.call == "ArxivId.parse":
            return [raised(partial(ArxivId.parse, text)) for text in self.case.input]
        if self.case.call in READERS:
            return [raised(partial(READERS[self.case.call], text)) for text in self.texts]
        writes = self.case.call in WRITERS
        return [raised(lambda: self.texts if writes else self.digests)]

    @property
    def entry_fields(self) -> list[dict[str, str]]:
        return [fields_of(entry) for entry in entries(self.text)]

    @property
    def keys(self) -> dict[str, str]:
        return keys_of(self.given)

    @cached_property
    def texts_by_zone(self) -> set[str]:
        given = self.case.input
        return {python(SHOW_JSON, stdin=given["text"], zone=zone) for zone in given["env"]["TZ"]}


def listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def raised(act: Callable[[], object]) -> Exception | None:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - the case says which one it may be
        return error
    return None


def one_spaced(text: str) -> str:
    return " ".join(text.split())


def csv_cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def entries(text: str) -> list[Entry]:
    """The entries of a BibTeX file, as another reader finds them."""
    library = pytest.importorskip("bibtexparser").parse_string(text)
    assert not library.failed_blocks
    return list(library.entries)


def fields_of(entry: Entry) -> dict[str, str]:
    """The fields by their names in small letters; BibTeX does not tell these apart."""
    return {field.key.lower(): str(field.value) for field in entry.fields}


def keys_of(papers: Papers) -> dict[str, str]:
    """The citation keys by eprint."""
    return {fields_of(entry)["eprint"]: entry.key for entry in entries(digestkit.to_bibtex(papers))}


def unbraced(text: str) -> str:
    return one_spaced(re.sub(r"[{}]", "", text))


def bar_lines(markdown: str) -> list[str]:
    return [line for line in re.split(r"\r\n|\r|\n", markdown) if line.startswith("|")]


def gfm_rows(markdown: str) -> Iterator[list[str]]:
    """The cells of each row of a table, header first, as GFM readers find them."""
    row: list[str] = []
    for before, token in pairwise(MarkdownIt("commonmark").enable("table").parse(markdown)):
        if before.type in {"th_open", "td_open"}:
            row.append(token.content)
        if token.type == "tr_close":
            yield row
            row = []


# Papers: the fields that `paper` may name, and how they are read.


def names_in_cell(paper: Paper) -> list[str]:
    return [author.name for author in reversed(paper.authors)]


def number(paper: Paper) -> str | None:
    return str(paper.arxiv_id) if paper.arxiv_id else None


FIELDS: Final[dict[str, Callable[[Paper, Json], bool]]] = {
    "arxiv_id": lambda paper, wanted: number(paper) == wanted,
    "arxiv_version": lambda paper, wanted: paper.arxiv_id is not None and paper.arxiv_id.version == wanted,
    "author_names_contain": lambda paper, wanted: set(wanted) <= set(names_in_cell(paper)),
    "author_words_cell": lambda paper, wanted: list(map(one_spaced, names_in_cell(paper))) == wanted,
    "authors_cell": lambda paper, wanted: names_in_cell(paper) == wanted,
    "categories": lambda paper, wanted: list(paper.categories) == wanted,
    "month": lambda paper, wanted: paper.arxiv_id is not None and paper.arxiv_id.month == wanted,
    "summary": lambda paper, wanted: paper.summary.text == wanted,
    "summary_words": lambda paper, wanted: wanted in one_spaced(paper.summary.text),
    "title": lambda paper, wanted: paper.title == wanted,
    "title_contains": lambda paper, wanted: wanted in one_spaced(paper.title),
    "year": lambda paper, wanted: paper.arxiv_id is not None and paper.arxiv_id.year == wanted,
}


def have_fields(papers: list[Paper], wanted: Json) -> bool:
    pairs = zip(papers, wanted, strict=True)
    return all(FIELDS[name](paper, value) for paper, fields in pairs for name, value in fields.items())


# Properties in words.


def contents(papers: Sequence[Paper], as_read: Callable[[str], str] = str) -> list[Json]:
    """Title, names and summary; whether a name is a handle, no cell of a table says."""
    return [(paper.title, names_in_cell(paper), as_read(paper.summary.text)) for paper in papers]


def survives_json(trial: Trial) -> bool:
    return digestkit.from_json(digestkit.to_json(trial.given)) == trial.given


def survives_csv(trial: Trial) -> bool:
    return csv_format.read(to_csv(trial.given)) == trial.given


def read_again(trial: Trial) -> tuple[Paper, ...]:
    return digestkit.parse(digestkit.to_markdown(trial.given)).papers


def survives_markdown(trial: Trial) -> bool:
    return contents(read_again(trial)) == contents(trial.papers)


def survives_markdown_in_words(trial: Trial) -> bool:
    return contents(read_again(trial), one_spaced) == contents(trial.papers, one_spaced)


def keeps_words_apart(trial: Trial) -> bool:
    [paper] = read_again(trial)
    return paper.summary.text.split() == ["Before.", "After."]


def survives_json_with_digits(trial: Trial) -> bool:
    [paper] = trial.papers
    values = [str(result.value) for result in paper.summary.results]
    return survives_json(trial) and values == [result["value"] for result in trial.case.input["results"]]


def reads_as_given(trial: Trial) -> bool:
    return trial.digests == trial.given


def keys_keep_in_any_order(trial: Trial) -> bool:
    first, later = trial.given[0].papers, (build_paper(trial.case.input["then_with"]),)
    return keys_of([*first, *later]) == keys_of([*later, *first])


def rows_are_papers_or_named(trial: Trial) -> bool:
    named = [found for digest in trial.digests for found in digest.diagnostics if found.name == "no-paper"]
    header_and_rule = 2
    return len(trial.papers) + len(named) + header_and_rule == len(bar_lines(trial.case.input))


def writes_no_non_number(trial: Trial) -> bool:
    json.loads(digestkit.to_json(trial.given), parse_constant=pytest.fail)
    return True


def only_eprints_have_slashes(trial: Trial) -> bool:
    return all("/" in eprint and "/" not in key for eprint, key in trial.keys.items())


def refusals_give_reasons(trial: Trial) -> bool:
    pairs = zip(trial.case.input, trial.errors, strict=True)
    return all(text in str(error) and "expected" in str(error) for text, error in pairs)


def gives_no_date(trial: Trial) -> bool:
    row = "| Title | Authors | Summary |\n|---|---|---|\n| Undated ([arXiv]({})) | Li Wen | Short. |\n"
    digests = [digestkit.parse(row.format(identifier.abs_url)) for identifier in trial.identifiers]
    return all(digest.papers and digest.date is None for digest in digests)


def is_one_text_without_time(trial: Trial) -> bool:
    [text] = trial.texts_by_zone
    return not re.search(r"\d(?:T|:)\d", text)


def said_by_other_keys(trial: Trial) -> bool:
    """The property holds where the other checks of its case do, which read as strictly."""
    return len(trial.case.expect) > 1


PROPERTIES: Final[dict[str, Callable[[Trial], bool]]] = {
    "from_csv(to_csv(parse(text))) equals parse(text)": survives_csv,
    "from_csv(to_csv(x)) equals x": survives_csv,
    "from_csv(to_csv(x)) equals x, and parse(to_markdown(x)) has the same title, authors and summary": (
        lambda trial: survives_csv(trial) and survives_markdown(trial)
    ),
    "from_json(to_json(x)) equals x, or building x is refused with a DigestError; never a UnicodeError": survives_json,
    "from_json(to_json(x)) equals x; values are Decimals with all digits": survives_json_with_digits,
    "parse(to_markdown(x)) gives both papers, summaries equal after every run of white space is made one space": (
        survives_markdown_in_words
    ),
    "parse(to_markdown(x)) has the same title, authors and summary text, character for character": survives_markdown,
    "summary has the words Before. and After. with white space between": keeps_words_apart,
    "the same as without the mark": reads_as_given,
    "the value that was built": reads_as_given,
    "papers + rows named in diagnostics as no paper = rows of the table": rows_are_papers_or_named,
    "the map from eprint to key is the same in both orders": keys_keep_in_any_order,
    "to_json never writes NaN or Infinity; json.loads with parse_constant set to fail reads it": writes_no_non_number,
    "also after json.dumps(json.loads(text)) in between, where numbers are doubles: so the values are JSON strings, "
    "or exact otherwise": said_by_other_keys,  # `digits_survive` goes that way
    "a digest's date never comes from an id": gives_no_date,
    "each one is refused, with its reason in the message": refusals_give_reasons,
    "ids named in the summary are not the paper's id": said_by_other_keys,
    "no slash in the key; eprint keeps it": only_eprints_have_slashes,
    "same text in all three zones, no time of day in it": is_one_text_without_time,
    "the same on every day of the year, 29th to 31st included": said_by_other_keys,  # DAYS_TOLD has such days
}

EXPORTS: Final[dict[str, Callable[[str], bool]]] = {
    "valid, papers is an empty list": lambda text: [d["papers"] for d in json.loads(text)["digests"]] == [[]],
    "the header row only": lambda text: len(csv_cells(text)) == 1,
    "no entry": lambda text: entries(text) == [],
    "heading, header and rule line": lambda text: text.startswith("## Papers for 2024") and len(bar_lines(text)) == 2,
}


# The checks, by the key of `expect`: what is looked at, and how it must stand to what is wanted.

Look: TypeAlias = Callable[[Trial], Json]
Relation: TypeAlias = Callable[[Json, Json], bool]


def equals(found: Json, wanted: Json) -> bool:
    return bool(found == wanted)


def equals_each(found: Json, wanted: Json) -> bool:
    return bool(found == listed(wanted))


def is_one_of(found: Json, wanted: Json) -> bool:
    return found in wanted


def each_is_one_of(found: Json, wanted: Json) -> bool:
    return len(found) > 0 and all(each in wanted for each in found)


def holds_all(found: Json, wanted: Json) -> bool:
    return all(each in found for each in wanted)


def holds_none(found: Json, wanted: Json) -> bool:
    return not any(each in found for each in wanted)


def each_holds(found: Json, wanted: Json) -> bool:
    return len(found) > 0 and all(wanted in each for each in found)


def begins_none(found: Json, wanted: Json) -> bool:
    return not any(each.startswith(tuple(wanted)) for each in found)


def each_matches(found: Json, wanted: Json) -> bool:
    return len(found) > 0 and all(re.fullmatch(wanted, each) for each in found)


def raise_one_of(errors: Json, wanted: Json) -> bool:
    """Whether each call raised one of these; for `false`, whether none raised anything."""
    if not wanted:
        return not any(errors)
    return all({kind.__name__ for kind in type(error).__mro__} & set(wanted) for error in errors)


def raise_none_of(errors: Json, wanted: Json) -> bool:
    return not any({kind.__name__ for kind in type(error).__mro__} & set(wanted) for error in errors)


def hold_property(trial: Json, words: Json) -> bool:
    """Whether a property holds, or whether the checker finds what is named."""
    return finds_any(trial, words["finding_any_of"]) if isinstance(words, dict) else PROPERTIES[words](trial)


def finds_any(trial: Trial, wanted: list[str]) -> bool:
    names = {"HTML entity in a cell": "html-entity"}
    found = {each.name for each in digestkit.check(trial.case.input)}
    return any(names[words] in found for words in wanted)


def count_papers(counts: Json, wanted: Json) -> bool:
    return bool(counts == wanted if isinstance(wanted, list) else sum(counts) == wanted)


def export_as(digests: Json, wanted: Json) -> bool:
    return all(EXPORTS[words](WRITERS[f"to_{name}"](digests)) for name, words in wanted.items())


def are_written_by(digests: Json, names: Json) -> bool:
    titles = [paper.title for digest in digests for paper in digest.papers]
    return all(title in WRITERS[name](digests) for name in names for title in titles)


def have_entry_fields(fields: Json, wanted: Json) -> bool:
    return [{name: entry.get(name.lower()) for name in wanted} for entry in fields] == [wanted]


def have_cells(rows: Json, wanted: Json) -> bool:
    return {len(row) for row in rows} == {wanted}


def show(trial: Trial) -> str:
    """What SHOW_DIGEST prints, from this process."""
    [digest] = trial.digests
    return f"{digest.date} {digest.papers!a} {digest.diagnostics!a}\n"


def doubled_values(trial: Trial) -> list[Json]:
    """The values of the results, after a reader whose numbers are doubles."""
    again = json.loads(json.dumps(json.loads(trial.text)))
    papers = chain.from_iterable(digest["papers"] for digest in again["digests"])
    return [result["value"] for paper in papers for result in paper["summary"]["results"]]


def rows_seen(trial: Trial) -> list[list[str]]:
    """The rows below the header. GFM readers drop further cells without a word, so the last must be there whole."""
    rows = list(gfm_rows(trial.text))[1:]
    assert [row[-1] for row in rows] == [one_spaced(paper.summary.text) for paper in trial.papers]
    return rows


def repeated_papers(trial: Trial) -> str:
    """Which papers the checker finds repeated, in the words of the case."""
    found = [each for each in digestkit.check(trial.case.input["text"]) if each.name == "repeated-paper"]
    papers = trial.digests[-1].papers
    within = [[paper for paper in papers if paper.span and each.span.start in range(*paper.span)] for each in found]
    assert within == [[paper] for paper in papers]
    return "both papers of one day are duplicates of the other"


CHECKS: Final[dict[str, tuple[Look, Relation]]] = {
    "abs_url_contains": (lambda trial: [p.arxiv_id.abs_url for p in trial.papers if p.arxiv_id], each_holds),
    "also": (lambda trial: trial, hold_property),
    "also_for": (lambda trial: trial.given, are_written_by),
    "authors_cell": (lambda trial: list(chain(*map(names_in_cell, trial.papers))), equals),
    "biblatex_fields": (
        lambda trial: list(map(fields_of, entries(digestkit.to_bibtex(trial.given, dialect="biblatex")))),
        have_entry_fields,
    ),
    "bibtex_entries": (lambda trial: len(entries(digestkit.to_bibtex(trial.given))), equals),
    "call": (lambda trial: trial.case.call, lambda found, wanted: found == wanted),
    "cells_include": (lambda trial: set(chain(*trial.cells)), holds_all),
    "check_finding": (repeated_papers, equals),
    "citation_key_matches": (lambda trial: trial.keys.values(), each_matches),
    "citation_key_max_length": (lambda trial: max(map(len, trial.keys.values())), lambda found, most: found <= most),
    "clock_independent": (lambda trial: answers_on_days(SHOW_DIGEST, trial.case.input) == {show(trial)}, equals),
    "csv_rows": (lambda trial: len(trial.cells), equals),
    "date": (lambda trial: trial.dates, equals_each),
    "date_any_of": (lambda trial: trial.dates, each_is_one_of),
    "date_never": (lambda trial: trial.dates, holds_none),
    "dates": (lambda trial: trial.dates, equals),
    "dates_any_of": (lambda trial: trial.dates, is_one_of),
    "diagnostics_min": (
        lambda trial: sum(len(digest.diagnostics) for digest in trial.digests),
        lambda found, least: found >= least,
    ),
    "digests": (lambda trial: len(trial.digests), equals),
    "digits_survive": (doubled_values, equals),
    "eprint_any_of": (lambda trial: list(trial.keys), each_is_one_of),
    "equals": (lambda trial: trial, hold_property),
    "error_names_path": (
        lambda trial: all("$.digests[0].papers[0].summary.results[0].value" in str(error) for error in trial.errors),
        equals,
    ),
    "exports": (lambda trial: trial.given, export_as),
    "field_names_case_insensitive": (
        lambda trial: all(name.islower() for entry in trial.entry_fields for name in entry),
        equals,
    ),
    "fields": (lambda trial: trial.entry_fields, have_entry_fields),
    "gfm_cells_per_row": (rows_seen, have_cells),
    "has_no_day": (lambda trial: not any(hasattr(identifier, "day") for identifier in trial.identifiers), equals),
    "ids": (lambda trial: list(map(number, trial.papers)), equals),
    "json_date": (lambda trial: [json.loads(text)["digests"][0]["date"] for text in trial.texts_by_zone], equals_each),
    "kept_somewhere": (lambda trial: str([attrs.astuple(paper) for paper in trial.papers]), holds_all),
    "law": (lambda trial: trial, hold_property),
    "month": (lambda trial: [identifier.month for identifier in trial.identifiers], equals_each),
    "must_not_contain": (lambda trial: trial.text, holds_none),
    "must_not_match": (lambda trial: trial.text, lambda text, pattern: not re.search(pattern, text)),
    "no_author_named": (lambda trial: set(chain(*map(names_in_cell, trial.papers))), holds_none),
    "no_cell_begins_with": (lambda trial: list(chain(*trial.cells)), begins_none),
    "no_link_named_or_valued": (
        lambda trial: {word for paper in trial.papers for link in paper.links for word in (link.label, link.url)},
        holds_none,
    ),
    "note": (lambda trial: trial, hold_property),
    "paper": (lambda trial: trial.papers, have_fields),
    "papers": (lambda trial: [len(digest.papers) for digest in trial.digests], count_papers),
    "physical_lines_starting_with_bar": (lambda trial: len(bar_lines(trial.text)), equals),
    "raises": (lambda trial: trial.errors, raise_one_of),
    "raises_any_of": (lambda trial: trial.errors, raise_one_of),
    "raises_not": (lambda trial: trial.errors, raise_none_of),
    "refused": (lambda trial: sum(error is not None for error in trial.errors), equals),
    "round_trip": (lambda trial: trial, hold_property),
    "same_number_of_cells_per_row": (lambda trial: len(set(map(len, trial.cells))) == 1, equals),
    "str": (lambda trial: list(map(str, trial.identifiers)), equals_each),
    "title_field_contains": (
        lambda trial: " ".join(unbraced(entry["title"]) for entry in trial.entry_fields),
        holds_all,
    ),
    "title_kept_whole": (
        lambda trial: (
            [unbraced(entry["title"]) for entry in trial.entry_fields] == [paper.title for paper in trial.papers]
        ),
        equals,
    ),
    "titles": (lambda trial: [paper.title for paper in trial.papers], equals),
    "utf8_encodable": (lambda trial: raised(trial.text.encode) is None, equals),
    "version": (lambda trial: [identifier.version for identifier in trial.identifiers], equals_each),
    "year": (lambda trial: [identifier.year for identifier in trial.identifiers], equals_each),
}


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_case(case: Case) -> None:
    assert set(case.expect) <= set(CHECKS), "a key of expect has no check"
    trial = Trial(case)
    for key, wanted in case.expect.items():
        look, holds = CHECKS[key]
        found = look(trial)
        assert holds(found, wanted), (case.kind, key, wanted, found)


def test_the_clock_told_is_seen() -> None:
    """A reader that fills in today's day gives as many answers as there are days."""
    assert len(answers_on_days(SHOW_GUESS)) == len(DAYS_TOLD)
