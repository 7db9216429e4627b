"""Tests of the results kept in the user's cache: they save time and never change what is published."""

from dataclasses import replace
from pathlib import Path

import pytest

from evidence_review.commands.main import main
from evidence_review.config.known_extensions import conversion_state
from evidence_review.kept_results import KeptResults
from tests.small_review import a_larger_review, a_review, settings_of

SOURCE = "a text"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty cache of the user."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def kept(root: Path, value: str, *, state: str = "state") -> str:
    """Return the result of one run, which makes the value unless another is kept."""
    results = KeptResults[str]("words", root, state)
    found = results.get(SOURCE, lambda: value)
    results.save()
    return found


def test_a_result_is_kept_for_the_same_source_state_and_project(cache: Path, tmp_path: Path) -> None:
    """Anything that it was made from makes it again, and so does deleting the cache."""
    assert [kept(tmp_path / "a", "first"), kept(tmp_path / "a", "second")] == ["first", "first"]
    assert kept(tmp_path / "b", "third") == "third"
    assert kept(tmp_path / "a", "fourth", state="another") == "fourth"
    for file in cache.rglob("*.cache"):
        file.unlink()
    assert kept(tmp_path / "b", "fifth") == "fifth"


def test_only_what_the_last_run_used_is_kept(cache: Path, tmp_path: Path) -> None:
    """A cache does not grow with every edit."""
    kept(tmp_path / "a", "first")
    results = KeptResults[str]("words", tmp_path / "a", "state")
    results.get("another text", lambda: "second")
    results.save()

    assert kept(tmp_path / "a", "third") == "third"
    assert len(list(cache.rglob("*.cache"))) == 1


@pytest.mark.parametrize("damage", [b"", b"x", b"cut"], ids=["empty", "foreign", "cut"])
def test_a_damaged_cache_is_ignored(damage: bytes, cache: Path, tmp_path: Path) -> None:
    """Results are made again."""
    kept(tmp_path / "a", "first")
    (file,) = cache.rglob("*.cache")
    file.write_bytes(file.read_bytes()[:40] if damage == b"cut" else damage)

    assert kept(tmp_path / "a", "second") == "second"


def test_a_cache_that_others_can_write_is_not_read(cache: Path, tmp_path: Path) -> None:
    """It could contain a program."""
    kept(tmp_path / "a", "first")
    (file,) = cache.rglob("*.cache")
    file.chmod(0o666)

    assert kept(tmp_path / "a", "second") == "second"


def test_a_cache_in_the_project_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proposal could fill it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "project/cache"))

    assert [kept(tmp_path / "project", each) for each in ("first", "second")] == ["first", "second"]
    assert not list(tmp_path.rglob("*.cache"))


def test_nothing_is_kept_with_extensions_that_may_read_files(tmp_path: Path) -> None:
    """The result of those depends on more than the text and the options."""
    settings = settings_of(a_review(tmp_path))
    named = {"pymdownx.superfences": {"custom_fences": [{"format": main}]}}

    assert conversion_state(settings)
    for changed in (
        replace(settings, extensions=(*settings.extensions, "pymdownx.snippets")),
        replace(settings, extensions=(*settings.extensions, "of_my_own")),
        replace(settings, extension_configs=named),
    ):
        assert conversion_state(changed) == ""


def test_a_build_with_kept_results_publishes_the_same_bytes(cache: Path, tmp_path: Path) -> None:
    """After a change, a build that finds the results of the last one publishes what a first build does."""
    built = []
    for name in ("kept", "first"):
        folder = a_larger_review(tmp_path / name)
        arguments = ["-f", str(folder / "mkdocs.yml"), "build"]
        if name == "kept":
            assert main(arguments) == 0
            assert len(list(cache.rglob("*.cache"))) > 1
        with (folder / "docs/findings/f01.md").open("a", encoding="utf-8") as file:
            file.write("\nOne more sentence.\n")
        assert main(arguments) == 0
        site = folder / "site"
        files = (file for file in site.rglob("*") if file.is_file())
        built.append({file.relative_to(site): file.read_bytes() for file in files})

    assert built[0] == built[1]
