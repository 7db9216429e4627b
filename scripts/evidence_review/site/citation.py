"""Citations of this site: of the review, a recommendation or a finding, as contained in the latest release.

An address is included only if it is permanent: if a release contains the entity and the site has an address.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from evidence_review.bibliography.csl.reference import Contributors, Name, Reference, ReferenceDate
from evidence_review.config.settings import Settings
from evidence_review.location import Location
from evidence_review.model.date_words import date_words
from evidence_review.model.entity import KINDS, Entity, EntityKind
from evidence_review.review.review import Review
from evidence_review.site.addresses import latest_archived_page, page_of, public_address, release_page

CITE = "cite.md"
"""The page about how to cite the review."""

_MAX_KEY_LENGTH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCitation:
    """A citation of one part of this site."""

    id: str
    """The id of the part; empty for the whole review."""
    title: str
    """Its title at that time."""
    release: str
    """The name of the cited release; empty if no release contains the part."""
    as_at: date
    """The date to which the cited text refers."""
    position: str
    """The delivery status of a recommendation, in a word or two; empty for anything else."""
    page: str
    """The path below `docs/` of the cited page, which will not change; empty if there is none."""
    address: str
    """The address of that page; empty if the site has none."""
    doi: str
    """The DOI of the release; empty if it has none."""
    item: Reference
    """All of this as a reference, so that it can be formatted and exported like any other."""


def citable_entities(review: Review) -> Iterator[Entity | None]:
    """Yield everything that can be cited: None for the review itself, then each part."""
    yield None
    for kind, row in KINDS.items():
        if row.is_citable:
            yield from (Entity(kind, id_) for id_ in review.of_kind(kind))


def citation_page(review: Review, entity: Entity | None) -> str:
    """Return the path below `docs/` of the page with the citation of a part, or of the review."""
    return page_of(review, entity) if entity else CITE


def site_citations(review: Review, settings: Settings) -> dict[Entity | None, SiteCitation]:
    """Return the citation of everything that can be cited."""
    return {entity: _citation(review, settings, entity) for entity in citable_entities(review)}


def parse_editor(editor: str) -> Name:
    """Parse an editor in the settings: `Family, Given`, or an organisation (in braces if it has a comma)."""
    if editor.startswith("{") and editor.endswith("}"):
        return Name(literal=editor[1:-1].strip())
    family, comma, given = (part.strip() for part in editor.partition(","))
    return Name(family=family, given=given) if comma and given else Name(literal=family)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cited:
    """The cited part, from the latest release or the current review."""

    site_name: str
    editors: tuple[str, ...]
    as_at: date
    release: str = ""
    page: str = ""
    title: str
    position: str = ""
    sentence: str = ""


def _citation(review: Review, settings: Settings, entity: Entity | None) -> SiteCitation:
    cited = _released(review, entity) or _current(review, settings, entity)
    subject = f"{entity.kind} {entity.id}" if entity else "review"
    bracket = f"{subject}, release {cited.release}" if cited.release else subject
    shown = f"{cited.position.lower()} as at" if cited.position else "as at"
    address = public_address(settings, cited.page) if cited.page else ""
    doi = settings.dois.get(cited.release, "")
    key_parts = (_key(cited.site_name), entity.id if entity else "", cited.release)
    return SiteCitation(
        id=entity.id if entity else "",
        title=cited.title,
        release=cited.release,
        as_at=cited.as_at,
        position=cited.position,
        page=cited.page,
        address=address,
        doi=doi,
        item=Reference(
            key="-".join(filter(None, key_parts)),
            slug=entity.id if entity else "review",
            type="webpage",
            texts=_texts(
                {
                    "title": f"{cited.title} [{bracket}: {shown} {date_words(cited.as_at, settings.locale)}]",
                    "container-title": cited.site_name if entity else "",
                    "version": cited.release,
                    "abstract": cited.sentence,
                    "DOI": "" if entity else doi,  # it names the whole release
                    "URL": address,
                }
            ),
            contributors=_authors(cited.editors),
            dates=(("issued", ReferenceDate(start=cited.as_at.timetuple()[:3])),),
            where=Location("mkdocs.yml"),
        ),
    )


def _released(review: Review, entity: Entity | None) -> _Cited | None:
    """Return a part from the latest release that contains it, or None."""
    latest = next(iter([*review.releases.values()][-1:]), None)
    found = latest_archived_page(review, entity) if entity else latest and (latest, release_page(latest.name))
    if not found:
        return None
    release, page = found
    cited = _Cited(
        site_name=release.site_name,
        editors=release.editors,
        as_at=release.as_at,
        release=release.name,
        page=page,
        title=release.site_name,
    )
    if entity is None:
        return cited
    if entity.kind is EntityKind.FINDING:
        finding = release.findings[entity.id]
        return replace(cited, title=finding["title"], sentence=finding["statement"])
    cited = replace(cited, title=release.recommendations[entity.id]["title"])
    if (position := release.positions.get(entity.id)) is None:
        return cited
    word = release.label("delivery", position["delivery"])
    return replace(cited, position=word, sentence=position["sentence"])


def _current(review: Review, settings: Settings, entity: Entity | None) -> _Cited:
    """Return a part from the current review."""
    name = settings.site_name
    cited = _Cited(site_name=name, editors=settings.editors, as_at=review.as_at, title=name)
    if entity is None:
        return cited
    if entity.kind is EntityKind.FINDING:
        finding = review.findings[entity.id]
        return replace(cited, title=finding.title, sentence=finding.statement)
    recommendation = review.recommendations[entity.id]
    cited = replace(cited, title=recommendation.title)
    if (position := review.position(recommendation)) is None:
        return cited
    return replace(cited, position=position.delivery.label, sentence=position.sentence)


def _authors(editors: tuple[str, ...]) -> tuple[Contributors, ...]:
    names = tuple(parse_editor(editor) for editor in editors)
    return (Contributors(role="author", names=names),) if names else ()


def _texts(texts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in texts.items() if value)


def _key(name: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return words[:_MAX_KEY_LENGTH].strip("-") or "review"
