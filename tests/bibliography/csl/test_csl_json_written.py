"""CSL-JSON holds every variable and is read back by pandoc."""

import json

import pypandoc
import pytest

from evidence_review.bibliography.csl.csl_json import to_csl_json
from tests.bibliography.writers.references import HOSTILE, a_report
from tests.builders import a_reference


def test_pandoc_reads_the_same_item() -> None:
    """A second reader gives back what was written, the body whole."""
    (written,) = json.loads(to_csl_json([a_report()]))

    (read,) = json.loads(pypandoc.convert_text(json.dumps([written]), "csljson", format="csljson"))

    assert read["author"][0] == {"literal": "Ministry of Justice"}
    assert read == written


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_title_stays_unchanged(text: str) -> None:
    """JSON escapes what it must and changes nothing."""
    (read,) = json.loads(to_csl_json([a_reference(texts=(("title", text),))]))

    assert read["title"] == text
