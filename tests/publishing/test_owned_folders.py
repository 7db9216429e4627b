"""Tests of the folders that a build creates, replaces and deletes, and of those that it leaves alone."""

from pathlib import Path

import pytest

from evidence_review.errors import ReviewError
from evidence_review.publishing.owned_folders import (
    MARKER,
    empty_folder,
    mark_folder,
    refuse_foreign_folder,
    replace_site,
    restore_site,
)

GENERATORS = ["mkdocs-1.6.1, mkdocs-material-9.8.1", "mkdocs-1.5.3", "zensical-0.0.73"]


def a_folder(folder: Path, text: str, *, marked: bool = True) -> Path:
    """Create a folder with a home page, as a build would or as somebody else would."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text)
    if marked:
        mark_folder(folder)
    return folder


def names(folder: Path) -> list[str]:
    """Return what a folder contains."""
    return sorted(path.name for path in folder.iterdir())


def test_a_new_site_replaces_the_last(tmp_path: Path) -> None:
    """After the two renames only the new site is left, with its marker."""
    site = a_folder(tmp_path / "site", "old")
    (site / "old.html").write_text("old")
    new = a_folder(tmp_path / "new", "new", marked=False)

    replace_site(new, site, tmp_path / "aside", tmp_path)

    assert names(tmp_path) == ["site"]
    assert names(site) == [MARKER, "index.html"]
    assert (site / "index.html").read_text() == "new"


@pytest.mark.parametrize("generator", GENERATORS)
def test_a_site_of_mkdocs_or_zensical_is_replaced(tmp_path: Path, generator: str) -> None:
    """Its home page names what made it: such sites are older than the marker."""
    home = f'<html><head><meta name="generator" content="{generator}"></head></html>'
    site = a_folder(tmp_path / "site", home, marked=False)

    replace_site(a_folder(tmp_path / "new", "new"), site, tmp_path / "aside", tmp_path)

    assert (site / "index.html").read_text() == "new"


@pytest.mark.parametrize("is_there", [True, False])
def test_an_empty_or_missing_folder_becomes_the_site(tmp_path: Path, *, is_there: bool) -> None:
    """Nothing can be lost in it."""
    if is_there:
        (tmp_path / "site").mkdir()

    replace_site(a_folder(tmp_path / "new", "new"), tmp_path / "site", tmp_path / "aside", tmp_path)

    assert (tmp_path / "site/index.html").read_text() == "new"


@pytest.mark.parametrize(
    "home",
    [
        pytest.param("mine", id="a-home-page"),
        pytest.param('<meta name="generator" content="Hugo 0.1">', id="another-generator"),
        pytest.param(None, id="none"),
    ],
)
@pytest.mark.parametrize("place", ["site", "aside"])
def test_a_folder_that_no_build_made_is_left_alone(tmp_path: Path, place: str, home: str | None) -> None:
    """Neither the site nor the place for the last one may be such a folder; the new site is kept too."""
    folder = a_folder(tmp_path / place, home or "", marked=False)
    (folder / "notes.txt").write_text("mine")
    if home is None:
        (folder / "index.html").unlink()
    before = names(folder)
    new = a_folder(tmp_path / "new", "new")

    said = f"^{place}/ was not made by a build, so it is not replaced \\(move it away or delete it\\)$"
    with pytest.raises(ReviewError, match=said):
        replace_site(new, tmp_path / "site", tmp_path / "aside", tmp_path)

    assert names(folder) == before
    assert (new / "index.html").read_text() == "new"


def test_a_file_is_not_replaced_by_a_site(tmp_path: Path) -> None:
    """It cannot be something that a build made."""
    (tmp_path / "site").write_text("mine")

    with pytest.raises(ReviewError, match=r"^site was not made by a build"):
        refuse_foreign_folder(tmp_path / "site", tmp_path)


def test_a_marker_that_is_a_link_marks_nothing(tmp_path: Path) -> None:
    """Otherwise a link could vouch for a folder."""
    ours = a_folder(tmp_path / "ours", "old")
    folder = a_folder(tmp_path / "site", "mine", marked=False)
    (folder / MARKER).symlink_to(ours / MARKER)

    with pytest.raises(ReviewError, match="was not made by a build"):
        empty_folder(folder, tmp_path)
    assert (folder / "index.html").read_text() == "mine"


@pytest.mark.parametrize("link", ["site", "out", "aside"])
@pytest.mark.parametrize("marked", [True, False])
def test_nothing_is_replaced_through_a_link(tmp_path: Path, link: str, *, marked: bool) -> None:
    """Not the site, no folder above it and not the place for the last one, whoever made the target."""
    victim = a_folder(tmp_path / "victim", "mine", marked=marked)
    a_folder(victim / "site", "mine", marked=marked)
    site = tmp_path / ("out/site" if link == "out" else "site")
    (tmp_path / link).symlink_to(victim)
    before = sorted(victim.rglob("*"))

    with pytest.raises(ReviewError, match=f"^{link} is a symbolic link"):
        replace_site(a_folder(tmp_path / "new", "new"), site, tmp_path / "aside", tmp_path)

    assert sorted(victim.rglob("*")) == before
    assert (victim / "index.html").read_text() == (victim / "site/index.html").read_text() == "mine"


def test_a_link_above_the_project_is_followed(tmp_path: Path) -> None:
    """Where somebody keeps a project is their own affair."""
    (tmp_path / "real").mkdir()
    root = tmp_path / "link"
    root.symlink_to(tmp_path / "real")

    replace_site(a_folder(root / "new", "new"), root / "site", root / "aside", root)

    assert (tmp_path / "real/site/index.html").read_text() == "new"


def test_links_in_an_old_site_are_deleted_and_not_followed(tmp_path: Path) -> None:
    """A link in a folder that is deleted costs nothing but itself."""
    victim = a_folder(tmp_path / "victim", "mine")
    site = a_folder(tmp_path / "site", "old")
    (site / "folder").symlink_to(victim)
    (site / "file").symlink_to(victim / "index.html")

    replace_site(a_folder(tmp_path / "new", "new"), site, tmp_path / "aside", tmp_path)

    assert (victim / "index.html").read_text() == "mine"
    assert names(tmp_path) == ["site", "victim"]


def test_an_interrupted_swap_is_repaired(tmp_path: Path) -> None:
    """If the machine stopped between the two renames, the last site comes back."""
    a_folder(tmp_path / "aside", "old")

    restore_site(tmp_path / "site", tmp_path / "aside", tmp_path)

    assert (tmp_path / "site/index.html").read_text() == "old"


def test_an_interrupted_swap_is_not_repaired_through_a_link(tmp_path: Path) -> None:
    """What the link leads to stays empty."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere")
    a_folder(tmp_path / "aside", "old")

    with pytest.raises(ReviewError, match=r"^out is a symbolic link"):
        restore_site(tmp_path / "out/site", tmp_path / "aside", tmp_path)

    assert names(tmp_path / "elsewhere") == []


def test_a_swap_that_fails_leaves_the_last_site(tmp_path: Path) -> None:
    """If the new site cannot be put in its place, the last one comes back and the message says so."""
    site = a_folder(tmp_path / "site", "old")
    (tmp_path / "new").write_text("no folder")

    with pytest.raises(ReviewError, match=r"^the finished site cannot be moved to site/: "):
        replace_site(tmp_path / "new", site, tmp_path / "aside", tmp_path)

    assert (site / "index.html").read_text() == "old"


def test_an_emptied_folder_has_only_its_marker(tmp_path: Path) -> None:
    """The marker is the same in every build, so that sites can be compared."""
    empty_folder(a_folder(tmp_path / "one", "old"), tmp_path)
    empty_folder(tmp_path / "new", tmp_path)

    assert names(tmp_path / "one") == names(tmp_path / "new") == [MARKER]
    assert (tmp_path / "one" / MARKER).read_bytes() == (tmp_path / "new" / MARKER).read_bytes()
