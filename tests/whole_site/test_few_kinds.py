"""A site shows what a review has and nothing else: pages with references, and findings with few facts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from evidence_review.commands.main import main

SETTINGS = """site_name: Breakfast clubs
theme: {name: material}
plugins:
  - search
  - evidence-review: {as_at: 2025-06-30}
"""
BIBTEX = "@article{doe2020, author={Doe, Jane}, title={Breakfast}, journal={Schools}, year=2020}\n"
PAGES = {
    "mkdocs.yml": SETTINGS,
    "references.bib": BIBTEX,
    "docs/index.md": "# Breakfast clubs\n\nThey raise attendance [@doe2020].\n",
    "docs/methods.md": "# Methods\n\nWe read what there was.\n",
}
"""A plain literature review: pages and references."""
FEW_FACTS = {
    **PAGES,
    "docs/findings/f01.md": "---\ntitle: Attendance rises\n---\n\nIn three trials [@doe2020].\n",
    "docs/recommendations/r01.md": "---\ntitle: Fund a year\nfindings: [f01]\n---\n\nAnd measure.\n",
    "docs/events/e01.md": "---\ntitle: A fund\nbears_on: {r01: partly-addresses}\n---\n\nFor two years.\n",
}
"""A review whose findings, recommendations and events have a title and a text."""
ONE_GENRE = (
    "0 of",
    "interview",
    "participant",
    "the report",
    "voice",
    "duty",
    "because of",
    "No one has assessed",
)
"""Words that only some reviews have a use for."""


def _site(folder: Path, files: dict[str, str], engine: str = "mkdocs") -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    assert main(["--config-file", str(folder / "mkdocs.yml"), "build", "--engine", engine]) == 0
    return folder / "site"


def _pages(site: Path) -> set[str]:
    return {file.relative_to(site).as_posix() for file in site.rglob("*.html")}


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_pages_with_references_have_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], engine: str
) -> None:
    """A literature review has its pages and a bibliography, no empty page, no empty file and no problem."""
    site = _site(tmp_path, PAGES, engine)
    assert _pages(site) == {
        "404.html",
        "index.html",
        "methods/index.html",
        "bibliography/index.html",
        "bibliography/doe2020/index.html",
    }
    assert sorted(file.name for file in (site / "data").iterdir()) == [
        "SHA256SUMS",
        "references.bib",
        "references.json",
        "references.ris",
    ]
    home = html.document_fromstring((site / "index.html").read_bytes())
    assert home.xpath("//main//h2/text()") == ["Works cited on this page"]
    assert "with no problems" in capsys.readouterr().out


def _texts(site: Path) -> Iterator[tuple[str, str]]:
    for path in _pages(site) - {"404.html", "integrity/index.html", "data/index.html"}:
        (main_part,) = html.document_fromstring((site / path).read_bytes()).xpath("//main")
        yield path, main_part.text_content()


def test_a_title_and_a_text_are_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is said of facts that no finding, recommendation or event has, and no link leads nowhere."""
    site = _site(tmp_path, FEW_FACTS)
    assert "with no problems" in capsys.readouterr().out
    assert {"findings/f01/index.html", "recommendations/r01/index.html", "events/e01/index.html"} < _pages(
        site
    )
    assert not [path for path in _pages(site) if path.startswith(("organisations", "voices", "clusters"))]
    assert {file.name for file in (site / "data").glob("*.csv")} == {
        "events.csv",
        "findings.csv",
        "links.csv",
        "recommendations.csv",
        "words.csv",
    }
    said = [(path, words) for path, text in _texts(site) for words in ONE_GENRE if words in text]
    assert said == []


@pytest.mark.parametrize(
    ("options", "shown", "hidden"),
    [
        ("binding: none", "No organisation has a duty to act on it.", "duty to respond"),
        ("binding: duty-to-respond", "have a duty to respond to it.", "because of"),
        ("binding: statutory", "have a duty in law to act on it.", "because of"),
    ],
)
def test_what_recommendations_oblige_is_a_setting(
    tmp_path: Path, options: str, shown: str, hidden: str
) -> None:
    """A coroner's recommendation obliges someone, and a participant's does not."""
    settings = SETTINGS.replace("2025-06-30}", f"2025-06-30, {options}}}")
    site = _site(tmp_path, {**FEW_FACTS, "mkdocs.yml": settings})
    (page,) = html.document_fromstring((site / "recommendations/r01/index.html").read_bytes()).xpath("//main")
    assert shown in page.text_content()
    assert hidden not in page.text_content()


def test_what_is_under_review_has_the_name_that_the_review_gives_it(tmp_path: Path) -> None:
    """`terms` are used in sentences, with a capital where one begins."""
    terms = "binding: none, terms: {report: the inquiry’s report, author: the coroner}"
    settings = SETTINGS.replace("2025-06-30}", f"2025-06-30, {terms}}}")
    made = "---\ntitle: Fund a year\nmade_by: author\norigin: author\n---\n\nAnd measure.\n"
    site = _site(tmp_path, {**FEW_FACTS, "mkdocs.yml": settings, "docs/recommendations/r01.md": made})
    (event,) = html.document_fromstring((site / "events/e01/index.html").read_bytes()).xpath("//main")
    (page,) = html.document_fromstring((site / "recommendations/r01/index.html").read_bytes()).xpath("//main")
    assert "because of the inquiry’s report" in event.text_content()
    assert "The coroner recommends it." in page.text_content()
    assert "the report" not in page.text_content().replace("the inquiry’s report", "")


@pytest.mark.parametrize("part", ["report", "people", "addressees", "assessments", "events", "clusters"])
def test_a_part_requires_its_facts(tmp_path: Path, capsys: pytest.CaptureFixture[str], part: str) -> None:
    """Whoever switches on a part is told which of its facts are missing, and where."""
    settings = SETTINGS.replace("2025-06-30}", f"2025-06-30, parts: [{part}]}}")
    for path, text in {**FEW_FACTS, "mkdocs.yml": settings}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert main(["--config-file", str(tmp_path / "mkdocs.yml"), "check"]) == 1
    said = capsys.readouterr().out
    missing = {
        "report": ("statement", "section", "heading", "lines", "source"),
        "people": ("made_by", "origin"),
        "addressees": ("addressee_source", "addressees"),
        "assessments": ("assessments",),
        "events": ("group", "publisher", "claim_level", "read", "confidence"),
        "clusters": ("cluster", "kind"),
    }[part]
    assert all(f"the key '{key}' is missing" in said for key in missing)


OTHER_IDS = {
    **PAGES,
    "mkdocs.yml": SETTINGS.replace(
        "2025-06-30}", '2025-06-30, ids: {R: recommendation, "": finding, REC-: event}}'
    ),
    "docs/recommendations/R10.md": (
        "---\ntitle: Ten\n---\n\nSee [1.2.10], [R2] and [REC-12]; not [1] or [p3].\n"
    ),
    "docs/recommendations/R2.md": "---\ntitle: Two\nfindings: [1.2.10]\n---\n\nPay.\n",
    "docs/findings/1.2.10.md": "---\ntitle: Ten\n---\n\nIt rose.\n",
    "docs/findings/1.2.3.md": "---\ntitle: Three\n---\n\nIt rose [@doe2020].\n",
    "docs/events/REC-12.md": "---\ntitle: Fund\nbears_on: {R2: partly-addresses}\n---\n\nPaid.\n",
    "docs/organisations/schools.md": "# Schools\n\nAn ordinary page.\n",
}
"""A review with the ids of an inquiry and of a guideline, and a page in a folder named like a kind."""


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_ids_have_the_form_that_a_review_gives_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], engine: str
) -> None:
    """`R2`, `1.2.10` and `REC-12` are ids, sorted by their numbers; what belongs to no kind is text."""
    site = _site(tmp_path, OTHER_IDS, engine)
    assert "with no problems" in capsys.readouterr().out
    (page,) = html.document_fromstring((site / "recommendations/R10/index.html").read_bytes()).xpath("//main")
    assert page.xpath(".//p[starts-with(., 'See')]/a/@href") == [
        "../../findings/1.2.10/",
        "../R2/",
        "../../events/REC-12/",
    ]
    assert "not [1] or [p3]" in page.text_content()
    for folder, ids in (("recommendations", ["R2", "R10"]), ("findings", ["1.2.3", "1.2.10"])):
        overview = html.document_fromstring((site / folder / "index.html").read_bytes())
        assert overview.xpath("//tbody/tr/th/span[@class='id']/text()") == ids
    assert (site / "organisations/schools/index.html").is_file()
    assert not (site / "organisations/index.html").exists()


def test_releases_of_few_facts_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a release does not have is neither shown nor compared."""
    settings = SETTINGS.replace("2025-06-30}", "2025-06-30, editors: [A]}")
    settings += "site_url: https://example.org/\n"
    _site(tmp_path, {**FEW_FACTS, "mkdocs.yml": settings})
    assert main(["--config-file", str(tmp_path / "mkdocs.yml"), "release", "2025.6"]) == 0
    capsys.readouterr()
    made = "---\ntitle: Fund two years\nmade_by: author\norigin: author\n---\n\nAnd measure.\n"
    new = "---\ntitle: Absence falls\nstatement: It fell.\n---\n\nIn one trial [@doe2020].\n"
    site = _site(tmp_path, {"docs/recommendations/r01.md": made, "docs/findings/f02.md": new})
    assert "with no problems" in capsys.readouterr().out
    (page,) = html.document_fromstring((site / "releases/2025.6/r01/index.html").read_bytes()).xpath("//main")
    assert page.xpath(".//h2/@id") == ["ask", "events", "rests-on", "cite"]
    (page,) = html.document_fromstring((site / "releases/2025.6/f01/index.html").read_bytes()).xpath("//main")
    assert page.xpath(".//h2/@id") == ["events", "cite"]
    (changes,) = html.document_fromstring((site / "changes/index.html").read_bytes()).xpath("//main")
    assert "Absence falls" in changes.text_content()
    assert "Recommended by" in changes.text_content()
