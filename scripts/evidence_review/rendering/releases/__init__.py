"""Pages of releases, and the comparisons for the pages of changes between them.

Does not belong here: the comparison itself (`model.releases`).
"""
