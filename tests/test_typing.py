"""The wheel, as it would be installed: what is in it, and what a strict type checker makes of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PROGRAM: Final = Path(__file__).parent / "typing" / "user_program.py"
# Builds import their back end and write nothing outside the folder they are given.
BUILD: Final = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir"]
MYPY: Final = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([*BUILD, str(folder), str(ROOT)])
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter with the wheel installed; its dependencies are those of this environment."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=False, symlinks=True)
    python = environment / "bin" / "python"
    run([sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-index", str(wheel)])
    (site_packages,) = environment.glob("lib/*/site-packages")
    # The folder named here is searched after the wheel, and its own .pth files, an editable install, are not followed.
    (site_packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return python


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program away from the source tree."""
    return Path(shutil.copy(PROGRAM, tmp_path))


def run(command: list[str], cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def mypy(python: Path, program: Path) -> subprocess.CompletedProcess[str]:
    command = [*MYPY, str(program.parent / "cache"), "--python-executable", str(python), str(program)]
    return subprocess.run(command, cwd=program.parent, capture_output=True, text=True, check=False)


def test_the_wheel_holds_the_package_alone(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"digestkit/py.typed", "digestkit/formats/digests.schema.json"} <= set(names)
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"digestkit", "paper_digestkit"}
    assert [name for name in names if "test" in name.lower()] == []


def test_the_installed_package_is_the_wheel(python: Path, tmp_path: Path) -> None:
    place = run([str(python), "-c", "import digestkit; print(digestkit.__file__)"], tmp_path)
    assert Path(place.strip()).is_relative_to(python.parents[1])


def test_a_program_is_sound_under_strict_mypy(python: Path, program: Path) -> None:
    done = mypy(python, program)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_a_wrong_argument_is_found(python: Path, program: Path) -> None:
    """The types are really seen: without py.typed everything would be Any."""
    program.write_text("import digestkit\n\ndigestkit.parse(3).papers[0].titel\n", "utf-8")
    found = mypy(python, program).stdout
    assert 'Argument 1 to "parse" has incompatible type "int"; expected "str"' in found
    assert '"Paper" has no attribute "titel"' in found


def test_the_program_runs(python: Path, program: Path) -> None:
    assert "2403.90001" in run([str(python), str(program)], program.parent)
