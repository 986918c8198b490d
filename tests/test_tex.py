"""Text as TeX: escapes, formulas, commands, capitals, and back."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from digestkit.formats.capitals import title_to_tex
from digestkit.formats.tex import escape, normalise_text
from digestkit.formats.tex_characters import character_form, symbols, text_commands
from digestkit.formats.tex_markup import text_to_tex
from digestkit.formats.tex_math import formula
from digestkit.formats.tex_reading import tex_to_text
from digestkit.formats.tex_signs import HYPHENS, SIGNS

if TYPE_CHECKING:
    from digestkit.formats.tex_characters import Encoding

ENCODINGS: tuple[Encoding, ...] = ("ascii", "utf-8")


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        pytest.param("Moss & Fern", r"Moss \& Fern", id="ampersand"),
        pytest.param("97% of #1_b", r"97\% of \#1\_b", id="percent, hash, underscore"),
        pytest.param(
            "Q^3 ~ x", r"Q\textasciicircum{}3 \textasciitilde{} x", id="caret and tilde are closed by a group"
        ),
        pytest.param("A < B", "A {$<$} B", id="less-than prints in OT1 too"),
        pytest.param("é č ő ï Ż", r"{\'e} {\v{c}} {\H{o}} {\"i} {\.Z}", id="accents"),
        pytest.param("ễ", r"{\~{{\^e}}}", id="two accents"),
        pytest.param("ł ß ø đ", r"{\l} {\ss} {\o} {\dj}", id="letters of their own"),
        pytest.param("a–b—c", "a--b---c", id="dashes"),
        pytest.param("a -- b", "a {--} b", id="hyphens for a dash"),
        pytest.param('"Moss" (5")', "``Moss'' (5'')", id="straight quotes"),
        pytest.param("“a” ’tis", "{``}a{''} {'}tis", id="curly quotes"),
        pytest.param("it''s", "it'{}'s", id="two apostrophes do not become a quotation mark"),
        pytest.param("−2 × π", r"{$-$}2 {$\times$} {$\pi$}", id="symbols"),
        pytest.param("n\u0304 e\u0301", r"{\={n}} {\'{e}}", id="marks that no code point unites"),
    ],
)
def test_plain_text_is_escaped_once(text: str, tex: str) -> None:
    assert escape(text, "ascii") == tex


@pytest.mark.parametrize(
    ("text", "tex", "lost"),
    [
        pytest.param("é – “ł”", "é – “ł”", [], id="what T1 prints stays"),
        pytest.param("β ≈ ễ", r"{$\beta$} {$\approx$} {\~{{\^e}}}", [], id="what it does not print is TeX"),
        pytest.param("湖 🦙", "湖 🦙", ["湖", "🦙"], id="what TeX lacks stays, with a report"),
    ],
)
def test_utf8_keeps_what_pdflatex_takes(text: str, tex: str, lost: list[str]) -> None:
    found: list[str] = []
    assert escape(text, "utf-8", found) == tex
    assert found == lost


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        pytest.param("湖", "湖", id="a letter stays"),
        pytest.param("🦙", "[llama]", id="a sign is named"),
        pytest.param("a\u200bb\x07", "ab", id="what prints nothing goes"),
    ],
)
def test_ascii_reports_what_tex_lacks(text: str, tex: str) -> None:
    lost: list[str] = []
    assert escape(text, "ascii", lost) == tex
    assert lost


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        pytest.param(r"Tight $O(n\log n)$", r"Tight {$O(n\log n)$}", id="formula"),
        pytest.param(r"\(x_1\) and $$y$$", "{$x_1$} and {$y$}", id="other signs for one"),
        pytest.param("$nσ$", r"{$n{\sigma}$}", id="symbols in a formula"),
        pytest.param(r"$\text{Moss}^2$", r"{$\textrm{Moss}^2$}", id="amsmath"),
        pytest.param(r"$\mathbb{R}^{n}$", r"{$\mathbf{R}^{n}$}", id="amssymb"),
        pytest.param("$5 and $9", r"\$5 and \$9", id="money"),
        pytest.param("for 1$: Cheap", r"for 1\$: Cheap", id="one dollar sign"),
        pytest.param("US$3 to C$4 now", r"US\$3 to C\$4 now", id="currencies"),
        pytest.param(r"$\foo$", r"\$\textbackslash{}foo\$", id="no command of the kernel"),
        pytest.param("$x^$ $x^2^3$ $a}b{$", r"\$x\textasciicircum{}\$ \$x\textasciicircum{}2\textasciicircum{}3\$ "
                     r"\$a\textbraceright{}b\textbraceleft{}\$", id="no formula of TeX"),
        pytest.param(r"$\left\{x\right\}$", r"{$\left\lbrace x\right\rbrace$}", id="braces that BibTeX would count"),
        pytest.param(r"The \mu-Bit", r"The $\mu$-Bit", id="a symbol without dollar signs"),
        pytest.param(r"C:\tmp\nu", r"C:\textbackslash{}tmp\textbackslash{}nu", id="a path"),
        pytest.param(r"Prefill \& Decode", r"Prefill \& Decode", id="escaped already"),
        pytest.param(r"Caf\'e, \v{c}, \'{\i}", r"Caf{\'e}, {\v{c}}, {\'i}", id="accents already TeX"),
        pytest.param(r"\emph{Old} \textbf{M}oss {\em so}", r"\emph{Old} \textbf{M}oss \emph{so}", id="styles"),
        pytest.param(r"\LaTeX{} \ss", r"{\LaTeX} {\ss}", id="commands without argument"),
        pytest.param(r"Fast \\ Slow", "Fast Slow", id="line break"),
        pytest.param("a { b", r"a \textbraceleft{} b", id="brace without partner"),
        pytest.param("a } b", r"a \textbraceright{} b", id="closing brace without partner"),
        pytest.param("{S}ky{N}et", "SkyNet", id="braces that group"),
        pytest.param(r"\{x\}", r"\textbraceleft{}x\textbraceright{}", id="braces that print"),
        pytest.param(
            r"\input{/etc/passwd}",
            r"\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{}",
            id="a command that does harm",
        ),
        pytest.param("Ice &amp;amp; Fire &lt;b&gt;", r"Ice \& Fire {$<$}b{$>$}", id="HTML entities"),
        pytest.param("AT&T; R&D", r"AT\&T; R\&D", id="no entities"),
    ],
)  # fmt: skip
def test_text_with_tex_in_it(text: str, tex: str) -> None:
    assert text_to_tex(text) == tex


@pytest.mark.parametrize(
    ("title", "tex"),
    [
        pytest.param("LoRAX: A View of GPUs", "{LoRAX}: A View of {GPUs}", id="inner capitals"),
        pytest.param("Unique Shapes of Growth", "Unique Shapes of Growth", id="title case is the style's affair"),
        pytest.param("LLM-Based Text-to-3D", "{LLM}-Based Text-to-{3D}", id="parts of a word"),
        pytest.param("On GPT-4V", "On {GPT-4V}", id="parts that belong together"),
        pytest.param("Moss-RAG: Q", "Moss-{RAG}: Q", id="first letter of the title"),
        pytest.param("RAG-Moss: Fern", "{RAG-Moss}: Fern", id="a system's name"),
        pytest.param("On R^3 and S$^2$R", r"On {R\textasciicircum{}3} and {S{$^2$}R}", id="scripts"),
        pytest.param("Do I See K-Means?", "Do {I} See {K}-Means?", id="lone capitals"),
        pytest.param("As a Bayesian Reads O'Neil", "As a {Bayesian} Reads {O'Neil}", id="names"),
        pytest.param("Fern: How Fern Grows", "Fern: How {Fern} Grows", id="the system again"),
        pytest.param('"Old Moss" Grows', "``{Old} Moss'' Grows", id="first word after a quotation mark"),
        pytest.param(
            "A learned model of river floods in the town of Holm",
            "A learned model of river floods in the town of {Holm}",
            id="sentence case",
        ),
        pytest.param("Songs in A♭ and A Moss", r"Songs in {A}{$\flat$} and A Moss", id="a letter, no article"),
        pytest.param(r"X$\mu$", r"X$\mu$", id="a formula, no letter"),
        pytest.param(r"\LaTeX\mu", r"{\LaTeX}$\mu$", id="a formula behind a logo"),
        pytest.param("LLaMoss", "L{LaMoss}", id="never braced whole"),
        pytest.param("{S}ky{N}et for Moss", "{SkyNet} for Moss", id="its own braces"),
        pytest.param(r"\textbf{D}ual{N}et \LaTeX", r"{{}\textbf{D}ualNet} {\LaTeX}", id="no special character"),
        pytest.param("Éclair and ÉTUDE", r"{\'E}clair and {{\'E}TUDE}", id="accents"),
    ],
)
def test_capitals_that_styles_would_ruin(title: str, tex: str) -> None:
    assert title_to_tex(title) == tex


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        pytest.param(r"{{LoRA}} \& {\'E}clair", "LoRA & Éclair", id="ours and others' braces"),
        pytest.param(r"\'Etude, Na\"{\i}ve, {\~{\^e}}", "Étude, Naïve, ễ", id="accents of all forms"),
        pytest.param(r"$\beta$-Moss {$\beta$}", r"$\beta$-Moss β", id="formula or letter"),
        pytest.param(r"\ensuremath{\beta} {\textdegree} {\o}", "β ° ø", id="commands"),
        pytest.param("``a'' 5--6---7~b", '"a" 5–6—7 b', id="ligatures"),
        pytest.param(
            r"\$x\$ \textbackslash{}mu", r"\$x\$ \textbackslash{}mu", id="what would be TeX again stays escaped"
        ),
        pytest.param(r"\$9 to \$10", "$9 to $10", id="what would not is bare"),
    ],
)
def test_tex_is_read_back(tex: str, text: str) -> None:
    assert tex_to_text(tex) == text


@pytest.mark.parametrize(
    "text",
    [
        r"\emph{$\alpha$}-Maps", r"\textbf{β}-VAE", r"\emph{Δ} \textit{$\Delta$}", r"\emph{²}", r"\textrm{<}",
        r"\emph{—}", r"\emph{–}",
        r"\emph{--}", r"\textbf{ß} x", r"\emph{é}", r"\emph{\textbf{≤}}", r"\emph{\textbf{$\beta$}}", r"\emph{}",
        r"\emph{’} “\emph{“}”",
        r"$\textrm{≤}$", r"$\textrm{a–b -- R&D 5%}$", r"$x^{\textrm{β}}$",
        r"$\hat{\alpha}$ of $x^{\alpha}$, $x^α$ and $\hatα$", "$∘$ at $5°$",
        r"$\frac{\alpha}{\beta}$, $\sqrt[3]{\alpha}$", "x Δ y", "Χ-Net: Ο(n) of $Β$ and $xΑ^ο$, ϰ", "Εκτός ΐ Ά",
        "o\u0361o", "{}", "{ }",
        r"Xy--{}--", r"\$x\$",
    ],
)  # fmt: skip
def test_what_a_command_holds_stays_in_it(text: str) -> None:
    """A group right behind a command is its argument, and no group that only means a character."""
    for encoding in ENCODINGS:
        lost: list[str] = []
        assert tex_to_text(text_to_tex(text, encoding, lost)) == text.replace("Xy--{}--", "Xy----")
        assert tex_to_text(title_to_tex(text, encoding, lost)) == text.replace("Xy--{}--", "Xy----")
        assert lost == []


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\textbf{\ss} x", r"\textbf{ß} x"), (r"\emph{\'e} x", r"\emph{é} x"), (r"\emph{--} x", r"\emph{–} x"),
        (r"\emph {x}", r"\emph{x}"),
        (r"\textbf{$\beta$}-VAE", r"\textbf{$\beta$}-VAE"), (r"\emph{\~{\^e}}, \~{\^e}", r"\emph{ễ}, ễ"),
        (r"\foo{\'e}", r"\foo{\'e}"),
        (r"Garc\'\i a, Na\"\i ve, \=\i x, \u\i x, \v \j x, \'\i{}a", "García, Naïve, īx, ĭx, ǰx, ía"),
        (r"{\textasciitilde}10x \textasciitilde x \emph{\textasciitilde} \~{} a\textasciitilde\ b",
         r"~10x ~x \emph{~} ~ a~ b"),
        (r"{\textasciigrave}a\textasciigrave b \^{}", "`a`b ^"),
        (r"\TeX\ and \o\ x, Foo\texttrademark\ bar, \dots\ and \o\\ x", r"\TeX and ø x, Foo™ bar, … and ø x"),
        (r"$x$-ray and $\mathbb{R}^n$", r"$x$-ray and $\mathbb{R}^n$"), (r"${\rm A}$ b", r"${\rm A}$ b"),
        (r"$\foo{x}$ and $x$-ray", r"$\foo{x}$ and $x$-ray"),
        (r"5 {\textmu}m x\textbullet{}y 9\texttimes{} {\textminus}2 \guillemetleft a\guillemetright",
         "5 µm x•y 9× −2 «a»"),
        (r"\foo{}y {\foo}m \foo y {\foo m}n", r"\foo{}y \foo{}m \foo y \foo mn"),
        (r"\textcommabelow{s}a {\textcommabelow{T}}", "șa Ț"),
        ("a‑b c‐d ― ‒", "a-b c-d — –"),
        (r"{\v s} \v{s} {\H o} \c c \r a \d and \t{oo}", "š š ő ç å ạnd o\u0361o"), (r"Stra\ss e, 5\textdegree C",
        "Straße, 5°C"),
        (r"{\LaTeX} x, \LaTeX{} y", r"\LaTeX x, \LaTeX y"), (r"\[c\] and \(c\)", "$c$ and $c$"), (r"{$\mathrm{H}$}",
        r"$\mathrm{H}$"),
        (r"R\&D 🦙 ★", "R&D 🦙 ★"), ("R\\&D \u200bℝ a\u2009b at 50\\%", "R&D \u200bℝ a\u2009b at 50%"), (r"\$x\$ 🦙",
        r"\$x\$ 🦙"),
    ],
)  # fmt: skip
def test_what_others_write_is_read(tex: str, text: str) -> None:
    assert tex_to_text(tex) == text


def test_a_formula_beside_letters_is_no_price() -> None:
    text = tex_to_text(text_to_tex(r"US{}$x y$ and o{}$z w$"))
    assert "$x y$" in text
    assert tex_to_text(text_to_tex(text)) == text


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        (r"\v Saric and \c c, \H o", r"{\v{S}}aric and {\c{c}}, {\H{o}}"), (r"\t{oo}", r"{\t{oo}}"),
        (r"C:\v foo \d and", r"C:\textbackslash{}v foo \textbackslash{}d and"),
        (r"\[c\] \[x^2\] \[Draft\]", r"{$c$} {$x^2$} \textbackslash{}[Draft\textbackslash{}]"),
        (r"\ensuremath{\alpha}, \ensuremath{n^2}", r"$\alpha$, {$n^2$}"), (r"\~{} \^{}",
        r"\textasciitilde{} \textasciicircum{}"), (r"Na\"\i ve", r"Na{\"i}ve"),
        (r"5\textdegree", r"5{$^{\circ}$}"), ("{ }", r"\textbraceleft{} \textbraceright{}"),
        ("Ο(n) ό", r"{$\mathrm{O}{}$}(n) {$\acute{o{}}$}"),
    ],
)  # fmt: skip
def test_more_text_with_tex_in_it(text: str, tex: str) -> None:
    assert text_to_tex(text) == tex


@pytest.mark.parametrize(
    ("body", "tex"),
    [
        (r"a \lesssim b", r"a \stackrel{<}{\sim} b"), (r"x \triangleq y", r"x \stackrel{\triangle}{=} y"),
        (r"\binom{n}{\binom{a}b}", r"{n \choose {a \choose b}}"), (r"x^\binom nk", r"x^{n \choose k}"),
        (r"\underset{x}{\min} f", r"{\mathop{\min}_{x}} f"), (r"\square", r"{{\sqcap}\!\!\!\!{\sqcup}}"),
        (r"\checkmark", r"\surd"),
        (r"\bigstar", r"\star"), (r"\nexists x", r"\not\exists x"), (r"\xrightarrow{f}", r"\stackrel{f}{\rightarrow}"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", r"\left(a\;b;\;c\;d\right)"), (r"\text{R\&D 5\%}",
        r"\textrm{R\&D 5\%}"),
        (r"x^\hat a", r"x^{\hat a}"), ("x^'", "x^{'}"), (r"x^\log", r"x^{\log}"),
        (r"\frac\mathbf{x}2", r"\frac{\mathbf{x}}2"), ("x^é",
        r"x^{\mbox{{\'e}}}"),
        (r"x^\mbox{a}", r"x^{\mbox{a}}"), (r"\hat\hat\alpha", r"\hat{\hat\alpha}"), ("x^α", r"x^{\alpha{}}"),
        (r"{n \choose k}", r"{n \choose k}"),
        (r"{\cal N}=4", r"\mathcal{N}=4"), (r"\tilde{\cal O}(n)", r"\tilde{\mathcal{O}}(n)"),
        (r"x_{\rm max}", r"x_{\mathrm{max}}"), (r"\mathop{\rm argmax}_x", r"\mathop{\mathrm{argmax}}_x"),
        (r"\bf x {\it y} z", r"\mathbf{x {\mathit{y}} z}"), (r"\left(\sf a\right) b", r"\left(\mathsf{a}\right) b"),
        (r"{\rm a \over b}", r"{\mathrm{a}\over b}"), (r"{\rm}x", "{}x"), (r"a \over b", r"a \over b"),
        (r"\big(x\big)", r"\big(x\big)"), (r"\Bigl\{x\Bigr\rangle", r"\Bigl\lbrace x\Bigr\rangle"),
        (r"x^\big/", r"x^{\big/}"), (r"\displaystyle x", "x"), (r"x\ \displaystyle", "x"),
        (r"\phantom{x}^\phantom{x}", r"\phantom{x}^{\phantom{x}}"), (r"\ensuremath{x}_1", "{x}_1"),
        (r"a\mathrel{R}b", r"a\mathrel{R}b"), (r"\Bbb R", r"\mathbf R"), ("（x，y）＜5％", r"(x,y)<5\%"),
    ],
)  # fmt: skip
def test_formulas_that_need_packages(body: str, tex: str) -> None:
    assert formula(body) == tex


@pytest.mark.parametrize(
    "body",
    [
        r"\cal",
        r"\big",
        r"\bigx(",
        r"a \over b \over c",
        r"x＾2",
        r"n \choose k \choose m",
        r"x^\choose",
        r"\binom{n}",
        r"\binom{n}{",
        r"\begin{pmatrix} a",
    ],
)
def test_what_no_rewriting_saves(body: str) -> None:
    assert formula(body) is None


def test_formulas_that_stay_as_source_are_told_of() -> None:
    for write in (text_to_tex, title_to_tex):
        lost: list[str] = []
        assert write(r"\ensuremath{\foo{x}}", "ascii", lost) == (
            r"\textbackslash{}ensuremath\textbraceleft{}\textbackslash{}foo\textbraceleft{}x\textbraceright{}"
            r"\textbraceright{}"
        )
        assert lost == [r"$\foo{x}$"]
        lost.clear()
        assert write(r"$\foo{x}$ for $5 and $\text{湖}$", "ascii", lost) == (
            r"\$\textbackslash{}foo\textbraceleft{}x\textbraceright{}\$ for \$5 and {$\textrm{湖}$}"
        )
        assert lost == [r"$\foo{x}$", "湖"]


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_of_the_kernel_come_back(sign: str) -> None:
    for text in (sign, f"a {sign}b", f"$x{sign}y$", f"$x^{sign}$ of $\\hat{sign}$", f"\\emph{{{sign}}}"):
        for encoding in ENCODINGS:
            for write in (text_to_tex, title_to_tex):
                lost: list[str] = []
                tex = write(text, encoding, lost)
                assert tex.isascii()
                assert tex_to_text(tex) == text
                assert lost == []


@pytest.mark.parametrize(
    ("text", "ascii_tex", "utf8"),
    [
        ("Chain‑of‑Thought GPT‑4o", "Chain-of-Thought {GPT}-4o", "Chain‑of‑Thought {GPT}‑4o"),
        ("LLM‐Based ― x ‒ y", "{LLM}-Based --- x -- y", "{LLM}‐Based ― x ‒ y"),
        ("a‑‑b ‐-", "a-{}-b -{}-", "a‑{}‑b ‐{}-"),
        ("$a‑b$", r"{$a\mbox{-}b$}", r"{$a\mbox{-}b$}"),
        ("（R：5），1⁄2 ＆ ＄ － ＇ ⅓", r"({R}:5){,}1/2 \& \$ {}-{} {'} {$\frac{1}{3}$}", None),
    ],
)
def test_hyphens_and_full_width_signs(text: str, ascii_tex: str, utf8: str | None) -> None:
    lost: list[str] = []
    assert title_to_tex(text, "ascii", lost) == ascii_tex
    assert title_to_tex(text, "utf-8", lost) == (utf8 or ascii_tex)
    assert lost == []
    assert tex_to_text(ascii_tex) == tex_to_text(utf8 or ascii_tex)
    assert not set(tex_to_text(ascii_tex)) & set(HYPHENS)


def test_each_symbol_has_one_character() -> None:
    for form, character in symbols().items():
        read = tex_to_text(character_form(character, "ascii").tex)
        assert read == unicodedata.normalize("NFC", character), form
    for form, character in text_commands().items():
        assert tex_to_text(f"{{{form}}}") == unicodedata.normalize("NFC", character)


@pytest.mark.parametrize("body", ["", " x", r"\left(x", r"\frac{1}", "x_", "{", r"\begin{a}", r"x'^2^2"])
def test_what_is_no_formula(body: str) -> None:
    assert formula(body) is None


def test_entities_are_decoded_once() -> None:
    assert normalise_text("&amp;amp;lt; &#233; &nosuch; &#xD800;") == "< é &nosuch; &#xD800;"


@pytest.mark.parametrize(
    ("title", "tex"),
    [
        ("On L₂-Norm Maps", "On {L{$_{2}$}}-Norm Maps"),
        ("The F₁ Score of S² Nets", "The {F{$_{1}$}} Score of {S{$^{2}$}} Nets"),
        ("Maps of Xᵀ", "Maps of {X{$^{T}$}}"),
    ],
)
def test_a_capital_with_a_raised_or_lowered_figure_is_braced(title: str, tex: str) -> None:
    assert title_to_tex(title, "ascii", []) == tex


@pytest.mark.parametrize(
    ("body", "tex"),
    [
        (r"\sqrt[\rm n]{x}", r"\sqrt[\mathrm{n}]{x}"),
        (r"\left⟨x\right⟩", r"\left\langle x\right\rangle"),
        (r"\big‖x\big‖", r"\big\Vert x\big\Vert"),
        (r"\left\lVert x\right\rVert", r"\left\Vert x\right\Vert"),
        (r"\left（x\right）", r"\left(x\right)"),
    ],
)
def test_delimiters_that_grow_are_those_of_tex(body: str, tex: str) -> None:
    found = formula(body)
    assert found is not None
    assert found.replace(" ", "") == tex.replace(" ", "")


@pytest.mark.parametrize("body", [r"\big≜", r"\left♠x\right♠", r"\Big'"])
def test_what_does_not_grow_is_no_delimiter(body: str) -> None:
    assert formula(body) is None


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"From {\{}Solution{\}} to Maps", r"From \{Solution\} to Maps"),
        (r"Foo {\{}bar", "Foo {bar"),
        (r"\{x\}", r"\{x\}"),
    ],
)
def test_braces_in_braces_are_braces(tex: str, text: str) -> None:
    assert tex_to_text(tex) == text
