# ruff: noqa: INP001, S101, S603 - a script in no package, that asserts, and starts the project's own commands
"""How fast digestkit is beside its peers, in groups whose tables show ratios: needs the extras `bench` and `test`.

    python -m pytest benchmarks/test_speed.py --benchmark-group-by=group

Each comparison runs on three inputs: small, the example digest; typical, twenty copies of it with other dates and
numbers; archive, the folder that the variable DIGESTKIT_ARCHIVE names (`**/*.md`), or else `../shared/corpus/archive`,
or else 225 such copies. A text is read and what was read is dropped before the next one, by all alike.
`extra_info`, in the JSON of `--benchmark-json`, has characters, peaks of memory and shares of steps.
"""

from __future__ import annotations

import collections
import datetime as dt
import gc
import json
import os
import re
import runpy
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
import pytest

import digestkit
from digestkit.formats import FORMATS

if TYPE_CHECKING:
    from types import FrameType

    from pytest_benchmark.fixture import BenchmarkFixture

Reader: TypeAlias = Callable[[str], object]
Writer: TypeAlias = Callable[[list[digestkit.Paper]], object]

ROOT: Final = Path(__file__).parents[1]
EXAMPLE: Final = (ROOT / "examples" / "2024-03-11.md").read_text("utf-8")
SIZES: Final = ("small", "typical", "archive")
ROUNDS: Final = {"small": 25, "typical": 5, "archive": 2}
STARTS: Final = 10
# quantulum3 takes minutes for what digestkit reads in seconds, so both read every so manieth summary.
SAMPLE: Final = {"small": 1, "typical": 20, "archive": 100}
CHECKED: Final = {"small": 1, "typical": 1, "archive": 5}  # likewise, every fifth text
COPIES: Final = (0.1, 1, 10, 100)
LONGEST: Final = 120  # seconds; a size that would take longer is left out of the growth
INTERVAL: Final = 0.002  # seconds of processor between looks at the running step
_NUMBER: Final = re.compile(r"\b(?P<month>\d{4})\.(?P<number>\d{5})\b")  # 2403.90011
_WORD: Final = re.compile(r"\w+")


def invented_copy(at: int) -> str:
    """The example of another day and with other numbers."""
    day = dt.date(2023, 1, 1) + dt.timedelta(days=at)
    month, number = f"{23 + at // 12 % 2}{1 + at % 12:02}", 10 + at // 24
    return EXAMPLE.replace("2024-03-11", day.isoformat()).replace("2403.90", f"{month}.{number}")


def renumbered(text: str, copy: int) -> str:
    """A text with other arXiv numbers, so that writers which write each paper once find new ones."""
    return _NUMBER.sub(lambda found: f"{found['month']}.{(int(found['number']) + 20_000 * copy) % 100_000:05}", text)


@cache
def archive_texts() -> tuple[str, ...]:
    """The texts of the archive."""
    named = os.environ.get("DIGESTKIT_ARCHIVE")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpus" / "archive"
    if folder.is_dir():
        return tuple(path.read_text("utf-8") for path in sorted(folder.glob("**/*.md")))
    if named:
        raise NotADirectoryError(f"DIGESTKIT_ARCHIVE is {named}, which is no folder")
    return tuple(map(invented_copy, range(225)))


@cache
def texts_of(size: str) -> tuple[str, ...]:
    """The texts of an input."""
    if size == "archive":
        return archive_texts()
    return (EXAMPLE,) if size == "small" else tuple(map(invented_copy, range(20)))


@cache
def digests_of(size: str) -> list[digestkit.Digest]:
    """What the texts of an input hold, with sections and results derived."""
    digests = [digest for text in texts_of(size) for digest in digestkit.parse_many(text)]
    for digest in digests:
        for paper in digest.papers:
            assert paper.summary.results is not None
    return digests


@pytest.fixture(scope="module", params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    """The input; a group's members follow one another, so that other load on the machine hits them alike."""
    return str(request.param)


def timed(benchmark: BenchmarkFixture, run: Callable[[], object], *, rounds: int, warmup: int = 0) -> None:
    """Time a run so many times, one call each."""
    benchmark.pedantic(run, rounds=rounds, warmup_rounds=warmup)  # type: ignore[no-untyped-call]


def measure(
    benchmark: BenchmarkFixture, group: str, size: str, run: Callable[[], object], *, characters: int, rounds: int = 0
) -> None:
    """Time a run several times, after one that does not count where it is short."""
    benchmark.group = f"{group}: {size}"
    benchmark.extra_info["characters"] = characters
    gc.collect()
    gc.freeze()  # the inputs of other groups are no work for the collector while this one is timed
    timed(benchmark, run, rounds=rounds or ROUNDS[size], warmup=int(size != "archive"))
    gc.unfreeze()


def over(texts: tuple[str, ...], read: Reader) -> Callable[[], None]:
    """A run that reads text after text."""

    def run() -> None:
        for text in texts:
            read(text)

    return run


# Readers of whole documents


def read_papers(text: str) -> None:
    """Papers with title, names, links and summary."""
    for _ in digestkit.parse_many(text):
        pass


def read_sections(text: str) -> None:
    """Papers, and the sections of every summary."""
    for digest in digestkit.parse_many(text):
        for paper in digest.papers:
            assert paper.summary.sections is not None


def read_results(text: str) -> None:
    """Papers, and the results of every summary, which name the sections too."""
    for digest in digestkit.parse_many(text):
        for paper in digest.papers:
            assert paper.summary.results is not None


def mistune_tokens() -> Reader:
    """Its tokens, without tables: so it does less than any reader of digests has to."""
    reader: Reader = pytest.importorskip("mistune").create_markdown(renderer=None)
    return reader


def mistune_table_tokens() -> Reader:
    """Its tokens, tables among them."""
    reader: Reader = pytest.importorskip("mistune").create_markdown(renderer=None, plugins=["table"])
    return reader


def markdown_it_tokens() -> Reader:
    """Its tokens, tables among them."""
    reader: Reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table").parse
    return reader


def cmark_html() -> Reader:
    """HTML by a library in C, with tables; it has no tokens to give."""
    render = pytest.importorskip("cmarkgfm").markdown_to_html_with_extensions
    return lambda text: render(text, extensions=["table"])


MARKDOWN: Final[dict[str, Callable[[], Reader]]] = {
    "digestkit, papers": lambda: read_papers,
    "mistune, tokens": mistune_tokens,
    "digestkit, with sections": lambda: read_sections,
    "digestkit, with results": lambda: read_results,
    "mistune, tokens with tables": mistune_table_tokens,
    "markdown-it-py, tokens with tables": markdown_it_tokens,
    "cmarkgfm, HTML with tables": cmark_html,
}


@pytest.mark.parametrize("reader", MARKDOWN)
def test_markdown(benchmark: BenchmarkFixture, size: str, reader: str) -> None:
    """Papers, with sections, with results, beside readers of Markdown."""
    texts = texts_of(size)
    measure(benchmark, "Markdown", size, over(texts, MARKDOWN[reader]()), characters=sum(map(len, texts)))


# What no reader that makes the same values can do without


def values(digests: list[digestkit.Digest], *kinds: type) -> list[tuple[Callable[..., object], dict[str, object]]]:
    """The classes of all values of these kinds, with what they were made of."""
    found: list[tuple[Callable[..., object], dict[str, object]]] = []

    def visit(value: object) -> None:
        if isinstance(value, tuple):
            for each in value:
                visit(each)
        elif attrs.has(kind := type(value)):
            fields = {field.name: getattr(value, field.name) for field in attrs.fields(kind)}
            if isinstance(value, kinds):
                found.append((kind, fields))
            visit(tuple(fields.values()))
            if isinstance(value, digestkit.Summary):
                visit((value.sections, value.results))

    visit(tuple(digests))
    return found


_READ: Final = (digestkit.Digest, digestkit.Paper, digestkit.Author, digestkit.Link, digestkit.ArxivId)
FLOORS: Final[dict[str, tuple[type, ...]]] = {
    "the values of papers, made again": (*_READ, digestkit.Summary, digestkit.Diagnostic),
    "the values of sections, made again": (digestkit.Section,),
    "the values of results, made again": (digestkit.NumericResult,),
}


@pytest.mark.parametrize("floor", FLOORS)
def test_floor(benchmark: BenchmarkFixture, floor: str) -> None:
    """The values alone, made again of what they hold: no reading."""
    made = values(digests_of("archive"), *FLOORS[floor])

    def run() -> None:
        for kind, fields in made:
            kind(**fields)

    benchmark.extra_info["values"] = len(made)
    measure(benchmark, "Floor", "archive", run, characters=sum(map(len, texts_of("archive"))))


def test_floor_of_words(benchmark: BenchmarkFixture) -> None:
    """Every word of the summaries looked at once: what a reader in Python pays that judges by words."""
    texts = tuple(paper.summary.text for digest in digests_of("archive") for paper in digest.papers)
    run = over(texts, lambda text: [found.start() for found in _WORD.finditer(text)])
    measure(benchmark, "Floor", "archive", run, characters=sum(map(len, texts_of("archive"))))


# Results


def quantities() -> Reader:
    """The quantities that quantulum3 finds; what it raises counts as read."""
    pytest.importorskip("quantulum3", reason="quantulum3 is not installed", exc_type=ImportError)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its classifier is an option that is not asked for
        reader: Reader = runpy.run_path(str(Path(__file__).with_name("results.py")))["by_quantulum"]
    return reader


RESULTS: Final[dict[str, Callable[[], Reader]]] = {
    "digestkit, extract_results": lambda: digestkit.extract_results,
    "quantulum3": quantities,
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("reader", RESULTS)
def test_results(benchmark: BenchmarkFixture, size: str, reader: str) -> None:
    """Results beside the quantities of quantulum3, in a sample of the summaries."""
    read = RESULTS[reader]()
    summaries = [paper.summary.text for digest in digests_of(size) for paper in digest.papers]
    texts = tuple(summaries[:: SAMPLE[size]])
    read(texts[0])  # both load their words with the first
    rounds = 2 if reader == "quantulum3" else 10
    measure(benchmark, "Results", size, over(texts, read), characters=sum(map(len, texts)), rounds=rounds)


# BibTeX


@cache
def papers_of(size: str) -> list[digestkit.Paper]:
    """The papers of an input, each arXiv number once."""
    found = {paper.arxiv_id: paper for digest in digests_of(size) for paper in digest.papers}
    return [paper for number, paper in found.items() if number is not None]


@cache
def bibtex_script() -> dict[str, Any]:
    """What benchmarks/bibtex.py defines."""
    pytest.importorskip("bibtexparser")
    return runpy.run_path(str(Path(__file__).with_name("bibtex.py")))


def by_digestkit() -> Writer:
    """As `to_bibtex` writes them: escaped, with keys, capitals kept, names parted."""
    writer: Writer = bibtex_script()["by_digestkit"]
    return writer


def by_bibtexparser_with_latex() -> Writer:
    """The same fields with its LaTeX escapes."""
    writer: Writer = bibtex_script()["by_bibtexparser"]
    return writer


def by_bibtexparser() -> Writer:
    """The same fields as they are: what TeX would choke on stays."""
    entry = bibtex_script()["_entry"]
    bibtexparser = pytest.importorskip("bibtexparser")
    merge = bibtexparser.middlewares.MergeCoAuthors(allow_inplace_modification=True)

    def write(papers: list[digestkit.Paper]) -> object:
        return bibtexparser.write_string(bibtexparser.Library(list(map(entry, papers))), prepend_middleware=[merge])

    return write


def by_pybtex() -> Writer:
    """The same fields by pybtex, which parts names and encodes for LaTeX."""
    database = pytest.importorskip("pybtex.database")
    entry = bibtex_script()["_entry"]

    def write(papers: list[digestkit.Paper]) -> object:
        entries = {}
        for paper in papers:
            made = entry(paper)
            fields = [(field.key, field.value) for field in made.fields if field.key != "author"]
            persons = {"author": [database.Person(author.name) for author in paper.authors]}
            entries[made.key] = database.Entry("misc", fields=fields, persons=persons)
        return database.BibliographyData(entries=entries).to_string("bibtex")

    return write


BIBTEX: Final[dict[str, Callable[[], Writer]]] = {
    "digestkit, to_bibtex": by_digestkit,
    "bibtexparser with LaTeX": by_bibtexparser_with_latex,
    "bibtexparser, plain": by_bibtexparser,
    "pybtex": by_pybtex,
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("writer", BIBTEX)
def test_bibtex(benchmark: BenchmarkFixture, size: str, writer: str) -> None:
    """Papers into BibTeX."""
    papers, write = papers_of(size), BIBTEX[writer]()
    benchmark.extra_info["entries"] = len(papers)
    write(papers[:5])
    measure(benchmark, "BibTeX", size, lambda: write(papers), characters=len(str(write(papers))))


# JSON


JSON: Final = ("digestkit, to_json", "json.dumps", "digestkit, from_json", "json.loads")


@pytest.mark.parametrize("step", JSON)
def test_json(benchmark: BenchmarkFixture, size: str, step: str) -> None:
    """Digests whose sections and results are known into JSON and back, beside plain json of the same dicts."""
    digests = digests_of(size)
    text = digestkit.to_json(digests)
    dicts = json.loads(text)
    runs: dict[str, Callable[[], object]] = {
        "digestkit, to_json": lambda: digestkit.to_json(digests),
        "json.dumps": lambda: json.dumps(dicts, ensure_ascii=False),
        "digestkit, from_json": lambda: digestkit.from_json(text),
        "json.loads": lambda: json.loads(text),
    }
    measure(benchmark, "JSON", size, runs[step], characters=len(text))


# Checking


def pymarkdown_rules() -> Reader:
    """The rules of PyMarkdown, of markdownlint's kind, with tables read."""
    api = pytest.importorskip("pymarkdown.api", reason="pymarkdownlnt is not installed")
    return api.PyMarkdownApi().enable_extension_by_identifier("markdown-tables").scan_string  # type: ignore[no-any-return]


CHECKERS: Final[dict[str, Callable[[], Reader]]] = {
    "digestkit, check": lambda: digestkit.check,
    "pymarkdownlnt": pymarkdown_rules,
}


@pytest.mark.parametrize("checker", CHECKERS)
def test_check(benchmark: BenchmarkFixture, size: str, checker: str) -> None:
    """Rules for digests beside rules for Markdown."""
    texts = texts_of(size)[:: CHECKED[size]]
    rounds = 1 if size == "archive" else 3
    run = over(texts, CHECKERS[checker]())
    measure(benchmark, "Checking", size, run, characters=sum(map(len, texts)), rounds=rounds)


# Starting


COMMANDS: Final = {
    "python alone": ["python", "-c", "pass"],
    "digestkit --version": ["digestkit", "--version"],
    "pymarkdown version": ["pymarkdown", "version"],
}


@pytest.mark.parametrize("module", ["digestkit", "attrs"])
def test_import(benchmark: BenchmarkFixture, module: str) -> None:
    """A new Python imports one module; its own count (`-X importtime`, with all it imports) is in `extra_info`."""
    counts = []

    def run() -> None:
        command = [sys.executable, "-X", "importtime", "-c", f"import {module}"]
        shown = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        counts.append(int(shown.splitlines()[-1].split("|")[1]))

    benchmark.group = "Import"
    timed(benchmark, run, rounds=STARTS, warmup=1)
    benchmark.extra_info["import_seconds"] = min(counts) / 1e6


@pytest.mark.parametrize("command", COMMANDS)
def test_command(benchmark: BenchmarkFixture, command: str) -> None:
    """A command starts and ends."""
    name, *words = COMMANDS[command]
    program = Path(sys.executable).with_name(name)
    if not program.exists():
        pytest.skip(f"{name} is not installed")
    benchmark.group = "Command"
    start = [str(program), *words]
    timed(benchmark, lambda: subprocess.run(start, capture_output=True, check=True), rounds=STARTS, warmup=1)


# Memory


WRITE: Final = """
import os, resource, sys
import digestkit
folder, target = sys.argv[1:]
digests = digestkit.read_archive(folder)
if target == "parquet":
    from digestkit.arrow import write_parquet
    with open(os.devnull, "wb") as file:
        write_parquet(digests, file)
elif target != "nothing":
    with open(os.devnull, "w", encoding="utf-8") as file:
        options = {"on_loss": lambda loss: None} if target == "bibtex" else {}
        digestkit.write(digests, file, format=target, **options)
try:  # the highest of this program alone; what the system counts otherwise begins with that of its parent
    [peak] = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
    print(int(peak) * 1024)
except OSError:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


@pytest.fixture(scope="module", params=[1, 5])
def copied_archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A folder of so many copies of the archive, each with other numbers."""
    folder = tmp_path_factory.mktemp("archive")
    for copy in range(request.param):
        for at, text in enumerate(archive_texts()):
            (folder / f"{copy}-{at:05}.md").write_text(renumbered(text, copy), "utf-8")
    return folder, int(request.param)


@pytest.mark.parametrize("target", ["nothing", *FORMATS, "parquet"])
def test_memory(benchmark: BenchmarkFixture, copied_archive: tuple[Path, int], target: str) -> None:
    """The highest memory of a program that reads the archive and writes it to nowhere, a digest at a time."""
    if target == "parquet":
        pytest.importorskip("pyarrow")
    folder, copies = copied_archive
    peaks = []

    def run() -> None:
        command = [sys.executable, "-c", WRITE, str(folder), target]
        peaks.append(int(subprocess.run(command, capture_output=True, text=True, check=True).stdout))

    benchmark.group = f"Memory: {copies} copies"
    timed(benchmark, run, rounds=1)
    benchmark.extra_info.update(peak_bytes=peaks[0], copies=copies, target=target)


# Growth


STEPS: Final[dict[str, Reader]] = {
    "papers": read_papers,
    "sections": read_sections,
    "results": read_results,
    "check": digestkit.check,
}
_taken: Final[dict[str, tuple[float, float]]] = {}


def copied_text(copies: float) -> str:
    """The archive so many times, as one text: what is not in proportion shows there."""
    texts = archive_texts()
    return "\n".join(texts[:: round(1 / copies)]) if copies < 1 else "\n".join(texts) * int(copies)


@pytest.mark.parametrize("copies", COPIES)
@pytest.mark.parametrize("step", STEPS)
def test_growth(benchmark: BenchmarkFixture, step: str, copies: float) -> None:
    """A step on a tenth of the archive, on the archive, on ten and on a hundred of it."""
    if step in _taken:
        before, seconds = _taken[step]
        expected = seconds * copies / before
        if expected > LONGEST:
            pytest.skip(f"{copies} copies would take about {expected:.0f} seconds")
    text = copied_text(copies)
    benchmark.group = f"Growth: {step}"
    benchmark.extra_info.update(characters=len(text), copies=copies, step=step)
    rounds = 3 if copies < 1 else 1
    gc.collect()
    start = time.perf_counter()
    timed(benchmark, lambda: STEPS[step](text), rounds=rounds)
    _taken[step] = copies, (time.perf_counter() - start) / rounds


# Where the time goes


def module_of(frame: FrameType | None) -> str:
    """The module of digestkit that a frame works for; values that are being made count apart."""
    if frame is not None and frame.f_code.co_filename.startswith("<attrs generated"):
        return "making values (attrs)"
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("digestkit."):
            return name
        frame = frame.f_back
    return "the rest"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a clock that interrupts")
@pytest.mark.parametrize("step", STEPS)
def test_shares(benchmark: BenchmarkFixture, step: str) -> None:
    """Which modules run while the archive is read, looked at several hundred times a second."""
    seen: collections.Counter[str] = collections.Counter()
    texts = archive_texts()
    texts = texts[::5] if step == "check" else texts
    benchmark.group = "Shares"
    before = signal.signal(signal.SIGPROF, lambda _number, frame: seen.update([module_of(frame)]))
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        timed(benchmark, over(texts, STEPS[step]), rounds=1)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    benchmark.extra_info.update(step=step, shares={name: count / seen.total() for name, count in seen.most_common()})
