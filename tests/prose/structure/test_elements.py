"""Links, addresses and headings are those of the converted page, with their places in the source."""

import pytest

from tests.prose.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "`x.md` [x](x.md) `[x](x.md)` [y](x.md) ![z](x.md 'T') [w](<x.md>)",
        "[r]: x.md 'q'\n\n[r] [s][r] <a href=\"x.md\">h</a> <https://example.org>",
        "[^1] [b](b.md)\n\n[^1]: [a](b.md)",
        "# T [a](b.md) [@x]\n\n[c](b.md)",
        '[a]( <b c.md> "t")',
        "[![i](i.png)](b.md)",
        "[see @a](b.md) and [a](https://x.org/@doe)",
        "| [a](b_c_d.md) | [e](b_c_d.md) |\n|---|---|\n| | |",
    ],
)
def test_links_are_found_in_the_source(text: str) -> None:
    """Each of several links with one address has a place of its own, never one in code."""
    hyperlinks = read(text).hyperlinks

    assert hyperlinks
    assert all(text.startswith(link.href, link.offset) for link in hyperlinks)
    assert all(text[link.offset - 1] in '(<" ' for link in hyperlinks)
    assert not text.startswith("`") or min(link.offset for link in hyperlinks) > 8


def test_links_show_their_words() -> None:
    """A picture shows the words in its place; what extensions add is no link of the author's."""
    reading = read("# T\n\n[the *words*](a.md), ![a picture](b.png).[^1]\n\n[^1]: Note.")

    assert [(link.element, link.text) for link in reading.hyperlinks] == [
        ("a", "the words"),
        ("img", "a picture"),
    ]


def test_headings_and_addresses_are_read() -> None:
    """Every address on the page is known, in headings and elsewhere."""
    reading = read("# One `@x` \\@y *z*@q\n\n## Two { #deux }\n\n## Two\n\n<span id='here'></span>")

    assert [(heading.level, heading.id, heading.text) for heading in reading.headings] == [
        (1, "one-x-y-zq", "One @x @y z@q"),
        (2, "deux", "Two"),
        (2, "two", "Two"),
    ]
    assert reading.anchors == ("one-x-y-zq", "deux", "two", "here")
