"""Catalogue records, made up from a seed, for the arXiv numbers of digests: `python generate_records.py FOLDER >FILE`.

Each line is one of arXiv's snapshot in JSON Lines. Names are the kinds that are hard to write: accents, particles,
two family names, suffixes, groups, one word, bylines of hundreds. The same numbers give the same records.
`--check FILE.bib RECORDS` compares instead: every entry has the whole byline of its record, in order.
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import digestkit
from digestkit import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

_GIVEN: Final = (
    "Ida", "Béla", "Wen", "J. R.", "Zoé", "Łucja", "Søren", "The Anh", "Ngọc", "Mara K.", "Óscar", "Jean-Luc",
    "Nguyễn Đạt",
)  # fmt: skip
_FAMILY: Final = (
    "Holm", "Kertő", "Li", "van der Berg", "Holm Lund", "O'Neil", "De Leo", "Żółw", "Müßler", "Peña y Soler", "von Ek",
    "Çelik", "Ek-Ström", "Đặng", "Google",
)  # fmt: skip
_SUFFIXES: Final = ("Jr.", "III", "Sr.")
_GROUPS: Final = ("Fern Labs", "The Moss Workshop", "Pine and Oak", "Delta-AI", "Ridge Collaboration")
_LONG, _EACH = 300, 1000  # names, as collaborations have them, of one paper in so many


def records(folder: Path) -> Iterator[dict[str, object]]:
    """A record for each arXiv number of the digests below a folder, in order of numbers."""
    digests = digestkit.read_archive(folder, on_error=lambda *_: None)
    titles = {str(paper.arxiv_id): paper.title for digest in digests for paper in digest.papers if paper.arxiv_id}
    for place, (number, title) in enumerate(sorted(titles.items())):
        chance = random.Random(number)  # noqa: S311 - no secret
        size = _LONG if place % _EACH == 0 else chance.randint(1, 12)
        yield {
            "id": number,
            "title": title,
            "categories": "cs.CL stat.ML",
            "doi": f"10.5555/{number}" if place % 7 == 0 else None,
            "journal-ref": "Delta & Sons 9, 3% (2024)" if place % 11 == 0 else None,
            "authors_parsed": list(_byline(chance, size)),
            "versions": [{"version": "v1", "created": "Fri, 8 Mar 2024 18:00:00 GMT"}],
        }


def _byline(chance: random.Random, size: int) -> Iterator[list[str]]:
    for _ in range(size):
        if chance.random() < 1 / 20:
            yield [chance.choice(_GROUPS), "", ""]
        else:
            suffix = chance.choice(_SUFFIXES) if chance.random() < 1 / 20 else ""
            yield [chance.choice(_FAMILY), chance.choice(_GIVEN), suffix]


def differing(bib: Path, catalogue: Path) -> Iterator[str]:
    """The numbers whose entry lacks, or has another byline than that of the record."""
    known = {record.number: record.authors for record in metadata.read_records(catalogue)}
    papers = digestkit.from_bibtex(bib.read_text("utf-8"))
    found = {str(paper.arxiv_id): tuple(author.name for author in paper.authors) for paper in papers}
    for number, byline in known.items():
        if found.get(number) != byline:
            yield f"{number}: {found.get(number)} is not {byline}"


def main(arguments: list[str]) -> int:
    """Write records, or compare an entry each with them; 1 where one differs."""
    if arguments[:1] == ["--check"]:
        wrong = list(differing(*map(Path, arguments[1:])))
        sys.stdout.write("".join(f"{line}\n" for line in wrong[:5]) + f"bylines that differ  {len(wrong)}\n")
        return 1 if wrong else 0
    for record in records(Path(arguments[0])):
        sys.stdout.write(json.dumps(record) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
