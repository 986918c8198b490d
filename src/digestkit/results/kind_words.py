"""Step 5a: the words and units by which amounts of a set-up are told from outcomes. To teach digestkit one, add it."""

from __future__ import annotations

from typing import Final

from digestkit.results.lexicon import words_of

__all__ = [
    "CONDITIONS",
    "COUNTABLE",
    "KEEPING",
    "LENGTHS",
    "MAGNIFICATIONS",
    "PLURALS",
    "SETTINGS",
    "SETTING_HEADS",
    "SETTING_RATES",
    "SHARE_WORDS",
    "SUPPLIES",
    "TIMES",
    "USING",
]

SHARE_WORDS: Final = words_of(
    """
    accuracy capabilities capability efficiency fidelity performance precision quality score scores utility
    """
)
# Nouns of a set-up whose value is no outcome: "a temperature of 3.0", "an expansion rate of 4".
SETTINGS: Final = words_of(
    """
    alpha batch beta budget budgets context degree depth dimension dimensions exponent factor gamma horizon interval
    lambda layer layers length lengths level levels lr number order radius rank resolution resolutions sample
    samples scale seed size sizes stride temperature threshold thresholds total value values weight weights width
    window
    """
)
SETTING_RATES: Final = words_of(
    "decay downsampling dropout expansion frame guidance learning mask masking noise sampling"
)
SETTING_HEADS: Final = frozenset({"rate", "ratio", "scale"})
# What a share of is a set-up: "with only 50% of the data", "using 0.02% of pre-training tokens".
SUPPLIES: Final = words_of(
    """
    annotations budget compute context corpus data dataset datasets demonstrations documents examples frames heads
    images instances labels layers neurons pairs parameters params samples steps tokens training trajectories videos
    vocabulary weights window
    """
)
CONDITIONS: Final = words_of(
    """
    ci compression confidence dropout masking noise percentile pruning quantile quantization significance
    sparsity
    """
)
# Units of an amount unless the words around say that it was measured.
TIMES: Final = frozenset({"h", "days", "weeks", "months", "years", "GPU hours", "GPU days"})
LENGTHS: Final = frozenset({"px", "m", "mm", "cm", "km", "nm", "°", "Å", "min"})
MAGNIFICATIONS: Final = words_of(
    """
    bicubic downsampling magnification oversampling resolution super-resolution upsampling upscaling zoom
    """
)
# Nouns of measurement that are also counted: "7,000 training tokens".
COUNTABLE: Final = words_of(
    """
    errors flops hits lengths nfes parameters points ratings returns rewards sizes steps tests times tokens wins
    """
)
# "keeps 93% of", "retaining over 90% of"
KEEPING: Final = words_of(
    """
    keep keeping keeps kept preserve preserved preserves preserving recover recovered recovering recovers retain
    retained retaining retains
    """
)
# "with only 50% of the data", "using 2% of the tokens"
USING: Final = words_of(
    """
    adding containing injecting introducing just leveraging needing needs only require requires requiring use uses
    using utilizing
    """
)
PLURALS: Final = frozenset({"people", "data", "humans"})
