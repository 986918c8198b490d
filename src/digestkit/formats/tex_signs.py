r"""Signs that the LaTeX kernel has under another name, or puts together from others.

A sign that looks like one which has the command for itself gets a form of its own, so that both come back from TeX:
"⋆" is `\star`, "★" is `\star{}`.
"""

from __future__ import annotations

from typing import Final

__all__ = ["HYPHENS", "SIGNS"]

# Hyphens and dashes that print as those of ASCII and of TeX do, by the characters that these are read as.
HYPHENS: Final = {"‐": "-", "‑": "-", "‒": "–", "―": "—"}

_FRACTIONS: Final = zip("⅓⅔⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑", "12123415113571", "33555566788889", strict=True)

SIGNS: Final = {
    "′": r"^{\prime}",
    "″": r"^{\prime\prime}",
    "‴": r"^{\prime\prime\prime}",
    # signs of music and cards
    "♭": r"\flat",
    "♮": r"\natural",
    "♯": r"\sharp",
    "♠": r"\spadesuit",
    "♣": r"\clubsuit",
    "♡": r"\heartsuit",
    "♢": r"\diamondsuit",
    "♤": r"\spadesuit{}",
    "♧": r"\clubsuit{}",
    "♥": r"\heartsuit{}",
    "♦": r"\diamondsuit{}",
    # marks and shapes
    "★": r"\star{}",
    "☆": r"{\star}",
    "✓": r"\surd{}",
    "✔": r"{\surd}",
    "✗": r"\times{}",
    "✘": r"{\times}",
    "□": r"{\sqcap}\!\!\!\!{\sqcup}",
    "■": r"{\bullet}",
    "●": r"\bullet{}",
    "▲": r"\triangle{}",
    "▼": r"\bigtriangledown{}",
    "◆": r"\diamond{}",
    "◇": r"{\diamond}",
    "◀": r"\triangleleft{}",
    "▶": r"\triangleright{}",
    "◁": r"{\triangleleft}",
    "▷": r"{\triangleright}",
    "⊲": r"{{\triangleleft}}",
    "⊳": r"{{\triangleright}}",
    # relations
    "⊨": r"\models",
    "⟂": r"\perp{}",
    "≜": r"\stackrel{\triangle}{=}",
    "≝": r"\stackrel{\mathrm{def}}{=}",
    "≟": r"\stackrel{?}{=}",
    "≲": r"\stackrel{<}{\sim}",
    "≳": r"\stackrel{>}{\sim}",
    "≦": r"\leq{}",
    "≧": r"\geq{}",
    "⩽": r"{\leq}",
    "⩾": r"{\geq}",
    "≮": r"\not<",
    "≯": r"\not>",
    "≰": r"\not\leq",
    "≱": r"\not\geq",
    "⊀": r"\not\prec",
    "⊁": r"\not\succ",
    "⊈": r"\not\subseteq",
    "⊉": r"\not\supseteq",
    "∤": r"\not\mid",
    "∦": r"\not\parallel",
    "⊊": r"\subset_{\neq}",
    "⊋": r"\supset_{\neq}",
    # operators
    "∖": r"\setminus{}",
    "∬": r"\int\!\!\int",
    "∭": r"\int\!\!\int\!\!\int",
    "⊚": r"\odot{}",
    "⨀": r"\bigodot",
    "⨁": r"\bigoplus",
    "⨂": r"\bigotimes",
    "⟦": r"[\![",
    "⟧": r"]\!]",
    # arrows
    "⇝": r"\stackrel{\sim}{\rightarrow}",
    "↝": r"\stackrel{\sim}{\rightarrow}{}",
    "↠": r"\rightarrow{}",
    "↞": r"\leftarrow{}",
    "↛": r"\not\rightarrow",
    "↚": r"\not\leftarrow",
    "⇏": r"\not\Rightarrow",
    "⇍": r"\not\Leftarrow",
    "⇄": r"\rightleftharpoons{}",
    "⇆": r"{\rightleftharpoons}",
    "⇋": r"{{\rightleftharpoons}}",
    "⊸": r"{-}\!\circ",
} | {sign: rf"\frac{{{upper}}}{{{lower}}}" for sign, upper, lower in _FRACTIONS}
