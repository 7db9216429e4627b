"""The files with the document of the whole review and with its schema."""

import json
from collections.abc import Mapping

from evidence_review.config.settings import Settings
from evidence_review.published.document import SCHEMA_FILE, document, document_schema
from evidence_review.published.json_values import json_text
from evidence_review.review.review import Review

FILE = "data/review.json"


def review_json(review: Review, settings: Settings) -> Mapping[str, bytes]:
    """Return the whole review and its schema as JSON, by path below the root of the site."""
    if not review.is_evidence_review:
        return {}
    schema = json.dumps(document_schema(settings), ensure_ascii=False, indent=1)
    return {
        FILE: json_text(document(review, settings)).encode("utf-8", "replace"),
        SCHEMA_FILE: f"{schema}\n".encode("utf-8", "replace"),
    }
