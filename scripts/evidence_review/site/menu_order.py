"""The order of pages in the menu, in which a style with numbers counts citations."""

from collections.abc import Sequence
from pathlib import PurePosixPath

_HOME = "index.md"


def menu_order(pages: Sequence[str], nav: Sequence[str]) -> list[int]:
    """Return the positions of pages in the order of the menu.

    A page that the menu does not name follows the overview of its folder, or else all others. A site without
    a menu of its own has its home page first, and the others in the order of their paths.

    Args:
        pages: The path of each page below the documents folder; a page may appear several times.
        nav: The pages that the menu names.
    """
    places = {PurePosixPath(path).as_posix(): place for place, path in reversed(list(enumerate(nav)))}
    places = places or {_HOME: 0}

    def key(position: int) -> tuple[int, bool, str, int]:
        path = PurePosixPath(pages[position])
        own = path.as_posix()
        overviews = (folder / _HOME for folder in path.parents if folder.name)
        named = next((each for each in (own, *map(str, overviews)) if each in places), "")
        return places.get(named, len(nav) + 1), named != own, own, position

    return sorted(range(len(pages)), key=key)
