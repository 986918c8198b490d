"""Elements of an XML file, one in memory at a time.

No document type is accepted, and with it no entity: neither arXiv's API nor its OAI-PMH has one, and a few lines of
entities can stand for gigabytes. (The expat of Python 3.11 and later limits that too; here it is no matter of limits.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from digestkit.errors import DigestError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from typing import BinaryIO

__all__ = ["child_text", "elements", "local_name"]

_CHUNK: Final = 65_536  # bytes


class _Builder(ET.TreeBuilder):
    """Builds a tree, and takes the elements of given names out of it as soon as they end."""

    def __init__(self, wanted: AbstractSet[str], source: str) -> None:
        super().__init__()
        self.wanted, self.source = wanted, source
        self.found: list[ET.Element] = []
        self._open: list[ET.Element] = []
        self._inside = 0  # elements open that are wanted

    def start(self, tag: str, attributes: dict[str, str]) -> ET.Element:
        element = super().start(tag, attributes)
        self._open.append(element)
        self._inside += local_name(element) in self.wanted
        return element

    def end(self, tag: str) -> ET.Element:
        element = super().end(tag)
        self._open.pop()
        if local_name(element) in self.wanted:
            self._inside -= 1
            if not self._inside:
                self.found.append(element)
        if not self._inside and self._open:
            # It is the last of its parent's, which would keep every record of the file otherwise.
            del self._open[-1][-1]
        return element

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        raise DigestError(
            f"{self.source}: found a document type ({name[:40]}), expected none; arXiv writes no such file"
        )


def elements(file: BinaryIO, wanted: AbstractSet[str], *, source: str) -> Iterator[ET.Element]:
    """The elements of the names given, whatever their namespace, in the order in which they end.

    Raises `DigestError` with line and column for what is not XML, after all elements that end before.
    """
    builder = _Builder(wanted, source)
    parser = ET.XMLParser(target=builder)  # noqa: S314 - the builder refuses all that could expand
    try:
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
            yield from _taken(builder)
        parser.close()
    except ET.ParseError as error:
        yield from _taken(builder)
        line, column = error.position
        reason = str(error).partition(":")[0]
        message = f"{source}: line {line}, column {column + 1}: this is not XML ({reason}); is the file cut?"
        raise DigestError(message) from None
    except (LookupError, ValueError) as error:
        if isinstance(error, DigestError):
            raise
        # The declaration names an encoding that expat does not know, or one of several bytes a character.
        raise DigestError(f"{source}: this is not XML that can be read ({error}); convert the file to UTF-8") from None
    yield from _taken(builder)


def _taken(builder: _Builder) -> list[ET.Element]:
    found = builder.found[:]
    builder.found.clear()
    return found


def local_name(element: ET.Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def child_text(element: ET.Element, name: str) -> str | None:
    """The text of the first child of a name, whatever its namespace; None where it is missing or blank."""
    child = element.find(f"{{*}}{name}")
    return None if child is None else (child.text or "").strip() or None
