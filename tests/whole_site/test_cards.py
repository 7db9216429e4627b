"""The card of a citation: by mouse, by keyboard and by touch, and never in the way."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PAGE = "review/hours/"
CITATION = "a.citation[id^=cite-lind2019evening]"
CARD = ".citation-card"


@pytest.fixture
def page(browser: Browser, small_site: Path) -> Page:
    """Open a page that cites, from disk, on a phone that is as wide as any."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    found = context.new_page()
    found.goto(f"{(small_site / PAGE / 'index.html').as_uri()}")
    return found


def test_the_card_stays_under_the_pointer_and_closes_with_escape(page: Page) -> None:
    """Hover shows it; it can be reached and dismissed (WCAG 1.4.13), and axe finds nothing on it."""
    page.hover(CITATION)
    assert "Evenings in the Library" in page.inner_text(CARD)
    page.hover(CARD)
    page.wait_for_timeout(500)
    assert page.is_visible(CARD)
    box = page.locator(CARD).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert Axe().run(page, context=CARD).response["violations"] == []
    page.keyboard.press("Escape")
    assert page.locator(CARD).count() == 0


def test_the_keyboard_shows_the_card_and_goes_into_it(page: Page) -> None:
    """Focus shows it, Tab enters it, and Escape gives the focus back to the citation."""
    page.keyboard.press("Tab")
    page.locator(CITATION).first.focus()
    assert page.get_attribute(f"{CITATION} >> nth=0", "aria-describedby") == "citation-card"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.citation-card') !== null")
    page.keyboard.press("Escape")
    assert page.locator(CARD).count() == 0
    assert page.evaluate("document.activeElement.id").startswith("cite-lind2019evening-")


def test_the_first_tap_shows_the_card_and_the_second_follows(page: Page) -> None:
    """A tap leads nowhere by surprise; one elsewhere closes the card."""
    address = page.url
    page.tap(CITATION)
    assert page.is_visible(CARD)
    assert page.url == address
    page.tap("h1")
    assert page.locator(CARD).count() == 0
    page.tap(CITATION)
    page.tap(CITATION)
    page.wait_for_url("**/bibliography/lind2019evening/**")


@pytest.mark.parametrize("top", [80, 200, 300, 420, 600])
def test_the_card_fits_the_room_there_is(page: Page, top: int) -> None:
    """Wherever its citation stands, all of a card too high for the room beside it can be scrolled to."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.evaluate(
        """([citation, top]) => {
            const link = document.querySelector(citation);
            document.getElementById("work-lind2019evening").append("and more ".repeat(120));
            document.body.style.paddingBlock = "900px";
            window.scrollBy(0, link.getBoundingClientRect().top - top);
        }""",
        [CITATION, top],
    )
    page.tap(CITATION)
    box = page.locator(CARD).bounding_box()
    assert box is not None
    assert box["height"] > 90
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 640
    page.locator(f"{CARD} a").last.scroll_into_view_if_needed()
    onward = page.locator(f"{CARD} a").last.bounding_box()
    assert onward is not None
    assert box["y"] <= onward["y"] < box["y"] + box["height"]
