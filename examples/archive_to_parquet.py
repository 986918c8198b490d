# ruff: noqa: INP001, T201 - a script, in no package
"""An archive of digests to a folder of Parquet files, on many cores or many machines.

    python examples/archive_to_parquet.py ARCHIVE OUT [--engine processes|dask] [--workers N] [--files N]

The work is one function, `write_part`: it reads some files and writes one Parquet file, whole or not at all. Any engine
that can call a function with a list of names can run it. Needs the extra `arrow`; for Dask also
`pip install "dask[distributed]"`.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import digestkit
from digestkit import arrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Parts: TypeAlias = "Sequence[tuple[int, list[str]]]"
FILES = 64  # files of a part: some 1,000 papers and 3 MB


def write_part(number: int, paths: Sequence[str], folder: str) -> tuple[str, list[str]]:
    """Write the papers of some files as `part-NNNNN.parquet`; its name, and what could not be read and why."""
    target = Path(folder, f"part-{number:05}.parquet")
    temporary = target.with_suffix(".tmp")
    faults: list[str] = []
    with temporary.open("wb") as file:
        arrow.write_parquet(_digests(paths, faults), file)
    temporary.replace(target)
    return target.name, faults


def _digests(paths: Iterable[str], faults: list[str]) -> Iterator[digestkit.Digest]:
    for path in paths:
        try:
            yield from digestkit.read_many(path)
        except (OSError, digestkit.DigestError) as error:
            faults.append(f"{path}: {error}")


def parts(archive: str, files: int = FILES) -> list[tuple[int, list[str]]]:
    """The files of an archive, so many at a time, each part with its number."""
    paths = sorted(map(str, Path(archive).rglob("*.md")))
    return [(number, paths[first : first + files]) for number, first in enumerate(range(0, len(paths), files))]


def with_processes(work: Parts, folder: str, workers: int) -> Iterator[tuple[str, list[str]]]:
    """On the cores of this machine."""
    with ProcessPoolExecutor(workers) as pool:
        jobs = [pool.submit(write_part, number, paths, folder) for number, paths in work]
        yield from (job.result() for job in jobs)


def with_dask(work: Parts, folder: str, workers: int) -> Iterator[tuple[str, list[str]]]:
    """On a Dask cluster; here one of processes on this machine, elsewhere `Client("tcp://scheduler:8786")`."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        jobs = [client.submit(write_part, number, paths, folder, pure=False) for number, paths in work]
        yield from (job.result() for job in jobs)


ENGINES = {"processes": with_processes, "dask": with_dask}


def main() -> int:
    """Write the parts, name them, and name what could not be read; 2 where there was such."""
    parser = argparse.ArgumentParser(description="An archive of digests to a folder of Parquet files.")
    parser.add_argument("archive")
    parser.add_argument("folder")
    parser.add_argument("--engine", choices=ENGINES, default="processes")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--files", type=int, default=FILES, help="files of a part")
    options = parser.parse_args()
    Path(options.folder).mkdir(parents=True, exist_ok=True)
    work = parts(options.archive, options.files)
    faults = []
    for name, unread in ENGINES[options.engine](work, options.folder, options.workers):
        print(name)
        faults += unread
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return 2 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
