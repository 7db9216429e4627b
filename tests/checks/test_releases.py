"""Tests of checks of releases."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from evidence_review.checks.releases import (
    rel101_releases_are_unaltered,
    rel102_listed_releases_exist,
    rel103_releases_are_listed,
    rel104_releases_form_a_chain,
    rel105_ids_are_kept,
    rel106_ids_are_not_reused,
    rel107_released_assessments_are_unchanged,
)
from evidence_review.model.recommendation import Assessment, SourceLines
from evidence_review.model.releases.release import PreviousRelease, Release, ReleaseFiles, ReleaseSum
from evidence_review.model.vocabularies import Delivery
from evidence_review.published.snapshot import take_snapshot
from evidence_review.review.review import Review
from tests.builders import (
    a_finding,
    a_location,
    a_passage,
    a_recommendation,
    a_reference,
    a_review_of,
    an_assessment,
    an_event,
)
from tests.case_files import CASES
from tests.release_documents import with_document
from tests.small_review import settings_of

FOLDER = "docs/_data/releases"
ONE, TWO = "1" * 64, "2" * 64


def _of_today(*entities: object, name: str = "2025.6") -> Release:
    """Return a release of a review that holds these things."""
    review = a_review_of(*entities)  # type: ignore[arg-type]  # anything that can be built
    made = take_snapshot(review, settings_of(CASES / "small-review"), name=name)
    return replace(made, sha256=ONE, where=a_location(f"{FOLDER}/{name}.json"))


def _release(name: str, sha256: str, previous: Release | None = None) -> Release:
    before = PreviousRelease(name=previous.name, sha256=previous.sha256) if previous else None
    made = _of_today(name=name)
    return replace(made, previous=before, sha256=sha256)


FIRST = _release("2025.6", ONE)
SECOND = _release("2025.7", TWO, FIRST)


def _review(
    *releases: Release, listed: Iterable[tuple[str, str]] | None = None, review: Review | None = None
) -> Review:
    """Return a review that holds releases, all listed with their sums unless it is said otherwise."""
    pairs = [(each.name, each.sha256) for each in releases] if listed is None else listed
    files = ReleaseFiles(
        found={
            each.name: ReleaseSum(name=each.name, sha256=each.sha256, where=each.where) for each in releases
        },
        listed={
            name: ReleaseSum(name=name, sha256=sum_, where=a_location(f"{FOLDER}/SHA256SUMS", line))
            for line, (name, sum_) in enumerate(pairs, start=1)
        },
    )
    held = {each.name: each for each in releases}
    return replace(review or a_review_of(), releases=held, release_files=files)


@pytest.mark.parametrize(
    "check",
    [
        rel101_releases_are_unaltered,
        rel102_listed_releases_exist,
        rel103_releases_are_listed,
        rel104_releases_form_a_chain,
    ],
)
def test_unchanged_releases_are_valid(check: object) -> None:
    """Two releases with their lines, the second naming the first, are valid."""
    assert list(check(_review(FIRST, SECOND))) == []  # type: ignore[operator]  # a check


def test_rel101_names_the_release_that_was_altered() -> None:
    """A sum that does not fit is reported with the file."""
    (found,) = rel101_releases_are_unaltered(_review(FIRST, listed=[("2025.6", TWO)]))

    assert str(found) == (
        f"{FOLDER}/2025.6.json:1: error: the release '2025.6' has been changed:"
        " its checksum differs from the one in SHA256SUMS (restore the file as it was committed;"
        " correct the review and create a new release)"
        " [REL101]"
    )


def test_rel102_names_the_missing_release() -> None:
    """A line that names no file is reported with its place in the list."""
    (found,) = rel102_listed_releases_exist(_review(FIRST, listed=[("2025.6", ONE), ("2025.7", TWO)]))

    assert str(found).startswith(f"{FOLDER}/SHA256SUMS:2: error: the release '2025.7' is listed, but")


def test_rel103_names_the_release_that_is_not_listed() -> None:
    """A file that nobody could miss is reported with the file."""
    (found,) = rel103_releases_are_listed(_review(FIRST, SECOND, listed=[("2025.6", ONE)]))

    assert str(found).startswith(f"{FOLDER}/2025.7.json:1: error: the release '2025.7' is not listed")


@pytest.mark.parametrize(
    ("releases", "listed", "said"),
    [
        pytest.param(
            (FIRST, SECOND),
            [("2025.6", TWO), ("2025.7", TWO)],
            "the release '2025.7' has a different checksum for '2025.6': one of the two has been changed",
            id="list-fitted-to-an-altered-file",
        ),
        pytest.param(
            (FIRST, _release("2025.7", TWO)),
            None,
            "the release '2025.7' follows none, but in SHA256SUMS '2025.6' is listed before it",
            id="chain-left-out",
        ),
        pytest.param(
            (SECOND,),
            None,
            "the release '2025.7' follows '2025.6', but in SHA256SUMS it is the first",
            id="first-taken-away-with-its-line",
        ),
        pytest.param(
            (FIRST, _release("2025.8", TWO, SECOND)),
            None,
            "the release '2025.8' follows '2025.7', but in SHA256SUMS '2025.6' is listed before it",
            id="middle-taken-away-with-its-line",
        ),
        pytest.param(
            (FIRST, with_document(SECOND, as_at="2025-06-01")),
            None,
            "the release '2025.7' is as at 2025-06-01, earlier than '2025.6', which it follows",
            id="earlier-day",
        ),
    ],
)
def test_rel104_names_the_broken_link_of_the_chain(
    releases: tuple[Release, ...], listed: list[tuple[str, str]] | None, said: str
) -> None:
    """Neither a file and its line, nor a whole release, can be changed without a message."""
    (found,) = rel104_releases_form_a_chain(_review(*releases, listed=listed))

    assert found.message == said


def test_rel105_ignores_what_is_there_or_retired() -> None:
    """Whatever a release holds still has its page."""
    entities = (a_recommendation(), a_finding(), an_event(), a_reference())
    review = _review(_of_today(*entities), review=a_review_of(*entities))

    assert list(rel105_ids_are_kept(review)) == []


@pytest.mark.parametrize(
    ("entity", "said"),
    [
        pytest.param(a_recommendation("r09"), "r09 was a recommendation in the release '2025.6'", id="asked"),
        pytest.param(a_finding("f09"), "f09 was a finding in the release '2025.6'", id="found"),
        pytest.param(an_event("e09"), "e09 was an event in the release '2025.6'", id="happened"),
        pytest.param(a_reference("doe2001"), "doe2001 was a reference in the release '2025.6'", id="cited"),
    ],
)
def test_rel105_names_what_is_missing(entity: object, said: str) -> None:
    """What was in a release and has no page now is named, with the release."""
    (found,) = rel105_ids_are_kept(_review(_of_today(entity)))

    assert found.message == f"{said}, but no longer exists"
    assert found.where == a_location(f"{FOLDER}/2025.6.json")


def test_rel105_names_each_id_once() -> None:
    """Two releases that held it are one message, with the later of the two."""
    held = a_recommendation("r09")
    first, second = _of_today(held), _of_today(held, name="2025.7")

    (found,) = rel105_ids_are_kept(_review(first, second))

    assert "'2025.7'" in found.message


def test_rel105_is_silent_where_a_list_cannot_be_read() -> None:
    """A bibliography that cannot be read is one message, not one for each reference."""
    review = replace(_review(_of_today(a_reference())), unloaded=frozenset({"references"}))

    assert list(rel105_ids_are_kept(review)) == []


def test_rel106_ignores_what_was_reworded_or_corrected() -> None:
    """New words, another place or other people alone do not make another thing."""
    then = _of_today(a_recommendation(), a_finding())
    asked = a_recommendation(title="Open late", text=a_passage("Ada asked for more."), made_by=("p2",))
    found = a_finding(title="Evenings matter", lines=(15, 25), heading="After work")
    review = _review(then, review=a_review_of(asked, found))

    assert list(rel106_ids_are_not_reused(review)) == []


def test_rel106_names_the_place_where_an_id_was_reused() -> None:
    """Other words, other people and other lines are another request; so with a finding."""
    then = _of_today(a_recommendation(), a_finding())
    asked = a_recommendation(
        title="Close on Mondays",
        text=a_passage("Cy asked for a day off."),
        made_by=("p3",),
        source=SourceLines(section="Discussion", lines=(80,)),
    )
    found = a_finding(title="Staff grow tired", lines=(31, 40), heading="Shifts")
    review = _review(then, review=a_review_of(asked, found))

    faults = [str(fault) for fault in rel106_ids_are_not_reused(review)]

    said = "warning: {} seems to be a different {} from the one in the release '2025.6'"
    assert [fault.partition(" (")[0] for fault in faults] == [
        f"docs/recommendations/r01.md:2: {said.format('r01', 'recommendation')}",
        f"docs/findings/f01.md:2: {said.format('f01', 'finding')}",
    ]


JUDGED = an_assessment(date=date(2025, 5, 1), delivery=Delivery.PLANNED, reason="A plan.", rests_on=("e01",))


@pytest.mark.parametrize(
    ("record", "number"),
    [
        pytest.param([JUDGED], 0, id="as-it-was"),
        pytest.param([replace(JUDGED, reason="A\n plan.")], 0, id="wrapped-anew"),
        pytest.param(
            [JUDGED, replace(JUDGED, date=date(2025, 6, 1), delivery=Delivery.LAPSED)], 0, id="added-to"
        ),
        pytest.param([replace(JUDGED, delivery=Delivery.LAPSED)], 1, id="another-word"),
        pytest.param([replace(JUDGED, reason="No plan.")], 1, id="another-reason"),
        pytest.param([replace(JUDGED, rests_on=("e02",))], 1, id="other-evidence"),
        pytest.param([replace(JUDGED, date=date(2025, 5, 2))], 1, id="another-day"),
        pytest.param([], 1, id="gone"),
    ],
)
def test_rel107_keeps_every_assessment(record: list[Assessment], number: int) -> None:
    """The record is added to and never edited away once a release holds it."""
    release = _of_today(a_recommendation("r01", assessments=(JUDGED,)))
    now = a_review_of(a_recommendation("r01", assessments=tuple(record)))

    assert (
        len(list(rel107_released_assessments_are_unchanged(replace(now, releases={"2025.6": release}))))
        == number
    )
