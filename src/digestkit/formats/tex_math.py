"""Formulas: which `$…$` is one, and how it is written so that pdflatex sets it without packages."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from digestkit.formats.tex import escape
from digestkit.formats.tex_characters import character_form, math_form
from digestkit.formats.tex_commands import (
    MATH_ALPHABETS,
    MATH_ARGUMENTS,
    MATH_MACROS,
    MATH_REWRITES,
    MATH_SYMBOLS,
    MATH_TEXT,
)
from digestkit.formats.tex_packages import rewritten

__all__ = ["formula"]

_TOKEN: Final = re.compile(
    r"""
      (?P<fence>   \\ (?: left | right ) (?![A-Za-z]) \s* (?: \\ [{}|] | \\ [A-Za-z]{3,12} | [^\s\\{}&%\#$A-Za-z0-9] ) )
    | (?P<sized>   \\ [Bb] igg? [lrm]? (?![A-Za-z]) \s*
                   (?: \\ [{}|] | \\ [A-Za-z]{3,12} | [^\s\\{}&%\#$A-Za-z0-9] ) )      # \bigl(
    | (?P<root>    \\ sqrt \s* \[ [^\[\]{}\\$]{0,40} \] )                # \sqrt[3]
    | (?P<words>   \\ (?P<style> [a-z]+ ) \s* \{ (?P<content> (?: [^{}\\$] | \\ [&%\#_] )* ) \} )   # \text{Only-IF}
    | (?P<command> \\ [A-Za-z]+ \*? )                                    # \log
    | (?P<mark>    \\ [&%\#_{}|] )                                       # \%
    | (?P<space>   \\ [\\ ,;:!>] | \s+ )                                 # \,
    | (?P<script>  [\^_] )
    | (?P<open>    \{ )
    | (?P<close>   \} )
    | (?P<prime>   ' )
    | (?P<other>   [^\\] )
    """,
    re.VERBOSE | re.DOTALL,
)

# Words of prose between two dollar signs, as in "from $9 to the $90 of others".
_PROSE: Final = re.compile(r"(?<![A-Za-z\\]) [A-Za-z]{2,} [\s,:;]+ [A-Za-z]{2,} (?![A-Za-z{])", re.VERBOSE)
_COMMAND_NAME: Final = re.compile(r"\\ [A-Za-z]+ \s* (?: \{ [^{}\\$]* \} )?", re.VERBOSE)
# BibTeX counts an escaped brace as a brace.
_BRACES: Final = {r"\{": r"\lbrace ", r"\}": r"\rbrace "}
_REPLACED: Final = _BRACES | {r"\\": " "}
_UNESCAPED: Final = re.compile(r"\\([&%#_])")
# \left\{
_DELIMITED: Final = re.compile(
    r"(?P<command> \\ [A-Za-z]+ \s* ) (?P<delimiter> \\ (?P<name> [A-Za-z]+ ) | \\? [^A-Za-z] )", re.VERBOSE
)
# Signs that grow behind `\left`, and those of Unicode with the command that does.
_DELIMITERS: Final = {sign: sign for sign in ("(", ")", "[", "]", "|", "/", ".", "<", ">", r"\|")} | {
    "⟨": r"\langle ", "⟩": r"\rangle ", "〈": r"\langle ", "〉": r"\rangle ", "‖": r"\Vert ", "∥": r"\Vert ",
    "∣": r"\vert ", "⌈": r"\lceil ", "⌉": r"\rceil ", "⌊": r"\lfloor ", "⌋": r"\rfloor ", "↑": r"\uparrow ",
    "↓": r"\downarrow ", "（": "(", "）": ")", "［": "[", "］": "]", "｜": "|", "＜": "<", "＞": ">",
}  # fmt: skip
_BOXES: Final = frozenset({"mbox", "hbox"})
_DROPPED: Final = frozenset(
    {"limits", "nolimits", "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "nonumber", "relax"}
)
# Signs of plain TeX that part a group in two.
_PARTING: Final = frozenset({"choose", "over", "atop"})
_ESCAPED: Final = {"%": r"\%", "#": r"\#", "&": r"\&", '"': "''"}
_MARKUP: Final = frozenset("$\\{}^_~'\"`")  # what a full-width sign cannot be written as in a formula


class _Invalid(Exception):  # noqa: N818 - never leaves this module
    """Not a formula that TeX would set."""


class _Frame:
    """A group being read: arguments that still must come, scripts that its last letter has, open fences."""

    def __init__(self, wanted: int = 0) -> None:
        self.wanted = wanted
        self.is_wrapped = wanted > 0  # it ends with its arguments: braces that the text has not
        self.by_script = False
        self.has_choice = False
        self.scripts: set[str] = set()
        self.fences = 0

    def nucleus(self, arguments: int = 0) -> None:
        if self.wanted:
            self.wanted -= 1
        else:
            self.scripts.clear()
        self.wanted += arguments
        self.by_script = False

    def take(self) -> bool:
        """Take note of a letter; return whether it is an argument."""
        is_argument = self.wanted > 0
        self.nucleus()
        return is_argument

    def script(self, sign: str) -> None:
        if self.wanted or sign in self.scripts:
            raise _Invalid
        self.scripts.add(sign)
        self.wanted = 1
        self.by_script = True

    def prime(self) -> None:
        if "^" in self.scripts:
            raise _Invalid

    def choose(self) -> None:
        """Take note of the sign that parts a group in two, once in each."""
        if self.wanted or self.has_choice:
            raise _Invalid
        self.has_choice = True
        self.scripts.clear()

    def fence(self, change: int) -> None:
        if self.wanted or self.fences + change < 0:
            raise _Invalid
        self.fences += change
        self.scripts.clear()

    def check_closed(self) -> None:
        if self.wanted or self.fences:
            raise _Invalid


def formula(body: str, before: str = "", after: str = "", lost: list[str] | None = None) -> str | None:
    r"""The TeX of what stands between two dollar signs, or None where it is no formula.

    >>> formula(r"\text{Transformer}^2"), formula("nσ"), formula("9 to ", after="9")
    ('\\textrm{Transformer}^2', 'n{\\sigma}', None)

    `before` and `after` are the characters around the signs: money is followed by digits. Characters of its words
    that have no TeX form are added to `lost`.
    """
    if not body.strip() or body != body.strip() or _is_money(body, before, after):
        return None
    missing: list[str] = []
    try:
        tex = _write(rewritten(body) if "\\" in body else body, missing)
    except _Invalid:
        return None
    if lost is not None:
        lost.extend(missing)
    bare = tex.strip(" ")
    while bare.endswith("\\"):  # of a blank before a command that is left out
        bare = bare[:-1].rstrip(" ")
    return bare or None


def _is_money(body: str, before: str, after: str) -> bool:
    """Whether dollar signs are prices: "$5-$10", "from $9 to $90", "US$ or C$"."""
    if after.isdigit() and "\\" not in body and (" " in body or not body[0].isalpha()):
        return True
    bare = _COMMAND_NAME.sub(" ", body)
    if _PROSE.search(bare):
        return True
    return (body[0].isdigit() or before.isalpha()) and " " in bare.strip() and not re.search(r"[\\^_={}<>]", body)


def _write(body: str, lost: list[str]) -> str:
    frames, parts, end = [_Frame()], [], 0
    for found in _TOKEN.finditer(body):
        if found.start() != end:
            raise _Invalid
        end = found.end()
        parts.append(_token(found, frames, lost))
        while frames[-1].is_wrapped and not frames[-1].wanted:
            frames.pop()
            parts.append("}")
    if end != len(body) or len(frames) != 1:
        raise _Invalid
    frames[0].check_closed()
    return "".join(parts)


def _token(found: re.Match[str], frames: list[_Frame], lost: list[str]) -> str:
    """The TeX of a token, which its group takes note of."""
    frame, text = frames[-1], found[0]
    match found.lastgroup:
        case "fence" | "sized" as kind:
            return _fence(text, frame, is_paired=kind == "fence")
        case "words":
            return _words(found, frames, lost)
        case "command":
            return _command(text, frames)
        case "prime" if frame.wanted:  # TeX makes a script of it, and takes that for an argument in braces alone
            frame.nucleus()
            return "{'}"
        case "other":
            return _character(text, frame)
        case kind:
            _note(kind or "", text, frames)
            return _REPLACED.get(text, text)


def _note(kind: str, text: str, frames: list[_Frame]) -> None:
    """What a sign that stands for itself means to its group."""
    frame = frames[-1]
    match kind:
        case "script":
            frame.script(text)
        case "prime":
            frame.prime()
        case "open":
            frame.nucleus()
            frames.append(_Frame())
        case "close":
            _close(frames)
        case "root":
            frame.nucleus(1)
        case "mark":
            frame.nucleus()


def _close(frames: list[_Frame]) -> None:
    frames.pop().check_closed()
    if not frames:
        raise _Invalid


def _fence(text: str, frame: _Frame, *, is_paired: bool) -> str:
    r"""A delimiter that grows with its partner, `\left(`, or has a size of its own, `\big(`."""
    found = _DELIMITED.fullmatch(text)
    if found is None:
        raise _Invalid
    tex = found["command"] + _delimiter(found["delimiter"], found["name"])
    if is_paired:
        frame.fence(1 if text.startswith(r"\left") else -1)
        return tex
    return f"{{{tex}}}" if frame.take() else tex


def _delimiter(written: str, name: str | None) -> str:
    if name:
        known = MATH_REWRITES.get(name, name)
        if known not in MATH_SYMBOLS:
            raise _Invalid
        return f"\\{known}"
    tex = _BRACES.get(written) or _DELIMITERS.get(written)
    if tex is None:
        raise _Invalid
    return tex


def _words(found: re.Match[str], frames: list[_Frame], lost: list[str]) -> str:
    r"""A command with plain words as its argument: text for `\text`, a formula for `\mathrm`."""
    style, content = found["style"], found["content"]
    if style in MATH_TEXT:
        text = f"\\{MATH_TEXT[style]}{{{escape(_unescaped(content), 'ascii', lost)}}}"
        by_script = frames[-1].by_script
        return f"{{{text}}}" if frames[-1].take() and (style in _BOXES or not by_script) else text
    argument = _write(content, lost)
    command = _command(f"\\{style}", frames)
    frame = frames[-1]
    if frame.wanted:
        frame.nucleus()
    else:  # a symbol with a group after it
        frame.scripts.clear()
    return f"{command}{{{argument}}}"


def _unescaped(content: str) -> str:
    return _UNESCAPED.sub(r"\1", content) if "\\" in content else content


def _command(text: str, frames: list[_Frame]) -> str:
    name = text[1:].rstrip("*")
    name = MATH_REWRITES.get(name, name)
    if name in _DROPPED:
        return ""
    if name in _PARTING:
        frames[-1].choose()
        return f"\\{name}"
    if name not in MATH_ARGUMENTS and name not in MATH_SYMBOLS:
        raise _Invalid
    frame, arguments = frames[-1], MATH_ARGUMENTS.get(name, 0)
    if not frame.wanted or not _needs_braces(name, frame):
        frame.nucleus(arguments)
        return f"\\{name}"
    frame.nucleus()
    if not arguments:
        return f"{{\\{name}}}"
    frames.append(_Frame(arguments))
    return f"{{\\{name}"


def _needs_braces(name: str, frame: _Frame) -> bool:
    r"""Whether TeX takes a command for an argument only in braces: `x^\hat{a}` stops it, `x^\mathbf{a}` does not."""
    return name in MATH_MACROS or (name in MATH_ARGUMENTS and not (frame.by_script and name in MATH_ALPHABETS))


def _character(text: str, frame: _Frame) -> str:
    r"""A character; one that is a whole argument has a group more than the same as a command: `x^{\alpha{}}`."""
    is_argument = frame.take()
    if text.isascii():
        return _ESCAPED.get(text, text)
    if form := math_form(text):
        return f"{{{form}{{}}}}" if is_argument else f"{{{form}}}"
    if (
        unicodedata.decomposition(text).startswith("<wide>")
        and (plain := unicodedata.normalize("NFKC", text)).isascii()
    ):
        if plain in _MARKUP:
            raise _Invalid
        return _ESCAPED.get(plain, plain)
    tex, printed = character_form(text, "ascii")
    if not printed:
        raise _Invalid
    return f"{{\\mbox{{{tex}}}}}" if is_argument else f"\\mbox{{{tex}}}"
