"""The bibliography as readers use it: by letter, searched, narrowed, sorted and taken away."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import Browser, Page, Route, expect

from evidence_review.site.alphabet import LETTERS
from tests.built_sites import CHILD, HOSTILE, MADE, NAMES, PARENT, served

ROWS = "[data-row]:not([hidden])"
"""The works that are shown."""
EVERY = f"{MADE + 3:,}"
SEARCHED_ALL = "Searched all 6 letters that have works."
"""How many works the long bibliography has, as the page writes it."""
FACETS = ("type", "decade", "topic", "role", "doi", "link")


@pytest.fixture(scope="module")
def works(small_site: Path) -> Iterator[str]:
    """Serve the small review and return the address of its bibliography."""
    with served(small_site) as found:
        yield f"{found}bibliography/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page that fails its test when a script on it fails."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert [fault for fault in faults if "search_index.js" not in fault] == []


def keys(page: Page) -> list[str]:
    """Return the keys of the works that are shown, in order."""
    return [row.get_attribute("data-part") or "" for row in page.locator(ROWS).all() if row.is_visible()]


def taken(page: Page, form: str) -> str:
    """Return the text of what the page gives away in a form."""
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download these as {form}", exact=True).click()
    return Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("lind", ["lind2019evening"], id="author"),
        pytest.param("Jonas", ["okoro2021after"], id="given-name"),
        pytest.param("EVENINGS library", ["lind2019evening"], id="title"),
        pytest.param("2018", ["council2018hours"], id="year"),
        pytest.param("public space", ["okoro2021after"], id="container"),
        pytest.param("count of visits", ["okoro2021after"], id="annotation"),
        pytest.param("council2018hours", ["council2018hours"], id="key"),
        pytest.param("10.5555/12345678", ["okoro2021after"], id="doi"),
        pytest.param("10.5555/2021", [], id="halves-of-a-doi-belong-together"),
        pytest.param("doi:10.5555/12345678", ["okoro2021after"], id="doi-with-its-label"),
        pytest.param("DOI: 10.5555/12345678", ["okoro2021after"], id="doi-with-a-label-and-a-blank"),
        pytest.param("https://doi.org/10.5555/12345678", ["okoro2021after"], id="doi-as-an-address"),
        pytest.param("http://dx.doi.org/10.5555/12345678", ["okoro2021after"], id="doi-as-an-old-address"),
        pytest.param("“evening library”", ["lind2019evening"], id="in-quotation-marks"),
        pytest.param("(Łind & Sons, 2019).", [], id="every-word-counts"),
        pytest.param("(Łind &, 2019).", ["lind2019evening"], id="as-cited"),
        pytest.param("about this work cited", [], id="not-the-words-of-the-page"),
    ],
)
def test_a_work_is_found_by_what_is_known_of_it(page: Page, works: str, words: str, found: list[str]) -> None:
    """Each part of a reference finds it, also those that the style does not show."""
    page.goto(works)
    page.get_by_label("Search this list").fill(words)
    expect(page.locator(".finder__count")).to_have_text(f"{len(found)} of 3 works")
    assert keys(page) == found


def test_apostrophes_need_not_be_typed(page: Page, works: str) -> None:
    """Whichever of them a name has, and whichever is typed, or none."""
    page.goto(works)
    found = page.evaluate("evidenceListing.wordsOf(`O’Brien O'Brien OBrien D‘Arc`)")
    assert found == ["obrien", "obrien", "obrien", "darc"]


@pytest.mark.parametrize("signs", ["&", ".", "“ (", "-"])
def test_punctuation_alone_is_not_searched(page: Page, works: str, signs: str) -> None:
    """Without a letter or a number nothing is searched: nothing is hidden, chosen or kept in the address."""
    page.goto(f"{works}?find=lind")
    expect(page.locator(".finder__count")).to_have_text("1 of 3 works")
    page.get_by_label("Search this list").fill(signs)
    expect(page.locator(".finder__count")).to_have_text("3 works")
    expect(page.locator(".finder__chips")).to_be_hidden()
    page.wait_for_url(lambda url: "find" not in url)


def test_an_empty_list_offers_each_way_out_once(page: Page, works: str) -> None:
    """With one thing chosen, to take it off is to clear all; with two, both are offered."""
    page.goto(f"{works}?find=zeppelin")
    ways = page.locator(".finder__none li")
    expect(ways).to_have_text(["Remove “zeppelin” to see 3"])
    page.goto(f"{works}?find=zeppelin&type=book")
    expect(ways).to_have_text(["Remove “zeppelin” to see 1", "Clear all to see all 3"])


@pytest.mark.parametrize("facet", FACETS)
def test_a_choice_leaves_as_many_rows_as_its_number(page: Page, works: str, facet: str) -> None:
    """The number beside each choice is that of the works it leaves, and the count is read out."""
    page.goto(works)
    label = page.locator(f'template[data-facet="{facet}"]').get_attribute("data-label")
    page.locator(".finder__facet > summary", has_text=label or "").first.click()
    boxes = page.locator(f'.finder input[name="{facet}"]')
    expect(boxes.nth(1)).to_be_visible()
    for box in boxes.all():
        number = int(box.locator("xpath=../span[@class='finder__number']").inner_text())
        value = box.get_attribute("value") or ""
        box.check()
        assert len(keys(page)) == number > 0
        assert all(
            value in (row.get_attribute(f"data-{facet}") or "").split() for row in page.locator(ROWS).all()
        )
        expect(page.get_by_role("status").filter(has_text=f"{number} of 3 works")).to_have_count(1)
        box.uncheck()


def test_letters_follow_what_is_shown(page: Page, works: str) -> None:
    """A letter whose works are hidden goes with them, and nothing leads to it."""
    page.goto(works)
    letters = page.locator(".letters a[href]")
    expect(letters).to_have_text(["L", "O", "T"])
    page.get_by_label("Search this list").fill("okoro")
    expect(letters).to_have_text(["O"])
    expect(page.locator("h2.letter:visible")).to_have_text(["O"])


def test_works_are_sorted_into_one_list_and_back(page: Page, works: str) -> None:
    """By year or by citations there are no letters; by author each reference is back under its own."""
    page.goto(works)
    by_author = keys(page)
    page.get_by_label("Sort by").select_option("year")
    assert keys(page) == ["okoro2021after", "lind2019evening", "council2018hours"]
    expect(page.locator("h2.letter:visible")).to_have_count(0)
    expect(page.locator(".letters")).to_be_hidden()
    page.locator(f"{ROWS} a").first.focus()
    page.go_back()
    expect(page.locator("h2.letter:visible")).to_have_text(["L", "O", "T"])
    assert page.evaluate("document.activeElement.closest('[data-row]').dataset.part") == "okoro2021after"
    page.get_by_label("Sort by").select_option("cited")
    assert keys(page)[-1] == "council2018hours"
    page.get_by_label("Sort by").select_option("author")
    assert keys(page) == by_author
    expect(page.locator("h2.letter:visible")).to_have_text(["L", "O", "T"])


def test_the_address_contains_what_is_chosen_and_chips_remove_it(page: Page, works: str) -> None:
    """An address gives the same list to someone else, and each choice can be removed by keyboard."""
    page.goto(f"{works}?type=book&decade=2010&sort=year")
    assert keys(page) == ["lind2019evening"]
    chips = page.locator(".finder__chips button")
    expect(chips).to_have_count(3)
    chips.first.focus()
    page.keyboard.press("Enter")
    assert keys(page) == ["lind2019evening", "council2018hours"]
    page.wait_for_url(lambda url: "type=" not in url)
    assert "decade=2010" in page.url
    assert "sort=year" in page.url


def test_a_download_has_the_order_and_number_shown(page: Page, works: str) -> None:
    """A file of some works has another name than that of all."""
    page.goto(f"{works}?sort=oldest")
    assert keys(page) == ["council2018hours", "lind2019evening", "okoro2021after"]
    page.goto(f"{works}?sort=year")
    in_order = [entry.key for entry in parse_string(taken(page, "BibTeX")).entries]
    assert in_order == keys(page) == ["okoro2021after", "lind2019evening", "council2018hours"]
    page.get_by_label("Search this list").fill("hours")
    expect(page.locator(".finder__count")).to_have_text("1 of 3 works")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these as RIS").click()
    assert download.value.suggested_filename == "references-1-chosen.ris"


@pytest.mark.parametrize("place", ["server", "disk"])
def test_a_download_of_what_is_shown_agrees_with_the_export(
    page: Page, works: str, small_site: Path, place: str
) -> None:
    """Each form holds the works shown and no other, word for word, on a server and from a disk."""
    page.goto(works if place == "server" else (small_site / "bibliography/index.html").as_uri())
    whole = {
        form: taken(page, name) for form, name in (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON"))
    }
    for form, text in whole.items():
        assert text == (small_site / f"data/references.{form}").read_text(encoding="utf-8")
    page.get_by_label("Search this list").fill("hours")
    expect(page.locator(".finder__count")).to_have_text("1 of 3 works")
    beside = small_site / "bibliography/council2018hours"

    bibtex = taken(page, "BibTeX")
    assert [entry.key for entry in parse_string(bibtex).entries] == ["council2018hours"]
    assert bibtex == (beside / "council2018hours.bib").read_text(encoding="utf-8")
    assert [each["id"] for each in rispy.loads(taken(page, "RIS"))] == ["council2018hours"]
    assert json.loads(taken(page, "CSL-JSON")) == json.loads(
        (beside / "council2018hours.json").read_text(encoding="utf-8")
    )


def test_the_list_is_complete_without_a_script(browser: Browser, works: str) -> None:
    """Without JavaScript the list is whole, its letters lead to places, and no control is dead."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(works)
    assert len(keys(page)) == 3
    expect(page.locator(".listing :is(button, input, select)")).to_have_count(0)
    for link in page.locator(".letters a[href]").all():
        expect(page.locator(link.get_attribute("href") or "")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 768])
def test_nothing_is_wider_than_a_small_screen(page: Page, works: str, width: int) -> None:
    """Nothing is wider than the page, whatever facet is open and however long a word is."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{works}?find={'x' * 60}")
    expect(page.locator(".finder__none")).to_be_visible()
    if page.locator(".finder__drawer > summary").is_visible():
        page.locator(".finder__drawer > summary").click()
    for summary in page.locator(".finder__facet > summary").all():
        summary.click()
        expect(page.locator(".finder__facet[open]", has=page.locator("fieldset:visible"))).not_to_have_count(
            0
        )
        page.evaluate("new Promise(requestAnimationFrame)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module")
def many(long_site: Path) -> Iterator[str]:
    """Serve the review with more works than one page lists and return the address of its bibliography."""
    with served(long_site) as found:
        yield f"{found}bibliography/"


def test_a_long_bibliography_has_a_page_per_letter_without_a_script(browser: Browser, many: str) -> None:
    """Each letter has a page with its works, which the page of all leads to with their number."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(many)
    assert page.locator("[data-row], .listing :is(button, input, select)").count() == 0
    links = {
        link.get_attribute("href"): link.inner_text().split() for link in page.locator(".letters a").all()
    }
    found: list[str] = []
    for href, (letter, number, *_) in links.items():
        page.goto(f"{many}{href}")
        here = [row.get_attribute("data-part") or "" for row in page.locator("[data-row]").all()]
        assert len(here) == int(number)
        assert f"{letter}, one letter of 6" in (page.locator("#list").get_attribute("data-scope") or "")
        assert page.locator("[data-row] .Z3988").count() == len(here)
        found += here
    assert list(links) == [f"letter/{letter}/" for letter in LETTERS if letter in "abelot"]
    assert len(found) == len(set(found)) == MADE + 3
    context.close()


@pytest.mark.parametrize("place", ["server", "disk"])
def test_all_letters_are_searched_at_once(page: Page, many: str, long_site: Path, place: str) -> None:
    """The page of all finds works of every letter, says how many it searched, and gives these away."""
    page.goto(many if place == "server" else (long_site / "bibliography/index.html").as_uri())
    expect(page.locator(".finder__count")).to_have_text(f"{EVERY} works")
    page.get_by_label("Search this list").fill("made10")
    count = page.locator(".finder__count")
    expect(count).to_have_text(f"111 of {EVERY} works. {SEARCHED_ALL}")
    expect(
        page.get_by_role("status").filter(has_text="Searched all 6 letters that have works.")
    ).to_have_count(1)
    assert len(keys(page)) == 100
    expect(page.locator(".letters")).to_be_hidden()
    page.evaluate("scrollTo(0, 0); dispatchEvent(new Event('beforeprint'))")
    assert len(keys(page)) == 111
    assert page.evaluate("scrollY") == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(keys(page)) == 100
    expect(page.locator(f"{ROWS} .Z3988")).to_have_count(100)
    page.evaluate("document.addEventListener('ZoteroItemUpdated', () => { document.title = 'Zotero'; })")
    page.get_by_role("button", name="Show the last 11").click()
    shown = keys(page)
    assert len(shown) == 111
    assert page.evaluate("document.activeElement.closest('[data-row]').dataset.part") == shown[100]
    assert page.locator(f"{ROWS} a[href='{shown[0]}/']").count() == 1
    assert {each["id"] for each in rispy.loads(taken(page, "RIS"))} == set(shown)
    assert {entry.key for entry in parse_string(taken(page, "BibTeX")).entries} == set(shown)
    expect(page).to_have_title("Zotero")
    expect(page.locator(f"{ROWS} .Z3988")).to_have_count(111)
    page.goto("about:blank")
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(111)
    page.get_by_label("Search this list").fill("")
    expect(page.locator(".letters")).to_be_visible()
    assert keys(page) == []


def test_coins_come_for_what_is_shown(page: Page, many: str) -> None:
    """Rows come without their COinS, as large as they are; those of letters that are shown follow."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(many)
    page.get_by_label("Search this list").fill("lind2019evening")
    coins = page.locator(f"{ROWS} .Z3988")
    expect(coins).to_have_count(1)
    assert "rft.au=Lind%2C%20Maja" in (coins.get_attribute("title") or "")
    assert [name for name in asked if name.startswith("coins-")] == ["coins-l.js"]
    page.goto(f"{many}letter/l/")
    listed = page.locator('[data-part="lind2019evening"] .Z3988').get_attribute("title")
    assert "rft.au=Lind%2C%20Maja" in (listed or "")


def test_a_page_loads_the_scripts_that_it_uses(page: Page, many: str) -> None:
    """The page of all letters fetches them, that of one letter does not, and others have no list."""
    wanted = {
        many: ["basics", "facets", "parts", "letters", ""],
        f"{many}letter/a/": ["basics", "facets", "parts", ""],
        f"{many}../recommendations/": ["basics", "facets", ""],
        f"{many}../review/hours/": [],
    }
    for address, names in wanted.items():
        page.goto(address)
        found = [script.get_attribute("src") or "" for script in page.locator("script[src*=listing]").all()]
        files = [src.rpartition("/")[2] for src in found]
        assert files == [f"listing-{name}.js" if name else "listing.js" for name in names]
        cites = page.locator(".works-cited").count()
        assert page.locator("script[src*='/cards.js']").count() == cites, address


def test_all_letters_are_narrowed_and_sorted(page: Page, many: str) -> None:
    """An address gives works of all letters, and the number beside each choice is that of all of them."""
    page.goto(f"{many}?decade=1990&sort=year")
    expect(page.locator(".finder__count")).to_have_text(f"120 of {EVERY} works. {SEARCHED_ALL}")
    years = [row.get_attribute("data-sort-year") or "" for row in page.locator(ROWS).all()]
    assert years == sorted(years, reverse=True)
    page.locator(".finder__facet > summary", has_text="Decade").click()
    box = page.locator('.finder input[name="decade"][value="2010"]')
    expect(box.locator("xpath=../span[@class='finder__number']")).to_have_text("2")
    box.check()
    expect(page.locator(".finder__count")).to_contain_text(f"122 of {EVERY} works")
    page.go_back()
    expect(page.locator(".finder__count")).to_contain_text(f"120 of {EVERY} works")
    page.goto(f"{many}?sort=year")
    expect(page.locator(".finder__count")).to_have_text(f"{EVERY} works")
    in_bibtex = parse_string(taken(page, "BibTeX")).entries_dict
    assert len(in_bibtex) == MADE + 3
    chapter = in_bibtex[f"made{CHILD}"]
    assert chapter.fields_dict["booktitle"].value == in_bibtex[f"made{PARENT}"].fields_dict["title"].value
    assert "crossref" not in chapter.fields_dict
    page.goto(many)
    page.emulate_media(media="print")
    expect(page.locator(".letters")).to_be_visible()


def test_a_letter_that_cannot_be_loaded_is_reported(page: Page, many: str) -> None:
    """One letter holds up no other. Which cannot be fetched is reported, and asked for again when told to."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/rows-b.js", hold)
    page.goto(f"{many}?find=ana", wait_until="commit")
    count = page.locator(".finder__count")
    expect(count).to_have_text(f"Searching: 5 of 6 letters so far, {MADE * 3 // len(NAMES):,} found.")
    said = page.locator(".finder__foot > [role=status]")
    expect(said).to_be_empty()
    held[0].abort()
    expect(count).to_have_text(
        f"{MADE * 3 // len(NAMES):,} of {EVERY} works. Searched 5 of 6 letters. B could not be fetched."
    )
    page.unroute("**/rows-b.js")
    page.get_by_role("button", name="Try again").click()
    expect(count).to_have_text(f"{MADE:,} of {EVERY} works. {SEARCHED_ALL}")
    expect(page.get_by_role("button", name="Try again")).to_be_hidden()
    expect(page.get_by_label("Search this list")).to_be_focused()
    expect(said).to_have_text(f"{MADE:,} of {EVERY} works. {SEARCHED_ALL}")
    page.context.set_offline(True)
    page.get_by_role("button", name="Download these as RIS").click()
    expect(page.locator(".finder__takes [role=status]")).to_contain_text("could not be fetched")
    expect(count).to_have_text(f"{MADE:,} of {EVERY} works. {SEARCHED_ALL}")
    expect(page.locator('[data-part="made0"]')).to_contain_text(HOSTILE.strip())
    expect(page.locator("article img")).to_have_count(0)


def test_forced_colours_tell_what_is_open_and_where_one_is(browser: Browser, many: str) -> None:
    """In the colours of the system the letter of the page and an open facet look unlike the others."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, forced_colors="active")
    page = context.new_page()
    page.goto(f"{many}letter/a/")

    def keeps_its_colours(selector: str) -> bool:
        """Ask what the browser was told: the colours that it reports are those before they are forced."""
        adjust = "element => getComputedStyle(element).forcedColorAdjust"
        return bool(page.locator(selector).first.evaluate(adjust) == "none")

    assert keeps_its_colours(".letters [aria-current]")
    assert not keeps_its_colours(".letters a:not([aria-current])")
    assert not keeps_its_colours(".finder__facet > summary")
    page.locator(".finder__facet > summary").first.click()
    assert keeps_its_colours(".finder__facet[open] > summary")
    context.close()


def test_from_one_letter_to_all(page: Page, many: str) -> None:
    """A page of one letter says that it searches one, and leads to all with the same words."""
    page.goto(f"{many}letter/a/")
    page.get_by_label("Search this list").fill("lind")
    expect(page.locator(".finder__count")).to_contain_text("works under A, one letter of 6")
    expect(page.locator(".finder__count")).to_contain_text("0 of ")
    page.locator(".finder__none").get_by_role("link", name="Search all letters").click()
    page.wait_for_url("**/bibliography/?find=lind")
    expect(page.locator(".finder__count")).to_have_text(f"1 of {EVERY} works. {SEARCHED_ALL}")
    assert keys(page) == ["lind2019evening"]


def test_filters_carry_over_from_letter_to_letter(page: Page, many: str) -> None:
    """Also by way of a letter whose works are all of another sort."""
    page.goto(f"{many}letter/o/?doi=yes")
    expect(page.locator(".finder__count")).to_contain_text("1 of 1 work under O")
    page.locator(".letters").get_by_role("link", name="A", exact=True).click()
    page.wait_for_url("**/letter/a/?doi=yes")
    expect(page.locator(".finder__count")).to_contain_text("0 of ")
    expect(page.locator(".finder__chips")).to_contain_text("DOI: Has a DOI")
    page.locator(".finder__none").get_by_role("link", name="Search all letters").click()
    page.wait_for_url("**/bibliography/?doi=yes")
    expect(page.locator(".finder__count")).to_have_text(f"1 of {EVERY} works. {SEARCHED_ALL}")
