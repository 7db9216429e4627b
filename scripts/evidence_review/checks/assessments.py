"""Checks of the record of a recommendation: what each word needs, and in what order assessments follow.

What the judgement rests on is checked in `recommendations`.
"""

from collections.abc import Iterator
from itertools import pairwise

from evidence_review.diagnostics import Diagnostic, error, warning
from evidence_review.model.recommendation import Answer, Assessment, Recommendation
from evidence_review.model.review import Review
from evidence_review.model.vocabularies import (
    DELIVERY_NEEDS,
    LIFECYCLE_NEEDS,
    NEXT_DELIVERY,
    RESPONSE_NEEDS,
    WORKED_OUT,
)


def rec104_answers_are_explained(review: Review) -> Iterator[Diagnostic]:
    """An answer that is not a plain yes must come with the body's reason, and a question with its date.

    "Noted" or "not agreed" alone tells a reader nothing, and nobody can say that an answer is late
    when the day on which it was asked for is not known.

    Bad:  `responses: {org-council: rejected}`.
    Good: `responses: {org-council: {response: rejected, reason: The budget is spent.}}`.
    """
    for recommendation, assessment in _assessments(review):
        for body, answer in assessment.responses.items():
            needed = RESPONSE_NEEDS.get(answer.response, "")
            if _lacks(answer, needed):
                message = (
                    f"{recommendation.id} is said to be {str(answer.response)!r} by {body} on "
                    f"{assessment.date}, which needs {needed!r}"
                )
                hint = f"write `{body}: {{response: {answer.response}, {needed}: …}}`"
                yield error("REC104", assessment.where, message, hint)


def rec105_words_are_explained(review: Review) -> Iterator[Diagnostic]:
    """A word that leaves a question open must come with the answer to it.

    What is still to do, why it was closed, what took its place, what is contested: the definition of
    the word promises readers that they are told.

    Bad:  `delivery: part-implemented` without `outstanding`; `lifecycle: superseded` without `continued_in`.
    Good: `lifecycle: superseded` with `continued_in: r031`.
    """
    for recommendation, assessment in _assessments(review):
        for word, needed in (
            (assessment.delivery, DELIVERY_NEEDS.get(assessment.delivery, "")),
            (assessment.lifecycle, LIFECYCLE_NEEDS.get(assessment.lifecycle, "")),
        ):
            if _lacks(assessment, needed):
                message = (
                    f"{recommendation.id} is said to be {str(word)!r} on {assessment.date}, "
                    f"which needs {needed!r}"
                )
                yield error("REC105", assessment.where, message, f"add a line `{needed}: …`")
        if assessment.continued_in == recommendation.id:
            message = f"{recommendation.id} is said to be continued in itself on {assessment.date}"
            yield error("REC105", assessment.where, message, "name the other recommendation")


def rec106_what_is_worked_out_is_not_written(review: Review) -> Iterator[Diagnostic]:
    """A word that the site works out from dates must not be written.

    Written, it would stay when the dates have moved on.

    Bad:  `lifecycle: dormant`.
    Good: `lifecycle: open`, or no line at all.
    """
    for recommendation, assessment in _assessments(review):
        if assessment.lifecycle in WORKED_OUT:
            message = f"{recommendation.id} is written to be {str(assessment.lifecycle)!r}"
            hint = "take the line out: this is worked out from the dates"
            yield error("REC106", assessment.where, message, hint)


def rec107_corrections_name_what_they_correct(review: Review) -> Iterator[Diagnostic]:
    """A correction must name the date of an earlier assessment of the same recommendation.

    The record is never edited away, so a reader must find what was put right.

    Bad:  `corrects: 2026-10-11`, when the assessment before is of 2026-10-01.
    Good: `corrects: 2026-10-01`.
    """
    for recommendation in review.recommendations.values():
        earlier: list[str] = []
        for assessment in _by_date(recommendation):
            corrected = str(assessment.corrects or "")
            if corrected and corrected not in earlier:
                message = (
                    f"the assessment of {assessment.date} corrects one of {corrected}, and there is none"
                )
                known = f"earlier ones are of {', '.join(earlier)}" if earlier else "there is no earlier one"
                yield error("REC107", assessment.where, message, known)
            earlier.append(str(assessment.date))


def rec108_steps_are_possible(review: Review) -> Iterator[Diagnostic]:
    """What was done can lapse but cannot turn into something that was never begun.

    A step back means that one of the two judgements was wrong, and then the later one says so.

    Bad:  `delivery: planned`, when the assessment before says `implemented`.
    Good: `delivery: planned` with `corrects:` and the date of the wrong one.
    """
    for recommendation in review.recommendations.values():
        for before, after in pairwise(_by_date(recommendation)):
            allowed = NEXT_DELIVERY.get(before.delivery)
            if allowed and after.delivery not in allowed and not after.corrects:
                message = (
                    f"{recommendation.id} cannot be {str(after.delivery)!r} on {after.date}, "
                    f"after {str(before.delivery)!r} on {before.date}"
                )
                hint = f"what may follow: {', '.join(allowed)}; or add `corrects: {before.date}`"
                yield error("REC108", after.where, message, hint)


def rec109_assessments_have_been_made(review: Review) -> Iterator[Diagnostic]:
    """An assessment should not lie after the day as of which the review speaks.

    The site shows where things stand on that day, so readers would not see it.

    Bad:  `date: 2027-02-04`, when `as_at` in `mkdocs.yml` is 2026-11-23.
    Good: `as_at: 2027-03-01`, once the review speaks as of that day.
    """
    for recommendation, assessment in _assessments(review):
        if assessment.date > review.as_at:
            message = (
                f"the assessment of {recommendation.id} on {assessment.date} is not shown, "
                f"because the review speaks as of {review.as_at}"
            )
            yield warning("REC109", assessment.where, message, "mend the date, or move `as_at` on")


def rec110_evidence_comes_first(review: Review) -> Iterator[Diagnostic]:
    """A judgement cannot rest on what had not happened when it was made.

    One of the two dates is wrong, or the judgement was changed after its date.

    Bad:  an assessment of 2026-10-01 with `rests_on: [e060]`, when `e060` is dated 2026-11.
    Good: a new assessment, dated the day on which `e060` was weighed.
    """
    for recommendation, assessment in _assessments(review):
        answers = (id_ for answer in assessment.responses.values() for id_ in answer.rests_on)
        for id_ in dict.fromkeys((*assessment.rests_on, *answers)):
            event = review.events.get(id_)
            if event and event.date and event.date.first > assessment.date:
                message = (
                    f"the assessment of {recommendation.id} on {assessment.date} rests on {id_}, "
                    f"which is dated {event.date}"
                )
                yield error("REC110", assessment.where, message, "add a later assessment, or mend a date")


def _assessments(review: Review) -> Iterator[tuple[Recommendation, Assessment]]:
    for recommendation in review.recommendations.values():
        for assessment in recommendation.assessments:
            yield recommendation, assessment


def _by_date(recommendation: Recommendation) -> list[Assessment]:
    """Return the record oldest first; of two on one day, the later written last."""
    return sorted(recommendation.assessments, key=lambda assessment: assessment.date)


def _lacks(value: Answer | Assessment, key: str) -> bool:
    return bool(key) and not str(getattr(value, key) or "").strip()
