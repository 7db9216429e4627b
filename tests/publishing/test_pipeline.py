"""Tests of the stages: what is staged, built and published, and what is not."""

import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from evidence_review.config.settings import Settings
from evidence_review.errors import ReviewError
from evidence_review.exports import exported_files
from evidence_review.publishing.checked_review import check_review
from evidence_review.publishing.last_build import BuildResult
from evidence_review.publishing.owned_folders import MARKER, mark_folder
from evidence_review.publishing.pipeline import (
    built_dir,
    overrides_dir,
    previous_site_dir,
    publish,
    source_date_epoch,
    stage_review,
)
from evidence_review.publishing.staging import lock_build_folder
from evidence_review.publishing.stamping.groups import rendered_pages
from evidence_review.publishing.theme_files import assets, package_files
from evidence_review.site.addresses import OVERVIEW_PAGES, VOCABULARY_FOLDERS
from tests.small_review import Change, a_review, settings_of

BROKEN = Change(replace={"docs/review/hours.md": {"[f01]": "[f99]"}})
MESSAGE = "there is no finding"
ROLES = 3
PAGES = len(OVERVIEW_PAGES) + 13 + sum(map(len, VOCABULARY_FOLDERS.values())) + ROLES
"""The number of pages of the small review."""


def a_site(settings: Settings, text: str = "last", folder: Path | None = None) -> Path:
    """Write a site of one page and return the page."""
    page = (folder or settings.site_dir) / "index.html"
    mark_folder(page.parent)
    page.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
    return page


def publish_one_page(settings: Settings, text: str = "new") -> BuildResult:
    """Publish with an engine that always builds the same single page."""

    def build(_: Sequence[str]) -> None:
        a_site(settings, text, built_dir(settings))

    return publish(settings, build)


def test_an_invalid_review_stages_nothing(tmp_path: Path) -> None:
    """No page is written for a review with an error."""
    settings = settings_of(a_review(tmp_path, BROKEN))

    staged = stage_review(settings)

    assert not staged.checked.is_valid
    assert staged.pages == ()
    assert not settings.staged_dir.exists()


def test_an_invalid_review_leaves_the_last_site(tmp_path: Path) -> None:
    """The engine is not run, and the published site remains."""
    settings = settings_of(a_review(tmp_path, BROKEN))
    last = a_site(settings)

    published = publish_one_page(settings)

    assert published.pages == 0
    assert [found.code for found in published.diagnostics] == ["LNK101"]
    assert "last" in last.read_text(encoding="utf-8")
    assert not built_dir(settings).exists()


def test_while_someone_edits_every_page_shows_the_errors(tmp_path: Path) -> None:
    """Tolerant staging shows errors at the top of every page, with their locations."""
    settings = settings_of(a_review(tmp_path, BROKEN))

    staged = stage_review(settings, tolerant=True)

    assert len(staged.pages) == PAGES
    for page in staged.pages:
        text = (settings.staged_dir / page.path).read_text(encoding="utf-8")
        assert 'class="faults"' in text
        assert "docs/review/hours&#46;md" in text or "docs/review/hours.md" in text
        assert MESSAGE in text


def test_a_valid_review_shows_no_errors(tmp_path: Path) -> None:
    """Without errors, tolerant staging shows none."""
    settings = settings_of(a_review(tmp_path))

    staged = stage_review(settings, tolerant=True)

    assert not [page.path for page in staged.pages if 'class="faults"' in page.markdown]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(Change(files={"docs/findings/f01.md": "---\ntitle: [\n---\n"}), id="broken-finding"),
        pytest.param(Change(files={"docs/_data/participants.yml": None}), id="no-participants"),
        pytest.param(Change(files={"docs/_data/clusters.yml": "a: ["}), id="broken-clusters"),
        pytest.param(Change(files={"docs/organisations/org-council.md": None}), id="no-council"),
        pytest.param(Change(files={"docs/events/e02.md": None}), id="no-event"),
        pytest.param(Change(files={"docs/_data/review.yml": "x"}), id="no-record"),
        pytest.param(Change(files={"references.bib": "@book{x,"}), id="broken-bibliography"),
        pytest.param(Change(files={"references.bib": None}), id="no-bibliography"),
        pytest.param(Change(files={"docs/index.md": "---\nx: 1\n---\n"}), id="broken-home"),
        pytest.param(Change(files={"docs/recommendations/r01.md": ""}), id="empty-recommendation"),
    ],
)
def test_the_valid_part_of_a_broken_review_is_shown(tmp_path: Path, change: Change) -> None:
    """In tolerant staging, a missing or invalid file only affects its own page."""
    settings = settings_of(a_review(tmp_path, change))

    staged = stage_review(settings, tolerant=True)

    assert not staged.checked.is_valid
    assert len(staged.pages) > 12


def test_an_empty_review_can_be_built(tmp_path: Path) -> None:
    """A review without content has its home page."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("plugins: [evidence-review: {as_at: 2025-06-30}]", encoding="utf-8")

    staged = stage_review(settings_of(tmp_path))

    assert staged.checked.diagnostics == ()
    assert [page.path for page in staged.pages] == ["index.md"]


def test_a_style_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    """A review with an unknown style is not published; tolerant staging uses the default style."""
    settings = settings_of(a_review(tmp_path), style="no-such-style")

    staged = stage_review(settings, tolerant=True)

    assert [found.code for found in staged.checked.diagnostics] == ["CSL001"]
    assert len(staged.pages) == PAGES


@pytest.mark.parametrize("exclusions", ["", "exclude_docs: /nothing.md\n"], ids=["direct", "through-engine"])
def test_staged_files_are_the_pages_and_the_files_beside_them(exclusions: str, tmp_path: Path) -> None:
    """Pictures are copied, data files and hidden files are not, and the files of the package are added.

    The engine copies what we export only if the site tells it to leave files out.
    """
    change = Change(files={"docs/review/chart.csv": "a,b", "docs/_data/raw.csv": "a", "docs/.hidden": "a"})
    folder = a_review(tmp_path, change)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(exclusions)
    settings = settings_of(folder)

    staged = stage_review(settings)

    staged_files = (path for path in settings.staged_dir.rglob("*.*") if path.is_file())
    found = {path.relative_to(settings.staged_dir).as_posix() for path in staged_files}
    exported = {*exported_files(staged.checked.review, settings)}
    assert exported <= staged.files.keys() or exclusions
    beside = {*assets(), *(exported if exclusions else ())}
    pages = {page.path for page in rendered_pages(staged.pages, staged.groups)}
    assert found == pages | {MARKER, "review/chart.csv"} | beside


def test_a_removed_page_is_removed_from_the_staged_folder(tmp_path: Path) -> None:
    """Staging again removes the page of a deleted file."""
    settings = settings_of(a_review(tmp_path, Change(files={"docs/about.md": "---\ntitle: A\n---\n"})))
    stage_review(settings)
    assert (settings.staged_dir / "about/index.md").exists()

    (tmp_path / "docs/about.md").unlink()
    stage_review(settings)

    assert not (settings.staged_dir / "about").exists()


def test_staging_again_writes_nothing(tmp_path: Path) -> None:
    """The same sources produce the same bytes, so an engine that watches the folder has nothing to build."""
    settings = settings_of(a_review(tmp_path))
    stage_review(settings)
    before = {path: path.stat().st_mtime_ns for path in settings.staged_dir.rglob("*")}

    stage_review(settings)

    assert {path: path.stat().st_mtime_ns for path in settings.staged_dir.rglob("*")} == before


def test_a_valid_review_replaces_the_last_site(tmp_path: Path) -> None:
    """Only what the engine has built and what we export is published."""
    settings = settings_of(a_review(tmp_path))
    page = a_site(settings)
    (settings.site_dir / "old.html").write_text("old", encoding="utf-8")

    published = publish_one_page(settings)

    assert (published.pages, published.diagnostics) == (PAGES, ())
    assert "new" in page.read_text(encoding="utf-8")
    exported = {Path(path).parts[0] for path in exported_files(check_review(settings).review, settings)}
    assert {path.name for path in settings.site_dir.iterdir()} == {MARKER, "index.html", *exported}
    assert not previous_site_dir(settings).exists()


def test_a_folder_that_no_build_made_is_refused_at_once(tmp_path: Path) -> None:
    """Publishing is refused before the build; tolerant staging is still possible."""
    settings = settings_of(a_review(tmp_path))
    settings.site_dir.mkdir()
    (settings.site_dir / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(ReviewError, match="site/ was not made by a build"):
        publish_one_page(settings)

    assert not settings.staged_dir.exists()
    assert stage_review(settings, tolerant=True).pages
    assert [path.name for path in settings.site_dir.iterdir()] == ["notes.txt"]


def test_a_broken_link_on_the_new_site_leaves_the_last(tmp_path: Path) -> None:
    """The built site is checked before it is published."""
    settings = settings_of(a_review(tmp_path))
    last = a_site(settings)

    published = publish_one_page(settings, '<a href="gone/">x</a>')

    assert published.pages == 0
    assert [str(found.where) for found in published.diagnostics] == ["docs/index.md:1"]
    assert "last" in last.read_text(encoding="utf-8")


def test_an_engine_that_fails_leaves_the_last_site(tmp_path: Path) -> None:
    """A failed build leaves the published site unchanged."""
    settings = settings_of(a_review(tmp_path))
    last = a_site(settings)

    def fail(_: Sequence[str]) -> None:
        raise ReviewError("no")

    with pytest.raises(ReviewError):
        publish(settings, fail)
    assert "last" in last.read_text(encoding="utf-8")


def test_what_an_earlier_build_left_is_not_published(tmp_path: Path) -> None:
    """The folder of the built site is empty when the engine begins."""
    settings = settings_of(a_review(tmp_path))
    mark_folder(built_dir(settings))
    (built_dir(settings) / "stale.html").write_text("x", encoding="utf-8")

    publish_one_page(settings)

    assert not (settings.site_dir / "stale.html").exists()


def test_an_interrupted_swap_is_repaired_at_the_next_start(tmp_path: Path) -> None:
    """The previous site is restored even if the review has errors now."""
    settings = settings_of(a_review(tmp_path, BROKEN))
    a_site(settings, folder=previous_site_dir(settings))

    stage_review(settings)

    assert (settings.site_dir / "index.html").exists()


def test_the_theme_is_given_the_overrides(tmp_path: Path) -> None:
    """The engine finds the template overrides of the package as files."""
    settings = settings_of(a_review(tmp_path))
    stage_review(settings)

    found = {
        each.relative_to(overrides_dir(settings)).as_posix() for each in overrides_dir(settings).rglob("*.*")
    }
    assert found == {MARKER, *package_files("theme/overrides", "")}


def test_hidden_folders_of_own_templates_are_kept(tmp_path: Path) -> None:
    """A site's own icons are in `.icons/`, where the theme expects them."""
    change = Change(
        files={"mine/.icons/own/sun.svg": "<svg/>", "mine/main.html": "x"},
        replace={"mkdocs.yml": {"  font: false": "  font: false\n  custom_dir: mine"}},
    )
    settings = settings_of(a_review(tmp_path, change))

    stage_review(settings)

    assert (overrides_dir(settings) / ".icons/own/sun.svg").read_text(encoding="utf-8") == "<svg/>"
    assert (overrides_dir(settings) / "main.html").read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "site_name",
            "docs_dir: dosc\nsite_name",
            "`docs_dir` names a folder that does not exist: 'dosc' (did you mean 'docs'?)",
        ),
        (
            "  font: false",
            "  custom_dir: themes",
            "`theme.custom_dir` names a folder that does not exist: 'themes' (did you mean 'theme'?)",
        ),
    ],
)
def test_a_missing_folder_is_reported(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A misspelt name of a folder is not treated as an empty folder."""
    change = Change(files={"theme/main.html": "x"}, replace={"mkdocs.yml": {old: new}})

    with pytest.raises(ReviewError) as raised:
        check_review(settings_of(a_review(tmp_path, change)))
    assert str(raised.value) == f"mkdocs.yml: {said}"


def test_a_page_that_exists_only_in_the_navigation_is_reported(tmp_path: Path) -> None:
    """A wrong path in `nav` is reported at its line; generated pages and pages of invalid files are not."""
    lines = "  - Home: index.md\n  - Hours: review/huors.md\n  - F: findings/f01.md\n  - Bad: bad.md"
    change = Change(
        files={"docs/bad.md": "---\ntitle: [\n---\n"},
        replace={"mkdocs.yml": {"  - Home: index.md": lines}},
    )
    settings = settings_of(a_review(tmp_path, change))
    line = (
        (tmp_path / "mkdocs.yml").read_text(encoding="utf-8").splitlines().index("  - Hours: review/huors.md")
    )

    found = [str(each) for each in check_review(settings).diagnostics if each.code == "NAV101"]

    said = "`nav` names a page that does not exist: 'review/huors.md' (did you mean 'review/hours.md'?)"
    assert found == [f"mkdocs.yml:{line + 1}: error: {said} [NAV101]"]


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    """The second build reports the first one before it changes anything."""
    settings = settings_of(a_review(tmp_path))
    with lock_build_folder(settings.build_dir), pytest.raises(ReviewError, match="another build is running"):
        publish_one_page(settings)
    assert not settings.staged_dir.exists()


def test_the_build_folder_is_locked_until_the_site_is_published(tmp_path: Path) -> None:
    """No other build can start while the engine runs."""
    settings = settings_of(a_review(tmp_path))

    def build(_: Sequence[str]) -> None:
        with pytest.raises(ReviewError, match="another build"), lock_build_folder(settings.build_dir):
            pass
        a_site(settings, "new", built_dir(settings))

    assert publish(settings, build).pages == PAGES
    assert publish_one_page(settings).pages == PAGES


@pytest.fixture
def _in_tokyo() -> Iterator[None]:
    """Set the clock of this process to another time zone for one test."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("day", "seconds"),
    [(date(1970, 1, 1), "0"), (date(1970, 1, 2), "86400"), (date(2025, 6, 30), "1751241600")],
)
@pytest.mark.usefixtures("_in_tokyo")
def test_the_day_of_the_site_as_seconds(tmp_path: Path, day: date, seconds: str) -> None:
    """It is midnight in UTC, whatever the time zone of the machine."""
    assert source_date_epoch(settings_of(a_review(tmp_path), as_at=day)) == seconds


def test_a_file_in_the_place_of_one_that_is_made_is_refused(tmp_path: Path) -> None:
    """Otherwise one of the two would be lost without a message."""
    files = {f"docs/{path}": "mine" for path in ("data/recommendations.csv", "assets/evidence-review/a.png")}
    settings = settings_of(a_review(tmp_path, Change(files={**files, "docs/data/mine.csv": "mine"})))

    staged = stage_review(settings)

    assert staged.pages == ()
    assert [(found.where.path, found.code) for found in staged.checked.diagnostics] == [
        ("docs/assets/evidence-review/a.png", "SRC107"),
        ("docs/data/recommendations.csv", "SRC107"),
    ]
