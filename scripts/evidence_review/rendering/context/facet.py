"""By what a list can be narrowed: what `theme/assets/listing/listing.js` calls a facet."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One thing by which the list can be narrowed."""

    key: str
    """Its name in the address of the page and in the attributes of a row."""
    label: str
    """What readers see."""
    options: Mapping[str, str]
    """The values in the order in which they are offered, each with what readers see."""
    form: str = "any"
    """`any` where several may be chosen, `since` where one number is the least."""
