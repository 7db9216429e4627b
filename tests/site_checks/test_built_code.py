"""Tests of the code that pages run: the theme's own is left alone, and anything else is reported."""

import pytest

from evidence_review.site_checks.built_code import PageCode, htm106_pages_run_only_the_theme, read_code

THEME = read_code(
    '<script>__md_scope=new URL("/site/",location)</script>'
    '<script src="/site/assets/javascripts/bundle.js"></script>'
)
"""What the 404 page of a theme runs, which names files from the root of its host."""


def problems(html: str, *hosts: str) -> list[str]:
    """Return the messages about a page two folders below the root of a site."""
    pages = {"404.html": THEME, "a/b/index.html": read_code(html)}
    return [each.message for each in htm106_pages_run_only_the_theme(pages, {}, hosts)]


@pytest.mark.parametrize(
    "html",
    [
        '<script>__md_scope=new URL("../..",location)</script>',
        '<script src="../../assets/javascripts/bundle.js"></script>',
        '<script src="../../assets/evidence-review/review.js" defer></script>',
        '<script type="application/ld+json">{"@context": 1}</script>',
        '<script id="__config" type="application/json">{}</script>',
        '<img src="data:image/png;base64,AA=="><a href="https://example.org/?x=javascript:">x</a>',
        "<p>One &lt;script&gt; and `onclick=` in words.</p>",
    ],
)
def test_what_the_theme_does_is_no_problem(html: str) -> None:
    """Scripts of the theme and of ours may be on any page, at any depth; data and words are no code."""
    assert problems(html) == []


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ("<script>run()</script>", "has a script, 'run()'"),
        ("<SCRIPT TYPE=' Text/JavaScript '>run()</SCRIPT>", "has a script"),
        ('<script type="module">run()</script>', "has a script"),
        ("<svg><script>run()</script></svg>", "has a script"),
        ('<div><svg><![CDATA[><br title="]]><script>run()</script>"></svg></div>', "has a script"),
        ('<script src="https://evil.example/x.js"></script>', "loads the script 'https://evil.example/x.js'"),
        ('<script src="//evil.example/assets/evidence-review/x.js"></script>', "loads the script"),
        ('<script src="x.js"></script>', "loads the script 'x.js'"),
        ('<p onclick="run()">x</p>', "has the event handler 'onclick'"),
        ("<svg/onload=run()>", "has the event handler 'onload'"),
        ('<a href="java&Tab;script:run()">x</a>', "has an address that runs code"),
        ('<a href="&#1;JavaScript:run()">x</a>', "has an address that runs code"),
        ('<svg><a xlink:href="javascript:run()">x</a></svg>', "has an address that runs code"),
        ('<form><button formaction="javascript:run()">x</button></form>', "has an address that runs code"),
        ('<iframe src="https://video.example/1"></iframe>', "has an element <iframe>"),
        ('<iframe srcdoc="&lt;script&gt;"></iframe>', "has the attribute 'srcdoc'"),
        ('<object data="x.swf"></object>', "has an element <object>"),
        ('<p><base href="https://evil.example/"></p>', "has an element <base>"),
        (
            '<p></p><meta http-equiv="refresh" content="0;url=https://evil.example">',
            "has the attribute 'http-equiv'",
        ),
        ('<i id="__config"></i><i id="__config"></i>', "has 2 elements with the id '__config'"),
    ],
)
def test_anything_else_that_runs_is_reported(html: str, named: str) -> None:
    """Each way to run or load something is recognised as a browser recognises it."""
    assert any(named in message for message in problems(html)), problems(html)


def test_a_host_that_the_settings_name_may_be_used() -> None:
    """A site declares the hosts of its videos and scripts."""
    html = '<iframe src="https://video.example/1"></iframe><script src="https://code.example/x.js"></script>'

    assert len(problems(html)) == 2
    assert problems(html, "video.example", "code.example") == []


def test_without_a_page_of_the_theme_inline_scripts_cannot_be_judged() -> None:
    """A theme without a 404 page has nothing to compare with, but what is loaded is still compared."""
    page = read_code('<script>a()</script><p onclick="run()">x</p>')

    messages = [each.message for each in htm106_pages_run_only_the_theme({"index.html": page}, {}, ())]

    assert [message.partition(" has ")[2][:26] for message in messages] == ["the event handler 'onclick"]


def test_a_page_without_anything_runs_nothing() -> None:
    """An empty file is a page, too."""
    assert read_code("") == PageCode()
