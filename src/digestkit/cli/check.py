"""`digestkit check`: what is wrong in digests and where, and, on request, its repair."""

from __future__ import annotations

import difflib
import errno
import io
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import click

from digestkit import __version__
from digestkit.cli.inputs import Source, fault, find_sources
from digestkit.cli.output import replaced_bytes
from digestkit.cli.progress import progress
from digestkit.cli.streams import complain, explain_usage, standard_output, uses_color
from digestkit.cli.tables import table_text
from digestkit.diagnostics import Places
from digestkit.errors import DigestError
from digestkit.lint import in_order
from digestkit.lint.archive import ArchiveIndex
from digestkit.lint.document import Document
from digestkit.lint.fixing import findings, repaired
from digestkit.lint.registry import all_rules
from digestkit.lint.reports import CheckedFile, github_line, json_report, sarif_report, statistics, text_lines
from digestkit.lint.settings import Settings, read_settings
from digestkit.models import Severity
from digestkit.parsing.files import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from digestkit.lint.registry import Selection
    from digestkit.models import Diagnostic

__all__ = ["check"]

_RANKS: Final = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
_EPILOG: Final = """\b
A rule is chosen by its code (DK207), the beginning of codes (DK2), or its name
(wrapped-row); several are parted by commas. [tool.digestkit] in the nearest
pyproject.toml may set select, ignore, fail-on and per-file-ignores; what the
command line says goes first.

\b
With --fix each file is written whole or not at all, and only where something
changes. From standard input the repaired text goes to standard output.

\b
Examples:
  digestkit check 2024-12-30.md
  digestkit check archive --fix --ignore DK6
  digestkit check archive --statistics --fail-on error
  digestkit check archive --output-format github

\b
Exit codes:
  0  nothing of the severity of --fail-on or above
  1  such findings are left; with --diff also: there is something to repair
  2  wrong usage, or an input or output that failed
"""


def _split(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _check_encoding(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    try:
        b" ".decode(value)
    except LookupError:
        raise click.BadParameter(f"there is no text encoding {value!r}") from None
    except ValueError:
        pass  # one byte may be less than a character
    return value


def _explain(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    """Print the page of a rule and end."""
    if value is None or context.resilient_parsing:
        return
    pages = {name: rule for rule in all_rules() for name in (rule.code, rule.name)}
    rule = pages.get(value.upper()) or pages.get(value.casefold())
    if rule is None:
        raise click.BadParameter(f"no rule has the code or name {value!r}")
    click.echo(f"{rule.code} {rule.name} ({rule.severity.value})\n\n{rule.page.strip()}")
    context.exit()


@click.command(epilog=_EPILOG)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--fix", is_flag=True, help="Repair the form of files, in place.")
@click.option("--unsafe-fixes", is_flag=True, help="Offer and make repairs that change words, too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--select", multiple=True, callback=_split, metavar="CODES", help="Only these rules; repeatable.")
@click.option("--ignore", multiple=True, callback=_split, metavar="CODES", help="Not these rules; repeatable.")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How to write findings.",
)
@click.option("--statistics", "counts", is_flag=True, help="Count findings by rule instead of listing them.")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=None,
    help="Exit with 1 from this severity up. [warning]",
)
@click.option("-q", "--quiet", is_flag=True, help="List only findings of the severity of --fail-on or above.")
@click.option("--encoding", default="utf-8", show_default=True, callback=_check_encoding, help="Encoding of the files.")
@click.option(
    "--explain", metavar="CODE", is_eager=True, expose_value=False, callback=_explain, help="Show a rule's page."
)
def check(inputs: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click hands over what the options made
    """Check digests: what is wrong where, and how to mend it."""
    chosen = _Options(**options)
    if chosen.counts and chosen.output_format not in ("text", "json"):
        raise click.UsageError("--statistics is for the output formats text and json")
    if chosen.diff and chosen.output_format != "text":
        raise click.UsageError("--diff is for the output format text")
    filters = "-" in inputs and chosen.fix and not chosen.diff
    if filters and (len(inputs) > 1 or chosen.counts or chosen.output_format != "text"):
        raise click.UsageError("--fix writes standard input to standard output, which has no room for more then")
    try:
        settings = chosen.settings(read_settings(Path.cwd()))
        settings.selection_for("")
    except ValueError as error:  # DigestError is one
        raise click.UsageError(str(error)) from None
    sources, faults = find_sources(inputs)
    checker = _Checker(chosen, settings, filters=filters, faults=list(faults), unread=len(faults))
    with progress(sources, to_file=False) as done:
        checker.run(sources, done)
    return checker.finish()


@attrs.frozen(kw_only=True)
class _Options:
    fix: bool
    unsafe_fixes: bool
    diff: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    output_format: str
    counts: bool
    fail_on: str | None
    quiet: bool
    encoding: str

    def settings(self, found: Settings) -> Settings:
        """The settings of the project with what the command line says instead."""
        return attrs.evolve(
            found,
            select=self.select or found.select,
            ignore=self.ignore or found.ignore,
            fail_on=Severity(self.fail_on) if self.fail_on else found.fail_on,
        )


@attrs.define
class _Checker:
    """Checks files one after the other; keeps what the end of the report needs."""

    options: _Options
    settings: Settings
    filters: bool = False  # the repaired text goes to standard output
    faults: list[str] = attrs.field(factory=list)
    files: list[CheckedFile] = attrs.field(factory=list)
    index: ArchiveIndex = attrs.field(factory=ArchiveIndex)
    count: int = 0
    unread: int = 0
    mended: int = 0
    changed: int = 0

    def run(self, sources: Iterable[Source], done: Callable[[Source], object]) -> None:
        """Check and, where that is asked for, repair each source, and report what is left."""
        for source in sources:
            try:
                checked = self._check(source)
            except (OSError, DigestError, UnicodeError) as error:
                if isinstance(error, BrokenPipeError):
                    raise
                self.faults.append(fault(source.name, error))
                self.unread += 1
            else:
                self.count += 1
                self._report(checked)
            done(source)

    def _check(self, source: Source) -> CheckedFile:
        text = decode(source.content(), encoding=self.options.encoding, source=source.name)
        # From the root on, so that the verdict does not depend on the folder that one stands in.
        path = os.path.abspath(source.path) if source.path is not None else None  # noqa: PTH100 - takes out ".."
        document, selection = Document(text, source.name, path), self.settings.selection_for(path or source.name)
        if self.options.fix or self.options.diff:
            document = self._repair(source, document, selection)
        found = findings(document, selection, unsafe=self.options.unsafe_fixes)
        across = filter(selection.takes, self.index.add(document))
        return CheckedFile(source.name, document.places, tuple(in_order([*found, *across])))

    def _repair(self, source: Source, document: Document, selection: Selection) -> Document:
        """The document repaired; it is written back, or the difference shown."""
        repair = repaired(document, selection, unsafe=self.options.unsafe_fixes)
        text = repair.document.text
        if self.filters:
            with standard_output() as file:
                file.write(text)
        if text == document.text:
            return document
        if self.options.diff:
            self._print("".join(_difference(source.name, document.text, text)))
        elif source.path is not None and not self._is_written(source.path, text):
            return document
        self.changed += 1
        self.mended += repair.mended
        return repair.document

    def _is_written(self, path: Path, text: str) -> bool:
        """Write a repaired text back; what fails is a fault, and the file stays as it is."""
        try:
            content = text.encode(self.options.encoding)
            with replaced_bytes(str(path)) as file_of_bytes:
                file_of_bytes.write(content)
        except (OSError, UnicodeError) as error:
            self.faults.append(f"{fault(str(path), error)}; the file was not repaired")
            return False
        return True

    def _report(self, checked: CheckedFile) -> None:
        """Write a file's findings now where the format allows it; they are kept without their text."""
        if self.options.output_format == "text" and not self.options.counts and not self.options.diff:
            shown = attrs.evolve(checked, found=tuple(filter(self._is_shown, checked.found)))
            self._say("".join(f"{line}\n" for line in text_lines(shown, self._style)))
        elif self.options.output_format == "github":
            self._print("".join(f"{github_line(checked, found)}\n" for found in filter(self._is_shown, checked.found)))
        streams = self.options.output_format in ("text", "github")
        self.files.append(attrs.evolve(checked, places=Places("")) if streams else checked)

    def _is_shown(self, found: Diagnostic) -> bool:
        return not self.options.quiet or self._fails(found)

    def _fails(self, found: Diagnostic) -> bool:
        return _RANKS[found.severity] >= _RANKS[self.settings.fail_on]

    def _say(self, text: str) -> None:
        """Say something to people: on standard error where standard output is for something else."""
        if self.filters or self.options.diff or self.options.output_format != "text":
            if text:
                explain_usage(text)
        else:
            self._print(text)

    def _style(self, text: str, **style: bool | str) -> str:
        colours = not self.filters and uses_color(sys.stdout)
        return click.style(text, **style) if colours else text  # type: ignore[arg-type]

    def _print(self, text: str) -> None:
        if sys.stdout is None:
            raise OSError(errno.EBADF, "standard output is closed")
        sys.stdout.write(text)

    def finish(self) -> int:
        """Write what comes last: formats that are one document, counts, and the summary."""
        shown = [attrs.evolve(file, found=tuple(filter(self._is_shown, file.found))) for file in self.files]
        if self.options.output_format == "json":
            self._print(json_report(shown, with_statistics=self.options.counts))
        elif self.options.output_format == "sarif":
            self._print(sarif_report(shown, __version__))
        elif self.options.counts and any(file.found for file in shown):
            self._print(_counts_table(shown))
        self._say(self._summary() + "\n")
        for line in self.faults:
            complain(line)
        return self._exit_code()

    def _exit_code(self) -> int:
        if self.faults:
            return 2
        left = any(self._fails(found) for file in self.files for found in file.found)
        return 1 if left or (self.options.diff and self.changed) else 0

    def _summary(self) -> str:
        found = [each for file in self.files for each in file.found]
        counts = Counter(each.severity for each in found)
        words = [_counted(counts[severity], severity.value) for severity in Severity if counts[severity]]
        files = f"{_counted(self.count, 'file')} checked"
        parts = [f"{files}: {', '.join(words) or 'nothing found'}" if self.count else files]
        if self.unread:
            parts.append(f"{_counted(self.unread, 'input')} could not be read")
        if self.changed:
            would = "would be " if self.options.diff else ""
            parts.append(f"{_counted(self.mended, 'finding')} {would}repaired in {_counted(self.changed, 'file')}")
        elif fixable := sum(each.fix is not None for each in found):
            parts.append(f"{fixable} [*] can be repaired with --fix")
        return "; ".join(parts)


def _counted(number: int, word: str) -> str:
    plural = word if number == 1 or word == Severity.INFO.value else f"{word}s"
    return f"{number} {plural}"


def _counts_table(files: Sequence[CheckedFile]) -> str:
    rows = [
        [each.code, each.name, each.severity, str(each.findings), str(each.files), str(each.fixable)]
        for each in statistics(files)
    ]
    return table_text(["Code", "Rule", "Severity", "Findings", "Files", "Fixable"], rows, words=3) + "\n"


def _difference(name: str, before: str, after: str) -> Iterator[str]:
    """A unified difference; lines end at LF, CR and CR LF alone."""
    old, new = (list(io.StringIO(text, newline="")) for text in (before, after))
    for line in difflib.unified_diff(old, new, fromfile=name, tofile=name):
        yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
