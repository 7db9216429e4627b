"""Whatever text the checks accept, a browser finds only allowed elements in it, and an intact page around it.

`make fuzz` runs these tests with many more examples.
"""

import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from evidence_review.engines import ENGINES
from evidence_review.engines.building import build_site
from evidence_review.prose.page.allow_list import find_disallowed
from evidence_review.prose.raw_html import BEGIN, END
from evidence_review.rendering.page.conversion import PageConverter
from evidence_review.rendering.page.staged_page import StagedPage
from evidence_review.rendering.text.escaping import as_contributed
from tests.built_sites import served
from tests.case_files import CASES
from tests.prose.reading import read
from tests.small_review import Change, a_review, checked, settings_of

RUN = "attacked=1"
"""What every payload tries to run."""
PIECES: list[str] = [
    *"`*_[]()<>\"'={}#|!&;:/\\~-^\n ",
    *yaml.safe_load((CASES / "fuzz-pieces.yml").read_text(encoding="utf-8")),
]
"""What texts are made of."""
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)
FINISHED = f"{BEGIN}\n<p>*finished*</p>\n{END}"
PARSE = """html => {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const edges = [...body.children].filter(each => each.textContent === "*finished*").length;
  const attributes = each => Object.fromEntries([...each.attributes].map(one => [one.name, one.value]));
  return [edges, [...body.querySelectorAll("*")].map(each => [each.localName, attributes(each)])];
}"""
"""Return how many of the finished parts are where the template put them, and every element of the page."""


@pytest.fixture(scope="module")
def converter(tmp_path_factory: pytest.TempPathFactory) -> PageConverter:
    """Return the converter of the small review."""
    return PageConverter(settings_of(a_review(tmp_path_factory.mktemp("converter"))))


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Page:
    """Return an empty tab."""
    return browser.new_page()


def a_page(text: str) -> StagedPage:
    """Return a page with a contributed text between finished parts, as templates make them."""
    return StagedPage(
        path="a/index.md",
        title="A",
        summary="",
        source="docs/a.md",
        kind="page",
        as_at="30 June 2025",
        markdown=f"{FINISHED}\n\n{as_contributed(text)}\n\n{FINISHED}\n",
    )


@given(TEXTS)
@example(f"`</div><script>{RUN}</script>`")
@example(f"    </div><script>{RUN}</script>")
@example(f'<h2 onfocus={RUN} tabindex=0 autofocus title="')
@example(f'<div><svg><![CDATA[><br title="]]><script>{RUN}</script>"></svg></div>')
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_an_accepted_text_is_only_allowed_markup_in_a_browser(
    converter: PageConverter, tab: Page, text: str
) -> None:
    """Chromium finds no element, attribute or address outside the list, and both parts of the template."""
    reading = read(text)
    if reading.disallowed or reading.unclosed_tags:
        return

    page = converter.convert(a_page(text))
    edges, elements = tab.evaluate(PARSE, page.html)

    assert edges == 2
    assert [found for tag, attributes in elements for found in _foreign(tag, attributes)] == []
    assert not any(map(_has_markup, _labels(page.toc)))


def _foreign(tag: str, attributes: Mapping[str, str]) -> list[str]:
    return [description for _, description in find_disallowed(tag, attributes)]


def _labels(tokens: Any) -> list[str]:  # noqa: ANN401 - Python-Markdown does not type its tokens
    """Return the labels of a table of contents, which Zensical prints unescaped."""
    return [label for each in tokens for label in (each["name"], *_labels(each["children"]))]


def _has_markup(label: str) -> bool:
    return re.search(r"<[a-zA-Z/!?]", label) is not None


TEMPLATE = """---
title: {title}
summary: {summary}
---

## {heading}

{text}

![{caption}](chart.png "{caption}")
"""


def pages(seed: int, number: int) -> dict[str, str]:
    """Return pages that each have random pieces in a title, summary, heading, text or caption."""
    chance = random.Random(seed)  # noqa: S311 - the same pages in each run
    parts = ("title", "summary", "heading", "text", "caption")
    made = {}
    for at in range(number):
        joined = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 6)))
        words = {**dict.fromkeys(parts, "words"), "title": f"Fuzz {at}"}
        words[parts[at % 5]] += " " + " ".join(re.sub("[\x00-\x09\ue000-\uf8ff]", "", joined).split())
        quoted = {part: "'" + words[part].replace("'", "''") + "'" for part in ("title", "summary")}
        made[f"docs/review/fuzz{at}.md"] = TEMPLATE.format(**{**words, **quoted})
    return made


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_runs_on_accepted_pages_or_in_search_results(
    engine: str, browser: Browser, tmp_path: Path, fuzz_rounds: int
) -> None:
    """Without its policy too, no page runs what titles, captions, headings and texts smuggle in."""
    for seed in range(fuzz_rounds):
        made = pages(seed, 100)
        found = checked(tmp_path / f"checked{seed}", Change(files={**made, "docs/review/chart.png": "x"}))
        refused = {each.where.path for each in found.diagnostics if each.severity == "error"}
        files = {path: text for path, text in made.items() if path not in refused}
        assert files, "every page is refused, so that nothing is left to test here"
        change = Change(files={**files, "docs/review/chart.png": "x"})
        folder = a_review(tmp_path / f"built{seed}", change)
        built = build_site(settings_of(folder), folder / "mkdocs.yml", engine)
        assert built.pages, built.diagnostics
        _visit(browser, folder / "site", [Path(path).stem for path in files], engine)


_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def _visit(browser: Browser, site: Path, names: list[str], engine: str) -> None:
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        file.write_text(
            re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html), encoding="utf-8"
        )
    with served(site) as address:
        page = browser.new_page()
        for name in names:
            page.goto(f"{address}review/{name}/")
            page.wait_for_timeout(50)
            assert page.evaluate("typeof window.attacked") == "undefined", name
        page.goto(address)
        if engine == "zensical":
            page.locator("[data-md-component=search] button").first.click()
        else:
            page.keyboard.press("/")
        page.keyboard.type("fuzz", delay=20)
        page.wait_for_timeout(1500)
        assert page.locator("text=/fuzz [0-9]/i").count(), "nothing is found"
        assert page.evaluate("typeof window.attacked") == "undefined", "search results"
        page.close()
