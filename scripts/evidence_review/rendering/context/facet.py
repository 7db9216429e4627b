"""The filters of a list, which `theme/assets/listing/listing.js` calls facets."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A property by which readers can filter a list."""

    key: str
    """Its name in the address of the page and in the attributes of a row."""
    label: str
    """The label that readers see."""
    options: Mapping[str, str]
    """The values with the labels that readers see, in the order in which they are offered."""
    form: str = "any"
    """`any` if several values may be chosen, `since` if one number is chosen as the minimum."""
