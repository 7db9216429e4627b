"""A word of a vocabulary as a tag, styled by its tone."""

from markupsafe import Markup

from evidence_review.model.vocabularies import (
    ClaimLevel,
    Confidence,
    DocumentKind,
    Lifecycle,
    Origin,
    RaisedIn,
    ReadExtent,
)
from evidence_review.rendering.text.escaping import as_text
from evidence_review.vocabulary import Tone, Vocabulary

QUIET = frozenset({Confidence, ClaimLevel, DocumentKind, Lifecycle, RaisedIn, ReadExtent, Origin})
"""The vocabularies that only qualify a statement, whose tags are less prominent than others."""


def tag(vocabulary: type[Vocabulary], tone: Tone, label: str) -> Markup:
    """Return a tag.

    Args:
        vocabulary: The vocabulary of the word.
        tone: The tone of the word.
        label: The word as readers see it.
    """
    classes = ["tag"]
    classes += [f"tag--{tone}"] if tone is not Tone.NEUTRAL else []
    classes += ["tag--quiet"] if vocabulary in QUIET else []
    return Markup('<span class="{}">{}</span>').format(" ".join(classes), as_text(label))
