"""The order of a style's bibliography, and so the number of each work."""

from collections.abc import Mapping
from dataclasses import replace

from evidence_review.citeproc.call import cached_results as packing
from evidence_review.citeproc.call.cache import ResultCache, hash_of
from evidence_review.citeproc.call.request import CiteprocRequest, Processor, whole_citation
from evidence_review.citeproc.style_variants import ordering_only


def bibliography_numbers(
    cache: ResultCache, run_citeproc: Processor, request: CiteprocRequest
) -> Mapping[str, int]:
    """Return the number of each work, in the order of the bibliography.

    A style that sorts is asked in one call, in which nothing but numbers is set. Any other lists works in
    the order in which they are cited, and then those that are not.

    Args:
        cache: Where answers are kept.
        run_citeproc: What answers a question.
        request: The citations and works.
    """
    features = request.style_context.features
    known = {reference.key: None for reference in request.references}
    cited = dict.fromkeys(
        each.key for group in request.groups for each in group.citations if each.key in known
    )
    if not features.sorts_entries:
        return {key: number for number, key in enumerate(dict.fromkeys((*cited, *known)), start=1)}
    # Where all else is equal, works stand in the order of the file, whichever is cited first; unless the
    # style asks which is.
    groups = tuple(map(whole_citation, cited)) if features.sorts_by_number else ()
    references = [hash_of((reference.csl(),)) for reference in request.references]
    key = hash_of((request.style_context.digest, "order", references, groups))
    found = packing.decode_numbers(cache.get(key))
    if found is None:
        style_context = replace(request.style_context, csl=ordering_only(request.style_context.csl))
        entries = run_citeproc(
            CiteprocRequest(style_context=style_context, groups=groups, references=request.references)
        ).entries
        found = {key: int(entry.text) for key, entry in entries.items()}
        cache.put(key, list(found.items()))
    return found
