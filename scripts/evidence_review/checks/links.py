"""Checks of links between entities, and of their addresses."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from evidence_review.diagnostics import Diagnostic, Suggestions, error, warning
from evidence_review.location import Location
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Relation
from evidence_review.review.review import Review, label_of
from evidence_review.site.addresses import (
    entities,
    former_addresses,
    list_pages,
    overview_pages,
    page_of,
    release_paths,
    staged_path,
)


def lnk101_link_targets_exist(review: Review) -> Iterator[Diagnostic]:
    """A link to an entity, such as a finding or an event, must lead to one that exists.

    The links connect a claim to its evidence, and a recommendation to what came of it. A broken link breaks
    the chain.

    Bad:  `findings: [f99]`, when there is no file `docs/findings/f99.md`.
    Good: `findings: [f02]`.
    """
    suggestions = {kind: Suggestions(review.ids(kind)) for kind in EntityKind}
    for link in review.links.all:
        kind, id_ = link.target.kind, link.target.id
        if kind in (EntityKind.REFERENCE, EntityKind.PAGE) or review.has(link.target):
            continue
        if not review.is_loaded(kind):
            continue  # its file cannot be read, which is reported already
        hint = _current_id_hint(review, link.target) or _several_ids_hint(review, link.target)
        hint = hint or suggestions[kind].hint(id_)
        hint = hint or f"add the {kind} {id_!r} first"
        yield error("LNK101", link.where, f"there is no {kind} {id_!r}", hint)


def _several_ids_hint(review: Review, entity: Entity) -> str:
    """Return how to write two ids or more that were written as one, such as `f01; f07`."""
    ids = [part for part in re.split(r"\s*[;,&+/]\s*|\s+and\s+|\s+", entity.id.strip()) if part]
    if len(ids) > 1 and all(review.has(Entity(entity.kind, each)) for each in ids):
        return f"write each id on its own: [{', '.join(ids)}]"
    return ""


def _current_id_hint(review: Review, entity: Entity) -> str:
    if entity.kind is not EntityKind.ORGANISATION:
        return ""
    found = (
        organisation.id
        for organisation in review.organisations.values()
        if entity.id in organisation.formerly
    )
    return next((f"its id is now {id_!r}" for id_ in found), "")


def lnk105_addresses_are_unique(review: Review) -> Iterator[Diagnostic]:
    """No two pages or files may have the same address.

    One of them would be missing from the site without anyone noticing.

    Bad:  `docs/findings.md`, whose address is that of `docs/findings/index.md`.
    Good: `docs/how-we-found-it.md`.
    """
    overviews = overview_pages(review)
    made = (*overviews, *release_paths(review))
    taken = {staged_path(path).casefold(): f"the page {path!r}" for path in made}
    files = {path.casefold(): path for path in sorted(review.files)}
    chosen = (EntityKind.CLUSTER, EntityKind.PAGE)  # the address of any other entity is its id
    for entity in sorted(entities(review), key=lambda entity: entity.kind in chosen):
        staged = staged_path(page_of(review, entity)).casefold()
        is_overview = entity.kind is EntityKind.PAGE and entity.id in overviews
        owner = taken.get(staged, "") if entity.kind in chosen and not is_overview else ""
        owner = owner or next(
            (f"the file {files[path]!r}" for path in _output_paths(staged) if path in files), ""
        )
        if owner:
            where = review.of_kind(entity.kind)[entity.id].where
            message = f"the {entity.kind} {entity.id!r} has the same address as {owner}"
            yield error("LNK105", where, message, "rename one of the two")
        taken.setdefault(staged, f"the {entity.kind} {entity.id!r}")
    for where, message, hint in _former_addresses(review, taken, files):
        yield error("LNK105", where, message, hint)


def _former_addresses(
    review: Review, taken: dict[str, str], files: Mapping[str, str]
) -> Iterator[tuple[Location, str, str]]:
    """Yield the location, message and hint of each former address that belongs to something else."""
    made = {staged_path(path): path for path in (*list_pages(review).values(), *release_paths(review))}
    taken |= {staged.casefold(): f"the page {path!r}" for staged, path in made.items()}
    for entity, path in former_addresses(review):
        staged = staged_path(path).casefold()
        owner = taken.get(staged, "")
        owner = owner or next(
            (f"the file {files[path]!r}" for path in _output_paths(staged) if path in files), ""
        )
        if owner:
            named = f"the {entity.kind} {entity.id!r}"
            message = f"{named} lists the address of {owner} under `formerly`"
            where = review.location_of(entity, "formerly")
            yield where, message, f"remove {PurePosixPath(path).stem!r} from `formerly`"
        taken.setdefault(staged, f"the {entity.kind} {entity.id!r}")


def _output_paths(staged: str) -> Iterator[str]:
    """Yield the paths that a page occupies on the site: its HTML file and the folders around it."""
    yield staged.removesuffix("md") + "html"
    folder = posixpath.dirname(staged)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)


def lnk106_chains_have_no_cycles(review: Review) -> Iterator[Diagnostic]:
    """Nothing may succeed, replace or be continued in itself, directly or through others.

    Readers who follow the chain to what is current must reach its end.

    Bad:  `replaces: [r02]` in `r03`, and `replaces: [r03]` in `r02`.
    Good: `replaces: [r02]` only in `r03`.
    """
    verbs = {
        Relation.SUCCEEDS: "succeed",
        Relation.REPLACES: "replace",
        Relation.CONTINUED_IN: "be continued in",
    }
    for relation, verb in verbs.items():
        seen: set[Entity] = set()
        for link in review.links.all:
            if link.relation is not relation or link.source in seen:
                continue
            cycle = _shortest_path(review, link.target, link.source, relation)
            if cycle:
                seen.update(cycle)
                shown = " → ".join(entity.id for entity in (link.source, *cycle))
                message = f"{link.source.id} would {verb} itself: {shown}"
                yield error("LNK106", link.where, message, "remove one of these links")


def lnk110_replaced_entities_are_retired(review: Review) -> Iterator[Diagnostic]:
    """A replaced entity must be retired, and one that is continued in another must not lead to a retired one.

    Otherwise two pages would each claim to be current, or none would.

    Bad:  `replaces: [r02]` in `r03`, when `r02` has no `retired`.
    Good: `retired: {date: 2026-11-23, reason: It was asked twice.}` in `r02`.
    """
    for link in review.links.all:
        if link.relation not in (Relation.REPLACES, Relation.CONTINUED_IN):
            continue
        target = review.of_kind(link.target.kind).get(link.target.id)
        if target is None:
            continue
        cycle = _shortest_path(review, link.target, link.source, link.relation)  # reported separately
        if link.relation is Relation.REPLACES and not target.retired and not cycle:
            message = f"{link.source.id} replaces {target.id}, which is not retired"
            yield error(
                "LNK110", link.where, message, f"add `retired` with a date and a reason to {target.id}"
            )
        if link.relation is Relation.CONTINUED_IN and target.retired:
            message = f"{link.source.id} is continued in {target.id}, which is retired"
            yield error("LNK110", link.where, message, "name the current recommendation")


def lnk112_entities_are_not_duplicated(review: Review) -> Iterator[Diagnostic]:
    """No two findings, recommendations or events should have the same title and the same text.

    The second is probably a copy that someone forgot to change, and it would be counted twice.

    Bad:  `docs/events/e34.md`, with exactly the same words as `docs/events/e33.md`.
    Good: `docs/events/e34.md`, copied and then changed to its own title, date and text.
    """
    seen: dict[tuple[EntityKind, str, str], str] = {}
    for entity, passage in review.passages():
        value = review.of_kind(entity.kind)[entity.id]
        if entity.kind in (EntityKind.PAGE, EntityKind.ORGANISATION) or getattr(value, "retired", None):
            continue
        text = (entity.kind, label_of(review, entity), passage.text.strip())
        first = seen.setdefault(text, entity.id)
        if first != entity.id:
            message = f"{entity.id} has the same title and text as {first}"
            yield warning("LNK112", value.where, message, "change it, or delete the file")


def _shortest_path(review: Review, start: Entity, goal: Entity, relation: Relation) -> tuple[Entity, ...]:
    """Return a shortest chain of links of one relation between two entities; empty if there is none."""
    paths: dict[Entity, tuple[Entity, ...]] = {start: (start,)}
    queue = [start]
    for here in queue:  # grows during the loop, each entity once
        if here == goal:
            return paths[here]
        for link in review.links.outgoing(here, relation):
            if link.target not in paths:
                paths[link.target] = (*paths[here], link.target)
                queue.append(link.target)
    return ()
