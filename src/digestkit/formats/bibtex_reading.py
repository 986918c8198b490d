"""BibTeX into papers, by bibtexparser.

What a `.bib` file holds of a paper is `normalise(paper)`: title, names in their order, whether the list was
cut, the arXiv number and its category, and an address where there is no number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.errors import DigestError
from digestkit.formats.bylines import author_field
from digestkit.formats.capitals import is_one_group, title_to_tex
from digestkit.formats.references import primary_category, reference_doi, reference_url, verbatim
from digestkit.formats.tex_reading import tex_to_text
from digestkit.identifiers import ArxivId
from digestkit.models import Author, Link, Paper, Summary, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["normalise", "read_entries"]

# Where a list of names or a name may be cut, and the braces within which it may not.
_CUT: Final = re.compile(r"\\. | (?P<open>\{) | (?P<close>\}) | (?P<and>[ ](?i:and)(?=[ ])) | (?P<comma>,)", re.VERBOSE)


def normalise(paper: Paper) -> Paper:
    """What of a paper comes back from BibTeX, with the default options: `read(write(p)) == (normalise(p),)`.

    Title, names and arXiv number of NFC text come back as they are, but for TeX in them: braces that group
    vanish, accents and symbols become characters, commands of packages the kernel's, HTML entities the
    characters they mean. Names of the form "Holm, Ida" become "Ida Holm"; "Jr." has a comma before it and
    "III" none.

    An address or DOI of arXiv's is read as its number, also where the paper had none.

    Not held, and dropped: the summary, extra columns, labels and columns of links, all links of a paper with a
    number and all but the first of one without, the version, categories but the first that is arXiv's, which
    names are handles, and that their order is uncertain. A list that ends in `and others` is
    not complete, of one without names nobody knows, any other is.
    """
    field = author_field(paper)
    category = primary_category(paper) if paper.arxiv_id else None
    url = reference_url(paper)
    authors, complete = _authors(field)
    number = attrs.evolve(paper.arxiv_id, version=None) if paper.arxiv_id else _addressed(reference_doi(paper), url)
    return Paper(
        title=tex_to_text(title_to_tex(paper.title)),
        authors=authors,
        authors_complete=complete,
        arxiv_id=number,
        links=(Link(url=url),) if url and number is None else (),
        categories=(category,) if category else (),
    )


def _addressed(doi: str, url: str) -> ArxivId | None:
    return _arxiv_id({"doi": verbatim(doi), "url": url})


def read_entries(text: str, on_error: Callable[[DigestError], object] | None = None) -> tuple[Paper, ...]:
    """The papers of a BibTeX text; comments, strings and preambles are no papers.

    An `abstract` becomes the summary. With `on_error`, that is told of each entry that cannot be read, and the others
    are. Raises `DigestError` with the line for text that is no BibTeX, and
    `ImportError` without bibtexparser.
    """
    return tuple(_paper(fields) for fields in _entries(text, on_error or _refuse))


def _refuse(error: DigestError) -> None:
    raise error


def _entries(text: str, on_error: Callable[[DigestError], object]) -> Iterator[dict[str, str]]:
    """The fields of each entry, by their names in lower case."""
    try:
        from bibtexparser.entrypoint import parse_string
    except ImportError as error:
        raise ImportError(
            "reading BibTeX needs bibtexparser, which the extra `bib` of paper-digestkit brings"
        ) from error
    import logging

    from bibtexparser.model import DuplicateBlockKeyBlock, Entry

    # It logs what it cannot read, raw, and without a handler Python writes that to standard error.
    logger = logging.getLogger("bibtexparser")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    library = parse_string(text)
    broken = [block for block in library.failed_blocks if not isinstance(block, DuplicateBlockKeyBlock)]
    for line in sorted((block.start_line or 0) + 1 for block in broken):
        on_error(
            DigestError(f"line {line}: found no entry that BibTeX could read; expected `@type{{key, field = {{…}}}}`")
        )
    for block in library.blocks:
        entry = block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else block
        if isinstance(entry, Entry):
            yield {field.key.lower(): str(field.value) for field in entry.fields}


def _paper(fields: dict[str, str]) -> Paper:
    authors, complete = _authors(fields.get("author", ""))
    number = _arxiv_id(fields)
    url = fields.get("url", "").strip()
    category = fields.get("primaryclass") or fields.get("eprintclass")
    return Paper(
        title=tex_to_text(one_line(fields.get("title", ""))),
        authors=authors,
        authors_complete=complete,
        arxiv_id=number,
        links=(Link(url=url),) if url and number is None else (),
        categories=(category,) if category else (),
        summary=Summary(tex_to_text(one_line(fields.get("abstract", "")))),
    )


def _arxiv_id(fields: dict[str, str]) -> ArxivId | None:
    """The number in `eprint`, or where another writer put it: the DOI, the address, DBLP's `volume`."""
    kind = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
    named = [fields.get("eprint", "")] if kind.strip().lower() == "arxiv" else []
    volume = fields.get("volume", "")
    for text in (*named, fields.get("doi", ""), fields.get("url", ""), volume.removeprefix("abs/")):
        try:
            return ArxivId.parse(text)
        except ValueError:
            continue
    return None


def _authors(field: str) -> tuple[tuple[Author, ...], bool | None]:
    """The names of an author field, and whether they are all."""
    names = _cut(one_line(field), "and")
    cut = len(names) > 1 and names[-1].strip().lower() == "others"
    found = [name for tex in (names[:-1] if cut else names) if (name := _name(tex.strip()))]
    return tuple(map(Author, found)), None if not found else not cut


def _cut(text: str, at: str) -> list[str]:
    """Text cut at the words or commas outside braces."""
    parts, depth, start = [], 0, 0
    for found in _CUT.finditer(text):
        depth += (found.lastgroup == "open") - (found.lastgroup == "close")
        if found.lastgroup == at and not depth:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _name(tex: str) -> str:
    """A name as people write it, from `First Last`, `Last, First` or `Last, Jr, First`."""
    parts = [part.strip() for part in _cut(tex, "comma")]
    match parts:
        case [family, given] if family and given:
            tex = f"{given} {family}"
        case [family, suffix, given] if family and suffix and given:
            tex = f"{given} {family}{',' if suffix[0] in 'JjSs' else ''} {suffix}"
    return one_line(tex_to_text(tex[1:-1] if is_one_group(tex) else tex))
