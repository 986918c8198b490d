"""A cattrs converter that takes JSON values for just what they are, and names the first that does not fit.

cattrs alone coerces (5 becomes "5", true becomes 1) and walks through any iterable; here each type has a hook
that takes its own JSON form and nothing else.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import NoneType
from typing import TYPE_CHECKING, Final, TypeVar, get_args, get_origin

import attrs
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    Converter,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from digestkit.formats._json_text import shown, step
from digestkit.identifiers import ArxivId
from digestkit.models import Span

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MismatchError", "first_fault", "strict_converter"]

_T = TypeVar("_T")
_DECIMAL: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")  # 71.5 2E+6 -0.04


class MismatchError(ValueError):
    """A value that is not what its place takes; `at` is the rest of the path, where it stands deeper."""

    def __init__(self, found: object, expected: str, *, at: str = "") -> None:
        super().__init__(f"found {shown(found)}, expected {expected}")
        self.at = at


def strict_converter() -> Converter:
    """A converter for the values that digestkit's models are made of, which coerces nothing."""
    converter = Converter(detailed_validation=True)
    converter.register_structure_hook_factory(attrs.has, lambda kind: _object_hook(kind, converter))
    converter.register_structure_hook_factory(_is_list, lambda kind: _list_hook(kind, converter))
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, str], _column)
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, str | None], _account)
    for kind, hook in _STRICT.items():
        converter.register_structure_hook(kind, hook)
    converter.register_unstructure_hook(dt.date, lambda date: date.isoformat()[:10])  # a datetime is a date
    converter.register_unstructure_hook(Decimal, str)
    converter.register_unstructure_hook(Span, list)
    converter.register_unstructure_hook(ArxivId, str)
    return converter


def first_fault(error: BaseException, path: str) -> str:
    """The first leaf of cattrs' tree of errors, after its path."""
    while isinstance(error, BaseValidationError):
        error = error.exceptions[0]
        path += _noted_step(error)
    if isinstance(error, KeyError):
        return f"{path}: found nothing, expected this key"
    return f"{path}{getattr(error, 'at', '')}: {error}"


def _noted_step(error: BaseException) -> str:
    """The step of the path that cattrs notes on an error; there is none where a whole object was refused."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, IterableValidationNote):
            return step(note.index)
        if isinstance(note, AttributeValidationNote):
            return step(note.name)
    return ""


def _text(found: object, _: object) -> str:
    if type(found) is not str:
        raise MismatchError(found, "text")
    return found


def _whole(found: object, _: object) -> int:
    if type(found) is not int:  # bool is a kind of int
        raise MismatchError(found, "a whole number")
    return found


def _truth(found: object, _: object) -> bool:
    if type(found) is not bool:
        raise MismatchError(found, "true or false")
    return found


def _decimal(found: object, _: object) -> Decimal:
    expected = "a finite number in quotes, like '71.5'"
    if type(found) is not str or not _DECIMAL.fullmatch(found):
        raise MismatchError(found, expected)
    try:
        return Decimal(found)
    except InvalidOperation:  # an exponent of more digits than any number has
        raise MismatchError(found, expected) from None


def _date(found: object, _: object) -> dt.date:
    try:
        date = dt.date.fromisoformat(_text(found, _))
    except ValueError:
        date = None
    if date is None or date.isoformat() != found:  # "20240311" and "2024-W11-1" are ISO dates too
        raise MismatchError(found, "a date like '2024-03-11'")
    return date


def _arxiv_id(found: object, _: object) -> ArxivId:
    try:
        return ArxivId(_text(found, _))
    except ValueError:
        expected = "an arXiv number without version, like '2412.18925' or 'hep-th/9901001'"
        raise MismatchError(found, expected) from None


def _span(found: object, _: object) -> Span:
    if isinstance(found, list) and len(found) == 2 and all(type(offset) is int for offset in found):  # noqa: PLR2004
        start, end = found
        if 0 <= start <= end:
            return Span(start, end)
    raise MismatchError(found, "a pair [start, end] with 0 <= start <= end")


def _word(found: object, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(_text(found, kind))
    except ValueError:
        raise MismatchError(found, " or ".join(repr(word.value) for word in kind)) from None


def _column(found: object, _: object) -> tuple[str, str]:
    if isinstance(found, list) and len(found) == 2 and all(type(text) is str for text in found):  # noqa: PLR2004
        header, text = found
        return header, text
    raise MismatchError(found, "a pair of texts [header, cell]")


def _account(found: object, _: object) -> tuple[str, str | None]:
    if isinstance(found, list) and len(found) == 2 and type(found[0]) is str and type(found[1]) in {str, NoneType}:  # noqa: PLR2004
        account, name = found
        return account, name
    raise MismatchError(found, "a pair [account, name or null]")


def _is_list(kind: object) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis


def _list_hook(kind: type, converter: Converter) -> Callable[[object, object], tuple[object, ...]]:
    """A JSON list into a tuple; cattrs alone would take a text or an object too, and walk through it.

    It stops at the first fault: cattrs gathers them all, which takes minutes where a long list is all wrong.
    """
    inner = get_args(kind)[0]
    structure_one = converter.get_structure_hook(inner)

    def structure(found: object, _: object) -> tuple[object, ...]:
        if not isinstance(found, list):
            raise MismatchError(found, "a list")
        elements: list[object] = []
        try:
            for part in found:
                elements.append(structure_one(part, inner))  # noqa: PERF401 - their number tells the index
        except (BaseValidationError, ValueError) as error:
            error.add_note(IterableValidationNote("", len(elements), inner))
            raise IterableValidationError("in a list", [error], kind) from None
        return tuple(elements)

    return structure


def _object_hook(kind: type[_T], converter: Converter) -> Callable[[object, object], _T]:
    fields = make_dict_structure_fn(kind, converter)

    def structure(found: object, _: object) -> _T:
        if not isinstance(found, dict):
            raise MismatchError(found, "an object")
        return fields(found, kind)

    return structure


_STRICT: Final[dict[type, Callable[..., object]]] = {
    str: _text,
    int: _whole,
    bool: _truth,
    Decimal: _decimal,
    dt.date: _date,
    ArxivId: _arxiv_id,
    Span: _span,
    StrEnum: _word,
}
