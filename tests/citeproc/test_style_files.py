"""A style is found by name, by an older name, by an alias and by path, and never by a guess."""

from pathlib import Path

import pytest

from evidence_review.citeproc.style_files import _folder, find_style
from evidence_review.diagnostics import Diagnostic

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
SOUND = f'{HEAD}<citation><layout delimiter=", "/></citation></style>'
DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
<info><link href="http://www.zotero.org/styles/%s" rel="independent-parent"/></info></style>"""


@pytest.mark.parametrize(
    ("name", "file"),
    [
        pytest.param("harvard-cite-them-right", "harvard-cite-them-right.csl", id="by-name"),
        pytest.param("vancouver", "nlm-citation-sequence.csl", id="renamed"),
        pytest.param("nature-chemistry", "nature.csl", id="alias-of-another"),
        pytest.param(
            "chicago-fullnote-bibliography", "chicago-notes-bibliography.csl", id="renamed-with-notes"
        ),
    ],
)
def test_style_is_found_by_name(name: str, file: str) -> None:
    """Names, names of old and aliases lead to a style that is alone."""
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
    ],
)
def test_unknown_style_is_reported(name: str, message: str, tmp_path: Path) -> None:
    """An error in the settings names the nearest style there is."""
    (tmp_path / "works.csl").write_text("@book{a}", "utf-8")
    found = find_style(name, tmp_path)
    assert isinstance(found, Diagnostic)
    assert str(found) == f"mkdocs.yml:1: error: {message} [CSL001]"


def test_style_file_may_be_another_name_of_a_style(tmp_path: Path) -> None:
    """A dependent style, which holds nothing but the name of another, stands for that."""
    (tmp_path / "own.csl").write_text(DEPENDENT % "apa", "utf-8")
    found = find_style("own.csl", tmp_path)
    assert isinstance(found, Path)
    assert found.name == "apa.csl"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("@book{a}", "1: error: the style file 'own.csl' is not valid XML: ", id="no-xml"),
        pytest.param(
            f"{HEAD}\n<citation>\n</style>",
            "3: error: the style file 'own.csl' is not valid XML: ",
            id="open",
        ),
        pytest.param("\n<rss/>", "2: error: the style file 'own.csl' is not a CSL style", id="other-xml"),
        pytest.param(
            f"{HEAD}<citation/></style>",
            "1: error: the style file 'own.csl' does not define the form of citations: "
            "it has no <layout> in <citation>",
            id="no-layout",
        ),
        pytest.param(
            f'{HEAD}<citation><layout>\n<text macro="gone"/></layout></citation></style>',
            "2: error: the style file 'own.csl' calls the macro 'gone', which it does not define",
            id="no-macro",
        ),
        pytest.param(
            DEPENDENT % "gone",
            "2: error: the style file 'own.csl' depends on the style 'gone', which does not exist",
            id="no-parent",
        ),
        pytest.param(
            f'{HEAD}<info><x:link xmlns:x="urn:x" rel="independent-parent" href="file:///etc/passwd"/></info>'
            "<citation><layout/></citation></style>",
            "1: error: the style file 'own.csl' depends on the style 'passwd', which does not exist",
            id="parent-in-another-namespace",
        ),
        pytest.param(
            f'{HEAD}<macro name="a"><text macro="b"/></macro>\n<macro name="b"><text macro="a"/></macro>'
            '<citation><layout><text macro="a"/></layout></citation></style>',
            "1: error: the style file 'own.csl' has a macro that calls itself: 'a'",
            id="macros-in-a-ring",
        ),
        pytest.param(
            f'<!DOCTYPE style SYSTEM "http://127.0.0.1/x.dtd">\n{HEAD}<citation><layout/></citation></style>',
            "2: error: the style file 'own.csl' has a document type, which styles do not need",
            id="document-type",
        ),
    ],
)
def test_error_of_a_style_file_is_reported_at_its_line(text: str, message: str, tmp_path: Path) -> None:
    """A broken style never reaches pandoc, which would pass over much of it in silence."""
    (tmp_path / "own.csl").write_text(text, "utf-8")
    found = find_style("own.csl", tmp_path)
    assert isinstance(found, Diagnostic)
    assert str(found).startswith(f"own.csl:{message}")


def test_every_bundled_style_is_valid() -> None:
    """What is refused in a style of one's own is in none of the thousands that are known by name."""
    styles = [path for path in _folder().glob("*.csl") if path.stem[0] in "amo"]
    assert len(styles) > 300
    for path in styles:
        assert find_style(path.name, path.parent) == path
