"""The result of the last build in one style, with what is needed to tell what has changed since."""

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_review.citeproc.call.cache import ResultCache, hash_of
from evidence_review.citeproc.call.cached_results import decode_result, encode_result
from evidence_review.citeproc.call.request import CiteprocRequest, CiteprocResult
from evidence_review.citeproc.call.result import FormattedReference, Fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What the last build formatted, and from what."""

    references: Mapping[str, str]
    """A hash of each reference by key, in the order of the site."""
    nodes: Mapping[str, frozenset[str]]
    """What connects each reference with others, by key; see `disambiguation_sets`."""
    first_cited: tuple[tuple[str, str], ...]
    """The key and the mode of each citation that the site has first, in order."""
    citations: Mapping[str, tuple[Fragment, ...]]
    """Each formatted citation by a hash of what it depends on."""
    entries: Mapping[str, FormattedReference]
    """Each entry by key, in the order of the bibliography."""


def snapshot_key(request: CiteprocRequest) -> str:
    """Return the key of the snapshot in the cache: there is one for each style, whatever is cited."""
    return hash_of((request.style_context.digest, "snapshot", bool(request.groups)))


def load_snapshot(cache: ResultCache, key: str) -> Snapshot | None:
    """Return the snapshot in the cache, if there is one and it is undamaged."""
    match cache.get(key):
        case [dict() as references, dict() as nodes, list() as first_cited, list() as hashes, value]:
            result = decode_result(value)
        case _:
            return None
    if result is None:
        return None
    try:
        return Snapshot(
            references=references,
            nodes={each: frozenset(nodes[each]) for each in references},
            first_cited=tuple((key, mode) for key, mode in first_cited),
            citations=dict(zip(hashes, result.citations, strict=True)),
            entries=result.entries,
        )
    except (KeyError, TypeError, ValueError):
        return None


def store_snapshot(cache: ResultCache, key: str, snapshot: Snapshot) -> None:
    """Put a snapshot into the cache in place of the last one."""
    result = CiteprocResult(citations=tuple(snapshot.citations.values()), entries=snapshot.entries)
    nodes = {each: sorted(names) for each, names in snapshot.nodes.items()}
    hashes = list(snapshot.citations)
    value = [dict(snapshot.references), nodes, list(snapshot.first_cited), hashes, encode_result(result)]
    cache.put(key, value)
