"""A formatted site kept on disk between builds, under a hash of all it depends on."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evidence_review.model.formatted import FormattedReference, FormattedSite, Piece

_NAME = "citations.json"


def hash_of(parts: Mapping[str, Any]) -> str:
    """Return a hash of everything that a result depends on."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def load(folder: Path, key: str) -> FormattedSite | None:
    """Return what was kept under a hash; a file that is missing, older or damaged counts as nothing."""
    try:
        kept = json.loads((folder / _NAME).read_text("utf-8"))
        return _unpacked(kept) if kept["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None


def store(folder: Path, key: str, formatted: FormattedSite) -> None:
    """Keep a result, in one move, so that a killed build leaves no half of it."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=_NAME, suffix=".part")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(_packed(key, formatted), file, ensure_ascii=True)
        Path(name).replace(folder / _NAME)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _packed(key: str, formatted: FormattedSite) -> dict[str, Any]:
    return {
        "key": key,
        "citations": [
            [[[piece.html, piece.key] for piece in group] for group in page] for page in formatted.citations
        ],
        "bibliography": [[name, entry.html, entry.text] for name, entry in formatted.bibliography.items()],
    }


def _unpacked(kept: Mapping[str, Any]) -> FormattedSite:
    return FormattedSite(
        citations=tuple(
            tuple(tuple(Piece(html=_words(html), key=key) for html, key in group) for group in page)
            for page in kept["citations"]
        ),
        bibliography={
            name: FormattedReference(html=_words(html), text=_words(text))
            for name, html, text in kept["bibliography"]
        },
    )


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
