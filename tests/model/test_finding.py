"""Tests of findings: their voices, and the short forms for the stance of a reference."""

import pytest
from pydantic import TypeAdapter, ValidationError

from evidence_review.model.finding import Support, Supports
from evidence_review.model.vocabularies import Stance
from tests.builders import a_finding, an_excerpt

SUPPORTS: TypeAdapter[tuple[Support, ...]] = TypeAdapter(Supports)


def test_voices_are_listed_once_in_the_order_of_their_first_remark() -> None:
    """Both speakers of a joint remark count; a remark without a name does not."""
    excerpts = (
        an_excerpt(participant="p2"),
        an_excerpt(participant="", speaker="a reader"),
        an_excerpt(participant="p1", joint_with="p3"),
        an_excerpt(participant="p2"),
    )

    assert a_finding(excerpts=excerpts).voices == ("p2", "p1", "p3")


def test_a_remark_from_elsewhere_in_the_report_is_not_a_voice_of_the_finding() -> None:
    """Only remarks under the finding's own heading count."""
    excerpts = (an_excerpt(participant="p1", section="Discussion"), an_excerpt(participant="p2"))

    assert a_finding(excerpts=excerpts).voices == ("p2",)
    assert a_finding(excerpts=()).voices == ()


@pytest.mark.parametrize(
    ("written", "supports"),
    [
        ("supports", [(Stance.SUPPORTS, "")]),
        ({"stance": "qualifies", "note": "In towns."}, [(Stance.QUALIFIES, "In towns.")]),
        ({"note": "In towns."}, [(Stance.CONTEXT, "In towns.")]),
        (
            ["supports", {"stance": "contradicts", "note": "In towns."}],
            [(Stance.SUPPORTS, ""), (Stance.CONTRADICTS, "In towns.")],
        ),
    ],
    ids=["word", "with-a-note", "note-alone", "both-ways"],
)
def test_a_stance_may_be_written_in_several_ways(written: object, supports: list[tuple[Stance, str]]) -> None:
    """A word, a word with a note, or a list of these for a reference that cuts both ways."""
    assert [(each.stance, each.note) for each in SUPPORTS.validate_python(written)] == supports


@pytest.mark.parametrize("written", ["helps", ["supports", "helps"], {"word": "supports"}, None])
def test_an_unknown_stance_is_refused(written: object) -> None:
    """A word outside the vocabulary is an error, also within a list."""
    with pytest.raises(ValidationError):
        SUPPORTS.validate_python(written)
