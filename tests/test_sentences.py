from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestkit.parsing.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[left:right].strip() for left, right in sentences(text, 0, len(text))]


# Sentences are set apart by " | ".
@pytest.mark.parametrize(
    "said",
    [
        pytest.param("Lodestar shows B.Sc.-level skill on KilnSTEM. | Others do not.", id="abbreviation and hyphen"),
        pytest.param("Norrin Inc. (“Norrin”) built GladeQA. | It holds 900 items.", id="abbreviation and bracket"),
        pytest.param("Ashen leads on MirthQA.[2][3] | Bryn leads on GlumQA.[4]", id="citations behind the stop"),
        pytest.param("Raters called it “good enough.” | Others did not.", id="closing quote"),
        pytest.param(
            "Drift models (Adair, 1963;Brook, 1987) came first. | Later ones (Coll et al., 2012) are larger.",
            id="tight citations",
        ),
        pytest.param("Its data came from the U.S.A. | Labels came from Peru.", id="acronym at the end"),
        pytest.param("The run ended.. | Then Osier restarted. | It reached 58.", id="doubled stop"),
        pytest.param("Per Fig. ??, Tarrin wins. | Does it scale?", id="broken reference"),
        pytest.param(
            "Weak cues (e.g. Gaze-2 labels) lift Nerith by 2 points. | Audio, i.e. speech, does not.",
            id="e.g. and i.e.",
        ),
        pytest.param("The Copperline stack — built for speed — reached 69, past the 62.8 of Slate.", id="dashes"),
        pytest.param("Varga et al. [2021] report 41.2 on OpalQA. | Sennet reaches 47.9.", id="et al. and a year"),
        pytest.param("Nerys prefers option A. | It saw Vela choose option B. | They swapped later.", id="letters"),
        pytest.param("Each rater held an M.Sc.: they agreed on 92% of items. | Novices agreed on 71%.", id="colon"),
        pytest.param("Does Kettle scale? | No. | Max batch is 8.", id="no as an answer"),
        pytest.param("Ferndale holds No. 5 on AlderBoard and No. 7 on ElmBoard. | It trails Whin.", id="No. 5"),
        pytest.param("The bound in (4) covers each row of Table I. | Part II returns to (4).", id="table numeral"),
        pytest.param("Weights were frozen. | (Only the head was tuned.) | Brae then scored 66.", id="in brackets"),
        pytest.param("Costs are in fig. 8 and tab. 5. | Consult p. 12 first.", id="fig., tab. and p."),
        pytest.param("Clip six (rec. M.Orne, T.Vale)(ed. by Rook) was removed. | Nine remain.", id="initials"),
        pytest.param("Work by Dr. Ellery Penn led to Vesper. | Ms. Rao tested it.", id="titles"),
        pytest.param("The config. is fixed across runs. | Only seeds vary.", id="unlisted abbreviation"),
        pytest.param("Tarn 3.x at 0.5 bpp beats Tarn 2.1. | Version 1.2.3 fails.", id="versions and decimals"),
        pytest.param("Hits were few (34.0% vs. 31.5% for Teal; see Fig. 2b). | Counts held.", id="vs. and Fig."),
        pytest.param("Rivers flow. | mRill-2 maps them.", id="names in small letters"),
        pytest.param("It is led by J. K. Holm. | Then others came.", id="two initials"),
        pytest.param("Data of the U.S. Senate is used. | Code of the U.S. | It is open.", id="U.S."),
        pytest.param("Its motto “Row on. Never rest.” is old. | It stays.", id="inside a quotation"),
        pytest.param('It asks "Who rows? Who rests?" and waits. | It stays.', id="inside straight quotes"),
        pytest.param("**Row on! Never Rest** maps rivers. | It stays.", id="inside bold"),
        pytest.param("- Rill maps rivers. | - It needs no oars. | - It wins.", id="inline bullets"),
        pytest.param("• Rill maps rivers. | • It wins.", id="round bullets"),
        pytest.param("- Rill maps rivers | - It needs no oars | - It wins", id="inline bullets without stops"),
        pytest.param("Rill - A Map of Rivers - wins. | It is new.", id="dashes in a text without bullets"),
        pytest.param("It needs Oar v. 2.1 at least. | It wins.", id="version"),
        pytest.param("Rill maps rivers\n | \nIt wins", id="blank line"),
        pytest.param("Rill maps rivers\n | - It wins\n | - It sails", id="bullets in lines"),
        pytest.param("Rill maps\nrivers and wins. | It sails.", id="wrapped line"),
        pytest.param("Rill maps rivers. | ii) It asks if maps help.", id="mark in small letters"),
        pytest.param("1. Rill maps rivers. | 2. It wins.", id="list numbers"),
        pytest.param("河流的地图。 | 结果很好。", id="Chinese"),
        pytest.param(
            "It ran at 10 a.m. Monday. | It ran at 5 p.m. UTC too. | It ends at 9 a.m. | Boats rest.", id="hours"
        ),
        pytest.param("Error falls w.r.t. Brook, a.k.a. Beck. | It wins.", id="w.r.t. and a.k.a."),
        pytest.param("It cost 5 M. USD and 2 bn. EUR. | It holds 7 M. | Boats rest.", id="amounts of money"),
        pytest.param("Data come from Yahoo! Answers. | It beats Yahoo! | The gain is 3%.", id="Yahoo!"),
        pytest.param(
            "It proposes Tidewater! Inference, a map. | Wow! | It works. | Rill beats Oar! | The gain is 3%.",
            id="a name with a sign",
        ),
        pytest.param("MR. Rill maps 3 rivers. | It reads scans of MR. | The scans are few.", id="MR."),
        pytest.param("Rill wins (see the map", id="bracket left open"),
        pytest.param("Rill (a map. | It wins.", id="bracket left open before a stop"),
    ],
)
def test_sentences(said: str) -> None:
    parts = [part.strip() for part in said.split(" | ")]
    assert cut(said.replace("\n | ", "\n").replace(" | ", " ")) == parts


def test_a_bullet_right_behind_a_stop_begins_a_sentence() -> None:
    assert cut("- Rill maps rivers.- It wins.") == ["- Rill maps rivers.", "- It wins."]


def test_part_of_a_text() -> None:
    text = "One. Two. Three."
    assert list(sentences(text, 5, 9)) == [(5, 9)]
    assert list(sentences(text, 3, 3)) == []


PIECES: tuple[str, ...] = (
    "Rill",
    "maps",
    " ",
    "  ",
    "\n",
    ".",
    "?",
    "!",
    "…",
    "。",
    "(",
    ")",
    "[2]",
    '"',
    "“",
    "”",
    "**",
    "- ",
    "e.g.",
)
PIECES += ("Dr.", "No. 5", "et al.", "U.S.", "0.5", "v)", "1.", "A.", "Fig.", "研究", "τ", "İ", "\u00a0", "\r\n")


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=200), st.data())
def test_sentences_tile(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = list(sentences(text, start, end))
    assert "".join(text[left:right] for left, right in spans) == text[start:end]
    assert all(left < right for left, right in spans)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join).map(lambda text: ascii(text)[1:-1]))
def test_what_follows_does_not_change_the_cuts(text: str) -> None:
    """Texts of ASCII are searched with a pattern of their own."""
    assert list(sentences(text, 0, len(text))) == list(sentences(text + "é", 0, len(text)))
