"""A stamped page is the page that the engine would have rendered, byte for byte."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
import yaml

from evidence_review.commands.main import CLEAN, main
from evidence_review.config.settings import Settings
from evidence_review.engines import ENGINES
from evidence_review.engines.building import build_with
from evidence_review.publishing.pipeline import StagedReview, built_dir, stage_review
from evidence_review.publishing.stamping.groups import groups_of, rendered_pages
from evidence_review.publishing.stamping.placeholders import MARK
from evidence_review.publishing.stamping.stamp import stamp
from evidence_review.rendering.page.staged_page import StagedPage
from evidence_review.site.addresses import staged_path
from tests.small_review import a_larger_review, settings_of
from tests.test_plugin import files_of, mkdocs

PRINTING = """<footer>{% if page and page.meta %}{{ page.title | e }}
{{ page.title | striptags }} {{ page.url | e }}
{{ page.meta.description | striptags | e }} {{ page.meta.source | e }}
{% for each in page.toc %}{{ each.title | striptags | e }}{% endfor %}{% endif %}</footer>"""
"""A template that changes texts in every way we know."""
SHOUTING = "<footer>{% if page and page.meta %}{{ page.meta.title | upper }}{% endif %}</footer>"
"""A template that changes a text in a way we do not know."""
COUNTING = "<footer>{% if page and page.meta %}{{ page.meta.title | length }}{% endif %}</footer>"
"""A template that prints something about a text, which no placeholder shows."""
OURS = {"evidence-review": {"as_at": "2025-06-30"}}
"""Our plugin with its options."""
HOSTILE = """
@book{made1, author = {Ash, A.}, title = {A \\& B <i>c</i> "d" 'e'}, year = {2001}, publisher = {X}}
@book{made2, author = {Elm, B.}, title = {Plain: 50\\% of it}, year = {2002}, publisher = {X}}
"""
"""References whose titles contain characters that a template may escape."""

VARIANTS: Mapping[str, Mapping[str, object]] = {
    "menu": {},
    "automatic menu, integrated contents": {
        "nav": None,
        "site_url": None,
        "features": ["navigation.sections", "navigation.indexes", "toc.integrate"],
    },
    "flat addresses": {
        "use_directory_urls": False,
        "repo_url": "https://example.org/code",
        "edit_uri": "edit/",
        "features": ["navigation.tabs", "navigation.prune", "navigation.path", "toc.follow"],
    },
    "a page in the menu": {"nav": [{"Home": "index.md"}, {"The source": "bibliography/made1.md"}]},
    "own templates": {"custom_dir": "own"},
}
"""The changes in `mkdocs.yml` of each variant of the site: keys of the theme, and others."""


def _review(folder: Path, change: Mapping[str, object], footer: str) -> Settings:
    """Return the settings of a copy of the larger review with some settings changed."""
    a_larger_review(folder)
    with (folder / "references.bib").open("a", encoding="utf-8") as file:
        file.write(HOSTILE)
    (folder / "own/partials").mkdir(parents=True)
    (folder / "own/partials/footer.html").write_text(footer, encoding="utf-8")
    keys = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    for key, value in change.items():
        (keys["theme"] if key in ("features", "custom_dir") else keys)[key] = value
    written = {key: value for key, value in keys.items() if value is not None}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(written, sort_keys=False), encoding="utf-8")
    return settings_of(folder)


def _build(settings: Settings, engine: str, staged: StagedReview, pages: Iterable[StagedPage]) -> Path:
    """Let the engine build these pages, and return its site."""
    for file in settings.staged_dir.rglob("index.md"):
        file.unlink()
    for page in pages:
        file = settings.staged_dir / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(page), encoding="utf-8")
    shutil.rmtree(built_dir(settings), ignore_errors=True)
    build_with(engine, settings, settings.build_dir.parent / "mkdocs.yml", staged.hidden)
    return built_dir(settings)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("change", VARIANTS.values(), ids=VARIANTS)
def test_a_stamped_site_is_the_site_that_the_engine_builds(
    engine: str, change: Mapping[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages, search index and sitemap are the same, byte for byte, for every kind of page."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1751241600")
    settings = _review(tmp_path, change, PRINTING)
    staged = stage_review(settings)
    groups = groups_of(staged.pages, {*map(staged_path, settings.nav)}, fewest=2)
    built = _build(settings, engine, staged, rendered_pages(staged.pages, groups))

    assert stamp(groups, staged.pages, built, settings) == ()

    stamped = files_of(built)
    rendered = files_of(_build(settings, engine, staged, staged.pages))
    assert {group.sample.kind for group in groups} >= {
        "list",
        "pinned",
        "recommendation",
        "event",
        "reference",
    }
    assert sorted(stamped) == sorted(rendered)
    assert [path for path in rendered if stamped[path] != rendered[path]] == []


@pytest.mark.parametrize(
    ("command", "footer", "printed"),
    [
        *((command, SHOUTING, "RESPONSE: NOT AGREED") for command in (*ENGINES, "mkdocs build")),
        ("mkdocs", COUNTING, f"<footer>{len('Response: not agreed')}</footer>"),
    ],
)
def test_what_a_theme_treats_differently_is_rendered_by_the_engine(
    command: str, footer: str, printed: str, tmp_path: Path
) -> None:
    """A template that does something with titles that we do not know gets every page with its real title."""
    settings = _review(tmp_path, {"custom_dir": "own"}, footer)
    assert groups_of(stage_review(settings).pages)

    if command == "mkdocs build":
        done = mkdocs(tmp_path, "build")
        assert done.returncode == 0, done.stderr
    else:
        assert main(["-f", str(tmp_path / "mkdocs.yml"), "build", "--engine", command]) == CLEAN

    site = files_of(settings.site_dir)
    assert printed.encode() in site["recommendations/response/rejected/index.html"]
    assert b"recommendations/response/rejected/" in site["sitemap.xml"]
    assert [path for path, data in site.items() if MARK.encode() in path.encode() + data.lower()] == []


@pytest.mark.parametrize(
    "change",
    [{"hooks": ["own/hooks.py"]}, {"plugins": ["tags", {"evidence-review": {"as_at": "2025-06-30"}}]}],
)
def test_nothing_is_stamped_beside_plugins_that_may_change_pages(
    change: Mapping[str, object], tmp_path: Path
) -> None:
    """Every page is staged for the engine, and its automatic menu is not changed."""
    staged = stage_review(_review(tmp_path, {**change, "nav": None}, PRINTING))

    assert (staged.groups, staged.hidden) == ((), ())


def test_a_preview_shows_the_pages_and_the_menu_of_the_site(tmp_path: Path) -> None:
    """The engine renders every page, and the automatic menu leaves out the same ones."""
    settings = _review(tmp_path, {"nav": None}, PRINTING)

    preview, site = stage_review(settings, tolerant=True), stage_review(settings)

    assert (preview.groups, bool(site.groups)) == ((), True)
    assert preview.hidden == site.hidden != ()
    assert [page.path for page in preview.pages] == [page.path for page in site.pages]
