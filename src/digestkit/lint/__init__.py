"""Check a digest, say what is wrong where, and repair its form.

What parsing reports is part of what `check` finds: one class of diagnostics, one set of codes. Each rule is a module
below `digestkit.lint.rules`, whose docstring is its page in the documentation.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from digestkit.errors import DigestError
from digestkit.lint.archive import ArchiveIndex
from digestkit.lint.document import Document
from digestkit.lint.fixing import findings, repaired
from digestkit.lint.registry import Selection
from digestkit.parsing.files import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike

    from digestkit.models import Diagnostic

__all__ = ["check", "check_archive", "fix"]


def check(
    text: str,
    *,
    source: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    unsafe_fixes: bool = False,
) -> tuple[Diagnostic, ...]:
    r"""What is odd or wrong in a digest, in the order of the text.

    `source` is the file's name, for rules that look at it. `select` and `ignore` take codes ("DK207"), their
    beginnings ("DK2") and names ("wrapped-row"); without `select` every rule counts. A diagnostic's `fix` changes
    form alone, unless `unsafe_fixes` asks for those that change words too.
    Raises `TypeError` for what is not text and `ValueError` for a selector that fits no rule.

    >>> text = "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n| Maps of\n  Rivers"
    >>> text += " (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| Ida Holm | It maps 3 rivers. |\n"
    >>> [(found.line, found.code, found.name) for found in check(text, select=["DK2"])]
    [(5, 'DK207', 'wrapped-row')]
    """
    selection = Selection.of(select, ignore)
    return findings(_document(text, source), selection, unsafe=unsafe_fixes)


def fix(
    text: str,
    *,
    source: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    unsafe_fixes: bool = False,
) -> str:
    r"""The text with everything repaired that has a fix; the options are those of `check`.

    It keeps every paper with its identifier, title, names and summary (up to white space), adds no finding, and
    changes nothing when it is run again. With `unsafe_fixes` words change as well.

    >>> header = "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n"
    >>> fix(header + "| Maps of\n  Rivers | A | B", select=["wrapped-row"]).splitlines()[-1]
    '| Maps of Rivers | A | B |'
    """
    return repaired(_document(text, source), Selection.of(select, ignore), unsafe=unsafe_fixes).document.text


def check_archive(
    folder: str | PathLike[str],
    *,
    pattern: str = "**/*.md",
    on_error: str | Callable[[Path, Exception], object] = "raise",
    encoding: str = "utf-8",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    unsafe_fixes: bool = False,
) -> Iterator[tuple[Path, Diagnostic]]:
    """Check every file below a folder that fits `pattern`, in the order of their paths.

    Adds what only several files show: a paper that an earlier file has already. One file is in memory at a time.
    A file that cannot be read raises, or is handed with its error to `on_error(path, error)`, and the rest goes on.
    Raises `NotADirectoryError` for what is no folder, and what `check` and `read_many` raise.
    """
    root = Path(folder)
    if not root.is_dir():
        raise NotADirectoryError(f"{folder} is no folder; use check for a single text")
    if on_error != "raise" and not callable(on_error):
        raise TypeError(f"on_error is 'raise' or a callable(path, error), not {on_error!r}")
    paths = sorted(path for path in root.glob(pattern) if path.is_file())
    return _archive(paths, on_error, encoding, Selection.of(select, ignore), unsafe=unsafe_fixes)


def _archive(
    paths: list[Path],
    on_error: str | Callable[[Path, Exception], object],
    encoding: str,
    selection: Selection,
    *,
    unsafe: bool,
) -> Iterator[tuple[Path, Diagnostic]]:
    index = ArchiveIndex()
    for path in paths:
        try:
            text = decode(path.read_bytes(), encoding=encoding, source=str(path))
        except (OSError, DigestError) as error:
            if not callable(on_error):
                raise
            on_error(path, error)
            continue
        document = Document(text, str(path), os.path.abspath(path))  # noqa: PTH100 - takes out ".."
        found = findings(document, selection, unsafe=unsafe)
        across = filter(selection.takes, index.add(document))
        yield from ((path, diagnostic) for diagnostic in in_order([*found, *across]))


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics in the order of the text, and of their codes where they stand at one place."""
    return sorted(diagnostics, key=lambda found: (*attrs.astuple(found.span), found.code))


def _document(text: str, source: str | None) -> Document:
    if not isinstance(text, str):
        raise TypeError(f"a digest is text (str), not {type(text).__name__}; decode bytes first")
    return Document(text, source)
