"""`digestkit convert` as a process: inputs, filters, formats, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

import digestkit
from digestkit._extras import how_to_install

if TYPE_CHECKING:
    from collections.abc import Sequence

pytest.importorskip("click")
pytest.importorskip("rich")

COMMAND: Final = str(Path(sys.executable).with_name("digestkit"))
FORMATS: Final = ("bibtex", "csl-json", "csv", "json", "markdown", "ndjson", "results-csv", "ris")


def run(
    *arguments: str, folder: Path, stdin: bytes | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=folder,
        input=stdin or b"",
        env={**os.environ, **(env or {})},
        capture_output=True,
        check=False,
    )


def digest_text(day: str | None, *titles: str, category: str = "Mapping") -> str:
    heading = f"## Papers for {day}\n\n" if day else ""
    rows = "".join(
        f"| {title} (Read more on [arXiv](https://arxiv.org/abs/2403.9{number:04}))| Li Wen, Ida Holm "
        f"| i) A map. iv) Recall is 71.5%. | {category} |\n"
        for number, title in enumerate(titles, 100)
    )
    return f"{heading}| Title | Authors | Summary | Categories |\n|---|---|---|---|\n{rows}"


def write_digests(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())


def titles(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [paper.title for digest in digestkit.from_json(done.stdout.decode()) for paper in digest.papers]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write_digests(
        tmp_path,
        {
            "archive/2024/03/11.md": digest_text("2024-03-11", "Maps of Rivers", "Roads in Fog"),
            "archive/2024/03/12.md": digest_text("2024-03-12", "Maps of Lakes", category="Water, Mapping"),
            "archive/2024/04/02.md": digest_text("2024-04-02", "Roadmaps for Łakes → Seas"),
            "archive/2024/04/notes.txt": "no digest",
            "undated.md": digest_text(None, "Timeless Maps"),
        },
    )
    return tmp_path


ALL: Final = ["Maps of Rivers", "Roads in Fog", "Maps of Lakes", "Roadmaps for Łakes → Seas"]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        pytest.param(["archive"], ALL, id="folder"),
        pytest.param(
            ["archive/2024/03/12.md", "archive/2024/03/11.md"], [ALL[2], *ALL[:2]], id="files in the order given"
        ),
        pytest.param(["archive/2024/03/12.md", "archive"], [ALL[2], *ALL[:2], ALL[3]], id="each file once"),
        pytest.param(["archive", "./archive/../archive/2024"], ALL, id="each file once under another name"),
        pytest.param(["archive/2024/*/*.md"], ALL, id="pattern"),
        pytest.param(["archive/**/1[12].md"], ALL[:3], id="pattern of any depth"),
        pytest.param(["archive/*/0[3]"], ALL[:3], id="pattern that fits a folder"),
    ],
)
def test_inputs(archive: Path, inputs: Sequence[str], expected: list[str]) -> None:
    done = run("convert", *inputs, "--to", "json", folder=archive)
    assert (done.returncode, done.stderr) == (0, b"")
    assert titles(done) == expected


def test_a_name_with_brackets_is_a_file_first(tmp_path: Path) -> None:
    write_digests(tmp_path, {"a[1].md": digest_text("2024-03-11", "Brackets"), "a1.md": digest_text(None, "None")})
    done = run("convert", "a[1].md", "--to", "json", folder=tmp_path)
    assert titles(done) == ["Brackets"]


def test_linked_files_are_read_once(archive: Path) -> None:
    (archive / "link.md").symlink_to(archive / "undated.md")
    assert titles(run("convert", "link.md", "undated.md", "--to", "json", folder=archive)) == ["Timeless Maps"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(["--since", "2024-03-12"], ALL[2:], id="since a day"),
        pytest.param(["--since", "2024-04"], ALL[3:], id="since a month"),
        pytest.param(["--until", "2024-03"], ALL[:3], id="until the end of a month"),
        pytest.param(["--until", "2023"], [], id="until the end of a year"),
        pytest.param(["--date", "2024-03-11", "--date", "2024-04"], [*ALL[:2], ALL[3]], id="a day or a month"),
        pytest.param(["--date", "2024"], ALL, id="a year, without the undated"),
        pytest.param(["--paper", "https://arxiv.org/pdf/2403.90101v3"], [ALL[1]], id="paper by link"),
        pytest.param(["--paper", "10.48550/arXiv.2403.90101"], [ALL[1]], id="paper by DOI"),
        pytest.param(["--category", "water"], [ALL[2]], id="category"),
        pytest.param(["--category", "water", "--category", "MAPPING"], [*ALL, "Timeless Maps"], id="any category"),
        pytest.param(["--title", "map"], [ALL[0], ALL[2], "Timeless Maps"], id="beginning of a word"),
        pytest.param(["--title", "lake map"], [ALL[2]], id="all words"),
        pytest.param(["--title", "fog", "--title", "łakes"], [ALL[1], ALL[3]], id="one of two titles"),
        pytest.param(["--title", "map", "--since", "2024-03-12"], [ALL[2]], id="both filters"),
        pytest.param(["--title", "(map"], [], id="no pattern"),
    ],
)
def test_filters(archive: Path, options: Sequence[str], expected: list[str]) -> None:
    done = run("convert", "archive", "undated.md", "--to", "json", *options, folder=archive)
    said = b"" if expected else b"digestkit: no paper fits what was asked for\n"
    assert (done.returncode, done.stderr) == (0, said)
    assert titles(done) == expected


def test_filters_keep_what_is_odd_about_the_papers_left(tmp_path: Path) -> None:
    text = (
        "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n"
        "| Odd (Read more on [arXiv](https://arxiv.org/abs/2403.90100))| | Short. |\n"
        "| Even (Read more on [arXiv](https://arxiv.org/abs/2403.90101))| Li Wen | Short. |\n"
        "| Last (Read more on [arXiv](https://arxiv.org/abs/2403.90102))| | Short. |\n"
    )
    write_digests(tmp_path, {"d.md": text})

    def lines_of_oddities(title: str) -> list[int]:
        done = run("convert", "d.md", "--to", "json", "--title", title, folder=tmp_path)
        return [found["line"] for found in json.loads(done.stdout)["digests"][0]["diagnostics"]]

    assert [lines_of_oddities(title) for title in ("odd", "even", "last")] == [[5], [], [7]]


def test_filters_without_a_utf8_locale(archive: Path) -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run("convert", "archive", "--to", "json", "--title", "Łakes", folder=archive, env=env)
    assert titles(done) == [ALL[3]]


@pytest.mark.parametrize("target_format", FORMATS)
def test_formats_are_those_of_the_library(archive: Path, target_format: str) -> None:
    done = run("convert", "archive", "--to", target_format, folder=archive)
    file = run("convert", "archive", "--to", target_format, "-o", "out", folder=archive)
    assert (done.returncode, file.returncode, file.stdout) == (0, 0, b"")
    assert (archive / "out").read_bytes() == done.stdout
    assert (b"\r" in done.stdout) is target_format.endswith(("csv", "ris"))
    assert b"\r\r" not in done.stdout


def test_markdown_reads_back_as_the_same_papers(archive: Path) -> None:
    written = run("convert", "archive", "--to", "markdown", folder=archive).stdout.decode()
    assert list(digestkit.parse_many(written)) == list(digestkit.read_archive(archive / "archive"))


def test_every_format_of_the_library_can_be_chosen(tmp_path: Path) -> None:
    from digestkit.formats import FORMATS as LIBRARY

    usage = run("convert", "--help", folder=tmp_path).stdout.decode()
    assert set(FORMATS) == set(LIBRARY)
    assert all(name in usage for name in LIBRARY)


@pytest.mark.parametrize(
    ("content", "options"),
    [
        pytest.param(digest_text("2024-03-11", "Naïve Maps").encode(), [], id="UTF-8"),
        pytest.param(digest_text("2024-03-11", "Naïve Maps").encode("utf-8-sig"), [], id="UTF-8 with a mark"),
        pytest.param(digest_text("2024-03-11", "Naïve Maps").encode("utf-16"), ["--encoding", "utf-16"], id="UTF-16"),
        pytest.param(
            digest_text("2024-03-11", "Naïve Maps").encode("latin-1"), ["--encoding", "latin-1"], id="Latin-1"
        ),
        pytest.param(digest_text("2024-03-11", "Naïve Maps").replace("\n", "\r\n").encode(), [], id="CR LF"),
    ],
)
def test_standard_input_is_read_as_bytes(tmp_path: Path, content: bytes, options: Sequence[str]) -> None:
    env = {"PYTHONIOENCODING": "cp1252"}
    done = run("convert", "-", "--to", "json", *options, folder=tmp_path, stdin=content, env=env)
    assert titles(done) == ["Naïve Maps"]
    assert digestkit.from_json(done.stdout.decode())[0].source == "<stdin>"


def test_standard_input_among_files_and_once(archive: Path) -> None:
    text = digest_text("2024-05-01", "Piped").encode()
    done = run("convert", "undated.md", "-", "-", "--to", "json", folder=archive, stdin=text)
    assert titles(done) == ["Timeless Maps", "Piped"]


def test_author_cells(tmp_path: Path) -> None:
    write_digests(tmp_path, {"d.md": digest_text("2024-03-11", "Maps")})

    def first(*options: str) -> Any:  # noqa: ANN401
        written = run("convert", "d.md", "--to", "json", *options, folder=tmp_path).stdout
        return json.loads(written)["digests"][0]["papers"][0]["first_author"]

    assert first() == first("--author-cells", "reversed") == "Ida Holm"
    assert first("--author-cells", "byline") == "Li Wen"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["missing.md"], "missing.md: No such file", id="missing file"),
        pytest.param(["2024/*/*.md"], "2024/*/*.md: no file fits", id="pattern without a file"),
        pytest.param(["empty"], "empty: no *.md file", id="folder without a digest"),
        pytest.param([""], "'': No such file", id="empty name"),
        pytest.param(["bad.md"], "bad.md: byte", id="wrong bytes"),
        pytest.param(["-"], "<stdin>: byte", id="wrong bytes on standard input"),
    ],
)
def test_inputs_that_fail(tmp_path: Path, arguments: Sequence[str], said: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.md").write_bytes(b"## Papers \xff")
    (tmp_path / "old.json").write_bytes(b"keep me\n")
    done = run("convert", *arguments, "--to", "json", folder=tmp_path, stdin=b"\xff")
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    into_file = run("convert", *arguments, "--to", "json", "-o", "old.json", folder=tmp_path, stdin=b"\xff")
    assert into_file.returncode == 2
    assert (tmp_path / "old.json").read_bytes() == b"keep me\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.md", "empty", "old.json"]


def test_the_rest_goes_on_and_what_failed_is_named_at_the_end(archive: Path) -> None:
    (archive / "bad.md").write_bytes(b"\xff")
    done = run("convert", "missing.md", "bad.md", "undated.md", "--to", "json", "-o", "out.json", folder=archive)
    assert done.returncode == 2
    assert [line.split(": ")[1] for line in done.stderr.decode().splitlines()] == ["missing.md", "bad.md"]
    assert digestkit.from_json((archive / "out.json").read_text("utf-8"))[0].papers[0].title == "Timeless Maps"


def test_a_file_without_a_digest_is_named(archive: Path) -> None:
    done = run("convert", "archive/2024/04/notes.txt", "--to", "ndjson", folder=archive)
    assert done.returncode == 0
    assert json.loads(done.stdout) == {"schema": 1, "digests": []}
    assert b"notes.txt: holds neither" in done.stderr


@pytest.fixture
def faulty(archive: Path) -> Path:
    write_digests(archive, {"faulty.md": digest_text("2024-02-30", "No Such Day")})
    return archive


def test_strict(faulty: Path) -> None:
    lenient = run("convert", "undated.md", "faulty.md", "--to", "json", folder=faulty)
    assert (lenient.returncode, lenient.stderr) == (0, b"")
    strict = run("convert", "undated.md", "faulty.md", "--to", "json", "--strict", folder=faulty)
    assert (strict.returncode, strict.stdout) == (1, b"")
    assert strict.stderr.startswith(b"digestkit: faulty.md:1:1: DK104 ")
    sound = run("convert", "undated.md", "--to", "json", "--strict", folder=faulty)
    assert (sound.returncode, titles(sound)) == (0, ["Timeless Maps"])


def test_strict_leaves_the_old_file(faulty: Path) -> None:
    (faulty / "old.json").write_bytes(b"keep me\n")
    done = run("convert", "faulty.md", "--to", "json", "--strict", "-o", "old.json", folder=faulty)
    assert done.returncode == 1
    assert (faulty / "old.json").read_bytes() == b"keep me\n"
    assert run("convert", "missing.md", "faulty.md", "--to", "json", "--strict", folder=faulty).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["convert", "undated.md"], "--to", id="no format"),
        pytest.param(["convert", "--to", "json"], "INPUT...", id="no input"),
        pytest.param(["convert", "undated.md", "--to", "xml"], "xml", id="unknown format"),
        pytest.param(
            ["convert", "undated.md", "--to", "json", "--encoding", "klingon"], "klingon", id="unknown encoding"
        ),
        pytest.param(["convert", "undated.md", "--to", "json", "--encoding", "hex"], "hex", id="encoding that is none"),
        pytest.param(["convert", "undated.md", "--to", "json", "--date", "2024-02-30"], "2024-02-30", id="no day"),
        pytest.param(["convert", "undated.md", "--to", "json", "--since", "today"], "today", id="no date"),
        pytest.param(["show", "undated.md", "--paper", "4711"], "4711", id="no identifier"),
        pytest.param(["frobnicate"], "frobnicate", id="unknown command"),
    ],
)
def test_wrong_usage(archive: Path, arguments: Sequence[str], said: str) -> None:
    done = run(*arguments, folder=archive)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", [[], ["convert"], ["show"], ["stats"]], ids=["all", "convert", "show", "stats"])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_has_examples(tmp_path: Path, command: Sequence[str], flag: str) -> None:
    done = run(*command, flag, folder=tmp_path, env={"PYTHONIOENCODING": "cp1252", "LC_ALL": "C"})
    assert (done.returncode, done.stderr) == (0, b"")
    usage = done.stdout.decode()
    assert "Examples:" in usage
    assert f"\n  {' '.join(['digestkit', *command])}".rstrip() in usage.replace("    digestkit", "  digestkit")
    assert max(map(len, usage.splitlines())) <= 100


def test_version(tmp_path: Path) -> None:
    assert run("--version", folder=tmp_path).stdout.decode().split()[-1] == digestkit.__version__


def test_without_the_extra_the_command_says_how_to_get_it(tmp_path: Path) -> None:
    code = "import sys; sys.modules['click'] = None; from digestkit.cli import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert how_to_install("cli").encode() in done.stderr
    assert b"click" in done.stderr
    assert b"Traceback" not in done.stderr


def test_importing_the_library_does_not_load_the_command_line(tmp_path: Path) -> None:
    code = "import sys, digestkit, digestkit.cli; print({'click', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"
