"""The review of today in the form of a release: what is cut, and what earlier releases are compared with."""

from collections.abc import Iterable, Iterator, Mapping

from evidence_review.bibliography.csl.reference import without_private_fields
from evidence_review.config.settings import Settings
from evidence_review.location import Location
from evidence_review.model.date import PartialDate
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.finding import Excerpt, Finding, Quantifier, Support
from evidence_review.model.links import Relation
from evidence_review.model.recommendation import AUTHOR, Answer, Due, Recommendation, Search, SourceLines
from evidence_review.model.releases.finding import ReleasedCount, ReleasedExcerpt, ReleasedFinding
from evidence_review.model.releases.recommendation import (
    ReleasedAnswer,
    ReleasedBearing,
    ReleasedDue,
    ReleasedPosition,
    ReleasedRecommendation,
    ReleasedSearch,
)
from evidence_review.model.releases.release import PreviousRelease, Release, RenderedText
from evidence_review.model.releases.released_values import (
    ReleasedEvent,
    ReleasedOrganisation,
    ReleasedPerson,
    ReleasedReference,
    ReleasedSourceLines,
    ReleasedWord,
)
from evidence_review.model.vocabularies import (
    AddresseeSource,
    ChangeType,
    ClaimLevel,
    Delivery,
    Effect,
    Lifecycle,
    Origin,
    RaisedIn,
    Response,
    Stance,
    Timeliness,
)
from evidence_review.review.review import Review
from evidence_review.vocabulary import Vocabulary

VOCABULARIES: Mapping[str, type[Vocabulary]] = {
    "delivery": Delivery,
    "lifecycle": Lifecycle,
    "timeliness": Timeliness,
    "response": Response,
    "effect": Effect,
    "claim-level": ClaimLevel,
    "stance": Stance,
    "kind": ChangeType,
    "strength": Origin,
    "occasion": RaisedIn,
    "chosen-by": AddresseeSource,
}
"""The vocabularies whose words stand in a release."""


def take_snapshot(
    review: Review,
    settings: Settings,
    *,
    name: str = "",
    previous: PreviousRelease | None = None,
    shown: RenderedText | None = None,
) -> Release:
    """Return the review of today in the form of a release, not saved.

    Then and now can so be held side by side, field by field.

    Args:
        review: A sound review.
        settings: How it is built.
        name: What the release is called; empty where it is only compared.
        previous: The release before, where this one is to be saved.
        shown: What pages show of texts and works, where this one is to be saved.
    """
    bearings, event_ids = _bearings_by_recommendation(review), _events_by_finding(review)
    return Release(
        name=name,
        as_at=review.as_at,
        site_name=settings.site_name,
        editors=settings.editors,
        previous=previous,
        recommendations={
            each.id: _recommendation(review, each, bearings.get(each.id, {}))
            for each in review.recommendations.values()
        },
        findings={
            each.id: _finding(review, each, event_ids.get(each.id, ())) for each in review.findings.values()
        },
        events={
            each.id: ReleasedEvent(
                id=each.id,
                title=each.title,
                date=each.date,
                period=each.period,
                publisher=each.publisher,
                url=each.url,
                claim_level=str(each.claim_level),
                retired=each.retired,
            )
            for each in review.events.values()
        },
        references={each.key: without_private_fields(each).csl() for each in review.references.values()},
        words={
            name: {str(word): ReleasedWord(label=word.label, meaning=word.meaning) for word in words}
            for name, words in VOCABULARIES.items()
        },
        shown=shown or RenderedText(),
        where=Location("mkdocs.yml"),
    )


def _bearings_by_recommendation(review: Review) -> dict[str, dict[str, ReleasedBearing]]:
    """Return the events that bear on each recommendation, by its id."""
    found: dict[str, dict[str, ReleasedBearing]] = {}
    for id_, event in review.events.items():
        for recommendation, bearing in event.bears_on.items():
            released = ReleasedBearing(id=id_, effect=str(bearing.effect), note=bearing.note)
            found.setdefault(recommendation, {})[id_] = released
    return found


def _events_by_finding(review: Review) -> dict[str, list[str]]:
    """Return the ids of the events that tell of each finding, by its id."""
    found: dict[str, list[str]] = {}
    for id_, event in review.events.items():
        for finding in dict.fromkeys(event.findings):
            found.setdefault(finding, []).append(id_)
    return found


def _recommendation(
    review: Review, value: Recommendation, bearings: Mapping[str, ReleasedBearing]
) -> ReleasedRecommendation:
    entity = Entity(EntityKind.RECOMMENDATION, value.id)
    cluster = review.clusters.get(value.cluster)
    return ReleasedRecommendation(
        id=value.id,
        title=value.title,
        text=value.text.text.strip(),
        made_by=_people(review, value.made_by),
        strength=str(value.origin),
        kind=str(value.kind),
        occasion=str(value.section),
        implied=value.implied,
        source=_released_source_lines(value.source),
        cluster=cluster.title if cluster else "",
        chosen_by=str(value.addressee_source),
        addressees=_released_organisations(review, value.addressees),
        addressees_then=_released_organisations(review, dict.fromkeys(value.addressees_then, "")),
        position=_position(review, value),
        findings=value.findings,
        references=tuple(_released_references(value.references)),
        tensions=_tensions(review, entity),
        events=bearings,
        retired=value.retired,
        replaces=value.replaces,
    )


def _finding(review: Review, value: Finding, events: Iterable[str]) -> ReleasedFinding:
    entity = Entity(EntityKind.FINDING, value.id)
    return ReleasedFinding(
        id=value.id,
        title=value.title,
        statement=value.statement,
        text=value.summary.text.strip(),
        source=ReleasedSourceLines(section=value.section, lines=value.lines),
        heading=value.heading,
        voices=_people(review, value.voices),
        excerpts=tuple(_excerpt(review, each) for each in value.excerpts),
        counts=tuple(_count(review, each) for each in value.quantifiers),
        limits=value.limits,
        references=tuple(_released_references(value.references)),
        tensions=_tensions(review, entity),
        events=tuple(events),
        retired=value.retired,
        replaces=value.replaces,
    )


def _excerpt(review: Review, value: Excerpt) -> ReleasedExcerpt:
    names = (value.participant, value.joint_with)
    return ReleasedExcerpt(
        paraphrase=value.paraphrase,
        stance=str(value.stance),
        line=value.line,
        speakers=_people(review, filter(None, names)),
        section=value.section,
        attribution=value.attribution,
        attribution_reason=value.attribution_reason,
        phrase=value.phrase,
    )


def _count(review: Review, value: Quantifier) -> ReleasedCount:
    return ReleasedCount(
        claim=value.claim,
        line=value.line,
        section=value.section,
        expected=value.expected,
        traced=_people(review, value.traced),
        note=value.note,
    )


def _position(review: Review, value: Recommendation) -> ReleasedPosition | None:
    position = review.position(value)
    if position is None:
        return None
    assessment = position.assessment
    return ReleasedPosition(
        date=assessment.date,
        by=assessment.by,
        sentence=position.sentence,
        delivery=str(assessment.delivery),
        lifecycle=str(position.lifecycle),
        timeliness=str(position.timeliness),
        responses={id_: _answer(review, id_, answer) for id_, answer in assessment.responses.items()},
        reason=assessment.reason,
        outstanding=assessment.outstanding,
        due=_due(position.due, position.first_due) if position.due else None,
        rests_on=assessment.rests_on,
        searched=_search(assessment.searched) if assessment.searched else None,
        lifecycle_reason=assessment.lifecycle_reason,
        continued_in=assessment.continued_in,
        statement=assessment.statement,
    )


def _answer(review: Review, id_: str, value: Answer) -> ReleasedAnswer:
    return ReleasedAnswer(
        id=id_,
        name=_name_of(review, id_),
        response=str(value.response),
        reason=value.reason,
        put_on=value.put_on,
        answer_due=value.answer_due,
        rests_on=value.rests_on,
    )


def _people(review: Review, ids: Iterable[str]) -> dict[str, ReleasedPerson]:
    found = {}
    for id_ in ids:
        person = review.participants.get(id_)
        name = person.pseudonym if person else "The author of the report" if id_ == AUTHOR else id_
        found[id_] = ReleasedPerson(id=id_, name=name, role=person.role if person else "")
    return found


def _released_organisations(review: Review, reasons: Mapping[str, str]) -> dict[str, ReleasedOrganisation]:
    return {
        id_: ReleasedOrganisation(id=id_, name=_name_of(review, id_), reason=reason)
        for id_, reason in reasons.items()
    }


def _name_of(review: Review, id_: str) -> str:
    organisation = review.organisations.get(id_)
    return organisation.name if organisation else id_


def _released_references(references: Mapping[str, Iterable[Support]]) -> Iterator[ReleasedReference]:
    for key, supports in references.items():
        for support in supports:
            yield ReleasedReference(key=key, stance=str(support.stance), note=support.note)


def _tensions(review: Review, entity: Entity) -> dict[str, str]:
    """Return what pulls against a thing, from whichever side it is written; its own words count more.

    By id, the order in which a file keeps them, so that then and now do not differ by their order.
    """
    incoming = review.links.incoming(entity, Relation.TENSION)
    found = {link.source.id: link.note for link in incoming}
    found |= {link.target.id: link.note for link in review.links.outgoing(entity, Relation.TENSION)}
    return dict(sorted(found.items()))


def _released_source_lines(value: SourceLines) -> ReleasedSourceLines:
    return ReleasedSourceLines(section=value.section, lines=value.lines, also=value.also)


def _due(value: Due, first: PartialDate | None) -> ReleasedDue:
    moved_from = first if first != value.date else None
    return ReleasedDue(date=value.date, moved_from=moved_from, reason=value.reason)


def _search(value: Search) -> ReleasedSearch:
    return ReleasedSearch(date=value.date, places=value.places, words=value.words, result=value.result)
