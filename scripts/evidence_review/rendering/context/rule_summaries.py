"""What the checks promise to readers, by subject."""

from collections.abc import Iterable, Mapping

SUBJECTS: Mapping[str, str] = {
    "FIN": "Findings",
    "REC": "Recommendations and where they stand",
    "EVT": "What has happened",
    "ORG": "Organisations",
    "CIT": "Sources",
    "LNK": "Links",
    "HTM": "Safety of pages",
    "REL": "Releases",
}
"""The heading for each sort of check, by how its code begins, in the order of the page."""

OTHER = "Everything else"
"""The heading for checks of any other sort."""


def by_subject(rule_summaries: Iterable[tuple[str, str]]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the code and promise of each check below the heading of its subject.

    Args:
        rule_summaries: The code of each check, such as `REC101`, with its promise in a sentence.
    """
    found: dict[str, list[tuple[str, str]]] = {subject: [] for subject in (*SUBJECTS.values(), OTHER)}
    for code, summary in rule_summaries:
        found[SUBJECTS.get(code[:3], OTHER)].append((code, summary))
    return {subject: tuple(group) for subject, group in found.items() if group}
