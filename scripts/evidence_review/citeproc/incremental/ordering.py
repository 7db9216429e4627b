"""The order of a style's bibliography, and so the number of each work."""

from collections.abc import Mapping
from dataclasses import replace

from evidence_review.citeproc.call import stored as packing
from evidence_review.citeproc.call.cache import Kept, hash_of
from evidence_review.citeproc.call.request import Asking, Question, alone
from evidence_review.citeproc.style_variants import ordering_only


def numbers_of(kept: Kept, ask: Asking, question: Question) -> Mapping[str, int]:
    """Return the number of each work, in the order of the bibliography.

    A style that sorts is asked in one call, in which nothing but numbers is set. Any other lists works in
    the order in which they are cited, and then those that are not.

    Args:
        kept: Where answers are kept.
        ask: What answers a question.
        question: The citations and works.
    """
    traits = question.manner.traits
    known = {work.key: None for work in question.works}
    cited = dict.fromkeys(
        each.key for group in question.groups for each in group.citations if each.key in known
    )
    if not traits.sorts_entries:
        return {key: number for number, key in enumerate(dict.fromkeys((*cited, *known)), start=1)}
    # Where all else is equal, works stand in the order of the file, whichever is cited first; unless the
    # style asks which is.
    groups = tuple(map(alone, cited)) if traits.sorts_by_number else ()
    works = [hash_of((work.csl(),)) for work in question.works]
    key = hash_of((question.manner.digest, "order", works, groups))
    found = packing.unpacked_numbers(kept.get(key))
    if found is None:
        manner = replace(question.manner, csl=ordering_only(question.manner.csl))
        entries = ask(Question(manner=manner, groups=groups, works=question.works)).entries
        found = {key: int(entry.text) for key, entry in entries.items()}
        kept.put(key, list(found.items()))
    return found
