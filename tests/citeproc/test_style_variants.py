"""A variant of a style is a valid style, whatever its comments contain."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from evidence_review.citeproc import style_variants as variants
from evidence_review.citeproc.style_features import CSL
from evidence_review.citeproc.style_files import find_style

QUOTING = ("sorbonne-student-law-review", "catholic-biblical-association")
"""Styles whose comments hold tags."""


def styles() -> list[Path]:
    """Return one style in eight, and those whose comments look like elements."""
    named = [find_style(name, Path()) for name in QUOTING]
    quoting = [path for path in named if isinstance(path, Path)]
    assert len(quoting) == len(QUOTING), named
    return [*quoting, *sorted(quoting[0].parent.glob("*.csl"))[::8]]


@pytest.mark.parametrize(
    "vary",
    [
        variants.ordering_only,
        variants.without_entries,
        variants.standalone_style,
    ],
)
def test_a_variant_of_a_style_is_a_valid_style(vary: Callable[[str], str]) -> None:
    """It can be parsed, has one layout for citations, and puts its bibliography in the same order."""
    found = styles()
    assert len(found) > 250
    for path in found:
        csl = path.read_text("utf-8")
        style, varied = etree.fromstring(csl.encode()), etree.fromstring(vary(csl).encode())
        assert len(varied.findall(f"{CSL}citation/{CSL}layout")) == 1, path.name
        assert keys(varied) == keys(style), path.name
        if vary is variants.ordering_only:
            elements = varied.iterfind(f"{CSL}citation//*")
            assert [each.get("variable") for each in elements] == [None, "citation-number"], path.name


def keys(style: etree._Element) -> list[dict[str, str]]:
    """Return the keys by which the bibliography of a style is sorted."""
    return [dict(key.attrib) for key in style.iterfind(f"{CSL}bibliography/{CSL}sort/{CSL}key")]
