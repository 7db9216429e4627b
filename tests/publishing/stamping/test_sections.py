"""The sections of a page are those that the search of Material finds."""

from types import SimpleNamespace

import pytest
import yaml
from material.plugins.search.plugin import SearchIndex

from evidence_review.publishing.stamping.sections import sections_of
from tests.case_files import CASES

BODIES: dict[str, str] = yaml.safe_load((CASES / "sections.yml").read_text(encoding="utf-8"))
"""The body of a page by the name of each case."""


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_sections_are_those_of_material(body: str) -> None:
    """Each section has the same address, title and text."""
    index = SearchIndex()
    index.add_entry_from_context(SimpleNamespace(content=body, title="T", meta={}, toc=[], url="p/"))

    found = [
        {
            "location": f"p/#{section.anchor}" if section.anchor else "p/",
            "title": "".join(section.title).strip() if section.title else "T",
            "text": "".join(section.text).strip(),
        }
        for section in sections_of(body)
    ]

    assert found == index.entries
