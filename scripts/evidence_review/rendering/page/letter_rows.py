"""The rows of each letter as scripts, which the page of all letters asks for when somebody searches it.

Scripts and no data files, because a page on a disk may load the one and not the other. One of each letter
says `window.listingRows["a"] = "<li …>…"`: the rows of the page of the letter, their links as they are
written on the page of all letters. Their COinS would double what is sent, so they stand in another, which is
asked for only once rows of that letter are shown: `window.listingCoins["a"] = {"doe2020": "ctx_ver=…"}`.
"""

import json
from collections.abc import Mapping

from evidence_review.rendering.context.bibliography import LetterGroup, ReferenceList
from evidence_review.rendering.context.environment import environment
from evidence_review.rendering.context.related import Related
from evidence_review.rendering.context.site import Site
from evidence_review.rendering.page.view import View

OVERVIEW = "bibliography/index.md"
"""The path below `docs/` of the page of all letters."""


def letter_rows(site: Site) -> Mapping[str, bytes]:
    """Return the scripts of each letter by their paths below the root of the site.

    There are none where one page lists all works.
    """
    reference_list = ReferenceList(site, Related(site.review))
    found: dict[str, bytes] = {}
    for group in reference_list.letters() if reference_list.is_split else ():
        coins = {key: site.metadata.coins[key] for key in group.keys}
        found[group.rows] = _script("listingRows", group, _rows(reference_list, group))
        found[group.coins] = _script("listingCoins", group, coins)
    return found


def _rows(reference_list: ReferenceList, group: LetterGroup) -> str:
    view = View(site=reference_list.site, path=OVERVIEW)
    template = environment().get_template("letter_rows.jinja")
    return template.render(
        view=view, review=reference_list.site.review, reference_list=reference_list, group=group
    ).strip()


def _script(name: str, group: LetterGroup, value: object) -> bytes:
    letter, text = (json.dumps(each, ensure_ascii=False) for each in (group.letter, value))
    return f"(window.{name} ??= {{}})[{letter}] = {text};\n".encode()
