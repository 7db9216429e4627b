"""Tests of citations in the syntax of other programs, or with characters that only look right."""

import pytest

from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.passage import find_chatbot_traces, find_lookalikes
from tests.prose.reading import read

KEYS = {"lind2019", "roe"}


def lookalikes(text: str) -> list[tuple[str, str]]:
    """Return what is written for each citation that is none, and what to write instead."""
    markers = [each for each in read(text).markers if isinstance(each, CitationMarker)]
    found = find_lookalikes(text, KEYS, {place for marker in markers for place in marker.places})
    return [(text[each.start : each.end], each.replacement or each.advice) for each in found]


@pytest.mark.parametrize(
    ("written", "replacement"),
    [
        ("@li\u200bnd2019", "@lind2019"),
        ("@lind2019\u00ad", "@lind2019"),
        ("\uff20lind2019", "@lind2019"),
        ("\ufe6broe", "@roe"),
        ("word@roe", "word @roe"),
        ("ながら@lind2019による", "ながら @lind2019 による"),
        ("@ lind2019", "@lind2019"),
        ('@"roe"', "@roe"),
        ("@[roe]", "@roe"),
        ("@-roe", "-@roe"),
        ("@{roe", "@roe"),
        ("(lind2019)", "[@lind2019]"),
        ("[-lind2019]", "[-@lind2019]"),
        ("citet:lind2019", "[@lind2019]"),
        ("{cite:p}`roe`", "[@roe]"),
        (":cite:`roe,lind2019`", "[@roe; @lind2019]"),
        ('{{< cite "roe" >}}', "[@roe]"),
        ("{% cite roe %}", "[@roe]"),
        ("<<roe>>", "[@roe]"),
        ("@cite{roe}", "[@roe]"),
        ("{Lind, 2019 #12}", "write [@key] with the key in the bibliography"),
        ("{Lind & Roe, 2019; Roe, 2020}", "write [@key] with the key in the bibliography"),
        ("{ | Lind, 2019 | p. 3 | |zu:0:AB}", "write [@key] with the key in the bibliography"),
    ],
)
def test_what_is_reported(written: str, replacement: str) -> None:
    """Each citation that is none is found in a sentence, with what to write instead of it."""
    assert lookalikes(f"It rose {written}, it seems.") == [(written, replacement)]


@pytest.mark.parametrize(
    "text",
    [
        "[@lind2019; see @roe], _@roe_, [@{roe}], \\@lind2019 and @lind2019.",
        "`lind2019`, `@ roe`, <!-- lind2019 -->, [a](b/lind2019.md), <a href='lind2019'>a</a>, lind2019.pdf.",
        "ann@lind2019.org, <ann@lind2019>, https://example.org/@lind2019, work-lind2019 and lind2018.",
        "```\nlind2019\n```\n\n[b]: lind2019\n",
        "Code:\n\n    lind2019\n\n    lind2019\n",
        "\\\\cite{lind2019}",
        "A roe deer, {2019}, {: .note } and {a, 2019}.",
    ],
)
def test_what_is_not_reported(text: str) -> None:
    """Citations, escapes, code, addresses and words that are no keys are left alone."""
    assert lookalikes(text) == []


def test_indented_text_of_a_list_is_not_code() -> None:
    """A paragraph that belongs to an item of a list is read, although code would be indented as far."""
    assert lookalikes("1. One\n\n    lind2019\n") == [("lind2019", "[@lind2019]")]


@pytest.mark.parametrize(
    "trace",
    [
        ":contentReference[oaicite:0]{index=0}",
        "[oaicite:3]",
        "\u30104\u2020source\u3011",
        "\u301012:3\u2020notes.pdf\u3011",
        "\ue200cite\ue202turn0search1\ue202turn1view0\ue201",
        "[cite_start]",
        "[cite: 12, 13]",
        "utm_source=chatgpt.com",
    ],
)
def test_traces_of_chatbots(trace: str) -> None:
    """What chatbots leave in a text is found, unless it is shown as code."""
    (found,) = find_chatbot_traces(f"It rose {trace} here, not `{trace}`.")

    assert found.start == len("It rose ")


def test_words_that_resemble_traces() -> None:
    """Brackets of other languages, and words such as "cite", are left alone."""
    assert not list(find_chatbot_traces("\u3010注\u3011 [cite] cite: 12, turn0 [12] and source=utm"))
