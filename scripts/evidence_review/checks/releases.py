"""Checks of releases: none is altered, none is lost, and what one holds keeps its id for good."""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, error, warning
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.finding import Finding
from evidence_review.model.recommendation import Assessment, Recommendation
from evidence_review.model.releases.finding import ReleasedFinding
from evidence_review.model.releases.recommendation import ReleasedPosition, ReleasedRecommendation
from evidence_review.model.releases.release import Release, ReleaseSum
from evidence_review.model.vocabularies import Lifecycle
from evidence_review.review.review import Review

RESTORE_HINT = "put the file back as it was committed"


def rel101_releases_are_unaltered(review: Review) -> Iterator[Diagnostic]:
    """The file of a release is never changed after it was cut.

    Citations of it promise that it still says the same. What is wrong in a release is put right in the
    review, and in the next release.

    Bad:  one letter changed in `docs/_data/releases/2026.11.json`.
    Good: a new release, `2026.11.1`, cut after the correction.
    """
    for name, file in review.release_files.found.items():
        listed = review.release_files.listed.get(name)
        if listed and file.sha256 and listed.sha256 != file.sha256:
            message = f"the release {name!r} has been altered: its sum is not the one in SHA256SUMS"
            yield error(
                "REL101", file.where, message, f"{RESTORE_HINT}; correct the review and cut a new release"
            )


def rel102_listed_releases_exist(review: Review) -> Iterator[Diagnostic]:
    """Every release that `SHA256SUMS` lists has its file.

    Without it the addresses that people have cited would lead nowhere.

    Bad:  `2026.11.json` deleted, while `SHA256SUMS` lists it.
    Good: every line of `SHA256SUMS` names a file beside it.
    """
    for name, listed in review.release_files.listed.items():
        if name not in review.release_files.found:
            message = f"the release {name!r} is listed, and its file {name}.json is not there"
            yield error("REL102", listed.where, message, RESTORE_HINT)


def rel103_releases_are_listed(review: Review) -> Iterator[Diagnostic]:
    """Every release has its line in `SHA256SUMS`.

    A file that is not listed could be altered unseen. It was left half-way, or somebody put it there by hand.

    Bad:  `2026.12.json` beside a `SHA256SUMS` that does not name it.
    Good: releases made by `evidence-review release`, which writes both.
    """
    for name, file in review.release_files.found.items():
        if name not in review.release_files.listed:
            message = f"the release {name!r} is not listed in SHA256SUMS"
            hint = "delete the file and cut the release again, or put back SHA256SUMS as it was committed"
            yield error("REL103", file.where, message, hint)


def rel104_releases_form_a_chain(review: Review) -> Iterator[Diagnostic]:
    """Each release names the one before it, with its sum, and speaks as of no earlier day.

    So an old release and its line in `SHA256SUMS` cannot both be altered unseen.

    Bad:  a line of `SHA256SUMS` changed to fit a file that was altered.
    Good: `"previous": {"name": "2026.11", "sha256": "…"}` with the sum that `SHA256SUMS` has.
    """
    before: ReleaseSum | None = None
    for name, listed in review.release_files.listed.items():
        release = review.releases.get(name)
        message = _chain_problem(release, before, review) if release else ""
        if release and message:
            yield error("REL104", release.where, message, "put SHA256SUMS and the releases back as committed")
        before = listed


def rel105_ids_are_kept(review: Review) -> Iterator[Diagnostic]:
    """What was in a release keeps its id and its page for good.

    A link to a thing that was published must never lead nowhere, or to something else. What is used no
    more is retired: its page stays and says why.

    Bad:  `docs/recommendations/r017.md` deleted after a release.
    Good: `retired: {date: 2027-01-31, reason: The same as r020.}` in it.
    """
    for (kind, id_), release in _latest_release_by_entity(review).items():
        if review.is_loaded(kind) and not review.has(Entity(kind, id_)):
            message = (
                f"{id_} was {_with_article(kind)} in the release {release.name!r}, and there is none now"
            )
            hint = "put its file back; what is used no more says so with `retired:`"
            if kind is EntityKind.REFERENCE:
                hint = "put its entry back; it may say under `uncited` why no page cites it"
            yield error("REL105", release.where, message, hint)


def rel106_ids_are_not_reused(review: Review) -> Iterator[Diagnostic]:
    """An id that was in a release still means the same request or finding.

    Machines cannot tell for certain. They can see when the words, the people who asked and the place in the
    report have all been exchanged.

    Bad:  `r017`, which Paul asked for at line 492, given to what the author says at line 520.
    Good: `r030` for the new request.
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
            message = f"{id_} seems to be another {kind} than in the release {release.name!r}"
            hint = "an id is never given again: give this one a new id, and put the old one back"
            yield warning("REL106", current.where, message, hint)


def _with_article(kind: EntityKind) -> str:
    return f"an {kind}" if kind is EntityKind.EVENT else f"a {kind}"


def _chain_problem(release: Release, before: ReleaseSum | None, review: Review) -> str:
    """Return what is wrong between a release and the one that is listed before it, in words."""
    subject = f"the release {release.name!r}"
    named = release.previous
    if before is None or named is None:
        follows = f"follows {named.name!r}" if named else "follows none"
        listed = f"{before.name!r} stands before it" if before else "it stands first"
        return "" if before is None and named is None else f"{subject} {follows}, but in SHA256SUMS {listed}"
    if named.name != before.name:
        return f"{subject} follows {named.name!r}, but in SHA256SUMS {before.name!r} stands before it"
    if named.sha256 != before.sha256:
        return f"{subject} knows {named.name!r} by another sum: one of the two has been altered"
    last = review.releases.get(before.name)
    if last and release.as_at < last.as_at:
        return f"{subject} speaks as of {release.as_at}, a day before that of {last.name!r}, which it follows"
    return ""


def _latest_release_by_entity(review: Review) -> dict[tuple[EntityKind, str], Release]:
    """Return the latest release that holds each thing."""
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


def _is_another_request(released: ReleasedRecommendation, current: Recommendation) -> bool:
    return (
        released.title != current.title
        and released.text != current.text.text.strip()
        and set(released.made_by).isdisjoint(current.made_by)
        and set(released.source.lines).isdisjoint(current.source.lines)
    )


def _is_another_finding(released: ReleasedFinding, current: Finding) -> bool:
    first, last = released.source.lines[0], released.source.lines[-1]
    apart = current.lines[1] < first or last < current.lines[0]
    return released.title != current.title and released.heading != current.heading and apart


def rel107_released_assessments_are_unchanged(review: Review) -> Iterator[Diagnostic]:
    """A judgement that a release holds must stand in the record as it was.

    The record is added to and never edited away, so that what was cited can be found again. What was
    wrong is put right by a later assessment that says which one it corrects.

    Bad:  `delivery: planned` turned into `in-progress` in an assessment that `2026.11` holds.
    Good: a new assessment with `corrects: 2026-11-23`.
    """
    for name, release in review.releases.items():
        for id_, released in release.recommendations.items():
            current = review.recommendations.get(id_)
            if current is None or released.position is None:
                continue
            if not any(_is_unchanged(released.position, each) for each in current.assessments):
                day = released.position.date
                index = next((n for n, each in enumerate(current.assessments) if each.date == day), None)
                keys = ("assessments",) if index is None else ("assessments", index)
                where = review.location_of(Entity(EntityKind.RECOMMENDATION, id_), *keys)
                message = f"the assessment of {id_} on {day} is not the one that the release {name!r} holds"
                hint = f"put it back as it was, and add another with `corrects: {day}`"
                yield error("REL107", where, message, hint)


def _is_unchanged(released: ReleasedPosition, current: Assessment) -> bool:
    answers = {id_: str(answer.response) for id_, answer in current.responses.items()}
    return (
        current.date == released.date
        and str(current.delivery) == released.delivery
        and released.lifecycle in (str(current.lifecycle), str(Lifecycle.DORMANT))
        and current.reason.split() == released.reason.split()
        and set(current.rests_on) == set(released.rests_on)
        and answers == {id_: answer.response for id_, answer in released.responses.items()}
    )
