"""What the title and the first sentences of a summary tell of a paper: its own system, or that it rates those of others."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from digestkit.results.lexicon import CLASSES

__all__ = ["Paper", "read_paper"]


class Paper(NamedTuple):
    """The name of the paper's own system and of its own benchmark; `rates_others` for surveys and benchmark papers."""

    system: str | None = None
    benchmark: str | None = None
    rates_others: bool = False


_REACH: Final = 900  # characters of a summary in which a paper says what it is
_TITLE_NAME: Final = re.compile(r"(?P<name>[^:?!]{2,48}?)(?:\s[-–—]+\s|\s?:)")
_NAME: Final = (
    r"[`*\"“]{0,3}(?P<name>(?:[A-Z$][\w$^{}\\+.&’'-]*|[a-z]+[A-Z\d][\w.-]*)(?:\s(?:[A-Z][\w+.&-]*|\d[\w.]*)){0,4})"
)
_INTRODUCES: Final = re.compile(
    rf"\b(?:introduc|present|propos|develop|describ|releas|detail)(?:es|e|ed|ing|s)\s(?:the\s|an?\s(?:\w+\s){{0,3}}(?:called|named|dubbed)\s)?{_NAME}"
)
_ACRONYM: Final = re.compile(r"\((?P<name>[A-Z][A-Za-z]*[A-Z\d][\w-]*)\)")
# "Rill is a", "RILL-7B, a model", "RillNet compresses": what a sentence begins with
_OPENS: Final = re.compile(
    rf"(?:^|[.):*]\s+)(?:\*\*[^*]{{1,40}}\*\*:?\s)?{_NAME}(?P<acronym>\s\([^()]{{1,40}}\))?(?P<verb>,\san?\s|\s(?:is|are|[a-z]{{2,}}(?:s|e))\s)"
)
# "the method, Rill, uses", "a model called Rill", "training Rill, a"
_CALLED: Final = re.compile(
    rf"\b(?:method|methodology|framework|approach|model|system|algorithm|architecture|technique)s?(?:,|\s(?:called|named|dubbed|termed))\s{_NAME}(?=[\s,(])"
    rf"|\b(?:creating|training|building|releasing)\s{_NAME.replace('name', 'made')},\san?\s"
)
_PROPOSED: Final = re.compile(r"\((?P<name>[A-Z][\w-]+)\)\sis\s(?:proposed|introduced|presented|developed)")
_BENCHMARK: Final = re.compile(
    r"\b(?:benchmark(?!s\b)|benchmarking|dataset for evaluat|evaluation (?:suite|framework|benchmark)|test suite|leaderboard)",
    re.IGNORECASE,
)
_BENCHMARK_NAME: Final = re.compile(r".*(?:[Bb]ench|BENCH|[Ee]val|Arena|Exam|MMLU|QA)\b.*")
_SURVEY: Final = re.compile(
    r"\b(?:survey|review|overview|position paper|systematic (?:study|analysis))\b", re.IGNORECASE
)
_RATING_TITLE: Final = re.compile(
    r"""
      \b (?: benchmarking | leaderboard )\b
    | ^ (?: evaluating | assessing | analy[sz]ing | investigating | measuring | probing ) \b
    | (?:^|[:?]\s) (?:an?|the)?\s? (?:\w+\s){0,3} (?: study | analysis | assessment\sof | lessons | empirical ) \b
    | ^ [^:]* \b (?: can | do | does | are | is | should ) \b .* \?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def read_paper(title: str | None, text: str) -> Paper:
    """Read a paper's own names from its title, where known, and the beginning of its summary.

    >>> read_paper("ORION: Maps of Rivers", "This paper introduces ORION, a model.").system
    'ORION'
    >>> read_paper("RillBench: A Benchmark for Maps", "It introduces RillBench, a benchmark.")
    Paper(system=None, benchmark='RillBench', rates_others=True)
    """
    beginning = text[:_REACH]
    name = _name(title or "", beginning)
    sentence = re.split(r"(?<=[a-z)])\.\s", beginning, maxsplit=1)[0]
    makes_benchmark = bool(
        (title and _BENCHMARK.search(title))
        or (name and _BENCHMARK_NAME.fullmatch(name))
        or re.search(
            r"(?:introduc|present|propos|creat|develop|construct)\w*(?: and \w+)? (?:[^.,]{1,60}, )?(?:an?|the) [^.]{0,60}\bbenchmark\b",
            sentence,
        )
    )
    if makes_benchmark:
        return Paper(None, name, rates_others=True)
    rates = bool((title and (_SURVEY.search(title) or _RATING_TITLE.search(title))) or _REVIEWS.search(sentence))
    return Paper(name, None, rates_others=rates or (name is None and _RATES.search(sentence) is not None))


_REVIEWS: Final = re.compile(r"\b(?:this|a|an|the) (?:[\w-]+ ){0,2}(?:survey|review)\b", re.IGNORECASE)
_RATES: Final = re.compile(
    r"\b(?:paper|research|study|authors|work|report|we)\b(?: [a-z]+ly)? (?:evaluate|assess|audit|compare|survey|review|examine|benchmark)(?:s|d|ed)?\b",
    re.IGNORECASE,
)


_GENERIC: Final = frozenset(
    "the this towards toward on learning exploring a an from beyond rethinking scaling improving how what why can is do".split()
)


def _name(title: str, beginning: str) -> str | None:
    found = _TITLE_NAME.match(title)
    named = found["name"].strip("\"'“”`") if found else None
    if named and named not in beginning:
        named = _spelled(named, beginning)
    if (
        named
        and (len(named.split()) <= 2 or re.search(r"[a-z]?[A-Z]{2}|[a-z][A-Z]|\d", named))
        and named.split()[0].lower() not in _GENERIC
    ):
        return _with_acronym(named, beginning)
    for pattern in (_INTRODUCES, _OPENS, _PROPOSED, _CALLED):
        for introduced in pattern.finditer(beginning):
            name = introduced["name"] or introduced["made"]
            if name.split()[0].lower() not in _PLAIN and (pattern is not _OPENS or _is_distinct(introduced)):
                return _with_acronym(name.rstrip(".,'’"), beginning)
    if named and len(named.split()) <= 4:
        return _with_acronym(named, beginning)
    acronym = _ACRONYM.search(title)
    return acronym["name"] if acronym and acronym["name"] in beginning else None


def _is_distinct(opening: re.Match[str]) -> bool:
    """Is what a sentence begins with a name, not a noun with a capital: by its shape, its acronym or "Rill, a model"?"""
    name = opening["name"]
    shaped = re.search(r"[a-z-][A-Z]|[A-Z]{2}|\d", name) is not None
    first, last = name.split()[0].lower(), name.split()[-1].lower()
    named = shaped or bool(opening["acronym"]) or "," in opening["verb"]
    return (
        named and first not in CLASSES and CLASSES.get(last) not in {"T", "z", "K"} and not name.endswith(("'s", "’s"))
    )


def _spelled(name: str, beginning: str) -> str | None:
    """The name as the summary writes it, which may differ from the title in letter case alone."""
    at = beginning.lower().find(name.lower())
    return beginning[at : at + len(name)] if at >= 0 else None


def _with_acronym(name: str, beginning: str) -> str:
    """The name with the acronym that the summary gives in parentheses behind it."""
    found = re.search(re.escape(name) + r" \((?P<acronym>[A-Z][\w-]{1,14})\)", beginning)
    return found[0] if found else name


_PLAIN: Final = frozenset(
    "the this a an ai it in we our these llms large here their llm for i ii novel new one".split()
)
