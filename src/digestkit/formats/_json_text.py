"""The text of JSON documents: values into text, text into values, and the words for what is wrong with it.

Python's reader takes a little more than JSON (NaN, the same key twice) and raises several kinds of error;
here every fault is a `DigestError` with line and column, or with the path of the part.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from digestkit.errors import DigestError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ADVICE", "documents", "object_text", "shown", "step"]

ADVICE: Final = "; mend the file there, or write it again from the digests"
_LONGEST_SHOWN: Final = 60  # characters of a wrong value that an error shows
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_LONGEST_WHOLE_NUMBER: Final = 4_000  # digits; Python's own limit, which raises, is a little higher
# Only the lines of an indented pair look so: inside a string a line break is an escape.
_PAIR_ON_LINES: Final = re.compile(r"\[\n[ ]*([0-9]+),\n[ ]*([0-9]+)\n[ ]*\]")  # a span: [3, 8]
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_SURROGATE_PAIR: Final = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")


def object_text(members: dict[str, object], indent: int | None) -> str:
    """A JSON object as text that can be encoded as UTF-8; raises `DigestError` where there is no such text."""
    text = json.dumps(members, ensure_ascii=False, allow_nan=False, indent=indent)
    if indent is not None:
        text = _PAIR_ON_LINES.sub(r"[\1, \2]", text)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _escape_surrogates(text)
    return text


def _escape_surrogates(text: str) -> str:
    pair = _SURROGATE_PAIR.search(text)
    if pair:
        around = text[max(0, pair.start() - 20) : pair.end() + 20]
        raise DigestError(
            f"found both halves of a surrogate pair as two characters, in {around!r}, expected the one "
            "character they make; join them with text.encode('utf-16', 'surrogatepass').decode('utf-16')"
        )
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_Trail: TypeAlias = "tuple[_Trail, str | int] | None"  # the part above, and the key or index in it


@attrs.frozen(eq=False)
class _Refused:
    """What JSON forbids though Python reads it; it holds its place until the path is known."""

    reason: str


def documents(text: str) -> Iterator[tuple[str, object]]:
    """Each JSON value of the text, and how an error should call its line: not at all if there is only one."""
    refused: list[_Refused] = []
    decoder = _decoder(refused)
    position, line = 0, 1
    while True:
        start = _skip_space(text, position)
        document, end = _decode(decoder, text, start)
        following = _skip_space(text, end)
        line += text.count("\n", position, start)
        place = f"line {line}: " if position or following < len(text) else ""
        if refused:
            raise DigestError(place + _refusal(document))
        yield place, document
        if following == len(text):
            return
        if "\n" not in text[end:following]:
            raise _syntax_error(text, following, "more text on the line where the document ends")
        line += text.count("\n", start, end)
        position = end


def _skip_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _decode(decoder: json.JSONDecoder, text: str, start: int) -> tuple[object, int]:
    try:
        return decoder.raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise _syntax_error(text, error.pos, error.msg) from None
    except RecursionError:
        raise DigestError(
            "found lists and objects nested hundreds deep, expected the few levels that digests have; "
            "this is no file that digestkit wrote"
        ) from None


def _syntax_error(text: str, position: int, reason: str) -> DigestError:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    found = shown(text[position : position + 20]) if position < len(text) else "the end of the text"
    return DigestError(f"line {line}, column {column}: this is not JSON ({reason}): found {found}{ADVICE}")


def _decoder(refused: list[_Refused]) -> json.JSONDecoder:
    def refuse(reason: str) -> _Refused:
        refused.append(_Refused(reason))
        return refused[-1]

    def constant(name: str) -> _Refused:
        return refuse(f"found {name}, which JSON does not have, expected a finite number in quotes")

    def members(pairs: list[tuple[str, object]]) -> dict[str, object] | _Refused:
        together = dict(pairs)
        if len(together) == len(pairs):
            return together
        return refuse(f"found the key {shown(_first_repeated(pairs))} twice, expected each key once")

    return json.JSONDecoder(object_pairs_hook=members, parse_constant=constant, parse_int=_whole_number)


def _first_repeated(pairs: list[tuple[str, object]]) -> str:
    seen: set[str] = set()
    return next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]


def _whole_number(digits: str) -> int | float:
    """A number too long for Python to convert is no offset: as a float it is refused where one belongs."""
    return int(digits) if len(digits) <= _LONGEST_WHOLE_NUMBER else float(digits)


def _refusal(document: object) -> str:
    """The path and reason of the first refused part, in the order of the text."""
    # A stack of our own, as documents may be nested deeply; and paths as links to the part above, as a text of
    # each would take much memory.
    waiting: list[tuple[_Trail, object]] = [(None, document)]
    while waiting:
        trail, part = waiting.pop()
        if isinstance(part, _Refused):
            return f"{_path(trail)}: {part.reason}{ADVICE}"
        if isinstance(part, dict):
            waiting.extend(((trail, key), inner) for key, inner in reversed(part.items()))
        elif isinstance(part, list):
            waiting.extend(((trail, index), part[index]) for index in reversed(range(len(part))))
    raise AssertionError("a refused part has no place in its document")


def _path(trail: _Trail) -> str:
    steps = []
    while trail is not None:
        trail, key = trail
        steps.append(step(key))
    return "$" + "".join(reversed(steps))


def step(key: str | int) -> str:
    """A step of a path: `.papers`, `[3]`, or `['odd key']`."""
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if key.isidentifier() else f"[{shown(key)}]"


def shown(found: object) -> str:
    """A JSON value as an error shows it: in short, and on one line."""
    if isinstance(found, dict):
        return "an object"
    if isinstance(found, list):
        return "a list"
    text = repr(found[: _LONGEST_SHOWN + 1]) if isinstance(found, str) else json.dumps(found)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "..."
