"""Faults that were reported for command lines of such tools, each as a case that `digestkit` must pass.

These are the cases of `data/format-cases.json` whose `call` is `cli`: the installed command runs as a process in a
folder with the files of `input`. As in test_format_cases.py, a key of `expect` without a check fails its case.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sysconfig
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

import attrs
import pytest

import digestkit
from digestkit.formats import csv as csv_format

Json: TypeAlias = Any  # what json.load gives


@attrs.frozen
class Case:
    """One fault: its kind in words, which files and commands show it, and what must come of them."""

    id: str
    kind: str
    category: str
    input: dict[str, Json]
    expect: dict[str, Json]


_TEXT: Final = Path(__file__).with_name("data").joinpath("format-cases.json").read_text("ascii")
CASES: Final = [case for case in (Case(**fields) for fields in json.loads(_TEXT)) if case.expect["call"] == "cli"]


# Commands: files laid out, processes run.

STEERING: Final = {"FORCE_COLOR", "NO_COLOR", "PYTHONIOENCODING", "PYTHONUNBUFFERED", "PYTHONUTF8"}


def environment(**variables: str) -> dict[str, str]:
    """This process's environment with the installed commands in the path, and without what steers consoles."""
    kept = {name: value for name, value in os.environ.items() if name not in STEERING}
    path = os.pathsep.join((sysconfig.get_path("scripts"), kept.get("PATH", "")))
    return {**kept, "PATH": path, **variables}


@attrs.frozen
class Run:
    """What a command did."""

    argv: list[str]
    exit: int
    stdout: bytes
    stderr: bytes

    @property
    def text(self) -> str:
        return self.stdout.decode()

    @property
    def errors(self) -> str:
        return self.stderr.decode(errors="replace")


def run(argv: list[str], folder: Path, *, stdin: str = "", stderr: int = subprocess.PIPE, **variables: str) -> Run:
    variables = environment(**variables)
    done = subprocess.run(
        [shutil.which(argv[0], path=variables["PATH"]) or argv[0], *argv[1:]],
        cwd=folder,
        env=variables,
        input=stdin.encode(),
        stdout=subprocess.PIPE,
        stderr=stderr,
        timeout=60,
        check=False,
    )
    return Run(argv, done.returncode, done.stdout, done.stderr or b"")


def run_at_terminal(argv: list[str], folder: Path) -> Run:
    """Run a command whose standard error is a terminal."""
    pty = pytest.importorskip("pty", reason="there are no pseudo terminals here")
    ours, theirs = pty.openpty()
    shown: list[bytes] = []
    reader = threading.Thread(target=read_terminal, args=(ours, shown))
    reader.start()
    try:
        done = run(argv, folder, stderr=theirs, TERM="xterm-256color")
    finally:
        os.close(theirs)
        reader.join()
        os.close(ours)
    return attrs.evolve(done, stderr=b"".join(shown))


def read_terminal(terminal: int, shown: list[bytes]) -> None:
    with suppress(OSError):  # Linux says in this way that the last writer has gone
        while read := os.read(terminal, 4096):
            shown.append(read)


def lay_out_files(given: dict[str, Json], folder: Path) -> None:
    contents = {path: text.encode() for path, text in given.get("files", {}).items()}
    contents |= {path: bytes.fromhex(text) for path, text in given.get("files_hex", {}).items()}
    if copies := given.get("copies"):
        contents |= {copies["path"].format(n=number): copies["text"].encode() for number in range(copies["n"])}
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        os.utime(folder / path, (0, 0))
    for path, target in given.get("symlinks", {}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).symlink_to(target)


def input_variants(given: dict[str, Json]) -> list[str]:
    """The texts for standard input: line ends as they are, those of Windows, and these behind a byte order mark."""
    if "stdin_variants" not in given:
        return [""]
    assert len(given["stdin_variants"]) == 3
    windows = given["text"].replace("\n", "\r\n")
    return [given["text"], windows, "\ufeff" + windows]


CODES: Final = {"<code of wrapped title>": "DK207", "<code of trailing spaces>": "DK610"}


def commands_of(given: dict[str, Json]) -> list[list[str]]:
    several = given["argv"] if isinstance(given["argv"][0], list) else [given["argv"]]
    return [["digestkit", *(CODES.get(word, word) for word in argv)] for argv in several]


def run_case(given: dict[str, Json], folder: Path) -> list[Run]:
    """Run the commands of a case in a folder with its files."""
    lay_out_files(given, folder)
    if "shell" in given:
        shell = ["sh", "-c", given["shell"]]
        return [run(shell, folder), run(shell, folder, PYTHONUNBUFFERED="1")]
    if given.get("stderr") == "terminal":
        return [run_at_terminal(argv, folder) for argv in commands_of(given)]
    variables = given.get("env", {})
    return [run(argv, folder, stdin=text, **variables) for argv in commands_of(given) for text in input_variants(given)]


@attrs.define(slots=False, eq=False)
class Trial:
    """A case on its way: its commands run when a check first asks for them."""

    case: Case
    folder: Path

    @cached_property
    def runs(self) -> list[Run]:
        return run_case(self.case.input, self.folder)

    def written(self, path: str) -> bytes:
        """A file after the commands have run."""
        assert self.runs
        return (self.folder / path).read_bytes()

    @property
    def table(self) -> list[list[str]]:
        """The cells of the CSV in the file that the command's last word names."""
        return csv_cells(self.written(self.case.input["argv"][-1]).decode())


def csv_cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


# The checks, by the key of `expect`.

Check: TypeAlias = Callable[[Trial, Json], bool]


def exits_with(trial: Trial, wanted: Json) -> bool:
    return [done.exit for done in trial.runs] == (wanted if isinstance(wanted, list) else [wanted])


def printed_is(trial: Trial, wanted: Json) -> bool:
    return all(done.text == wanted for done in trial.runs)


def prints_lines(trial: Trial, wanted: Json) -> bool:
    return all(len(done.stdout.splitlines()) == wanted for done in trial.runs)


def prints_json(trial: Trial, wanted: Json) -> bool:
    return all(is_json(done.text) is wanted for done in trial.runs)


def prints_none_of(trial: Trial, wanted: Json) -> bool:
    return not any(piece in done.text for done in trial.runs for piece in wanted)


def complains_of_all(trial: Trial, wanted: Json) -> bool:
    return all(piece in done.errors for done in trial.runs for piece in wanted)


def complains_of_none(trial: Trial, wanted: Json) -> bool:
    return not any(piece in done.errors for done in trial.runs for piece in wanted)


def prints_titles_in_order(trial: Trial, wanted: Json) -> bool:
    [done] = trial.runs
    titles = [paper.title for digest in digestkit.from_json(done.text) for paper in digest.papers]
    return bool(titles == wanted)


def variants_give_one_table(trial: Trial, wanted: Json) -> bool:
    return (len({csv_format.read(done.text) for done in trial.runs}) == 1) is wanted


def prints_papers(trial: Trial, wanted: Json) -> bool:
    """Each command prints CSV with these papers; names in the order of the cell, which is that of authors reversed."""
    for done in trial.runs:
        papers = [paper for digest in csv_format.read(done.text) for paper in digest.papers]
        found = [
            {
                "title": paper.title,
                "arxiv_id": str(paper.arxiv_id),
                "authors_cell": [author.name for author in reversed(paper.authors)],
                "summary": paper.summary.text,
            }
            for paper in papers
        ]
        if found != wanted:
            return False
    return True


def cells_have_none_of(trial: Trial, wanted: Json) -> bool:
    cells = [cell for done in trial.runs for row in csv_cells(done.text) for cell in row]
    return not any(piece in cell for cell in cells for piece in wanted)


def files_have_none_of(trial: Trial, wanted: Json) -> bool:
    return not any(piece.encode() in trial.written(path) for path, pieces in wanted.items() for piece in pieces)


def files_are_unchanged(trial: Trial, wanted: Json) -> bool:
    return all(trial.written(path) == trial.case.input["files"][path].encode() for path in wanted)


def table_has_rows(trial: Trial, wanted: Json) -> bool:
    return bool(len(trial.table) == wanted)


# The checker.

RULES: Final = {"duplicate paper across the archive": "DK311"}


def places(finding: Json) -> str:
    return f"{finding['file']}:{finding['line']}:"


def prints_finding(trial: Trial, wanted: Json) -> bool:
    lines = [line for line in trial.runs[0].text.splitlines() if RULES[wanted["rule"]] in line]
    return [line.startswith(places(wanted)) and wanted.get("names_other", "") in line for line in lines] == [True]


def names_missing_link(trial: Trial, wanted: Json) -> bool:
    assert wanted == "the missing arXiv link, line 5"
    return any(line.startswith("d.md:5:") and "no arXiv" in line for line in trial.runs[0].text.splitlines())


def keeps_the_paper(trial: Trial, wanted: Json) -> bool:
    before, after = trial.case.input["files"]["d.md"], trial.written("d.md").decode()
    return (digestkit.parse(after).papers == digestkit.parse(before).papers) is wanted


def then_exits_with(trial: Trial, wanted: Json) -> bool:
    assert trial.runs
    [command] = commands_of(wanted)
    return bool(run(command, trial.folder).exit == wanted["exit"])


def is_still_a_link(trial: Trial, wanted: Json) -> bool:
    assert trial.runs
    return trial.folder.joinpath(wanted).is_symlink()


def target_is_repaired_whole(trial: Trial, _wanted: Json) -> bool:
    [(path, before)] = trial.case.input["files"].items()
    return trial.written(path).decode() == digestkit.fix(before)


def are_untouched(trial: Trial, wanted: Json) -> bool:
    same = files_are_unchanged(trial, wanted)
    return same and all((trial.folder / path).stat().st_mtime == 0 for path in wanted)


def lines_match(trial: Trial, wanted: Json) -> bool:
    lines = trial.runs[0].text.splitlines()
    return bool(lines) and all(re.match(wanted, line) for line in lines)


def encodes_percent(trial: Trial, wanted: Json) -> bool:
    """No bare percent sign is left, and no other code stands for one of these characters."""
    assert set(wanted) == {"%", "\r", "\n"}
    return not re.search(r"%(?!25|0D|0A|2C|3A)", trial.runs[0].text)


def names_file_by_uri(trial: Trial, wanted: Json) -> bool:
    [log] = json.loads(trial.runs[0].text)["runs"]
    locations = [location for result in log["results"] for location in result["locations"]]
    uris = {location["physicalLocation"]["artifactLocation"]["uri"] for location in locations}
    [uri] = uris
    relative = not uri.startswith("/") and ":" not in uri
    matches = re.search(wanted["uri_matches"], uri) is not None
    return matches and unquote(uri) == wanted["uri_decodes_to"] and relative is wanted["relative"]


def archive_has_papers(trial: Trial, wanted: Json) -> bool:
    assert trial.runs
    return bool(sum(len(digest.papers) for digest in digestkit.read_archive(trial.folder)) == wanted)


def bibtex_has_entries(trial: Trial, wanted: Json) -> bool:
    assert trial.runs
    return bool(digestkit.to_bibtex(digestkit.read_archive(trial.folder)).count("\n}") == wanted)


# Notes that say more than the other keys of their case.


def converted_title_is_read(trial: Trial) -> bool:
    [wanted] = digestkit.parse(trial.case.input["files"]["d.md"]).papers
    [found] = digestkit.from_json(trial.runs[1].text)[0].papers
    return found.title == wanted.title


def standard_output_is_the_file(trial: Trial) -> bool:
    *to_standard_output, option, path = trial.case.input["argv"]
    assert option == "-o"
    return run(["digestkit", *to_standard_output], trial.folder).stdout == trial.written(path)


def ran_unbuffered_too(trial: Trial) -> bool:
    return len(trial.runs) == 2


def has_a_line_a_finding(trial: Trial) -> bool:
    findings = digestkit.check(trial.case.input["files"]["d.md"], source="d.md")
    return len(trial.runs[0].text.splitlines()) == len(findings)


NOTES: Final[dict[str, Callable[[Trial], bool]]] = {
    "one physical line for each finding": has_a_line_a_finding,
    "also true of standard output; the file is opened with newline=''": standard_output_is_the_file,
    "what convert writes is still valid JSON with the same title": converted_title_is_read,
    "with PYTHONUNBUFFERED=1 too": ran_unbuffered_too,
}

CHECKS: Final[dict[str, Check]] = {
    "bibtex_entries": bibtex_has_entries,
    "call": lambda trial, wanted: trial.case.expect["call"] == wanted == "cli",
    "csv_rows": table_has_rows,
    "every_stdout_line_matches": lines_match,
    "exit": exits_with,
    "file_bytes_and_mtime_unchanged": are_untouched,
    "file_bytes_must_not_contain": files_have_none_of,
    "file_unchanged": files_are_unchanged,
    "file_unchanged_or_paper_kept": keeps_the_paper,
    "finding": prints_finding,
    "must_not_contain_in_cells": cells_have_none_of,
    "note": lambda trial, wanted: NOTES[wanted](trial),
    "order": prints_titles_in_order,
    "output_names": names_missing_link,
    "paper": prints_papers,
    "percent_encoded": encodes_percent,
    "read_archive_papers": archive_has_papers,
    "same_papers_for_all_variants": variants_give_one_table,
    "sarif": names_file_by_uri,
    "stderr_contains": complains_of_all,
    "stderr_must_not_contain": complains_of_none,
    "stdout": printed_is,
    "stdout_contains": lambda trial, wanted: all(piece in trial.runs[0].text for piece in wanted),
    "stdout_first_character_any_of": lambda trial, wanted: trial.runs[0].text[:1] in wanted,
    "stdout_is_json": prints_json,
    "stdout_lines": prints_lines,
    "stdout_must_not_contain": prints_none_of,
    "still_a_symlink": is_still_a_link,
    "target_either": target_is_repaired_whole,
    "then": then_exits_with,
}


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_case(case: Case, tmp_path: Path) -> None:
    assert set(case.expect) <= set(CHECKS), "a key of expect has no check"
    trial = Trial(case, tmp_path)
    for key, wanted in case.expect.items():
        assert CHECKS[key](trial, wanted), (case.kind, key, wanted, trial.runs)
