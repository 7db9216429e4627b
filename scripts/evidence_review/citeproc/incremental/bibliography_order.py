"""The order of a style's bibliography."""

from collections.abc import Sequence
from dataclasses import replace

from evidence_review.citeproc.call.request import CiteprocRequest, Processor, whole_citation
from evidence_review.citeproc.style_variants import ordering_only


def bibliography_order(run_citeproc: Processor, request: CiteprocRequest) -> Sequence[str]:
    """Return the keys of the references in the order of the bibliography.

    For a style that sorts, one call formats nothing but numbers. Any other style lists references in the
    order in which they are cited, and then those that are not cited.

    Args:
        run_citeproc: What processes a request.
        request: The citations and references.
    """
    features = request.style_context.features
    known = {reference.key: None for reference in request.references}
    cited = dict.fromkeys(
        each.key for group in request.groups for each in group.citations if each.key in known
    )
    if not features.sorts_entries:
        return tuple(dict.fromkeys((*cited, *known)))
    # Where all else is equal, references are in the order of the file, whichever is cited first; unless the
    # style asks which is.
    groups = tuple(map(whole_citation, cited)) if features.sorts_by_number else ()
    style_context = replace(request.style_context, csl=ordering_only(request.style_context.csl))
    ordering = CiteprocRequest(style_context=style_context, groups=groups, references=request.references)
    return tuple(run_citeproc(ordering).entries)
