"""Every kind of page can be used by everyone: in light and dark, on a phone and a desk, by keyboard."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext

from tests.browser import system_chromium
from tests.built_sites import served
from tests.focus import focused_under_the_header

KINDS = {
    "home": "",
    "prose": "review/hours/",
    "findings": "findings/",
    "finding": "findings/f01/",
    "recommendations": "recommendations/",
    "recommendation": "recommendations/r06/",
    "events": "events/",
    "event": "events/e05/",
    "organisations": "organisations/",
    "organisation": "organisations/org-council/",
    "list of a word": "recommendations/kind/training/",
    "empty list": "recommendations/delivery/lapsed/",
    "clusters": "clusters/",
    "cluster": "clusters/staff-and-training/",
    "bibliography": "bibliography/",
    "reference": "bibliography/okoro2021after/",
    "voices": "voices/",
    "cite": "cite/",
    "glossary": "glossary/",
    "tables": "tables/",
    "checks and slips": "integrity/",
    "changes": "changes/",
    "data": "data/",
    "releases": "releases/",
    "release": "releases/2025.6/",
    "recommendation of a release": "releases/2025.6/r08/",
    "finding of a release": "releases/2025.6/f01/",
}
"""One page of each kind."""
EACH_ONCE = pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
"""Each width and each scheme once."""
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""Options of axe: only the rules that colours can break."""


def a_context(browser: Browser, width: int, scheme: str) -> BrowserContext:
    """Return a window of a width, in light or dark, in which nothing moves."""
    return browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(
    browser: Browser, address: str, root_address: str, width: int, scheme: str
) -> None:
    """No page of any kind breaks a rule of WCAG 2.2 A or AA, or a best practice, that axe can check.

    Each width and each scheme is held against all rules once; in the other two pairs only colours may differ.
    """
    only_colours = (width, scheme) in {(320, "light"), (1280, "dark")}
    context = a_context(browser, width, scheme)
    page = context.new_page()
    found: dict[str, list[str]] = {}
    places = {kind: address + path for kind, path in KINDS.items()}
    for kind, place in (places | {"not found": f"{root_address}404.html"}).items():
        page.goto(place)
        result = Axe().run(page, options=COLOURS if only_colours else None).response
        assert result["passes"], f"axe looked at nothing on {kind}"
        found[kind] = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in result["violations"]]
    context.close()
    assert {kind: faults for kind, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("recommendations/?to=org-council&delivery=in-progress&find=late", id="tracker"),
        pytest.param("bibliography/?decade=2010&role=finding&find=library&sort=year", id="bibliography"),
    ],
)
@EACH_ONCE
def test_axe_finds_nothing_in_a_list_in_use(
    browser: Browser, address: str, width: int, scheme: str, place: str
) -> None:
    """Nor do the controls of a list, while each facet is open, a row is open, or nothing is found."""
    context = a_context(browser, width, scheme)
    page = context.new_page()
    page.goto(address + place)
    if width < 720:
        page.locator(".finder__drawer > summary").click()
    for summary in page.locator("[data-row]:not([hidden]) summary").all()[:1]:
        summary.click()
    found = []
    for facet in page.locator(".finder__facet").all():
        facet.locator("summary").click()
        facet.locator("input").first.wait_for()
        found += [each["id"] for each in Axe().run(page).response["violations"]]
    page.get_by_label("Search this list").fill("zeppelin")
    page.locator(".finder__none").wait_for()
    found += [each["id"] for each in Axe().run(page).response["violations"]]
    context.close()
    assert found == []


@EACH_ONCE
def test_axe_finds_nothing_in_a_long_bibliography(
    browser: Browser, long_site: Path, width: int, scheme: str
) -> None:
    """Nor in one that goes by letter: on the page of all, with what was found, and on a letter's."""
    context = a_context(browser, width, scheme)
    page = context.new_page()
    found = []
    with served(long_site) as address:
        for place in ("", "?find=made10", "letter/a/"):
            page.goto(f"{address}bibliography/{place}")
            page.locator(".finder__count", has_text="Searched all" if "?" in place else "works").wait_for()
            found += [each["id"] for each in Axe().run(page).response["violations"]]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert found == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_on_a_phone(browser: Browser, address: str, kind: str) -> None:
    """At 360 pixels no page is wider than the screen, so that nobody scrolls sideways to read."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + KINDS[kind])
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert wide <= 0


@pytest.mark.parametrize("kind", ["home", "finding", "recommendation", "voices"])
def test_every_link_can_be_reached_by_keyboard(browser: Browser, address: str, kind: str) -> None:
    """Tab reaches every link in the text, and shows where it is."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address + KINDS[kind])
    wanted = page.locator("article a[href]:visible").count()
    reached: set[str] = set()
    unseen: list[str] = []
    for _ in range(wanted + 120):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
                const here = document.activeElement;
                if (!here || !here.closest("article") || here.tagName !== "A") return null;
                const style = getComputedStyle(here);
                const seen = style.outlineStyle !== "none" || style.boxShadow !== "none";
                const all = [...document.querySelectorAll("article a[href]")];
                return [String(all.indexOf(here)), seen, here.outerHTML.slice(0, 80)];
            }"""
        )
        if state:
            reached.add(state[0])
            if not state[1]:
                unseen.append(state[2])
        if len(reached) >= wanted:
            break
    context.close()
    assert len(reached) >= wanted
    assert unseen == []


@pytest.mark.parametrize("height", [640, 900])
def test_what_is_focused_is_not_under_the_header(browser: Browser, long_site: Path, height: int) -> None:
    """Going backwards by keyboard through a long list, each stop is in view (WCAG 2.2, 2.4.11)."""
    context = browser.new_context(viewport={"width": 360, "height": height}, reduced_motion="reduce")
    page = context.new_page()
    page.goto((long_site / "bibliography/letter/a/index.html").as_uri())
    assert focused_under_the_header(page) == []
    context.close()


def test_text_may_be_twice_as_large_on_a_phone(browser: Browser, larger_site: Path) -> None:
    """Nobody scrolls sideways, and the name of the site stands clear of what is beside it (WCAG 1.4.4)."""
    large = browser.browser_type.launch(
        executable_path=system_chromium(), args=["--blink-settings=defaultFontSize=32"]
    )
    page = large.new_page(viewport={"width": 360, "height": 740})
    page.goto((larger_site / "bibliography/index.html").as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    name = page.locator(".site-name").bounding_box()
    icons = [each.bounding_box() for each in page.locator(".md-header__inner > *:visible").all()]
    large.close()
    assert wide <= 360
    assert name is not None
    beside = [box for box in icons if box and box != name and box["y"] < name["y"] + name["height"] - 1]
    assert [box for box in beside if box["y"] + box["height"] > name["y"] + 1] == []


def test_the_switch_of_colours_shows_its_focus_where_the_system_is_dark(
    browser: Browser, larger_site: Path
) -> None:
    """Its label of the other scheme is hidden, and the ring was on that."""
    context = a_context(browser, 1280, "dark")
    page = context.new_page()
    page.goto((larger_site / "index.html").as_uri())
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id.startsWith('__palette')"):
            break
    drawn = page.evaluate(
        """() => {
            const option = document.activeElement.closest(".md-header__option");
            return [option, ...option.querySelectorAll("label:not([hidden])")].map(
                (each) => getComputedStyle(each).outlineStyle);
        }"""
    )
    context.close()
    assert "solid" in drawn
