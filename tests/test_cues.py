from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestkit.models import SectionKind
from digestkit.parsing.cue_openings import OPENING, OPENINGS, Opening
from digestkit.parsing.cue_table import WORD_CUES, WordCue
from digestkit.parsing.cue_weights import FIRST_KIND, LAST_KIND, NEXT_KIND, WEIGHTS
from digestkit.parsing.cues import KINDS, SIGNS, classify, evidence
from digestkit.parsing.sections import explain_sections, split_sections

INTRODUCED = "This paper introduces Rill, a framework for mapping rivers from rafts."
AIMED = "The main research objective is to map rivers without boats."
ROWED = "The key methodology involves training two rafts on a dataset of oars, followed by a painting stage."
WON = "Rill outperforms Brook on RiverBench, achieving a recall of 71.5%."
USED = "For AI practitioners, Rill offers a practical way to build maps."
UNSAID = "The paper does not provide details on the number of oars."
RELEASED = "The code is publicly available on GitHub."


def told(*said: str) -> list[tuple[str, str]]:
    """(kind, text) of the pieces of sentences in a row."""
    text = " ".join(said)
    return [(kind.value, text[left:right].strip()) for left, right, kind in classify(text, 0, len(text))]


def kinds(*said: str) -> list[str]:
    return [kind for kind, _ in told(*said)]


FIVE = ["summary", "objective", "methodology", "results", "implication"]


def test_usual_order() -> None:
    said = (INTRODUCED, AIMED, ROWED, WON, USED)
    assert told(*said) == list(zip(FIVE, said, strict=True))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        pytest.param((INTRODUCED, ROWED, WON, USED), ["summary", "methodology", "results", "implication"], id="no aim"),
        pytest.param((AIMED, ROWED, WON, USED), FIVE[1:], id="no summary"),
        pytest.param(
            (INTRODUCED, AIMED, WON, USED), ["summary", "objective", "results", "implication"], id="no method"
        ),
        pytest.param((INTRODUCED, WON, USED), ["summary", "results", "implication"], id="three"),
        pytest.param((INTRODUCED, AIMED, ROWED, WON, USED, UNSAID), [*FIVE, "other"], id="left unsaid"),
        pytest.param(
            (INTRODUCED, AIMED, WON, ROWED, USED),
            ["summary", "objective", "results", "methodology", "implication"],
            id="results before the method",
        ),
        pytest.param(
            ("- " + INTRODUCED, "- " + ROWED, "- " + WON, "- " + RELEASED),
            ["summary", "methodology", "results", "other"],
            id="inline bullets",
        ),
        pytest.param(
            ("This paper investigates why rafts sink.", AIMED, ROWED, WON, USED),
            FIVE,
            id="first sentence before the aim",
        ),
        pytest.param(
            ("This research investigates whether rafts sink.", ROWED, WON, USED),
            FIVE[1:],
            id="aim in the first sentence",
        ),
    ],
)
def test_other_orders(said: tuple[str, ...], wanted: list[str]) -> None:
    assert kinds(*said) == wanted


KELP = {
    "s": "This paper presents Kelp, a benchmark for underwater navigation.",
    "o": "The study seeks to determine whether divers need maps.",
    "m": "The authors collected 4,000 dives and annotated them in two steps.",
    "r": "The best model reached 62.4% accuracy, surpassing the baseline by 3.1 points.",
    "i": "These findings suggest that developers should consider maps for divers.",
}
RILL = dict(zip("somri", (INTRODUCED, AIMED, ROWED, WON, USED), strict=True))
KIND_OF = dict(zip("somri", FIVE, strict=True))


@pytest.mark.parametrize("said", [RILL, KELP], ids=["Rill", "Kelp"])
@pytest.mark.parametrize(
    "order",
    [
        *("omris", "osmri", "omsri", "irmos"),  # the summary last, second, in the middle
        *("smori", "sormi", "ormi"),  # the objective late
        *("somir", "rsomi", "srmoi", "ors"),  # the results last and first
        *("isomr", "siomr", "somr", "rmi"),  # the implication first, in the middle, none
        *("sr", "ri", "mr", "sori", "omri"),  # several missing
        *("srmri", "simri", "somrir", "srsmi", "smomri"),  # one twice
    ],
)
def test_no_order_is_forced(said: dict[str, str], order: str) -> None:
    assert kinds(*map(said.__getitem__, order)) == [KIND_OF[letter] for letter in order]


@pytest.mark.parametrize(
    "outcome",
    [
        "Ablation studies validate that the oars help.",
        "Rill generalizes to lakes it never saw.",
        "Rill exhibits robustness to missing gauges.",
        "Tests demonstrate how effective oars are.",
        "The study shows that boats fail in floods.",
        "Further analysis reveals that oars matter more than sails.",
    ],
)
def test_outcome_in_the_last_bullet_is_the_result(outcome: str) -> None:
    said = ("- This paper introduces Rill, a model of rivers.", "- Rill uses a graph network.", f"- {outcome}")
    assert kinds(*said) == ["summary", "methodology", "results"]


PLAIN = {
    "summary": "This paper introduces Rill, a map of rivers.",
    "objective": "The research aims to map rivers without boats.",
    "methodology": "The authors train a graph network on readings from 40 rivers.",
    "results": "Primary results show a gain of 4.1% on GaugeNet.",
    "implication": "For AI practitioners, the dataset is free.",
}


@pytest.mark.parametrize("order", list(permutations(PLAIN)), ids=lambda order: "".join(kind[0] for kind in order))
@pytest.mark.parametrize("sure", ["implication", "methodology"])
def test_plain_cues_beat_order(order: tuple[str, ...], sure: str) -> None:
    text = " ".join(map(PLAIN.__getitem__, order))
    place = text.index(PLAIN[sure]) + 1
    [kind] = [kind.value for left, right, kind in classify(text, 0, len(text)) if left <= place < right]
    assert kind == sure


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        pytest.param((INTRODUCED, WON, USED, PLAIN["methodology"]), "methodology", id="authors train, last"),
        pytest.param((INTRODUCED, AIMED, "For engineers, Rill is cheap.", ROWED, WON), "implication", id="engineers"),
        pytest.param((INTRODUCED, AIMED, WON, USED, "The team collected 900 maps."), "methodology", id="team, last"),
    ],
)
def test_plain_cues_wherever_they_stand(said: tuple[str, ...], wanted: str) -> None:
    assert wanted in [kind for kind, text in told(*said) if any(each == text for each in said)]


@pytest.mark.parametrize(
    "outcome",
    [
        "The study found that few gauges suffice.",
        "The authors found that oars matter little.",
        "Weir lowers the error by 12%.",
        "Latency falls by 40% on GaugeNet.",
    ],
)
@pytest.mark.parametrize("place", range(4))
def test_an_outcome_is_the_result_wherever_it_stands(outcome: str, place: int) -> None:
    said = [INTRODUCED, AIMED, ROWED, USED]
    said.insert(place, outcome)
    assert ("results", outcome) in told(*said)


@pytest.mark.parametrize(
    "answer", ["To address this, the authors propose Weir, a graph network.", "To tackle this, Weir uses a graph."]
)
def test_a_problem_that_is_answered_is_the_objective(answer: str) -> None:
    found = kinds("Floods kill thousands each year, and gauges are scarce.", answer, WON, USED)
    assert found[0] == "objective"
    assert found[-2:] == ["results", "implication"]


def test_question_answering_is_no_objective() -> None:
    said = "- Rill brings a gain of 19% in F1 on the question answering dataset RiverQA."
    assert kinds("- Rill is a model of rivers.", "- It uses a graph network.", said)[-1] == "results"


def test_what_introduces_is_the_summary_whatever_else_it_says() -> None:
    first = "This paper introduces Rill, a raft trained on 40 rivers, which outperforms Brook by 3.2%."
    assert told(first, AIMED, ROWED, WON, USED)[0] == ("summary", first)


def test_method_with_an_outcome_is_the_result() -> None:
    mixed = "Trained with two oars on 40 rivers, Rill significantly outperforms Brook by 3.2% on RiverBench."
    assert ("results", mixed) in told(INTRODUCED, AIMED, ROWED, mixed, USED)


def test_neighbours_of_one_kind_are_one_piece() -> None:
    more = "On BrookQA, Rill achieves 64.0% accuracy, surpassing the baseline by 2.1 points."
    assert told(INTRODUCED, AIMED, ROWED, WON, more, USED)[3] == ("results", f"{WON} {more}")


@pytest.mark.parametrize(
    "text",
    [
        "河流的地图。很好。",
        "本文提出潮汐模型。它采用图网络。误差降低26%。代码已公开。",
        "Diese Arbeit zeigt Karten. Sie nutzt Boote. Der Fehler sinkt um 26%.",
        "Хорошо.",
        "17, 18.",
        "Sss zzz.",
    ],
)
def test_text_without_cues_is_other(text: str) -> None:
    assert [kind for _, _, kind in classify(text, 0, len(text))] == [SectionKind.OTHER]
    assert list(evidence(text, 0, len(text))) == []


def test_only_the_stretch_asked_for_is_read() -> None:
    text = f"{AIMED} {WON}"
    start = len(AIMED) + 1
    assert list(classify(text, start, len(text))) == [(start, len(text), SectionKind.RESULTS)]


def test_place_is_weighed_once() -> None:
    assert not [sign for sign in SIGNS if sign.startswith("place")]


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening.name)
def test_each_opening_opens_its_example(opening: Opening) -> None:
    place = OPENINGS.index(opening)
    match = OPENING.match(OPENINGS[place].example.lower())
    assert match is not None
    assert match.lastindex == place + 1


@pytest.mark.parametrize("cue", WORD_CUES, ids=lambda cue: cue.name)
def test_each_word_cue_is_in_its_example(cue: WordCue) -> None:
    found = WORD_CUES[WORD_CUES.index(cue)]
    example = found.example.lower().replace(",", " ").replace(".", " ").split()
    assert set(found.words.split()) & set(example)


def test_no_word_belongs_to_two_cues() -> None:
    words = [word for cue in WORD_CUES for word in cue.words.split()]
    assert sorted(words) == sorted(set(words))


def test_weights_fit_the_tables() -> None:
    assert set(WEIGHTS) <= set(SIGNS)
    assert {len(weights) for weights in (*WEIGHTS.values(), FIRST_KIND, LAST_KIND, *NEXT_KIND)} == {len(KINDS)}
    assert len(NEXT_KIND) == len(KINDS)


def test_no_sum_of_weights_leaves_its_16_bits() -> None:
    for kind in range(len(KINDS)):
        assert sum(abs(weights[kind]) for weights in WEIGHTS.values()) < 1 << 15


def words_found(text: str) -> list[list[str]]:
    """The words of the cues of each sentence."""
    found = evidence(text, 0, len(text))
    return [[text[slice(*cue.words)] for cue in each.cues if cue.words] for each in found]


def test_evidence_names_the_words() -> None:
    text = f"{INTRODUCED} {AIMED} {ROWED} {WON} {USED}"
    found = words_found(text)
    assert all(found)
    assert "introduces" in found[0]
    assert "The main research objective" in found[1]
    assert "methodology" in found[2]


def test_reasons_of_marks_and_of_words() -> None:
    text = f"{INTRODUCED} {AIMED} **Results:** {WON}"
    first, second, third = explain_sections(text)
    assert [reason.section for reason in (first, second, third)] == list(split_sections(text))
    assert len(first.evidence) == len(second.evidence) == 1
    assert third.evidence == ()
    assert third.section.label == "Results"


def test_marks_that_open_all_five_kinds_leave_none_to_the_text_before() -> None:
    text = f"{INTRODUCED} i) Rill. ii) Sail. iii) Oars. iv) 3%. v) Go."
    first, *marked = split_sections(text)
    assert (first.kind, first.inferred) == (SectionKind.OTHER, False)
    assert [section.kind.value for section in marked] == FIVE
    assert explain_sections(text)[0].evidence == ()


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        pytest.param(WON, "outperforms", id="outcome"),
        pytest.param(UNSAID, "not", id="left unsaid"),
        pytest.param(USED, "practitioners", id="word with a comma"),
    ],
)
def test_evidence_of_a_sentence(sentence: str, named: str) -> None:
    assert named in words_found(f"{INTRODUCED} {AIMED} {sentence}")[-1]


said = st.lists(st.sampled_from((INTRODUCED, AIMED, ROWED, WON, USED, UNSAID, RELEASED)), min_size=1, max_size=8)
noise = said.map(" ".join) | st.text(max_size=300)


@given(noise)
def test_pieces_tile(text: str) -> None:
    pieces = list(classify(text, 0, len(text)))
    assert "".join(text[left:right] for left, right, _ in pieces) == (text if text.strip() else "")
    assert all(one[2] is not two[2] for one, two in pairwise(pieces))


@given(noise)
def test_every_section_has_its_reason(text: str) -> None:
    reasons = explain_sections(text)
    assert tuple(reason.section for reason in reasons) == split_sections(text)
    assert all(each.kind is reason.section.kind for reason in reasons for each in reason.evidence)
