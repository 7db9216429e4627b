"""References in each format, in a script that a list loads when a reader downloads the references it shows.

It is a script instead of a data file, because a page opened from a disk may load only the former
(https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-classic-script). A download consists of
`before`, the parts separated by `between`, and `after`; it has the same text as the complete export.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from evidence_review.bibliography.csl.csl_json import to_csl_json
from evidence_review.bibliography.csl.reference import Reference, without_private_fields
from evidence_review.bibliography.writers.bibtex import bibtex_keys, to_bibtex
from evidence_review.bibliography.writers.ris import to_ris
from evidence_review.config.settings import Settings
from evidence_review.review.review import Review
from evidence_review.site.alphabet import keys_by_letter, letter_pages
from evidence_review.site.page_metadata import ALL_REFERENCES, reference_script_path


def reference_scripts(review: Review, _: Settings) -> Mapping[str, bytes]:
    """Return the script of each list of references, by its path below the root of the site."""
    known = {key: without_private_fields(reference) for key, reference in review.references.items()}
    if not known:
        return {}
    groups = keys_by_letter(known, known) if letter_pages(known) else {ALL_REFERENCES: tuple(known)}
    in_bibtex = bibtex_keys(known.values())
    return {
        reference_script_path(group): _script([known[key] for key in keys], in_bibtex)
        for group, keys in groups.items()
    }


def _script(chosen: Sequence[Reference], in_bibtex: Mapping[str, str]) -> bytes:
    """Return a script with the parts for each format: the key and the text of each reference."""
    formats = {
        "bib": _format_script("\n", ((each.key, to_bibtex([each], keys=in_bibtex)) for each in chosen)),
        "ris": _format_script("", ((each.key, to_ris([each])) for each in chosen)),
        "json": {
            **_format_script(",\n", ((each.key, _item(each)) for each in chosen)),
            "before": "[\n",
            "after": "\n]\n",
        },
    }
    return f"window.listingParts = {json.dumps(formats, separators=(',', ':'))};\n".encode()


def _format_script(between: str, parts: Iterable[tuple[str, str]]) -> dict[str, object]:
    return {"between": between, "parts": list(parts)}


def _item(reference: Reference) -> str:
    """Return a CSL-JSON item as it appears in the complete array."""
    return to_csl_json([reference]).removeprefix("[\n").removesuffix("\n]\n")
