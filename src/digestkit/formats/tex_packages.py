r"""Commands of amsmath, amssymb and mathtools in formulas, by what the LaTeX kernel has for them.

A bibliography loads no packages, so `\lesssim` would stop its document. Signs are put together from others or stand
as the nearest one, `\binom{n}{k}` becomes `{n \choose k}`, a matrix is written on one line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["rewritten"]

# Switches of fonts, which hold up to the end of their group and which newer classes lack, by the commands that take
# the same as an argument.
_SWITCHES: Final = {
    "rm": "mathrm",
    "sc": "mathrm",
    "cal": "mathcal",
    "bf": "mathbf",
    "it": "mathit",
    "sl": "mathit",
    "em": "mathit",
    "mit": "mathnormal",
    "sf": "mathsf",
    "tt": "mathtt",
}
_SWITCH: Final = re.compile(rf"\\ (?P<name> {'|'.join(_SWITCHES)} ) (?![A-Za-z])", re.VERBOSE)
# What ends the reach of a switch, or a group that begins within it.
_BOUND: Final = re.compile(
    r"(?P<begin> \{ | \\left (?![A-Za-z]) ) | (?P<end> \} | \\right (?![A-Za-z]) )"
    r" | (?P<parting> \\ (?: over | atop | choose ) (?![A-Za-z]) ) | \\ .",
    re.VERBOSE | re.DOTALL,
)


def _negated(names: str) -> dict[str, str]:
    r"""`\nleq`, by `\not` before the sign it negates."""
    return {f"n{name}": rf"\not\{name}" for name in names.split()}


def _same(name: str, others: str) -> dict[str, str]:
    return dict.fromkeys(others.split(), name)


_BOX: Final = r"{{\sqcap}\!\!\!\!{\sqcup}}"

# Signs by commands of the kernel. What holds a script or begins another one is in braces.
_SIGNS: Final = {
    "lesssim": r"\stackrel{<}{\sim}",
    "gtrsim": r"\stackrel{>}{\sim}",
    "lessapprox": r"\stackrel{<}{\approx}",
    "gtrapprox": r"\stackrel{>}{\approx}",
    "lessgtr": r"\stackrel{<}{>}",
    "gtrless": r"\stackrel{>}{<}",
    "precsim": r"\stackrel{\prec}{\sim}",
    "succsim": r"\stackrel{\succ}{\sim}",
    "triangleq": r"\stackrel{\triangle}{=}",
    "circeq": r"\stackrel{\circ}{=}",
    "eqcirc": r"\stackrel{\circ}{=}",
    "bumpeq": r"\stackrel{\frown}{=}",
    "leadsto": r"\stackrel{\sim}{\rightarrow}",
    "rightsquigarrow": r"\stackrel{\sim}{\rightarrow}",
    "coloneqq": ":=",
    "coloneq": ":=",
    "eqqcolon": "=:",
    "vcentcolon": ":",
    "nexists": r"\not\exists",
    "subsetneq": r"{\subset_{\neq}}",
    "supsetneq": r"{\supset_{\neq}}",
    "lneq": r"{<_{\neq}}",
    "gneq": r"{>_{\neq}}",
    "lll": r"{{<}\!\!{\ll}}",
    "ggg": r"{{>}\!\!{\gg}}",
    "iint": r"{\int\!\!\int}",
    "iiint": r"{\int\!\!\int\!\!\int}",
    "argmax": r"\mathrm{argmax}",
    "argmin": r"\mathrm{argmin}",
    "square": _BOX,
    "Box": _BOX,
    "checkmark": r"\surd",
    "hslash": r"\hbar",
    "backepsilon": r"\ni",
    "complement": r"{^{\mathrm{c}}}",
    "circledcirc": r"\odot",
    "dddot": r"\ddot",
    **_negated("leq geq mid parallel subseteq supseteq sim cong prec succ vdash rightarrow leftarrow Rightarrow"),
    "nless": r"\not<",
    "ngtr": r"\not>",
    **_same(r"\star", "bigstar"),
    **_same(r"\bullet", "blacksquare blacklozenge"),
    **_same(r"\diamond", "lozenge Diamond"),
    **_same(r"\triangle", "vartriangle blacktriangle"),
    **_same(r"\bigtriangledown", "triangledown blacktriangledown"),
    **_same(r"\triangleleft", "vartriangleleft blacktriangleleft"),
    **_same(r"\triangleright", "vartriangleright blacktriangleright"),
    **_same(r"\rightarrow", "twoheadrightarrow rightarrowtail dashrightarrow"),
    **_same(r"\leftarrow", "twoheadleftarrow leftarrowtail dashleftarrow"),
    **_same(r"\leq", "leqq eqslantless"),
    **_same(r"\geq", "geqq eqslantgtr"),
    **_same(r"\preceq", "preccurlyeq"),
    **_same(r"\succeq", "succcurlyeq"),
    **_same(r"\sim", "thicksim backsim"),
    **_same(r"\approx", "thickapprox approxeq"),
    **_same(r"\subseteq", "subseteqq"),
    **_same(r"\supseteq", "supseteqq"),
    **_same(r"\setminus", "smallsetminus"),
    **_same(r"\mid", "shortmid"),
    **_same(r"\parallel", "shortparallel"),
    **_same(r"\propto", "varpropto"),
    **_same(r"\Vert", "Vvert"),
    **_same(r"\kappa", "varkappa"),
    **_same(r"\hookrightarrow", "rightarrowhook"),
    **_same(r"\rightleftharpoons", "leftrightharpoons rightleftarrows leftrightarrows"),
    **_same(r"\ldots", "dotso"),
    **_same(r"\cdots", "dotsm dotsi"),
}
_SIGN: Final = re.compile(r"\\ (?: \\ | (?P<name> [A-Za-z]+ ) )", re.VERBOSE)

# Commands that take their arguments apart, with what they become; the last of a formula has none of them in it.
_SHAPES: Final[dict[str, tuple[int, Callable[..., str]]]] = {
    "binom": (2, lambda upper, lower: rf"{{{upper} \choose {lower}}}"),
    "dbinom": (2, lambda upper, lower: rf"{{{upper} \choose {lower}}}"),
    "tbinom": (2, lambda upper, lower: rf"{{{upper} \choose {lower}}}"),
    "underset": (2, lambda below, sign: rf"{{\mathop{{{sign}}}_{{{below}}}}}"),
    "xrightarrow": (1, lambda above: rf"\stackrel{{{above}}}{{\rightarrow}}"),
    "xleftarrow": (1, lambda above: rf"\stackrel{{{above}}}{{\leftarrow}}"),
    "substack": (1, lambda rows: "{" + _on_one_line(rows) + "}"),
    "boxed": (1, lambda formula: rf"{{{formula}}}"),
    "ensuremath": (1, lambda formula: rf"{{{formula}}}"),
    "mod": (1, lambda number: rf"\ \mathrm{{mod}}\ {number}"),
}
_SHAPE: Final = re.compile(rf"\\ (?P<name> {'|'.join(_SHAPES)} ) (?![A-Za-z])", re.VERBOSE)
_MOST_SHAPES: Final = 30
_ARGUMENT_TOKEN: Final = re.compile(r"\s* ( \\[A-Za-z]+ | \\. | [^\s{}\\] )", re.VERBOSE)
_BRACE: Final = re.compile(r"\\. | [{}]", re.VERBOSE | re.DOTALL)

# \begin{pmatrix} a & b \\ c & d \end{pmatrix}
_MATRIX: Final = re.compile(
    r"""
    \\begin \{ (?P<kind> [pbBvV]?matrix | smallmatrix | cases | array ) \} (?: (?<= array\} ) \{ [clr|\s]{1,40} \} )?
    (?P<rows> (?: (?! \\begin | \\end ) . )* )
    \\end \{ (?P=kind) \}
    """,
    re.VERBOSE | re.DOTALL,
)
_FENCES: Final = {
    "pmatrix": (r"\left(", r"\right)"),
    "bmatrix": (r"\left[", r"\right]"),
    "Bmatrix": (r"\left\{", r"\right\}"),
    "vmatrix": (r"\left|", r"\right|"),
    "Vmatrix": (r"\left\|", r"\right\|"),
    "cases": (r"\left\{", r"\right."),
}


def rewritten(body: str) -> str:
    r"""A formula without the commands of packages that are known.

    >>> rewritten(r"a \lesssim \binom{n}{k}")
    'a \\stackrel{<}{\\sim} {n \\choose k}'
    >>> rewritten(r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}")
    '\\left(a\\;b;\\;c\\;d\\right)'
    """
    if r"\begin" in body:
        body = _MATRIX.sub(_fenced, body)
    body = _switched(_reshaped(body))
    return _SIGN.sub(lambda found: _SIGNS.get(found["name"] or "", found[0]), body)


def _switched(body: str) -> str:
    r"""A formula with the arguments of commands for the reach of switches: `{\cal N}_1` is `\mathcal{N}_1`."""
    for _ in range(_MOST_SHAPES):
        last = max(_SWITCH.finditer(body), key=re.Match.start, default=None)
        if last is None:
            return body
        end = _reach(body, last.end())
        before, reached, after = body[: last.start()], body[last.end() : end].strip(), body[end:]
        tex = f"\\{_SWITCHES[last['name']]}{{{reached}}}" if reached else ""
        if tex and after.startswith("}") and _is_loose(before):
            before, after = before.rstrip()[:-1], after[1:]
        body = f"{before}{tex}{after}"
    return body


def _is_loose(before: str) -> bool:
    """Whether a text ends in the brace of a group that is no argument: it begins the formula, or follows a sign."""
    outside, brace, blank = before.rpartition("{")
    return bool(brace) and not blank.strip() and (not outside.strip() or outside.rstrip()[-1] in "=+*/(,;:<>|-")


_ROOT: Final = re.compile(r"\\sqrt\s*\[[^\[\]{}]*\Z")  # the switch stands in an optional argument
_ROOT_REACH: Final = 60


def _reach(body: str, start: int) -> int:
    """Where the reach of a switch ends that begins at a place."""
    bracket = body.find("]", start) if _ROOT.search(body, max(0, start - _ROOT_REACH), start) else -1
    if bracket >= 0:
        return bracket
    depth = 0
    for found in _BOUND.finditer(body, start):
        if not depth and found.lastgroup in {"end", "parting"}:
            return found.start()
        depth += (found.lastgroup == "begin") - (found.lastgroup == "end")
    return len(body)


def _fenced(found: re.Match[str]) -> str:
    left, right = _FENCES.get(found["kind"], ("{", "}"))
    return f"{left}{_on_one_line(found['rows'])}{right}"


def _on_one_line(rows: str) -> str:
    r"""Rows and cells one after the other: `a & b \\ c` is `a\;b;\;c`."""
    cells = ([cell.strip() for cell in row.split("&")] for row in rows.strip().removesuffix(r"\\").split(r"\\"))
    return r";\;".join(r"\;".join(row) for row in cells)


def _reshaped(body: str) -> str:
    for _ in range(_MOST_SHAPES):
        last = max(_SHAPE.finditer(body), key=re.Match.start, default=None)
        if last is None or (found := _arguments(body, last.end(), _SHAPES[last["name"]][0])) is None:
            return body
        arguments, end = found
        body = f"{body[: last.start()]}{_SHAPES[last['name']][1](*arguments)}{body[end:]}"
    return body


def _arguments(body: str, start: int, count: int) -> tuple[list[str], int] | None:
    """So many arguments, groups without their braces or single signs, and the end of the last."""
    arguments: list[str] = []
    for _ in range(count):
        if (end := _group_end(body, start)) is not None:
            arguments.append(body[start:end].strip()[1:-1])
        elif found := _ARGUMENT_TOKEN.match(body, start):
            arguments.append(found[1])
            end = found.end()
        else:
            return None
        start = end
    return arguments, start


def _group_end(body: str, start: int) -> int | None:
    """The end of the group that begins at a place, if one does."""
    if not body[start:].lstrip().startswith("{"):
        return None
    depth = 0
    for found in _BRACE.finditer(body, start):
        depth += (found[0] == "{") - (found[0] == "}")
        if not depth and found[0] == "}":
            return found.end()
    return None
