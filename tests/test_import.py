"""What `import digestkit` loads and shows."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import digestkit

LOADED: Final = """
import sys
before = set(sys.modules)
import digestkit
print(*{name.partition(".")[0] for name in set(sys.modules) - before})
"""
PUBLIC: Final = [
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


def test_it_loads_attrs_and_the_standard_library_only() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) - sys.stdlib_module_names <= {"digestkit", "attr", "attrs"}


def test_the_public_names_are_these() -> None:
    assert sorted(digestkit.__all__) == PUBLIC


def test_dir_shows_the_public_names_alone() -> None:
    assert dir(digestkit) == PUBLIC


def test_every_public_name_is_there() -> None:
    assert [name for name in PUBLIC if getattr(digestkit, name, None) is None] == []
