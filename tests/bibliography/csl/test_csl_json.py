"""CSL-JSON is read into works, written again the same, and every error in it is reported with its line."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.bibliography.csl.csl_json import read_csl_json, to_csl_json
from evidence_review.bibliography.csl.variables import DATES, NAMES, SCHEMA_NAMES, TEXTS, TYPES
from tests.case_files import CASES, SCHEMAS, Accept, read_case

CSL_CASES = sorted((CASES / "csl-json").glob("*.yml"))
SCHEMA = json.loads((SCHEMAS / "csl-data.json").read_text("utf-8"))
WRITTEN = frozenset(SCHEMA_NAMES.get(name, name) for name in TEXTS - {"DOI", "URL"})
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)
YEARS = st.integers(-500, 2100)
POINTS = st.one_of(
    st.tuples(YEARS),
    st.tuples(YEARS, st.integers(1, 12)),
    st.tuples(YEARS, st.integers(1, 12), st.integers(1, 28)),
).map(list)
SWITCH = st.just(value=True)
PERSON = st.fixed_dictionaries(
    {"family": WORDS},
    optional={
        "given": WORDS,
        "dropping-particle": WORDS,
        "non-dropping-particle": WORDS,
        "suffix": WORDS,
        "comma-suffix": SWITCH,
        "static-ordering": SWITCH,
        "parse-names": SWITCH,
    },
)
NAME = st.one_of(PERSON, st.fixed_dictionaries({"literal": WORDS}))
DATE = st.one_of(
    st.fixed_dictionaries(
        {"date-parts": st.lists(POINTS, min_size=1, max_size=2).map(sorted)},
        optional={"season": st.integers(1, 4), "circa": SWITCH, "literal": WORDS},
    ),
    st.fixed_dictionaries({"literal": WORDS}),
)
ITEM: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"id": WORDS, "type": st.sampled_from(sorted(TYPES))},
    optional={
        **dict.fromkeys(sorted(WRITTEN), WORDS),
        **{name: st.lists(NAME, min_size=1, max_size=3) for name in sorted(NAMES)},
        **dict.fromkeys(sorted(DATES), DATE),
        "DOI": st.just("10.5555/12345678"),
        "URL": st.just("https://example.org/a%20b~c"),
        "categories": st.lists(WORDS, max_size=2),
        "custom": st.dictionaries(
            WORDS, st.one_of(WORDS, st.integers(), st.lists(WORDS, max_size=2)), max_size=2
        ),
    },
)


@settings(max_examples=50, deadline=None)
@given(st.lists(ITEM, max_size=3, unique_by=lambda item: str(item["id"])))
def test_what_is_read_is_written_the_same(items: list[dict[str, Any]]) -> None:
    """Every type and variable of CSL comes back as it was."""
    works, found = read_csl_json(json.dumps(items), "works.json")

    assert found == ()
    assert json.loads(to_csl_json(works)) == items


@pytest.mark.parametrize("path", CSL_CASES, ids=lambda path: path.stem)
def test_exports_of_programs_are_kept_or_reported(path: Path, accept: Accept) -> None:
    """What Zotero, pandoc and Crossref write is kept as the schema has it, or reported with its line."""
    works, found = read_csl_json(read_case(path)["json"], "works.json")
    written = json.loads(to_csl_json(works))
    faults = sorted(f"{each.code} {each.where.line}" for each in found)

    accept(path, ["works"], written)
    accept(path, ["faults"], faults)
    case = read_case(path)
    assert written == case["works"]
    assert faults == case["faults"]
    jsonschema.validate(written, SCHEMA)


def test_other_spellings_come_out_in_one() -> None:
    """Numbers, raw dates, dates in text and a DOI with its address are read for what they are."""
    item = {
        "id": 7,
        "type": "book",
        "volume": 4,
        "DOI": "https://doi.org/10.5555/12345678",
        "issued": {"date-parts": [["2019", "5"]], "circa": 1},
        "accessed": {"raw": "2020-01-02"},
        "original-date": "1999",
    }

    (work,), found = read_csl_json(json.dumps([item]), "works.json")

    assert found == ()
    assert dict(work.csl()) == {
        "id": "7",
        "type": "book",
        "volume": "4",
        "DOI": "10.5555/12345678",
        "issued": {"date-parts": [[2019, 5]], "circa": True},
        "accessed": {"date-parts": [[2020, 1, 2]]},
        "original-date": {"date-parts": [[1999]]},
    }


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param('[{"id": "a", "type": "book"},\n{"id": ]', ["CSJ001 2"], id="syntax"),
        pytest.param("", ["CSJ001 1"], id="empty"),
        pytest.param(
            '[{"id": "a", "type": "book"},\n{"id": "b", "type": "book"}\n', ["CSJ001 2"], id="cut-off"
        ),
        pytest.param('[{"id": "a", "type": "book"},\n', ["CSJ001 1"], id="cut-off-after-a-comma"),
        pytest.param("[", ["CSJ001 1"], id="cut-off-at-once"),
        pytest.param('[{"id": "a", "type": "book"},\n,{"id": "b"}]', ["CSJ001 2"], id="commas"),
        pytest.param('[{"id": "a", "type": "book"},\n]', ["CSJ001 1"], id="last-comma"),
        pytest.param(
            '[{"id": "a", "type": "book"}\n{"id": "b", "type": "book"}]', ["CSJ001 2"], id="no-comma"
        ),
        pytest.param('[{"id": "a", "type": "book"}]\ntrailing', ["CSJ001 2"], id="trailing"),
        pytest.param("[]\n[]", ["CSJ001 2"], id="two-lists"),
        pytest.param('{"id": "a", "type": "book"}\n{', ["CSJ001 2"], id="two-items"),
        pytest.param(
            '[\n{"id": "a", "type": "book", "issued": {"date-parts": [[2019, 13, 45]]}}]',
            ["CSJ004 2"],
            id="month",
        ),
        pytest.param(
            '[\n{"id": "a", "type": "book", "issued": {"date-parts": [[2019, 12, 32]]}}]',
            ["CSJ004 2"],
            id="day",
        ),
        pytest.param("[3]", ["CSJ001 1"], id="no-object"),
        pytest.param(
            '{"id": "a", "type": "book", "issued": {"date-parts": [[2000, 2, 31]]}}',
            ["CSJ004 1"],
            id="no-such-day",
        ),
        pytest.param(
            '{"id": "a", "type": "book", "issued": {"date-parts": [[2001], [2000]]}}',
            ["CSJ004 1"],
            id="end-before-start",
        ),
        pytest.param(
            '{"id": "a", "type": "book", "issued": {"date-parts": [[99999999999999999999]]}}',
            ["CSJ004 1"],
            id="far-year",
        ),
        pytest.param(
            '{"id": "a", "type": "book", "issued": {"date-parts": [[1e400]]}}',
            ["CSJ004 1"],
            id="endless-year",
        ),
        pytest.param('{"id": "a", "type": "book", "volume": 1e400}', ["CSJ004 1"], id="endless"),
        pytest.param('[\n{"type": "book"}]', ["CSJ002 2"], id="no-id"),
        pytest.param(
            '[{"id": "a", "type": "book"},\n\n{"id": "a", "type": "book"}]', ["CSJ002 3"], id="twice"
        ),
        pytest.param('{"id": "a", "type": "boook"}', ["CSJ003 1"], id="type"),
        pytest.param('{"id": "a", "type": "book", "titel": "x"}', ["CSJ003 1"], id="variable"),
        pytest.param('{"id": "a", "type": "book", "title": ["x"]}', ["CSJ004 1"], id="text"),
        pytest.param('{"id": "a", "type": "book", "author": "Doe"}', ["CSJ004 1"], id="names"),
        pytest.param(
            '{"id": "a", "type": "book", "issued": {"date-parts": [["May"]]}}', ["CSJ004 1"], id="date"
        ),
        pytest.param('{"id": "a", "type": "book", "URL": "javascript:alert(1)"}', ["CSJ004 1"], id="address"),
    ],
)
def test_an_error_is_reported_with_its_line(text: str, faults: list[str]) -> None:
    """Whatever is ignored is reported, and the rest is kept."""
    _, found = read_csl_json(text, "works.json")

    assert [f"{each.code} {each.where.line}" for each in found] == faults


def test_half_a_surrogate_pair_is_not_kept() -> None:
    """JSON can write what no file can hold."""
    (work,), _ = read_csl_json('[{"id": "a", "type": "book", "title": "\\ud800"}]', "works.json")

    assert to_csl_json([work]).encode()
