"""Tests of finding where a text first uses a word of the glossary."""

import re

import pytest

from evidence_review.prose.converter import converter
from evidence_review.prose.links.glossary import compile_terms
from evidence_review.prose.markers import CitationMarker, LinkMarker, TermMarker, replace_markers
from evidence_review.prose.passage import read_passage

IDS = re.compile("f[0-9]+")
TERMS = compile_terms({"branch library": "g01", "BL": "g01", "board": "g02", "opening": "g03"})
EXTENSIONS = ("attr_list", "footnotes", "md_in_html", "pymdownx.superfences", "admonition")


def linked(text: str) -> str:
    """Return a text with each term that is linked put in angle quotes."""

    def shown(mark: CitationMarker | LinkMarker | TermMarker) -> str:
        return f"«{mark.words}»" if isinstance(mark, TermMarker) else text[mark.start : mark.end]

    reading = read_passage(text, ids=IDS, markdown=converter(EXTENSIONS, {}), terms=TERMS)
    return replace_markers(text, reading.markers, shown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A board met. The board left.", "A «board» met. The board left.", id="first-use-only"),
        pytest.param("Board members.", "«Board» members.", id="large-letter"),
        pytest.param("A branch\nlibrary opens.", "A «branch\nlibrary» opens.", id="over-two-lines"),
        pytest.param("The BL, a branch library.", "The «BL», a branch library.", id="one-term-two-names"),
        pytest.param("A bl is no BL.", "A bl is no «BL».", id="abbreviation-keeps-its-capitals"),
        pytest.param("Boarding and surfboard.", "Boarding and surfboard.", id="whole-words"),
        pytest.param("# The board\n\nA board.", "# The board\n\nA «board».", id="not-in-headings"),
        pytest.param("[the board](x.md) board", "[the board](x.md) «board»", id="not-in-links"),
        pytest.param("`board` board", "`board` «board»", id="not-in-code"),
        pytest.param("```board\nboard\n```\n\nboard", "```board\nboard\n```\n\n«board»", id="not-in-fences"),
        pytest.param("[the board][f01] board", "[the board][f01] «board»", id="not-in-links-of-ours"),
        pytest.param("[see the board @key] board", "[see the board @key] «board»", id="not-in-citations"),
        pytest.param("![board](board.png) board", "![board](board.png) «board»", id="not-in-pictures"),
        pytest.param("<https://x.org/board> board", "<https://x.org/board> «board»", id="not-in-addresses"),
        pytest.param("*The board* and **opening**", "*The board* and **«opening»**", id="not-in-titles"),
        pytest.param("| A |\n|---|\n| board |", "| A |\n|---|\n| «board» |", id="in-tables"),
        pytest.param("!!! note\n\n    The board.", "!!! note\n\n    The «board».", id="in-admonitions"),
        pytest.param("Words.[^1]\n\n[^1]: A board.", "Words.[^1]\n\n[^1]: A «board».", id="in-footnotes"),
    ],
)
def test_the_first_use_in_running_text_is_found(text: str, expected: str) -> None:
    """Each term is linked once, where a reader meets it first."""
    assert linked(text) == expected


def test_nothing_is_looked_for_without_a_glossary() -> None:
    """A review without a glossary has no such links."""
    assert read_passage("A board.", ids=IDS, markdown=converter(EXTENSIONS, {})).markers == ()
