from __future__ import annotations

import pickle

import pytest
from hypothesis import given

from digestkit import ArxivId, strategies
from digestkit.identifiers import link_arxiv_id, link_huggingface_id


@pytest.mark.parametrize(
    ("text", "number", "version"),
    [
        ("2403.90048", "2403.90048", None),
        ("2403.90048v12", "2403.90048", 12),
        ("0704.0001", "0704.0001", None),
        ("1412.9901", "1412.9901", None),
        ("1501.90001", "1501.90001", None),
        ("arXiv:2403.90050", "2403.90050", None),
        (" ARXIV: 2403.90050v2 ", "2403.90050", 2),
        ("arXiv:2403.90049v1 [cs.CL] 5 Mar 2024", "2403.90049", 1),
        ("https://arxiv.org/abs/2403.90045/", "2403.90045", None),
        ("http://arxiv.org/pdf/2403.90045v3.pdf", "2403.90045", 3),
        ("https://www.arxiv.org/html/2403.90045v1?x=1#S2", "2403.90045", 1),
        ("export.arxiv.org/abs/hep-th/9901901v2", "hep-th/9901901", 2),
        ("https://huggingface.co/papers/2403.90045", "2403.90045", None),
        ("10.48550/arXiv.2403.90045", "2403.90045", None),
        ("https://doi.org/10.48550/arXiv.2403.90045", "2403.90045", None),
        ("math.GT/0309136", "math/0309136", None),
        ("cond-mat.mes-hall/9901901", "cond-mat/9901901", None),
    ],
)
def test_spellings(text: str, number: str, version: int | None) -> None:
    found = ArxivId.parse(text)

    assert (str(found), found.version) == (number, version)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2403x90044",
        "2403-90044",
        "240390044",
        "2403.9004",  # four digits after 2014
        "1412.99011",  # five before 2015
        "2413.90044",  # no such month
        "0703.0001",  # before the scheme
        "2403.00000",
        "2403.90044v0",
        "２４０３.90044",  # digits of another script
        "rivers/9901901",  # no such archive
        "hep-th/0801901",  # after its scheme ended
        "see 2403.90044",
        "https://evil-arxiv.org/abs/2403.90044",
        "https://arxiv.org/abs/2403.90044.",
    ],
)
def test_what_is_no_identifier_is_refused_with_its_reason(text: str) -> None:
    with pytest.raises(ValueError, match="no arXiv identifier; expected one like") as caught:
        ArxivId.parse(text)

    assert repr(text) in str(caught.value)


def test_arguments_are_checked() -> None:
    with pytest.raises(TypeError, match="takes text, not int"):
        ArxivId.parse(2403)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="is no arXiv number"):
        ArxivId("https://arxiv.org/abs/2403.90044")
    with pytest.raises(ValueError, match="versions count from 1, not 0"):
        ArxivId("2403.90044", 0)


def test_year_and_month() -> None:
    assert [
        (found.year, found.month) for found in map(ArxivId.parse, ("2512.90131", "hep-th/9901901", "math/0702001"))
    ] == [
        (2025, 12),
        (1999, 1),
        (2007, 2),
    ]


def test_addresses() -> None:
    found = ArxivId.parse("2403.90045v2")

    assert found.abs_url == "https://arxiv.org/abs/2403.90045v2"
    assert found.pdf_url == "https://arxiv.org/pdf/2403.90045v2"
    assert found.doi == "10.48550/arXiv.2403.90045"


def test_links_of_one_site_are_no_links_of_the_other() -> None:
    arxiv, page = "https://arxiv.org/abs/2403.90045", "https://huggingface.co/papers/2403.90045"

    assert link_arxiv_id(arxiv) == link_huggingface_id(page) == ArxivId("2403.90045")
    assert link_arxiv_id(page) is None
    assert link_huggingface_id(arxiv) is None


@given(strategies.arxiv_ids())
def test_every_spelling_of_an_identifier_reads_back(found: ArxivId) -> None:
    spellings = (found.versioned, f"arXiv:{found.versioned}", found.abs_url, found.pdf_url, f"{found.pdf_url}.pdf")

    assert {ArxivId.parse(spelling) for spelling in spellings} == {found}
    assert ArxivId.parse(found.doi).number == found.number
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
