"""A style is found by name, by an older name, by an alias and by path, and never by a guess."""

from pathlib import Path

import pytest

from evidence_review.citing.styles import find_style, traits_of
from evidence_review.diagnostics import Diagnostic

SOUND = '<style class="note"><citation><layout delimiter=", "/></citation></style>'


@pytest.mark.parametrize(
    ("name", "file"),
    [
        pytest.param("harvard-cite-them-right", "harvard-cite-them-right.csl", id="by-name"),
        pytest.param("vancouver", "nlm-citation-sequence.csl", id="renamed"),
        pytest.param("nature-chemistry", "nature.csl", id="alias-of-another"),
    ],
)
def test_style_is_found_by_name(name: str, file: str) -> None:
    """Names, names of old and aliases lead to a style that stands alone."""
    found = find_style(name, Path())
    assert isinstance(found, Path)
    assert found.name == file


def test_style_is_found_by_path(tmp_path: Path) -> None:
    """A review may bring a style of its own."""
    (tmp_path / "own.csl").write_text(SOUND, "utf-8")
    assert find_style("own.csl", tmp_path) == tmp_path / "own.csl"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "harvard-cite-them-rigth",
            "there is no style 'harvard-cite-them-rigth' (did you mean 'harvard-cite-them-right'?)",
        ),
        ("../../etc/passwd", "there is no style '../../etc/passwd'"),
        ("missing.csl", "the style file 'missing.csl' does not exist"),
        ("works.csl", "the style file 'works.csl' is not a CSL style"),
    ],
)
def test_unknown_style_is_said(name: str, message: str, tmp_path: Path) -> None:
    """A slip in the settings names the nearest style there is."""
    (tmp_path / "works.csl").write_text("@book{a}", "utf-8")
    found = find_style(name, tmp_path)
    assert isinstance(found, Diagnostic)
    assert str(found) == f"mkdocs.yml:1: error: {message} [CSL001]"


def test_styles_tell_what_they_do(tmp_path: Path) -> None:
    """Note styles, and styles that sort the works of a bracket, are known as such."""
    own = tmp_path / "own.csl"
    own.write_text(SOUND, "utf-8")
    harvard = find_style("harvard-cite-them-right", Path())
    assert isinstance(harvard, Path)
    assert traits_of(own).has_notes
    assert not traits_of(harvard).has_notes
    assert not traits_of(harvard).asks_for_position
    assert traits_of(own).sorted_delimiter is None
    assert traits_of(harvard).sorted_delimiter == "; "
