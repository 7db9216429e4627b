"""Everyone can use the pages of this review, those that were written by hand among them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.focus import focused_under_the_header

PAGES = (
    "",
    "about/",
    "accessibility/",
    "appendices/instruments/",
    "cite/",
    "contribute/",
    "discussion/",
    "findings/f08/",
    "glossary/",
    "integrity/",
    "method/",
    "organisations/org-ps/",
    "recommendations/",
    "recommendations/r017/",
    "releases/2026.11/r008/",
    "review/what-is-mentoring/",
    "summary/",
    "tables/",
    "voices/",
)
"""The pages that were written by hand, and the longest of those that were generated."""


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing(browser: Browser, this_address: str, width: int, scheme: str) -> None:
    """No page breaks a rule of WCAG 2.2 A or AA, or a best practice, that axe can check."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in PAGES:
        page.goto(this_address + path)
        result = Axe().run(page).response
        assert result["passes"], f"axe looked at nothing on {path}"
        found[path] = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in result["violations"]]
    context.close()
    assert {path: errors for path, errors in found.items() if errors} == {}


def test_nothing_is_cut_off_on_a_phone(browser: Browser, this_address: str) -> None:
    """At 360 pixels no page is wider than the screen, so that nobody scrolls sideways to read."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    wide = []
    for path in PAGES:
        page.goto(this_address + path)
        if page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0:
            wide.append(path)
    context.close()
    assert wide == []


@pytest.mark.parametrize("path", ["bibliography/", "review/what-is-mentoring/"])
def test_what_is_focused_is_not_under_the_header(browser: Browser, this_address: str, path: str) -> None:
    """Going backwards by keyboard through a long page, each stop is in view (WCAG 2.2, 2.4.11)."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(this_address + path)
    assert focused_under_the_header(page) == []
    context.close()
