"""Compare a review with the commit at which a proposal began: what is permanent is only added to."""

from collections.abc import Iterator
from pathlib import Path

from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic
from evidence_review.errors import ReviewError
from evidence_review.location import Location
from evidence_review.model.releases.release import FOLDER
from evidence_review.sources.git import file_content, files_at, resolve_base
from evidence_review.sources.yaml_records import read_yaml
from evidence_review.verification.assessments import changed_assessments
from evidence_review.verification.copies import ReleaseCopy
from evidence_review.verification.preserved import changed_since, state_at

_RECOMMENDATIONS = "recommendations"


def changes_since(settings: Settings, reference: str) -> Iterator[Diagnostic]:
    """Yield every release and assessment that a proposal changes or removes.

    Args:
        settings: The settings of the review.
        reference: The branch into which the proposal would be merged, or any commit.

    Raises:
        ReviewError: The review is not in git, or there is no such commit.
    """
    commit = resolve_base(settings.root, reference)
    before = settings.root / _docs_dir_at(settings.root, commit)
    folder = settings.docs_dir / "_data" / FOLDER
    copy = ReleaseCopy(folder=folder, shown=settings.relative(folder))
    yield from changed_since(copy, state_at(before / "_data" / FOLDER, commit, reference))
    now = settings.docs_dir / _RECOMMENDATIONS
    yield from changed_assessments(before / _RECOMMENDATIONS, commit, now, settings.relative(now))


def _docs_dir_at(root: Path, commit: str) -> str:
    """Return the folder of documents at a commit: a proposal may move it."""
    settings = files_at(root, commit).get("mkdocs.yml")
    text = file_content(root, settings).decode(errors="replace") if settings else ""
    node, _ = read_yaml(text, Location("mkdocs.yml"))
    value = node.value.get("docs_dir") if node and isinstance(node.value, dict) else None
    if value is not None and (not isinstance(value, str) or Path(value).is_absolute() or ".." in value):
        message = f"the folder of documents at {commit[:10]} is not in the project"
        raise ReviewError(message)
    return value or "docs"
