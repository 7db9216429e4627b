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
from evidence_review.model.entity import KINDS, Entity, EntityKind
from evidence_review.model.releases.release import Release
from evidence_review.review.review import Review
from evidence_review.review.snapshot import take_snapshot
from evidence_review.site.addresses import latest_archived_page, page_of, public_address, release_page

CITE = "cite.md"
"""The page that says how to cite the review."""

_MAX_KEY_LENGTH = 40


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


def citable_entities(review: Review) -> Iterator[Entity | None]:
    """Yield everything that says how to cite it: nothing, for the review itself, then each part."""
    yield None
    for kind, row in KINDS.items():
        if row.is_citable:
            yield from (Entity(kind, id_) for id_ in review.of_kind(kind))


def citation_page(review: Review, entity: Entity | None) -> str:
    """Return the path below `docs/` of the page that says how to cite something."""
    return page_of(review, entity) if entity else CITE


def site_citations(review: Review, settings: Settings) -> dict[Entity | None, SiteCitation]:
    """Return how to cite everything that can be cited."""
    today = take_snapshot(review, settings)
    return {entity: _citation(review, settings, entity, today) for entity in citable_entities(review)}


def parse_editor(editor: str) -> Name:
    """Return an editor as the settings name one: `Family, Given`, or a body, in braces if it has a comma."""
    if editor.startswith("{") and editor.endswith("}"):
        return Name(literal=editor[1:-1].strip())
    family, comma, given = (part.strip() for part in editor.partition(","))
    return Name(family=family, given=given) if comma and given else Name(literal=family)


def _citation(review: Review, settings: Settings, entity: Entity | None, today: Release) -> SiteCitation:
    release, page = _archived(review, entity) or (today, "")
    title, position, sentence = _released_details(release, entity)
    subject = f"{entity.kind} {entity.id}" if entity else "review"
    bracket = ", ".join(part for part in (subject, f"release {release.name}" if release.name else "") if part)
    shown = f"{position.lower()} as at" if position else "as at"
    where = public_address(settings, page) if page else ""
    return SiteCitation(
        id=entity.id if entity else "",
        title=title,
        release=release.name,
        as_at=release.as_at,
        position=position,
        page=page,
        address=where,
        item=Reference(
            key="-".join(
                part for part in (_key(release.site_name), entity and entity.id, release.name) if part
            ),
            slug=entity.id if entity else "review",
            type="webpage",
            texts=_texts(
                {
                    "title": f"{title} [{bracket}: {shown} {date_words(release.as_at, settings.locale)}]",
                    "container-title": release.site_name if entity else "",
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


def _archived(review: Review, entity: Entity | None) -> tuple[Release, str] | None:
    if entity:
        return latest_archived_page(review, entity)
    latest = next(iter([*review.releases.values()][-1:]), None)
    return (latest, release_page(latest.name)) if latest else None


def _released_details(release: Release, entity: Entity | None) -> tuple[str, str, str]:
    """Return what a part was called, where it stood in a word, and what it said in a sentence."""
    if entity is None:
        return release.site_name, "", ""
    if entity.kind is EntityKind.FINDING:
        finding = release.findings[entity.id]
        return finding.title, "", finding.statement
    asked = release.recommendations[entity.id]
    if asked.position is None:
        return asked.title, "", ""
    return asked.title, release.label("delivery", asked.position.delivery), asked.position.sentence


def _authors(release: Release) -> tuple[Contributors, ...]:
    names = tuple(parse_editor(editor) for editor in release.editors)
    return (Contributors(role="author", names=names),) if names else ()


def _texts(texts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in texts.items() if value)


def _key(name: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return words[:_MAX_KEY_LENGTH].strip("-") or "review"
