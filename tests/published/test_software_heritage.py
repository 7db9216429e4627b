"""Identifiers of Software Heritage are the hashes of git."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.assemble.releases import read_releases
from evidence_review.published.software_heritage import content_id, directory_id
from tests.verification.releases import FOLDER, a_clone, git

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=8)
"""The names that git allows in a tree, except the three below."""
FILES = st.dictionaries(
    NAMES.filter(lambda name: name not in {".", "..", ".git"}), st.binary(max_size=20), max_size=6
)


def _tree(folder: Path, files: dict[str, bytes]) -> str:
    """Return the hash that git gives to a folder, nested names included."""
    entries = []
    for name, data in files.items():
        command = ["git", "-C", str(folder), "hash-object", "-w", "--stdin"]
        blob = subprocess.run(command, input=data, check=True, capture_output=True).stdout.decode().strip()
        entries.append(f"100644 blob {blob}\t{name}\0")
    return git(folder, "mktree", "-z", data="".join(entries))


@settings(max_examples=20, deadline=None)
@given(files=FILES)
def test_a_folder_has_the_hash_of_its_tree(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    """Git computes the same for any names and contents."""
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "--quiet")

    assert directory_id(files) == f"swh:1:dir:{_tree(folder, files)}"


def test_known_identifiers() -> None:
    """The empty file and the empty folder have well-known hashes."""
    assert content_id(b"") == "swh:1:cnt:e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    assert directory_id({}) == "swh:1:dir:4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def test_releases_have_the_identifiers_of_the_repository(tmp_path: Path) -> None:
    """The build computes what Software Heritage computes when it archives the repository."""
    clone = a_clone(tmp_path / "review")
    (clone / FOLDER / ".DS_Store").write_bytes(b"x")  # which nobody commits

    found = read_releases(clone / FOLDER, str)

    assert found.files.swhid == f"swh:1:dir:{git(clone, 'rev-parse', f'HEAD:{FOLDER}')}"
    assert {each.swhid for each in found.releases.values()} == {
        f"swh:1:cnt:{git(clone, 'rev-parse', f'HEAD:{FOLDER}/{name}.json')}" for name in found.releases
    }


def test_a_folder_in_a_folder(tmp_path: Path) -> None:
    """Git sorts a folder as if its name ended in a slash."""
    files = {"a/b": b"1", "a.b": b"2", "a0": b"3", "a/c/d": b"4"}
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")

    assert directory_id(files) == f"swh:1:dir:{git(tmp_path, 'write-tree')}"
