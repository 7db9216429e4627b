"""Fields that a review adds: on pages, in lists, as a facet and in data, in a whole site."""

import csv
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import html

from evidence_review.commands.main import main

FIELDS = """
- {id: grade, of: [recommendation], label: Strength, type: choice, about: How sure the panel is.,
   choices: {strong: Strong, weak: "Weak <b>"}}
- {id: cost, of: [recommendation, finding], label: Cost in pounds, type: number}
- {id: seen, of: [event], label: Seen on, type: date}
- {id: page, of: [event], label: Web page, type: link}
- {id: studies, of: [finding], label: Main studies, type: citation}
- {id: panel, of: [finding, organisation], label: "Panel & <i>", required: true}
"""
FILES = {
    "mkdocs.yml": """site_name: Clubs
site_url: https://example.org/
theme: {name: material}
plugins:
  - search
  - evidence-review: {as_at: 2025-06-30, editors: [A]}
""",
    "references.bib": "@article{doe2020, author={Doe, Jane}, title={Breakfast}, journal={J}, year=2020}\n",
    "docs/index.md": "# Clubs\n\nWhat we found.\n",
    "docs/_data/fields.yml": FIELDS,
    "docs/findings/f01.md": (
        "---\ntitle: It rose\npanel: \"=1 '\\\"&\"\ncost: 12.5\nstudies: '@doe2020'\n---\n\nIt rose.\n"
    ),
    "docs/recommendations/r01.md": "---\ntitle: Fund it\ngrade: strong\ncost: 100\n---\n\nPay.\n",
    "docs/recommendations/r02.md": "---\ntitle: Ask\ngrade: weak\n---\n\nAsk.\n",
    "docs/events/e01.md": "---\ntitle: Fund\nseen: 2020-04\npage: https://example.org/x\n---\n\nPaid.\n",
}


def _written(folder: Path, files: dict[str, str]) -> str:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return str(folder / "mkdocs.yml")


def _facts(site: Path, path: str) -> dict[str, str]:
    page = html.document_fromstring((site / path / "index.html").read_bytes())
    (facts,) = page.xpath("//dl[contains(@class, 'custom')]")
    names, values = (
        [each.text_content().strip() for each in facts.xpath(f"./{tag}")] for tag in ("dt", "dd")
    )
    return dict(zip(names, values, strict=True))


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with added fields, as an engine builds it."""
    folder = tmp_path_factory.mktemp(request.param)
    file = _written(folder, FILES)
    assert main(["--config-file", file, "build", "--engine", request.param]) == 0
    return folder / "site"


def test_an_added_field_is_on_its_page(site: Path) -> None:
    """A choice and a date are in words, a link and a citation lead somewhere, and markup is text."""
    assert _facts(site, "recommendations/r01") == {
        "Strength": "Strong How sure the panel is.",
        "Cost in pounds": "100",
    }
    assert _facts(site, "recommendations/r02")["Strength"] == "Weak <b> How sure the panel is."
    assert _facts(site, "findings/f01") == {
        "Cost in pounds": "12.5",
        "Main studies": "Doe (2020)",
        "Panel & <i>": "=1 '\"&",
    }
    assert _facts(site, "events/e01") == {"Seen on": "April 2020", "Web page": "example.org"}
    page = html.document_fromstring((site / "findings/f01/index.html").read_bytes())
    assert page.xpath("//dl[contains(@class, 'custom')]//a/@href") == ["../../bibliography/doe2020/"]


def test_an_added_field_is_in_lists_and_a_choice_is_a_facet(site: Path) -> None:
    """Whoever looks for the strong ones finds them."""
    page = html.document_fromstring((site / "recommendations/index.html").read_bytes())
    (facet,) = page.xpath("//template[@data-facet='field-grade']")
    assert facet.get("data-label") == "Strength"
    assert page.xpath("//tr[@data-row]/@data-field-grade") == ["strong", "weak"]
    assert "Strength: Strong; Cost in pounds: 100" in page.text_content()
    findings = html.document_fromstring((site / "findings/index.html").read_bytes())
    assert "Main studies: Doe (2020)" in findings.text_content()


def test_an_added_field_is_in_data(site: Path) -> None:
    """Its column comes last, formulas are prevented, and JSON has the type."""
    with (site / "data/recommendations.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["grade"], row["cost"]) for row in rows] == [("strong", "100"), ("weak", "")]
    with (site / "data/findings.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["cost"], row["studies"], row["panel"]) == ("12.5", "doe2020", "'=1 '\"&")
    document = json.loads((site / "data/review.json").read_text(encoding="utf-8"))
    schema = json.loads((site / "data/review.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    assert document["findings"][0]["custom"] == {"cost": 12.5, "studies": ["doe2020"], "panel": "=1 '\"&"}
    assert [each["id"] for each in document["custom_fields"]][:2] == ["grade", "cost"]
    tables = json.loads((site / "data/csv-metadata.json").read_text(encoding="utf-8"))["tables"]
    (columns,) = (each["tableSchema"]["columns"] for each in tables if each["url"] == "recommendations.csv")
    assert columns[-1]["datatype"] == "decimal"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("docs/recommendations/r01.md", "cost: 100", "cost: about 100"),
            "r01.md:4: error: cost: 'about 100'",
        ),
        (
            ("docs/recommendations/r01.md", "grade: strong", "grade: Strong"),
            "'Strong' is none of strong, weak",
        ),
        (("docs/recommendations/r01.md", "grade:", "grad:"), "did you mean 'grade'?"),
        (("docs/recommendations/r01.md", "grade: strong", "grade: [strong]"), "it must be one text"),
        (("docs/recommendations/r01.md", "cost: 100", "cost: 1e999"), "is not a number"),
        (("docs/events/e01.md", "2020-04", "2020-13"), "seen: "),
        (("docs/events/e01.md", "https://", "javascript://"), "is not the address of a web page"),
        (("docs/findings/f01.md", "@doe2020", "doe2021"), "docs/findings/f01.md:5"),
        (("docs/findings/f01.md", "panel:", "panels:"), "the key 'panel' is missing"),
        (("docs/_data/fields.yml", "id: cost", "id: title"), "already has a key 'title'"),
        (("docs/_data/fields.yml", "of: [event]", "of: [page]"), "'page' is none of finding"),
        (("docs/_data/fields.yml", "id: seen", "id: Seen"), "docs/_data/fields.yml"),
        (("docs/_data/fields.yml", "type: number", "type: money"), "docs/_data/fields.yml"),
        (("docs/_data/fields.yml", "id: cost", "id: grade"), "is already used at"),
    ],
)
def test_a_mistake_in_an_added_field_has_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: tuple[str, str, str], message: str
) -> None:
    """The message names the file and what to write."""
    path, old, new = change
    file = _written(tmp_path, {**FILES, path: FILES[path].replace(old, new, 1)})
    main(["--config-file", file, "check"])
    assert message in capsys.readouterr().out


def test_a_value_of_another_type_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The hint says what the field means."""
    changed = FILES["docs/recommendations/r01.md"].replace("strong", "good")
    file = _written(tmp_path, {**FILES, "docs/recommendations/r01.md": changed})
    assert main(["--config-file", file, "check"]) == 1
    assert capsys.readouterr().out.startswith(
        "docs/recommendations/r01.md:3: error: grade: 'good' is none of strong, weak "
        "(How sure the panel is.) [DAT120]"
    )


def test_a_change_of_an_added_field_is_a_change(tmp_path: Path) -> None:
    """Releases contain added fields and compare them."""
    file = _written(tmp_path, FILES)
    assert main(["--config-file", file, "release", "2025.6"]) == 0
    _written(
        tmp_path,
        {
            "docs/recommendations/r01.md": FILES["docs/recommendations/r01.md"].replace("100", "250"),
        },
    )
    assert main(["--config-file", file, "build"]) == 0
    changes = html.document_fromstring((tmp_path / "site/changes/index.html").read_bytes())
    (main_part,) = changes.xpath("//main")
    assert "Further facts" in main_part.text_content()
    assert "250" in main_part.text_content()


def test_editors_complete_added_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The schema of the files has them, with their words and their meaning."""
    file = _written(tmp_path, FILES)
    assert main(["--config-file", file, "schema", "recommendations/*.md"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["properties"]["grade"]["enum"] == ["strong", "weak"]
    assert main(["--config-file", file, "schema", "findings/*.md"]) == 0
    assert "panel" in json.loads(capsys.readouterr().out)["required"]
