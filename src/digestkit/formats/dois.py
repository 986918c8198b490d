"""DOIs as people and programs write them, made comparable: no address, no prefix, no escapes."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["doi_from_tex", "plain_doi"]

_LEAD: Final = re.compile(
    r"""
    \A (?: (?: (?:https?:)? // )? (?: dx\. | www\. )? doi\.org/     # https://doi.org/10.5555/9
  | doi (?: : | \s ) )                                       # DOI: 10.5555/9
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENCODED: Final = re.compile(r"(?:%[0-9A-F]{2})+", re.IGNORECASE)  # %3C of an address
_LINKED: Final = re.compile(r"\\(?:url|href|doi|nolinkurl|path)\s{0,9}(?=\{)(?:\{(?P<target>[^{}]*)\})?")  # \url{…}
_NAMED: Final = re.compile(r"\\text(?P<name>less|greater|underscore|asciitilde|bar)(?![A-Za-z])(?:\{\})?[ ]?")
_MARKS: Final = {"less": "<", "greater": ">", "underscore": "_", "asciitilde": "~", "bar": "|"}
_FORMULA: Final = re.compile(r"\$([<>_|])\$")  # $<$ of JabRef
_ESCAPED: Final = re.compile(r"\\(?=[^A-Za-z\s])")  # \_
_BRACES: Final = str.maketrans("", "", "{}")


def plain_doi(text: str) -> str:
    """A DOI without address and prefix, with the characters themselves in place of their percent-encoding.

    >>> plain_doi("https://doi.org/10.5555/a%3Cb%3E"), plain_doi("DOI: 10.5555/RIVERS."), plain_doi("")
    ('10.5555/a<b>', '10.5555/RIVERS', '')
    """
    doi = text.strip()
    for _ in range(2):  # "doi: https://doi.org/…" has two
        doi = _LEAD.sub("", doi, count=1).lstrip()
    return _ENCODED.sub(_decoded, doi).rstrip(".,;")


def _decoded(found: re.Match[str]) -> str:
    """The characters of percent-encoded bytes, where they are some that can be seen."""
    try:
        text = bytes.fromhex(found[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return found[0]
    return text if text.isprintable() and " " not in text else found[0]


def doi_from_tex(tex: str) -> str:
    r"""The DOI of a field of BibTeX, where some programs escape what TeX would take for markup.

    >>> doi_from_tex(r"10.5555/maps{\_}a{\_}9"), doi_from_tex(r"\url{https://doi.org/10.5555/a{\textless}1{\%}3B2}")
    ('10.5555/maps_a_9', '10.5555/a<1;2')
    """
    text = _NAMED.sub(lambda found: _MARKS[found["name"]], _LINKED.sub(_target, tex))
    return plain_doi(_ESCAPED.sub("", _FORMULA.sub(r"\1", text)).translate(_BRACES))


def _target(found: re.Match[str]) -> str:
    r"""The address of a link, with a blank before what `\href` shows."""
    return f"{found['target']} " if found["target"] else ""
