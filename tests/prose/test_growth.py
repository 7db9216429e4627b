"""The time to read a text grows with its length, whatever is repeated in it."""

import pytest
import yaml

from evidence_review.prose.passage import read_passage
from tests.case_files import CASES
from tests.measured import seconds_of
from tests.prose.reading import IDS, SITE

PIECES: dict[str, str] = yaml.safe_load((CASES / "growth.yml").read_text(encoding="utf-8"))
SHORT, LONG = 6_000, 24_000
"""The lengths that are compared. Twelve times the time for four times the length is more than noise."""


def seconds_for(piece: str, length: int) -> float:
    """Return the time to read a text of one repeated piece."""
    text = piece * (length // len(piece))
    return seconds_of(lambda: read_passage(text, ids=IDS, markdown=SITE), times=2)


@pytest.mark.parametrize("name", PIECES)
def test_time_grows_with_length(name: str) -> None:
    """Four times as much of anything takes a few times as long, or is refused."""
    least = seconds_for("word ", SHORT)

    assert seconds_for(PIECES[name], LONG) < 12 * max(least, seconds_for(PIECES[name], SHORT))
