"""Tests of the form for saying that a page is wrong."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from evidence_review.rendering.context.environment import ISSUE_FORM, report_address
from tests.small_review import a_review, settings_of

REPOSITORY = "https://github.com/example/review"


def test_what_is_filled_in_has_a_field_in_the_form(root: Path, tmp_path: Path) -> None:
    """Each parameter of the link is one that GitHub knows, or the id of a field of the form it opens."""
    settings = replace(
        settings_of(a_review(tmp_path)), repo_url=REPOSITORY, site_url="https://example.org/a/"
    )
    address = report_address(settings, "r01", "Open & stay open", "recommendations/r01/", "Planned.")
    given = dict(parse_qsl(urlsplit(address).query))
    form = yaml.safe_load(
        (root / ".github" / "ISSUE_TEMPLATE" / given.pop("template")).read_text(encoding="utf-8")
    )
    fields = {field["id"] for field in form["body"] if "id" in field}

    assert address.startswith(f"{REPOSITORY}/issues/new?template={ISSUE_FORM}&")
    assert given.pop("title") == "r01: "
    assert given == {
        "record": "r01: Open & stay open",
        "page": "https://example.org/a/recommendations/r01/",
        "known": "Planned.",
    }
    assert set(given) < fields


@pytest.mark.parametrize("repo_url", ["", "https://gitlab.example/example/review", "https://[bad"])
def test_there_is_no_form_where_there_is_no_github(tmp_path: Path, repo_url: str) -> None:
    """A link that would lead to no form is not made."""
    settings = replace(settings_of(a_review(tmp_path)), repo_url=repo_url)

    assert report_address(settings, "r01", "Open", "recommendations/r01/", "") == ""
