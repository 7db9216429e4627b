"""What a reader's browser loads stays small, however long the bibliography is."""

import json
from pathlib import Path

INDEX = "search/search_index.json"
"""The index of the theme's search, which a browser fetches when somebody searches."""


def test_a_long_bibliography_stays_out_of_what_every_page_loads(long_site: Path, small_site: Path) -> None:
    """Every reader loads the index of the theme's search; past a thousand works its size would be theirs."""

    def works_found(site: Path) -> int:
        found = json.loads((site / INDEX).read_text("utf-8"))["docs"]
        return sum(each["location"].startswith("bibliography/lind2019evening") for each in found)

    assert works_found(small_site) > 0
    assert works_found(long_site) == 0
