"""Tests of the bibliography file as text: whatever a reference manager saved is read whole."""

from pathlib import Path

import pytest

from evidence_review.assemble.bibliography import read_bibliography_file
from evidence_review.pipeline import check_review
from tests.small_review import a_review, settings_of


def read(folder: Path, data: bytes) -> tuple[str | None, list[str]]:
    """Return the text that is made of some bytes, and what is said of them."""
    file = folder / "r.bib"
    file.write_bytes(data)
    source, found = read_bibliography_file(file, "r.bib")
    return (source.text if source else None), [str(each) for each in found]


@pytest.mark.parametrize("data", ["Malmö\n".encode(), "\ufeffMalmö\r\n".encode(), "Malmö\r".encode()])
def test_what_is_utf_8_is_read_in_silence(tmp_path: Path, data: bytes) -> None:
    """With or without a byte order mark, and with any line ends."""
    assert read(tmp_path, data) == ("Malmö\n", [])


@pytest.mark.parametrize(
    ("data", "text", "shown"),
    [
        pytest.param("a\r\nMalmö, Århus\r\n".encode("latin-1"), "a\nMalmö, Århus\n", "ö", id="latin-1"),
        pytest.param("a\n“b” – c…\n".encode("windows-1252"), "a\n“b” – c…\n", "“", id="windows-1252"),
        pytest.param("é\n".encode() + b"caf\xe9", "é\ncafé", "é", id="pasted-into-utf-8"),
    ],
)
def test_other_bytes_are_read_as_windows_1252(tmp_path: Path, data: bytes, text: str, shown: str) -> None:
    """Nothing is lost, and the first line of it is said."""
    made, (said,) = read(tmp_path, data)

    assert made == text
    assert said == (
        f"r.bib:2: warning: this file is not UTF-8 throughout, and {shown!r} was read as Windows-1252"
        " (save it again as UTF-8) [BIB012]"
    )


@pytest.mark.parametrize("data", [b"a\n\x81", "a\n".encode("utf-16"), b"\xff\x00"])
def test_what_is_no_text_is_said_once(tmp_path: Path, data: bytes) -> None:
    """No letters are guessed where there are none."""
    text, (said,) = read(tmp_path, data)

    assert text is None
    assert "this file is not UTF-8 text" in said


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        pytest.param("ö".encode(), b"\xf6", ["BIB012"], id="latin-1"),
        pytest.param("ö".encode(), b"\x81", ["SRC101"], id="no-text"),
    ],
)
def test_one_byte_is_one_message(tmp_path: Path, old: bytes, new: bytes, codes: list[str]) -> None:
    """No citation is called unknown because its file was saved in another encoding."""
    file = a_review(tmp_path) / "references.bib"
    file.write_bytes(file.read_bytes().replace(old, new))

    assert [found.code for found in check_review(settings_of(tmp_path)).diagnostics] == codes


def test_a_review_that_cites_nothing_needs_no_bibliography(tmp_path: Path) -> None:
    """A review begins with a page."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("---\ntitle: A\n---\n\nText.\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A\nplugins:\n- evidence-review: {as_at: 2025-06-30}\n", encoding="utf-8"
    )

    assert check_review(settings_of(tmp_path)).diagnostics == ()
