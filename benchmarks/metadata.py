# ruff: noqa: INP001 - a script, in no package
"""An index of arXiv's snapshot: the time and memory it takes to build, and what a look-up takes.

    python benchmarks/metadata.py [RECORDS...]

Writes snapshots of so many invented papers (100,000 and 1,000,000 unless told otherwise) to a temporary folder,
indexes each in a process of its own, and looks up days of 30 papers. Memory is the highest resident set of that
process, as the system counts it, beside that of one which only imports the same modules.
"""

from __future__ import annotations

import itertools
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import digestkit
from digestkit.metadata import Index
from digestkit.metadata.building import build_index

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (100_000, 1_000_000)
DAY = 30  # papers
DAYS = 200
_FAMILIES = ("Holm", "Wen", "Okoro", r"Kert\H{o}", "Ek", r"Moïse", r"Dvo\v{r}\'ak", "van Tol", "Sandoval", "Staal")
_GIVEN = ("Ida", "Li", "Sam", "Bela", "Mara", "Zoé", r"Ji\v{r}\'i", "Guy", "R. K.", "Ulrike")
_WORDS = (
    "Maps",
    "Rivers",
    "Lakes",
    "Moss",
    "Routing",
    "Agents",
    "Tides",
    "Gauges",
    "$\\alpha$-Nets",
    "of",
    "for",
    "in",
)
_ABSTRACT = "We draw maps of rivers and lakes, and show that moss grows where no map was drawn before. " * 13


def numbers(count: int) -> Iterator[str]:
    """That many arXiv numbers, ascending as in the snapshot."""
    months = [f"{year:02}{month:02}" for year in range(15, 40) for month in range(1, 13)]
    each = -(-count // len(months))
    return (f"{months[at // each]}.{at % each + 1:05}" for at in range(count))


def line(number: str, source: random.Random) -> str:
    """The line of a paper that nobody wrote, as long as those of the snapshot are on average."""
    names = [[source.choice(_FAMILIES), source.choice(_GIVEN), ""] for _ in range(source.randint(1, 8))]
    created = f"Fri, 8 Mar 20{number[:2]} 18:00:00 GMT"
    paper = {
        "id": number,
        "submitter": "Ida Holm",
        "authors": ", ".join(f"{given} {family}" for family, given, _ in names),
        "title": " ".join(source.choices(_WORDS, k=9)),
        "comments": "12 pages, 4 figures",
        "journal-ref": None,
        "doi": None,
        "report-no": None,
        "categories": "cs.CV cs.LG",
        "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
        "abstract": _ABSTRACT,
        "versions": [{"version": f"v{k}", "created": created} for k in range(1, source.randint(2, 4))],
        "update_date": f"20{number[:2]}-03-09",
        "authors_parsed": names,
    }
    return json.dumps(paper) + "\n"


def build(snapshot: str, index: str) -> None:
    """Index a snapshot, and print seconds and the highest resident set in bytes; nothing to index is the base."""
    start = time.perf_counter()
    if snapshot:
        build_index(snapshot, index, on_error=print)
    unit = 1 if sys.platform == "darwin" else 1024
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)  # noqa: T201


def write(snapshot: str, count: str) -> None:
    """Write a snapshot of so many papers."""
    source = random.Random(7)  # noqa: S311
    with Path(snapshot).open("w", encoding="utf-8") as file:
        file.writelines(line(number, source) for number in numbers(int(count)))


def in_a_process(*arguments: str) -> tuple[float, float]:
    """Seconds and memory in MB that a process of its own prints; the count begins with this one's, which is small."""
    command = [sys.executable, __file__, *arguments]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603
    return (float(words[-2]), float(words[-1]) / 1e6) if words else (0.0, 0.0)


def look_up_times(path: Path, known: list[str]) -> tuple[float, float]:
    """Milliseconds to complete a day of papers from the index: the median and the longest of many days."""
    source = random.Random(7)  # noqa: S311
    times = []
    for _ in range(DAYS):
        chosen = [digestkit.ArxivId(number) for number in source.sample(known, DAY)]
        digest = digestkit.Digest(papers=[digestkit.Paper(arxiv_id=number) for number in chosen])
        start = time.perf_counter()
        with Index(path) as index:
            completed = digestkit.with_metadata(digest, index)
        times.append((time.perf_counter() - start) * 1e3)
        if not all(paper.metadata and paper.authors for paper in completed.papers):
            raise SystemExit("a paper was not found")
    return sorted(times)[DAYS // 2], max(times)


def measure(count: int, folder: Path) -> str:
    """A line about a snapshot of so many papers."""
    snapshot, index = folder / f"{count}.json", folder / f"{count}.sqlite"
    in_a_process("--write", str(snapshot), str(count))
    seconds, memory = in_a_process("--build", str(snapshot), str(index))
    median, longest = look_up_times(index, list(itertools.islice(numbers(count), 0, None, max(1, count // 10_000))))
    sizes = [path.stat().st_size / 1e6 for path in (snapshot, index)]
    snapshot.unlink()
    return (
        f"{count:>10,} {sizes[0]:>9,.0f} MB {sizes[1]:>8,.0f} MB {seconds:>8.1f} s {memory:>8.1f} MB"
        f" {median:>9.2f} ms {longest:>9.2f} ms"
    )


def main() -> None:
    """Print the base and a line for each size."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    _, base = in_a_process("--build", "", "")
    print(f"Python {sys.version.split()[0]}; the modules alone take {base:.1f} MB; a day has {DAY} papers")  # noqa: T201
    print("   records     snapshot       index      build    memory       median      longest")  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        for count in sizes:
            print(measure(count, Path(folder)), flush=True)  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1:2] == ["--build"]:
        build(*sys.argv[2:])
    elif sys.argv[1:2] == ["--write"]:
        write(*sys.argv[2:])
    else:
        main()
