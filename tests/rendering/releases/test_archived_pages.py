"""Pages of releases: an old citation still says the same, and the page says what has changed since."""

import re
from pathlib import Path

import pytest

from evidence_review.commands.release import create_release
from evidence_review.publishing.pipeline import StagedReview, stage_review
from tests.small_review import Change, a_review, settings_of

EDITED = {"mkdocs.yml": {"as_at: 2025-06-30": "as_at: 2025-06-30\n      editors: [Town Library Review]"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the small review with one release."""
    made = a_review(tmp_path, Change(replace=EDITED))
    create_release(settings_of(made), "2025.6")
    return made


def _pages(folder: Path) -> dict[str, str]:
    staged: StagedReview = stage_review(settings_of(folder, strict=False))
    assert staged.checked.is_valid, staged.checked.diagnostics
    return {page.path: str(page) for page in staged.pages}


def _since(page: str) -> str:
    """Return the part of a page that speaks of today."""
    return page[page.index("<aside") : page.index("</aside>")]


def _edit(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_released_page_stays_the_same_after_the_record_has_changed(folder: Path) -> None:
    """New words, another position, another name of a body and another work leave the cited page alone."""
    before = _pages(folder)
    _edit(folder, "docs/recommendations/r01.md", "title: Open until nine", "title: Open until ten")
    later = """    rests_on: [e02]
  - date: 2025-06-30
    by: editors
    responses: {org-council: not-sought, org-board: body-ceased}
    delivery: planned
    reason: Two branches open later from now on.
    rests_on: [e02]
"""
    _edit(folder, "docs/recommendations/r01.md", "    rests_on: [e02]\n", later)
    _edit(folder, "docs/organisations/org-council.md", "name: Town Council", "name: City Council")
    _edit(folder, "docs/findings/f01.md", "Two readers spoke", "Three readers spoke")
    _edit(folder, "references.bib", "After Five", "After Six")

    after = _pages(folder)

    for path in ("releases/2025.6/r01/index.md", "releases/2025.6/f01/index.md"):
        assert after[path].replace(_since(after[path]), "") == before[path].replace(_since(before[path]), "")
        assert "Nothing about it has changed since" in _since(before[path])
        assert "It has changed since" in _since(after[path])
    assert "it was moved and reworded" in _since(after["releases/2025.6/r01/index.md"])


def test_later_events_are_counted_and_linked(folder: Path) -> None:
    """The number of events that were entered since leads to today's timeline."""
    event = (folder / "docs/events/e02.md").read_text(encoding="utf-8")
    (folder / "docs/events/e03.md").write_text(event.replace("2025-02-04", "2025-05-04"), encoding="utf-8")

    said = _since(_pages(folder)["releases/2025.6/r01/index.md"])

    assert '<a href="../../../recommendations/r01/#timeline">One event since</a> bears on it.' in said


def test_pages_of_releases_stay_out_of_searches(folder: Path) -> None:
    """Today's pages are found; pages of releases are not, in the site's own search or in others."""
    for path, page in _pages(folder).items():
        is_archived = bool(re.match(r"releases/2025\.6/", path))
        assert ("robots: noindex" in page) == is_archived, path
        assert ("exclude: true" in page) == is_archived, path


def test_current_pages_name_the_releases_that_contain_them(folder: Path) -> None:
    """A recommendation and a finding lead to their page in each release."""
    create_release(settings_of(folder), "2025.6.1")
    pages = _pages(folder)

    for path in ("recommendations/r01", "findings/f01"):
        line = next(each for each in pages[f"{path}/index.md"].splitlines() if "In releases:" in each)
        id_ = path.rpartition("/")[2]
        assert re.findall(r'href="([^"]*)"', line) == [
            f"../../releases/2025.6.1/{id_}/",
            f"../../releases/2025.6/{id_}/",
        ]


def test_the_files_of_releases_are_published_unchanged(folder: Path) -> None:
    """Readers get the very bytes that the sums are of."""
    staged = stage_review(settings_of(folder, strict=False))
    for name in ("2025.6.json", "SHA256SUMS"):
        assert staged.files[f"releases/{name}"] == (folder / "docs/_data/releases" / name).read_bytes()


def test_the_content_of_a_release_is_escaped(folder: Path) -> None:
    """A release is a file like any other: nothing in it reaches a page as markup."""
    for file in folder.glob("docs/_data/releases/*"):
        file.unlink()
    hostile = "<script>alert(1)</script> *x* [y](javascript:z)"
    _edit(folder, "docs/recommendations/r01.md", "Open until nine on two evenings", f"'{hostile}'")
    create_release(settings_of(folder), "2025.6")

    for path, page in _pages(folder).items():
        if path.startswith("releases/2025.6/"):
            text = page.split("---\n", 2)[2]
            assert "<script>" not in text
            assert "](javascript:" not in text
