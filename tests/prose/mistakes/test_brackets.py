"""Tests of brackets that came out as they are."""

import re

import pytest

from evidence_review.config.settings import BUILT_IN_EXTENSIONS
from evidence_review.prose.converter import converter
from evidence_review.prose.passage import read_passage

SITE = converter(
    (*BUILT_IN_EXTENSIONS, "attr_list", "footnotes", "md_in_html", "pymdownx.superfences", "admonition"), {}
)
IDS = re.compile("[rf][0-9]+")


def kinds(text: str) -> list[str]:
    """Return what is left over in a text."""
    found = read_passage(text, ids=IDS, markdown=SITE).mistakes
    return [each.kind.name for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[r1", ["UNCLOSED"]),
        ("- [see @a\n- b]", ["UNCLOSED"]),
        ("[R1", ["UNCLOSED"]),
        ("see @a]", ["UNOPENED"]),
        ("\\[a] see @a]", ["UNOPENED"]),
        ("\\[a\n\nsee @a]", ["UNOPENED"]),
        ("[a](b c", ["OPEN_ADDRESS"]),
        ("![a](b.png", ["OPEN_ADDRESS"]),
        ("[a][b]", ["UNDEFINED_LABEL"]),
        ("![a][b]", ["UNDEFINED_LABEL"]),
        ("*[a][b]*", ["UNDEFINED_LABEL"]),
        ("# Heading [a][b]", ["UNDEFINED_LABEL"]),
        ("[R1]", ["NOT_AN_ID"]),
        ("[r1 ]", ["NOT_AN_ID"]),
        ("[a] (https://example.org/)", ["SPACE_BEFORE_TARGET"]),
        ("(a)[https://example.org/]", ["REVERSED"]),
        ("[r-12]", ["MISTYPED_ID"]),
        ("[rO1]", ["MISTYPED_ID"]),
        ("[#R1.]", ["MISTYPED_ID"]),
        ("[r1, f2 and f3]", ["SEVERAL_IDS"]),
        ("[r1-r3]", ["SEVERAL_IDS"]),
        ("[[a b]]", ["WIKI_LINK"]),
        ("[[r1|a b]]", ["WIKI_LINK"]),
        ("[[R1]]", ["NOT_AN_ID"]),
        ("[@ key]", ["BARE_KEY"]),
        ("[r-1]", ["BARE_KEY"]),
        ("x[r-12]", ["BARE_KEY"]),
        ("@a [r-12]", ["BARE_KEY"]),
        ("[cite: key]", ["BARE_KEY"]),
        ("\\autocite*[see][p. 3]{a, b}", ["LATEX_CITATION"]),
    ],
)
def test_brackets_that_are_rendered_as_text(text: str, expected: list[str]) -> None:
    """Each kind is told from the others."""
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[a][b]\n\n[b]: https://example.org/",
        "[a][]\n\n[a]: https://example.org/",
        "[a][r1]",
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
        "[r 1; a]",
        "[[a](b.md)]",
        "[[a] and [b]]",
        "[[a]](b.md)",
        "`\\cite{a}` and \\\\cite{a}",
        "<!-- \\cite{a} -->",
        "\\cite and \\cite{}",
    ],
)
def test_links_and_plain_brackets_are_ignored(text: str) -> None:
    """Words in brackets are a writer's own business."""
    assert kinds(text) == []


def test_a_link_of_a_wiki_is_one_where_the_site_makes_it_so() -> None:
    """With the extension for them two pairs of brackets are a link like any other."""
    wiki = converter((*BUILT_IN_EXTENSIONS, "wikilinks"), {})
    found = [read_passage("[[a b]] and [r-12]", ids=IDS, markdown=each).mistakes for each in (SITE, wiki)]

    assert [len(each) for each in found] == [2, 1]
