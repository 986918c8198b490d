"""Write the table of docs/diagnostics.md from `digestkit.diagnostics.Oddity`: `python docs/diagnostics_table.py`."""  # noqa: INP001 - a script, no package

from __future__ import annotations

from pathlib import Path
from typing import Final

from digestkit.diagnostics import Oddity

PAGE: Final = Path(__file__).with_name("diagnostics.md")
BEGIN: Final = "<!-- table: written by docs/diagnostics_table.py -->\n"
END: Final = "<!-- end of the table -->\n"


def table() -> str:
    """One line an oddity, in the order of the codes."""
    oddities = sorted(Oddity, key=lambda oddity: oddity.code)
    lines = [f"| `{code}` | {name} | {severity} |" for code, name, severity in (oddity.value for oddity in oddities)]
    return "\n".join(["| Code | Name | Severity |", "|---|---|---|", *lines]) + "\n"


def with_table(page: str) -> str:
    """A page with the table between its two marks written anew."""
    before, rest = page.split(BEGIN)
    return before + BEGIN + "\n" + table() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text("utf-8")), "utf-8")
