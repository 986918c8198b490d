"""Asking arXiv's API for papers by their numbers, through the package `arxiv`.

Its rules (https://info.arxiv.org/help/api/tou.html): one request at a time, and three seconds between two of them.
This is the one place where digestkit opens a connection, and only `digestkit metadata fetch` comes here.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
import time
from email.utils import parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import arxiv  # type: ignore[import-untyped]  # it has annotations, but does not say so
import attrs

from digestkit.errors import DigestError
from digestkit.metadata.atom import read
from digestkit.metadata.reading import format_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digestkit.metadata import Record

__all__ = ["API", "SHORTEST_DELAY", "Answer", "ask", "seconds_to_wait"]

API: Final = "https://export.arxiv.org/api/query"
SHORTEST_DELAY: Final = 3.0  # seconds; arXiv's rule
_TIMEOUT: Final = 60.0  # seconds without a byte
_HEAD: Final = 2_000  # bytes in which a feed shows what it is
_LONGEST_WAIT: Final = 600.0  # seconds; longer than that, people should decide
_REFUSED: Final = frozenset(
    {HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_URI_TOO_LONG}
)  # the request itself is at fault: one of its numbers, or its length

_REPORT: Final = "arXiv's answer is an error"  # what `digestkit.metadata.atom` says of an entry that reports one
_NO_NUMBER: Final = re.compile("incorrect[ _]id", re.IGNORECASE)  # incorrect id format for 2403.9


class _RefusedError(Exception):
    """arXiv will not answer this request, however often it is made."""


@attrs.frozen
class Answer:
    """What came of a batch: its records, the numbers arXiv does not know, and those given up with the reason."""

    records: tuple[Record, ...]
    unknown: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    reason: str = ""


class _CutError(OSError):
    """An answer that is not whole, of which the client would take half a byline for all of it."""


class _Api:
    """The client, at another address where tests say so, and with an eye on what it gets."""

    def __init__(self, url: str, delay: float, page: int) -> None:
        self.delay = delay
        self.retry_after = 0.0
        self.records: list[Record] = []  # of the answers to one request
        self.faults: list[str] = []
        # Trying again is left to `_asked_again`, which waits longer each time.
        self.client = arxiv.Client(page_size=page, delay_seconds=delay, num_retries=0)
        self.client.query_url_format = url + "?{}"
        session = self.client._session  # noqa: SLF001 - there is no other way to a time limit, which it does not set
        session.get = partial(session.get, timeout=_TIMEOUT)
        session.hooks["response"].append(self._look_at)

    def _look_at(self, response: Any, *_arguments: object, **_options: object) -> None:  # noqa: ANN401 - untyped
        self.retry_after = seconds_to_wait(response.headers.get("Retry-After", ""), response.headers.get("Date", ""))
        if response.status_code != HTTPStatus.OK:
            return
        if format_of(response.content[:_HEAD]) != "atom":
            raise _CutError("it is no Atom feed")
        faults: list[DigestError] = []
        try:
            records = list(read(io.BytesIO(response.content), source="the answer", on_error=faults.append))
        except DigestError as error:
            raise _CutError(str(error)) from None
        if not records and faults:
            _refuse(str(faults[0]))
        self.records += records
        self.faults += [str(error) for error in faults if _REPORT not in str(error)]


def _refuse(fault: str) -> None:
    """Raise what an answer without papers means: that a number is none, or else a fault that may pass."""
    if _NO_NUMBER.search(fault):
        raise _RefusedError
    raise _CutError(fault)


def seconds_to_wait(after: str, answered: str = "") -> float:
    """What `Retry-After` asks for: seconds, or a date, reckoned from that of the answer; 0 where it says neither.

    >>> seconds_to_wait("17"), seconds_to_wait("Fri, 08 Mar 2024 18:02:00 GMT", "Fri, 08 Mar 2024 18:00:30 GMT")
    (17.0, 90.0)
    """
    if after.strip().isdecimal():
        return float(after)
    until = _moment(after)
    if until is None:
        return 0.0
    # The server's clock has made the date, so it is asked for the time as well; ours may go another way.
    return max(0.0, (until - (_moment(answered) or dt.datetime.now(dt.UTC))).total_seconds())


def _moment(text: str) -> dt.datetime | None:
    """A date of HTTP: `Fri, 08 Mar 2024 18:00:00 GMT`."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def ask(
    numbers: Sequence[str],
    *,
    url: str = API,
    delay: float = SHORTEST_DELAY,
    batch: int = 100,
    retries: int = 4,
    say: Callable[[str], object] = lambda _: None,
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[Answer]:
    """Ask for papers in batches. What fails is asked for again, after twice the time each time.

    After a batch that was given up nothing more is asked for: the rest is part of that answer's `failed`.
    """
    # The client's own warnings speak of pages and entries, which nobody here has asked for.
    logging.getLogger("arxiv").setLevel(logging.ERROR)
    api = _Api(url, delay, batch)
    waiting = [list(numbers[start : start + batch]) for start in range(0, len(numbers), batch)]
    while waiting:
        asked = waiting.pop(0)
        try:
            answer = _asked_again(api, asked, retries, say, sleep)
        except _RefusedError:
            # One number that arXiv does not take spoils the whole request: halves tell which one.
            middle = len(asked) // 2
            if middle:
                waiting[:0] = [asked[:middle], asked[middle:]]
                continue
            answer = Answer((), unknown=tuple(asked))
        if answer.failed:
            rest = (number for later in waiting for number in later)
            yield attrs.evolve(answer, failed=(*answer.failed, *rest))
            return
        yield answer


def _asked_again(
    api: _Api,
    asked: Sequence[str],
    retries: int,
    say: Callable[[str], object],
    sleep: Callable[[float], object],
) -> Answer:
    """The answer to one batch, for whose missing papers the client asks again. Raises `_RefusedError`."""
    found: dict[str, Record] = {}
    for attempt in range(retries + 1):
        missing = tuple(number for number in asked if number not in found)
        reason = _attempt(api, missing, found, say)
        if retries and not (reason or found or attempt):
            # Now and then the API forgets all it has; twice, and it does not know the papers.
            reason = "arXiv sent no paper"
        missing = tuple(number for number in missing if number not in found)
        if not missing or not reason:
            return Answer(tuple(found.values()), unknown=missing)
        wait = max(api.retry_after, api.delay * 2 ** (attempt + 1))
        if wait > _LONGEST_WAIT:
            reason += f", and asks to wait for {wait:.0f} seconds"
        if attempt == retries or wait > _LONGEST_WAIT:
            break
        say(f"{reason}; trying again in {wait:.0f} seconds ({attempt + 1} of {retries})")
        sleep(wait)
    return Answer(tuple(found.values()), failed=missing, reason=reason)


def _attempt(api: _Api, numbers: Sequence[str], found: dict[str, Record], say: Callable[[str], object]) -> str:
    """Add what one request gives; what went wrong with it, or nothing where the answer is whole."""
    api.retry_after = 0.0
    api.records.clear()
    api.faults.clear()
    reason = _request(api, numbers)
    found |= {record.number: record for record in api.records if record.number in numbers}
    for fault in api.faults:
        say(fault)
    return reason


def _request(api: _Api, numbers: Sequence[str]) -> str:
    """Have the client ask page after page, which `_look_at` keeps the records of; what went wrong, or nothing."""
    try:
        for _ in api.client.results(arxiv.Search(id_list=list(numbers), max_results=len(numbers))):
            pass
    except arxiv.UnexpectedEmptyPageError:
        return "arXiv sent fewer papers than it announced"
    except arxiv.HTTPError as error:
        if error.status in _REFUSED:
            raise _RefusedError from None
        return f"arXiv answered with HTTP {error.status}"
    except _CutError as error:
        return f"arXiv's answer is not whole ({error})"
    except OSError as error:
        return f"arXiv cannot be reached ({_cause(error)})"
    except ValueError as error:
        # A date, say, that the client cannot read. What is to be had of the entries was read without it.
        return "" if api.records else f"arXiv's answer cannot be read ({_cause(error)})"
    return ""


def _cause(error: BaseException) -> str:
    """The first line of what was wrong, without the layers of libraries around it."""
    inner = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if inner is not None:
        return _cause(inner)
    return (str(error) or type(error).__name__).partition("\n")[0][:200]
