"""Tests of the code that pages run: the theme's own is left alone, and anything else is reported."""

from pathlib import Path

import pytest

from evidence_review.site_checks.built_code import (
    htm106_pages_run_only_the_theme,
    htm107_ids_are_unique,
)
from evidence_review.site_checks.built_pages import PageCode, read_page
from tests.case_files import CASES

THEME = read_page(
    '<script>__md_scope=new URL("/site/",location)</script>'
    '<script src="/site/assets/javascripts/bundle.js"></script>'
).code
"""What the 404 page of a theme runs, which names files from the root of its host."""


def problems(html: str, *hosts: str) -> list[str]:
    """Return the messages about a page two folders below the root of a site."""
    pages = {"404.html": THEME, "a/b/index.html": read_page(html).code}
    return [each.message for each in htm106_pages_run_only_the_theme(pages, {}, hosts, CASES)]


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
        '<table><tr><td style="text-align: right;">1</td></tr></table>',
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
        ('<script type="text/jscript" src="../../evil.txt"></script>', "loads the script '../../evil.txt'"),
        ('<script type="text/ecmascript">run()</script>', "has a script"),
        ('<script src="https://[evil/x.js"></script>', "loads the script"),
        ('<script src="/assets/evidence-review/..\\\\..\\\\evil.js"></script>', "loads the script"),
        ('<noscript><p title="</noscript><meta http-equiv=refresh content=0>"></noscript>', "<noscript>"),
        ('<p style="position:fixed;inset:0">x</p>', "has the style 'position:fixed;inset:0'"),
        ("<p></p><style>p{display:none}</style>", "has a style sheet, 'p{display:none}'"),
        ('<p></p><link rel="stylesheet" href="https://evil.example/x.css">', "has an element <link>"),
        (
            '<div><template shadowrootmode="open"><script>run()</script></template></div>',
            "has the attribute 'shadowrootmode'",
        ),
        ('<svg><a><animate attributeName="href" values="javascript:run()"/>x</a></svg>', "<animate>"),
        ('<a href="x" ping="https://evil.example">x</a>', "has the attribute 'ping'"),
        ('<p onclick="run()">x</p>', "has the event handler 'onclick'"),
        ("<svg/onload=run()>", "has the event handler 'onload'"),
        ('<a href="java&Tab;script:run()">x</a>', "has an address that runs code"),
        ('<a href="&#1;JavaScript:run()">x</a>', "has an address that runs code"),
        ('<svg><a xlink:href="javascript:run()">x</a></svg>', "has an address that runs code"),
        ('<form><button formaction="javascript:run()">x</button></form>', "has the attribute 'formaction'"),
        ('<iframe src="https://video.example/1"></iframe>', "has an element <iframe>"),
        ('<iframe srcdoc="&lt;script&gt;"></iframe>', "has the attribute 'srcdoc'"),
        ('<object data="x.swf"></object>', "has an element <object>"),
        ('<p><base href="https://evil.example/"></p>', "has an element <base>"),
        (
            '<p></p><meta http-equiv="refresh" content="0;url=https://evil.example">',
            "has an element <meta>",
        ),
    ],
)
def test_anything_else_that_runs_is_reported(html: str, named: str) -> None:
    """Each way to run or load something is recognised as a browser recognises it."""
    assert any(named in message for message in problems(html)), problems(html)


def test_a_host_that_the_settings_name_may_be_used() -> None:
    """A site declares the hosts of its videos and scripts, and no other address passes for one of them."""
    html = '<iframe src="https://video.example/1"></iframe><script src="https://code.example/x.js"></script>'

    assert len(problems(html)) == 2
    assert problems(html, "video.example", "code.example") == []
    for address in ("http://code.example/x.js", "https://evil.com\\\\@code.example/x.js"):
        assert problems(f'<script src="{address}"></script>', "code.example"), address


def test_a_theme_without_a_page_of_its_own_is_what_all_pages_have_in_common() -> None:
    """What only one of several pages runs is not the theme's."""
    shared = '<script>theme()</script><script src="theme.js"></script>'
    pages = {"a.html": read_page(shared).code, "b.html": read_page(f"{shared}<script>run()</script>").code}

    (found,) = htm106_pages_run_only_the_theme(pages, {"b.html": "docs/b.md"}, (), CASES)

    assert str(found).startswith("docs/b.md:1: error: the finished page 'b.html' has a script, 'run()'")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("<script>run()</script>", "look for HTML in the text of this page"),
        ('<p onclick="run()">', "look for HTML in the text of this page"),
        ('<script src="x.js"></script>', "look for HTML in the text of this page"),
        (
            '<script src="https://a.example/x.js"></script>',
            "look for HTML in the text of this page, or name the host in `hosts` if the site needs it",
        ),
        (
            '<iframe src="https://a.example/"></iframe>',
            "look for HTML in the text of this page, or name the host in `hosts` if the site needs it",
        ),
    ],
)
def test_the_line_is_named_and_only_a_hint_that_helps_is_given(text: str, hint: str, tmp_path: Path) -> None:
    """The line is that of the text if it is written there, and `hosts` is mentioned for other hosts only."""
    (tmp_path / "a.md").write_text(f"---\ntitle: A\n---\n\n`</div>`\n{text}\n", encoding="utf-8")
    pages = {"404.html": THEME, "a.html": read_page(text).code}

    (found,) = htm106_pages_run_only_the_theme(pages, {"a.html": "a.md"}, (), tmp_path)

    assert (found.where.path, found.where.line, found.hint) == ("a.md", 6, hint)


def test_an_id_of_two_elements_is_reported() -> None:
    """A second element with an id of the theme, or of another part of the page, is an error at the text."""
    html = '<i id="__config"></i><h2 id="since"></h2><p id="since"></p><p id=""></p>'
    pages = {"a.html": read_page(html).code}

    (found,) = htm107_ids_are_unique(pages, {"a.html": "docs/a.md"})

    assert str(found).startswith(
        "docs/a.md:1: error: the finished page 'a.html' has several elements with the id 'since'"
    )
    assert found.code == "HTM107"


def test_a_page_without_anything_runs_nothing() -> None:
    """An empty file is a page, too."""
    assert read_page("").code == PageCode()
