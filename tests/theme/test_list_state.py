"""Tests of the state of a list: what an address holds, which rows match, and in which order."""

from typing import Any

import pytest

from tests.javascript import evaluate

SCRIPTS = ("listing-basics.js", "listing-facets.js", "listing/state.js", "listing/address.js")
STATE = """
  const { Facet, State, fold, readAddress, writeAddress } = window.evidenceListing;
  const template = (facet, label, form, values) => ({
    dataset: { facet, label, form },
    content: { querySelectorAll: () => values.map((value) => ({ value, textContent: value.toUpperCase() })) },
  });
  const options = { id: "find", change() {}, open() {}, isComplete: () => true };
  const facets = [
    new Facet(template("delivery", "Delivery", "any", ["done", "planned"]), options),
    new Facet(template("cluster", "Subject", "any", ["c1", "c2"]), options),
    new Facet(template("since", "Events since", "since", ["2020", "2010"]), options),
  ];
  const sorts = [
    { sort: "id", label: "Number" },
    { sort: "event", label: "Latest event", order: "descending" },
    { sort: "oldest", label: "Oldest event", of: "event" },
  ];
  const state = new State(facets, sorts, (row) => fold(row.element.title));
  const element = (row) => ({ ...row, getAttribute: (name) => row[name] ?? null });
  state.rows = [
    { title: "Café hours", "data-delivery": "done", "data-cluster": "c1 c2", "data-since": "2008 2021",
      "data-sort-event": "2021" },
    { title: "Evening hours", "data-delivery": "planned", "data-cluster": "c1", "data-since": "2012",
      "data-sort-event": "2012-03" },
    { title: "Training", "data-delivery": "planned", "data-cluster": "c2", "data-since": "",
      "data-sort-event": "" },
  ].map(element).map((each) => ({ element: each, values: facets.map((facet) => facet.values(each)) }));
  readAddress(state, new URLSearchParams(search));
"""
"""A list of three rows, narrowed by the parameters in `search`."""


def state_of(search: str, result: str) -> Any:  # noqa: ANN401 - whatever JSON is
    """Return a result of the state of the list after an address was read."""
    return evaluate(SCRIPTS, f"(search) => {{{STATE} return {result}; }}", search)


@pytest.mark.parametrize(
    ("search", "written"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("find=+peer++mentors+", "find=peer+mentors", id="words"),
        pytest.param("find=%21", "", id="no-words"),
        pytest.param("cluster=c2&delivery=planned", "delivery=planned&cluster=c2", id="order-of-facets"),
        pytest.param("cluster=c2&cluster=c1", "cluster=c2&cluster=c1", id="several"),
        pytest.param("delivery=unheard&sort=unheard", "", id="unknown"),
        pytest.param("since=2020&since=2010", "since=2020", id="only-one-year"),
        pytest.param("sort=id", "", id="order-of-the-page"),
        pytest.param("sort=event", "sort=event", id="other-order"),
    ],
)
def test_an_address_is_read_and_written(search: str, written: str) -> None:
    """What an address names is chosen, as far as the page has it, and written in one form."""
    assert state_of(search, 'writeAddress(state, "").toString()') == written


def test_parameters_of_others_stay() -> None:
    """A parameter that is not the list's is kept."""
    kept = state_of("delivery=done", 'writeAddress(state, "utm=1&delivery=planned").toString()')

    assert kept == "utm=1&delivery=done"


@pytest.mark.parametrize(
    ("search", "matches"),
    [
        pytest.param("", [True, True, True], id="nothing-chosen"),
        pytest.param("find=cafe+hours", [True, False, False], id="every-word"),
        pytest.param("delivery=done&delivery=planned", [True, True, True], id="one-of-the-values"),
        pytest.param("delivery=planned&cluster=c1", [False, True, False], id="every-facet"),
        pytest.param("since=2010", [True, True, False], id="since"),
        pytest.param("since=2020", [True, False, False], id="since-the-latest"),
    ],
)
def test_rows_match_what_is_chosen(search: str, matches: list[bool]) -> None:
    """A row matches with every word and one value of each facet; of years, its latest counts."""
    assert state_of(search, "state.match() ?? state.rows.map((row) => row.isMatch)") == matches


def test_each_option_counts_the_rows_that_it_would_leave() -> None:
    """Options of a facet are counted as if nothing were chosen in it; those of others among what is left."""
    counts = "state.match() ?? facets.map((each) => [...each.options.values()].map(({ count }) => count))"

    assert state_of("", counts) == [[1, 2], [2, 2], [1, 2]]
    assert state_of("cluster=c1", counts) == [[1, 1], [2, 2], [1, 2]]
    assert state_of("delivery=done", counts) == [[1, 2], [1, 1], [1, 1]]


def test_choices_tell_what_each_hides() -> None:
    """Each choice has its words, and the number of rows that only it hides."""
    choices = "state.match() ?? state.choices().map(({ text, without }) => [text, without])"

    assert state_of("find=hours&delivery=planned&cluster=c2", choices) == [
        ["“hours”", 1],
        ["Delivery: PLANNED", 1],
        ["Subject: C2", 1],
    ]


def test_removed_and_cleared_choices_are_gone() -> None:
    """Removing a choice leaves the others; clearing leaves none, but keeps the order."""
    left = '(state.choices()[0].remove(), writeAddress(state, "").toString())'
    cleared = '(state.clear(), writeAddress(state, "").toString())'

    assert state_of("find=hours&delivery=planned", left) == "delivery=planned"
    assert state_of("find=hours&delivery=planned&sort=event", cleared) == "sort=event"


@pytest.mark.parametrize(
    ("search", "titles"),
    [
        pytest.param("", ["Café hours", "Evening hours", "Training"], id="order-of-the-page"),
        pytest.param("sort=event", ["Café hours", "Evening hours", "Training"], id="descending"),
        pytest.param("sort=oldest", ["Evening hours", "Café hours", "Training"], id="by-the-key-of-another"),
    ],
)
def test_rows_are_sorted(search: str, titles: list[str]) -> None:
    """Rows without a key come last in either direction."""
    assert state_of(search, "state.sorted().map((row) => row.element.title)") == titles


@pytest.mark.parametrize(
    ("keys", "is_descending", "order"),
    [
        pytest.param(["r10", "r9", "R2"], False, ["R2", "r9", "r10"], id="numbers-in-words"),
        pytest.param(["é", "f", "e"], False, ["e", "é", "f"], id="accents"),
        pytest.param(["", "b", "a"], False, ["a", "b", ""], id="empty-last"),
        pytest.param(["", "a", "b"], True, ["b", "a", ""], id="empty-last-when-descending"),
    ],
)
def test_keys_are_sorted_as_readers_expect(keys: list[str], order: list[str], *, is_descending: bool) -> None:
    """Numbers in words count as numbers, and accents do not move a word to the end."""
    call = "(keys, down) => window.evidenceListing.sortByKey(keys.map((key) => [key, key]), down, 'en')"

    assert evaluate(SCRIPTS, call, keys, is_descending) == order
