"""A new kind of entity, added to a copy of the package in the five files that CONTRIBUTING.md names."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import evidence_review
from tests.small_review import Change, a_review

MODEL = '''"""A study that the report draws on."""

from dataclasses import dataclass

from pydantic import InstanceOf

from evidence_review.location import Location
from evidence_review.model.authored import Authored
from evidence_review.model.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Study(Authored):
    """A study with its risk of bias."""

    id: str
    """The id, such as `s01`."""
    title: str
    """Its title."""
    risk_of_bias: str
    """Its risk of bias, in a word."""
    summary: InstanceOf[Passage]
    """What it showed."""
    where: Location
    """Where it is written."""
'''
ROW = """    EntityKind.STUDY: Kind(
        model=Study,
        collection="studies",
        contents="The studies.",
        prefix="s",
        body="summary",
        folder="studies",
        overview_title="Studies",
        label_field="title",
    ),
"""
TEMPLATE = """# {{ title }}

<p>Risk of bias: {{ study.risk_of_bias }}</p>

{{ view.markdown(entity, study.summary) }}
"""
TABLE = '''"""The studies."""

from evidence_review.model.entity import Entity, EntityKind
from evidence_review.tables.cell import ADDRESS, TEXT
from evidence_review.tables.table import Column, DataTable, Row

STUDIES = DataTable(
    name="studies",
    title="Studies",
    about="Each row is a study.",
    key=("id",),
    source=lambda context: (Row(each, context) for each in context.review.of_kind(EntityKind.STUDY).values()),
    columns=(
        Column("id", TEXT, lambda row: row.item.id, "The id."),
        Column("risk_of_bias", TEXT, lambda row: row.item.risk_of_bias, "The risk of bias."),
        Column(
            "address",
            ADDRESS,
            lambda row: row.export_context.address(Entity(EntityKind.STUDY, row.item.id)),
            "The address of its page.",
        ),
    ),
)
'''
STUDY = """---
title: Three towns
risk_of_bias: some concerns
---

Borrowing rose after six [@lind2019evening].
"""
ADDRESS = "https://example.org/evening/studies/s01/"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the package in which five files were added or changed."""
    folder = tmp_path_factory.mktemp("package")
    copy = folder / "evidence_review"
    shutil.copytree(Path(evidence_review.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "model/study.py").write_text(MODEL)
    (copy / "rendering/templates/study.md.jinja").write_text(TEMPLATE)
    (copy / "tables/studies.py").write_text(TABLE)
    kinds = (copy / "model/entity.py").read_text()
    for before, line in {
        "from evidence_review.vocabulary": "from evidence_review.model.study import Study\n",
        "    PAGE = ": '    STUDY = "study", "Study", "A study that the report draws on."\n',
        "    EntityKind.PAGE: Kind(": ROW,
    }.items():
        assert kinds.count(before) == 1
        kinds = kinds.replace(before, line + before)
    (copy / "model/entity.py").write_text(kinds)
    tables = (copy / "tables/__init__.py").read_text().replace("    LINKS,\n", "    STUDIES,\n    LINKS,\n")
    added = "from evidence_review.tables.studies import STUDIES\n"
    (copy / "tables/__init__.py").write_text(tables.replace("\n_ENTITY_TABLES", f"{added}\n_ENTITY_TABLES"))
    return folder


def run(package: Path, review: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the changed package in a review."""
    return subprocess.run(
        [sys.executable, "-m", "evidence_review", command],
        cwd=review,
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_new_kind_is_published(package: Path, tmp_path: Path) -> None:
    """Its entities are read, linked to, rendered and listed, and are in each kind of data file."""
    review = a_review(
        tmp_path,
        Change(
            files={
                "docs/studies/s01.md": STUDY,
                "docs/review/more.md": "---\ntitle: More\n---\n\nSee [s01] and [the study][s01].\n",
            },
            replace={"mkdocs.yml": {"  - Findings:": "  - More: review/more.md\n  - Findings:"}},
        ),
    )

    done = run(package, review, "build")

    assert done.returncode == 0, done.stdout + done.stderr
    site = review / "site"
    page = (site / "studies/s01/index.html").read_text()
    assert "Risk of bias: some concerns" in page
    assert "Lind" in page
    assert page.count(">Three towns</h1>") == 1
    assert '<a class="to-study" href="s01/">Three towns</a>' in (site / "studies/index.html").read_text()
    linking = (site / "review/more/index.html").read_text()
    assert linking.count('href="../../studies/s01/"') >= 2
    cited = (site / "bibliography/lind2019evening/index.html").read_text()
    assert "../../studies/s01/#cite-lind2019evening-1" in cited
    assert f"<loc>{ADDRESS}</loc>" in (site / "sitemap.xml").read_text()
    (study,) = json.loads((site / "data/review.json").read_text())["studies"]
    assert (study["id"], study["risk_of_bias"], study["address"]) == ("s01", "some concerns", ADDRESS)
    with (site / "data/studies.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row == {"id": "s01", "risk_of_bias": "some concerns", "address": ADDRESS}


def test_a_new_kind_is_checked(package: Path, tmp_path: Path) -> None:
    """Its files and the links to its entities are checked as those of any other kind."""
    files = {
        "docs/studies/s01.md": STUDY.replace("risk_of_bias", "risk"),
        "docs/studies/one.md": STUDY,
        "docs/studies/s02.md": f"{STUDY}\nSee [s98].\n",
    }
    review = a_review(tmp_path, Change(files=files))

    done = run(package, review, "check")

    assert done.returncode == 1
    assert "docs/studies/s01.md:3: error:" in done.stdout
    assert "docs/studies/one.md:2: error:" in done.stdout
    assert "docs/studies/s02.md:8: error:" in done.stdout
