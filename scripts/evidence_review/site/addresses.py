"""The addresses of pages and entities. They are permanent: see `DECISIONS.md`."""

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from evidence_review.bibliography.csl.reference import slug_of
from evidence_review.config.settings import Settings
from evidence_review.model.entity import KINDS, Entity, EntityKind
from evidence_review.model.recommendation import AUTHOR
from evidence_review.model.releases.release import FOLDER, Release
from evidence_review.model.vocabularies import ChangeType, Delivery, Response
from evidence_review.review.review import Review
from evidence_review.site.alphabet import letter_pages
from evidence_review.vocabulary import Vocabulary

FOLDERS: Mapping[EntityKind, str] = {kind: row.folder for kind, row in KINDS.items() if row.folder}
"""The folder of the pages of each kind whose entities have pages of their own."""

ASSETS = "assets/evidence-review"
"""The folder of the site with the style sheets and scripts of this package."""
RELEASES = f"{FOLDER}/index.md"
"""The page that lists all releases."""

CHANGES = "changes/index.md"
"""The page of changes between releases, and since each release."""
DATA = "data/index.md"
"""The page of the files to download."""

OVERVIEW_PAGES = (
    "index.md",
    *(row.overview for row in KINDS.values() if row.overview),
    "cite.md",
    DATA,
    RELEASES,
    CHANGES,
)
"""The pages that exist without an introduction by a contributor, where a review has what they list."""


def overview_pages(review: Review) -> tuple[str, ...]:
    """Return the paths of the overviews of a review that have something to list, or an introduction."""
    kinds = review.kinds
    present = {"index.md", *review.pages}
    present |= {KINDS[kind].overview for kind in kinds}
    if review.releases or any(each.assessments for each in review.recommendations.values()):
        present |= {RELEASES, CHANGES}
    if review.is_evidence_review:
        present |= {"cite.md", DATA, KINDS[EntityKind.ERRATUM].overview}
    return tuple(path for path in OVERVIEW_PAGES if path in present)


VOCABULARY_FOLDERS: Mapping[str, type[Vocabulary]] = {
    "kind": ChangeType,
    "delivery": Delivery,
    "response": Response,
}
"""The folders below the recommendations that contain a page for each word of a vocabulary."""
ASKED_BY = "asked-by"
"""The folder below the recommendations that contains a page for each role of the people who asked."""
MAX_ROLE_LENGTH = 60
"""The longest role, in characters, that an address contains in full; `slug_of` shortens a longer one."""


def list_page(folder: str, word: str) -> str:
    """Return the path of the page that lists the recommendations with one word, such as a kind of change."""
    return f"{FOLDERS[EntityKind.RECOMMENDATION]}/{folder}/{word}.md"


def role_slug(role: str) -> str:
    """Return the last part of the address of the list for a role, such as `service-user`."""
    plain = unicodedata.normalize("NFKD", role).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if 0 < len(words) <= MAX_ROLE_LENGTH else slug_of(role)


def list_pages(review: Review) -> Mapping[tuple[str, str], str]:
    """Return the path of every page that lists the recommendations with one word, by folder and word.

    A word without recommendations has a page too, so that its address does not depend on the day. There are
    no pages for a vocabulary that no recommendation uses.
    """
    roles = [AUTHOR, *(role_slug(person.role) for person in review.participants.values())]
    pairs = [(folder, str(word)) for folder, words in VOCABULARY_FOLDERS.items() for word in words]
    pairs += [(ASKED_BY, role) for role in dict.fromkeys(roles)]
    folders = list_folders(review)
    return {(folder, word): list_page(folder, word) for folder, word in pairs if folder in folders}


def list_folders(review: Review) -> frozenset[str]:
    """Return the folders of lists that a review needs: those whose facts some recommendation has."""
    every = review.recommendations.values()
    used = {
        "kind": any(each.kind for each in every),
        "delivery": any(each.assessments for each in every),
        "response": any(each.assessments for each in every),
        ASKED_BY: any(each.made_by for each in every),
    }
    return frozenset(folder for folder, is_used in used.items() if is_used)


def page_of(review: Review, entity: Entity) -> str:
    """Return the path below `docs/` of the page of an entity, such as `findings/f02.md`."""
    row = KINDS[entity.kind]
    if not row.folder:
        return row.shared_page or entity.id
    name = getattr(review.of_kind(entity.kind)[entity.id], row.slug_field) if row.slug_field else entity.id
    return f"{row.folder}/{name}.md"


def anchor_of(entity: Entity) -> str:
    """Return the anchor of an entity on its page; empty if it has the page to itself."""
    return entity.id if KINDS[entity.kind].shared_page else ""


def entities(review: Review) -> Iterator[Entity]:
    """Yield every valid entity of a review that has a page of its own."""
    for kind, row in KINDS.items():
        if not row.shared_page:
            yield from (Entity(kind, id_) for id_ in review.of_kind(kind))


def release_page(name: str) -> str:
    """Return the path below `docs/` of the page of a release, such as `releases/2026.11/index.md`."""
    return f"{FOLDER}/{name}/index.md"


def changes_page(name: str) -> str:
    """Return the path below `docs/` of the page of the changes since a release."""
    return f"changes/{name}.md"


def feed_of(path: str) -> str:
    """Return the path of the feed of a page below the root of the site.

    Examples are `changes/feed.xml` and `organisations/org-ps/feed.xml`.
    """
    return f"{address(path, directory_urls=True)}feed.xml"


def archived_page(name: str, id_: str) -> str:
    """Return the path below `docs/` of the page of an entity in a release.

    Args:
        name: The name of the release.
        id_: The id of a recommendation or finding that it contains.
    """
    return f"{FOLDER}/{name}/{id_}.md"


def latest_archived_page(review: Review, entity: Entity) -> tuple[Release, str] | None:
    """Return the latest release that contains an entity, with the path of its page there, or None.

    It may differ from the current page: compare the release with `take_snapshot`.
    """
    for release in reversed(tuple(review.releases.values())):
        if release.contains(entity.kind, entity.id):
            return release, archived_page(release.name, entity.id)
    return None


def release_paths(review: Review) -> Iterator[str]:
    """Yield the path of every page that is generated from a release."""
    for name, release in review.releases.items():
        yield release_page(name)
        yield changes_page(name)
        for id_ in (*release.recommendations, *release.findings):
            yield archived_page(name, id_)


def page_paths(review: Review) -> frozenset[str]:
    """Return the path of every page of the site."""
    generated = {*overview_pages(review), *list_pages(review).values(), *release_paths(review)}
    generated |= set(letter_pages(review.references).values())
    generated |= former_pages(review).keys()
    return frozenset(generated | {page_of(review, entity) for entity in entities(review)})


def former_pages(review: Review) -> Mapping[str, Entity]:
    """Return the entity to which each former address redirects, by the path of the former page.

    A name in `formerly` of two entities redirects to the first; a check reports it.
    """
    found: dict[str, Entity] = {}
    for entity, path in former_addresses(review):
        found.setdefault(path, entity)
    return found


def former_addresses(review: Review) -> Iterator[tuple[Entity, str]]:
    """Yield each former path below `docs/` of the page of an entity, with the entity."""
    for kind, folder in FOLDERS.items():
        for id_, value in review.of_kind(kind).items():
            for name in getattr(value, "formerly", ()):
                yield Entity(kind, id_), f"{folder}/{name}.md"


def redirects(review: Review) -> Mapping[str, str]:
    """Return the current path of each page whose entity has moved, by its former path."""
    return {path: page_of(review, entity) for path, entity in former_pages(review).items()}


def staged_path(path: str) -> str:
    """Return the path below the staged folder of a page, such as `findings/f02/index.md`, or of a file.

    Every page is staged as the index of a folder of its own, so that relative links from its file and from
    its address on the site are the same. MkDocs does not change the links in HTML, and Zensical resolves
    them relative to the file; only this layout produces the same links with both.
    """
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    return path if posixpath.basename(stem) == "index" else f"{stem}/index.md"


def address(path: str, *, directory_urls: bool) -> str:
    """Return the address of a page relative to the root of the site, such as `findings/f02/`.

    Args:
        path: The path of the page below `docs/`.
        directory_urls: Whether addresses are those of folders. If not, they include `index.html`, as is
            necessary without a web server (https://www.mkdocs.org/user-guide/configuration/#use_directory_urls).
    """
    folder = posixpath.dirname(staged_path(path))
    name = "" if directory_urls else "index.html"
    return f"{folder}/{name}" if folder else name


def public_address(settings: Settings, path: str) -> str:
    """Return the full address of the page at a path below `docs/`; empty if the site has none."""
    return settings.public_address(address(path, directory_urls=settings.use_directory_urls))


def linked_path(page: str, href: str) -> str:
    """Return the path below `docs/` to which an address on a page leads.

    Returns:
        The path; empty for an anchor on the same page and for an address outside the site.
    """
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def relative_address(target: str, page: str, *, directory_urls: bool) -> str:
    """Return the address of one page relative to another."""
    to = address(target, directory_urls=directory_urls).split("/")
    base = address(page, directory_urls=directory_urls).split("/")[:-1]
    shared = 0
    while shared < len(base) and shared < len(to) - 1 and base[shared] == to[shared]:
        shared += 1
    return "../" * (len(base) - shared) + "/".join(to[shared:]) or "./"


def citation_anchor(review: Review, key: str, number: int) -> str:
    """Return the anchor of the nth citation of a reference on a page."""
    return f"cite-{review.references[key].slug}-{number}"
