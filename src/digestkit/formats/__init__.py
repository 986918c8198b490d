"""Models into text and back, one file a format.

Each format is a module with `write(digests, file, **options)`, which streams, and `read(text)` where it can be read.
`to_json` and its siblings are the same into a string.
"""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, Final, TextIO, TypeAlias

from digestkit.formats.collect import as_digests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Literal

    from digestkit.formats.bibtex import Dialect, Loss, OptionalField, Uncertain
    from digestkit.formats.citation_keys import KeyStyle
    from digestkit.formats.csl import OptionalField as ReferenceField
    from digestkit.formats.references import Remarks
    from digestkit.formats.tex import Encoding
    from digestkit.models import Digest, Paper

    Papers: TypeAlias = Digest | Paper | Iterable[Digest | Paper]

__all__ = [
    "FORMATS",
    "from_bibtex",
    "from_csv",
    "from_json",
    "results_to_csv",
    "to_bibtex",
    "to_csl_json",
    "to_csv",
    "to_json",
    "to_markdown",
    "to_ris",
    "write",
]

# Each format's module below digestkit.formats, and the function in it that writes.
FORMATS: Final = {
    "bibtex": ("bibtex", "write"),
    "csl-json": ("csl", "write"),
    "csv": ("csv", "write"),
    "json": ("json", "write"),
    "markdown": ("markdown", "write"),
    "ndjson": ("json", "write_ndjson"),
    "results-csv": ("csv", "write_results"),
    "ris": ("ris", "write"),
}


def write(x: Papers, file: TextIO, *, format: str, **options: object) -> None:  # noqa: A002 - the word users look for
    """Write digests to an open text file in one of the `FORMATS`, a digest at a time where the format allows it.

    `x` is a Digest, a Paper, or an iterable of either. Raises `ValueError` for a format that does not exist and
    `TypeError` for an `x` or an option that does not fit.
    """
    if format not in FORMATS:
        raise ValueError(f"there is no format {format!r}; the formats are {', '.join(sorted(FORMATS))}")
    module, function = FORMATS[format]
    writer = getattr(import_module(f"digestkit.formats.{module}"), function)
    writer(as_digests(x), file, **options)


def _text(x: Papers, format: str, **options: object) -> str:  # noqa: A002
    file = io.StringIO(newline="")
    write(x, file, format=format, **options)
    return file.getvalue()


def to_json(x: Papers, *, indent: int | None = None) -> str:
    """Digests as JSON, `{"schema": 1, "digests": […]}`; the layout is that of the JSON Schema shipped along."""
    return _text(x, "json", indent=indent)


def from_json(s: str) -> tuple[Digest, ...]:
    """Read digests from JSON or NDJSON. Raises `DigestError`, which names the path of what is wrong."""
    from digestkit.formats.json import read

    return read(s)


def to_markdown(x: Papers) -> str:
    """Digests as Markdown tables in the classic form, which every GFM reader gets whole."""
    return _text(x, "markdown")


def to_csv(x: Papers, *, bom: bool = False) -> str:
    """Papers as CSV, a row each; the columns are those of `digestkit.formats.csv`.

    `bom` puts the mark first that Excel needs to take the text for UTF-8.
    """
    return _text(x, "csv", bom=bom)


def from_csv(s: str) -> tuple[Digest, ...]:
    """Read digests from the CSV of `to_csv`. Raises `DigestError`, which names the row and column of what is wrong."""
    from digestkit.formats.csv import read

    return read(s)


def results_to_csv(x: Papers, *, bom: bool = False) -> str:
    """Numeric results as CSV, a row each; the columns are those of `digestkit.formats.csv`."""
    return _text(x, "results-csv", bom=bom)


def to_bibtex(
    x: Papers,
    *,
    encoding: Encoding = "ascii",
    dialect: Dialect = "bibtex",
    key: KeyStyle = None,
    on_loss: Literal["warn", "error"] | Callable[[Loss], object] = "warn",
    uncertain: Uncertain = "keep",
    versions: bool = False,
    fields: Sequence[OptionalField] = (),
) -> str:
    """Papers as BibTeX entries, each arXiv identifier once; `digestkit.formats.bibtex.write` explains the options."""
    return _text(
        x,
        "bibtex",
        encoding=encoding,
        dialect=dialect,
        key=key,
        on_loss=on_loss,
        uncertain=uncertain,
        versions=versions,
        fields=fields,
    )


def from_bibtex(s: str) -> tuple[Paper, ...]:
    """Read papers from BibTeX; what it does not hold is dropped. Needs the extra `bib`.

    Raises `DigestError`, which names the line of what is wrong.
    """
    from digestkit.formats.bibtex import read

    return read(s)


def to_csl_json(
    x: Papers,
    *,
    key: KeyStyle = None,
    uncertain: Remarks = "comment",
    versions: bool = False,
    fields: Sequence[ReferenceField] = (),
    indent: int | None = 2,
) -> str:
    """Papers as CSL-JSON, each arXiv identifier once; `digestkit.formats.csl.write` explains the options."""
    return _text(x, "csl-json", key=key, uncertain=uncertain, versions=versions, fields=fields, indent=indent)


def to_ris(
    x: Papers,
    *,
    key: KeyStyle = None,
    uncertain: Remarks = "comment",
    versions: bool = False,
    fields: Sequence[ReferenceField] = (),
) -> str:
    """Papers as RIS, each arXiv identifier once; `digestkit.formats.ris.write` explains the options."""
    return _text(x, "ris", key=key, uncertain=uncertain, versions=versions, fields=fields)
