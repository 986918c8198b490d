# ruff: noqa: INP001 - a script, in no package
"""Measure, and put tables and a chart of it into docs/benchmarks.md.

    python benchmarks/report.py                      # about a quarter of an hour
    python benchmarks/report.py RUN.json ...         # of runs that pytest-benchmark has saved already

Measuring goes through all comparisons several times, so that what else the machine does hits none of them alone; of
each the shortest run counts. Growth, memory and shares are measured once. DIGESTKIT_ARCHIVE names another archive.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from chart import Panel, chart, digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "benchmarks.md"
PICTURES: Final = ROOT / "docs" / "pictures"
SUITES: Final = ("benchmarks/test_speed.py", "benchmarks/test_scale.py")
ONCE: Final = "growth or memory or shares"
AIMED_AT: Final = "import or (archive and (markdown or results or bibtex))"
# What pytest selects in each pass: all but the long ones twice, what has an aim twice more, and the long ones.
PASSES: Final = (*[f"not ({ONCE})"] * 2, *[AIMED_AT] * 2, ONCE)
SIZES: Final = ("small", "typical", "archive")
COMPARISONS: Final = ("Markdown", "Results", "BibTeX", "JSON", "Checking")
PACKAGES: Final = (
    *("attrs", "mistune", "markdown-it-py", "cmarkgfm", "quantulum3", "bibtexparser", "pybtex", "pymarkdownlnt"),
    "pytest-benchmark",
)
_MEGA: Final = 1e6
_SHOWN_SHARE: Final = 0.03


class Measure(NamedTuple):
    """A benchmark's group and name, its shortest time in each pass in seconds, and what it says besides."""

    group: str
    name: str
    seconds: tuple[float, ...]
    extra: dict[str, Any]

    @property
    def best(self) -> float:
        """The shortest of all, in seconds."""
        return min(self.seconds)


class Bar(NamedTuple):
    """An aim: the ratio of two times, which has to be at least or at most so much."""

    title: str
    above: tuple[str, str]
    below: tuple[str, str]
    limit: float
    at_most: bool = False


_MISTUNE: Final = ("Markdown: archive", "mistune, tokens")
BARS: Final = (
    Bar("papers, times as fast as mistune's token pass", _MISTUNE, ("Markdown: archive", "digestkit, papers"), 4),
    Bar("with all sections, likewise", _MISTUNE, ("Markdown: archive", "digestkit, with sections"), 1.5),
    Bar(
        "with all results, times its time",
        ("Markdown: archive", "digestkit, with results"),
        _MISTUNE,
        1.5,
        at_most=True,
    ),
    Bar(
        "results, times as fast as quantulum3",
        ("Results: archive", "quantulum3"),
        ("Results: archive", "digestkit, extract_results"),
        50,
    ),
    Bar(
        "BibTeX, times as fast as bibtexparser with LaTeX",
        ("BibTeX: archive", "bibtexparser with LaTeX"),
        ("BibTeX: archive", "digestkit, to_bibtex"),
        5,
    ),
    Bar("`import digestkit`, times `import attrs`", ("Import", "digestkit"), ("Import", "attrs"), 1.5, at_most=True),
)
GROWTH_LIMIT: Final = 1.05
MEMORY_LIMIT: Final = 1.1
WRITERS: Final = ("csv, json, ndjson, markdown, results-csv", "parquet", "bibtex, csl-json, ris")


Measures = dict[tuple[str, str], Measure]


# Measuring and loading


def measured(folder: Path) -> list[Path]:
    """Run the suite, and give the files that it saved."""
    paths = [folder / f"{at}.json" for at in range(len(PASSES))]
    for path, words in zip(paths, PASSES, strict=True):
        command = [sys.executable, "-m", "pytest", "-q", *SUITES, "-k", words, f"--benchmark-json={path}"]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - the project's own suite
    return paths


def measures(runs: Iterable[dict[str, Any]]) -> Measures:
    """The benchmarks of several runs by group and name."""
    found: dict[tuple[str, str], list[tuple[float, dict[str, Any]]]] = defaultdict(list)
    for run in runs:
        for each in run["benchmarks"]:
            extra = each["extra_info"]
            key = (each["group"], name_of(each))
            found[key].append((extra.get("import_seconds", each["stats"]["min"]), extra))
    return {
        (group, name): Measure(group, name, tuple(seconds for seconds, _ in passes), passes[-1][1])
        for (group, name), passes in found.items()
    }


def name_of(benchmark: dict[str, Any]) -> str:
    """What was measured: the parameter that is not the input's size, or else the test's name in words."""
    parameters = {key: value for key, value in (benchmark["params"] or {}).items() if key != "size"}
    if "copies" in parameters:
        return str(parameters["copies"])
    words = [str(value) for key, value in parameters.items() if key != "copied_archive"]
    return words[0] if words else "every word of the summaries looked at once"


# Figures as text


def time_text(seconds: float) -> str:
    """A time with three digits: `12.3 ms`."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{digits(seconds / size)} {unit}"
    return f"{digits(seconds / 1e-6)} µs"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table whose columns but the first are set to the right."""
    head = list(head)
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *map(list, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


# Blocks of the page


def bars_block(found: Measures) -> str:
    """Each aim with what was measured, and its range over the passes."""
    rows = [bar_row(bar, found[bar.above], found[bar.below]) for bar in BARS if {bar.above, bar.below} <= set(found)]
    for step, points in growth(found).items():
        rows.append(limited(f"growth of {step}, exponent", exponent(points), GROWTH_LIMIT))
    rows += [
        limited(f"memory for {names}, five archives to one", grown, MEMORY_LIMIT) for names, grown in swollen(found)
    ]
    return table(("", "aim", "measured", "passes", ""), rows)


def limited(title: str, value: float, limit: float) -> list[str]:
    """The row of an aim that is one figure, and no ratio of two contestants."""
    return [title, f"≤ {limit}", f"{value:.3f}", "", verdict(value <= limit)]


def swollen(found: Measures) -> Iterator[tuple[str, float]]:
    """How many times the memory for one archive those for five take, in the worst of the writers that are alike."""
    known = peaks(found)
    for names in WRITERS:
        yield names, max(max(known[name].values()) / min(known[name].values()) for name in names.split(", "))


def bar_row(bar: Bar, above: Measure, below: Measure) -> list[str]:
    """The row of an aim."""
    ratio = above.best / below.best
    ratios = [one / other for one, other in zip(above.seconds, below.seconds, strict=False)]
    reached = ratio <= bar.limit if bar.at_most else ratio >= bar.limit
    sign = "≤" if bar.at_most else "≥"
    return [
        bar.title,
        f"{sign} {bar.limit:g}",
        f"{ratio:.2f}",
        f"{min(ratios):.2f} to {max(ratios):.2f}",
        verdict(reached),
    ]


def verdict(reached: bool) -> str:
    """An aim in a word."""
    return "reached" if reached else "**missed**"


def comparison_block(found: Measures, group: str) -> str:
    """The contestants of a group on each input, and how their times relate to that of the first."""
    members = {name: None for (where, name) in found if where.startswith(f"{group}: ")}
    first = found[f"{group}: archive", next(iter(members))].best
    rows = []
    for name in members:
        line = [found[f"{group}: {size}", name] for size in SIZES]
        rate = line[-1].extra["characters"] / line[-1].best / _MEGA
        times = [time_text(each.best) for each in line]
        rows.append([name, *times, digits(rate), digits(line[-1].best / first)])
    return table(("", *SIZES, "million characters a second", "times the first line's time"), rows)


def start_block(found: Measures) -> str:
    """Imports by Python's own count, and commands from start to end."""
    rows = [[f"`import {name}`", time_text(found["Import", name].best)] for name in ("digestkit", "attrs")]
    rows += [[f"`{name}`", time_text(each.best)] for (group, name), each in found.items() if group == "Command"]
    return table(("", "shortest"), rows)


def peaks(found: Measures) -> dict[str, dict[int, float]]:
    """The highest memory of each writer in megabytes, by copies of the archive."""
    known: dict[str, dict[int, float]] = defaultdict(dict)
    for (group, name), each in found.items():
        if group.startswith("Memory"):
            known[name][each.extra["copies"]] = each.extra["peak_bytes"] / _MEGA
    return known


def memory_block(found: Measures) -> str:
    """Peaks of memory for one copy of the archive and for five."""
    known = peaks(found)
    copies = sorted({count for each in known.values() for count in each})
    rows = [[name, *(f"{each[count]:.1f} MB" for count in copies)] for name, each in known.items()]
    return table(("written as", *(f"{count} × archive" for count in copies)), rows)


def growth(found: Measures) -> dict[str, list[tuple[float, float]]]:
    """Characters and seconds of each step, by size."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for (group, _), each in found.items():
        if group.startswith("Growth: "):
            points[each.extra["step"]].append((each.extra["characters"], each.best))
    return {step: sorted(line) for step, line in points.items()}


def exponent(points: list[tuple[float, float]]) -> float:
    """The power of the size with which time grows, by least squares on logarithms."""
    sizes, times = ([math.log(point[at]) for point in points] for at in (0, 1))
    middle, height = sum(sizes) / len(sizes), sum(times) / len(times)
    square = sum((size - middle) ** 2 for size in sizes)
    return sum((size - middle) * (time - height) for size, time in zip(sizes, times, strict=True)) / square


def growth_block(found: Measures) -> str:
    """The time of each step at each size, and the exponent."""
    copies = sorted({each.extra["copies"] for (group, _), each in found.items() if group.startswith("Growth")})
    rows = []
    for step, points in growth(found).items():
        times = [
            time_text(each.best) if (each := found.get((f"Growth: {step}", str(count)))) else "" for count in copies
        ]
        rows.append([step, *times, f"{exponent(points):.2f}"])
    return table(("", *(f"{count:g} × archive" for count in copies), "exponent"), rows)


def shares_block(found: Measures) -> str:
    """The packages and modules that run while a step does, down to a few in a hundred."""
    rows = []
    for (group, step), each in found.items():
        if group == "Shares":
            packages: Counter[str] = Counter()
            for name, share in each.extra["shares"].items():
                packages[".".join(name.split(".")[:2])] += share
            rows.append([step, shares_text(packages), shares_text(Counter(each.extra["shares"]))])
    return table(("step", "packages", "modules"), rows).replace("--:", "---")


def shares_text(shares: Counter[str]) -> str:
    """The large shares in words, and what is left."""
    large = [(name, share) for name, share in shares.most_common() if share >= _SHOWN_SHARE]
    parts = [f"{module_text(name)} {share:.0%}" for name, share in large]
    return ", ".join([*parts, f"others {1 - sum(share for _, share in large):.0%}"])


def module_text(name: str) -> str:
    """A module without the package before it."""
    return f"`{name.removeprefix('digestkit.')}`" if name.startswith("digestkit.") else name


def floor_block(found: Measures) -> str:
    """What no reader in Python goes below."""
    token_pass = found[_MISTUNE].best
    rows = [
        [name, time_text(each.best), f"{each.best / token_pass:.2f}"]
        for (group, name), each in found.items()
        if group.startswith("Floor")
    ]
    return table(("over the archive", "shortest", "mistune's token passes"), rows)


def machine_block(run: dict[str, Any]) -> str:
    """The machine, the versions and the command."""
    machine = run["machine_info"]
    packages = ", ".join(f"{name} {known}" for name in PACKAGES if (known := version_of(name)))
    return (
        f"{machine['cpu'].get('brand_raw', machine['machine'])}, {machine['cpu'].get('count', '?')} cores, "
        f"{machine['system']}, {machine['python_implementation']} {machine['python_version']}; "
        f"digestkit {version_of('paper-digestkit')}, {packages}."
    )


def version_of(package: str) -> str | None:
    """A package's version, where it is installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


# The page and its pictures


def blocks(found: Measures, run: dict[str, Any]) -> dict[str, str]:
    """The generated parts of the page by name."""
    makers: dict[str, Callable[[Measures], str]] = {
        "aims": bars_block,
        "start": start_block,
        "memory": memory_block,
        "growth": growth_block,
        "shares": shares_block,
        "floor": floor_block,
    }
    made = {name: make(found) for name, make in makers.items()}
    made |= {group.lower(): comparison_block(found, group) for group in COMPARISONS}
    return made | {"machine": machine_block(run)}


def spliced(page: str, parts: dict[str, str]) -> str:
    """The page with its generated parts put in; raises `SystemExit` for a part that has no place."""
    for name, text in parts.items():
        place = re.compile(rf"(<!-- begin: {name} -->\n).*?(<!-- end: {name} -->)", re.DOTALL)
        page, count = place.subn(rf"\g<1>\n{text.replace(chr(92), chr(92) * 2)}\n\n\g<2>", page)
        if count != 1:
            raise SystemExit(f"{PAGE}: found {count} places for {name!r}, expected one; put its begin and end there")
    return page


def panel(found: Measures, group: str) -> Panel:
    """The contestants of a group with millions of characters a second over the archive."""
    return [
        (name, each.extra["characters"] / each.best / _MEGA)
        for (where, name), each in found.items()
        if where == f"{group}: archive"
    ]


def main(paths: list[Path]) -> None:
    """Measure where no runs are named, and write the page and its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        runs = [json.loads(path.read_text("utf-8")) for path in paths or measured(Path(folder))]
    found = measures(runs)
    page = spliced(PAGE.read_text("utf-8"), blocks(found, runs[0]))
    panels = [(group, panel(found, group)) for group in COMPARISONS]
    pictures = {f"benchmarks-{theme}.svg": chart(panels, dark=theme == "dark") for theme in ("light", "dark")}
    for name, svg in pictures.items():
        (PICTURES / name).write_text(svg, "utf-8")
    PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main([Path(word) for word in sys.argv[1:]])
