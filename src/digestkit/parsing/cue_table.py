"""The words by which a sentence without a mark shows what it says, as a table that a reader can extend.

A word counts wherever it stands, the more so near the beginning; how sentences begin stands in `cue_openings`. What
each cue is worth for each kind of section stands in `cue_weights`. Words are compared in small letters.
"""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["HEAD_LENGTH", "WORDS", "WORD_CUES", "WordCue"]


class WordCue(NamedTuple):
    """Words that speak for the same, with an invented example."""

    name: str
    words: str
    example: str


WORD_CUES: Final = (
    WordCue("introduces", "introduce introduces introduced introducing unveils", "Rill introduces a map."),
    WordCue("presents", "present presents presented presenting describes", "It presents a map."),
    WordCue("proposes", "propose proposes proposed proposing", "It proposes a map."),
    WordCue(
        "kind",
        "framework benchmark dataset model method family system survey paradigm suite toolkit library corpus"
        " architecture technique",
        "Rill is a framework.",
    ),
    WordCue("novel", "novel new first first-ever", "It is a novel map."),
    WordCue("designed", "called named termed dubbed designed", "A map designed for rafts."),
    WordCue("is", "is are", "Rill is a map."),
    WordCue("was", "was were", "Rill was painted."),
    WordCue("aims", "aim aims aimed aiming seeks seek sought intends strives", "It aims to map rivers."),
    WordCue(
        "objective",
        "objective objectives purpose goal goals objective/question question/objective hypothesis",
        "The objective is a map.",
    ),
    WordCue(
        "investigates",
        "investigate investigates investigated investigating explore explores explored exploring examine examines"
        " examined studies",
        "It investigates rivers.",
    ),
    WordCue("analyzes", "analyzes analyze analyzed analysing analyzing surveys reviews", "It analyzes rivers."),
    WordCue(
        "addresses", "address addresses addressed addressing tackle tackles tackled tackling", "It addresses floods."
    ),
    WordCue("whether", "whether how why if what", "It asks whether maps help."),
    WordCue(
        "limits",
        "limitation limitations challenge challenges problem problems lack lacking gap gaps scarcity issue issues"
        " difficulty difficulties bottleneck shortcomings",
        "Maps have limitations.",
    ),
    WordCue(
        "overcome",
        "overcome overcoming mitigate mitigating alleviate alleviating bridge eliminate",
        "Rafts overcome floods.",
    ),
    WordCue(
        "develop",
        "develop create build design establish enable developing building creating",
        "The aim is to develop maps.",
    ),
    WordCue("improve", "improve enhance reduce accelerate optimize advance boost", "The aim is to improve maps."),
    WordCue(
        "assess", "assess evaluate determine understand identify measure quantify test", "The aim is to assess maps."
    ),
    WordCue("to", "to", "The aim is to map rivers."),
    WordCue("methodology", "methodology methodologies", "The methodology involves boats."),
    WordCue("approach", "approach approaches strategy strategies procedure", "The approach has two steps."),
    WordCue("methods", "methods models techniques systems", "Older methods sink."),
    WordCue(
        "involves",
        "involves involve involved involving consists consist comprises comprised comprising includes include"
        " including",
        "It involves boats.",
    ),
    WordCue(
        "uses",
        "uses employs utilizes leverages adopts applies incorporates integrates combines features extends builds"
        " exploits operates formulates constructs trains optimizes",
        "Rill uses two oars.",
    ),
    WordCue(
        "using",
        "using employing utilizing leveraging incorporating combining integrating via through based",
        "Rafts turn using oars.",
    ),
    WordCue("use", "use leverage utilize employ apply adopt integrate incorporate", "Engineers can use Rill."),
    WordCue(
        "used",
        "used employed utilized applied developed constructed created collected curated annotated conducted"
        " evaluated fine-tuned trained built generated implemented",
        "Two oars were used.",
    ),
    WordCue(
        "steps",
        "followed then next subsequently stage stages two-stage three-stage multi-stage step steps phases phase"
        " pipeline process iteratively where each into during",
        "Rafts are built, then painted.",
    ),
    WordCue(
        "parts",
        "mechanism module modules loss encoder decoder transformer attention reward rewards function embeddings"
        " tokens token layer layers policy algorithm components optimization gradient sampling supervised"
        " fine-tuning pre-training grpo",
        "A module with a loss.",
    ),
    WordCue(
        "achieves",
        "achieve achieves achieved achieving attain attains attained attaining reach reaches reached reaching"
        " obtains obtained yields yielded scored scores matches matched",
        "Rill achieves 71.5%.",
    ),
    WordCue(
        "beats",
        "outperform outperforms outperformed outperforming surpass surpasses surpassed surpassing exceed exceeds"
        " exceeded exceeding beats superior superiority",
        "Rill outperforms Brook.",
    ),
    WordCue(
        "improves",
        "improves improved improvement improvements increases increased increase reduces reduced reduction gain"
        " gains speedup speedups boosts boosted drop drops decline declines dropped degradation decrease faster"
        " decreases decreased lower higher lowers lowered cuts halves halved doubles doubled triples falls fell"
        " rises rose shrinks grew",
        "Rill improves recall.",
    ),
    WordCue(
        "shows",
        "show shows showed shown demonstrate demonstrates demonstrated reveal reveals revealed uncover uncovers"
        " uncovered uncovering indicate indicates indicated find finds found confirm confirms confirmed validate"
        " validates observed",
        "Tests show gains.",
    ),
    WordCue(
        "showing",
        "showing demonstrating indicating revealing highlighting suggesting confirming",
        "It won, showing gains.",
    ),
    WordCue(
        "results",
        "results result experiments experiment experimental evaluations evaluation findings finding empirical"
        " extensive",
        "Experiments differ.",
    ),
    WordCue(
        "metric",
        "accuracy score f1 fid psnr rate average baseline baselines points respectively compared comparable"
        " state-of-the-art sota best top success pass@1 bleu wer percentage margin",
        "The accuracy is high.",
    ),
    WordCue(
        "generalizes",
        "generalizes generalize generalizing generalization generalizability generalizable robustness robustly"
        " excels excel excelling extrapolate extrapolates transfers surprisingly discovered",
        "Rill generalizes to lakes.",
    ),
    WordCue(
        "exhibits",
        "exhibits exhibit exhibited exhibiting displays displayed emerge emerges emerged emergence arises remains",
        "Rill exhibits drift.",
    ),
    WordCue(
        "differs",
        "disparity disparities discrepancy discrepancies correlation correlations correlate correlates correlated"
        " correlating difference differences variation variations variance trend trends pattern patterns tendency",
        "Tests differ with disparities.",
    ),
    WordCue(
        "degree",
        "significant substantial notable remarkable noticeable considerable consistent impressive strong robust",
        "The gain is significant.",
    ),
    WordCue(
        "effectively", "effectively efficiently successfully reliably accurately", "Rill effectively steers boats."
    ),
    WordCue(
        "holds",
        "retains retain retaining maintains maintain maintaining preserves preserving competitive better worse"
        " stronger larger smaller fewer",
        "Rill retains its lead.",
    ),
    WordCue(
        "fails",
        "struggle struggles fail fails failing suffer suffers limited inconsistent underperform",
        "Brook fails at lakes.",
    ),
    WordCue(
        "checked",
        "ablation ablations validated validating verify verifies verified showcased showcasing showcases"
        " corroborate corroborates proves proven",
        "Ablations verify the oars.",
    ),
    WordCue(
        "effectiveness",
        "effectiveness efficacy importance contribution contributions versatility capability capabilities",
        "It shows the effectiveness of oars.",
    ),
    WordCue("also", "also additionally furthermore further moreover lastly finally", "Rill also ships a map of lakes."),
    WordCue("performance", "performance performs perform", "Its performance is high."),
    WordCue("only", "only while up over than by significantly consistently substantially", "It needs only 3 oars."),
    WordCue(
        "practitioners",
        "practitioners practitioner engineers developers ai/ml practitioners'",
        "Engineers can use Rill.",
    ),
    WordCue("implication", "implication implications takeaway significance", "The implication is clear."),
    WordCue(
        "implies",
        "implies imply suggests suggest underscores underscore highlights highlight emphasizes emphasize warrants",
        "This implies that maps help.",
    ),
    WordCue(
        "offers",
        "offers offer provides enables allows allow facilitates paves contributes serves",
        "Rill offers a map.",
    ),
    WordCue(
        "offering",
        "offering providing enabling allowing facilitating improving enhancing reducing leading making paving"
        " contributing simplifying",
        "Rafts float, enabling trade.",
    ),
    WordCue("can", "can could should may must might consider", "Engineers can use Rill."),
    WordCue(
        "potential",
        "potential potentially promising valuable applications application practical real-world development deploy"
        " deployment deploying future particularly especially crucial insights need needs alternative scalable"
        " efficient effective",
        "Maps have potential.",
    ),
    WordCue("without", "without", "It floats without oars."),
    WordCue("working", "working seeking looking", "Engineers working on rivers."),
    WordCue("authors", "authors researchers", "The authors row."),
    WordCue("paper", "paper paper's research study work", "The paper has maps."),
    WordCue(
        "released",
        "publicly open-sourced open-source open-sources released release releases github code available repository",
        "The code is publicly available.",
    ),
    WordCue(
        "denies",
        "not no doesn't don't didn't isn't aren't wasn't doesn’t don’t didn’t isn’t unclear unspecified unstated"
        " omits lacks incomplete",
        "The paper does not say more.",
    ),
    WordCue(
        "tells",
        "provide provided specify specifies specified detail details detailed discuss discussed mention mentions"
        " mentioned state states stated report reported clarify elaborate disclose disclosed explicit explicitly"
        " clear clearly information describe",
        "The paper mentions oars.",
    ),
    WordCue("evaluates", "evaluates evaluating assesses assessing compares benchmarks measuring", "It evaluates maps."),
    WordCue(
        "enhances",
        "enhances accelerates automates synthesizes unifies supports generates bridges",
        "Rill enhances maps.",
    ),
    WordCue("due", "attributed attribute stems due because caused since", "This is attributed to oars."),
)


def _forms(word: str) -> tuple[str, ...]:
    """A word as it stands in texts, with the signs that cling to it."""
    return (word, *(word + sign for sign in ",.;:?"), "(" + word)


# Which cue a word belongs to, by its place in the table.
WORDS: Final = {
    form: place for place, cue in enumerate(WORD_CUES) for word in cue.words.split() for form in _forms(word)
}

# The words of a sentence that count as its beginning.
HEAD_LENGTH: Final = 9
