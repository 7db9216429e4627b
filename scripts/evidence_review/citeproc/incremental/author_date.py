"""Styles that cite by name: a change can affect only references that share a name or a title."""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise

from evidence_review.citeproc.call.cache import ResultCache, hash_of
from evidence_review.citeproc.call.cached_results import decode_result, encode_result
from evidence_review.citeproc.call.request import (
    CiteprocRequest,
    CiteprocResult,
    Processor,
    whole_citation,
)
from evidence_review.citeproc.call.result import FormattedReference, Fragment
from evidence_review.citeproc.incremental.disambiguation_sets import (
    Nodes,
    disambiguation_sets,
    possible_nodes,
    shown_nodes,
)
from evidence_review.citeproc.incremental.positions import (
    PositionedCitation,
    build_document,
    position_citations,
)
from evidence_review.citeproc.style_features import StyleFeatures
from evidence_review.citeproc.style_variants import ordering_only
from evidence_review.prose.citation import CitationMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The results of the last build, with what they depend on."""

    references: Mapping[str, str]
    """A hash of each reference by key, in the order of the site."""
    nodes: Mapping[str, frozenset[str]]
    """The nodes that connect each reference with others, by key; see `disambiguation_sets`."""
    first_cited: tuple[tuple[str, str], ...]
    """The key and the mode of each citation, in the order of their first appearance on the site."""
    citations: Mapping[str, tuple[Fragment, ...]]
    """Each formatted citation, by a hash of everything that it depends on."""
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


SMALLEST_SITE = 150
"""The number of references below which one call for everything takes no longer than two smaller ones.

Measured after one changed title, in Harvard and APA: 1.0 and 0.9 of one call at 100 references, 0.7 and 0.4
at 200, 0.3 and 0.1 at 800 (`tests/benchmark/RESULTS.md`).
"""
LARGEST_SHARE = 0.4
"""The share of references above which one call for everything takes less time: an estimate."""
_TAG = re.compile(r"<[^>]+>")

Citations = Mapping[PositionedCitation, tuple[Fragment, ...]]


def is_possible(features: StyleFeatures) -> bool:
    """Tell whether a style cites by name in the text, without numbers of references and without "ibid."."""
    return not (features.has_numbers or features.has_notes or features.has_ibid)


def processor(
    cache: ResultCache,
    run_citeproc: Processor,
    smallest: int = SMALLEST_SITE,
    largest_share: float = LARGEST_SHARE,
) -> Processor:
    """Return a processor that formats only the citations and entries that a change affects.

    Args:
        cache: Where results are stored.
        run_citeproc: The processor for a request as a whole.
        smallest: The number of references below which a change formats everything again.
        largest_share: The share of references that are formatted again without the others, at most.
    """

    def process(request: CiteprocRequest) -> CiteprocResult:
        site = _Site(request)
        key = snapshot_key(request)
        old = load_snapshot(cache, key)
        most = largest_share * len(site.references) if len(site.references) >= smallest else 0
        result = _reuse(run_citeproc, site, old, most) if old else None
        if result is None:
            whole = run_citeproc(replace(request, groups=tuple(each.group for each in site.citations)))
            result = _Result(dict(zip(site.citations, whole.citations, strict=True)), whole.entries)
        if old is None or not site.is_unchanged_since(old):
            store_snapshot(cache, key, site.snapshot(result))
        asked = site.citations[: len(request.groups)]
        return CiteprocResult(
            citations=tuple(result.citations[each] for each in asked), entries=result.entries
        )

    return process


@dataclass(frozen=True, slots=True)
class _Result:
    """Every citation and every entry."""

    citations: Citations
    entries: Mapping[str, FormattedReference]


class _Site:
    """A request, and the data that determines which of its results depend on one another."""

    def __init__(self, request: CiteprocRequest) -> None:
        self.request = request
        self.features = request.style_context.features
        self.references = {reference.key: reference for reference in request.references}
        self.hashes = {key: hash_of((reference.csl(),)) for key, reference in self.references.items()}
        asked = frozenset(request.groups)
        short_forms = {key: whole_citation(key, CitationMode.NARRATIVE) for key in self.references}
        added = (group for group in short_forms.values() if group not in asked)
        self.citations = position_citations((*request.groups, *added), self.references, self.features)
        """Every citation to format: those of the request, then the short forms that are not among them."""
        last = {each.group: each for each in self.citations}
        self.short_forms = {key: last[group] for key, group in short_forms.items()}
        cited = (one for each in self.citations for one in each.group.citations)
        self.first_cited = tuple(
            dict.fromkeys((one.key, str(one.mode)) for one in cited if one.key in self.references)
        )
        """The key and mode of each citation, in the order of their first appearance on the site."""

    def is_unchanged_since(self, old: Snapshot) -> bool:
        """Tell whether the site needs exactly the results that the last build formatted."""
        is_same = (list(self.hashes.items()), self.first_cited) == (
            list(old.references.items()),
            old.first_cited,
        )
        return is_same and {hash_of((each,)) for each in self.citations} == old.citations.keys()

    def keys_in(self, citation: PositionedCitation) -> frozenset[str]:
        """Return the references that a citation cites."""
        return frozenset(one.key for one in citation.group.citations if one.key in self.references)

    def possible_nodes(self, key: str) -> Nodes:
        """Return the nodes of a reference that has not been formatted yet."""
        return possible_nodes(self.references[key], all_names=self._all_names)

    def shown_nodes(self, citations: Citations, keys: Iterable[str]) -> dict[str, Nodes]:
        """Return the nodes of references that have been formatted."""
        if not (self.features.disambiguates or self.features.substitutes_authors):
            return {key: frozenset() for key in keys}
        return {
            key: shown_nodes(
                self.references[key], _plain_text(citations[self.short_forms[key]]), all_names=self._all_names
            )
            for key in keys
        }

    @property
    def _all_names(self) -> bool:
        return self.features.name_disambiguation_rule.startswith("all-names")

    def snapshot(self, result: _Result) -> Snapshot:
        """Return the snapshot for the next build."""
        return Snapshot(
            references=self.hashes,
            nodes=self.shown_nodes(result.citations, self.references),
            first_cited=self.first_cited,
            citations={hash_of((each,)): result.citations[each] for each in self.citations},
            entries=result.entries,
        )


def _reuse(run_citeproc: Processor, site: _Site, old: Snapshot, most: float) -> _Result | None:
    """Return stored results, with new ones where a change affects them, or nothing if that is not possible.

    Args:
        run_citeproc: The processor for a request.
        site: The site.
        old: The snapshot of the last build.
        most: The largest number of references that may be affected.
    """
    stored = {each: old.citations.get(hash_of((each,))) for each in site.citations}
    changed = frozenset(key for key, _ in site.hashes.items() ^ old.references.items())
    reused = {
        each: fragments
        for each, fragments in stored.items()
        if fragments is not None and changed.isdisjoint(one.key for one in each.group.citations)
    }
    affected = _affected(site, old, changed, stored.keys() - reused.keys())
    if len(affected) > most:
        return None
    order = _order(run_citeproc, site, old)
    fresh = _format_some(run_citeproc, site, affected, stored.keys() - reused.keys())
    entries = {**{key: old.entries[key] for key in old.entries if key not in affected}, **fresh.entries}
    result = _Result({**reused, **fresh.citations}, {key: entries[key] for key in order if key in entries})
    is_proven = (
        _remains_separate(site, old, fresh.citations, affected)
        and _has_same_short_forms(site, fresh.citations, stored, affected)
        and (not site.features.substitutes_authors or _has_same_neighbours(site, old, fresh, result))
    )
    return result if is_proven else None


def _affected(
    site: _Site, old: Snapshot, changed: AbstractSet[str], missing: Iterable[PositionedCitation]
) -> frozenset[str]:
    """Return the references in the same disambiguation sets as those that a change affects."""
    nodes = {
        key: old.nodes.get(key, frozenset())
        | (site.possible_nodes(key) if key in changed and key in site.references else frozenset())
        for key in {**old.nodes, **site.references}
    }
    sets = disambiguation_sets(nodes)
    concerned = {sets[key] for key in changed}
    concerned |= {sets[key] for each in missing for key in site.keys_in(each)}
    before = _orders((*old.first_cited, *((key, "") for key in old.references)), sets)
    now = _orders((*site.first_cited, *((key, "") for key in site.references)), sets)
    concerned |= {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    return frozenset(key for key in site.references if sets[key] in concerned)


def _orders(
    keys: Iterable[tuple[str, str]], sets: Mapping[str, str]
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the keys in each set, in the order that decides which gets the first letter after its year."""
    orders: dict[str, list[tuple[str, str]]] = {}
    for key, mode in keys:
        orders.setdefault(sets[key], []).append((key, mode))
    return orders


def _format_some(
    run_citeproc: Processor, site: _Site, keys: AbstractSet[str], missing: AbstractSet[PositionedCitation]
) -> _Result:
    """Format the entries of some references, and every citation that cites only these."""
    touching = [each for each in site.citations if each in missing or not keys.isdisjoint(site.keys_in(each))]
    if not touching:
        return _Result({}, {})
    references = tuple(each for each in site.request.references if each.key in keys)
    wanted = frozenset(each for each in touching if site.keys_in(each) <= keys)
    asked = build_document(touching, references, wanted)
    answer = run_citeproc(asked.request(site.request.style_context, references))
    return _Result({each: answer.citations[place] for each, place in asked.places.items()}, answer.entries)


def _order(run_citeproc: Processor, site: _Site, old: Snapshot) -> Sequence[str]:
    """Return the order of the bibliography."""
    by_citation = site.features.sorts_by_number or not site.features.sorts_entries
    if list(site.hashes.items()) == list(old.references.items()) and (
        not by_citation or site.first_cited == old.first_cited
    ):
        return tuple(old.entries)
    return tuple(bibliography_order(run_citeproc, site.request))


def _remains_separate(site: _Site, old: Snapshot, fresh: Citations, affected: Iterable[str]) -> bool:
    """Tell whether affected references, as they are cited now, still share no node with any other."""
    inside = site.shown_nodes(fresh, affected)
    outside = (old.nodes[key] for key in site.references if key not in inside)
    return frozenset[str]().union(*inside.values()).isdisjoint(frozenset[str]().union(*outside))


def _has_same_short_forms(
    site: _Site,
    fresh: Citations,
    stored: Mapping[PositionedCitation, tuple[Fragment, ...] | None],
    affected: AbstractSet[str],
) -> bool:
    """Tell whether references look as before wherever they are cited together with others."""
    others = (each for each in stored if each not in fresh)
    keys = {key for each in others for key in site.keys_in(each) & affected}
    return all(fresh[site.short_forms[key]] == stored[site.short_forms[key]] for key in keys)


def _has_same_neighbours(site: _Site, old: Snapshot, fresh: _Result, result: _Result) -> bool:
    """Tell whether each entry was formatted after an entry with the same names as its new predecessor.

    A style may print a dash in place of the names of an entry if they are those of the entry before it.

    Args:
        site: The site.
        old: The last build.
        fresh: The new results.
        result: All results.
    """
    is_after = _predecessors(result.entries)
    was_after = {**_predecessors(old.entries), **_predecessors(fresh.entries)}
    return not any(
        _may_share_names(site, key, other)
        for key, before in is_after.items()
        if before != was_after.get(key)
        for other in (before, was_after.get(key))
        if other is not None
    )


def _may_share_names(site: _Site, key: str, other: str) -> bool:
    """Tell whether two entries may print the same names; a reference that has been removed may print any."""
    return other not in site.references or not site.possible_nodes(key).isdisjoint(site.possible_nodes(other))


def _predecessors(keys: Iterable[str]) -> dict[str, str | None]:
    """Return the key before each key."""
    return {key: before for before, key in pairwise((None, *keys)) if key is not None}


def _plain_text(fragments: Iterable[Fragment]) -> str:
    return unescape(_TAG.sub("", "".join(fragment.html for fragment in fragments)))


def bibliography_order(run_citeproc: Processor, request: CiteprocRequest) -> Sequence[str]:
    """Return the keys of the references in the order of the bibliography.

    For a style that sorts, one call formats only numbers. Any other style lists references in the order in
    which they are cited, followed by those that are not cited.

    Args:
        run_citeproc: The processor for a request.
        request: The citations and references.
    """
    features = request.style_context.features
    known = {reference.key: None for reference in request.references}
    cited = dict.fromkeys(
        each.key for group in request.groups for each in group.citations if each.key in known
    )
    if not features.sorts_entries:
        return tuple(dict.fromkeys((*cited, *known)))
    # References with equal sort keys stay in the order of the file, regardless of which is cited first,
    # unless the style sorts by number.
    groups = tuple(map(whole_citation, cited)) if features.sorts_by_number else ()
    style_context = replace(request.style_context, csl=ordering_only(request.style_context.csl))
    ordering = CiteprocRequest(style_context=style_context, groups=groups, references=request.references)
    return tuple(run_citeproc(ordering).entries)
