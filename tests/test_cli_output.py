"""What `digestkit convert -o` does to files: whole or not at all, whatever comes between."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("click")
pytest.importorskip("rich")
if sys.platform == "win32":
    pytest.skip("these are files, signals and modes of POSIX", allow_module_level=True)

COMMAND: Final = str(Path(sys.executable).with_name("digestkit"))
SHELL: Final = "/bin/sh"
OLD: Final = b"keep me\n"
TRIES: Final = 3_000  # looks for a file that a process is about to write, 10 ms apart
ROW: Final = (
    "| Map Number {} (Read more on [arXiv](https://arxiv.org/abs/2403.9{:04}))"
    "| Li Wen | A sentence of no importance, repeated. |\n"
)


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([COMMAND, *arguments], cwd=folder, input=b"", capture_output=True, check=False)


def big_digest(rows: int = 3_000) -> str:
    table = "".join(ROW.format(number, number) for number in range(rows))
    return f"## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n{table}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.md").write_text(big_digest(2), encoding="utf-8")
    (tmp_path / "old.json").write_bytes(OLD)
    return tmp_path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def convert_into(target: str, folder: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    return run("convert", "d.md", "--to", "json", "-o", target, *options, folder=folder)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_an_existing_target_keeps_its_mode(folder: Path, mode: int) -> None:
    (folder / "old.json").chmod(mode)
    assert convert_into("old.json", folder).returncode == 0
    assert stat.S_IMODE((folder / "old.json").stat().st_mode) == mode
    assert b"Map Number 1" in (folder / "old.json").read_bytes()


def test_a_new_target_has_the_mode_of_any_new_file(folder: Path) -> None:
    (folder / "plain").touch()
    assert convert_into("new.json", folder).returncode == 0
    assert (folder / "new.json").stat().st_mode == (folder / "plain").stat().st_mode
    assert names(folder) == {"d.md", "old.json", "plain", "new.json"}


@pytest.mark.parametrize("target", ["old.json", "absent.json"], ids=["to a file", "to nothing yet"])
def test_a_link_stays_a_link(folder: Path, target: str) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "link.json").symlink_to(Path("..", target))
    assert convert_into("sub/link.json", folder).returncode == 0
    assert (folder / "sub" / "link.json").is_symlink()
    assert b"Map Number 1" in (folder / target).read_bytes()
    assert names(folder / "sub") == {"link.json"}


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("no/such/folder.json", id="no folder"),
        pytest.param("sub", id="a folder"),
        pytest.param("loop", id="a link to itself"),
        pytest.param("d.md/x.json", id="below a file"),
        pytest.param("x" * 300, id="a name too long"),
        pytest.param("", id="no name"),
    ],
)
def test_a_target_that_cannot_be_written(folder: Path, target: str) -> None:
    (folder / "sub").mkdir()
    (folder / "loop").symlink_to("loop")
    before = names(folder)
    done = convert_into(target, folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"digestkit: " + target.encode())
    assert b"Traceback" not in done.stderr
    assert names(folder) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
@pytest.mark.parametrize("place", ["old.json", "."], ids=["file", "folder"])
def test_a_target_that_is_write_protected(folder: Path, place: str) -> None:
    (folder / place).chmod(0o444 if place != "." else 0o555)
    done = convert_into("old.json", folder)
    (folder / ".").chmod(0o755)
    assert done.returncode == 2
    assert b"old.json: Permission denied" in done.stderr
    assert (folder / "old.json").read_bytes() == OLD


@pytest.mark.parametrize("target", ["d.md", "./d.md", "link.md"])
def test_an_input_is_only_replaced_when_asked(folder: Path, target: str) -> None:
    (folder / "link.md").symlink_to("d.md")
    before = (folder / "d.md").read_bytes()
    arguments = ("convert", "d.md", "--to", "markdown", "-o", target)
    refused = run(*arguments, folder=folder)
    assert refused.returncode == 2
    assert b"--overwrite-input" in refused.stderr
    assert (folder / "d.md").read_bytes() == before
    assert run(*arguments, "--overwrite-input", folder=folder).returncode == 0
    assert (folder / "d.md").read_bytes() != before
    assert b"Map Number 1" in (folder / "d.md").read_bytes()


def test_a_device_is_written_to(folder: Path) -> None:
    assert convert_into(os.devnull, folder).returncode == 0
    assert not Path(os.devnull).is_file()


def test_a_pipe_of_a_name_is_written_to(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with subprocess.Popen([shutil.which("cat") or "cat", "pipe"], cwd=folder, stdout=subprocess.PIPE) as reader:
        assert convert_into("pipe", folder).returncode == 0
        assert reader.stdout is not None
        assert b"Map Number 1" in reader.stdout.read()


# A command started under nohup or in the background ignores some signals, as it should; here it is to take them.
LISTEN = """
import os, signal, sys
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.fixture
def writing(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has written a good part, and waits for an input that never comes."""
    (folder / "d.md").write_text(big_digest(), encoding="utf-8")
    os.mkfifo(folder / "never.md")
    command = [str(COMMAND), "convert", "d.md", "never.md", "--to", "ndjson", "-o", "old.json"]
    process = subprocess.Popen([sys.executable, "-c", LISTEN, *command], cwd=folder, stdin=subprocess.DEVNULL)
    for _ in range(TRIES):
        if any(path.stat().st_size > len(OLD) for path in folder.glob(".old.json.*.tmp")):
            break
        time.sleep(0.01)
    else:
        pytest.fail("nothing was written")
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)],
    ids=["TERM", "HUP", "INT"],
)
def test_a_signal_leaves_the_old_file_and_no_other(
    folder: Path,
    writing: subprocess.Popen[bytes],
    number: signal.Signals,
    code: int,
    capfd: pytest.CaptureFixture[str],
) -> None:
    writing.send_signal(number)
    assert writing.wait() == code
    assert "Traceback" not in capfd.readouterr().err
    assert (folder / "old.json").read_bytes() == OLD
    assert names(folder) == {"d.md", "never.md", "old.json"}


def test_a_sudden_end_leaves_the_old_file(folder: Path, writing: subprocess.Popen[bytes]) -> None:
    writing.kill()
    writing.wait()
    assert (folder / "old.json").read_bytes() == OLD


def assert_kept_for_want_of_space(done: subprocess.CompletedProcess[bytes], folder: Path) -> None:
    assert done.returncode == 2
    assert b"old.json: " in done.stderr
    assert b"Traceback" not in done.stderr
    assert (folder / "old.json").read_bytes() == OLD
    assert not list(folder.glob(".old*"))


def test_a_file_that_may_not_grow_leaves_the_old_one(folder: Path) -> None:
    (folder / "d.md").write_text(big_digest(), encoding="utf-8")
    script = f"ulimit -f 64; exec '{COMMAND}' convert d.md --to json -o old.json"
    done = subprocess.run([SHELL, "-c", script], cwd=folder, capture_output=True, check=False)
    assert_kept_for_want_of_space(done, folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place, mount = tmp_path / "disk", shutil.which("mount")
    place.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(place)]
    mounted = subprocess.run(command, capture_output=True, check=False) if mount else None
    if mounted is None or mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run([shutil.which("umount") or "umount", str(place)], check=True)


def test_a_full_disk_leaves_the_old_file(folder: Path, small_disk: Path) -> None:
    (folder / "d.md").write_text(big_digest(), encoding="utf-8")
    (small_disk / "old.json").write_bytes(OLD)
    done = convert_into(str(small_disk / "old.json"), folder)
    assert_kept_for_want_of_space(done, small_disk)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    "arguments", ["convert d.md --to json", "convert d.md --to json --strict", "show d.md", "stats d.md"]
)
def test_standard_output_that_is_full(folder: Path, arguments: str) -> None:
    script = f"exec '{COMMAND}' {arguments} >/dev/full"
    done = subprocess.run([SHELL, "-c", script], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [b"digestkit: standard output: No space left on device"]


@pytest.mark.parametrize("arguments", ["convert d.md --to json", "show d.md", "stats d.md"])
def test_standard_output_that_is_closed(folder: Path, arguments: str) -> None:
    script = f"exec '{COMMAND}' {arguments} >&-"
    done = subprocess.run([SHELL, "-c", script], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"standard output is closed" in done.stderr
    assert b"Traceback" not in done.stderr


def test_standard_input_that_is_closed(folder: Path) -> None:
    script = f"exec '{COMMAND}' convert - --to json <&-"
    done = subprocess.run([SHELL, "-c", script], cwd=folder, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"<stdin>: standard input is closed" in done.stderr


@pytest.mark.parametrize("arguments", ["convert d.md --to ndjson", "convert d.md --to markdown --strict", "show d.md"])
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_reader_that_stops_early(folder: Path, arguments: str, unbuffered: str) -> None:
    (folder / "d.md").write_text(big_digest(), encoding="utf-8")
    done = subprocess.run(
        [SHELL, "-c", f"'{COMMAND}' {arguments} | head -n 1"],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        capture_output=True,
        check=False,
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b""


def test_memory_does_not_grow_with_the_archive(folder: Path) -> None:
    resource = pytest.importorskip("resource")
    one_day = big_digest(60)

    def peak(days: int) -> int:
        place = folder / f"archive{days}"
        place.mkdir()
        for day in range(days):
            (place / f"{day:04}.md").write_text(one_day, encoding="utf-8")
        code = (
            "import resource, sys\n"
            f"sys.argv = ['digestkit', 'convert', '{place.name}', '--to', 'json', '-o', 'out.json']\n"
            "from digestkit.cli import main\n"
            "assert main() == 0\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=True)
        return int(done.stdout)

    assert resource is not None
    assert peak(120) < peak(20) * 1.15


@pytest.mark.parametrize("arguments", [("convert", "d.md", "--to", "csv"), ("show", "d.md")], ids=["convert", "show"])
def test_a_closed_pipe_is_no_finding(folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "d.md").write_text(big_digest(), encoding="utf-8")
    process = subprocess.Popen(
        [COMMAND, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141
    process.stderr.close()


def test_the_mark_for_excel_is_for_csv(folder: Path) -> None:
    assert run("convert", "d.md", "--to", "csv", "--bom", folder=folder).stdout.startswith(b"\xef\xbb\xbfdate,")
    refused = run("convert", "d.md", "--to", "json", "--bom", folder=folder)
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert b"--bom is for csv and results-csv" in refused.stderr


def test_what_nothing_fits_is_said(folder: Path) -> None:
    done = run("show", "d.md", "--paper", "1501.00001", folder=folder)
    assert done.returncode == 0
    assert b"no paper fits what was asked for" in done.stderr


def test_strict_looks_at_what_was_asked_for(folder: Path) -> None:
    (folder / "bad.md").write_text("## Papers for 2024-02-30\n\n| Title | Authors |\n|---|---|\n", encoding="utf-8")
    arguments = ("convert", "d.md", "bad.md", "--to", "csv", "--strict")
    assert run(*arguments, folder=folder).returncode == 1
    assert run(*arguments, "--since", "2020", folder=folder).returncode == 0


def test_the_shell_can_complete(folder: Path) -> None:
    environment = {**os.environ, "_DIGESTKIT_COMPLETE": "bash_source"}
    done = subprocess.run([COMMAND], cwd=folder, env=environment, capture_output=True, check=False)
    assert b"complete" in done.stdout
