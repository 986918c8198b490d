"""How sentences begin that say what a summary's sections say, as a table that a reader can extend.

What each opening is worth for each kind of section stands in `cue_weights`. Sentences are compared in small letters.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["OPENING", "OPENINGS", "Opening"]


class Opening(NamedTuple):
    """How a sentence begins, with an invented example."""

    name: str
    pattern: str
    example: str


_LEAD: Final = r"(?:main|primary|key|central|core|principal|overall|specific|ultimate)"

_AUTHORS: Final = r"(?:the\s)?(?:authors?|researchers|team|they|we)\s(?:\w+ly\s|then\s|also\s|further\s|first\s)?"

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
        "implication",
        rf"(?:the|an?|one|its)?\s?(?:(?:{_LEAD}|most|significant|practical|broader)\s)*"
        r"(?:implications?|takeaways?|significance|impact"
        r"|(?:findings?|insights?|lessons?|messages?|conclusions?|results?)\sfor\s(?:\w+\s)?"
        r"(?:practitioners|engineers|developers))\b",
        "The principal implication for engineers is that maps help.",
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
    Opening(
        "authors do",
        rf"{_AUTHORS}(?:train|use|buil[dt]|collect|construct|develop|design|employ|fine-tun|curat|appl[yi]|annotat"
        r"|evaluat|compar|conduct|analy[sz]|creat|measur|combin|sampl|gather|test|implement|formulat|leverag)\w{0,4}\b",
        "The authors train two rafts.",
    ),
    Opening(
        "authors find",
        rf"{_AUTHORS}(?:find|found|show|demonstrat|observ|report|reveal|identif|discover|confirm|prov)\w{{0,4}}\b",
        "The authors find that oars help.",
    ),
    Opening("authors", r"(?:the\s)?(?:authors?|researchers|team|they|we)\b", "The authors row."),
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
    Opening(
        "to address",
        r"to\s(?:address|tackle|solve|overcome|fill|bridge|mitigate|remedy|combat|alleviate|close|this\send)\b",
        "To address this, Rill maps rivers.",
    ),
    Opening("future", r"future\s(?:work|research|directions?|studies|efforts)\b", "Future work may map lakes."),
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
