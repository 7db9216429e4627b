"""Links lead a reader in a real browser from a claim to its evidence, to what was done about it, and back."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect


def follow(page: Page, selector: str, text: str | re.Pattern[str]) -> None:
    """Click the first link of a sort that shows some words, and wait for the page it leads to."""
    page.locator(f"article {selector}").filter(has_text=text).first.click()
    page.wait_for_load_state()


def paragraph_round(link: Locator) -> str:
    """Return the words of the paragraph around a citation, without the card that may have opened."""
    words: str = link.evaluate(
        "link => { const p = link.closest('p').cloneNode(true);"
        " p.querySelectorAll('.citation-card').forEach(card => card.remove()); return p.textContent; }"
    )
    return " ".join(words.split())


def test_from_a_claim_to_what_was_done_and_back(page: Page, address: str) -> None:
    """From a sentence of the review to its reference, a finding, a voice, a request, an event, and back."""
    page.goto(f"{address}review/hours/")
    citation = page.locator("a.citation", has_text="Okoro").first
    sentence = paragraph_round(citation)
    citation.click()
    expect(page).to_have_url(f"{address}bibliography/okoro2021after/")
    follow(page, "a.to-finding", "Working people come at night")
    expect(page).to_have_url(f"{address}findings/f01/")
    follow(page, "a.to-participant", "Ada")
    expect(page).to_have_url(f"{address}voices/#p1")
    expect(page.locator("#p1")).to_be_in_viewport()

    page.goto(f"{address}findings/f01/")
    follow(page, "a.to-recommendation", "Give readers cheap tickets")
    expect(page).to_have_url(f"{address}recommendations/r06/")
    follow(page, "a.to-event", "A letter on cheap tickets")
    expect(page).to_have_url(f"{address}events/e05/")

    follow(page, "a.to-recommendation", "Give readers cheap tickets")
    follow(page, "a.to-finding", "Working people come at night")
    follow(page, "a.to-reference", "Okoro")
    expect(page).to_have_url(f"{address}bibliography/okoro2021after/")
    follow(page, "#cited ~ ul a", "When do libraries open")
    expect(page).to_have_url(re.compile(r"/review/hours/#cite-okoro2021after-1$"))
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    assert paragraph_round(target) == sentence


def test_from_a_voice_to_what_it_asked_for(page: Page, address: str) -> None:
    """A participant's place leads to what he or she asked for, and that leads back."""
    page.goto(f"{address}voices/#p1")
    page.locator("#p1 ~ ul a.to-recommendation").first.click()
    follow(page, "a.to-participant", "Ada")
    expect(page).to_have_url(f"{address}voices/#p1")


def test_from_a_release_to_what_has_changed_and_back(page: Page, address: str) -> None:
    """A page that someone cited says what it said, what has changed since, and where it is today."""
    page.goto(f"{address}releases/2025.6/r08/")
    expect(page.locator("article")).to_contain_text("asked for lamps.")
    expect(page.locator(".pinned")).to_contain_text("It has changed since: it was reworded")
    page.locator(".pinned a", has_text="today’s page").click()
    expect(page).to_have_url(f"{address}recommendations/r08/")
    expect(page.locator("article")).to_contain_text("lamps that stay lit until the last bus")
    page.locator(".in-releases a", has_text=re.compile(r"^2025\.6$")).click()
    expect(page).to_have_url(f"{address}releases/2025.6/r08/")


def test_from_a_former_organisation_to_its_successor(page: Page, address: str) -> None:
    """A request to an organisation that has gone leads on to the body that followed it, and both show it."""
    page.goto(f"{address}recommendations/r06/")
    follow(page, "a.to-organisation", "Library Board")
    expect(page.locator("article")).to_contain_text("Give readers cheap tickets")
    follow(page, "a.to-organisation", "Town Council")
    expect(page.locator("article")).to_contain_text("Give readers cheap tickets")


def test_the_list_of_references_links_back_to_each_citation(page: Page, address: str) -> None:
    """The list at the end of a page leads back to every citation on it."""
    page.goto(f"{address}review/hours/")
    for link in page.locator(".back-links a").all():
        anchor = (link.get_attribute("href") or "").removeprefix("#")
        assert page.locator(f"a.citation[id='{anchor}']").count() == 1


@pytest.mark.parametrize("path", ["", "findings/f01/", "recommendations/", "voices/", "bibliography/"])
def test_pages_read_without_javascript(page: Page, address: str, path: str) -> None:
    """Lists are whole in the HTML: with scripts turned off the same words are there, but for buttons."""
    page.goto(address + path)
    words = page.locator("article").inner_text()
    browser = page.context.browser
    assert browser
    plain = browser.new_context(java_script_enabled=False)
    still = plain.new_page()
    still.goto(address + path)
    written = still.locator("article").inner_text().splitlines()
    assert still.locator("article button").count() == 0
    assert len(written) > 10
    assert [line for line in written if line not in words.splitlines()] == []
    plain.close()


@pytest.mark.parametrize("path", ["", "review/hours/", "recommendations/r06/", "voices/"])
def test_no_request_leaves_the_host(page: Page, address: str, path: str) -> None:
    """A page asks nobody but its own host for anything."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path, wait_until="networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
