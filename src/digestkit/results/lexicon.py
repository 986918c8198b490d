"""Step 3: the words that carry the meaning of a result's sentence, each under one letter.

`phrases` writes a sentence as a string of these letters, in which the later steps look for forms: `Mo#` is a metric of
a number ("accuracy of 71.5%"). To teach digestkit a word, add it to the line of its letter: in small letters, each word
under one letter alone. A word is what stands between spaces, with its hyphens. Names are in `gazetteer`.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CLASSES", "class_of", "is_metric_word", "is_plain_word", "words_of"]


def words_of(text: str) -> frozenset[str]:
    """The words of a list that is written as a text, to be asked whether a word is one of them.

    >>> sorted(words_of("maps rivers"))
    ['maps', 'rivers']
    """
    return frozenset(text.split())


# Each letter and its words.
_TABLE: Final = (
    # --- small words
    # articles, possessives, "both", "each"
    ("d", "a all an another any both each every her his its my our some the their these this those your"),
    # "of"
    ("o", "of"),
    # "on"
    ("n", "on onto upon"),
    # "in"
    ("i", "during in inside throughout within"),
    # "for"
    ("f", "for"),
    # "at"
    ("a", "at under"),
    # "with", and participles used like it: "using Rill"
    ("w", "alongside based despite employing given leveraging thanks through using utilizing via with without"),
    # "across"
    ("x", "across among amongst"),
    # "to"
    ("t", "into to toward towards"),
    # "from"
    ("r", "from"),
    # "by"
    ("y", "by"),
    # "than", "over", "versus"
    ("v", "above against below over than versus vs vs."),
    # "compared to", "in contrast to"
    ("c", "compared compares comparison contrast contrasting opposed relative"),
    # "and"
    ("&", "and or plus"),
    # pronouns: "it reaches"
    ("p", "he it itself one ones she themselves they"),
    # forms of "to be", auxiliaries
    (
        "b",
        """
        are be been being can could did do does is may might remain remained remains stands stayed stays was were will
        would
        """,
    ),
    # conjunctions and relative pronouns open a clause
    (
        "h",
        """
        after although as because before but hence if since so that thereby though until when whenever where whereas
        which while whilst who whose yet
        """,
    ),
    # words that open an example: "such as"
    ("q", "e.g especially i.e include includes including like namely particularly specifically such"),
    # adverbs, which most forms skip
    (
        "k",
        """
        about additionally almost alone already also approximately around between clearly comparably considerably
        consistently directly down dramatically drastically easily effectively even far finally first furthermore
        generally greatly here highly however instead jointly just largely least marginally markedly merely moreover
        most much nearly not notably now often only out respectively roughly second significantly simultaneously
        slightly sometimes statistically still substantially successfully then there third thus together typically
        ultimately up very well
        """,
    ),
    # --- verbs
    # verbs between a system and its level: "Rill reaches 71.5%"
    (
        "H",
        """
        achieve achieved achieves achieving allow allowed allowing allows answer answers approaching attain attained
        attaining attains averaged averages averaging boast boasted boasting boasts bring bringing brings brought claim
        claimed claims clocked clocks completed completes consume consumes consuming converge converged converges
        correspond costing covers create creates creating decodes deliver delivered delivering delivers demonstrate
        demonstrated demonstrates demonstrating earn earned earning earns enable enabled enables enabling exhibit
        exhibited exhibiting exhibits experience experienced experiences fail failed fails garner garnered garners gave
        generate generated generates generating get gets getting give gives giving got had has have having hitting
        hold holding holds incur incurring incurs indicate indicated indicates indicating introduce introduced
        introduces introducing keep keeping keeps kept leads led maintain maintained maintaining maintains manage
        managed manages match matched matches matching measure measured measures need needed needing needs observe
        observed observes obtain obtained obtaining obtains offer offered offering offers operates operating peak peaked
        peaks perform performed performs post posted posting posts preserve preserved preserves preserving processes
        produce produced produces producing provide provided provides providing ranging ranked ranking ranks reach
        reached reaches reaching recorded recording records recover recovered recovering recovers register registers
        renders reporting reports represent representing represents require required requires requiring resulted
        resulting retain retained retaining retains reveal revealed revealing reveals run running runs saw scored
        scoring secure secured secures securing see sees show showed showing shown shows solve solved solves struggle
        struggled struggles
        suffer suffered suffers supports sustain sustained sustains take takes taking took totaling totalling use uses
        yield yielded yielding yields
        """,
    ),
    # verbs of rising: "Rill improves recall by 5%"
    (
        "U",
        """
        accelerate accelerated accelerates accelerating advance advanced advances advancing amplified amplifies amplify
        augment boosted boosting bumped bumps change changed changes changing climb climbed climbing climbs double
        doubles doubling drive drives driving drove elevate elevated elevates elevating enhance enhanced enhances
        enhancing expand expanded expanding expands gained gaining grew grow growing grows improve improved improves
        improving increased increasing inflate inflates inflating jumped jumping jumps lifted lifting pushed pushes
        pushing raise raised raises raising risen rises rising rose sped speeding strengthening strengthens triple
        triples tripling upgraded upgrades upgrading
        """,
    ),
    # verbs of falling: "Rill cuts latency by 5%"
    (
        "L",
        """
        alleviate collapse collapsed collapses collapsing compress compressed compresses compressing curbs cutting
        declined declining decreased decreasing degrade degraded degrades degrading deteriorated deteriorates diminish
        diminished diminishes dropped dropping eliminate eliminated eliminates eliminating fallen falling falls fell
        halves hurt hurts lessening lessens lose loses losing lost lowered lowering lowers minimize minimized minimizes
        minimizing mitigate mitigated mitigates mitigating narrowed narrowing narrows plummet plummeted plummeting
        plummets prune pruned prunes pruning reduce reduced reduces reducing save saved saves shorten shortened
        shortening shortens shrank shrink shrinking shrinks slash slashed slashes slashing slow slowed slowing slows
        suppress suppressed suppresses trim trimmed trimming trims worsen worsened worsens
        """,
    ),
    # verbs that compare: "Rill beats Brook by 5%"
    (
        "B",
        """
        beat beaten beating beats bests eclipse eclipses eclipsing exceed exceeded exceeding exceeds lag lagged lagging
        lags outdo outdoes outpace outpaces outpacing outperform outperformed outperforming outperforms outrank outscore
        outscores outscoring overtake overtakes overtaking surpass surpassed surpasses surpassing topped topping tops
        trail trailed trailing trails underperform underperformed underperforming underperforms
        """,
    ),
    # other verbs and participles: "trained on Quartz"
    (
        "E",
        """
        accepted account accounting accounts adapted adapting add added adding address addresses addressing adds aim
        aims aligned aligning analyze analyzed analyzes annotated applied applies apply applying build building builds
        built chosen collect collected collecting combine combined combines combining compare comparing comprise
        comprises comprising conduct conducted conducts confirm confirmed confirms consist consisting consists construct
        constructed constructing constructs contain containing contains curate curated curating denoted depends design
        designed designing designs detect detected detecting develop developed developing develops distinguishing employ
        employed employs ensued ensures ensuring establish established establishes establishing estimating evaluate
        evaluated evaluates evaluating examine examines excel excelling excels explore explores extend extended
        extending extends failing featuring find finds fine-tune fine-tuned fine-tunes fine-tuning finetuned finetuning
        focuses focusing follow followed following follows found highlight highlighted highlighting highlights
        identified identifies identify identifying implement implemented implements integrate integrated integrates
        integrating investigate investigated investigates involve involved involves involving learn learned learns
        leverage leveraged leverages made make makes making masking merged merging optimize optimized optimizes
        optimizing outlines overcomes overcoming pre-trained predict predicted predicting predicts prefer preferred
        preferring present presented presenting presents pretrained propose proposed proposes proposing range ranges
        released releasing relies rely remove removed removing replace replaced replacing respond responds rivaling
        rivals scale scaled scaled-up scales scaling seeks select selected selecting serve serves serving solving span
        spanning spans suggest suggesting suggests tested train trained trains tuned tuning underscores underscoring
        understand used utilize utilized utilizes validate validated validates validating varies vary varying verified
        verifying works
        """,
    ),
    # --- nouns and adjectives
    # nouns of rising: "a gain of 5%"
    (
        "G",
        """
        acceleration accelerations advancement advantage amplification boost boosts bump enhancement enhancements gain
        gains growth improvement improvements increase increases increment increments jump lead leap lift lifts margin
        margins rise speed-up speed-ups speedup speedups surge uplift upturn
        """,
    ),
    # nouns of falling: "a drop of 5%"
    (
        "R",
        """
        cut cuts decline declines decrease decreases deficit degradation degradations deterioration dip drop drop-off
        drops fall gap gaps penalty reduction reductions saving savings shrinkage slowdown slowdowns
        """,
    ),
    # "more" and its kin: "5% higher recall"
    (
        "F",
        """
        additional better bigger closer deeper efficient faster greater higher larger longer more quicker richer
        stronger wider
        """,
    ),
    # "less" and its kin: "5% lower latency"
    ("S", "cheaper fewer less lighter lower poorer shorter slower smaller thinner weaker worse"),
    # quantities in words: "an accuracy of 71.5%"
    (
        "M",
        """
        acceptance accuracies accuracy adherence aesthetic agreement alignment bandwidth bias budget calibration
        capabilities capability coefficient coherence competence completion complexity compliance compression
        consistency consumption convergence correctness correlation correlations cosine cost costs coverage delay
        deviation dice distance divergence diversity effectiveness efficiency energy entropy error errors exact-match
        fairness faithfulness fidelity fluency footprint generalization hallucination hallucinations harmlessness
        hausdorff helpfulness hit hits index indices informativeness intensity jaccard kappa kurtosis latency leakage
        length likelihood log-likelihood loss losses memorization memory misalignment overhead overlap parameters pass
        pearson percentile performance perplexities perplexity plausibility power precision preference preferences
        probability proficiency progress progression quality quantity rank rate rates rating ratings ratio ratios
        realism recall refusal relevance return returns reward rewards robustness run-time runtime score scores
        sensitivity similarity size sparsity spearman specificity speed speeds stability success thoroughness throughput
        time times tokens toxicity transferability usage usefulness utility utilization variance volume win wins
        """,
    ),
    # quantities in short: "an FID of 2.1"
    (
        "M",
        """
        ap aps asr auac auc aucs auprc auroc bertscore bleu bleu-4 bpb bpc cer cfid chrf cider cka clip-i clip-s
        clip-score clip-t comet dino dnsmos dsc ece elo elo-rating f-score f1 f1-score f1-scores f1score fid fids flop
        flops fnr fpr fvd gfid gflops gpa hit@1 hota idf1 ifid iou j&f jga kid lpips lse-c lse-d macs mae maniqa map
        mape mauve mcc meteor miou mos mota mpjpe mrr mse musiq ndcg nfe nfes niqe nll nmse nrmse pa-mpjpe pck pesq ppl
        pq psnr pve r2 ram rfid rmsd rmse rouge rouge-1 rouge-2 rouge-l rpe rtf si-snr sim snr spice ssim stoi tfid
        tflops tnr tpr utmos vmaf vram wer
        """,
    ),
    # nouns of data and tasks: "on the Quartz test set"
    (
        "K",
        """
        arena benchmark benchmarks challenge challenges collection competition competitions corpora corpus data-set
        dataset datasets domain domains environment environments evaluation evaluations exam exams language languages
        leaderboard leaderboards problem problems questions scenario scenarios set sets setting settings simulation
        simulations split splits subset subsets suite suites task tasks test test-set testbed tests testset track tracks
        """,
    ),
    # nouns of systems: "the Rill model"
    (
        "T",
        """
        agent agents algorithm algorithms alternative alternatives approach approaches architecture architectures
        baseline baselines classifier competitor competitors counterpart counterparts decoder detector encoder expert
        experts framework frameworks generator human humans llm llms lmm lmms lvlm lvlms method methods mllm mllms model
        models module modules network networks paradigm participants pipeline pipelines policies policy predecessor
        predecessors recipe retriever runner-up scheme slm slms solver solvers sotas strategies strategy student system
        systems teacher team teams technique techniques tokenizer transformer transformers variant variants vlm vlms
        workflow workflows
        """,
    ),
    # adjectives, most of them praise, which names leave out
    (
        "J",
        """
        absolute approximate best best-performing clear comparable competitive considerable corresponding dramatic
        entire estimated excellent extra fastest first-ever full further good greatest high highest huge impressive
        large largest leading lossless low lowest major marginal marked massive maximum meaningful mere minimal modest
        near-lossless near-perfect negligible new notable noticeable novel outstanding perfect performing poor potential
        promising record remarkable reported respective robust same significant similar single slight small smallest
        sota state-of-the-art statistically-significant striking strong substantial superior top top-performing
        """,
    ),
    # nouns of reports: neither a system nor a quantity
    (
        "z",
        """
        analyses analysis author authors evidence experiment experiments finding findings implication implications
        methodology objective observation observations paper practitioner practitioners report research researchers
        result results review study summary survey we work
        """,
    ),
)
CLASSES: Final = {word: letter for letter, words in _TABLE for word in words.split()}

# What a word that is in no list tells by its end: "outlining Rill", "sparsely".
_ENDING: Final = re.compile(r"[a-z]{3,}(?:(?P<E>ing|ed|ises|izes)|(?P<k>ly))")
_ADJECTIVE_ENDING: Final = re.compile(r"[a-z]{3,}(?:al|ive|ous|ary|able|ic)")  # "Numerical"
# Nouns and adjectives that end like a verb or an adverb.
_NO_VERB: Final = words_of(
    """
    anomaly answering assembly based bed captioning clustering coding daily decoding denoising driving early editing
    embed embedding encoding family feed fine-tuning finetuning following forecasting function-calling grounding
    hashing hundred imaging indeed inpainting king landing learning mapping matching meaning modeling modelling monthly
    need outpainting parsing planning playing post-training pre-training pretraining processing prompting pruning
    question-answering ranking rating reasoning rendering retrieval-augmented rewriting ring routing sampling scaling
    seed self-supervised setting shading speed steering string supervised testing thing timing tool-calling tracking
    training understanding unlearning unseen unsupervised weekly weighted writing
    """
)
# "TarnBench", "GPT4", "4DVox", "mRill": two capitals, a capital and a digit, a digit or small letter before a capital.
_PROPER: Final = re.compile(
    r"[^\W\d_A-Z]*[A-Z].*[A-Z\d] | [^\W\d_]*\d.*[A-Za-z] | [^\W\d_a-z]*[a-z].*[A-Z]", re.VERBOSE
)
_METRIC_SHAPE: Final = re.compile(
    r"""
      .* @ (?:\d+|k|K|N) (?: [-\w%.=]* )?          # "pass@1", "Recall@5", "AP40@IOU=0.7"
    | [mrgspwn]? (?:AP|AR|AUC|FID|IoU|F1|FVD|MAE|MSE|RMSE|PSNR|SSIM) [\d_.-]{0,5} [A-Za-z]?       # "mAP50"
    | R² | F\d | R\d | IS | PER | EM | ATE | AR | WA | BLEU-?\d | ROUGE-?[\dLW] | B@\d | [Tt]op-?\d+
    | .*(?:Score|score|Acc|Rate|Sim|IoU|F1|FID|AUC|BLEU|MSE)                                      # "TarnScore"
    """,
    re.VERBOSE,
)
_METRIC_LETTERS: Final = frozenset("rρκτ")  # of correlation
# "cross-correlation", "problem-wise accuracy": the last part tells.
_MEASURES: Final = words_of(
    "accuracy consistency correlation distance error latency precision rate ratio recall score similarity"
)
_ALWAYS_PRAISE: Final = words_of("sota state-of-the-art")
# With a capital amid a sentence any other word is part of a name: "the Canny Matching score", "DAVIS First".
_NEVER_NAMES: Final = frozenset("MKTdonwifatrycpb&")


def class_of(word: str, *, opens: bool = False) -> str:
    """The letter of a word; `opens` says that it is a sentence's first, whose capital tells nothing.

    >>> "".join(class_of(word) for word in "ORION achieves a recall of".split())
    'XHdMo'
    """
    lower = word.lower()
    known = CLASSES.get(lower)
    capital = word != lower and lower not in _ALWAYS_PRAISE
    if known is not None and (not capital or opens or known in _NEVER_NAMES):
        return known
    named = _class_of_name(word, lower, capital=capital, opens=opens)
    if named is not None:
        return named
    ending = _class_of_ending(lower)
    if ending is not None:
        return ending
    return "X" if capital and not _ADJECTIVE_ENDING.fullmatch(lower) else "N"


def _class_of_name(word: str, lower: str, *, capital: bool, opens: bool) -> str | None:
    """A metric or a name by its shape; a number that is no mention is part of a name ("AIME 2024")."""
    if word.isdecimal() or (word[0].isdigit() and "." in word):
        return "X"
    if not capital and word.isalpha():  # most words by far
        return "M" if word.endswith("score") or word in _METRIC_LETTERS else None
    if _METRIC_SHAPE.fullmatch(word) or (not capital and "-" in lower and lower.rpartition("-")[2] in _MEASURES):
        return "M"
    return "X" if _PROPER.match(word) or (word[0].isupper() and not opens) else None


def _class_of_ending(lower: str) -> str | None:
    if lower in _NO_VERB:
        return "N"
    ending = _ENDING.fullmatch(lower)
    return ending.lastgroup if ending else None


def is_metric_word(word: str) -> bool:
    """Does a word name something measured: "accuracy", "FID", "pass@1"?"""
    return class_of(word) == "M"


def is_plain_word(word: str) -> bool:
    """Is a word in small letters one of the table's, and no noun of measurement?"""
    return CLASSES.get(word, "M") != "M"
