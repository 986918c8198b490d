"""Digests as BibTeX, and back.

`write` makes one entry of each paper: `@misc` in the way arXiv recommends (`eprint`, `archivePrefix`,
`primaryClass`), or `@online` for biblatex. What a catalogue adds (`Paper.metadata`) goes to `primaryClass`, `doi`,
`year`, `month` and, for the journal reference, `note`. What it writes, BibTeX, biber and pdflatex take without loading
a package. The same paper of several days is one entry, that of its newest digest.

**Characters.** `encoding="ascii"` writes TeX forms; `"utf-8"` leaves the letters, dashes and quotation marks
that pdflatex prints raw. For what has no TeX form, `on_loss` is told of it, and

- letters of other scripts (Chinese, Cyrillic, Vietnamese with a hook) stay as they are in either encoding:
  such an entry needs LuaLaTeX or XeLaTeX, and its file is UTF-8;
- any other character, an emoji say, is named in ASCII, as `[llama]`, and stays as it is in UTF-8;
- control characters and others that print nothing are left out.

A formula with a command that neither the kernel knows nor this library can say by it is printed as it is typed, and
`on_loss` is told of it as well.

`on_loss="error"` therefore also promises that an ASCII text is ASCII.

**Order of names.** Where the digest does not tell it (`author_order` is `uncertain`), the names stand as in
`Paper.authors`, and `uncertain` says what else to do: `keep` nothing, `comment` adds an `annote` field that
says so, `omit` leaves the author field out.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TextIO, TypedDict, TypeVar, Unpack

import attrs

from digestkit.errors import DigestError
from digestkit.formats.bylines import author_field
from digestkit.formats.capitals import title_to_tex
from digestkit.formats.citation_keys import citation_keys
from digestkit.formats.references import (
    UNCERTAIN_ORDER,
    catalogued,
    newest_papers,
    primary_category,
    reference_doi,
    reference_url,
    verbatim,
)
from digestkit.formats.tex_markup import text_to_tex
from digestkit.models import AuthorOrder, Paper, SectionKind, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from digestkit.formats.citation_keys import Dated, KeyStyle
    from digestkit.formats.tex import Encoding
    from digestkit.models import Digest

__all__ = ["BibtexLossWarning", "Entry", "EntryOptions", "Loss", "entries", "read", "write"]

_Value = TypeVar("_Value", bound=str)
Dialect = Literal["bibtex", "biblatex"]
Uncertain = Literal["keep", "comment", "omit"]
OptionalField = Literal["abstract", "keywords", "annote"]

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# What a reader would take for an entry within a field: the `@GPT{` of "@GPT{-4}".
_ENTRY_LIKE: Final = re.compile(r"@(?=[A-Za-z0-9_]*[ \t]*\{)")


class BibtexLossWarning(UserWarning):
    """Text has characters that TeX has no form for."""


@attrs.frozen
class Loss:
    r"""Characters of a field of a paper that TeX has no form for: kept, named or left out, as the policy says.

    `formulas` have commands that the LaTeX kernel does not know, and are printed as they are typed, `$\foo{x}$`.
    """

    paper: Paper
    field: str
    characters: str
    formulas: tuple[str, ...] = ()

    def __str__(self) -> str:
        which = [f"{character!r} (U+{ord(character):04X})" for character in self.characters]
        which += [f"the formula {formula!r}, printed as its source," for formula in self.formulas]
        return f"TeX has no form for {', '.join(which)} in the {self.field} of {self.paper.title!r}"


class EntryOptions(TypedDict, total=False):
    """The options of `write`, which explains them."""

    encoding: Encoding
    dialect: Dialect
    key: KeyStyle
    on_loss: Literal["warn", "error"] | Callable[[Loss], object]
    uncertain: Uncertain
    versions: bool
    fields: Sequence[OptionalField]


class Entry(NamedTuple):
    """An entry that is to be written: its type, its key, and its fields with their values in braces."""

    paper: Paper
    kind: str
    key: str
    fields: list[tuple[str, str]]

    def __str__(self) -> str:
        lines = ",\n".join(f"  {name} = {value}" for name, value in self.fields)
        return f"@{self.kind}{{{self.key},\n{lines}\n}}\n"


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
    entered = entries(
        digests,
        encoding=encoding,
        dialect=dialect,
        key=key,
        on_loss=on_loss,
        uncertain=uncertain,
        versions=versions,
        fields=fields,
    )
    for number, entry in enumerate(entered):
        if number:
            file.write("\n")
        file.write(str(entry))


def entries(
    digests: Iterable[Digest],
    wanted: Callable[[Entry], bool] | None = None,
    taken: Iterable[str] = (),
    **given: Unpack[EntryOptions],
) -> Iterator[Entry]:
    """The entries that `write` writes, with its options.

    With `wanted`, those alone that it says yes to; it sees them without their keys. No key is one of `taken`,
    whatever the case of letters.
    """
    options = _checked(given)
    papers = newest_papers(digests)
    if wanted is not None:
        quiet = attrs.evolve(options, on_loss=lambda _: None)
        papers = [dated for dated in papers if wanted(_entry(dated, "", quiet))]
    for dated, name in zip(papers, citation_keys(papers, given.get("key"), taken), strict=True):
        yield _entry(dated, name, options)


def _checked(given: EntryOptions) -> _Options:
    return _Options(
        encoding=_one_of("encoding", given.get("encoding", "ascii"), ("ascii", "utf-8")),
        dialect=_one_of("dialect", given.get("dialect", "bibtex"), ("bibtex", "biblatex")),
        uncertain=_one_of("uncertain", given.get("uncertain", "keep"), ("keep", "comment", "omit")),
        versions=given.get("versions", False),
        fields=tuple(_one_of("fields", name, ("abstract", "keywords", "annote")) for name in given.get("fields", ())),
        on_loss=_loss_handler(given.get("on_loss", "warn")),
    )


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


def _entry(dated: Dated, key: str, options: _Options) -> Entry:
    fields = [*_reference(dated, options), *_date(dated, options), *_eprint(dated.paper, options)]
    fields += _optional(dated.paper, options)
    return Entry(dated.paper, "misc" if options.dialect == "bibtex" else "online", key, fields)


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
    """Tell of the characters and formulas lost in a field, each once, and forget them."""
    if lost:
        once = dict.fromkeys(lost)
        formulas = tuple(text for text in once if text[0] == "$")
        options.on_loss(Loss(paper, field, "".join(text for text in once if text[0] != "$"), formulas))
        lost.clear()


def _date(dated: Dated, options: _Options) -> list[tuple[str, str]]:
    if dated.year is None or dated.month is None:
        return []
    if options.dialect == "biblatex":
        published = catalogued(dated.paper).published
        day = f"-{published.day:02}" if published else ""
        return [("date", f"{{{dated.year}-{dated.month:02}{day}}}")]
    return [("year", f"{{{dated.year}}}"), ("month", _MONTHS[dated.month - 1])]


def _eprint(paper: Paper, options: _Options) -> list[tuple[str, str]]:
    """What finds the paper: its number at arXiv, DOI and address, verbatim."""
    doi = verbatim(reference_doi(paper))
    if paper.arxiv_id is None:
        found = (("doi", doi), ("url", reference_url(paper)))
        return [(name, f"{{{value}}}") for name, value in found if value]
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
    return [*fields, ("doi", f"{{{doi or paper.arxiv_id.doi}}}"), ("url", f"{{{url}}}")]


def _optional(paper: Paper, options: _Options) -> list[tuple[str, str]]:
    reference = catalogued(paper).journal_reference or ""
    if not options.fields and options.uncertain != "comment" and not reference:
        return []
    texts = {
        "note": reference,
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
        parts.append(UNCERTAIN_ORDER)
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
