"""What a page says of where a recommendation stands: searches, promises put off, aims that bind nobody."""

import re
from pathlib import Path

from evidence_review.publishing.pipeline import stage_review
from tests.small_review import Change, a_review, settings_of


def _page(tmp_path: Path, change: Change, path: str = "recommendations/r02/index.md") -> str:
    staged = stage_review(settings_of(a_review(tmp_path, change)))
    (page,) = [each for each in staged.pages if each.path == path]
    return re.sub(r"<[^>]+>", "", page.markdown)


def _r02(old: str, new: str) -> Change:
    return Change(replace={"docs/recommendations/r02.md": {old: new}})


def test_an_empty_search_is_shown_with_its_places_date_and_words(tmp_path: Path) -> None:
    """The search stands with the position and in the record, in a search with words and in one without."""
    said = _page(
        tmp_path / "with", _r02("[library catalogues]", '[library catalogues], words: "visits, reasons"')
    )
    assert said.count("earched on 30 June 2025 in library catalogues, for visits, reasons.") == 2
    said = _page(tmp_path / "without", Change())
    assert (
        said.count("earched on 30 June 2025 in library catalogues; the search terms were not recorded.") == 2
    )


def test_a_postponed_date_keeps_the_first_date_and_the_reason(tmp_path: Path) -> None:
    """The page shows both dates and why; one that was not postponed shows neither."""
    due = "    due: {date: 2026-03-31, moved_from: 2025-09, reason: The figures came late.}\n"
    said = _page(tmp_path / "moved", _r02("    searched:", f"{due}    searched:"))
    assert "Date moved" in said
    assert "promised for 31 March 2026, put off from September 2025" in said
    assert "Put off from September 2025: The figures came late." in said
    assert "Put off" not in _page(tmp_path / "plain", Change())


def test_a_recommendation_that_nobody_reviews_is_shown_as_dormant(tmp_path: Path) -> None:
    """Two years after the last look the page and the list say so, and not a day before."""
    day = {"mkdocs.yml": {"as_at: 2025-06-30": "as_at: 2027-06-30"}}
    for path in ("recommendations/r02/index.md", "recommendations/index.md"):
        assert "Dormant" in _page(tmp_path / path / "late", Change(replace=day), path)
        assert "Dormant" not in _page(tmp_path / path / "soon", Change(), path)


def test_an_aim_that_is_shared_counts_as_no_agreement(tmp_path: Path) -> None:
    """`accepted-in-principle` is in the list of its own word and not among what was agreed."""
    before = "responses: {org-council: not-sought, org-board: body-ceased}\n    delivery: in-progress"
    answer = "{response: accepted-in-principle, reason: Not now., rests_on: [e02]}"
    after = before.replace("not-sought", answer)
    change = Change(replace={"docs/recommendations/r01.md": {before: after}})
    asked = "Open until nine on two evenings"
    for word, is_there in (("accepted", False), ("accepted-in-part", False), ("accepted-in-principle", True)):
        said = _page(tmp_path / word, change, f"recommendations/response/{word}/index.md")
        assert (asked in said) is is_there
    said = _page(tmp_path / "page", change, "recommendations/r01/index.md")
    assert "the aim, but no commitment, is shared by Town Council" in said


def test_old_evidence_is_admitted(tmp_path: Path) -> None:
    """Two years after the newest event behind a status the page says so, and not before."""
    path = "recommendations/r01/index.md"
    later = {"mkdocs.yml": {"as_at: 2025-06-30": "as_at: 2027-02-05"}}
    said = _page(tmp_path / "old", Change(replace=later), path)
    assert "Old evidence: the newest event behind this status is from 4 February 2025" in said
    on_the_day = {"mkdocs.yml": {"as_at: 2025-06-30": "as_at: 2027-02-04"}}
    assert "Old evidence" not in _page(tmp_path / "new", Change(replace=on_the_day), path)


def test_a_source_that_was_not_read_is_named_beside_the_status(tmp_path: Path) -> None:
    """Its title, date and effect are shown before the text of the recommendation."""
    unread = "unread: [{title: Minutes of 2025, date: 2025-03, would_change: They may name a study.}]\n"
    said = _page(tmp_path / "unread", _r02("cluster: c1\n", f"cluster: c1\n{unread}"))
    status, _, rest = said.partition("The author asks who does not come")
    assert "Minutes of 2025 (March 2025). They may name a study." in status
    assert "Minutes of 2025" not in rest
    assert "not read" not in _page(tmp_path / "plain", Change())
