"""How to cite this site: the review, a recommendation or a finding, as it stands in the latest release.

An address is given only where it is pinned: where a release holds the thing and the site has an address.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evidence_review.bibliography.csl.reference import Contributors, Name, Reference, ReferenceDate
from evidence_review.config.settings import Settings
from evidence_review.location import Location
from evidence_review.model.date_words import date_words
from evidence_review.model.releases.release import Release
from evidence_review.model.things import Thing, ThingKind
from evidence_review.review.review import Review
from evidence_review.review.snapshot import release_of
from evidence_review.site.addresses import latest_pinned_page, page_of, public_address, release_page

CITE = "cite.md"
"""The page that says how to cite the review."""

_LONGEST_KEY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCitation:
    """How to cite one part of this site."""

    id: str
    """The id of the part; empty for the whole review."""
    title: str
    """What it was called."""
    release: str
    """The name of the release that is cited; empty where no release holds it."""
    as_at: date
    """The day as of which what is cited speaks."""
    position: str
    """Where a recommendation stood, in a word or two; empty for anything else."""
    page: str
    """The path below `docs/` of the page that is cited and will not change; empty where there is none."""
    address: str
    """The address of that page; empty where the site has none."""
    item: Reference
    """All of this as a work, so that it can be formatted and given away as any other."""


def citable(review: Review) -> Iterator[Thing | None]:
    """Yield everything that says how to cite it: nothing, for the review itself, then each part."""
    yield None
    yield from (Thing(ThingKind.FINDING, id_) for id_ in review.findings)
    yield from (Thing(ThingKind.RECOMMENDATION, id_) for id_ in review.recommendations)


def citing_page(review: Review, thing: Thing | None) -> str:
    """Return the path below `docs/` of the page that says how to cite something."""
    return page_of(review, thing) if thing else CITE


def site_citations(review: Review, settings: Settings) -> dict[Thing | None, SiteCitation]:
    """Return how to cite everything that can be cited."""
    today = release_of(review, settings)
    return {thing: _citation(review, settings, thing, today) for thing in citable(review)}


def person_or_body(editor: str) -> Name:
    """Return an editor as the settings name one: `Family, Given`, or a body, in braces if it has a comma."""
    if editor.startswith("{") and editor.endswith("}"):
        return Name(literal=editor[1:-1].strip())
    family, comma, given = (part.strip() for part in editor.partition(","))
    return Name(family=family, given=given) if comma and given else Name(literal=family)


def _citation(review: Review, settings: Settings, thing: Thing | None, today: Release) -> SiteCitation:
    release, page = _pinned(review, thing) or (today, "")
    title, position, sentence = _said(release, thing)
    stood = f"{thing.kind} {thing.id}" if thing else "review"
    bracket = ", ".join(part for part in (stood, f"release {release.name}" if release.name else "") if part)
    stands = f"{position.lower()} as at" if position else "as at"
    where = public_address(settings, page) if page else ""
    return SiteCitation(
        id=thing.id if thing else "",
        title=title,
        release=release.name,
        as_at=release.as_at,
        position=position,
        page=page,
        address=where,
        item=Reference(
            key="-".join(
                part for part in (_key(release.site_name), thing and thing.id, release.name) if part
            ),
            slug=thing.id if thing else "review",
            type="webpage",
            texts=_texts(
                {
                    "title": f"{title} [{bracket}: {stands} {date_words(release.as_at, settings.locale)}]",
                    "container-title": release.site_name if thing else "",
                    "version": release.name,
                    "abstract": sentence,
                    "URL": where,
                }
            ),
            contributors=_authors(release),
            dates=(("issued", ReferenceDate(start=release.as_at.timetuple()[:3])),),
            where=Location("mkdocs.yml"),
        ),
    )


def _pinned(review: Review, thing: Thing | None) -> tuple[Release, str] | None:
    if thing:
        return latest_pinned_page(review, thing)
    latest = next(iter([*review.releases.values()][-1:]), None)
    return (latest, release_page(latest.name)) if latest else None


def _said(release: Release, thing: Thing | None) -> tuple[str, str, str]:
    """Return what a part was called, where it stood in a word, and what it said in a sentence."""
    if thing is None:
        return release.site_name, "", ""
    if thing.kind is ThingKind.FINDING:
        finding = release.findings[thing.id]
        return finding.title, "", finding.statement
    asked = release.recommendations[thing.id]
    if asked.position is None:
        return asked.title, "", ""
    return asked.title, release.label("delivery", asked.position.delivery), asked.position.sentence


def _authors(release: Release) -> tuple[Contributors, ...]:
    names = tuple(person_or_body(editor) for editor in release.editors)
    return (Contributors(role="author", names=names),) if names else ()


def _texts(texts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in texts.items() if value)


def _key(name: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return words[:_LONGEST_KEY].strip("-") or "review"
