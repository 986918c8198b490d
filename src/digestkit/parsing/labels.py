"""Words that announce a section: labels ("Key methodology used:"), preambles, and the heading of follow-up questions.

A label is built of a few closed word classes, not listed whole: digests spell "Main research question or objective"
in a dozen ways. The head noun decides the kind. Every pattern is bounded, so a scan is linear in the text.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final, NamedTuple

from digestkit.models import SectionKind

__all__ = [
    "ADORNED",
    "BOLD",
    "BULLET",
    "SHUT",
    "WORDS",
    "Label",
    "Place",
    "find_tail",
    "kind_of",
    "label_at",
    "place_of",
    "preamble_end",
]


class Place(IntEnum):
    """Where in the flow of sentences something stands, from weak to strong."""

    INSIDE = 0
    COLON = 1
    SENTENCE = 2
    OPENING = 3


class Label(NamedTuple):
    """A label: the kind it announces, its words, and where the text after it begins.

    A label of words that digestkit does not know (`known` is False) only ends the section before it.
    """

    kind: SectionKind
    words: str
    end: int
    known: bool = True


_LOOK_BACK: Final = 64
_CLOSERS: Final = "\"”’')]*_」』）"
_ABBREVIATION: Final = re.compile(r"\b(?:e\.g|i\.e|cf|vs|al|Fig|Eq|Sec|No|approx)\.$")


def place_of(text: str, pos: int, floor: int) -> Place:
    """Where `pos` stands in `text[floor:]`: at its opening, at a sentence's start, after a colon, or inside.

    >>> place_of("It maps rivers. Rafts follow.", 16, 0).name
    'SENTENCE'
    """
    if pos <= floor:
        return Place.OPENING
    window = text[max(floor, pos - _LOOK_BACK) : pos]
    before = window.rstrip()
    gap = window[len(before) :]
    if not before or "\n" in gap or "\r" in gap:
        return Place.SENTENCE
    if before.endswith(":") or before.rstrip("*_").endswith(":"):
        return Place.COLON
    before = before.rstrip(_CLOSERS)
    ended = before.endswith((".", "?", "!", "…", "。", "？", "！")) and not _ABBREVIATION.search(before)
    return Place.SENTENCE if ended else Place.INSIDE


_MODIFIER: Final = r"""(?:
    main | primary | key | principal | core | central | major | overall | research | study | paper | practical
  | quantitative | experimental | empirical | proposed | technical | concise | brief | short | the | an? | its
  | business | (?:one|1|single|two|2)[-\ ](?:line|sentence)
)"""
_HEADS: Final = {
    SectionKind.SUMMARY: r"summary | tl;?\ ?dr | overview | abstract | introduction | contributions? | novelty"
    r" | what\ it\ is | what(?=\s?(?:[:：*_<]|\Z))",
    SectionKind.OBJECTIVE: r"objectives? | questions? | goals? | aims? | motivations? | purpose"
    r" | problem(?:\ statement)? | background | hypothes[ie]s | research\ gap | challenges? | context",
    SectionKind.METHODOLOGY: r"methodolog(?:y|ies) | methods? | approach(?:es)? | techniques? | solution | innovations?"
    r" | (?:key|main|core)\ (?:idea|insight) | datasets? | (?:data|materials)(?=\s?(?:&|and)\s?methods?)"
    r" | how\ it\ works | how(?=\s?(?:[:：*_<]|\Z)) | (?:experimental\ )?set-?up",
    SectionKind.RESULTS: r"results? | findings? | outcomes? | experiments? | evaluations?",
    SectionKind.IMPLICATION: r"implications? | conclusions? | takeaways? | significance | impacts?"
    r" | applications? | future\ work | recommendations? | discussion | why\ it\ matters | so\ what | relevance"
    r" | bottom\ line | concluding\ remarks",
    SectionKind.OTHER: r"limitations?",
}
# The same of digests in Chinese, where no space parts the words: 研究问题, 主要结果.
_CHINESE_MODIFIER: Final = (
    "(?:主要|核心|关键|關鍵|研究|实验|實驗|实际|實際|技术|技術|论文|論文|本文|创新|創新|一句话|一句話"
    "|对(?:从业者|实践者|开发者)的?|對(?:從業者|實踐者|開發者)的?)"
)
_CHINESE_HEADS: Final = {
    SectionKind.SUMMARY: "摘要|概述|总结|總結|简介|簡介|概要|概览|概覽|贡献|貢獻|创新点|創新點|要点|要點",
    SectionKind.OBJECTIVE: "问题|問題|目标|目標|目的|动机|動機|背景|任务|任務|假设|假設",
    SectionKind.METHODOLOGY: "方法[论論]?|技术路线|技術路線|技术|技術|方案|思路|数据集?|數據集?|資料集|模型"
    "|实验设置|實驗設置|研究内容|研究內容",
    SectionKind.RESULTS: "结果|結果|发现|發現|实验|實驗|评估|評估|评测|評測|分析|性能|效果",
    SectionKind.IMPLICATION: "结论|結論|意义|意義|启示|啟示|影响|影響|应用(?:前景)?|應用(?:前景)?|价值|價值|展望|前景"
    "|未来工作|未來工作|讨论|討論",
    SectionKind.OTHER: "局限性?|限制|不足|代码|程式碼",
}
_HEAD: Final = "(?:" + " | ".join(_HEADS.values()) + ")"
_CHINESE_HEAD: Final = "(?:" + "|".join(_CHINESE_HEADS.values()) + ")"
# An underscore belongs to no word here: __Method__.
_WORD_END: Final = r"(?![^\W_])"
_KIND_OF_HEAD: Final = (
    *(
        (kind, re.compile(rf"(?<![^\W_])(?:{heads}){_WORD_END}", re.VERBOSE | re.IGNORECASE))
        for kind, heads in _HEADS.items()
    ),
    *((kind, re.compile(heads)) for kind, heads in _CHINESE_HEADS.items()),
)

WORDS: Final = rf"""
  (?:
    (?:{_MODIFIER}\s{{1,3}}){{0,4}}                                # Main research …
    {_HEAD}{_WORD_END}                                             # … objective
    (?:\s?(?:/|&|\bor\b|\band\b)\s?(?:{_MODIFIER}\s){{0,3}}(?:{_HEAD}|data|analysis){_WORD_END}){{0,2}}  # …/objective
    (?:\s\d{{1,2}}\b|\sin\s(?:brief|short|a\snutshell))?          # Objective 1, Method in brief
    (?P<used>\s(?:used|employed|applied))?                         # Key methodology used
    (?:[ ](?:for|of|to)[ ][\w/,&-]{{1,30}}(?:[ ][\w/,&-]{{1,30}}){{0,4}})?     # … for AI practitioners
  | (?P<chinese>
      {_CHINESE_MODIFIER}{{0,3}}{_CHINESE_HEAD}                     # 主要结果
      (?:\s?[与和及/、]\s?{_CHINESE_MODIFIER}{{0,3}}{_CHINESE_HEAD}){{0,2}}  # 结论与展望
    )
  )
  (?:\s?(?:\([^()\n]{{1,120}}\)|（[^（）\n]{{1,120}}）|\[[^][\n]{{1,40}}\]))?  # Primary results (with a figure)
"""

BOLD: Final = r"\*{1,3}|__?|`|<(?:b|strong|em|i|h[1-6])>"
SHUT: Final = r"\*{1,3}|__?|`|</(?:b|strong|em|i|h[1-6])>"
# Signs that stand before a label and mean nothing: 🎯 **Objective**.
ADORNED: Final = r"(?:[^\w\s\x00-\x7f【“”‘’（）《》「」–—]{1,4}\s{0,3})"
_LABEL: Final = re.compile(
    rf"""
    (?P<heading>\#{{1,6}}\s{{1,3}}{ADORNED}?)?         # ### Results ### 🎯 Results
    (?P<bold>{BOLD})?\s?(?P<bracket>[【\[(（])?
    (?P<words>{WORDS})
    \s?
    (?: (?(bracket)[】\])）]\s?[:：]?(?:{SHUT})?|(?!))  # 【方法】 [Method]
      | (?P<colon>[:：])\s?(?P<shut_after>{SHUT})?    # Results: **Results:**
      | \.?(?P<shut>{SHUT})(?P<colon_after>\s?[:：]|\s{{0,2}}[-–—](?=\s))?   # **Results** **Results.** **Results** - …
      | (?P<dash>\s?[-–—](?=\s))                       # Results - …
      | (?=\s|$)                                       # ### Results
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LINE_END: Final = re.compile(r"[^\S\n]{0,8}(?:\n|\Z)")
_UNDERLINE: Final = re.compile(r"[^\S\n]{0,8}\n(?:={3,80}|-{3,80})[^\S\n]{0,8}(?:\n|\Z)")
_PAIRS: Final = ("[]", "()", "（）")
_FRESH: Final = re.compile(r"\s{0,8}(?:[A-Z0-9\"“*_`$(\u4e00-\u9fff]|\Z)")


def label_at(text: str, pos: int, end: int, *, marked: bool = False, bold: bool = False) -> Label | None:
    """The label at `pos` of `text[:end]`, or None.

    `marked`: a mark stands before it; `bold`: bold was opened before that.

    >>> label_at("**Primary results:** Recall is 71.5%.", 0, 37).words
    'Primary results'
    """
    match = _LABEL.match(text, pos, end)
    if match is None:
        return None
    text_start = _label_end(text, match, marked=marked, bold=bold)
    return None if text_start is None else Label(kind_of(match["words"]), match["words"].strip(), text_start)


def _label_end(text: str, match: re.Match[str], *, marked: bool, bold: bool) -> int | None:
    """Where the text after a label begins, or None where the words are no label after all."""
    opened = bold or match["bold"] is not None
    if match["bracket"]:
        return match.end() if _is_bracketed(text, match, marked=marked) else None
    if not (marked or opened) and (line := _UNDERLINE.match(text, match.end(), match.endpos)):
        return line.end()
    if match["colon"]:
        # Without an opening pair the asterisks behind the colon belong to the text: "Results: **Rill** wins".
        return match.end() if opened else match.end("colon")
    if match["shut"]:
        ends = _FRESH.match(text, match.end(), match.endpos) or _LINE_END.match(text, match.end(), match.endpos)
        sure = match["colon_after"] or marked or ends
        return match.end() if opened and sure else None
    if match["dash"]:
        return match.end() if marked or opened else None
    return match.end() if _stands_alone(text, match, marked=marked) else None


def _is_bracketed(text: str, match: re.Match[str], *, marked: bool) -> bool:
    """Whether brackets make a label of the words in them: "[Method] Oars.", but no "[Method](#oars)"."""
    if match["bracket"] == "【":
        return True
    pair = match["bracket"] + text[match.end("words") :].lstrip()[:1]
    linked = text.startswith(("(", "["), match.end())
    return pair in _PAIRS and not (marked or linked or match["words"][0].islower())


def _stands_alone(text: str, match: re.Match[str], *, marked: bool) -> bool:
    """Whether words without colon and bold are a label: a heading, a line of its own, or a long form."""
    if _LINE_END.match(text, match.end(), match.endpos):
        return bool(match["heading"]) or marked
    if match["heading"]:
        return bool(_FRESH.match(text, match.end(), match.endpos))
    # "iii) Key methodology used Rill trains …": a long form before a new sentence.
    return marked and bool(match["used"]) and bool(_FRESH.match(text, match.end(), match.endpos))


def kind_of(words: str) -> SectionKind:
    """The kind of the first head noun in a label."""
    found = [(match.start(), -match.end(), kind) for kind, head in _KIND_OF_HEAD if (match := head.search(words))]
    return min(found, default=(0, 0, SectionKind.OTHER))[2]


BULLET: Final = r"(?:[-*•+]\s{1,3})"


_PREAMBLE_LIMIT: Final = 800
_PREAMBLE_OPENER: Final = re.compile(
    r"""
    (?:\#{1,6}\s|\*{1,3})?
    (?:
      (?:(?:okay|ok|sure|certainly|of\ course|absolutely|great)\b[,.!:]?\s{1,3})?    # Okay, here is …
      (?:here(?:['’]s|\s(?:is|are))|(?:below|the\ following|this)\s(?:is|are))\s     # Here's a … / Below is …
      (?:[\w'’/-]{1,30},?\s){0,8}?
      (?:summar(?:y|ies)|overview|synopsis|breakdown|digest|points)\b
    |
      (?:(?:an?|the|concise|brief|short|structured)\s){0,2}                          # Summary of the paper …
      summary\sof\s(?:(?:the|this|an?|AI|ML|research|provided)\s){0,4}(?:paper|article|study|work)\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PREAMBLE_REST: Final = re.compile(
    r"""
    (?: "[^"]{0,400}" | “[^”]{0,400}” | ‘[^’]{0,400}’     # "Rill: A Map of Rivers"
      | (?<=\s)'[^'\n]{0,400}'(?=[\s,.:])                 # 'Rill: A Map of Rivers'
      | (?<=\s)\*{1,3}[^*\n]{1,400}\*{1,3}(?=[\s,.:])     # *Rill: A Map of Rivers*
      | (?<=\bal)\.                                       # by Holm et al.
      | [.!?:](?=\S)(?!\*)
      | [^.!?:\n]
    )*+
    (?: :\*{0,3} | (?P<stop>[.!]\*{0,3}|(?=\n)) )
    """,
    re.VERBOSE,
)


# A bare title may hold a colon too: "Summary of Rill: A Map of Rivers: i) ...".
_PREAMBLE_MORE: Final = re.compile(r"[^:.!?\n]{1,200}:\*{0,3}(?=\s{1,4}\W{0,5}(?:i|I|a|1)[).])")


# Key points: - Rill maps rivers. - ...
_POINTS: Final = re.compile(
    r"(?:\*\*|\#{1,4}\s)?(?:(?:key|main)\spoints|highlights|at\sa\sglance)\s?(?::\*{0,2}|\*\*:)(?=\s{1,4}[-*•\d])",
    re.IGNORECASE,
)


def preamble_end(text: str, start: int, end: int) -> int:
    """Where the preamble at `start` ends, behind its colon; `start` where there is none.

    >>> preamble_end('Here is a summary of "Rill: A Map": i) Rill maps rivers.', 0, 56)
    35
    """
    if points := _POINTS.match(text, start, end):
        return points.end()
    limit = min(end, start + _PREAMBLE_LIMIT)
    opener = _PREAMBLE_OPENER.match(text, start, limit)
    rest = opener and _PREAMBLE_REST.match(text, opener.end(), limit)
    if not rest:
        return start
    more = _PREAMBLE_MORE.match(text, rest.end(), limit)
    return more.end() if more else rest.end()


_TAIL: Final = re.compile(
    rf"""
    (?<![\w*#_])
    {BULLET}?(?:\#{{1,6}}\s{{1,3}})?(?P<bold>\*{{1,3}}|__)?\s?
    (?P<words>
      (?:(?:here|are|some|a|few|the|two|three|four|[2-5](?:[-–][2-5])?|possible|potential|suggested|relevant
           |additional|key)\s){{0,5}}
      follow[-‐‑\s]?ups?\squestions?\b                             # Follow-up questions
      [^:.?!*_\n]{{0,80}}?                                         # … an AI practitioner might ask
    )
    \s?
    (?: :\s?(?:(?(bold)(?:\*{{1,3}}|__)))?                         # Follow-up questions: **…:**
      | (?(bold)(?:\*{{1,3}}|__)\s?:?|(?!))                        # **Follow-up questions**
      | (?=\s{{0,4}}\n)                                            # a line of its own
      | (?=\s{{1,4}}1[.)]\s)                                       # Follow-up questions 1. …
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


_FOLLOW_UP: Final = re.compile(r"OLLOW[-‐‑\s]?U|ollow[-‐‑\s]?[Uu]")
_TAIL_REACH: Final = 80


def find_tail(text: str, start: int, end: int) -> tuple[int, Label] | None:
    """The heading of the follow-up questions at the end of `text[start:end]`, or None."""
    # A plain search for a part of the word is many times as fast as a pattern, and most texts hold none.
    if "ollow" not in text and "OLLOW" not in text:
        return None
    first = _FOLLOW_UP.search(text, start, end)
    if first is None:
        return None
    for match in _TAIL.finditer(text, max(start, first.start() - _TAIL_REACH), end):
        if place_of(text, match.start(), start) >= Place.SENTENCE:
            return match.start(), Label(SectionKind.FOLLOW_UP, match["words"].strip(), match.end())
    return None
