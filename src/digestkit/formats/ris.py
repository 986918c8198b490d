"""Papers as RIS, which Zotero, EndNote, Mendeley and JabRef import.

A record of type `UNPB`, RIS's unpublished work, for each paper, that of its newest digest: `ID` is the citation key
that BibTeX gets, `DB` and `PB` name arXiv and `AN` has the number, `DA` is the date with the day where a catalogue
knows it. Lines end in CR LF, as RIS asks; a value is one line. Letters are Unicode; formulas stay between their
dollar signs where Unicode's raised and lowered digits cannot say them.

**Names** stand as `Family, Given` or `Family, Given, Suffix`, split as BibTeX would: the last word is the family
name, with the particles in lower case before it. Organisations and the like have a comma at their end, by which
readers know not to split them; one word needs none. A comma within a name would be read as the one behind the family
name, and becomes a space. What RIS has no word for (that the list may go on, that its order is uncertain, the journal
reference) is a note, `N1`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TextIO

from digestkit.formats.bylines import known_families, listed_names, name_parts
from digestkit.formats.citation_keys import citation_keys
from digestkit.formats.csl import check_options
from digestkit.formats.plain_titles import plain_title
from digestkit.formats.references import catalogued, newest_papers, reference_doi, reference_url, remarks_on
from digestkit.models import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digestkit.formats.citation_keys import Dated, KeyStyle
    from digestkit.formats.csl import OptionalField
    from digestkit.formats.references import Remarks
    from digestkit.models import Digest, Paper

__all__ = ["write"]

# Controls, the separators of lines and paragraphs, and halves of surrogate pairs, which no UTF-8 text has.
_LINE_BREAKING: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def write(
    digests: Iterable[Digest],
    file: TextIO,
    *,
    key: KeyStyle = None,
    uncertain: Remarks = "comment",
    versions: bool = False,
    fields: Sequence[OptionalField] = (),
) -> None:
    """Write a record for each paper of the digests; the options are those of CSL-JSON.

    `fields` adds `AB` (the whole summary) for `abstract`, and a `KW` for each category for `keywords`.

    Raises `ValueError` for a value that an option does not have.
    """
    check_options(uncertain, fields)
    papers = newest_papers(digests)
    for number, (dated, name) in enumerate(zip(papers, citation_keys(papers, key), strict=True)):
        lines = _lines(dated, name, uncertain, versions=versions, fields=fields)
        record = "".join(f"{tag}  - {text}\r\n" for tag, value in lines if (text := _value(value)) or tag == "TI")
        file.write(("\r\n" if number else "") + f"TY  - UNPB\r\n{record}ER  - \r\n")


def _value(text: str) -> str:
    """A value on one line, whatever a reader takes for the end of one."""
    return one_line(_LINE_BREAKING.sub(" ", text))


def _lines(
    dated: Dated, key: str, uncertain: Remarks, *, versions: bool, fields: Sequence[str]
) -> Iterator[tuple[str, str]]:
    paper = dated.paper
    yield "ID", key
    yield "TI", plain_title(paper.title)
    yield from (("AU", name) for name in _authors(paper, uncertain))
    yield from _date(dated)
    if "abstract" in fields:
        yield "AB", paper.summary.text
    if "keywords" in fields:
        yield from (("KW", category) for category in paper.categories)
    yield from _finding(paper, versions=versions)
    yield from (("N1", remark) for remark in remarks_on(paper, uncertain))


def _authors(paper: Paper, uncertain: Remarks) -> list[str]:
    if uncertain == "omit" and paper.author_order == "uncertain":
        return []
    families = known_families(paper)
    names = (_name(name, families.get(name, "")) for name in listed_names(paper)[0])
    return [name for name in names if name.strip(", ")]


def _name(name: str, family: str) -> str:
    parts = name_parts(name, family)
    if parts.literal:
        literal = one_line(parts.literal.replace(",", " "))
        return f"{literal}," if " " in literal else literal
    last = f"{parts.particle} {parts.family}".strip()
    return ", ".join(one_line(part.replace(",", " ")) for part in (last, parts.given, parts.suffix) if part)


def _date(dated: Dated) -> Iterator[tuple[str, str]]:
    if dated.year is None or dated.month is None:
        return
    published = catalogued(dated.paper).published
    yield "PY", f"{dated.year:04}"
    yield "DA", f"{dated.year:04}/{dated.month:02}/{f'{published.day:02}' if published else ''}/"


def _finding(paper: Paper, *, versions: bool) -> Iterator[tuple[str, str]]:
    """What finds the paper: its number at arXiv, DOI and address. RIS parts several addresses at semicolons."""
    if paper.arxiv_id is None:
        yield "DO", reference_doi(paper)
        yield "UR", reference_url(paper).replace(";", "%3B")
        return
    number = paper.arxiv_id.versioned if versions else paper.arxiv_id.number
    yield "DB", "arXiv"
    yield "PB", "arXiv"
    yield "AN", number
    yield "DO", reference_doi(paper) or paper.arxiv_id.doi
    yield "UR", f"https://arxiv.org/abs/{number}"
