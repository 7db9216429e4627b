"""Releases cannot be altered undetected: every way to tamper with them is reported."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_review.commands.main import main
from tests.verification.releases import (
    FOLDER,
    LAST,
    MIDDLE,
    R01,
    TAMPERINGS,
    a_clone,
    chain_anew,
    change,
    commit,
    git,
    judge,
    listed,
    retitle,
)

Tampering = Callable[[Path], None]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clone with three releases that nobody has changed."""
    return a_clone(tmp_path_factory.mktemp("clone") / "review")


@pytest.fixture
def clone(original: Path, tmp_path: Path) -> Path:
    """Return a copy of the clone, to be tampered with."""
    return shutil.copytree(original, tmp_path / "review")


def _check(clone: Path, base: str) -> int:
    return main(["--config-file", str(clone / "mkdocs.yml"), "check", "--base", base])


def test_a_clone_as_it_was_made_is_verified(original: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is reported, and every release is listed with its checksum."""
    assert main(["verify", str(original)]) == 0

    said = capsys.readouterr().out
    assert f"\n{LAST} as at 2025-06-30: SHA-256 " in said
    assert said.endswith(": no problems.\n")


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS)
def test_a_clone_shows_every_tampering(clone: Path, tamper: Tampering) -> None:
    """The history of a clone has what was committed, even if somebody commits the change."""
    tamper(clone / FOLDER)
    commit(clone, "Tidy up")

    assert main(["verify", str(clone)]) == 1


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS)
def test_a_saved_list_shows_every_tampering(original: Path, tmp_path: Path, tamper: Tampering) -> None:
    """Whoever saved the list of checksums needs no history."""
    folder = shutil.copytree(original / FOLDER, tmp_path / "copy/docs/_data/releases")
    saved = shutil.copy(folder / "SHA256SUMS", tmp_path / "saved")
    arguments = ["verify", str(tmp_path / "copy"), "--against", str(saved)]
    assert main(arguments) == 0

    tamper(folder)

    assert main(arguments) == 1


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS)
def test_a_proposal_that_tampers_is_reported(clone: Path, tamper: Tampering) -> None:
    """The check of a proposal compares it with the branch into which it would be merged."""
    git(clone, "switch", "--quiet", "--create", "proposal")
    tamper(clone / FOLDER)
    commit(clone, "Tidy up")

    assert _check(clone, "main") == 1


def test_rel108_a_changed_and_a_missing_release_are_named(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names the commit that still has the release."""
    TAMPERINGS["an old file deleted with the chain"](clone / FOLDER)
    head = git(clone, "rev-parse", "HEAD")[:10]

    assert main(["verify", str(clone)]) == 1
    said = capsys.readouterr().out
    hint = "(restore it as it was; to correct a mistake, create a new release) [REL108]"
    assert f"2025.6.json:1: error: the release '2025.6', which commit {head} has, is missing {hint}" in said
    assert f"{LAST}.json:1: error: the release {LAST!r} is not the one that commit {head} has {hint}" in said


def test_rel109_a_list_that_does_not_only_grow_is_reported(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first line that differs is reported, once for each state that has it."""
    TAMPERINGS["the order of the list"](clone / FOLDER)
    head = git(clone, "rev-parse", "HEAD")[:10]

    assert main(["verify", str(clone)]) == 1
    message = f"SHA256SUMS:1: error: line 1 of SHA256SUMS is not the one that commit {head} has"
    assert f"{message} (restore the list; new lines go below the others) [REL109]" in capsys.readouterr().out


def test_a_proposal_may_add(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new release and a new assessment are fine, also if the other branch has moved on."""
    git(clone, "switch", "--quiet", "--create", "proposal")
    judge(clone, "Look 3.")
    assert main(["--config-file", str(clone / "mkdocs.yml"), "release", "2025.6.3"]) == 0
    commit(clone, "Release once more")
    git(clone, "switch", "--quiet", "main")
    assert main(["--config-file", str(clone / "mkdocs.yml"), "release", "2025.6.4"]) == 0
    commit(clone, "Release meanwhile")
    git(clone, "switch", "--quiet", "proposal")
    capsys.readouterr()

    assert _check(clone, "main") == 0
    assert "REL1" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param("delivery: unknown", "delivery: planned", 19, id="a-word"),
        pytest.param("reason: Nothing was found.", "reason: Little was found.", 19, id="the-reason"),
        pytest.param("date: 2024-01-15\n    by", "date: 2024-01-16\n    by", 1, id="the-date"),
        pytest.param("assessments:", "former:", 1, id="all"),
    ],
)
def test_rel123_a_proposal_changes_no_assessment(
    clone: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, line: int
) -> None:
    """An assessment that no release contains as the last one is kept as well."""
    text = (clone / R01).read_text(encoding="utf-8")
    assert old in text
    (clone / R01).write_text(text.replace(old, new), encoding="utf-8")

    assert _check(clone, "HEAD") == 1
    said = capsys.readouterr().out
    assert "the assessment of 2024-01-15 is not as it was before this change" in said
    assert f"docs/recommendations/r01.md:{line}: error: the assessment" in said


def test_a_proposal_that_moves_the_documents_is_compared(clone: Path) -> None:
    """Releases cannot be left behind in a folder that is no longer published."""
    (clone / "docs").rename(clone / "text")
    settings = clone / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "docs_dir: text\n", encoding="utf-8")
    assert _check(clone, "HEAD") == 0

    change(clone / "text/_data/releases", LAST, retitle)
    chain_anew(clone / "text/_data/releases", listed(clone / "text/_data/releases"))

    assert _check(clone, "HEAD") == 1


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "HEAD~99"])
def test_a_base_must_be_a_commit(clone: Path, capsys: pytest.CaptureFixture[str], base: str) -> None:
    """Something else is an error of whoever runs the command."""
    assert main(["--config-file", str(clone / "mkdocs.yml"), "check", f"--base={base}"]) == 2
    assert capsys.readouterr().err.startswith("evidence-review: ")


def test_rel118_assessments_are_kept_from_release_to_release(
    original: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without any other copy, the releases contradict one another where an assessment was changed."""
    folder = shutil.copytree(original / FOLDER, tmp_path / "releases")
    TAMPERINGS["an earlier assessment with the chain"](folder)

    assert main(["verify", str(folder)]) == 1
    message = (
        f"the release {MIDDLE!r} does not contain the assessment of r01 on 2024-01-15 that '2025.6' contains"
    )
    assert f"{message} (assessments are only added, never changed) [REL118]" in capsys.readouterr().out


def test_rel122_a_forged_release_has_no_signed_tag(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once a release has a signed tag, one without is noticed; git confirms only keys that it has."""
    head = git(clone, "rev-parse", "HEAD~1")
    signature = "-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n"
    tag = (
        f"object {head}\ntype commit\ntag {MIDDLE}\ntagger A <a@example.org> 0 +0000\n\nRelease\n{signature}"
    )
    git(
        clone,
        "update-ref",
        f"refs/tags/{MIDDLE}",
        git(clone, "hash-object", "-t", "tag", "-w", "--stdin", data=tag),
    )

    assert main(["verify", str(clone)]) == 0
    said = capsys.readouterr().out
    assert (
        f"warning: the release {LAST!r} has no signed tag, although {MIDDLE!r}, which it follows, has one"
        in said
    )
    assert f"  tag {MIDDLE}: signed, but not confirmed here (git verify-tag failed" in said


def test_a_tag_keeps_a_release_that_the_history_has_lost(clone: Path) -> None:
    """Whoever rewrites the history has to replace the tags too."""
    git(clone, "tag", LAST)
    change(clone / FOLDER, LAST, retitle)
    chain_anew(clone / FOLDER, listed(clone / FOLDER))
    git(clone, "checkout", "--quiet", "--orphan", "rewritten")
    commit(clone, "Begin again")

    assert main(["verify", str(clone)]) == 1
    git(clone, "tag", "--delete", LAST)
    assert main(["verify", str(clone)]) == 0


def test_a_shallow_clone_is_named(original: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A part of the history confirms less, and the output says so."""
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{original}", "shallow")

    assert main(["verify", str(tmp_path / "shallow")]) == 0
    assert "This clone has only a part of its history" in capsys.readouterr().out
