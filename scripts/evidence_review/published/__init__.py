"""The review as one JSON document, which is published as `review.json` and stored in each release.

Belongs here: the classes of the document, its schema and its JSON, and the snapshot of the current review
that is compared with releases. Does not: reading releases (`assemble`), or the release itself
(`model.releases`).
"""
