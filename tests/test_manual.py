"""Tests of the manual, a site about using the generator."""

import argparse
import re
import shutil
from pathlib import Path

import pytest

from evidence_review.assemble.file_formats import CHANGES
from evidence_review.commands import main as cli
from evidence_review.commands.new import TEMPLATES
from evidence_review.publishing.checked_review import check_review
from tests.manual_pages import FOLDER, VARIABLES, pages
from tests.small_review import settings_of


@pytest.fixture(scope="module")
def manual(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sources of the manual."""
    folder = tmp_path_factory.mktemp("manual")
    shutil.copy(root / "manual" / "mkdocs.yml", folder)
    shutil.copytree(root / "manual" / "docs", folder / "docs")
    return folder


def _by_hand(root: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in (root / "manual/docs").glob("*.md")}


def test_generated_pages_are_current(root: Path) -> None:
    """What the code says about files, keys, settings, words, codes and commands is what the manual says."""
    written = {path.name: path.read_text(encoding="utf-8") for path in (root / FOLDER).iterdir()}

    assert written.keys() == pages().keys()
    outdated = [name for name, text in pages().items() if written[name] != text]
    assert outdated == [], "run `make manual` and commit its pages"


def test_the_manual_builds_without_problems(manual: Path) -> None:
    """The generator publishes it as an ordinary site, with nothing to report and its anchors in place."""
    assert check_review(settings_of(manual)).diagnostics == ()

    assert cli.main(["--config-file", str(manual / "mkdocs.yml"), "build"]) == 0

    html = (manual / "site/reference/codes/index.html").read_text(encoding="utf-8")
    assert 'id="cit101"' in html


def test_commands_in_the_manual_exist(root: Path) -> None:
    """Nobody is told to type a command that does not exist."""
    actions = cli._parser()._actions
    (commands,) = (each for each in actions if isinstance(each, argparse._SubParsersAction))
    readmes = [path.read_text(encoding="utf-8") for path in (root / "examples").rglob("*.md")]
    texts = [*_by_hand(root).values(), *readmes]
    named = {
        name for text in texts for name in re.findall(r"evidence-review (?!COMMAND)([a-z][a-z-]+)", text)
    }

    assert named
    assert named <= set(commands.choices)


def test_the_manual_describes_each_template_and_format(root: Path) -> None:
    """A template or a change of the format is not forgotten."""
    by_hand = _by_hand(root)

    for change in CHANGES:
        assert f"| {change.format} | {change.meaning} |" in by_hand["upgrading"]
    for name in TEMPLATES:
        assert f"| `{name}` |" in by_hand["index"]


def test_the_manual_names_what_can_be_overridden(root: Path) -> None:
    """Each template of the theme and each variable is in the manual, and nothing else."""
    overrides = root / "scripts/evidence_review/theme/overrides"
    appearance = _by_hand(root)["appearance"]
    names = {path.name for path in overrides.rglob("*.html")}
    names |= {path.name for path in root.glob("scripts/evidence_review/rendering/templates/*.md.jinja")}
    css = (root / "scripts/evidence_review/theme/assets/review/base.css").read_text(encoding="utf-8")

    assert [name for name in sorted(names) if f"`{name}`" not in appearance] == []
    assert set(re.findall(r"--er-([a-z-]+):", css)) == VARIABLES.keys()
