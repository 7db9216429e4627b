"""A clone with three releases, a site with them, and ways to tamper with both."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from evidence_review.commands.main import main
from tests.small_review import Change, a_review

FOLDER = Path("docs/_data/releases")
FIRST, MIDDLE, LAST = NAMES = ("2025.6", "2025.6.1", "2025.6.2")
R01 = "docs/recommendations/r01.md"
ADDED = """  - date: 2025-06-30
    by: editors
    responses: {org-council: not-sought, org-board: body-ceased}
    delivery: in-progress
    reason: %s
    rests_on: [e02]
"""
"""One more assessment for each release after the first, with a reason of its own."""
EDITED = {"mkdocs.yml": {"as_at: 2025-06-30": "as_at: 2025-06-30\n      editors: [Town Library Review]"}}


def git(folder: Path, *arguments: str, data: str | None = None) -> str:
    """Run git as somebody who has no settings, and return its output."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *who, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, input=data)
    return done.stdout.strip()


def commit(folder: Path, subject: str) -> None:
    """Commit everything in a folder."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", subject)


def a_clone(folder: Path) -> Path:
    """Create a repository with three releases, each with one more assessment than the one before."""
    a_review(folder, Change(replace=EDITED, files={".gitignore": "/build/\n/site/\n"}))
    git(folder, "init", "--quiet", "--initial-branch=main")
    for number, name in enumerate(NAMES):
        if number:
            judge(folder, f"Look {number}.")
        assert main(["--config-file", str(folder / "mkdocs.yml"), "release", name]) == 0
        commit(folder, f"Release {name}")
    return folder


def judge(folder: Path, reason: str) -> None:
    """Add an assessment to a recommendation."""
    text = (folder / R01).read_text(encoding="utf-8")
    front, _, body = text.rpartition("---\n")
    (folder / R01).write_text(f"{front}{ADDED % reason}---\n{body}", encoding="utf-8")


def change(folder: Path, name: str, edit: Callable[[dict[str, Any]], None]) -> None:
    """Change the content of a release."""
    file = folder / f"{name}.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    edit(data)
    file.write_text(json.dumps(data), encoding="utf-8")


def listed(folder: Path) -> list[str]:
    """Return the names in the list of releases."""
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return [line.split()[1].removesuffix(".json") for line in lines]


def write_list(folder: Path, names: list[str]) -> None:
    """Write the list with the checksums that the files have now."""
    sums = {name: hashlib.sha256((folder / f"{name}.json").read_bytes()).hexdigest() for name in names}
    text = "".join(f"{sums[name]}  {name}.json\n" for name in names)
    (folder / "SHA256SUMS").write_text(text, encoding="utf-8")


def chain_anew(folder: Path, names: list[str]) -> None:
    """Make the chain and the list again, as somebody would who hides what they changed."""
    before: dict[str, str] | None = None
    for name in names:
        change(folder, name, lambda data, before=before: data.update(previous=before))  # type: ignore[misc]
        before = {"name": name, "sha256": hashlib.sha256((folder / f"{name}.json").read_bytes()).hexdigest()}
    write_list(folder, names)


def _recommendation(data: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in data["review"]["recommendations"] if each["id"] == "r01")
    return found


def retitle(data: dict[str, Any]) -> None:
    """Change the title of the review."""
    data["review"]["title"] = "Morning libraries"


def restate(data: dict[str, Any]) -> None:
    """Change the statement of a finding."""
    data["review"]["findings"][0]["statement"] = "The opposite."


def rejudge_first(data: dict[str, Any]) -> None:
    """Change an assessment that was never the last one."""
    _recommendation(data)["assessments"][0]["reason"] = "Plenty was found."


def rejudge_last(data: dict[str, Any]) -> None:
    """Change the assessment in force."""
    _recommendation(data)["assessments"][-1]["delivery"] = "implemented"
    data["review"]["positions"]["r01"]["delivery"] = "implemented"


def drop_finding(data: dict[str, Any]) -> None:
    """Delete a finding."""
    del data["review"]["findings"][0]


def redate(data: dict[str, Any]) -> None:
    """Change the day to which a release refers."""
    data["review"]["as_at"] = "2025-07-30"


def rename(data: dict[str, Any]) -> None:
    """Change the name in a release."""
    data["name"] = "2025.7"


def _with_lines(name: str, edit: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    """Return a change to a release and its line."""

    def tamper(folder: Path) -> None:
        change(folder, name, edit)
        write_list(folder, listed(folder))

    return tamper


def _with_chain(name: str, edit: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    """Return a change to a release that makes the chain anew."""

    def tamper(folder: Path) -> None:
        change(folder, name, edit)
        chain_anew(folder, listed(folder))

    return tamper


def _delete(*names: str, anew: bool = True) -> Callable[[Path], None]:
    """Return the deletion of releases, hidden by a new chain and list."""

    def tamper(folder: Path) -> None:
        left = [name for name in listed(folder) if name not in names]
        for name in names:
            (folder / f"{name}.json").unlink()
        if anew:
            chain_anew(folder, left)

    return tamper


def _rename_last(folder: Path) -> None:
    change(folder, LAST, rename)
    (folder / f"{LAST}.json").rename(folder / "2025.7.json")
    chain_anew(folder, [FIRST, MIDDLE, "2025.7"])


def _line_ends(folder: Path) -> None:
    file = folder / f"{LAST}.json"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def _swap(folder: Path) -> None:
    write_list(folder, [MIDDLE, FIRST, LAST])


def _swap_anew(folder: Path) -> None:
    chain_anew(folder, [MIDDLE, FIRST, LAST])


def _outside(folder: Path) -> None:
    with (folder / "SHA256SUMS").open("a", encoding="utf-8") as file:
        file.write(f"{'0' * 64}  ../2025.json\n")


def _unlisted(folder: Path) -> None:
    shutil.copy(folder / f"{LAST}.json", folder / "2025.7.json")


def _listed_twice(folder: Path) -> None:
    file = folder / "SHA256SUMS"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines, lines[0]]), encoding="utf-8")


def _not_json(folder: Path) -> None:
    (folder / f"{LAST}.json").write_text("{", encoding="utf-8")
    write_list(folder, listed(folder))


def _exchange(folder: Path) -> None:
    shutil.copy(folder / f"{FIRST}.json", folder / f"{LAST}.json")
    write_list(folder, listed(folder))


def _unlink_list(folder: Path) -> None:
    (folder / "SHA256SUMS").unlink()


def _empty_list(folder: Path) -> None:
    (folder / "SHA256SUMS").write_bytes(b"")


def _all(folder: Path) -> None:
    shutil.rmtree(folder)


TAMPERINGS: Mapping[str, Callable[[Path], None]] = {
    "an old file": lambda folder: change(folder, FIRST, retitle),
    "a middle file": lambda folder: change(folder, MIDDLE, retitle),
    "the newest file": lambda folder: change(folder, LAST, retitle),
    "an old file with its line": _with_lines(FIRST, retitle),
    "a middle file with its line": _with_lines(MIDDLE, retitle),
    "the newest file with its line": _with_lines(LAST, retitle),
    "an old file with the chain": _with_chain(FIRST, retitle),
    "a middle file with the chain": _with_chain(MIDDLE, retitle),
    "a statement in an old file with the chain": _with_chain(FIRST, restate),
    "a statement in the newest file with its line": _with_lines(LAST, restate),
    "an earlier assessment with the chain": _with_chain(MIDDLE, rejudge_first),
    "an earlier assessment in the newest file": _with_lines(LAST, rejudge_first),
    "the last assessment with the chain": _with_chain(MIDDLE, rejudge_last),
    "the last assessment in the newest file": _with_lines(LAST, rejudge_last),
    "a deleted finding with the chain": _with_chain(MIDDLE, drop_finding),
    "the day of the newest file": _with_lines(LAST, redate),
    "another name inside": _with_lines(LAST, rename),
    "the newest file under another name": _rename_last,
    "the newest file exchanged for an old one": _exchange,
    "the newest file deleted": _delete(LAST, anew=False),
    "the newest file deleted with its line": _delete(LAST),
    "an old file deleted with the chain": _delete(FIRST),
    "a middle file deleted with the chain": _delete(MIDDLE),
    "all files deleted": _all,
    "all but the list deleted": _delete(*NAMES, anew=False),
    "the list deleted": _unlink_list,
    "the list emptied": _empty_list,
    "the order of the list": _swap,
    "the order of the list with the chain": _swap_anew,
    "a line twice": _listed_twice,
    "a line that leads outside": _outside,
    "a file that is not listed": _unlisted,
    "line ends": _line_ends,
    "a file that is not JSON": _not_json,
}
"""Ways to tamper with releases, each a change to the folder of releases."""
