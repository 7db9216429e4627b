"""Who wrote a work, where its entry does not say it: styles cut long lists of names short."""

from evidence_review.bibliography.csl.reference import OTHERS, Name
from evidence_review.rendering.context.site import Site


def all_authors(site: Site, key: str) -> list[str]:
    """Return every author of a work, as the source gives the names; none where its entry names them all."""
    entry = site.formatted.bibliography.get(key)
    groups = site.review.references[key].contributors
    names = [name for group in groups if group.role == "author" for name in group.names if name != OTHERS]
    left_out = entry is not None and any(_main(name) not in entry.text for name in names[1:])
    return [str(name) for name in names] if left_out else []


def _main(name: Name) -> str:
    return name.literal or name.family
