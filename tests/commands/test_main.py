"""Tests of the commands: their output and exit status. None ever ends in a traceback."""

import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_review import __version__
from evidence_review.commands.explain import summaries
from evidence_review.commands.main import CLEAN, PROBLEMS, UNUSABLE, main
from evidence_review.publishing.staging import lock_build_folder
from tests.small_review import LINK_OF_A_TEMPLATE, Change, a_review

BROKEN = Change(replace={"docs/review/hours.md": {"[@lind2019evening, p. 12]": "[@lind2019evning, p. 12]"}})
FAULT = (
    "docs/review/hours.md:6: error: no reference in the bibliography has the key 'lind2019evning'"
    " (did you mean 'lind2019evening'?) [CIT101]"
)


@pytest.fixture(autouse=True)
def _outside_github(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print as in a terminal, wherever the tests run."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture
def sound(tmp_path: Path) -> str:
    """Return the `mkdocs.yml` of a valid review."""
    return str(a_review(tmp_path) / "mkdocs.yml")


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """Return the `mkdocs.yml` of a review with one error."""
    return str(a_review(tmp_path, BROKEN) / "mkdocs.yml")


def test_check_of_a_valid_review(sound: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output is empty, and standard error reports that there are no problems."""
    assert main(["-f", sound, "check"]) == CLEAN

    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "Checked: no problems.\n")


def test_check_prints_each_error(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each error is one line, and the exit status shows who must fix it."""
    assert main(["-f", broken, "check"]) == PROBLEMS

    printed = capsys.readouterr()
    assert (printed.out, printed.err) == (f"{FAULT}\n", "Checked: 1 error.\n")


def test_check_as_json(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output is one array and nothing else."""
    assert main(["-f", broken, "check", "--format", "json"]) == PROBLEMS

    (row,) = json.loads(capsys.readouterr().out)
    assert (row["path"], row["line"], row["code"]) == ("docs/review/hours.md", 6, "CIT101")


def test_check_as_json_of_a_valid_review(sound: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without problems, the output is an empty array."""
    assert main(["-f", sound, "check", "--format", "json"]) == CLEAN
    assert json.loads(capsys.readouterr().out) == []


def test_check_under_github(
    broken: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under GitHub Actions errors are annotations by default."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    assert main(["-f", broken, "check"]) == PROBLEMS
    first, second = capsys.readouterr().out.splitlines()
    assert first == FAULT
    assert re.match(r"::error file=docs/review/hours.md,line=6,col=\d+,endColumn=\d+,title=CIT101::", second)


def test_check_writes_the_summary_of_a_job(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All problems are in the summary, which has room for more than the annotations."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))

    main(["-f", broken, "check", "--format", "github"])
    main(["-f", broken, "check", "--format", "text"])

    assert summary.read_text("utf-8").count("CIT101") == 1


def test_check_for_people_shows_the_line(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The line itself is shown, with carets below the key that is wrong."""
    main(["-f", broken, "check", "--format", "full"])

    file, line, carets, *_ = capsys.readouterr().out.splitlines()
    assert file == "docs/review/hours.md"
    assert line[line.index("lind2019evning") :][:14] == "lind2019evning"
    assert carets.index("^") == line.index("lind2019evning")
    assert carets.count("^") == len("lind2019evning")


def test_build_publishes_a_valid_review(sound: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The site is in its folder, and the last lines explain how to view it."""
    assert main(["-f", sound, "build"]) == CLEAN

    said = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"Built \d+ pages into site/ with no problems\.", said[0])
    assert (Path(sound).parent / "site/findings/f01/index.html").is_file()


def test_build_refuses_a_broken_review(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is published; the errors and the state of the site are reported."""
    assert main(["-f", broken, "build"]) == PROBLEMS

    said = capsys.readouterr().out.splitlines()
    assert said == [FAULT, "Not published: 1 error. The last site is unchanged."]
    assert not (Path(broken).parent / "site").exists()


def test_build_as_json(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The standard output of a build as JSON is one array too."""
    assert main(["-f", broken, "build", "--format", "json"]) == PROBLEMS

    printed = capsys.readouterr()
    assert [row["code"] for row in json.loads(printed.out)] == ["CIT101"]
    assert printed.err == "Not published: 1 error. The last site is unchanged.\n"


def test_a_broken_link_on_the_built_site_leaves_the_last_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error that only the finished pages show is reported with the page."""
    file = a_review(tmp_path, LINK_OF_A_TEMPLATE) / "mkdocs.yml"

    assert main(["-f", str(file), "build"]) == PROBLEMS
    printed = capsys.readouterr().out
    assert "docs/index.md:1: error: on the page 'index.html' the link 'nowhere/' leads to no page" in printed
    assert "The last site is unchanged." in printed
    assert not (tmp_path / "site").exists()


NO_SETTINGS = [
    pytest.param("a: [", "mkdocs.yml:1: this line cannot be read, because ", id="broken-yaml"),
    pytest.param("\x00", "mkdocs.yml:1: this line cannot be read, because ", id="control-character"),
    pytest.param("- a\n", "mkdocs.yml contains no settings", id="list"),
    pytest.param("", "mkdocs.yml contains no settings", id="empty"),
    pytest.param("INHERIT: no-such.yml\n", "no-such.yml cannot be read", id="no-parent"),
    pytest.param("INHERIT: mkdocs.yml\n", "`INHERIT` must name a file that", id="its-own-parent"),
    pytest.param("INHERIT: [a]\n", "from it: ['a']", id="parent-is-a-list"),
    pytest.param("site_name: A\n", "add `- evidence-review` to `plugins`", id="no-plugin"),
    pytest.param("plugins: evidence-review\n", "needs `as_at`", id="plugins-are-text"),
    pytest.param("plugins: 3\n", "add `- evidence-review` to `plugins`", id="plugins-are-a-number"),
    pytest.param("plugins: [evidence-review]\n", "needs `as_at`", id="no-day"),
    pytest.param("plugins: [evidence-review: apa]\n", "they are 'apa'", id="options-are-text"),
    pytest.param(
        "plugins: [evidence-review: {stile: apa}]\n",
        "evidence-review has no option 'stile' (did you mean 'style'?)",
        id="unknown-option",
    ),
]
"""Invalid texts of `mkdocs.yml`, each with its message."""

NO_EXTENSIONS = [
    pytest.param("[no_such]", "there is no extension 'no_such'", id="unknown"),
    pytest.param("[toc: {no_such: 1}]", "no_such", id="unknown-option"),
    pytest.param("[toc: 3]", "`markdown_extensions`", id="options-are-a-number"),
    pytest.param("3", "`markdown_extensions` must be a list", id="number"),
]
"""Invalid values of `markdown_extensions`, each with its message."""


@pytest.mark.parametrize("command", [["build"], ["check"], ["serve"], ["citations", "docs"]])
@pytest.mark.parametrize(("text", "said"), NO_SETTINGS)
def test_settings_that_cannot_be_used_are_reported_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str], text: str, said: str
) -> None:
    """Without settings the command ends with one line and the exit status for the caller's errors."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")

    assert main(["-f", str(file), *command]) == UNUSABLE

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("evidence-review: ")
    assert printed.err.count("\n") == 1
    assert said in printed.err


@pytest.mark.parametrize("command", [["build"], ["check"], ["citations", "docs"]])
@pytest.mark.parametrize(("value", "said"), NO_EXTENSIONS)
def test_extensions_that_cannot_be_used_are_reported_in_one_line(
    sound: str, capsys: pytest.CaptureFixture[str], command: list[str], value: str, said: str
) -> None:
    """A missing or invalid extension has the exit status for the caller's errors as well."""
    file = Path(sound)
    text = file.read_text(encoding="utf-8").partition("markdown_extensions:")[0]
    file.write_text(f"{text}markdown_extensions: {value}\n", encoding="utf-8")

    assert main(["-f", sound, *command]) == UNUSABLE

    printed = capsys.readouterr()
    assert printed.err.startswith("evidence-review: mkdocs.yml:")
    assert printed.err.count("\n") == 1
    assert said in printed.err


def test_serve_reports_what_mkdocs_cannot_use(sound: str) -> None:
    """An error of MkDocs itself has the exit status for the caller's errors, without a traceback."""
    file = Path(sound)
    file.write_text(f"{file.read_text(encoding='utf-8')}\nhooks: [no_such.py]\n", encoding="utf-8")
    command = [sys.executable, "-m", "evidence_review", "-f", sound, "serve", "--address", "127.0.0.1:0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)

    assert done.returncode == UNUSABLE
    assert "evidence-review: MkDocs cannot serve the site: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_no_settings_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    """Outside the folder of a review the message explains where to run the command."""
    assert main(["-f", str(tmp_path / "mkdocs.yml"), command]) == UNUSABLE
    assert capsys.readouterr().err == (
        "evidence-review: mkdocs.yml cannot be read: No such file or directory"
        " (run this in the folder of mkdocs.yml)\n"
    )


def test_a_folder_is_no_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message for a folder in place of the file calls it a folder."""
    assert main(["-f", str(tmp_path), "check"]) == UNUSABLE
    assert "Is a directory" in capsys.readouterr().err


def test_a_style_that_does_not_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An error in the name of the style is an error of the review."""
    change = Change(replace={"mkdocs.yml": {"as_at: 2025-06-30": "as_at: 2025-06-30\n      style: harvrd"}})
    file = a_review(tmp_path, change) / "mkdocs.yml"

    assert main(["-f", str(file), "check"]) == PROBLEMS
    assert "mkdocs.yml:10: error: " in capsys.readouterr().out


@pytest.mark.parametrize("folder", [["docs"], ["docs/review/hours.md"], ["docs/review", "docs/review"]])
def test_citations_as_text(sound: str, capsys: pytest.CaptureFixture[str], folder: list[str]) -> None:
    """Each citation is one line with its location, key, mode and other parts."""
    root = Path(sound).parent
    assert main(["-f", sound, "citations", *(str(root / each) for each in folder)]) == CLEAN

    lines = capsys.readouterr().out.replace(f"{root.as_posix()}/", "").splitlines()
    assert [line for line in lines if "hours.md" in line] == [
        "docs/review/hours.md:6: lind2019evening (paren) label='page' locator='12'",
        "docs/review/hours.md:6: okoro2021after (narrative)",
        "docs/review/hours.md:10: okoro2021after (paren) prefix='see' label='page' locator='11–12'",
        "docs/review/hours.md:10: lind2019evening (paren)",
    ] * len(folder)


def test_citations_as_json(sound: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON format has the same in fields."""
    page = Path(sound).parent / "docs/review/hours.md"
    assert main(["-f", sound, "citations", "--format", "json", str(page)]) == CLEAN

    rows = json.loads(capsys.readouterr().out)
    assert rows[2] == {
        "path": page.as_posix(),
        "line": 10,
        "key": "okoro2021after",
        "mode": "paren",
        "prefix": "see",
        "label": "page",
        "locator": "11–12",
        "suffix": "",
        "via": "",
    }


def test_citations_need_no_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Citations can be listed without a `mkdocs.yml`."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("---\ntitle: A\n---\n\nSee [@doe2020].\n", encoding="utf-8")

    assert main(["citations", "a.md"]) == CLEAN
    assert capsys.readouterr().out == "a.md:5: doe2020 (paren)\n"


def test_no_citations(tmp_path: Path, sound: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is printed if nothing is cited."""
    assert main(["-f", sound, "citations", str(tmp_path / "docs/_data")]) == CLEAN
    assert capsys.readouterr().out == ""


def test_citations_of_a_path_that_does_not_exist(sound: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong path has the exit status for the caller's errors."""
    assert main(["-f", sound, "citations", "no/such.md"]) == UNUSABLE
    assert capsys.readouterr().err == "evidence-review: there is no file or folder 'no/such.md'\n"


def test_citations_of_a_file_that_is_no_text(
    sound: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that cannot be read is reported, and the others are listed."""
    (tmp_path / "docs/bad.md").write_bytes(b"caf\xe9")

    assert main(["-f", sound, "citations", str(tmp_path / "docs")]) == PROBLEMS

    printed = capsys.readouterr()
    assert "bad.md:1: error: this file is not UTF-8 text" in printed.err
    assert "lind2019evening" in printed.out


@pytest.mark.parametrize(
    "arguments", [[], ["bild"], ["build", "--engine", "hugo"], ["check", "--format", "x"]]
)
def test_a_command_that_is_not_one(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The usage is printed, with the exit status for the caller's errors."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == UNUSABLE
    assert capsys.readouterr().err.startswith("usage: evidence-review")


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is printed."""
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"{__version__}\n"


def test_the_module_is_the_command(broken: str) -> None:
    """`python -m evidence_review` does the same, with the same exit status."""
    command = [sys.executable, "-m", "evidence_review", "-f", broken, "check", "--format", "text"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (PROBLEMS, f"{FAULT}\n")
    assert "Traceback" not in done.stderr


def test_python_without_docstrings_is_refused(sound: str) -> None:
    """With `-OO`, the site would lack texts that are docstrings in the code."""
    command = [sys.executable, "-OO", "-m", "evidence_review", "-f", sound, "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == UNUSABLE
    assert done.stderr == (
        "evidence-review: Python's option -OO (PYTHONOPTIMIZE=2) removes texts that the site shows"
        " (run Python without it)\n"
    )


@pytest.mark.parametrize("address", ["8000", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:99999", ":8000"])
def test_an_address_without_a_port_is_refused(
    address: str, sound: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Something that is no address is reported before anything is built."""
    status = main(["-f", sound, "serve", "--engine", "zensical", "--address", address])

    assert status == UNUSABLE
    assert f"{address!r} is not an address with a port" in capsys.readouterr().err
    assert not (Path(sound).parent / "build").exists()


def test_a_name_with_escape_codes_does_not_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that would change the colour of the terminal is printed as characters."""
    folder = a_review(tmp_path, Change(files={"docs/review/e\x1b[31m.md": "---\ntitle: A\n---\n\nWords.\n"}))

    assert main(["-f", str(folder / "mkdocs.yml"), "check"]) == PROBLEMS

    printed = capsys.readouterr()
    assert "\x1b" not in printed.out + printed.err
    assert "docs/review/e\\x1b[31m.md:1: error" in printed.out


def test_output_to_a_closed_pipe(sound: str) -> None:
    """A reader that ends early, as with `| head`, causes no traceback."""
    command = [sys.executable, "-m", "evidence_review", "-f", sound, "citations", str(Path(sound).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        said = running.stderr.read()
    assert b"Traceback" not in said
    assert b"Exception ignored" not in said


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
@pytest.mark.parametrize(
    "place", ["build", "build/docs", "build/overrides", "build/.lock/x", "build/mkdocs.yml/x"]
)
def test_a_failure_to_write_is_reported_in_one_line(
    sound: str, capsys: pytest.CaptureFixture[str], place: str, engine: str
) -> None:
    """A file in place of a folder, or vice versa, has the exit status for the caller's errors."""
    file = Path(sound).parent / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine", encoding="utf-8")

    assert main(["-f", sound, "build", "--engine", engine]) == UNUSABLE

    said = capsys.readouterr().err
    assert said.startswith("evidence-review: ")
    assert said.count("\n") == 1
    assert place.split("/")[1 if "/" in place else 0] in said
    assert file.read_text(encoding="utf-8") == "mine"


def test_pages_in_the_build_folder_are_not_deleted(sound: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A review below `build/` is refused, and none of its files is deleted."""
    folder = Path(sound).parent
    (folder / "build").mkdir()
    (folder / "docs").rename(folder / "build/docs")
    before = sorted((folder / "build/docs").rglob("*"))
    file = Path(sound)
    file.write_text(f"docs_dir: build/docs\n{file.read_text(encoding='utf-8')}", encoding="utf-8")

    assert main(["-f", sound, "build"]) == UNUSABLE

    assert "`docs_dir` must not overlap with build/" in capsys.readouterr().err
    assert sorted((folder / "build/docs").rglob("*")) == before


def test_a_second_build_reports_that_one_is_running(sound: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The error is one line, with the exit status for the caller's errors."""
    with lock_build_folder(Path(sound).parent / "build"):
        assert main(["-f", sound, "build"]) == UNUSABLE
    assert capsys.readouterr().err == (
        "evidence-review: another build is running in build/: try again when it has finished\n"
    )


def test_too_deeply_nested_front_matter_is_an_error(sound: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the page with the error is reported."""
    page = Path(sound).parent / "docs/review/hours.md"
    page.write_text(f"---\ntitle: {'[' * 800}{']' * 800}\n---\n\nText.\n", encoding="utf-8")

    assert main(["-f", sound, "check"]) == PROBLEMS
    assert "docs/review/hours.md:2: error: more than 32 levels of lists" in capsys.readouterr().out


def test_explain_prints_the_manual_of_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    """The manual has a rule, a bad and a good example; the code may be in lower case."""
    assert main(["explain", "lnk103"]) == CLEAN
    text = capsys.readouterr().out

    assert text.startswith("LNK103\n\nA link to a place on a page")
    assert "\nBad:  " in text
    assert "\nGood: " in text


def test_explain_lists_every_code(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a code, each is listed with the first sentence of its manual."""
    assert main(["explain"]) == CLEAN
    assert capsys.readouterr().out == f"{summaries()}\n"


def test_explain_reports_an_unknown_code(capsys: pytest.CaptureFixture[str]) -> None:
    """The message suggests the nearest codes."""
    assert main(["explain", "REC1O1"]) == UNUSABLE
    assert "did you mean REC1" in capsys.readouterr().err


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_an_address_in_use_is_reported(engine: str, sound: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The error is not reported as an unreadable file, and a preview that runs there is left alone."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        assert main(["-f", sound, "serve", "--engine", engine, "--address", address]) == UNUSABLE
    assert "the address is in use" in capsys.readouterr().err
