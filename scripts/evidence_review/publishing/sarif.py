"""Problems in SARIF, which code hosts and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Sequence
from urllib.parse import quote

from evidence_review import __version__
from evidence_review.diagnostics import Diagnostic, printable
from evidence_review.publishing.excerpts import Lines, excerpt_of

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
"""The address of the schema."""


def as_sarif(diagnostics: Sequence[Diagnostic], lines: Lines) -> str:
    """Return problems as a SARIF log with one run.

    Args:
        diagnostics: The problems.
        lines: Returns the lines of a file.
    """
    codes = sorted({each.code for each in diagnostics})
    driver = {"name": "evidence-review", "version": __version__, "rules": [{"id": code} for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, lines) for each in diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=True, indent=2)


def _result(diagnostic: Diagnostic, lines: Lines) -> dict[str, object]:
    text = f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message
    artifact = {"uri": quote(diagnostic.where.path)}
    region: dict[str, int] = {"startLine": diagnostic.where.line}
    excerpt = excerpt_of(diagnostic, lines(diagnostic.where.path))
    if excerpt and excerpt.is_exact:
        region |= {"startColumn": excerpt.start + 1, "endColumn": excerpt.end + 1}
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "level": str(diagnostic.severity),
        "message": {"text": printable(" ".join(text.split()))},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }
    if diagnostic.replacement and "startColumn" in region:
        replacement = {"deletedRegion": region, "insertedContent": {"text": diagnostic.replacement}}
        change = {"artifactLocation": artifact, "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": diagnostic.hint}, "artifactChanges": [change]}]
    return result
