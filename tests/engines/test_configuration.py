"""Tests of the configuration that an engine is given."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from evidence_review.config.mkdocs_yml import read_configuration
from evidence_review.config.options import settings_from
from evidence_review.config.settings import Settings
from evidence_review.engines.configuration import write_configuration
from evidence_review.prose.raw_html import EXTENSION
from evidence_review.publishing.theme_files import STYLE_SHEETS

DAY = {"as_at": "2025-06-30"}


def written(folder: Path, text: str, settings: Settings | None = None) -> str:
    """Return the engine's configuration for a `mkdocs.yml`."""
    file = folder / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")
    place = write_configuration(settings or settings_from(folder, {}, DAY), file)
    assert place == folder / "build" / "mkdocs.yml"
    return place.read_text(encoding="utf-8")


def keys(folder: Path, text: str) -> Any:  # noqa: ANN401 - any YAML value
    """Return the keys of the engine's configuration."""
    return yaml.safe_load(written(folder, text))


def test_the_engine_builds_the_staged_folder(tmp_path: Path) -> None:
    """Its folders are those below the build folder, whatever the review's own are called."""
    found = keys(tmp_path, "site_name: A\ndocs_dir: pages\nsite_dir: out\n")

    assert (found["site_name"], found["docs_dir"], found["site_dir"]) == ("A", "docs", "site")


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        ("theme: material", {"name": "material", "custom_dir": "overrides"}),
        (
            "theme: {name: material, language: de, custom_dir: mine}",
            {"name": "material", "language": "de", "custom_dir": "overrides"},
        ),
    ],
)
def test_the_theme_gets_our_overrides(tmp_path: Path, theme: str, expected: object) -> None:
    """Whichever way the theme is written, it keeps its options and gets our templates."""
    assert keys(tmp_path, theme)["theme"] == expected


@pytest.mark.parametrize(
    ("extensions", "expected"),
    [
        pytest.param("[extra, {footnotes: {}}]", [EXTENSION], id="list"),
        pytest.param("[tables, {toc: {a: 1}}]", [{"toc": {"a": 1}}, EXTENSION], id="contents"),
        pytest.param("{tables: {}, toc: {a: 1}}", [{"toc": {"a": 1}}, EXTENSION], id="mapping"),
        pytest.param("[markdown.extensions.toc]", ["markdown.extensions.toc", EXTENSION], id="full-name"),
    ],
)
def test_only_our_extension_remains(tmp_path: Path, extensions: str, expected: object) -> None:
    """The pages are converted already; themes read the options of the table of contents."""
    assert keys(tmp_path, f"markdown_extensions: {extensions}\n")["markdown_extensions"] == expected


def test_zensical_does_not_add_its_default_extensions(tmp_path: Path) -> None:
    """Zensical enables a set of its own if the configuration names no extension."""
    assert keys(tmp_path, "site_name: A\n")["markdown_extensions"] == [EXTENSION]


@pytest.mark.parametrize(
    ("plugins", "left"),
    [
        pytest.param("[search, evidence-review]", ["search"], id="name"),
        pytest.param(
            "[search, evidence-review: {as_at: 2025-06-30}, tags: {a: 1}]",
            ["search", {"tags": {"a": 1}}],
            id="with-options",
        ),
        pytest.param("{search: {lang: de}, evidence-review: {}}", {"search": {"lang": "de"}}, id="mapping"),
        pytest.param("[evidence-review]", [], id="alone"),
        pytest.param("[evidence-review, evidence-review: {}]", [], id="twice"),
        pytest.param("[search, social]", ["search", "social"], id="not-there"),
    ],
)
def test_our_plugin_is_dropped(tmp_path: Path, plugins: str, left: object) -> None:
    """The stages have run: an engine that ran our plugin again would stage what is staged."""
    assert keys(tmp_path, f"plugins: {plugins}\n")["plugins"] == left


def test_a_navigation_names_the_staged_pages(tmp_path: Path) -> None:
    """Pages of every depth are turned to where they are staged; links elsewhere stay."""
    text = """\
nav:
  - index.md
  - About: about.md
  - Part:
      - part/index.md
      - Deep: {Deeper: [a/b.md]}
  - Elsewhere: https://example.org/read.me
"""
    assert keys(tmp_path, text)["nav"] == [
        "index.md",
        {"About": "about/index.md"},
        {"Part": ["part/index.md", {"Deep": {"Deeper": ["a/b/index.md"]}}]},
        {"Elsewhere": "https://example.org/read.me"},
    ]


def test_without_a_navigation_none_is_made(tmp_path: Path) -> None:
    """The engine then makes its own from the staged folder."""
    assert "nav" not in keys(tmp_path, "site_name: A\n")


@pytest.mark.parametrize(
    ("extra", "sheets"),
    [("", [*STYLE_SHEETS]), ("extra_css: [mine.css]\n", [*STYLE_SHEETS, "mine.css"])],
)
def test_our_style_sheet_comes_before_the_review_s_own(tmp_path: Path, extra: str, sheets: list[str]) -> None:
    """A review can change what our style sheet says."""
    assert keys(tmp_path, f"site_name: A\n{extra}")["extra_css"] == sheets


def test_inherited_paths_point_to_the_staged_folder_too(tmp_path: Path) -> None:
    """Theme, navigation and plugins of a parent are edited as the review's own are."""
    base = """\
site_name: Above
docs_dir: pages
theme: {name: material, language: de, custom_dir: mine}
plugins: [search, evidence-review: {as_at: 2025-06-30}]
extra_css: [above.css]
nav: [index.md, about.md]
"""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/base.yml").write_text(base, encoding="utf-8")

    assert keys(tmp_path, "INHERIT: shared/base.yml\nsite_name: A\ntheme: {language: fr}\n") == {
        "site_name": "A",
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"name": "material", "language": "fr", "custom_dir": "overrides"},
        "plugins": ["search"],
        "extra_css": [*STYLE_SHEETS, "above.css"],
        "nav": ["index.md", "about/index.md"],
        "markdown_extensions": [EXTENSION],
    }


def test_an_address_in_a_navigation_stays(tmp_path: Path) -> None:
    """A page elsewhere is none of ours, whatever it ends in."""
    nav = [{"Elsewhere": "https://example.org/read.md"}]

    assert keys(tmp_path, "nav:\n  - Elsewhere: https://example.org/read.md\n")["nav"] == nav


@pytest.mark.parametrize(
    "value",
    [
        "!!python/name:material.extensions.emoji.twemoji",
        "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}",
        "!ENV [CI, false]",
        "!relative $config_dir",
    ],
)
def test_tags_stay_as_they_are(tmp_path: Path, value: str) -> None:
    """What only the engine understands is neither run nor lost here."""
    text = written(tmp_path, f"markdown_extensions:\n  - toc:\n      y: {value}\n")

    def tagged(source: str) -> yaml.Node:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
        assert isinstance(root, yaml.MappingNode)
        (extensions,) = (node for key, node in root.value if key.value == "markdown_extensions")
        found: yaml.Node = extensions.value[0].value[0][1].value[0][1]
        return found

    before = tagged(f"markdown_extensions:\n  - toc:\n      y: {value}\n")
    assert tagged(text).tag == before.tag
    assert yaml.serialize(tagged(text)) == yaml.serialize(before)


def test_words_of_any_language_stay_readable(tmp_path: Path) -> None:
    """The file is written for people to look at as well."""
    assert "Bücher für alle" in written(tmp_path, "site_name: Bücher für alle\n")


def test_the_same_review_makes_the_same_configuration(tmp_path: Path) -> None:
    """A second build writes the same bytes."""
    text = "site_name: A\ntheme: material\nplugins: [search, evidence-review]\nnav: [index.md]\n"

    assert written(tmp_path, text) == written(tmp_path, text)


@pytest.mark.parametrize(
    ("variable", "expected"), [("", None), ("https://example.org/x/", "https://example.org/x/")]
)
def test_an_address_from_a_variable_is_written_out_or_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, expected: str | None
) -> None:
    """Both engines are told the same address, and none where there is none."""
    monkeypatch.setenv("SITE_URL", variable)
    text = 'site_url: !ENV [SITE_URL, ""]\n'
    file = tmp_path / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")
    settings = settings_from(tmp_path, read_configuration(file), DAY)

    assert yaml.safe_load(written(tmp_path, text, settings)).get("site_url") == expected
