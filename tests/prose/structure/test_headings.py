"""The address of a heading does not hang on how a citation in it is printed."""

import re

import pytest
from markdown import Markdown

from evidence_review.prose.markers import replace_markers
from tests.prose.reading import SITE, read

PAGE = """# A [@a]

## B `@x` [r017]

## A [see @b] {.x}

### [*w* e][r018] {#own}

S [@c]
===

## A

## T [@z] ##

> ## Q @a

- # L [@a]

## [@a]

## C# [@a]

## x @a {: id=foo }

## a [@b, p. 3] c

## A @a [p. 3] b ###

## \\@home

## End [@a]"""


@pytest.mark.parametrize(
    "shown", ["<a href='#x'>(Doe and *Roe*, 2020)</a>", "words", "(1)"], ids=["harvard", "words", "number"]
)
def test_addresses_are_the_same_whatever_a_citation_looks_like(shown: str) -> None:
    """The addresses that were read are those of the finished page."""
    reading = read(PAGE)
    finished = replace_markers(PAGE, reading.markers, lambda _: shown)
    SITE.reset()

    html = SITE.convert(finished)
    addresses = re.findall(r'<h\d[^>]* id="([^"]*)"', html)

    assert "##" not in html
    assert "{" not in html
    assert len(addresses) == PAGE.count("\n#") + 4
    assert addresses == [heading.id for heading in reading.headings]
    assert set(addresses) <= set(reading.anchors)


def test_addresses_are_made_of_the_authors_words() -> None:
    """Nothing of a citation is in them, not even its prefix or page."""
    headings = read("## Results [see @doe2020, p. 3] of it\n\n## Results").headings

    assert [(heading.id, heading.text) for heading in headings] == [
        ("results-of-it", "Results of it"),
        ("results", "Results"),
    ]


def test_without_attribute_lists_nothing_is_written_down() -> None:
    """A site without the extension would print the list instead of reading it."""
    plain = Markdown(extensions=["toc"])

    assert len(read("# A [@a]", plain).markers) == 1
    assert len(read("# A [@a]").markers) == 2
