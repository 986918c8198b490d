"""Draw docs/pictures/: `python docs/pictures.py`.

These are terminals, from the example digest; the way from a row to a record; and what Markdown readers show of an
archive, from `readers.txt`, which `python benchmarks/readers.py FOLDER > docs/pictures/readers.txt` writes.
"""  # noqa: INP001 - a script, no package

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
MARGIN: Final = 2  # columns that stay free, so that no line touches the edge of the picture
EXAMPLE: Final = "examples/2024-03-11.md"
# The arguments of the command that each picture shows, and how many lines of it.
TERMINALS: Final = {
    "check": (f"check {EXAMPLE} --select DK2,DK3", 16),
    "show": (f"show {EXAMPLE} --paper 2403.90023", 32),
    "results": ("results examples --benchmark auditbench --benchmark gaugenet", 16),
}
_COUNT: Final = re.compile(
    r"\| (?P<reader>[^|]+?) \| (?P<before>\d+) [^|]*\| (?P<after>\d+) "
)  # | mistune | 1317 (36%) | 3656 (100%) |
_FONT_FACE: Final = re.compile(r"@font-face \{[^}]*\}\s*")  # they would be fetched from elsewhere


def terminal(name: str) -> str:
    """A picture of a terminal in which a command has run."""
    arguments, lines = TERMINALS[name]
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "bold green"), f"digestkit {arguments}"))
    shown = _output(arguments).splitlines()
    for line in shown[:lines]:
        text = Text.from_ansi(line)
        # What is shown of the file is cut, not wrapped, so that the mark below it stays under its place.
        console.print(text, no_wrap=text.plain.startswith("    "), overflow="ellipsis")
    if len(shown) > lines:
        console.print("…")
    title = f"digestkit {arguments.split()[0]}"
    svg = console.export_svg(title=title, theme=SVG_EXPORT_THEME, unique_id=f"digestkit-{name}")
    return _FONT_FACE.sub("", svg)


def _output(arguments: str) -> str:
    environment = {
        **os.environ,
        "FORCE_COLOR": "1",
        "COLUMNS": str(WIDTH - MARGIN),
        "NO_COLOR": "",
        "TERM": "xterm-256color",
    }
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
_MONOSPACE: Final = "ui-monospace,SFMono-Regular,Menlo,'DejaVu Sans Mono',monospace"
_SANS: Final = "system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif"
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
    return _drawing("From a row to a record", (600, 366), _MONOSPACE, parts)


def _drawing(title: str, size: tuple[int, int], font: str, parts: list[str]) -> str:
    (width, height), body = size, "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" style="font:13px {font}">\n'
        f"<title>{title}</title>\n{body}\n</svg>\n"
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


class Count(NamedTuple):
    """How many papers a Markdown reader shows whole, before and after a repair."""

    reader: str
    before: int
    after: int


def read_counts() -> tuple[int, list[Count]]:
    """The papers of the archive that was measured, and what each reader shows of them, from `readers.txt`."""
    head, _, *rows = (FOLDER / "readers.txt").read_text("utf-8").splitlines()
    counts = [
        Count(found["reader"], int(found["before"]), int(found["after"])) for found in map(_COUNT.match, rows) if found
    ]
    return int(re.findall(r"\d+", head)[0]), counts


def readers_chart(colours: Colours) -> str:
    """Two bars for each Markdown reader: the papers that it shows whole, before and after a repair."""
    papers, counts = read_counts()
    parts = [
        f'<text x="0" y="16" fill="{colours.ink}" font-weight="bold">Papers shown whole, of {papers:,}</text>',
        *_key(0, colours.edge, "as published", colours),
        *_key(130, colours.accent, "after digestkit check --fix", colours),
    ]
    for at, count in enumerate(counts):
        y = 62 + 54 * at
        parts.append(f'<text x="0" y="{y + 26}" fill="{colours.ink}">{count.reader}</text>')
        parts += _bar(y, count.before / papers, colours.edge, colours.ink)
        parts += _bar(y + 22, count.after / papers, colours.accent, colours.paper)
    return _drawing("What Markdown readers show of an archive", (420, 56 + 54 * len(counts)), _SANS, parts)


def _key(x: int, fill: str, words: str, colours: Colours) -> list[str]:
    return [
        f'<rect x="{x}" y="30" width="14" height="14" fill="{fill}"/>',
        f'<text x="{x + 20}" y="42" fill="{colours.ink}">{words}</text>',
    ]


def _bar(y: int, share: float, fill: str, ink: str) -> list[str]:
    return [
        f'<rect x="110" y="{y}" width="{310 * share:.1f}" height="20" fill="{fill}"/>',
        f'<text x="118" y="{y + 15}" fill="{ink}">{share:.0%}</text>',
    ]


def drawings() -> dict[str, str]:
    """The drawings, by the names of their files; terminals are not among them."""
    makers = {"row-to-record": row_to_record, "readers": readers_chart}
    return {f"{name}-{theme}.svg": draw(THEMES[theme]) for name, draw in makers.items() for theme in THEMES}


def main() -> None:
    """Draw all of them."""
    FOLDER.mkdir(exist_ok=True)
    pictures = drawings() | {f"{name}.svg": terminal(name) for name in TERMINALS}
    for name, svg in pictures.items():
        (FOLDER / name).write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
