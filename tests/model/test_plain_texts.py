"""Tests of the form of texts that the fields of the model declare."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.model.entity import KINDS
from evidence_review.model.event import EventGroup
from evidence_review.model.organisation import OrganisationType
from evidence_review.model.plain_texts import plain_texts
from evidence_review.model.reviewed_report import ReviewedReport
from tests.builders import a_finding, a_recommendation, an_assessment, an_excerpt

NOT_WORDS: Mapping[str, frozenset[str]] = {
    "Assessment": frozenset({"by", "continued_in", "rests_on"}),
    "ArchivedCopy": frozenset({"url"}),
    "Answer": frozenset({"rests_on"}),
    "Background": frozenset({"checked"}),
    "Erratum": frozenset({"kind", "reference"}),
    "CustomField": frozenset({"of"}),
    "Event": frozenset({"checked", "custom", "doi", "findings", "group", "replaces", "url"}),
    "Excerpt": frozenset({"joint_with", "participant"}),
    "Finding": frozenset({"custom", "replaces"}),
    "GlossaryTerm": frozenset({"basis", "checked", "url"}),
    "Organisation": frozenset({"checked", "custom", "formerly", "replaces", "type"}),
    "OrganisationSource": frozenset({"url"}),
    "Page": frozenset({"path"}),
    "Quantifier": frozenset({"traced"}),
    "Recommendation": frozenset({"addressees_then", "cluster", "custom", "findings", "made_by", "replaces"}),
    "ReviewedReport": frozenset({"present_words", "reviewed"}),
    "Succession": frozenset({"source"}),
    "Cluster": frozenset({"formerly", "slug"}),
    "UnreadSource": frozenset({"url"}),
}
"""The fields of type `str` that hold an id, a key or an address, or words that nobody is shown."""


def _classes(model: type, seen: set[type]) -> Iterator[type]:
    """Yield a class of the model and those in its fields."""
    if model in seen or not is_dataclass(model) or not model.__module__.startswith("evidence_review.model"):
        return
    seen.add(model)
    yield model
    for hint in get_type_hints(model).values():
        for each in _inside(hint):
            yield from _classes(each, seen)


def _inside(hint: Any) -> Iterator[type]:  # noqa: ANN401 - any type hint
    if isinstance(hint, type):
        yield hint
    is_mapping = get_origin(hint) is Mapping  # its keys are ids
    for each in get_args(hint)[1 if is_mapping else 0 :]:
        yield from _inside(each)


def test_every_text_declares_its_form() -> None:
    """A field with words for readers is `PlainText` or `VerbatimText`; a bare `str` is listed above."""
    seen: set[type] = set()
    roots = (*(row.model for row in KINDS.values()), EventGroup, OrganisationType, ReviewedReport)
    undeclared = {}
    for model in (each for root in roots for each in _classes(root, seen)):
        hints = get_type_hints(model, include_extras=True)
        names = {each.name for each in fields(model)} - {"id", "where"}
        bare = {
            name for name in names if str in set(_inside(hints[name])) and "TextForm" not in str(hints[name])
        }
        if model.__name__ != "Passage" and bare - NOT_WORDS.get(model.__name__, frozenset()):
            undeclared[model.__name__] = bare - NOT_WORDS.get(model.__name__, frozenset())

    assert undeclared == {}


def test_texts_at_any_depth() -> None:
    """Texts in lists, mappings and values in a value are found, each with its path; quotations are not."""
    finding = a_finding(
        limits=("One town.",), tensions={"f02": "They tire."}, excerpts=(an_excerpt(phrase="after work"),)
    )

    found = {each.path: (each.name, each.text) for each in plain_texts(finding)}

    assert found["limits", 0] == ("limits", "One town.")
    assert found["tensions", "f02"] == ("tensions", "They tire.")
    assert ("excerpts", 0, "paraphrase") in found
    assert ("excerpts", 0, "phrase") not in found


def test_ids_and_passages_are_no_plain_texts() -> None:
    """What is read as Markdown, and what nobody is shown, is not among the texts."""
    recommendation = a_recommendation(assessments=(an_assessment(),))

    assert {"id", "text", "cluster"}.isdisjoint(each.name for each in plain_texts(recommendation))
    assert ("assessments", 0, "reason") in {each.path for each in plain_texts(recommendation)}


def test_the_review_s_words_on_a_reference_are_plain() -> None:
    """An annotation is a text for readers; what the source prints is quoted."""
    hints = get_type_hints(Reference, include_extras=True)

    assert "PLAIN" in str(hints["annotation"])
    assert "VERBATIM" in str(hints["as_printed"])
