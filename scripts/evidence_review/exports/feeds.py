"""Atom feeds: of all changes, and of those that concern one body or one cluster.

The format: https://www.rfc-editor.org/rfc/rfc4287.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from operator import attrgetter

from feedgen.feed import FeedGenerator

from evidence_review.config.settings import Settings
from evidence_review.exports.feed_entries import FeedEntry, entries, entry_id
from evidence_review.exports.redirects import moved_feeds
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.review.review import Review
from evidence_review.site.addresses import CHANGES, address, feed_of, page_of, public_address

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
