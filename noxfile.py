"""Everything that a release has to pass, a session each: `nox -s lint`, or `nox --list`.

`.ci/run` does not need nox; it runs the checks that every change has to pass.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Final

import nox

ROOT: Final = Path(__file__).parent
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OLDEST, NEWEST = "3.11", "3.13"
TEST_EXTRAS: Final = "cli,bib,hypothesis,plot,test"
# There is no address to write to and no page of the project; inventing some would be worse than two points less.
WITHOUT_ADDRESS: Final = "AuthorEmail,Url"
_LOWER_BOUND: Final = re.compile(r"(?P<name>[\w.-]+)\s*>=\s*(?P<version>[\w.]+)")  # click>=8.1

nox.options.sessions = ["lint", "types", "tests", "docs", "linkcheck"]
nox.options.error_on_missing_interpreters = False


@nox.session(python=OLDEST)
def lint(session: nox.Session) -> None:
    """Style and form of the code."""
    session.install("ruff>=0.15")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session(python=OLDEST)
def types(session: nox.Session) -> None:
    """Types, strictly, in the package and its tests."""
    session.install("-e", f".[{TEST_EXTRAS}]")
    session.run("mypy")


@nox.session(python=[OLDEST, NEWEST])
def tests(session: nox.Session) -> None:
    """The tests; words behind `--` go to pytest."""
    session.install("-e", f".[{TEST_EXTRAS}]")
    session.run("pytest", "-q", *session.posargs)


@nox.session(python=OLDEST)
def docs(session: nox.Session) -> None:
    """The documentation into docs/_build/html, with warnings as errors."""
    session.install("-e", f".[{TEST_EXTRAS},docs]")
    session.run("sphinx-build", "-q", "-W", "--keep-going", "-E", "-b", "html", "docs", "docs/_build/html")


@nox.session(python=OLDEST)
def linkcheck(session: nox.Session) -> None:
    """Links within the documentation, on the built pages; nothing is fetched."""
    session.install("-e", f".[{TEST_EXTRAS},docs]")
    session.run("sphinx-build", "-q", "-W", "-b", "html", "docs", "docs/_build/html")
    session.run("python", "docs/check_links.py", "docs/_build/html")


@nox.session(python=OLDEST)
def build(session: nox.Session) -> None:
    """The sdist and the wheel into dist/, checked as an index would."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    session.install("build", "twine", "check-wheel-contents", "pyroma")
    session.run("python", "-m", "build")
    sdist, wheel = _built("*.tar.gz"), _built("*.whl")
    session.run("twine", "check", "--strict", sdist, wheel)
    session.run("check-wheel-contents", wheel)
    session.run("pyroma", "--min", "10", "--skip-tests", WITHOUT_ADDRESS, sdist)


@nox.session(python=[OLDEST, NEWEST])
def install(session: nox.Session) -> None:
    """The wheel of `build` with the newest dependencies, tested by the tests of the sdist outside the checkout."""
    session.install(f"{_built('*.whl')}[{TEST_EXTRAS}]")
    _test_sdist(session)


@nox.session(python=OLDEST)
def lowest(session: nox.Session) -> None:
    """The same with the lowest dependencies that pyproject.toml allows."""
    constraints = Path(session.create_tmp()) / "lowest.txt"
    constraints.write_text("\n".join(lower_bounds()) + "\n", "utf-8")
    session.install("--constraint", str(constraints), f"{_built('*.whl')}[{TEST_EXTRAS}]")
    _test_sdist(session)


def lower_bounds() -> list[str]:
    """The lowest version of each dependency, pinned."""
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *(need for extra in TEST_EXTRAS.split(",") for need in extras[extra])]
    return [f"{found['name']}=={found['version']}" for found in map(_LOWER_BOUND.match, wanted) if found]


def _built(pattern: str) -> str:
    [path] = (ROOT / "dist").glob(pattern)
    return str(path)


def _test_sdist(session: nox.Session) -> None:
    """Run the tests of the sdist without its sources, so that those of the wheel are the ones tested."""
    folder = Path(session.create_tmp()) / "outside"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.unpack_archive(_built("*.tar.gz"), folder)
    [tree] = folder.iterdir()
    (tree / "src").rename(folder / "away")
    session.chdir(tree)
    session.run("pytest", "-q", *(session.posargs or ("tests",)))


@nox.session(python=OLDEST)
def benchmarks(session: nox.Session) -> None:
    """Everything side by side, into docs/benchmarks.md; words behind `--` are a folder of digests, for readers too."""
    session.install("-e", ".[cli,bib,plot,test,bench]")
    if session.posargs:
        session.env["DIGESTKIT_ARCHIVE"] = session.posargs[0]
        with (ROOT / "docs" / "pictures" / "readers.txt").open("w", encoding="utf-8") as table:
            session.run("python", "benchmarks/readers.py", *session.posargs, stdout=table)
        session.run("python", "docs/pictures.py")
    session.run("python", "benchmarks/report.py")


@nox.session(python=OLDEST)
def fuzz(session: nox.Session) -> None:
    """Ten minutes of mutated digests against the laws; words behind `--` replace the time."""
    session.install("-e", f".[{TEST_EXTRAS}]")
    session.run("python", "fuzz/run.py", *(session.posargs or ("--seconds", "600")))


@nox.session(python=OLDEST)
def mutation(session: nox.Session) -> None:
    """Three hundred mutants of a part, `-- results`, drawn with a fixed seed, against the fast tests."""
    session.install("-e", f".[{TEST_EXTRAS}]", "cosmic-ray>=8.4")
    session.run("python", "tools/mutate.py", *(session.posargs or ("results",)))


@nox.session(python=OLDEST)
def sbom(session: nox.Session) -> None:
    """What the package and its command bring along, as CycloneDX, into dist/."""
    runtime = Path(session.create_tmp()) / "runtime"
    session.run("python", "-m", "venv", "--clear", str(runtime))
    python = str(runtime / "bin" / "python")
    session.run(python, "-m", "pip", "install", "-q", ".[cli]", external=True)
    session.run(python, "-m", "pip", "uninstall", "-q", "-y", "pip", "setuptools", external=True)
    session.install("cyclonedx-bom")
    (ROOT / "dist").mkdir(exist_ok=True)
    target = ROOT / "dist" / f"{PROJECT['name'].replace('-', '_')}.cdx.json"
    options = ("--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON", "-o", str(target))
    session.run("cyclonedx-py", "environment", *options, python)
    # pyproject.toml has no version to tell, since that stands in the package.
    show = "import importlib.metadata as m; print(m.version('paper-digestkit'))"
    version = str(session.run(python, "-c", show, external=True, silent=True)).strip()
    bill = json.loads(target.read_text("utf-8"))
    bill["metadata"]["component"]["version"] = version
    target.write_text(json.dumps(bill, indent=2) + "\n", "utf-8")
