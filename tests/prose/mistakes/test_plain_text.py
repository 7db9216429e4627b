"""Tests of markup in texts that are shown as written."""

import pytest

from evidence_review.prose.mistakes.plain_text import MarkupKind, find_markup, keys_in

KEYS = frozenset({"lind2019"})
IDS = frozenset({"r01"})


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("[@lind2019]", MarkupKind.CITATION),
        ("[see @gone2020, p. 3]", MarkupKind.CITATION),
        ("![[@gone2020]]", MarkupKind.CITATION),
        ("@lind2019", MarkupKind.CITATION),
        ("@{lind2019}", MarkupKind.CITATION),
        ("\\citep[p. 3]{lind2019}", MarkupKind.CITATION),
        ("[r01]", MarkupKind.ID),
        ("[R01]", MarkupKind.ID),
        ("[what Bo asked][r01]", MarkupKind.ID),
        ("[words](https://example.org/)", MarkupKind.LINK),
        ("[^1]", MarkupKind.FOOTNOTE),
        ("**words**", MarkupKind.EMPHASIS),
        ("*words*", MarkupKind.EMPHASIS),
        ("_two words_", MarkupKind.EMPHASIS),
        ("`code`", MarkupKind.EMPHASIS),
        ("~~words~~", MarkupKind.EMPHASIS),
        ("<br>", MarkupKind.HTML),
        ("&amp;", MarkupKind.HTML),
        ("<!-- ask Anna -->", MarkupKind.HTML),
        ("<https://example.org/>", MarkupKind.HTML),
    ],
)
def test_what_is_markup(written: str, kind: MarkupKind) -> None:
    """Each kind is found in a sentence, once."""
    (found,) = find_markup(f"It rose {written} here.", KEYS, IDS)

    assert found.kind is kind
    assert found.written in written


@pytest.mark.parametrize(
    "text",
    [
        "the [same] mentor said [...] so, and [r99] [sic]",
        "@library, ann@lind2019.org and \\@lind2019",
        "2 * 3 * 4, snake_case_word, 5% * and ** alone",
        "R&D; a < b and c > d; AT&T",
        "https://example.org/a_b_c?d=*",
        "",
    ],
)
def test_what_is_no_markup(text: str) -> None:
    """Brackets around words, names of accounts, signs of arithmetic and addresses are left alone."""
    assert list(find_markup(text, KEYS, IDS)) == []


def test_keys_in_a_text() -> None:
    """Every key counts, whether or not the reference exists."""
    assert keys_in("As [@lind2019; see @{a b}], @gone2020, not a@roe.org") == (
        "lind2019",
        "gone2020",
    )
