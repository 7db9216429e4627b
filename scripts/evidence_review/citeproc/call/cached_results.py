"""Answers as JSON values and back. What is not of the right shape counts as nothing."""

from evidence_review.citeproc.call.cache import ResultCache, hash_of
from evidence_review.citeproc.call.request import CiteprocRequest, CiteprocResult, Processor, run_citeproc
from evidence_review.citeproc.call.result import FormattedReference, Fragment


def encode_result(process_cached: CiteprocResult) -> list[object]:
    """Return an answer as JSON values."""
    entries = [[key, entry.html, entry.text, entry.label] for key, entry in process_cached.entries.items()]
    return [[encode_fragments(fragments) for fragments in process_cached.citations], entries]


def decode_result(value: object) -> CiteprocResult | None:
    """Return an answer from JSON values."""
    try:
        citations, entries = _as_list(value)
        return CiteprocResult(
            citations=tuple(_decode_fragments(fragments) for fragments in _as_list(citations)),
            entries={
                _as_str(key): FormattedReference(html=_as_str(html), text=_as_str(text), label=_as_str(label))
                for key, html, text, label in map(_as_list, _as_list(entries))
            },
        )
    except (TypeError, ValueError, RecursionError):
        return None


def encode_fragments(fragments: tuple[Fragment, ...]) -> list[object]:
    """Return the parts of a citation as JSON values."""
    return [
        [each.html, each.key, list(each.range_keys), encode_fragments(each.note), each.target_note]
        for each in fragments
    ]


def decode_fragments(value: object) -> tuple[Fragment, ...] | None:
    """Return the parts of a citation from JSON values."""
    try:
        return _decode_fragments(value)
    except (TypeError, ValueError, RecursionError):
        return None


def decode_numbers(value: object) -> dict[str, int] | None:
    """Return the number of each key from JSON values."""
    try:
        return {_as_str(key): _as_int(number) for key, number in map(_as_list, _as_list(value))}
    except (TypeError, ValueError):
        return None


def _decode_fragments(value: object) -> tuple[Fragment, ...]:
    return tuple(
        Fragment(
            html=_as_str(html),
            key=None if key is None else _as_str(key),
            range_keys=tuple(map(_as_str, _as_list(range_keys))),
            note=_decode_fragments(note),
            target_note=_as_int(target_note),
        )
        for html, key, range_keys, note, target_note in map(_as_list, _as_list(value))
    )


def _as_list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _as_str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _as_int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def caching_processor(value: ResultCache, processor: Processor = run_citeproc) -> Processor:
    """Return what answers a question from what is kept, and keeps what it had to ask.

    Args:
        value: Where answers are kept.
        processor: What answers the others.
    """

    def process_cached(request: CiteprocRequest) -> CiteprocResult:
        references = [hash_of((reference.csl(),)) for reference in request.references]
        places = (sorted(request.ibid_breaks), request.notes, sorted(request.in_footnotes))
        key = hash_of((request.style_context.digest, request.groups, places, references))
        found = decode_result(value.get(key))
        if found is None or len(found.citations) != len(request.groups):
            found = processor(request)
            value.put(key, encode_result(found))
        return found

    return process_cached
