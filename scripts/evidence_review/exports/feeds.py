"""Atom feeds (https://www.rfc-editor.org/rfc/rfc4287) of all changes, and for one organisation or cluster.

Each assessment is an entry once, and so is each change between two releases. Both are only ever added to,
so an entry keeps its id and its date for ever.
"""

import posixpath
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import pairwise
from operator import attrgetter

from feedgen.feed import FeedGenerator
from markupsafe import Markup, escape

from evidence_review.config.settings import Settings
from evidence_review.exports.redirects import moved_feeds
from evidence_review.model.date import PartialDate
from evidence_review.model.date_words import date_words
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.recommendation import Recommendation
from evidence_review.model.releases.comparison import ChangedEntity, Comparison, compare
from evidence_review.model.releases.release import Published, Release
from evidence_review.model.releases.word_diff import DiffOperation, word_diff
from evidence_review.review.review import Review, include_successors, is_valid
from evidence_review.site.addresses import CHANGES, address, feed_of, page_of, public_address, release_page

NAMESPACE = uuid.UUID("6f0a7d5e-52b5-4c53-9d0e-1c9f4f6b7a11")
"""What all ids of entries are made from. It never changes: https://www.rfc-editor.org/rfc/rfc9562#section-5.5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed."""

    id: str
    """Its id for ever, such as `urn:uuid:…`."""
    day: date
    """The day on which it was told, which never changes."""
    title: str
    """What happened, in a line."""
    content: Markup
    """What happened, as HTML."""
    page: str
    """The path below `docs/` of the page that says more."""
    organisations: frozenset[str] = frozenset()
    """The ids of the bodies that it concerns."""
    clusters: frozenset[str] = frozenset()
    """The ids of the clusters that it concerns."""


def entry_id(review: Review, *parts: object) -> str:
    """Return the id of an entry or a feed: the same for the same parts in the same review, for ever."""
    identity = (review.record.id or review.record.reviewed) if review.record else ""
    name = " ".join(map(str, (identity, *parts)))
    return uuid.uuid5(NAMESPACE, name).urn


def entries(review: Review) -> tuple[FeedEntry, ...]:
    """Return everything that feeds tell, newest first."""
    found = [entry for each in review.recommendations.values() for entry in _judgements(review, each)]
    releases = tuple(review.releases.values())
    found += [_release(review, each) for each in releases]
    for before, after in pairwise(releases):
        found += _step(review, compare(before, after))
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.id), reverse=True))


def _judgements(review: Review, recommendation: Recommendation) -> Iterator[FeedEntry]:
    page = page_of(review, Entity(EntityKind.RECOMMENDATION, recommendation.id))
    organisations = _concerned_organisations(review, recommendation)
    seen: dict[date, int] = {}
    record = sorted(recommendation.assessments, key=lambda each: each.date)
    for number, assessment in enumerate(record, start=1):
        seen[assessment.date] = seen.get(assessment.date, 0) + 1
        known = replace(recommendation, assessments=tuple(record[:number]))
        position = review.position(known, assessment.date)
        if position is None or assessment.date > review.as_at:
            continue
        yield FeedEntry(
            id=entry_id(review, "assessment", recommendation.id, assessment.date, seen[assessment.date]),
            day=assessment.date,
            title=f"{recommendation.id} {recommendation.title}: {assessment.delivery.label}",
            content=_paragraphs(position.sentence, assessment.reason),
            page=page,
            organisations=organisations,
            clusters=frozenset({recommendation.cluster}),
        )


def _release(review: Review, release: Release) -> FeedEntry:
    text = (
        f"The review as it stood on {date_words(release.as_at)}, kept for good: "
        f"{len(release.findings)} findings and {len(release.recommendations)} recommendations."
    )
    return FeedEntry(
        id=entry_id(review, "release", release.name),
        day=release.as_at,
        title=f"Release {release.name}",
        content=_paragraphs(text),
        page=release_page(release.name),
    )


def _step(review: Review, step: Comparison) -> Iterator[FeedEntry]:
    for changed in step.entities:
        yield _changed(review, step.after, changed)
    for event in step.events:
        yield _event(review, step.after, event)


def _changed(review: Review, release: Release, changed: ChangedEntity) -> FeedEntry:
    recommendation = review.recommendations.get(changed.entity.id)
    return FeedEntry(
        id=entry_id(review, "release", release.name, changed.entity.id, changed.change),
        day=release.as_at,
        title=f"{changed.entity.id} {changed.title}: {changed.change.label.lower()} "
        f"in release {release.name}",
        content=Markup("").join(
            Markup("<p>{}: {}</p>").format(each.label, _wording(each.before, each.after))
            for each in changed.differences
        )
        or _paragraphs(str(changed.change.meaning)),
        page=_page(review, changed.entity, release),
        organisations=_concerned_organisations(review, recommendation) if recommendation else frozenset(),
        clusters=frozenset({recommendation.cluster}) if recommendation else frozenset(),
    )


def _event(review: Review, release: Release, event: Published) -> FeedEntry:
    concerned = [
        review.recommendations[id_]
        for id_ in release.recommendations
        if event["id"] in release.bearings(id_) and id_ in review.recommendations
    ]
    titles = "; ".join(each.title for each in concerned)
    when = f" ({date_words(PartialDate.parse(event['date']))})" if event["date"] else ""
    return FeedEntry(
        id=entry_id(review, "release", release.name, event["id"]),
        day=release.as_at,
        title=f"Event entered: {event['title']}{when}",
        content=_paragraphs(f"{event['publisher']}. Bears on: {titles or 'findings only'}."),
        page=_page(review, Entity(EntityKind.EVENT, event["id"]), release),
        organisations=frozenset().union(*(_concerned_organisations(review, each) for each in concerned)),
        clusters=frozenset(each.cluster for each in concerned),
    )


def _page(review: Review, entity: Entity, release: Release) -> str:
    return page_of(review, entity) if is_valid(review, entity) else release_page(release.name)


def _concerned_organisations(review: Review, recommendation: Recommendation) -> frozenset[str]:
    named = (*recommendation.addressees, *recommendation.addressees_then)
    return frozenset(include_successors(review, named))


_ELEMENTS: Mapping[DiffOperation, Markup] = {
    DiffOperation.KEPT: Markup("{}"),
    DiffOperation.REMOVED: Markup("<del>{}</del>"),
    DiffOperation.ADDED: Markup("<ins>{}</ins>"),
}


def _wording(before: str, after: str) -> Markup:
    return Markup(" ").join(_ELEMENTS[each.operation].format(each.words) for each in word_diff(before, after))


def _paragraphs(*texts: str) -> Markup:
    return Markup("".join(f"<p>{escape(' '.join(text.split()))}</p>" for text in texts if text))  # noqa: S704 - each text is escaped


MAX_ENTRIES = 200
"""How many entries a feed holds. Readers keep what they have seen; the pages tell the rest."""

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML cannot hold: https://www.w3.org/TR/xml/#charsets."""


def feeds(review: Review, settings: Settings) -> Mapping[str, bytes]:
    """Return every feed, by its path below the root of the site."""
    told = entries(review)
    found = {feed_of(CHANGES): _feed(review, settings, CHANGES, ("all", "all changes"), told)}
    entries_by_organisation = _grouped(told, attrgetter("organisations"))
    for id_, organisation in review.organisations.items():
        page = page_of(review, Entity(EntityKind.ORGANISATION, id_))
        found[feed_of(page)] = _feed(
            review, settings, page, (id_, organisation.name), entries_by_organisation.get(id_, ())
        )
    by_cluster_id = _grouped(told, attrgetter("clusters"))
    for id_, cluster in review.clusters.items():
        page = page_of(review, Entity(EntityKind.CLUSTER, id_))
        found[feed_of(page)] = _feed(review, settings, page, (id_, cluster.title), by_cluster_id.get(id_, ()))
    return {**found, **moved_feeds(review, found)}


def _grouped(
    told: Iterable[FeedEntry], concerned: Callable[[FeedEntry], Iterable[str]]
) -> dict[str, list[FeedEntry]]:
    """Return the entries that concern each thing, by its id."""
    found: dict[str, list[FeedEntry]] = {}
    for entry in told:
        for id_ in concerned(entry):
            found.setdefault(id_, []).append(entry)
    return found


def _feed(
    review: Review, settings: Settings, page: str, about: tuple[str, str], told: Iterable[FeedEntry]
) -> bytes:
    """Return the feed that goes with a page, of something that has an id for ever and a title."""
    shown = list(told)[:MAX_ENTRIES]
    here = feed_of(page)
    feed = FeedGenerator()
    feed.id(entry_id(review, "feed", about[0]))
    feed.title(_text(f"{settings.site_name}: {about[1]}"))
    feed.updated(_midnight(max((entry.day for entry in shown), default=review.as_at)))
    feed.generator("Evidence Review")
    feed.author([{"name": _text(name)} for name in settings.editors or (settings.site_name,)])
    feed.link(href=_href(settings, page, here), rel="alternate", type="text/html")
    if own := settings.public_address(here):
        feed.link(href=own, rel="self", type="application/atom+xml")
    for feed_entry in shown:
        entry = feed.add_entry(order="append")
        entry.id(feed_entry.id)
        entry.title(_text(feed_entry.title))
        entry.published(_midnight(feed_entry.day))
        entry.updated(_midnight(feed_entry.day))
        entry.link(href=_href(settings, feed_entry.page, here), rel="alternate")
        entry.content(_text(feed_entry.content), type="html")
    made: bytes = feed.atom_str(pretty=True)
    return made


def _href(settings: Settings, page: str, feed: str) -> str:
    """Return the address of a page: whole where the site has one, else as seen from the feed."""
    if whole := public_address(settings, page):
        return whole
    place = address(page, directory_urls=settings.use_directory_urls)
    seen = posixpath.relpath(place or ".", posixpath.dirname(feed))
    return f"{seen}/" if not place or place.endswith("/") else seen


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _text(text: str) -> str:
    return _NO_XML.sub("", str(text))
