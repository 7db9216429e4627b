"""Ten questions that a commissioner asks, each answered within three steps of the home page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

Step = Callable[[Page], None]
"""One thing that a reader does."""

LONGEST = 3
"""Steps to an answer."""


def recommendations(page: Page) -> None:
    """Follow the way in for commissioners."""
    page.get_by_role("link", name="For commissioners").click()
    page.wait_for_load_state("load")  # the script of the list answers clicks from then on


def follow(name: str, *, within: str = "article") -> Step:
    """Return the step of following a link by its words."""
    return lambda page: page.locator(within).get_by_role("link", name=name, exact=True).first.click()


def find(words: str) -> Step:
    """Return the step of searching the list."""
    return lambda page: page.get_by_label("Search this list").fill(words)


def since(year: str) -> Step:
    """Return the step of asking for what is new."""

    def choose(page: Page) -> None:
        page.get_by_label("Has events since").select_option(year)

    return choose


def open_facet(name: str) -> Step:
    """Return the step of opening what can be chosen."""
    return lambda page: page.locator(".finder__facet > summary", has_text=name).click()


def open_row(id_: str) -> Step:
    """Return the step of opening a row."""
    return lambda page: page.locator(f"#{id_} summary").click()


def number(line: str, column: str) -> Step:
    """Return the step of following a number of the overview."""

    def click(page: Page) -> None:
        row = page.locator(".counts tbody tr", has=page.get_by_role("link", name=line, exact=True))
        row.locator(f'td[data-label="{column}"] a').click()

    return click


@pytest.mark.parametrize(
    ("steps", "place", "answer"),
    [
        pytest.param(
            (recommendations, find("probation service housing"), open_row("r005")),
            "#r005",
            "Public evidence shows that a concrete step has been taken",
            id="what-was-asked-of-the-probation-service-about-housing-and-what-has-happened",
        ),
        pytest.param(
            (recommendations, number("Ministry of Justice", "All")),
            ".finder__count",
            "7 of 29 recommendations, as at",
            id="how-much-is-asked-of-the-ministry-of-justice",
        ),
        pytest.param(
            (recommendations, number("Training and support for mentors", "In progress")),
            ".finder__count",
            "2 of 29 recommendations",
            id="which-requests-on-training-are-under-way",
        ),
        pytest.param(
            (recommendations, follow("Service user")),
            "article",
            "recommendations, as at",
            id="what-did-service-users-ask-for",
        ),
        pytest.param(
            (recommendations, follow("Done")),
            "article",
            "No recommendation is listed under “Done” as at",
            id="has-anything-been-done-in-full",
        ),
        pytest.param(
            (recommendations, follow("National Offender Management Service (NOMS)")),
            ".facts",
            "Followed byHM Prison and Probation Service (HMPPS), 1 April 2017",
            id="who-answers-today-for-what-was-asked-of-noms",
        ),
        pytest.param(
            (recommendations, since("2025")),
            ".finder__count",
            "of 29 recommendations",
            id="what-has-moved-since-2025",
        ),
        pytest.param(
            (recommendations, find("clearance"), open_row("r027")),
            "#r027 .evidence",
            "Documented",
            id="on-what-evidence-does-the-position-on-clearance-rest",
        ),
        pytest.param(
            (recommendations, follow("Build volunteering into the end of a probation sentence")),
            "#cite ~ .entry, #cite ~ * .entry",
            "as at",
            id="how-is-a-recommendation-quoted-with-its-date",
        ),
        pytest.param(
            (recommendations, open_facet("Response")),
            ".finder__facet[open]",
            "Not put to them",
            id="has-any-body-answered",
        ),
    ],
)
def test_a_question_is_answered_in_three_steps(
    browser: Browser, this_address: str, steps: tuple[Step, ...], place: str, answer: str
) -> None:
    """The answer is on the screen after three steps at most from the home page."""
    assert len(steps) <= LONGEST
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(this_address)
    for step in steps:
        step(page)
    expect(page.locator(place).first).to_contain_text(answer)
    context.close()
