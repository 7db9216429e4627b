"""Checks of what bodies answered: who may answer, who must, and what an answer needs beside it."""

from collections.abc import Iterator

from evidence_review.checks.judgements import judgements, judgements_of
from evidence_review.diagnostics import Diagnostic, did_you_mean, error, warning
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.vocabularies import RESPONSE_REQUIRED_FIELD, Response
from evidence_review.review.review import Review

EXPLICIT_RESPONSES = frozenset(
    {
        Response.ACCEPTED,
        Response.ACCEPTED_IN_PART,
        Response.ACCEPTED_IN_PRINCIPLE,
        Response.NOTED,
        Response.REJECTED,
        Response.NOT_FOR_US,
    }
)
"""The answers that a body has given in words of its own."""


def rec104_answers_are_explained(review: Review) -> Iterator[Diagnostic]:
    """An answer that is not a plain yes must come with the body's reason, and a question with its date.

    "Noted" or "not agreed" alone tells a reader nothing, and nobody can say that an answer is late
    when the day on which it was asked for is not known.

    Bad:  `responses: {org-council: rejected}`.
    Good: `responses: {org-council: {response: rejected, reason: The budget is spent.}}`.
    """
    for judgement in judgements(review):
        for organisation, answer in judgement.assessment.responses.items():
            needed = RESPONSE_REQUIRED_FIELD.get(answer.response, "")
            if needed and not str(getattr(answer, needed) or "").strip():
                message = (
                    f"{judgement.recommendation.id} is said to be {str(answer.response)!r} by {organisation} "
                    f"on {judgement.assessment.date}, which needs {needed!r}"
                )
                hint = f"write `{organisation}: {{response: {answer.response}, {needed}: …}}`"
                yield error("REC104", judgement.location_of("responses", organisation), message, hint)


def rec118_answers_have_a_source(review: Review) -> Iterator[Diagnostic]:
    """What a body is said to have answered should rest on an event that shows it.

    Readers quote it, and the body may be asked about it.

    Bad:  `responses: {org-council: accepted}`, with no event under it.
    Good: `responses: {org-council: {response: accepted, rests_on: [e033]}}`.
    """
    for judgement in judgements(review):
        for organisation, answer in judgement.assessment.responses.items():
            if answer.response in EXPLICIT_RESPONSES and not answer.rests_on:
                word = str(answer.response)
                claim = f"{judgement.description} says {word!r} of {organisation}"
                message = f"{claim}, and names no event that shows it"
                hint = f"write `{organisation}: {{response: {answer.response}, rests_on: […]}}`"
                yield warning("REC118", judgement.location_of("responses", organisation), message, hint)


def rec111_answers_come_from_addressees(review: Review) -> Iterator[Diagnostic]:
    """Only a body that a recommendation is or was addressed to can have answered it.

    An answer from anybody else would stand on no page of that body, and in no count.

    Bad:  `responses: {org-school: accepted}`, when `addressees` names `org-council` alone.
    Good: `responses: {org-council: accepted}`.
    """
    for judgement in judgements(review):
        asked = (*judgement.recommendation.addressees, *judgement.recommendation.addressees_then)
        if not all(_is_known(review, organisation) for organisation in asked):
            continue  # one of them is misspelt, which is a fault of its own
        for organisation in judgement.assessment.responses:
            if organisation not in asked and _is_known(review, organisation):
                holder = f"{judgement.recommendation.id} holds an answer of {organisation}"
                message = f"{holder}, which it is not addressed to"
                hint = did_you_mean(organisation, asked) or "add the body to `addressees`"
                yield error("REC111", judgement.location_of("responses", organisation), message, hint)


def rec112_every_addressee_has_a_response(review: Review) -> Iterator[Diagnostic]:
    """The last assessment must say of each body that is asked what it has answered.

    Where nothing is known there is a word for that, `not-sought`. Left out, a reader cannot tell whether
    nobody asked or nobody wrote it down.

    Bad:  `responses: {}`, when `addressees` names `org-council`.
    Good: `responses: {org-council: not-sought}`.
    """
    for recommendation in review.recommendations.values():
        if recommendation.retired:
            continue
        for last in judgements_of(review, recommendation)[-1:]:
            for organisation in recommendation.addressees:
                if organisation not in last.assessment.responses and _is_known(review, organisation):
                    message = f"{last.description} does not say what {organisation} has answered"
                    hint = f"add `{organisation}: not-sought` to `responses`, or another of the words"
                    yield error("REC112", last.location_of("responses"), message, hint)


def rec113_has_an_addressee(review: Review) -> Iterator[Diagnostic]:
    """A recommendation must be addressed to a body, of today or of its time.

    What nobody is asked to do, nobody can answer, and it would be missing from the page of every body.

    Bad:  `addressees: {}` without `addressees_then`.
    Good: `addressees: {org-council: It sets the hours.}`.
    """
    for recommendation in review.recommendations.values():
        if not recommendation.addressees and not recommendation.addressees_then:
            entity = Entity(EntityKind.RECOMMENDATION, recommendation.id)
            message = f"{recommendation.id} is addressed to nobody"
            hint = "name a body and the reason, as in `addressees: {org-name: It decides this.}`"
            yield error("REC113", review.location_of(entity, "addressees"), message, hint)


def rec114_ceased_organisations_have_an_end_date(review: Review) -> Iterator[Diagnostic]:
    """An organisation may be recorded as ceased only after its last day, which must be recorded.

    Readers are told that nobody can answer any more, and that must be true.

    Bad:  `responses: {org-council: body-ceased}`, when `org-council` has no `valid_to`.
    Good: `valid_to: 2021-06-25` in `org-council`, in an assessment after that day.
    """
    for judgement in judgements(review):
        for id_, answer in judgement.assessment.responses.items():
            organisation = review.organisations.get(id_)
            if answer.response is not Response.BODY_CEASED or organisation is None:
                continue
            if organisation.valid_to is None or organisation.valid_to.first > judgement.assessment.date:
                ended = f"ended on {organisation.valid_to}" if organisation.valid_to else "has no last day"
                message = f"{id_} is said to have ceased by {judgement.assessment.date}, but it {ended}"
                hint = f"write `valid_to` in {id_}, or choose another word"
                yield error("REC114", judgement.location_of("responses", id_), message, hint)


def rec119_addressees_are_current_or_former(review: Review) -> Iterator[Diagnostic]:
    """A body is asked as one of today or as one of the time that has gone, not as both.

    Readers see two lists, and a body that still lives would stand among those that are no more.

    Bad:  `addressees_then: [org-council]`, when `org-council` stands in `addressees` too.
    Good: `addressees_then: [org-board]`, a body whose last day is entered.
    """
    for recommendation in review.recommendations.values():
        entity = Entity(EntityKind.RECOMMENDATION, recommendation.id)
        for index, id_ in enumerate(recommendation.addressees_then):
            if id_ in recommendation.addressees:
                message = f"{id_} stands both in `addressees` and in `addressees_then` of {recommendation.id}"
                organisation = review.organisations.get(id_)
                list_ = "addressees" if organisation and organisation.valid_to else "addressees_then"
                where = review.location_of(entity, "addressees_then", index)
                yield error("REC119", where, message, f"take it out of `{list_}`")


def _is_known(review: Review, organisation: str) -> bool:
    return review.has(Entity(EntityKind.ORGANISATION, organisation))
