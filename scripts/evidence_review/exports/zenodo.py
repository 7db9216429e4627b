"""The metadata with which Zenodo archives a repository.

Their form: https://developers.zenodo.org/#representation. Zenodo reads `.zenodo.json` when a release is made
on GitHub, and takes version and date from that.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from markupsafe import escape

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.config.settings import Settings
from evidence_review.errors import ReviewError
from evidence_review.review.review import Review
from evidence_review.site.citation import parse_editor

FILE = ".zenodo.json"
"""The name of the file, in the root of the repository."""

_LICENCE = re.compile(r"https?://creativecommons[.]org/licenses/([a-z-]+)/([\d.]+)/?.*")
"""The address of a licence of Creative Commons, with its name and version."""
_WAIVER = "https://creativecommons.org/publicdomain/zero/1.0/"


def zenodo_file(review: Review, settings: Settings) -> bytes:
    """Return the metadata of a review as the bytes of the file.

    Raises:
        ReviewError: The review has no editors, or no description.
    """
    missing = [key for key in ("editors", "site_description") if not getattr(settings, key)]
    if missing:
        message = f"Zenodo needs {' and '.join(f'`{key}`' for key in missing)} in mkdocs.yml"
        raise ReviewError(message)
    text = json.dumps(_metadata(review, settings), ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _metadata(review: Review, settings: Settings) -> Mapping[str, Any]:
    names = (parse_editor(editor) for editor in settings.editors)
    reviewed = review.references.get(review.record.reviewed) if review.record else None
    found = {
        "upload_type": "publication",
        "publication_type": "other",
        "title": settings.site_name,
        "creators": [{"name": name.literal or f"{name.family}, {name.given}"} for name in names],
        "description": _description(settings, reviewed),
        "access_right": "open",
        "license": _licence(settings.licence_url),
        "keywords": [cluster.title for cluster in review.clusters.values()],
        "related_identifiers": _related(reviewed),
    }
    return {key: value for key, value in found.items() if value}


def _description(settings: Settings, reviewed: Reference | None) -> str:
    first = f"<p>{escape(settings.site_description)}</p>"
    return f"{first}<p>The report under review: {escape(reviewed.title)}</p>" if reviewed else first


def _licence(address: str) -> str:
    if address == _WAIVER:
        return "cc-zero"
    match = _LICENCE.fullmatch(address)
    return f"cc-{match[1]}-{match[2]}" if match else ""


def _related(reviewed: Reference | None) -> list[Mapping[str, str]]:
    if reviewed is None or not (reviewed.doi or reviewed.url):
        return []
    scheme, identifier = ("doi", reviewed.doi) if reviewed.doi else ("url", reviewed.url)
    return [{"relation": "reviews", "identifier": identifier, "scheme": scheme}]
