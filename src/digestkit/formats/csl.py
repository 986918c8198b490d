"""Papers as CSL-JSON, which Zotero, pandoc and citation processors read.

An `article` (the type of preprints in CSL) for each paper, that of its newest digest. `id` is the citation key that
BibTeX gets, `number` is `arXiv:` and the number, `publisher` arXiv; `DOI` is the publisher's where a catalogue knows
it, else arXiv's. `issued` is the month, or the day that a catalogue names. Letters are Unicode; formulas and styles
have the marks of CSL (`<sup>`, `<i>`) where these can say them.

**Names.** CSL sorts by family names. Where no catalogue says which words are one (`Metadata.family_names`), a name is
split as BibTeX would: the last word is the family name, with words in lower case before it as its particle. Accounts,
organisations and names of one word are `literal`. That the list may go on, or that its order is uncertain, stands in
`note`: CSL has no word for it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Literal, TextIO

from digestkit.formats.bylines import known_families, listed_names, name_parts
from digestkit.formats.citation_keys import citation_keys
from digestkit.formats.plain_titles import marked_title
from digestkit.formats.references import Remarks, catalogued, newest_papers, reference_doi, reference_url, remarks_on
from digestkit.models import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digestkit.formats.citation_keys import Dated, KeyStyle
    from digestkit.models import Digest, Paper

__all__ = ["write"]

OptionalField = Literal["abstract", "keywords"]

_PARTS: Final = (
    ("family", "family"),
    ("given", "given"),
    ("non-dropping-particle", "particle"),
    ("suffix", "suffix"),
    ("literal", "literal"),
)


def write(
    digests: Iterable[Digest],
    file: TextIO,
    *,
    key: KeyStyle = None,
    uncertain: Remarks = "comment",
    versions: bool = False,
    fields: Sequence[OptionalField] = (),
    indent: int | None = 2,
) -> None:
    """Write an array with an entry for each paper of the digests.

    `key` makes the `id`, as in BibTeX. Where the order of the names is uncertain, `uncertain` says what to do:
    `comment` notes it, `keep` does nothing, `omit` leaves the names out. `versions` keeps the version in `number` and
    `URL`. `fields` adds `abstract` (the whole summary) and `keywords` (the categories). `indent` None writes a line.

    Raises `ValueError` for a value that an option does not have.
    """
    check_options(uncertain, fields)
    papers = newest_papers(digests)
    entries = (
        _entry(dated, name, uncertain, versions=versions, fields=fields)
        for dated, name in zip(papers, citation_keys(papers, key), strict=True)
    )
    between = "," if indent is None else ",\n"
    file.write("[" if indent is None else "[\n")
    file.writelines((between if number else "") + _text(entry, indent) for number, entry in enumerate(entries))
    file.write("]\n" if indent is None or not papers else "\n]\n")


def check_options(uncertain: str, fields: Sequence[str]) -> None:
    """Raise `ValueError` for a value that an option of this format or of RIS does not have."""
    if uncertain not in {"comment", "keep", "omit"}:
        raise ValueError(f"uncertain is one of 'comment', 'keep', 'omit', not {uncertain!r}")
    for name in fields:
        if name not in {"abstract", "keywords"}:
            raise ValueError(f"fields is one of 'abstract', 'keywords', not {name!r}")


def _text(entry: dict[str, object], indent: int | None) -> str:
    text = json.dumps(entry, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeError:  # half a surrogate pair, which JSON can name and UTF-8 cannot
        text = json.dumps(entry, indent=indent)
    return text if indent is None else "\n".join(" " * indent + line for line in text.split("\n"))


def _entry(dated: Dated, key: str, uncertain: Remarks, *, versions: bool, fields: Sequence[str]) -> dict[str, object]:
    paper = dated.paper
    found: dict[str, object] = {
        "id": key,
        "type": "article",
        "title": marked_title(paper.title),
        "author": _authors(paper, uncertain),
        "issued": _issued(dated),
        **_finding(paper, versions=versions),
        "abstract": one_line(paper.summary.text) if "abstract" in fields else "",
        "keyword": ", ".join(paper.categories) if "keywords" in fields else "",
        "note": "; ".join(remarks_on(paper, uncertain)),
    }
    return {name: value for name, value in found.items() if value or name == "title"}


def _authors(paper: Paper, uncertain: Remarks) -> list[dict[str, str]]:
    if uncertain == "omit" and paper.author_order == "uncertain":
        return []
    names, _ = listed_names(paper)
    families = known_families(paper)
    split = [name_parts(name, families.get(name, "")) for name in names]
    return [
        {field: getattr(parts, part) for field, part in _PARTS if getattr(parts, part)} for parts in split if any(parts)
    ]


def _issued(dated: Dated) -> dict[str, list[list[int]]] | None:
    if dated.year is None or dated.month is None:
        return None
    published = catalogued(dated.paper).published
    day = [published.day] if published else []
    return {"date-parts": [[dated.year, dated.month, *day]]}


def _finding(paper: Paper, *, versions: bool) -> dict[str, str]:
    """What finds the paper: its number at arXiv, DOI and address."""
    if paper.arxiv_id is None:
        return {"DOI": reference_doi(paper), "URL": reference_url(paper)}
    number = paper.arxiv_id.versioned if versions else paper.arxiv_id.number
    return {
        "genre": "preprint",
        "number": f"arXiv:{number}",
        "publisher": "arXiv",
        "DOI": reference_doi(paper) or paper.arxiv_id.doi,
        "URL": f"https://arxiv.org/abs/{number}",
    }
