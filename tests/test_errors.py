from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest

import digestkit
from digestkit import DigestEncodingError, DigestError, DigestSyntaxError, Span

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n"
ROW = "| A (Read more on [arXiv](https://arxiv.org/abs/2403.90001))| Li Wen | S. |\n"

ERRORS = [
    DigestError("the text holds 2 days"),
    DigestEncodingError("byte 3 is not utf-8", encoding="utf-8", offset=3, source="a.md"),
    DigestSyntaxError(
        "no title", code="DK301", line=5, column=1, span=Span(7, 9), excerpt="    | |\n    ^", source=None
    ),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_pickle_copy_and_print_themselves_whole(error: DigestError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == vars(error)
    assert error.message in str(error)


def test_strict_reading_stops_at_the_first_error_and_shows_it() -> None:
    text = HEAD + ROW + "| B (Read more on [arXiv](https://arxiv.org/abs/2403.9))| Li Wen | S. |\n"

    with pytest.raises(DigestSyntaxError) as caught:
        digestkit.parse(text, source="day.md", strict=True)

    error = caught.value
    assert (error.code, error.line, error.column) == ("DK304", 6, 1)
    start, end = error.span
    assert text[start:end].startswith("| B (Read more")
    assert str(error) == (
        "day.md:6:1: DK304 'https://arxiv.org/abs/2403.9' leads to no arXiv paper; expected a number like 2412.18925\n"
        "    | B (Read more on [arXiv](https://arxiv.org/abs/2403.9))| Li Wen | S. |\n"
        "    " + "^" * 71
    )


def test_lenient_reading_reports_the_same_place() -> None:
    text = "\ufeff" + (HEAD + "| B (Read more on [arXiv](https://arxiv.org/abs/2403.90001))|\n").replace("\n", "\r\n")
    found = next(found for found in digestkit.parse(text).diagnostics if found.name == "missing-cell")

    assert (found.code, found.severity, found.line, found.column) == ("DK209", "error", 5, 1)
    assert text[found.span.start : found.span.end].endswith("2403.90001))|")
    assert found.message == "1 cells for 3 columns: the row is cut short"


def test_several_days_are_for_parse_many() -> None:
    text = "## Papers for 2024-03-11\n\n## Papers for 2024-03-12\n"

    with pytest.raises(DigestError, match=r"holds 2 days \(2024-03-11, 2024-03-12\).*use parse_many"):
        digestkit.parse(text)


@pytest.mark.parametrize("wrong", [None, b"## Papers", 5, ["text"]])
def test_what_is_not_text_is_a_type_error(wrong: object) -> None:
    with pytest.raises(TypeError, match="a digest is text"):
        digestkit.parse(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a digest is text"):
        digestkit.parse_many(wrong)  # type: ignore[arg-type]


def test_a_text_without_a_digest_says_so() -> None:
    for text in ("", "\ufeff", "# About\n\nNothing.\n"):
        digest = digestkit.parse(text)
        assert (digest.date, digest.papers) == (None, ())
        assert [found.name for found in digest.diagnostics] == ["no-table"]
        assert list(digestkit.parse_many(text)) == []


def test_bytes_in_another_encoding_are_named(tmp_path: Path) -> None:
    path = tmp_path / "day.md"
    path.write_bytes((HEAD + ROW.replace("Li Wen", "Jörg Wen")).encode("latin-1"))

    with pytest.raises(DigestEncodingError, match=r"byte \d+ \(line 5\) is 0xF6, which is not utf-8") as caught:
        digestkit.read(path)

    assert caught.value.offset == path.read_bytes().index(b"\xf6")
    assert caught.value.source == str(path)
    assert digestkit.read(path, encoding="latin-1").papers[0].authors[0].name == "Jörg Wen"


def test_an_archive_is_read_in_path_order_and_goes_on_behind_a_bad_file(tmp_path: Path) -> None:
    for day in ("12", "11"):
        folder = tmp_path / "2024"
        folder.mkdir(exist_ok=True)
        (folder / f"{day}.md").write_text(HEAD.replace("11", day) + ROW, encoding="utf-8")
    (tmp_path / "2024" / "10.md").write_bytes(b"\xff\xfe bad")
    (tmp_path / "2024" / "notes.txt").write_text("no digest", encoding="utf-8")
    failed: list[tuple[str, str]] = []

    digests = list(
        digestkit.read_archive(tmp_path, on_error=lambda path, error: failed.append((path.name, type(error).__name__)))
    )

    assert [str(digest.date) for digest in digests] == ["2024-03-11", "2024-03-12"]
    assert failed == [("10.md", "DigestEncodingError")]
    with pytest.raises(DigestEncodingError):
        list(digestkit.read_archive(tmp_path))
    with pytest.raises(NotADirectoryError):
        digestkit.read_archive(tmp_path / "2024" / "11.md")


def test_files_of_one_and_of_several_days(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes((HEAD + ROW + "\n" + HEAD.replace("11", "12")).encode())

    assert [digest.source for digest in digestkit.read_many(path)] == [str(path)] * 2
    with pytest.raises(DigestError, match="use parse_many"):
        digestkit.read(path)
    with pytest.raises(FileNotFoundError):
        digestkit.read(tmp_path / "missing.md")
