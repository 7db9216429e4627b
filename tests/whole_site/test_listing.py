"""The list of recommendations as readers use it: narrowed, sorted, sent on, taken away and printed."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.built_sites import served

ROWS = "[data-row]:not([hidden])"
"""The rows that are shown."""
FACETS = ("to", "response", "delivery", "cluster", "kind", "who", "strength")
"""The facets of which several values may be chosen."""


@pytest.fixture
def tracker(address: str) -> str:
    """Return the address of the list."""
    return f"{address}recommendations/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page that fails its test when a script on it fails."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    theirs = "search/search_index.js"  # the theme's own search asks for it from a disk
    assert [fault for fault in faults if theirs not in fault] == []


def ids(page: Page) -> list[str]:
    """Return the ids of the rows that are shown, in order."""
    return [row.get_attribute("id") or "" for row in page.locator(ROWS).all()]


def search(page: Page, words: str) -> None:
    """Type words into the search box of the list."""
    page.get_by_label("Search this list").fill(words)


def choose(page: Page, facet: str, value: str) -> None:
    """Choose one value of a facet."""
    box = page.locator(f'.finder input[name="{facet}"][value="{value}"]')
    if not box.is_visible():
        label = page.locator(f'template[data-facet="{facet}"]').get_attribute("data-label")
        page.locator(".finder__facet > summary", has_text=label or "").first.click()
    box.check()


def test_all_words_must_be_found(page: Page, tracker: str) -> None:
    """Words narrow the list together, whatever their capitals, accents and dashes."""
    page.goto(tracker)
    every = ids(page)
    search(page, "TICKETS")
    some = ids(page)
    search(page, "tickéts desk")
    fewer = ids(page)

    assert len(every) > len(some) > len(fewer) > 0
    assert set(fewer) < set(some) < set(every)


def test_an_organisation_is_found_under_its_old_and_its_new_name(page: Page, tracker: str) -> None:
    """A request of the time of one body is found under the body that followed, by choice and by words."""
    page.goto(f"{tracker}?to=org-board")
    then = ids(page)
    page.goto(f"{tracker}?to=org-council")
    assert then
    assert set(then) <= set(ids(page))
    page.goto(tracker)
    search(page, "library board")
    assert set(then) <= set(ids(page))
    search(page, "TOWN COUNCIL")
    assert set(then) <= set(ids(page))


@pytest.mark.parametrize("facet", FACETS)
def test_a_choice_leaves_as_many_rows_as_its_number(page: Page, tracker: str, facet: str) -> None:
    """The number beside each choice is that of the rows it leaves, and each of them has the value."""
    page.goto(tracker)
    label = page.locator(f'template[data-facet="{facet}"]').get_attribute("data-label")
    page.locator(".finder__facet > summary", has_text=label or "").first.click()
    boxes = page.locator(f'.finder input[name="{facet}"]')
    expect(boxes.nth(1)).to_be_visible()
    for box in boxes.all()[:4]:
        number = int(box.locator("xpath=../span[@class='finder__number']").inner_text())
        value = box.get_attribute("value") or ""
        box.check()
        values = [(row.get_attribute(f"data-{facet}") or "").split() for row in page.locator(ROWS).all()]
        assert len(values) == number
        assert all(value in each for each in values)
        box.uncheck()


def test_choices_of_one_facet_add_up_and_facets_narrow_one_another(page: Page, tracker: str) -> None:
    """Within a facet either will do, between facets both must hold, and numbers say what a choice gives."""
    page.goto(f"{tracker}?delivery=planned")
    planned = set(ids(page))
    page.goto(f"{tracker}?delivery=in-progress")
    begun = set(ids(page))
    choose(page, "delivery", "planned")
    both = set(ids(page))
    choose(page, "to", "org-buses")

    assert both == planned | begun
    assert 0 < len(ids(page)) < len(both)
    assert set(ids(page)) < both
    number = page.locator('.finder input[name="to"][value="org-buses"]').locator(
        "xpath=../span[@class='finder__number']"
    )
    assert int(number.inner_text()) == len(ids(page))


def test_a_year_leaves_what_has_an_event_since(page: Page, tracker: str) -> None:
    """Each row left has an event of that year or later, and some row has none."""
    page.goto(tracker)
    every = len(ids(page))
    page.get_by_label("Has events since").select_option("2024")
    left = page.locator(ROWS).all()

    assert 0 < len(left) < every
    assert all(max((row.get_attribute("data-since") or "0").split()) >= "2024" for row in left)


def test_what_is_chosen_is_shown_and_can_be_removed(page: Page, tracker: str) -> None:
    """Each choice is a button that removes it; one button removes all. The focus is never lost."""
    page.goto(f"{tracker}?to=org-council&delivery=planned&find=tickets")
    chips = page.locator(".finder__chips button")
    expect(chips).to_have_text(
        [
            "Remove “tickets” ×",
            "Remove Addressed to: Town Council ×",
            "Remove Status: Planned ×",
            "Clear all",
        ]
    )
    chips.nth(1).click()
    expect(chips).to_have_count(3)
    assert page.evaluate("document.activeElement.closest('.finder__chips') !== null")
    page.get_by_role("button", name="Clear all").click()
    expect(chips).to_have_count(0)
    expect(page.get_by_label("Search this list")).to_be_focused()
    expect(page.get_by_label("Search this list")).to_have_value("")
    assert len(ids(page)) == page.locator("[data-row]").count()


def test_an_address_contains_what_is_chosen(page: Page, tracker: str) -> None:
    """What is chosen is in the address; opened by someone else, it gives the same list."""
    page.goto(tracker)
    choose(page, "cluster", "c2")
    search(page, "late")
    page.get_by_label("Sort by").select_option("title")
    page.wait_for_url("**?*find=late*")
    here = page.url
    found = ids(page)
    page.goto("about:blank")
    page.goto(here)

    assert "cluster=c2" in here
    assert "sort=title" in here
    assert found
    assert ids(page) == found
    expect(page.get_by_label("Sort by")).to_have_value("title")


def test_an_address_with_unknown_values_applies_the_known_ones(page: Page, tracker: str) -> None:
    """A value that no longer exists is ignored, and the parameters of others are kept."""
    page.goto(f"{tracker}?delivery=planned&delivery=eaten&colour=blue&since=soon&sort=taste")
    page.wait_for_url("**colour=blue*")
    assert page.locator(".finder__chips li").count() == 1
    search(page, "a")
    page.wait_for_url("**find=a*")
    assert "colour=blue" in page.url
    assert "eaten" not in page.url


def test_the_site_search_stays_closed(page: Page, tracker: str) -> None:
    """The words of the list have a name of their own in the address, not that of the theme."""
    page.goto(f"{tracker}?find=library")
    expect(page.get_by_label("Search this list")).to_be_visible()
    assert page.evaluate("document.querySelector('#__search')?.checked ?? false") is False


def test_back_returns_to_the_list_as_it_was(page: Page, tracker: str) -> None:
    """A reader who opens a recommendation and goes back finds the same rows."""
    page.goto(tracker)
    choose(page, "kind", "training")
    page.wait_for_url("**?kind=training")
    before = ids(page)
    page.locator(f"{ROWS} th a").first.click()
    page.wait_for_url("**/recommendations/r*/")
    page.go_back()
    page.wait_for_url("**?kind=training")

    assert ids(page) == before


def test_back_removes_what_was_chosen_last(page: Page, tracker: str) -> None:
    """Each choice is a step, and words are one however many keys they took; Forward puts them on again."""
    page.goto("about:blank")
    page.goto(tracker)
    chips = page.locator(".finder__chips li")
    choose(page, "kind", "training")
    page.keyboard.press("Escape")
    page.get_by_label("Search this list").press_sequentially("lib", delay=20)
    page.wait_for_url("**find=lib*")
    page.get_by_label("Search this list").press_sequentially("rary", delay=20)
    page.wait_for_url("**find=library*")
    some = ids(page)
    page.get_by_label("Sort by").select_option("title")
    page.go_back()
    expect(page.get_by_label("Sort by")).to_have_value("id")
    assert ids(page) == some
    page.go_back()
    expect(page.get_by_label("Search this list")).to_have_value("")
    expect(chips).to_have_count(1)
    page.go_forward()
    expect(page.get_by_label("Search this list")).to_have_value("library")
    assert ids(page) == some
    page.go_back()
    chips.get_by_role("button").click()
    expect(page.get_by_label("Search this list")).to_be_focused()
    page.go_back()
    expect(chips).to_have_count(1)
    page.go_back()
    expect(chips).to_have_count(0)
    page.go_back()
    assert page.url == "about:blank"


def test_removed_words_leave_no_step_in_the_history(page: Page, tracker: str) -> None:
    """Back leads out of a list in which nothing is chosen any more, and to it where words followed."""
    page.goto("about:blank")
    page.goto(tracker)
    for _ in range(2):
        search(page, "library")
        page.wait_for_url("**?find=library")
        search(page, "")
        page.wait_for_url(tracker)
    assert len(ids(page)) == page.locator("[data-row]").count()
    page.go_back()
    assert page.url == "about:blank"


def test_escape_clears_the_search(page: Page, tracker: str) -> None:
    """What was typed goes with one key, and the focus stays where it was."""
    page.goto(f"{tracker}?find=library")
    page.get_by_label("Search this list").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Search this list")).to_have_value("")
    expect(page.get_by_label("Search this list")).to_be_focused()
    assert "find" not in page.url
    expect(page.locator(".finder__chips li")).to_have_count(0)


def test_a_number_of_the_overview_leads_to_its_rows(page: Page, tracker: str) -> None:
    """Each number narrows the list to as many rows, and back leads out again."""
    page.goto(tracker)
    every = ids(page)
    links = page.locator(".counts a[data-filter]")
    for place in (0, links.count() // 2, links.count() - 1):
        link = links.nth(place)
        number = int(link.inner_text())
        link.click()
        assert len(ids(page)) == number
        assert page.evaluate("document.activeElement.closest('.finder__chips') !== null")
        page.go_back()
        expect(page.locator(".finder__chips li")).to_have_count(0)
    assert ids(page) == every


def test_the_count_is_shown_in_words(page: Page, tracker: str) -> None:
    """A status that screen readers say tells how many are shown, of how many, and on what date."""
    page.goto(tracker)
    every = page.locator("[data-row]").count()
    status = page.get_by_role("status").filter(has_text="recommendations")
    expect(status).to_have_text(f"{every} recommendations, as at 30 June 2025")
    choose(page, "delivery", "planned")
    expect(status).to_have_text(f"{len(ids(page))} of {every} recommendations, as at 30 June 2025")
    expect(page.locator(".finder__count")).to_have_text(status.inner_text())


@pytest.mark.parametrize(
    ("sort", "attribute", "falling"),
    [
        pytest.param("id", "data-sort-id", False, id="number"),
        pytest.param("event", "data-sort-event", True, id="latest-event"),
        pytest.param("delivery", "data-sort-delivery", False, id="delivery"),
        pytest.param("title", "data-sort-title", False, id="title"),
    ],
)
def test_rows_are_sorted(page: Page, tracker: str, sort: str, attribute: str, falling: bool) -> None:  # noqa: FBT001
    """Rows follow the key that is chosen, those without one come last, and equals keep their order."""
    page.goto(tracker)
    page.get_by_label("Sort by").select_option("title")
    page.get_by_label("Sort by").select_option(sort)
    rows = [
        (row.get_attribute(attribute) or "", row.get_attribute("id") or "")
        for row in page.locator(ROWS).all()
    ]
    keyed = sorted((row for row in rows if row[0]), key=lambda row: row[1])
    keyed.sort(key=lambda row: row[0].casefold(), reverse=falling)
    bare = sorted(row for row in rows if not row[0])

    assert [key for key, _ in rows] == [key for key, _ in keyed + bare]
    assert rows == keyed + bare


def test_a_heading_shows_that_its_column_is_sorted(page: Page, tracker: str) -> None:
    """One column at most is marked, and it is the right one."""
    page.goto(tracker)
    expect(page.locator("th[aria-sort]")).to_have_text(["Recommendation"])
    page.get_by_label("Sort by").select_option("delivery")
    expect(page.locator("th[aria-sort=ascending]")).to_have_text(["Status"])


def test_an_empty_list_offers_a_way_out(page: Page, tracker: str) -> None:
    """Where nothing fits, the page says so and offers what would help, with how many that gives."""
    page.goto(f"{tracker}?delivery=planned")
    number = len(ids(page))
    search(page, "zeppelin")
    none = page.locator(".finder__none")
    expect(none).to_be_visible()
    expect(none.get_by_role("listitem").first).to_have_text(f"Remove “zeppelin” to see {number}")
    expect(page.get_by_role("button", name="Download these as CSV")).to_be_disabled()
    none.get_by_role("button", name="Remove “zeppelin”").click()

    expect(none).to_be_hidden()
    assert len(ids(page)) == number


def downloaded(page: Page, folder: Path) -> tuple[str, bytes]:
    """Take the rows away as a file and return its name and what is in it."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download these as CSV").click()
    waiting.value.save_as(folder / "list.csv")
    return waiting.value.suggested_filename, (folder / "list.csv").read_bytes()


def test_just_what_is_shown_can_be_downloaded(
    page: Page, tracker: str, larger_site: Path, tmp_path: Path
) -> None:
    """The file has the rows that are shown in their order, as a spreadsheet reads them, with their date."""
    page.goto(f"{tracker}?delivery=planned&delivery=unknown&sort=title")
    name, data = downloaded(page, tmp_path)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    assert name == "recommendations-2025-06-30.csv"
    assert data.startswith(b"\xef\xbb\xbfid,title,")
    whole = (larger_site / "data" / "recommendations.csv").read_text(encoding="utf-8-sig")
    published = {row["id"]: row for row in csv.DictReader(io.StringIO(whole, newline=""))}
    assert rows == [{column: published[row["id"]][column] for column in row} for row in rows]
    assert data.count(b"\n") == data.count(b"\r\n") == len(rows) + 1
    assert [row["id"] for row in rows] == ids(page)
    assert {row["delivery"] for row in rows} == {"planned", "unknown"}
    assert {row["as_at"] for row in rows} == {"2025-06-30"}


def test_formulas_are_escaped_in_a_download(page: Page, tracker: str, tmp_path: Path) -> None:
    """A cell that begins like a formula gets an apostrophe; quotation marks and commas are kept."""
    page.goto(f"{tracker}?find=r01")
    written = ["=1+1", "+1", "-1", "@a", "'a", "\ta", "\n=1", "\uff1d1", 'a "b", c', "plain"]
    seen = []
    for text in written:
        page.evaluate(
            "text => document.querySelector('[data-row]').setAttribute('data-cell-reason', text)", text
        )
        _, data = downloaded(page, tmp_path)
        (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        seen.append(row["reason"])

    assert seen == ["'=1+1", "'+1", "'-1", "'@a", "''a", "'\ta", "'\n=1", "'\uff1d1", 'a "b", c', "plain"]


def test_print_has_what_is_shown_and_what_was_chosen(page: Page, tracker: str) -> None:
    """On paper stand the rows that are left, and a line on how they were chosen; no control does."""
    page.goto(f"{tracker}?delivery=planned&find=tickets")
    shown = ids(page)
    page.emulate_media(media="print")

    assert [row.get_attribute("id") for row in page.locator("[data-row]").all() if row.is_visible()] == shown
    expect(page.locator(".finder")).to_be_hidden()
    line = page.locator(".finder__printed")
    expect(line).to_be_visible()
    expect(line).to_contain_text("“tickets”; Status: Planned")
    expect(page.locator(".counts").first).to_be_hidden()
    expect(page.locator(f"{ROWS} details p").first).to_be_visible()


def test_the_list_can_be_used_by_keyboard(page: Page, tracker: str) -> None:
    """Typing, opening a facet, choosing, leaving it and opening a row need no mouse."""
    page.goto(f"{tracker}#all")
    page.get_by_label("Search this list").focus()
    page.keyboard.press("Shift+Tab")  # the way past all this
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-row]') !== null")
    page.get_by_label("Search this list").focus()
    page.keyboard.type("library")
    page.keyboard.press("Tab")  # sorting
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Addressed to"
    page.keyboard.press("Enter")
    expect(page.locator('.finder input[name="to"]').first).to_be_visible()
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.value") != "org-council":
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.type") == "checkbox"
    page.keyboard.press("Space")
    expect(page.locator(".finder__chips li")).to_have_count(3)
    assert page.evaluate("document.activeElement.value") == "org-council"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent").startswith("Addressed to")
    expect(page.locator(".finder__facet[open]")).to_have_count(0)


def test_without_a_script_the_list_is_complete(browser: Browser, tracker: str) -> None:
    """Every row is there and opens, every number leads to a page, and no control does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(tracker)
    rows = page.locator("[data-row]")
    controls = page.locator("article :is(button, input, select)")

    assert rows.count() == 10
    assert all(row.is_visible() for row in rows.all())
    assert controls.count() == 0
    expect(page.locator("[data-row] details p").first).to_be_hidden()
    page.locator("[data-row] summary").first.click()
    expect(page.locator("[data-row] details p").first).to_be_visible()
    link = page.locator(".counts tbody td a").first
    number, word = int(link.inner_text()), (link.get_attribute("href") or "").rpartition("#delivery-")[2]
    link.click()
    page.wait_for_url(f"**/clusters/*/#delivery-{word}")
    group = page.locator("tbody", has=page.locator(f"#delivery-{word}"))
    assert group.locator("tr:not(.group)").count() == number
    context.close()


def test_it_works_from_a_disk(page: Page, larger_site: Path, tmp_path: Path) -> None:
    """Someone who was sent the folder can narrow the list and take it away without a network."""
    page.goto(f"{(larger_site / 'recommendations' / 'index.html').as_uri()}?delivery=planned")
    assert 0 < len(ids(page)) < 10
    choose(page, "delivery", "in-progress")
    page.wait_for_url("**delivery=in-progress*")
    _, data = downloaded(page, tmp_path)

    assert data.count(b"\r\n") == len(ids(page)) + 1


def test_it_works_as_the_other_engine_builds_it(page: Page, small_zensical_site: Path) -> None:
    """The list is narrowed, and its address kept, in the frame of Zensical too."""
    with served(small_zensical_site) as found:
        page.goto(f"{found}recommendations/")
        every = ids(page)
        search(page, "zeppelin")
        expect(page.locator(".finder__none")).to_be_visible()
        page.wait_for_url("**?find=zeppelin")
        page.locator(".finder__chips button").click()

        assert ids(page) == every
        assert len(every) > 1


def test_a_phone_shows_everything(browser: Browser, tracker: str) -> None:
    """At 360 pixels the facets wait behind one name, and nothing is wider than the screen."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{tracker}?to=org-council")
    expect(page.locator(".finder__drawer > summary")).to_have_text("Narrow the list (1 chosen)")
    expect(page.locator(".finder__facet").first).to_be_hidden()
    page.locator(".finder__drawer > summary").click()
    for summary in page.locator(".finder__facet > summary").all():
        summary.click()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0
    choose(page, "delivery", "planned")
    expect(page.locator(".finder__chips li")).to_have_count(3)
    context.close()
