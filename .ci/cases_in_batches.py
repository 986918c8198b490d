"""The known hard cases of a BibTeX writer, through TeX, few at a time: `python cases_in_batches.py CHECKER CASES`.

CHECKER is the tool that examines entries, CASES its JSON. Nearly all cases are papers by one invented author of one
year, and plainnat, an author-year style, labels them 2024a, 2024b, …: behind 2024z it goes on with `{`, which breaks
any document, whoever wrote the entries. So the tool's own run, with all of them in one list, cannot end without
errors of plainnat. Here each list has no more than the alphabet, and must be clean in all that the tool looks at.
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import digestkit

if TYPE_CHECKING:
    from types import ModuleType

_MOST: Final = 26  # letters that a label can end in


def loaded(path: Path) -> ModuleType:
    """The module at a path."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: found no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(checker: str, cases: str) -> int:
    """Examine the cases in batches; 1 where one is not clean."""
    tool = loaded(Path(checker))
    compiled = [case for case in json.loads(Path(cases).read_text("utf-8")) if case["expect"].get("pdflatex_ok")]
    papers = [paper for case in compiled for paper in tool.case_papers(case)]
    failed = 0
    for start in range(0, len(papers), _MOST):
        # Some cases are about letters that TeX has no form for.
        text = digestkit.to_bibtex(papers[start : start + _MOST], on_loss=lambda _: None)
        figures, shown = tool.examine(text, 5)
        clean = tool.clean(figures)
        failed += not clean
        sys.stdout.write(f"cases {start + 1} to {start + text.count('@misc{')}: {'clean' if clean else figures}\n")
        sys.stdout.write("".join(f"{line}\n" for line in shown) if not clean else "")
    return 1 if failed or not papers else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
