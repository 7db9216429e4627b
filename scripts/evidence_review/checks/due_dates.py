"""Checks of dates promised and of searches."""

from collections.abc import Iterator
from itertools import pairwise

from evidence_review.checks.judgements import Judgement, by_date, judgements, judgements_of
from evidence_review.diagnostics import Diagnostic, error
from evidence_review.model.date import PartialDate
from evidence_review.model.recommendation import Due
from evidence_review.review.review import Review


def rec115_first_due_date_is_recorded(review: Review) -> Iterator[Diagnostic]:
    """A date that is put off must keep the date first promised, and say why.

    Without the first one, whoever puts a date off often enough is never late.

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
    """Return what is wrong with a date promised: the key, what is said of it, and what to do."""
    if due.date == first and due.moved_from is not None:
        message = f"{subject} moves a date from {due.moved_from}, but the first promised was {first}"
        yield "moved_from", message, "take `moved_from` out"
    elif first not in (due.date, due.moved_from):
        description = f"moved from {due.moved_from}" if due.moved_from else "as if it were the first"
        message = f"{subject} promises {due.date}, {description}; first promised was {first}"
        yield "moved_from", message, f"write `moved_from: {first}`"
    if due.moved_from is not None and not due.reason.strip():
        yield "reason", f"{subject} puts a date off and does not say why", "add `reason: …` to `due`"


def rec116_searches_name_their_places(review: Review) -> Iterator[Diagnostic]:
    """A search must say where somebody looked, and lie no later than the assessment that rests on it.

    "Nothing found" is worth as much as the places where nothing was found.

    Bad:  `searched: {date: 2026-11-23, places: []}`.
    Good: `searched: {date: 2026-11-23, places: [published guidance], words: peer mentor}`.
    """
    for judgement in judgements(review):
        search = judgement.assessment.searched
        if search is None:
            continue
        if not any(place.strip() for place in search.places):
            message = f"{judgement.description} rests on a search that was made nowhere"
            yield error("REC116", judgement.location_of("searched", "places"), message, "name the places")
        if search.date > judgement.assessment.date:
            message = f"{judgement.description} rests on a search of {search.date}, a later day"
            hint = "mend one of the dates, or add an assessment of the day of the search"
            yield error("REC116", judgement.location_of("searched", "date"), message, hint)


def rec117_assessments_are_in_date_order(review: Review) -> Iterator[Diagnostic]:
    """Assessments must stand in the order of their dates.

    The record is added to and never edited, so the last one written is the last one judged.

    Bad:  an assessment of 2026-10-01 below one of 2026-11-23.
    Good: an assessment of the day on which it was made, with `corrects:` where it puts one right.
    """
    for recommendation in review.recommendations.values():
        found = judgements_of(review, recommendation)
        for before, after in pairwise(found):
            if after.assessment.date < before.assessment.date:
                message = f"{after.description} stands below one of {before.assessment.date}"
                hint = "put it above, or mend the date; a correction bears the day on which it is made"
                yield error("REC117", after.location_of("date"), message, hint)
