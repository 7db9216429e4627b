"""Tests of the sentence around a citation."""

from html import unescape

import pytest

from evidence_review.citeproc.call.result import Fragment
from evidence_review.prose.structure.citation_contexts import CitationContext
from evidence_review.rendering.context.site import highlight_citation

TWO = (
    Fragment(html="("),
    Fragment(html="Ash, 2001", key="ash"),
    Fragment(html="; "),
    Fragment(html="Elm", key="elm"),
)
RANGE = (
    Fragment(html="1", key="ash"),
    Fragment(html="–", range_keys=("birch",)),
    Fragment(html="3", key="elm"),
)
NOTE = (Fragment(note=(Fragment(html="Ash", key="ash"),)),)


@pytest.mark.parametrize(
    ("fragments", "key", "marked"),
    [
        pytest.param(TWO, "elm", "(Ash, 2001; <mark>Elm</mark>", id="one-of-several"),
        pytest.param(RANGE, "birch", "<mark>1–3</mark>", id="hidden-in-a-range"),
        pytest.param(NOTE, "ash", "<mark> [Ash]</mark>", id="in-a-note"),
    ],
)
def test_the_sentence_about_a_reference_is_marked(
    fragments: tuple[Fragment, ...], key: str, marked: str
) -> None:
    """Of several works in one bracket only the one is marked whose page it is."""
    context = CitationContext(before=("Open < late ",), after=(".",))
    found = highlight_citation(context, fragments, (fragments,), key)
    assert "Open &#60; late" in found
    assert unescape(found) == f"Open < late {marked}."
