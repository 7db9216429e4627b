"""Tests of the bibliography file as text: whatever a reference manager saved is read whole."""

from pathlib import Path

import pytest

from evidence_review.bibliography.reader import (
    BibliographyFormat,
    parse_references,
    read_bibliography_file,
    read_reference_files,
)
from evidence_review.publishing.checked_review import check_review
from evidence_review.sources.files import SourceFile
from tests.small_review import a_review, settings_of


def read(folder: Path, data: bytes) -> tuple[str | None, list[str]]:
    """Return the text that is made of some bytes, and what is said of them."""
    file = folder / "r.bib"
    file.write_bytes(data)
    source, found = read_bibliography_file(file, "r.bib")
    return (source.text if source else None), [str(each) for each in found]


@pytest.mark.parametrize("data", ["Malmö\n".encode(), "\ufeffMalmö\r\n".encode(), "Malmö\r".encode()])
def test_utf_8_is_read_without_a_message(tmp_path: Path, data: bytes) -> None:
    """With or without a byte order mark, and with any line ends."""
    assert read(tmp_path, data) == ("Malmö\n", [])


@pytest.mark.parametrize(
    ("data", "text", "shown"),
    [
        pytest.param("a\r\nMalmö, Århus\r\n".encode("latin-1"), "a\nMalmö, Århus\n", "ö", id="latin-1"),
        pytest.param("a\n“b” – c…\n".encode("windows-1252"), "a\n“b” – c…\n", "“", id="windows-1252"),
        pytest.param("é\n".encode() + b"caf\xe9", "é\ncafé", "é", id="pasted-into-utf-8"),
        pytest.param(
            b"% Encoding: UTF-8\ncaf\xe9\n" + "é\n".encode(),
            "% Encoding: UTF-8\ncafé\né\n",
            "é",
            id="pasted-into-what-says-that-it-is-utf-8",
        ),
    ],
)
def test_other_bytes_are_read_as_windows_1252(tmp_path: Path, data: bytes, text: str, shown: str) -> None:
    """Nothing is lost, and the first line of it is reported."""
    made, (said,) = read(tmp_path, data)

    assert made == text
    assert said == (
        f"r.bib:2: warning: this file is not entirely UTF-8; {shown!r} was read as Windows-1252"
        " (save it again as UTF-8) [BIB012]"
    )


@pytest.mark.parametrize(
    ("codec", "name", "words"),
    [
        pytest.param("cp1252", "Cp1252", "Malmö “–” €", id="windows-western"),
        pytest.param("cp1252", "windows-1252", "Malmö “–” €", id="name-of-newer-java"),
        pytest.param("cp1252", "ISO8859_1", "Malmö “–”", id="signs-that-latin-1-lacks"),
        pytest.param("iso8859-15", "ISO8859_15_FDIS", "Malmö €", id="latin-9"),
        pytest.param("mac-roman", "MacRoman", "Malmö “–” €", id="macintosh"),
        pytest.param("mac-roman", "x-MacRoman", "Malmö “–” €", id="macintosh-of-newer-java"),
        pytest.param("cp850", "Cp850", "Malmö Å", id="dos"),
        pytest.param("cp1250", "windows-1250", "Dvořák, Łódź", id="windows-central"),
        pytest.param("cp1251", "Cp1251", "Пётр Чёрный", id="cyrillic-that-could-be-utf-8"),
        pytest.param("koi8-r", "KOI8_R", "Толстой", id="russian"),
        pytest.param("cp949", "x-windows-949", "한국어 문헌", id="korean"),
        pytest.param("gbk", "GBK", "中文文献", id="chinese"),
        pytest.param("big5", "Big5", "中文文獻", id="traditional-chinese"),
        pytest.param("cp932", "windows-31j", "日本語の文献", id="japanese"),
        pytest.param("iso2022_jp", "ISO2022JP", "日本語の文献", id="japanese-in-seven-bits"),
        pytest.param("utf-16", "UTF-16", "Malmö 中文", id="utf-16-with-mark"),
        pytest.param("utf-16-le", "UTF-16LE", "Malmö 中文", id="utf-16-little-end-first"),
        pytest.param("utf-16-be", "UTF-16BE", "Malmö 中文", id="utf-16-big-end-first"),
        pytest.param("utf-32", "UTF-32", "Malmö 中文", id="utf-32"),
    ],
)
def test_the_declared_encoding_is_tried_first(tmp_path: Path, codec: str, name: str, words: str) -> None:
    """The line that JabRef writes is acted on and said aloud, with its place."""
    text = (
        f"% This file was created with JabRef 2.9.\n% Encoding: {name}\n\n@book{{a,\n title = {{{words}}}}}\n"
    )

    made, (said,) = read(tmp_path, text.replace("\n", "\r\n").encode(codec))

    assert made == text
    line, shown = (1, name[:6]) if name.startswith("UTF") else (2, name)
    assert said == (f"r.bib:{line}: warning: this file was read as {shown} (save it again as UTF-8) [BIB012]")


@pytest.mark.parametrize(
    ("line", "codec", "words"),
    [
        pytest.param(
            "%% Saved with string encoding Western (Mac OS Roman) ", "mac-roman", "Malmö", id="bibdesk"
        ),
        pytest.param("%% -*- mode: bibtex; coding: latin-1 -*-", "latin-1", "Malmö", id="emacs"),
        pytest.param("Encoding: Cp1250", "cp1250", "Łódź", id="old-jabref"),
        pytest.param("% vim: set fileencoding=cp1251", "cp1251", "Чёрный", id="vim"),
    ],
)
def test_other_programs_have_lines_of_their_own(tmp_path: Path, line: str, codec: str, words: str) -> None:
    """BibDesk, editors and the oldest JabRef write it in another form."""
    made, (said,) = read(tmp_path, f"{line}\n{words}\n".encode(codec))

    assert made == f"{line}\n{words}\n"
    assert "this file was read as" in said


@pytest.mark.parametrize("name", ["ISO8859_1", "Cp1252", "GBK", "UTF-16", "MacRoman", "ISO2022JP"])
def test_a_wrong_declaration_of_encoding_is_reported_and_not_followed(tmp_path: Path, name: str) -> None:
    """A file that was saved again as UTF-8 elsewhere comes out right."""
    text = f"% Encoding: {name}\n@book{{a, title = {{Malmö “–” 中文}}}}\n"

    made, (said,) = read(tmp_path, text.encode())

    assert made == text
    assert said == (
        f"r.bib:1: warning: this file declares that it is {name}, but it is UTF-8, and was read as such"
        " (write UTF-8 here, and save the file as UTF-8) [BIB012]"
    )


@pytest.mark.parametrize("name", ["UTF-8", "UTF8", "Klingon", "rot13", "base64", "ASCII"])
def test_a_line_with_only_a_declaration_is_ignored(tmp_path: Path, name: str) -> None:
    """UTF-8 that says so is valid, and a name that nobody knows changes nothing."""
    text = f"% Encoding: {name}\nMalmö\n"

    assert read(tmp_path, text.encode()) == (text, [])
    assert read(tmp_path, f"% Encoding: {name}\nMalmö\n".encode("cp1252"))[0] == text


def test_a_wrong_declaration_in_a_file_in_another_encoding_is_reported(tmp_path: Path) -> None:
    """What is not in the encoding that a file names is read as without the name."""
    text = "% Encoding: UTF-16\n@book{a, title = {Malmö}}\n"

    made, said = read(tmp_path, text.encode("cp1252"))

    assert made == text
    assert [each.split(":")[1] for each in said] == ["1", "2"]
    assert "this file declares that it is UTF-16, but it is not (" in said[0]


def test_one_damaged_character_does_not_change_the_others(tmp_path: Path) -> None:
    """It is said as an error, for it is lost."""
    words = "中文文献" * 60
    made, said = read(tmp_path, b"% Encoding: GBK\n" + words.encode("gbk") + b"\xff\n")

    assert made == f"% Encoding: GBK\n{words}\ufffd\n"
    assert [each.split(": ")[:2] for each in said] == [["r.bib:1", "warning"], ["r.bib:2", "error"]]


def test_an_invalid_byte_costs_only_itself(tmp_path: Path) -> None:
    """The other entries of the file are kept."""
    text, (said,) = read(tmp_path, "a ö\n".encode() + b"\x81 b\n")

    assert text == "a ö\n\ufffd b\n"
    assert said.startswith("r.bib:2: error: a character on this line could not be read as Windows-1252")


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"\x00\x01\x02" * 9, b"%PDF-1.7\n" + b"\x01\x02\x10\x99" * 99],
)
def test_a_binary_file_is_reported_once(tmp_path: Path, data: bytes) -> None:
    """A picture by the name of a bibliography is not searched for entries."""
    text, (said,) = read(tmp_path, data)

    assert text is None
    assert "this file is not text" in said


def test_merge_conflicts_are_reported_and_read(tmp_path: Path) -> None:
    """Entries outside the conflict are as sound as before."""
    text = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"

    made, (said,) = read(tmp_path, text.encode())

    assert made == text
    assert said.endswith("[SRC105]")


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        pytest.param("ö".encode(), b"\xf6", ["BIB012"], id="latin-1"),
        pytest.param("ö".encode(), b"\x81", ["BIB012"], id="lost"),
    ],
)
def test_one_byte_is_one_message(tmp_path: Path, old: bytes, new: bytes, codes: list[str]) -> None:
    """No citation is called unknown because its file was saved in another encoding."""
    file = a_review(tmp_path) / "references.bib"
    file.write_bytes(file.read_bytes().replace(old, new))

    assert [found.code for found in check_review(settings_of(tmp_path)).diagnostics] == codes


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        pytest.param('keywords = "a", keywords = "b"', [], id="not-published"),
        pytest.param("year = 2018, year = 2018", [], id="same-value"),
        pytest.param("edition = {2}, edition = {3}", ["BIB006"], id="two-values"),
    ],
)
def test_a_harmless_repetition_of_a_field_is_no_error(fields: str, codes: list[str]) -> None:
    """Only a field that readers see, with two values, must be repaired."""
    text = SourceFile(
        path="r.bib",
        text=f"@book{{a, author = {{A}}, title = {{T}}, publisher = {{P}}, {fields}, date = 2018}}",
    )

    assert [
        found.code for found in parse_references(text, (), BibliographyFormat.BIBTEX).diagnostics
    ] == codes


def test_a_review_that_cites_nothing_needs_no_bibliography(tmp_path: Path) -> None:
    """A review begins with a page."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("---\ntitle: A\n---\n\nText.\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A\nplugins:\n- evidence-review: {as_at: 2025-06-30}\n", encoding="utf-8"
    )

    assert check_review(settings_of(tmp_path)).diagnostics == ()


def test_several_files_are_one_bibliography(tmp_path: Path) -> None:
    """An entry inherits from one in another file; of a key that two files use, the first counts."""
    book = "@book{smith2019, author={Smith, Ann}, title={A Book}, year=2019, publisher={P}}\n"
    chapter = "@inbook{doe, crossref={smith2019}, author={Doe, Jo}, title={One}, pages={1--5}}\n"
    again = "@book{smith2019, author={Other, O.}, title={Other}, year=2000, publisher={P}}\n"
    listed = (
        '[{"id": "lee", "type": "book", "title": "Third"}, {"id": "doe", "type": "book", "title": "Twice"}]'
    )
    files = [("a.bib", book), ("b.bib", chapter + again), ("c.json", listed)]
    for name, text in files:
        (tmp_path / name).write_text(text, encoding="utf-8")

    found = read_reference_files([(tmp_path / name, name) for name, _ in files])

    titles = {each.key: each.text("title") for each in found.references}
    assert titles == {"smith2019": "A Book", "doe": "One", "lee": "Third"}
    assert next(each for each in found.references if each.key == "doe").parent == "smith2019"
    assert [str(each.where) for each in found.diagnostics if each.code == "BIB004"] == ["b.bib:2", "c.json:1"]


@pytest.mark.parametrize("order", [("strings.bib", "works.bib"), ("works.bib", "strings.bib")])
def test_files_share_their_macros(tmp_path: Path, order: tuple[str, str]) -> None:
    """BibTeX reads the files of a bibliography as one text, but a macro is defined before it is used."""
    (tmp_path / "strings.bib").write_text("@string{jan = {January 1}}\n@string{phr = {Review}}\n", "utf-8")
    (tmp_path / "works.bib").write_text(
        "@article{a, author={Doe, J.}, title={A}, journal=phr, year=2020}\n"
        "@article{b, author={Doe, J.}, title={B}, journal=pht, year=2020}\n"
        "@string{pht = {Theory}}\n@article{c, author={Doe, J.}, title={C}, journal=pht, year=2020}\n",
        "utf-8",
    )

    found = read_reference_files([(tmp_path / name, name) for name in order])

    assert {each.key: each.text("container-title") for each in found.references} == {
        "a": "Review",
        "b": "pht",
        "c": "Theory",
    }
    assert [str(each.where) for each in found.diagnostics if each.code == "BIB007"] == ["works.bib:2"]
