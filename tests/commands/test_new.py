"""Tests of the command that begins a review."""

import json
from datetime import date
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest
import yaml

from evidence_review.commands import generator_pin
from evidence_review.commands.generator_pin import pin_generator
from evidence_review.commands.main import main
from evidence_review.commands.new import EVERY_REVIEW, TEMPLATES, TITLE, Answers, examples, write_review
from evidence_review.config.mkdocs_yml import read_configuration
from evidence_review.config.settings import Settings
from evidence_review.errors import ReviewError
from evidence_review.publishing.checked_review import check_review
from tests.small_review import settings_of

HARD_TITLE = "- {a}: \"b\" #c [d] & 'e' é %f\\1"
"""A title that YAML, regular expressions or HTML might take for something else."""


def _answers(**changed: object) -> Answers:
    given: dict[str, object] = {
        "title": "Sleep",
        "authors": (),
        "language": "en-GB",
        "style": "apa",
        "template": "literature",
        "as_at": date(2026, 3, 1),
    }
    return Answers(**(given | changed))  # type: ignore[arg-type]


def _began(folder: Path, **changed: object) -> Settings:
    write_review(folder, _answers(**changed))
    return settings_of(folder)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2033, 5, 1)])
def test_a_new_review_has_no_problems(tmp_path: Path, template: str, day: date) -> None:
    """Each template is complete on the day it was written, and years later."""
    settings = _began(tmp_path / "begun", template=template, as_at=day)

    assert check_review(settings).diagnostics == ()
    assert settings.as_at == day
    assert settings.strict


def test_the_answers_are_in_the_settings(tmp_path: Path) -> None:
    """What was answered is what the settings say, whatever characters it contains."""
    authors = ("Lind, Maja", "{Parks, Paths and Libraries}")
    settings = _began(tmp_path / "begun", title=HARD_TITLE, authors=authors, language="pt-BR", style="apa")

    assert (settings.site_name, settings.editors) == (HARD_TITLE, authors)
    assert (settings.locale, settings.style) == ("pt-BR", "apa")
    config = read_configuration(settings.root.joinpath("mkdocs.yml"))
    assert config["theme"]["language"] == "pt-BR"
    assert settings.root.joinpath("README.md").read_text(encoding="utf-8").startswith(f"# {HARD_TITLE}\n")
    assert HARD_TITLE in {page.title for page in check_review(settings).review.pages.values()}


def test_questions_are_asked_until_the_answer_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty answer takes what the brackets propose, and a wrong one is explained and asked for again."""
    typed = iter(["", "Sleep", "Lind, Maja; Okoro, Ife", "xx-never", "de-AT", "harvrd1", "", "literatur", ""])
    monkeypatch.setattr("builtins.input", lambda _question: next(typed))

    status = main(["new", str(tmp_path / "begun")])

    settings = settings_of(tmp_path / "begun")
    assert (status, next(typed, None)) == (0, None)
    assert (settings.site_name, settings.editors) == ("Sleep", ("Lind, Maja", "Okoro, Ife"))
    assert (settings.locale, settings.style) == ("de-AT", "harvard-cite-them-right")
    printed = capsys.readouterr().out
    for problem in (
        "a title is needed",
        "'xx-never' is not a language",
        "style 'harvrd1'",
        "template 'literatur'",
    ):
        assert problem in printed
    assert f"  cd {tmp_path / 'begun'}\n  evidence-review build\n" in printed


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--title", " "], "a title is needed"),
        (["--title", "a\x07b"], "control characters"),
        (["--title", "a", "--author", "b\x1b"], "control characters"),
        (["--title", "a", "--author", "b", "--language", "klingon"], "'klingon' is not a language"),
        (["--title", "a", "--author", "b", "--language", "en", "--style", "ap"], "did you mean"),
    ],
)
def test_an_option_that_cannot_be_used_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], problem: str
) -> None:
    """The message names the problem, and the folder is not created."""
    assert main(["new", str(tmp_path / "begun"), *options]) == 2

    assert problem in capsys.readouterr().err
    assert not (tmp_path / "begun").exists()


def test_a_folder_with_files_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new review replaces nothing; an empty repository may be begun in."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")

    assert main(["new", str(tmp_path), "--title", "Sleep"]) == 2
    assert "is not empty: it contains 'thesis.txt'" in capsys.readouterr().err
    assert main(["new", str(tmp_path / "thesis.txt"), "--title", "Sleep"]) == 2
    assert "is a file" in capsys.readouterr().err

    (tmp_path / "thesis.txt").unlink()
    write_review(tmp_path, _answers())
    assert check_review(settings_of(tmp_path)).diagnostics == ()


def test_each_folder_of_examples_is_a_template() -> None:
    """No template is forgotten, and nothing in a new review still stands for a title."""
    folders = {path.name for path in examples().iterdir() if path.is_dir()}

    assert folders == {EVERY_REVIEW, *TEMPLATES}


def test_a_new_review_has_what_its_repository_needs(tmp_path: Path, root: Path) -> None:
    """The workflow checks and builds with actions that this project uses too, and made files are ignored."""
    folder = tmp_path / "begun"
    write_review(folder, _answers())

    workflow = (folder / ".github/workflows/review.yml").read_text(encoding="utf-8")
    steps = [step for job in yaml.safe_load(workflow)["jobs"].values() for step in job["steps"]]
    ours = "".join(path.read_text(encoding="utf-8") for path in (root / ".github/workflows").glob("*.yml"))
    runs = [step["run"] for step in steps if "run" in step]
    assert runs[1:] == [".venv/bin/evidence-review check", ".venv/bin/evidence-review build"]
    assert all(step["uses"] in ours for step in steps if "uses" in step)
    assert {"/.venv/", "/build/", "/site/"} <= set((folder / ".gitignore").read_text().split())
    assert TITLE not in (folder / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file in which installers record where the package comes from."""
    info = tmp_path / "evidence_review-0.1.0.dist-info"
    info.mkdir()
    monkeypatch.setattr(generator_pin, "distribution", lambda _: PathDistribution(info))
    return info / "direct_url.json"


@pytest.mark.parametrize(
    ("recorded", "pinned"),
    [
        (None, "evidence-review=="),
        ({"url": "file:///home/a/code", "dir_info": {"editable": True}}, "evidence-review=="),
        (
            {"url": "https://example.org/w.whl", "archive_info": {"hash": "sha256=00ff"}},
            "evidence-review @ https://example.org/w.whl#sha256=00ff\n",
        ),
        (
            {"url": "https://example.org/code", "vcs_info": {"vcs": "git", "commit_id": "ab12"}},
            "evidence-review @ git+https://example.org/code@ab12\n",
        ),
    ],
)
def test_the_version_is_pinned_to_where_it_came_from(
    tmp_path: Path, origin: Path, recorded: object, pinned: str
) -> None:
    """Whoever installs the requirements gets the generator that the review was written with."""
    if recorded:
        origin.write_text(json.dumps(recorded), encoding="utf-8")

    line = pin_generator(tmp_path)

    text = (tmp_path / "requirements.txt").read_text(encoding="utf-8")
    assert f"{line}\n".startswith(pinned)
    assert text.endswith(f"\n{line}\n")


def test_another_version_replaces_the_pin_and_its_wheel(tmp_path: Path, origin: Path) -> None:
    """Other requirements and comments stay."""
    review = tmp_path / "a review"
    (review / "wheels").mkdir(parents=True)
    (review / "wheels" / "evidence_review-0.0.9-py3-none-any.whl").write_bytes(b"old")
    (review / "requirements.txt").write_text(
        "# mine\nmkdocs-extra==1\n./wheels/evidence_review-0.0.9-py3-none-any.whl\nzensical\n",
        encoding="utf-8",
    )
    wheel = tmp_path / "evidence_review-0.1.0-py3-none-any.whl"
    wheel.write_bytes(b"new")
    origin.write_text(json.dumps({"url": wheel.as_uri(), "archive_info": {}}), encoding="utf-8")

    pin_generator(review)
    pin_generator(review)

    assert [path.name for path in (review / "wheels").iterdir()] == [wheel.name]
    assert (review / "requirements.txt").read_text(encoding="utf-8") == (
        "# mine\nmkdocs-extra==1\n./wheels/evidence_review-0.1.0-py3-none-any.whl\nzensical\n"
    )


def test_a_template_without_a_line_to_change_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template that loses one of its settings is an error, not a review with the title of the example."""
    broken = tmp_path / "examples"
    for name in (EVERY_REVIEW, "literature"):
        (broken / name / "docs").mkdir(parents=True)
        for file in ("README.md", "mkdocs.yml", "docs/index.md"):
            text = (examples() / EVERY_REVIEW / "README.md").read_text(encoding="utf-8")
            (broken / name / file).write_text(text, encoding="utf-8")
    monkeypatch.setattr("evidence_review.commands.new.examples", lambda: broken)

    with pytest.raises(ReviewError, match=r"no line '\^title: "):
        write_review(tmp_path / "begun", _answers())
