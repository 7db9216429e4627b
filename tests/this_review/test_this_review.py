"""The rules for this project's own review that a machine can hold: anonymity, own words, no dead evidence."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from evidence_review.model.vocabularies import (
    GRADE,
    ClaimLevel,
    Delivery,
    DocumentKind,
    Effect,
    ReadExtent,
    Response,
    Stance,
)
from evidence_review.publishing.checked_review import CheckedReview, check_review
from tests.small_review import settings_of

OVERLAP = Path("../shared/tools/check_overlap.py")
"""Compares texts with the report under review. It and the report are not part of the project."""


@pytest.fixture(scope="module")
def review(root: Path) -> CheckedReview:
    """Read and check the review of this project."""
    return check_review(settings_of(root))


def test_it_has_no_error(review: CheckedReview) -> None:
    """Neither an error nor a warning is left."""
    assert [str(found) for found in review.diagnostics] == []


def test_the_method_page_has_every_public_definition(root: Path) -> None:
    """The page that readers are sent to explains each word as the code does, and in the same order."""
    page = (root / "docs/method/this-review.md").read_text(encoding="utf-8")
    tables = [
        "".join(f"| {word.label} | {word.meaning} |\n" for word in words)
        for words in (Stance, ClaimLevel, ReadExtent, Effect, Response, Delivery)
    ]
    grades = "".join(f"| {kind.label} | {kind.meaning} | {GRADE[kind].label} |\n" for kind in DocumentKind)

    assert [table for table in (*tables, grades) if table not in page] == []


def test_a_person_is_a_pseudonym_and_a_role(root: Path) -> None:
    """Nothing else is kept of anyone who was interviewed."""
    people = yaml.safe_load((root / "docs/_data/participants.yml").read_text(encoding="utf-8"))
    assert people
    assert {frozenset(person) for person in people} == {frozenset({"id", "pseudonym", "role"})}


def test_numbers_of_people_are_never_percentages(root: Path) -> None:
    """Nine people are counted, as in "3 of 9", and never turned into a share of a hundred."""
    for file in sorted((root / "docs/findings").glob("*.md")):
        assert not re.search(r"\d\s*(?:%|per cent)", file.read_text(encoding="utf-8")), file.name


def test_addresses_that_may_not_be_linked_are_not_on_the_site(review: CheckedReview, root: Path) -> None:
    """Where a text was read may be a copy on an upload site; readers are never sent there."""
    events = review.review.events.values()
    bodies = review.review.organisations.values()
    checked = {url for event in events for url in event.checked}
    checked |= {url for body in bodies for url in body.checked}
    linked = {event.url for event in events} | {source.url for body in bodies for source in body.sources}
    for file in sorted((root / "docs").rglob("*.md")):
        body = file.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        assert [url for url in checked - linked if url in body] == [], file.name


def test_no_event_is_credited_to_the_report(root: Path) -> None:
    """No event is credited to the report."""
    causes = "as a result of|thanks to|in response to|prompted by|following"
    credit = re.compile(f"({causes}) th(e|is) report", re.IGNORECASE)
    for file in sorted((root / "docs").rglob("*.md")):
        assert not credit.search(file.read_text(encoding="utf-8")), file.name


def test_every_recommendation_and_finding_has_its_chain(review: CheckedReview) -> None:
    """Each recommendation has somebody who asked, a body, a record; each finding a voice and a limit."""
    for each in review.review.recommendations.values():
        assert each.made_by, each.id
        assert each.addressees, each.id
        assert review.review.position(each), each.id
    for finding in review.review.findings.values():
        assert finding.voices, finding.id
        assert finding.limits, finding.id


@pytest.mark.parametrize("place", ["docs", "references.bib", "README.md", "CONTRIBUTING.md"])
def test_the_words_are_our_own(root: Path, place: str) -> None:
    """No more than eight words in a row are in the report too."""
    tool = root / OVERLAP
    if not tool.exists():
        pytest.skip("the report is not here to compare with")
    done = subprocess.run(
        [sys.executable, str(tool), str(root / place)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_files_of_this_review_that_the_guides_name_exist(root: Path, name: str) -> None:
    """The examples in the guides are files of this review."""
    named = set(re.findall(r"[`(](docs/[\w./-]+)[`)]", (root / name).read_text(encoding="utf-8")))

    assert named
    assert [path for path in sorted(named) if not (root / path).exists()] == []
