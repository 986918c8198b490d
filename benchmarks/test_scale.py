# ruff: noqa: INP001, S603 - a script in no package, that starts the project's own commands
"""How digestkit starts, what memory it takes, how its time grows with the text, and where that goes.

    python -m pytest benchmarks/test_scale.py

The inputs are those of `test_speed.py`.
"""

from __future__ import annotations

import collections
import gc
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from contestants import Reader, archive_texts, read_papers, read_results, read_sections, renumbered
from turns import over, timed

import digestkit
from digestkit.formats import FORMATS

if TYPE_CHECKING:
    from types import FrameType

    from pytest_benchmark.fixture import BenchmarkFixture


STARTS: Final = 10
COPIES: Final = (0.1, 1, 10, 100)
LONGEST: Final = 120  # seconds; a size that would take longer is left out of the growth
INTERVAL: Final = 0.002  # seconds of processor between looks at the running step


# Starting


COMMANDS: Final = {
    "python alone": ["python", "-c", "pass"],
    "digestkit --version": ["digestkit", "--version"],
    "pymarkdown version": ["pymarkdown", "version"],
}


@pytest.mark.parametrize("module", ["digestkit", "attrs"])
def test_import(benchmark: BenchmarkFixture, module: str) -> None:
    """A new Python imports one module; its own count (`-X importtime`, with all it imports) is in `extra_info`."""
    counts = []

    def run() -> None:
        command = [sys.executable, "-X", "importtime", "-c", f"import {module}"]
        shown = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        counts.append(int(shown.splitlines()[-1].split("|")[1]))

    benchmark.group = "Import"
    timed(benchmark, run, rounds=STARTS, warmup=1)
    benchmark.extra_info["import_seconds"] = min(counts) / 1e6


@pytest.mark.parametrize("command", COMMANDS)
def test_command(benchmark: BenchmarkFixture, command: str) -> None:
    """A command starts and ends."""
    name, *words = COMMANDS[command]
    program = Path(sys.executable).with_name(name)
    if not program.exists():
        pytest.skip(f"{name} is not installed")
    benchmark.group = "Command"
    start = [str(program), *words]
    timed(benchmark, lambda: subprocess.run(start, capture_output=True, check=True), rounds=STARTS, warmup=1)


# Memory


WRITE: Final = """
import os, resource, sys
import digestkit
folder, target = sys.argv[1:]
digests = digestkit.read_archive(folder)
if target == "parquet":
    from digestkit.arrow import write_parquet
    with open(os.devnull, "wb") as file:
        write_parquet(digests, file)
elif target != "nothing":
    with open(os.devnull, "w", encoding="utf-8") as file:
        options = {"on_loss": lambda loss: None} if target == "bibtex" else {}
        digestkit.write(digests, file, format=target, **options)
try:  # the highest of this program alone; what the system counts otherwise begins with that of its parent
    [peak] = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
    print(int(peak) * 1024)
except OSError:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


@pytest.fixture(scope="module", params=[1, 5])
def copied_archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A folder of so many copies of the archive, each with other numbers."""
    folder = tmp_path_factory.mktemp("archive")
    for copy in range(request.param):
        for at, text in enumerate(archive_texts()):
            (folder / f"{copy}-{at:05}.md").write_text(renumbered(text, copy), "utf-8")
    return folder, int(request.param)


@pytest.mark.parametrize("target", ["nothing", *FORMATS, "parquet"])
def test_memory(benchmark: BenchmarkFixture, copied_archive: tuple[Path, int], target: str) -> None:
    """The highest memory of a program that reads the archive and writes it to nowhere, a digest at a time."""
    if target == "parquet":
        pytest.importorskip("pyarrow")
    folder, copies = copied_archive
    peaks = []

    def run() -> None:
        command = [sys.executable, "-c", WRITE, str(folder), target]
        peaks.append(int(subprocess.run(command, capture_output=True, text=True, check=True).stdout))

    benchmark.group = f"Memory: {copies} copies"
    timed(benchmark, run, rounds=1)
    benchmark.extra_info.update(peak_bytes=peaks[0], copies=copies, target=target)


# Growth


STEPS: Final[dict[str, Reader]] = {
    "papers": read_papers,
    "sections": read_sections,
    "results": read_results,
    "check": digestkit.check,
}
_taken: Final[dict[str, tuple[float, float]]] = {}


def copied_text(copies: float) -> str:
    """The archive so many times, as one text: what is not in proportion shows there."""
    texts = archive_texts()
    return "\n".join(texts[:: round(1 / copies)]) if copies < 1 else "\n".join(texts) * int(copies)


@pytest.mark.parametrize("copies", COPIES)
@pytest.mark.parametrize("step", STEPS)
def test_growth(benchmark: BenchmarkFixture, step: str, copies: float) -> None:
    """A step on a tenth of the archive, on the archive, on ten and on a hundred of it."""
    if step in _taken:
        before, seconds = _taken[step]
        expected = seconds * copies / before
        if expected > LONGEST:
            pytest.skip(f"{copies} copies would take about {expected:.0f} seconds")
    text = copied_text(copies)
    benchmark.group = f"Growth: {step}"
    benchmark.extra_info.update(characters=len(text), copies=copies, step=step)
    rounds = 3 if copies < 1 else 1
    gc.collect()
    start = time.perf_counter()
    timed(benchmark, lambda: STEPS[step](text), rounds=rounds)
    _taken[step] = copies, (time.perf_counter() - start) / rounds


# Where the time goes


def module_of(frame: FrameType | None) -> str:
    """The module of digestkit that a frame works for; values that are being made count apart."""
    if frame is not None and frame.f_code.co_filename.startswith("<attrs generated"):
        return "making values (attrs)"
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("digestkit."):
            return name
        frame = frame.f_back
    return "the rest"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a clock that interrupts")
@pytest.mark.parametrize("step", STEPS)
def test_shares(benchmark: BenchmarkFixture, step: str) -> None:
    """Which modules run while the archive is read, looked at several hundred times a second."""
    seen: collections.Counter[str] = collections.Counter()
    texts = archive_texts()
    texts = texts[::5] if step == "check" else texts
    benchmark.group = "Shares"
    before = signal.signal(signal.SIGPROF, lambda _number, frame: seen.update([module_of(frame)]))
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        timed(benchmark, over(texts, STEPS[step]), rounds=1)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    benchmark.extra_info.update(step=step, shares={name: count / seen.total() for name, count in seen.most_common()})
