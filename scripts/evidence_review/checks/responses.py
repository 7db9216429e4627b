"""Checks of responses: who may respond, who must, and what a response requires."""

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
"""The responses that an organisation gives in its own words."""


def rec104_answers_are_explained(review: Review) -> Iterator[Diagnostic]:
    """A response that is not a plain yes must come with its reason, and a request for one with its date.

    "Noted" or "rejected" alone tells readers little, and without the date of the request nobody can tell
    whether a response is late.

    Bad:  `responses: {org-council: rejected}`.
    Good: `responses: {org-council: {response: rejected, reason: The budget is spent.}}`.
    """
    for judgement in judgements(review):
        for organisation, answer in judgement.assessment.responses.items():
            needed = RESPONSE_REQUIRED_FIELD.get(answer.response, "")
            if needed and not str(getattr(answer, needed) or "").strip():
                message = (
                    f"the response of {organisation} to {judgement.recommendation.id} on "
                    f"{judgement.assessment.date} is {str(answer.response)!r}, which requires {needed!r}"
                )
                hint = f"write `{organisation}: {{response: {answer.response}, {needed}: …}}`"
                yield error("REC104", judgement.location_of("responses", organisation), message, hint)


def rec118_answers_have_a_source(review: Review) -> Iterator[Diagnostic]:
    """A response should be based on an event that shows it.

    Readers quote it, and the organisation may be asked about it.

    Bad:  `responses: {org-council: accepted}`, with no event.
    Good: `responses: {org-council: {response: accepted, rests_on: [e033]}}`.
    """
    for judgement in judgements(review):
        for organisation, answer in judgement.assessment.responses.items():
            if answer.response in EXPLICIT_RESPONSES and not answer.rests_on:
                word = str(answer.response)
                claim = f"{judgement.description} has the response {word!r} of {organisation}"
                message = f"{claim}, but no event that shows it"
                hint = f"write `{organisation}: {{response: {answer.response}, rests_on: […]}}`"
                yield warning("REC118", judgement.location_of("responses", organisation), message, hint)


def rec111_answers_come_from_addressees(review: Review) -> Iterator[Diagnostic]:
    """Only an organisation that a recommendation is or was addressed to can have responded to it.

    A response from any other would appear on no page of that organisation, and in no count.

    Bad:  `responses: {org-school: accepted}`, when `addressees` names only `org-council`.
    Good: `responses: {org-council: accepted}`.
    """
    for judgement in judgements(review):
        asked = (*judgement.recommendation.addressees, *judgement.recommendation.addressees_then)
        if not all(_is_known(review, organisation) for organisation in asked):
            continue  # one of them is misspelt, which is reported separately
        for organisation in judgement.assessment.responses:
            if organisation not in asked and _is_known(review, organisation):
                claim = f"{judgement.recommendation.id} has a response of {organisation}"
                message = f"{claim}, to which it is not addressed"
                hint = did_you_mean(organisation, asked) or "add the organisation to `addressees`"
                yield error("REC111", judgement.location_of("responses", organisation), message, hint)


def rec112_every_addressee_has_a_response(review: Review) -> Iterator[Diagnostic]:
    """The last assessment must have a response for every addressee.

    If nobody has asked, there is a word for it, `not-sought`. If the response is missing, readers cannot tell
    whether nobody asked or nobody recorded the answer.

    Bad:  `responses: {}`, when `addressees` names `org-council`.
    Good: `responses: {org-council: not-sought}`.
    """
    for recommendation in review.recommendations.values():
        if recommendation.retired:
            continue
        for last in judgements_of(review, recommendation)[-1:]:
            for organisation in recommendation.addressees:
                if organisation not in last.assessment.responses and _is_known(review, organisation):
                    message = f"{last.description} has no response of {organisation}"
                    hint = f"add `{organisation}: not-sought` to `responses`, or another of its words"
                    yield error("REC112", last.location_of("responses"), message, hint)


def rec113_has_an_addressee(review: Review) -> Iterator[Diagnostic]:
    """A recommendation must be addressed to an organisation, if the review has the part `addressees`.

    If nobody is asked, nobody can respond, and the recommendation appears on no organisation's page.

    Bad:  `addressees: {}` without `addressees_then`.
    Good: `addressees: {org-council: It sets the hours.}`.
    """
    for recommendation in review.recommendations.values() if "addressees" in review.parts else ():
        if not recommendation.addressees and not recommendation.addressees_then:
            entity = Entity(EntityKind.RECOMMENDATION, recommendation.id)
            message = f"{recommendation.id} is addressed to nobody"
            hint = "name an organisation and the reason, as in `addressees: {org-name: It decides this.}`"
            yield error("REC113", review.location_of(entity, "addressees"), message, hint)


def rec114_ceased_organisations_have_an_end_date(review: Review) -> Iterator[Diagnostic]:
    """An organisation may be described as ceased only after its last day, which must be recorded.

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
                message = f"{id_} is recorded as ceased by {judgement.assessment.date}, but it {ended}"
                hint = f"write `valid_to` in {id_}, or choose another word"
                yield error("REC114", judgement.location_of("responses", id_), message, hint)


def rec119_addressees_are_current_or_former(review: Review) -> Iterator[Diagnostic]:
    """An organisation is either a current addressee or a former one, not both.

    Readers see two lists, and an organisation that still exists would be among those that have ceased.

    Bad:  `addressees_then: [org-council]`, when `org-council` is in `addressees` too.
    Good: `addressees_then: [org-board]`, an organisation whose last day is recorded.
    """
    for recommendation in review.recommendations.values():
        entity = Entity(EntityKind.RECOMMENDATION, recommendation.id)
        for index, id_ in enumerate(recommendation.addressees_then):
            if id_ in recommendation.addressees:
                message = f"{id_} is both in `addressees` and in `addressees_then` of {recommendation.id}"
                organisation = review.organisations.get(id_)
                list_ = "addressees" if organisation and organisation.valid_to else "addressees_then"
                where = review.location_of(entity, "addressees_then", index)
                yield error("REC119", where, message, f"remove it from `{list_}`")


def _is_known(review: Review, organisation: str) -> bool:
    return review.has(Entity(EntityKind.ORGANISATION, organisation))
