"""Tests of templates with which a review replaces those of single pages."""

from pathlib import Path

import pytest

from evidence_review.commands.main import main
from evidence_review.config.settings import PAGE_TEMPLATES
from evidence_review.errors import ReviewError
from evidence_review.publishing.pipeline import overrides_dir, stage_review
from tests.small_review import Change, a_review, settings_of

OWN = "own/evidence-review"
WITH_OWN = {"mkdocs.yml": {"  font: false": "  font: false\n  custom_dir: own"}}


def _staged(folder: Path, templates: dict[str, str]) -> dict[str, str]:
    """Return the body of each page of a review with templates of its own."""
    files = {f"{OWN}/{name}": text for name, text in templates.items()}
    settings = settings_of(a_review(folder, Change(files=dict(files), replace=WITH_OWN)))
    stage_review(settings)
    pages = settings.staged_dir.rglob("*.md")
    return {
        page.relative_to(settings.staged_dir).as_posix(): page.read_text(encoding="utf-8") for page in pages
    }


def test_one_template_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    """The review's own template may include ours, and values are escaped as in ours."""
    template = 'Read <b>{{ finding.title ~ "<i>" }}</b> first.\n\n{% include "original/finding.md.jinja" %}'

    plain = _staged(tmp_path / "plain", {"other.md.jinja": "x"})
    own = _staged(tmp_path / "own", {"finding.md.jinja": template})

    assert {path for path in plain if plain[path] != own[path]} == {
        "findings/f01/index.md",
        "findings/f02/index.md",
    }
    assert "Read <b>Working people come at night" in own["findings/f01/index.md"]
    assert "night<i>" not in own["findings/f01/index.md"]
    assert "Two readers spoke of evenings" in own["findings/f01/index.md"]


def test_templates_of_pages_are_not_published(tmp_path: Path) -> None:
    """The theme does not get them, so that it cannot copy them into the site."""
    _staged(tmp_path, {"finding.md.jinja": "x"})

    assert not (overrides_dir(settings_of(tmp_path)) / PAGE_TEMPLATES).exists()


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("one\n{% if %}", "2: this template cannot be used: Expected an expression"),
        ("one\ntwo {{ finding.titel }}", "2: this template cannot be used: 'evidence_review.model"),
        ("{{ 1 // 0 }}", "1: this template cannot be used: integer division or modulo by zero"),
        ("café", "1: this template cannot be used: this is not UTF-8 text"),
        ('{% include "nowhere.jinja" %}', "1: this template cannot be used: nowhere.jinja"),
    ],
)
def test_a_template_that_fails_is_reported_with_its_line(
    tmp_path: Path, template: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is published, and the message names the template and the original."""
    folder = a_review(tmp_path, Change(files={f"{OWN}/finding.md.jinja": ""}, replace=WITH_OWN))
    (folder / OWN / "finding.md.jinja").write_text(template, encoding="latin-1")

    assert main(["-f", str(folder / "mkdocs.yml"), "build"]) == 2

    printed = capsys.readouterr().err
    assert f"own/evidence-review/finding.md.jinja:{problem}" in printed
    assert "`original/finding.md.jinja`" in printed


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A proposal cannot publish a file from elsewhere."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = a_review(tmp_path / "review", Change(files={f"{OWN}/finding.md.jinja": ""}, replace=WITH_OWN))
    for name in ("finding.md.jinja", "event.md.jinja"):
        (folder / OWN / name).unlink(missing_ok=True)
        (folder / OWN / name).symlink_to(tmp_path / "secret.txt")
    settings = settings_of(folder)

    stage_review(settings)

    assert "secret" not in (settings.staged_dir / "findings/f01/index.md").read_text(encoding="utf-8")


def test_an_error_in_our_own_templates_is_not_blamed_on_the_review(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only errors in the review's templates become messages; others are faults of this program."""
    monkeypatch.setattr("evidence_review.rendering.page.view.View.finding_place", None, raising=False)

    with pytest.raises(Exception) as raised:  # noqa: PT011 - any but a message for the contributor
        _staged(tmp_path, {"other.md.jinja": "x"})

    assert not isinstance(raised.value, ReviewError)
