"""Daily digests of AI papers, written in Markdown, as data.

>>> import digestkit
>>> digest = digestkit.parse('''
... ## Papers for 2024-03-11
...
... | Title | Authors | Summary |
... |-------|---------|---------|
... | Maps of Rivers (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| Li Wen, Ida Holm | iv) Recall is 71.5%. |
... ''')
>>> paper = digest.papers[0]
>>> paper.title, paper.first_author.name, str(paper.arxiv_id)
('Maps of Rivers', 'Ida Holm', '2403.90001')
>>> paper.summary.section("results").text
'Recall is 71.5%.'

Names are loaded at first use, so that importing the package costs little.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digestkit.errors import DigestEncodingError, DigestError, DigestSyntaxError
    from digestkit.formats import (
        from_bibtex,
        from_csv,
        from_json,
        results_to_csv,
        to_bibtex,
        to_csl_json,
        to_csv,
        to_json,
        to_markdown,
        to_ris,
        write,
    )
    from digestkit.identifiers import ArxivId
    from digestkit.lint import check, check_archive, fix
    from digestkit.metadata import with_metadata
    from digestkit.models import (
        Author,
        Diagnostic,
        Digest,
        Link,
        Metadata,
        NumericResult,
        Paper,
        Section,
        Span,
        Summary,
    )
    from digestkit.parsing.document import parse, parse_many
    from digestkit.parsing.files import read, read_archive, read_many
    from digestkit.parsing.summary import parse_summary
    from digestkit.results import extract_results

__version__ = "0.1.0"

__all__ = [
    "ArxivId",
    "Author",
    "Diagnostic",
    "Digest",
    "DigestEncodingError",
    "DigestError",
    "DigestSyntaxError",
    "Link",
    "Metadata",
    "NumericResult",
    "Paper",
    "Section",
    "Span",
    "Summary",
    "check",
    "check_archive",
    "extract_results",
    "fix",
    "from_bibtex",
    "from_csv",
    "from_json",
    "parse",
    "parse_many",
    "parse_summary",
    "read",
    "read_archive",
    "read_many",
    "results_to_csv",
    "to_bibtex",
    "to_csl_json",
    "to_csv",
    "to_json",
    "to_markdown",
    "to_ris",
    "with_metadata",
    "write",
]

_MODULES = {
    **dict.fromkeys(("DigestEncodingError", "DigestError", "DigestSyntaxError"), "digestkit.errors"),
    **dict.fromkeys(
        ("Author", "Diagnostic", "Digest", "Link", "Metadata", "NumericResult", "Paper", "Section", "Span", "Summary"),
        "digestkit.models",
    ),
    "ArxivId": "digestkit.identifiers",
    **dict.fromkeys(
        (
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
        ),
        "digestkit.formats",
    ),
    **dict.fromkeys(("check", "check_archive", "fix"), "digestkit.lint"),
    **dict.fromkeys(("parse", "parse_many"), "digestkit.parsing.document"),
    **dict.fromkeys(("read", "read_archive", "read_many"), "digestkit.parsing.files"),
    "extract_results": "digestkit.results",
    "parse_summary": "digestkit.parsing.summary",
    "with_metadata": "digestkit.metadata",
}


_SUBMODULES = ("diagnostics", "errors", "identifiers", "models")


def __getattr__(name: str) -> object:
    if name in _SUBMODULES:
        return import_module(f"digestkit.{name}")
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module 'digestkit' has no attribute {name!r}")
    value: object = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
