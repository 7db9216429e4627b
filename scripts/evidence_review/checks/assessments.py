"""Checks of assessments: what each status word requires, and which may follow another.

Their evidence is checked in `recommendations`.
"""

from collections.abc import Iterator
from itertools import pairwise

from evidence_review.checks.judgements import Judgement, by_date, judgements, judgements_of
from evidence_review.diagnostics import Diagnostic, error, warning
from evidence_review.model.vocabularies import (
    DELIVERY_REQUIRED_FIELD,
    DERIVED_LIFECYCLES,
    LIFECYCLE_REQUIRED_FIELD,
    NEXT_DELIVERY,
)
from evidence_review.review.review import Review


def rec105_words_are_explained(review: Review) -> Iterator[Diagnostic]:
    """A status word that raises a question must come with the answer.

    What is left to do, why it was closed, what replaced it, what is disputed: the definition of the word
    promises readers that the site tells them.

    Bad:  `delivery: part-implemented` without `outstanding`; `lifecycle: superseded` without `continued_in`.
    Good: `lifecycle: superseded` with `continued_in: r031`.
    """
    for judgement in judgements(review):
        assessment, id_ = judgement.assessment, judgement.recommendation.id
        for key, word, needed in (
            ("delivery", assessment.delivery, DELIVERY_REQUIRED_FIELD.get(assessment.delivery, "")),
            ("lifecycle", assessment.lifecycle, LIFECYCLE_REQUIRED_FIELD.get(assessment.lifecycle, "")),
        ):
            if needed and not str(getattr(assessment, needed) or "").strip():
                message = (
                    f"{id_} is recorded as {str(word)!r} on {assessment.date}, which requires {needed!r}"
                )
                yield error("REC105", judgement.location_of(key), message, f"add a line `{needed}: …`")


def rec106_derived_values_are_not_written(review: Review) -> Iterator[Diagnostic]:
    """A status word that the site derives from dates must not be written by hand.

    A written word would stay the same when time has moved on, and readers would be misinformed.

    Bad:  `lifecycle: dormant`.
    Good: `lifecycle: open`, or no line at all.
    """
    for judgement in judgements(review):
        word = judgement.assessment.lifecycle
        if word in DERIVED_LIFECYCLES:
            message = f"{judgement.recommendation.id} has {str(word)!r} written by hand"
            hint = "remove the line: the site derives this from the dates"
            yield error("REC106", judgement.location_of("lifecycle"), message, hint)


def rec107_corrections_name_their_target(review: Review) -> Iterator[Diagnostic]:
    """A correction must name the date of an earlier assessment of the same recommendation.

    Old assessments stay in the record, so readers must be able to see which one was wrong.

    Bad:  `corrects: 2026-10-11`, when the earlier assessment is dated 2026-10-01.
    Good: `corrects: 2026-10-01`.
    """
    for recommendation in review.recommendations.values():
        earlier: list[str] = []
        for judgement in by_date(judgements_of(review, recommendation)):
            assessment = judgement.assessment
            corrected = str(assessment.corrects or "")
            if corrected and corrected not in earlier:
                message = (
                    f"the assessment of {assessment.date} corrects one of {corrected}, which does not exist"
                )
                known = (
                    f"earlier ones are dated {', '.join(earlier)}" if earlier else "there is no earlier one"
                )
                yield error("REC107", judgement.location_of("corrects"), message, known)
            earlier.append(str(assessment.date))


def rec108_transitions_are_possible(review: Review) -> Iterator[Diagnostic]:
    """The delivery status may only change in a way that is possible.

    Something that was done can lapse, but it cannot become something that was never begun. If an earlier
    assessment was wrong, the later one must say so, or readers see two statements that contradict each other.

    Bad:  `delivery: planned`, when the previous assessment says `implemented`.
    Good: `delivery: planned` with `corrects:` and the date of the wrong one.
    """
    for recommendation in review.recommendations.values():
        for earlier, judgement in pairwise(by_date(judgements_of(review, recommendation))):
            before, after = earlier.assessment, judgement.assessment
            allowed = NEXT_DELIVERY.get(before.delivery)
            if allowed and after.delivery not in allowed and not after.corrects:
                message = (
                    f"{recommendation.id} cannot be {str(after.delivery)!r} on {after.date}, "
                    f"after {str(before.delivery)!r} on {before.date}"
                )
                hint = f"possible words: {', '.join(allowed)}; or add `corrects: {before.date}`"
                yield error("REC108", judgement.location_of("delivery"), message, hint)


def rec109_assessments_are_not_in_the_future(review: Review) -> Iterator[Diagnostic]:
    """An assessment should not be dated later than the review's "as at" date.

    The site shows the status on that date, so readers would not see the assessment.

    Bad:  `date: 2027-02-04`, when `as_at` in `mkdocs.yml` is 2026-11-23.
    Good: `as_at: 2027-03-01`, once the whole review has been brought up to that date.
    """
    for judgement in judgements(review):
        if judgement.assessment.date > review.as_at:
            message = f"{judgement.description} is not shown, because the review is as at {review.as_at}"
            hint = "correct the date, or move `as_at` forward"
            yield warning("REC109", judgement.location_of("date"), message, hint)


def rec110_evidence_comes_first(review: Review) -> Iterator[Diagnostic]:
    """An assessment cannot be based on an event that had not happened yet.

    One of the two dates is wrong, or the assessment was changed after its date, which readers rely on.

    Bad:  an assessment of 2026-10-01 with `rests_on: [e060]`, when `e060` is dated 2026-11.
    Good: a new assessment, dated the day on which `e060` was considered.
    """
    for judgement in judgements(review):
        seen: set[str] = set()
        for path, id_ in _rests_on(judgement):
            event = review.events.get(id_)
            if event and event.date and event.date.first > judgement.assessment.date and id_ not in seen:
                seen.add(id_)
                message = f"{judgement.description} is based on {id_}, which is dated {event.date}"
                yield error(
                    "REC110",
                    judgement.location_of(*path),
                    message,
                    "add a later assessment, or correct one of the dates",
                )


def _rests_on(judgement: Judgement) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Return each event that an assessment is based on, with the keys that lead to its line."""
    for number, id_ in enumerate(judgement.assessment.rests_on):
        yield ("rests_on", number), id_
    for organisation, answer in judgement.assessment.responses.items():
        for number, id_ in enumerate(answer.rests_on):
            yield ("responses", organisation, "rests_on", number), id_
