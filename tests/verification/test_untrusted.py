"""A proposal is searched for what may act on somebody's computer, before anything of it is read or run."""

from pathlib import Path

import pytest

from evidence_review.commands.main import CLEAN, PROBLEMS, UNUSABLE, main
from evidence_review.verification.untrusted import find_links, find_unapproved, find_untrusted
from tests.case_files import CASES, Accept, read_case
from tests.small_review import Change, a_review
from tests.verification.releases import commit, git

FILES = sorted((CASES / "untrusted").glob("*.yml"))
OWNERS = """\
*             @club/editors
/scripts/     @club/maintainers
*.csl         @club/maintainers @club/editors
/mkdocs.yml   @club/maintainers
/docs/review/ # nobody
"""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_danger_is_reported(file: Path, tmp_path: Path, accept: Accept) -> None:
    """Settings that run code, read files or fetch something are reported with their lines."""
    case = read_case(file)
    folder = a_review(tmp_path, Change(files=case.get("files", {}), replace=case.get("replace", {})))

    problems = [str(found) for found in find_untrusted(folder / "mkdocs.yml")]

    accept(file, ["problems"], problems)
    assert problems == read_case(file)["problems"]


def test_links_are_reported_wherever_they_are(tmp_path: Path) -> None:
    """A link to a file or a folder is reported, also a broken one and one named like a folder of a build."""
    folder = a_review(tmp_path / "review")
    (folder / "build").mkdir()
    for name in ("site", "docs/keys.md", "build/docs", ".mkdocs.yml.part"):
        (folder / name).symlink_to("/nowhere")
    (folder / ".venv").mkdir()
    (folder / ".venv/python").symlink_to("/nowhere")

    found = list(find_links(folder))

    assert {each.code for each in found} == {"UNT101"}
    assert [str(each.where) for each in found] == [
        ".mkdocs.yml.part:1",
        "build/docs:1",
        "docs/keys.md:1",
        "site:1",
    ]


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    """Return a repository with owners, in which a proposal changes several files."""
    folder = a_review(tmp_path / "review", Change(files={".github/CODEOWNERS": OWNERS, "scripts/a.py": "1"}))
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "Begin")
    git(folder, "switch", "--quiet", "--create", "proposal")
    for name in ("scripts/b.py", "styles/own.csl", "docs/review/x.txt", "docs/y.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("2")
    (folder / "scripts/a.py").unlink()
    (folder / ".github/CODEOWNERS").write_text("* @club/nobody\n")
    commit(folder, "Propose")
    return folder


@pytest.mark.parametrize(
    ("approved", "left"),
    [
        ([], ["scripts/a.py", "scripts/b.py", "styles/own.csl"]),
        (["editors"], ["scripts/a.py", "scripts/b.py"]),
        (["@club/maintainers"], []),
        (["nobody"], ["scripts/a.py", "scripts/b.py", "styles/own.csl"]),
    ],
)
def test_changes_to_owned_files_need_approval(proposal: Path, approved: list[str], left: list[str]) -> None:
    """The owners are those before the proposal; one of several is enough; deleting a file is a change."""
    assert [each.where.path for each in find_unapproved(proposal, "main", approved)] == left


def test_the_command_stops_before_it_reads_a_dangerous_proposal(
    proposal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a danger, nothing else is read; without one, the review is checked too."""
    command = ["-f", str(proposal / "mkdocs.yml"), "check", "--format", "text", "--untrusted"]

    assert main(command) == CLEAN
    assert main([*command, "--base", "main"]) == PROBLEMS
    expected = "b.py:1: error: this change needs the approval of @club/maintainers"
    assert f"{expected} (ask one of them to review it) [UNT103]" in capsys.readouterr().out
    assert main([*command, "--base", "main", "--approved-by", "maintainers"]) == CLEAN

    (proposal / "docs/link.md").symlink_to("/etc/passwd")
    capsys.readouterr()
    assert main(command) == UNUSABLE
    printed = capsys.readouterr()
    assert "docs/link.md:1: error: 'docs/link.md' is a symbolic link" in printed.out
    assert "the review itself was not checked" in printed.err
