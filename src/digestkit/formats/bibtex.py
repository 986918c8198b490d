"""Digests as BibTeX, and back.

`write` makes one entry of each paper: `@misc` in the way arXiv recommends (`eprint`, `archivePrefix`,
`primaryClass`), or `@online` for biblatex. What it writes, BibTeX, biber and pdflatex take without loading
a package. The same paper of several days is one entry, that of its newest digest.

**Characters.** `encoding="ascii"` writes TeX forms; `"utf-8"` leaves the letters, dashes and quotation marks
that pdflatex prints raw. For what has no TeX form, `on_loss` is told of it, and

- letters of other scripts (Chinese, Cyrillic, Vietnamese with a hook) stay as they are in either encoding:
  such an entry needs LuaLaTeX or XeLaTeX, and its file is UTF-8;
- any other character, an emoji say, is named in ASCII, as `[llama]`, and stays as it is in UTF-8;
- control characters and others that print nothing are left out.

`on_loss="error"` therefore also promises that an ASCII text is ASCII.

**Order of names.** Where the digest does not tell it (`author_order` is `uncertain`), the names stand as in
`Paper.authors`, and `uncertain` says what else to do: `keep` nothing, `comment` adds an `annote` field that
says so, `omit` leaves the author field out.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from typing import TYPE_CHECKING, Final, Literal, TextIO, TypeVar

import attrs

from digestkit.errors import DigestError
from digestkit.formats.bylines import author_field
from digestkit.formats.capitals import title_to_tex
from digestkit.formats.citation_keys import Dated, citation_keys
from digestkit.formats.tex_markup import text_to_tex
from digestkit.models import AuthorOrder, Paper, SectionKind, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from digestkit.formats.citation_keys import KeyStyle
    from digestkit.formats.tex import Encoding
    from digestkit.models import Digest

__all__ = ["BibtexLossWarning", "Loss", "read", "write"]

_Value = TypeVar("_Value", bound=str)
Dialect = Literal["bibtex", "biblatex"]
Uncertain = Literal["keep", "comment", "omit"]
OptionalField = Literal["abstract", "keywords", "annote"]

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNCERTAIN_ORDER: Final = "The order of the authors is uncertain."

# A category of arXiv: cs.CL, hep-th; nothing else is a primary class.
_CATEGORY: Final = re.compile(
    r"""
    (?: astro-ph | cond-mat | nlin | physics | cs | econ | eess | math | q-bio | q-fin | stat ) \. [A-Za-z-]{2,17}
  | astro-ph | cond-mat | gr-qc | hep-(?: ex | lat | ph | th ) | math-ph | nucl-(?: ex | th ) | quant-ph
    """,
    re.VERBOSE,
)
# What a reader would take for an entry within a field: the `@GPT{` of "@GPT{-4}".
_ENTRY_LIKE: Final = re.compile(r"@(?=[A-Za-z0-9_]*[ \t]*\{)")
_UNSAFE_IN_URL: Final = re.compile(r"[\s{}\\\"<>\x00-\x1f\x7f]")


class BibtexLossWarning(UserWarning):
    """Text has characters that TeX has no form for."""


@attrs.frozen
class Loss:
    """Characters of a field of a paper that TeX has no form for: kept, named or left out, as the policy says."""

    paper: Paper
    field: str
    characters: str

    def __str__(self) -> str:
        which = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in self.characters)
        return f"TeX has no form for {which} in the {self.field} of {self.paper.title!r}"


@attrs.frozen(kw_only=True)
class _Options:
    encoding: Encoding
    dialect: Dialect
    uncertain: Uncertain
    versions: bool
    fields: tuple[str, ...]
    on_loss: Callable[[Loss], object]


def write(  # noqa: PLR0913 - the options of a format
    digests: Iterable[Digest],
    file: TextIO,
    *,
    encoding: Encoding = "ascii",
    dialect: Dialect = "bibtex",
    key: KeyStyle = None,
    on_loss: Literal["warn", "error"] | Callable[[Loss], object] = "warn",
    uncertain: Uncertain = "keep",
    versions: bool = False,
    fields: Sequence[OptionalField] = (),
) -> None:
    """Write an entry for each paper of the digests.

    `key` is a template (`"{auth}{year}{word}"`, with `{month}` and `{number}`) or a callable from Paper to text;
    keys that are the same get the arXiv number. `versions` keeps the version in `eprint`. `fields` adds
    `abstract` (the whole summary), `keywords` (the categories) and `annote` (results and implication).

    Raises `ValueError` for a value that an option does not have, and with `on_loss="error"` `DigestError` for
    a character without TeX form.
    """
    options = _Options(
        encoding=_one_of("encoding", encoding, ("ascii", "utf-8")),
        dialect=_one_of("dialect", dialect, ("bibtex", "biblatex")),
        uncertain=_one_of("uncertain", uncertain, ("keep", "comment", "omit")),
        versions=versions,
        fields=tuple(_one_of("fields", name, ("abstract", "keywords", "annote")) for name in fields),
        on_loss=_loss_handler(on_loss),
    )
    papers = _newest(digests)
    for number, (dated, name) in enumerate(zip(papers, citation_keys(papers, key), strict=True)):
        if number:
            file.write("\n")
        file.write(_entry(dated, name, options))


def _one_of(option: str, value: _Value, known: tuple[str, ...]) -> _Value:
    if value not in known:
        raise ValueError(f"{option} is one of {', '.join(map(repr, known))}, not {value!r}")
    return value


def _loss_handler(on_loss: Literal["warn", "error"] | Callable[[Loss], object]) -> Callable[[Loss], object]:
    if callable(on_loss):
        return on_loss
    return {"warn": _warn, "error": _refuse}[_one_of("on_loss", on_loss, ("warn", "error"))]


def _warn(loss: Loss) -> None:
    warnings.warn(str(loss), BibtexLossWarning, stacklevel=6)


def _refuse(loss: Loss) -> None:
    raise DigestError(f"{loss}; take another on_loss to have it written as the policy says")


def _newest(digests: Iterable[Digest]) -> list[Dated]:
    """Each paper once, where it first stands, as its newest digest has it; of two alike the later one."""
    found: dict[tuple[str, ...], tuple[dt.date, Dated]] = {}
    for digest in digests:
        day = digest.date or dt.date.min
        for paper in digest.papers:
            identity = _identity(paper)
            if identity not in found or found[identity][0] <= day:
                found[identity] = day, _dated(paper, digest.date)
    return [dated for _, dated in found.values()]


def _identity(paper: Paper) -> tuple[str, ...]:
    """What two rows of one paper share: the arXiv number, else title and first author."""
    if paper.arxiv_id is not None:
        return (paper.arxiv_id.number,)
    first = paper.first_author
    return (paper.title.casefold(), first.name.casefold() if first else "")


def _dated(paper: Paper, day: dt.date | None) -> Dated:
    if paper.arxiv_id is not None:
        return Dated(paper, paper.arxiv_id.year, paper.arxiv_id.month)
    return Dated(paper, day.year, day.month) if day else Dated(paper, None, None)


def _entry(dated: Dated, key: str, options: _Options) -> str:
    fields = [*_reference(dated, options), *_date(dated, options), *_eprint(dated.paper, options)]
    fields += _optional(dated.paper, options)
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields)
    return f"@{'misc' if options.dialect == 'bibtex' else 'online'}{{{key},\n{lines}\n}}\n"


def _braced(value: str) -> str:
    return f"{{{value}}}" if "@" not in value else f"{{{_ENTRY_LIKE.sub('{@}', value)}}}"


def _reference(dated: Dated, options: _Options) -> list[tuple[str, str]]:
    """Title and author, or the `key` field that styles sort by and label with where there is no author."""
    paper = dated.paper
    lost: list[str] = []
    fields = [("title", _braced(title_to_tex(paper.title, options.encoding, lost)))]
    _report(paper, "title", lost, options)
    omitted = options.uncertain == "omit" and paper.author_order is AuthorOrder.UNCERTAIN
    authors = "" if omitted else author_field(paper, options.encoding, lost)
    _report(paper, "author", lost, options)
    if authors:
        fields.append(("author", _braced(authors)))
    elif options.dialect == "bibtex":
        fields.append(("key", _braced(text_to_tex(paper.title, options.encoding))))
    return fields


def _report(paper: Paper, field: str, lost: list[str], options: _Options) -> None:
    """Tell of the characters lost in a field, each once, and forget them."""
    if lost:
        options.on_loss(Loss(paper, field, "".join(dict.fromkeys(lost))))
        lost.clear()


def _date(dated: Dated, options: _Options) -> list[tuple[str, str]]:
    if dated.year is None or dated.month is None:
        return []
    if options.dialect == "biblatex":
        return [("date", f"{{{dated.year}-{dated.month:02}}}")]
    return [("year", f"{{{dated.year}}}"), ("month", _MONTHS[dated.month - 1])]


def _eprint(paper: Paper, options: _Options) -> list[tuple[str, str]]:
    """What finds the paper: its number at arXiv, DOI and address, verbatim."""
    if paper.arxiv_id is None:
        url = reference_url(paper)
        return [("url", f"{{{url}}}")] if url else []
    kind, name, group = (
        ("archivePrefix", "arXiv", "primaryClass")
        if options.dialect == "bibtex"
        else ("eprinttype", "arxiv", "eprintclass")
    )
    number = paper.arxiv_id.versioned if options.versions else paper.arxiv_id.number
    fields = [("eprint", f"{{{number}}}"), (kind, f"{{{name}}}")]
    if category := primary_category(paper):
        fields.append((group, f"{{{category}}}"))
    url = f"https://arxiv.org/abs/{number}"
    return [*fields, ("doi", f"{{{paper.arxiv_id.doi}}}"), ("url", f"{{{url}}}")]


def primary_category(paper: Paper) -> str | None:
    """The first category of a paper that is one of arXiv's."""
    return next((category for category in paper.categories if _CATEGORY.fullmatch(category)), None)


def reference_url(paper: Paper) -> str:
    """The first address of a paper as it stands, but for what would end the field, percent-encoded."""
    url = next((link.url.strip() for link in paper.links if link.url.strip()), "")
    return _UNSAFE_IN_URL.sub(_percent_encoded, url)


def _percent_encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode(errors="replace"))


def _optional(paper: Paper, options: _Options) -> list[tuple[str, str]]:
    if not options.fields and options.uncertain != "comment":
        return []
    texts = {
        "abstract": paper.summary.text if "abstract" in options.fields else "",
        "keywords": ", ".join(paper.categories) if "keywords" in options.fields else "",
        "annote": _annotation(paper, options),
    }
    fields: list[tuple[str, str]] = []
    lost: list[str] = []
    for name, text in texts.items():
        if text := one_line(text):
            fields.append((name, _braced(text_to_tex(text, options.encoding, lost))))
            _report(paper, name, lost, options)
    return fields


def _annotation(paper: Paper, options: _Options) -> str:
    """The remark on the order of the names, and what the digest says of results and implications."""
    parts = []
    if options.uncertain == "comment" and paper.author_order is AuthorOrder.UNCERTAIN:
        parts.append(_UNCERTAIN_ORDER)
    if "annote" in options.fields:
        kinds = (SectionKind.RESULTS, SectionKind.IMPLICATION)
        parts += [section.text for kind in kinds for section in paper.summary.sections_of(kind)]
    return " ".join(parts)


def read(text: str) -> tuple[Paper, ...]:
    """The papers of a BibTeX text, of ours or another's; `bibtex_reading` says what comes back.

    Needs the extra `bib`. Raises `DigestError` with the line for text that is no BibTeX.
    """
    from digestkit.formats.bibtex_reading import read_entries

    return read_entries(text)
