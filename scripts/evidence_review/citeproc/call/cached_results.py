"""Results as JSON values and back. A value of the wrong shape counts as missing."""

from collections.abc import Sequence

from evidence_review.citeproc.call.cache import ResultCache, hash_of
from evidence_review.citeproc.call.request import (
    BatchProcessor,
    CiteprocRequest,
    CiteprocResult,
    Processor,
    run_citeproc_on_each,
)
from evidence_review.citeproc.call.result import FormattedReference, Fragment


def encode_result(result: CiteprocResult) -> list[object]:
    """Return a result as JSON values."""
    entries = [[key, entry.html, entry.text, entry.label] for key, entry in result.entries.items()]
    return [[_encode_fragments(fragments) for fragments in result.citations], entries]


def decode_result(value: object) -> CiteprocResult | None:
    """Return a result from JSON values, or nothing if they are damaged."""
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


def _encode_fragments(fragments: tuple[Fragment, ...]) -> list[object]:
    return [
        [each.html, each.key, list(each.range_keys), _encode_fragments(each.note), each.target_note]
        for each in fragments
    ]


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


def caching_processor(cache: ResultCache) -> Processor:
    """Return a processor that takes results from a cache and runs citeproc for the others.

    Args:
        cache: Where results are stored.
    """
    process_each = caching_batch_processor(cache)
    return lambda request: process_each([request])[0]


def caching_batch_processor(
    cache: ResultCache, process_each: BatchProcessor = run_citeproc_on_each
) -> BatchProcessor:
    """Return a batch processor that takes results from a cache and formats all others in one call.

    Args:
        cache: Where results are stored.
        process_each: The batch processor for the others.
    """

    def process_each_cached(requests: Sequence[CiteprocRequest]) -> Sequence[CiteprocResult]:
        keys = [_key(request) for request in requests]
        found = {
            key: _decode_complete(cache.get(key), len(request.groups))
            for key, request in zip(keys, requests, strict=True)
        }
        missing = {key: request for key, request in zip(keys, requests, strict=True) if found[key] is None}
        if missing:
            for key, new in zip(missing, process_each(tuple(missing.values())), strict=True):
                found[key] = new
                cache.put(key, encode_result(new))
        return [result for key in keys if (result := found[key])]

    return process_each_cached


def _decode_complete(value: object, groups: int) -> CiteprocResult | None:
    result = decode_result(value)
    return result if result and len(result.citations) == groups else None


def _key(request: CiteprocRequest) -> str:
    references = [hash_of((reference.csl(),)) for reference in request.references]
    places = (request.notes, sorted(request.in_footnotes))
    return hash_of((request.style_context.digest, request.groups, places, references))
