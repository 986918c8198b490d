"""Where in a summary without marks its labels stand: at sentences, lines, bullets and bold words."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from digestkit.models import SectionKind
from digestkit.parsing.cues import classify
from digestkit.parsing.labels import BOLD, BULLET, SHUT, WORDS, Label, Place, kind_of, label_at, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["find_labels"]


# Signs that stand before a label and mean nothing: 🎯 **Objective**.
_ADORNED: Final = r"(?:[^\w\s\x00-\x7f【“”‘’（）《》「」]{1,4}\s{0,3})"
_LEAD: Final = re.compile(rf"{BULLET}?{_ADORNED}?")
_STARTS: Final = re.compile(
    rf"""
    (?P<strong>
        [.?!…][\"”’')\]*_]{{0,4}}\s+      # It wins. Results:
      | [。？！；][”’」』）]{{0,4}}\s*(?:(?:\*{{1,3}}|__)\s+)?    # 它赢了。结果：
      | \n\s*
      | <br\s?/?>\s{{0,4}}               # It wins<br>Results:
      | (?=【)
    )
    | \s(?=[-*•+]\s{{1,3}}\S)            # - Method: boats - Results: 3%
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
    if known:
        yield from sorted([*known, *_unknown_labels(text, places, end, known)], key=itemgetter(0))


def _found(text: str, start: int, pos: int, form: str | None, end: int) -> _Found | None:
    """The label at `pos`, where a place of some form begins, if such a place may open one."""
    lead = _LEAD.match(text, pos, end)
    at = lead.end() if lead else pos
    label = label_at(text, at, end)
    if label is None:
        return None
    if form == "strong":
        return _Found(pos, label, 0) if _opens(text, start, pos, at) else None
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
_DASHED: Final = re.compile(rf"(?P<words>{WORDS})(?P<sure>(?<=dr))?\s[-–—]\s(?=[A-Z0-9])", re.VERBOSE | re.IGNORECASE)


def _dashed(text: str, pos: int, end: int) -> _Found | None:
    """The label with a plain dash for a colon at `pos`, if one is there."""
    lead = _LEAD.match(text, pos, end)
    match = _DASHED.match(text, lead.end() if lead else pos, end)
    if match is None:
        return None
    label = Label(kind_of(match["words"]), match["words"].strip(), match.end())
    return _Found(pos, label, _AMONG_THREE if match["sure"] is None else 0)


_LABEL_REACH: Final = 240
_NEEDS_NO_COLON: Final = re.compile(r"[*#【]|__|<b")  # **Results** Recall is 3%.


# In most texts labels stand, if at all, at sentences, lines and semicolons alone, which are found much faster.
_PLAIN_STARTS: Final = re.compile(
    r"(?P<strong>[.?!…][\"”’')\]*_]{0,4}\s+|\n\s*)|(?P<weak>[;|]\s{1,3})",
)


def _label_places(text: str, start: int, end: int, *, signed: bool) -> Iterator[tuple[int, str | None]]:
    """Where sentences, lines and bullets begin, by form; in plain text only those shortly before a colon."""
    if signed or ":" in text[start : start + _LABEL_REACH]:
        yield start, "strong"
    if signed and (_NEEDS_NO_COLON.search(text, start, end) or _DASHED.match(text, start, end)):
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
        "*" in text or " - " in text or "#" in text or "__" in text or "<b" in text
        or ("• " in text or "：" in text or "。" in text or "【" in text)
        or text.startswith("- ")
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
    (?: [:：]\s?(?:{SHUT}) | (?:{SHUT})\s?[:：] )              # **So far:** **So far**:
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
_FORM: Final = re.compile(
    rf"(?P<line>\n)?\s*(?P<bullet>{BULLET})?[^\w*#_<【]{{0,6}}(?P<mark>\#{{1,6}}|\*{{1,3}}|__|<b|【)?"
)


def _unknown_labels(
    text: str, places: Sequence[tuple[int, str | None]], end: int, known: Sequence[tuple[int, Label]]
) -> Iterator[tuple[int, Label]]:
    """Labels of no known kind that end the section before them.

    They are written like the label of that section, and what stands behind them says something else than it: the
    parts of a section may have labels too ("**Results:** two sets. **GaugeNet:** 3%.").
    """
    found = _candidates(text, places, end, known)
    places_known = [pos for pos, _ in known]
    starts = sorted([*places_known, *(pos for pos, _ in found), end])
    for pos, label in found:
        opened, before = known[bisect_right(places_known, pos) - 1]
        if _form(text, pos) != _form(text, opened) or not text[before.end : pos].strip():
            continue
        until = starts[bisect_right(starts, pos)]
        _, _, kind = next(classify(text, label.end, until), (0, 0, SectionKind.OTHER))
        if kind in _OWN and kind is not before.kind:
            yield pos, label


def _candidates(
    text: str, places: Sequence[tuple[int, str | None]], end: int, known: Sequence[tuple[int, Label]]
) -> list[tuple[int, Label]]:
    """What looks like a label behind the first known one, and has no known kind."""
    taken, first = {pos for pos, _ in known}, min(pos for pos, _ in known)
    plain = sum(_has_colon(text, label) for _, label in known) >= _LEAST_PLAIN
    found = []
    for pos, form in places:
        if form != "strong" or pos < first or pos in taken:
            continue
        lead = _LEAD.match(text, pos, end)
        match = _UNKNOWN.match(text, lead.end() if lead else pos, end)
        if match and (plain or match.lastgroup not in ("plain", "wide")):
            label = Label(SectionKind.OTHER, match[match.lastgroup or 0].strip(), match.end(), known=False)
            found.append((pos, label))
    return found


def _form(text: str, pos: int) -> tuple[bool, str, str]:
    """How a label is written: whether on a line of its own, behind which bullet, and with which marks."""
    line = not pos or "\n" in text[max(0, pos - 1) : pos]
    match = _FORM.match(text, pos)
    bullet, mark = (match["bullet"], match["mark"]) if match else ("", "")
    return line, (bullet or "").strip(), mark or ""
