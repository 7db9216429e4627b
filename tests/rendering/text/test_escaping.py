"""Tests of text made safe: whatever it holds, Markdown and HTML show it as it is."""

import re
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown import Markdown
from markupsafe import Markup

from evidence_review.rendering.text.escaping import as_attribute, as_text

EXTENSIONS = (
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.superfences",
)
"""The extensions of the project's own site."""

SHARED_PAGES = {
    "paragraph": "before {} after\n",
    "paragraph-of-html": "<p>before {} after</p>\n",
    "heading": "# before {} after\n",
    "heading-alone": "## {}\n",
    "heading-with-attributes": "## {} {{ #place }}\n",
    "table-cell": "| a | b |\n|---|---|\n| before {} after | c |\n",
    "table-cell-of-html": '<table markdown="span">\n<tr><td>before {} after</td></tr>\n</table>\n',
    "link": '<a href="x">before {} after</a>\n',
    "list-item": "- before {} after\n",
}
"""Where a template may put a value."""

DIRECTIONS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
"""The Unicode classes of what turns the direction of text round."""

PARTS = (
    *"\\`*_{}[]()#+-.!|<>&;:'\"~^$=@/ \n\t%?,1a",
    *("![", "](", "&lt;", "&#60;", "<!--", "-->", "<b>", "[^1]", "*[", "{ #x }", "{: .y}", "```", "~~~"),
    *("::: ", "!!! note", "???", "javascript:", "x\n\n#", "https://example.org", "a@example.org"),
    *("<https://a.b>", "--8<--", "[TOC]", "\n    code", "1. "),
)
"""What Markdown takes for markup."""
MARKUP = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)
"""Text made of it."""


def _shown(text: str) -> str:
    """Return what a reader is to see of a text: all of it that can be seen, on one line."""
    spaced = re.sub(r"\s+", " ", text)
    return "".join(each for each in spaced if not _is_unseen(each))


def _is_unseen(character: str) -> bool:
    number = ord(character)
    is_none = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    turns = unicodedata.bidirectional(character) in {*DIRECTIONS} or character in "\u200e\u200f"
    return is_none or turns or unicodedata.category(character) in {"Cc", "Cs"}


def _converted(place: str, text: str) -> tuple[list[str], str]:
    html = Markdown(extensions=list(EXTENSIONS)).convert(SHARED_PAGES[place].format(text))
    root = lxml_html.fragment_fromstring(html, create_parent="main")
    elements = [element.tag for element in root.iter()]
    return elements, " ".join(root.text_content().split())


@pytest.mark.parametrize("place", SHARED_PAGES)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(text=st.one_of(MARKUP, st.text(max_size=30)))
@example(text="\x80")
@example(text="\x00\x02klzzwxh:0000\x03")
@example(text="1. one")
@example(text="\u202eback")
@example(text="a -- b --- c ... d")
@example(text="_it_ __b__ *it* **b** `c` ~~s~~ ==m== ^^i^^ $m$ ++k++")
@example(text="| a | b")
@example(text="<b>&amp; [x](y) [x][y] [x] ![x](y) <https://a.b>")
@example(text="[^1] [@doe2020] *[a]: b [TOC]")
@example(text="{ #id .class onclick=x }")
@example(text="\ud800")
@example(text="\ufffe")
def test_text_is_shown_unchanged(place: str, text: str) -> None:
    """The page shows just the characters of the text, and no element more than around a plain word."""
    assume(place != "heading-with-attributes" or _shown(text).strip())  # attributes alone are no heading
    elements, shown = _converted(place, str(as_text(text)))
    plain_elements, around = _converted(place, "word")

    assert elements == plain_elements
    assert shown == " ".join(around.replace("word", _shown(text)).split())


def test_safe_markup_is_not_escaped_again() -> None:
    """Markup that code of ours has made is not escaped a second time."""
    assert as_text(Markup("<b>&amp;</b>")) == "<b>&amp;</b>"


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (0, "0"), ("", ""), ("a\n\n b", "a b"), (3.5, "3.5")]
)
def test_any_value_becomes_text(value: object, text: str) -> None:
    """Nothing is shown for nothing, and a number as its digits."""
    assert as_text(value) == text


@given(text=st.text())
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_text_is_the_same_whichever_way_it_is_printed_twice(text: str) -> None:
    """Making text safe that has been made safe changes nothing more."""
    once = as_text(text)

    assert as_text(once) == once
    assert "<" not in once
    assert "\n" not in once


@given(text=st.text())
@example(text='"> \x80 <\u202ex')
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_an_attribute_contains_only_the_text(text: str) -> None:
    """No value ends its attribute or opens another."""
    element = lxml_html.fragment_fromstring(f'<p title="{as_attribute(text)}">x</p>')

    assert list(element.attrib) == ["title"]
    assert element.get("title") == _shown(text).strip()
