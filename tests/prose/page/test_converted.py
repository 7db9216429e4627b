"""Tests of a text and the page that Markdown makes of it."""

from evidence_review.prose.markers import EscapeMarker, LinkMarker
from evidence_review.prose.page.converted import (
    MarkedPage,
    convert_page,
    convert_without_markers,
    find_escapes,
)
from evidence_review.prose.page.placeholders import Placeholder, PlaceholderKind
from tests.prose.reading import SITE

TEXT = "# A [w][r1]\n\nb\\@c `d`"
ESCAPE = Placeholder(PlaceholderKind.ESCAPE, TEXT.index("\\"), TEXT.index("c"))
IN_CODE = Placeholder(PlaceholderKind.KEY, TEXT.index("d"), TEXT.index("d") + 1)


def test_a_page_knows_what_is_hidden_and_where_readers_see_it() -> None:
    """Placeholders are in order, and only those in running text have a position."""
    page = convert_page(TEXT, [IN_CODE, ESCAPE], SITE)

    assert page.placeholders == [ESCAPE, IN_CODE]
    assert list(page.spans_by_source()) == [(PlaceholderKind.ESCAPE, ESCAPE.start)]
    assert len(page.spans_between(ESCAPE.start, ESCAPE.end)) == 1
    assert page.spans_between(ESCAPE.end, len(TEXT)) == []
    assert [page.source(each) for each in page.placeholders] == ["\\@", "d"]
    assert "<p>b\\@c <code>d</code></p>" in page.restore(page.html)


def test_escapes_are_found_in_running_text() -> None:
    r"""An escaped `\@` loses its backslash; one in code keeps it."""
    page = convert_page(TEXT, [ESCAPE], SITE)

    assert list(find_escapes(page)) == [EscapeMarker(start=ESCAPE.start, end=ESCAPE.end, text="@")]


def test_a_second_conversion_hides_markers_but_not_the_words_of_links() -> None:
    """The id of a heading has the words of a link, but not its target."""
    page = convert_page(TEXT, [], SITE)
    link = LinkMarker(start=4, end=11, target="r1", words="w", in_link=False)
    marked = MarkedPage(page.text, page.placeholders, page.html, page.rendered, page.labels, (link,))

    assert 'id="a-w"' in convert_without_markers(marked, SITE).html
