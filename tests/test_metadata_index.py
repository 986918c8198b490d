"""The index of a snapshot: what is found in it, and that no interruption spoils it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

import pytest

from digestkit import ArxivId, Paper, with_metadata
from digestkit.cli.app import run
from digestkit.errors import DigestError
from digestkit.metadata import Index, Record, building, read_records
from digestkit.metadata.building import Built, build_index
from digestkit.metadata.index import opened_for_writing, put_records, stored_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT: Final = 60
BATCH: Final = 7


def numbers(count: int = COUNT) -> list[str]:
    return [f"2403.9{number:04}" for number in range(1, count + 1)]


def line(number: str, **members: object) -> str:
    paper = {
        "id": number,
        "title": f"Maps of {number}",
        "abstract": "We draw maps. " * 9,
        "categories": "cs.CV cs.LG",
        "update_date": "2024-05-03",
        "versions": [{"version": f"v{k}", "created": f"Fri, {k} Mar 2024 18:00:00 GMT"} for k in (1, 2, 3)],
        "authors_parsed": [["Holm", "Ida", ""], ["Kert\\H{o}", "Bela", ""]],
        **members,
    }
    return json.dumps(paper) + "\n"


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    path = tmp_path / "snapshot.json"
    path.write_text("".join(map(line, numbers())), "utf-8")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite"


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_BATCH", BATCH)


def raised(error: DigestError) -> None:
    raise error


def build(snapshot: Path, target: Path, **options: Any) -> Built:  # noqa: ANN401 - those of build_index
    return build_index(snapshot, target, **{"on_error": raised, **options})


def rows(target: Path) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(target)
    found = connection.execute("SELECT number, form, content FROM records ORDER BY number").fetchall()
    connection.close()
    return found


class _InterruptedError(Exception):
    """Stands for what ends a run."""


def after(batches: int) -> Any:  # noqa: ANN401 - a callable
    """Something that ends a run after so many batches."""
    left = batches

    def reached(_built: Built) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise _InterruptedError

    return reached


def test_every_paper_is_found(snapshot: Path, target: Path) -> None:
    built = build(snapshot, target)

    assert (built.papers, built.faults, built.line, built.resumed) == (COUNT, 0, COUNT, False)
    assert built.position == snapshot.stat().st_size
    with Index(target) as index:
        assert list(index) == numbers()
        assert len(index) == COUNT
        assert index.find([*numbers()[:3], "2403.99999"]) == {
            record.number: record for record in list(read_records(snapshot))[:3]
        }
        assert "2403.90001" in index
        assert index.get("2403.99999") is None
        assert index.unfinished == ()
        with pytest.raises(KeyError, match=r"2403\.99999"):
            index["2403.99999"]


def test_an_index_holds_all_that_the_snapshot_says_of_a_paper(snapshot: Path, target: Path) -> None:
    build(snapshot, target)

    assert list(read_records(target)) == list(read_records(snapshot))


def test_many_are_found_at_once(snapshot: Path, target: Path) -> None:
    build(snapshot, target)

    with Index(target) as index:
        asked = [f"2403.{number:05}" for number in range(89_000, 91_000)]
        assert sorted(index.find(asked)) == numbers()


def test_papers_are_completed_from_an_index(snapshot: Path, target: Path) -> None:
    build(snapshot, target)

    with Index(target) as index:
        paper = with_metadata(Paper(arxiv_id=ArxivId("2403.90007", 2)), index)

    assert [author.name for author in paper.authors] == ["Ida Holm", "Bela Kertő"]


@pytest.mark.parametrize("batches", [1, 2, 5, 8])
def test_an_interrupted_build_goes_on_where_it_was(snapshot: Path, target: Path, batches: int) -> None:
    with pytest.raises(_InterruptedError):
        build(snapshot, target, on_progress=after(batches))
    with Index(target) as index:
        assert list(index) == numbers(batches * BATCH)
        assert index.unfinished == ("snapshot.json",)
    reached: list[int] = []

    built = build(snapshot, target, on_progress=lambda built: reached.append(built.line))

    assert (built.papers, built.resumed, built.changed, built.was_whole) == (COUNT, True, False, False)
    assert reached[0] == min(COUNT, (batches + 1) * BATCH)
    with Index(target) as index:
        assert list(index) == numbers()
        assert index.unfinished == ()


def test_a_build_that_is_complete_does_no_more(snapshot: Path, target: Path) -> None:
    build(snapshot, target)
    before = rows(target)

    built = build(snapshot, target)

    assert (built.papers, built.resumed, built.was_whole) == (COUNT, True, True)
    assert rows(target) == before


@pytest.mark.parametrize("batches", [2, 99])
@pytest.mark.parametrize("how", ["another first line", "another line", "longer", "shorter", "other time"])
def test_a_changed_snapshot_is_read_anew(snapshot: Path, target: Path, batches: int, how: str) -> None:
    if batches < COUNT / BATCH:
        with pytest.raises(_InterruptedError):
            build(snapshot, target, on_progress=after(batches))
    else:
        build(snapshot, target)
    known = numbers()
    if how == "another first line":
        known[0] = "2403.95555"
    elif how == "another line":
        known[BATCH] = "2403.95555"
    elif how == "longer":
        known.append("2403.95555")
    elif how == "shorter":
        known.pop()
    snapshot.write_text("".join(map(line, known)), "utf-8")
    os.utime(snapshot, (1_710_000_000, 1_710_000_000))

    built = build(snapshot, target)

    assert (built.papers, built.changed, built.resumed) == (len(known), True, False)
    assert {row[0] for row in rows(target)} >= set(known)
    assert build(snapshot, target).resumed


def test_a_changed_snapshot_takes_the_place_of_the_old_one_record_by_record(snapshot: Path, target: Path) -> None:
    build(snapshot, target)
    snapshot.write_text("".join(line(number, title="Charts") for number in numbers()), "utf-8")

    with pytest.raises(_InterruptedError):
        build(snapshot, target, on_progress=after(2))

    with Index(target) as index:
        assert [record.title for record in index.values()] == ["Charts"] * 2 * BATCH + [
            f"Maps of {number}" for number in numbers()[2 * BATCH :]
        ]


def test_several_snapshots_make_one_index(snapshot: Path, target: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(line("2403.95555"), "utf-8")
    build(snapshot, target)

    build(other, target)

    assert build(snapshot, target).resumed
    with Index(target) as index:
        assert list(index) == [*numbers(), "2403.95555"]


def test_lines_that_cannot_be_read_are_told_and_left_out(tmp_path: Path, target: Path) -> None:
    path = tmp_path / "snapshot.json"
    faulty = [line("2403.90001"), "\n", line("24"), line("2403.90002", title=5), "{\n", line("2403.90003")]
    path.write_text("".join(faulty), "utf-8")
    errors: list[DigestError] = []

    built = build(path, target, on_error=errors.append)

    assert (built.papers, built.faults, built.line) == (2, 3, 6)
    assert [error.message.partition(":")[2][:9] for error in errors] == [" line 3, ", " line 4, ", " line 5, "]
    with Index(target) as index:
        assert list(index) == ["2403.90001", "2403.90003"]


@pytest.mark.parametrize(
    "members",
    [
        {"title": None, "categories": None, "versions": None, "update_date": None, "authors_parsed": None},
        {"authors_parsed": [], "authors": "Ida Holm and Li Wen"},
        {"authors_parsed": [["Holm", "Ida", "", "Riverside"]]},
        {"versions": [{"version": "v1"}]},
        {"doi": "10.5555/9", "journal-ref": "Delta Letters", "comments": "12 pages"},
    ],
)
def test_what_is_kept_can_be_read(tmp_path: Path, target: Path, members: dict[str, object]) -> None:
    path = tmp_path / "snapshot.json"
    path.write_text(line("2403.90001", **members), "utf-8")

    build(path, target)

    assert list(read_records(target)) == list(read_records(path))


_KILLED: Final = """
import sys
from digestkit.metadata import building

building._BATCH = 7

def reached(built):
    print(built.line, flush=True)
    sys.stdin.readline()

building.build_index(sys.argv[1], sys.argv[2], on_error=print, on_progress=reached)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
@pytest.mark.parametrize("batches", [1, 3])
def test_a_killed_build_goes_on_where_it_was(snapshot: Path, target: Path, batches: int) -> None:
    command = [sys.executable, "-c", _KILLED, str(snapshot), str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        for number in range(1, batches + 1):
            assert process.stdout.readline() == f"{number * BATCH}\n"
            if number < batches:
                process.stdin.write("\n")
                process.stdin.flush()
        process.kill()

    with Index(target) as index:
        assert list(index) == numbers(batches * BATCH)
    assert build(snapshot, target).papers == COUNT
    with Index(target) as index:
        assert list(index) == numbers()


def test_a_journal_left_by_a_killed_build_is_rolled_back(snapshot: Path, target: Path, tmp_path: Path) -> None:
    """Killed in the midst of a transaction, SQLite leaves a journal, which reading alone cannot roll back."""
    with pytest.raises(_InterruptedError):
        build(snapshot, target, on_progress=after(2))
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO records VALUES (?, 'snapshot', ?)", [(f"x{k}", "x" * 999) for k in range(999)])
    journal = target.with_name(target.name + "-journal")
    assert journal.exists()
    left = tmp_path / "left.sqlite"
    shutil.copy(target, left)
    shutil.copy(journal, left.with_name(left.name + "-journal"))
    connection.close()

    with Index(left) as index:
        assert list(index) == numbers(2 * BATCH)
    assert build(snapshot, left).papers == COUNT


# Files that are no index.


def other_files(folder: Path) -> Iterator[tuple[Path, str]]:
    text = folder / "diary.txt"
    text.write_text("a diary")
    yield text, "this is no index"
    foreign = folder / "other.sqlite"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE diary (day TEXT)")
    connection.close()
    yield foreign, "this SQLite file is no index of digestkit; give another path"
    torn = folder / "torn.sqlite"
    torn.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    yield torn, "this is no index that can be read"
    later = folder / "later.sqlite"
    with opened_for_writing(later) as connection:
        connection.execute("PRAGMA user_version = 9")
    yield later, "this index has version 9, expected 1; make it anew"


@pytest.mark.parametrize("which", range(4))
def test_other_files_are_refused_and_left_alone(snapshot: Path, tmp_path: Path, which: int) -> None:
    path, message = list(other_files(tmp_path))[which]
    before = path.read_bytes()

    with pytest.raises(DigestError, match=message):
        Index(path)
    with pytest.raises(DigestError, match=message):
        build(snapshot, path)
    assert path.read_bytes() == before


def test_a_missing_file_or_folder(snapshot: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Index(tmp_path / "nothing.sqlite")
    with pytest.raises(FileNotFoundError):
        build(snapshot, tmp_path / "nothing" / "index.sqlite")
    with pytest.raises(FileNotFoundError):
        build(tmp_path / "nothing.json", tmp_path / "index.sqlite")
    assert not (tmp_path / "index.sqlite").exists()


def test_what_is_no_snapshot_is_refused(tmp_path: Path, target: Path) -> None:
    path = tmp_path / "daily.json"
    path.write_text('[{"paper": {"id": "2403.90001"}}]')

    with pytest.raises(DigestError, match=r"daily\.json: found no paper in its first line, expected arXiv's snapshot"):
        build(path, target)
    assert not target.exists()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("refs.bib", "@misc{moss, title = {Maps}}", "BibTeX"),
        ("refs.bib", "% my papers", "BibTeX"),
        ("answer.xml", '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>', "an answer of arXiv's API"),
        ("answer.xml", "<OAI-PMH/>", "an answer of OAI-PMH"),
        ("refs.json", '[\n{"type": "article", "title": "Maps"}\n]', "CSL-JSON"),
        ("day.json", '[{"paper": {"id": "2403.90001"}}]', "Hugging Face's daily papers"),
        ("arxiv.sqlite", "SQLite format 3\0", "an index"),
    ],
)
def test_a_catalogue_that_needs_no_index_is_named(
    tmp_path: Path, target: Path, name: str, content: str, kind: str
) -> None:
    path = tmp_path / name
    path.write_text(content)

    with pytest.raises(DigestError) as caught:
        build(path, target)
    assert caught.value.message == (
        f"{path}: found no paper in its first line, expected arXiv's snapshot in JSON Lines; this is {kind}, and needs "
        "no index: give it to --metadata as it is"
    )
    assert not target.exists()


def test_two_do_not_write_at_once(snapshot: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(snapshot, target)
    monkeypatch.setattr("digestkit.metadata.index._PATIENCE", 0.01)

    with opened_for_writing(target) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DigestError, match="another program writes to this index; try again when it is done"):
            build(snapshot, target)


# Records that are put in one by one.


def test_records_come_back_as_they_were(target: Path) -> None:
    [record] = records = [
        Record(
            arxiv_id=ArxivId("hep-th/9901901"),
            title="Maps \ud83d of Rivers",
            authors=("Ida Holm", "Bela Kertő"),
            categories=("hep-th",),
            accounts=(("moss99", "Ida Holm"),),
            authors_complete=False,
        )
    ]
    with opened_for_writing(target) as connection:
        connection.execute("BEGIN")
        put_records(connection, records)
        connection.execute("COMMIT")
        assert stored_numbers(connection, ["hep-th/9901901", "x"]) == {"hep-th/9901901"}

    with Index(target) as index:
        assert list(index.values()) == [record]


def test_records_fill_the_gaps_of_what_is_there(snapshot: Path, target: Path) -> None:
    build(snapshot, target)
    number = ArxivId("2403.90001")
    with opened_for_writing(target) as connection:
        connection.execute("BEGIN")
        put_records(connection, [Record(arxiv_id=number, doi="10.5555/9"), Record(arxiv_id=number, comment="9 pages")])
        connection.execute("COMMIT")

    with Index(target) as index:
        record = index["2403.90001"]
    assert (record.doi, record.comment, record.title) == ("10.5555/9", "9 pages", "Maps of 2403.90001")


# The command.


def test_the_command_says_that_it_went_on(snapshot: Path, target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(_InterruptedError):
        build(snapshot, target, on_progress=after(1))

    assert run(["metadata", "index", str(snapshot), "-o", str(target)]) == 0
    assert capsys.readouterr().err == f"{target}: {COUNT} papers, gone on with an earlier run\n"


def test_the_command_says_what_it_did(snapshot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = snapshot.with_suffix(".sqlite")

    assert run(["metadata", "index", str(snapshot)]) == 0
    assert capsys.readouterr().err == f"{target}: {COUNT} papers\n"
    assert run(["metadata", "index", str(snapshot)]) == 0
    assert capsys.readouterr().err == f"{target}: {COUNT} papers\n"  # there was nothing to go on with
    os.utime(snapshot, (1_710_000_000, 1_710_000_000))
    assert run(["metadata", "index", str(snapshot), "-o", str(target)]) == 0
    assert capsys.readouterr().err == f"{target}: {COUNT} papers, from the beginning, as the snapshot has changed\n"


def test_the_command_shows_how_far_it_is_on_a_terminal(
    snapshot: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("digestkit.cli.progress.is_terminal", lambda _: True)
    monkeypatch.setattr("digestkit.cli.progress._PAUSE", -1.0)
    monkeypatch.setenv("TERM", "xterm")

    assert run(["metadata", "index", str(snapshot)]) == 0

    shown = capsys.readouterr().err.split("\r")
    assert [line.rstrip().partition("] ")[2] for line in shown[1:4]] == ["7 papers", "14 papers", "21 papers"]
    assert shown[1].startswith("[####....")
    assert shown[-2].strip() == ""
    assert shown[-1] == f"{snapshot.with_suffix('.sqlite')}: {COUNT} papers\n"


def test_the_command_tells_of_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "snapshot.json"
    path.write_text(line("2403.90001") + "{\n" * 12, "utf-8")

    assert run(["metadata", "index", str(path)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 12
    assert said[0].startswith(f"digestkit: {path}: line 2, column ")
    assert said[-2:] == [
        "digestkit: 2 more lines cannot be read",
        f"{path.with_suffix('.sqlite')}: 1 papers; 12 lines left out",
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [("nothing.json", "nothing.json: No such file or directory"), ("diary.txt", "diary.txt: line 1, column 1: this")],
)
def test_the_command_refuses_other_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    (tmp_path / "diary.txt").write_text("a diary")

    assert run(["metadata", "index", str(tmp_path / name)]) == 2
    assert message in capsys.readouterr().err


DIGEST: Final = """## Papers for 2024-03-11

| Title | Authors | Summary |
|---|---|---|
| Maps of 2403.90001 (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| moss99, tern42 | i) A map. |
| Charts of Lakes (Read more on [arXiv](https://arxiv.org/abs/2403.90002))| Li Wen | i) A chart. |
"""


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    path = tmp_path / "day.md"
    path.write_text(DIGEST, "utf-8")
    return path


@pytest.mark.parametrize("indexed", [True, False])
def test_convert_completes_from_a_catalogue(
    snapshot: Path, target: Path, digest: Path, capsys: pytest.CaptureFixture[str], indexed: bool
) -> None:
    build(snapshot, target)

    assert run(["convert", str(digest), "--to", "json", "--metadata", str(target if indexed else snapshot)]) == 0
    shown = capsys.readouterr()
    first, other = json.loads(shown.out)["digests"][0]["papers"]
    assert [author["name"] for author in first["authors"]] == ["Ida Holm", "Bela Kertő"]
    assert first["metadata"]["accounts"] == [["tern42", "Ida Holm"], ["moss99", "Bela Kertő"]]
    assert [author["name"] for author in other["authors"]] == ["Li Wen"]
    assert shown.err.startswith("digestkit: DK704 'Charts of Lakes': the catalogue has 'Maps of 2403.90002' for ")


def test_convert_takes_several_catalogues(
    snapshot: Path, tmp_path: Path, digest: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extra = tmp_path / "extra.json"
    extra.write_text(line("2403.90001", doi="10.5555/9", authors_parsed=[]), "utf-8")

    assert run(["convert", str(digest), "--to", "csv", "--metadata", str(extra), "--metadata", str(snapshot)]) == 0
    assert "Ida Holm; Bela Kertő" in (out := capsys.readouterr().out)
    assert "10.5555/9" in out


def test_convert_says_that_an_index_is_unfinished(
    snapshot: Path, target: Path, digest: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(_InterruptedError):
        build(snapshot, target, on_progress=after(1))

    assert run(["convert", str(digest), "--to", "json", "--metadata", str(target)]) == 0
    assert "not all of snapshot.json is in this index; index it again to go on" in capsys.readouterr().err


def test_convert_needs_an_index_of_what_is_large(
    snapshot: Path, digest: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("digestkit.cli.catalogues._LARGEST", 9)

    assert run(["convert", str(digest), "--to", "json", "--metadata", str(snapshot)]) == 2
    shown = capsys.readouterr()
    assert f"index it once: digestkit metadata index {snapshot}" in shown.err
    assert shown.out == ""


@pytest.mark.parametrize("content", [None, "a diary", "<feed>"])
def test_convert_writes_nothing_without_the_catalogue(
    tmp_path: Path, digest: Path, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    path = tmp_path / "catalogue"
    if content is not None:
        path.write_text(content)

    assert run(["convert", str(digest), "--to", "json", "--metadata", str(path), "-o", str(tmp_path / "a.json")]) == 2
    assert f"{path}: " in capsys.readouterr().err
    assert not (tmp_path / "a.json").exists()


def test_convert_tells_of_records_it_cannot_read(
    snapshot: Path, digest: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with snapshot.open("a") as file:
        file.write("{\n" * 15)

    assert run(["convert", str(digest), "--to", "json", "--metadata", str(snapshot)]) == 2
    shown = capsys.readouterr()
    assert '"Ida Holm"' in shown.out
    assert f"digestkit: 5 more records of {snapshot} cannot be read" in shown.err
