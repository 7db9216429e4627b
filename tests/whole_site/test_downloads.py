"""What readers and their programs take away from a built site, in a real browser."""

import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html as lxml_html
from playwright.sync_api import Browser, Page

COPYING = {
    "bibliography/okoro2021after/": 2,
    "recommendations/r06/": 5,
    "findings/f01/": 5,
    "cite/": 6,
}
"""Pages on which something can be copied, with how many things."""


@pytest.mark.parametrize("path", COPYING)
def test_a_button_copies_and_confirms_it(browser: Browser, address: str, path: str) -> None:
    """Each button puts its text on the clipboard and says so to those who see and those who hear."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + path)
    page.evaluate("document.querySelectorAll('details.forms').forEach((each) => { each.open = true; })")
    buttons = page.locator(".copy button")
    assert buttons.count() == COPYING[path]
    for number in range(buttons.count()):
        wanted = page.locator("[data-copy]").nth(number)
        buttons.nth(number).click()
        said = page.locator(".copy [role=status]").nth(number)
        said.filter(has_text="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.split() == wanted.inner_text().split()
        assert copied
    context.close()


def test_a_button_copies_from_a_folder_on_disk(page: Page, small_site: Path) -> None:
    """Without a server the browser gives no clipboard to scripts, and the older way is taken."""
    page.goto((small_site / "bibliography/okoro2021after/index.html").as_uri())
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator(".copy button").last.click()
    page.locator(".copy [role=status]").last.filter(has_text="Copied").wait_for()

    page.evaluate("document.body.append(document.createElement('textarea'))")
    page.locator("body > textarea").press("Control+V")

    assert page.locator("body > textarea").input_value().startswith("@article{okoro2021after,")


def test_without_a_script_there_is_no_dead_button(browser: Browser, address: str) -> None:
    """All forms can still be read and downloaded."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in COPYING:
        page.goto(address + path)
        assert page.locator("article button").count() == 0
        assert page.locator("article a[download]").count() in (3, 0 if path == "cite/" else 3)
    context.close()


def test_axe_finds_nothing_in_the_forms(browser: Browser, address: str) -> None:
    """The forms are valid when they are open, with their buttons."""
    for scheme in ("light", "dark"):
        context = browser.new_context(
            color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto(f"{address}recommendations/r06/")
        page.evaluate("document.querySelectorAll('details.forms').forEach((each) => { each.open = true; })")
        page.locator(".copy button").first.click()
        assert [each["id"] for each in Axe().run(page).response["violations"]] == []
        context.close()


@pytest.mark.parametrize("name", ["small_site", "small_zensical_site"])
def test_metadata_and_lists_are_read_back(request: pytest.FixtureRequest, name: str) -> None:
    """Both engines give programs the same tags, JSON-LD, address to cite by, and works of the list."""
    site = request.getfixturevalue(name)
    page = lxml_html.parse(str(site / "bibliography/okoro2021after/index.html")).getroot()
    tags = [(each.get("name"), each.get("content")) for each in page.xpath("//head/meta[@name]")]
    assert ("citation_author", "Okoro, Ife") in tags
    assert ("citation_author", "Brandt, Jonas") in tags
    assert ("citation_journal_title", "Journal of Public Space") in tags
    assert page.xpath("//head/link[@rel='cite-as']/@href") == ["https://doi.org/10.5555/12345678"]
    (data,) = page.xpath("//head/script[@type='application/ld+json']/text()")
    assert json.loads(data)["name"] == "After Five: Who Uses a Library at Night?"
    assert (site / "bibliography/okoro2021after/okoro2021after.ris").is_file()

    bibliography = lxml_html.parse(str(site / "bibliography/index.html")).getroot()
    works = [parse_qs(each) for each in bibliography.xpath("//span[@class='Z3988']/@title")]
    assert [work["rft.date"] for work in works] == [["2019"], ["2021"], ["2018"]]
    assert works[2]["rft.au"] == ["Town Council,"]
    assert works[1]["rft_id"] == ["info:doi/10.5555/12345678"]
