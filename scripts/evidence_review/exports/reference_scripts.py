"""Each work in each form, in a script that a list asks for when a reader takes away what it shows.

A script and no data file, because a page on a disk may load the one and not the other
(https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-classic-script). The text of a file is
`before`, the parts with `between` them, and `after`: what the whole export says of the same works.
"""

import json
from collections.abc import Iterable, Mapping

from evidence_review.bibliography.csl.csl_json import to_csl_json
from evidence_review.bibliography.csl.reference import Reference, without_private_fields
from evidence_review.bibliography.writers.bibtex import bibtex_keys, parents_last, to_bibtex
from evidence_review.bibliography.writers.ris import to_ris
from evidence_review.config.settings import Settings
from evidence_review.exports.pages import with_parents
from evidence_review.review.review import Review
from evidence_review.site.alphabet import keys_by_letter, letter_pages
from evidence_review.site.page_metadata import ALL_REFERENCES, reference_script_path


def reference_scripts(review: Review, _: Settings) -> Mapping[str, bytes]:
    """Return the script of each list of works, by its path below the root of the site."""
    works = review.references
    if not works:
        return {}
    groups = keys_by_letter(works, works) if letter_pages(works) else {ALL_REFERENCES: tuple(works)}
    in_bibtex = bibtex_keys(map(without_private_fields, works.values()))
    return {
        reference_script_path(group): _script([works[key] for key in keys], works, in_bibtex)
        for group, keys in groups.items()
    }


def _script(chosen: list[Reference], known: Mapping[str, Reference], in_bibtex: Mapping[str, str]) -> bytes:
    """Return a script that gives each form its parts: key, text, and the key that BibTeX needs beside it."""
    needed = {reference.key: reference for each in chosen for reference in with_parents(known, each)}
    order = parents_last(reference for key, reference in known.items() if key in needed)
    forms = {
        "bib": _format_script(
            "\n",
            (
                (reference, to_bibtex([reference], keys=in_bibtex), reference.parent)
                for reference in map(without_private_fields, order)
            ),
        ),
        "ris": _format_script(
            "", ((reference, to_ris([reference]), "") for reference in map(without_private_fields, chosen))
        ),
        "json": {
            **_format_script(
                ",\n",
                ((reference, _item(reference), "") for reference in map(without_private_fields, chosen)),
            ),
            "before": "[\n",
            "after": "\n]\n",
        },
    }
    return f"window.listingParts = {json.dumps(forms, separators=(',', ':'))};\n".encode()


def _format_script(between: str, parts: Iterable[tuple[Reference, str, str]]) -> dict[str, object]:
    return {"between": between, "parts": [(reference.key, text, parent) for reference, text, parent in parts]}


def _item(reference: Reference) -> str:
    """Return one item of CSL-JSON as it stands in the array of all."""
    return to_csl_json([reference]).removeprefix("[\n").removesuffix("\n]\n")
