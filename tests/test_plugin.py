"""Tests of the MkDocs plugin, through the real `mkdocs` command."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_review.commands.main import CLEAN, main
from evidence_review.publishing.owned_folders import MARKER, mark_folder
from evidence_review.publishing.staging import lock_build_folder
from tests.small_review import LINK_OF_A_TEMPLATE, Change, a_review

BROKEN = Change(replace={"docs/review/hours.md": {"[f01]": "[f99]"}})


def mkdocs(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `mkdocs` in a folder."""
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def files_of(site: Path) -> dict[str, bytes]:
    """Return the bytes of each file of a site, by path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small review, built by `mkdocs build`."""
    folder = a_review(tmp_path_factory.mktemp("review"))
    done = mkdocs(folder, "build", "--strict")
    assert done.returncode == 0, done.stderr
    return folder


def test_mkdocs_builds_the_same_site_as_our_own_command(built: Path, tmp_path: Path) -> None:
    """Both commands produce the same files, byte for byte."""
    file = a_review(tmp_path) / "mkdocs.yml"
    assert main(["-f", str(file), "build"]) == CLEAN

    ours, theirs = files_of(tmp_path / "site"), files_of(built / "site")
    assert sorted(ours) == sorted(theirs)
    assert [path for path in ours if ours[path] != theirs[path]] == []


@pytest.mark.parametrize("command", ["mkdocs", "evidence-review", "zensical"])
def test_required_extensions_need_not_be_named(tmp_path: Path, command: str) -> None:
    """Anchors exist and Markdown inside HTML is converted, even if `mkdocs.yml` omits these extensions."""
    folder = a_review(
        tmp_path, Change(replace={"mkdocs.yml": {"  - attr_list\n": "", "  - md_in_html\n": ""}})
    )
    if command == "mkdocs":
        assert mkdocs(folder, "build").returncode == 0
    else:
        engine = command.replace("evidence-review", "mkdocs")
        assert main(["-f", str(folder / "mkdocs.yml"), "build", "--engine", engine]) == CLEAN
    assert 'id="p1"' in (folder / "site/voices/index.html").read_text("utf-8")
    assert 'class="citation"' in (folder / "site/findings/f01/index.html").read_text("utf-8")


def test_building_again_makes_the_same_site(built: Path) -> None:
    """A second build in the same folder changes nothing."""
    before = files_of(built / "site")

    assert mkdocs(built, "build").returncode == 0
    assert files_of(built / "site") == before


def test_mkdocs_refuses_a_broken_review(tmp_path: Path) -> None:
    """The errors are reported with their locations, the previous site remains, and there is no traceback."""
    folder = a_review(tmp_path, BROKEN)
    mark_folder(folder / "site")
    (folder / "site/last.html").write_text("last", encoding="utf-8")

    done = mkdocs(folder, "build")

    assert done.returncode == 1
    assert "docs/review/hours.md:11: error: there is no finding 'f99'" in done.stderr
    assert "1 error: correct these and build again" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(files_of(folder / "site")) == [MARKER, "last.html"]


def test_mkdocs_refuses_a_site_with_a_broken_link(tmp_path: Path) -> None:
    """A broken link that only the finished site contains stops the build as well."""
    folder = a_review(tmp_path, LINK_OF_A_TEMPLATE)

    done = mkdocs(folder, "build")

    assert done.returncode == 1
    assert "the link 'nowhere/' leads to no page" in done.stderr
    assert "errors: the last site is unchanged" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("as_at: 2025-06-30", "as_at: soon", "needs `as_at`"),
        ("      as_at: 2025-06-30\n", "", "needs `as_at`"),
        ("as_at: 2025-06-30", "as_at: 2025-06-30\n      style: no-such-style", "no-such-style"),
        ("as_at: 2025-06-30", "as_at: 2025-06-30\n      ids: {x: thing}", "cannot contain x: thing"),
    ],
)
def test_mkdocs_reports_an_invalid_option(tmp_path: Path, old: str, new: str, said: str) -> None:
    """An error in the options of our plugin stops the build with one line that explains it."""
    done = mkdocs(a_review(tmp_path, Change(replace={"mkdocs.yml": {old: new}})), "build")

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_option_is_reported(tmp_path: Path) -> None:
    """MkDocs warns about an option that the plugin does not have; strict builds stop."""
    change = Change(replace={"mkdocs.yml": {"as_at: 2025": "stile: apa\n      as_at: 2025"}})
    done = mkdocs(a_review(tmp_path, change), "build", "--strict")

    assert done.returncode == 1
    assert "stile" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_site_is_built_where_the_command_says(tmp_path: Path) -> None:
    """`--site-dir` has the same effect for us as for MkDocs."""
    folder = a_review(tmp_path)

    done = mkdocs(folder, "build", "--site-dir", "out")

    assert done.returncode == 0, done.stderr
    assert (folder / "out/index.html").is_file()
    assert not (folder / "site").exists()


def test_mkdocs_leaves_our_sources_alone(built: Path, tmp_path: Path) -> None:
    """A build writes only to `build/` and `site/`."""
    fresh = a_review(tmp_path)

    kept = {
        path: data for path, data in files_of(built).items() if path.split("/")[0] not in ("build", "site")
    }
    assert kept == files_of(fresh)


def test_mkdocs_does_not_build_beside_another_build(tmp_path: Path) -> None:
    """The folder is also locked during MkDocs's own command, and unlocked when it ends."""
    folder = a_review(tmp_path)
    with lock_build_folder(folder / "build"):
        done = mkdocs(folder, "build")

    assert done.returncode == 1
    assert "another build is running in build/" in done.stderr
    assert "Traceback" not in done.stderr
    assert mkdocs(folder, "build").returncode == 0


def test_mkdocs_reports_what_cannot_be_written(tmp_path: Path) -> None:
    """A file at the path of the build folder is reported in one line, without a traceback."""
    done = mkdocs(a_review(tmp_path, Change(files={"build": "mine"})), "build")

    assert done.returncode == 1
    assert "build: File exists" in done.stderr
    assert "Traceback" not in done.stderr


def test_mkdocs_misses_no_place_in_finished_html(tmp_path: Path) -> None:
    """A link to an anchor that only finished HTML contains is valid, even if MkDocs is set to warn."""
    change = Change(
        replace={
            "mkdocs.yml": {"omitted_files: ignore": "omitted_files: ignore\n  anchors: warn"},
            "docs/review/hours.md": {"Write to": "See [its source](#work-okoro2021after). Write to"},
        }
    )
    done = mkdocs(a_review(tmp_path, change), "build", "--strict")

    assert done.returncode == 0, done.stderr


HOOK = '''"""A hook that includes files, as plugins do, and makes a page."""

from mkdocs.structure.files import File


def on_files(files, config):
    files.append(File.generated(config, "made.md", content="# Made\\n\\nSee [@lind2019evening].\\n"))
    return files


def on_page_markdown(markdown, page, config, files):
    page.meta["seen"] = "yes"
    return markdown.replace("INCLUDE", "One.\\n\\nSee [@lind2019evening] and [@nobody2000].")
'''


def with_hook(text: str) -> Change:
    """Return a change that adds a hook, and a page that it changes."""
    settings = {"validation:": "hooks: [tools/hook.py]\nvalidation:", "      strict: true\n": ""}
    return Change(files={"tools/hook.py": HOOK, "docs/part.md": text}, replace={"mkdocs.yml": settings})


def test_citations_that_another_plugin_brings_in_are_resolved(tmp_path: Path) -> None:
    """It also applies to pages that it makes, and a problem is reported at the line that brings it in."""
    folder = a_review(tmp_path, with_hook("# Part\n\nWords.\n\nINCLUDE\n"))

    done = mkdocs(folder, "build")

    assert done.returncode == 0, done.stderr
    page = (folder / "site/part/index.html").read_text("utf-8")
    assert "[@lind2019evening]" not in page
    assert 'href="../bibliography/lind2019evening/"' in page
    assert 'href="../bibliography/lind2019evening/"' in (folder / "site/made/index.html").read_text("utf-8")
    assert "made" in (folder / "site/bibliography/lind2019evening/index.html").read_text("utf-8")
    assert re.search(r"docs/part\.md:5: warning: .*'nobody2000'.*\[CIT101\]", done.stderr)


def test_a_site_with_another_plugin_has_the_same_pages(built: Path, tmp_path: Path) -> None:
    """The engine is given the same finished pages, under the names of their files."""
    change = Change(
        files={"tools/hook.py": "\n"},
        replace={"mkdocs.yml": {"validation:": "hooks: [tools/hook.py]\nvalidation:"}},
    )
    folder = a_review(tmp_path, change)

    done = mkdocs(folder, "build")

    assert done.returncode == 0, done.stderr
    ours, theirs = files_of(built / "site"), files_of(folder / "site")
    assert sorted(ours) == sorted(theirs)
    assert [path for path in ours if ours[path] != theirs[path]] == []
