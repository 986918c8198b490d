"""Where the entries, fields and values of a .bib file stand, whatever else the file holds.

bibtexparser (2.1) tells the line a block begins on, and no place of a value; it also takes the rest of a line after
an entry, and entries that do not begin a line, for something else than BibTeX does. A file that must stay as it is,
but for an empty field that is filled, needs each place to the character. So this reads what BibTeX reads, one pass
from left to right, and goes on at the next line that begins an entry where one is broken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from digestkit.formats.dois import doi_from_tex
from digestkit.identifiers import ArxivId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "ScannedEntry",
    "ScannedField",
    "arxiv_id_of",
    "broken_lines",
    "doi_of",
    "keys_in",
    "readable",
    "scan",
    "unclosed",
]

_BLANK: Final = re.compile(r"(?: \s+ | %[^\r\n]* )*+", re.VERBOSE)  # biber takes comments between fields
_HEAD: Final = re.compile(r"@ \s*+ (?P<kind> [A-Za-z][\w-]*+ ) \s*+ (?P<open> [{(] )", re.VERBOSE)  # @misc{
_TOP: Final = re.compile(r"% [^\r\n]*+ | @", re.VERBOSE)  # a commented line, or what may be an entry
_NEXT: Final = re.compile(r"(?<=[\r\n]) [^\S\r\n]*+ @", re.VERBOSE)
_KEY: Final = re.compile(r"[^\s,{}()@][^\s,{}()]*+")
_ANY_KEY: Final = re.compile(r"@ (?= \s*+ [A-Za-z][\w-]*+ \s*+ [{(] \s*+ (?P<key> [^\s,{}()]++ ) )", re.VERBOSE)
_ALIASES: Final = re.compile(
    r"\b ids \s*+ = \s*+ [{\"] (?P<keys> [^{}\"]*+ )", re.VERBOSE | re.IGNORECASE
)  # ids = {a, b}
_WORD: Final = re.compile(r"[^\s\"\#%'(),={}@\\]++")  # the name of a field or of a @string, or a number
_QUOTED: Final = re.compile(r"[\"{}]")
_CLOSING: Final = {"{": "}", "(": ")"}
_MOST_EXPANDED: Final = 1_000_000
_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_ARXIV_LEAD: Final = re.compile(r"\A(?:(?:arxiv\s+)?preprint,?\s+|abs/)", re.IGNORECASE)  # Preprint, arXiv:…
_PLACES: Final = ("journal", "number", "howpublished", "note", "pages")
_BYTE: Final = re.compile("[\udc80-\udcff]")  # of a text that is no UTF-8, read with `surrogateescape`


@attrs.frozen
class ScannedField:
    """A field: its name in lower case, where that begins, its value's place with delimiters, what it comes to."""

    name: str
    name_start: int
    start: int
    end: int
    value: str


@attrs.frozen
class ScannedEntry:
    """An entry: its type in lower case, its key, the places of its `@`, of the end of its key and of its own end.

    `is_broken` says that BibTeX could not read it; the fields are those before the fault.
    """

    kind: str
    key: str
    start: int
    key_end: int
    end: int
    fields: tuple[ScannedField, ...]
    is_broken: bool = False

    def value(self, *names: str) -> str:
        """The first value of the fields of these names that holds anything."""
        found = (field.value for name in names for field in self.fields if field.name == name and field.value.strip())
        return next(found, "")


class _BrokenError(Exception):
    """No entry that BibTeX could read."""


def keys_in(text: str) -> set[str]:
    """All that may be a key, also in comments and as another name of an entry: no new key should be one of them."""
    aliases = (key.strip() for found in _ALIASES.finditer(text) for key in found["keys"].split(","))
    return {found["key"] for found in _ANY_KEY.finditer(text)}.union(aliases)


def scan(text: str) -> Iterator[ScannedEntry]:
    r"""The entries of a text in their order, without those in comments.

    >>> (entry,) = scan('Old @misc{moss, title = "Maps" # { of} # " Rivers"} maps')
    >>> entry.key, entry.value("title"), (entry.start, entry.end)
    ('moss', 'Maps of Rivers', (4, 51))
    """
    return _Scanner(text).entries()


def readable(text: str) -> str:
    r"""Text that was read with `surrogateescape`: bytes that are no UTF-8 as Latin-1 or Windows have them.

    >>> readable(b"Gr\xf6\xdfe".decode("utf-8", "surrogateescape"))
    'Größe'
    """
    return _BYTE.sub(_old_letter, text)


def _old_letter(found: re.Match[str]) -> str:
    byte = bytes([ord(found[0]) - 0xDC00])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:  # five bytes that Windows has no letter for
        return byte.decode("latin-1")


def broken_lines(text: str, starts: Iterable[int]) -> Iterator[int]:
    """The lines, from 1, of places in rising order."""
    line, end = 1, 0
    for start in starts:
        line += len(_LINE_END.findall(text, end, start))
        end = start
        yield line


def doi_of(entry: ScannedEntry) -> str:
    r"""The DOI of an entry, also where only its address names it, without address, prefix and TeX's escapes.

    >>> doi_of(next(scan(r"@misc{moss, doi = {https://doi.org/10.5555/RIVERS{\_}9}}")))
    '10.5555/RIVERS_9'
    """
    address = entry.value("url")
    found = readable(entry.value("doi") or (address if "doi.org/" in address[:200].lower() else ""))
    several = doi_from_tex(found).split()
    return next((doi for doi in several if not doi.lower().startswith("10.48550/")), several[0] if several else "")


def arxiv_id_of(entry: ScannedEntry) -> ArxivId | None:
    """The arXiv identifier of an entry: of `eprint`, or where other writers put it."""
    kind = entry.value("archiveprefix", "eprinttype").strip("{} ").lower()
    eprint = entry.value("eprint").strip("{} \t\r\n")
    # `archivePrefix = {hep-th}, eprint = {9901001}` is a number of the old scheme in two parts.
    found = [eprint if kind in {"", "arxiv"} else f"{kind}/{eprint}", entry.value("arxivid"), doi_of(entry)]
    found.append(entry.value("url"))
    # DBLP's volume, the journal of Google Scholar, the number of Zotero, and addresses in other fields.
    volume = entry.value("volume")
    found += [volume] * volume.lower().startswith("abs/")
    found += [text for name in _PLACES if "arxiv" in (text := entry.value(name)).lower()]
    for text in found:
        bare = text[:200].replace("\\url", "").strip("{}.\t\r\n ")
        try:
            return ArxivId.parse(_ARXIV_LEAD.sub("", bare, count=1))
        except ValueError:
            continue
    return None


def unclosed(text: str) -> Iterator[int]:
    """Where a `@word{` begins that nothing closes, also in a line of `%`, which is no comment for BibTeX.

    >>> list(unclosed("% was: @misc{ of moss"))
    [7]
    """
    partners = _partners(text)
    for head in _HEAD.finditer(text):
        if head["open"] == "{" and head.end() - 1 not in partners:
            yield head.start()


def _partners(text: str) -> dict[int, int]:
    """The place of each closing brace by that of its opening one; BibTeX knows no escaped braces."""
    partners: dict[int, int] = {}
    stack: list[int] = []
    for found in re.finditer(r"[{}]", text):
        if found[0] == "{":
            stack.append(found.start())
        elif stack:
            partners[stack.pop()] = found.start()
    return partners


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.partners = _partners(text)
        self.strings: dict[str, str] = {}
        self.fields: list[ScannedField] = []
        self.expanded = 0

    def entries(self) -> Iterator[ScannedEntry]:
        found = _TOP.search(self.text)
        while found is not None:
            end = found.end()
            if (head := _HEAD.match(self.text, found.start())) is not None:
                if head["kind"].lower() in {"comment", "preamble", "string"}:
                    end = self._command(head)
                else:
                    entry = self._entry(head)
                    yield entry
                    end = entry.end
            found = _TOP.search(self.text, end)

    def _command(self, head: re.Match[str]) -> int:
        """Pass over a comment, preamble or string; return its end. One that has none ends where it begins."""
        if head["kind"].lower() == "string":
            self.fields = []
            try:
                end = self._fields(head.end(), _CLOSING[head["open"]])
            except _BrokenError:
                return head.end()
            self.strings |= {field.name: field.value for field in self.fields}
            return end
        return self.partners.get(head.end() - 1, head.end() - 1) + 1

    def _entry(self, head: re.Match[str]) -> ScannedEntry:
        kind, start = head["kind"].lower(), head.start()
        key = _KEY.match(self.text, self._blank(head.end()))
        self.fields = []
        name, key_end = (key[0], key.end()) if key else ("", head.end())
        try:
            end = self._fields(self._after_key(key_end), _CLOSING[head["open"]])
        except _BrokenError:
            found = _NEXT.search(self.text, head.end())
            end = found.start() if found else len(self.text)
            return ScannedEntry(kind, name, start, key_end, end, tuple(self.fields), is_broken=True)
        return ScannedEntry(kind, name, start, key_end, end, tuple(self.fields), is_broken=not name)

    def _blank(self, at: int) -> int:
        found = _BLANK.match(self.text, at)
        return found.end() if found else at

    def _after_key(self, at: int) -> int:
        at = self._blank(at)
        if self.text[at : at + 1] == ",":
            return at + 1
        if self.text[at : at + 1] in {"}", ")"}:
            return at
        raise _BrokenError

    def _fields(self, at: int, closing: str) -> int:
        """Read fields up to the closing delimiter; return the place behind it."""
        while True:
            at = self._blank(at)
            if self.text[at : at + 1] == closing:
                return at + 1
            at = self._blank(self._field(at))
            if self.text[at : at + 1] == ",":
                at += 1
            elif self.text[at : at + 1] != closing:
                raise _BrokenError

    def _field(self, at: int) -> int:
        name = _WORD.match(self.text, at)
        if name is None:
            raise _BrokenError
        at = self._blank(name.end())
        if self.text[at : at + 1] != "=":
            raise _BrokenError
        start = at = self._blank(at + 1)
        parts: list[str] = []
        while True:
            at, part = self._piece(at)
            parts.append(part)
            after = self._blank(at)
            if self.text[after : after + 1] != "#":
                break
            at = self._blank(after + 1)
        self.fields.append(ScannedField(name[0].lower(), name.start(), start, at, "".join(parts)))
        return at

    def _piece(self, at: int) -> tuple[int, str]:
        """The end of one piece of a value, and what it comes to."""
        if self.text[at : at + 1] == "{":
            end = self.partners.get(at)
            if end is None:
                raise _BrokenError
            return end + 1, self.text[at + 1 : end]
        if self.text[at : at + 1] == '"':
            end = self._closing_quote(at + 1)
            return end + 1, self.text[at + 1 : end]
        word = _WORD.match(self.text, at)
        if word is None:
            raise _BrokenError
        value = self.strings.get(word[0].lower(), word[0])
        # Strings made of strings can double with each line.
        self.expanded += len(value)
        return word.end(), value if self.expanded < _MOST_EXPANDED else word[0]

    def _closing_quote(self, at: int) -> int:
        """The first quotation mark outside braces."""
        found = _QUOTED.search(self.text, at)
        while found is not None and found[0] != '"':
            partner = self.partners.get(found.start())  # none for a closing brace
            if partner is None:
                raise _BrokenError
            found = _QUOTED.search(self.text, partner + 1)
        if found is None:
            raise _BrokenError
        return found.start()
