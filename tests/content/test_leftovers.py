"""Tests of brackets that came out as they are."""

import re

import pytest

from evidence_review.content.markdown import converter, read_passage

SITE = converter(("attr_list", "footnotes", "md_in_html", "pymdownx.superfences", "admonition"), {})
IDS = re.compile("[rf][0-9]+")


def kinds(text: str) -> list[str]:
    """Return what is left over in a text."""
    found = read_passage(text, ids=IDS, markdown=SITE).leftovers
    return [each.kind.name for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[r1", ["UNCLOSED"]),
        ("- [see @a\n- b]", ["UNCLOSED"]),
        ("[R1", ["UNCLOSED"]),
        ("see @a]", ["UNOPENED"]),
        ("[a](b c", ["OPEN_ADDRESS"]),
        ("![a](b.png", ["OPEN_ADDRESS"]),
        ("[a][b]", ["NO_LABEL"]),
        ("![a][b]", ["NO_LABEL"]),
        ("*[a][b]*", ["NO_LABEL"]),
        ("# Heading [a][b]", ["NO_LABEL"]),
        ("[R1]", ["NOT_AN_ID"]),
        ("[r1 ]", ["NOT_AN_ID"]),
        ("[a] (https://example.org/)", ["APART"]),
        ("(a)[https://example.org/]", ["REVERSED"]),
    ],
)
def test_what_comes_out_as_it_is_written(text: str, expected: list[str]) -> None:
    """Each kind is told from the others."""
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[a][b]\n\n[b]: https://example.org/",
        "[a][]\n\n[a]: https://example.org/",
        "[a][r1]",
        "[@a][@b]",
        "[^1][^2]\n\n[^1]: One.\n[^2]: Two.",
        "`[a][b] [R1] [r1`",
        "    [a][b]\n    [r1",
        "```\n[a][b] [r1\n```",
        "\\[a][b]",
        "[sic]",
        "[an aside] (and another)",
        "a] and b",
        "<span title='[R1]'>a</span>",
        "[R1](https://example.org/)",
        "[@a, p. 3]\n\nx]",
        "f[x](y)",
        "<!-- [R1] -->",
    ],
)
def test_what_is_a_link_or_only_brackets_is_passed_over(text: str) -> None:
    """Words in brackets are a writer's own business."""
    assert kinds(text) == []
