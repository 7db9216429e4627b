"""The tables of assessments and of responses: each column, and which assessment is the latest."""

from datetime import date

from evidence_review.model.date import PartialDate
from evidence_review.model.vocabularies import Delivery, Lifecycle, Response
from evidence_review.tables.assessments import ASSESSMENTS, RESPONSES
from tests.builders import a_recommendation, a_review_of
from tests.tables.rows import FULL, rows_of


def test_every_column_of_an_assessment_with_a_search() -> None:
    """Where nothing was found, the row has where, when and with what words someone looked."""
    row, *_ = rows_of(ASSESSMENTS)

    assert row == {
        "recommendation": "r01",
        "number": 1,
        "date": date(2024, 1, 15),
        "by": "Rita Holm",
        "is_latest": False,
        "delivery": Delivery.UNKNOWN,
        "outstanding": "",
        "lifecycle": Lifecycle.DISPUTED,
        "lifecycle_reason": "The council objects.",
        "continued_in": "r02",
        "statement": "We never heard of it.",
        "reason": 'Nothing; "nothing" at all.',
        "rests_on": (),
        "searched_on": date(2024, 1, 14),
        "searched_places": ("minutes | annexes", "the web"),
        "searched_words": "late, hours",
        "searched_result": "None.",
        "due": None,
        "due_moved_from": None,
        "due_reason": "",
        "corrects": None,
    }


def test_every_column_of_an_assessment_with_a_promise() -> None:
    """Where something was promised, the row has the date, the first date and why it was postponed."""
    _, row, _ = rows_of(ASSESSMENTS)

    assert row == {
        "recommendation": "r01",
        "number": 2,
        "date": date(2025, 6, 1),
        "by": "editors",
        "is_latest": True,
        "delivery": Delivery.PART_IMPLEMENTED,
        "outstanding": "The second evening.",
        "lifecycle": Lifecycle.OPEN,
        "lifecycle_reason": "",
        "continued_in": "",
        "statement": "",
        "reason": "One evening is late.",
        "rests_on": ("e01",),
        "searched_on": None,
        "searched_places": (),
        "searched_words": "",
        "searched_result": "",
        "due": PartialDate(2026),
        "due_moved_from": PartialDate(2025, 9),
        "due_reason": "No money.",
        "corrects": date(2024, 1, 15),
    }


def test_an_assessment_after_the_day_of_the_site_is_not_the_latest() -> None:
    """The latest is the one in force on that day; later ones are listed all the same."""
    found = [(row["number"], row["date"], row["is_latest"]) for row in rows_of(ASSESSMENTS)]

    assert found == [
        (1, date(2024, 1, 15), False),
        (2, date(2025, 6, 1), True),
        (3, date(2025, 12, 1), False),
    ]


def test_every_column_of_a_response() -> None:
    """Each organisation has a row for each assessment, with its reason, its dates and its evidence."""
    row, _ = rows_of(RESPONSES)

    assert row == {
        "recommendation": "r01",
        "assessment": 2,
        "date": date(2025, 6, 1),
        "organisation": "org-council",
        "response": Response.ACCEPTED_IN_PART,
        "reason": "One evening.",
        "put_on": PartialDate(2024, 2),
        "answer_due": PartialDate(2024, 3, 31),
        "rests_on": ("e01", "e02"),
        "is_latest": True,
    }


def test_a_bare_response_has_no_more_than_its_word() -> None:
    """Cells of what was not written are empty."""
    _, row = rows_of(RESPONSES)

    assert (row["organisation"], row["response"]) == ("org-board", Response.BODY_CEASED)
    assert (row["reason"], row["put_on"], row["answer_due"], row["rests_on"]) == ("", None, None, ())


def test_a_recommendation_without_assessments_has_no_rows() -> None:
    """Nothing is reported where nobody has judged."""
    review = a_review_of(a_recommendation())

    assert (rows_of(ASSESSMENTS, review), rows_of(RESPONSES, review)) == ([], [])
    assert {row["recommendation"] for row in rows_of(ASSESSMENTS, FULL)} == {"r01"}
