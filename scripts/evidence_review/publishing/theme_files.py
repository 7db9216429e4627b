"""The files of the theme as they are published: scripts, style sheets and overrides of templates."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from evidence_review.site.addresses import ASSETS

STYLE_SHEETS = (
    f"{ASSETS}/review.css",
    f"{ASSETS}/cards.css",
    f"{ASSETS}/listing.css",
    f"{ASSETS}/bibliography.css",
    f"{ASSETS}/citing.css",
)
"""The style sheets that every page loads."""

JOINED: Mapping[str, tuple[str, ...]] = {
    "review.css": (
        "review/base.css",
        "review/links.css",
        "review/header.css",
        "review/menu.css",
        "review/search.css",
        "review/frame.css",
        "review/contents.css",
        "review/text.css",
        "review/tags.css",
        "review/facts.css",
        "review/lists.css",
        "review/timeline.css",
        "review/tables.css",
        "review/home.css",
        "review/references.css",
        "review/changes.css",
        "review/print.css",
    ),
    "listing.css": (
        "listing/controls.css",
        "listing/facets.css",
        "listing/chips.css",
        "listing/tracker.css",
        "listing/counts.css",
        "listing/siblings.css",
    ),
    "listing.js": (
        "listing/csv.js",
        "listing/state.js",
        "listing/address.js",
        "listing/rows.js",
        "listing/controls.js",
        "listing/listing.js",
    ),
}
"""Published files that are concatenated from several to save requests. The order determines the cascade."""


BAR_WIDTHS = "".join(
    f".md-typeset .counts .part-{percent}{{width:max({percent}%,.3rem)}}\n" for percent in range(1, 101)
)
"""The width of a bar for each per cent. The security policy of pages allows no `style` attribute."""


def assets() -> Mapping[str, bytes]:
    """Return the scripts, style sheets and images of the theme, by the path of each below the site."""
    found = dict(package_files("theme/assets", ""))
    joined = {name: b"\n".join(found.pop(part) for part in parts) for name, parts in JOINED.items()}
    joined["listing.css"] += BAR_WIDTHS.encode()
    return {f"{ASSETS}/{name}": content for name, content in {**found, **joined}.items()}


def package_files(folder: str, below: str) -> Mapping[str, bytes]:
    """Return the files of a folder of this package, by their path below another folder."""
    found: dict[str, bytes] = {}

    def gather(place: Traversable, path: str) -> None:
        for item in sorted(place.iterdir(), key=lambda each: each.name):
            inner = f"{path}/{item.name}" if path else item.name
            if item.is_dir():
                gather(item, inner)
            else:
                found[inner] = item.read_bytes()

    gather(files("evidence_review").joinpath(folder), below)
    return found
