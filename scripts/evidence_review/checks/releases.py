"""Checks of releases: none is changed or lost, and everything in them keeps its id permanently."""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, error, warning
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.finding import Finding
from evidence_review.model.recommendation import Assessment, Recommendation
from evidence_review.model.releases.release import Published, Release, ReleaseSum
from evidence_review.model.vocabularies import Lifecycle
from evidence_review.review.review import Review

RESTORE_HINT = "restore the file as it was committed"


def rel101_releases_are_unaltered(review: Review) -> Iterator[Diagnostic]:
    """The file of a release must never be changed.

    People cite it because it stays the same. Mistakes in a release are corrected in the review, and so in
    the next release.

    Bad:  one letter changed in `docs/_data/releases/2026.11.json`.
    Good: a new release, `2026.11.1`, created after the correction.
    """
    for name, file in review.release_files.found.items():
        listed = review.release_files.listed.get(name)
        if listed and file.sha256 and listed.sha256 != file.sha256:
            message = (
                f"the release {name!r} has been changed: its checksum differs from the one in SHA256SUMS"
            )
            yield error(
                "REL101", file.where, message, f"{RESTORE_HINT}; correct the review and create a new release"
            )


def rel102_listed_releases_exist(review: Review) -> Iterator[Diagnostic]:
    """Every release that `SHA256SUMS` lists must have its file.

    Without it, addresses that people have cited would lead nowhere.

    Bad:  `2026.11.json` deleted, while `SHA256SUMS` lists it.
    Good: every line of `SHA256SUMS` names a file in the same folder.
    """
    for name, listed in review.release_files.listed.items():
        if name not in review.release_files.found:
            message = f"the release {name!r} is listed, but its file {name}.json is missing"
            yield error("REL102", listed.where, message, RESTORE_HINT)


def rel103_releases_are_listed(review: Review) -> Iterator[Diagnostic]:
    """Every release must have a line in `SHA256SUMS`.

    Nobody would notice a change to a file that is not listed. The release is incomplete, or someone added
    the file by hand.

    Bad:  `2026.12.json`, when `SHA256SUMS` does not name it.
    Good: releases created by `evidence-review release`, which writes both.
    """
    for name, file in review.release_files.found.items():
        if name not in review.release_files.listed:
            message = f"the release {name!r} is not listed in SHA256SUMS"
            hint = "delete the file and create the release again, or restore SHA256SUMS as it was committed"
            yield error("REL103", file.where, message, hint)


def rel104_releases_form_a_chain(review: Review) -> Iterator[Diagnostic]:
    """Each release must name the previous one, with its checksum, and must not have an earlier "as at" date.

    This makes it impossible to change an old release and its line in `SHA256SUMS` unnoticed.

    Bad:  a line of `SHA256SUMS` changed to match a file that was changed.
    Good: `"previous": {"name": "2026.11", "sha256": "…"}` with the checksum in `SHA256SUMS`.
    """
    before: ReleaseSum | None = None
    for name, listed in review.release_files.listed.items():
        release = review.releases.get(name)
        message = _chain_problem(release, before, review) if release else ""
        if release and message:
            yield error(
                "REL104", release.where, message, "restore SHA256SUMS and the releases as they were committed"
            )
        before = listed


def rel105_ids_are_kept(review: Review) -> Iterator[Diagnostic]:
    """Everything that was in a release must keep its id and its page permanently.

    A link to something published must never lead nowhere, or to something else. If it is no longer used, it
    is retired: its page remains and states the reason.

    Bad:  `docs/recommendations/r017.md` deleted after a release.
    Good: the same file with `retired: {date: 2027-01-31, reason: The same as r020.}`.
    """
    for (kind, id_), release in _latest_release_by_entity(review).items():
        if review.is_loaded(kind) and not review.has(Entity(kind, id_)):
            message = f"{id_} was {_with_article(kind)} in the release {release.name!r}, but no longer exists"
            hint = "restore its file; if it is no longer used, add `retired:`"
            if kind is EntityKind.REFERENCE:
                hint = "restore its entry; a field `uncited` can state why no page cites it"
            yield error("REL105", release.where, message, hint)


def rel106_ids_are_not_reused(review: Review) -> Iterator[Diagnostic]:
    """An id that was in a release should still mean the same recommendation or finding.

    Otherwise people's citations would change their meaning. A program cannot be certain; it compares the
    words, the people who asked and the place in the report.

    Bad:  `r017`, which Paul asked for at line 492, reused for something that the author asks for at line 520.
    Good: `r030` for the new recommendation.
    """
    for (kind, id_), release in _latest_release_by_entity(review).items():
        current: Recommendation | Finding | None = None
        if kind is EntityKind.RECOMMENDATION and (current := review.recommendations.get(id_)):
            other = _is_another_request(release.recommendations[id_], current)
        elif kind is EntityKind.FINDING and (current := review.findings.get(id_)):
            other = _is_another_finding(release.findings[id_], current)
        else:
            continue
        if other:
            message = f"{id_} seems to be a different {kind} from the one in the release {release.name!r}"
            hint = "ids are never reused: give this one a new id, and restore the old one"
            yield warning("REL106", current.where, message, hint)


def _with_article(kind: EntityKind) -> str:
    return f"an {kind}" if kind is EntityKind.EVENT else f"a {kind}"


def _chain_problem(release: Release, before: ReleaseSum | None, review: Review) -> str:
    """Return the problem between a release and the one listed before it, in words."""
    subject = f"the release {release.name!r}"
    named = release.previous
    if before is None or named is None:
        follows = f"follows {named.name!r}" if named else "follows none"
        listed = f"{before.name!r} is listed before it" if before else "it is the first"
        return "" if before is None and named is None else f"{subject} {follows}, but in SHA256SUMS {listed}"
    if named.name != before.name:
        return f"{subject} follows {named.name!r}, but in SHA256SUMS {before.name!r} is listed before it"
    if named.sha256 != before.sha256:
        return f"{subject} has a different checksum for {named.name!r}: one of the two has been changed"
    last = review.releases.get(before.name)
    if last and release.as_at < last.as_at:
        return f"{subject} is as at {release.as_at}, earlier than {last.name!r}, which it follows"
    return ""


def _latest_release_by_entity(review: Review) -> dict[tuple[EntityKind, str], Release]:
    """Return the latest release that contains each entity."""
    found: dict[tuple[EntityKind, str], Release] = {}
    for release in review.releases.values():
        for kind, entities_by_id in (
            (EntityKind.RECOMMENDATION, release.recommendations),
            (EntityKind.FINDING, release.findings),
            (EntityKind.EVENT, release.events),
            (EntityKind.REFERENCE, release.references),
        ):
            found |= {(kind, id_): release for id_ in entities_by_id}
    return found


def _is_another_request(released: Published, current: Recommendation) -> bool:
    return (
        released["title"] != current.title
        and released["text"].strip() != current.text.text.strip()
        and set(released["made_by"]).isdisjoint(current.made_by)
        and set((released.get("source") or {}).get("lines", ())).isdisjoint(
            current.source.lines if current.source else ()
        )
    )


def _is_another_finding(released: Published, current: Finding) -> bool:
    if not released.get("lines") or not current.lines:
        return False
    first, last = released["lines"]
    apart = current.lines[1] < first or last < current.lines[0]
    return bool(apart and released["title"] != current.title and released["heading"] != current.heading)


def rel107_released_assessments_are_unchanged(review: Review) -> Iterator[Diagnostic]:
    """An assessment that is in a release must not be changed.

    Assessments are only ever added, so that readers can find again what they cited. A mistake is corrected
    by a later assessment that names the wrong one.

    Bad:  `delivery: planned` changed to `in-progress` in an assessment that is in the release `2026.11`.
    Good: a new assessment with `corrects: 2026-11-23`.
    """
    for name, release in review.releases.items():
        for id_, released in release.positions.items():
            current = review.recommendations.get(id_)
            if current is None:
                continue
            if not any(_is_unchanged(released, each) for each in current.assessments):
                day = released["date"]
                index = next((n for n, each in enumerate(current.assessments) if str(each.date) == day), None)
                keys = ("assessments",) if index is None else ("assessments", index)
                where = review.location_of(Entity(EntityKind.RECOMMENDATION, id_), *keys)
                message = f"the assessment of {id_} on {day} differs from the one in the release {name!r}"
                hint = f"restore it, and add another with `corrects: {day}`"
                yield error("REL107", where, message, hint)


def _is_unchanged(released: Published, current: Assessment) -> bool:
    answers = {id_: str(answer.response) for id_, answer in current.responses.items()}
    return (
        str(current.date) == released["date"]
        and str(current.delivery) == released["delivery"]
        and released["lifecycle"] in (str(current.lifecycle), str(Lifecycle.DORMANT))
        and current.reason.split() == released["reason"].split()
        and set(current.rests_on) == set(released["rests_on"])
        and answers == {id_: answer["response"] for id_, answer in released["responses"].items()}
    )
