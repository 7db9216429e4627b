"""Every number on every page comes from the sources: one value changed shows wherever it counts."""

from pathlib import Path

import pytest

from evidence_review.publishing.pipeline import stage_review
from tests.small_review import Change, a_review, settings_of

FINDING = "docs/findings/f01.md"
RECOMMENDATION = "docs/recommendations/r01.md"


def pages(folder: Path, change: Change | None = None) -> dict[str, str]:
    """Return the staged pages of a copy of the small review, by path."""
    staged = stage_review(settings_of(a_review(folder, change)))
    assert staged.checked.is_valid, [str(found) for found in staged.checked.diagnostics]
    return {page.path.removesuffix("index.md"): page.markdown for page in staged.pages}


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        pytest.param(
            Change(replace={RECOMMENDATION: {"delivery: in-progress": "delivery: planned"}}),
            {
                "": "<strong>1</strong> Planned",
                "recommendations/": 'tag--planned">Planned',
                "recommendations/r01/": 'tag--planned">Planned',
                "clusters/hours/": 'tag--planned">Planned',
                "organisations/org-council/": 'tag--planned">Planned',
                "findings/f01/": 'tag--planned">Planned',
            },
            id="where-a-recommendation-stands",
        ),
        pytest.param(
            Change(replace={FINDING: {"  - participant: p2\n": "  - speaker: somebody\n"}}),
            {
                "findings/": 'f01/#voices">1 of 3</a>',
                "findings/f01/": "<p>1 of the 3 people interviewed is heard by name",
            },
            id="a-voice-without-a-name",
        ),
        pytest.param(
            Change(replace={FINDING: {"traced: [p1]": "traced: [p1, p2]"}}),
            {"findings/f01/": ">2: ", "integrity/": 'findings/f01/#how-many">2</a>'},
            id="a-count-traced",
        ),
        pytest.param(
            Change(replace={"docs/index.md": {"[@lind2019evening]": "[@lind2019evening; @okoro2021after]"}}),
            {
                "": 'href="bibliography/okoro2021after/"',
                "bibliography/": "Cited four times",
                "bibliography/okoro2021after/": 'href="../../#cite-okoro2021after-1"',
                "integrity/": "7 citations",
            },
            id="a-citation-more",
        ),
        pytest.param(
            Change(replace={"docs/_data/participants.yml": {"pseudonym: Ada": "pseudonym: Eve"}}),
            {
                "voices/": ">Eve</a>",
                "findings/f01/": ">Eve</a>",
                "recommendations/": ">Eve</a>",
                "recommendations/r01/": ">Eve</a>",
            },
            id="a-pseudonym",
        ),
        pytest.param(
            Change(replace={"docs/events/e02.md": {"date: 2025-02-04": "date: 2025-03"}}),
            {"events/": "March 2025", "events/e02/": "March 2025", "recommendations/r01/": "March 2025"},
            id="a-date-less-exact",
        ),
    ],
)
def test_a_change_shows_on_every_page_it_touches(
    tmp_path: Path, change: Change, shown: dict[str, str]
) -> None:
    """What was not there before the change is there after it, on each page that counts it."""
    before = pages(tmp_path / "before")
    after = pages(tmp_path / "after", change)
    for path, words in shown.items():
        assert words not in before[path], path
        assert words in after[path], path
