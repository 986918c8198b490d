"""Findings as text, as JSON, as GitHub annotations and as SARIF."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import attrs

from digestkit.lint.excerpt import excerpt, spelled_out
from digestkit.lint.registry import all_rules
from digestkit.models import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from digestkit.diagnostics import Places
    from digestkit.models import Diagnostic

__all__ = ["CheckedFile", "Statistic", "github_line", "json_report", "sarif_report", "statistics", "text_lines"]

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_SARIF: Final = "https://json.schemastore.org/sarif-2.1.0.json"


@attrs.frozen(slots=False)
class CheckedFile:
    """A file with what was found in it."""

    name: str
    places: Places
    found: tuple[Diagnostic, ...]

    def end_of(self, diagnostic: Diagnostic) -> tuple[int, int]:
        """Line and column behind the last character of a finding."""
        return self.places.line_and_column(diagnostic.span.end)


# Text.


def text_lines(file: CheckedFile, style: Callable[..., str]) -> Iterator[str]:
    """A line for each finding, with the source below it; `style` colours a text or leaves it as it is."""
    for found in file.found:
        place = f"{spelled_out(file.name)}:{found.line}:{found.column}:"
        severity = style(found.severity.value, fg=_COLOURS[found.severity], bold=True)
        mendable = " [*]" if found.fix else ""
        yield f"{style(place, bold=True)} {severity} {found.code}{mendable} {spelled_out(found.message)} ({found.name})"
        source, carets = excerpt(file.places, found.span).split("\n")
        yield f"    {source}"
        yield f"    {style(carets, fg=_COLOURS[found.severity])}"


# JSON.


def json_report(files: Iterable[CheckedFile], *, with_statistics: bool) -> str:
    """All findings as one JSON object."""
    files = list(files)
    report: dict[str, Any] = {
        "schema": 1,
        "files": len(files),
        "findings": [_json_finding(file, found) for file in files for found in file.found],
    }
    if with_statistics:
        report["statistics"] = [attrs.asdict(each) for each in statistics(files)]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _json_finding(file: CheckedFile, found: Diagnostic) -> dict[str, object]:
    end_line, end_column = file.end_of(found)
    return {
        "file": file.name,
        "line": found.line,
        "column": found.column,
        "end_line": end_line,
        "end_column": end_column,
        "code": found.code,
        "name": found.name,
        "severity": found.severity.value,
        "message": found.message,
        "span": list(found.span),
        "fix": [{"span": list(edit.span), "text": edit.text} for edit in found.fix] if found.fix else None,
    }


# GitHub's workflow commands.


def github_line(file: CheckedFile, found: Diagnostic) -> str:
    """A finding as an annotation: one physical line, whatever stands in names and messages."""
    end_line, end_column = file.end_of(found)
    if end_column == 1 and end_line > found.line:  # behind a line break, which belongs to the line that it ends
        last_line, last_column = file.places.line_and_column(found.span.end - 1)
        end_line, end_column = last_line, last_column + 1
    properties = {"file": file.name, "line": found.line, "endLine": end_line}
    if end_line == found.line:  # GitHub takes columns for places within one line alone
        properties |= {"col": found.column, "endColumn": max(end_column, found.column + 1)}
    properties["title"] = f"{found.code} {found.name}"
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_GITHUB[found.severity]} {written}::{_github(spelled_out(found.message))}"


def _github(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _github(text).replace(":", "%3A").replace(",", "%2C")


# SARIF.


def sarif_report(files: Iterable[CheckedFile], version: str) -> str:
    """All findings as a SARIF log of one run."""
    places = {rule.code: at for at, rule in enumerate(all_rules())}
    driver = {"name": "digestkit", "version": version, "rules": [_sarif_rule(rule) for rule in all_rules()]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(file, found, places[found.code]) for file in files for found in file.found],
    }
    log = {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(rule: Any) -> dict[str, object]:  # noqa: ANN401
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _sarif_result(file: CheckedFile, found: Diagnostic, at: int) -> dict[str, object]:
    end_line, end_column = file.end_of(found)
    location = {
        "artifactLocation": {"uri": _uri(file.name)},
        "region": _region(found.line, found.column, end_line, end_column),
    }
    result: dict[str, object] = {
        "ruleId": found.code,
        "ruleIndex": at,
        "level": _LEVELS[found.severity],
        "message": {"text": found.message},
        "locations": [{"physicalLocation": location}],
    }
    if found.fix:
        result["fixes"] = [_sarif_fix(file, found)]
    return result


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _sarif_fix(file: CheckedFile, found: Diagnostic) -> dict[str, object]:
    replacements = [
        {
            "deletedRegion": _region(
                *file.places.line_and_column(edit.span.start), *file.places.line_and_column(edit.span.end)
            ),
            "insertedContent": {"text": edit.text},
        }
        for edit in found.fix or ()
    ]
    return {"artifactChanges": [{"artifactLocation": {"uri": _uri(file.name)}, "replacements": replacements}]}


def _uri(name: str) -> str:
    """A file's name as a URI reference, relative to the working folder where it lies below it."""
    path = Path(name)
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return path.as_uri()
    return quote(os.path.normpath(path).replace(os.sep, "/"), safe="/")


# Statistics.


@attrs.frozen
class Statistic:
    """How often a rule finds something: in all, in how many files, and how much of it has a fix."""

    code: str
    name: str
    severity: str
    findings: int
    files: int
    fixable: int


def statistics(files: Sequence[CheckedFile]) -> list[Statistic]:
    """What each rule found, in the order of the codes; rules that found nothing are left out."""
    findings = Counter(found.code for file in files for found in file.found)
    in_files = Counter(code for file in files for code in {found.code for found in file.found})
    fixable = Counter(found.code for file in files for found in file.found if found.fix)
    return [
        Statistic(
            rule.code, rule.name, rule.severity.value, findings[rule.code], in_files[rule.code], fixable[rule.code]
        )
        for rule in all_rules()
        if findings[rule.code]
    ]
