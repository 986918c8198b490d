r"""The TeX commands that a title may use: those of the LaTeX kernel, which need no package.

What these tables do not name is not kept as a command: it is printed as text. So `\input{…}` in a title
reads no file, and `\operatorname{…}` does not stop a document that does not load amsmath.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "DECLARATIONS",
    "GREEK",
    "LITERALS",
    "LOGOS",
    "MATH_ALPHABETS",
    "MATH_ARGUMENTS",
    "MATH_MACROS",
    "MATH_REWRITES",
    "MATH_SYMBOLS",
    "MATH_TEXT",
    "TEXT_REWRITES",
    "TEXT_STYLES",
]

GREEK: Final = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho "  # noqa: SIM905 - words read better than a list of strings
    "varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon "
    "Phi Psi Omega".split()
)

MATH_SYMBOLS: Final = GREEK | frozenset(
    # operators and relations
    "times div pm mp cdot ast star circ bullet cap cup uplus sqcap sqcup vee wedge setminus wr diamond oplus "  # noqa: SIM905 - words read better than a list of strings
    "ominus otimes oslash odot dagger ddagger amalg bigtriangleup bigtriangledown triangleleft triangleright "
    "bigcirc leq le geq ge neq ne equiv sim simeq approx cong propto ll gg prec succ preceq succeq subset "
    "supset subseteq supseteq sqsubseteq sqsupseteq in ni notin mid parallel perp vdash dashv models smile "
    "frown asymp doteq bowtie not to gets lnot neg land lor "
    # arrows
    "leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow longrightarrow "
    "longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow mapsto longmapsto hookleftarrow "
    "hookrightarrow uparrow downarrow updownarrow Uparrow Downarrow Updownarrow nearrow searrow swarrow "
    "nwarrow rightleftharpoons leftharpoonup leftharpoondown rightharpoonup rightharpoondown iff "
    # letters and signs
    "aleph hbar imath jmath ell wp Re Im prime emptyset nabla surd top bot angle forall exists flat natural "
    "sharp backslash partial infty triangle clubsuit diamondsuit heartsuit spadesuit colon dots ldots cdots "
    "vdots ddots "
    # large operators and functions
    "sum prod coprod int oint bigcap bigcup bigsqcup bigvee bigwedge bigodot bigotimes bigoplus biguplus "
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln "
    "log max min Pr sec sin sinh sup tan tanh bmod "
    # delimiters and spaces
    "langle rangle lfloor rfloor lceil rceil lbrace rbrace vert Vert lmoustache rmoustache quad qquad".split()
)

# Commands that take arguments, and how many.
MATH_ARGUMENTS: Final = {
    "frac": 2,
    "sqrt": 1,
    "hat": 1,
    "check": 1,
    "breve": 1,
    "acute": 1,
    "grave": 1,
    "tilde": 1,
    "bar": 1,
    "vec": 1,
    "dot": 1,
    "ddot": 1,
    "widehat": 1,
    "widetilde": 1,
    "overline": 1,
    "underline": 1,
    "overbrace": 1,
    "underbrace": 1,
    "overrightarrow": 1,
    "overleftarrow": 1,
    "mathrm": 1,
    "mathbf": 1,
    "mathit": 1,
    "mathsf": 1,
    "mathtt": 1,
    "mathcal": 1,
    "mathnormal": 1,
    "stackrel": 2,
    "mathop": 1,
    "pmod": 1,
    "phantom": 1,
    "hphantom": 1,
    "vphantom": 1,
    "mathord": 1,
    "mathbin": 1,
    "mathrel": 1,
    "mathopen": 1,
    "mathclose": 1,
    "mathpunct": 1,
    "mathinner": 1,
}

# Alphabets, and what else with arguments TeX takes for a script without braces around it: `x^\\mathbf{a}`.
MATH_ALPHABETS: Final = frozenset("mathrm mathbf mathit mathsf mathtt mathcal mathnormal frac".split())  # noqa: SIM905 - words read better than a list of strings

# Commands without arguments that TeX takes for a script in braces alone: they are more than one sign. By trial.
MATH_MACROS: Final = frozenset(
    "Longrightarrow Pr arccos arcsin arctan arg bmod bowtie cdots cong cos cosh cot coth csc ddots deg "  # noqa: SIM905 - words read better than a list of strings
    "det dim doteq dots exp gcd hom iff inf int ker ldots lg lim liminf limsup ln log longrightarrow max "
    "min models notin oint qquad quad rightleftharpoons sec sin sinh sup tan tanh vdots".split()
)

# Commands of packages (amsmath, amssymb, bm, mathtools), by those of the kernel that come nearest.
MATH_REWRITES: Final = {
    "mathbb": "mathbf",
    "mathds": "mathbf",
    "boldsymbol": "mathbf",
    "pmb": "mathbf",
    "bm": "mathbf",
    "Bbb": "mathbf",
    "frak": "mathbf",
    "bold": "mathbf",
    "mathfrak": "mathbf",
    "mathscr": "mathcal",
    "operatorname": "mathrm",
    "dfrac": "frac",
    "tfrac": "frac",
    "overset": "stackrel",
    "lvert": "vert",
    "rvert": "vert",
    "lVert": "Vert",
    "rVert": "Vert",
    "leqslant": "leq",
    "geqslant": "geq",
    "varnothing": "emptyset",
    "implies": "Longrightarrow",
    "impliedby": "Longleftarrow",
    "dotsc": "ldots",
    "dotsb": "cdots",
}

# Commands that switch from math to text for their argument.
MATH_TEXT: Final = {
    "text": "textrm",
    "textrm": "textrm",
    "textbf": "textbf",
    "textit": "textit",
    "textsf": "textsf",
    "texttt": "texttt",
    "textsc": "textsc",
    "textnormal": "textrm",
    "emph": "textit",
    "mbox": "mbox",
    "hbox": "mbox",
}

TEXT_STYLES: Final = frozenset(
    "emph textbf textit texttt textsc textrm textsf textsl textup textmd textnormal textsuperscript "  # noqa: SIM905 - words read better than a list of strings
    "textsubscript underline mbox".split()
)

TEXT_REWRITES: Final = {"text": "textrm", "uline": "underline", "hbox": "mbox", "enquote": "textnormal"}

# `{\bf …}` and the like: old font switches, which some classes no longer have.
DECLARATIONS: Final = {
    "em": "emph",
    "bf": "textbf",
    "bfseries": "textbf",
    "it": "textit",
    "itshape": "textit",
    "sl": "textsl",
    "slshape": "textsl",
    "sc": "textsc",
    "scshape": "textsc",
    "tt": "texttt",
    "ttfamily": "texttt",
    "rm": "textrm",
    "rmfamily": "textrm",
    "sf": "textsf",
    "sffamily": "textsf",
}

LOGOS: Final = frozenset({"LaTeX", "TeX", "LaTeXe"})

# Commands that stand for a character.
LITERALS: Final = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "th": "þ",
    "TH": "Þ",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquotedbl": '"',
    "textquotesingle": "'",
    "textasciigrave": "`",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textdollar": "$",
    "textunderscore": "_",
    "copyright": "©",
    "pounds": "£",
    "dag": "†",
    "ddag": "‡",
    "S": "§",
    "P": "¶",
    "textmu": "µ",
    "texttimes": "×",
    "textdiv": "÷",
    "textpm": "±",
    "textminus": "−",
    "textlnot": "¬",
    "textsurd": "√",
    "textasteriskcentered": "∗",
    "textbullet": "•",
    "textopenbullet": "◦",
    "textbardbl": "‖",
    "textlangle": "⟨",
    "textrangle": "⟩",
    "textrightarrow": "→",
    "textleftarrow": "←",
    "textuparrow": "↑",
    "textdownarrow": "↓",
    "textonesuperior": "¹",
    "texttwosuperior": "²",
    "textthreesuperior": "³",
    "textcelsius": "℃",
    "textfractionsolidus": "⁄",
    "textvisiblespace": "␣",
    "guillemetleft": "«",
    "guillemetright": "»",
    "IJ": "Ĳ",
    "ij": "ĳ",
    "SS": "ẞ",
    "slash": "/",
}
