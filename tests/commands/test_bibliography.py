"""Tests of the commands for one bibliography: their output, messages and exit status."""

import io
import json
from pathlib import Path

import pytest

from evidence_review.commands.bibliography import WRITERS
from evidence_review.commands.main import REFERENCE_FORMATS, main
from tests.disk import count_flushes, run_on_a_full_disk

SOUND = "@book{a, author = {Doe, Jane and {A Body}}, title = {{UK} Prisons}, year = 2010, publisher = {P}}\n"
DAMAGED = f"@book{{b, title = {{T}}, date = {{2010-13}}\n\n{SOUND}"


def written(folder: Path, text: str) -> str:
    """Write a bibliography and return its path."""
    file = folder / "r.bib"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_every_format_can_be_chosen() -> None:
    """The command line, which does not load the writers, knows the name of each."""
    assert tuple(WRITERS) == REFERENCE_FORMATS


def test_works_are_shown_as_a_table(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The table has one reference per line, under headings."""
    assert main(["references", written(tmp_path, SOUND)]) == 0

    out, told = capfdbinary.readouterr()
    assert out.decode().splitlines() == [
        "key  type  year  names        title",
        "a    book  2010  Doe, A Body  UK Prisons",
    ]
    assert told == b"Read 1 work with no problems.\n"


@pytest.mark.parametrize("form", ["csl-json", "json"])
def test_works_are_printed_for_programs(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], form: str
) -> None:
    """Both formats are pure JSON: errors go to standard error, as JSON on request."""
    path = written(tmp_path, DAMAGED)

    assert main(["references", path, "--format", form, "--diagnostics", "json"]) == 1

    out, told = capfdbinary.readouterr()
    items = [work.get("csl", work) for work in json.loads(out)]
    assert [item["id"] for item in items] == ["b", "a"]
    assert items[1]["author"] == [{"family": "Doe", "given": "Jane"}, {"literal": "A Body"}]
    assert ["BIB001", 1] in [[fault["code"], fault["line"]] for fault in json.loads(told)]


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda _: None, id="nothing-there"),
        pytest.param(lambda file: file.write_bytes(bytes(range(256))), id="no-text"),
        pytest.param(lambda file: file.mkdir(), id="folder"),
    ],
)
def test_an_unreadable_file_is_reported_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: object
) -> None:
    """The exit status is 2 if the file is missing or not text."""
    file = tmp_path / "r.bib"
    assert callable(make)
    make(file)

    assert main(["references", str(file)]) == 2
    assert capsys.readouterr().err.startswith("evidence-review: ")

    assert main(["references", str(file), "--diagnostics", "json"]) == 2
    (fault,) = json.loads(capsys.readouterr().err)
    assert [fault["code"], fault["path"], fault["line"]] == ["SRC101", str(file), 1]


@pytest.mark.parametrize("text", [SOUND, '[{"id": "a", "type": "book", "title": "UK Prisons"}]'])
def test_what_is_piped_in_is_read(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], text: str
) -> None:
    """The first character distinguishes BibTeX from CSL-JSON."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    assert main(["references", "-", "--format", "csl-json"]) == 0

    assert next(item["title"] for item in json.loads(capfdbinary.readouterr().out)).endswith("Prisons")


def test_a_bibliography_is_put_in_order_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--check` reports the changes with exit status 1; after formatting, nothing changes any more."""
    path = written(tmp_path, "@book{b, title={B}}\n@book{a, title={A}}\n")

    assert main(["fmt", path, "--check"]) == 1
    assert "'a': moved into the order of keys" in capsys.readouterr().out
    assert Path(path).read_text("utf-8").startswith("@book{b")
    assert main(["fmt", path]) == 0
    assert Path(path).read_text("utf-8") == "@book{a,\n  title = {A},\n}\n\n@book{b,\n  title = {B},\n}\n"
    assert main(["fmt", path, "--check"]) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["r.bib"]


def test_a_damaged_bibliography_is_not_put_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message explains what to fix, and the file is unchanged."""
    path = written(tmp_path, DAMAGED)

    assert main(["fmt", path]) == 1

    assert "BIB001" in capsys.readouterr().out
    assert Path(path).read_text("utf-8") == DAMAGED


def test_an_entry_that_cannot_be_written_anew_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An entry that only some parsers read is reported, and the file is unchanged."""
    path = written(tmp_path, "@book {b , title={B}}\n\n@ book{a, title={A}}\n@book{c, title={C}}\n")

    assert main(["fmt", path]) == 1

    said, _ = capsys.readouterr().out.splitlines()
    assert said == (
        f"{path}:3: the entry 'a' cannot be formatted without changing its meaning"
        " (begin it with @book{a, on one line)"
    )


@pytest.mark.parametrize(
    ("encoding", "ends"), [("utf-8", 0), ("cp1252", 1)], ids=["says-something-else", "is-something-else"]
)
def test_a_utf_8_file_is_formatted_whatever_encoding_it_declares(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str, ends: int
) -> None:
    """A wrong line `% Encoding` is reported, but does not prevent formatting if the file is UTF-8."""
    file = tmp_path / "r.bib"
    text = "% Encoding: Cp1252\n\n@misc{b,\n  title = {Bänke},\n}\n\n"
    file.write_text(f"{text}@misc{{a, title={{A}}}}\n", encoding=encoding)

    assert main(["fmt", str(file)]) == ends

    assert "BIB012" in capsys.readouterr().out
    assert file.read_text(encoding).endswith("Bänke},\n}\n") is (ends == 0)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte-order-mark"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["unix", "windows", "old-macintosh"])
def test_a_file_in_order_has_the_line_ends_and_the_mark_that_it_had(
    tmp_path: Path, mark: bytes, end: bytes
) -> None:
    """Line endings and the byte order mark are preserved, so that only real changes are visible."""
    file = tmp_path / "r.bib"
    lines = [b"@misc{b,", b"  title = {B},", b"}", b"", b"@misc{a, title = {A}}"]
    file.write_bytes(mark + end.join(lines))

    assert main(["fmt", str(file)]) == 0

    wanted = [b"@misc{a,", b"  title = {A},", b"}", b"", *lines[:3], b""]
    assert file.read_bytes() == mark + end.join(wanted)
    assert main(["fmt", str(file), "--check"]) == 0


def test_a_link_stays_and_so_do_permissions(tmp_path: Path) -> None:
    """Links and permissions are preserved: several reviews may share a bibliography."""
    file, link = tmp_path / "shared" / "all.bib", tmp_path / "r.bib"
    file.parent.mkdir()
    file.write_text("@misc{b, title={B}}\n", encoding="utf-8")
    file.chmod(0o664)
    link.symlink_to("shared/all.bib")

    assert main(["fmt", str(link)]) == 0

    assert link.is_symlink()
    assert file.read_text("utf-8") == "@misc{b,\n  title = {B},\n}\n"
    assert file.stat().st_mode & 0o777 == 0o664


def test_a_link_beside_the_file_is_not_followed(tmp_path: Path) -> None:
    """Not even a link with the name of a temporary file is followed."""
    file, victim = tmp_path / "r.bib", tmp_path / "victim"
    file.write_text("@misc{b, title={B}}\n", encoding="utf-8")
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / "r.bib.unfinished").symlink_to(victim)

    assert count_flushes(lambda: main(["fmt", str(file)])) == 3

    assert file.read_text("utf-8") == "@misc{b,\n  title = {B},\n}\n"
    assert victim.read_text("utf-8") == "mine"
    assert not file.is_symlink()


def test_a_full_disk_is_reported_with_the_file(tmp_path: Path) -> None:
    """The bibliography is unchanged, and no temporary file remains."""
    text = "".join(f"@misc{{b{number}, title={{B}}}}\n" for number in range(100))
    (tmp_path / "r.bib").write_text(text, encoding="utf-8")

    done = run_on_a_full_disk(tmp_path, "fmt", "r.bib")

    assert done.returncode == 2
    assert done.stderr == f"evidence-review: {tmp_path}/r.bib: File too large\n"
    assert [path.name for path in tmp_path.iterdir()] == ["r.bib"]
    assert (tmp_path / "r.bib").read_text("utf-8") == text


def test_the_bibliography_of_the_review_is_inside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link in a proposal must not format a file elsewhere; a path on the command line may be anywhere."""
    outside = tmp_path / "all.bib"
    outside.write_text("@misc{b, title={B}}\n", encoding="utf-8")
    folder = tmp_path / "review"
    folder.mkdir()
    (folder / "references.bib").symlink_to("../all.bib")
    (folder / "mkdocs.yml").write_text("plugins: [evidence-review]\n", encoding="utf-8")

    assert main(["-f", str(folder / "mkdocs.yml"), "fmt"]) == 2

    assert "`references` must be inside the project" in capsys.readouterr().err
    assert outside.read_text("utf-8") == "@misc{b, title={B}}\n"
    assert main(["fmt", str(folder / "references.bib")]) == 0
    assert outside.read_text("utf-8") == "@misc{b,\n  title = {B},\n}\n"


@pytest.mark.parametrize("check", [[], ["--check"]])
def test_a_file_that_is_not_utf_8_is_an_error_of_its_author(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], check: list[str]
) -> None:
    """The message has the line and a hint, and the file is unchanged."""
    file = tmp_path / "r.bib"
    file.write_bytes(b"@misc{b,\n title={Malm\xf6}}\n")

    assert main(["fmt", str(file), *check]) == 1

    said, end = capsys.readouterr().out.splitlines()
    assert said.startswith(f"{file}:2: warning: this file is not entirely UTF-8")
    assert "save it again as UTF-8" in said
    assert end == "Nothing was changed: correct this first."
    assert file.read_bytes() == b"@misc{b,\n title={Malm\xf6}}\n"


def test_there_is_nothing_to_order_in_csl_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A review may have a CSL-JSON file in place of BibTeX."""
    file = tmp_path / "references.json"
    file.write_text('[{"id": "b"}, {"id": "a"}]', encoding="utf-8")

    assert main(["fmt", str(file), "--check"]) == 0

    assert "CSL-JSON" in capsys.readouterr().out
    assert file.read_text("utf-8") == '[{"id": "b"}, {"id": "a"}]'
