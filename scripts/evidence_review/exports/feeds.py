"""Atom feeds (https://www.rfc-editor.org/rfc/rfc4287) of all changes, and for one organisation or cluster.

Each assessment has one entry, and so has each change between two releases. Assessments and releases are never
removed, so the id and the date of an entry are permanent.
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
from evidence_review.site.addresses import (
    CHANGES,
    address,
    feed_of,
    overview_pages,
    page_of,
    public_address,
    release_page,
)

NAMESPACE = uuid.UUID("6f0a7d5e-52b5-4c53-9d0e-1c9f4f6b7a11")
"""The namespace of all ids. It never changes: https://www.rfc-editor.org/rfc/rfc9562#section-5.5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed."""

    id: str
    """Its permanent id, such as `urn:uuid:…`."""
    day: date
    """The day of the change, which is permanent."""
    title: str
    """The change, in one line."""
    content: Markup
    """The change, as HTML."""
    page: str
    """The path below `docs/` of the page with more about it."""
    organisations: frozenset[str] = frozenset()
    """The ids of the organisations that it concerns."""
    clusters: frozenset[str] = frozenset()
    """The ids of the clusters that it concerns."""


def entry_id(review: Review, *parts: object) -> str:
    """Return the permanent id of an entry or a feed: always the same for the same parts and review."""
    identity = (review.record.id or review.record.reviewed) if review.record else ""
    name = " ".join(map(str, (identity, *parts)))
    return uuid.uuid5(NAMESPACE, name).urn


def entries(review: Review) -> tuple[FeedEntry, ...]:
    """Return the entries of all feeds, newest first."""
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
        f"The review as it stood on {date_words(release.as_at)}, preserved permanently: "
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
        title=f"New event: {event['title']}{when}",
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
"""The number of entries in a feed. Feed readers store what they have seen, and pages show the rest."""

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML does not allow: https://www.w3.org/TR/xml/#charsets."""


def feeds(review: Review, settings: Settings) -> Mapping[str, bytes]:
    """Return every feed, by its path below the root of the site."""
    all_entries = entries(review)
    found = {}
    if CHANGES in overview_pages(review):
        found[feed_of(CHANGES)] = _feed(review, settings, CHANGES, ("all", "all changes"), all_entries)
    entries_by_organisation = _grouped(all_entries, attrgetter("organisations"))
    for id_, organisation in review.organisations.items():
        page = page_of(review, Entity(EntityKind.ORGANISATION, id_))
        found[feed_of(page)] = _feed(
            review, settings, page, (id_, organisation.name), entries_by_organisation.get(id_, ())
        )
    entries_by_cluster = _grouped(all_entries, attrgetter("clusters"))
    for id_, cluster in review.clusters.items():
        page = page_of(review, Entity(EntityKind.CLUSTER, id_))
        found[feed_of(page)] = _feed(
            review, settings, page, (id_, cluster.title), entries_by_cluster.get(id_, ())
        )
    return {**found, **moved_feeds(review, found)}


def _grouped(
    feed_entries: Iterable[FeedEntry], concerned: Callable[[FeedEntry], Iterable[str]]
) -> dict[str, list[FeedEntry]]:
    """Return the entries that concern each entity, by its id."""
    found: dict[str, list[FeedEntry]] = {}
    for entry in feed_entries:
        for id_ in concerned(entry):
            found.setdefault(id_, []).append(entry)
    return found


def _feed(
    review: Review, settings: Settings, page: str, about: tuple[str, str], feed_entries: Iterable[FeedEntry]
) -> bytes:
    """Return the feed of a page, whose subject has a permanent id and a title."""
    shown = list(feed_entries)[:MAX_ENTRIES]
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
    data: bytes = feed.atom_str(pretty=True)
    return data


def _href(settings: Settings, page: str, feed: str) -> str:
    """Return the address of a page: absolute if the site has an address, else relative to the feed."""
    if absolute := public_address(settings, page):
        return absolute
    path = address(page, directory_urls=settings.use_directory_urls)
    relative = posixpath.relpath(path or ".", posixpath.dirname(feed))
    return f"{relative}/" if not path or path.endswith("/") else relative


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _text(text: str) -> str:
    return _NOT_IN_XML.sub("", str(text))
