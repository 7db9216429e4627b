"""The forms under which pages use a term of the glossary."""

import pytest

from evidence_review.model.glossary import GlossaryTerm
from tests.builders import a_location


@pytest.mark.parametrize(
    ("term", "also", "names"),
    [
        ("Evening opening", (), ("Evening opening",)),
        ("Branch library (BL)", (), ("Branch library", "BL")),
        ("Branch library (BL)", ("branch", "BL"), ("Branch library", "BL", "branch")),
        ("Night(s)", (), ("Night(s)",)),
    ],
    ids=["plain", "short-form", "other-forms-once-each", "brackets-within-a-word"],
)
def test_a_term_has_its_short_form_and_other_forms(
    term: str, also: tuple[str, ...], names: tuple[str, ...]
) -> None:
    """The short form is in brackets after the term."""
    made = GlossaryTerm(
        id="g01", group="places", term=term, definition="It is.", also=also, where=a_location()
    )

    assert made.names == names
