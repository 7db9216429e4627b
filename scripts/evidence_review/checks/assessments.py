"""Checks of the record of a recommendation: what each word needs, and in what order assessments follow.

What the judgement rests on is checked in `recommendations`.
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
    """A word that leaves a question open must come with the answer to it.

    What is still to do, why it was closed, what took its place, what is contested: the definition of
    the word promises readers that they are told.

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
                message = f"{id_} is said to be {str(word)!r} on {assessment.date}, which needs {needed!r}"
                yield error("REC105", judgement.location_of(key), message, f"add a line `{needed}: …`")


def rec106_derived_values_are_not_written(review: Review) -> Iterator[Diagnostic]:
    """A word that the site works out from dates must not be written.

    Written, it would stay when the dates have moved on.

    Bad:  `lifecycle: dormant`.
    Good: `lifecycle: open`, or no line at all.
    """
    for judgement in judgements(review):
        word = judgement.assessment.lifecycle
        if word in DERIVED_LIFECYCLES:
            message = f"{judgement.recommendation.id} is written to be {str(word)!r}"
            hint = "take the line out: this is worked out from the dates"
            yield error("REC106", judgement.location_of("lifecycle"), message, hint)


def rec107_corrections_name_their_target(review: Review) -> Iterator[Diagnostic]:
    """A correction must name the date of an earlier assessment of the same recommendation.

    The record is never edited away, so a reader must find what was put right.

    Bad:  `corrects: 2026-10-11`, when the assessment before is of 2026-10-01.
    Good: `corrects: 2026-10-01`.
    """
    for recommendation in review.recommendations.values():
        earlier: list[str] = []
        for judgement in by_date(judgements_of(review, recommendation)):
            assessment = judgement.assessment
            corrected = str(assessment.corrects or "")
            if corrected and corrected not in earlier:
                message = (
                    f"the assessment of {assessment.date} corrects one of {corrected}, and there is none"
                )
                known = f"earlier ones are of {', '.join(earlier)}" if earlier else "there is no earlier one"
                yield error("REC107", judgement.location_of("corrects"), message, known)
            earlier.append(str(assessment.date))


def rec108_transitions_are_possible(review: Review) -> Iterator[Diagnostic]:
    """What was done can lapse but cannot turn into something that was never begun.

    A step back means that one of the two judgements was wrong, and then the later one says so.

    Bad:  `delivery: planned`, when the assessment before says `implemented`.
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
                hint = f"what may follow: {', '.join(allowed)}; or add `corrects: {before.date}`"
                yield error("REC108", judgement.location_of("delivery"), message, hint)


def rec109_assessments_are_not_in_the_future(review: Review) -> Iterator[Diagnostic]:
    """An assessment should not lie after the day as of which the review speaks.

    The site shows where things stand on that day, so readers would not see it.

    Bad:  `date: 2027-02-04`, when `as_at` in `mkdocs.yml` is 2026-11-23.
    Good: `as_at: 2027-03-01`, once the review speaks as of that day.
    """
    for judgement in judgements(review):
        if judgement.assessment.date > review.as_at:
            message = f"{judgement.description} is not shown, because the review speaks as of {review.as_at}"
            hint = "mend the date, or move `as_at` on"
            yield warning("REC109", judgement.location_of("date"), message, hint)


def rec110_evidence_comes_first(review: Review) -> Iterator[Diagnostic]:
    """A judgement cannot rest on what had not happened when it was made.

    One of the two dates is wrong, or the judgement was changed after its date.

    Bad:  an assessment of 2026-10-01 with `rests_on: [e060]`, when `e060` is dated 2026-11.
    Good: a new assessment, dated the day on which `e060` was weighed.
    """
    for judgement in judgements(review):
        seen: set[str] = set()
        for path, id_ in _rests_on(judgement):
            event = review.events.get(id_)
            if event and event.date and event.date.first > judgement.assessment.date and id_ not in seen:
                seen.add(id_)
                message = f"{judgement.description} rests on {id_}, which is dated {event.date}"
                yield error(
                    "REC110", judgement.location_of(*path), message, "add a later assessment, or mend a date"
                )


def _rests_on(judgement: Judgement) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Return the event of each line that names one, with the keys that lead to it."""
    for number, id_ in enumerate(judgement.assessment.rests_on):
        yield ("rests_on", number), id_
    for body, answer in judgement.assessment.responses.items():
        for number, id_ in enumerate(answer.rests_on):
            yield ("responses", body, "rests_on", number), id_
