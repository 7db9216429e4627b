"""Tests of the comparison of two releases."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.releases.comparison import Change, Comparison, Difference, compare
from evidence_review.model.releases.release import Release
from evidence_review.published.snapshot import take_snapshot
from evidence_review.publishing.checked_review import check_review
from tests.release_documents import with_document, with_entity, without_keys
from tests.small_review import a_review, settings_of

R01 = Entity(EntityKind.RECOMMENDATION, "r01")
F01 = Entity(EntityKind.FINDING, "f01")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Return the small review in the form of a release."""
    settings = settings_of(a_review(tmp_path_factory.mktemp("review")))
    return take_snapshot(check_review(settings).review, settings)


def with_recommendation(release: Release, **given: Any) -> Release:  # noqa: ANN401 - any field of one
    """Return a release whose first recommendation differs."""
    return with_entity(release, "recommendations", "r01", **given)


def with_position(release: Release, **given: Any) -> Release:  # noqa: ANN401 - any field of one
    """Return a release whose first recommendation has another position."""
    changed = {**release.positions["r01"], **given}
    return with_document(release, positions={**release.positions, "r01": changed})


def changes(comparison: Comparison) -> dict[tuple[str, str], list[str]]:
    """Return the fields that differ, by id and change."""
    return {
        (each.entity.id, str(each.change)): [difference.label for difference in each.differences]
        for each in comparison.entities
    }


def test_a_release_and_itself_have_no_difference(before: Release) -> None:
    """Comparing a release with itself reports no changes."""
    assert compare(before, before).is_empty


def test_different_line_breaks_are_no_change(before: Release) -> None:
    """Contributors wrap paragraphs as they like."""
    text = before.recommendations["r01"]["text"]

    assert compare(before, with_recommendation(before, text=text.replace(" ", "\n  "))).is_empty


@pytest.mark.parametrize("field", ["title", "text"])
def test_spaces_are_no_change_in_any_part_of_a_recommendation(before: Release, field: str) -> None:
    """Every field is compared word by word, like the text."""
    value = before.recommendations["r01"][field]

    assert compare(before, with_recommendation(before, **{field: f" {value}\n"})).is_empty


def test_breaking_the_lines_of_a_reason_is_no_change(before: Release) -> None:
    """The reason for an assessment may be rewrapped too."""
    reason = "Nothing was found in a search of the council's papers."
    then = with_position(before, reason=reason)

    assert compare(then, with_position(before, reason=reason.replace(" ", "\n  "))).is_empty


def test_breaking_the_lines_of_a_limit_is_no_change(before: Release) -> None:
    """A rewrapped limit of a finding is not a change."""
    then, now = (
        with_entity(before, "findings", "f01", limits=[limit])
        for limit in ("Only two people were asked.", "Only two\npeople were asked.")
    )

    assert compare(then, now).is_empty


def test_another_style_of_citation_is_no_change_of_words(before: Release) -> None:
    """Only the displayed text differs, not the authored text."""
    then = replace(before, texts={"r01": ("Train them (Doe, 2020).",)})
    now = replace(before, texts={"r01": ("Train them [1].",)})

    assert compare(then, now).is_empty


def test_changed_words_are_shown_as_readers_saw_them(before: Release) -> None:
    """The displayed text is compared if both releases contain it, otherwise the authored text."""
    changed = with_recommendation(before, text="Train *all* of them.")
    then = replace(before, texts={"r01": ("Train them.",)})
    now = replace(changed, texts={"r01": ("Train all of them.",)})

    assert compare(then, now).entities[0].differences == (
        Difference(label="What was recommended", before="Train them.", after="Train all of them."),
    )
    (bare,) = compare(before, changed).entities[0].differences
    assert (bare.before, bare.after) == (
        before.recommendations["r01"]["text"].strip(),
        "Train *all* of them.",
    )


def test_a_new_entity_is_listed_as_new_without_differences(before: Release) -> None:
    """Its content is on its page."""
    rest = [each for each in before.document["recommendations"] if each["id"] != "r01"]
    found = compare(with_document(before, recommendations=rest, findings=[]), before)

    assert {each.entity for each in found.changed(Change.NEW)} >= {R01, F01}
    assert all(not each.differences for each in found.entities)


def test_a_retired_entity_has_its_reason(before: Release) -> None:
    """It is reported once: an entity that was already retired has not changed."""
    retired = with_recommendation(before, retired={"date": "2026-01-01", "reason": "Asked twice."})
    (found,) = compare(before, retired).entities

    assert (found.change, found.differences[0].after) == (Change.RETIRED, "Asked twice.")
    assert compare(retired, retired).is_empty


Given = Mapping[str, Any]


@pytest.mark.parametrize(
    ("given", "part"),
    [
        pytest.param({"title": "Another"}, "Title", id="title"),
        pytest.param({"made_by": []}, "Recommended by", id="maker"),
        pytest.param({"origin": "author"}, "In whose voice", id="strength"),
        pytest.param({"kind": "policy"}, "Kind of change", id="kind"),
        pytest.param({"cluster": "Elsewhere"}, "Subject", id="cluster"),
        pytest.param({"addressees": {}, "addressees_then": []}, "Addressed to", id="bodies"),
        pytest.param({"findings": ["f99"]}, "Based on findings", id="findings"),
        pytest.param(
            {"tensions": {"f02": "Staff would work later.", "r99": "New."}},
            "What counts against it",
            id="tensions",
        ),
    ],
)
def test_every_part_of_a_request_is_compared(before: Release, given: Given, part: str) -> None:
    """A change of one field is reported for that field only."""
    assert changes(compare(before, with_recommendation(before, **given))) == {("r01", "reworded"): [part]}


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        pytest.param({"delivery": "lapsed"}, ["Status"], id="delivery"),
        pytest.param({"lifecycle": "closed"}, ["Open or closed"], id="life"),
        pytest.param({"timeliness": "overdue"}, ["Against the date promised"], id="promise"),
        pytest.param(
            {"delivery": "lapsed", "reason": "It stopped.", "date": "2030-01-01"},
            ["Status", "Why", "Assessed on"],
            id="with-its-reason",
        ),
    ],
)
def test_the_position_of_a_recommendation_can_move(before: Release, given: Given, parts: list[str]) -> None:
    """A changed position is reported with its reason."""
    assert changes(compare(before, with_position(before, **given))) == {("r01", "moved"): parts}


def test_another_reason_for_the_same_word_is_no_move(before: Release) -> None:
    """The position is the same; only its description has changed."""
    found = changes(compare(before, with_position(before, reason="Seen again.")))

    assert found == {("r01", "reworded"): ["Why"]}


def test_a_first_judgement_is_a_move(before: Release) -> None:
    """A recommendation without an earlier assessment has moved."""
    positions = {id_: each for id_, each in before.positions.items() if id_ != "r01"}
    (found,) = compare(with_document(before, positions=positions), before).entities

    assert found.change is Change.MOVED
    assert found.differences[0].before == "Not yet assessed."


def test_responses_are_compared_organisation_by_organisation(before: Release) -> None:
    """The responses of several organisations are never combined."""
    responses = before.positions["r01"]["responses"]
    id_, answer = next(iter(responses.items()))
    answers = {**responses, id_: {**answer, "response": "accepted"}}
    (found,) = compare(before, with_position(before, responses=answers)).entities

    assert found.change is Change.MOVED
    assert found.differences[0].label == f"Answer of {before.organisation_name(id_)}"
    assert found.differences[0].after == "Agreed"


def test_an_entity_that_moved_and_was_reworded_is_listed_under_both(before: Release) -> None:
    """Readers find it in both lists."""
    after = with_recommendation(with_position(before, delivery="lapsed"), title="Another")

    assert set(changes(compare(before, after))) == {("r01", "moved"), ("r01", "reworded")}


@pytest.mark.parametrize("field", ["title", "statement", "limits", "excerpts"])
def test_every_part_of_a_finding_is_compared(before: Release, field: str) -> None:
    """The same rule applies to findings."""
    value: Any = {"limits": ["Another."], "excerpts": []}.get(field, "Another")
    found = compare(before, with_entity(before, "findings", "f01", **{field: value}))

    assert [(each.entity, each.change) for each in found.entities] == [(F01, Change.REWORDED)]


def test_events_that_were_entered_in_between_are_listed(before: Release) -> None:
    """Readers of the old page can see which events were added since."""
    first, *later = before.document["events"]

    assert compare(with_document(before, events=later), before).events == (first,)


Item = dict[str, Any]


def with_reference(release: Release, key: str, item: Item) -> Release:
    """Return a release with one reference only."""
    return with_document(release, references=[{"key": key, "csl": item}])


DOE: Item = {
    "type": "book",
    "title": "A",
    "author": [{"family": "Doe", "given": "Ann", "non-dropping-particle": "van"}, {"literal": "A Body"}],
    "issued": {"date-parts": [[2015, 4], [2016]]},
}


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (lambda item: item.update(title="B"), Difference(label="Title", before="A", after="B")),
        (lambda item: item.update(DOI="10.1/x"), Difference(label="DOI", before="", after="10.1/x")),
        (
            lambda item: item["author"].pop(),
            Difference(label="Author", before="van Doe, Ann; A Body", after="van Doe, Ann"),
        ),
        (
            lambda item: item.update(issued={"date-parts": [[2015, 4, 1]]}),
            Difference(label="Issued", before="2015-04/2016", after="2015-04-01"),
        ),
    ],
)
def test_a_corrected_reference_lists_what_was_corrected(
    before: Release, change: Callable[[Item], object], difference: Difference
) -> None:
    """Corrections are listed by field, in words."""
    corrected = {**DOE, "author": list(DOE["author"])}
    change(corrected)
    found = compare(with_reference(before, "doe", DOE), with_reference(before, "doe", corrected))

    assert [(each.key, each.differences) for each in found.references_corrected] == [("doe", (difference,))]


def test_works_come_and_go(before: Release) -> None:
    """Added and removed references are distinguished."""
    found = compare(with_reference(before, "a", DOE), with_reference(before, "b", DOE))

    assert (found.references_added, found.references_removed, found.references_corrected) == (
        ("b",),
        ("a",),
        (),
    )


@pytest.mark.parametrize("name", ["title", "publisher", "claim_level", "period"])
def test_an_event_of_which_something_else_is_said_is_listed(before: Release, name: str) -> None:
    """A correction of an event is a change."""
    id_ = next(iter(before.events))
    found = compare(before, with_entity(before, "events", id_, **{name: "Another"}))

    assert [each.event["id"] for each in found.events_corrected] == [id_]


def test_a_key_that_an_earlier_version_did_not_have_is_not_compared(before: Release) -> None:
    """A new key in the document is not reported as a change of an old release."""
    old = without_keys(before, "events", "doi", "confidence")
    old = without_keys(old, "recommendations", "quantifiers", "context")
    now = with_recommendation(before, context=[{"text": "Later."}])

    assert compare(old, now).is_empty
    assert changes(compare(before, now)) == {("r01", "reworded"): ["Background"]}


def test_a_tension_counts_from_either_side_and_the_entity_s_own_sentence_first(before: Release) -> None:
    """It is written on one of the two entities, and both pages show it."""
    one = with_entity(before, "findings", "f01", tensions={"r01": "From f01."})
    both = with_recommendation(one, tensions={"f01": "From r01."})

    assert with_recommendation(one, tensions={}).tensions("r01")["f01"] == "From f01."
    assert (both.tensions("r01")["f01"], both.tensions("f01")["r01"]) == ("From r01.", "From f01.")
