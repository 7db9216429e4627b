"""Tests of the record of the last build: it saves a build, and no proposal can forge it."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_review.commands.main import main
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import warning
from evidence_review.location import Location
from evidence_review.publishing.last_build import BuildResult, digest_inputs, read_last_build, record_build
from tests.small_review import a_review, settings_of

RESULT = BuildResult(
    pages=3, diagnostics=(warning("NAV102", Location("docs/a.md", 7), "'a' is alone", "link"),)
)


def published(folder: Path) -> Settings:
    """Make a review with a site of two files, and record their build."""
    settings = settings_of(a_review(folder))
    for path in ("index.html", "a/index.html"):
        file = settings.site_dir / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<p>Site</p>", encoding="utf-8")
    settings.build_dir.mkdir()
    record_build(settings, inputs_of(settings), RESULT)
    return settings


def inputs_of(settings: Settings, engine: str = "mkdocs") -> str:
    """Return the digest of what a build would read now."""
    return digest_inputs(settings, settings.root.joinpath("mkdocs.yml"), engine)


def last_build(folder: Path) -> BuildResult | None:
    """Return the result of the last build if nothing has changed since."""
    settings = settings_of(folder)
    return read_last_build(settings, inputs_of(settings))


def test_the_same_result_is_reported_while_nothing_changes(tmp_path: Path) -> None:
    """The number of pages and all diagnostics are those of the last build."""
    published(tmp_path)

    assert last_build(tmp_path) == RESULT


@pytest.mark.parametrize(
    "path",
    [
        *("docs/new.md", "docs/.hidden", "docs/index.md", "references.bib", "mkdocs.yml"),
        *("site/index.html", "site/new.html", "build/published-site.json"),
    ],
)
def test_any_change_leads_to_a_build(tmp_path: Path, path: str) -> None:
    """A change of a source, of a published file or of the record makes the record worthless."""
    published(tmp_path)
    with (tmp_path / path).open("a", encoding="utf-8") as file:
        file.write("# Note\n")

    assert last_build(tmp_path) is None


@pytest.mark.parametrize("path", ["docs/review/hours.md", "site/a/index.html", "build/published-site.json"])
def test_a_file_that_is_gone_leads_to_a_build(tmp_path: Path, path: str) -> None:
    """So does the loss of any of these files."""
    published(tmp_path)
    (tmp_path / path).unlink()

    assert last_build(tmp_path) is None


def test_another_engine_or_setting_leads_to_a_build(tmp_path: Path) -> None:
    """The engine and every setting are part of what a build reads."""
    settings = published(tmp_path)

    assert read_last_build(settings, inputs_of(settings, "zensical")) is None
    assert read_last_build(settings, inputs_of(replace(settings, style="apa"))) is None


def test_a_copy_of_a_site_with_its_record_is_not_trusted(tmp_path: Path) -> None:
    """A proposal that contains `site/` and `build/` with a matching record causes a build."""
    settings = published(tmp_path / "theirs")
    shutil.copytree(settings.root, tmp_path / "ours")  # with the times of the files
    record = tmp_path / "ours/build/published-site.json"
    forged = {**json.loads(record.read_bytes()), "inputs": inputs_of(settings_of(tmp_path / "ours"))}
    record.write_text(json.dumps(forged), encoding="utf-8")

    assert last_build(tmp_path / "ours") is None


def test_a_file_that_was_replaced_with_its_times_is_noticed(tmp_path: Path) -> None:
    """The time at which the system changed a file cannot be set."""
    settings = published(tmp_path)
    file = settings.site_dir / "index.html"
    shutil.copy2(file, tmp_path / "copy")
    (tmp_path / "copy").replace(file)

    assert last_build(tmp_path) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plugins:", "hooks: [own.py]\nplugins:"),
        ("plugins:", "plugins:\n  - tags"),
        ("markdown_extensions:", "markdown_extensions:\n  - pymdownx.snippets"),
        ("site_name:", "INHERIT: base.yml\nsite_name:"),
    ],
)
def test_a_build_with_unknown_programs_is_never_left_out(tmp_path: Path, old: str, new: str) -> None:
    """Hooks, other plugins and some extensions may read the clock or any file."""
    settings = settings_of(a_review(tmp_path))
    file = tmp_path / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    if "INHERIT" in new:
        (tmp_path / "base.yml").write_text("{}", encoding="utf-8")

    changed = settings if "INHERIT" in new else settings_of(tmp_path)
    inputs = inputs_of(changed)
    record_build(changed, inputs, RESULT)

    assert inputs == ""
    assert read_last_build(changed, inputs) is None


def test_a_second_build_does_nothing_unless_it_must(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command reports that nothing has changed, and builds again on request."""
    command = ["-f", str(a_review(tmp_path) / "mkdocs.yml"), "build"]
    outputs = []
    for arguments in (command, command, [*command, "--force"]):
        assert main(arguments) == 0
        outputs.append(capsys.readouterr().out)

    first, second, third = outputs
    assert first == third
    assert second == first.replace("Built ", "Nothing has changed: site/ still has ").replace(
        " into site/", ","
    )
