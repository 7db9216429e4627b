"""Tests of the settings of a review."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidence_review.citeproc.style_files import DEFAULT_STYLE
from evidence_review.config.options import OPTION_NAMES, settings_from
from evidence_review.config.settings import (
    ADDED_EXTENSIONS,
    BUILT_IN_EXTENSIONS,
    DEFAULT_IDS,
    Settings,
    id_order,
    id_regex,
    is_page,
)
from evidence_review.errors import ReviewError, SettingsError
from evidence_review.plugin import EvidenceReviewConfig

ROOT = Path("review")
DAY = {"as_at": "2025-06-30"}


def settings(config: Mapping[str, Any] | None = None, **options: object) -> Settings:
    """Return the settings from some keys and options."""
    return settings_from(ROOT, config or {}, {**DAY, **options})


@pytest.mark.parametrize(
    ("site_url", "expected"),
    [
        pytest.param("", "", id="unpublished"),
        pytest.param("https://example.org/review", "https://example.org/review/findings/f02/", id="no-slash"),
        pytest.param("https://example.org/review/", "https://example.org/review/findings/f02/", id="slash"),
    ],
)
def test_a_place_has_a_public_address_once_the_site_has_one(site_url: str, expected: str) -> None:
    """The address is whole, whether or not the site's own ends in a slash."""
    assert settings({"site_url": site_url}).public_address("findings/f02/") == expected


def test_a_review_that_sets_only_its_date_has_the_default_settings() -> None:
    """Every other option has a value that suits a new review."""
    found = settings()

    assert found.as_at == date(2025, 6, 30)
    assert (found.docs_dir, found.site_dir) == (ROOT / "docs", ROOT / "site")
    assert found.references == (ROOT / "references.bib",)
    assert (found.style, found.locale, found.ids) == (DEFAULT_STYLE, "en-GB", DEFAULT_IDS)
    assert (found.site_url, found.use_directory_urls) == ("", True)
    assert found.extensions == (*BUILT_IN_EXTENSIONS, *ADDED_EXTENSIONS)
    assert (found.build_dir, found.staged_dir) == (ROOT / "build", ROOT / "build" / "docs")


def test_what_is_written_counts() -> None:
    """Keys of `mkdocs.yml` and options of the plugin take the place of the usual values."""
    config = {
        "site_name": "A",
        "site_url": "https://example.org/a/",
        "docs_dir": "pages",
        "site_dir": "out",
        "use_directory_urls": False,
    }
    found = settings(config, references="lib/all.bib", style="apa", locale="de-DE", ids={"x": "finding"})

    assert (found.site_name, found.site_url, found.use_directory_urls) == (
        "A",
        "https://example.org/a/",
        False,
    )
    assert (found.docs_dir, found.site_dir) == (ROOT / "pages", ROOT / "out")
    assert (found.references, found.style, found.locale) == ((ROOT / "lib/all.bib",), "apa", "de-DE")
    assert found.ids == {**{key: kind for key, kind in DEFAULT_IDS.items() if key != "f"}, "x": "finding"}


def test_a_day_may_be_a_date_already() -> None:
    """YAML makes a date of an unquoted day."""
    assert settings(as_at=date(2024, 1, 2)).as_at == date(2024, 1, 2)


@pytest.mark.parametrize("value", [None, "", "today", "2025-02-30", "2025", 2025, [], {"day": 1}])
def test_a_day_must_be_a_day(value: object) -> None:
    """The site never speaks as of the machine's date: without a day there is nothing to build."""
    with pytest.raises(ReviewError, match="needs `as_at`"):
        settings(as_at=value)


@pytest.mark.parametrize(
    ("option", "hint"),
    [
        ("as_att", "did you mean 'as_at'?"),
        (
            "zzz",
            f"known: {', '.join(sorted(OPTION_NAMES))}",
        ),
    ],
)
def test_an_unknown_option_is_refused(option: str, hint: str) -> None:
    """An error in an option is not ignored."""
    with pytest.raises(ReviewError) as raised:
        settings_from(ROOT, {}, {**DAY, option: "x"})
    assert str(raised.value) == f"mkdocs.yml: evidence-review has no option {option!r} ({hint})"


@pytest.mark.parametrize(
    "ids", ["f", ["f"], {"f": "findings"}, {"F1": "finding"}, {"-": "finding"}, {".*": "finding"}, {1: 2}]
)
def test_prefixes_of_ids_name_kinds_of_entities(ids: object) -> None:
    """A prefix is letters, or nothing, and names a kind of thing that is known."""
    with pytest.raises(ReviewError, match="`ids` of evidence-review"):
        settings(ids=ids)


@pytest.mark.parametrize(
    ("id_", "kind"),
    [
        ("f02", "finding"),
        ("f", None),
        ("f02a", None),
        ("F02", None),
        ("org-council", "organisation"),
        ("org-council-2", "organisation"),
        ("org-", None),
        ("org--x", None),
        ("page", None),
        ("f02\n", None),
    ],
)
def test_the_prefix_of_an_id_determines_its_kind(id_: str, kind: str | None) -> None:
    """An id is a prefix with digits, or one that ends in a hyphen with words."""
    assert settings().kind_of(id_) == kind
    assert bool(settings().id_pattern.fullmatch(id_)) == (kind is not None)


def test_a_prefix_is_taken_letter_for_letter() -> None:
    """What means something in a regular expression means itself here."""
    assert re.fullmatch(id_regex("a."), "a.1")
    assert not re.fullmatch(id_regex("a."), "ab1")


def test_a_prefix_is_followed_by_numbers_or_words() -> None:
    """Without a prefix an id has a full stop, because `[1]` is common in texts."""
    for prefix, ids, others in (
        ("R", ("R1", "R1.2"), ("r1", "R", "R1.", "R1a")),
        ("", ("1.2", "1.2.3"), ("1", "1.", ".2")),
        ("REC-", ("REC-12", "REC-a-1"), ("REC12", "REC-")),
    ):
        assert all(re.fullmatch(id_regex(prefix), each) for each in ids)
        assert not any(re.fullmatch(id_regex(prefix), each) for each in others)
    assert sorted(["R10", "R2", "R1.10", "R1.9"], key=id_order) == ["R1.9", "R1.10", "R2", "R10"]


ADDED = tuple(ADDED_EXTENSIONS)


def without(*names: str) -> tuple[str, ...]:
    """Return the extensions that are always on, without some of them."""
    return tuple(name for name in ADDED if name not in names)


@pytest.mark.parametrize(
    ("written", "more", "configs"),
    [
        pytest.param([], ADDED, {}, id="none"),
        pytest.param(None, ADDED, {}, id="empty-key"),
        pytest.param(["tables", "attr_list"], ("attr_list", *without("attr_list")), {}, id="names"),
        pytest.param(
            ["markdown.extensions.extra"],
            ("markdown.extensions.extra", *without("attr_list", "footnotes", "md_in_html")),
            {},
            id="several-in-one",
        ),
        pytest.param([{"toc": {"permalink": True}}], ADDED, {"toc": {"permalink": True}}, id="options"),
        pytest.param([{"footnotes": None}], ("footnotes", *without("footnotes")), {}, id="no-options"),
        pytest.param(
            {"toc": {"permalink": True}, "abbr": None},
            ("abbr", *ADDED),
            {"toc": {"permalink": True}},
            id="mapping",
        ),
        pytest.param(
            [{"pymdownx.tilde": {"delete": False}}],
            ("pymdownx.tilde", *without("pymdownx.tilde")),
            {"pymdownx.tilde": {"delete": False}},
            id="own-options",
        ),
    ],
)
def test_extensions_are_read_as_mkdocs_reads_them(
    written: object, more: tuple[str, ...], configs: Mapping[str, object]
) -> None:
    """Extensions may be a list of names and mappings, or one mapping; the built-in ones come first.

    Those that are always on come last, with our options, unless the site lists them.
    """
    found = settings({"markdown_extensions": written})
    ours = {name: ADDED_EXTENSIONS[name] for name in more if ADDED_EXTENSIONS.get(name)}

    assert found.extensions == (*BUILT_IN_EXTENSIONS, *more)
    assert found.extension_configs == {**ours, **configs}


@pytest.mark.parametrize("written", ["attr_list", 3, [3], [["a"]]])
def test_extensions_of_another_type_are_refused(written: object) -> None:
    """A value that names no extensions is said to be one, in a line."""
    with pytest.raises(ReviewError, match="markdown_extensions"):
        settings({"markdown_extensions": written})


@pytest.mark.parametrize(
    "folder",
    [
        "docs",
        "docs/out",
        "docs/../docs",
        ".",
        "build",
        "build/site",
        "./build/docs",
        "../review",
        ".git",
        ".git/site",
        ".GIT",
    ],
)
def test_a_site_has_a_folder_of_its_own(folder: str) -> None:
    """A build deletes what is in the folder of the site, so it may hold no sources and lie in none."""
    with pytest.raises(ReviewError, match="`site_dir` must be a separate folder"):
        settings({"site_dir": folder})


@pytest.mark.parametrize("written", ["mine", "mine/theme", "lib/all.bib", "lib"])
def test_a_site_is_kept_from_templates_and_bibliography(written: str) -> None:
    """A folder that holds either, or is in one, is no folder for the site."""
    with pytest.raises(ReviewError, match="`site_dir` must be a separate folder"):
        settings({"site_dir": written, "theme": {"custom_dir": "mine/theme"}}, references="lib/all.bib")


@pytest.mark.parametrize("written", ["build", "build/docs", "build/docs/part", "./x/../build/site", "."])
@pytest.mark.parametrize("key", ["docs_dir", "theme.custom_dir", "references"])
def test_sources_are_kept_out_of_the_build_folder(key: str, written: str) -> None:
    """What people write is not put where a build would delete it."""
    configs: dict[str, dict[str, Any]] = {
        "docs_dir": {"docs_dir": written},
        "theme.custom_dir": {"theme": {"custom_dir": written}},
    }
    options = {"references": written} if key == "references" else {}

    with pytest.raises(ReviewError) as raised:
        settings(configs.get(key), **options)
    assert str(raised.value) == (
        f"mkdocs.yml: `{key}` must not overlap with build/, which every build empties; it is {written!r}"
    )


@pytest.mark.parametrize("written", ["builds", "build-docs", "pages/build"])
def test_other_folders_may_have_such_a_name(written: str) -> None:
    """Only the folder itself is emptied."""
    assert settings({"docs_dir": written}).docs_dir == ROOT / written


def test_a_link_into_the_build_folder_is_seen_through(tmp_path: Path) -> None:
    """A folder is where its files are, whatever leads there."""
    (tmp_path / "build/docs").mkdir(parents=True)
    (tmp_path / "pages").symlink_to(tmp_path / "build/docs")

    with pytest.raises(ReviewError, match="`docs_dir` must not overlap with build/"):
        settings_from(tmp_path, {"docs_dir": "pages"}, DAY)


@pytest.mark.parametrize(
    ("nav", "pages"),
    [
        (None, ()),
        ("a.md", ("a.md",)),
        (
            ["a.md", {"B": "b/c.md"}, {"Part": ["d.md", {"E": [{"F": "e/f.md"}]}]}],
            ("a.md", "b/c.md", "d.md", "e/f.md"),
        ),
        ({"A": "a.md", "Again": "a.md"}, ("a.md",)),
        ([{"Out": "https://example.org/read.md"}, {"Data": "data.csv"}, 3, None, "http://[.md"], ()),
    ],
)
def test_a_navigation_names_pages(nav: object, pages: tuple[str, ...]) -> None:
    """Each page is found once, however deep; addresses and other files are none."""
    assert settings({"nav": nav}).nav == pages
    assert all(is_page(page) for page in pages)


@pytest.mark.parametrize("folder", ["site", "public", "docs-site", "out/site", "../review/site"])
def test_a_site_may_go_anywhere_else(folder: str) -> None:
    """Folders that hold none of our files are free."""
    assert settings({"site_dir": folder}).site_dir == ROOT / folder


@pytest.mark.parametrize("folder", ["..", "../site", "x/../../site", "/elsewhere"])
def test_a_site_is_inside_the_project(folder: str) -> None:
    """A proposal must not replace a folder anywhere else on the computer of whoever builds it."""
    with pytest.raises(SettingsError) as raised:
        settings({"site_dir": folder})
    assert raised.value.keys == ("site_dir",)
    assert raised.value.message == (
        f"`site_dir` must be inside the project; {folder!r} leads outside it "
        "(name another place by `mkdocs build --site-dir`)"
    )


@pytest.mark.parametrize("folder", ["site", "../site", "/elsewhere"])
def test_the_command_line_may_name_a_folder_anywhere(folder: str) -> None:
    """Whoever types it knows what is there."""
    assert settings_from(ROOT, {"site_dir": "../x"}, DAY, ROOT / folder).site_dir == ROOT / folder


@pytest.mark.parametrize("folder", ["docs", "build", ".git/site", ".."])
def test_the_command_line_cannot_name_sources(folder: str) -> None:
    """The sources of the review are never replaced by its site."""
    with pytest.raises(SettingsError, match="`site_dir` must be a separate folder"):
        settings_from(ROOT, {}, DAY, ROOT / folder)


SOURCES: Mapping[tuple[str, ...], str] = {
    ("docs_dir",): "docs_dir",
    ("theme", "custom_dir"): "theme.custom_dir",
    ("plugins", "evidence-review", "references"): "references",
}
"""The keys that lead to a path of sources, and how messages name them."""


def settings_with(root: Path, keys: tuple[str, ...], written: str) -> Settings:
    """Return the settings in which one path of sources is set."""
    if keys[0] == "plugins":
        return settings_from(root, {}, {**DAY, "references": written})
    return settings_from(root, {"theme": {keys[1]: written}} if keys[1:] else {keys[0]: written}, DAY)


@pytest.mark.parametrize("written", ["../x", "/etc", "x/../../y", "link", "link/deep"])
@pytest.mark.parametrize("keys", SOURCES)
def test_sources_are_inside_the_project(tmp_path: Path, keys: tuple[str, ...], written: str) -> None:
    """Nothing from elsewhere is published, whether it is named or a link leads there."""
    root = tmp_path / "review"
    root.mkdir()
    (root / "link").symlink_to(tmp_path)

    with pytest.raises(SettingsError) as raised:
        settings_with(root, keys, written)
    assert raised.value.keys == keys
    assert raised.value.message == (
        f"`{SOURCES[keys]}` must be inside the project; {written!r} leads outside it "
        "(move it into the folder of mkdocs.yml)"
    )


@pytest.mark.parametrize("keys", SOURCES)
def test_sources_may_be_links_inside_the_project(tmp_path: Path, keys: tuple[str, ...]) -> None:
    """What such a link leads to is part of the proposal."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")

    assert settings_with(tmp_path, keys, "link").root == tmp_path


@pytest.mark.parametrize("locale", ["zz-ZZ", "x", "english", "../../etc", "en-GB-x-y-z-q", 3])
def test_a_language_must_be_known(locale: object) -> None:
    """Dates could not be put into words."""
    with pytest.raises(ReviewError, match="is not a language"):
        settings(locale=locale)


@pytest.mark.parametrize("locale", ["en-GB", "en_GB", "de", "pt-BR", "zh-Hans-CN"])
def test_a_language_is_written_as_browsers_write_it(locale: str) -> None:
    """With or without a country or a script."""
    assert settings(locale=locale).locale == locale


@pytest.mark.parametrize("key", ["extra_css", "extra_javascript"])
@pytest.mark.parametrize("value", ["a.css", 3, {"a": 1}])
def test_extra_files_are_a_list(key: str, value: object) -> None:
    """A value of another sort is reported."""
    with pytest.raises(ReviewError, match=f"`{key}` must be a list"):
        settings({key: value})


def test_paths_are_shown_relative_to_the_review() -> None:
    """A message names a file as seen from `mkdocs.yml`, and one elsewhere by its whole path."""
    assert settings().relative(ROOT / "docs" / "a.md") == "docs/a.md"
    assert settings().relative(Path("elsewhere/a.md")) == "elsewhere/a.md"


def test_who_publishes_the_review_and_where_is_read() -> None:
    """What citations, feeds and data say of the site is in `mkdocs.yml` once."""
    config = {
        "site_description": "What was asked",
        "repo_url": "https://example.org/a/b/",
        "copyright": "Ours",
        "extra": {"licence_url": "https://example.org/licence"},
    }
    found = settings(config, editors=[" Doe, Ann ", "Bo Roe"])

    assert found.site_description == "What was asked"
    assert found.repo_url == "https://example.org/a/b"
    assert (found.rights, found.licence_url) == ("Ours", "https://example.org/licence")
    assert found.editors == ("Doe, Ann", "Bo Roe")
    assert settings(editors="One body").editors == ("One body",)


@pytest.mark.parametrize("key", ["site_url", "repo_url"])
@pytest.mark.parametrize("written", ["example.org", "javascript:alert(1)", "https://", "http://[", "/here"])
def test_an_address_that_is_none_is_refused(key: str, written: str) -> None:
    """Every link and feed would carry it."""
    with pytest.raises(ReviewError, match=f"`{key}` is not a web address"):
        settings({key: written})


@pytest.mark.parametrize("written", [[""], ["Doe", 7], {"Doe": "Ann"}, 7])
def test_editors_that_are_no_names_are_refused(written: object) -> None:
    """Citations would carry them."""
    with pytest.raises(ReviewError, match="`editors` of evidence-review must be a list of names"):
        settings(editors=written)


def test_an_unknown_numbering_is_reported() -> None:
    """Numbers run over the site or over a page, and over nothing else."""
    assert settings().numbering == "site"
    assert settings(numbering="page").numbering == "page"
    with pytest.raises(
        ReviewError, match="`numbering` of evidence-review must be site or page; it is 'book'"
    ):
        settings(numbering="book")


@pytest.mark.parametrize(
    ("written", "hosts"),
    [
        (None, ()),
        ("WWW.example.org", ("www.example.org",)),
        (["a.example", "b.example", "a.example"], ("a.example", "b.example")),
    ],
)
def test_hosts_are_names(tmp_path: Path, written: object, hosts: tuple[str, ...]) -> None:
    """The hosts that a site may use are named one by one."""
    assert settings_from(tmp_path, {}, {"as_at": "2026-01-01", "hosts": written}).hosts == hosts


@pytest.mark.parametrize(
    "written", ["https://example.org", "*", ["a.example; script-src *"], {"a.example": 1}, [1]]
)
def test_a_host_that_would_loosen_the_policy_is_refused(tmp_path: Path, written: object) -> None:
    """What is not the name of a host could end a directive of the security policy and begin another."""
    with pytest.raises(SettingsError, match="hosts"):
        settings_from(tmp_path, {}, {"as_at": "2026-01-01", "hosts": written})


def test_the_plugin_declares_every_option() -> None:
    """An option that only one of the two knows would be refused by MkDocs or by our own command."""
    assert {name for name, _ in EvidenceReviewConfig._schema} == set(OPTION_NAMES)


@pytest.mark.parametrize(
    "written", ["10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.1", "doi:10.5281/zenodo.1"]
)
def test_dois_belong_to_releases(tmp_path: Path, written: str) -> None:
    """The DOI of a release is read in any of the forms in which people write one."""
    read = settings_from(tmp_path, {}, {"as_at": "2026-01-01", "dois": {"2026.11": written}})
    assert read.dois == {"2026.11": "10.5281/zenodo.1"}


@pytest.mark.parametrize("written", ["10.5281/zenodo.1", {"2026.11": "1"}, {"2026.11": None}, ["x"]])
def test_what_is_not_a_doi_is_refused(tmp_path: Path, written: object) -> None:
    """A citation never shows a DOI that cannot exist."""
    with pytest.raises(SettingsError, match="dois"):
        settings_from(tmp_path, {}, {"as_at": "2026-01-01", "dois": written})


@pytest.mark.parametrize("written", ["mailto:security@example.org", "https://example.org/report"])
def test_a_security_contact_is_an_address(tmp_path: Path, written: str) -> None:
    """Problems are reported by mail or on a page."""
    read = settings_from(tmp_path, {}, {"as_at": "2026-01-01", "security_contact": written})
    assert read.security_contact == written


@pytest.mark.parametrize("written", ["security@example.org", "javascript:alert(1)", "http://example.org"])
def test_another_security_contact_is_refused(tmp_path: Path, written: str) -> None:
    """The contact is a link on the site."""
    with pytest.raises(SettingsError, match="security_contact"):
        settings_from(tmp_path, {}, {"as_at": "2026-01-01", "security_contact": written})
