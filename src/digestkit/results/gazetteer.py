"""Names that tell what they name: families of models, machines, tasks and data sets.

A phrase behind "on" may be data ("on Quartz"), a model ("on Qwen2.5-7B") or a machine ("on A100 GPUs"). To teach
digestkit a name, add its beginning to `_MODELS` or `_DATA`, or the last word of a task to `_TASKS`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from digestkit.results.lexicon import is_metric_word, words_of

__all__ = ["may_be_metric", "names_data", "names_hardware", "names_model", "names_task"]

# Families by the beginning of their names ("qwen2.5-7b"), and whatever ends with a size ("rill-7b-chat").
_MODELS: Final = re.compile(
    r"""
    (?: baichuan | bert | chatgpt | claude | clip | codellama | cogvideo | command | deepseek | deit | dino | dit
      | ernie
      | falcon | flan | flux | gemini | gemma | glm | gpt | grok | hunyuan | internlm | internvl | kimi | kling | llama
      | llava | mamba | minicpm | mistral | mixtral | mochi | nemotron | o1 | o3 | o4 | olmo | open-sora | opensora
      | opt-
      | phi- | phi\d | pixart | pythia | qwen | r1- | resnet | roberta | rwkv | sd- | sd\d | sdxl | siglip | skywork
      | smollm | sora | stable[ ]?diffusion | starcoder | swin | t5 | tinyllama | u-net | unet | vicuna | vit
      | wan- | wan\d
      | whisper | wizard | yi- ) .*
    | .* -\d+(?:\.\d+)?[bm] (?:-.*)?
    | \d+(?:\.\d+)?[bm]                    # "7B"
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HARDWARE: Final = re.compile(
    r"""
    [ahv]\d00s? | h20 | l40s? | l4 | a10g? | t4 | rtx.* | gtx.* | geforce                # "a100", "rtx-4090"
    | gpus? | cpus? | tpus? | npu | nvidia | jetson | nodes? | hardware
    | devices? | mobile | phone | iphone.* | edge | laptop | smartphone
    """,
    re.VERBOSE,
)
# The last word of a task: "on disease classification".
_TASKS: Final = words_of(
    """
    animation answering captioning categories category classification coding colorization completion composition
    compression conversion customization deblurring denoising detection diarization editing estimation forecasting
    generation grounding identification images inpainting inputs interpolation languages localization manipulation
    matching math mathematics modeling navigation objects parsing personalization planning prediction programming
    prompts queries questions reasoning recognition reconstruction registration relighting restoration retrieval scenes
    segmentation sequences split summarization super-resolution synthesis tracking transcription translation
    understanding verification videos workloads
    """
)
# A capital and a digit ("AIME24"), a year behind a name ("AIME 2024"), "Bench", "QA" or "Eval" in it ("TarnBench"), or
# one of the well-known.
_DATA: Final = re.compile(
    r"""
    (?= \D*\d ) [A-Z][\w.+-]+ | [A-Z][\w+-]*[ ](?:19|20)\d{2} | (?= [\w-]* (?:Bench|BENCH|QA|Eval) ) [\w-]+
    | (?i: activitynet | ade20k | aime | alfworld | amc | atari | boolq | cifar | cityscapes | coco | davis | dtu
        | fineweb
        | flores | gaia | glue | gpqa | hellaswag | hotpot | humaneval | imagenet | kinetics | kitti | lambada | libero
        | librispeech | lvis | mathverse | mathvista | mbpp | mind2web | minecraft | mmlu(?:-\w+)? | mmmu(?:-\w+)?
        | mnist
        | msr-?vtt | mujoco | nuscenes | objaverse | osworld | pile | piqa | pope | realestate | redpajama | refcoco\w?
        | scannet | sciworld | shapenet | squad | superglue | triviaqa | voc | waymo | webarena | webshop | webvid
        | wikitext | winogrande | wmt | xnli | youcook )
    """,
    re.VERBOSE,
)
_METRIC_PART: Final = re.compile(r"@|F1|FID|Acc|Score|IoU|Dist|Rate|SSIM|CLIP|BERT|FVD|SR$")  # "TarnScore2"


def names_model(words: list[str]) -> bool:
    """Do these words, in small letters, begin with the name of a family of models?

    >>> names_model(["qwen2.5-7b", "model"]), names_model(["quartz"])
    (True, False)
    """
    return _is_model(words[0])


@lru_cache(maxsize=1024)
def _is_model(word: str) -> bool:
    return _MODELS.fullmatch(word) is not None


def names_hardware(words: list[str]) -> bool:
    """Do these words, in small letters, name a machine?"""
    return any(map(_is_hardware, words))


@lru_cache(maxsize=1024)
def _is_hardware(word: str) -> bool:
    return _HARDWARE.fullmatch(word) is not None


def names_task(words: list[str]) -> bool:
    """Do these words, in small letters, end with the name of a task?"""
    return words[-1] in _TASKS


@lru_cache(maxsize=1024)
def names_data(word: str) -> bool:
    """Has a word, or one with a year, the shape of a data set's name: "AIME24", "AIME 2024", "TarnBench"?"""
    return (
        _DATA.fullmatch(word) is not None
        and _METRIC_PART.search(word) is None
        and not _is_model(word.lower())
        and not is_metric_word(word)
    )


# What may name a metric where only its place tells: "KRR", "TSR@5", "R", but not "Rill", which is a system.
_ACRONYM_SHAPE: Final = re.compile(
    r"(?:[\w-]+ )*[A-Z]?[A-Z][A-Za-z]?[A-Z\d@/+-]*s?(?:-\w+)?|.*@.*|[A-Za-zα-ω][\d_]?|\w+-(?:sim|[A-Z]{1,2})"
)


def may_be_metric(name: str) -> bool:
    """May a name of which only the place tells be a metric's?

    >>> may_be_metric("KRR"), may_be_metric("Rill")
    (True, False)
    """
    return _ACRONYM_SHAPE.fullmatch(name) is not None and not names_data(name)
