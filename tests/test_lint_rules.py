"""Every rule's page: its examples are what they are said to be, and its fix does what is shown."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import pytest

import digestkit
from digestkit.lint.registry import all_rules
from digestkit.lint.rule import Fix, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS: Final = Path(__file__).parents[1] / "docs"
HEAD: Final = "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|-------|---------|---------|\n"
_EXAMPLE: Final = re.compile(r"^(Bad|Good)(?: \((\S+)\))?:\n\n((?:    [^\n]*\n|\n)+)", re.MULTILINE)  # Bad (a.md):
_ESCAPE: Final = re.compile(r"\\u([0-9a-f]{4})")  # \u200b
ACROSS_FILES: Final = "DK311"


@attrs.frozen
class Example:
    """A sample of a page: whether it is a bad one, the name of its file, and its text."""

    bad: bool
    source: str | None
    text: str


def examples(rule: Rule) -> list[Example]:
    return [
        Example(found[1] == "Bad", found[2], as_text(found[3])) for found in _EXAMPLE.finditer(rule.page.strip() + "\n")
    ]


def as_text(shown: str) -> str:
    """The text that an example shows, with its header and its invisible characters."""
    lines = [line.removeprefix("    ") for line in shown.strip("\n").split("\n")]
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), "\n".join(lines)) + "\n"
    text = text.replace("␠", " ").replace("␍", "\r").replace("⊣\n", "")
    return HEAD + text if is_rows(lines) else text


def is_rows(lines: list[str]) -> bool:
    return lines[0].startswith("| ") and not lines[0].startswith("| Title |")


def found_by(rule: Rule, example: Example) -> int:
    return len(digestkit.check(example.text, source=example.source, select=[rule.code]))


def one_file_rules() -> Iterator[Rule]:
    return (rule for rule in all_rules() if rule.code != ACROSS_FILES)


RULES: Final = [pytest.param(rule, id=f"{rule.code}-{rule.name}") for rule in one_file_rules()]


@pytest.mark.parametrize("rule", RULES)
def test_bad_examples_break_the_rule_and_good_ones_do_not(rule: Rule) -> None:
    samples = examples(rule)
    assert [sample.bad for sample in samples] == [True, False]
    assert [found_by(rule, sample) > 0 for sample in samples] == [True, False]


@pytest.mark.parametrize(
    "rule", [param for param in RULES if getattr(param.values[0], "fix", Fix.NONE) is not Fix.NONE]
)
def test_the_fix_gives_the_good_example(rule: Rule) -> None:
    bad, good = examples(rule)
    unsafe = rule.fix is Fix.UNSAFE
    assert digestkit.fix(bad.text, source=bad.source, select=[rule.code], unsafe_fixes=unsafe) == good.text


@pytest.mark.parametrize("rule", RULES)
def test_what_is_not_safe_is_left_alone(rule: Rule) -> None:
    bad = examples(rule)[0]
    changed = digestkit.fix(bad.text, source=bad.source, select=[rule.code]) != bad.text
    assert changed == (rule.fix is Fix.SAFE)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_page_says_what_why_and_how_safe(rule: Rule) -> None:
    what, why, *_ = rule.page.strip().split("\n\n")
    last = rule.page.strip().split("\n\n")[-1]
    assert "\n" not in what
    assert not why.startswith(("Bad", "Good", "Fix"))
    assert last.startswith(f"Fix: {rule.fix.value}.")


def test_papers_of_earlier_files_are_found(tmp_path: Path) -> None:
    [rule] = [rule for rule in all_rules() if rule.code == ACROSS_FILES]
    first, second, good = examples(rule)
    lay_out(tmp_path, [first, second])
    [(path, found)] = digestkit.check_archive(tmp_path, select=["DK3"])
    assert path == tmp_path / "2024/03/12.md"
    assert found.code == ACROSS_FILES
    assert "11.md" in found.message
    lay_out(tmp_path, [first, good])
    assert not list(digestkit.check_archive(tmp_path, select=["DK3"]))


def lay_out(folder: Path, files: list[Example]) -> None:
    for file in files:
        assert file.source is not None
        (folder / file.source).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.source).write_text(file.text, "utf-8")


def test_codes_and_names_are_unique_and_modules_are_called_after_them() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
    folder = Path(digestkit.__file__).parent / "lint" / "rules"
    names = sorted(path.stem for path in folder.glob("dk*.py"))
    assert names == sorted(f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in rules)


def test_the_pages_are_those_of_the_docstrings() -> None:
    """`python docs/rule_pages.py` writes them again."""
    wanted = runpy.run_path(str(DOCS / "rule_pages.py"))["pages"]()
    assert {path.name: path.read_text("utf-8") for path in (DOCS / "rules").glob("*.md")} == wanted


# What a page has no room for: forms that a rule must find too, and ones that it must not.

ROW: Final = "| Maps of Rivers (Read more on [arXiv](https://arxiv.org/abs/2403.90001)) | Ida Holm | {} |\n"

FOUND: Final = {
    "refusal": ("failed-summary", "I'm sorry, but I cannot summarize this paper."),
    "refusal of a model": ("failed-summary", "As an AI language model, I have no access to 3 papers."),
    "error of a server": ("failed-summary", "Error: 503 Service Unavailable"),
    "name of an exception": ("failed-summary", "requests.exceptions.ReadTimeoutError: timed out after 30 s."),
    "quota": ("failed-summary", "429 Too Many Requests"),
    "null": ("failed-summary", "None"),
    "ellipsis": ("cut-off-summary", "It maps 3 rivers and the..."),
    "mini": ("gpt-4o-with-zero", "GPT-40-mini maps 3 rivers."),
    "small letters": ("gpt-4o-with-zero", "The judge is gpt-40."),
    "OpenAI": ("o1-with-zero", "It beats OpenAI's 01 by 3%."),
    "mini of o3": ("o1-with-zero", "It beats 03-mini by 3%."),
    "closing tag": ("raw-html", "It ends with </map> always."),
    "break tag": ("raw-html", "It maps 3 rivers.<br/>It ends."),
    "data link": ("unsafe-link", "See [3 maps](data:text/html,boo)."),
    "escape in a scheme": ("unsafe-link", r"See [3 maps](javascript\:boo())."),
    "entity in a scheme": ("unsafe-link", "See [3 maps](java&#115;cript:boo())."),
    "entity for the colon": ("unsafe-link", "See [3 maps](javascript&colon;boo())."),
    "tab in a scheme": ("unsafe-link", "See [3 maps](java&Tab;script:boo())."),
    "entity in a tag's link": ("unsafe-link", 'See <a href=" javascript&#58;boo()">3 maps</a>.'),
    "address in angle brackets": ("unsafe-link", "See <javascript:boo()> and 3 maps."),
    "error in brackets": ("failed-summary", "[ERROR] 404"),
    "link of a tag": ("unsafe-link", 'See <a href="javascript:boo()">3 maps</a>.'),
    "okay": ("preamble", "Okay, here's a concise summary following your guidelines: It maps 3 rivers."),
    "semicolon before a mark": ("unstopped-mark", "i) Maps. ii) Are they? iii) We look; iv) 71%. v) Go."),
    "letters for marks": ("odd-mark", "a) To map rivers. b) We look at them. c) Recall is 71%. d) Use them."),
    "soft hyphen": ("zero-width-character", "It maps 3 riv\u00aders."),
    "invisible plus": ("zero-width-character", "It maps x\u2064y 3 times."),
    "filler": ("zero-width-character", "It maps 3 riv\u3164ers."),
    "tag characters": ("zero-width-character", "It maps 3 rivers\U000e0068\U000e0069."),
    "replacement character": ("control-character", "It maps 3 riv\ufffdrs."),
    "numeric entity": ("html-entity", "R&#38;B is 3."),
    "text out of reach": ("failed-summary", "Unable to access the full text of the paper."),
    "file out of reach": ("failed-summary", "Failed to download PDF: 3 attempts."),
    "regret": ("failed-summary", "Unfortunately, the provided text holds no paper."),
    "request for the text": ("failed-summary", "Please provide me with the abstract of the paper."),
    "no summary": ("failed-summary", "No summary available."),
    "error that occurred": ("failed-summary", "An error occurred while generating the summary."),
    "error of a step": ("failed-summary", "Error generating summary"),
    "internal error": ("failed-summary", "Internal Server Error"),
    "text that is none": ("failed-summary", "The provided text does not contain a research paper."),
    "willing request": ("failed-summary", "Sure! Please paste the text of the paper."),
    "failure of a step": ("failed-summary", "Could not generate summary."),
    "overload": ("failed-summary", "The model is overloaded. Please try again later."),
    "error alone": ("failed-summary", "Error"),
    "dash": ("failed-summary", "-"),
    "page of a server": ("failed-summary", "<!DOCTYPE html> 502 Bad Gateway"),
    "answer of a server": ("failed-summary", "{'error': {'message': 'Rate limit reached'}}"),
    "reference behind no stop": ("cut-off-summary", "It maps 3 rivers and the [1]"),
    "cut address": ("cut-off-summary", "It maps 3 rivers, see https://example.org/ri..."),
    "tag with a link": ("raw-html", 'See <a href="https://example.org">3 maps</a>.'),
    "formula behind a number's": ("unbalanced-dollar", "It maps $a=0.5$ and $x rivers, 3 times."),
    "formula behind money": ("unbalanced-dollar", "It costs $5 or $6 and maps $x$ and $y rivers."),
    "bold behind a power": ("unbalanced-bold", "It maps 2**8 rivers, **3** lakes, and **4 seas and 2**3 fens."),
    "repeated, both stopped": ("repeated-section", "i) Maps. ii) Why? ii) Where? iii) We look. iv) 71%. v) Go."),
    "mark of digits": ("odd-mark", "i) Maps. 11) Are they? iii) We look. iv) 71%. v) Go."),
    "digit for a numeral": ("odd-mark", "i) Maps. 2) Are they? iii) We look. iv) 71%. v) Go."),
    "mark with a colon": ("odd-mark", "i) Maps. ii: Are they? iii) We look. iv) 71%. v) Go."),
    "mark of Cyrillic letters": ("odd-mark", "i) Maps. \u0456\u0456) Are they? iii) We look. iv) 71%. v) Go."),
    "mark of one character": ("odd-mark", "i) Maps. ii) Are they? \u2172) We look. iv) 71%. v) Go."),
    "mark of one character, stopped": ("odd-mark", "i) Maps. \u2171. Are they? iii) We look. iv) 71%. v) Go."),
    "marks of one character": ("odd-mark", "\u2170) Maps. \u2171) Are they? \u2172) We look. \u2173) 71%. \u2174) Go."),
    "full-width bracket": ("odd-mark", "i\uff09 Maps. ii\uff09 Are they? iii\uff09 We look. iv\uff09 71%. v\uff09 Go."),
    "full-width letters": ("odd-mark", "\uff49) Maps. \uff49\uff49) Are they? iii) We look. iv) 71%. v) Go."),
    "letter l": ("odd-mark", "l) Maps. ii) Are they? iii) We look. iv) 71%. v) Go."),
    "mostly odd": ("odd-mark", "i) Maps. 11) Are they? \u2172) We look. v) Go."),
    "capital numerals": ("odd-mark", "I) Maps. II) Are they? III) We look. IV) 71%. V) Go."),
    "let me know": ("follow-up-questions", "It maps 3 rivers. Let me know if you would like more details."),
    "would you like": ("follow-up-questions", "It maps 3 rivers. Would you like me to explain the method?"),
    "feel free": ("follow-up-questions", "It maps 3 rivers. Feel free to ask for more!"),
    "offer in bold": ("follow-up-questions", "It maps 3 rivers. **Let me know if you'd like a longer summary.**"),
    "questions that a reader has": ("follow-up-questions", "It has 3. If you have any further questions, please ask."),
    "hope": ("follow-up-questions", "It maps 3 rivers. I hope this summary is helpful!"),
    "two sentences of an offer": (
        "follow-up-questions",
        "It has 3. I'd be happy to explain more. Do you want any details?",
    ),
    "out of order, unstopped": ("sections-out-of-order", "i) Maps. iii) We look ii) Why? iv) 71%. v) Go."),
}
NOT_FOUND: Final = {
    "sorry people": ("failed-summary", "Sorry states of 3 rivers are mapped."),
    "link in code": ("unsafe-link", "It finds 3 links like `[maps](javascript:boo())`."),
    "scheme amid an address": ("unsafe-link", "See [3 maps](https://example.org/javascript:boo)."),
    "data as a word": ("unsafe-link", "See [data: 3 maps](https://example.org/maps), [note]: data: and <data>."),
    "refusal as a topic": ("failed-summary", "I cannot be summarized, says one of 3 papers."),
    "error as a topic": ("failed-summary", "Error correction for 3 rivers is introduced."),
    "abstention as a topic": ("failed-summary", "The model answers 'I cannot' to 3 questions."),
    "quoted end": ("cut-off-summary", 'It says "maps are 3."'),
    "bracketed end": ("cut-off-summary", "It maps rivers (all 3 of them.)"),
    "full stop of Chinese": ("cut-off-summary", "绘制3条河流。"),
    "another number": ("gpt-4o-with-zero", "GPT-400 and GPT-4 are 2."),
    "steps": ("o1-with-zero", "On day 01 it maps 3 rivers, on 2024-01-03 none."),
    "less and greater": ("raw-html", "If a < b and c > 3, it maps."),
    "address in brackets": ("raw-html", "See <https://example.org/3>."),
    "tag in code": ("raw-html", "It adds `<map>` to 3 words."),
    "summary as a topic": ("preamble", "This paper is a summary of 3 rivers. It maps them."),
    "ampersand": ("html-entity", "R&B; and so on, 3 times."),
    "money": ("unbalanced-dollar", "It costs $0.1 a map, or $3 million."),
    "money behind": ("unbalanced-dollar", "It costs 1$: cheap, 3 times."),
    "two formulas": ("unbalanced-dollar", "It maps $x$ rivers in $O(n)$, 3 times."),
    "flag of a region": (
        "zero-width-character",
        "It maps 3 \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f.",
    ),
    "emoji of several": ("zero-width-character", "It maps 3 👩\u200d🚀."),
    "variables in brackets": ("unnumbered-summary", "i) Maps of (u, v) rivers. ii) Why? iii) We look. iv) 71%. v) Go."),
    "double space in code": ("double-space", "It maps `a  b` 3 times."),
    "model that is a topic": ("failed-summary", "As a large language model for rivers, Fenwick-7B gains 3.2%."),
    "statistic": ("failed-summary", "No summary statistic captures 3 rivers."),
    "error that occurs": ("failed-summary", "An error occurring in 3 river maps is studied."),
    "error of reasoning": ("failed-summary", "Error while reasoning compounds over 3 steps."),
    "depth out of reach": ("failed-summary", "Unable to access true depth, river robots fail; 3 are mended."),
    "rivers out of reach": ("failed-summary", "Failed to load rivers are dropped; 3 remain."),
    "regret of the world": ("failed-summary", "Unfortunately, the usual maps miss 3 rivers; this work has them."),
    "request as a title": ("failed-summary", "Please share your maps: a survey of 3 rivers."),
    "answer as a topic": ("failed-summary", "I don't know is the answer to 3 questions."),
    "marked summary": ("failed-summary", "I cannot: i) Maps. ii) Why? iii) We look. iv) 71%. v) Go."),
    "given text as a topic": ("failed-summary", "The provided text encoder gains 3.2%."),
    "busy models": ("failed-summary", "The model is available for 3 rivers."),
    "word that ends like an error": ("failed-summary", "Terror: a map of 3 fears."),
    "address as an end": ("cut-off-summary", "It maps 3 rivers. The code is at https://example.org/rivers"),
    "address without scheme": ("cut-off-summary", "It maps 3 rivers. The code is at github.com/lark/rivers"),
    "link as an end": ("cut-off-summary", "It maps 3 rivers. Code: [on this page](https://example.org/rivers)"),
    "emoji as an end": ("cut-off-summary", "It maps 3 rivers. \u2764\ufe0f 🎉"),
    "reference as an end": ("cut-off-summary", "It maps 3 rivers. [1, 2]"),
    "footnote as an end": ("cut-off-summary", "It maps 3 rivers.[^1]"),
    "raised number as an end": ("cut-off-summary", "It maps 3 rivers.<sup>2</sup>"),
    "line break as an end": ("cut-off-summary", "It gains 3.2%.<br>"),
    "billions": ("gpt-4o-with-zero", "GPT-40B has 3 rivers."),
    "share of cases": ("gpt-4o-with-zero", "It beats GPT 40% of the time and ChatGPT 40 times."),
    "date of OpenAI": ("o1-with-zero", "OpenAI 01 January 2025 and OpenAI 03-04-2025 are 2."),
    "high water": ("o1-with-zero", "On day 01 high water is at 3 m."),
    "tuple": ("raw-html", "It takes (<map_ref, river_ref, 3>) and <a, b>."),
    "square of a formula": ("unbalanced-dollar", "It maps $\\text{River}^2$: 3 of them."),
    "numbers as formulas": ("unbalanced-dollar", "With $\\alpha=0.5$, $k=3$, it maps $10$ m."),
    "formula and money": ("unbalanced-dollar", "With $a=0.5$ it costs $5."),
    "dollars by name": ("unbalanced-dollar", "It costs 5 US$ a map."),
    "power": ("unbalanced-bold", "It maps 2**8 rivers."),
    "arguments": ("unbalanced-bold", "It passes **kwargs 3 times."),
    "steps of a method": ("odd-mark", "i) Maps. ii) Why? iii) In steps: 1) walk, 2) draw. iv) 71%. v) Go."),
    "steps that are sentences": ("odd-mark", "i) Maps. ii) Why? iii) 1) Walk. 2) Draw. iv) It gains 71%. v) Go."),
    "versus": ("odd-mark", "i) Maps. ii) Why? iii) GPT-4 v. Rill. iv) It gains 3%. v) Go."),
    "permission": ("follow-up-questions", "It has 3 maps. Feel free to use them under the MIT licence."),
    "question of a model": ("follow-up-questions", "It asks 'would you like me to stop?' in 3 dialogues."),
    "request as a topic": ("follow-up-questions", f"Let me know if it rains: a dialogue of 3. {'It has more. ' * 40}"),
    "asterisks alone": ("unbalanced-bold", "It is 3.2 ** higher."),
}
ASIDE: Final = {
    "list": "i) It maps. ii) To map. iii) By i) walking and ii) drawing. iv) It gains 3.2%. v) Use it.",
    "list behind a colon": "i) It maps. ii) Why? iii) In steps: i) walking, ii) drawing. iv) It gains 3.2%. v) Go.",
    "reference": "i) It maps. ii) Why? iii) By walking, as in Section iv) of 3. iv) It gains 3.2%. v) Go.",
}


@pytest.mark.parametrize("summary", ASIDE.values(), ids=ASIDE)
def test_a_numeral_amid_a_section_numbers_none(summary: str) -> None:
    assert names_found(summary).isdisjoint(
        {"missing-section", "sections-out-of-order", "repeated-section", "unstopped-mark"}
    )


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        ("i) Maps. ii) Why? v) Go.", "iii) and iv) are missing"),
        ("i) Maps. ii) Why? iii) We look. v) Go.", "iv) is missing"),
    ],
    ids=["two", "one"],
)
def test_missing_sections_are_counted(summary: str, words: str) -> None:
    [found] = digestkit.check(HEAD + ROW.format(summary), select=["missing-section"])
    assert words in found.message


def names_found(summary: str) -> set[str]:
    return {found.name for found in digestkit.check(HEAD + ROW.format(summary))}


@pytest.mark.parametrize(("name", "summary"), FOUND.values(), ids=FOUND)
def test_it_is_found(name: str, summary: str) -> None:
    assert name in names_found(summary)


@pytest.mark.parametrize(("name", "summary"), NOT_FOUND.values(), ids=NOT_FOUND)
def test_it_is_no_fault(name: str, summary: str) -> None:
    assert name not in names_found(summary)


def test_unsafe_links_are_found_outside_of_tables_too() -> None:
    text = f"""See [maps](javascript:one()).

{HEAD}{ROW.format("It has 3 [maps][x].")}
[x]: javascript:two()
> [y]: <data:three>

```
[x]: javascript:sample()
```
<!-- [maps](javascript:comment()) -->
"""
    found = digestkit.check(text, select=["unsafe-link"])
    assert [text[slice(*each.span)] for each in found] == ["javascript:one(", "javascript:two(", "data:three"]
