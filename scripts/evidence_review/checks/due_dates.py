"""Checks of promised dates, of searches, and of the order of assessments."""

from collections.abc import Iterator
from itertools import pairwise

from evidence_review.checks.judgements import Judgement, by_date, judgements, judgements_of
from evidence_review.diagnostics import Diagnostic, error
from evidence_review.model.date import PartialDate
from evidence_review.model.recommendation import Due
from evidence_review.review.review import Review


def rec115_first_due_date_is_recorded(review: Review) -> Iterator[Diagnostic]:
    """A promised date that is postponed must come with the first promised date and a reason.

    Without the first date, an organisation that postpones often enough would never appear late.

    Bad:  `due: {date: 2027-03}`, when an earlier assessment says `due: {date: 2026-09}`.
    Good: `due: {date: 2027-03, moved_from: 2026-09, reason: The budget was cut.}`.
    """
    for recommendation in review.recommendations.values():
        promised: list[Judgement] = []
        for judgement in by_date(judgements_of(review, recommendation)):
            promised = [each for each in promised if each.assessment.date != judgement.assessment.corrects]
            due = judgement.assessment.due
            if due is None:
                continue
            promised.append(judgement)
            earliest = promised[0].assessment.due or due
            first = earliest.moved_from or earliest.date
            for key, message, hint in _due_date_problems(judgement.description, due, first):
                yield error("REC115", judgement.location_of("due", key), message, hint)


def _due_date_problems(subject: str, due: Due, first: PartialDate) -> Iterator[tuple[str, str, str]]:
    """Yield each problem with a promised date: the key, the message and the hint."""
    if due.date == first and due.moved_from is not None:
        message = f"{subject} has a date moved from {due.moved_from}, but the first promised date was {first}"
        yield "moved_from", message, "remove `moved_from`"
    elif first not in (due.date, due.moved_from):
        description = f"moved from {due.moved_from}" if due.moved_from else "as if it were the first"
        message = f"{subject} has the date {due.date}, {description}; the first promised date was {first}"
        yield "moved_from", message, f"write `moved_from: {first}`"
    if due.moved_from is not None and not due.reason.strip():
        yield "reason", f"{subject} postpones a date without a reason", "add `reason: …` to `due`"


def rec116_searches_name_their_places(review: Review) -> Iterator[Diagnostic]:
    """A search must name the places searched, and must not be later than the assessment based on it.

    "Nothing found" means only as much as the list of places where people looked.

    Bad:  `searched: {date: 2026-11-23, places: []}`.
    Good: `searched: {date: 2026-11-23, places: [published guidance], words: peer mentor}`.
    """
    for judgement in judgements(review):
        search = judgement.assessment.searched
        if search is None:
            continue
        if not any(place.strip() for place in search.places):
            message = f"{judgement.description} relies on a search that names no places"
            yield error("REC116", judgement.location_of("searched", "places"), message, "name the places")
        if search.date > judgement.assessment.date:
            message = f"{judgement.description} relies on a search of {search.date}, which is later"
            hint = "correct one of the dates, or add an assessment dated the day of the search"
            yield error("REC116", judgement.location_of("searched", "date"), message, hint)


def rec117_assessments_are_in_date_order(review: Review) -> Iterator[Diagnostic]:
    """Assessments must be in the order of their dates.

    Assessments are only ever added, so the last one in the file is the current one that readers see.

    Bad:  an assessment of 2026-10-01 below one of 2026-11-23.
    Good: an assessment with the date on which it was made; with `corrects:` if it corrects an earlier one.
    """
    for recommendation in review.recommendations.values():
        found = judgements_of(review, recommendation)
        for before, after in pairwise(found):
            if after.assessment.date < before.assessment.date:
                message = f"{after.description} is below one of {before.assessment.date}"
                hint = "move it up, or correct the date; a correction has the date on which it is made"
                yield error("REC117", after.location_of("date"), message, hint)
