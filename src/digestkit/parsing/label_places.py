"""Where in a summary without marks its labels stand: at sentences, lines, bullets and bold words."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.models import SectionKind
from digestkit.parsing.cues import evidence
from digestkit.parsing.labels import ADORNED, BOLD, BULLET, SHUT, WORDS, Label, Place, kind_of, label_at, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["find_labels"]


# Besides the bullets of Markdown, dashes are used as such: "– Goal: few gauges – Method: a graph".
_BULLET: Final = rf"(?:{BULLET}|[–—‣▪◦·]\s{{1,3}})"
_ORDINAL: Final = r"(?:(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、．]|[①-⑳]|[（(]\d{1,2}[）)])"  # 一、 ① （1）
_LEAD: Final = re.compile(rf"(?:>\s{{0,3}}){{0,3}}{_BULLET}?{ADORNED}?(?:{_ORDINAL}\s{{0,2}})?")
_STARTS: Final = re.compile(
    rf"""
    (?P<strong>
        [.?!…][\"”’')\]*_]{{0,4}}\s+      # It wins. Results:
      | [。？！；][”’」』）]{{0,4}}\s*(?:(?:\*{{1,3}}|__)\s+)?    # 它赢了。结果：
      | \n\s*
      | <br\s?/?>\s{{0,4}}               # It wins<br>Results:
      | (?=【)
      | (?<=[.?!])(?=[\u4e00-\u9fff])    # 方法:船.结果:3%
    )
    | \s(?={_BULLET}\S)                 # - Method: boats - Results: 3%
    | (?P<bold>\s(?={BOLD}))            # **Method**: boats **Results**: 3%
    | (?P<weak>[;|]\s{{1,3}})            # Method: boats; Results: 3%
    """,
    re.VERBOSE,
)


class _Found(NamedTuple):
    """A label where one may stand: where it (or its bullet) begins, and of how many kinds a text needs labels then."""

    pos: int
    label: Label
    needs: int


# A label inside a sentence, and one with a dash for a colon, is sure among others of other kinds.
_AMONG_TWO, _AMONG_THREE = 2, 3


def find_labels(text: str, start: int, end: int) -> Iterator[tuple[int, Label]]:
    """Every label of `text[start:end]` that opens a sentence, line or bullet, with where it (or its bullet) begins.

    >>> [(label.words, pos) for pos, label in find_labels("- **Method**: boats - **Results**: 3%", 0, 36)]
    [('Method', 0), ('Results', 20)]
    """
    signed = _is_signed(text)
    # Nearly always a text is done with here.
    if not signed and text.find(":", start, end) < 0:
        return
    places = list(_label_places(text, start, end, signed=signed))
    found = [each for pos, form in places if (each := _found(text, start, pos, form, end))]
    if signed:
        found += [each for pos, form in places if form == "strong" and (each := _dashed(text, pos, end))]
    kinds = len({each.label.kind for each in found})
    known: list[tuple[int, Label]] = []
    for each in sorted(found, key=itemgetter(0)):
        # A bold label in a bullet is found at both.
        if each.needs <= kinds and (not known or each.pos >= known[-1][1].end):
            known.append((each.pos, each.label))
    known = _without_parts(text, known) if len(known) > _AMONG_TWO else known
    if known:
        yield from sorted([*known, *_unknown_labels(text, places, end, known)], key=itemgetter(0))


def _without_parts(text: str, known: Sequence[tuple[int, Label]]) -> list[tuple[int, Label]]:
    """Labels without those of the parts of a section, which stand a level below its own.

    "## Method", "### Evaluation", "## Results": the second is text of the first, since the level comes back, as is
    what follows a label that has no text of its own. "TL;DR: ...", "- Method: ...", "- Results: ..." are alike.
    """
    levels = [_level(text, pos) for pos, _ in known]
    lowest = list(accumulate(reversed(levels), min))[::-1]  # of each label and those behind it
    kept: list[tuple[int, Label]] = []
    above: list[int] = []  # labels whose parts may follow, each a level below the one before it
    for index, level in enumerate(levels):
        while above and levels[above[-1]] >= level:
            above.pop()
        if above:
            holder = above[-1]
            says_nothing = not text[known[holder][1].end : known[holder + 1][0]].strip()
            if says_nothing or lowest[index] <= levels[holder]:
                continue
        above.append(index)
        kept.append(known[index])
    return kept


_BELOW_HEADINGS: Final = 10  # more than any heading has signs


def _level(text: str, pos: int) -> int:
    """How deep the label at `pos` stands: headings by their signs, then lines, then bullets by their indent."""
    form = _FORM.match(text, pos)
    if form and form["mark"] and form["mark"][0] == "#":
        return len(form["mark"])
    indent = text[text.rfind("\n", 0, pos) + 1 : pos]
    depth = len(indent) if not indent.strip() else 0
    return _BELOW_HEADINGS + depth + (form is not None and form["bullet"] is not None)


def _found(text: str, start: int, pos: int, form: str | None, end: int) -> _Found | None:
    """The label at `pos`, where a place of some form begins, if such a place may open one."""
    lead = _LEAD.match(text, pos, end)
    at = lead.end() if lead else pos
    label = label_at(text, at, end)
    if label is None:
        return None
    if form == "strong":
        needs = _AMONG_TWO if text[at] in "[(（" else 0
        return _Found(pos, label, needs) if _opens(text, start, pos, at) else None
    if label.words[0].islower():
        return None
    if form == "weak":
        return _Found(pos, label, _AMONG_THREE) if _has_colon(text, label) else None
    return _Found(pos, label, _AMONG_TWO) if _SIGNED.search(text, at, label.end) else None


def _opens(text: str, start: int, pos: int, at: int) -> bool:
    """Whether a sentence, or what stands for one, begins at `pos`: "… e.g. Results: 3%" does not end one."""
    return pos <= start or place_of(text, pos, start) >= Place.SENTENCE or text[pos - 1] in ">；" or text[at] == "【"


def _has_colon(text: str, label: Label) -> bool:
    return text[label.end - 1] in ":："


# A bold label, and one behind a bullet, opens a section inside a sentence only with its colon or dash.
_SIGNED: Final = re.compile(rf"[:：][\s*_]{{0,4}}\Z|[:：](?:{SHUT})?\Z|[-–—]\Z|】\Z")
# Objective - Map rivers.  TL;DR — Rill maps rivers.
_DASHED: Final = re.compile(
    rf"(?P<words>{WORDS})(?:(?P<sure>(?<=dr))(?:\s[-–—])?|\s[-–—])\s(?=[A-Z0-9\u4e00-\u9fff])",
    re.VERBOSE | re.IGNORECASE,
)


def _dashed(text: str, pos: int, end: int) -> _Found | None:
    """The label with a plain dash for a colon at `pos`, if one is there."""
    lead = _LEAD.match(text, pos, end)
    match = _DASHED.match(text, lead.end() if lead else pos, end)
    if match is None:
        return None
    label = Label(kind_of(match["words"]), match["words"].strip(), match.end())
    return _Found(pos, label, _AMONG_THREE if match["sure"] is None else 0)


_LABEL_REACH: Final = 240
_NEEDS_NO_COLON: Final = re.compile(r"[*#【`]|__|<[bseih]|\n(?:==|--)")  # **Results** Recall is 3%.


# In most texts labels stand, if at all, at sentences, lines and semicolons alone, which are found much faster.
_PLAIN_STARTS: Final = re.compile(
    r"(?P<strong>[.?!…][\"”’')\]*_]{0,4}\s+|\n\s*)|(?P<weak>[;|]\s{1,3})",
)


def _label_places(text: str, start: int, end: int, *, signed: bool) -> Iterator[tuple[int, str | None]]:
    """Where sentences, lines and bullets begin, by form; in plain text only those shortly before a colon."""
    if signed or ":" in text[start : start + _LABEL_REACH]:
        yield start, "strong"
    if signed and (
        text.startswith(_SIGNS, start) or _NEEDS_NO_COLON.search(text, start, end) or _DASHED.match(text, start, end)
    ):
        yield from ((match.end(), match.lastgroup) for match in _STARTS.finditer(text, start, end))
        return
    starts = _STARTS if signed else _PLAIN_STARTS
    done = start
    while (colon := _colon(text, done, end)) >= 0:
        for match in starts.finditer(text, max(done, colon - _LABEL_REACH), colon):
            yield match.end(), match.lastgroup
        done = colon + 1


def _is_signed(text: str) -> bool:
    """Whether a text has a sign by which labels may stand at other places than sentences, or without a colon."""
    return (
        "*" in text or " - " in text or "#" in text or "__" in text or "</" in text
        or "\n==" in text or "\n--" in text or text.startswith(_SIGNS)
        or (not text.isascii() and _is_signed_beyond_ascii(text))
    )  # fmt: skip


# What begins a text whose labels may have no colon, or no stop before them.
_SIGNS: Final = ("- ", "– ", "(", "[", "`", "_", ">", "TL;DR", "（")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_HAN_REACH: Final = 40


def _is_signed_beyond_ascii(text: str) -> bool:
    """The same of signs that are no ASCII: bullets, Chinese, and a dash behind the first label."""
    return (
        "• " in text or "：" in text or "。" in text or "【" in text
        or _HAN.search(text, 0, _HAN_REACH) is not None
        or (("—" in text or "–" in text) and _DASHED.match(text) is not None)
    )  # fmt: skip


def _colon(text: str, start: int, end: int) -> int:
    """The next colon, of ASCII or full width; -1 where there is none."""
    colon = text.find(":", start, end)
    wide = -1 if text.isascii() else text.find("：", start, end if colon < 0 else colon)
    return colon if wide < 0 else wide


_UNKNOWN: Final = re.compile(
    rf"""
    (?P<bold>{BOLD})
    (?P<bold_words>[^\W\d_][^*_<>:：.!?\n]{{1,40}}?) \s?
    (?: [:：]\s?(?:{SHUT}) | (?:{SHUT})(?:\s?[:：]|\s[-–—](?=\s)) )  # **So far:** **So far**: **So far** -
  | \#{{1,6}}\s{{1,3}}(?P<heading>[^\W\d_][^#:：\n]{{1,60}}) [:：]?[^\S\n]{{0,8}}(?=\n)     # ### So far
  | (?P<plain>[A-Z][\w'’/&-]{{1,30}}(?:[ ][\w'’/&-]{{1,30}}){{0,3}}) :(?=\s)  # So far:
  | (?P<wide>[\u4e00-\u9fff]{{2,8}}) ：                          # 其他：
    """,
    re.VERBOSE,
)
_LEAST_PLAIN: Final = 2
# What a stretch behind an unknown label has to say, by its words, to be a section of its own.
_OWN: Final = frozenset(
    (SectionKind.OBJECTIVE, SectionKind.METHODOLOGY, SectionKind.RESULTS, SectionKind.IMPLICATION),
)
_FORM: Final = re.compile(rf"\s*(?P<bullet>{_BULLET})?[^\w*#_<【`]{{0,6}}(?P<mark>\#{{1,6}}|\*{{1,3}}|__?|`|<b|【)?")


def _unknown_labels(
    text: str, places: Sequence[tuple[int, str | None]], end: int, known: Sequence[tuple[int, Label]]
) -> Iterator[tuple[int, Label]]:
    """Labels of no known kind that end the section before them.

    They are written like the label of that section, and what stands behind them says something that no known label
    announces: the parts of a section may have labels too ("**Results:** two sets. **GaugeNet:** 3%.").
    """
    announced = {label.kind for _, label in known}
    found = _candidates(text, places, end, known)
    places_known = [pos for pos, _ in known]
    starts = sorted([*places_known, *(pos for pos, _ in found), end])
    for pos, label in found:
        opened, before = known[bisect_right(places_known, pos) - 1]
        if not (_are_alike(text, opened, pos) and text[before.end : pos].strip()):
            continue
        until = starts[bisect_right(starts, pos)]
        if _plain_kind(text, label.end, until) in _OWN - announced:
            yield pos, label


_LEAST_CUES: Final = 2


def _plain_kind(text: str, start: int, end: int) -> SectionKind | None:
    """What the first sentence of a stretch says, if more than one cue in its words tells so."""
    words = end - len(text[start:end].lstrip())
    for _, kind, cues in evidence(text, words, end):
        return kind if sum(cue.words is not None for cue in cues) >= _LEAST_CUES else None
    return None


def _candidates(
    text: str, places: Sequence[tuple[int, str | None]], end: int, known: Sequence[tuple[int, Label]]
) -> list[tuple[int, Label]]:
    """What looks like a label behind the first known one, and has no known kind."""
    plain = sum(_has_colon(text, label) for _, label in known) >= _LEAST_PLAIN
    taken = [(pos, label.end) for pos, label in known]
    found: list[tuple[int, Label]] = []
    for pos, form in places:
        before = bisect_right(taken, (pos, end)) - 1
        # A bold label in a bullet is found at both.
        if before < 0 or pos < taken[before][1] or (found and pos < found[-1][1].end):
            continue
        lead = _LEAD.match(text, pos, end)
        match = _UNKNOWN.match(text, lead.end() if lead else pos, end)
        if match and (match.lastgroup == "bold_words" or (form == "strong" and (plain or match["heading"]))):
            label = Label(SectionKind.OTHER, match[match.lastgroup or 0].strip(), match.end(), known=False)
            found.append((pos, label))
    return found


def _are_alike(text: str, first: int, pos: int) -> bool:
    """Whether the labels at two places are written alike: on lines of their own or not, in bullets, and with marks.

    A label that opens the text may be of either kind.
    """
    lines = [not place or "\n" in text[place - 1 : place] for place in (first, pos)]
    forms = [_FORM.match(text, place) for place in (first, pos)]
    signs = [((form["bullet"] or "").strip(), form["mark"]) for form in forms if form]
    return (not first or lines[0] == lines[1]) and signs[0] == signs[-1]
