"""Learn the weights of `digestkit.parsing.cue_weights` from labelled summaries.

    python tools/learn_cues.py FOLDER GOLD.json [--cross-validate]

FOLDER holds digests, in folders at any depth: the daily archive and its fork with six columns. Summaries with marks
label themselves: their marks are taken away and their sections kept as labels, some dropped and some moved at random so
that no order is learned by heart. `cue_labels.txt` labels the sentences of summaries without marks: the beginning of
the SHA-1 of a text, and a letter for each of its sentences; how many of them FOLDER holds is printed.
GOLD.json is a list of `{"summary": ..., "segments": [{"section", "text"}]}`.

The model is a conditional random field over the sentences of a summary, trained by stochastic gradient descent. With
`--cross-validate` it is trained five times, each time without a fifth of all summaries, which then are judged; the
figures are printed as a JSON object, for each source of labels.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import re
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain, groupby, product
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

import digestkit
from digestkit.models import Section, SectionKind
from digestkit.parsing.cues import KINDS, SIGNS, read_signs
from digestkit.parsing.sections import split_sections
from digestkit.parsing.sentences import sentences

COUNT: Final = len(KINDS)
LETTERS: Final = dict(zip("somrix", KINDS, strict=True))
EPOCHS, RATE = 16, 0.3
# Steps from kind to kind are held nearer to nothing than signs, so that order outweighs no clear word.
DECAY, STEP_DECAY = 0.004, 0.008
# How much one summary counts: labelled by hand without and with marks, one by one for this script, by its own marks.
WEIGHT: Final = {"gold": 4.0, "gold marked": 0.7, "letters": 2.0, "marks": 0.3}
# What is known of plain cues before anything is learned: so much they speak for a kind, whatever stands around them.
PRIOR: Final = {
    "opening practitioners": (SectionKind.IMPLICATION, 3.0),
    "opening implication": (SectionKind.IMPLICATION, 2.0),
    "opening authors do": (SectionKind.METHODOLOGY, 1.5),
    "opening authors find": (SectionKind.RESULTS, 1.5),
    "fact shown": (SectionKind.RESULTS, 1.5),
    "fact changed": (SectionKind.RESULTS, 2.5),
    "fact answered next": (SectionKind.OBJECTIVE, 6.0),
}
DROP, DROP_OBJECTIVE, RUN = 0.2, 0.35, 0.05
# How often a marked summary is taught with a section at another place, and a sign is left out.
MOVE, BLUR = 0.4, 0.1

Labelled = list[tuple[SectionKind, str]]


class Example(NamedTuple):
    """A summary as the signs and kinds of its sentences."""

    source: str
    lengths: list[int]
    shown: list[list[int]]
    kinds: list[int]


def example(source: str, labelled: Labelled) -> Example:
    """Read the signs of labelled sentences as they would stand in one text."""
    text, spans = "", []
    for _, sentence in labelled:
        spans.append((len(text), len(text) + len(sentence) + 1))
        text += sentence + " "
    kinds = [KINDS.index(kind) for kind, _ in labelled]
    return Example(source, [right - left for left, right in spans], read_signs(text, spans), kinds)


def cut(kind: SectionKind, text: str) -> Labelled:
    """The sentences of a piece of one kind."""
    return [(kind, text[left:right].strip()) for left, right in sentences(text, 0, len(text))]


_MARK: Final = re.compile(r"[-\s*]*(?:\(?(?:i{1,3}|iv|v|[a-e])\)|\d\.)[\s*]*")


def _unmarked(text: str) -> str:
    mark = _MARK.match(text)
    return text[mark.end() :] if mark else text


def from_gold(path: Path) -> list[tuple[str, Labelled]]:
    """The summaries of a hand-labelled file."""
    found = []
    for entry in json.loads(path.read_text("utf-8")):
        labelled: Labelled = []
        for segment in entry["segments"]:
            if segment["section"] in KINDS:
                labelled += cut(SectionKind(segment["section"]), _unmarked(segment["text"]))
        marked = any(section.mark for section in split_sections(entry["summary"]))
        found.append(("gold marked" if marked else "gold", labelled))
    return found


_UNSAID: Final = re.compile(
    r"(?:The\s(?:paper|authors|study|research)|However|Details|No\s|It\s|Specific|Further)"
    r"(?=.{0,90}(?:\bnot\b|n['’]t\b|\bunclear|\black))"
    r"(?=.{0,150}(?:provid|specif|detail|discuss|mention|stat|report|clear|explicit|elaborat|disclos|quantif))"
)


def from_marks(sections: tuple[Section, ...]) -> Labelled:
    """The sentences of a marked summary; remarks on what is left unsaid are `other` whatever mark they follow."""
    labelled: Labelled = []
    for section in sections:
        if section.mark:
            labelled += cut(section.kind, section.text)
    return [
        (SectionKind.OTHER if _UNSAID.match(sentence) and "%" not in sentence else kind, sentence)
        for kind, sentence in labelled
        if kind in KINDS
    ]


def from_letters(letters: str, sections: tuple[Section, ...]) -> Labelled:
    """The sentences of a summary without marks, with a letter each."""
    text = " ".join(s.text for s in sections if s.inferred or s.kind is SectionKind.OTHER)
    found = [text[left:right].strip() for left, right in sentences(text, 0, len(text))]
    return [(LETTERS[letter.lower()], sentence) for letter, sentence in zip(letters, found, strict=True)]


_LEAST_MARKS: Final = 4


def from_digests(folder: Path, letters: dict[str, str], known: set[str]) -> list[tuple[str, Labelled]]:
    """All summaries of digests that have enough marks, or letters."""
    found, seen = [], set(known)
    for digest in digestkit.read_archive(folder):
        for paper in digest.papers:
            sections = paper.summary.sections
            name = hashlib.sha1(paper.summary.text.encode(), usedforsecurity=False).hexdigest()[:12]
            if paper.summary.text in seen:
                continue
            seen.add(paper.summary.text)
            if sum(section.mark is not None for section in sections) >= _LEAST_MARKS:
                found.append(("marks", from_marks(sections)))
            elif name in letters:
                found.append(("letters", from_letters(letters[name], sections)))
    return found


def thinned(labelled: Labelled, chance: random.Random) -> Labelled:
    """A marked summary without some of its sections, or now and then a run of its sentences."""
    if chance.random() < RUN:
        start = chance.randrange(len(labelled))
        return labelled[start : chance.randint(start + 1, len(labelled))]
    dropped = {kind for kind in KINDS if chance.random() < (DROP_OBJECTIVE if kind is SectionKind.OBJECTIVE else DROP)}
    kept = [(kind, sentence) for kind, sentence in labelled if kind not in dropped]
    return kept if len({kind for kind, _ in kept}) > 1 else labelled


def moved(labelled: Labelled, chance: random.Random) -> Labelled:
    """A summary with one of its sections at another place: the first, the second, the last or any."""
    runs = [list(run) for _, run in groupby(labelled, key=itemgetter(0))]
    taken = runs.pop(chance.randrange(len(runs)))
    runs.insert(chance.choice((0, 1, len(runs), chance.randint(0, len(runs)))), taken)
    return [sentence for run in runs for sentence in run]


def varied(source: str, labelled: Labelled, chance: random.Random) -> Labelled:
    """A summary as it is taught in one round: a marked one without some sections, and now and then in another order."""
    if source != "marks":
        return labelled
    kept = thinned(labelled, chance)
    return moved(kept, chance) if chance.random() < MOVE else kept


_KEPT: Final = frozenset((SIGNS.index("any"), SIGNS.index("fact figure")))


def blurred(taught: Example, chance: random.Random) -> Example:
    """An example whose sentences have lost some of their signs, so that none learns to lean on a single one."""
    # Sorted, for signs come in no fixed order, and chance must fall alike in every run.
    shown = [[sign for sign in sorted(each) if sign in _KEPT or chance.random() >= BLUR] for each in taught.shown]
    return taught._replace(shown=shown)


def log_sum(values: list[float]) -> float:
    """The logarithm of a sum of exponentials."""
    top = max(values)
    return top + math.log(math.fsum(map(math.exp, [value - top for value in values])))


class Model:
    """Weights of signs and of steps, with the squares of past gradients (AdaGrad)."""

    def __init__(self, known: dict[str, tuple[SectionKind, float]] = PRIOR) -> None:
        self._known = [[0.0] * COUNT for _ in SIGNS]
        for sign, (kind, weight) in known.items():
            self._known[SIGNS.index(sign)][KINDS.index(kind)] = weight
        self.signs = [list(weights) for weights in self._known]
        self.steps: defaultdict[tuple[int, int], float] = defaultdict(float)
        self._sign_squares = [[0.01] * COUNT for _ in SIGNS]
        self._step_squares: defaultdict[tuple[int, int], float] = defaultdict(lambda: 0.01)

    def add(self, other: Model, share: float) -> None:
        """Add a share of another model's weights."""
        for mine, theirs in zip(self.signs, other.signs, strict=True):
            mine[:] = [own + share * more for own, more in zip(mine, theirs, strict=True)]
        for pair, weight in other.steps.items():
            self.steps[pair] += share * weight

    def scores(self, shown: list[list[int]]) -> list[list[float]]:
        """What each sentence is worth for each kind by its own signs."""
        return [list(map(sum, zip(*map(self.signs.__getitem__, each), strict=True))) for each in shown]

    def learn(self, taught: Example, weight: float) -> None:
        """One step along the gradient of the probability of a summary's kinds."""
        scores = self.scores(taught.shown)
        ahead, behind = self._ahead(scores), self._behind(scores)
        whole = log_sum([ahead[-1][kind] + self.steps[kind, -1] for kind in range(COUNT)])
        slopes: defaultdict[tuple[int, int], float] = defaultdict(float)
        for place, shown in enumerate(taught.shown):
            chances = [math.exp(ahead[place][kind] + behind[place][kind] - whole) for kind in range(COUNT)]
            slope = [weight * ((kind == taught.kinds[place]) - chances[kind]) for kind in range(COUNT)]
            self._move(shown, slope)
            for kind in range(COUNT):
                slopes[-1, kind] += slope[kind] * (place == 0)
                slopes[kind, -1] += slope[kind] * (place == len(taught.shown) - 1)
        for place in range(1, len(scores)):
            slopes[taught.kinds[place - 1], taught.kinds[place]] += weight
            onward = [own + after - whole for own, after in zip(scores[place], behind[place], strict=True)]
            for old, new in product(range(COUNT), repeat=2):
                slopes[old, new] -= weight * math.exp(ahead[place - 1][old] + self.steps[old, new] + onward[new])
        self._move_steps(slopes)

    def _ahead(self, scores: list[list[float]]) -> list[list[float]]:
        ahead = [[self.steps[-1, kind] + scores[0][kind] for kind in range(COUNT)]]
        for own in scores[1:]:
            last = ahead[-1]
            ahead.append(
                [log_sum([last[old] + self.steps[old, new] for old in range(COUNT)]) + own[new] for new in range(COUNT)]
            )
        return ahead

    def _behind(self, scores: list[list[float]]) -> list[list[float]]:
        behind = [[self.steps[kind, -1] for kind in range(COUNT)]]
        for own in reversed(scores[1:]):
            last = behind[-1]
            behind.append(
                [log_sum([self.steps[old, new] + own[new] + last[new] for new in range(COUNT)]) for old in range(COUNT)]
            )
        return behind[::-1]

    def _move(self, shown: list[int], slope: list[float]) -> None:
        for sign in shown:
            weights, known, squares = self.signs[sign], self._known[sign], self._sign_squares[sign]
            for kind, weight in enumerate(weights):
                step = slope[kind] - DECAY * (weight - known[kind])
                squares[kind] += step * step
                weights[kind] = weight + RATE * step / math.sqrt(squares[kind])

    def _move_steps(self, slopes: dict[tuple[int, int], float]) -> None:
        for pair, slope in slopes.items():
            step = slope - STEP_DECAY * self.steps[pair]
            self._step_squares[pair] += step * step
            self.steps[pair] += RATE * step / math.sqrt(self._step_squares[pair])

    def best(self, shown: list[list[int]]) -> list[int]:
        """The likeliest kinds of a summary's sentences."""
        scores = self.scores(shown)
        totals = [self.steps[-1, kind] + scores[0][kind] for kind in range(COUNT)]
        came_from = []
        for own in scores[1:]:
            last = totals
            before = [max(range(COUNT), key=lambda old: last[old] + self.steps[old, new]) for new in range(COUNT)]
            totals = [last[old] + self.steps[old, new] + own[new] for new, old in enumerate(before)]
            came_from.append(before)
        path = [max(range(COUNT), key=lambda kind: totals[kind] + self.steps[kind, -1])]
        for before in reversed(came_from):
            path.append(before[path[-1]])
        return path[::-1]


def train(summaries: list[tuple[str, Labelled]], seed: int = 5) -> Model:
    """A model of labelled summaries: the mean of its weights after each of the later rounds."""
    chance, model, mean = random.Random(seed), Model(), Model(known={})
    for epoch in range(EPOCHS):
        taught = [blurred(example(source, varied(source, each, chance)), chance) for source, each in summaries]
        chance.shuffle(taught)
        for each in taught:
            model.learn(each, WEIGHT[each.source])
        if epoch >= EPOCHS // 2:
            mean.add(model, 1 / (EPOCHS - EPOCHS // 2))
    return mean


RIGHT, FOLDS = 0.98, 5


def judged(summaries: list[tuple[str, Labelled]], fold: int) -> list[tuple[str, int, int]]:
    """Of each summary of a fold, with what the others taught: its source, the characters that are right, and all."""
    model = train([each for place, each in enumerate(summaries) if place % FOLDS != fold])
    found = []
    for source, labelled in summaries[fold::FOLDS]:
        asked = example(source, labelled)
        right = zip(asked.lengths, asked.kinds, model.best(asked.shown), strict=True)
        found.append((source, sum(n for n, want, got in right if want == got), sum(asked.lengths)))
    return found


def cross_validate(summaries: list[tuple[str, Labelled]]) -> dict[str, float]:
    """For each source, how much of summaries that training did not see is right."""
    counts: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    with ProcessPoolExecutor() as pool:
        for source, right, length in chain.from_iterable(pool.map(partial(judged, summaries), range(FOLDS))):
            counts[source.replace(" ", "_")].append((right, length))
    figures: dict[str, float] = {}
    for source, found in sorted(counts.items()):
        figures[f"{source}_summaries"] = len(found)
        figures[f"{source}_characters"] = round(sum(right for right, _ in found) / sum(n for _, n in found), 4)
        whole = sum(right >= RIGHT * length for right, length in found)
        figures[f"{source}_split_right"] = round(whole / len(found), 4)
    return figures


SCALE: Final = 10
HEADER: Final = '''"""What each sign is worth for each kind, in tenths of log odds: written by tools/learn_cues.py.

The order is that of `digestkit.parsing.cues.KINDS`: summary, objective, methodology, results, implication, other.
"""

from typing import Final

__all__ = ["FIRST_KIND", "LAST_KIND", "NEXT_KIND", "WEIGHTS"]

'''


def rounded(values: list[float]) -> tuple[int, ...]:
    """Weights as small whole numbers."""
    return tuple(round(SCALE * value) for value in values)


def written(model: Model) -> str:
    """The module of the weights."""
    lines = [HEADER, "# fmt: off\nWEIGHTS: Final[dict[str, tuple[int, ...]]] = {\n"]
    for sign, weights in zip(SIGNS, map(rounded, model.signs), strict=True):
        if any(weights):
            lines.append(f'    "{sign}": ({", ".join(f"{weight:d}" for weight in weights)}),\n')
    first, last = ([model.steps[pair] for pair in pairs] for pairs in (
        [(-1, kind) for kind in range(COUNT)], [(kind, -1) for kind in range(COUNT)]
    ))  # fmt: skip
    lines.append(f"}}\n\n# A summary begins with, and ends with, a kind.\nFIRST_KIND: Final = {rounded(first)}\n")
    lines.append(
        f"LAST_KIND: Final = {rounded(last)}\n\n# From a kind (row) to the next (column).\nNEXT_KIND: Final = (\n"
    )
    lines += [f"    {rounded([model.steps[old, new] for new in range(COUNT)])},\n" for old in range(COUNT)]
    return "".join([*lines, ")\n# fmt: on\n"])


def main() -> None:
    """Read the labelled summaries; then judge, or write the weights."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path)
    cli.add_argument("gold", type=Path)
    cli.add_argument("--cross-validate", action="store_true")
    args = cli.parse_args()
    here = Path(__file__).parent
    letters = dict(line.split() for line in (here / "cue_labels.txt").read_text("utf-8").splitlines())
    gold = from_gold(args.gold)
    known = {entry["summary"] for entry in json.loads(args.gold.read_text("utf-8"))}
    summaries = gold + from_digests(args.folder, letters, known)
    used = sum(source == "letters" for source, _ in summaries)
    print(f"{used} of {len(letters)} summaries of cue_labels.txt found in {args.folder}", file=sys.stderr)
    random.Random(5).shuffle(summaries)
    if args.cross_validate:
        print(json.dumps(cross_validate(summaries), indent=2))
    else:
        target = here.parent / "src" / "digestkit" / "parsing" / "cue_weights.py"
        target.write_text(written(train(summaries)), "utf-8")


if __name__ == "__main__":
    main()
