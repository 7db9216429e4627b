"""Pages of releases and of the changes between them, rendered from what was released and nothing newer.

Does not belong here: the comparison itself (`model.releases`).
"""
