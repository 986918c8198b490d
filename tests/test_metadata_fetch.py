"""`digestkit metadata fetch`: the real client asks an imitation of arXiv's API on localhost."""

from __future__ import annotations

import datetime as dt
import inspect
import re
import shlex
import shutil
import socket
import threading
import tomllib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import attrs
import pytest

from digestkit._extras import how_to_install
from digestkit.cli.app import run
from digestkit.cli.arxiv_api import API, SHORTEST_DELAY, Answer, _Api, ask, seconds_to_wait
from digestkit.identifiers import ArxivId
from digestkit.metadata import Index, Record, read_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytest.importorskip("arxiv")

NUMBERS = [f"2403.9{number:04}" for number in range(1, 31)]

# The imitation of arXiv's API, with the faults that the real one has.

_FEED: Final = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
  <link href="http://arxiv.org/api/query?search_query=&amp;id_list=2403.90001" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list=2403.90001&amp;start=0&amp;max_results=10</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <updated>2024-03-11T00:00:00-05:00</updated>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>
  <opensearch:itemsPerPage>{count}</opensearch:itemsPerPage>
{entries}</feed>
"""
_ENTRY: Final = """  <entry>
    <id>http://arxiv.org/abs/{number}v2</id>
    <updated>2024-05-02T09:30:00Z</updated>
    <published>2024-03-08T18:00:00Z</published>
    <title>{title}</title>
    <summary>  We draw maps of {number}.
</summary>
{authors}    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">12 pages, 4 figures</arxiv:comment>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">Delta Letters 9 (2024) 90-99</arxiv:journal_ref>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/rivers.9</arxiv:doi>
    <link href="http://arxiv.org/abs/{number}v2" rel="alternate" type="text/html"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CV"/>
    <category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
"""
ERROR_ENTRY: Final = """  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_2403.90009</id>
    <title>Error</title>
    <summary>incorrect id format for 2403.90009</summary>
    <updated>2024-03-11T00:00:00-05:00</updated>
    <author><name>arXiv api core</name></author>
  </entry>
"""


def entry(number: str, title: str = "Maps of\n  Rivers", authors: tuple[str, ...] = ("Ida Holm", "Li Wen")) -> str:
    """A paper's entry."""
    named = "".join(f"    <author>\n      <name>{escape(name)}</name>\n    </author>\n" for name in authors)
    return _ENTRY.format(number=number, title=escape(title), authors=named)


def feed(entries: list[str], *, total: int | None = None, start: int = 0) -> bytes:
    """A feed with these entries."""
    total = len(entries) if total is None else total
    return _FEED.format(entries="".join(entries), total=total, start=start, count=len(entries)).encode()


@attrs.define
class Imitation:
    """What was asked, and what to answer instead of what was asked for: a status, or the body."""

    known: frozenset[str]
    url: str = ""
    asked: list[list[str]] = attrs.field(factory=list)
    faults: list[int | Callable[[bytes], bytes]] = attrs.field(factory=list)
    refused: frozenset[str] = frozenset()
    retry_after: str = ""
    date: str = ""

    def answer(self, query: str) -> tuple[int, bytes]:
        """Status and body for the query of an address."""
        fields = parse_qs(query)
        numbers = fields["id_list"][0].split(",")
        start, most = int(fields["start"][0]), int(fields["max_results"][0])
        self.asked.append(numbers)
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, int):
            return fault, b"come back later"
        if self.refused & set(numbers):
            return 400, feed([ERROR_ENTRY])
        there = [number for number in numbers if number in self.known]
        page = [entry(number) for number in there[start : start + most]]
        body = feed(page, total=len(there), start=start)
        return 200, fault(body) if fault else body


@contextmanager
def served(known: list[str]) -> Iterator[Imitation]:
    """The imitation at work, which knows papers of these numbers."""
    imitation = Imitation(frozenset(known))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = imitation.answer(urlsplit(self.path).query)
            self.send_response(status)
            if imitation.retry_after and status != 200:
                self.send_header("Retry-After", imitation.retry_after)
            self.send_header("Content-Type", "application/atom+xml; charset=UTF-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def date_time_string(self, timestamp: float | None = None) -> str:
            return imitation.date or super().date_time_string(timestamp)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name it has
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    imitation.url = f"http://127.0.0.1:{server.server_address[1]}/api/query"
    try:
        yield imitation
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def imitation() -> Iterator[Imitation]:
    with served(NUMBERS) as serving:
        yield serving


def answers(imitation: Imitation, numbers: list[str] = NUMBERS, *, batch: int = 10, retries: int = 2) -> list[Answer]:
    waits: list[float] = []
    found = list(ask(numbers, url=imitation.url, delay=0.0, batch=batch, retries=retries, sleep=waits.append))
    assert set(waits) <= {0.0}
    return found


def numbers_of(found: list[Answer]) -> list[str]:
    return [record.number for answer in found for record in answer.records]


def test_a_record_has_all_that_the_api_says(imitation: Imitation) -> None:
    [answer] = answers(imitation, NUMBERS[:1])

    assert answer == Answer(
        (
            Record(
                arxiv_id=ArxivId("2403.90001", 2),
                title="Maps of Rivers",
                authors=("Ida Holm", "Li Wen"),
                primary_class="cs.CV",
                categories=("cs.CV", "cs.LG"),
                published=dt.date(2024, 3, 8),
                updated=dt.date(2024, 5, 2),
                doi="10.5555/rivers.9",
                journal_reference="Delta Letters 9 (2024) 90-99",
                comment="12 pages, 4 figures",
            ),
        )
    )


def test_it_asks_in_batches(imitation: Imitation) -> None:
    assert numbers_of(answers(imitation, batch=20)) == NUMBERS
    assert imitation.asked == [NUMBERS[:20], NUMBERS[20:]]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_fails_is_asked_again(imitation: Imitation, status: int) -> None:
    imitation.faults = [status, status]

    assert numbers_of(answers(imitation)) == NUMBERS
    assert imitation.asked == [NUMBERS[:10]] * 3 + [NUMBERS[10:20], NUMBERS[20:]]


def test_it_waits_twice_as_long_each_time_and_as_long_as_arxiv_says(imitation: Imitation) -> None:
    waits: list[float] = []
    imitation.faults = [503, 503, 503]
    list(ask(NUMBERS[:1], url=imitation.url, delay=0.01, retries=3, sleep=waits.append))
    assert waits == [0.02, 0.04, 0.08]

    imitation.faults, imitation.retry_after = [429], "17"
    waits.clear()
    list(ask(NUMBERS[:1], url=imitation.url, delay=0.0, sleep=waits.append))
    assert waits == [17.0]


def test_it_waits_until_the_date_that_arxiv_says(imitation: Imitation) -> None:
    waits: list[float] = []
    imitation.date = "Fri, 08 Mar 2024 18:00:30 GMT"
    imitation.faults, imitation.retry_after = [503], "Fri, 08 Mar 2024 18:01:00 GMT"
    list(ask(NUMBERS[:1], url=imitation.url, delay=0.0, sleep=waits.append))
    assert waits == [30.0]

    imitation.faults, imitation.retry_after = [503], "Fri, 08 Mar 2024 20:00:30 GMT"
    [answer] = answers(imitation, NUMBERS[:1])
    assert answer.reason == "arXiv answered with HTTP 503, and asks to wait for 7200 seconds"


@pytest.mark.parametrize(
    ("after", "answered", "seconds"),
    [
        ("17", "", 17.0),
        ("Fri, 08 Mar 2024 18:01:00 GMT", "Fri, 08 Mar 2024 18:00:30 GMT", 30.0),
        ("Friday, 08-Mar-24 18:01:00 GMT", "Fri, 08 Mar 2024 18:00:30 GMT", 30.0),
        ("Fri Mar  8 18:01:00 2024", "Fri, 08 Mar 2024 18:00:30 GMT", 30.0),
        ("Fri, 08 Mar 2024 18:00:00 GMT", "Fri, 08 Mar 2024 18:00:30 GMT", 0.0),
        ("Mon, 01 Jan 2001 00:00:00 GMT", "no date", 0.0),
        ("soon", "", 0.0),
        ("", "", 0.0),
        ("-3", "", 0.0),
    ],
)
def test_what_retry_after_asks_for(after: str, answered: str, seconds: float) -> None:
    assert seconds_to_wait(after, answered) == seconds


def test_it_does_not_wait_for_hours(imitation: Imitation) -> None:
    imitation.faults, imitation.retry_after = [429], "7200"

    [answer] = answers(imitation, NUMBERS[:1])

    assert answer.failed == ("2403.90001",)
    assert answer.reason == "arXiv answered with HTTP 429, and asks to wait for 7200 seconds"


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.99])
def test_a_cut_answer_is_asked_again_and_no_half_byline_kept(imitation: Imitation, share: float) -> None:
    imitation.faults = [lambda body: body[: int(len(body) * share)]]

    found = answers(imitation)

    assert numbers_of(found) == NUMBERS
    assert {record.authors for answer in found for record in answer.records} == {("Ida Holm", "Li Wen")}


@pytest.mark.parametrize("body", [b"", b"Rate exceeded.", b"<html><body>Back soon</body></html>", feed([])])
def test_an_answer_of_another_kind_is_asked_again(imitation: Imitation, body: bytes) -> None:
    imitation.faults = [lambda _: body]

    assert numbers_of(answers(imitation)) == NUMBERS


def test_a_page_that_is_shorter_than_announced_is_asked_again(imitation: Imitation) -> None:
    def cut_off(body: bytes) -> bytes:
        head, entry, _ = body.partition(b"  <entry>")
        return head + entry + body.split(b"  <entry>")[1].partition(b"</entry>")[0] + b"</entry></feed>"

    imitation.faults = [cut_off, lambda _: feed([], total=10)]

    assert numbers_of(answers(imitation)) == NUMBERS


def test_an_answer_without_a_paper_is_asked_again_once(imitation: Imitation) -> None:
    [answer] = answers(imitation, ["2403.99999"])

    assert answer == Answer((), unknown=("2403.99999",))
    assert imitation.asked == [["2403.99999"]] * 2


def test_papers_that_arxiv_does_not_know_are_told_apart(imitation: Imitation) -> None:
    found = answers(imitation, ["2403.99999", *NUMBERS[:3], "2403.99998"])

    assert numbers_of(found) == NUMBERS[:3]
    assert found[0].unknown == ("2403.99999", "2403.99998")


def test_an_error_in_place_of_a_paper_is_none(imitation: Imitation) -> None:
    imitation.faults = [lambda body: body.replace(b"</feed>", ERROR_ENTRY.encode() + b"</feed>")]

    assert numbers_of(answers(imitation, NUMBERS[:3])) == NUMBERS[:3]


def test_one_refused_number_spoils_no_other(imitation: Imitation) -> None:
    imitation.refused = frozenset({NUMBERS[4]})

    found = answers(imitation, NUMBERS[:10])

    assert sorted(numbers_of(found)) == [number for number in NUMBERS[:10] if number != NUMBERS[4]]
    assert [number for answer in found for number in answer.unknown] == [NUMBERS[4]]


def test_after_giving_up_nothing_more_is_asked(imitation: Imitation) -> None:
    imitation.faults = [*[lambda body: body], *[503] * 3]

    first, last = answers(imitation)

    assert numbers_of([first]) == NUMBERS[:10]
    assert last == Answer((), failed=tuple(NUMBERS[10:]), reason="arXiv answered with HTTP 503")
    assert len(imitation.asked) == 4


def unreachable() -> str:
    """An address where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/api/query"


def test_offline() -> None:
    said: list[str] = []
    [answer] = ask(NUMBERS, url=unreachable(), delay=0.0, retries=1, say=said.append)

    assert answer.failed == tuple(NUMBERS)
    assert answer.reason.startswith("arXiv cannot be reached (")
    assert said == [f"{answer.reason}; trying again in 0 seconds (1 of 1)"]


# The command.


def digest(folder: Path, numbers: list[str]) -> str:
    rows = "".join(
        f"| Maps of Rivers (Read more on [arXiv](https://arxiv.org/abs/{number}))| moss99 | iv) Recall is 71.5%. |\n"
        for number in numbers
    )
    path = folder / "2024-03-11.md"
    path.write_text(f"## Papers for 2024-03-11\n\n| Title | Authors | Summary |\n|---|---|---|\n{rows}", "utf-8")
    return str(path)


@pytest.fixture
def fetch(imitation: Imitation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command up to its inputs."""
    monkeypatch.setenv("DIGESTKIT_ARXIV_API", imitation.url)
    return ["metadata", "fetch", "--delay", "0", "--batch", "10", "--retries", "1", "-o", str(tmp_path / "a.sqlite")]


def test_the_command_keeps_what_it_gets(
    imitation: Imitation, fetch: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = digest(tmp_path, NUMBERS)

    assert run([*fetch, path]) == 0
    assert capsys.readouterr().err == f"{tmp_path / 'a.sqlite'}: 30 of 30 papers added\n"
    with Index(tmp_path / "a.sqlite") as index:
        assert list(index) == NUMBERS
        assert index[NUMBERS[0]].authors == ("Ida Holm", "Li Wen")
    assert len(imitation.asked) == 3

    assert run([*fetch, path]) == 0
    assert capsys.readouterr().err == f"{tmp_path / 'a.sqlite'}: 0 of 0 papers added; 30 were there\n"
    assert len(imitation.asked) == 3


def test_what_was_given_up_is_asked_for_the_next_time(
    imitation: Imitation, fetch: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = digest(tmp_path, NUMBERS)
    imitation.faults = [lambda body: body, 503, 503]

    assert run([*fetch, path]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "digestkit: arXiv answered with HTTP 503; trying again in 0 seconds (1 of 1)",
        f"{tmp_path / 'a.sqlite'}: 10 of 30 papers added",
        "digestkit: arXiv answered with HTTP 503; 20 papers are missing: run the same command again later to go on",
    ]

    assert run([*fetch, path]) == 0
    assert imitation.asked[-2:] == [NUMBERS[10:20], NUMBERS[20:]]


def test_what_an_interruption_leaves_is_kept(
    imitation: Imitation, fetch: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = digest(tmp_path, NUMBERS)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        imitation.faults = [lambda body: body, 503]
        patch.setattr("digestkit.cli.metadata.complain", interrupted)
        assert run([*fetch, path]) == 130
    capsys.readouterr()

    with Index(tmp_path / "a.sqlite") as index:
        assert list(index) == NUMBERS[:10]
    assert run([*fetch, path]) == 0
    assert capsys.readouterr().err.endswith("20 of 20 papers added; 10 were there\n")


def test_papers_of_other_catalogues_are_not_asked_for(
    imitation: Imitation, fetch: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = digest(tmp_path, [*NUMBERS[:3], "2403.99999"])
    (tmp_path / "b.xml").write_bytes(feed([]).replace(b"</feed>", b"") + entry(NUMBERS[1]).encode() + b"</feed>")

    assert run([*fetch, "--metadata", str(tmp_path / "b.xml"), path]) == 0
    assert imitation.asked == [[NUMBERS[0], NUMBERS[2], "2403.99999"]]
    assert "digestkit: arXiv does not know 2403.99999\n" in capsys.readouterr().err


def test_nothing_is_asked_faster_than_the_rules_allow(
    fetch: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DIGESTKIT_ARXIV_API")

    assert run([*fetch, digest(tmp_path, NUMBERS)]) == 2
    assert "arXiv's rules ask for 3 seconds between two requests" in capsys.readouterr().err
    assert not (tmp_path / "a.sqlite").exists()


def test_without_the_package_it_says_what_to_install(
    fetch: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("digestkit.cli.metadata.find_spec", lambda _: None)

    assert run([*fetch, digest(tmp_path, NUMBERS)]) == 2
    assert how_to_install("arxiv") in capsys.readouterr().err


def test_a_file_of_another_kind_is_left_alone(
    fetch: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.sqlite").write_text("a diary")

    assert run([*fetch, digest(tmp_path, NUMBERS)]) == 2
    assert "a.sqlite: this is no index of digestkit, and is left alone" in capsys.readouterr().err
    assert (tmp_path / "a.sqlite").read_text() == "a diary"


def test_what_was_fetched_completes_what_is_converted(
    fetch: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = digest(tmp_path, NUMBERS[:1])
    assert run([*fetch, path]) == 0
    capsys.readouterr()

    assert run(["convert", path, "--to", "bibtex", "--metadata", str(tmp_path / "a.sqlite")]) == 0
    assert "author = {Ida Holm and Li Wen}" in capsys.readouterr().out


def test_it_keeps_the_rules_unless_told_otherwise() -> None:
    assert inspect.signature(ask).parameters["delay"].default == 3.0
    assert _Api(API, SHORTEST_DELAY, 100).client.delay_seconds == 3.0
    assert _Api(API, SHORTEST_DELAY, 100).client.query_url_format == "https://export.arxiv.org/api/query?{}"


ROOT: Final = Path(__file__).parents[1]
_SHELL: Final = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_what_the_page_says_to_type(
    imitation: Imitation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIGESTKIT_ARXIV_API", imitation.url)
    known = list(read_records(ROOT / "examples" / "arxiv-snapshot.json"))
    imitation.faults = [lambda _: feed([entry(record.number, record.title, record.authors) for record in known])]
    [block] = _SHELL.findall((ROOT / "docs" / "metadata.md").read_text("utf-8"))
    install, *commands = block.splitlines()

    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    asked_for = re.fullmatch(r'pip install "\.\[(?P<extras>[a-z,]+)\]"', install)
    assert asked_for
    assert set(asked_for["extras"].split(",")) <= extras.keys()
    for command in commands:
        name, *arguments = shlex.split(command)
        assert (name, run(arguments)) == ("digestkit", 0)
    assert capsys.readouterr().err.count("fetched.sqlite: 12 of 13 papers added") == 1
    written = (tmp_path / "papers.bib").read_text("utf-8")
    assert "author = {Reka Sandoval and Benedikt Amoah and Quill Marsden and Ulrike Staal}" in written
    assert written.count("doi = {10.5555/rivers.9}") == len(known)


def test_an_empty_address_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIGESTKIT_ARXIV_API", "")
    (tmp_path / "d.md").write_text("## Papers for 2024-03-11\n", encoding="utf-8")

    # Nothing is wanted, so nothing is asked; but the rules are those of arXiv's own address.
    assert run(["metadata", "fetch", str(tmp_path / "d.md"), "-o", str(tmp_path / "a.sqlite"), "--delay", "1"]) == 2
    assert "arXiv's rules ask for 3 seconds" in capsys.readouterr().err


# Answers with HTTP 200 that hold an error, or what the client cannot read.

OTHER_ERROR: Final = ERROR_ENTRY.replace("incorrect_id_format_for_2403.90009", "internal_error").replace(
    "incorrect id format for 2403.90009", "internal error"
)


def test_an_error_feed_with_status_200_spoils_no_other_number(
    imitation: Imitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Imitation.answer

    def answered(self: Imitation, query: str) -> tuple[int, bytes]:
        status, body = whole(self, query)
        return 200 if status == 400 else status, body

    monkeypatch.setattr(Imitation, "answer", answered)
    imitation.refused = frozenset({NUMBERS[1]})

    found = answers(imitation, NUMBERS[:3])

    assert sorted(numbers_of(found)) == [NUMBERS[0], NUMBERS[2]]
    assert [number for answer in found for number in answer.unknown] == [NUMBERS[1]]
    assert not any(answer.failed for answer in found)


def test_a_fault_of_the_server_in_a_feed_makes_no_number_unknown(imitation: Imitation) -> None:
    imitation.faults = [lambda _: feed([OTHER_ERROR])]
    assert numbers_of(answers(imitation, NUMBERS[:3])) == NUMBERS[:3]

    imitation.faults = [lambda _: feed([OTHER_ERROR])] * 3
    [answer] = answers(imitation, NUMBERS[:3])
    assert (answer.failed, answer.unknown) == (tuple(NUMBERS[:3]), ())
    assert "arXiv's answer is an error: internal error" in answer.reason


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<published>2024-03-08T18:00:00Z</published>", b"<published>garbage</published>"),
        (b"<published>2024-03-08T18:00:00Z</published>", b""),
        (b"<updated>2024-05-02T09:30:00Z</updated>", b"<updated>2024-13-45</updated>"),
    ],
)
def test_a_date_that_cannot_be_read_costs_nothing_else(imitation: Imitation, old: bytes, new: bytes) -> None:
    head, tail = entry(NUMBERS[0]).encode(), old
    imitation.faults = [lambda body: body.replace(head, head.replace(tail, new), 1)]
    said: list[str] = []

    [answer] = ask(NUMBERS[:3], url=imitation.url, delay=0.0, say=said.append, sleep=lambda _: None)

    assert [record.number for record in answer.records] == NUMBERS[:3]
    assert answer.records[0].authors == ("Ida Holm", "Li Wen")
    assert (answer.unknown, answer.failed) == ((), ())
    assert len(said) == bool(new)


def test_an_entry_that_cannot_be_read_is_told_of(imitation: Imitation) -> None:
    imitation.faults = [lambda body: body.replace(b"http://arxiv.org/abs/2403.90002v2", b"moss", 1)]
    said: list[str] = []

    [answer] = ask(NUMBERS[:3], url=imitation.url, delay=0.0, say=said.append, sleep=lambda _: None)

    assert answer.unknown == (NUMBERS[1],)
    [line] = said
    assert line.startswith("the answer: entry 2, id: 'moss' is no arXiv identifier; expected one like")
