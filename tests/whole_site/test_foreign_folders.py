"""A build takes nothing from outside its project, and deletes only what a build has made."""

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from evidence_review.commands.main import UNUSABLE, main
from evidence_review.publishing.owned_folders import MARKER
from tests.small_review import Change, a_review

PRIVATE = "token: [hunter2"
"""What the folder of somebody else contains, and no message may quote."""


def a_victim(folder: Path) -> Path:
    """Create a folder that somebody would miss, with files wherever a build uses one."""
    for name in ("index.html", "notes.yml", "own.csl", "SHA256SUMS", "site/notes.txt", "last-site/notes.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PRIVATE, encoding="utf-8")
    return folder


def a_trap(folder: Path, links: Mapping[str, str], keys: Mapping[str, str]) -> Path:
    """Create a review in which some paths are links and some lines of `mkdocs.yml` are different."""
    review = a_review(folder / "review", Change(replace={"mkdocs.yml": keys} if keys else {}))
    for path, target in links.items():
        place = review / path
        if place.exists():
            place.rename(place.with_name("moved"))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(os.path.relpath(folder / target, place.parent))
    return review


def contents(folder: Path) -> dict[str, str]:
    """Return the text of each file of a folder."""
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


FONT = "  font: false"
DAY = "as_at: 2025-06-30"
IS_LINK = "is a symbolic link, which a build does not follow (delete the link)"
NOT_OURS = "was not made by a build, so it is not replaced (move it away or delete it)"
OUTSIDE = "must be inside the project"
TRAPS = [
    pytest.param({"site": "victim"}, {}, f"site {IS_LINK}", id="site"),
    pytest.param({"out": "victim"}, {FONT: f"{FONT}\nsite_dir: out/site"}, f"out {IS_LINK}", id="above-site"),
    pytest.param({"build": "victim"}, {}, f"build {IS_LINK}", id="build"),
    pytest.param({"build/site": "victim"}, {}, f"build/site {IS_LINK}", id="built"),
    pytest.param({"build/last-site": "victim"}, {}, f"build/last-site {IS_LINK}", id="last-site"),
    pytest.param({"build/cache": "victim"}, {}, f"build/cache {IS_LINK}", id="cache"),
    pytest.param({}, {FONT: f"{FONT}\nsite_dir: ../victim"}, f"`site_dir` {OUTSIDE}", id="site-dir"),
    pytest.param({}, {FONT: f"{FONT}\n  custom_dir: ../victim"}, f"`theme.custom_dir` {OUTSIDE}", id="theme"),
    pytest.param(
        {"own": "victim"}, {FONT: f"{FONT}\n  custom_dir: own"}, f"`theme.custom_dir` {OUTSIDE}", id="own"
    ),
    pytest.param({"docs": "victim"}, {}, f"`docs_dir` {OUTSIDE}", id="docs"),
    pytest.param({"references.bib": "victim/notes.yml"}, {}, f"`references` {OUTSIDE}", id="references"),
    pytest.param({"docs/_data": "victim"}, {}, "docs/_data leads outside the project", id="data"),
    pytest.param(
        {"docs/_data/releases/SHA256SUMS": "victim/SHA256SUMS"},
        {},
        "docs/_data/releases/SHA256SUMS leads outside the project",
        id="sums",
    ),
    pytest.param(
        {"own.csl": "victim/own.csl"},
        {DAY: f"{DAY}\n      style: own.csl"},
        "the style file 'own.csl' is outside the project",
        id="style",
    ),
    pytest.param({}, {FONT: f"{FONT}\nINHERIT: ../victim/notes.yml"}, "`INHERIT` must name", id="inherit"),
]


@pytest.mark.parametrize(("links", "keys", "said"), TRAPS)
def test_a_build_keeps_to_its_project(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    links: Mapping[str, str],
    keys: Mapping[str, str],
    said: str,
) -> None:
    """Whatever leads outside is refused in a line; the folder there is as it was, and is not quoted."""
    victim = a_victim(tmp_path / "victim")
    before = contents(victim)
    review = a_trap(tmp_path, links, keys)

    status = main(["-f", str(review / "mkdocs.yml"), "build"])

    output = "".join(capsys.readouterr())
    assert said in output
    assert status == (1 if "own.csl" in links else UNUSABLE)
    assert PRIVATE not in output
    assert contents(victim) == before
    assert not (review / "site").is_dir() or (review / "site").is_symlink()


MKDOCS_TRAPS = [trap for trap in TRAPS if trap.id in ("site", "build", "built", "own", "sums")]


@pytest.mark.parametrize(("links", "keys", "said"), MKDOCS_TRAPS)
def test_mkdocs_keeps_to_the_project(
    tmp_path: Path, links: Mapping[str, str], keys: Mapping[str, str], said: str
) -> None:
    """Its own command refuses the same."""
    victim = a_victim(tmp_path / "victim")
    before = contents(victim)
    review = a_trap(tmp_path, links, keys)

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=review, capture_output=True, text=True, check=False
    )

    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (1, True, False)
    assert PRIVATE not in done.stderr
    assert contents(victim) == before


@pytest.mark.parametrize(
    ("folder", "arguments"),
    [
        pytest.param("site", [], id="site"),
        pytest.param("scripts", [], id="site-dir"),
        pytest.param("offline", ["--offline"], id="offline"),
        pytest.param("build/site", [], id="built"),
        pytest.param("build/docs", [], id="staged"),
    ],
)
def test_a_folder_that_no_build_made_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str, arguments: list[str]
) -> None:
    """Even with a home page in it, it is refused before anything is deleted."""
    keys = {FONT: f"{FONT}\nsite_dir: scripts"} if folder == "scripts" else {}
    review = a_trap(tmp_path, {}, keys)
    before = contents(a_victim(review / folder))

    assert main(["-f", str(review / "mkdocs.yml"), "build", *arguments]) == UNUSABLE

    assert capsys.readouterr().err == f"evidence-review: {folder}/ {NOT_OURS}\n"
    assert contents(review / folder) == before


def test_mkdocs_publishes_where_the_command_line_says(tmp_path: Path) -> None:
    """A site of plain MkDocs outside the project is replaced, and no link among templates is published."""
    secret = a_victim(tmp_path / "victim")
    review = a_trap(
        tmp_path,
        {"own/notes.txt": "victim/notes.yml", "own/assets": "victim"},
        {FONT: f"{FONT}\n  custom_dir: own"},
    )
    old = tmp_path / "out"
    old.mkdir()
    (old / "index.html").write_text('<meta name="generator" content="mkdocs-1.6.1">', encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", "../out"],
        cwd=review,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert (old / "findings/f01/index.html").is_file()
    assert (old / MARKER).is_file()
    assert not any(PRIVATE.encode() in path.read_bytes() for path in old.rglob("*") if path.is_file())
    assert (secret / "notes.yml").is_file()


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_build_without_a_standard_stream(tmp_path: Path, closed: int) -> None:
    """A stream that whoever started the build has closed changes nothing and causes no traceback."""
    review = a_review(tmp_path)
    command = [sys.executable, "-m", "evidence_review", "build"]

    done = subprocess.run(
        command, cwd=review, capture_output=True, text=True, check=False, preexec_fn=partial(os.close, closed)
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Built ") or closed == 1
    assert (review / "site/index.html").is_file()
