"""Step 4: what title and beginning of a summary tell of a paper: its own system, or that it rates those of others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.results.lexicon import CLASSES, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Paper", "read_paper"]


class Paper(NamedTuple):
    """The name of the paper's own system and of its own benchmark; `rates_others` for surveys and benchmark papers."""

    system: str | None = None
    benchmark: str | None = None
    rates_others: bool = False


def _word_beginning(stems: str) -> str:
    """A pattern for any of some stems at the beginning of a word.

    The look back stands behind each stem, so that the engine finds the stem by its first letter.
    """
    alternatives = "|".join(rf"{stem}(?<!\w{stem})" for stem in stems.split())
    return f"(?:{alternatives})"


_REACH: Final = 900  # characters of a title or summary in which a paper says what it is
_SHORT: Final = 2  # words of a title before its colon that are a name whatever they are: "River Maps: ..."
_LONG: Final = 4  # words of a name at the most
_TITLE_NAME: Final = re.compile(r"(?P<name>[^:?!]{2,48}?)(?:\s[-–—]+\s|\s?:)")  # "Rill: Maps", "Rill -- Maps"
_SHAPED: Final = re.compile(r"[A-Z]{2}|[a-z][A-Z]|\d")  # "RILL", "RillNet", "Rill2"
# "Rill", "`RillNet`", "**Rill 2.1 Large", "$\alpha$-Rill"
_NAME: Final = (
    r"[`*\"“]{0,3}(?P<name>(?:[A-Z$][\w$^{}\\+.&’'-]*|[a-z]+[A-Z\d][\w.-]*)(?:\s(?:[A-Z][\w+.&-]*|\d[\w.]*)){0,4})"
)
# "introduces Rill", "presenting a new map called Rill"
_INTRODUCES: Final = re.compile(
    rf"{_word_beginning('introduc present propos develop describ releas detail')}(?:es|e|ed|ing|s)\s"
    rf"(?:the\s|an?\s(?:\w+\s){{0,3}}(?:called|named|dubbed)\s)?{_NAME}"
)
_ACRONYM: Final = re.compile(r"\((?P<name>[A-Z][A-Za-z]*[A-Z\d][\w-]*)\)")  # "River Maps (RIMA)"
_ACRONYM_BEHIND: Final = re.compile(r" \([A-Z][\w-]{1,14}\)")
# "Rill is a", "RILL-7B, a model", "RillNet compresses": what a sentence begins with
_OPENS: Final = re.compile(
    rf"[.):*]\s+(?:\*\*[^*]{{1,40}}\*\*:?\s)?{_NAME}(?P<acronym>\s\([^()]{{1,40}}\))?"
    r"(?P<verb>,\san?\s|\s(?:is|are|[a-z]{2,}(?:s|e))\s)"
)
_SYSTEMS: Final = "method methodology framework approach model system algorithm architecture technique"
# "the method, Rill, uses", "a model called Rill", "training Rill, a"
_CALLED: Final = re.compile(
    rf"{_word_beginning(_SYSTEMS)}s?(?:,|\s(?:called|named|dubbed|termed))\s{_NAME}(?=[\s,(])"
    rf"|{_word_beginning('creating training building releasing')}\s{_NAME.replace('name', 'made')},\san?\s"
)
_PROPOSED: Final = re.compile(r"\((?P<name>[A-Z][\w-]+)\)\sis\s(?:proposed|introduced|presented|developed)")
# In small letters, in a title: "a benchmark of maps", "Tarn leaderboard".
_BENCHMARK: Final = re.compile(
    r"\b(?:benchmark(?!s\b)|benchmarking|dataset for evaluat|evaluation (?:suite|framework|benchmark)|test suite"
    r"|leaderboard)"
)
_BENCHMARK_WORDS: Final = ("benchmark", "evaluat", "test suite", "leaderboard")
_BENCHMARK_NAME: Final = re.compile(r".*(?:[Bb]ench|BENCH|[Ee]val|Arena|Exam|MMLU|QA)\b.*")  # "TarnBench"
# "This paper introduces TarnBench, a new benchmark"
_MAKES_BENCHMARK: Final = re.compile(
    r"(?:introduc|present|propos|creat|develop|construct)\w*(?: and \w+)? (?:[^.,]{1,60}, )?"
    r"(?:an?|the) [^.]{0,60}\bbenchmark\b"
)
# In small letters, in a title: "a survey of maps".
_SURVEY: Final = re.compile(r"\b(?:survey|review|overview|position paper|systematic (?:study|analysis))\b")
_SURVEY_WORDS: Final = ("survey", "review", "overview", "position paper", "systematic")
_RATING_TITLE: Final = re.compile(
    r"""
      \b (?: benchmarking | leaderboard )\b                                                     # "benchmarking maps"
    | ^ (?: evaluating | assessing | analy[sz]ing | investigating | measuring | probing ) \b    # "probing rivers"
    | (?:^|[:?]\s) (?:an?|the)?\s? (?:\w+\s){0,3}
      (?: study | analysis | assessment\sof | lessons | empirical ) \b                          # "rivers: a case study"
    | ^ [^:]* \b (?: can | do | does | are | is | should ) \b .* \?                             # "can maps flow?"
    """,
    re.VERBOSE,
)
_RATING_WORDS: Final = (
    *("benchmarking", "leaderboard", "evaluating", "assessing", "analy", "investigating", "measuring", "probing"),
    *("study", "assessment", "lessons", "empirical", "?"),
)
_FIRST_STOP: Final = re.compile(r"\.(?<=[a-z)]\.)\s")  # "... a map of rivers. It"
_REVIEWS: Final = re.compile(r"\b(?:this|a|an|the) (?:[\w-]{1,40} ){0,2}(?:survey|review)\b")  # "this short survey"
# "the authors carefully compare", "this study evaluates"
_RATES: Final = re.compile(
    r"\b(?:paper|research|study|authors|work|report|we)\b(?: [a-z]+ly)? "
    r"(?:evaluate|assess|audit|compare|survey|review|examine|benchmark)(?:s|d|ed)?\b"
)
_DISTINCT: Final = re.compile(r"[a-z-][A-Z]|[A-Z]{2}|\d")  # "RillNet", "e-Rill", "RILL", "Rill2"
# First words of a title that open no name: "Towards Maps:".
_GENERIC: Final = words_of(
    "a an beyond can do exploring from how improving is learning on rethinking scaling the this toward towards what why"
)
# First words of what looks like a name in the text and is none.
_PLAIN: Final = words_of("a ai an for here i ii in it large llm llms new novel one our the their these this we")


def read_paper(title: str | None, text: str) -> Paper:
    """Read a paper's own names from its title, where known, and the beginning of its summary.

    >>> read_paper("ORION: Maps of Rivers", "This paper introduces ORION, a model.").system
    'ORION'
    >>> read_paper("RillBench: A Benchmark for Maps", "It introduces RillBench, a benchmark.")
    Paper(system=None, benchmark='RillBench', rates_others=True)
    """
    beginning, title = text[:_REACH], (title or "")[:_REACH]
    name = _name(title, beginning)
    sentence = _FIRST_STOP.split(beginning, maxsplit=1)[0]
    if _makes_benchmark(title.lower(), name, sentence):
        return Paper(None, name, rates_others=True)
    return Paper(name, None, rates_others=_rates_others(title.lower(), name, sentence.lower()))


def _makes_benchmark(title: str, name: str | None, sentence: str) -> bool:
    if any(map(title.__contains__, _BENCHMARK_WORDS)) and _BENCHMARK.search(title):
        return True
    if name and _BENCHMARK_NAME.fullmatch(name):
        return True
    return "benchmark" in sentence and _MAKES_BENCHMARK.search(sentence) is not None


def _rates_others(title: str, name: str | None, sentence: str) -> bool:
    if any(map(title.__contains__, _SURVEY_WORDS)) and _SURVEY.search(title):
        return True
    if any(map(title.__contains__, _RATING_WORDS)) and _RATING_TITLE.search(title):
        return True
    if ("survey" in sentence or "review" in sentence) and _REVIEWS.search(sentence):
        return True
    return name is None and _RATES.search(sentence) is not None


def _name(title: str, beginning: str) -> str | None:
    """The name before the title's colon where it looks like one, else one that the summary gives, else an acronym."""
    titled = _name_in_title(title, beginning)
    words = titled.split() if titled else []
    shaped = titled is not None and (len(words) <= _SHORT or _SHAPED.search(titled) is not None)
    if titled and shaped and words[0].lower() not in _GENERIC:
        return _with_acronym(titled, beginning)
    name = next(_introduced(beginning), None)
    if name is None and titled and len(words) <= _LONG:
        name = titled
    if name is not None:
        return _with_acronym(name, beginning)
    acronym = _ACRONYM.search(title)
    return acronym["name"] if acronym and acronym["name"] in beginning else None


def _name_in_title(title: str, beginning: str) -> str | None:
    """What stands before the title's colon or dash, as the summary writes it: letter case may differ."""
    found = _TITLE_NAME.match(title)
    named = found["name"].strip("\"'“”`") if found else ""
    if not named or named in beginning:
        return named or None
    at = beginning.lower().find(named.lower())
    return beginning[at : at + len(named)] if at >= 0 else None


def _introduced(beginning: str) -> Iterator[str]:
    for pattern in (_INTRODUCES, _OPENS, _PROPOSED, _CALLED):
        # A text begins as if a sentence had ended before it.
        for found in pattern.finditer(f". {beginning}"):
            name = found["name"] or found["made"]
            if name.split()[0].lower() not in _PLAIN and (pattern is not _OPENS or _is_distinct(found)):
                yield name.rstrip(".,'’")


def _is_distinct(opening: re.Match[str]) -> bool:
    """Is what a sentence begins with a name, not a noun with a capital?

    Its shape tells ("RillNet"), its acronym, or an apposition ("Rill, a model").
    """
    name = opening["name"]
    if not (opening["acronym"] or "," in opening["verb"] or _DISTINCT.search(name)):
        return False
    words = name.lower().split()
    return words[0] not in CLASSES and CLASSES.get(words[-1]) not in {"T", "z", "K"} and not name.endswith(("'s", "’s"))


def _with_acronym(name: str, beginning: str) -> str:
    """The name with the acronym that the summary gives in parentheses behind it."""
    at = beginning.find(name)
    while at >= 0:
        end = at + len(name)
        if found := _ACRONYM_BEHIND.match(beginning, end):
            return beginning[at : found.end()]
        at = beginning.find(name, at + 1)
    return name
