"""Draw docs/pictures/: terminals from the example digest, and the way from a row to a record: `python docs/pictures.py`."""  # noqa: INP001, E501 - a script, no package

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = Path(__file__).with_name("pictures")
COMMAND: Final = Path(sys.executable).with_name("digestkit")
WIDTH: Final = 82
EXAMPLE: Final = "examples/2024-03-11.md"
# The arguments of the command that each picture shows, and how many lines of it.
TERMINALS: Final = {
    "check": (f"check {EXAMPLE} --select DK2,DK3", 16),
    "show": (f"show {EXAMPLE} --paper 2403.90023", 32),
    "results": ("results examples --benchmark auditbench --benchmark gaugenet", 16),
}
_FONT_FACE: Final = re.compile(r"@font-face \{[^}]*\}\s*")  # they would be fetched from elsewhere


def terminal(name: str) -> str:
    """A picture of a terminal in which a command has run."""
    arguments, lines = TERMINALS[name]
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "bold green"), f"digestkit {arguments}"))
    shown = _output(arguments).splitlines()
    for line in shown[:lines]:
        console.print(Text.from_ansi(line), soft_wrap=False)
    if len(shown) > lines:
        console.print("…")
    title = f"digestkit {arguments.split()[0]}"
    svg = console.export_svg(title=title, theme=SVG_EXPORT_THEME, unique_id=f"digestkit-{name}")
    return _FONT_FACE.sub("", svg)


def _output(arguments: str) -> str:
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "NO_COLOR": "", "TERM": "xterm-256color"}
    done = subprocess.run([COMMAND, *arguments.split()], cwd=ROOT, env=environment, capture_output=True, check=False)  # noqa: S603
    return done.stdout.decode()


class Colours(NamedTuple):
    """The colours of a drawing in one of the themes."""

    ink: str
    faint: str
    paper: str
    edge: str
    accent: str


THEMES: Final = {
    "light": Colours("#1b1f24", "#57606a", "#f6f8fa", "#d0d7de", "#0a50a1"),
    "dark": Colours("#e6edf3", "#9da7b3", "#1c2128", "#444c56", "#7cb7ff"),
}
_ROW: Final = (
    "| Tidewater: Forecasting River Levels with",
    "  Sparse Gauges (Read more on [arXiv](…/2403.90023))",
    "| Marek Dvorsky, Lindiwe Nkata, Sølvi Brandt",
    "| i) Tidewater forecasts river levels. … iv) On",
    "  GaugeNet the error falls from 0.42 to 0.31, … |",
)
_RECORD: Final = (
    ("title", "Tidewater: Forecasting River Levels with Sparse Gauges"),
    ("authors", "Sølvi Brandt, Lindiwe Nkata, Marek Dvorsky"),
    ("arxiv_id", "2403.90023"),
    ("sections", "summary … results"),
    ("results", "0.42, 0.31 on GaugeNet"),
    ("diagnostics", "DK207 wrapped-row"),
)
_STEPS: Final = ("lines joined", "names turned round", "summary parted", "numbers read")


def row_to_record(colours: Colours) -> str:
    """The way of a row: as it stands in the file, what is done to it, and the record that comes out."""
    parts = [*_box(0, 118, colours), *_lines(_ROW, colours), *_arrow(colours), *_box(196, 168, colours)]
    for at, (field, value) in enumerate(_RECORD):
        y = 224 + 24 * at
        parts.append(f'<text x="16" y="{y}" fill="{colours.accent}">{field}</text>')
        parts.append(f'<text x="120" y="{y}" fill="{colours.ink}">{escape(value)}</text>')
    style = "font:13px ui-monospace,SFMono-Regular,Menlo,'DejaVu Sans Mono',monospace"
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 366" role="img" style="{style}">\n'
        f"<title>From a row to a record</title>\n{body}\n</svg>\n"
    )


def _box(y: int, height: int, colours: Colours) -> list[str]:
    return [
        f'<rect x="1" y="{y + 1}" width="598" height="{height}" rx="8" fill="{colours.paper}" stroke="{colours.edge}"/>'
    ]


def _lines(lines: tuple[str, ...], colours: Colours) -> list[str]:
    return [
        f'<text x="16" y="{26 + 20 * at}" fill="{colours.ink}" xml:space="preserve">{escape(line)}</text>'
        for at, line in enumerate(lines)
    ]


def _arrow(colours: Colours) -> list[str]:
    steps = "  ·  ".join(_STEPS)
    return [
        f'<path d="M300 124v24m-7-8l7 8l7-8" fill="none" stroke="{colours.accent}" stroke-width="2"/>',
        f'<text x="300" y="168" text-anchor="middle" fill="{colours.faint}">{steps}</text>',
        f'<path d="M300 176v14m-7-8l7 8l7-8" fill="none" stroke="{colours.accent}" stroke-width="2"/>',
    ]


def drawings() -> dict[str, str]:
    """The drawings, by the names of their files; terminals are not among them."""
    return {f"row-to-record-{theme}.svg": row_to_record(colours) for theme, colours in THEMES.items()}


def main() -> None:
    """Draw all of them."""
    FOLDER.mkdir(exist_ok=True)
    pictures = drawings() | {f"{name}.svg": terminal(name) for name in TERMINALS}
    for name, svg in pictures.items():
        (FOLDER / name).write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
