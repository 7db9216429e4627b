"""Questions that are put to pandoc once, their answers being kept from build to build."""

from evidence_review.citeproc.call import stored as packing
from evidence_review.citeproc.call.cache import Kept, hash_of
from evidence_review.citeproc.call.request import Answer, Asking, Question, ask


def keeping(kept: Kept, asking: Asking = ask) -> Asking:
    """Return what answers a question from what is kept, and keeps what it had to ask.

    Args:
        kept: Where answers are kept.
        asking: What answers the others.
    """

    def answer(question: Question) -> Answer:
        works = [hash_of((work.csl(),)) for work in question.works]
        places = (sorted(question.apart), question.notes, sorted(question.in_footnotes))
        key = hash_of((question.manner.digest, question.groups, places, works))
        found = packing.unpacked(kept.get(key))
        if found is None or len(found.citations) != len(question.groups):
            found = asking(question)
            kept.put(key, packing.packed(found))
        return found

    return answer
