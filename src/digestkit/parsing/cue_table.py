"""The cues by which a sentence without a mark shows what it says, as tables that a reader can extend.

An opening is how a sentence begins; a word counts wherever it stands, the more so near the beginning. What each
cue is worth for each kind of section stands in `cue_weights`. Words are compared in small letters.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["HEAD_LENGTH", "OPENING", "OPENINGS", "WORDS", "WORD_CUES", "Opening", "WordCue"]


class Opening(NamedTuple):
    """How a sentence begins, with an invented example."""

    name: str
    pattern: str
    example: str


_LEAD: Final = r"(?:main|primary|key|central|core|principal|overall|specific|ultimate)"

OPENINGS: Final = (
    Opening(
        "objective",
        rf"(?:(?:the|its|our|an?)\s)?(?:paper's\s|study's\s)?(?:{_LEAD}\s)?(?:research\s)?"
        r"(?:objectives?|aims?|goals?|purposes?|questions?|problems?|hypothes[ie]s|motivation)\b",
        "The main research objective is to map rivers.",
    ),
    Opening(
        "methodology",
        rf"(?:the|its|their|our)?\s?(?:{_LEAD}\s)?(?:proposed\s)?(?:research\s|experimental\s)?"
        r"methodolog(?:y|ies)\b",
        "The key methodology involves boats.",
    ),
    Opening(
        "release",
        r"(?:(?:the|all|our|its|both)\s)?(?:[\w,/-]{1,20}\s){0,3}?(?:codes?|codebase|datasets?|data|models?|weights"
        r"|checkpoints|resources|implementation|benchmark|version)\b(?=[^.]{0,120}\b(?:publicly|open-sourced|released"
        r"|available\s(?:at|on|to|for|under)))",
        "All code and data are publicly available.",
    ),
    Opening(
        "approach",
        rf"(?:the|its|their|our|this)\s(?:{_LEAD}\s)?(?:proposed\s)?"
        r"(?:method|approach|technique|pipeline|process|procedure|training|architecture)\b",
        "The proposed method trains two rafts.",
    ),
    Opening(
        "result",
        rf"(?:the|its|an?|their|our|one)?\s?(?:(?:{_LEAD}|most\simpactful|significant|notable|important)\s)?"
        r"(?:quantitative\s|research\s|experimental\s|empirical\s)?results?\b",
        "Primary results show a recall of 71.5%.",
    ),
    Opening(
        "finding",
        rf"(?:the|its|an?|these|this|our|one)?\s?(?:(?:{_LEAD}|most\simpactful|significant|notable|important)\s)?"
        r"(?:empirical\s|research\s|experimental\s)?(?:findings?|observations?|insights?)\b",
        "The findings suggest that maps help.",
    ),
    Opening(
        "experiment",
        r"(?:the\s|their\s|in\s|through\s)?(?:extensive\s|comprehensive\s|empirical\s|experimental\s"
        r"|quantitative\s|qualitative\s|systematic\s|detailed\s|further\s|theoretical\s|human\s|initial\s|preliminary\s"
        r"|ablation\s|an\s)*(?:experiments?|evaluations?|validation|studies|study|tests|testing|comparisons?|analys[ei]s"
        r"|benchmarking|evaluat(?:ed|ing)|ablations?)\b",
        "Experiments on RiverBench show gains.",
    ),
    Opening(
        "implication",
        rf"(?:the|an?|one|its)?\s?(?:(?:{_LEAD}|most|significant|practical|broader)\s)*"
        r"(?:implications?|takeaways?|significance|impact)\b",
        "The principal implication for engineers is that maps help.",
    ),
    Opening(
        "practitioners",
        r"(?:for\s|this\smeans\s|these\s)?(?:the\s)?(?:(?:ai|ml|machine\slearning)(?:/\w+)?\s)?"
        r"(?:practitioners|engineers|developers|researchers\sand\spractitioners)\b",
        "For AI practitioners, Rill is a cheap map.",
    ),
    Opening(
        "this paper", r"(?:this|the)\s(?:\w+\s)?(?:paper|report|article|thesis|survey)\b", "This paper introduces Rill."
    ),
    Opening(
        "this research",
        r"(?:this|the)\s(?:research|study|work|project|investigation)\b",
        "This research aims to map rivers.",
    ),
    Opening("authors", r"(?:the\s)?(?:authors?|researchers|team|they|we)\b", "The authors train two rafts."),
    Opening("these", r"these\b", "These maps are free."),
    Opening(
        "this verb",
        r"this\s(?=(?:\w+ly\s|also\s)?(?:is|was|implies|suggests|means|indicates|demonstrates|highlights|shows"
        r"|provides|offers|allows|enables|underscores|helps|makes|could|can|may|has|opens|reveals|emphasizes|presents"
        r"|gives|represents|leads|results)\b)",
        "This implies that maps help.",
    ),
    Opening("this noun", r"this\b", "This raft is trained twice."),
    Opening("it", r"it\b", "It floats on two rafts."),
    Opening("in this paper", r"in\sthis\s(?:paper|work|study|report|article)\b", "In this paper, we map rivers."),
    Opening(
        "on",
        r"(?:on|in|across|when|under|with|at|compared|while|for\sexample|for\sinstance)\b",
        "On RiverBench, recall is 71.5%.",
    ),
    Opening(
        "further",
        r"(?:further(?:more)?|additionally|moreover|notably|importantly|specifically|finally|also"
        r"|interestingly|crucially|critically|in\saddition|overall)\b",
        "Notably, rafts need no oars.",
    ),
    Opening("however", r"(?:however|but|although|though|despite|yet)\b", "However, boats sink."),
    Opening("by", r"(?:by|through|using|via|to|based\son|built\son|trained\son|given)\b", "By using oars, rafts turn."),
    Opening("how", r"(?:how|can|do|does|what|why|is|are|whether)\b", "How can rivers be mapped?"),
    Opening("article", r"(?:an?|one|two|three|four|five)\b", "A raft with two oars is trained."),
    Opening("past", r"(?:introduc|propos|develop|present|design|creat)(?:ed|es|s)\b", "Introduced Rill, a map."),
    Opening("past use", r"(?:us|employ|utiliz|leverag|train|conduct|combin|integrat)(?:ed|es|s)\b", "Used two oars."),
    Opening(
        "past find",
        r"(?:achieve[ds]|showed|shows|demonstrate[ds]|finds|reveals|found|outperform\w*|surpass\w*|improved|attained)\b",
        "Achieved a recall of 71.5%.",
    ),
)

OPENING: Final = re.compile(
    r"(?:[-*•+]+\s+)*[\"“*_]*(?:" + "|".join(f"({opening.pattern})" for opening in OPENINGS) + ")"
)


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
        "framework benchmark dataset model method family system survey"
        " paradigm suite toolkit library corpus"
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
        "investigate investigates investigated investigating explore explores"
        " explored exploring"
        " examine examines examined studies",
        "It investigates rivers.",
    ),
    WordCue("analyzes", "analyzes analyze analyzed analysing analyzing surveys reviews", "It analyzes rivers."),
    WordCue(
        "addresses", "address addresses addressed addressing tackle tackles tackled tackling", "It addresses floods."
    ),
    WordCue("whether", "whether how why if what", "It asks whether maps help."),
    WordCue(
        "limits",
        "limitation limitations challenge challenges problem problems lack"
        " lacking gap gaps scarcity issue"
        " issues difficulty difficulties bottleneck shortcomings",
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
        "involves involve involved involving consists consist comprises"
        " comprised comprising includes"
        " include including",
        "It involves boats.",
    ),
    WordCue(
        "uses",
        "uses employs utilizes leverages adopts applies incorporates"
        " integrates combines features extends builds"
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
        "used employed utilized applied developed constructed created"
        " collected curated annotated conducted"
        " evaluated fine-tuned trained built generated implemented",
        "Two oars were used.",
    ),
    WordCue(
        "steps",
        "followed then next subsequently stage stages two-stage three-stage"
        " multi-stage step steps phases phase"
        " pipeline process iteratively where each into during",
        "Rafts are built, then painted.",
    ),
    WordCue(
        "parts",
        "mechanism module modules loss encoder decoder transformer attention"
        " reward rewards function"
        " embeddings tokens token layer layers policy algorithm components optimization gradient"
        " sampling supervised fine-tuning pre-training grpo",
        "A module with a loss.",
    ),
    WordCue(
        "achieves",
        "achieve achieves achieved achieving attain attains attained attaining"
        " reach reaches reached reaching"
        " obtains obtained yields yielded scored scores matches matched",
        "Rill achieves 71.5%.",
    ),
    WordCue(
        "beats",
        "outperform outperforms outperformed outperforming surpass surpasses"
        " surpassed surpassing exceed exceeds"
        " exceeded exceeding beats superior superiority",
        "Rill outperforms Brook.",
    ),
    WordCue(
        "improves",
        "improves improved improvement improvements increases increased"
        " increase reduces reduced reduction"
        " gain gains speedup speedups boosts boosted drop drops decline declines dropped"
        " degradation decrease faster"
        " lower higher",
        "Rill improves recall.",
    ),
    WordCue(
        "shows",
        "show shows showed shown demonstrate demonstrates demonstrated reveal"
        " reveals revealed indicate"
        " indicates indicated find finds found confirm confirms confirmed validate validates observed",
        "Tests show gains.",
    ),
    WordCue(
        "showing",
        "showing demonstrating indicating revealing highlighting suggesting confirming",
        "It won, showing gains.",
    ),
    WordCue(
        "results",
        "results result experiments experiment experimental evaluations"
        " evaluation findings finding empirical"
        " extensive",
        "Experiments differ.",
    ),
    WordCue(
        "metric",
        "accuracy score f1 fid psnr rate average baseline baselines points"
        " respectively compared comparable"
        " state-of-the-art sota best top success pass@1 bleu wer percentage"
        " margin",
        "The accuracy is high.",
    ),
    WordCue(
        "generalizes",
        "generalizes generalize generalizing generalization generalizability robustness robustly exhibits exhibit"
        " exhibited exhibiting excels excel excelling extrapolate extrapolates transfers surprisingly discovered",
        "Rill generalizes to lakes.",
    ),
    WordCue(
        "holds",
        "retains retain retaining maintains maintain maintaining preserves preserving competitive better worse"
        " stronger larger strong smaller fewer",
        "Rill retains its lead.",
    ),
    WordCue(
        "fails", "struggle struggles fail fails suffer suffers falls limited inconsistent", "Brook fails at lakes."
    ),
    WordCue(
        "checked",
        "ablation ablations validated validating verify verifies verified showcased showcasing showcases corroborate"
        " corroborates proves proven",
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
        "offering providing enabling allowing facilitating improving enhancing"
        " reducing leading making"
        " paving contributing simplifying",
        "Rafts float, enabling trade.",
    ),
    WordCue("can", "can could should may must might consider", "Engineers can use Rill."),
    WordCue(
        "potential",
        "potential potentially promising valuable applications application"
        " practical real-world development"
        " deploy deployment deploying future particularly especially crucial insights"
        " need needs alternative scalable"
        " efficient effective robust",
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
        "not no doesn't don't didn't isn't aren't wasn't doesn’t don’t didn’t"
        " isn’t unclear unspecified"
        " unstated omits lacks incomplete",
        "The paper does not say more.",
    ),
    WordCue(
        "tells",
        "provide provided specify specifies specified detail details detailed"
        " discuss discussed mention"
        " mentions mentioned state states stated report reported clarify elaborate disclose disclosed"
        " explicit explicitly clear clearly information describe",
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
