"""Tests of checks of ordinary links and of HTML in contributed Markdown."""

import re
from dataclasses import replace
from urllib.parse import quote

import pytest

from evidence_review.checks.hyperlinks import (
    htm101_markup_is_allowed,
    htm103_tags_are_balanced,
    htm109_markup_is_known,
    lnk102_pages_exist,
)
from evidence_review.model.passage import Passage
from evidence_review.prose.converter import converter
from evidence_review.prose.passage import MarkupRules, read_passage
from evidence_review.review.review import Review
from tests.builders import a_finding, a_location, a_page, a_passage, a_review_of


def a_site(text: str) -> Review:
    """Return a review whose page `part/here.md` has this text."""
    return a_review_of(
        a_page("part/here.md", text),
        a_page("method.md", "## Limits\n\nText.\n\n## Limits\n"),
        a_page("index.md"),
        a_finding("f02"),
        files=["part/chart one.svg"],
    )


@pytest.mark.parametrize(
    "link",
    [
        "[x](../method.md)",
        "[x](../method.md#limits)",
        "[x](../index.md)",
        "[x](../findings/f02.md)",
        "[x](../findings/index.md)",
        "[x](#own)",
        "![x](chart%20one.svg)",
        "[x](<chart one.svg>)",
        "[x](https://example.org/gone.md)",
        "[x](mailto:a@example.org)",
        "`[x](gone.md)`",
    ],
)
def test_lnk102_ignores_what_is_there(link: str) -> None:
    """Pages, overviews, pages of things, files and other sites are no errors."""
    assert [found.message for found in lnk102_pages_exist(a_site(f"## Own\n\n{link}\n"))] == []


@pytest.mark.parametrize(
    ("link", "href", "hint"),
    [
        ("[x](../metod.md)", "../metod.md", "did you mean '../method.md'?"),
        ("[x](method.md)", "method.md", "did you mean '../method.md'?"),
        ("[x](../method/)", "../method/", "did you mean '../method.md'?"),
        ("[x](chart-one.svg)", "chart-one.svg", "did you mean 'chart one.svg'?"),
        ("[x](f02)", "f02", "write [x][f02]"),
        ("[x](www.example.org/a)", "www.example.org/a", "write https://www.example.org/a"),
        ("[x](“https://example.org”)", "“https://example.org”", "remove the curly quotation marks"),
        (
            "[x](/zzzzzzzzzzzzz)",
            "/zzzzzzzzzzzzz",
            (
                "known: cite.md, data/index.md, findings/f02.md, findings/index.md, index.md, integrity.md, "
                "method.md, part/chart one.svg, part/here.md"
            ),
        ),
    ],
)
def test_lnk102_names_the_link_and_the_nearest_page(link: str, href: str, hint: str) -> None:
    """A link that leads nowhere is reported with its line and with the page as it is written there."""
    (found,) = lnk102_pages_exist(a_site(f"Text.\n\nSee {link}.\n"))

    assert str(found) == (
        f"docs/part/here.md:7: error: the link {href!r} leads to no page on this site ({hint}) [LNK102]"
    )


@pytest.mark.parametrize(
    ("href", "hint"),
    [
        ("chart-one.svg", "did you mean 'chart one.svg'?"),
        ("mehtod.png", "put the file into the same folder as this page, and write its name here"),
    ],
)
def test_lnk102_treats_a_picture_as_a_link(href: str, hint: str) -> None:
    """What is offered for a picture is a file, and never a page."""
    (found,) = lnk102_pages_exist(a_site(f"![x]({href})"))

    assert (found.message, found.hint) == (f"there is no picture {href!r} here", hint)


@pytest.mark.parametrize(
    "name",
    ["Screenshot 3.04.05\u202fPM.png", "chart\xa0two.png", "a\\b chart.png", "Ife's chart.png", "'x'\".png"],
)
def test_lnk102_offers_a_picture_of_any_name(name: str) -> None:
    """A name that a message quotes otherwise than it is written is found as well."""
    slip = quote(name.replace(".png", ".pgn"))
    review = a_review_of(a_page("part/here.md", f"![x]({slip})"), files=[f"part/{name}"])

    (found,) = lnk102_pages_exist(review)
    assert found.hint == f"did you mean {name!r}?"


def test_lnk102_refuses_an_invalid_address() -> None:
    """An address that no browser takes, and on which an engine would break off, is reported with its line."""
    (found,) = lnk102_pages_exist(a_site("Text.\n\nSee [x](http://[x/).\n"))

    assert str(found) == (
        "docs/part/here.md:7: error: 'http://[x/' is not an address (check its square brackets) [LNK102]"
    )


def test_lnk102_covers_the_text_of_entities() -> None:
    """The text of a finding is held to the same, as seen from its own file."""
    text = a_passage("See [x](f03.md) and [y](f02.md).", a_location("docs/findings/f02.md", 9))

    (found,) = lnk102_pages_exist(a_review_of(a_finding("f02", summary=text)))
    assert (str(found.where), "'f03.md'" in found.message) == ("docs/findings/f02.md:9", True)


@pytest.mark.parametrize(
    "text",
    [
        "Plain *words* and [a page](https://example.org/).",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "`<script>`",
        "    <script>alert(1)</script>",
        "1 < 2 & 3 > 2",
    ],
)
def test_htm101_allows_harmless_markup(text: str) -> None:
    """What Markdown itself makes, and what is only quoted, is allowed."""
    assert list(htm101_markup_is_allowed(a_site(text))) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<SCRIPT SRC=x></SCRIPT>", "<script>"),
        ("<iframe src='https://example.org'></iframe>", "<iframe>"),
        ("[a](javascript:alert(1))", "javascript:"),
        ("[a](java&#115;cript:alert(1))", "javascript:"),
        ('<a href="https://example.org" onclick="x()">a</a>', "onclick"),
        ('[a](https://example.org){ onclick="x()" }', "onclick"),
        ("![a](data:text/html,x)", "data:"),
        ("<style>p {}</style>", "<style>"),
        ("<form action='https://example.org'></form>", "<form>"),
    ],
)
def test_htm101_refuses_what_could_run(text: str, what: str) -> None:
    """However it is written, it is reported with its line."""
    found = list(htm101_markup_is_allowed(a_site(f"Text.\n\n{text}\n")))

    assert found
    assert {str(each.where) for each in found} == {"docs/part/here.md:7"}
    assert {each.code for each in found} == {"HTM101"}
    assert any(what in each.message for each in found)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('a\n\n<div class="box">\n\n## B', 3, "<div> is opened here and not closed"),
        ("<div>\n<div>a</div>\n\n## B", 1, "<div> is opened here and not closed"),
        ("a `<span>`\n\nb <span>c", 3, "<span> is opened here and not closed"),
        ("<b><i>a</b></i>", 1, "<i> is opened here and not closed"),
        ("a\n\n</div>\n\nb", 3, "</div> closes a tag that was not opened"),
        ("a\n\n<!-- b\n\nc", 3, "a comment begins here"),
        ('a\n\n<div class="b\n\nc', 3, "the tag <div has no > at its end"),
    ],
)
def test_htm103_points_to_the_line_of_the_tag(text: str, line: int, said: str) -> None:
    """What is said stands where the tag is opened, and not where the text below it comes out wrong."""
    (found,) = htm103_tags_are_balanced(a_site(text))

    assert found.where.line == 4 + line
    assert found.message.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "<details open><summary>a</summary>b</details> <br> <img src='a.png' alt='b'>",
        "<div markdown>\n\n## A\n\n</div>",
        "```\n<div>\n```\n\n    <div>\n\n`</div>` <!-- a -->",
        "<ul><li>a<li>b</ul>\n\n<table><tr><td>a</table>",
        "1 < 2, a <b and c <d",
    ],
)
def test_htm103_ignores_closed_tags(text: str) -> None:
    """Elements that end by themselves, examples and arithmetic are no errors."""
    assert list(htm103_tags_are_balanced(a_site(text))) == []


def a_lenient_site(text: str) -> Review:
    """Return a site that is not strict, with one page."""
    rules = MarkupRules(is_lenient=True, hosts=("video.example.org",))
    markdown = converter(("attr_list", "md_in_html"), {})
    reading = read_passage(text, ids=re.compile("r[0-9]+"), markdown=markdown, rules=rules)
    passage = Passage(text=text, where=a_location("docs/a.md"), reading=reading)
    return a_review_of(replace(a_page("a.md"), text=passage))


@pytest.mark.parametrize(
    "text",
    [
        '<div style="color: red" data-x="1">a</div>',
        "<style>.a { color: red }</style>",
        '<svg viewBox="0 0 9 9"><g id="g"><circle cx="1" r="2"/></g></svg>',
        "![a](https://elsewhere.example.org/a.png)",
        '<img src="data:image/png;base64,AAAA" alt="a">',
        '<video controls src="a.mp4"></video>',
        '<iframe src="https://video.example.org/1" allowfullscreen></iframe>',
        '<iframe src="map.html"></iframe>',
        '<script type="application/ld+json">{}</script>',
        '<pre id="__code_2"><code>a</code></pre>',
        "## Words {-}",
    ],
)
def test_htm109_allows_what_shows_something(text: str) -> None:
    """MkDocs shows it too, and it runs nothing."""
    site = a_lenient_site(text)

    assert [str(found) for found in (*htm101_markup_is_allowed(site), *htm109_markup_is_known(site))] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '<iframe src="https://other.example.org/1"></iframe>',
            "a frame from 'other.example.org' is shown here (name the host in `hosts`)",
        ),
        (
            "a list of List<Item> things",
            "the element <item> is unknown, and not shown (put it in backticks if readers should see it)",
        ),
        (
            "<!-- a <!-- b --> c",
            "a comment that browsers end early is shown in part (end it with -->, and write no -- in it)",
        ),
    ],
)
def test_htm109_names_frames_and_unknown_tags(text: str, message: str) -> None:
    """A reader's browser loads the one, and hides the other."""
    site = a_lenient_site(text)

    assert [str(found) for found in htm109_markup_is_known(site)] == [
        f"docs/a.md:1: warning: {message} [HTM109]"
    ]
    assert list(htm101_markup_is_allowed(site)) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>run()</script>",
        '<script src="a.js"></script>',
        '<object data="a.swf"></object>',
        '<div onclick="run()">a</div>',
        '<a href="java&#115;cript:run()">a</a>',
        '<iframe srcdoc="a"></iframe>',
        '<iframe src="javascript:run()"></iframe>',
        '<iframe src="data:text/html,a"></iframe>',
        '<svg><a xlink:href="javascript:run()">a</a></svg>',
        '<img src="data:image/svg+xml,a" alt="a">',
        '<form action="javascript:run()"></form>',
        '<meta http-equiv="refresh" content="0">',
        '<base href="https://elsewhere.example.org/">',
        '<p id="__config">a</p>',
        '<a href="https://example.org/" rel="opener">a</a>',
    ],
)
def test_htm101_refuses_what_runs_something_on_any_site(text: str) -> None:
    """Everyone who reads the page would run it."""
    assert [found.code for found in htm101_markup_is_allowed(a_lenient_site(text))]
