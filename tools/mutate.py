"""Draw mutants of a part of the package and try the fast tests on each: `python tools/mutate.py results --seed 1`.

The mutants are cosmic-ray's, less those in annotations and docstrings, which change nothing that runs. So many of
them as `--sample` says are drawn with `--seed`; each is put into a copy of the tree, and the tests of its part are
run. Those that no test notices are printed as a list of places with their change, then the score. `--session FILE`
keeps the state, so that a run that was cut goes on where it ended.
"""

from __future__ import annotations

import argparse
import ast
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parent.parent
# The tests of each part that take seconds, not minutes.
TESTS: Final = {
    "results": ("results",),
    "parsing": (
        *("documents", "lost_line_breaks", "authors", "dates", "identifiers", "errors"),
        *("sections", "cues", "labels", "marks", "sentences"),
    ),
    "formats": ("bibtex", "bibtex_merge", "tex", "csv", "json", "csl", "ris", "harm"),
    "lint": ("lint", "lint_papers", "lint_rules", "lint_tables", "fixing"),
}
TIMEOUT: Final = 90.0  # seconds: a mutant that takes longer hangs, and counts as noticed
_LEFT_OUT: Final = ("__pycache__", ".git", ".venv", ".hypothesis", ".*_cache", "fuzz-crashes", "dist")


def main() -> int:
    """Run the mutants of a part; the exit code is 1 where some survive."""
    options = _options()
    session = options.session or Path(tempfile.mkdtemp()) / "session.sqlite"
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        configuration = _configuration(options.part, tree)
        if not session.exists():
            _cosmic_ray("init", str(configuration), str(session), folder=tree)
            _draw(session, tree, options.sample, options.seed)
        _cosmic_ray("exec", str(configuration), str(session), folder=tree)
    return _report(session)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=sorted(TESTS))
    parser.add_argument("--sample", type=int, default=300, help="how many mutants are tried")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--session", type=Path, help="a file that keeps what was found")
    return parser.parse_args()


def _configuration(part: str, tree: Path) -> Path:
    tests = " ".join(f"tests/test_{name}.py" for name in TESTS[part])
    command = f"env PYTHONPATH={tree / 'src'} {sys.executable} -m pytest -q -x -p no:cacheprovider {tests}"
    path = tree / "mutate.toml"
    path.write_text(
        f'[cosmic-ray]\nmodule-path = "src/digestkit/{part}"\ntimeout = {TIMEOUT}\nexcluded-modules = []\n'
        f'test-command = "{command}"\n[cosmic-ray.distributor]\nname = "local"\n',
        "utf-8",
    )
    return path


def _cosmic_ray(*arguments: str, folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "cosmic_ray.cli", *arguments], cwd=folder, check=True)  # noqa: S603 - its own words


def _draw(session: Path, tree: Path, sample: int, seed: int) -> None:
    """Leave so many mutants of a session, drawn in the order of their places."""
    query = """
        select job_id, module_path, start_pos_row, start_pos_col, operator_name, occurrence
        from mutation_specs order by 2, 3, 4, 5, 6
    """
    with closing(sqlite3.connect(session)) as connection, connection:
        rows = connection.execute(query).fetchall()
        inert = {path: set(_inert(tree / path)) for path in {row[1] for row in rows}}
        alive = [row[0] for row in rows if (row[2], row[3]) not in inert[row[1]]]
        drawn = set(random.Random(seed).sample(alive, min(sample, len(alive))))
        dropped = [(row[0],) for row in rows if row[0] not in drawn]
        connection.executemany("delete from mutation_specs where job_id = ?", dropped)
        connection.executemany("delete from work_items where job_id = ?", dropped)
    sys.stdout.write(f"{len(drawn)} of {len(alive)} mutants drawn with seed {seed}\n")


def _inert(path: Path) -> Iterator[tuple[int, int]]:
    """The lines and columns of a file's annotations, which are never evaluated."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for name in ("annotation", "returns"):
            annotation = getattr(node, name, None)
            for part in ast.walk(annotation) if annotation is not None else ():
                if isinstance(part, ast.expr) and part.end_lineno is not None and part.end_col_offset is not None:
                    columns = range(part.col_offset, part.end_col_offset + 1)
                    yield from ((part.lineno, column) for column in columns)


def _report(session: Path) -> int:
    """Print the survivors and the score."""
    query = """
        select module_path, start_pos_row, operator_name, test_outcome, diff
        from mutation_specs join work_results using (job_id) order by 1, 2
    """
    with closing(sqlite3.connect(session)) as connection:
        tried = connection.execute(query).fetchall()
    survivors = [row for row in tried if row[3] == "SURVIVED"]
    for path, line, operator, _, diff in survivors:
        changed = [text for text in diff.splitlines() if text[:1] in "+-" and text[:3] not in {"+++", "---"}]
        sys.stdout.write(f"\n{path}:{line} {operator.removeprefix('core/')}\n" + "\n".join(changed) + "\n")
    noticed = len(tried) - len(survivors)
    sys.stdout.write(f"\n{noticed} of {len(tried)} mutants noticed\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
