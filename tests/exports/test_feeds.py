"""Tests of the feeds: what each tells, in what order, and that nothing told once is told again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from evidence_review.config.settings import Settings
from evidence_review.exports.feeds import MAX_ENTRIES, feeds
from evidence_review.model.cluster import Cluster
from evidence_review.model.date import PartialDate
from evidence_review.model.organisation import Succession
from evidence_review.model.recommendation import Assessment
from evidence_review.model.vocabularies import Delivery
from evidence_review.published.snapshot import take_snapshot
from evidence_review.review.review import Review
from tests.builders import a_location, a_recommendation, a_review_of, an_assessment, an_organisation
from tests.release_documents import with_document

ATOM = {"a": "http://www.w3.org/2005/Atom"}
BARE = Settings(
    root=Path(),
    docs_dir=Path("docs"),
    site_dir=Path("site"),
    site_name="A & B",
    as_at=date(2026, 6, 30),
    references=(Path("references.bib"),),
)
PUBLISHED = replace(BARE, site_url="https://example.org/r/", editors=("Doe, Ann", "A Body"))
FIRST = an_assessment(date=date(2026, 1, 1), delivery=Delivery.PLANNED)
SECOND = an_assessment(date=date(2026, 2, 1), delivery=Delivery.IN_PROGRESS)


def a_review(*record: Assessment, title: str = "Train them", as_at: date = date(2026, 6, 30)) -> Review:
    """Return a review of one recommendation to an organisation that another has followed."""
    succeeds = {"org-old": Succession(since=PartialDate(2020))}
    return a_review_of(
        a_recommendation(
            "r01",
            title=title,
            cluster="c1",
            addressees={"org-new": "It trains."},
            addressees_then=("org-old",),
            assessments=record,
        ),
        an_organisation("org-old", name="Old body"),
        an_organisation("org-new", name="New body", succeeds=succeeds),
        an_organisation("org-other", name="Other body"),
        Cluster(id="c1", slug="training", title="Training", description="Train.", where=a_location()),
        as_at=as_at,
    )


def told(data: bytes) -> list[tuple[str, str, str]]:
    """Return the id, day and title of each entry of a feed."""
    root = etree.fromstring(data)
    return [
        tuple(entry.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "published", "title"))
        for entry in root.findall("a:entry", ATOM)
    ]


def titles(files: Mapping[str, bytes], path: str) -> list[str]:
    """Return the titles of the entries of one feed."""
    return [title for _, _, title in told(files[path])]


def test_each_assessment_is_listed_once_newest_first() -> None:
    """With the word of the day, as it was then."""
    files = feeds(a_review(FIRST, SECOND), BARE)

    assert titles(files, "changes/feed.xml") == ["r01 Train them: In progress", "r01 Train them: Planned"]


def test_an_assessment_after_the_date_of_the_review_is_not_in_the_feed() -> None:
    """The site does not show it either."""
    files = feeds(a_review(FIRST, SECOND, as_at=date(2026, 1, 31)), BARE)

    assert titles(files, "changes/feed.xml") == ["r01 Train them: Planned"]


def test_ids_and_dates_stay_when_entries_are_added() -> None:
    """A reader's program shows an entry once, however often the site is built."""
    before = told(feeds(a_review(FIRST), BARE)["changes/feed.xml"])
    after = told(feeds(a_review(FIRST, SECOND, title="Train all of them"), PUBLISHED)["changes/feed.xml"])

    assert [entry[:2] for entry in after][1:] == [entry[:2] for entry in before]
    assert len({entry[0] for entry in after}) == 2


def test_two_judgements_on_one_day_are_two() -> None:
    """A correction appended on the same day."""
    again = replace(FIRST, delivery=Delivery.IN_PROGRESS)

    assert len({entry[0] for entry in told(feeds(a_review(FIRST, again), BARE)["changes/feed.xml"])}) == 2


def test_an_organisation_and_its_predecessor_have_their_own_feeds() -> None:
    """Another body's feed stays empty, and so it is still a feed."""
    files = feeds(a_review(FIRST), BARE)

    for path in (
        "organisations/org-old/feed.xml",
        "organisations/org-new/feed.xml",
        "clusters/training/feed.xml",
    ):
        assert titles(files, path) == ["r01 Train them: Planned"]
    assert titles(files, "organisations/org-other/feed.xml") == []
    assert b"<updated>2026-06-30T00:00:00+00:00</updated>" in files["organisations/org-other/feed.xml"]


def test_a_change_between_releases_is_reported_with_its_words() -> None:
    """A request that was put in other words, and the releases themselves."""
    then, now = a_review(FIRST), a_review(FIRST, title="Train all of them")
    first = take_snapshot(then, BARE, name="2026.1")
    second = with_document(take_snapshot(now, BARE, name="2026.2"), as_at="2026-09-01")
    review = replace(now, releases={"2026.1": first, "2026.2": second})
    files = feeds(review, BARE)

    found = titles(files, "changes/feed.xml")
    assert sorted(found[:2]) == ["Release 2026.2", "r01 Train all of them: reworded in release 2026.2"]
    assert "Release 2026.1" in found
    assert b"&lt;ins&gt;all of&lt;/ins&gt;" in files["changes/feed.xml"]
    assert len(titles(files, "organisations/org-new/feed.xml")) == 2
    once = told(feeds(replace(now, releases={"2026.1": first}), BARE)["changes/feed.xml"])
    assert {entry[:2] for entry in once} < {entry[:2] for entry in told(files["changes/feed.xml"])}


def links(data: bytes) -> list[str]:
    """Return every address in a feed."""
    return [link.get("href") for link in etree.fromstring(data).iter("{http://www.w3.org/2005/Atom}link")]


def test_addresses_are_absolute_if_the_site_has_one() -> None:
    """Else they lead from the feed to the page, and no address is made up."""
    review = a_review(FIRST)

    assert links(feeds(review, PUBLISHED)["organisations/org-new/feed.xml"]) == [
        "https://example.org/r/organisations/org-new/",
        "https://example.org/r/organisations/org-new/feed.xml",
        "https://example.org/r/recommendations/r01/",
    ]
    assert links(feeds(review, BARE)["organisations/org-new/feed.xml"]) == [
        "./",
        "../../recommendations/r01/",
    ]
    flat = replace(BARE, use_directory_urls=False)
    assert links(feeds(review, flat)["changes/feed.xml"]) == [
        "index.html",
        "../recommendations/r01/index.html",
    ]


@pytest.mark.parametrize(
    "text", ["</entry>", "<script>alert(1)</script>", "]]>", "\x00\x07\ufffe", "\u202ea"]
)
def test_whatever_is_written_a_feed_can_be_read(text: str) -> None:
    """Markup is text, and what XML cannot hold is left out."""
    data = feeds(a_review(replace(FIRST, reason=text), title=text), BARE)["changes/feed.xml"]
    entry = etree.fromstring(data).find("a:entry", ATOM)
    content = entry.findtext("a:content", namespaces=ATOM)

    assert len(told(data)) == 1
    assert "<script" not in content
    assert "</entry>" not in content


def test_a_feed_contains_the_newest_entries() -> None:
    """It stays small however long the record grows."""
    record = [
        replace(FIRST, date=date(2000 + number // 12, number % 12 + 1, 1))
        for number in range(MAX_ENTRIES + 5)
    ]
    found = told(feeds(a_review(*record), BARE)["changes/feed.xml"])

    assert len(found) == MAX_ENTRIES
    assert found[0][1].startswith(record[-1].date.isoformat())
