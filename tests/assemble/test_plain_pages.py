"""Tests of pages in a site that is not strict."""

from pathlib import Path

import pytest
import yaml

from evidence_review.diagnostics import errors
from evidence_review.publishing.pipeline import stage_review
from evidence_review.rendering.page.staged_page import StagedPage
from evidence_review.sources.yaml_records import split_front_matter
from tests.small_review import Change, a_review, checked, settings_of

RELAXED = {"mkdocs.yml": {"      strict: true\n": ""}}
"""The change by which the small review is not strict."""


def staged(
    folder: Path, text: str, path: str = "guide/first-steps.md"
) -> tuple[StagedPage, dict[str, object]]:
    """Return a page of a site that is not strict, and the front matter that an engine is given."""
    change = Change(files={f"docs/{path}": text}, replace=RELAXED)
    pages = stage_review(settings_of(a_review(folder, change))).pages
    page = next(each for each in pages if each.source == f"docs/{path}")
    return page, yaml.safe_load(split_front_matter(str(page))[0])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("Words.\n", "First steps", id="file-name"),
        pytest.param("# Welcome *home*\n\nWords.\n", "Welcome home", id="heading"),
        pytest.param("---\ntags: [a]\n---\n\n# Welcome\n", "Welcome", id="heading-below-other-keys"),
        pytest.param("---\ntitle: Hello\n---\n\n# Welcome\n", "Hello", id="key"),
        pytest.param("Words.\n\n## Part\n", "First steps", id="no-heading-of-level-1"),
    ],
)
def test_the_title_is_that_which_mkdocs_would_choose(tmp_path: Path, text: str, title: str) -> None:
    """A page needs no front matter, and shows one heading of level 1."""
    page, front = staged(tmp_path, text)

    assert page.title == front["title"] == title
    assert page.html.count("<h1") == 1


def test_keys_for_the_theme_are_passed_on(tmp_path: Path) -> None:
    """They have the values that YAML itself gives them, and cannot become tags."""
    text = """---
tags: [food, "R&D"]
hide: [toc]
search: {boost: 2}
description: '"><script>'
status: new
---

Words.
"""
    _, front = staged(tmp_path, text)

    assert front["tags"] == ["food", "R&D"]
    assert front["hide"] == ["toc"]
    assert front["search"] == {"boost": 2}
    assert front["description"] == "&quot;&gt;&lt;script&gt;"
    assert front["status"] == "new"


def test_a_misspelt_key_of_ours_is_a_warning(tmp_path: Path) -> None:
    """It may have been meant for a plugin, so it is passed on as well."""
    text = "---\ntitel: A\nauthors: [me]\n---\n\nWords.\n"
    change = Change(files={"docs/guide/a.md": text}, replace=RELAXED)

    found = [each for each in checked(tmp_path, change).diagnostics if each.where.path == "docs/guide/a.md"]

    (problem,) = (str(each) for each in found if each.code == "DAT101")
    message = "the key 'titel' is passed on to the theme (did you mean 'title'?)"
    assert problem == f"docs/guide/a.md:2: warning: {message} [DAT101]"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("See [@nobody2000].\n", "CIT101", id="unknown-key"),
        pytest.param("[a](gone.md)\n", "LNK102", id="dead-link"),
        pytest.param("![](../assets/plan.png)\n", "HTM102", id="image-without-text"),
        pytest.param("---\ntitle: A\n\nWords.\n", "DAT112", id="front-matter-that-is-not-closed"),
    ],
)
def test_a_broken_promise_is_a_warning(tmp_path: Path, text: str, code: str) -> None:
    """The same is an error where the review is strict."""
    files = {"docs/guide/a.md": text}

    relaxed = checked(tmp_path / "relaxed", Change(files=files, replace=RELAXED)).diagnostics
    strict = checked(tmp_path / "strict", Change(files={"docs/guide/a.md": f"---\ntitle: A\n---\n\n{text}"}))

    assert code in {each.code for each in relaxed}
    assert not errors(relaxed)
    assert errors(strict.diagnostics) or code == "DAT112"


def test_trusted_html_is_published_unchanged(tmp_path: Path) -> None:
    """A site whose authors are all trusted may contain what MkDocs allows, also styles and frames."""
    text = '# A\n\n<div style="color: red" onclick="run()">b</div>\n\n<iframe src="map.html"></iframe>\n'
    trusted = {"mkdocs.yml": {"      strict: true\n": "      html: trusted\n"}}
    change = Change(files={"docs/guide/a.md": text}, replace=trusted)

    done = stage_review(settings_of(a_review(tmp_path, change)))

    assert not errors(done.checked.diagnostics)
    (page,) = (each for each in done.pages if each.source == "docs/guide/a.md")
    assert '<div style="color: red" onclick="run()">b</div>' in page.html
    assert '<iframe src="map.html"></iframe>' in page.html


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        pytest.param("guide/a.md", "<script>run()</script>\n", "HTM101", id="script"),
        pytest.param("findings/f09.md", "---\ntitle: [a\n---\n\nWords.\n", "YML101", id="finding"),
    ],
)
def test_what_is_unsafe_or_unreadable_is_an_error(tmp_path: Path, path: str, text: str, code: str) -> None:
    """No setting publishes it."""
    change = Change(files={f"docs/{path}": text}, replace=RELAXED)

    assert code in {each.code for each in errors(checked(tmp_path, change).diagnostics)}


@pytest.mark.parametrize(
    ("written", "code"),
    [("author: @someone", "YML101"), ("title: [a", "YML101"), ("date: !expr Sys.time()", "YML107")],
)
def test_front_matter_that_mkdocs_cannot_read_either_is_left_out(
    tmp_path: Path, written: str, code: str
) -> None:
    """The page is shown with its heading, and a warning has the line."""
    text = f"---\n{written}\n---\n\n# Welcome\n\nWords.\n"
    change = Change(files={"docs/guide/a.md": text}, replace=RELAXED)

    found = checked(tmp_path, change).diagnostics
    page, _ = staged(tmp_path / "again", text)

    assert not errors(found)
    assert [str(each.where) for each in found if each.code == code] == ["docs/guide/a.md:2"]
    assert page.title == "Welcome"
    assert written not in page.html


def test_lines_of_code_may_have_ids_with_a_word_of_the_site(tmp_path: Path) -> None:
    """`line_spans` names them; ids of the theme have no such numbers."""
    settings = {
        "mkdocs.yml": {
            "      strict: true\n": "",
            "markdown_extensions:\n": (
                "markdown_extensions:\n  - pymdownx.highlight: {line_spans: __ispan, anchor_linenums: true}\n"
            ),
        }
    }
    text = "# A\n\n```python\nx = 1\ny = 2\n```\n"
    change = Change(files={"docs/guide/a.md": text}, replace=settings)

    assert not errors(checked(tmp_path, change).diagnostics)
