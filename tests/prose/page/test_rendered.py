"""A token is found where a reader would meet it, and nowhere else."""

import pytest

from evidence_review.prose.page.placeholders import Placeholder, PlaceholderKind, insert_placeholders
from evidence_review.prose.page.rendered import read_rendered_page

TOKEN = insert_placeholders("", [Placeholder(PlaceholderKind.KEY, 0, 0)])


@pytest.mark.parametrize(
    "html",
    [
        "<p>{}</p>",
        "<td>{}</td>",
        "<div><p>a <em>{}</em></p></div>",
        "<p><code>x</code>{}</p>",
        "<p><!-- x -->{}</p>",
        "{}",
    ],
)
def test_running_text_is_seen(html: str) -> None:
    """Text is text in any element that shows it."""
    assert 0 in read_rendered_page(html.format(TOKEN)).places


@pytest.mark.parametrize(
    "html",
    [
        "<code>{}</code>",
        "<pre><span>{}</span></pre>",
        "<script>{}</script>",
        "<style>{}</style>",
        "<textarea>{}</textarea>",
        "<!-- {} -->",
        "<p title='{}'>x</p>",
        "<a href='https://x/{0}'>https://x/{0}</a>",
        "<div class='toc'>{}</div>",
    ],
)
def test_comments_and_code_are_not_foreign(html: str) -> None:
    """Code, remarks and attributes are silent, and so is an address that shows itself."""
    assert read_rendered_page(html.format(TOKEN)).places == {}


def test_a_place_knows_its_surroundings() -> None:
    """The characters beside a token, the link and the heading it is in."""
    place = read_rendered_page(f"<h2>x</h2><h3>a <a href='b'>[{TOKEN}]</a></h3>").places[0]

    assert (place.before, place.after, place.in_link, place.heading) == ("[", "]", True, 1)


def test_a_page_whose_html_is_not_closed_is_incomplete() -> None:
    """An open remark would hide the rest of the page around the text."""
    assert read_rendered_page("<p>x</p>").is_whole
    assert not read_rendered_page("<p>x</p><!-- y").is_whole
    assert not read_rendered_page("<p>x</p><p").is_whole
    assert not read_rendered_page("<p>x</p><textarea>").is_whole


def test_characters_that_no_document_may_contain_do_no_harm() -> None:
    """A null or half a character pair is replaced, not stumbled over."""
    assert "a\N{REPLACEMENT CHARACTER}b" in read_rendered_page("<p>a\x00b\ud800</p>").text
