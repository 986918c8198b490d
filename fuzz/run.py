"""Fuzz the targets: `python -m fuzz.run [TARGET...] --seconds 600`, or `--executions 1000000`.

With atheris the search is led by coverage; without it, seeds are mutated at random. Crashes are written to
`--crashes`, reduced, and the exit code is 1 where there are any.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
import traceback
import zlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parent.parent))  # also as `python fuzz/run.py`

from fuzz import seeds
from fuzz.mutation import mutated, reduced
from fuzz.steps import bounded
from fuzz.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fuzz.targets import Target

_COUNTED: Final = 16  # of so many inputs one has its steps counted, which takes time
_MOST_CRASHES: Final = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the targets and return the exit code."""
    options = _options(arguments)
    failed = 0
    for name in options.targets or TARGETS:
        if options.engine == "atheris":
            failed += _run_atheris(name, options)
        else:
            failed += _run_random(TARGETS[name], options)
    return 1 if failed else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all by default")
    parser.add_argument("--seconds", type=float, default=60, help="how long each target runs")
    parser.add_argument("--executions", type=int, default=0, help="how many inputs each target gets at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("atheris", "random"), default=None)
    parser.add_argument("--crashes", type=Path, default=Path("fuzz-crashes"), help="folder for what fails")
    parser.add_argument("--extra", type=Path, action="append", default=[], help="folders of further seeds")
    options = parser.parse_args(arguments)
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"there is no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    if options.engine is None:
        options.engine = "atheris" if find_spec("atheris") else "random"
        if options.engine == "random":
            print("atheris is not installed: seeds are mutated at random instead")
    return options


def fault_of(target: Target, content: bytes) -> str | None:
    """Where and how an input fails: the kind of error and the line that raised it; None where it does not."""
    counted = not zlib.crc32(content) % _COUNTED
    try:
        if counted:
            bounded(lambda: target.run(content), len(content))
        else:
            target.run(content)
    except Exception as error:  # noqa: BLE001 - all that leaves is a crash
        frames = traceback.extract_tb(error.__traceback__)
        frame = next(each for each in reversed(frames) if "digestkit" in each.filename or "fuzz" in each.filename)
        return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
    return None


def _run_random(target: Target, options: argparse.Namespace) -> int:
    draw = random.Random(options.seed)  # noqa: S311 - the same at each run
    known = _seeds(target, options)
    words = [bytes.fromhex(line[1:-1].replace("\\x", "")) for line in seeds.dictionary().splitlines()]
    faults: dict[str, bytes] = {}
    count, start = 0, time.monotonic()
    while time.monotonic() - start < options.seconds and not 0 < options.executions <= count:
        content = known[count] if count < len(known) else mutated(known, words, draw)
        count += 1
        fault = fault_of(target, content)
        if fault is not None and fault not in faults and len(faults) < _MOST_CRASHES:
            faults[fault] = _reduced(target, content, fault)
            _keep(target, faults[fault], fault, options)
    print(f"{target.name}: {count} inputs in {time.monotonic() - start:.0f} s, {len(faults)} kinds of crash")
    return len(faults)


def _reduced(target: Target, content: bytes, fault: str) -> bytes:
    return reduced(content, lambda shorter: fault_of(target, shorter) == fault)


def _keep(target: Target, content: bytes, fault: str, options: argparse.Namespace) -> None:
    options.crashes.mkdir(parents=True, exist_ok=True)
    path = options.crashes / f"{target.name}-{hashlib.sha256(content).hexdigest()[:12]}"
    path.write_bytes(content)
    print(f"{target.name}: {fault}: {path}: {content[:200]!r}", flush=True)


def _seeds(target: Target, options: argparse.Namespace) -> list[bytes]:
    further = (path.read_bytes() for folder in options.extra for path in sorted(folder.rglob("*")) if path.is_file())
    return [*seeds.seeds(target.seeds), *further]


def _run_atheris(name: str, options: argparse.Namespace) -> int:
    """One process a target, as libFuzzer wants it. It ends at its first crash."""
    options.crashes.mkdir(parents=True, exist_ok=True)
    target = TARGETS[name]
    with tempfile.TemporaryDirectory() as folder:
        corpus, words = Path(folder, "corpus"), Path(folder, "words.dict")
        corpus.mkdir()
        for number, content in enumerate(_seeds(target, options)):
            (corpus / f"{number:05}").write_bytes(content)
        words.write_text(seeds.dictionary(), encoding="ascii")
        flags = [f"-dict={words}", f"-seed={options.seed}", f"-max_total_time={round(options.seconds)}"]
        flags += [f"-artifact_prefix={options.crashes}/{name}-", "-timeout=20", "-rss_limit_mb=3000", "-max_len=4096"]
        flags += [f"-runs={options.executions}"] if options.executions else []
        flags += ["-print_final_stats=1"]
        command = [sys.executable, str(Path(__file__).with_name("atheris_target.py")), name, *flags, str(corpus)]
        ended = subprocess.run(command, check=False)  # noqa: S603 - our own script
    print(f"{name}: {'no crash' if ended.returncode == 0 else f'ended with {ended.returncode}'}", flush=True)
    return int(ended.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
