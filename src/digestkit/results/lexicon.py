"""The words that carry the meaning of a result's sentence, each under one letter.

`phrases` writes a sentence as a string of these letters, in which the other modules look for forms: `M o #` is a metric
of a number ("accuracy of 71.5%"). To teach digestkit a word, add it to its line here.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "CLASSES",
    "class_of",
    "is_metric_word",
    "is_plain_word",
    "names_data",
    "names_hardware",
    "names_model",
    "names_task",
]

_TABLE: Final = {
    # small words
    "d": """a an the its their our this these those his her all both each any some another every my your""",
    "o": "of",
    "n": "on onto upon",
    "i": "in within during inside throughout",
    "f": "for",
    "a": "at under",
    "w": "with using via through leveraging without employing utilizing by-using thanks given based despite",
    "x": "across among amongst",
    "t": "to into towards toward",
    "r": "from",
    "y": "by",
    "v": "over than versus vs vs. against above v.s. vs.the",
    "c": "compared relative comparison contrast contrasting opposed compares",
    "&": "and or plus & as-well-as respectively.",
    "p": "it they he she itself themselves ones one",
    "b": """is was are were be been being can could will would may might does do did remains
        remain remained stands stays stayed""",
    "h": """while whereas when whenever although though if where which who whose that because since as but so thereby
        thus hence whilst even until before after without-losing yet""",
    "q": """such like including e.g. e.g i.e. i.e specifically namely notably particularly especially 
        include includes""",
    "k": """significantly only just also even respectively consistently substantially approximately about nearly
        almost roughly around further then still not now thus overall.  however additionally moreover furthermore
        respectively, highly most very well notably largely merely up out both. together alone simultaneously
        dramatically considerably effectively successfully markedly consistently, generally typically already often
        sometimes here there directly jointly slightly marginally greatly drastically easily comparably statistically
        on-average ultimately clearly much far instead first second third finally least""",
    # verbs
    "H": """has have had having achieve achieves achieved achieving reach reaches reached reaching obtain obtains obtained obtaining attain
        attains attained attaining yield yields yielded yielding show shows showed showing shown demonstrate demonstrates
        demonstrated demonstrating exhibit exhibits exhibited exhibiting deliver delivers delivered delivering produce
        produces produced producing get gets getting got post posts posted posting record records recorded recording
        maintain maintains maintained maintaining report reports reported reporting see sees saw observe observes
        observed earn earns earned earning hit hits hitting ranging register registers attains scoring scored secure secures
        secured securing offer offers offered offering provide provides provided providing bring brings bringing brought
        set sets setting result resulted resulting lead leads leading-to led reveal reveals revealed revealing
        indicate indicates indicated indicating correspond represents representing represent
        produce peaks peaked peak hold holds holding averages averaged averaging measure measures measured
        preserve preserves preserved preserving retain retains retained retaining keep keeps kept keeping recover
        recovers recovered recovering incur incurs incurring requires require required requiring needs need needed
        needing takes take took taking uses use consumes consume consuming perform performs performed run
        runs running operates operating costs costing totaling totalling covers answers answer completes completed
        experience experiences experienced suffer suffers suffered ranked ranks ranking
        converge converges converged generate generates generating generated sustain sustains sustained supports
        including-a surpass-with introduce introduces introduced introducing create creates creating enables enabling
        enable enabled allows allowing allow allowed decodes renders processes matched matches matching match approaching
        approaches struggle struggles struggled fail fails failed""",
    "U": """change changes changed changing improve improves improved improving increase increases increased increasing boost boosts boosted boosting
        raise raises raised raising enhance enhances enhanced enhancing lift lifts lifted lifting accelerate accelerates
        accelerated accelerating rise rises rose rising risen climb climbs climbed climbing grow grows grew growing
        gain gains gained gaining jump jumps jumped jumping advance advances advanced advancing double doubles speed speeds speeding
        sped elevate elevates elevated elevating expand expands expanded expanding amplify amplifies amplified
        strengthens strengthening augment inflating inflates inflate upgrades upgrading upgraded""",
    "L": """reduce reduces reduced reducing decrease decreases decreased decreasing cut cuts cutting lower lowers lowered
        lowering drop drops dropped dropping fall falls fell falling fallen decline declines declined declining shrink
        shrinks shrank shrinking save saves saved saving minimize minimizes minimized minimizing degrade degrades
        degraded degrading lose loses lost losing compress compresses compressed compressing shorten shortens shortened
        shortening prune prunes pruned pruning mitigate mitigates mitigated mitigating suppress suppresses suppressed
        plummet plummets plummeted plummeting diminish diminishes diminished alleviate eliminates eliminate eliminated
        eliminating trims trim trimmed trimming slash slashes slashed slashing slow slows slowed slowing worsen worsens
        worsened hurts hurt deteriorates deteriorated collapse collapses collapsed collapsing narrows narrowing narrowed
        curbs halves lessens lessening cutting-down""",
    "B": """outperform outperforms outperformed outperforming surpass surpasses surpassed surpassing exceed exceeds
        exceeded exceeding beat beats beating beaten outpace outpaces outpacing outscore outscores outscoring top tops
        topping topped outrank best-ing bests trail trails trailing trailed lag lags lagging lagged underperform
        underperforms underperforming underperformed outdo outdoes eclipse eclipses eclipsing overtake overtakes
        overtaking leads-over wins win-over""",
    "E": """use-of trained train trains training-on evaluated evaluate evaluates evaluating tested test-on applied apply
        applies applying proposed propose proposes proposing present presents presented presenting find finds found
        finding involves involve involved involving conducted conduct conducts leverages leverage leveraged employs
        employ employed utilizes utilize utilized used develop develops developed developing design designs designed
        designing investigate investigates investigated examine examines explores explore aims aim seeks make makes made
        making implement implements implemented analyze analyzes analyzed integrate integrates integrated integrating
        combine combines combined combining contains contain containing comprises comprise comprising consists consist
        consisting suggests suggest suggesting highlight highlights highlighting highlighted underscores
        underscoring indicate-that outlines validate validates validated validating confirm confirms confirmed
        compare comparing optimize optimizes optimized optimizing fine-tune fine-tunes finetuned fine-tuned fine-tuning
        finetuning pre-trained pretrained scaled scaling scales scale serves serving serve works tuned tuning adding
        added adds add removing removed remove replacing replaced replace extends extending extend extended selected
        selecting select requires-only collected collecting collect curated curating curate constructed constructing
        construct constructs built build builds building annotated following follows follow followed adapting
        adapted ensures ensuring addressing addresses address overcomes overcoming identify identifies identified
        identifying predicting predict predicts predicted detecting detect detected distinguishing estimating solving
        generating-from aligning aligned merging merged masking measured-by establishing establish establishes
        established scaled-up surpass-all verified verifying given-by denoted accepted remains-at released releasing
        failing depends relies rely understand learn learns learned
        learning-from chosen preferred prefer preferring respond responds range ranges spanning span spans
        varying vary varies rivaling rivals averages-over excels excel excelling focuses focusing featuring
        accounting account accounts ensued achieved-by""",
    # nouns that say which way
    "G": """improvement improvements gain increase increases boost boosts lift lifts uplift rise growth advantage lead
        speedup speedups speed-up speed-ups acceleration accelerations enhancement enhancements advancement increment
        increments margin margins jump leap upturn surge bump gains amplification""",
    "R": """reduction reductions decrease decreases drop drops decline declines degradation degradations loss-of saving
        savings shrinkage deterioration cut cuts fall loss-in compression-of gap gaps deficit drop-off slowdown
        slowdowns dip penalty""",
    "F": """more higher faster better greater more larger longer quicker stronger bigger additional
        superior efficient deeper wider richer closer""",
    "S": """less lower fewer less smaller shorter cheaper slower worse weaker lighter thinner poorer""",
    # nouns of a measurement, of data, of a system
    "M": """accuracy accuracies score scores rate rates precision recall f1 f1-score f1-scores f-score f1score fid fids
        kid fvd psnr ssim lpips clip-score miou iou map ap auc auroc auprc aucs bleu bleu-4 rouge rouge-l rouge-1 rouge-2
        meteor cider spice wer cer mae mse rmse nrmse mape mrr ndcg mcc perplexity perplexities ppl latency throughput speed speeds
        time times memory vram usage cost costs flops flop macs error errors loss losses correlation correlations
        agreement kappa ratio ratios elo rating ratings win wins success performance quality consistency similarity
        distance divergence efficiency preference preferences hallucination hallucinations length size footprint
        coefficient bandwidth overhead sparsity probability likelihood log-likelihood nll utility fidelity ram faithfulness
        toxicity diversity coverage robustness capability capabilities generalization alignment overlap sensitivity
        specificity variance deviation entropy reward rewards return returns progress progression completion runtime
        run-time consumption complexity hit hits hit@1 exact-match elo-rating dice hausdorff gflops tflops energy
        power budget delay rtf tokens parameters asr dsc cka nfe nfes tpr fpr fnr tnr r2 pearson spearman nfes aps
        pass cosine snr si-snr pesq stoi mos utmos dnsmos sim dino clip-t clip-i clip-s niqe musiq maniqa vmaf
        aesthetic gpa pck mota idf1 hota pq lse-c lse-d jaccard iou@0.5 j&f bertscore chrf comet mauve geneval-score
        fluency coherence relevance calibration ece compression transferability rank percentile bias
        misalignment refusal compliance leakage memorization stability convergence effectiveness fairness
        acceptance index indices correctness thoroughness helpfulness harmlessness usefulness informativeness quantity volume intensity kurtosis realism plausibility adherence proficiency
        competence utilization bpb bpc rfid gfid ifid cfid tfid nmse mpjpe pa-mpjpe rpe jga auac""",
    "K": """benchmark benchmarks dataset datasets data-set corpus corpora suite suites leaderboard leaderboards test tests
        task tasks split splits subset subsets set sets challenge challenges problem problems evaluation evaluations
        domain domains setting settings scenario scenarios environment environments questions competition competitions
        exam exams arena track tracks track. testset test-set testbed simulation simulations collection language languages""",
    "T": """model models method methods approach approaches framework frameworks baseline baselines system systems
        variant variants agent agents technique techniques llm llms mllm mllms vlm vlms lvlm lvlms slm slms lmm lmms
        architecture architectures algorithm algorithms pipeline pipelines strategy strategies policy policies network
        networks counterpart counterparts competitor competitors approach's state-of-the-art sota sotas transformer
        transformers decoder encoder tokenizer classifier detector retriever generator solver solvers predecessor
        predecessors teacher student human humans participants experts expert team teams module modules scheme
        alternatives alternative paradigm recipe runner-up""",
    "J": """average- state-of-the-art- new novel strong impressive remarkable notable significant substantial
        considerable high competitive comparable superior best top leading overall- relative absolute further single
        mere total- maximum- minimum- respective promising performing best-performing top-performing robust meaningful dramatic noticeable marked modest
        slight marginal minimal small large huge massive record outstanding excellent near-perfect perfect
        corresponding approximate potential statistically-significant similar same entire full
        negligible clear major extra low good poor highest lowest greatest largest smallest fastest lowest-ever
        near-lossless lossless theoretical- first-ever striking reported estimated""",
    # nouns of a report: no system, no metric
    "z": """result results experiment experiments finding findings evaluation-shows study paper work authors author
        analysis analyses research survey review researchers evidence observation observations report summary we
        implication implications methodology objective practitioners practitioner""",
}
CLASSES: Final = {
    word: letter for letter, words in _TABLE.items() for word in words.split() if not word.endswith(("-", ","))
}
CLASSES["state-of-the-art"] = "J"
CLASSES["sota"] = "J"

_VERB_ENDING: Final = re.compile(r"(?:[a-z]{3,}(?:ing|ed)|[a-z]{3,}ises|[a-z]{3,}izes)")
_ADVERB_ENDING: Final = re.compile(r"[a-z]{3,}ly")
_ADJECTIVE_ENDING: Final = re.compile(r"[a-z]{3,}(?:al|ive|ous|ary|able|ic)")
_NO_VERB: Final = frozenset(
    "understanding reasoning learning processing editing modeling modelling embedding planning".split()
) | frozenset(
    """
    training rendering matching tracking mapping coding encoding decoding grounding captioning clustering pruning
    speed indeed need seed bed feed embed unseen based finetuning fine-tuning forecasting pretraining pre-training
    post-training prompting sampling generating-time scaling inpainting ranking rating rendering parsing routing
    following hashing king ring string thing setting meaning unlearning denoising outpainting imaging testing
    questioning-answering question-answering answering shading driving hundred weighted self-supervised supervised
    early daily family anomaly assembly monthly weekly unsupervised steering retrieval-augmented tool-calling function-calling playing writing rewriting timing landing
    """.split()
)
_PROPER: Final = re.compile(r"[^\W\d_]*(?:[A-Z].*[A-Z]|[A-Z].*\d|\d.*[A-Za-z]|[a-z].*[A-Z]).*")
_METRIC_SHAPE: Final = re.compile(
    r"""
      .* @ (?:\d+|k|K|N) (?: [-\w%.=]* )?          # pass@1, Recall@5, AP40@IOU=0.7
    | (?:m|r|g|s|p|w|n)? (?:AP|AR|AUC|FID|IoU|F1|FVD|MAE|MSE|RMSE|PSNR|SSIM) [\d_.-]{0,5} [A-Za-z]?
    | [rρκτ] | R² | F\d | R\d | IS | PER | EM | ATE | AR | WA | BLEU-?\d | ROUGE-?[\dLW] | B@\d | [Tt]op-?\d+
    | .*(?:Score|score|Acc|Rate|Sim|IoU|F1|FID|AUC|BLEU|MSE)
    """,
    re.VERBOSE,
)
_ALWAYS_PRAISE: Final = frozenset({"sota", "state-of-the-art"})
# With a capital amid a sentence any other word is part of a name: "the Canny Matching score", "DAVIS First".
_NEVER_NAMES: Final = frozenset("MKTdonwifatrycpb&")
# "cross-correlation", "problem-wise accuracy": the last part tells.
_MEASURES: Final = frozenset(
    "correlation accuracy error rate score ratio recall precision similarity distance latency consistency".split()
)


def class_of(word: str, *, opens: bool = False) -> str:
    """The letter of a word; `opens` says that it is a sentence's first, whose capital tells nothing.

    >>> "".join(class_of(word) for word in "ORION achieves a recall of".split())
    'XHdMo'
    """
    if word.isdecimal() or word[0].isdigit() and "." in word:
        return "X"  # a number that is no mention is part of a name: "AIME 2024"
    lower = word.lower()
    known = CLASSES.get(lower)
    capital = word != lower and lower not in _ALWAYS_PRAISE
    if known is not None and not capital:
        return known
    if known is not None and (opens or known in _NEVER_NAMES):
        return known
    if _METRIC_SHAPE.fullmatch(word) or (not capital and lower.rpartition("-")[2] in _MEASURES and "-" in lower):
        return "M"
    if _PROPER.fullmatch(word) or (word[:1].isupper() and not opens):
        return "X"
    if lower in _NO_VERB:
        return "N"
    if _VERB_ENDING.fullmatch(lower):
        return "E"
    if _ADVERB_ENDING.fullmatch(lower):
        return "k"
    return "X" if capital and not _ADJECTIVE_ENDING.fullmatch(lower) else "N"


def is_metric_word(word: str) -> bool:
    """Does a word name something measured: "accuracy", "FID", "pass@1"?"""
    return class_of(word) == "M"


def is_plain_word(word: str) -> bool:
    """Is a word in small letters one of the table's, and no noun of measurement?"""
    return CLASSES.get(word, "M") != "M"


# Families of models, by the beginning of their names: "on Qwen2.5-7B" says with which model, not on which data.
_MODELS: Final = re.compile(
    r"""
    (?: llama | qwen | gpt | chatgpt | gemini | claude | mistral | mixtral | phi- | phi\d | deepseek | gemma | vicuna | opt- | pythia
      | internvl | internlm | llava | minicpm | falcon | olmo | bert | roberta | t5 | flan | vit | deit | dino | clip | siglip
      | stable[ ]?diffusion | sdxl | sd\d | sd- | flux | dit | pixart | hunyuan | wan\d | wan- | cogvideo | opensora | open-sora
      | mochi | sora | kling | whisper | o1 | o3 | o4 | grok | kimi | glm | yi- | baichuan | skywork | resnet | swin | mamba
      | rwkv | smollm | tinyllama | codellama | starcoder | wizard | nemotron | command | r1- | ernie | unet | u-net ) .*
    | .* -\d+(?:\.\d+)?[bm] (?:-.*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HARDWARE: Final = re.compile(
    r"(?:[ahv]\d00s?|h20|l40s?|l4|a10g?|t4|rtx.*|gtx.*|\d{4}|gpus?|cpus?|tpus?|nvidia|hardware|device|devices|mobile|phone|iphone.*|node|nodes|jetson|npu|edge|laptop|smartphone)"
)
_TASKS: Final = frozenset(
    """
    generation translation recognition segmentation detection reconstruction classification retrieval prediction
    estimation editing captioning restoration synthesis summarization completion navigation manipulation tracking
    matching answering reasoning localization grounding verification identification colorization inpainting parsing
    diarization transcription planning understanding conversion compression customization personalization relighting
    denoising deblurring super-resolution forecasting composition animation registration modeling interpolation
    programming coding mathematics math workloads queries videos images sequences scenes inputs prompts questions objects languages split category categories
    """.split()
)


def names_model(words: list[str]) -> bool:
    """Do these words, in small letters, begin with the name of a family of models?"""
    return _MODELS.fullmatch(words[0]) is not None


def names_hardware(words: list[str]) -> bool:
    """Do these words, in small letters, name a machine?"""
    return any(_HARDWARE.fullmatch(word) for word in words)


def names_task(words: list[str]) -> bool:
    """Do these words, in small letters, end with the name of a task?"""
    return words[-1] in _TASKS


_DATA: Final = re.compile(
    r"""
    [A-Z][\w.+-]*\d[\w.+-]* | [\w-]*(?:Bench|BENCH|QA|Eval)[\w-]*
    | (?i: imagenet | coco | cifar | mnist | kitti | squad | mmlu(?:-\w+)? | humaneval | mbpp | hellaswag | winogrande | piqa | lambada
        | librispeech | cityscapes | nuscenes | waymo | shapenet | objaverse | lvis | mathvista | mathverse | pope | mmmu(?:-\w+)?
        | aime | amc | webarena | osworld | gaia | gpqa | webvid | msr-?vtt | youcook | activitynet | kinetics | wikitext
        | glue | superglue | xnli | flores | wmt | realestate | scannet | davis | refcoco\w? | boolq | hotpot | triviaqa | alfworld
        | webshop | sciworld | mind2web | redpajama | fineweb | pile | ade20k | voc | dtu | mujoco | atari | minecraft | libero )
    """,
    re.VERBOSE,
)


_METRIC_PART: Final = re.compile(r"@|F1|FID|Acc|Score|IoU|Dist|Rate|SSIM|CLIP|BERT|FVD|SR$")


def names_data(word: str) -> bool:
    """Does a word have the shape of a data set's name, as "AIME24" and "TarnBench" have, and a metric's has not?"""
    return (
        _DATA.fullmatch(word) is not None
        and not _METRIC_PART.search(word)
        and not names_model([word.lower()])
        and not is_metric_word(word)
    )
