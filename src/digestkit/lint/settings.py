"""Settings of the check: `[tool.digestkit]` of the nearest pyproject.toml, and what the command line says instead."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.errors import DigestError
from digestkit.lint.registry import Selection
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Settings", "read_settings"]

_SECTION: Final = "tool.digestkit"
_NAMES: Final = ("select", "ignore", "fail-on", "per-file-ignores")


@attrs.frozen
class Settings:
    """Which rules count, in which files some do not, and from which severity on the check fails.

    `folder` is that of the pyproject.toml which says so; its patterns are for paths from there.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    per_file_ignores: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    folder: Path | None = None

    def selection_for(self, name: str) -> Selection:
        """The rules that count in a file, by its path. Raises `ValueError` for a selector that fits none."""
        if self.folder is not None and Path(name).is_relative_to(self.folder):
            name = str(Path(name).relative_to(self.folder))
        path = name.replace("\\", "/").removeprefix("./")
        further = [
            selector
            for pattern, selectors in self.per_file_ignores.items()
            if fnmatchcase(path, pattern) or fnmatchcase(path, f"*/{pattern}")
            for selector in selectors
        ]
        return Selection.of(self.select, (*self.ignore, *further))


def read_settings(folder: Path) -> Settings:
    """The settings that hold in a folder: those of the first pyproject.toml in it or above.

    Raises `DigestError` for a file that is no TOML or has a setting that does not exist.
    """
    for place in (folder, *folder.parents):
        file = place / "pyproject.toml"
        if file.is_file():
            return _settings(file)
    return Settings()


def _settings(file: Path) -> Settings:
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DigestError(f"{file}: {error}") from None
    tools = tables.get("tool", {})
    try:
        if not isinstance(tools, dict):
            raise TypeError(f"tool is a table, not {tools!r}")  # noqa: TRY301 - told of like what stands in it
        return attrs.evolve(_checked(tools.get("digestkit", {})), folder=file.parent)
    except (TypeError, ValueError) as error:
        raise DigestError(f"{file}: {error}") from None


def _checked(given: object) -> Settings:
    if not isinstance(given, dict):
        raise TypeError(f"{_SECTION} is a table, not {given!r}")
    unknown = sorted(given.keys() - set(_NAMES))
    if unknown:
        raise ValueError(f"{_SECTION} has no setting {unknown[0]!r}; it has {', '.join(_NAMES)}")
    settings = Settings(
        select=_selectors("select", given.get("select", [])),
        ignore=_selectors("ignore", given.get("ignore", [])),
        fail_on=_severity("fail-on", given.get("fail-on", "warning")),
        per_file_ignores=_by_pattern("per-file-ignores", given.get("per-file-ignores", {})),
    )
    settings.selection_for("")  # so that a misspelled code is told of at once
    for selectors in settings.per_file_ignores.values():
        Selection.of(selectors, ())
    return settings


def _selectors(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError(f"{_SECTION}.{name} is a list of codes or names, not {value!r}")
    return tuple(value)


def _severity(name: str, value: object) -> Severity:
    try:
        return Severity(value)  # type: ignore[arg-type]
    except ValueError:
        raise ValueError(f"{_SECTION}.{name} is one of {', '.join(Severity)}, not {value!r}") from None


def _by_pattern(name: str, value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise TypeError(f"{_SECTION}.{name} is a table of patterns, not {value!r}")
    return {pattern: _selectors(f"{name}.{pattern}", selectors) for pattern, selectors in value.items()}
