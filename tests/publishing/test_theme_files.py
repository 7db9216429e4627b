"""Tests of the files of the theme: all of them are published."""

from pathlib import Path

from evidence_review.publishing.theme_files import BAR_WIDTHS, JOINED, STYLE_SHEETS, assets, package_files
from evidence_review.site.addresses import ASSETS


def test_every_file_is_published_once(root: Path) -> None:
    """A file is published by itself, or is in one joined file and in no other."""
    folder = root / "scripts/evidence_review/theme/assets"
    parts = [part for names in JOINED.values() for part in names]
    alone = {path.name for path in folder.iterdir() if path.is_file()}
    inside = {path.relative_to(folder).as_posix() for path in folder.glob("*/*")}

    assert sorted(parts) == sorted(inside)
    assert set(assets()) == {f"{ASSETS}/{name}" for name in alone | set(JOINED)}


def test_parts_are_joined_in_their_order(root: Path) -> None:
    """The parts are in the joined file, unchanged and in order; only the widths of bars are added."""
    folder = root / "scripts/evidence_review/theme/assets"
    for name, parts in JOINED.items():
        texts = [(folder / part).read_text(encoding="utf-8") for part in parts]

        added = BAR_WIDTHS if name == "listing.css" else ""
        assert assets()[f"{ASSETS}/{name}"].decode() == "\n".join(texts) + added


def test_a_bar_is_as_wide_as_its_per_cent() -> None:
    """Each whole per cent has a class, which the template uses."""
    assert ".part-33{width:max(33%,.3rem)}" in BAR_WIDTHS
    assert BAR_WIDTHS.count("{") == 100


def test_every_style_sheet_exists() -> None:
    """Each style sheet that pages load is among the published files."""
    assert set(STYLE_SHEETS) <= set(assets())


def test_files_of_the_package_keep_their_folders() -> None:
    """Files are found below a folder of the package, by their path below another folder."""
    overrides = package_files("theme/overrides", "below")

    assert "below/main.html" in overrides
    assert "below/partials/section.html" in overrides
    assert all(overrides.values())
