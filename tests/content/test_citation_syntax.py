"""Candidates for citations are found in one pass, in time that grows with the text."""

import time

import pytest

from evidence_review.content.citation_syntax import Scanner

MILLION = 1_000_000


def a_scanner(text: str) -> Scanner:
    """Return a scanner that has read a text."""
    scanner = Scanner(text)
    scanner.read()
    return scanner


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("@doe2020.", ["doe2020"]),
        ("@a:b/c. @d: @e//f", ["a:b/c", "d", "e//f"]),
        ("@{https://x.org/a?b} @{a{b}c} @{a b}", ["https://x.org/a?b", "a{b}c"]),
        ("jane@doe.org <jane+@doe.org> end.@doe", []),
        ("@@doe @a@b ...@c", ["doe", "a", "b", "c"]),
        ("[^@a]", ["a"]),
    ],
)
def test_keys_end_where_pandoc_ends_them(text: str, keys: list[str]) -> None:
    """A key takes in the marks inside it, not those after it."""
    assert [key.name for key in a_scanner(text).keys] == keys


@pytest.mark.parametrize(
    ("text", "brackets"),
    [
        ("[a [b] c]", ["[b]", "[a [b] c]"]),
        ("[a\n\nb]", []),
        (r"[a \] b]", [r"[a \] b]"]),
        ("[a `]` b]", ["[a `]` b]"]),
        ("- [a\n- b]", []),
        ("[a ` b]\n- ` c", ["[a ` b]"]),
    ],
)
def test_brackets_are_paired_within_a_block(text: str, brackets: list[str]) -> None:
    """Neither an escape nor code closes a bracket, and none reaches into another block."""
    scanner = a_scanner(text)

    assert [text[bracket.start : bracket.stop + 1] for bracket in scanner.brackets] == brackets


@pytest.mark.parametrize(
    "text",
    [
        "[" * MILLION,
        "@" * MILLION,
        "[@a; " * (MILLION // 5),
        "@{" * (MILLION // 2),
        "[" * (MILLION // 2) + "@a" + "]" * (MILLION // 2),
        " ".join("`" * length for length in range(1, 1414)),
        "<@" * (MILLION // 2),
        "\n " * (MILLION // 2),
        "-@a" * (MILLION // 3),
        "&#" * (MILLION // 2),
    ],
    ids=lambda text: repr(text[:6]),
)
def test_a_long_text_takes_no_longer_for_being_odd(text: str) -> None:
    """A megabyte of anything is read in seconds: nothing is looked at again and again."""
    start = time.process_time()

    a_scanner(text)

    assert time.process_time() - start < 20
