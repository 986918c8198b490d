"""What the fields of the models take: converters that tidy a value, validators that refuse one."""

from __future__ import annotations

import datetime as dt
from types import NoneType
from typing import TYPE_CHECKING, Final, TypeVar

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "all_of",
    "is_flag",
    "is_optional_date",
    "is_optional_text",
    "is_text",
    "line",
    "one_line",
    "optional_line",
    "pairs_of_accounts",
    "pairs_of_names",
    "pairs_of_texts",
    "texts",
]

# White space at both ends that no reader sees; `str.strip` alone keeps these.
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff "


def one_line(text: str) -> str:
    r"""Text with each run of white space as one space, and nothing invisible at its ends.

    >>> one_line("  Maps of\n  Rivers ")
    'Maps of Rivers'
    """
    text = " ".join(text.split())
    # Peeling one kind off may bare the other, so both go in one strip.
    return text if text.isascii() else text.strip(_INVISIBLE)


def line(value: object) -> object:
    return one_line(value) if isinstance(value, str) else value


def optional_line(value: object) -> object:
    """The same, with None for a text that says nothing."""
    return line(value) or None


is_text: Final = attrs.validators.instance_of(str)
is_optional_text: Final = attrs.validators.instance_of((str, NoneType))
is_flag: Final = attrs.validators.instance_of(bool)


def is_optional_date(_instance: object, attribute: attrs.Attribute[dt.date | None], value: dt.date | None) -> None:
    """Refuse what is no day, and a day with a time, which is no day alone."""
    if value is not None and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
        raise TypeError(f"{attribute.name} is a datetime.date without a time, not {value!r}")


_M = TypeVar("_M")


def all_of(kind: type[_M], name: str, values: Iterable[_M]) -> tuple[_M, ...]:
    """A tuple of values of one class; a lone text is refused, whose letters would pass for its values."""
    if isinstance(values, str):
        raise TypeError(f"{name} takes a sequence of {kind.__name__}, not the text {values!r}")
    checked = tuple(values)
    for value in checked:
        if not isinstance(value, kind):
            raise TypeError(f"{name} takes {kind.__name__} values, not {value!r}")
    return checked


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """A tuple of texts."""
    return all_of(str, "categories", values)


def pairs_of_texts(values: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """A tuple of (header, text) pairs."""
    return _text_pairs("extra", "header, text", values)


def _text_pairs(field: str, parts: str, values: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    pairs = all_of(tuple, field, values)
    for pair in pairs:
        if len(pair) != 2 or not all(isinstance(part, str) for part in pair):  # noqa: PLR2004
            raise TypeError(f"{field} takes ({parts}) pairs of text, not {pair!r}")
    return pairs


def pairs_of_accounts(values: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str | None], ...]:
    """A tuple of (account, name) pairs, where the name may be None."""
    pairs = all_of(tuple, "accounts", values)
    for pair in pairs:
        if len(pair) != 2 or not isinstance(pair[0], str) or not isinstance(pair[1], (str, NoneType)):  # noqa: PLR2004
            raise TypeError(f"accounts takes (account, name or None) pairs, not {pair!r}")
    return pairs


def pairs_of_names(values: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """A tuple of (name, family name) pairs, one line each."""
    pairs = _text_pairs("family_names", "name, family name", values)
    return tuple(dict.fromkeys((one_line(name), one_line(family)) for name, family in pairs))
