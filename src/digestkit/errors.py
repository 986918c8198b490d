"""What digestkit raises about its input.

A wrong *argument* raises `TypeError` or `ValueError`, a file that cannot be opened `OSError`.
Everything that is wrong with a digest itself is a `DigestError`, which is a `ValueError`.
Every class here pickles, copies and prints itself whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digestkit.models import Span

__all__ = ["DigestEncodingError", "DigestError", "DigestSyntaxError"]


class DigestError(ValueError):
    """A digest, or a file made from one, that cannot be read as asked.

    `message` says what was found, what was expected and what to do.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class DigestEncodingError(DigestError):
    """Bytes that are not text in the encoding asked for.

    `encoding` is the one that was tried, `offset` the first wrong byte, counted from 0,
    `source` the file, where there is one.
    """

    def __init__(self, message: str, *, encoding: str, offset: int, source: str | None = None) -> None:
        super().__init__(message)
        self.encoding = encoding
        self.offset = offset
        self.source = source

    def __reduce__(self) -> tuple[object, ...]:
        fields = {"encoding": self.encoding, "offset": self.offset, "source": self.source}
        return _rebuild, (type(self), self.message, fields)


class DigestSyntaxError(DigestError):
    """The first diagnostic of severity `error`, under `strict=True`.

    `line` and `column` count from 1, columns in characters; `span` counts code points of the text;
    `excerpt` is the line with carets under the place. `str()` shows all of it.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str,
        line: int,
        column: int,
        span: Span,
        excerpt: str = "",
        source: str | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.line = line
        self.column = column
        self.span = span
        self.excerpt = excerpt
        self.source = source

    def __str__(self) -> str:
        place = f"{self.source or '<text>'}:{self.line}:{self.column}: {self.code} {self.message}"
        return f"{place}\n{self.excerpt}" if self.excerpt else place

    def __reduce__(self) -> tuple[object, ...]:
        names = ("code", "line", "column", "span", "excerpt", "source")
        return _rebuild, (type(self), self.message, {name: getattr(self, name) for name in names})


def _rebuild(kind: type[DigestError], message: str, fields: dict[str, object]) -> DigestError:
    """Build an error again from its pickled parts, whose names only the class knows."""
    return kind(message, **fields)
