"""Hugging Face's daily papers: the JSON that https://huggingface.co/api/daily_papers answers.

    [{"paper": {"id": "2403.90001", "title": "Maps of Rivers", "publishedAt": "2024-03-08T18:00:00.000Z",
                "authors": [{"name": "Ida Holm", "user": {"user": "moss99", …}, "hidden": false}, …], …}, …}, …]

It alone says which account was claimed for which name. The answer about a single paper is read too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digestkit.errors import DigestError
from digestkit.formats.bylines import Named
from digestkit.metadata._faults import Part, arxiv_id_of, json_of, refuse
from digestkit.metadata._names import joined, whole_byline
from digestkit.metadata.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from digestkit.metadata._faults import OnError

__all__ = ["is_paper", "read"]


def read(file: BinaryIO, *, source: str = "<file>", on_error: OnError = refuse) -> Iterator[Record]:
    """The records of an answer, which holds a day and is read as a whole.

    `on_error` is told of each paper that cannot be read.
    Raises `DigestError`: for a faulty paper where `on_error` does, always for what is not JSON.
    """
    document = json_of(file.read(), source)
    for number, value in enumerate(document if isinstance(document, list) else [document], 1):
        try:
            entry = Part.of(value, f"{source}: paper {number}")
            yield _record(entry.part("paper") or entry)
        except DigestError as error:
            on_error(error)


def is_paper(value: object) -> bool:
    """Is a JSON value a paper as Hugging Face has them?"""
    if not isinstance(value, dict):
        return False
    return "paper" in value or ("id" in value and isinstance(value.get("authors"), list))


def _record(paper: Part) -> Record:
    named = [(author, joined("", author.text("name") or "")) for author in paper.parts("authors")]
    accounts = ((_account(author), name) for author, name in named)
    published = paper.day("publishedAt")
    return Record(
        arxiv_id=arxiv_id_of(paper.required("id"), f"{paper.place}, id"),
        title=paper.text("title") or "",
        **whole_byline(Named(name) for _, name in named),
        published=published,
        accounts=[(account, name) for account, name in accounts if account and name],
    )


def _account(author: Part) -> str | None:
    user = author.part("user")
    return None if user is None else user.text("user") or user.text("name")
