"""Tests of reading files."""

from pathlib import Path

import pytest

from evidence_review.diagnostics import Diagnostic
from evidence_review.sources.files import (
    MAX_FILE_SIZE,
    PUBLISHABLE_SUFFIXES,
    SourceFile,
    files_below,
    find_merge_conflict,
    read_text,
    unpublished_file_error,
)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"", "", id="empty"),
        pytest.param("a\nCafé\n".encode(), "a\nCafé\n", id="unix"),
        pytest.param(b"a\r\nb\r\n", "a\nb\n", id="windows"),
        pytest.param(b"a\rb", "a\nb", id="old-mac"),
        pytest.param(b"\xef\xbb\xbfa\n", "a\n", id="byte-order-mark"),
    ],
)
def test_a_file_is_read_the_same_way_whatever_system_wrote_it(tmp_path: Path, data: bytes, text: str) -> None:
    """Line ends are as on Unix and a byte order mark is no part of the text."""
    file = tmp_path / "a.md"
    file.write_bytes(data)

    assert read_text(file, "docs/a.md") == SourceFile(path="docs/a.md", text=text)


def test_a_file_in_another_encoding_is_reported_with_its_line(tmp_path: Path) -> None:
    """The message leads to the first byte that is not UTF-8."""
    file = tmp_path / "a.md"
    file.write_bytes(b"a\nb\nCaf\xe9\n")

    found = read_text(file, "docs/a.md")

    assert str(found) == ("docs/a.md:3: error: this file is not UTF-8 text (save it again as UTF-8) [SRC101]")


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    """A file that cannot be opened is an error, not a traceback."""
    found = read_text(tmp_path / "gone.md", "docs/gone.md")

    assert isinstance(found, Diagnostic)
    assert found.message == "this file cannot be read: No such file or directory"


def test_files_are_found_by_path(tmp_path: Path) -> None:
    """Files come in the order of their paths; hidden ones and what links lead to are ignored."""
    for name in ("b.md", "a/z.md", "a/b/c.md", ".hidden", ".git/x", "a/.DS_Store", "A.md"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    (tmp_path / "link.md").symlink_to(tmp_path / "b.md")
    (tmp_path / "ring").symlink_to(tmp_path)
    (tmp_path / "empty").mkdir()

    found = [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path)]

    assert found == ["A.md", "a/b/c.md", "a/z.md", "b.md"]


def test_hidden_files_are_found_where_they_are_asked_for(tmp_path: Path) -> None:
    """At every depth; what links lead to is ignored all the same."""
    for name in ("b.md", ".icons/x.svg", "a/.y"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    (tmp_path / ".link").symlink_to(tmp_path / "b.md")

    found = [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path, hidden=True)]

    assert found == [".icons/x.svg", "a/.y", "b.md"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    """A review without a folder of pages is an empty one."""
    assert list(files_below(tmp_path / "gone")) == []


def test_a_file_that_could_run_is_not_published() -> None:
    """Only files of sorts that a browser shows or saves may be beside pages."""
    found = unpublished_file_error("docs/x.html")

    assert str(found).startswith("docs/x.html:1: error: a file of this type cannot be published (remove it")
    assert found.code == "SRC102"
    assert PUBLISHABLE_SUFFIXES.isdisjoint({".html", ".htm", ".xhtml", ".svg", ".js", ".css", ".xml", ""})


def test_an_unreasonably_large_file_is_not_read(tmp_path: Path) -> None:
    """One huge page would hold up every build; the message says how much is read."""
    file = tmp_path / "page.md"
    file.write_bytes(b"x" * (MAX_FILE_SIZE + 1))
    found = read_text(file, "page.md", max_size=MAX_FILE_SIZE)

    assert str(found) == (
        "page.md:1: error: this file has 2,000,001 bytes, more than the 2,000,000 that are allowed"
        " (divide it into several files) [SRC103]"
    )


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    file = tmp_path / "page.md"
    file.write_bytes(b"x" * MAX_FILE_SIZE)

    assert isinstance(read_text(file, "page.md", max_size=MAX_FILE_SIZE), SourceFile)


CONFLICT = "<<<<<<< HEAD\nOne.\n||||||| base\nTwo.\n=======\nThree.\n>>>>>>> branch\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"# Git\n\n```gitconflict\n{CONFLICT}```\n", 0),
        (f"# Git\n\n  ~~~~\n{CONFLICT}  ~~~~\n", 0),
        (f"```python\nx = 1\n{CONFLICT}```\n", 3),
        (f"```python\n{CONFLICT}x = 1\n```\n", 2),
        (f"```\n{CONFLICT}```\n\n{CONFLICT}", 11),
    ],
    ids=["shown", "shown-indented", "in-code", "at-the-top-of-code", "after-one-that-is-shown"],
)
def test_a_conflict_is_found_unless_code_shows_one(text: str, line: int) -> None:
    """A page about git may show what a conflict looks like: one that fills a block of code is no mistake."""
    found = find_merge_conflict(SourceFile(path="docs/a.md", text=text))

    assert (found.where.line if found else 0) == line
