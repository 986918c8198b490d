"""arXiv identifiers: the two schemes, and the links that carry them.

The schemes are those of https://info.arxiv.org/help/arxiv_identifier.html:

- since April 2007 `YYMM.NNNN`, with five digits after the dot since January 2015;
- before that `archive/YYMMNNN`, where a subject class (`math.GT/0309136`) is no part of the identity.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

__all__ = ["ArxivId", "link_arxiv_id", "link_huggingface_id"]

# The archives that existed before the new scheme (https://arxiv.org/archive, with the subsumed ones).
_ARCHIVES: Final = frozenset(
    re.findall(
        r"\S+",
        """
        acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs
        dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol
        physics plasm-ph q-alg q-bio quant-ph solv-int supr-con
        """,
    )
)

# Digits are ASCII ones throughout: other scripts' digits are no part of any identifier.
_NUMBER = r"""
    (?: (?P<yymm>[0-9]{2}(?:0[1-9]|1[0-2])) \. (?P<sequence>[0-9]{4,5})          # 2412.18925
      | (?P<archive>[a-z]+(?:-[a-z]+)?) (?:\.[A-Za-z-]{2,17})? /                 # math.GT/
        (?P<old>[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3}) )                             # 0309136
    (?: [vV] (?P<version>[1-9][0-9]{0,3}) )?
"""
_SCHEME = r"(?: (?:https?:)? // )? (?: [a-z0-9-]+\. )*"
_HEAD = rf"""
    (?: {_SCHEME} (?:arxiv\.org|ar5iv\.org|alphaxiv\.org)
          / (?:abs|pdf|html|format|ps|src|e-print|overview) /
      | {_SCHEME} (?:huggingface\.co|hf\.co) / papers /
      | (?: {_SCHEME} doi\.org/ | doi:\s* )? 10\.48550/arxiv\.
      | arxiv:\s* )
"""
_TAIL = r"(?: (?i:\.pdf) )? /? (?: [?\#] .* )?"
_STAMP = r"(?: \s+ \[ [A-Za-z.-]+ \] .* )?"  # "[cs.CL] 5 Mar 2024", as printed on the first page of PDFs

_FREE: Final = re.compile(rf"(?: (?i:{_HEAD}) )? {_NUMBER} (?: {_TAIL} | {_STAMP} )", re.VERBOSE | re.DOTALL)
_ARXIV_LINK: Final = re.compile(
    rf"(?i: {_SCHEME} (?:arxiv\.org|ar5iv\.org|alphaxiv\.org)"
    rf" / (?:abs|pdf|html|format|ps|src|e-print|overview) / | {_SCHEME} doi\.org/10\.48550/arxiv\. ) {_NUMBER} {_TAIL}",
    re.VERBOSE | re.DOTALL,
)
_HUGGINGFACE_LINK: Final = re.compile(
    rf"(?i: {_SCHEME} (?:huggingface\.co|hf\.co) / papers / ) {_NUMBER} {_TAIL}", re.VERBOSE | re.DOTALL
)
# What nearly every identifier is: five digits, not all of them zero, since January 2015.
_USUAL_NUMBER: Final = r"(?:1[5-9]|[2-9][0-9])(?:0[1-9]|1[0-2])\.(?!00000)[0-9]{5}"
_USUAL: Final = re.compile(_USUAL_NUMBER)
_USUAL_ARXIV_LINK: Final = re.compile(rf"https://arxiv\.org/abs/({_USUAL_NUMBER})")
_USUAL_HUGGINGFACE_LINK: Final = re.compile(rf"https://huggingface\.co/papers/({_USUAL_NUMBER})")
_INVISIBLE: Final = re.compile(r"[\u200b-\u200d\u2060\ufeff]")
_CANONICAL: Final = re.compile(_NUMBER, re.VERBOSE)


def _check_number(instance: ArxivId, attribute: attrs.Attribute[str], value: str) -> None:  # noqa: ARG001
    if not isinstance(value, str):
        raise TypeError(f"an arXiv number is text like '2412.18925', not {value!r}")
    if _USUAL.fullmatch(value):
        return
    found = _CANONICAL.fullmatch(value)
    if found is None or _from_match(found) != (value, None):
        raise ValueError(f"{value!r} is no arXiv number; expected one like '2412.18925' or 'hep-th/9901001'")


def _check_version(instance: ArxivId, attribute: attrs.Attribute[int | None], value: int | None) -> None:  # noqa: ARG001
    if value is None:
        return
    if type(value) is not int:
        raise TypeError(f"a version is a whole number, not {value!r}")
    if value < 1:
        raise ValueError(f"versions count from 1, not {value}")


@attrs.frozen(order=True)
class ArxivId:
    """An arXiv identifier: a number and, where one is named, a version.

    >>> ArxivId.parse("https://arxiv.org/pdf/2412.18925v2.pdf")
    ArxivId(number='2412.18925', version=2)
    >>> str(ArxivId.parse("math.GT/0309136"))
    'math/0309136'

    `number` is the canonical form, without version and without subject class; `version` is 1 or more, or None.
    Raises `ValueError` for a number of neither scheme.
    """

    number: str = attrs.field(validator=_check_number)
    version: int | None = attrs.field(default=None, validator=_check_version)

    @classmethod
    def parse(cls, text: str) -> ArxivId:
        """Read an identifier, a link to arXiv, Hugging Face, or doi.org, a DOI, or the stamp of a PDF.

        >>> ArxivId.parse("arXiv:2403.90049v1 [cs.CL] 5 Mar 2024").version
        1

        Raises `ValueError` for anything else, and `TypeError` for what is not text.
        """
        if not isinstance(text, str):
            raise TypeError(f"ArxivId.parse takes text, not {type(text).__name__}")
        found = _FREE.fullmatch(text.strip())
        parts = _from_match(found) if found else None
        if parts is None:
            raise ValueError(
                f"{text[:100]!r} is no arXiv identifier; expected one like '2412.18925', 'hep-th/9901001', "
                "'arXiv:2412.18925v2', or a link to such a page"
            )
        return cls(*parts)

    def __str__(self) -> str:
        return self.number

    @property
    def year(self) -> int:
        """The year of submission; numbers begin in 1991."""
        short = int(self._yymm[:2])
        return short + (1900 if "/" in self.number and short > 90 else 2000)  # noqa: PLR2004

    @property
    def month(self) -> int:
        """The month of submission, 1 to 12. An identifier names no day."""
        return int(self._yymm[2:4])

    @property
    def _yymm(self) -> str:
        return self.number.rpartition("/")[2][:4]

    @property
    def versioned(self) -> str:
        """The number with its version, where one is named: `2412.18925v2`."""
        return self.number if self.version is None else f"{self.number}v{self.version}"

    @property
    def abs_url(self) -> str:
        """The abstract's page, of the version where one is named."""
        return f"https://arxiv.org/abs/{self.versioned}"

    @property
    def pdf_url(self) -> str:
        """The PDF, of the version where one is named."""
        return f"https://arxiv.org/pdf/{self.versioned}"

    @property
    def doi(self) -> str:
        """The DOI that arXiv registers for the paper; it names no version."""
        return f"10.48550/arXiv.{self.number}"


def link_arxiv_id(url: str) -> ArxivId | None:
    """The identifier in a link to arXiv (or a mirror that keeps its paths), or None."""
    if usual := _USUAL_ARXIV_LINK.fullmatch(url):
        return ArxivId(usual[1])
    return _from_link(_ARXIV_LINK, url) if "xiv" in url.lower() or "5iv" in url.lower() else None


def link_huggingface_id(url: str) -> ArxivId | None:
    """The identifier in a link to a Hugging Face paper page, or None."""
    if usual := _USUAL_HUGGINGFACE_LINK.fullmatch(url):
        return ArxivId(usual[1])
    return _from_link(_HUGGINGFACE_LINK, url) if "papers/" in url.lower() else None


def _from_link(pattern: re.Pattern[str], url: str) -> ArxivId | None:
    if not url.isascii():
        url = _INVISIBLE.sub("", url)  # copied from a page, a link may hold zero-width characters
    found = pattern.fullmatch(url)
    parts = _from_match(found) if found else None
    return None if parts is None else ArxivId(*parts)


def _from_match(found: re.Match[str]) -> tuple[str, int | None] | None:
    """Number and version of a match, or None where the digits are of no scheme (four of them in 2015, say)."""
    yymm, sequence, old, written_version = found.group("yymm", "sequence", "old", "version")
    version = int(written_version) if written_version else None
    if old:
        archive = found["archive"]
        known = archive in _ARCHIVES and (old[:2] >= "91" or old[:4] <= "0703")
        return (f"{archive}/{old}", version) if known else None
    digits = 5 if yymm >= "1501" else 4
    if yymm < "0704" or len(sequence) != digits or not int(sequence):
        return None
    return f"{yymm}.{sequence}", version
