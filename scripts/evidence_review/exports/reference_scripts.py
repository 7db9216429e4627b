"""References in each format, in a script that a list loads when a reader downloads the references it shows.

It is a script instead of a data file, because a page opened from a disk may load only the former
(https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-classic-script). A download consists of
`before`, the parts separated by `between`, and `after`; it has the same text as the complete export.
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
    """Return the script of each list of references, by its path below the root of the site."""
    known = review.references
    if not known:
        return {}
    groups = keys_by_letter(known, known) if letter_pages(known) else {ALL_REFERENCES: tuple(known)}
    in_bibtex = bibtex_keys(map(without_private_fields, known.values()))
    return {
        reference_script_path(group): _script([known[key] for key in keys], known, in_bibtex)
        for group, keys in groups.items()
    }


def _script(chosen: list[Reference], known: Mapping[str, Reference], in_bibtex: Mapping[str, str]) -> bytes:
    """Return a script with the parts for each format: a key, a text and, for BibTeX, the parent's key."""
    needed = {reference.key: reference for each in chosen for reference in with_parents(known, each)}
    order = parents_last(reference for key, reference in known.items() if key in needed)
    formats = {
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
    return f"window.listingParts = {json.dumps(formats, separators=(',', ':'))};\n".encode()


def _format_script(between: str, parts: Iterable[tuple[Reference, str, str]]) -> dict[str, object]:
    return {"between": between, "parts": [(reference.key, text, parent) for reference, text, parent in parts]}


def _item(reference: Reference) -> str:
    """Return a CSL-JSON item as it appears in the complete array."""
    return to_csl_json([reference]).removeprefix("[\n").removesuffix("\n]\n")
