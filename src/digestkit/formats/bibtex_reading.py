"""BibTeX into papers, by bibtexparser.

What a `.bib` file holds of a paper is `normalise(paper)`: title, names in their order, whether the list was
cut, the arXiv number and its category, and an address where there is no number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from digestkit._extras import how_to_install
from digestkit._suffixes import is_numeral, is_suffix
from digestkit.errors import DigestError
from digestkit.formats.bylines import Named, are_dots, author_field, bylined
from digestkit.formats.capitals import is_one_group, title_to_tex
from digestkit.formats.references import primary_category, reference_doi, reference_url, verbatim
from digestkit.formats.tex_reading import tex_to_text
from digestkit.identifiers import ArxivId
from digestkit.models import Author, Link, Metadata, Paper, Summary, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["named_authors", "normalise", "read_entries"]

# Where a list of names or a name may be cut, and the braces within which it may not.
_CUT: Final = re.compile(r"\\. | (?P<open>\{) | (?P<close>\}) | (?P<and>[ ](?i:and)(?=[ ])) | (?P<comma>,)", re.VERBOSE)

# The names of biblatex in parts: family=Berg, given=Ludo, prefix=van der, useprefix=true
_PART: Final = re.compile(
    r"""
    [ ]? "? [ ]?
    (?P<part> family | given | prefix | suffix | id | [a-z]{1,20}-(?:i|un) | (?:use|sort|nosort)[a-z]{1,40} )
    [ ]? = (?P<value> .* )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# The number that DBLP gives people of one name: Ida Holm 0002
_HOMONYM: Final = re.compile(r"(?<=[^\s,]) [ ] 0[0-9]{3} (?= [ ]? (?:,|$) )", re.VERBOSE)


def normalise(paper: Paper) -> Paper:
    """What of a paper comes back from BibTeX, with the default options: `read(write(p)) == (normalise(p),)`.

    Title, names and arXiv number of NFC text come back as they are, but for TeX in them: braces that group
    vanish, accents and symbols become characters, commands of packages the kernel's, HTML entities the
    characters they mean. Names of the form "Holm, Ida" become "Ida Holm"; "Jr." and "PhD" have a comma before them
    and "III" none. `metadata` holds the family names that are not the last word alone (`family_names`), and nothing
    else.

    An address or DOI of arXiv's is read as its number, also where the paper had none.

    Not held, and dropped: the summary, extra columns, labels and columns of links, all links of a paper with a
    number and all but the first of one without, the version, categories but the first that is arXiv's, which
    names are handles, and that their order is uncertain. A list that ends in `and others` is
    not complete, of one without names nobody knows, any other is.
    """
    field = author_field(paper)
    category = primary_category(paper) if paper.arxiv_id else None
    url = reference_url(paper)
    byline, complete = named_authors(field)
    number = attrs.evolve(paper.arxiv_id, version=None) if paper.arxiv_id else _addressed(reference_doi(paper), url)
    return _paper_of(
        byline,
        title=tex_to_text(title_to_tex(paper.title)),
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
        raise ImportError(f"reading BibTeX needs bibtexparser; {how_to_install('bib')}") from error
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
    byline, complete = named_authors(fields.get("author", ""))
    number = _arxiv_id(fields)
    url = fields.get("url", "").strip()
    category = fields.get("primaryclass") or fields.get("eprintclass")
    return _paper_of(
        byline,
        title=tex_to_text(one_line(fields.get("title", ""))),
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


def _paper_of(names: list[Named], **fields: Any) -> Paper:  # noqa: ANN401 - the fields of Paper
    """A paper with a byline; that a family name was told is kept where nobody would guess it."""
    byline = bylined(names)
    metadata = Metadata(family_names=byline["family_names"])
    return Paper(authors=tuple(map(Author, byline["authors"])), metadata=metadata, **fields)


# What ends a name that stands for more: "Holm, Ida et al.", "Holm, I., et~al."; a whole group is read as it stands.
_ET_AL: Final = re.compile(
    r"(?<=[^\s,~{])(?:\s*,\s*|[\s~]+)(?:and\s+)?et[\s~]+al(?![A-Za-z])\.?[\s.]*\Z", re.IGNORECASE
)


def named_authors(field: str) -> tuple[list[Named], bool | None]:
    """The names of an author field, and whether they are all."""
    names = [tex.strip() for tex in _cut(one_line(field), "and")]
    cut = len(names) > 1 and names[-1].lower() == "others"
    listed = names[:-1] if cut else names
    whole = [_ET_AL.sub("", tex) for tex in listed]
    found = [named for tex in whole if (named := _name(tex)).name and not are_dots(named.name)]
    cut = cut or whole != listed or any(map(_stands_for_others, whole))
    return found, None if not found else not cut


def _stands_for_others(tex: str) -> bool:
    may_be = "dots" in tex or not any(map(str.isalnum, tex))
    return may_be and are_dots(_text(tex))


def _cut(text: str, at: str) -> list[str]:
    """Text cut at the words or commas outside braces."""
    parts, depth, start = [], 0, 0
    for found in _CUT.finditer(text):
        depth += (found.lastgroup == "open") - (found.lastgroup == "close")
        if found.lastgroup == at and not depth:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _name(tex: str) -> Named:
    """A name as people write it, from `First Last`, `Last, First` or `Last, Jr, First`, and its family name."""
    if _PART.match(tex):
        return _name_in_parts(tex)
    if not tex.startswith("{"):
        tex = _HOMONYM.sub("", tex)
    parts = [part.strip() for part in _cut(tex, "comma")]
    match parts:
        case [person, suffix] if " " in person and is_suffix(suffix):  # people write so, though BibTeX does not read it
            return Named(_text(f"{person}, {suffix}"))
        case [family, given] if family and given:
            return Named(_text(f"{given} {family}"), _text(family))
        case [family, suffix, given] if family and suffix and given:
            return _joined(given, family, suffix)
    if is_one_group(tex):
        name = _text(tex[1:-1])
        return Named(name, name)
    return Named(_text(tex), _text(_last_group(tex)))


def _name_in_parts(tex: str) -> Named:
    """A name in the parts of biblatex, whose keys have an order of their own; what tells how to sort is left out."""
    parts: dict[str, str] = {}
    for piece in _cut(tex, "comma"):
        found = _PART.fullmatch(piece)
        if found is not None:
            value = found["value"].strip().strip('"').strip()
            parts[found["part"].lower()] = value[1:-1] if is_one_group(value) else value
    family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
    given, suffix = parts.get("given", ""), parts.get("suffix", "")
    if given and family:
        return _joined(given, family, suffix)
    name = _text(given or family)
    return Named(name, "" if given else name)


def _joined(given: str, family: str, suffix: str) -> Named:
    between = "," if suffix and not is_numeral(suffix) else ""
    return Named(_text(f"{given} {family}{between} {suffix}"), _text(family))


def _text(tex: str) -> str:
    return one_line(tex_to_text(tex))


def _last_group(tex: str) -> str:
    """The last word of `First {Last Last}` where it is a group of several, else nothing."""
    depth = 0
    for place in range(len(tex) - 1 if tex.endswith("}") else -1, 0, -1):
        depth += (tex[place] == "}") - (tex[place] == "{")
        if not depth:
            group = tex[place:]
            is_formula = group.startswith("{$") and group.endswith("$}")
            return group if tex[place - 1] == " " and " " in group and not is_formula else ""
    return ""
