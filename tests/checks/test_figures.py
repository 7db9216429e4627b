"""Tests of checks of figures in texts."""

from dataclasses import replace

import pytest

from evidence_review.checks.figures import txt101_figures_of_today_have_a_source
from evidence_review.review.review import Review
from tests.builders import a_page, a_record, a_reference, a_review_of, an_event


def written(text: str, words: tuple[str, ...] = ("today", "now")) -> Review:
    """Return a review of one report whose only page has a text."""
    made = a_review_of(a_page("page.md", text), an_event("e01"), a_reference("rep"), a_reference("lind2019"))
    return replace(made, record=a_record(reviewed="rep", present_words=words))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("Today Clinks counts 1,750 charities.", 1, id="today"),
        pytest.param("There are 1,750 now [@rep, p. 3].", 1, id="the-report-alone"),
        pytest.param("There are 1,750 now [@lind2019].", 0, id="another-reference"),
        pytest.param("Today there are 1,750. [A survey][e01] says so.", 0, id="an-event"),
        pytest.param("Today there are 1,750.\n\n[A survey][e01] says so.", 1, id="an-event-elsewhere"),
        pytest.param("At the time there were 1,750. Today there are many.", 0, id="no-figure-of-today"),
        pytest.param("They know 1,750 of them.", 0, id="part-of-a-word"),
        pytest.param("Today there are 1.5 of them. Today there are 2.", 2, id="each-sentence"),
    ],
)
def test_txt101_wants_a_source_for_figures_of_today(text: str, number: int) -> None:
    """The report cannot know what is true of the day on which someone reads the site."""
    assert len(list(txt101_figures_of_today_have_a_source(written(text)))) == number


def test_txt101_leads_to_the_line() -> None:
    """The message quotes the sentence and has the line of the word."""
    (found,) = txt101_figures_of_today_have_a_source(written("One.\n\nTwo:\ntoday there are 5."))

    assert (found.where.line, found.message) == (
        8,
        "a figure is said to be of 'today': 'Two:\\ntoday there are 5.'",
    )


def test_txt101_needs_words() -> None:
    """A review that lists no words for the present is not checked."""
    assert list(txt101_figures_of_today_have_a_source(written("Today there are 5.", ()))) == []
    assert list(txt101_figures_of_today_have_a_source(a_review_of(a_page("p.md", "Today 5.")))) == []
