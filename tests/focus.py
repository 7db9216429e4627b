"""Keyboard navigation through a page."""

from playwright.sync_api import Page

STOPS = 60
"""The number of stops that are checked."""


def focused_under_the_header(page: Page) -> list[str]:
    """Go backwards from the last link of a page by keyboard and return the stops that its header hides."""
    page.locator("article a[href]:visible").last.focus()
    hidden: list[str] = []
    for _ in range(STOPS):
        page.keyboard.press("Shift+Tab")
        hidden += page.evaluate(
            """() => {
                const here = document.activeElement;
                const header = document.querySelector(".md-header").getBoundingClientRect();
                const own = here.getBoundingClientRect();
                const isUnder = own.bottom <= header.bottom && !here.closest(".md-header");
                return isUnder && own.height > 1 ? [here.textContent] : [];
            }"""
        )
    return hidden
