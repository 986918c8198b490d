"""Write docs/rules/, a page for each rule from its module's docstring, and their table: `python docs/rule_pages.py`."""  # noqa: INP001 - a script, no package

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from digestkit.lint.registry import all_rules

if TYPE_CHECKING:
    from digestkit.lint.rule import Rule

FOLDER: Final = Path(__file__).with_name("rules")
_EXAMPLE: Final = re.compile(r"^((?:Bad|Good)[^\n]*:)\n\n((?:    [^\n]*\n|\n)+)", re.MULTILINE)  # Bad:⏎⏎    | Maps |…
_GROUPS: Final = {
    "DK1": "The day and its heading",
    "DK2": "Tables and rows",
    "DK3": "Titles and links",
    "DK4": "Authors",
    "DK5": "Summaries",
    "DK6": "Characters and markup",
}
_INTRODUCTION: Final = """# Rules

Each rule has a code that never gets another meaning.
A *safe* fix changes form alone and is made by `--fix`; an *unsafe* one changes words and needs `--unsafe-fixes` too.
An example that is nothing but rows stands below `## Papers for 2024-03-11` and the header of the classic table.
In examples `␠` is a space, `␍` a carriage return, and `⊣` the end of a file without a line break.
"""


def pages() -> dict[str, str]:
    """The text of every page by its file's name."""
    return {"index.md": _index(), **{f"{rule.code}.md": _page(rule) for rule in all_rules()}}


def _page(rule: Rule) -> str:
    body = _EXAMPLE.sub(_fenced, rule.page.strip() + "\n")
    head = f"# {rule.code} {rule.name}\n\nSeverity: {rule.severity.value}. Fix: {rule.fix.value}.\n\n"
    return head + body


def _fenced(example: re.Match[str]) -> str:
    lines = (line.removeprefix("    ") for line in example[2].strip("\n").split("\n"))
    return f"{example[1]}\n\n```text\n" + "\n".join(lines) + "\n```\n\n"


def _index() -> str:
    return _INTRODUCTION + "".join(_group(prefix, title) for prefix, title in _GROUPS.items()) + _contents()


def _group(prefix: str, title: str) -> str:
    rows = (
        f"| [`{rule.code}`]({rule.code}.md) | {rule.name} | {rule.severity.value} | {rule.fix.value} | {rule.title} |\n"
        for rule in all_rules()
        if rule.code.startswith(prefix)
    )
    return f"\n## {title}\n\n| Code | Name | Severity | Fix | Finds |\n|---|---|---|---|---|\n{''.join(rows)}"


def _contents() -> str:
    codes = "\n".join(rule.code for rule in all_rules())
    return f"\n```{{toctree}}\n:hidden:\n\n{codes}\n```\n"


def main() -> None:
    """Write the pages, and take away those of rules that are gone."""
    FOLDER.mkdir(exist_ok=True)
    written = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in written:
            path.unlink()
    for name, text in written.items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
