"""Candidates for citations are found in one pass, in time that grows with the text."""

from collections.abc import Callable
from math import isqrt

import pytest

from evidence_review.prose.citations.scanner import Scanner
from tests.measured import seconds_of


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
    "odd",
    [
        lambda length: "[" * length,
        lambda length: "@" * length,
        lambda length: "[@a; " * (length // 5),
        lambda length: "@{" * (length // 2),
        lambda length: "[" * (length // 2) + "@a" + "]" * (length // 2),
        lambda length: " ".join("`" * ticks for ticks in range(1, isqrt(2 * length))),
        lambda length: "<@" * (length // 2),
        lambda length: "\n " * (length // 2),
        lambda length: "-@a" * (length // 3),
        lambda length: "&#" * (length // 2),
    ],
    ids=lambda odd: repr(odd(100)[:6]),
)
def test_an_unusual_long_text_takes_no_longer(odd: Callable[[int], str]) -> None:
    """Eight times the text takes about eight times as long, not 64: nothing is looked at again and again."""
    long, short = odd(160_000), odd(20_000)
    assert seconds_of(lambda: a_scanner(long)) < 30 * seconds_of(lambda: a_scanner(short))
