"""The rows of each letter as scripts, which the page of all letters asks for when somebody searches it.

A script and no data file, because a page on a disk may load the one and not the other. Each says
`window.listingRows["a"] = "<li …>…"`: the rows of the page of the letter, their links as they are
written on the page of all letters.
"""

import json
from collections.abc import Mapping

from evidence_review.rendering.environment import environment
from evidence_review.rendering.related import Related
from evidence_review.rendering.site import Site
from evidence_review.rendering.view import View
from evidence_review.rendering.work_list import LetterGroup, WorkList

OVERVIEW = "bibliography/index.md"
"""The path below `docs/` of the page of all letters."""


def letter_rows(site: Site) -> Mapping[str, bytes]:
    """Return the script of each letter by its path below the root of the site.

    There are none where one page lists all works.
    """
    works = WorkList(site, Related(site.review))
    return {group.rows: _script(works, group) for group in works.letters()} if works.is_split else {}


def _script(works: WorkList, group: LetterGroup) -> bytes:
    review = works.site.review
    on = View(site=works.site, path=OVERVIEW)
    template = environment().get_template("letter_rows.jinja")
    rows = template.render(on=on, review=review, works=works, group=group).strip()
    letter, text = (json.dumps(each, ensure_ascii=False) for each in (group.letter, rows))
    return f"(window.listingRows ??= {{}})[{letter}] = {text};\n".encode()
