"""`digestkit show`: papers, sections and results, to be read."""

from __future__ import annotations

import sys
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

import click

from digestkit.cli.layout import Layout, one_line
from digestkit.cli.options import Request, takes_digests
from digestkit.models import AuthorOrder, Comparator, SectionKind
from digestkit.parsing.sections import explain_sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digestkit.models import Digest, NumericResult, Paper, Span
    from digestkit.parsing.sections import Reason

__all__ = ["show"]

_MARGIN: Final = "  "
_INDENT: Final = 15  # where the text behind a section's name begins
_NARROW_INDENT: Final = 4  # where it begins below the name
_NAMES: Final = {
    **{kind: kind.value.replace("_", "-").capitalize() for kind in SectionKind},
    SectionKind.OTHER: "Text",
}
_COMPARATORS: Final = {
    Comparator.EQUAL: "exactly so",
    Comparator.GREATER: "over",
    Comparator.AT_LEAST: "at least",
    Comparator.LESS: "under",
    Comparator.AT_MOST: "up to",
    Comparator.ABOUT: "about",
}

_EPILOG: Final = """\b
On a terminal, lines are as wide as it is, up to 100 characters; in a pipe as
wide as COLUMNS says, or 80. NO_COLOR turns colours off, FORCE_COLOR on.
Control characters of digests are spelled out.

\b
Examples:
  digestkit show 2024-12-30.md
  digestkit show archive --paper 2412.18925 --explain
  digestkit show archive --date 2024-12 --title retrieval | less
"""


@click.command(epilog=_EPILOG)
@takes_digests
@click.option("--explain", is_flag=True, help="Say on what evidence each section and result stands.")
def show(request: Request, *, explain: bool) -> int:
    """Show papers with the sections and results of their summaries."""
    if sys.stdout is None:
        raise click.UsageError("standard output is closed")
    layout = Layout.of(sys.stdout)
    with request.digests() as digests:
        for number, digest in enumerate(digests):
            _print("\n" if number else "", layout)
            _print(_day_line(digest, layout) + "\n", layout)
            for paper in digest.papers:
                _print("\n" + "\n".join(_paper_lines(paper, layout, explain=explain)) + "\n", layout)
    return request.finish()


def _print(text: str, layout: Layout) -> None:
    click.echo(text, nl=False, color=layout.color)


def _day_line(digest: Digest, layout: Layout) -> str:
    count = len(digest.papers)
    day = str(digest.date or "No date")
    papers = f"{count} paper{'' if count == 1 else 's'}"
    return f"{layout.styled(day, bold=True, fg='cyan')}  {papers}  {one_line(digest.source or '')}"


def _paper_lines(paper: Paper, layout: Layout, *, explain: bool) -> Iterator[str]:
    indent = _NARROW_INDENT if layout.is_narrow else _INDENT
    title = layout.hanging("", paper.title or "(no title)", indent=0)
    yield "\n".join(layout.styled(line, bold=True) for line in title.split("\n"))
    for name, text in _about(paper):
        yield layout.hanging(_MARGIN + one_line(name), text, indent=indent, dim=True)
    reasons = explain_sections(paper.summary.text) if explain else ()
    for section, reason in zip_longest(paper.summary.sections, reasons):
        yield layout.hanging(_MARGIN + _NAMES[section.kind], section.text, indent=indent, fg="green")
        if reason is not None:
            yield _note(_section_evidence(reason, paper.summary.text), layout, indent=indent)
    if paper.summary.results:
        yield layout.styled(f"{_MARGIN}Numbers", fg="yellow")
    for result in paper.summary.results:
        yield layout.hanging(" " * _NARROW_INDENT + "-", _result_words(result), indent=_NARROW_INDENT + 2)
        if explain:
            yield _note(_result_evidence(result, paper), layout, indent=_NARROW_INDENT + 2)


def _note(text: str, layout: Layout, *, indent: int) -> str:
    return layout.hanging(" " * indent + "~", text, indent=indent + 2, dim=True)


def _about(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.authors:
        names = ", ".join(f"@{author.name}" if author.is_handle else author.name for author in paper.authors)
        yield "Authors", names + _doubts(paper)
    if paper.arxiv_id is not None:
        yield "arXiv", paper.arxiv_id.abs_url
    if paper.categories:
        yield "Categories", ", ".join(paper.categories)
    for link in paper.links:
        if paper.arxiv_id is None or paper.arxiv_id.number not in link.url:
            yield link.column or "Link", link.url
    yield from paper.extra


def _doubts(paper: Paper) -> str:
    doubts = []
    if paper.author_order is AuthorOrder.UNCERTAIN:
        doubts.append("order uncertain")
    if paper.authors_complete is None:
        doubts.append("may be cut")
    return f" ({', '.join(doubts)})" if doubts else ""


def _section_evidence(reason: Reason, text: str) -> str:
    section, found = reason.section, []
    if section.mark:
        found.append(f"the mark {section.mark}")
    if section.label:
        found.append(f"the label “{section.label}”")
    if section.inferred:
        found.append(_words_that_tell(reason, text))
    if found:
        return f"{section.kind.value}: by {' and '.join(found)}"
    place = "stands before all marks" if section.kind is SectionKind.PREAMBLE else "has no mark and no label"
    return f"{section.kind.value}: {place}"


def _words_that_tell(reason: Reason, text: str) -> str:
    """The cues that decided, in the order of the text, or that only the place among the other sentences did."""
    spans = sorted({cue.words for evidence in reason.evidence for cue in evidence.cues if cue.words is not None})
    words = [f"“{text[slice(*span)]}”" for span in spans if not _is_within_another(span, spans)]
    return f"its words {', '.join(words)}" if words else "its place among the other sentences"


def _is_within_another(span: Span, spans: list[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in spans if other != span)


def _result_words(result: NumericResult) -> str:
    """What a number measures, in one line: `71.5%, score in recall on LakeBench, of Surveyor (proposed)`."""
    parts = [f"{result.text}, {result.direction or ''} {result.kind}"]
    if result.metric:
        parts.append(f" in {result.metric}")
    if result.benchmark:
        parts.append(f" on {result.benchmark}")
    if result.subject:
        parts.append(f", of {result.subject}")
    if result.role:
        parts.append(f" ({result.role})")
    if result.baseline:
        parts.append(f", against {result.baseline}")
    return "".join(parts)


def _result_evidence(result: NumericResult, paper: Paper) -> str:
    sentence = paper.summary.text[slice(*result.sentence_span)]
    words = [f"value {result.value}"]
    if result.upper is not None:
        words.append(f"to {result.upper}")
    if result.uncertainty is not None:
        words.append(f"± {result.uncertainty}")
    words.append(f"unit {result.unit}" if result.unit else "no unit")
    if result.comparator is not Comparator.EQUAL:
        words.append(f"“{_COMPARATORS[result.comparator]}”")
    return f"{', '.join(words)}; in {result.section.value}: “{sentence}”"
